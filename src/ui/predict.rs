//! Predict a number, commit, watch the run, then learn why.

use learner::{Attempt, Confidence, Given, Number, QuestionId, parse_number};
use leptos::html;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::figures::{self, Handle, Showing};
use crate::platform::early::Early;
use crate::platform::lifted::Lifted;
use crate::platform::page::Element;
use crate::state::answers;
use crate::ui::buttons::Buttons;
use crate::ui::confidence::Sureness;
use crate::ui::verdict::{Verdict, VerdictLine};
use crate::words;

/// A predicted number. Its truth is not among these: the simulator works it out after the learner has committed.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct PredictData {
    pub(crate) id: QuestionId,
    pub(crate) unit: String,
    #[serde(skip)]
    pub(crate) prompt: String,
}

/// What the page keeps back until the learner has committed: what runs then, and what is read then.
#[derive(Clone, Debug, Default)]
pub(crate) struct Foreseen {
    /// What runs and what is asked of the run, for the part of the program that draws runs.
    pub(crate) figure: String,
    pub(crate) asks: String,
    pub(crate) texts: Lifted,
}

impl Foreseen {
    /// Reads an answer key that was taken out of the page.
    pub(crate) fn read(key: &Element) -> Self {
        let carried = |name: &str| key.get_attribute(name).unwrap_or_default();
        Self { figure: carried("data-figure"), asks: carried("data-asks"), texts: Lifted::read(key) }
    }
}

/// The prediction, live. `early` is what was entered before it came alive.
#[component]
pub(crate) fn Predict(data: PredictData, key: Foreseen, early: Early) -> impl IntoView {
    let name = data.id.question.clone();
    let (field, note) = (format!("{name}-number"), format!("{name}-note"));
    let prompt_id = format!("{name}-prompt");
    let unit = data.unit.clone();
    let prompt = data.prompt.clone();
    let prediction = Prediction::new(data, key, early);
    let locked = Signal::derive(move || prediction.stage.get() != Stage::Asking);
    view! {
        <div class="live">
            <p class="label"><b>{words::PREDICT_FIRST}</b> " · " {words::PREDICT_RULE}</p>
            <p class="q" id=prompt_id inner_html=prompt></p>
            <div class="answer">
                <label for=field.clone()>{words::YOUR_PREDICTION}</label>
                <span class="field">
                    <input
                        id=field
                        type="text"
                        inputmode="decimal"
                        autocomplete="off"
                        aria-describedby=note.clone()
                        prop:value=move || prediction.typed.get()
                        prop:disabled=move || locked.get()
                        on:focus=move |_| figures::prepare()
                        on:input=move |event| prediction.typed.set(event_target_value(&event))
                        on:keydown=move |event| if event.key() == "Enter" { prediction.commit() }
                    />
                    <span>{unit.clone()}</span>
                </span>
                <small id=note>{words::number_note(&unit)}</small>
            </div>
            <Sureness name=format!("{name}-sure") sure=prediction.sure locked />
            <Buttons
                name=name
                word=move || if locked.get() { words::WATCH_AGAIN } else { words::COMMIT }
                go=move || prediction.commit_or_retry()
                show=move || prediction.show()
                settled=locked
            />
            <div class="run" node_ref=prediction.stage_host></div>
            <VerdictLine verdict=prediction.verdict />
        </div>
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Asking,
    /// Committed: waiting for the run, or watching it.
    Running,
    Settled,
}

#[derive(Clone, Copy)]
struct Prediction {
    data: StoredValue<PredictData>,
    key: StoredValue<Foreseen>,
    typed: RwSignal<String>,
    sure: RwSignal<Option<Confidence>>,
    stage: RwSignal<Stage>,
    given: StoredValue<Option<Number>>,
    /// Where the run is drawn.
    stage_host: NodeRef<html::Div>,
    /// The run that is shown. Dropping it takes it down.
    shown: StoredValue<Option<Handle>, LocalStorage>,
    verdict: RwSignal<Verdict>,
}

impl Prediction {
    fn new(data: PredictData, key: Foreseen, early: Early) -> Self {
        let untouched = early.typed.is_empty();
        let prediction = Self {
            data: StoredValue::new(data),
            key: StoredValue::new(key),
            sure: RwSignal::new(early.sure()),
            typed: RwSignal::new(early.typed),
            stage: RwSignal::new(Stage::Asking),
            given: StoredValue::new(None),
            stage_host: NodeRef::new(),
            shown: StoredValue::new_local(None),
            verdict: RwSignal::default(),
        };
        Effect::new(move || {
            let earlier = prediction.data.with_value(|data| answers::latest(&data.id));
            if let Some(attempt) = earlier.filter(|_| untouched) {
                prediction.recall(&attempt);
            }
        });
        prediction
    }

    /// Shows an earlier answer with its verdict. The run is worked out again, and stands at its end.
    fn recall(self, attempt: &Attempt) {
        if let Given::Number(number) = attempt.given {
            self.typed.set(number.to_string());
            self.given.set_value(Some(number));
        }
        self.stage.set(Stage::Settled);
        self.order();
    }

    fn commit_or_retry(self) {
        if self.stage.get_untracked() == Stage::Asking {
            return self.commit();
        }
        self.stage.set(Stage::Asking);
        self.typed.set(String::new());
        self.shown.set_value(None);
        self.verdict.set(Verdict::Open);
    }

    fn commit(self) {
        if self.stage.get_untracked() != Stage::Asking {
            return;
        }
        let typed = self.typed.get_untracked();
        match self.data.with_value(|data| parse_number(&typed, &data.unit)) {
            Some(number) => self.start(Some(number)),
            None => self.verdict.set(Verdict::Remark(words::NUMBER_FIRST.to_owned())),
        }
    }

    fn show(self) {
        if self.stage.get_untracked() == Stage::Asking {
            self.start(None);
        }
    }

    fn start(self, given: Option<Number>) {
        self.given.set_value(given);
        self.stage.set(Stage::Running);
        self.verdict.set(Verdict::Remark(words::RUNNING.to_owned()));
        self.order();
    }

    fn order(self) {
        let Some(host) = self.stage_host.get_untracked() else { return };
        let Foreseen { figure, asks, texts } = self.key.get_value();
        figures::show(Showing {
            host: host.into(),
            figure,
            asks,
            key: texts,
            given: self.given.get_value().map(Given::Number),
            play: self.stage.get_untracked() == Stage::Running,
            shown: Box::new(move |shown| self.take(shown)),
            told: Box::new(move |told| self.settle(told.verdict, told.marked.right)),
        });
    }

    /// The run is there, or will never be.
    fn take(self, shown: Option<Handle>) {
        let missing = shown.is_none();
        if self.shown.try_set_value(shown).is_none() && missing {
            let text = self.key.with_value(|key| key.texts.text("explanation").to_owned());
            self.stage.set(Stage::Settled);
            self.verdict.set(Verdict::Shown(text));
        }
    }

    /// The run has come to its answer. Only a new one is stored.
    fn settle(self, verdict: Verdict, right: bool) {
        self.verdict.set(verdict);
        if self.stage.get_untracked() == Stage::Running {
            self.stage.set(Stage::Settled);
            let given = self.given.get_value().map_or(Given::Shown, Given::Number);
            let sure = self.sure.get_untracked();
            self.data.with_value(|data| answers::add(&data.id, given, sure, right));
        }
    }
}
