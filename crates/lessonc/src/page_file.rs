//! A page's file while it is being compiled.

use core::cell::{Cell, RefCell};
use core::ops::Range;
use std::collections::{BTreeMap, BTreeSet};

use lesson::Section;

use crate::expression::{self, Context, Local, Malformed};
use crate::footnotes::Footnotes;
use crate::ident::is_reserved;
use crate::library::Library;
use crate::quantity::Quantity;
use crate::record::{Record, Recorder};
use crate::report::{Mistake, Report};
use crate::toml_fields::{At, Text};

/// One page's file: where its mistakes go, and what its parts know of each other.
pub(crate) struct PageFile<'a> {
    pub(crate) report: &'a Report<'a>,
    pub(crate) library: &'a Library,
    /// What the page says, in the order of reading.
    pub(crate) recorder: Recorder,
    /// Words of prose so far.
    pub(crate) words: Cell<usize>,
    pub(crate) footnotes: RefCell<Footnotes>,
    noted_listings: Cell<usize>,
    ids: RefCell<BTreeSet<String>>,
    /// What names without a scenario stand for, in the text that is being read.
    locals: RefCell<Vec<Local>>,
    /// Labels of the footnotes that lead to another site.
    pub(crate) sources: RefCell<BTreeSet<String>>,
    anchors: RefCell<Vec<Anchor>>,
    sections: RefCell<Vec<Section>>,
    headings: RefCell<Vec<String>>,
    /// What headings say, as HTML.
    titles: RefCell<BTreeMap<String, String>>,
    cards: RefCell<BTreeSet<String>>,
    /// The places that questions are said to be about.
    said: RefCell<Vec<SaidAt>>,
    /// The gaps of the text that is being read; none where no gap can stand.
    gaps: RefCell<Option<Vec<At<String>>>>,
}

/// A question names the place of its page that it is about.
pub(crate) struct SaidAt {
    /// The question.
    pub(crate) question: String,
    /// The heading or widget.
    pub(crate) id: String,
    pub(crate) span: Range<usize>,
}

/// What is known of a page once it has been read.
pub(crate) struct Outline {
    pub(crate) ids: BTreeSet<String>,
    pub(crate) sections: Vec<Section>,
    pub(crate) anchors: Vec<Anchor>,
    pub(crate) record: Record,
    /// The ids of its headings.
    pub(crate) headings: Vec<String>,
    /// The slugs of the cards that it links to.
    pub(crate) cards: BTreeSet<String>,
}

/// A link to a place in a page, to be checked when all pages have been read.
pub(crate) struct Anchor {
    /// The file of the page that it leads to.
    pub(crate) path: String,
    pub(crate) id: String,
    pub(crate) span: Range<usize>,
}

impl<'a> PageFile<'a> {
    pub(crate) fn new(report: &'a Report<'a>, library: &'a Library) -> Self {
        Self {
            report,
            library,
            recorder: Recorder::default(),
            words: Cell::new(0),
            footnotes: RefCell::default(),
            noted_listings: Cell::new(0),
            ids: RefCell::default(),
            locals: RefCell::default(),
            sources: RefCell::default(),
            anchors: RefCell::default(),
            sections: RefCell::default(),
            headings: RefCell::default(),
            titles: RefCell::default(),
            cards: RefCell::default(),
            said: RefCell::default(),
            gaps: RefCell::default(),
        }
    }

    /// Takes `id` for something on this page. An id that is taken already is reported.
    pub(crate) fn take_id(&self, id: &str, span: Range<usize>) {
        if is_reserved(id) {
            let message = format!("`{id}` could be the id of a footnote or of a line of code");
            self.report.add(
                Mistake::new("reserved-id", span, message)
                    .hint("start it with something else than fn-, fnref-, cl- or cn-"),
            );
            return;
        }
        if !self.ids.borrow_mut().insert(id.to_owned()) {
            self.report.add(
                Mistake::new(
                    "duplicate-id",
                    span,
                    format!("`{id}` is the id of something else on this page"),
                )
                .hint("ids are part of addresses and of stored answers: give each thing its own"),
            );
        }
    }

    /// Reads something in which `local` has a meaning.
    pub(crate) fn with<T>(&self, local: Local, read: impl FnOnce() -> T) -> T {
        self.locals.borrow_mut().push(local);
        let read = read();
        self.locals.borrow_mut().pop();
        read
    }

