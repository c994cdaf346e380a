//! Point at a place of a drawing: with a pointer in the drawing, or with any device in the list beside it.

use learner::{Given, Marked};
use leptos::html;
use leptos::prelude::*;

use super::Texts;
use super::desk::{Desk, Form};
use super::outcome::{self, Outcome};
use crate::platform::fields::Fields;
use crate::platform::spots;
use crate::words;
use crate::words::practice;

/// The drawing and the list.
pub(super) fn draw(desk: Desk, ids: Vec<String>, texts: &Texts, fields: &Fields) -> AnyView {
    let picked = fields.checked.iter().position(|checked| *checked).and_then(|place| ids.get(place).cloned());
    let point = Point { desk, picked: RwSignal::new(picked) };
    desk.take(point);
    let drawing = NodeRef::<html::Div>::new();
    let spots = ids.clone();
    Effect::new(move || {
        if let Some(drawing) = drawing.get() {
            for id in &spots {
                let became = point.desk.outcome(id);
                let is_picked = point.picked.with(|picked| picked.as_ref() == Some(id));
                let class = [if is_picked { " picked" } else { "" }, outcome::class(became)].concat();
                spots::mark(&drawing, id, &class, became.map_or("", word));
            }
        }
    });
    let group = format!("{}-spot", desk.name());
    let options =
        ids.into_iter().enumerate().map(|(place, id)| point.option(id, texts.part(place), group.clone()));
    view! {
        <div class="pointing"><div>
            <div
                class="place"
                node_ref=drawing
                inner_html=texts.lead.clone()
                on:click=move |event| {
                    if let Some(id) = drawing.get_untracked().and_then(|drawing| spots::spot_at(&drawing, &event)) {
                        point.pick(id);
                    }
                }
            ></div>
            <div class="opts">{options.collect_view()}</div>
        </div></div>
    }
    .into_any()
}

/// What stands at a place once it is marked.
fn word(became: Outcome) -> &'static str {
    match became {
        Outcome::Right => words::RIGHT,
        Outcome::Wrong => words::YOUR_ANSWER,
        Outcome::Missed | Outcome::Shown => words::RIGHT_ANSWER,
    }
}

#[derive(Clone, Copy)]
struct Point {
    desk: Desk,
    picked: RwSignal<Option<String>>,
}

impl Point {
    fn option(self, id: String, text: String, group: String) -> impl IntoView {
        let became = {
            let id = id.clone();
            Memo::new(move |_| self.desk.outcome(&id))
        };
        let is_picked = {
            let id = id.clone();
            move || self.picked.with(|picked| picked.as_ref() == Some(&id))
        };
        view! {
            <label class=move || ["opt", outcome::class(became.get())].concat()>
                <input
                    type="radio"
                    name=group
                    autocomplete="off"
                    prop:checked=is_picked
                    on:change=move |_| self.pick(id.clone())
                />
                <span inner_html=text></span>
                <b inner_html=move || became.get().map(|became| became.mark_with(word(became))).unwrap_or_default()></b>
            </label>
        }
    }

    fn pick(self, id: String) {
        if self.desk.is_locked() {
            return;
        }
        self.picked.set(Some(id));
        self.desk.touch();
    }
}

impl Form for Point {
    fn given(&self) -> Result<Given, String> {
        self.picked.get_untracked().map(Given::Option).ok_or_else(|| practice::POINT_FIRST.to_owned())
    }

    fn put(&self, given: &Given) {
        if let Given::Option(id) = given {
            self.picked.set(Some(id.clone()));
        }
    }

    fn again(&self, _marked: &Marked) {
        self.picked.set(None);
    }
}
