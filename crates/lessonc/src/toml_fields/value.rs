//! From TOML values to texts and numbers, with a mistake for everything else.

use core::ops::RangeInclusive;

use toml::Spanned;
use toml::de::{DeString, DeValue};

use super::{At, Fields, Text};
use crate::excerpt::Excerpt;
use crate::report::Mistake;

/// The largest whole number that TOML can write.
pub(crate) const MAX_WHOLE: u64 = i64::MAX as u64;

impl<'t> Fields<'t> {
    pub(super) fn as_text(&self, key: &'static str, value: &'t Spanned<DeValue<'t>>) -> Option<Text<'t>> {
        let span = self.in_file(value.span());
        let DeValue::String(string) = value.get_ref() else {
            self.wrong_type(key, "a text in quotes", value);
            return None;
        };
        let string: &'t DeString<'t> = string;
        if string.trim().is_empty() {
            self.report
                .add(Mistake::new("empty-text", span, format!("`{key}` says nothing")).label("a text"));
            return None;
        }
        let raw = self.toml.text.get(value.span()).unwrap_or_default();
        Some(Text { key, excerpt: Excerpt::decoded(string, raw, span.start), span })
    }

    pub(super) fn as_number(&self, key: &'static str, value: &'t Spanned<DeValue<'t>>) -> Option<At<f64>> {
        let number = match value.get_ref() {
            DeValue::Integer(integer) => {
                i64::from_str_radix(integer.as_str(), integer.radix()).ok().map(|number| number as f64)
            }
            DeValue::Float(float) => float.as_str().parse().ok(),
            _ => None,
        };
        match number {
            Some(number) if number.is_finite() => {
                Some(At { value: number, span: self.in_file(value.span()) })
            }
            _ => {
                self.wrong_type(key, "a number", value);
                None
            }
        }
    }

    pub(super) fn as_whole(
        &self,
        key: &'static str,
        range: RangeInclusive<u64>,
        value: &'t Spanned<DeValue<'t>>,
    ) -> Option<At<u64>> {
        let DeValue::Integer(integer) = value.get_ref() else {
            self.wrong_type(key, "a whole number", value);
            return None;
        };
        let span = self.in_file(value.span());
        let number = u64::from_str_radix(integer.as_str(), integer.radix()).ok();
        if let Some(number) = number.filter(|number| range.contains(number)) {
            return Some(At { value: number, span });
        }
        let (low, high) = range.into_inner();
        let limits = if high >= MAX_WHOLE { format!("{low} or more") } else { format!("{low} to {high}") };
        let message = format!("`{key}` must be a whole number, {limits}");
        self.report.add(Mistake::new("out-of-range", span, message).label(limits));
        None
    }

    pub(super) fn wrong_type(&self, key: &str, wanted: &str, value: &Spanned<DeValue>) {
        let message = format!("`{key}` must be {wanted}, not {}", named(value.get_ref()));
        let span = self.in_file(value.span());
        let mistake = Mistake::new("wrong-type", span.clone(), message).label(wanted);
        self.report.add(match self.requoted(wanted, value) {
            Some(text) => mistake.fix(span, text),
            None => mistake,
        });
    }

    /// The same value with quotes put around it or taken away, if that is all that is wrong.
    fn requoted(&self, wanted: &str, value: &Spanned<DeValue>) -> Option<String> {
        match (wanted, value.get_ref()) {
            ("a number" | "a whole number" | "true or false", DeValue::String(text)) => {
                let fits = match wanted {
                    "a number" => text.parse::<f64>().is_ok_and(f64::is_finite),
                    "a whole number" => text.parse::<u32>().is_ok(),
                    _ => matches!(&**text, "true" | "false"),
                };
                fits.then(|| text.to_string())
            }
            (
                "a text in quotes",
                DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_),
            ) => self.toml.text.get(value.span()).map(|raw| format!("\"{raw}\"")),
            ("a list of texts", DeValue::String(_)) => {
                self.toml.text.get(value.span()).map(|raw| format!("[{raw}]"))
            }
            _ => None,
        }
    }
}

fn named(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
