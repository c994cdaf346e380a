//! What a page may refer to: scenarios, beliefs, other pages.

use std::collections::BTreeMap;

use crate::beliefs::Beliefs;
use crate::scenarios::Scenarios;

/// Everything outside a page that its text can name.
pub(crate) struct Library {
    pub(crate) scenarios: Scenarios,
    /// None when `beliefs.toml` could not be read, and then no name is doubted.
    pub(crate) beliefs: Option<Beliefs>,
    /// The pages by the path of their file.
    pub(crate) pages: BTreeMap<String, Listed>,
}

/// A page as others see it.
pub(crate) struct Listed {
    pub(crate) slug: String,
    /// From the root of the site, with a slash at its end.
    pub(crate) address: String,
    /// None when its front matter could not be read.
    pub(crate) title: Option<String>,
    /// The place of a lesson in the course; none for other pages.
    pub(crate) place: Option<usize>,
    pub(crate) draft: bool,
}

impl Library {
    /// The lessons of the course.
    pub(crate) fn lessons(&self) -> impl Iterator<Item = &Listed> + Clone {
        self.pages.values().filter(|listed| listed.place.is_some())
    }
}
