//! The scenarios of the course, and what texts ask of their runs.

use core::cell::RefCell;
use core::ops::Range;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use diagnostic::nearest;
use scenario::Scenario;
use trace::MessageId;

use crate::ident::{is_id, proposal};
use crate::markdown::InlineScenario;
use crate::memo::Memo;
use crate::quantity::Quantity;
use crate::report::{Mistake, Report};
use crate::runs::{LEAST_RUNS, Runs};
use crate::sample::Sample;
use crate::setting;
use crate::unit::Unit;
use crate::{Diagnostic, Source};

pub(crate) use crate::whereabouts::Whereabouts;

/// Where scenarios stand.
const FOLDER: &str = "scenarios";

/// Of a mistake that says no more by itself.
const KEYS: &str = "lessons/scenarios/README.md tells each section, its keys and what they may be";

/// A mean in a text comes from as many runs as bring its standard error below this share of it.
const CERTAINTY: f64 = 0.01;

/// A mean in a text comes from this run when nothing is left to chance; questions may name another.
const SEED: u64 = 1;

/// All files of `lessons/scenarios/`, by their stem, and what stands in pages, by the id on its fence.
#[derive(Default)]
pub(crate) struct Scenarios {
    /// None for a file with mistakes, which are reported once and not again at each use.
    all: BTreeMap<String, Option<Scenario>>,
    /// The page and the place of each that stands in a page.
    inline: BTreeMap<String, (String, Range<usize>)>,
    /// Those that a page has named.
    named: RefCell<BTreeSet<String>>,
    memo: Rc<RefCell<Memo>>,
}

/// The answer to a question about a run.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Truth {
    /// Nothing is left to chance.
    Certain(Quantity),
    /// The mean over runs that differ by chance.
    Mean { mean: Quantity, sample: Sample },
}

impl Scenarios {
    /// Reads and checks all of them, used or not.
    pub(crate) fn read(
        source: &dyn Source,
        memo: Rc<RefCell<Memo>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut names = source.list(FOLDER);
        names.sort();
        let mut all = BTreeMap::new();
        for name in &names {
            let Some(id) = name.strip_suffix(".toml") else { continue };
            let path = format!("{FOLDER}/{name}");
            let text = source.read(&path).unwrap_or_default();
            let report = Report::new(&path, &text);
            all.insert(id.to_owned(), parse(&text, 0, &report));
            diagnostics.extend(report.into_diagnostics());
        }
        Self { all, memo, ..Self::default() }
    }

    /// Takes in the scenario that stands in a page. Any page may use it, so no other may have its id.
    pub(crate) fn add_inline(&mut self, inline: &InlineScenario, report: &Report) {
        let InlineScenario { id, fence, toml } = inline;
        if !is_id(id) {
            let message = match *id {
                "" => "this scenario has no id".to_owned(),
                id => format!("`{id}` is no id for a scenario"),
            };
            report.add(
                Mistake::new("bad-id", fence.clone(), message)
                    .label("small letters, digits and hyphens")
                    .fix(
                        fence.clone(),
                        format!(
                            "```scenario {}",
                            if id.is_empty() { "an-id".to_owned() } else { proposal(id) }
                        ),
                    ),
            );
            return;
        }
        if self.all.contains_key(*id) {
            let message = format!("there is another scenario `{id}`");
            report.add(
                Mistake::new("duplicate-id", fence.clone(), message).hint(
                    "scenarios of pages and of lessons/scenarios/ share their names: choose another one",
                ),
            );
            return;
        }
        self.all.insert((*id).to_owned(), parse(toml.text, toml.offset, report));
        self.inline.insert((*id).to_owned(), (report.path().to_owned(), fence.clone()));
    }

    /// The file of a scenario, and where in it to point at for the whole of it.
    pub(crate) fn place(&self, id: &str) -> (String, Range<usize>) {
        self.inline.get(id).cloned().unwrap_or_else(|| (format!("{FOLDER}/{id}.toml"), 0..0))
    }

