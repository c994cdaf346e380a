//! Holds what an author states against what the simulator finds.

use core::ops::Range;

use crate::number::plain;
use crate::page_file::PageFile;
use crate::quantity::Quantity;
use crate::report::{Mistake, Report};
use crate::toml_fields::{Stated, Text};
use crate::unit::Unit;

/// How far a stated answer may be from the run, as a share of the run's: room for rounding and no more.
const ROOM: f64 = 0.005;

/// Means over runs that differ by chance also have this many standard errors of room.
const ERRORS: f64 = 3.0;

/// What stands between two sides; the longer of two that start alike comes first.
const RELATIONS: [(&str, Relation, &str); 5] = [
    ("<=", Relation::AtMost, "is not at most"),
    (">=", Relation::AtLeast, "is not at least"),
    ("<", Relation::Below, "is not below"),
    (">", Relation::Above, "is not above"),
    ("=", Relation::Equal, "is not equal to"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    Below,
    AtMost,
    Equal,
    AtLeast,
    Above,
}

/// A number that an author states, in `unit`. None is reported.
pub(crate) fn stated(stated: &Stated, unit: &Unit, file: &PageFile) -> Option<Quantity> {
    match stated {
        Stated::Number(number) => Some(Quantity::certain(number.value, unit.clone())),
        Stated::Expression(text) => {
            let place = |range: Range<usize>| text.excerpt.span(range);
            let value = file.evaluate(text.as_str(), &place)?;
            let found = value.in_unit(unit);
            if found.is_none() {
                let message = match unit.name.as_ref() {
                    "" => format!("{} has a unit, and the question has none", value.said()),
                    unit => format!("{} cannot be given in the unit of the question, {unit}", value.said()),
                };
                let mistake = Mistake::new("wrong-unit", text.span.clone(), message);
                file.report.add(mistake.hint("change the expression, or the `unit` of the question"));
            }
            found
        }
    }
}

/// Reports a stated answer that the run contradicts.
pub(crate) fn check(claim: &Quantity, truth: &Quantity, span: Range<usize>, report: &Report) {
    if alike(claim, truth) {
        return;
    }
    let message =
        format!("the answer is stated as {}, but the simulator finds {}", claim.said(), truth.said());
    report.add(
        Mistake::new("claim-contradicted", span.clone(), message)
            .hint("if the scenario is right, state what it finds; else change the scenario")
            .fix(span, plain(truth.value)),
    );
}

/// Reports an option whose claim about runs is not as it is marked: it must hold if the option is `right`, and must not
/// hold if it is wrong.
pub(crate) fn check_option(text: &Text, right: bool, file: &PageFile) {
    let words = Words {
        holds: "the option is right, but",
        fails: "the option is wrong, but its claim is true",
        hint: "change the claim, or which option is right; or change the scenario",
    };
    check_claim(text, right, &words, file);
}

/// Reports a statement whose claim about runs is not as it is marked.
pub(crate) fn check_statement(text: &Text, holds: bool, file: &PageFile) {
    let words = Words {
        holds: "the statement is marked as one that holds, but",
        fails: "the statement is marked as one that does not hold, but its claim is true",
        hint: "change the claim, or `holds`; or change the scenario",
    };
    check_claim(text, holds, &words, file);
}

/// Reports a world that is not as it should be for an option to be right in it.
pub(crate) fn check_world(text: &Text, file: &PageFile) {
    let words = Words {
        holds: "in this world the option would be right, but",
        fails: "",
        hint: "name a scenario in which the option would be right, or change the claim",
    };
    check_claim(text, true, &words, file);
}

/// How it is said that a claim and the runs differ.
struct Words {
    /// Before what the simulator finds, where the claim should hold.
    holds: &'static str,
    /// Where it should not.
    fails: &'static str,
    hint: &'static str,
}

fn check_claim(text: &Text, expected: bool, words: &Words, file: &PageFile) {
    let claim = text.as_str();
    let place = |at: usize| move |range: Range<usize>| text.excerpt.span(at + range.start..at + range.end);
    let found = RELATIONS.iter().find_map(|found| claim.split_once(found.0).map(|sides| (found, sides)));
    let Some((&(sign, relation, is_not), (left, right_side))) = found else {
        let mistake =
            Mistake::new("claim-malformed", text.span.clone(), "a claim compares two numbers of runs")
                .hint("claim = \"one.makespan_ms < two.makespan_ms\" (or <=, =, >=, >)");
        return file.report.add(mistake);
    };
    let left_value = file.evaluate(left, &place(0));
    let right_value = file.evaluate(right_side, &place(left.len() + sign.len()));
    let (Some(left), Some(right_value)) = (left_value, right_value) else { return };
    let Some(other) = right_value.in_unit(&left.unit) else {
        let message = format!("{} and {} cannot be compared", left.said(), right_value.said());
        let mistake = Mistake::new("wrong-unit", text.span.clone(), message);
        return file.report.add(mistake.hint("both sides measure the same kind of thing, as two times do"));
    };
    let message = match (expected, relation.holds(&left, &other)) {
        (true, false) => {
            format!("{} the simulator finds {}, which {is_not} {}", words.holds, left.said(), other.said())
        }
        (false, true) => format!("{}: {} {sign} {}", words.fails, left.said(), other.said()),
        (true, true) | (false, false) => return,
    };
    file.report.add(Mistake::new("claim-contradicted", text.span.clone(), message).hint(words.hint));
}

/// Whether two numbers differ by no more than `percent` of the second.
pub(crate) fn within(value: f64, truth: f64, percent: f64) -> bool {
    (value - truth).abs() <= truth.abs() * percent / 100.0
}

impl Relation {
    fn holds(self, left: &Quantity, right: &Quantity) -> bool {
        match self {
            Self::Below => left.value < right.value && !alike(left, right),
            Self::Above => left.value > right.value && !alike(left, right),
            Self::AtMost => left.value < right.value || alike(left, right),
            Self::AtLeast => left.value > right.value || alike(left, right),
            Self::Equal => alike(left, right),
        }
    }
}

/// Whether two numbers of one unit are the same but for rounding and chance.
fn alike(claim: &Quantity, truth: &Quantity) -> bool {
    within(claim.value, truth.value, ROOM * 100.0)
        || (claim.value - truth.value).abs() <= ERRORS * (claim.error + truth.error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(value: f64, error: f64) -> Quantity {
        Quantity { value, unit: Unit::of("ms"), error }
    }

    #[test]
    fn half_a_percent_is_rounding_and_more_is_a_contradiction() {
        for (claim, truth, expected) in [
            (100.0, 100.0, true),
            (100.5, 100.0, true),
            (100.6, 100.0, false),
            (99.4, 100.0, false),
            (0.0, 0.0, true),
            (0.1, 0.0, false),
        ] {
            assert_eq!(
                alike(&quantity(claim, 0.0), &quantity(truth, 0.0)),
                expected,
                "{claim} against {truth}"
            );
        }
        assert!(alike(&quantity(103.0, 0.0), &quantity(100.0, 1.0)));
        assert!(!alike(&quantity(103.1, 0.0), &quantity(100.0, 1.0)));
    }

    #[test]
    fn of_two_numbers_exactly_one_relation_holds() {
        for (left, right) in [(100.0, 100.2), (100.0, 101.0), (102.0, 101.0)] {
            let holds = |relation: Relation| relation.holds(&quantity(left, 0.0), &quantity(right, 0.0));
            let count = [Relation::Below, Relation::Equal, Relation::Above].map(|it| u8::from(holds(it)));
            assert_eq!(count.iter().sum::<u8>(), 1, "{left} and {right}");
            assert_eq!(holds(Relation::AtMost), !holds(Relation::Above));
            assert_eq!(holds(Relation::AtLeast), !holds(Relation::Below));
        }
    }
}
