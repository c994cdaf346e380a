//! The rules for single values: within bounds, an id, a line of text, so many in a list.

use super::{Check, IMPOSSIBLE};
use crate::bounds::{MAX_ID_CHARS, MAX_NAME_CHARS};
use crate::fault::{At, Fault, What};
use crate::number::Number;

impl Fault {
    pub(super) fn hinted(&mut self, hint: &'static str) {
        self.hint = Some(hint);
    }
}

impl Check<'_> {
    pub(super) fn fault(&mut self, at: &At, code: &'static str, what: What) -> &mut Fault {
        self.faults.push_mut(Fault { path: at.path(), code, what, hint: None })
    }

    pub(super) fn impossible(&mut self, at: &At, sentence: &'static str) {
        self.fault(at, IMPOSSIBLE, What::Plain(sentence));
    }

    /// Each value, which stands at its number's key, is within its bounds.
    pub(super) fn numbers(&mut self, at: &At, values: &[(&'static Number, u64)]) {
        for &(number, value) in values {
            if !number.holds(value) {
                self.fault(&at.key(number.name), IMPOSSIBLE, What::Bounds(number));
            }
        }
    }

    /// The same for values that may be left out.
    pub(super) fn given(&mut self, at: &At, values: &[(&'static Number, Option<u64>)]) {
        for &(number, value) in values {
            if let Some(value) = value {
                self.numbers(at, &[(number, value)]);
            }
        }
    }

    /// A list of from one to `most` values, each within its bounds. Names only the first that is not.
    pub(super) fn listed(
        &mut self,
        at: &At,
        number: &'static Number,
        most: usize,
        values: impl ExactSizeIterator<Item = u64>,
    ) {
        let at = at.key(number.name);
        self.count(&at, "values", values.len(), 1, most);
        if let Some(place) = values.take(most).position(|value| !number.holds(value)) {
            self.fault(&at.item(place), IMPOSSIBLE, What::Bounds(number));
        }
    }

    pub(super) fn count(&mut self, at: &At, of: &'static str, count: usize, least: usize, most: usize) {
        if !(least..=most).contains(&count) {
            self.fault(at, "scenario-size", What::Count { of, least, most });
        }
    }

    /// The greater of two that must be in order.
    pub(super) fn in_order(&mut self, at: &At, least: u64, most: u64) {
        if most < least {
            self.impossible(at, "the most is less than the least");
        }
    }

    /// An id that none of `others` is, in the one way to write ids.
    pub(super) fn id<'b>(&mut self, at: &At, id: &str, mut others: impl Iterator<Item = &'b String>) {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let begins = id.starts_with(|c: char| c.is_ascii_lowercase());
        if !begins || !id.chars().all(allowed) || id.len() > MAX_ID_CHARS {
            let what = What::Named("`", clipped(id), "` is not an id");
            self.fault(at, "scenario-bad-id", what)
                .hinted("a small letter, then small letters, digits and hyphens, 32 characters at most");
        }
        if others.any(|other| other == id) {
            let what = What::Named("the id `", clipped(id), "` is taken by something above");
            self.fault(at, "scenario-duplicate-id", what);
        }
    }

    /// A line that people read.
    pub(super) fn line(&mut self, at: &At, line: &str) {
        let chars = line.chars().count();
        if line.trim().is_empty() || chars > MAX_NAME_CHARS || line.chars().any(char::is_control) {
            self.impossible(at, "this must be one line of 1 to 120 characters");
        }
    }
}

/// Enough of a foreign text to recognise it.
pub(crate) fn clipped(text: &str) -> String {
    let mut clipped: String = text.chars().take(MAX_ID_CHARS).collect();
    if clipped.len() < text.len() {
        clipped.push('…');
    }
    clipped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_clipped_between_characters() {
        assert_eq!(clipped("wire"), "wire");
        assert_eq!(clipped(&"ü".repeat(40)), format!("{}…", "ü".repeat(32)));
    }
}
