//! The proof of a task: its goals are not reached at first, and are reached by its solution.

use core::ops::Range;

use lesson::Figure;

use super::task::{Claimed, Held};
use crate::number::plain;
use crate::page_file::PageFile;
use crate::report::Mistake;
use crate::scenarios::report_nothing;

/// What is left to chance has to work out with so many seeds beside the figure's own.
const SEEDS: u64 = 5;

/// Reports what is wrong with a task.
pub(super) fn prove(task: &Claimed, file: &PageFile) {
    let Claimed { figure, span, goals, solution, ways } = task;
    let scenarios = &file.library.scenarios;
    let (id, seed) = (figure.scenario_id.as_str(), figure.seed);
    let settings: Vec<(&str, u64)> =
        solution.iter().map(|(setting, _)| (setting.path.as_str(), setting.value)).collect();
    let Some(at_first) = scenarios.set(id, &[]) else { return };
    let Some(solved) = scenarios.set(id, &settings) else {
        let span = first_span(solution, span);
        let mistake = Mistake::new("solution-off", span, "the scenario cannot have these numbers together");
        return file.report.add(mistake.hint("take others: the run of a solution has to be possible"));
    };
    let holds = |held: &Held, value: Option<f64>| value.is_some_and(|value| held.condition.holds_for(value));
    if goals.iter().all(|goal| holds(goal, at_first.number(seed, &goal.condition.measure))) {
        let mistake = Mistake::new(
            "task-solved",
            span.clone(),
            "nothing is left to do: all goals are reached at first",
        );
        file.report.add(mistake.hint("change the scenario's own numbers, or ask for more"));
    }
    let seeds = if at_first.is_random() || solved.is_random() { SEEDS } else { 0 };
    for goal in goals {
        for seed in core::iter::once(seed).chain(1..=seeds) {
            let value = solved.number(seed, &goal.condition.measure);
            if !holds(goal, value) {
                unsolved(goal, value, seed, seeds > 0, figure, file);
                break;
            }
        }
    }
    for way in ways {
        let value = solved.number(seed, &way.condition.measure);
        if let (true, Some(value)) = (holds(way, value), value) {
            let message = format!(
                "the solution goes this way too: {} is {} with it",
                way.condition.measure,
                plain(value)
            );
            let mistake = Mistake::new("way-is-right", way.span.clone(), message);
            file.report.add(mistake.hint("a way is one that fails: say what only its run gives"));
        }
    }
}

fn unsolved(goal: &Held, value: Option<f64>, seed: u64, by_chance: bool, figure: &Figure, file: &PageFile) {
    let measure = &goal.condition.measure;
    let Some(value) = value else {
        return report_nothing(&figure.scenario_id, measure, goal.span.clone(), file.report);
    };
    let with = if by_chance { format!(" with seed {seed}") } else { String::new() };
    let message = format!(
        "the solution does not reach this: {measure} is {}{with}, and `{}` is wanted",
        plain(value),
        goal.condition
    );
    let mistake = Mistake::new("task-unsolved", goal.span.clone(), message);
    file.report
        .add(mistake.hint("write settings into [[solution]] that reach it, or ask for what can be reached"));
}

fn first_span<T>(solution: &[(T, Range<usize>)], block: &Range<usize>) -> Range<usize> {
    solution.first().map_or_else(|| block.clone(), |(_, span)| span.clone())
}
