//! From an order to a run that can be drawn. A long run is read a little at a time, so that the page stays quick meanwhile.

use std::sync::Arc;

use diagram::{Run, RunBuilder};
use gloo_timers::callback::Timeout;

use crate::platform::simulator::{self, Handle, Order};

/// So many facts are read in a few milliseconds, also on a phone. Most runs have fewer, and are read at once.
const SLICE: usize = 5_000;

/// A run, or in words why there is none.
pub(crate) type Read = Result<Arc<Run>, String>;

/// Has a run worked out and reads it.
pub(crate) fn run(
    order: &Order,
    progress: impl Fn(f64) + 'static,
    done: impl FnOnce(Read) + 'static,
) -> Handle {
    simulator::run(order, progress, move |outcome| match outcome {
        Ok(trace) if trace.facts.len() <= SLICE => hand_over(Run::new(trace), done),
        Ok(trace) => go_on(RunBuilder::new(trace), done),
        Err(why) => done(Err(why)),
    })
}

fn go_on(mut builder: RunBuilder, done: impl FnOnce(Read) + 'static) {
    if builder.advance(SLICE) {
        hand_over(builder.finish(), done);
    } else {
        Timeout::new(0, move || go_on(builder, done)).forget();
    }
}

/// What draws a run is a task of its own.
fn hand_over(run: Run, done: impl FnOnce(Read) + 'static) {
    let run = Arc::new(run);
    Timeout::new(0, move || done(Ok(run))).forget();
}
