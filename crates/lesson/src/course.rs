//! The course: its units in order, and which of their lessons are written.

/// `lessons/course.toml` with the lessons it names.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    pub title: String,
    /// One sentence for search engines and for the top of the course page.
    pub description: String,
    /// The address that the site will have, with a slash at its end; none when it is not known.
    pub site_url: Option<String>,
    /// Where reports about questions may be sent, a web page or a mailbox; none when readers are to find their own way.
    pub report_to: Option<String>,
    pub units: Vec<Unit>,
}

/// A unit of the course.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Never reused; also the folder under `lessons/`.
    pub id: String,
    /// Counted from 1.
    pub number: u16,
    pub title: String,
    /// One line on what it is about.
    pub line: String,
    pub lessons: Vec<Entry>,
}

/// A place in a unit.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// A lesson that can be read, by its place in the compiled lessons.
    Written { slug: String, title: String, minutes: u16 },
    /// A lesson that is only named. Nothing links to it.
    Planned { title: String },
}

/// An address that a page had once, and where that page is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// From the root of the site, with a slash at its end; so is `to`.
    pub from: String,
    pub to: String,
    /// What the page is called.
    pub title: String,
}
