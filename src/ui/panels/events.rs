//! The events of the run as a table: the row of the moment is marked, and choosing a row goes there.
//!
//! A long run is drawn in parts, so that its table costs as much as a short one's.

use diagram::Row;
use leptos::html;
use leptos::prelude::*;

use super::paging::{Paging, Parts};
use crate::platform::page;
use crate::state::viewing::Viewing;
use crate::words;

/// How many rows are drawn at once.
const SIZE: usize = 100;

#[component]
pub(super) fn Events(viewing: Viewing) -> impl IntoView {
    let playhead = viewing.playhead;
    // None where all rows are seen.
    let seen = Memo::new(move |_| {
        let viewpoint = viewing.viewpoint.get();
        playhead.run.with(|run| run.rows().seen_from(viewpoint))
    });
    let count = Memo::new(move |_| {
        let all = playhead.run.with(|run| run.rows().len());
        seen.with(|seen| seen.as_ref().map_or(all, Vec::len))
    });
    let now = Memo::new(move |_| {
        let at = playhead.at.get();
        let last = playhead.run.with(|run| run.rows().index_at(at))?;
        seen.with(|seen| match seen {
            None => Some(last),
            Some(seen) => seen.partition_point(|&place| place <= last).checked_sub(1),
        })
    });
    let parts = Parts::following(SIZE, count, now, playhead.playing);
    let scroll = NodeRef::<html::Div>::new();
    Effect::new(move || {
        let is_drawn = now.get().is_some_and(|now| parts.rows().contains(&now));
        if let Some(scroll) = scroll.get().filter(|_| is_drawn) {
            // The rows of another part are drawn after this.
            request_animation_frame(move || page::show_within(&scroll, "[aria-current]"));
        }
    });
    let is_now = Selector::new(move || now.get());
    let rows = move || {
        let drawn = parts.rows();
        let rows: Vec<(usize, Row)> = playhead.run.with(|run| {
            seen.with(|seen| match seen {
                None => drawn.clone().zip(run.rows().between(drawn)).collect(),
                Some(seen) => {
                    drawn.filter_map(|place| Some((place, run.rows().at(*seen.get(place)?)?))).collect()
                }
            })
        });
        let row = |(place, row): (usize, Row)| {
            let is_now = is_now.clone();
            let is_now = Signal::derive(move || is_now.selected(&Some(place)));
            view! { <EventRow viewing row is_now /> }
        };
        rows.into_iter().map(row).collect_view()
    };
    view! {
        <Paging parts />
        <div class="scroll" node_ref=scroll>
            <table>
                <caption class="vh">{words::TABLE_REGION}</caption>
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

#[component]
fn EventRow(viewing: Viewing, row: Row, is_now: Signal<bool>) -> impl IntoView {
    let (at, subject) = (row.at, row.subject());
    let point = move |on: bool| viewing.pointed.set(on.then_some(subject));
    view! {
        <tr
            aria-current=move || is_now.get().then_some("true")
            class:picked=move || viewing.marks(viewing.picked, subject)
            class:pointed=move || viewing.marks(viewing.pointed, subject)
            on:mouseenter=move |_| point(true)
            on:mouseleave=move |_| point(false)
        >
            <td class="r">{at.to_string()}</td>
            <td>{row.from}</td>
            <td>{row.to}</td>
            <td>
                <button
                    class="text"
                    type="button"
                    aria-pressed=move || (viewing.picked.get() == Some(subject)).to_string()
                    on:focus=move |_| point(true)
                    on:blur=move |_| point(false)
                    on:click=move |_| viewing.go(at, subject)
                >
                    {row.what}
                </button>
            </td>
        </tr>
    }
}
