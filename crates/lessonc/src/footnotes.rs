//! The footnotes of one page: what they are called, where they are referred to, and in which order.

use std::collections::{BTreeMap, BTreeSet};

/// The footnotes of one page, while it is being compiled.
#[derive(Default)]
pub(crate) struct Footnotes {
    /// The number of each note, once something refers to it.
    numbers: BTreeMap<String, Option<usize>>,
    cited: Vec<Cited>,
    /// What is referred to where no reference can stand, which is reported there.
    misplaced: BTreeSet<String>,
}

/// A note that the page refers to.
pub(crate) struct Cited {
    pub(crate) label: String,
    /// Where one comes back to, as ids. None in a text that is not on the page all the time.
    pub(crate) places: Vec<String>,
    /// A widget that is being read refers to it.
    from_widget: bool,
}

/// A reference as it stands on the page.
pub(crate) struct Reference {
    pub(crate) number: usize,
    /// None within a widget, where texts come and go.
    pub(crate) id: Option<String>,
}

impl Footnotes {
    /// Takes a note in; false when there is one of that label already.
    pub(crate) fn define(&mut self, label: &str) -> bool {
        self.numbers.insert(label.to_owned(), None).is_none()
    }

    /// A reference to `label`; none when there is no such note.
    pub(crate) fn cite(&mut self, label: &str, in_widget: bool) -> Option<Reference> {
        let number = self.numbers.get_mut(label)?;
        let place = match *number {
            Some(number) => number,
            None => {
                self.cited.push(Cited { label: label.to_owned(), places: Vec::new(), from_widget: false });
                *number.insert(self.cited.len())
            }
        };
        let cited = self.cited.get_mut(place.checked_sub(1)?)?;
        if in_widget {
            cited.from_widget = true;
            return Some(Reference { number: place, id: None });
        }
        // Two hyphens in a row cannot be part of a label.
        let id = match cited.places.len() {
            0 => format!("fnref-{label}"),
            before => format!("fnref-{label}--{}", before + 1),
        };
        cited.places.push(id.clone());
        Some(Reference { number: place, id: Some(id) })
    }

    /// Takes in that `label` is referred to from where no reference can stand.
    pub(crate) fn cite_in_vain(&mut self, label: &str) {
        self.misplaced.insert(label.to_owned());
    }

    pub(crate) fn is_cited_in_vain(&self, label: &str) -> bool {
        self.misplaced.contains(label)
    }

    /// The texts that were read since the last call belong to the widget `id`: one comes back to it.
    pub(crate) fn end_widget(&mut self, id: &str) {
        for cited in &mut self.cited {
            if core::mem::take(&mut cited.from_widget) {
                cited.places.push(id.to_owned());
            }
        }
    }

    pub(crate) fn labels(&self) -> impl Iterator<Item = &str> + Clone {
        self.numbers.keys().map(String::as_str)
    }

    /// What has been referred to, in the order of the numbers.
    pub(crate) fn cited(&mut self) -> Vec<Cited> {
        core::mem::take(&mut self.cited)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_numbered_by_their_first_reference() {
        let mut notes = Footnotes::default();
        assert!(notes.define("a") && notes.define("b") && notes.define("c") && !notes.define("a"));
        let number = |reference: Option<Reference>| reference.map(|found| (found.number, found.id));
        assert_eq!(number(notes.cite("b", false)), Some((1, Some("fnref-b".to_owned()))));
        assert_eq!(number(notes.cite("a", true)), Some((2, None)));
        notes.end_widget("who-asks");
        assert_eq!(number(notes.cite("b", false)), Some((1, Some("fnref-b--2".to_owned()))));
        assert_eq!(number(notes.cite("d", false)), None);
        let cited: Vec<_> = notes.cited().into_iter().map(|cited| (cited.label, cited.places)).collect();
        assert_eq!(
            cited,
            [
                ("b".to_owned(), vec!["fnref-b".to_owned(), "fnref-b--2".to_owned()]),
                ("a".to_owned(), vec!["who-asks".to_owned()]),
            ]
        );
    }
}
