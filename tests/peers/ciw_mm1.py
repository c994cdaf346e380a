"""M/M/1 in Ciw: `ciw_mm1.py N`, the network of one node that its tutorials begin with."""

import sys

import ciw

from stays import measure


def stays(customers):
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate=8)],
        service_distributions=[ciw.dists.Exponential(rate=10)],
        number_of_servers=[1],
    )
    ciw.seed(1)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(customers, method="Finish")
    return [record.exit_date - record.arrival_date for record in simulation.get_all_records()]


if __name__ == "__main__":
    measure(lambda: stays(int(sys.argv[1])))
