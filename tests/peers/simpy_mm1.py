"""M/M/1 in SimPy: `simpy_mm1.py customers N` or `simpy_mm1.py stations N`, the two shapes that its documentation shows."""

import random
import sys

import simpy

from stays import measure

ARRIVALS_PER_S = 8.0
SERVICES_PER_S = 10.0


def a_process_for_each_customer(customers):
    """As in its example “Bank Renege”: a customer is a process that waits for a resource."""
    environment = simpy.Environment()
    worker = simpy.Resource(environment, capacity=1)
    draws = random.Random(1)
    stays = []

    def customer():
        since = environment.now
        with worker.request() as turn:
            yield turn
            yield environment.timeout(draws.expovariate(SERVICES_PER_S))
        stays.append(environment.now - since)

    def source():
        for _ in range(customers):
            yield environment.timeout(draws.expovariate(ARRIVALS_PER_S))
            environment.process(customer())

    environment.process(source())
    environment.run()
    return stays


def a_process_for_each_station(customers):
    """As in its example “Process Communication”: what is to be done goes from one process to another through a store."""
    environment = simpy.Environment()
    line = simpy.Store(environment)
    draws = random.Random(1)
    stays = []

    def source():
        for _ in range(customers):
            yield environment.timeout(draws.expovariate(ARRIVALS_PER_S))
            yield line.put(environment.now)

    def server():
        while True:
            since = yield line.get()
            yield environment.timeout(draws.expovariate(SERVICES_PER_S))
            stays.append(environment.now - since)

    environment.process(source())
    environment.process(server())
    environment.run()
    return stays


SHAPES = {"customers": a_process_for_each_customer, "stations": a_process_for_each_station}

if __name__ == "__main__":
    shape, number = sys.argv[1:]
    measure(lambda: SHAPES[shape](int(number)))
