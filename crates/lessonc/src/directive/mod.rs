//! Fenced blocks of TOML that become pictures and widgets.

mod analogy;
mod explorer;
mod figure;
mod predict;
mod quiz;
mod still;

use core::ops::Range;

use lesson::{Block, Widget};

use crate::page_file::PageFile;
use crate::toml_fields::{Fields, TomlText, parse};

/// What may stand after the fence.
pub(crate) const NAMES: [&str; 6] = ["analogy", "explorer", "figure", "predict", "quiz", "still"];

/// Reads the block `name`, one of [`NAMES`]; `span` is its fence, where missing keys are reported.
pub(crate) fn read(name: &str, toml: TomlText, span: Range<usize>, file: &PageFile) -> Option<Block> {
    let table = parse(toml, file.report)?;
    let fields = |what| Fields::new(table.get_ref(), toml, span, what, file.report);
    let widget = match name {
        "analogy" => Widget::Analogy(analogy::read(fields("an analogy block"), file)?),
        "explorer" => Widget::Explorer(explorer::read(fields("an explorer block"), file)?),
        "figure" => Widget::Figure(figure::read(fields("a figure block"), file)?),
        "predict" => Widget::Predict(predict::read(fields("a predict block"), file)?),
        "still" => return still::read(fields("a still block"), file).map(Block::Still),
        _ => Widget::Question(quiz::read(fields("a quiz block"), file)?),
    };
    Some(Block::Widget(widget))
}
