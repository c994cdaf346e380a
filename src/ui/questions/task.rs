//! A run to be changed until it is as it should be. Its figure is a widget of its own inside the question: the question is
//! alive before it is, and goes on without it where it cannot start.

use gloo_timers::callback::Timeout;
use learner::{Attempt, Fate, Given, Key, Marked};
use leptos::html;
use leptos::prelude::*;

use super::Texts;
use super::desk::{Desk, Form};
use crate::figures;
use crate::platform::near::Near;
use crate::platform::page;
use crate::state::trial::{Finding, Found, Trial, Turns};
use crate::ui::icon;
use crate::words::practice;

/// So long after the last turn a screen reader is told what came of it.
const QUIET_MS: u32 = 700;

/// The figure and the goals. `goals` are what they ask of a run.
pub(super) fn draw(desk: Desk, goals: Vec<String>, texts: &Texts) -> AnyView {
    let count = goals.len();
    let conditions = goals.into_iter().chain(desk.ids()).collect();
    let task = Task {
        desk,
        trial: Trial::new(conditions),
        goals: count,
        told: RwSignal::new(String::new()),
        quiet: StoredValue::new_local(None),
    };
    desk.take(task);
    let figure = NodeRef::<html::Div>::new();
    let waiting = StoredValue::new_local(None::<Near>);
    Effect::new(move || {
        let inner = figure.get().and_then(|host| page::all(&host, "[data-widget]").into_iter().next());
        if let Some(inner) = inner {
            let near = inner.clone();
            let wake = move || figures::wake_task(near.clone(), task.trial);
            let watch = Near::new(&inner, wake.clone());
            if watch.is_none() {
                wake();
            }
            waiting.set_value(watch);
        }
    });
    Effect::new(move |before: Option<u32>| {
        let turns = task.trial.turns.get();
        if before.is_some_and(|before| before != turns) {
            task.desk.touch();
        }
        turns
    });
    Effect::new(move || task.tell_in_peace());
    let drawn = (0..count).map(|place| task.goal(place, texts));
    let label = format!("{}-goals", desk.name());
    view! {
        <div class="task">
            <div node_ref=figure inner_html=texts.lead.clone()></div>
            <div class="goals" role="group" aria-labelledby=label.clone()>
                <p class="label" id=label.clone()>{practice::GOALS}</p>
                <ul>{drawn.collect_view()}</ul>
                <div inner_html=texts.part(count)></div>
            </div>
            <p class="vh" role="status">{move || task.told.get()}</p>
        </div>
    }
    .into_any()
}

/// A goal in the light of a run: a sign, a word, and the numbers.
pub(crate) fn shown(finding: &Finding) -> String {
    let Finding { given, limit, relation, holds } = finding;
    let (class, sign, word) = if *holds {
        ("met", icon::TICK, practice::REACHED)
    } else {
        ("open", icon::RING, practice::NOT_REACHED)
    };
    format!(
        "<b class=\"{class}\">{sign}{word}</b> <span>{}</span>",
        practice::given_and_wanted(given, *relation, limit)
    )
}

#[derive(Clone, Copy)]
struct Task {
    desk: Desk,
    /// What is asked of a run: the goals, then the ways that fail.
    trial: Trial,
    /// How many goals there are.
    goals: usize,
    /// What a screen reader is told.
    told: RwSignal<String>,
    quiet: StoredValue<Option<Timeout>, LocalStorage>,
}

impl Task {
    fn goal(self, place: usize, texts: &Texts) -> impl IntoView + use<> {
        // What the page says of its own run stays until there is another one.
        let first = texts.choices.first().and_then(|found| found.get(place)).cloned().unwrap_or_default();
        let now = Memo::new(move |_| {
            let found = self.trial.found.get();
            found.and_then(|found| found.results.get(place).map(shown)).unwrap_or_else(|| first.clone())
        });
        view! {
            <li>
                <div inner_html=texts.part(place)></div>
                <p class="goal" inner_html=move || now.get()></p>
            </li>
        }
    }

    /// Tells a screen reader what the knobs have come to, once they rest.
    fn tell_in_peace(self) {
        let Some(Found { results, .. }) = self.trial.found.get() else { return };
        if self.trial.turns.get_untracked() == 0 {
            return;
        }
        let goals = results.iter().take(self.goals).enumerate();
        let mut told: Vec<String> =
            goals.map(|(place, found)| practice::goal_now(place + 1, &found.given, found.holds)).collect();
        if results.iter().take(self.goals).all(|found| found.holds) {
            told.push(practice::ALL_REACHED.to_owned());
        }
        let told = told.join(" ");
        let later = Timeout::new(QUIET_MS, move || drop(self.told.try_set(told)));
        self.quiet.set_value(Some(later));
    }

    /// What the run that is shown is worth.
    fn judge(self, found: &Found) -> Marked {
        let (goals, ways) = found.results.split_at(self.goals.min(found.results.len()));
        let fates = goals.iter().enumerate().map(|(place, goal)| {
            (format!("goal-{place}"), if goal.holds { Fate::Right } else { Fate::Wrong })
        });
        let right = goals.iter().all(|goal| goal.holds);
        let way = ways.iter().position(|way| way.holds).filter(|_| !right);
        Marked {
            right,
            fates: fates.collect(),
            told: way.map(|way| format!("way-{way}")).into_iter().collect(),
        }
    }
}

/// Where knobs stand, as answers are stored.
fn pairs(turns: &Turns) -> Vec<(String, String)> {
    turns.iter().map(|(path, value)| (path.clone(), value.to_string())).collect()
}

impl Form for Task {
    fn given(&self) -> Result<Given, String> {
        let found = self.trial.found.get_untracked().ok_or_else(|| practice::NOT_READY.to_owned())?;
        Ok(Given::Pairs(pairs(&found.turns)))
    }

    fn put(&self, given: &Given) {
        if let Given::Pairs(pairs) = given {
            let turn = |(path, value): &(String, String)| Some((path.clone(), value.parse().ok()?));
            self.trial.wanted.set(Some(pairs.iter().filter_map(turn).collect()));
        }
    }

    /// The knobs stay where they are, but not where they solve it for who asked to be shown.
    fn again(&self, _marked: &Marked) {
        if untrack(|| self.desk.is_shown()) {
            self.trial.wanted.set(Some(Turns::new()));
        }
    }

    fn summary(&self, key: &Key, given: &Given, marked: &Marked) -> String {
        if !marked.right {
            let open = marked.fates.iter().filter(|(_, fate)| *fate == Fate::Wrong);
            let open: String = open
                .map(|(goal, _)| format!("<li>{}</li>", self.desk.text(&["of-", goal].concat())))
                .collect();
            return format!("<p>{}</p><ul>{open}</ul>", practice::STILL_MISSING);
        }
        if *given == key.answer() { self.desk.text("solution") } else { String::new() }
    }

    fn check(&self, desk: Desk) {
        match (self.given(), self.trial.found.get_untracked()) {
            (Ok(given), Some(found)) => desk.conclude(given, self.judge(&found)),
            (Err(missing), _) => desk.remark(missing),
            _ => {}
        }
    }

    /// Other ways than the stored one count as well, so an earlier answer is worth what it was worth then.
    fn judge_again(&self, attempt: &Attempt) -> Option<Marked> {
        Some(Marked { right: attempt.right, ..Marked::default() })
    }
}
