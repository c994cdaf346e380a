//! `site check`: is every page of a built site sound?

pub(crate) mod document;
pub(crate) mod report;

mod head;
mod ids;
mod links;
mod nesting;
mod prose;
mod safety;

use crate::arguments::Arguments;
use crate::failure::{At, Failure};
use crate::project::Project;
use crate::sizes;
use document::Document;
use report::Report;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// `site check --root R --wasm W --out O`
pub(crate) fn command(arguments: &Arguments) -> Result<(), Failure> {
    let project = Project::from_arguments(arguments)?;
    let site = Site::read(&project.out)?;
    let mut report = Report::default();
    for document in site.documents.values() {
        head::check(document, &mut report);
        ids::check(document, &mut report);
        links::check(document, &site, &mut report);
        nesting::check(document, &mut report);
        safety::check(document, &mut report);
    }
    prose::check(&project, &site, &mut report)?;
    report.finish("pages")
}

/// A built site, read back from disk.
pub(crate) struct Site {
    /// By file, for example `lessons/client-server/index.html`.
    pub documents: BTreeMap<String, Document>,
    /// Every other file, with its content.
    pub others: BTreeMap<String, Vec<u8>>,
}

impl Site {
    pub(crate) fn read(out: &Path) -> Result<Self, Failure> {
        let mut site = Self { documents: BTreeMap::new(), others: BTreeMap::new() };
        for file in sizes::files(out)? {
            let path = out.join(&file);
            if file.ends_with(".html") {
                let html = fs::read_to_string(&path).at("read", &path)?;
                let route = file.strip_suffix("index.html").unwrap_or(&file).to_owned();
                site.documents.insert(file, Document::parse(&route, &html));
            } else {
                site.others.insert(file, fs::read(&path).at("read", &path)?);
            }
        }
        Ok(site)
    }

    #[cfg(test)]
    pub(crate) fn of(documents: &[(&str, &str)]) -> Self {
        let parsed = documents.iter().map(|(route, html)| {
            let file =
                if route.ends_with(".html") { (*route).to_owned() } else { format!("{route}index.html") };
            (file, Document::parse(route, html))
        });
        Self { documents: parsed.collect(), others: BTreeMap::new() }
    }
}
