//! ```` ```still ````: a picture of one moment of a run.

use lesson::{Still, View};
use trace::NodeId;

use super::figure::{Stage, stage};
use crate::page_file::PageFile;
use crate::report::Mistake;
use crate::toml_fields::{Fields, Text};

pub(super) fn read(fields: Fields, file: &PageFile) -> Option<Still> {
    let id = fields.need_id("id");
    let moment = fields.need_number("moment_ms");
    let stage = stage(&fields, moment, file);
    let view = view(&fields, file);
    let eyes = fields.text("eyes").map(|name| eyes(&name, stage.as_ref(), file));
    fields.finish();
    let id = id?;
    file.take_id(id.as_str(), id.span.clone());
    let eyes = eyes.map_or(Some(None), |found| found.map(Some))?;
    Some(Still { figure: stage?.into_figure(id.as_str().to_owned(), Vec::new()), view: view?, eyes })
}

/// The node whose knowledge is to be drawn, by its id.
fn eyes(name: &Text<'_>, stage: Option<&Stage>, file: &PageFile) -> Option<NodeId> {
    let nodes = &stage?.scenario.nodes;
    let place = nodes.iter().position(|node| node.id == name.as_str());
    if place.is_none() {
        let message = format!("the scenario has no node `{}`", name.as_str());
        let ids = nodes.iter().map(|node| node.id.as_str());
        file.report.add(Mistake::new("unknown-node", name.span.clone(), message).meant(name.as_str(), ids));
    }
    place.and_then(|place| place.try_into().ok()).map(NodeId)
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
