//! The events of the run as a table: the row of the moment is marked, and choosing a row goes there.
//!
//! A long run is drawn in parts, so that its table costs as much as a short one's.

use diagram::{Row, Rows, Viewpoint};
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
    // Rows by their places in the run's own table.
    let seen = Memo::new(move |_| {
        let viewpoint = viewing.viewpoint.get();
        playhead.run.with(|run| Seen::new(run.rows(), viewpoint))
    });
    let count = Memo::new(move |_| seen.with(Seen::len));
    let now = Memo::new(move |_| {
        let at = playhead.at.get();
        playhead.run.with(|run| {
            let count = run.rows().index_at(at).map_or(0, |last| last + 1);
            seen.with(|seen| seen.before(count))
        })
    });
    let parts = Parts::following(SIZE, count, now);
    let scroll = NodeRef::<html::Div>::new();
    Effect::new(move || {
        let (_, _) = (now.get(), parts.part.get());
        if let Some(scroll) = scroll.get() {
            page::show_within(&scroll, "[aria-current]");
        }
    });
    let is_now = Selector::new(move || now.get());
    let rows = move || {
        let drawn = parts.rows();
        playhead.run.with(|run| {
            let rows = seen
                .with(|seen| drawn.filter_map(|place| Some((place, seen.at(place)?))).collect::<Vec<_>>());
            let rows =
                rows.into_iter().filter_map(|(place, index)| Some((place, run.rows().at(index)?)));
            rows.map(|(place, row)| {
                let is_now = is_now.clone();
                let is_now = Signal::derive(move || is_now.selected(&Some(place)));
                view! { <EventRow viewing row is_now /> }
            })
            .collect_view()
        })
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

/// Which rows of a run's table somebody can know of.
#[derive(Clone, PartialEq)]
enum Seen {
    All(usize),
    Some(Vec<usize>),
}

impl Seen {
    fn new(rows: Rows<'_>, viewpoint: Viewpoint) -> Self {
        rows.seen_from(viewpoint).map_or(Self::All(rows.len()), Self::Some)
    }

    fn len(&self) -> usize {
        match self {
            Self::All(count) => *count,
            Self::Some(places) => places.len(),
        }
    }

    /// The place in the run's table of a row that is seen.
    fn at(&self, place: usize) -> Option<usize> {
        match self {
            Self::All(count) => (place < *count).then_some(place),
            Self::Some(places) => places.get(place).copied(),
        }
    }

    /// The last row that is seen among the first `count` of the run's table.
    fn before(&self, count: usize) -> Option<usize> {
        match self {
            Self::All(_) => count,
            Self::Some(places) => places.partition_point(|&place| place < count),
        }
        .checked_sub(1)
    }
}
