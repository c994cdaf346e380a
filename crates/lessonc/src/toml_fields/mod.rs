//! Reads the keys of a TOML table one by one, and reports what is missing, wrong or unknown, all at once.

mod nested;
mod value;

use core::cell::RefCell;
use core::ops::{Range, RangeInclusive};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::excerpt::Excerpt;
use crate::ident::is_id;
use crate::report::{Mistake, Report};

pub(crate) use nested::Names;
pub(crate) use value::MAX_WHOLE;

/// TOML text inside a file.
#[derive(Clone, Copy)]
pub(crate) struct TomlText<'t> {
    pub(crate) text: &'t str,
    /// Where it starts in the file.
    pub(crate) offset: usize,
}

/// One table, while it is being read. Keys that nobody asked for are reported by [`Fields::finish`].
pub(crate) struct Fields<'t> {
    table: &'t DeTable<'t>,
    toml: TomlText<'t>,
    /// The whole table in the file; what is missing is reported at its start.
    span: Range<usize>,
    /// How authors call such a table, for example “a quiz block”.
    what: &'static str,
    asked: RefCell<Vec<&'static str>>,
    report: &'t Report<'t>,
}

/// A string of the table.
#[derive(Clone, Debug)]
pub(crate) struct Text<'t> {
    /// The key that it stands under.
    pub(crate) key: &'static str,
    pub(crate) excerpt: Excerpt<'t>,
    /// The value in the file, quotes included.
    pub(crate) span: Range<usize>,
}

/// A value with its place in the file.
#[derive(Clone, Debug)]
pub(crate) struct At<T> {
    pub(crate) value: T,
    pub(crate) span: Range<usize>,
}

/// A number that an author states, or works out from runs.
#[derive(Clone, Debug)]
pub(crate) enum Stated<'t> {
    Number(At<f64>),
    Expression(Text<'t>),
}

impl Stated<'_> {
    pub(crate) fn span(&self) -> Range<usize> {
        match self {
            Self::Number(number) => number.span.clone(),
            Self::Expression(text) => text.span.clone(),
        }
    }
}

impl<'t> Text<'t> {
    pub(crate) fn as_str(&self) -> &'t str {
        self.excerpt.text
    }
}

/// Parses `toml`. Syntax errors are all reported, and then there is nothing to read keys from.
pub(crate) fn parse<'t>(toml: TomlText<'t>, report: &Report) -> Option<Spanned<DeTable<'t>>> {
    let (table, errors) = DeTable::parse_recoverable(toml.text);
    for error in &errors {
        let span = error.span().unwrap_or_default();
        let span = toml.offset + span.start..toml.offset + span.end;
        let mut lines = error.message().lines();
        let message = lines.next().unwrap_or("this is not TOML").to_owned();
        let mistake = Mistake::new("toml-syntax", span, message);
        report.add(match lines.next() {
            Some(expected) => mistake.label(expected),
            None => mistake.hint("TOML has one `key = value` on each line; texts stand in quotes"),
        });
    }
    errors.is_empty().then_some(table)
}

impl<'t> Fields<'t> {
    /// Reads `table`, which stands at `span` of its file.
    pub(crate) fn new(
        table: &'t DeTable<'t>,
        toml: TomlText<'t>,
        span: Range<usize>,
        what: &'static str,
        report: &'t Report<'t>,
    ) -> Self {
        Self { table, toml, span, what, asked: RefCell::default(), report }
    }

