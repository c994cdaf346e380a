//! A table of the text, and typed values out of it. Reading never fails: what is wrong has been noted by then, and
//! something possible takes its place.

use core::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::bounds::MAX_INTERVENTIONS;
use crate::fault::{Path, Step};
use crate::number::{Number, parts};

/// One more than the longest list may have: enough to see that it is too long, and what is beyond costs nothing.
const MOST: usize = MAX_INTERVENTIONS + 1;

/// A value with its place in the text.
pub(crate) type Value<'a> = Spanned<DeValue<'a>>;

#[derive(Clone)]
pub(crate) struct Table<'a> {
    pub(crate) path: Path,
    /// None = a section of which only the name was given.
    pub(crate) entries: Option<&'a DeTable<'a>>,
    /// Its header: where to point when a key is missing.
    pub(crate) span: Range<usize>,
}

/// One of several things, with its settings.
pub(crate) struct Chosen<'a> {
    pub(crate) name: &'a str,
    pub(crate) table: Table<'a>,
}

/// Why a value is not that number.
pub(crate) enum NotANumber {
    WrongType,
    BelowZero,
}

impl<'a> Table<'a> {
    pub(crate) fn value(&self, key: &str) -> Option<&'a Value<'a>> {
        self.entries.and_then(|entries| entries.get(key))
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.value(key).is_some()
    }

    pub(crate) fn path_to(&self, key: &'static str) -> Path {
        self.path.iter().copied().chain([Step::Key(key)]).collect()
    }

    /// A number that must be there or has a default; else the least there can be.
    pub(crate) fn number(&self, number: &Number) -> u64 {
        self.maybe(number).or(number.default).unwrap_or(number.least)
    }

    /// The same for what is held in 32 bits. Too large for that is too large for every bound as well.
    pub(crate) fn small(&self, number: &Number) -> u32 {
        narrow(self.number(number))
    }

    /// The same for 16 bits.
    pub(crate) fn tiny(&self, number: &Number) -> u16 {
        self.number(number).try_into().unwrap_or(u16::MAX)
    }

    /// The same for 8 bits.
    pub(crate) fn octet(&self, number: &Number) -> u8 {
        self.number(number).try_into().unwrap_or(u8::MAX)
    }

    /// A number that may be left out.
    pub(crate) fn maybe(&self, number: &Number) -> Option<u64> {
        number_of(self.value(number.name)?, number).ok()
    }

    pub(crate) fn numbers(&self, number: &Number) -> Option<Vec<u64>> {
        let items = self.value(number.name)?.get_ref().as_array()?;
        Some(items.iter().filter_map(|item| number_of(item, number).ok()).collect())
    }

    pub(crate) fn flag(&self, key: &str, otherwise: bool) -> bool {
        self.value(key).and_then(|value| value.get_ref().as_bool()).unwrap_or(otherwise)
    }

    pub(crate) fn text(&self, key: &str) -> Option<&'a str> {
        self.value(key)?.get_ref().as_str()
    }

    /// The texts of a list.
    pub(crate) fn texts(&self, key: &str) -> Vec<(&'a str, Range<usize>)> {
        let items = self.value(key).and_then(|value| value.get_ref().as_array());
        let texts = items.into_iter().flat_map(|items| items.iter());
        texts.filter_map(|item| Some((item.get_ref().as_str()?, item.span()))).take(MOST).collect()
    }

    /// The section inside.
    pub(crate) fn table(&self, key: &'static str) -> Option<Self> {
        let value = self.value(key)?;
        Some(Self { path: self.path_to(key), entries: Some(value.get_ref().as_table()?), span: value.span() })
    }

    /// The sections of a list, in order.
    pub(crate) fn tables(&self, key: &'static str) -> Vec<Self> {
        let items = self.value(key).and_then(|value| value.get_ref().as_array());
        let items = items.into_iter().flat_map(|items| items.iter());
        let tables = items.filter_map(|item| Some((item.get_ref().as_table()?, item.span())));
        let path = self.path_to(key);
        tables
            .enumerate()
            .take(MOST)
            .map(|(place, (entries, span))| {
                let path = path.iter().copied().chain([Step::Item(place)]).collect();
                Self { path, entries: Some(entries), span }
            })
            .collect()
    }

    /// One of several things: its name alone, or a table that says which.
    pub(crate) fn choice(&self, key: &'static str) -> Option<Chosen<'a>> {
        if let Some(name) = self.text(key) {
            let span = self.value(key)?.span();
            return Some(Chosen { name, table: Self { path: self.path_to(key), entries: None, span } });
        }
        let table = self.table(key)?;
        Some(Chosen { name: table.text("kind")?, table })
    }

    /// The value at `path` in this table, as far as there is one; none = not even its first step.
    pub(crate) fn span_within(&self, path: &[Step]) -> Option<Range<usize>> {
        let (Step::Key(key), rest) = path.split_first()? else { return None };
        let value = self.value(key)?;
        let item = match rest {
            [Step::Item(place), ..] => value.get_ref().as_array().and_then(|items| items.get(*place)),
            _ => None,
        };
        Some(item.unwrap_or(value).span())
    }
}

/// A value as the number is held.
pub(crate) fn number_of(value: &Value<'_>, number: &Number) -> Result<u64, NotANumber> {
    match value.get_ref() {
        DeValue::Integer(digits) => {
            if digits.as_str().starts_with('-') {
                return Err(NotANumber::BelowZero);
            }
            // What is too large for 64 bits is too large for every bound as well.
            let whole = u64::from_str_radix(digits.as_str(), digits.radix()).unwrap_or(u64::MAX);
            Ok(whole.saturating_mul(number.scale))
        }
        DeValue::Float(digits) if number.scale > 1 => {
            let text = digits.as_str();
            if text.starts_with('-') && !text.ends_with("nan") {
                return Err(NotANumber::BelowZero);
            }
            parts(text, number.scale).ok_or(NotANumber::WrongType)
        }
        _ => Err(NotANumber::WrongType),
    }
}

pub(crate) fn narrow(number: u64) -> u32 {
    number.try_into().unwrap_or(u32::MAX)
}
