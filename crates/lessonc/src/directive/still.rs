//! ```` ```still ````: a picture of one moment of a run.

use lesson::{Still, View};

use super::figure::stage;
use crate::page_file::PageFile;
use crate::report::Mistake;
use crate::toml_fields::Fields;

pub(super) fn read(fields: Fields, file: &PageFile) -> Option<Still> {
    let id = fields.need_id("id");
    let moment = fields.need_number("moment_ms");
    let stage = stage(&fields, moment, file);
    let view = view(&fields, file);
    fields.finish();
    let id = id?;
    file.take_id(id.as_str(), id.span.clone());
    Some(Still { figure: stage?.into_figure(id.as_str().to_owned(), Vec::new()), view: view? })
}

fn view(fields: &Fields, file: &PageFile) -> Option<View> {
    let Some(name) = fields.text("view") else { return Some(View::Space) };
    let found = View::ALL.iter().find(|(known, _)| *known == name.as_str());
    if found.is_none() {
        let names = View::ALL.map(|(known, _)| known);
        file.report.add(
            Mistake::new("unknown-view", name.span.clone(), format!("there is no view `{}`", name.as_str()))
                .label(names.join(" or "))
                .meant(name.as_str(), names),
        );
    }
    found.map(|&(_, view)| view)
}
