//! The two buttons under every question: one that goes on, one for who would rather be shown.

use leptos::prelude::*;

use crate::words;

/// `name` is the beginning of the element ids. Until the question is alive a press opens the button's own note, and an
/// open note is a press to replay (`platform::early`). The notes stand first: a page that is still arriving must not
/// have a button whose note is yet to come.
#[component]
pub(crate) fn Buttons<Word, Go, Show>(
    name: String,
    word: Word,
    go: Go,
    show: Show,
    /// Whether there is nothing left to be shown.
    settled: Signal<bool>,
) -> impl IntoView
where
    Word: Fn() -> &'static str + Send + 'static,
    Go: Fn() + 'static,
    Show: Fn() + 'static,
{
    let (wait, show_wait) = (format!("{name}-wait"), format!("{name}-show-wait"));
    view! {
        <div class="row">
            <span class="kept fine" id=wait.clone() popover="manual">{words::STILL_LOADING}</span>
            <span class="kept fine" id=show_wait.clone() popover="manual">{words::STILL_LOADING}</span>
            <button class="go" type="button" popovertarget=wait popovertargetaction="show" on:click=move |_| go()>
                {word}
            </button>
            <button class="quiet" type="button" popovertarget=show_wait popovertargetaction="show"
                prop:hidden=move || settled.get()
                on:click=move |_| show()
            >
                {words::SHOW_ME}
            </button>
        </div>
    }
}
