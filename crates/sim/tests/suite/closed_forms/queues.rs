//! Queues: waits, lengths and losses in closed form, held against the vectors.

use crate::theory::general::{
    Moments, cobham, kingman, lifo_wait_square, mean_wait, mm1_wait_square, sharing,
};
use crate::theory::markov::{Bounded, Mmc, erlang_b, mm1_response_quantile, mm1_response_tail};
use crate::theory::operational::{
    backlog, collapse, drain, interactive_response, little, mean_values, run_length, saturation,
};
use crate::vector::vector;

#[test]
fn one_server() {
    for id in ["q-mm1-basic", "q-mm1-hot"] {
        let vector = vector(id);
        let (arrivals, services) = (vector.input("lambda_per_s"), vector.input("mu_per_s"));
        let queue = Mmc { arrivals, services, servers: 1 };
        vector.holds("/rho", queue.utilisation());
        vector.holds("/L", queue.mean_inside());
        vector.holds("/Lq", queue.mean_waiting());
        vector.holds("/W_s", queue.mean_response());
        vector.holds("/Wq_s", queue.mean_wait());
        vector.holds("/P0", 1.0 - queue.waits());
    }
    let v = vector("q-mm1-percentiles");
    let queue = (v.input("lambda_per_s"), v.input("mu_per_s"));
    v.holds_each("", v.inputs("q").into_iter().map(|q| mm1_response_quantile(queue.0, queue.1, q)));
    let v = vector("q-mm1-timeout-prob");
    v.holds("", mm1_response_tail(v.input("lambda_per_s"), v.input("mu_per_s"), v.input("T_s")));
    let v = vector("q-mm1-tail-state");
    v.holds("", v.input("rho").powf(v.input("n")));
    let v = vector("q-mm1-util-curve");
    let response = |rho| Mmc { arrivals: rho, services: 1.0, servers: 1 }.mean_response();
    v.holds_each("", v.inputs("rho").into_iter().map(response));
    let v = vector("q-mm1-runlength");
    v.holds("", run_length(v.input("rho"), v.input("e"), v.input("z")));
}

#[test]
fn several_servers() {
    for id in ["q-mmc-2", "q-mmc-10", "q-mmc-100"] {
        let vector = vector(id);
        let (arrivals, services) = (vector.input("lambda_per_s"), vector.input("mu_per_s"));
        let queue = Mmc { arrivals, services, servers: vector.whole("c") };
        vector.holds("/a_erlang", queue.erlang());
        vector.holds("/rho", queue.utilisation());
        vector.holds("/C_wait", queue.waits());
        vector.holds("/Wq_s", queue.mean_wait());
        vector.holds("/W_s", queue.mean_response());
        vector.holds("/Lq", queue.mean_waiting());
        vector.holds("/L", queue.mean_inside());
    }
    let v = vector("q-mmc-wait-tail");
    let (arrivals, services) = (v.input("lambda_per_s"), v.input("mu_per_s"));
    v.holds("", Mmc { arrivals, services, servers: v.whole("c") }.wait_tail(v.input("t_s")));
    let v = vector("q-pooling");
    let (arrivals, services) = (v.input("lambda_total_per_s"), v.input("mu_per_s"));
    let pooled = Mmc { arrivals, services, servers: v.whole("c") }.mean_wait();
    let split = Mmc { arrivals: arrivals / v.input("c"), services, servers: 1 }.mean_wait();
    v.holds("/Wq_pooled_s", pooled);
    v.holds("/Wq_split_s", split);
    v.holds("/ratio", split / pooled);
}

#[test]
fn little_room() {
    for id in ["q-erlang-b", "q-erlang-b-10"] {
        let vector = vector(id);
        vector.holds("", erlang_b(vector.input("a_erlang"), vector.whole("c")));
    }
    let bounded = |arrivals, services, servers, room| Bounded { arrivals, services, servers, room };
    for id in ["q-mm1k-under", "q-mm1k-critical"] {
        let vector = vector(id);
        let queue = bounded(vector.input("rho"), 1.0, 1, vector.whole("K"));
        vector.holds("/P_block", queue.refused());
        vector.holds("/L", queue.mean_inside());
    }
    let v = vector("q-mm1k-over");
    let queue = bounded(v.input("lambda_per_s"), v.input("mu_per_s"), 1, v.whole("K"));
    v.holds("/P_block", queue.refused());
    v.holds("/throughput_per_s", queue.throughput());
    v.holds("/L", queue.mean_inside());
    v.holds("/W_s", queue.mean_response());
    let v = vector("q-mmck");
    let queue = bounded(v.input("lambda_per_s"), v.input("mu_per_s"), v.whole("c"), v.whole("K"));
    v.holds("/P_block", queue.refused());
    v.holds("/Lq", queue.mean_waiting());
    v.holds("/Wq_s", queue.mean_wait());
    v.holds("/throughput_per_s", queue.throughput());
}

