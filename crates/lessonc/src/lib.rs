//! The lesson compiler: what authors write in, what pages are drawn from out, and every mistake on the way.
//!
//! It reads through a [`Source`] and never touches a disk, so the same code serves the build, the editor and
//! the tests. Mistakes do not stop it: one call reports all mistakes of all files. The format is described
//! for authors in `lessons/README.md`.

#![cfg_attr(not(test), deny(clippy::disallowed_methods, clippy::disallowed_types))]

mod beliefs;
mod cards;
mod claim;
pub mod codes;
mod compile;
mod course;
mod directive;
mod excerpt;
mod expression;
mod footnotes;
mod front_matter;
mod ident;
mod ids;
mod library;
mod links;
mod lint;
mod markdown;
mod measured;
mod memo;
mod minutes;
mod nearest;
mod number;
mod page_file;
mod pages;
mod plain_text;
mod plural;
mod quantity;
mod record;
mod report;
mod retired;
mod runs;
mod sample;
mod scenarios;
mod setting;
mod source;
mod toml_fields;
mod unit;
mod whereabouts;
mod words;

pub use compile::{Compiled, compile, compile_with};
pub use diagnostic::{Diagnostic, Fix, Form, Severity, nearest, position, render};
pub use ident::{is_id, proposal};
pub use ids::PATH as IDS_PATH;
pub use lint::Reading;
pub use memo::Memo;
pub use source::Source;
