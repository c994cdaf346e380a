//! M/M/1 in NeXosim: `nexosim-mm1 N`, a source and a server that are models of their own, connected by a port.
//!
//! On one thread, as there is nothing to do at the same time: with two it took ten times as long. Stays are fetched once, at
//! the end, which is quicker than a sink that is told each. A single model that sends itself its customers is a fifth faster,
//! but no longer what its documentation calls a bench of components.

use floor::Outcome;
use nexosim::model::{Context, Model, schedulable};
use nexosim::ports::{Output, QuerySource};
use nexosim::simulation::{Mailbox, SimInit};
use nexosim::time::MonotonicTime;
use rand::SeedableRng;
use rand::rngs::SmallRng;
use rand_distr::{Distribution, Exp, ExpError};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::error::Error;
use std::time::{Duration, Instant};

/// Arrivals per second.
const ARRIVALS: f64 = 8.0;
/// What the worker can do per second.
const SERVICES: f64 = 10.0;

/// Exponential times. A model must be able to be stored, which this benchmark never does.
struct Draws(Exp<f64>, SmallRng);

#[derive(Serialize, Deserialize)]
struct Source {
    customer: Output<MonotonicTime>,
    to_come: usize,
    #[serde(skip)]
    gaps: Option<Draws>,
}

#[derive(Serialize, Deserialize)]
struct Server {
    /// When those who wait came; the first is being served.
    line: VecDeque<MonotonicTime>,
    stays_ns: Vec<u64>,
    #[serde(skip)]
    services: Option<Draws>,
}

/// One line: events, seconds, and the mean and the 99th percentile of the stay in seconds. Only the run is timed, with
/// what it takes to set it up.
fn main() -> Result<(), Box<dyn Error>> {
    let customers: usize = std::env::args().nth(1).ok_or("nexosim-mm1 N")?.parse()?;
    let begin = Instant::now();
    let stays_ns = serve(customers)?;
    let seconds = begin.elapsed().as_secs_f64();
    let outcome = Outcome { stays_ns };
    let mean_s = outcome.mean_s().ok_or("nobody was served")?;
    let p99_s = outcome.p99_s().ok_or("nobody was served")?;
    println!("{} {seconds:.6} {mean_s:.6} {p99_s:.6}", 2 * customers);
    Ok(())
}

fn serve(customers: usize) -> Result<Vec<u64>, Box<dyn Error>> {
    let gaps = Some(Draws::new(ARRIVALS, 1)?);
    let services = Some(Draws::new(SERVICES, 2)?);
    let mut source = Source { customer: Output::default(), to_come: customers, gaps };
    let server = Server { line: VecDeque::new(), stays_ns: Vec::new(), services };
    let (source_mailbox, server_mailbox) = (Mailbox::new(), Mailbox::new());
    source.customer.connect(Server::customer, &server_mailbox);
    let mut bench = SimInit::with_num_threads(1);
    let stays = QuerySource::new().connect(Server::stays_ns, &server_mailbox).register(&mut bench);
    let bench = bench.add_model(source, source_mailbox, "source").add_model(server, server_mailbox, "server");
    let mut simulation = bench.init(MonotonicTime::EPOCH)?;
    simulation.run()?;
    Ok(simulation.process_query(&stays, ())?)
}

#[Model]
impl Source {
    #[nexosim(init)]
    async fn init(&mut self, context: &Context<Self>) {
        self.next(context);
    }

    #[nexosim(schedulable)]
    async fn arrive(&mut self, _: (), context: &Context<Self>) {
        self.customer.send(context.time()).await;
        self.next(context);
    }

    fn next(&mut self, context: &Context<Self>) {
        if self.to_come > 0 {
            self.to_come -= 1;
            let gap = Draws::next(&mut self.gaps);
            context.schedule_event(gap, schedulable!(Self::arrive), ()).expect("a gap lies ahead");
        }
    }
}

#[Model]
impl Server {
    async fn customer(&mut self, since: MonotonicTime, context: &Context<Self>) {
        if self.line.is_empty() {
            self.begin(context);
        }
        self.line.push_back(since);
    }

    #[nexosim(schedulable)]
    async fn depart(&mut self, _: (), context: &Context<Self>) {
        if let Some(since) = self.line.pop_front() {
            self.stays_ns.push(context.time().duration_since(since).as_nanos() as u64);
        }
        if !self.line.is_empty() {
            self.begin(context);
        }
    }

    async fn stays_ns(&mut self) -> Vec<u64> {
        std::mem::take(&mut self.stays_ns)
    }

    fn begin(&mut self, context: &Context<Self>) {
        let work = Draws::next(&mut self.services);
        context.schedule_event(work, schedulable!(Self::depart), ()).expect("the end of work lies ahead");
    }
}

impl Draws {
    fn new(per_s: f64, seed: u64) -> Result<Self, ExpError> {
        Ok(Self(Exp::new(per_s)?, SmallRng::seed_from_u64(seed)))
    }

    /// At least a nanosecond, as nothing can be scheduled for now.
    fn next(draws: &mut Option<Self>) -> Duration {
        let Self(times, random) = draws.as_mut().expect("only a restored model has no draws");
        Duration::from_nanos((times.sample(random) * 1e9) as u64 + 1)
    }
}
