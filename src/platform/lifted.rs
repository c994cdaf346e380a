//! Answers that the page carries for readers without script, lifted out of it before a learner could meet
//! them by accident: not in the text, the accessibility tree, find-in-page or print until they are due.

use std::collections::BTreeMap;

use web_sys::Element;

use crate::platform::page;

/// Texts by the name that the page gives them, as HTML; and which of them are marked right.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lifted {
    parts: BTreeMap<String, String>,
    right: Vec<String>,
}

impl Lifted {
    /// Takes the answer key out of a widget and reads it.
    pub(crate) fn from(widget: &Element) -> Self {
        take_out(widget).as_ref().map(Self::read).unwrap_or_default()
    }

    /// Reads an answer key that was taken out.
    pub(crate) fn read(key: &Element) -> Self {
        let mut lifted = Self::default();
        for part in page::all(key, "[data-part]") {
            let Some(name) = part.get_attribute("data-part") else { continue };
            if part.has_attribute("data-right") {
                lifted.right.push(name.clone());
            }
            lifted.parts.insert(name, part.inner_html());
        }
        lifted
    }

    /// The text of that name; empty if the page has none.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.parts.get(name).map_or("", String::as_str)
    }

    /// Whether the page marks this part as the right answer.
    pub(crate) fn is_right(&self, name: &str) -> bool {
        self.right.iter().any(|right| right == name)
    }

    /// The texts whose names start with `prefix`, with the rest of the name.
    pub(crate) fn starting<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.parts.iter().filter_map(move |(name, text)| Some((name.strip_prefix(prefix)?, text.as_str())))
    }
}

/// Takes the answer key out of a widget, for who reads it later or puts it back.
pub(crate) fn take_out(widget: &Element) -> Option<Element> {
    let key = page::all(widget, ".answer-key").into_iter().next()?;
    key.remove();
    Some(key)
}
