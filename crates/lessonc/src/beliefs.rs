//! `beliefs.toml`: wrong ideas that people really hold, each with what refutes it.

use core::ops::Range;
use std::collections::BTreeMap;

use crate::report::{Mistake, Report};
use crate::toml_fields::{At, Fields, TomlText, parse};
use crate::{Diagnostic, Source};

pub(crate) const PATH: &str = "beliefs.toml";

/// All beliefs by their ids.
pub(crate) type Beliefs = BTreeMap<String, Belief>;

/// A belief, as far as the lessons have to know it.
#[derive(Debug)]
pub(crate) struct Belief {
    /// Where its id stands in the file.
    pub(crate) span: Range<usize>,
    /// The lessons that are to catch it, by their slugs.
    pub(crate) lessons: Vec<At<String>>,
}

/// The beliefs; none when the file is missing or is not TOML.
pub(crate) fn read(source: &dyn Source, diagnostics: &mut Vec<Diagnostic>) -> Option<Beliefs> {
    let text = source.read(PATH);
    let report = Report::new(PATH, text.as_deref().unwrap_or_default());
    let beliefs = match &text {
        Some(text) => read_all(text, &report),
        None => {
            report.add(
                Mistake::new("file-missing", 0..0, "the course has no beliefs.toml")
                    .hint("write one [[belief]] with id, statement and refuted_by for each wrong idea"),
            );
            None
        }
    };
    diagnostics.extend(report.into_diagnostics());
    beliefs
}

fn read_all(text: &str, report: &Report) -> Option<Beliefs> {
    let toml = TomlText { text, offset: 0 };
    let table = parse(toml, report)?;
    let file = Fields::new(table.get_ref(), toml, 0..0, "beliefs.toml", report);
    let mut beliefs = Beliefs::new();
    for belief in file.tables("belief", "a belief") {
        let id = belief.need_id("id");
        belief.need_text("statement");
        belief.need_text("refuted_by");
        let lessons = belief.text_or_texts("lesson");
        let lessons =
            lessons.into_iter().map(|slug| At { value: slug.as_str().to_owned(), span: slug.span }).collect();
        belief.finish();
        let Some(id) = id else { continue };
        if beliefs.contains_key(id.as_str()) {
            let message = format!("there is another belief `{}`", id.as_str());
            report.add(Mistake::new("duplicate-id", id.span, message).label("each needs its own"));
        } else {
            beliefs.insert(id.as_str().to_owned(), Belief { span: id.span, lessons });
        }
    }
    file.finish();
    Some(beliefs)
}
