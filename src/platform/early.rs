//! What a learner did to a widget before it came alive. Nothing of it is lost.
//!
//! Fields and radio buttons keep their state by nature. A button pressed before any script has arrived opens
//! the note that its `popovertarget` names, and an open note is a click to replay; once `boot.js` runs it
//! notes the clicks as well.

use learner::Confidence;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::platform::page;
use crate::ui::confidence::LEVELS;

/// What was entered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Early {
    /// The option or cast that was picked.
    pub(crate) picked: Option<usize>,
    /// What was typed.
    pub(crate) typed: String,
    sure: Option<usize>,
}

impl Early {
    /// How sure the learner said to be.
    pub(crate) fn sure(&self) -> Option<Confidence> {
        LEVELS.get(self.sure?).copied()
    }
}

/// Buttons that were pressed, in order.
pub(crate) struct Clicks(Vec<HtmlElement>);

/// Reads what was done to a widget, and frees its buttons from their notes.
pub(crate) fn take(widget: &Element) -> (Early, Clicks) {
    let checked = |selector: &str| input(widget, selector)?.value().parse().ok();
    let early = Early {
        picked: checked(":is(.opts, .casts) input:checked"),
        typed: input(widget, ".field input").map(|field| field.value()).unwrap_or_default(),
        sure: checked(".seg input:checked"),
    };
    let mut clicked = noted(widget);
    for button in page::all(widget, "[popovertarget]") {
        let note =
            button.get_attribute("popovertarget").and_then(|id| page::document()?.get_element_by_id(&id));
        let open = note.is_some_and(|note| note.matches(":popover-open").unwrap_or(false));
        let _ = button.remove_attribute("popovertarget");
        if let Ok(button) = button.dyn_into::<HtmlElement>()
            && open
            && clicked.is_empty()
        {
            clicked.push(button);
        }
    }
    for note in page::all(widget, "[popover]") {
        note.remove_attribute("popover").unwrap_or_default();
        let _ = note.set_attribute("hidden", "");
    }
    (early, Clicks(clicked))
}

impl Clicks {
    /// Presses the buttons again, now that somebody listens.
    pub(crate) fn replay(self, widget: &Element) {
        for button in self.0 {
            if widget.contains(Some(&button)) {
                button.click();
            }
        }
    }
}

fn input(widget: &Element, selector: &str) -> Option<HtmlInputElement> {
    widget.query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// The clicks within `widget` that `boot.js` noted; they are taken off its list.
fn noted(widget: &Element) -> Vec<HtmlElement> {
    let list = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("earlyClicks")).ok();
    let Some(list) = list.and_then(|list| list.dyn_into::<js_sys::Array>().ok()) else { return Vec::new() };
    let (mine, others): (Vec<JsValue>, Vec<JsValue>) = list
        .iter()
        .partition(|target| target.dyn_ref::<Element>().is_some_and(|it| widget.contains(Some(it))));
    list.set_length(0);
    for other in others {
        list.push(&other);
    }
    let mut clicked: Vec<HtmlElement> =
        mine.into_iter().filter_map(|target| target.dyn_into().ok()).collect();
    // Pressing twice while waiting means the same as pressing once.
    clicked.dedup();
    clicked
}
