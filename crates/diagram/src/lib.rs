//! How a run looks: a trace and a moment in, plain shapes and the same as text out.
//!
//! Everything here is a pure function of the run and the moment, in whole numbers, so a still on a page, a
//! frame during play and a test snapshot of one moment are the same bytes.

#![cfg_attr(not(test), deny(clippy::disallowed_methods, clippy::disallowed_types))]

mod acting;
mod alive;
mod answer;
mod build;
mod cast;
mod charts;
mod condition;
mod crowd;
mod fit;
mod grammar;
mod guess;
mod ladder;
mod lanes;
mod ledger;
mod losses;
mod moments;
#[cfg(test)]
mod naive;
mod openable;
mod pointing;
mod run;
mod scene;
mod sight;
mod space;
mod speed;
mod spells;
mod state;
mod story;
mod subject;
mod svg;
mod tallies;
mod timeline;
mod under_way;
mod units;
mod visits;
mod waits;
mod waterfall;
mod words;

pub use acting::{Deed, acts_at, delays, is_target, objection, target, targets, with_effect};
pub use answer::{Compared, number_line};
pub use build::RunBuilder;
pub use cast::{Cast, Noun};
pub use charts::{Chart, Peak, Theory, chart_leads_to, charts, event_near};
pub use guess::Guess;
pub use ladder::{ladder, ladder_so_far};
pub use ledger::{Ledger, Line, Totals};
pub use moments::Moments;
pub use openable::{addressed, openable, opened};
pub use pointing::point_out;
pub use run::Run;
pub use scene::{Scene, Shape, Tag};
pub use sight::{Sight, Viewpoint};
pub use space::{Layout, space};
pub use speed::speeds;
pub use story::{
    About, Row, Rows, Step, about, came_of, compare, explained, knows, knows_at_most, pickable, rows, say,
    say_as_seen, why,
};
pub use subject::{NotASubject, Subject};
pub use svg::svg;
pub use timeline::{CUT_MS, Cut, Timeline};
pub use waterfall::{Spent, spent, waterfall};
pub use words::{called, knower};
