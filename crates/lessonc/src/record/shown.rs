//! A widget as far as it can give something away.

use core::ops::Range;

use lesson::{Block, Figure, Mark, Widget};

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
                shown.beliefs = predict.known.iter().map(|known| known.belief.clone()).collect();
                shown.run = run(&predict.figure);
                shown.asked = Some(Asked::Number {
                    measure: predict.measure.clone(),
                    unit: predict.unit.clone(),
                    truth: predict.truth,
                });
            }
            Widget::Choice(choice) => {
                let marks = choice.options.iter().map(|option| &option.mark);
                shown.asked = Some(Asked::Choice {
                    id: choice.id.clone(),
                    rights: marks.clone().map(|mark| *mark == Mark::Right).collect(),
                });
                shown.beliefs = marks
                    .filter_map(|mark| match mark {
                        Mark::Wrong { belief } => Some(belief.clone()),
                        Mark::Right => None,
                    })
                    .collect();
            }
        }
        shown
    }
}
