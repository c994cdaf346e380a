//! The head of a message: its first line and its fields, as many as have room.

use crate::opened::Kind;
use crate::writer::Writer;

/// `Content-Length: ` and the end of its line, without the digits.
const LENGTH_FIELD: u64 = 18;

/// The empty line.
pub(crate) const BLANK: u64 = 2;

/// A field line.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) value: String,
    pub(crate) meaning: String,
}

/// A head without `Content-Length` and without the empty line.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub(crate) start: String,
    pub(crate) start_meaning: String,
    pub(crate) fields: Vec<Field>,
}

/// A body that makes a message exactly as long as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fit {
    pub(crate) body: u64,
    /// A second space in front of the number: some sizes cannot be had without, because a digit more is a byte more
    /// (allowed: RFC 9112, section 5).
    pub(crate) spaced: bool,
}

impl Field {
    pub(crate) fn new(name: &'static str, value: impl Into<String>, meaning: impl Into<String>) -> Self {
        Self { name, value: value.into(), meaning: meaning.into() }
    }

    /// How many bytes its line takes.
    pub(crate) fn size(&self) -> u64 {
        (self.name.len() + self.value.len()) as u64 + 4
    }
}

impl Head {
    /// How many bytes the lines take so far.
    pub(crate) fn size(&self) -> u64 {
        self.start.len() as u64 + 2 + self.fields.iter().map(Field::size).sum::<u64>()
    }

    /// Adds those of `optional` for which there is room, the first ones first, in a message of `size` bytes of which
    /// `reserved` are for something else.
    pub(crate) fn furnish(&mut self, optional: Vec<Field>, size: u64, reserved: u64) {
        for field in optional {
            if self.size().saturating_add(field.size()).saturating_add(reserved) <= size {
                self.fields.push(field);
            }
        }
    }

    /// The body that this head leaves room for in a message of `size` bytes.
    pub(crate) fn fit(&self, size: u64) -> Option<Fit> {
        let fixed = self.size() + LENGTH_FIELD + BLANK;
        [false, true].into_iter().find_map(|spaced| {
            let room = size.checked_sub(fixed + u64::from(spaced))?;
            (1..=20).find_map(|digits| {
                let body = room.checked_sub(digits)?;
                (digits_of(body) == digits).then_some(Fit { body, spaced })
            })
        })
    }

    /// Writes the head, with the length of the body if there is to be one.
    pub(crate) fn write(
        self,
        writer: &mut Writer,
        fit: Option<Fit>,
        words: (&'static str, &'static str, &'static str),
    ) {
        let (start, length, blank) = words;
        writer.text(Kind::StartLine, start, format!("{}\r\n", self.start), self.start_meaning);
        for Field { name, value, meaning } in self.fields {
            writer.text(Kind::Header, name, format!("{name}: {value}\r\n"), meaning);
        }
        if let Some(Fit { body, spaced }) = fit {
            let space = if spaced { " " } else { "" };
            writer.text(Kind::Header, "Content-Length", format!("Content-Length: {space}{body}\r\n"), length);
        }
        writer.put(Kind::Blank, crate::words::BLANK, "\r\n", "", blank);
    }
}

fn digits_of(number: u64) -> u64 {
    u64::from(number.checked_ilog10().unwrap_or(0)) + 1
}
