//! What all questions of this part of the program share: the prompt around the fields, how sure one is, the buttons, the
//! verdict.

use leptos::prelude::*;

use super::desk::Desk;
use crate::ui::confidence::Sureness;
use crate::ui::verdict::VerdictLine;
use crate::words;

/// A question around the fields of its kind.
#[component]
pub(crate) fn Shell(desk: Desk, legend: String, body: AnyView) -> impl IntoView {
    let name = desk.name();
    // A note for each button, so that an open one tells which was pressed.
    let (wait, show_wait) = (format!("{name}-wait"), format!("{name}-show-wait"));
    let settled = Signal::derive(move || desk.is_settled() || desk.is_locked());
    view! {
        <div class="live">
            <fieldset class="form" prop:disabled=move || desk.is_locked()>
                <legend inner_html=legend></legend>
                {body}
            </fieldset>
            {desk.asks_how_sure().then(|| {
                view! { <Sureness name=format!("{name}-sure") sure=desk.sure locked=settled /> }
            })}
            <div class="row">
                <button class="go" type="button" popovertarget=wait.clone() popovertargetaction="show"
                    on:click=move |_| desk.check_or_retry()
                >
                    {move || desk.go_word()}
                </button>
                <button class="quiet" type="button" popovertarget=show_wait.clone() popovertargetaction="show"
                    prop:hidden=move || settled.get()
                    on:click=move |_| desk.show()
                >
                    {words::SHOW_ME}
                </button>
                <span class="kept fine" id=wait popover="manual">{words::STILL_LOADING}</span>
                <span class="kept fine" id=show_wait popover="manual">{words::STILL_LOADING}</span>
            </div>
            {desk.shows_runs().then(|| view! { <div class="run" node_ref=desk.stage></div> })}
            <VerdictLine verdict=desk.verdict />
        </div>
    }
}
