//! What all questions of this part of the program share: the prompt around the fields, how sure one is, the buttons, the
//! verdict.

use leptos::prelude::*;

use super::desk::Desk;
use crate::ui::buttons::Buttons;
use crate::ui::confidence::Sureness;
use crate::ui::verdict::VerdictLine;

/// A question around the fields of its kind.
#[component]
pub(crate) fn Shell(desk: Desk, legend: String, body: AnyView) -> impl IntoView {
    let name = desk.name();
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
            <Buttons
                name=name
                word=move || desk.go_word()
                go=move || desk.check_or_retry()
                show=move || desk.show()
                settled
            />
            {desk.shows_runs().then(|| view! { <div class="run" node_ref=desk.stage></div> })}
            <VerdictLine verdict=desk.verdict />
        </div>
    }
}
