//! What is needed less often: repeating, the ways to the last arrival and to the end, a link to the moment, the keys.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::Linked;
use super::keys::{Act, KEYS};
use crate::platform::{address, clipboard};
use crate::state::experiment::Experiment;
use crate::state::link;
use crate::state::playhead::Playhead;
use crate::words;

/// So long it says that the link was copied.
const ANSWER_MS: u32 = 4000;

/// The controls behind “More”, only ever drawn in the browser.
#[component]
pub(super) fn More(
    playhead: Playhead,
    id: String,
    linked: Linked,
    carried: Option<Experiment>,
) -> impl IntoView {
    let button = move |act: Act| {
        view! {
            <button type="button" aria-keyshortcuts=act.shortcut() on:click=move |_| act.carry_out(playhead)>
                {act.name()}
            </button>
        }
    };
    let keys = KEYS.iter().map(|key| {
        view! {
            <div>
                <dt><kbd>{key.cap}</kbd></dt>
                <dd>{key.act.name()}</dd>
            </div>
        }
    });
    view! {
        <div class="more">
            <div class="row">
                <button
                    type="button"
                    class="toggle"
                    aria-pressed=move || if playhead.repeats.get() { "true" } else { "false" }
                    on:click=move |_| playhead.repeats.update(|repeats| *repeats = !*repeats)
                >
                    {words::REPEAT}
                </button>
                {button(Act::ArrivalBefore)} {button(Act::End)}
                {(linked != Linked::No).then(|| view! { <CopyLink playhead id linked carried /> })}
            </div>
            <details class="keys">
                <summary>{words::KEYS}</summary>
                <p class="fine">{words::KEYS_WHEN}</p>
                <dl>{keys.collect_view()}</dl>
            </details>
        </div>
    }
}

/// Copies a link that shows the figure at this moment, as it was turned and acted on. Where nothing can be copied it goes into the address bar.
#[component]
fn CopyLink(playhead: Playhead, id: String, linked: Linked, carried: Option<Experiment>) -> impl IntoView {
    let said = RwSignal::new("");
    let quiet = StoredValue::new_local(None::<Timeout>);
    let copy = move |_| {
        let at = playhead.run.with_untracked(|run| run.shown(playhead.at.get_untracked()));
        let fragment = match linked {
            Linked::BesideKnobs => link::to_moment_beside_knobs(&address::fragment(), at),
            Linked::ById | Linked::No => {
                let changes = carried.and_then(Experiment::fragment).unwrap_or_default();
                link::to_moment(&id, at, &changes)
            }
        };
        clipboard::copy_then(&address::with_fragment(&fragment), move |copied| {
            if !copied {
                address::replace_fragment(&fragment);
            }
            // The figure may be gone by now.
            let _ = said.try_set(if copied { words::COPIED } else { words::LINK_IN_ADDRESS });
            let _ = quiet.try_set_value(Some(Timeout::new(ANSWER_MS, move || {
                let _ = said.try_set("");
            })));
        });
    };
    view! {
        <button type="button" on:click=copy>{words::COPY_MOMENT}</button>
        <span class="fine" role="status">{move || said.get()}</span>
    }
}
