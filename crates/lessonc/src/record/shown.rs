//! A widget as far as it can give something away.

use core::ops::Range;

use lesson::{Amount, Asks, Block, Figure, Mark, Predict, Question, Spot, Widget};

/// A widget in the order of reading.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    /// Its first line in the file.
    pub(crate) span: Range<usize>,
    /// Its texts among the pieces of the record.
    pub(crate) pieces: Range<usize>,
    /// What it asks, if it asks and has no mistakes.
    pub(crate) asked: Option<Asked>,
    /// The run that it shows: scenario and seed.
    pub(crate) run: Option<(String, u64)>,
    /// The run is shown only after an answer.
    pub(crate) run_waits: bool,
    /// The measures of the run that would tell which option comes true, or which order.
    pub(crate) telling: Vec<String>,
    /// The wrong ideas that its answers stand for.
    pub(crate) beliefs: Vec<String>,
}

/// What a question wants.
#[derive(Clone, Debug)]
pub(crate) enum Asked {
    /// A number of the run.
    Number {
        measure: String,
        unit: String,
        truth: f64,
    },
    /// A number that no run is needed for.
    Amount {
        unit: String,
        truth: f64,
    },
    /// Pick one, and no place of a drawing: for each option whether it is right.
    Choice {
        id: String,
        rights: Vec<bool>,
    },
    /// Pick all that are right, or a place from a list: for each option whether it is right.
    Several {
        rights: Vec<bool>,
    },
    /// Point at a place of a drawing: for each whether it is right.
    Place {
        rights: Vec<bool>,
    },
    /// Judge sentences: for each whether it holds.
    Statements {
        holds: Vec<bool>,
    },
    /// Words to fill in: all that count or are offered, and whether each counts.
    Words {
        words: Vec<(String, bool)>,
    },
    Other,
}

impl Shown {
    /// `block` is none when it could not be read; it still stands there for its reader.
    pub(super) fn new(span: Range<usize>, pieces: Range<usize>, block: Option<&Block>) -> Self {
        let run = |figure: &Figure| Some((figure.scenario_id.clone(), figure.seed));
        let mut shown = Self {
            span,
            pieces,
            asked: None,
            run: None,
            run_waits: false,
            telling: Vec::new(),
            beliefs: Vec::new(),
        };
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
                shown.run_waits = true;
                shown.telling = match &predict.asks {
                    Asks::Choice(options) => options.iter().map(|it| it.when.measure.clone()).collect(),
                    Asks::Order(timed) => timed.measures.clone(),
                    Asks::Number(_) | Asks::Place(_) => Vec::new(),
                };
                shown.asked = Some(of_prediction(predict));
            }
            Widget::Question(question) => {
                shown.beliefs = question.beliefs().into_iter().map(str::to_owned).collect();
                shown.asked = Some(of_question(question));
                shown.run = match &question.kind {
                    lesson::Kind::Place(place) => run(&place.figure),
                    lesson::Kind::Task(task) => run(&task.figure),
                    _ => None,
                };
            }
        }
        shown
    }
}

fn of_prediction(predict: &Predict) -> Asked {
    match &predict.asks {
        Asks::Number(measured) => {
            let Amount { unit, truth, .. } = &measured.amount;
            Asked::Number { measure: measured.measure.clone(), unit: unit.clone(), truth: *truth }
        }
        Asks::Choice(options) => Asked::Choice {
            id: predict.id.clone(),
            rights: options.iter().map(|option| option.belief.is_none()).collect(),
        },
        Asks::Place(sought) => Asked::Several { rights: of_spots(&sought.spots) },
        Asks::Order(_) => Asked::Other,
    }
}

fn of_question(question: &Question) -> Asked {
    use lesson::Kind;
    match &question.kind {
        Kind::Choice(options) => Asked::Choice {
            id: question.id.clone(),
            rights: options.iter().map(|option| option.mark == Mark::Right).collect(),
        },
        Kind::Several(options) => {
            Asked::Several { rights: options.iter().map(|option| option.right).collect() }
        }
        Kind::Place(place) => Asked::Place { rights: of_spots(&place.spots) },
        Kind::Truths(statements) => {
            Asked::Statements { holds: statements.iter().map(|statement| statement.holds).collect() }
        }
        Kind::Amount(Amount { unit, truth, .. }) => Asked::Amount { unit: unit.clone(), truth: *truth },
        Kind::Gaps(gaps) => {
            let counting = gaps.gaps.iter().filter_map(|gap| gap.accept.first());
            let offered = gaps.gaps.iter().flat_map(|gap| &gap.options);
            let counting = counting.map(|word| (word.clone(), true));
            Asked::Words { words: counting.chain(offered.map(|word| (word.clone(), false))).collect() }
        }
        Kind::Sequence(_)
        | Kind::Matching(_)
        | Kind::Task(_)
        | Kind::Serve(_)
        | Kind::Compose(_)
        | Kind::Free(_) => Asked::Other,
    }
}

fn of_spots(spots: &[Spot]) -> Vec<bool> {
    spots.iter().map(|spot| spot.mark == Mark::Right).collect()
}
