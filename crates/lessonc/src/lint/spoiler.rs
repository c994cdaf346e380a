//! Answers that stand on the page before they have been asked for.
//!
//! A number gives a prediction away when it prints like the answer and the learner can have read it before: in what
//! comes before the question, in its hints, and, if it was worked out from the same scenario, in its prompt. A number that
//! the prompt itself states is given, and no secret anywhere. So is a number worked out from another scenario: that the two
//! are equal is what the learner is to find out. Of other questions only the prompt and the hints must not tell: what a page
//! says is what they ask for.

use core::ops::Range;
use std::collections::BTreeMap;

use super::Page;
use crate::number::plain;
use crate::quantity::Quantity;
use crate::record::{Asked, Bound, Kind, Piece, Shown, normal};
use crate::report::Mistake;
use crate::unit::Unit;

const HINT: &str = "a hint asks the next question to think about; it does not answer";

/// A number with a unit in a piece.
struct Amount<'p> {
    range: Range<usize>,
    value: f64,
    unit: &'p str,
    /// What it was worked out from; none for a typed one.
    from: Option<&'p Bound>,
}

/// What a prediction asks for.
struct Secret<'a> {
    scenario: &'a str,
    measure: &'a str,
    unit: &'a str,
    truth: f64,
}

pub(super) fn check(page: &Page) {
    let record = page.record;
    let asks = |shown: &Shown| matches!(shown.asked, Some(Asked::Number { .. } | Asked::Amount { .. }));
    let amounts: Vec<Vec<Amount>> = if record.widgets.iter().any(asks) {
        record.pieces.iter().map(amounts).collect()
    } else {
        Vec::new()
    };
    for (at, shown) in record.widgets.iter().enumerate() {
        if let (true, Some((scenario, seed))) = (shown.run_waits, &shown.run) {
            runs(page, &record.widgets[..at], (scenario, *seed));
            telling(page, shown, scenario);
        }
        match &shown.asked {
            Some(Asked::Number { measure, unit, truth }) => {
                let Some((scenario, _)) = &shown.run else { continue };
                numbers(page, shown, &Secret { scenario, measure, unit, truth: *truth }, &amounts);
            }
            Some(Asked::Amount { unit, truth }) => {
                let secret = Secret { scenario: "", measure: "", unit, truth: *truth };
                hinted(page, shown, &secret, &amounts);
            }
            Some(Asked::Choice { rights, .. } | Asked::Several { rights } | Asked::Place { rights }) => {
                told(page, shown, rights)
            }
            Some(Asked::Words { words }) => words_told(page, shown, words),
            Some(Asked::Statements { .. } | Asked::Other) | None => {}
        }
    }
}

/// Numbers that are the answer.
fn numbers(page: &Page, shown: &Shown, secret: &Secret, amounts: &[Vec<Amount>]) {
    let own = |at: usize| shown.pieces.contains(&at);
    let is_typed_answer = |amount: &Amount| amount.from.is_none() && secret.is(amount);
    let is_given = shown.pieces.clone().any(|at| {
        let is_prompt = page.record.pieces.get(at).is_some_and(|piece| piece.kind == Kind::Prompt);
        is_prompt && amounts.get(at).into_iter().flatten().any(is_typed_answer)
    });
    for (at, piece) in page.record.before(shown) {
        let is_prompt = own(at) && piece.kind == Kind::Prompt;
        for amount in amounts.get(at).into_iter().flatten().filter(|amount| secret.is(amount)) {
            let tells = match amount.from {
                Some(bound) => bound.measures().any(|(scenario, _)| scenario == secret.scenario),
                None => !is_given && !is_prompt,
            };
            if tells {
                let text = &piece.text[amount.range.clone()];
                let message =
                    format!("{text} is the answer of a prediction that the reader has not made yet");
                let hint = match amount.from {
                    Some(bound) if secret.is_named(bound) => "say it after the question, or in its `explain`",
                    Some(_) => "the same run gives the same number here: say it after the question",
                    None => "say it after the question; a number that is given belongs into its `ask`",
                };
                let span = piece.span(amount.range.clone());
                page.report.add(Mistake::new("spoiler", span, message).hint(hint));
            }
        }
    }
}