    pub(crate) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// A text that must be there and must not be blank.
    pub(crate) fn need_text(&self, key: &'static str) -> Option<Text<'t>> {
        self.need(key, "\"…\"", Self::as_text)
    }

    /// A text that may be left out.
    pub(crate) fn text(&self, key: &'static str) -> Option<Text<'t>> {
        self.look(key).and_then(|value| self.as_text(key, value))
    }

    /// An id that must be there.
    pub(crate) fn need_id(&self, key: &'static str) -> Option<Text<'t>> {
        let text = self.need_text(key)?;
        if is_id(text.as_str()) {
            return Some(text);
        }
        let proposal = crate::ident::proposal(text.as_str());
        self.report.add(
            Mistake::new("bad-id", text.span.clone(), format!("`{key}` is not an id"))
                .label("small letters, digits and hyphens, starting with a letter")
                .fix(text.span, format!("\"{proposal}\"")),
        );
        None
    }

    /// Texts that may be left out.
    pub(crate) fn texts(&self, key: &'static str) -> Vec<Text<'t>> {
        let Some(value) = self.look(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, "a list of texts", value);
            return Vec::new();
        };
        array.iter().filter_map(|value| self.as_text(key, value)).collect()
    }

    /// One text or several, or none: `key = "a"`, `key = ["a", "b"]`.
    pub(crate) fn text_or_texts(&self, key: &'static str) -> Vec<Text<'t>> {
        match self.look(key) {
            Some(value) if value.get_ref().is_array() => self.texts(key),
            Some(value) => self.as_text(key, value).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// A number that must be there.
    pub(crate) fn need_number(&self, key: &'static str) -> Option<At<f64>> {
        self.need(key, "0", Self::as_number)
    }

    /// A number, or an expression in quotes, that must be there.
    pub(crate) fn need_stated(&self, key: &'static str) -> Option<Stated<'t>> {
        self.need(key, "0", |fields, key, value| match value.get_ref() {
            DeValue::String(_) => fields.as_text(key, value).map(Stated::Expression),
            _ => fields.as_number(key, value).map(Stated::Number),
        })
    }

    /// A number that may be left out.
    pub(crate) fn number(&self, key: &'static str) -> Option<At<f64>> {
        self.look(key).and_then(|value| self.as_number(key, value))
    }

    /// A whole number from `low` on that must be there.
    pub(crate) fn need_whole(&self, key: &'static str, low: u64) -> Option<At<u64>> {
        self.need(key, "1", |fields, key, value| fields.as_whole(key, low..=MAX_WHOLE, value))
    }

    /// A whole number that may be left out and is `default` then; none when it is not in `range`.
    pub(crate) fn whole_or(
        &self,
        key: &'static str,
        range: RangeInclusive<u64>,
        default: u64,
    ) -> Option<u64> {
        self.whole_at_or(key, range, default).map(|at| at.value)
    }

    /// The same with its place; that of the table if it is left out.
    pub(crate) fn whole_at_or(
        &self,
        key: &'static str,
        range: RangeInclusive<u64>,
        default: u64,
    ) -> Option<At<u64>> {
        match self.look(key) {
            None => Some(At { value: default, span: self.span() }),
            Some(value) => self.as_whole(key, range, value),
        }
    }

    /// Yes or no; left out means no.
    pub(crate) fn flag(&self, key: &'static str) -> bool {
        let Some(value) = self.look(key) else { return false };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong_type(key, "true or false", value);
            false
        })
    }

    /// Yes or no, which must be said.
    pub(crate) fn need_flag(&self, key: &'static str) -> Option<bool> {
        self.need(key, "true", |fields, key, value| {
            let flag = value.get_ref().as_bool();
            if flag.is_none() {
                fields.wrong_type(key, "true or false", value);
            }
            flag
        })
    }

    /// A text that must be there and may be empty.
    pub(crate) fn need_any_text(&self, key: &'static str) -> Option<&'t str> {
        self.need(key, "\"…\"", |fields, key, value| match value.get_ref() {
            DeValue::String(text) if text.trim().is_empty() => Some(""),
            _ => fields.as_text(key, value).map(|text| text.as_str()),
        })
    }

    /// The tables of a list that may be left out: `[[key]]`.
    pub(crate) fn tables(&self, key: &'static str, what: &'static str) -> Vec<Fields<'t>> {
        let Some(value) = self.look(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, "a list of tables", value);
            return Vec::new();
        };
        let tables = array.iter().filter_map(|value| {
            let Some(table) = value.get_ref().as_table() else {
                self.wrong_type(key, "a table", value);
                return None;
            };
            Some(Fields::new(table, self.toml, self.in_file(value.span()), what, self.report))
        });
        tables.collect()
    }

    /// Reports every key that nobody asked for.
    pub(crate) fn finish(self) {
        let asked = self.asked.into_inner();
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if asked.contains(&name) {
                continue;
            }
            let span = self.toml.offset + key.span().start..self.toml.offset + key.span().end;
            let message = format!("`{name}` is not a key of {}", self.what);
            self.report.add(Mistake::new("unknown-key", span, message).meant(name, asked.iter().copied()));
        }
    }

    fn look(&self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.asked.borrow_mut().push(key);
        self.table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    fn need<T>(
        &self,
        key: &'static str,
        example: &str,
        read: impl Fn(&Self, &'static str, &'t Spanned<DeValue<'t>>) -> Option<T>,
    ) -> Option<T> {
        let Some(value) = self.look(key) else {
            let message = format!("{} needs `{key}`", self.what);
            let mistake = Mistake::new("missing-key", self.span.clone(), message);
            self.report.add(self.adding(mistake, &format!("{key} = {example}")));
            return None;
        };
        read(self, key, value)
    }

    /// Shows where a line goes that the table lacks: below its first line, or at the top of a file.
    pub(crate) fn adding(&self, mistake: Mistake, line: &str) -> Mistake {
        let first = self.report.text(self.span.clone()).lines().next().unwrap_or_default();
        if first.starts_with('{') {
            return mistake.hint(format!("{{ …, {line} }}"));
        }
        let end = self.span.start + first.len();
        match self.report.rest(end).find('\n') {
            _ if first.is_empty() => mistake.fix(end..end, format!("{line}\n")),
            Some(at) => mistake.fix(end + at + 1..end + at + 1, format!("{line}\n")),
            None => mistake.fix(end..end, format!("\n{line}")),
        }
    }

    fn in_file(&self, span: Range<usize>) -> Range<usize> {
        self.toml.offset + span.start..self.toml.offset + span.end
    }
}