    /// What an expression comes to; `place` says where in the file a part of its text is. None is reported.
    pub(crate) fn evaluate(
        &self,
        text: &str,
        place: &dyn Fn(Range<usize>) -> Range<usize>,
    ) -> Option<Quantity> {
        let expression = match expression::parse(text) {
            Ok(expression) => expression,
            Err(Malformed { range, message, hint }) => {
                self.report.add(Mistake::new("value-malformed", place(range), message).hint(hint));
                return None;
            }
        };
        let locals = self.locals.borrow();
        let scenarios = &self.library.scenarios;
        expression.value(&Context { scenarios, locals: &locals, report: self.report, place })
    }

    pub(crate) fn expect_anchor(&self, path: &str, id: &str, span: Range<usize>) {
        self.anchors.borrow_mut().push(Anchor { path: path.to_owned(), id: id.to_owned(), span });
    }

    /// The belief of that name, which must be in `beliefs.toml`.
    pub(crate) fn belief(&self, name: &Text) -> Option<String> {
        let Some(beliefs) = &self.library.beliefs else { return Some(name.as_str().to_owned()) };
        if beliefs.contains_key(name.as_str()) {
            return Some(name.as_str().to_owned());
        }
        let message = format!("there is no belief `{}` in beliefs.toml", name.as_str());
        self.report.add(
            Mistake::new("unknown-belief", name.span.clone(), message)
                .meant(name.as_str(), beliefs.keys().map(String::as_str)),
        );
        None
    }

    /// The number of one more listing that has notes, counted from 1.
    pub(crate) fn next_noted_listing(&self) -> usize {
        self.noted_listings.set(self.noted_listings.get() + 1);
        self.noted_listings.get()
    }

    /// Takes `id` for a heading.
    pub(crate) fn take_heading(&self, id: &str, span: Range<usize>) {
        self.take_id(id, span);
        self.headings.borrow_mut().push(id.to_owned());
    }

    /// Empty elements with the ids that the heading or widget `id` had once, for links from elsewhere.
    pub(crate) fn old_ids(&self, id: &str) -> String {
        let Some(own) = self.library.pages.get(self.report.path()) else { return String::new() };
        let old = self.library.retired.aliases(&own.address, id);
        old.map(|old| format!("<span id=\"{old}\"></span>")).collect()
    }

    /// The page links to that card.
    pub(crate) fn use_card(&self, slug: &str) {
        self.cards.borrow_mut().insert(slug.to_owned());
    }

    /// A heading says that, as HTML.
    pub(crate) fn title_heading(&self, id: &str, title: &str) {
        self.titles.borrow_mut().insert(id.to_owned(), title.to_owned());
    }

    /// What the headings say, by their ids.
    pub(crate) fn heading_titles(&self) -> BTreeMap<String, String> {
        self.titles.borrow().clone()
    }

    /// A question is about a place of the page.
    pub(crate) fn expect_said(&self, question: &str, place: &Text) {
        let (question, id) = (question.to_owned(), place.as_str().to_owned());
        self.said.borrow_mut().push(SaidAt { question, id, span: place.span.clone() });
    }

    /// The places that questions named so far.
    pub(crate) fn take_said(&self) -> Vec<SaidAt> {
        self.said.take()
    }

    /// Reads a text with gaps in it, and gives those that it has.
    pub(crate) fn with_gaps<T>(&self, read: impl FnOnce() -> T) -> (T, Vec<At<String>>) {
        self.gaps.replace(Some(Vec::new()));
        let read = read();
        (read, self.gaps.take().unwrap_or_default())
    }

    /// The text that is being read has a gap; false where none can stand.
    pub(crate) fn open_gap(&self, id: &str, span: Range<usize>) -> bool {
        let mut gaps = self.gaps.borrow_mut();
        let Some(gaps) = gaps.as_mut() else { return false };
        gaps.push(At { value: id.to_owned(), span });
        true
    }

    /// A heading that the outline lists.
    pub(crate) fn begin_section(&self, section: Section) {
        self.sections.borrow_mut().push(section);
    }

    /// The id of the section that the text is in.
    pub(crate) fn current_section(&self) -> Option<String> {
        self.sections.borrow().last().map(|section| section.id.clone())
    }

    pub(crate) fn into_outline(self) -> Outline {
        Outline {
            ids: self.ids.into_inner(),
            sections: self.sections.into_inner(),
            anchors: self.anchors.into_inner(),
            record: self.recorder.into_record(),
            headings: self.headings.into_inner(),
            cards: self.cards.into_inner(),
        }
    }
}
