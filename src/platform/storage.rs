//! Where answers are kept: the browser's local storage, shared by all tabs of this site.

use learner::{Attempt, Record, Unreadable, read, write};

/// The key of the document. The site's path is not part of it: two copies of the course on one host share a
/// learner.
const KEY: &str = "roundtrip";

/// What loading found.
pub(crate) struct Loaded {
    pub(crate) record: Record,
    /// The stored text could not be read and now lies under another key.
    pub(crate) set_aside: bool,
}

/// Reads the document. What cannot be read is set aside under a key with the time in it, never overwritten.
pub(crate) fn load(now_ms: u64) -> Loaded {
    let empty = |set_aside| Loaded { record: Record::default(), set_aside };
    let Some(text) = store().and_then(|store| store.get_item(KEY).ok().flatten()) else {
        return empty(false);
    };
    match read(&text) {
        Ok(record) => Loaded { record, set_aside: false },
        Err(reason) => empty(set_aside(&text, &reason, now_ms)),
    }
}

/// Adds one attempt to what is stored now, whoever stored it, and gives the whole back. False when the browser
/// refuses to store.
pub(crate) fn add(attempt: Attempt, mut known: Record, now_ms: u64) -> (Record, bool) {
    known.merge(load(now_ms).record);
    known.add(attempt);
    let stored = store().is_some_and(|store| store.set_item(KEY, &write(&known)).is_ok());
    (known, stored)
}

/// True when the text lies safely elsewhere and the key is free again.
fn set_aside(text: &str, reason: &Unreadable, now_ms: u64) -> bool {
    let Some(store) = store() else { return false };
    let kind = match reason {
        Unreadable::Damaged => "damaged",
        Unreadable::Newer { .. } => "newer",
    };
    let kept = store.set_item(&format!("{KEY}.{kind}.{now_ms}"), text).is_ok();
    kept && store.remove_item(KEY).is_ok()
}

fn store() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
