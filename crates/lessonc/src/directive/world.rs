//! `[option.world]`: a run in which a wrong option would be right.

use lesson::World;

use super::asking::take_part_id;
use super::figure::stage;
use crate::claim;
use crate::page_file::PageFile;
use crate::report::Mistake;
use crate::scenarios::Reported;
use crate::toml_fields::{At, Fields};

/// The world of an option, if it names one; `names` are the ids of the question and of the option.
pub(super) fn read(
    option: &Fields,
    right: bool,
    names: (&str, &str),
    file: &PageFile,
) -> Result<Option<World>, Reported> {
    let Some(fields) = option.table("world", "a world") else {
        return if option.has("world") { Err(Reported) } else { Ok(None) };
    };
    if right {
        let message = "the right option needs no world of its own";
        file.report.add(
            Mistake::new("world-of-right", fields.span(), message)
                .hint("a world is a run in which a wrong option would be right"),
        );
    }
    let start = At { value: 0.0, span: fields.span() };
    let moment = fields.number("moment_ms").unwrap_or(start);
    let stage = stage(&fields, Some(moment), file);
    if let Some(text) = fields.text("claim") {
        claim::check_world(&text, file);
    }
    let (question, option) = names;
    let id = take_part_id(
        if option.is_empty() { "" } else { question },
        &format!("{option}-world"),
        &fields,
        file,
    );
    fields.finish();
    Ok(Some(World { figure: stage.ok_or(Reported)?.into_figure(id, Vec::new()) }))
}
