//! Bring into order: by buttons that move an item up or down, or by dragging it.
//!
//! The rows stay and their contents change places, so that a button keeps its place under the finger and its focus.

use learner::{Given, Key, Marked};
use leptos::ev::PointerEvent;
use leptos::html::Ol;
use leptos::prelude::*;

use super::Texts;
use super::desk::{Desk, Form};
use super::outcome::{self, Outcome};
use crate::platform::fields::{Entry, Fields};
use crate::platform::{page, rows};
use crate::ui::icon;
use crate::words;

/// The rows.
pub(super) fn draw(desk: Desk, count: usize, texts: &Texts, fields: &Fields) -> AnyView {
    let order = Order {
        desk,
        ids: StoredValue::new(desk.ids()),
        entries: StoredValue::new(fields.entries.clone()),
        order: RwSignal::new((0..count).collect()),
        alive: RwSignal::new(false),
        dragged: StoredValue::new(None),
        list: NodeRef::new(),
        said: RwSignal::new(String::new()),
    };
    desk.take(order);
    // Only script can move them, so only script draws what moves them.
    Effect::new(move || order.alive.set(true));
    let rows = (0..count).map(|row| order.row(row, count, texts.part(row))).collect_view();
    view! {
        <ol class="order" node_ref=order.list>{rows}</ol>
        <p class="vh" aria-live="polite">{move || order.said.get()}</p>
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct Order {
    desk: Desk,
    /// In the order in which they were offered.
    ids: StoredValue<Vec<String>>,
    /// Their texts, likewise.
    entries: StoredValue<Vec<Entry>>,
    /// What stands in each row, by its place in the offered order.
    order: RwSignal<Vec<usize>>,
    alive: RwSignal<bool>,
    /// The row of what is being dragged.
    dragged: StoredValue<Option<usize>>,
    list: NodeRef<Ol>,
    /// What has moved where, for screen readers.
    said: RwSignal<String>,
}

impl Order {
    fn row(self, row: usize, count: usize, first: String) -> impl IntoView {
        let html = move || {
            let item = self.item(row);
            self.entries.with_value(|it| it.get(item).map_or_else(|| first.clone(), |it| it.html.clone()))
        };
        let became = Memo::new(move |_| self.desk.outcome(&self.id(row)));
        let mark = move |outcome: Outcome| {
            outcome.mark_with(match outcome {
                Outcome::Right | Outcome::Shown => words::questions::RIGHT_PLACE,
                Outcome::Wrong | Outcome::Missed => words::questions::OTHER_PLACE,
            })
        };
        view! {
            <li class=move || outcome::class(became.get()).trim_start()>
                <span class="item" inner_html=html></span>
                <span class="later moves">{move || self.alive.get().then(|| self.moves(row, count))}</span>
                <b class="became" inner_html=move || became.get().map(mark).unwrap_or_default()></b>
            </li>
        }
    }

    fn moves(self, row: usize, count: usize) -> impl IntoView {
        let button = move |up: bool| {
            let dead = if up { row == 0 } else { row + 1 == count };
            let name = move || {
                let text = self.entries.with_value(|it| it.get(self.item(row)).map(|it| it.text.clone()));
                let named = if up { words::questions::move_up } else { words::questions::move_down };
                named(&text.unwrap_or_default())
            };
            view! {
                <button
                    type="button"
                    class="icon"
                    id=self.button(row, up)
                    aria-label=name
                    aria-disabled=dead.then_some("true")
                    inner_html=if up { icon::UP } else { icon::DOWN }
                    on:click=move |_| if !dead { self.press(row, up) }
                ></button>
            }
        };
        view! {
            {button(true)} {button(false)}
            <span
                class="grip"
                aria-hidden="true"
                inner_html=icon::GRIP
                on:pointerdown=move |event| self.grasp(row, &event)
                on:pointermove=move |event| self.drag(&event)
                on:pointerup=move |_| self.dragged.set_value(None)
                on:pointercancel=move |_| self.dragged.set_value(None)
            ></span>
        }
    }

    fn button(self, row: usize, up: bool) -> String {
        format!("{}-{}-{row}", self.desk.name(), if up { "up" } else { "down" })
    }

    /// What stands in a row, by its place in the offered order.
    fn item(self, row: usize) -> usize {
        self.order.with(|order| order.get(row).copied().unwrap_or(row))
    }

    fn id(self, row: usize) -> String {
        let item = self.item(row);
        self.ids.with_value(|ids| ids.get(item).cloned().unwrap_or_default())
    }

    /// Moves what stands in a row by one place; the focus goes along.
    fn press(self, row: usize, up: bool) {
        let to = if up { row.saturating_sub(1) } else { row + 1 };
        self.swap(row, to);
        page::focus_on(&self.button(to, up));
    }

    fn swap(self, row: usize, to: usize) {
        let count = self.order.with_untracked(Vec::len);
        if row.max(to) >= count || self.desk.is_locked() {
            return;
        }
        self.desk.touch();
        self.order.update(|order| order.swap(row, to));
        let item = untrack(|| self.item(to));
        let text = self.entries.with_value(|it| it.get(item).map(|it| it.text.clone()));
        self.said.set(words::questions::moved(to + 1, count, &text.unwrap_or_default()));
    }

    fn grasp(self, row: usize, event: &PointerEvent) {
        rows::hold(event);
        self.dragged.set_value(Some(row));
    }

    /// Lets what is dragged change places with its neighbour once the pointer has passed the middle of that one.
    fn drag(self, event: &PointerEvent) {
        let (Some(row), Some(list)) = (self.dragged.get_value(), self.list.get_untracked()) else { return };
        if let Some(to) = rows::passed(&list, row, event) {
            self.swap(row, to);
            self.dragged.set_value(Some(to));
        }
    }
}

impl Form for Order {
    fn given(&self) -> Result<Given, String> {
        let rows = self.order.with_untracked(Vec::len);
        Ok(Given::Order(untrack(|| (0..rows).map(|row| self.id(row)).collect())))
    }

    fn put(&self, given: &Given) {
        let Given::Order(wanted) = given else { return };
        let place = |id: &String| self.ids.with_value(|ids| ids.iter().position(|it| it == id));
        let places: Option<Vec<usize>> = wanted.iter().map(place).collect();
        if let Some(places) = places.filter(|places| places.len() == self.order.with_untracked(Vec::len)) {
            self.order.set(places);
        }
    }

    /// What was put in its place stays there, and the rest is best put right from where it is.
    fn again(&self, _marked: &Marked) {}

    fn summary(&self, _key: &Key, _given: &Given, marked: &Marked) -> String {
        if marked.right {
            return String::new();
        }
        format!("<p>{}</p>", words::questions::of_in_place(outcome::count_right(marked), marked.fates.len()))
    }
}
