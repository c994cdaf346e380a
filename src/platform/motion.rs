//! Whether the reader asked for less motion.

use web_sys::MediaQueryList;

thread_local! {
    /// Asked for once: it knows when the setting changes.
    static REDUCED: Option<MediaQueryList> = web_sys::window()
        .and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok().flatten());
}

/// True when things should step instead of travel.
pub(crate) fn reduced() -> bool {
    REDUCED.with(|query| query.as_ref().is_some_and(MediaQueryList::matches))
}
