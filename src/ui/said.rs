//! The sentence that says what goes on, for eyes at once and for screen readers in peace.

use diagram::Sight;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use crate::state::viewing::Viewing;
use crate::ui::figure::escape;
use crate::words;

/// After it said something, a screen reader has so long to itself. Of what happens meanwhile it is told the last.
const PAUSE_MS: u32 = 500;

/// The sentence. While a run plays, nothing is read out; what is picked is.
#[component]
pub(crate) fn Said(viewing: Viewing) -> impl IntoView {
    let viewing = viewing.for_reading();
    let teller = Teller::new();
    // Not told again when only what is picked has changed.
    let sentence = Memo::new(move |_| viewing.sight(diagram::say_as_seen));
    Effect::new(move |first: Option<()>| {
        let (playing, sentence) = (viewing.playhead.playing.get(), sentence.get());
        if first.is_some() && !playing {
            teller.tell(sentence);
        }
    });
    Effect::new(move |first: Option<()>| {
        let about = viewing
            .picked
            .get()
            .and_then(|picked| untrack(|| viewing.sight(|sight| diagram::about(sight, picked))));
        if let Some(about) = about.filter(|_| first.is_some()) {
            teller.tell(words::picked(&about.name, &about.line));
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
    next: StoredValue<Option<String>>,
    pause: StoredValue<Option<Timeout>, LocalStorage>,
}

impl Teller {
    fn new() -> Self {
        Self {
            told: RwSignal::new(String::new()),
            next: StoredValue::new(None),
            pause: StoredValue::new_local(None),
        }
    }

    fn tell(self, what: String) {
        if self.pause.with_value(Option::is_some) {
            return self.next.set_value(Some(what));
        }
        self.told.set(what);
        self.pause.set_value(Some(Timeout::new(PAUSE_MS, move || self.go_on())));
    }

    /// The pause is over. Nothing is told once the figure is gone.
    fn go_on(self) {
        let _ = self.pause.try_set_value(None);
        if let Some(Some(next)) = self.next.try_update_value(Option::take) {
            self.tell(next);
        }
    }
}
