//! How long the folds and views take on large runs: `cargo run --release -p diagram --example speed`.

use std::hint::black_box;
use std::time::{Duration, Instant};

use diagram::{
    Layout, Ledger, Run, RunBuilder, Sight, Subject, Viewpoint, came_of, charts, explained, knows, ladder,
    ladder_so_far, pickable, say, space, waterfall, why,
};
use scenario::Scenario;
use trace::{NodeId, Time, Trace};

/// Each is worked off at so many moments, evenly through the run.
const MOMENTS: u64 = 200;

/// Facts that are read in one slice.
const SLICE: usize = 10_000;

const REPEATS: usize = 12;

/// Name, requests a second, way of a bit in ms, workers, mean of the work in ms.
const RUNS: [(&str, u32, u32, u32, u32); 3] = [
    ("ten thousand requests, a few at once", 200, 20, 10, 20),
    ("a thousand alive at once, most on the wire", 2000, 220, 200, 60),
    ("thousands in the queue", 400, 20, 4, 20),
];

fn main() {
    for (name, per_s, one_way_ms, workers, work_ms) in RUNS {
        let trace = sim::run(&scenario(per_s, one_way_ms, workers, work_ms), 1);
        println!("\n{name}: {} facts, {:?}", trace.facts.len(), trace.ended);
        measure(trace);
    }
}

fn scenario(per_s: u32, one_way_ms: u32, workers: u32, work_ms: u32) -> Scenario {
    let text = format!(
        "version = 1
        title = \"Speed\"
        [[node]]
        id = \"client\"
        name = \"Client\"
        [[node]]
        id = \"server\"
        name = \"Server\"
        [node.server]
        workers = {workers}
        service = {{ kind = \"exponential\", mean_ms = {work_ms} }}
        reply_bytes = 1000
        [[link]]
        id = \"wire\"
        between = [\"client\", \"server\"]
        one_way_ms = {one_way_ms}
        [[load]]
        client = \"client\"
        server = \"server\"
        requests = 12_000
        pattern = {{ kind = \"open\", arrivals = \"poisson\", per_s = {per_s} }}
        request_bytes = 200
        timeout_ms = 20_000
        "
    );
    scenario::parse(&text).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn measure(trace: Trace) {
    let bytes = trace::encode(&trace);
    best("decode", || trace::decode(&bytes).map(|trace| trace.facts.len()).ok());
    best("messages", || trace::messages(&trace).len());
    let copies: Vec<Trace> = (0..REPEATS).map(|_| trace.clone()).collect();
    let mut copies = copies.into_iter();
    best("Run::new", || copies.next().map(Run::new));
    slices(&trace);
    let run = Run::new(trace);
    let sight = |at| Sight::new(&run, at);
    best("Run::clone", || run.clone());
    println!("{:>28} {} events, {} rows", "", run.moments().events.len(), run.rows().len());
    let rows_at = |at| run.rows().index_at(at).unwrap_or(0);
    at_moments(&run, "40 rows", |at| run.rows().between(rows_at(at)..rows_at(at) + 40).count());
    best("the table of a page", || diagram::rows(&run));
    at_moments(&run, "space", |at| space(&sight(at), Layout::Wide).shapes.len());
    at_moments(&run, "ladder", |at| ladder(&sight(at), Layout::Narrow).shapes.len());
    at_moments(&run, "ladder so far", |at| ladder_so_far(&sight(at), Layout::Narrow).shapes.len());
    let only = |at| Sight { viewpoint: Viewpoint::Only(NodeId(0)), ..sight(at) };
    at_moments(&run, "ladder of the client", |at| ladder(&only(at), Layout::Narrow).shapes.len());
    best("spans", || trace::spans(&run.trace).len());
    best("charts, first", || charts(&Sight::new(&run.clone(), Time::ZERO), None).len());
    charts(&sight(Time::ZERO), None);
    at_moments(&run, "charts", |at| charts(&sight(at), None).len());
    best("waterfall, first", || waterfall(&Sight::new(&run.clone(), Time::ZERO), Layout::Wide));
    waterfall(&sight(Time::ZERO), Layout::Wide);
    at_moments(&run, "waterfall", |at| waterfall(&sight(at), Layout::Wide).shapes.len());
    best("ledger, read", || Ledger::new(&run));
    let entered = Ledger::new(&run);
    at_moments(&run, "ledger", |at| (entered.lines(&sight(at), 0..40), entered.summary(&sight(at))));
    best("rows seen by the server", || run.rows().seen_from(Viewpoint::Only(NodeId(1))));
    at_moments(&run, "what can be picked", |at| pickable(&sight(at)).len());
    let first = run.trace.facts.len() / 2;
    let picked =
        run.trace.facts.get(first..).and_then(|facts| facts.iter().find_map(|fact| fact.what.message()));
    let picked = picked.map(Subject::Message);
    at_moments(&run, "why of a message", |at| {
        let sight = Sight { picked, ..sight(at) };
        explained(&sight)
            .map(|fact| (why(&sight, fact).take(20).collect::<Vec<_>>(), came_of(&sight, fact, 10)))
    });
    at_moments(&run, "say", |at| say(&run, at).len());
    at_moments(&run, "knows, client", |at| knows(&run, NodeId(0), at).len());
    at_moments(&run, "knows, server", |at| knows(&run, NodeId(1), at).len());
}

/// A run read so many facts at a time, as a page reads it: what all takes together, and the longest time without a pause.
fn slices(trace: &Trace) {
    let mut shortest: Vec<Duration> = Vec::new();
    for _ in 0..REPEATS {
        let mut builder = RunBuilder::new(trace.clone());
        let mut times = Vec::new();
        let mut done = false;
        while !done {
            let begin = Instant::now();
            done = builder.advance(SLICE);
            times.push(begin.elapsed());
        }
        let begin = Instant::now();
        let run = builder.finish();
        times.push(begin.elapsed());
        drop(run);
        shortest.resize(times.len(), Duration::MAX);
        shortest.iter_mut().zip(times).for_each(|(own, time)| *own = time.min(*own));
    }
    println!("{:>28} {:>9.3} ms", "a run in slices", ms(shortest.iter().sum()));
    println!(
        "{:>28} {:>9.3} ms",
        "the longest of them",
        ms(shortest.iter().max().copied().unwrap_or_default())
    );
    if std::env::var_os("SLICES").is_some() {
        println!("{shortest:?}");
    }
}

/// The shortest of several times: what else the machine does only ever adds.
fn best<T>(name: &str, mut work: impl FnMut() -> T) {
    let times = (0..REPEATS).map(|_| {
        let begin = Instant::now();
        let value = black_box(work());
        let elapsed = begin.elapsed();
        drop(value);
        elapsed
    });
    println!("{name:>28} {:>9.3} ms", ms(times.min().unwrap_or_default()));
}

/// The mean and the longest over the whole run.
fn at_moments<T>(run: &Run, name: &str, mut work: impl FnMut(Time) -> T) {
    let mut times: Vec<Duration> = (0..=MOMENTS)
        .map(|part| {
            let at = Time(run.end().0 / MOMENTS * part);
            let once = |work: &mut dyn FnMut(Time) -> T| {
                let begin = Instant::now();
                black_box(work(at));
                begin.elapsed()
            };
            once(&mut work).min(once(&mut work))
        })
        .collect();
    times.sort_unstable();
    let mean = times.iter().sum::<Duration>() / u32::try_from(times.len()).unwrap_or(1);
    println!(
        "{name:>28} {:>9.3} ms mean, {:>9.3} ms longest",
        ms(mean),
        ms(times.last().copied().unwrap_or_default())
    );
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
