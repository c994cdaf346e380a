//! Texts that are no Markdown, such as titles. No value can be computed in them and no source named, so a number with a
//! unit has no place there.

use crate::measured::measured;
use crate::report::{Mistake, Report};
use crate::toml_fields::Text;

/// Reports the numbers with a unit in `text`, and gives it back.
pub(crate) fn without_numbers<'t>(text: Option<Text<'t>>, report: &Report) -> Option<Text<'t>> {
    let text = text?;
    for found in measured(text.as_str()) {
        let words = text.as_str()[found.whole.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        let message = format!("`{words}` is typed, so nothing holds it to the truth");
        report.add(
            Mistake::new("bare-number", text.excerpt.span(found.whole), message)
                .label(format!("no number can be computed in `{}`", text.key))
                .hint("say it without the number, and the number where it can be computed, cited or given"),
        );
    }
    Some(text)
}
