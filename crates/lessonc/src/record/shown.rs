//! A widget as far as it can give something away.

use core::ops::Range;

use lesson::{Mark, Widget};

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
    /// `widget` is none when it could not be read; it still stands there for its reader.
    pub(super) fn new(span: Range<usize>, pieces: Range<usize>, widget: Option<&Widget>) -> Self {
        let mut shown = Self { span, pieces, asked: None, run: None, beliefs: Vec::new() };
        match widget {
            Some(Widget::Figure(figure)) => shown.run = Some((figure.scenario_id.clone(), figure.seed)),
            Some(Widget::Predict(predict)) => {
                shown.beliefs = predict.known.iter().map(|known| known.belief.clone()).collect();
                shown.run = Some((predict.figure.scenario_id.clone(), predict.figure.seed));
                shown.asked = Some(Asked::Number {
                    measure: predict.measure.clone(),
                    unit: predict.unit.clone(),
                    truth: predict.truth,
                });
            }
            Some(Widget::Choice(choice)) => {
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
            None => {}
        }
        shown
    }
}
