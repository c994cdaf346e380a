//! From a TOML table to typed values, noting every key that is missing, unknown or of the wrong kind.

use core::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::Problem;
use crate::fault::{Place, Section};

/// A table of the text.
#[derive(Clone)]
pub(crate) struct Table<'a> {
    pub(crate) section: Section,
    pub(crate) entries: &'a DeTable<'a>,
    /// Its header: where to point when a key is missing.
    pub(crate) span: Range<usize>,
}

/// Reads tables, and remembers where each was and what was wrong.
#[derive(Default)]
pub(crate) struct Reader<'a> {
    pub(crate) problems: Vec<Problem>,
    pub(crate) tables: Vec<Table<'a>>,
    /// Places that a problem already names, so that no rule complains about the same value again.
    pub(crate) reported: Vec<Place>,
}

impl<'a> Reader<'a> {
    /// Takes up a table, whose keys are to be among `keys`.
    pub(crate) fn open(&mut self, table: &Table<'a>, keys: &[&str]) {
        self.tables.push(table.clone());
        for key in table.entries.keys() {
            if !keys.contains(&key.get_ref().as_ref()) {
                self.problems.push(Problem {
                    code: "scenario-unknown-key",
                    span: key.span(),
                    message: format!("there is no key `{}` here", crate::value::clipped(key.get_ref())),
                    hint: Some(format!("the keys here are {}", keys.join(", "))),
                });
            }
        }
    }

    pub(crate) fn problem(&mut self, place: Place, code: &'static str, span: Range<usize>, message: String) {
        self.reported.push(place);
        self.problems.push(Problem { code, span, message, hint: None });
    }

    /// The value of a key that may be left out.
    pub(crate) fn optional(&self, table: &Table<'a>, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        table.entries.get(key)
    }

    /// The value of a key that must be there.
    pub(crate) fn required(
        &mut self,
        table: &Table<'a>,
        key: &'static str,
    ) -> Option<&'a Spanned<DeValue<'a>>> {
        let found = self.optional(table, key);
        if found.is_none() {
            let place = Place { section: table.section, key };
            self.problem(
                place,
                "scenario-missing-key",
                table.span.clone(),
                format!("`{key}` is missing here"),
            );
        }
        found
    }

    /// A required text; empty when there is none.
    pub(crate) fn text(&mut self, table: &Table<'a>, key: &'static str) -> String {
        let Some(value) = self.required(table, key) else { return String::new() };
        if let Some(text) = value.get_ref().as_str() {
            return text.to_owned();
        }
        self.wrong(table, key, value, "a text in quotes");
        String::new()
    }

    /// A required count; 1, which is possible everywhere, when there is none.
    pub(crate) fn count(&mut self, table: &Table<'a>, key: &'static str) -> u64 {
        let Some(value) = self.required(table, key) else { return 1 };
        self.count_of(table, key, value).unwrap_or(1)
    }

    pub(crate) fn optional_count(&mut self, table: &Table<'a>, key: &'static str) -> Option<u64> {
        let value = self.optional(table, key)?;
        self.count_of(table, key, value)
    }

    /// A required decimal in millionths (milliseconds as nanoseconds); 1 when there is none.
    pub(crate) fn millionths(&mut self, table: &Table<'a>, key: &'static str) -> u64 {
        let Some(value) = self.required(table, key) else { return 1 };
        self.millionths_of(table, key, value).unwrap_or(1)
    }

    pub(crate) fn optional_millionths(&mut self, table: &Table<'a>, key: &'static str) -> Option<u64> {
        let value = self.optional(table, key)?;
        self.millionths_of(table, key, value)
    }

    /// The value is of another kind than `wanted`.
    pub(crate) fn wrong(
        &mut self,
        table: &Table<'a>,
        key: &'static str,
        value: &Spanned<DeValue<'a>>,
        wanted: &str,
    ) {
        let found = value.get_ref().type_str();
        let message = format!("`{key}` must be {wanted}, not a value of type {found}");
        let place = Place { section: table.section, key };
        self.problem(place, "scenario-wrong-type", value.span(), message);
    }

    fn count_of(
        &mut self,
        table: &Table<'a>,
        key: &'static str,
        value: &Spanned<DeValue<'a>>,
    ) -> Option<u64> {
        let DeValue::Integer(number) = value.get_ref() else {
            self.wrong(table, key, value, "a whole number");
            return None;
        };
        if number.as_str().starts_with('-') {
            self.below_zero(table, key, value);
            return None;
        }
        // What is too large for 64 bits is too large for every rule as well.
        Some(u64::from_str_radix(number.as_str(), number.radix()).unwrap_or(u64::MAX))
    }

    fn millionths_of(
        &mut self,
        table: &Table<'a>,
        key: &'static str,
        value: &Spanned<DeValue<'a>>,
    ) -> Option<u64> {
        match value.get_ref() {
            DeValue::Integer(_) => {
                self.count_of(table, key, value).map(|number| number.saturating_mul(1_000_000))
            }
            DeValue::Float(number) => match number.as_str().parse::<f64>() {
                Ok(number) if number >= 0.0 => Some(rounded(number * 1e6)),
                Ok(number) if number < 0.0 => {
                    self.below_zero(table, key, value);
                    None
                }
                _ => {
                    self.wrong(table, key, value, "a number");
                    None
                }
            },
            _ => {
                self.wrong(table, key, value, "a number");
                None
            }
        }
    }

    fn below_zero(&mut self, table: &Table<'a>, key: &'static str, value: &Spanned<DeValue<'a>>) {
        let place = Place { section: table.section, key };
        let message = format!("`{key}` cannot be below zero");
        self.problem(place, "scenario-impossible-value", value.span(), message);
    }
}

/// The nearest whole number; the greatest there is for what is beyond it.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates, as wanted")]
fn rounded(number: f64) -> u64 {
    (number + 0.5) as u64
}
