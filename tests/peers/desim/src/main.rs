//! M/M/1 in desim: `desim-mm1 customers N` or `desim-mm1 stations N`, the two shapes that its examples show.
//!
//! Its processes are coroutines, which stable Rust does not have yet: it compiles with `RUSTC_BOOTSTRAP=desim,desim_mm1`.

#![feature(coroutines, coroutine_trait, stmt_expr_attributes, yield_expr)]

use desim::resources::{SimpleResource, SimpleStore};
use desim::{Effect, EndCondition, ResourceId, SimContext, SimState, Simulation, StoreId};
use floor::Outcome;
use rand::SeedableRng;
use rand::rngs::SmallRng;
use rand_distr::{Distribution, Exp, ExpError};
use std::cell::RefCell;
use std::error::Error;
use std::rc::Rc;
use std::time::Instant;

/// Arrivals per second.
const ARRIVALS: f64 = 8.0;
/// What the worker can do per second.
const SERVICES: f64 = 10.0;

/// What a process asks for.
#[derive(Clone, Copy)]
enum Ask {
    Pass(f64),
    Seize(ResourceId),
    Release(ResourceId),
    /// Into the line, with the time of arrival.
    Push(StoreId, f64),
    Pull(StoreId),
}

impl SimState for Ask {
    fn get_effect(&self) -> Effect {
        match *self {
            Self::Pass(seconds) => Effect::TimeOut(seconds),
            Self::Seize(worker) => Effect::Request(worker),
            Self::Release(worker) => Effect::Release(worker),
            Self::Push(line, _) => Effect::Push(line),
            Self::Pull(line) => Effect::Pull(line),
        }
    }

    fn set_effect(&mut self, _: Effect) {}

    /// The stays are all that is wanted; a log of every event would be more than the others keep.
    fn should_log(&self) -> bool {
        false
    }
}

type Stays = Rc<RefCell<Vec<u64>>>;

/// One line: events, seconds, and the mean and the 99th percentile of the stay in seconds. Only the run is timed, with
/// what it takes to set it up.
fn main() -> Result<(), Box<dyn Error>> {
    let usage = "desim-mm1 customers|stations N";
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [shape, customers] = words.as_slice() else { return Err(usage.into()) };
    let customers: usize = customers.parse()?;
    let begin = Instant::now();
    let stays_ns = match shape.as_str() {
        "customers" => a_process_for_each_customer(customers)?,
        "stations" => a_process_for_each_station(customers)?,
        _ => return Err(usage.into()),
    };
    let seconds = begin.elapsed().as_secs_f64();
    let outcome = Outcome { stays_ns };
    let mean_s = outcome.mean_s().ok_or("nobody was served")?;
    let p99_s = outcome.p99_s().ok_or("nobody was served")?;
    println!("{} {seconds:.6} {mean_s:.6} {p99_s:.6}", 2 * customers);
    Ok(())
}

/// As in the example `carwash`. A process cannot make another, so all are there from the start.
fn a_process_for_each_customer(customers: usize) -> Result<Vec<u64>, ExpError> {
    let (gaps, services) = (Exp::new(ARRIVALS)?, Exp::new(SERVICES)?);
    let mut gap_draws = SmallRng::seed_from_u64(1);
    let service_draws = Rc::new(RefCell::new(SmallRng::seed_from_u64(2)));
    let stays = Stays::default();
    let mut simulation = Simulation::new();
    let worker = simulation.create_resource(Box::new(SimpleResource::new(1)));
    let mut arrival = 0.0;
    for _ in 0..customers {
        let (draws, stays) = (Rc::clone(&service_draws), Rc::clone(&stays));
        let customer = simulation.create_process(Box::new(
            #[coroutine]
            move |context: SimContext<Ask>| {
                let since = context.time();
                yield Ask::Seize(worker);
                let work = services.sample(&mut *draws.borrow_mut());
                let context = yield Ask::Pass(work);
                stays.borrow_mut().push(ns(context.time() - since));
                yield Ask::Release(worker);
            },
        ));
        arrival += gaps.sample(&mut gap_draws);
        simulation.schedule_event(arrival, customer, Ask::Pass(0.0));
    }
    simulation.run(EndCondition::NoEvents);
    Ok(stays.take())
}

/// As in the example `store`: one process that sends customers into a line, and one that takes them out and serves them.
fn a_process_for_each_station(customers: usize) -> Result<Vec<u64>, ExpError> {
    let (gaps, services) = (Exp::new(ARRIVALS)?, Exp::new(SERVICES)?);
    let stays = Stays::default();
    let mut simulation = Simulation::new();
    let line = simulation.create_store(Box::new(SimpleStore::new(customers)));
    let source = simulation.create_process(Box::new(
        #[coroutine]
        move |_: SimContext<Ask>| {
            let mut draws = SmallRng::seed_from_u64(1);
            for _ in 0..customers {
                let context = yield Ask::Pass(gaps.sample(&mut draws));
                yield Ask::Push(line, context.time());
            }
        },
    ));
    let kept = Rc::clone(&stays);
    let server = simulation.create_process(Box::new(
        #[coroutine]
        move |_: SimContext<Ask>| {
            let mut draws = SmallRng::seed_from_u64(2);
            loop {
                let context = yield Ask::Pull(line);
                let &Ask::Push(_, since) = context.state() else { break };
                let context = yield Ask::Pass(services.sample(&mut draws));
                kept.borrow_mut().push(ns(context.time() - since));
            }
        },
    ));
    simulation.schedule_event(0.0, source, Ask::Pass(0.0));
    simulation.schedule_event(0.0, server, Ask::Pass(0.0));
    simulation.run(EndCondition::NoEvents);
    Ok(stays.take())
}

fn ns(seconds: f64) -> u64 {
    (seconds * 1e9) as u64
}
