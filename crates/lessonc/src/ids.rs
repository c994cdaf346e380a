//! The record of everything that has an id: `ids.txt` says what was published, so that nothing goes away unseen.

use core::fmt;
use std::collections::BTreeSet;

use crate::report::{Mistake, Report};
use crate::retired::Retired;
use crate::{Diagnostic, Source};

pub const PATH: &str = "ids.txt";

/// Ids that a message names before it stops.
const NAMED: usize = 5;

/// What an id is the id of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// What the answers to a lesson's questions are stored under.
    Answers,
    Belief,
    Card,
    Heading,
    Lesson,
    Page,
    Widget,
}

/// Something that addresses or stored answers depend on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Id {
    pub(crate) kind: Kind,
    /// The address of the page that it is on, without the slash at its end; empty for what is on no page.
    pub(crate) page: String,
    pub(crate) id: String,
}

/// The ids that are in use.
#[derive(Default)]
pub(crate) struct InUse {
    pub(crate) ids: BTreeSet<Id>,
    /// Kinds and pages of which not everything could be read, so that nothing is known to be gone.
    pub(crate) unsure: Unsure,
}

/// Where ids may be missing because of other mistakes.
#[derive(Default)]
pub(crate) struct Unsure {
    pub(crate) lessons: bool,
    pub(crate) beliefs: bool,
    pub(crate) pages: BTreeSet<String>,
}

impl Kind {
    pub(crate) const ALL: [Self; 7] =
        [Self::Answers, Self::Belief, Self::Card, Self::Heading, Self::Lesson, Self::Page, Self::Widget];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Belief => "belief",
            Self::Card => "card",
            Self::Heading => "heading",
            Self::Lesson => "lesson",
            Self::Page => "page",
            Self::Widget => "widget",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether such a thing stands on a page.
    pub(crate) fn is_on_a_page(self) -> bool {
        matches!(self, Self::Heading | Self::Widget)
    }
}

impl Id {
    pub(crate) fn new(kind: Kind, page: &str, id: &str) -> Self {
        Self { kind, page: page.trim_end_matches('/').to_owned(), id: id.to_owned() }
    }

    fn parse(line: &str) -> Option<Self> {
        let mut words = line.split(' ');
        let (kind, page, id) = (words.next()?, words.next()?, words.next()?);
        let kind = Kind::named(kind)?;
        let page = if page == "-" { "" } else { page };
        (words.next().is_none() && kind.is_on_a_page() != page.is_empty()).then(|| Self::new(kind, page, id))
    }

    /// The address of a page whose own id this is.
    pub(crate) fn address(&self) -> Option<String> {
        match self.kind {
            Kind::Lesson => Some(format!("lessons/{}", self.id)),
            Kind::Card => Some(format!("cards/{}", self.id)),
            Kind::Page => Some(self.id.clone()),
            Kind::Answers | Kind::Belief | Kind::Heading | Kind::Widget => None,
        }
    }

    fn retirement(&self) -> String {
        let page = if self.page.is_empty() { String::new() } else { format!("in = \"{}\"\n", self.page) };
        format!("[[retired]]\nkind = \"{}\"\nid = \"{}\"\n{page}since = \"…\"", self.kind.name(), self.id)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let page = if self.page.is_empty() { "-" } else { &self.page };
        write!(f, "{} {page} {}", self.kind.name(), self.id)
    }
}

impl InUse {
    pub(crate) fn contains(&self, id: &Id) -> bool {
        self.ids.contains(id)
    }

    /// The text that `ids.txt` should have: one id a line, sorted.
    pub(crate) fn record(&self) -> String {
        self.ids.iter().map(|id| format!("{id}\n")).collect()
    }

    pub(crate) fn may_hide(&self, id: &Id) -> bool {
        let unsure = &self.unsure;
        match id.kind {
            Kind::Belief => unsure.beliefs,
            Kind::Lesson | Kind::Answers => unsure.lessons,
            Kind::Card | Kind::Page => false,
            Kind::Heading | Kind::Widget => {
                unsure.pages.contains(&id.page) || (unsure.lessons && id.page.starts_with("lessons/"))
            }
        }
    }
}

/// Holds the record against what there is. A course without a record has published nothing yet.
pub(crate) fn check(source: &dyn Source, in_use: &InUse, retired: &Retired) -> Vec<Diagnostic> {
    let Some(text) = source.read(PATH) else { return Vec::new() };
    let report = Report::new(PATH, &text);
    let mut recorded = BTreeSet::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = at..at + line.trim_end().len();
        at += line.len();
        if line.trim().is_empty() {
            continue;
        }
        let Some(id) = Id::parse(line.trim_end()) else {
            report.add(
                Mistake::new("record-line", span, "this line is not an id that was recorded")
                    .hint("`cargo xtask check --record` writes this file; restore it from the history"),
            );
            continue;
        };
        if !in_use.contains(&id) && !retired.covers(&id) && !in_use.may_hide(&id) {
            report.add(
                Mistake::new("id-gone", span, format!("`{}` was published and is gone", id.id))
                    .label("addresses and stored answers may depend on it")
                    .hint(format!("bring it back, or say in retired.toml:\n{}", id.retirement())),
            );
        }
        recorded.insert(id);
    }
    let new: Vec<&Id> = in_use.ids.difference(&recorded).collect();
    if !new.is_empty() {
        report.add(unlisted(&new, text.len()));
    }
    report.into_diagnostics()
}

fn unlisted(new: &[&Id], end: usize) -> Mistake {
    let mut names: Vec<String> = new.iter().take(NAMED).map(|id| format!("`{id}`")).collect();
    if new.len() > NAMED {
        names.push("…".to_owned());
    }
    let message = match new.len() {
        1 => format!("one id is not recorded: {}", names.join(", ")),
        count => format!("{count} ids are not recorded: {}", names.join(", ")),
    };
    Mistake::warning("id-unlisted", end..end, message)
        .hint("when they are as they should stay: cargo xtask check --record")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_record_reads_back() {
        for line in ["heading lessons/one here", "card - latency", "answers - one", "widget about run"] {
            assert_eq!(Id::parse(line).map(|id| id.to_string()).as_deref(), Some(line));
        }
        for line in
            ["heading - here", "card cards/latency latency", "card latency", "thing - x", "card - a b"]
        {
            assert_eq!(Id::parse(line), None, "{line}");
        }
    }
}
