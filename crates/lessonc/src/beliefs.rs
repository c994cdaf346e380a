//! `beliefs.toml`: wrong ideas that people really hold, each with what refutes it.

use std::collections::BTreeSet;

use crate::report::{Mistake, Report};
use crate::toml_fields::{Fields, TomlText, parse};
use crate::{Diagnostic, Source};

const PATH: &str = "beliefs.toml";

/// The ids of all beliefs; none when the file is missing or is not TOML.
pub(crate) fn read(source: &dyn Source, diagnostics: &mut Vec<Diagnostic>) -> Option<BTreeSet<String>> {
    let text = source.read(PATH);
    let report = Report::new(PATH, text.as_deref().unwrap_or_default());
    let beliefs = match &text {
        Some(text) => ids(text, &report),
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

fn ids(text: &str, report: &Report) -> Option<BTreeSet<String>> {
    let toml = TomlText { text, offset: 0 };
    let table = parse(toml, report)?;
    let file = Fields::new(table.get_ref(), toml, 0..0, "beliefs.toml", report);
    let mut ids = BTreeSet::new();
    for belief in file.tables("belief", "a belief") {
        let id = belief.need_id("id");
        belief.need_text("statement");
        belief.need_text("refuted_by");
        if let Some(id) = id
            && !ids.insert(id.as_str().to_owned())
        {
            let message = format!("there is another belief `{}`", id.as_str());
            report.add(Mistake::new("duplicate-id", id.span, message).label("each needs its own"));
        }
        belief.finish();
    }
    file.finish();
    Some(ids)
}
