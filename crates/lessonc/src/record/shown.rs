//! A widget as far as it can give something away.

use core::ops::Range;

use lesson::{Amount, Asks, Block, Figure, Kind, Mark, Measured, Widget};

/// A widget in the order of reading.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    /// Its first line in the file.
    pub(crate) span: Range<usize>,
    /// Its texts among the pieces of the record.
    pub(crate) pieces: Range<usize>,
    /// What it asks, if it asks and has no mistakes.
    pub(crate) asked: Option<Asked>,
    /// The run that it shows, a question only after it has been answered: scenario and seed.
    pub(crate) run: Option<(String, u64)>,
    /// The wrong ideas that its answers stand for.
    pub(crate) beliefs: Vec<String>,
}

/// What a question wants.
#[derive(Clone, Debug)]
pub(crate) enum Asked {
    Number {
        measure: String,
        unit: String,
        truth: f64,
    },
    /// Pick one: for each option whether it is right.
    Choice {
        id: String,
        rights: Vec<bool>,
    },
}

impl Shown {
    /// `block` is none when it could not be read; it still stands there for its reader.
    pub(super) fn new(span: Range<usize>, pieces: Range<usize>, block: Option<&Block>) -> Self {
        let run = |figure: &Figure| Some((figure.scenario_id.clone(), figure.seed));
        let mut shown = Self { span, pieces, asked: None, run: None, beliefs: Vec::new() };
        let widget = match block {
            Some(Block::Widget(widget)) => widget,
            Some(Block::Still(still)) => {
                shown.run = run(&still.figure);
                return shown;
            }
            Some(Block::Html(_)) | None => return shown,
        };
        match widget {
            Widget::Figure(figure) => shown.run = run(figure),
            Widget::Analogy(analogy) => shown.run = run(&analogy.figure),
            Widget::Explorer(explorer) => shown.run = run(&explorer.figure),
            Widget::Predict(predict) => {
                shown.beliefs = predict.beliefs().into_iter().map(str::to_owned).collect();
                shown.run = run(&predict.figure);
                if let Asks::Number(Measured { measure, amount, .. }) = &predict.asks {
                    let Amount { unit, truth, .. } = amount;
                    shown.asked =
                        Some(Asked::Number { measure: measure.clone(), unit: unit.clone(), truth: *truth });
                }
            }
            Widget::Question(question) => {
                shown.beliefs = question.beliefs().into_iter().map(str::to_owned).collect();
                if let Kind::Choice(options) = &question.kind {
                    shown.asked = Some(Asked::Choice {
                        id: question.id.clone(),
                        rights: options.iter().map(|option| option.mark == Mark::Right).collect(),
                    });
                }
            }
        }
        shown
    }
}
