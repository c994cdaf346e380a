//! How sure the learner is, before knowing.

use learner::Confidence;
use leptos::prelude::*;

use crate::words;

/// The three levels in the order of [`words::SURE`].
pub(crate) const LEVELS: [Confidence; 3] =
    [Confidence::Guessing, Confidence::FairlySure, Confidence::Certain];

/// Three radio buttons. `name` keeps the groups of a page apart.
#[component]
pub(crate) fn Sureness(
    name: String,
    sure: RwSignal<Option<Confidence>>,
    locked: Signal<bool>,
) -> impl IntoView {
    let level = move |index: usize| {
        view! {
            <label>
                <input
                    type="radio"
                    name=name.clone()
                    value=index.to_string()
                    autocomplete="off"
                    prop:disabled=move || locked.get()
                    on:change=move |_| sure.set(Some(LEVELS[index]))
                />
                {words::SURE[index]}
            </label>
        }
    };
    view! {
        <fieldset class="answer sure">
            <legend>{words::HOW_SURE} " " <small>{words::OPTIONAL}</small></legend>
            <div class="seg">{level.clone()(0)} {level.clone()(1)} {level(2)}</div>
        </fieldset>
    }
}
