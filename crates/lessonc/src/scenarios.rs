//! The scenarios of the course, and their runs: each pair of scenario and seed runs once.

use core::cell::RefCell;
use core::ops::Range;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use diagnostic::nearest;
use scenario::Scenario;
use trace::{Measure, Metrics, Trace};

use crate::report::{Mistake, Report};
use crate::{Diagnostic, Source};

/// Where scenarios stand.
const FOLDER: &str = "scenarios";

/// All files of `lessons/scenarios/`, by their stem.
#[derive(Default)]
pub(crate) struct Scenarios {
    /// None for a file with mistakes, which are reported once and not again at each use.
    all: BTreeMap<String, Option<Scenario>>,
    /// Those that a page has named.
    named: RefCell<BTreeSet<String>>,
    runs: RefCell<BTreeMap<(String, u64), Rc<Trace>>>,
    numbers: RefCell<BTreeMap<(String, u64), Rc<Metrics>>>,
}

impl Scenarios {
    /// Reads and checks all of them, used or not.
    pub(crate) fn read(source: &dyn Source, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut names = source.list(FOLDER);
        names.sort();
        let mut all = BTreeMap::new();
        for name in &names {
            let Some(id) = name.strip_suffix(".toml") else { continue };
            let path = format!("{FOLDER}/{name}");
            let text = source.read(&path).unwrap_or_default();
            let report = Report::new(&path, &text);
            all.insert(id.to_owned(), parse(&text, &report));
            diagnostics.extend(report.into_diagnostics());
        }
        Self { all, ..Self::default() }
    }

    /// The scenario that an author names at `span`. None is reported, here or where the scenario stands.
    pub(crate) fn find(&self, id: &str, span: Range<usize>, report: &Report) -> Option<&Scenario> {
        match self.all.get(id) {
            Some(scenario) => {
                self.named.borrow_mut().insert(id.to_owned());
                scenario.as_ref()
            }
            None => {
                let message = format!("there is no scenario `{id}` in lessons/scenarios/");
                report.add(
                    Mistake::new("unknown-scenario", span, message)
                        .meant(id, self.all.keys().map(String::as_str)),
                );
                None
            }
        }
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.all.keys().map(String::as_str)
    }

    /// Scenarios without mistakes that no page has named so far.
    pub(crate) fn unnamed(&self) -> Vec<&str> {
        let named = self.named.borrow();
        let sound = self.all.iter().filter(|(_, scenario)| scenario.is_some());
        sound.map(|(id, _)| id.as_str()).filter(|id| !named.contains(*id)).collect()
    }

    /// What happens in a known scenario.
    pub(crate) fn run(&self, id: &str, seed: u64) -> Option<Rc<Trace>> {
        let key = (id.to_owned(), seed);
        if let Some(trace) = self.runs.borrow().get(&key) {
            return Some(Rc::clone(trace));
        }
        let trace = Rc::new(sim::run(self.all.get(id)?.as_ref()?, seed));
        self.runs.borrow_mut().insert(key, Rc::clone(&trace));
        Some(trace)
    }

    /// The numbers of a known scenario. Those of a long run need no trace.
    fn numbers(&self, id: &str, seed: u64) -> Option<Rc<Metrics>> {
        let key = (id.to_owned(), seed);
        if let Some(numbers) = self.numbers.borrow().get(&key) {
            return Some(Rc::clone(numbers));
        }
        let numbers = Rc::new(sim::measure(self.all.get(id)?.as_ref()?, seed));
        self.numbers.borrow_mut().insert(key, Rc::clone(&numbers));
        Some(numbers)
    }

    /// The numbers of a known scenario with a knob turned to a value. None when it cannot be turned so.
    pub(crate) fn turned(&self, id: &str, (path, value): (&str, u64), seed: u64) -> Option<Metrics> {
        let mut scenario = self.all.get(id)?.as_ref()?.clone();
        scenario.turn(path, value).ok()?;
        Some(sim::measure(&scenario, seed))
    }

    /// A number of a run that an author names at `span`.
    pub(crate) fn measure(
        &self,
        id: &str,
        seed: u64,
        name: &str,
        span: Range<usize>,
        report: &Report,
    ) -> Option<Measure> {
        if !trace::is_measure(name) {
            let message = format!("there is no measure `{name}`");
            report.add(Mistake::new("unknown-measure", span, message).meant(name, trace::MEASURES));
            return None;
        }
        let found = self.numbers(id, seed)?.measure(name).filter(|found| found.value.is_finite());
        if found.is_none() {
            let message = format!("a run of `{id}` gives nothing to take `{name}` from");
            let hint = "nothing in the run has it: look at `cargo xtask sim FILE --metrics`, or name another";
            report.add(Mistake::new("measure-without-value", span, message).hint(hint));
        }
        found
    }
}

fn parse(text: &str, report: &Report) -> Option<Scenario> {
    match scenario::parse(text) {
        Ok(scenario) => Some(scenario),
        Err(problems) => {
            for problem in problems {
                let written = report.text(problem.span.clone()).trim_matches(['"', '\'']);
                let near = nearest(written, problem.names.iter().map(String::as_str));
                let mistake = Mistake::new(problem.code, problem.span, problem.message);
                report.add(mistake.maybe_hint(problem.hint).meant_one(written, near));
            }
            None
        }
    }
}
