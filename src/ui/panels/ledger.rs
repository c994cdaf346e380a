//! The ledger: what each client believes against what was done, and where the two differ.

use std::sync::Arc;

use diagram::Line;
use leptos::prelude::*;
use trace::RequestId;

use super::paging::{Paging, Parts};
use crate::state::viewing::Viewing;
use crate::words;

/// How many rows are drawn at once.
const SIZE: usize = 50;

#[component]
pub(super) fn Ledger(viewing: Viewing) -> impl IntoView {
    let ledger = Memo::new_with_compare(
        move |_| viewing.playhead.run.with(|run| Arc::new(diagram::Ledger::new(run))),
        |old, new| !matches!((old, new), (Some(old), Some(new)) if Arc::ptr_eq(old, new)),
    );
    let count = Memo::new(move |_| ledger.with(|ledger| viewing.sight(|sight| ledger.len(sight))));
    let newest = Memo::new(move |_| count.get().checked_sub(1));
    let parts = Parts::following(SIZE, count, newest, viewing.playhead.playing);
    let lines = Memo::new(move |_| {
        let rows = parts.rows();
        ledger.with(|ledger| viewing.sight(|sight| ledger.lines(sight, rows)))
    });
    let summary = Memo::new(move |_| ledger.with(|ledger| viewing.sight(|sight| ledger.summary(sight))));
    let places =
        move || lines.with(|lines| lines.iter().map(|line| line.request).enumerate().collect::<Vec<_>>());
    let [request, believed, done, verdict] = words::LEDGER_HEAD;
    view! {
        <p>{move || if count.get() == 0 { words::NO_REQUESTS.to_owned() } else { summary.get() }}</p>
        <Paging parts />
        <div class="scroll">
            <table>
                <caption class="vh">{words::LEDGER}</caption>
                <thead>
                    <tr>
                        <th scope="col">{request}</th>
                        <th scope="col">{believed}</th>
                        <th scope="col">{done}</th>
                        <th scope="col">{verdict}</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=places key=|&(place, request)| (place, request.0) let((place, request))>
                        <LedgerRow viewing lines place request />
                    </For>
                </tbody>
            </table>
        </div>
    }
}

/// A row keeps its buttons while its words change.
#[component]
fn LedgerRow(viewing: Viewing, lines: Memo<Vec<Line>>, place: usize, request: RequestId) -> impl IntoView {
    let cell = move |part: fn(&Line) -> &str| {
        move || lines.with(|lines| lines.get(place).map_or_else(String::new, |line| part(line).to_owned()))
    };
    let differs = move || lines.with(|lines| lines.get(place).is_some_and(|line| line.differs));
    let subject = Line::first_try(request);
    view! {
        <tr class:differs=differs class:picked=move || viewing.marks(viewing.picked, subject)>
            <th scope="row">
                <button
                    class="text"
                    type="button"
                    aria-pressed=move || viewing.marks(viewing.picked, subject).to_string()
                    on:click=move |_| viewing.picked.set(Some(subject))
                >
                    {cell(|line| &line.name)}
                </button>
            </th>
            <td>{cell(|line| &line.believed)}</td>
            <td>{cell(|line| &line.done)}</td>
            <td>{move || differs().then_some("≠\u{a0}")} {cell(|line| &line.verdict)}</td>
        </tr>
    }
}