/// Hints that are the answer, unless the prompt gives that number.
fn hinted(page: &Page, shown: &Shown, secret: &Secret, amounts: &[Vec<Amount>]) {
    let of = |kind: Kind| {
        let pieces =
            shown.pieces.clone().filter_map(|at| Some((page.record.pieces.get(at)?, amounts.get(at)?)));
        pieces.filter(move |(piece, _)| piece.kind == kind)
    };
    let given = of(Kind::Prompt).any(|(_, amounts)| amounts.iter().any(|amount| secret.is(amount)));
    for (piece, amounts) in of(Kind::Hint).filter(|_| !given) {
        for amount in amounts.iter().filter(|amount| secret.is(amount)) {
            let message = format!("{} is the answer", &piece.text[amount.range.clone()]);
            let span = piece.span(amount.range.clone());
            page.report.add(Mistake::new("spoiler", span, message).hint(HINT));
        }
    }
}

/// A word that fills a gap, alone in the prompt or in a hint. Where others stand beside it, it is one of several.
fn words_told(page: &Page, shown: &Shown, words: &[(String, bool)]) {
    let pieces = page.record.of(shown).iter().filter(|piece| matches!(piece.kind, Kind::Prompt | Kind::Hint));
    for piece in pieces {
        let said = format!(" {} ", normal(&piece.text));
        let words = words.iter().map(|(word, counts)| (normal(word), *counts));
        let named: BTreeMap<String, bool> = words
            .filter(|(word, _)| said.contains(&format!(" {word} ")))
            .fold(BTreeMap::new(), |mut named, (word, counts)| {
                *named.entry(word).or_default() |= counts;
                named
            });
        if let (1, Some((word, true))) = (named.len(), named.first_key_value()) {
            let message = format!("“{word}” fills a gap");
            page.report.add(Mistake::new("spoiler", piece.whole(), message).hint(HINT));
        }
    }
}

/// Figures of the very run that is to be predicted.
fn runs(page: &Page, before: &[Shown], asked: (&str, u64)) {
    for shown in before.iter().filter(|shown| !shown.run_waits) {
        let is_same = |(scenario, seed): &(String, u64)| (scenario.as_str(), *seed) == asked;
        if shown.run.as_ref().is_some_and(is_same) {
            let message = "this figure shows the run that a later prediction asks for";
            page.report.add(
                Mistake::new("spoiler", shown.span.clone(), message)
                    .hint("put it after the prediction, or show another scenario or seed"),
            );
        }
    }
}

/// Numbers of the run that tell which option comes true, or an order: of an order one alone says nothing.
fn telling(page: &Page, shown: &Shown, asked: &str) {
    let names = |bound: &Bound| {
        let mut own = bound.measures().filter(|(scenario, _)| *scenario == asked);
        own.find(|(_, measure)| shown.telling.iter().any(|telling| telling == measure))
            .map(|(_, name)| name.to_owned())
    };
    let found = page.record.before(shown).flat_map(|(_, piece)| {
        piece.values.iter().filter_map(move |(range, bound)| Some((names(bound)?, piece.span(range.clone()))))
    });
    let found: BTreeMap<String, Range<usize>> = found.collect();
    let is_order = matches!(shown.asked, Some(Asked::Other));
    if found.len() > usize::from(is_order) {
        for span in found.into_values() {
            let message = "this number tells what a prediction asks for that the reader has not made yet";
            let mistake = Mistake::new("spoiler", span, message);
            page.report.add(mistake.hint("say it after the question, or in its `explain`"));
        }
    }
}

