//! Lists and tables within a table.

use core::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeValue};

use super::{At, Fields, MAX_WHOLE, Text};

/// Texts under keys that an author has chosen.
pub(crate) struct Names<'t> {
    /// The whole table.
    pub(crate) span: Range<usize>,
    pub(crate) entries: Vec<(At<String>, Option<Text<'t>>)>,
}

impl<'t> Fields<'t> {
    /// Whole numbers that may be left out; none when they are no list.
    pub(crate) fn wholes(&self, key: &'static str) -> Option<Vec<At<u64>>> {
        let Some(value) = self.look(key) else { return Some(Vec::new()) };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, "a list of whole numbers", value);
            return None;
        };
        Some(array.iter().filter_map(|value| self.as_whole(key, 0..=MAX_WHOLE, value)).collect())
    }

    /// Pairs of texts that may be left out: `[["…", "…"]]`.
    pub(crate) fn pairs(&self, key: &'static str) -> Vec<[Text<'t>; 2]> {
        let Some(value) = self.look(key) else { return Vec::new() };
        let wanted = "a list of pairs of texts";
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, wanted, value);
            return Vec::new();
        };
        let pair = |value: &'t Spanned<DeValue<'t>>| match value.get_ref().as_array().map(|pair| &pair[..]) {
            Some([one, other]) => Some([self.as_text(key, one)?, self.as_text(key, other)?]),
            _ => {
                self.wrong_type(key, wanted, value);
                None
            }
        };
        array.iter().filter_map(pair).collect()
    }

    /// A table of texts that must be there, under keys that the author chooses. What is no text is reported and none.
    pub(crate) fn need_names(&self, key: &'static str) -> Option<Names<'t>> {
        self.need(key, "{ client = \"…\", server = \"…\" }", |fields, key, value| {
            let Some(table) = value.get_ref().as_table() else {
                fields.wrong_type(key, "a table of texts", value);
                return None;
            };
            let entry = |(name, value): (&'t Spanned<DeString<'t>>, &'t Spanned<DeValue<'t>>)| {
                let at = At { value: name.get_ref().to_string(), span: fields.in_file(name.span()) };
                (at, fields.as_text(key, value))
            };
            Some(Names { span: fields.in_file(value.span()), entries: table.iter().map(entry).collect() })
        })
    }

    /// A table that may be left out: `[key]`.
    pub(crate) fn table(&self, key: &'static str, what: &'static str) -> Option<Fields<'t>> {
        let value = self.look(key)?;
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(key, "a table", value);
            return None;
        };
        Some(Fields::new(table, self.toml, self.in_file(value.span()), what, self.report))
    }

    /// Whether the table has the key at all; it does not count as asked for.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.keys().any(|name| name.get_ref() == key)
    }

    /// Where the value of a key stands, if it is there.
    pub(crate) fn span_of(&self, key: &'static str) -> Option<Range<usize>> {
        self.look(key).map(|value| self.in_file(value.span()))
    }
}
