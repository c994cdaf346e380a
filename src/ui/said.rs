//! The sentence that says what goes on, for eyes at once and for screen readers in peace.

use diagram::{Moments, Sight};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use trace::Time;

use crate::state::viewing::Viewing;
use crate::ui::figure::escape;
use crate::words;

/// After it said something, a screen reader has so long to itself. Of what happens meanwhile it is told the last.
const PAUSE_MS: u32 = 500;

/// And so long while a run plays, when there is no end to what happens.
const PLAYING_PAUSE_MS: u32 = 2500;

/// The sentence. While a run plays, of what happens it is read out what there is time for: the latest.
#[component]
pub(crate) fn Said(viewing: Viewing) -> impl IntoView {
    let viewing = viewing.for_reading();
    let teller = Teller::new();
    // Not told again when only what is picked has changed.
    let sentence = Memo::new(move |_| viewing.sight(diagram::say_as_seen));
    Effect::new(move |first: Option<()>| {
        let (playing, sentence) = (viewing.playhead.playing.get(), sentence.get());
        if first.is_some() && !playing {
            teller.tell(sentence, PAUSE_MS);
        }
    });
    let passed = Memo::new(move |_| {
        let (playhead, at) = (viewing.playhead, viewing.playhead.at.get());
        if !playhead.playing.get() {
            return None;
        }
        let find = if playhead.backward.get() { Moments::next_event } else { Moments::event_at };
        playhead.moments(|moments| find(moments, at))
    });
    Effect::new(move |before: Option<Option<Time>>| {
        let passed = passed.get();
        // What lies behind when it begins to play has been told.
        if let Some(at) = passed.filter(|_| before.flatten().is_some_and(|before| passed != Some(before))) {
            let sentence = untrack(|| viewing.sight(|sight| diagram::say_as_seen(&Sight { at, ..*sight })));
            teller.tell(words::at_moment(&at.to_string(), &sentence), PLAYING_PAUSE_MS);
        }
        passed
    });
    Effect::new(move |first: Option<()>| {
        let about = viewing
            .picked
            .get()
            .and_then(|picked| untrack(|| viewing.sight(|sight| diagram::about(sight, picked))));
        if let Some(about) = about.filter(|_| first.is_some()) {
            teller.tell(words::picked(&about.name, &about.line), PAUSE_MS);
        }
    });
    view! {
        <p class="say" inner_html=move || viewing.sight(|sight| told(sight, &sentence.get()))></p>
        <p class="vh" role="status">{move || teller.told.get()}</p>
    }
}

/// What goes on at a moment, as HTML.
#[cfg(feature = "ssr")]
pub(crate) fn said(sight: &Sight<'_>) -> String {
    told(sight, &diagram::say_as_seen(sight))
}

/// The same, with the sentence at hand.
fn told(sight: &Sight<'_>, sentence: &str) -> String {
    format!("<b>t\u{a0}=\u{a0}{}:</b> {}", sight.run.shown(sight.at), escape(sentence))
}

/// Tells a screen reader one thing after the other.
#[derive(Clone, Copy)]
struct Teller {
    told: RwSignal<String>,
    next: StoredValue<Option<(String, u32)>>,
    /// How long the pause is, and what ends it.
    pause: StoredValue<Option<(u32, Timeout)>, LocalStorage>,
}

impl Teller {
    fn new() -> Self {
        Self {
            told: RwSignal::new(String::new()),
            next: StoredValue::new(None),
            pause: StoredValue::new_local(None),
        }
    }

    /// Tells it, after the pause if there is one. Once a run stands, nobody waits for a pause of one that plays.
    fn tell(self, what: String, pause_ms: u32) {
        let going_on = self.pause.with_value(|pause| pause.as_ref().map(|(pause_ms, _)| *pause_ms));
        if going_on.is_none() {
            self.told.set(what);
        } else {
            self.next.set_value(Some((what, pause_ms)));
        }
        if going_on.is_none_or(|going_on| pause_ms < going_on) {
            self.pause.set_value(Some((pause_ms, Timeout::new(pause_ms, move || self.go_on()))));
        }
    }

    /// The pause is over. Nothing is told once the figure is gone.
    fn go_on(self) {
        let _ = self.pause.try_set_value(None);
        if let Some(Some((next, pause_ms))) = self.next.try_update_value(Option::take) {
            self.tell(next, pause_ms);
        }
    }
}
