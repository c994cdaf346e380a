//! The events of the run as a table: the row of the moment is marked, and choosing a row goes there.
//!
//! A long run is drawn in parts, so that its table costs as much as a short one's.

use leptos::html;
use leptos::prelude::*;

use crate::platform::page;
use crate::state::playhead::Command;
use crate::state::viewing::Viewing;
use crate::words;

/// How many rows are drawn at once.
const PART: usize = 100;

#[component]
pub(super) fn Events(viewing: Viewing) -> impl IntoView {
    let playhead = viewing.playhead;
    let count = Memo::new(move |_| playhead.run.with(|run| diagram::rows(run).len()));
    let now = Memo::new(move |_| {
        let at = playhead.at.get();
        playhead.run.with(|run| diagram::rows(run).partition_point(|row| row.at <= at).checked_sub(1))
    });
    let part = RwSignal::new(0_usize);
    let scroll = NodeRef::<html::Div>::new();
    Effect::new(move || part.set(now.get().unwrap_or_default() / PART));
    Effect::new(move || {
        let (_, _) = (now.get(), part.get());
        if let Some(scroll) = scroll.get() {
            page::show_within(&scroll, "[aria-current]");
        }
    });
    let is_now = Selector::new(move || now.get());
    let rows = move || {
        let first = part.get() * PART;
        playhead.run.with(|run| {
            let rows = diagram::rows(run).iter().enumerate().skip(first).take(PART);
            rows.map(|(index, row)| {
                let at = row.at;
                let is_now = is_now.clone();
                view! {
                    <tr aria-current=move || is_now.selected(&Some(index)).then_some("true")>
                        <td class="r">{at.to_string()}</td>
                        <td>{row.from.clone()}</td>
                        <td>{row.to.clone()}</td>
                        <td>
                            <button class="text" type="button" on:click=move |_| playhead.command(Command::Seek(at))>
                                {row.what.clone()}
                            </button>
                        </td>
                    </tr>
                }
            })
            .collect_view()
        })
    };
    view! {
        <Paging part count />
        <div class="scroll" node_ref=scroll>
            <table>
                <thead>
                    <tr>
                        <th scope="col" class="r">{words::TABLE_HEAD[0]}</th>
                        {words::TABLE_HEAD[1..].iter().map(|&name| view! { <th scope="col">{name}</th> }).collect_view()}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// Which part of a long table is drawn, and the ways to the others.
#[component]
fn Paging(part: RwSignal<usize>, count: Memo<usize>) -> impl IntoView {
    let last = move || count.get().saturating_sub(1) / PART;
    move || {
        (last() > 0).then(|| {
            let first = move || part.get() * PART;
            let dead = |dead: bool| dead.then_some("true");
            view! {
                <div class="row paging">
                    <span class="fine num">
                        {move || words::rows_shown(first() + 1, (first() + PART).min(count.get()), count.get())}
                    </span>
                    <button
                        type="button"
                        aria-disabled=move || dead(part.get() == 0)
                        on:click=move |_| part.update(|part| *part = part.saturating_sub(1))
                    >
                        {words::EARLIER}
                    </button>
                    <button
                        type="button"
                        aria-disabled=move || dead(part.get() >= last())
                        on:click=move |_| part.update(|part| *part = last().min(*part + 1))
                    >
                        {words::LATER}
                    </button>
                </div>
            }
        })
    }
}
