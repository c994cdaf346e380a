//! `check --watch`: checks again whenever a lesson has changed.

use crate::arguments::Check;
use crate::check::{check, disk};
use crate::failure::Failure;
use author::Compiler;
use notify::{Event, EventKind, RecursiveMode, Watcher};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Editors write a file in several steps, some under another name; the check starts when they have been silent for this
/// long.
const SETTLE: Duration = Duration::from_millis(30);

/// Ends with the program.
pub(crate) fn command(root: &Path, options: &Check) -> Result<(), Failure> {
    let failed = |error: notify::Error| Failure::Work(format!("could not watch the lessons: {error}"));
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(sender).map_err(failed)?;
    // The folder, not its files: a file that is replaced by renaming is another file of the same name.
    watcher.watch(&root.join("lessons"), RecursiveMode::Recursive).map_err(failed)?;
    let mut compiler = Compiler::new();
    let mut last = disk(root)?;
    check(&last, options, &mut compiler);
    while something_happens(&events) {
        // Editors do more than write, and what was changed may have been changed back.
        if !last.is_current() {
            last = disk(root)?;
            check(&last, options, &mut compiler);
        }
    }
    Ok(())
}

/// Waits for changes and for the silence after them; false when no more can come.
fn something_happens(events: &Receiver<notify::Result<Event>>) -> bool {
    let is_change = |event: notify::Result<Event>| {
        event.map_or(true, |event| !matches!(event.kind, EventKind::Access(_)))
    };
    loop {
        let Ok(event) = events.recv() else { return false };
        if is_change(event) {
            break;
        }
    }
    while events.recv_timeout(SETTLE).is_ok() {}
    true
}
