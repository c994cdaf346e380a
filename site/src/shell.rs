//! `index.html`: the document around every page, and the list of stylesheets in cascade order.

use crate::failure::{At, Failure};
use crate::project::Project;
use crate::stylesheet::compact;
use std::fs;
use std::path::Path;

/// The shell with its places to fill, and the styles that it names.
#[derive(Debug)]
pub(crate) struct Shell {
    /// Without the lines that only Trunk reads.
    pub template: String,
    /// The styles that every page carries inside, compacted.
    pub first_screen: String,
    /// The styles that come as a file, compacted.
    pub rest: String,
    /// Those that live figures fetch, compacted.
    pub live: String,
    pub icon: Vec<u8>,
}

/// What a page fills in. Each stands in the shell exactly once.
pub(crate) struct Slots<'a> {
    pub html: &'a str,
    pub policy: &'a str,
    pub title: &'a str,
    pub about: &'a str,
    pub early: &'a str,
    pub body: &'a str,
}

const HTML: &str = r#"<html lang="en">"#;
const POLICY: &str = "<!--policy-->";
const TITLE: &str = "<title>Roundtrip</title>";
const ABOUT: &str = "<!--about-->";
const EARLY: &str = "<!--early-->";
const BODY: &str = "<body></body>";

impl Shell {
    pub(crate) fn read(project: &Project) -> Result<Self, Failure> {
        let path = project.shell();
        let source = fs::read_to_string(&path).at("read", &path)?;
        let mut shell = Self {
            template: template(&source)?,
            first_screen: String::new(),
            rest: String::new(),
            live: String::new(),
            icon: Vec::new(),
        };
        for link in source.lines().filter(|line| line.contains("data-trunk")) {
            shell.take(link, &project.root)?;
        }
        Ok(shell)
    }

    /// All styles of still pages in cascade order, for a page that must not load anything.
    pub(crate) fn all_styles(&self) -> String {
        format!("{}{}", self.first_screen, self.rest)
    }

    pub(crate) fn fill(&self, slots: &Slots<'_>) -> String {
        let mut page = self.template.clone();
        // The body comes last, so that nothing an author wrote is ever taken for a slot.
        for (slot, text) in [
            (HTML, slots.html),
            (POLICY, slots.policy),
            (TITLE, slots.title),
            (ABOUT, slots.about),
            (EARLY, slots.early),
            (BODY, slots.body),
        ] {
            page = page.replacen(slot, text, 1);
        }
        page
    }

    fn take(&mut self, link: &str, root: &Path) -> Result<(), Failure> {
        let Some(href) = attribute(link, "href") else { return Ok(()) };
        let path = root.join(href);
        match attribute(link, "rel") {
            Some("icon") => self.icon = fs::read(&path).at("read", &path)?,
            Some("css") => {
                let sheet = compact(&fs::read_to_string(&path).at("read", &path)?);
                if !self.live.is_empty() && !link.contains("data-live") {
                    return Err(Failure::new(format!(
                        "index.html: {href} comes after a sheet that only live figures fetch; the cascade would \
                         change"
                    )));
                }
                if link.contains("data-first-screen") {
                    if !self.rest.is_empty() {
                        return Err(Failure::new(format!(
                            "index.html: {href} is for the first screen but comes after a sheet that is not; \
                             the cascade would change"
                        )));
                    }
                    self.first_screen += &sheet;
                } else if link.contains("data-live") {
                    self.live += &sheet;
                } else {
                    self.rest += &sheet;
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// The shell without comments, line breaks and Trunk's links.
fn template(source: &str) -> Result<String, Failure> {
    let mut kept = String::new();
    let mut in_comment = false;
    for line in source.lines() {
        if line.starts_with("<!-- ") || in_comment {
            in_comment = !line.ends_with("-->");
        } else if !line.contains("data-trunk") {
            kept.push_str(line.trim());
        }
    }
    for slot in [HTML, POLICY, TITLE, ABOUT, EARLY, BODY] {
        if kept.matches(slot).count() != 1 {
            return Err(Failure::new(format!("index.html: `{slot}` must stand in it exactly once")));
        }
    }
    Ok(kept)
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "<html lang=\"en\">\n<head>\n<!--policy-->\n<title>Roundtrip</title>\n<!--about-->\n\
        <!--early-->\n<!-- said\n once -->\n<link data-trunk rel=\"css\" href=\"a.css\">\n</head>\n<body></body>";

    #[test]
    fn the_template_has_no_trunk_links_and_no_comments() {
        let template = template(SOURCE).unwrap();
        assert!(!template.contains("trunk") && !template.contains("said") && !template.contains('\n'));
    }

    #[test]
    fn a_missing_slot_is_named() {
        let failure = template(&SOURCE.replace("<!--early-->", "")).unwrap_err();
        assert!(failure.to_string().contains("<!--early-->"));
    }

    #[test]
    fn attributes_are_found_by_whole_name() {
        let link = r#"<link data-trunk rel="css" href="style/a.css" data-first-screen>"#;
        assert_eq!(attribute(link, "href"), Some("style/a.css"));
        assert_eq!(attribute(link, "ref"), None);
    }
}
