//! Fenced blocks of TOML that become pictures and widgets.

mod amount;
mod analogy;
mod asking;
mod compose;
mod condition;
mod explorer;
mod figure;
mod foretold;
mod free;
mod gaps;
mod matching;
mod measured;
mod number;
mod offered;
mod order;
mod point;
mod predict;
mod quiz;
mod serve;
mod several;
mod solving;
mod sought;
mod still;
mod subject;
mod task;
mod timed;
mod truths;
mod world;

use core::ops::Range;

use lesson::{Block, Kind, Widget};

use crate::page_file::PageFile;
use crate::toml_fields::{Fields, TomlText, parse};

/// What may stand after the fence.
pub(crate) const NAMES: [&str; 17] = [
    "analogy", "compose", "explorer", "figure", "free", "gaps", "match", "number", "order", "point",
    "predict", "quiz", "serve", "several", "still", "task", "truths",
];

/// Reads the own keys of a question.
type ReadKind = fn(&Fields, &str, &PageFile) -> Option<Kind>;

/// Reads the block `name`, one of [`NAMES`]; `span` is its fence, where missing keys are reported.
pub(crate) fn read(name: &str, toml: TomlText, span: Range<usize>, file: &PageFile) -> Option<Block> {
    let table = parse(toml, file.report)?;
    let fields = |what| Fields::new(table.get_ref(), toml, span, what, file.report);
    let (what, kind): (_, ReadKind) = match name {
        "analogy" => {
            return analogy::read(fields("an analogy block"), file).map(Widget::Analogy).map(Block::Widget);
        }
        "explorer" => {
            return explorer::read(fields("an explorer block"), file)
                .map(Widget::Explorer)
                .map(Block::Widget);
        }
        "figure" => {
            return figure::read(fields("a figure block"), file).map(Widget::Figure).map(Block::Widget);
        }
        "predict" => {
            return predict::read(fields("a predict block"), file).map(Widget::Predict).map(Block::Widget);
        }
        "still" => return still::read(fields("a still block"), file).map(Block::Still),
        "number" => {
            return number::read(fields("a number block"), file).map(Widget::Question).map(Block::Widget);
        }
        "compose" => ("a compose block", compose::read),
        "free" => ("a free block", free::read),
        "gaps" => ("a gaps block", gaps::read),
        "match" => ("a match block", matching::read),
        "order" => ("an order block", order::read),
        "point" => ("a point block", point::read),
        "serve" => ("a serve block", serve::read),
        "several" => ("a several block", several::read),
        "task" => ("a task block", task::read),
        "truths" => ("a truths block", truths::read),
        _ => ("a quiz block", quiz::read),
    };
    asking::question(fields(what), file, kind).map(Widget::Question).map(Block::Widget)
}
