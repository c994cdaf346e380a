//! Point at a place of a drawing: with a pointer in the drawing, or with any device in the list beside it.

use leptos::html;
use leptos::prelude::*;

use super::Texts;
use super::desk::Desk;
use super::options::Options;
use super::outcome::{self, Outcome};
use crate::platform::fields::Fields;
use crate::platform::spots;
use crate::words;
use crate::words::practice;

/// The drawing and the list.
pub(super) fn draw(desk: Desk, ids: Vec<String>, texts: &Texts, fields: &Fields) -> AnyView {
    let picked = fields.checked.iter().position(|checked| *checked).and_then(|place| ids.get(place).cloned());
    let options = Options { desk, picked: RwSignal::new(picked), word, first: practice::POINT_FIRST };
    desk.take(options);
    let drawing = NodeRef::<html::Div>::new();
    let spots = ids.clone();
    Effect::new(move || {
        if let Some(drawing) = drawing.get() {
            for id in &spots {
                let became = desk.outcome(id);
                let is_picked = options.picked.with(|picked| picked.as_ref() == Some(id));
                let class = [if is_picked { " picked" } else { "" }, outcome::class(became)].concat();
                spots::mark(&drawing, id, &class, became.map_or("", word));
            }
        }
    });
    view! {
        <div class="pointing"><div>
            <div
                class="place"
                node_ref=drawing
                inner_html=texts.lead.clone()
                on:click=move |event| {
                    if let Some(id) = drawing.get_untracked().and_then(|drawing| spots::spot_at(&drawing, &event)) {
                        options.pick(id);
                    }
                }
            ></div>
            {options.draw(ids, texts)}
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