#[test]
fn any_service_time() {
    let v = vector("q-md1");
    let (arrivals, service) = (v.input("lambda_per_s"), v.input("service_s"));
    let wait = mean_wait(arrivals, Moments::constant(service));
    v.holds("/Wq_s", wait);
    v.holds("/W_s", wait + service);
    v.holds("/ratio_to_mm1", wait / mean_wait(arrivals, Moments::exponential(service)));
    let v = vector("q-mg1-bimodal");
    let (arrivals, share) = (v.input("lambda_per_s"), v.input("p1"));
    let service = Moments::two(v.input("s1_s"), share, v.input("s2_s"));
    v.holds("/ES_s", service.mean);
    v.holds("/cs2", service.cs2());
    v.holds("/rho", arrivals * service.mean);
    v.holds("/Wq_s", mean_wait(arrivals, service));
    let v = vector("q-mg1-lognormal");
    let (arrivals, mean, cs2) = (v.input("lambda_per_s"), v.input("mean_s"), v.input("cs2"));
    let variance = (1.0 + cs2).ln();
    v.holds("/rho", arrivals * mean);
    v.holds("/Wq_s", mean_wait(arrivals, Moments::spread(mean, cs2)));
    v.holds("/sigma", variance.sqrt());
    v.holds("/mu_log", mean.ln() - variance / 2.0);
    let v = vector("q-kingman");
    v.holds("", kingman(v.input("rho"), v.input("ca2"), v.input("cs2"), v.input("S_s")));
}

#[test]
fn other_orders() {
    let v = vector("q-priority-np");
    let rates = [v.input("lambda_hi_per_s"), v.input("lambda_lo_per_s")];
    let service = Moments::exponential(1.0 / v.input("mu_per_s"));
    let waits = cobham(&rates, service);
    v.holds("/Wq_hi_s", waits[0]);
    v.holds("/Wq_lo_s", waits[1]);
    v.holds("/Wq_fifo_s", mean_wait(rates[0] + rates[1], service));
    let v = vector("q-ps-conditional");
    v.holds("", sharing(v.input("rho"), v.input("x_s")));
    let v = vector("q-lifo-same-mean");
    let (arrivals, services) = (v.input("lambda_per_s"), v.input("mu_per_s"));
    v.holds("/Wq_mean_s", Mmc { arrivals, services, servers: 1 }.mean_wait());
    v.holds("/EWq2_fifo_s2", mm1_wait_square(arrivals, services));
    v.holds("/EWq2_lifo_s2", lifo_wait_square(arrivals, services));
}

#[test]
fn laws_and_overload() {
    let v = vector("q-little");
    v.holds("", little(v.input("lambda_per_s"), v.input("W_s")));
    let v = vector("q-little-pool");
    v.holds("", little(v.input("rate_per_s"), v.input("hold_s")));
    let v = vector("q-closed-loop");
    let (service, think) = (v.input("S_s"), v.input("Z_s"));
    let (response, throughput) = mean_values(v.whole("N"), service, think);
    v.holds("/R_s", response);
    v.holds("/X_per_s", throughput);
    v.holds("/N_star", saturation(service, think));
    let v = vector("q-interactive-law");
    v.holds("", interactive_response(v.input("N"), v.input("X_per_s"), v.input("Z_s")));
    let v = vector("q-overload-backlog");
    let services = v.input("mu_per_s");
    let piled = backlog(v.input("lambda_per_s"), services, v.input("t_s"));
    v.holds("/backlog", piled);
    v.holds("/drain_s", drain(piled, v.input("lambda2_per_s"), services));
    v.holds("/last_in_wait_s", piled / services);
    let v = vector("q-fifo-collapse");
    let (arrivals, services) = (v.input("lambda_per_s"), v.input("mu_per_s"));
    v.holds("", collapse(arrivals, services, v.input("T_s"), v.input("S_s")));
}
