//! What every diagnostic means: the words behind `cargo xtask check --explain CODE` and `lessons/DIAGNOSTICS.md`.
//!
//! A new code needs one entry in the group that it belongs to; a test tells when one is missing or no longer used.

mod cards;
mod files;
mod links;
mod lints;
mod numbers;
mod questions;
mod runs;
mod scenarios;
mod shapes;
mod text;
mod toml;
mod widgets;

use diagnostic::nearest;

/// One kind of mistake.
pub struct Code {
    pub code: &'static str,
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// What it means and why it matters, in two to four sentences.
    pub explanation: &'static str,
    /// An example that is reported so.
    pub wrong: &'static str,
    /// The same as it should be.
    pub right: &'static str,
}

/// Codes that belong together.
pub struct Group {
    pub title: &'static str,
    pub codes: &'static [Code],
}

/// All of them, in the order of the documentation.
pub const GROUPS: &[Group] = &[
    Group { title: "Files and front matter", codes: files::CODES },
    Group { title: "Keys and values", codes: toml::CODES },
    Group { title: "Text", codes: text::CODES },
    Group { title: "Listings, tables and lists", codes: shapes::CODES },
    Group { title: "Links", codes: links::CODES },
    Group { title: "Runs and their numbers", codes: runs::CODES },
    Group { title: "Numbers in texts", codes: numbers::CODES },
    Group { title: "Questions and figures", codes: widgets::CODES },
    Group { title: "Parts of questions", codes: questions::CODES },
    Group { title: "How it reads", codes: lints::CODES },
    Group { title: "Cards, and ids that last", codes: cards::CODES },
    Group { title: "Scenarios", codes: scenarios::CODES },
];

/// The code of that name, else one that is near.
pub fn find(name: &str) -> Result<&'static Code, Option<&'static str>> {
    let mut all = GROUPS.iter().flat_map(|group| group.codes);
    let names = all.clone().map(|code| code.code);
    all.find(|code| code.code == name).ok_or_else(|| nearest(name, names))
}

/// One code with its examples.
pub fn to_markdown(code: &Code) -> String {
    let Code { code, title, explanation, wrong, right } = code;
    let fenced = |text: &str| format!("````text\n{}\n````\n", text.trim());
    format!(
        "### {code}\n\n{title}. {explanation}\n\nWrong:\n\n{}\nRight:\n\n{}",
        fenced(wrong),
        fenced(right)
    )
}

/// The page with all of them.
pub fn page() -> String {
    let mut page = String::from(HEAD);
    for group in GROUPS {
        page += &format!("\n## {}\n", group.title);
        for code in group.codes {
            page += &format!("\n{}", to_markdown(code));
        }
    }
    page
}

const HEAD: &str = "\
# What is wrong when something is wrong

Every mistake that the lesson compiler reports has a code. `cargo xtask check --explain CODE` prints its part of this page,
which is written from the compiler's own table (`crates/lessonc/src/codes/`) and held by a test.
";