    /// The scenario that an author names at `span`. None is reported, here or where the scenario stands.
    pub(crate) fn find(&self, id: &str, span: Range<usize>, report: &Report) -> Option<&Scenario> {
        match self.all.get(id) {
            Some(scenario) => {
                self.named.borrow_mut().insert(id.to_owned());
                scenario.as_ref()
            }
            None => {
                let message =
                    format!("there is no scenario `{id}`, neither in lessons/scenarios/ nor in a page");
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

    /// When the run of a known scenario ends, in nanoseconds.
    pub(crate) fn end_ns(&self, id: &str, seed: u64) -> Option<u64> {
        Some(self.runs(id)?.end_ns(seed))
    }

    /// What the measure `name` is in a known scenario; with chance its mean. None when runs give nothing to take it
    /// from, an error when a mistake has been reported.
    pub(crate) fn mean(
        &self,
        id: &str,
        name: &str,
        span: Range<usize>,
        report: &Report,
    ) -> Option<Result<Quantity, Reported>> {
        let enough = |sample: &Sample| sample.standard_error() <= sample.mean.abs() * CERTAINTY;
        match self.take(id, SEED, name, &enough)? {
            Truth::Certain(quantity) => Some(Ok(quantity)),
            Truth::Mean { mean, sample } => {
                Some(if report_few(&sample, name, span, report) { Err(Reported) } else { Ok(mean) })
            }
        }
    }

    /// An expression for a typed number: a setting or a measure of one of the scenarios that `text` speaks of.
    pub(crate) fn like(&self, value: f64, unit: &str, text: &str) -> Option<String> {
        let unit = Unit::named(unit)?;
        let is_it = |found: Quantity| {
            found.in_unit(&unit).is_some_and(|found| (found.value - value).abs() <= value.abs() * 1e-9)
        };
        let named = self.all.iter().filter(|(id, _)| text.contains(id.as_str()));
        let scenarios: Vec<_> = named.filter_map(|(id, scenario)| Some((id, scenario.as_ref()?))).collect();
        let setting = scenarios.iter().find_map(|(id, scenario)| {
            let paths = setting::names(scenario);
            let path = paths.into_iter().find(|path| setting::find(scenario, path).is_some_and(is_it))?;
            Some(format!("{id}.{path}"))
        });
        setting.or_else(|| {
            scenarios.iter().find_map(|(id, _)| {
                let runs = self.runs(id).filter(|runs| !runs.is_random())?;
                let number =
                    |name: &str| Some(Quantity::certain(runs.number(SEED, name)?, Unit::in_name(name)));
                let name = trace::MEASURES.into_iter().find(|name| number(name).is_some_and(is_it))?;
                Some(format!("{id}.{name}"))
            })
        })
    }

    /// The answer to a question about the measure that an author names at `span`. With chance it comes from enough runs
    /// for a mean that is certain to a tenth of the tolerance.
    pub(crate) fn truth(
        &self,
        (id, seed): (&str, u64),
        name: &str,
        tolerance_percent: u16,
        span: Range<usize>,
        report: &Report,
    ) -> Option<Truth> {
        if !trace::is_measure(name) {
            let message = format!("there is no measure `{name}`");
            report.add(Mistake::new("unknown-measure", span, message).meant(name, trace::MEASURES));
            return None;
        }
        let share = f64::from(tolerance_percent) / 100.0 / 10.0;
        let enough = |sample: &Sample| sample.standard_error() <= sample.mean.abs() * share;
        let found = self.take(id, seed, name, &enough);
        match &found {
            None => report_nothing(id, name, span, report),
            Some(Truth::Mean { sample, .. }) if report_few(sample, name, span, report) => return None,
            Some(_) => {}
        }
        found
    }

    /// A number of one run of a known scenario that an author names at `span`, whatever other seeds would give.
    pub(crate) fn measure(
        &self,
        (id, seed): (&str, u64),
        name: &str,
        span: Range<usize>,
        report: &Report,
    ) -> Option<Quantity> {
        if !trace::is_measure(name) {
            let message = format!("there is no measure `{name}`");
            report.add(Mistake::new("unknown-measure", span, message).meant(name, trace::MEASURES));
            return None;
        }
        let found = self.runs(id)?.number(seed, name);
        if found.is_none() {
            report_nothing(id, name, span, report);
        }
        Some(Quantity::certain(found?, Unit::in_name(name)))
    }

    /// A known scenario with some of its numbers set. None when it cannot have them.
    pub(crate) fn set(&self, id: &str, settings: &[(&str, u64)]) -> Option<Changed> {
        let mut scenario = self.all.get(id)?.as_ref()?.clone();
        for (path, value) in settings {
            scenario.turn(path, *value).ok()?;
        }
        Some(Changed { scenario, memo: Rc::clone(&self.memo) })
    }

    /// Where a message of a known scenario is at a moment of the run with that seed.
    pub(crate) fn whereabouts(
        &self,
        (id, seed, moment_ns): (&str, u64, u64),
        message: MessageId,
    ) -> Option<Whereabouts> {
        Some(self.runs(id)?.whereabouts(seed, moment_ns, message))
    }

    fn take(&self, id: &str, seed: u64, name: &str, enough: &dyn Fn(&Sample) -> bool) -> Option<Truth> {
        let runs = self.runs(id)?;
        let unit = Unit::in_name(name);
        if !runs.is_random() {
            return runs.number(seed, name).map(|value| Truth::Certain(Quantity::certain(value, unit)));
        }
        let sample = runs.sample(name, enough)?;
        if sample.count >= LEAST_RUNS && sample.squares == 0.0 {
            return Some(Truth::Certain(Quantity::certain(sample.mean, unit)));
        }
        let mean = Quantity { value: sample.mean, unit, error: sample.standard_error() };
        Some(Truth::Mean { mean, sample })
    }

    fn runs(&self, id: &str) -> Option<Runs<'_>> {
        Some(Runs::of(self.all.get(id)?.as_ref()?, Rc::clone(&self.memo)))
    }
}

/// A scenario with some of its numbers set.
pub(crate) struct Changed {
    scenario: Scenario,
    memo: Rc<RefCell<Memo>>,
}

impl Changed {
    /// A number of the run with that seed.
    pub(crate) fn number(&self, seed: u64, name: &str) -> Option<f64> {
        Runs::of(&self.scenario, Rc::clone(&self.memo)).number(seed, name)
    }

    /// Whether runs may differ from seed to seed.
    pub(crate) fn is_random(&self) -> bool {
        self.scenario.leaves_to_chance()
    }
}

/// A mistake has been reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reported;

impl Truth {
    /// The number that answers are held against.
    pub(crate) fn quantity(&self) -> &Quantity {
        match self {
            Self::Certain(quantity) | Self::Mean { mean: quantity, .. } => quantity,
        }
    }

    /// What it is the mean of, if it is one.
    pub(crate) fn sample(&self) -> Option<Sample> {
        match self {
            Self::Certain(_) => None,
            Self::Mean { sample, .. } => Some(*sample),
        }
    }
}

/// Reports a measure that a run does not give.
pub(crate) fn report_nothing(id: &str, name: &str, span: Range<usize>, report: &Report) {
    let message = format!("a run of `{id}` gives nothing to take `{name}` from");
    let hint = if name.contains('-') && !name.contains(' ') && name.matches('.').count() > 1 {
        "a minus between two numbers has spaces around it"
    } else {
        "nothing in the run has it: look at `cargo xtask sim FILE --metrics`, or name another"
    };
    report.add(Mistake::new("measure-without-value", span, message).hint(hint));
}

/// Reports a mean over too few runs to say anything.
fn report_few(sample: &Sample, name: &str, span: Range<usize>, report: &Report) -> bool {
    let few = sample.count < LEAST_RUNS;
    if few {
        let message = match sample.count {
            0 => format!("chance decides `{name}`, and {LEAST_RUNS} runs of this scenario take too long"),
            runs => format!(
                "chance decides `{name}`, and in the time for {LEAST_RUNS} runs only {runs} were done"
            ),
        };
        let hint = format!("make the run shorter: {LEAST_RUNS} runs have to fit");
        report.add(Mistake::new("too-few-runs", span, message).hint(hint));
    }
    few
}

/// `offset` is where `text` starts in its file.
fn parse(text: &str, offset: usize, report: &Report) -> Option<Scenario> {
    match scenario::parse(text) {
        Ok(scenario) => Some(scenario),
        Err(problems) => {
            for problem in problems {
                let span = offset + problem.span.start..offset + problem.span.end;
                let written = report.text(span.clone()).trim_matches(['"', '\'']);
                let near = nearest(written, problem.names.iter().map(String::as_str));
                let mistake = Mistake::new(problem.code, span, problem.message).hint(KEYS);
                report.add(mistake.maybe_hint(problem.hint).meant_one(written, near));
            }
            None
        }
    }
}
