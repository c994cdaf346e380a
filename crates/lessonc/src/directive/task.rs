//! ```` ```task ````: a run to change until it is as it should be. The build proves that there is something to do, and that it
//! can be done.

use core::ops::Range;

use lesson::{Figure, Goal, Kind, Setting, Task, Way};
use trace::Condition;

use super::asking::{Count, belief, paragraphs, take_part_id};
use super::condition;
use super::figure::{knobs, run, stage_of};
use super::solving::prove;
use crate::markdown;
use crate::page_file::PageFile;
use crate::report::Mistake;
use crate::toml_fields::{At, Fields, Text};

const KNOBS: Count = Count {
    code: "part-count",
    who: "a task",
    what: "knobs",
    range: 1..=6,
    example: "[[knob]]\npath = \"client.timeout_ms\"\nlabel = \"Timeout\"\nmin = 0\nmax = 1000\nstep = 50",
};

const GOALS: Count = Count {
    code: "part-count",
    who: "a task",
    what: "goals",
    range: 1..=4,
    example: "[[goal]]\ntext = \"…\"\ncondition = \"effects = 1\"",
};

/// A condition where it stands in the file.
pub(super) struct Held {
    pub(super) condition: Condition,
    pub(super) span: Range<usize>,
}

/// A task as its author wrote it, to be proved.
pub(super) struct Claimed<'a> {
    pub(super) figure: &'a Figure,
    /// The block, for what is wrong with all of it.
    pub(super) span: Range<usize>,
    pub(super) goals: Vec<Held>,
    pub(super) solution: &'a [(Setting, Range<usize>)],
    pub(super) ways: Vec<Held>,
}

pub(super) fn read(fields: &Fields, question: &str, file: &PageFile) -> Option<Kind> {
    let start = At { value: 0.0, span: fields.span() };
    let moment = fields.number("moment_ms").unwrap_or(start);
    let run = run(fields, file);
    let knobs = knobs(fields, run.as_ref().map(|run| &run.scenario), file);
    let stage = stage_of(run, fields, Some(moment), file);
    let written = fields.tables("knob", "a knob").len();
    KNOBS.check(written, fields, file);
    let figure = stage.map(|stage| {
        let id = take_part_id(question, "run", fields, file);
        stage.into_figure(id, knobs)
    });
    let goals = goals(fields, file);
    let solution = solution(fields, figure.as_ref(), file);
    let ways = ways(fields, file);
    let (figure, goals, solution, ways) = (figure?, goals?, solution?, ways?);
    if written != figure.knobs.len() {
        return None;
    }
    let held = |condition: &Condition, span: &Range<usize>| Held {
        condition: condition.clone(),
        span: span.clone(),
    };
    prove(
        &Claimed {
            figure: &figure,
            span: fields.span(),
            goals: goals.iter().map(|(goal, span)| held(&goal.condition, span)).collect(),
            solution: &solution,
            ways: ways.iter().map(|(way, span)| held(&way.condition, span)).collect(),
        },
        file,
    );
    Some(Kind::Task(Task {
        figure,
        goals: goals.into_iter().map(|(goal, _)| goal).collect(),
        solution: solution.into_iter().map(|(setting, _)| setting).collect(),
        ways: ways.into_iter().map(|(way, _)| way).collect(),
    }))
}

fn goals(fields: &Fields, file: &PageFile) -> Option<Vec<(Goal, Range<usize>)>> {
    let tables = fields.tables("goal", "a goal");
    GOALS.check(tables.len(), fields, file);
    let read = |fields: Fields| {
        let text = fields.need_text("text").map(|text| markdown::line(&Text { key: "posed", ..text }, file));
        let condition = condition::read("condition", &fields, file);
        fields.finish();
        let (condition, span) = condition?;
        Some((Goal { text: text?, condition }, span))
    };
    let goals: Vec<_> = tables.into_iter().map(read).collect();
    goals.into_iter().collect()
}

fn solution(
    fields: &Fields,
    figure: Option<&Figure>,
    file: &PageFile,
) -> Option<Vec<(Setting, Range<usize>)>> {
    let tables = fields.tables("solution", "a solution");
    if tables.is_empty() {
        let mistake = Mistake::new("missing-key", fields.span(), "a task needs a solution");
        file.report.add(mistake.hint("[[solution]]\npath = \"client.timeout_ms\"\nvalue = 500"));
        return None;
    }
    let mut all: Vec<Option<(Setting, Range<usize>)>> = Vec::new();
    for fields in tables {
        let (path, value) = (fields.need_text("path"), fields.need_whole("value", 0));
        fields.finish();
        let setting = path.zip(value).filter(|(path, value)| stands(path, value, figure, file));
        let again = setting
            .as_ref()
            .is_some_and(|(path, _)| all.iter().flatten().any(|(other, _)| other.path == path.as_str()));
        if let (true, Some((path, _))) = (again, &setting) {
            let message = format!("the solution turns `{}` twice", path.as_str());
            file.report.add(Mistake::new("duplicate-knob", path.span.clone(), message));
        }
        all.push(setting.map(|(path, value)| {
            (Setting { path: path.as_str().to_owned(), value: value.value }, value.span)
        }));
    }
    all.into_iter().collect()
}

/// Whether a knob of the task can be turned so.
fn stands(path: &Text, value: &At<u64>, figure: Option<&Figure>, file: &PageFile) -> bool {
    let Some(figure) = figure else { return false };
    let paths = || figure.knobs.iter().map(|knob| knob.path.as_str());
    let Some(knob) = figure.knobs.iter().find(|knob| knob.path == path.as_str()) else {
        let message = format!("this task has no knob for `{}`", path.as_str());
        let mistake = Mistake::new("unknown-knob", path.span.clone(), message);
        file.report.add(mistake.meant(path.as_str(), paths()));
        return false;
    };
    let (min, max, step, at) = (knob.min, knob.max, knob.step, value.value);
    let fits = (min..=max).contains(&at) && at.checked_sub(min).is_some_and(|way| way.is_multiple_of(step));
    if !fits {
        let message =
            format!("the knob goes from {min} to {max} in steps of {step} and cannot stand at {at}");
        let mistake = Mistake::new("solution-off", value.span.clone(), message);
        file.report.add(mistake.hint("a solution is one that learners can reach"));
    }
    fits
}

fn ways(fields: &Fields, file: &PageFile) -> Option<Vec<(Way, Range<usize>)>> {
    let read = |fields: Fields| {
        let condition = condition::read("condition", &fields, file);
        let (belief, reply) = (belief(&fields, file), paragraphs("reply", &fields, file));
        fields.finish();
        let (condition, span) = condition?;
        Some((Way { condition, belief: belief?, reply: reply? }, span))
    };
    let ways: Vec<_> = fields.tables("way", "a way").into_iter().map(read).collect();
    ways.into_iter().collect()
}
