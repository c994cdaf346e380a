//! Whether the reader asked for less motion.

/// True when things should step instead of travel.
pub(crate) fn reduced() -> bool {
    web_sys::window()
        .and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok().flatten())
        .is_some_and(|query| query.matches())
}
