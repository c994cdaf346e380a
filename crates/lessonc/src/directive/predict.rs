//! ```` ```predict ````: something to commit to before the simulator works it out: a number, which of several things
//! happens, an order, or a place.

use lesson::Predict;

use super::asking::{Asked, Asking, explanation, take_part_id};
use super::figure::{run, stage_of};
use super::{foretold, measured, sought, timed};
use crate::page_file::PageFile;
use crate::toml_fields::{At, Fields};

pub(super) fn read(fields: Fields, file: &PageFile) -> Option<Predict> {
    let asking = Asking::read(&fields, file);
    let name = asking.name();
    let run_id = take_part_id(name, "run", &fields, file);
    let run = run(&fields, file);
    let is_number = !["option", "item", "where", "spot"].into_iter().any(|key| fields.has(key));
    let (asks, stage, explanation) = if is_number {
        measured::read(&fields, run, file)
    } else {
        let start = At { value: 0.0, span: fields.span() };
        let moment = fields.number("moment_ms").unwrap_or(start);
        let stage = stage_of(run, &fields, Some(moment), file);
        let asks = if fields.has("option") {
            foretold::read(&fields, stage.as_ref(), file)
        } else if fields.has("item") {
            timed::read(&fields, name, stage.as_ref(), file)
        } else {
            sought::read(&fields, stage.as_ref(), file)
        };
        (asks, stage, explanation(&fields, file))
    };
    fields.finish();
    let Asked { id, version, prompt, hints, said } = asking.finish()?;
    let figure = stage?.into_figure(run_id, Vec::new());
    Some(Predict { id, version, prompt, hints, figure, asks: asks?, explanation: explanation?, said })
}
