//! Waits for changes in the checkout and builds what they ask for.

use super::status::Status;
use super::workshop::Workshop;
use crate::failure::Failure;
use notify::{Event, EventKind, RecursiveMode, Watcher};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use tokio::sync::watch::Sender;

/// Editors write a file in several steps; the build starts when they have been silent for this long.
const SETTLE: Duration = Duration::from_millis(30);

/// Folders with sources. The root itself is watched for the files directly in it.
const FOLDERS: [&str; 6] = ["lessons", "style", "src", "crates", "workers", "site"];

/// What a change asks for, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Work {
    Nothing,
    /// Draw the pages again.
    Render,
    /// Compile first.
    Compile,
}

/// Never returns while watching works.
pub(crate) fn watch(workshop: &Workshop, status: &Sender<Status>) -> Result<(), Failure> {
    let root = &workshop.project.root;
    let failed = |error: notify::Error| Failure::new(format!("could not watch {}: {error}", root.display()));
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(sender).map_err(failed)?;
    watcher.watch(root, RecursiveMode::NonRecursive).map_err(failed)?;
    for folder in FOLDERS {
        watcher.watch(&root.join(folder), RecursiveMode::Recursive).map_err(failed)?;
    }
    // Code that did not compile stays to be compiled, whatever is edited next.
    let mut owed = Work::Nothing;
    while let Some(work) = next(root, &events) {
        let work = work.max(owed);
        let started = Instant::now();
        let result = build(workshop, work);
        owed = if result.is_err() { work } else { Work::Nothing };
        let status_now = Status::new(result);
        if let Status::Ready(_) = status_now {
            println!("updated in {} ms", started.elapsed().as_millis());
        }
        status.send_replace(status_now);
    }
    Ok(())
}

fn build(workshop: &Workshop, work: Work) -> Result<super::status::Rendered, String> {
    if work == Work::Compile {
        workshop.compile()?;
    }
    workshop.render()
}

/// Waits for the next work; none when the watcher has ended.
fn next(root: &Path, events: &Receiver<notify::Result<Event>>) -> Option<Work> {
    let mut work = Work::Nothing;
    loop {
        let event = if work == Work::Nothing {
            events.recv().ok()?
        } else if let Ok(event) = events.recv_timeout(SETTLE) {
            event
        } else {
            return Some(work);
        };
        work = work.max(event.map_or(Work::Render, |event| of_event(root, &event)));
    }
}

fn of_event(root: &Path, event: &Event) -> Work {
    match event.kind {
        EventKind::Access(_) => Work::Nothing,
        _ => event.paths.iter().map(|path| of_path(root, path)).max().unwrap_or(Work::Nothing),
    }
}

fn of_path(root: &Path, path: &Path) -> Work {
    let Ok(inside) = path.strip_prefix(root) else { return Work::Nothing };
    let name = inside.file_name().unwrap_or_default().to_string_lossy();
    // Swap and backup files of editors.
    if name.starts_with(['.', '#']) || name.ends_with('~') {
        return Work::Nothing;
    }
    let first = inside.components().next().map(|part| part.as_os_str().to_string_lossy()).unwrap_or_default();
    let extension = inside.extension().unwrap_or_default().to_string_lossy();
    match (&*first, &*extension) {
        ("src" | "crates" | "workers" | "site", "rs" | "toml") | ("Cargo.toml" | "Cargo.lock", _) => {
            Work::Compile
        }
        ("src" | "workers", "js") | ("lessons" | "style", _) | ("index.html", _) => Work::Render,
        _ => Work::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_and_styles_never_compile() {
        let of = |path: &str| of_path(Path::new("/r"), &Path::new("/r").join(path));
        assert_eq!(of("lessons/basics/a.md"), Work::Render);
        assert_eq!(of("lessons/scenarios/a.toml"), Work::Render);
        assert_eq!(of("style/base.css"), Work::Render);
        assert_eq!(of("src/boot.js"), Work::Render);
        assert_eq!(of("src/ui/choice.rs"), Work::Compile);
        assert_eq!(of("Cargo.toml"), Work::Compile);
        assert_eq!(of("lessons/.a.md.swp"), Work::Nothing);
        assert_eq!(of("target"), Work::Nothing);
        assert_eq!(of("README.md"), Work::Nothing);
    }
}
