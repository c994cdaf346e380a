//! What stands in the fields of a question before it comes alive, whatever kinds of fields they are.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlInputElement};

use crate::platform::page;

/// The fields of a question in the order of the page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields {
    /// Of each checkbox and radio button, whether it is checked.
    pub(crate) checked: Vec<bool>,
    /// What each text field, list and text area holds.
    pub(crate) written: Vec<String>,
    /// The texts of what can change places.
    pub(crate) entries: Vec<Entry>,
    /// What each list of pairs offers, but for its first row, which says that nothing is chosen.
    pub(crate) offered: Vec<String>,
}

/// The text of something, both ways.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    pub(crate) html: String,
    pub(crate) text: String,
}

impl Fields {
    /// Reads them.
    pub(crate) fn of(widget: &Element) -> Self {
        let mut fields = Self::default();
        for field in page::all(widget, ".form :is(input:not([type=range]), select, textarea)") {
            match field.dyn_ref::<HtmlInputElement>() {
                Some(input) if matches!(input.type_().as_str(), "checkbox" | "radio") => {
                    fields.checked.push(input.checked());
                }
                _ => fields.written.push(value(&field)),
            }
        }
        let entry = |item: Element| Entry {
            html: item.inner_html(),
            text: item.text_content().unwrap_or_default().trim().to_owned(),
        };
        fields.entries = page::all(widget, ".form .item").into_iter().map(entry).collect();
        let offered = page::all(widget, ".form .pair:first-child option").into_iter().skip(1);
        fields.offered = offered.map(|option| option.text_content().unwrap_or_default()).collect();
        fields
    }

    /// Whether somebody has entered anything.
    pub(crate) fn is_touched(&self) -> bool {
        self.checked.contains(&true) || self.written.iter().any(|text| !text.is_empty())
    }

    /// What the field at `place` among those that are written in holds; nothing when there is none.
    pub(crate) fn text(&self, place: usize) -> String {
        self.written.get(place).cloned().unwrap_or_default()
    }
}

fn value(field: &Element) -> String {
    let value = js_sys::Reflect::get(field, &JsValue::from_str("value")).ok();
    value.and_then(|value| value.as_string()).unwrap_or_default()
}