/// The right options, word for word in the prompt or in a hint.
fn told(page: &Page, shown: &Shown, rights: &[bool]) {
    let pieces = page.record.of(shown);
    let options: Vec<String> = pieces
        .iter()
        .filter(|piece| piece.kind == Kind::Option)
        .map(|piece| format!(" {} ", normal(&piece.text)))
        .collect();
    if options.len() != rights.len() {
        return;
    }
    for piece in pieces.iter().filter(|piece| matches!(piece.kind, Kind::Prompt | Kind::Hint)) {
        let said = format!(" {} ", normal(&piece.text));
        let is_said = |wanted: bool| {
            options
                .iter()
                .zip(rights)
                .any(|(option, right)| *right == wanted && said.contains(option.as_str()))
        };
        // “Who starts, the client or the server?” names them all and tells nothing.
        if is_said(true) && !is_said(false) {
            let mistake = Mistake::new("spoiler", piece.whole(), "this says the right option word for word");
            page.report.add(mistake.hint(HINT));
        }
    }
}

impl Secret<'_> {
    /// Whether `bound` is the measure itself, however it is rounded.
    fn is_named(&self, bound: &Bound) -> bool {
        bound.expression.trim().split_once('.') == Some((self.scenario, self.measure))
    }

    /// Whether `amount` prints like the answer, in whatever unit.
    fn is(&self, amount: &Amount) -> bool {
        // Numbers far apart never print alike.
        let near = |value: f64| (value - self.truth).abs() <= self.truth.abs() / 50.0 + 0.01;
        let same = |value: f64| near(value) && plain(value) == plain(self.truth);
        match amount.from {
            Some(bound) if self.is_named(bound) => true,
            _ if amount.unit == self.unit => same(amount.value),
            _ => converted(amount.value, amount.unit, self.unit).is_some_and(same),
        }
    }
}

/// `value` of unit `from` in unit `to`; none when one of them is no unit, or they measure different things.
fn converted(value: f64, from: &str, to: &str) -> Option<f64> {
    let (from, to) = (Unit::named(from)?, Unit::named(to)?);
    Some(Quantity::certain(value, from).in_unit(&to)?.value)
}

/// The numbers of a piece: those that were worked out, and those typed with a unit.
fn amounts(piece: &Piece) -> Vec<Amount<'_>> {
    let bound = piece.values.iter().map(|(range, bound)| Amount {
        range: range.clone(),
        value: bound.value,
        unit: &bound.unit,
        from: Some(bound),
    });
    let typed = typed(&piece.text).into_iter().filter(|amount| !piece.is_value(&amount.range));
    bound.chain(typed).collect()
}

fn typed(text: &str) -> Vec<Amount<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|digit| at + digit) {
        let length = number_length(&text[start..]);
        at = start + length;
        let rest = &text[at..];
        let space = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\n']).len();
        let unit = rest[space..].split(|c: char| !(c.is_alphanumeric() || matches!(c, '%' | '/'))).next();
        let is_part = text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '/'));
        let Some(unit) = unit.filter(|unit| !unit.is_empty() && !is_part) else { continue };
        if let Ok(value) = text[start..at].replace(',', "").parse() {
            let end = at + space + unit.len();
            let unit = match unit {
                "second" | "seconds" => "s",
                "milliseconds" => "ms",
                unit => unit,
            };
            found.push(Amount { range: start..end, value, unit, from: None });
        }
    }
    found
}

/// How long the number is that `text` starts with: digits, with commas between thousands and one point.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    let mut has_point = false;
    while let Some(byte) = bytes.get(end) {
        let continues = match byte {
            b'0'..=b'9' => true,
            b',' => !has_point && (1..=3).all(|more| is_digit(end + more)) && !is_digit(end + 4),
            b'.' => !has_point && is_digit(end + 1),
            _ => false,
        };
        if !continues {
            break;
        }
        has_point |= *byte == b'.';
        end += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(f64, &str)> {
        typed(text).into_iter().map(|amount| (amount.value, amount.unit)).collect()
    }

    #[test]
    fn a_typed_number_is_found_with_its_unit() {
        assert_eq!(found("It takes 1,500 ms, or 1.5 s."), [(1500.0, "ms"), (1.5, "s")]);
        assert_eq!(found("39.5\u{a0}% of 2 Mbit/s; port 443."), [(39.5, "%"), (2.0, "Mbit/s")]);
        assert_eq!(found("HTTP/1.1 on a 2024-01-05x"), [(2024.0, "01")].split_at(0).0);
    }
}
