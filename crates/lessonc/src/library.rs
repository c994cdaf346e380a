//! What a page may refer to: scenarios, beliefs, cards, other pages.

use std::collections::BTreeMap;

use crate::beliefs::Beliefs;
use crate::retired::Retired;
use crate::scenarios::Scenarios;

/// Everything outside a page that its text can name.
#[derive(Default)]
pub(crate) struct Library {
    pub(crate) scenarios: Scenarios,
    /// None when `beliefs.toml` could not be read, and then no name is doubted.
    pub(crate) beliefs: Option<Beliefs>,
    /// The pages by the path of their file.
    pub(crate) pages: BTreeMap<String, Listed>,
    /// The cards by their slug; drafts too.
    pub(crate) cards: BTreeMap<String, ListedCard>,
    /// Ids that things had once.
    pub(crate) retired: Retired,
}

/// A page as others see it.
pub(crate) struct Listed {
    pub(crate) slug: String,
    /// From the root of the site, with a slash at its end.
    pub(crate) address: String,
    /// None when its front matter could not be read.
    pub(crate) title: Option<String>,
    pub(crate) kind: ListedKind,
    /// It has no page: it is a draft, or only planned.
    pub(crate) unwritten: bool,
}

/// What sort of page it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListedKind {
    /// A lesson, with its place in the course.
    Lesson(usize),
    Card,
    Article,
}

/// A card as the texts of others see it.
pub(crate) struct ListedCard {
    pub(crate) title: String,
    /// The title as it stands in the middle of a sentence.
    pub(crate) words: String,
    /// Other forms of the term.
    pub(crate) also: Vec<String>,
    pub(crate) draft: bool,
}

impl Listed {
    /// The place of a lesson in the course; none for other pages.
    pub(crate) fn place(&self) -> Option<usize> {
        match self.kind {
            ListedKind::Lesson(place) => Some(place),
            ListedKind::Card | ListedKind::Article => None,
        }
    }
}

impl Library {
    /// The lessons of the course, planned ones too.
    pub(crate) fn lessons(&self) -> impl Iterator<Item = &Listed> + Clone {
        self.pages.values().filter(|listed| listed.place().is_some())
    }

    /// The slug of the card in the file `path`; none when that is something else.
    pub(crate) fn card_in(&self, path: &str) -> Option<&str> {
        self.pages
            .get(path)
            .filter(|listed| listed.kind == ListedKind::Card)
            .map(|listed| listed.slug.as_str())
    }
}
