//! Predict a number, commit, watch the run, then learn why.

use learner::{Attempt, Confidence, Given, Number, QuestionId, parse_number, within};
use leptos::html;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::figures::{self, Showing, Shown};
use crate::platform::early::Early;
use crate::platform::lifted::Lifted;
use crate::state::answers;
use crate::ui::amount::amount;
use crate::ui::confidence::Sureness;
use crate::ui::verdict::{Verdict, VerdictLine};
use crate::words;

/// How the name of the text starts that says what chance does; the mean follows, in millionths.
pub(crate) const MEAN: &str = "mean-";

/// A prediction. Its truth is not among these: the simulator works it out after the learner has committed.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct PredictData {
    pub(crate) id: QuestionId,
    pub(crate) unit: String,
    pub(crate) measure: String,
    pub(crate) tolerance_percent: u16,
    /// What runs after committing, as the page carries it.
    #[serde(skip)]
    pub(crate) figure: String,
    #[serde(skip)]
    pub(crate) prompt: String,
}

/// The prediction, live. `early` is what was entered before it came alive.
#[component]
pub(crate) fn Predict(data: PredictData, key: Lifted, early: Early) -> impl IntoView {
    let name = data.id.question.clone();
    let (field, note) = (format!("{name}-number"), format!("{name}-note"));
    // A note for each button, so that an open one tells which was pressed.
    let (wait, show_wait) = (format!("{name}-wait"), format!("{name}-show-wait"));
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
            <div class="row">
                <button class="go" type="button" popovertarget=wait.clone() popovertargetaction="show"
                    on:click=move |_| prediction.commit_or_retry()
                >
                    {move || if locked.get() { words::WATCH_AGAIN } else { words::COMMIT }}
                </button>
                <button class="quiet" type="button" popovertarget=show_wait.clone() popovertargetaction="show"
                    prop:hidden=move || locked.get()
                    on:click=move |_| prediction.show()
                >
                    {words::SHOW_ME}
                </button>
                <span class="kept fine" id=wait popover="manual">{words::STILL_LOADING}</span>
                <span class="kept fine" id=show_wait popover="manual">{words::STILL_LOADING}</span>
            </div>
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
    key: StoredValue<Lifted>,
    typed: RwSignal<String>,
    sure: RwSignal<Option<Confidence>>,
    stage: RwSignal<Stage>,
    given: RwSignal<Option<Number>>,
    /// Where the run is drawn.
    stage_host: NodeRef<html::Div>,
    /// The run that is shown. Dropping it takes it down.
    shown: StoredValue<Option<Shown>, LocalStorage>,
    verdict: RwSignal<Verdict>,
}

impl Prediction {
    fn new(data: PredictData, key: Lifted, early: Early) -> Self {
        let untouched = early.typed.is_empty();
        let prediction = Self {
            data: StoredValue::new(data),
            key: StoredValue::new(key),
            sure: RwSignal::new(early.sure()),
            typed: RwSignal::new(early.typed),
            stage: RwSignal::new(Stage::Asking),
            given: RwSignal::new(None),
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
            self.given.set(Some(number));
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
        self.given.set(None);
        self.shown.set_value(None);
        self.verdict.set(Verdict::Open);
    }

    fn commit(self) {
        if self.stage.get_untracked() != Stage::Asking {
            return;
        }
        let typed = self.typed.get_untracked();
        match self.data.with_value(|data| parse_number(&typed, &data.unit)) {
            Some(number) => {
                self.given.set(Some(number));
                self.start();
            }
            None => self.verdict.set(Verdict::Remark(words::NUMBER_FIRST.to_owned())),
        }
    }

    fn show(self) {
        if self.stage.get_untracked() == Stage::Asking {
            self.given.set(None);
            self.start();
        }
    }

    fn start(self) {
        self.stage.set(Stage::Running);
        self.verdict.set(Verdict::Remark(words::RUNNING.to_owned()));
        self.order();
    }

    fn order(self) {
        let Some(host) = self.stage_host.get_untracked() else { return };
        let (figure, measure) = self.data.with_value(|data| (data.figure.clone(), data.measure.clone()));
        let play = self.stage.get_untracked() == Stage::Running;
        figures::show(Showing {
            host: host.into(),
            figure,
            measure,
            play,
            shown: Box::new(move |shown| self.take(shown, play)),
            ended: Box::new(move || self.settle()),
        });
    }

    /// The run is there, or will never be.
    fn take(self, shown: Option<Shown>, play: bool) {
        let missing = shown.is_none();
        if self.shown.try_set_value(shown).is_some() {
            return;
        }
        if missing {
            let text = self.key.with_value(|key| key.text("explanation").to_owned());
            self.stage.set(Stage::Settled);
            self.verdict.set(Verdict::Shown(text));
        } else if !play {
            self.explain();
        }
    }

    /// The run has played to its end: mark, store, explain.
    fn settle(self) {
        if self.stage.get_untracked() != Stage::Running {
            return;
        }
        self.stage.set(Stage::Settled);
        let right = self.explain();
        let given = self.given.get_untracked().map_or(Given::Shown, Given::Number);
        let sure = self.sure.get_untracked();
        self.data.with_value(|data| answers::add(&data.id, given, sure, right));
    }

    fn explain(self) -> bool {
        let Some(shown) = self.shown.with_value(|shown| shown.as_ref().map(|shown| shown.truth)) else {
            return false;
        };
        let data = self.data.get_value();
        let chance = self.key.with_value(mean);
        let truth = chance.as_ref().map_or(shown, |(mean, _)| *mean);
        let explanation = self.key.with_value(|key| {
            let chance = chance.as_ref().map(|(_, text)| format!("<p>{text}</p>")).unwrap_or_default();
            chance + key.text("explanation")
        });
        let truth_text = amount(truth, &data.unit);
        let Some(given) = self.given.get_untracked() else {
            let told = if chance.is_some() { words::mean } else { words::truth };
            self.verdict.set(Verdict::Shown(format!("<p>{}</p>{explanation}", told(&truth_text))));
            return false;
        };
        #[expect(clippy::cast_precision_loss, reason = "answers are far below 2^53 thousandths")]
        let given_text = amount(given.0 as f64 / 1000.0, &data.unit);
        let compare = if chance.is_some() { words::compared_with_mean } else { words::compared };
        let compared = compare(&given_text, &truth_text);
        let right = within(given, truth, data.tolerance_percent);
        if right {
            self.verdict.set(Verdict::Right(format!("<p>{compared}</p>{explanation}")));
        } else {
            let known = self.key.with_value(|key| known_reply(key, given, data.tolerance_percent));
            self.verdict.set(Verdict::Wrong(format!("<p>{compared}</p>{known}{explanation}")));
        }
        right
    }
}

/// Where chance plays a part: the mean of many runs, which is the answer, and what there is to say about this one.
fn mean(key: &Lifted) -> Option<(f64, String)> {
    let (millionths, text) = key.starting(MEAN).next()?;
    let millionths: i64 = millionths.parse().ok()?;
    #[expect(clippy::cast_precision_loss, reason = "answers are far below 2^53 millionths")]
    let mean = millionths as f64 / 1e6;
    Some((mean, text.to_owned()))
}

/// The reply to a wrong number that many arrive at, if this is one.
fn known_reply(key: &Lifted, given: Number, percent: u16) -> String {
    let near = |name: &str| {
        let thousandths: u32 = name.parse().ok()?;
        within(given, f64::from(thousandths) / 1000.0, percent.min(5)).then_some(())
    };
    key.starting("known-").find_map(|(name, text)| near(name).map(|()| text.to_owned())).unwrap_or_default()
}
