//! What the site weighs on the wire.

use crate::check::document::{Document, Piece};
use crate::compression::brotli;
use crate::failure::{At, Failure};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::thread;

/// Every file of a site, compressed once.
pub(crate) struct Weights {
    files: BTreeMap<String, Weight>,
}

struct Weight {
    content: Vec<u8>,
    /// The content as a brotli stream.
    stream: Vec<u8>,
}

/// What a browser transfers before the first question of a page can be answered.
pub(crate) struct Visit<'a> {
    /// The document's brotli stream.
    pub document: &'a [u8],
    /// The files that it loads.
    pub loads: BTreeSet<String>,
    /// Everything together, in brotli bytes.
    pub bytes: usize,
    /// The words of the document's sentences.
    pub words: usize,
}

impl Visit<'_> {
    /// The document itself counts as one.
    pub(crate) fn requests(&self) -> usize {
        self.loads.len() + 1
    }
}

impl Weights {
    pub(crate) fn of(out: &Path) -> Result<Self, Failure> {
        let mut contents = Vec::new();
        for file in files(out)? {
            let path = out.join(&file);
            contents.push((file, fs::read(&path).at("read", &path)?));
        }
        // The largest come off the end first, so that no thread is left with one of them at last.
        contents.sort_by_key(|(_, content)| content.len());
        let waiting = Mutex::new(contents);
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let done = thread::scope(|scope| {
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(|| compress_all(&waiting))).collect();
            workers.into_iter().map(|worker| worker.join().unwrap_or_default()).collect::<Vec<_>>()
        });
        Ok(Self { files: done.into_iter().flatten().collect() })
    }

    /// The routes of all lessons, sorted.
    pub(crate) fn lesson_routes(&self) -> impl Iterator<Item = &str> {
        let lessons = self.files.keys().filter(|file| file.starts_with("lessons/"));
        lessons.filter_map(|file| file.strip_suffix("index.html"))
    }

    /// A first visit to the page at `route`, with nothing stored.
    pub(crate) fn visit(&self, route: &str) -> Result<Visit<'_>, Failure> {
        let document = self.weight(&format!("{route}index.html"))?;
        let html = String::from_utf8_lossy(&document.content);
        let parsed = Document::parse(route, &html);
        let loads = loads(&parsed);
        let mut bytes = document.stream.len();
        for load in &loads {
            bytes += self.weight(load)?.stream.len();
        }
        Ok(Visit { document: &document.stream, loads, bytes, words: parsed.words() })
    }

    /// The sizes of all files as a table.
    pub(crate) fn table(&self) -> Result<String, Failure> {
        let mut table = format!("{:<44} {:>9} {:>9}\n", "file", "bytes", "brotli");
        for (file, weight) in &self.files {
            let _ = writeln!(table, "{file:<44} {:>9} {:>9}", weight.content.len(), weight.stream.len());
        }
        for route in self.lesson_routes() {
            let visit = self.visit(route)?;
            let (bytes, requests) = (visit.bytes, visit.requests());
            let _ = writeln!(
                table,
                "{route}: {bytes} bytes (brotli) in {requests} requests until its questions answer"
            );
        }
        Ok(table)
    }

    fn weight(&self, file: &str) -> Result<&Weight, Failure> {
        self.files.get(file).ok_or_else(|| Failure::new(format!("{file} is not in the site")))
    }
}

fn compress_all(waiting: &Mutex<Vec<(String, Vec<u8>)>>) -> Vec<(String, Weight)> {
    let mut done = Vec::new();
    loop {
        let next = waiting.lock().ok().and_then(|mut waiting| waiting.pop());
        let Some((file, content)) = next else { return done };
        let stream = brotli(&content);
        done.push((file, Weight { content, stream }));
    }
}

/// All files of the site, from its root, with `/` between their parts.
pub(crate) fn files(out: &Path) -> Result<Vec<String>, Failure> {
    fn walk(folder: &Path, prefix: &str, found: &mut Vec<String>) -> Result<(), Failure> {
        for entry in fs::read_dir(folder).at("list", folder)? {
            let entry = entry.at("list", folder)?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{name}/"), found)?;
            } else {
                found.push(name);
            }
        }
        Ok(())
    }
    let mut found = Vec::new();
    walk(out, "", &mut found)?;
    Ok(found)
}

/// What the page's own markup makes a browser fetch.
fn loads(document: &Document) -> BTreeSet<String> {
    let mut loads = BTreeSet::new();
    for (tag, _) in document.pieces.iter().filter_map(Piece::open) {
        let address = match tag.name.as_str() {
            "script" | "img" => tag.attribute("src"),
            "link" if tag.attribute("rel") != Some("canonical") => tag.attribute("href"),
            _ => None,
        };
        if let Some(target) = address.and_then(|address| document.resolve(address)) {
            loads.insert(target.file);
        }
    }
    loads
}
