//! `{{scenario.measure}}`: a number that the simulator works out when the site is built.

use core::ops::Range;

use super::html::push_escaped;
use crate::number::{converted, plain};
use crate::page_file::PageFile;
use crate::record::Bound;
use crate::report::Mistake;

/// Computed values come from this run; questions may name another.
const SEED: u64 = 1;

/// What stands between the braces.
pub(super) struct Value<'t> {
    scenario: &'t str,
    measure: &'t str,
    unit: Option<&'t str>,
}

impl<'t> Value<'t> {
    pub(super) fn parse(text: &'t str, span: Range<usize>, file: &PageFile) -> Option<Self> {
        let (name, unit) = match text.split_once(':') {
            Some((name, unit)) => (name.trim(), Some(unit.trim())),
            None => (text.trim(), None),
        };
        match name.split_once('.') {
            Some((scenario, measure))
                if !scenario.is_empty()
                    && !measure.is_empty()
                    && unit.is_none_or(|unit| !unit.is_empty()) =>
            {
                Some(Self { scenario, measure, unit })
            }
            _ => {
                file.report.add(
                    Mistake::new("value-malformed", span, "a computed value names a scenario and a measure")
                        .hint("{{scenario.measure}} or {{scenario.measure:unit}}"),
                );
                None
            }
        }
    }

    /// The number with its unit, as HTML.
    pub(super) fn computed(&self, span: Range<usize>, file: &PageFile) -> Option<String> {
        let scenarios = &file.library.scenarios;
        scenarios.find(self.scenario, span.clone(), file.report)?;
        let found = scenarios.measure(self.scenario, SEED, self.measure, span.clone(), file.report)?;
        let unit = self.unit.unwrap_or(found.unit);
        let Some(value) = converted(found.value, found.unit, unit) else {
            let message = match found.unit {
                "" => format!("`{}` is a plain number and has no unit", self.measure),
                own => format!("`{}` is in {own} and cannot be given in `{unit}`", self.measure),
            };
            let written = format!("{{{{{}.{}}}}}", self.scenario, self.measure);
            file.report.add(Mistake::new("wrong-unit", span.clone(), message).fix(span, written));
            return None;
        };
        let expression = format!("{}.{}", self.scenario, self.measure);
        let bound = Bound { expression, value, unit: unit.to_owned() };
        file.recorder.value(format!("{} {unit}", plain(value)).trim_end(), span, bound);
        let mut html = format!("<span class=\"num\">{}", plain(value));
        if !unit.is_empty() {
            html.push_str("&nbsp;");
            push_escaped(&mut html, unit);
        }
        html.push_str("</span>");
        Some(html)
    }
}
