//! The rules for single values: within bounds, an id, a line of text.

use core::ops::RangeInclusive;

use crate::bounds::{MAX_ID_CHARS, MAX_NAME_CHARS};
use crate::check::Check;
use crate::fault::{Fault, Place, Section};

impl Check {
    pub(crate) fn fault(
        &mut self,
        section: Section,
        key: &'static str,
        code: &'static str,
        message: String,
    ) -> &mut Fault {
        let place = Place { section, key };
        self.faults.push_mut(Fault { place, code, message, hint: None })
    }

    /// `key`'s unit decides how the bounds read: what ends in `_ms` is held in nanoseconds, a rate in bits.
    pub(crate) fn within(
        &mut self,
        section: Section,
        key: &'static str,
        who: &str,
        value: u64,
        bounds: &RangeInclusive<u64>,
    ) {
        if !bounds.contains(&value) {
            let scale = if key.ends_with("_ms") || key.ends_with("_mbit_per_s") { 1_000_000 } else { 1 };
            let (least, most) = (decimal(*bounds.start(), scale), decimal(*bounds.end(), scale));
            let message = format!("{key} of {who} must be from {least} to {most}");
            self.fault(section, key, "scenario-impossible-value", message);
        }
    }

    /// An id of its own, in the one way to write ids.
    pub(crate) fn id(&mut self, section: Section, kind: &'static str, id: &str) {
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let begins = id.starts_with(|c: char| c.is_ascii_lowercase());
        if !begins || !id.chars().all(allowed) || id.len() > MAX_ID_CHARS {
            let message = format!("`{}` is not an id", clipped(id));
            self.fault(section, "id", "scenario-bad-id", message)
                .hinted("a small letter, then small letters, digits and hyphens, 32 characters at most");
        }
        if let Some(other) = self.ids.insert(id.to_owned(), kind) {
            let message = format!("the id `{}` is taken by a {other} above", clipped(id));
            self.fault(section, "id", "scenario-duplicate-id", message);
        }
    }

    /// A line that people read.
    pub(crate) fn name(&mut self, section: Section, key: &'static str, who: &str, name: &str) {
        let chars = name.chars().count();
        if name.trim().is_empty() || chars > MAX_NAME_CHARS || name.chars().any(char::is_control) {
            let message = format!("the {key} of {who} must be one line of 1 to {MAX_NAME_CHARS} characters");
            self.fault(section, key, "scenario-impossible-value", message);
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

/// `value / scale` without rounding and without floats; `scale` is a power of ten.
fn decimal(value: u64, scale: u64) -> String {
    let (whole, rest) = (value / scale, value % scale);
    if rest == 0 {
        return whole.to_string();
    }
    let places = scale.ilog10() as usize;
    let digits = format!("{rest:0places$}");
    format!("{whole}.{}", digits.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_read_in_the_unit_of_the_text() {
        let cases = [(3_600_000_000_000, "3600000"), (1, "0.000001"), (1_500_000, "1.5"), (0, "0")];
        for (value, text) in cases {
            assert_eq!(decimal(value, 1_000_000), text);
        }
        assert_eq!(decimal(64, 1), "64");
    }

    #[test]
    fn a_long_text_is_clipped_between_characters() {
        assert_eq!(clipped("wire"), "wire");
        assert_eq!(clipped(&"ü".repeat(40)), format!("{}…", "ü".repeat(32)));
    }
}
