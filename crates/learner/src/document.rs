//! The stored document: JSON with a version. Each version has a golden file.
//!
//! Version 2 has more kinds of answers than version 1 and is otherwise the same, so that one shape reads both.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::{Attempt, Record};

/// The version that [`write`] writes.
const VERSION: u32 = 2;

/// Why a stored text is not a record. Either way it is kept aside, never overwritten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Not a document, or one that was damaged.
    Damaged,
    /// Written by a later version of the course.
    Newer { version: u32 },
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged => f.write_str("the stored answers are damaged; they were set aside"),
            Self::Newer { version } => {
                write!(
                    f,
                    "the stored answers are of version {version}, which this page does not know yet; reload it"
                )
            }
        }
    }
}

impl core::error::Error for Unreadable {}

/// Reads a stored document of any version up to the newest.
pub fn read(text: &str) -> Result<Record, Unreadable> {
    let Versioned { version } = serde_json::from_str(text).map_err(|_| Unreadable::Damaged)?;
    match version {
        1 | 2 => {
            let document: V2 = serde_json::from_str(text).map_err(|_| Unreadable::Damaged)?;
            let mut record = Record::default();
            for attempt in document.attempts {
                record.add(attempt);
            }
            Ok(record)
        }
        0 => Err(Unreadable::Damaged),
        version => Err(Unreadable::Newer { version }),
    }
}

/// Writes a record in the newest version.
pub fn write(record: &Record) -> String {
    let document = V2 { version: VERSION, attempts: record.attempts().cloned().collect() };
    serde_json::to_string(&document).unwrap_or_default()
}

#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

/// What version 2 looks like. A change of [`Attempt`] that alters it is a new version.
#[derive(Serialize, Deserialize)]
struct V2 {
    version: u32,
    attempts: Vec<Attempt>,
}
