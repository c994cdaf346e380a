//! `simulate run` and `simulate stored`: a scenario file, and one run of it in the form that was asked for.

use crate::failure::Failure;
use crate::numbers::milliseconds;
use crate::options::View;
use crate::{diagnostics, ladder, metrics, table, words};
use diagnostic::Form;
use scenario::Scenario;
use std::fs;
use std::io::{IsTerminal, Write};
use trace::Trace;

pub(crate) fn run(out: &mut impl Write, file: &str, seed: u64, view: View) -> Result<(), Failure> {
    let scenario = read(file)?;
    match view {
        View::Story => {
            let trace = sim::run(&scenario, seed);
            writeln!(out, "{}\n", summary(&scenario, &trace))?;
            table::write(out, &trace)?;
        }
        View::Table => table::write(out, &sim::run(&scenario, seed))?,
        View::Ladder => ladder::write(out, &sim::run(&scenario, seed))?,
        View::Metrics => metrics::write(out, &scenario, seed)?,
        View::Hash => writeln!(out, "{:016x}", sim::run(&scenario, seed).hash())?,
        View::Draws => {
            for draw in sim::draws(&scenario, seed) {
                writeln!(out, "{draw}")?;
            }
        }
    }
    Ok(())
}

/// `simulate stored`: for tests that ask the simulator of a page for a scenario of the course.
pub(crate) fn stored(out: &mut impl Write, file: &str) -> Result<(), Failure> {
    for byte in read(file)?.encode() {
        write!(out, "{byte:02x}")?;
    }
    Ok(writeln!(out)?)
}

fn read(file: &str) -> Result<Scenario, Failure> {
    let bytes = fs::read(file).map_err(|error| Failure::Usage(format!("{file} cannot be read: {error}")))?;
    let text = String::from_utf8(bytes).map_err(|_| Failure::Usage(format!("{file} is not UTF-8 text")))?;
    scenario::parse(&text).map_err(|problems| {
        let coloured = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let form = Form::full(coloured);
        let rendered: Vec<String> =
            problems.iter().map(|problem| diagnostics::render(problem, file, &text, form)).collect();
        Failure::Mistakes(rendered.join("\n"))
    })
}

/// `Title: 5 of 5 requests answered; 10 messages, 0 lost; nothing left to happen at 100 ms.`
fn summary(scenario: &Scenario, trace: &Trace) -> String {
    let count = |name: &str| trace::measure(trace, name).map_or(0.0, |measure| measure.value);
    format!(
        "{}: {} of {} requests answered; {} messages, {} lost; {} at {} ms.",
        scenario.title,
        count("answered"),
        count("requests"),
        count("messages"),
        count("lost"),
        words::ended(trace.ended),
        milliseconds(trace.end)
    )
}
