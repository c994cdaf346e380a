//! Questions that are answered in other ways than by one choice or a predicted number.
//!
//! The shell (`shell.rs`) is what all of them share: the prompt, how sure one is, the buttons, the verdict. The desk
//! (`desk.rs`) is what happens at them: checking, showing, trying again, storing, recalling. A kind is one file here, which
//! adds its fields, and one file in `pages/questions/`, which draws it with its answer key. For another kind:
//!
//! 1. a variant of [`KindData`] with what its fields need to know and no text and no answer: what has an id that could tell
//!    goes into `data-ids` of the answer key, which is lifted out of the page ([`Withheld::ids`]);
//! 2. a file here with `draw(desk, data, texts, fields) -> AnyView`, which makes the signals of its fields from `fields`
//!    (what was entered before), hands a [`Form`] over to the desk with [`Desk::take`], and draws. Its fields call
//!    [`Desk::touch`] when they change, and show [`Desk::outcome`] of their parts. Texts are `inner_html`, empty in the
//!    browser;
//! 3. a file in `pages/questions/` with its [`Texts`] and its answer key.

mod compose;
mod desk;
mod forecast;
mod free;
mod gaps;
mod matching;
mod number;
mod options;
mod order;
mod outcome;
mod point;
mod serve;
mod several;
mod shell;
mod task;
mod truths;

use learner::{Confidence, Key, QuestionId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::platform::fields::Fields;
use crate::platform::lifted::Lifted;
pub(crate) use compose::PartData;
#[cfg(feature = "ssr")]
pub(crate) use compose::Role as ComposeRole;
use desk::Desk;
pub(crate) use forecast::ForecastData;
use shell::Shell;
#[cfg(feature = "ssr")]
pub(crate) use task::shown as goal_shown;

/// What a page says of a question, as JSON in its `data-question` attribute.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct QuestionData {
    pub(crate) id: QuestionId,
    pub(crate) kind: KindData,
}

/// How it is answered, with what its fields need to know.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) enum KindData {
    /// The ids of the options in the order of the page.
    Several(Vec<String>),
    /// The ids of the spots, likewise.
    Place(Vec<String>),
    /// What the goals ask of a run, as [`crate::state::trial`] writes it.
    Task(Vec<String>),
    /// What may be answered, code and name, and the ids of the requests in the order in which they arrive.
    Serve {
        statuses: Vec<(u16, String)>,
        arrivals: Vec<String>,
    },
    /// The parts of the message, with what may be put in.
    Compose(Vec<PartData>),
    /// The unit.
    Number(String),
    /// How many items.
    Order(usize),
    /// The ids of the pairs, and how many there are to choose from.
    Matching(Vec<String>, usize),
    /// The pieces of the text.
    Gaps(Vec<PieceData>),
    /// The ids of the statements.
    Truths(Vec<String>),
    Free,
    /// A prediction.
    Forecast(ForecastData),
}

/// A piece of a text with gaps.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) enum PieceData {
    Text,
    /// A gap by its id, and how many words there are to choose from; none when the word is to be typed.
    Gap(String, usize),
}

/// The texts of a question, as HTML. They are only there when the page is drawn.
#[derive(Clone, Default)]
pub(crate) struct Texts {
    pub(crate) legend: String,
    /// What stands before its fields: a drawing, a figure.
    pub(crate) lead: String,
    /// The texts of its parts in the order of the page.
    pub(crate) parts: Vec<String>,
    /// What there is to choose from, for each list in the order of the page; plain.
    pub(crate) choices: Vec<Vec<String>>,
}

impl Texts {
    /// The text of the part at `place`.
    pub(crate) fn part(&self, place: usize) -> String {
        self.parts.get(place).cloned().unwrap_or_default()
    }
}

/// What the page holds back until it is due.
#[derive(Clone, Default)]
pub(crate) struct Withheld {
    /// None for what is marked in another way than against a key.
    pub(crate) key: Option<Key>,
    /// Ids that could tell, in the order of the page.
    pub(crate) ids: Vec<String>,
    pub(crate) texts: Lifted,
    /// What runs, and what is asked of the run.
    pub(crate) figure: String,
    pub(crate) asks: String,
}

/// The question, live. `fields` and `sure` are what was entered before it came alive.
#[component]
pub(crate) fn Question(
    data: QuestionData,
    texts: Texts,
    withheld: Withheld,
    fields: Fields,
    sure: Option<Confidence>,
) -> impl IntoView {
    let legend = texts.legend.clone();
    let desk = Desk::new(data.id, withheld, sure);
    let body = match data.kind {
        KindData::Several(options) => several::draw(desk, options, &texts, &fields),
        KindData::Place(spots) => point::draw(desk, spots, &texts, &fields),
        KindData::Task(goals) => task::draw(desk, goals, &texts),
        KindData::Serve { statuses, arrivals } => serve::draw(desk, statuses, arrivals, &texts, &fields),
        KindData::Compose(parts) => compose::draw(desk, parts, &fields),
        KindData::Number(unit) => number::draw(desk, unit, &fields),
        KindData::Order(count) => order::draw(desk, count, &texts, &fields),
        KindData::Matching(pairs, choices) => matching::draw(desk, pairs, choices, &texts, &fields),
        KindData::Gaps(pieces) => gaps::draw(desk, pieces, &texts, &fields),
        KindData::Truths(statements) => truths::draw(desk, statements, &texts, &fields),
        KindData::Free => free::draw(desk, &fields),
        KindData::Forecast(data) => forecast::draw(desk, data, &texts, &fields),
    };
    desk.recall_unless(fields.is_touched());
    view! { <Shell desk legend body /> }
}
