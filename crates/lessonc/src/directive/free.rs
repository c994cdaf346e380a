//! ```` ```free ````: explain in your own words, then compare.

use lesson::Kind;

use super::asking::Count;
use crate::markdown;
use crate::page_file::PageFile;
use crate::toml_fields::{Fields, Text};

const POINTS: Count = Count {
    code: "part-count",
    who: "an explanation",
    what: "points",
    range: 2..=6,
    example: "points = [\"What a good answer says.\", \"What it says besides.\"]",
};

pub(super) fn read(fields: &Fields, _: &str, file: &PageFile) -> Option<Kind> {
    let points = fields.texts("points");
    POINTS.check(points.len(), fields, file);
    let point = |text: Text| markdown::line(&Text { key: "point", ..text }, file);
    Some(Kind::Free(points.into_iter().map(point).collect()))
}
