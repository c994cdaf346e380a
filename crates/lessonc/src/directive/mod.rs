//! Fenced blocks of TOML that become widgets.

mod figure;
mod predict;
mod quiz;

use core::ops::Range;

use lesson::Widget;

use crate::page_file::PageFile;
use crate::toml_fields::{Fields, TomlText, parse};

/// What may stand after the fence.
pub(crate) const NAMES: [&str; 3] = ["figure", "predict", "quiz"];

/// Reads the block `name`, one of [`NAMES`]; `span` is its fence, where missing keys are reported.
pub(crate) fn read(name: &str, toml: TomlText, span: Range<usize>, file: &PageFile) -> Option<Widget> {
    let table = parse(toml, file.report)?;
    let fields = |what| Fields::new(table.get_ref(), toml, span, what, file.report);
    match name {
        "figure" => figure::read(fields("a figure block"), file).map(Widget::Figure),
        "predict" => predict::read(fields("a predict block"), file).map(Widget::Predict),
        _ => quiz::read(fields("a quiz block"), file).map(Widget::Choice),
    }
}
