//! Pick one: options with feedback for each.

use learner::{Attempt, Confidence, Given, QuestionId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::platform::early::Early;
use crate::platform::lifted::Lifted;
use crate::state::answers;
use crate::ui::buttons::Buttons;
use crate::ui::confidence::Sureness;
use crate::ui::icon;
use crate::ui::verdict::{Verdict, VerdictLine};
use crate::words;

/// A question and its options. The texts are only there when the page is drawn.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct ChoiceData {
    pub(crate) id: QuestionId,
    /// Option ids in the order of the page.
    pub(crate) options: Vec<String>,
    #[serde(skip)]
    pub(crate) legend: String,
    #[serde(skip)]
    pub(crate) texts: Vec<String>,
}

/// Name of the radio group, and what the option's element ids begin with.
pub(crate) fn group(id: &QuestionId) -> String {
    format!("{}-option", id.question)
}

/// The question, live. `early` is what was chosen before it came alive.
#[component]
pub(crate) fn Choice(data: ChoiceData, key: Lifted, early: Early) -> impl IntoView {
    let question = Question::new(data.id, data.options, key, &early);
    let name = group(&question.id.get_value());
    let options = (0..question.options.with_value(Vec::len))
        .map(|index| {
            let text = data.texts.get(index).cloned().unwrap_or_default();
            view! { <Answer question index name=name.clone() text /> }
        })
        .collect_view();
    let settled = Signal::derive(move || question.verdict.with(Verdict::is_settled));
    view! {
        <div class="live">
            <fieldset>
                <legend inner_html=data.legend></legend>
                <div class="opts">{options}</div>
            </fieldset>
            <Sureness name=format!("{name}-sure") sure=question.sure locked=settled />
            <Buttons
                name=name
                word=move || if settled.get() { words::TRY_AGAIN } else { words::CHECK }
                go=move || question.check_or_retry()
                show=move || question.show()
                settled
            />
            <VerdictLine verdict=question.verdict />
        </div>
    }
}

#[component]
fn Answer(question: Question, index: usize, name: String, text: String) -> impl IntoView {
    let fate = Memo::new(move |_| question.fate(index));
    view! {
        <label class="opt" class:is-right=move || fate.get().right class:is-wrong=move || fate.get().wrong>
            <input
                type="radio"
                name=name
                value=index.to_string()
                autocomplete="off"
                prop:checked=move || question.picked.get() == Some(index)
                on:change=move |_| question.pick(index)
            />
            <span inner_html=text></span>
            <b inner_html=move || fate.get().mark()></b>
        </label>
    }
}

/// How an option is marked now.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Fate {
    right: bool,
    wrong: bool,
    mine: bool,
}

impl Fate {
    fn mark(self) -> String {
        match self {
            Self { right: true, mine: true, .. } => format!("{}{}", icon::TICK, words::YOUR_ANSWER_RIGHT),
            Self { right: true, .. } => format!("{}{}", icon::TICK, words::RIGHT_ANSWER),
            Self { wrong: true, .. } => format!("{}{}", icon::CROSS, words::YOUR_ANSWER),
            _ => String::new(),
        }
    }
}

#[derive(Clone, Copy)]
struct Question {
    id: StoredValue<QuestionId>,
    options: StoredValue<Vec<String>>,
    key: StoredValue<Lifted>,
    picked: RwSignal<Option<usize>>,
    sure: RwSignal<Option<Confidence>>,
    verdict: RwSignal<Verdict>,
}

impl Question {
    fn new(id: QuestionId, options: Vec<String>, key: Lifted, early: &Early) -> Self {
        let picked = early.picked;
        let question = Self {
            id: StoredValue::new(id),
            options: StoredValue::new(options),
            key: StoredValue::new(key),
            picked: RwSignal::new(picked),
            sure: RwSignal::new(early.sure()),
            verdict: RwSignal::default(),
        };
        // Earlier answers come in after hydration: the first drawing must equal the page's.
        Effect::new(move || {
            if picked.is_none()
                && let Some(attempt) = question.id.with_value(answers::latest)
            {
                question.recall(&attempt);
            }
        });
        question
    }

    fn recall(self, attempt: &Attempt) {
        match &attempt.given {
            Given::Option(option) => {
                let index = self.options.with_value(|options| options.iter().position(|id| id == option));
                if let Some(index) = index {
                    self.picked.set(Some(index));
                    self.judge(index);
                }
            }
            Given::Shown => self.reveal(),
            _ => {}
        }
    }

    fn pick(self, index: usize) {
        self.picked.set(Some(index));
        // Another pick withdraws the verdict on the one before.
        self.verdict.set(Verdict::Open);
    }

    fn check_or_retry(self) {
        if self.verdict.with_untracked(Verdict::is_settled) {
            self.picked.set(None);
            self.verdict.set(Verdict::Open);
            return;
        }
        let Some(index) = self.picked.get_untracked() else {
            return self.verdict.set(Verdict::Remark(words::PICK_FIRST.to_owned()));
        };
        let right = self.judge(index);
        self.store(Given::Option(self.option(index)), right);
    }

    fn judge(self, index: usize) -> bool {
        let option = self.option(index);
        let (right, reason) = self.key.with_value(|key| {
            let right = key.is_right(&option);
            let explanation = if right { key.text("explanation") } else { "" };
            (right, [key.text(&option), explanation, key.text("said")].concat())
        });
        self.verdict.set(if right { Verdict::Right(reason) } else { Verdict::Wrong(reason) });
        right
    }

    fn show(self) {
        self.reveal();
        self.store(Given::Shown, false);
    }

    fn reveal(self) {
        let (right, text) = self.key.with_value(|key| {
            let right = self.options.with_value(|options| options.iter().position(|id| key.is_right(id)));
            (right, [key.text("explanation"), key.text("said")].concat())
        });
        self.picked.set(right);
        self.verdict.set(Verdict::Shown(text));
    }

    fn store(self, given: Given, right: bool) {
        let sure = self.sure.get_untracked();
        self.id.with_value(|id| answers::add(id, given, sure, right));
    }

    fn option(self, index: usize) -> String {
        self.options.with_value(|options| options.get(index).cloned().unwrap_or_default())
    }

    fn fate(self, index: usize) -> Fate {
        let mine = self.picked.get() == Some(index);
        self.verdict.with(|verdict| match verdict {
            Verdict::Right(_) => Fate { right: mine, wrong: false, mine },
            Verdict::Wrong(_) => Fate { right: false, wrong: mine, mine },
            Verdict::Shown(_) => Fate { right: mine, wrong: false, mine: false },
            Verdict::Open | Verdict::Remark(_) => Fate::default(),
        })
    }
}
