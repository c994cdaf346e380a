//! The wall clock, for stamping answers.

/// Milliseconds since 1970 (UTC).
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a present date fits, and `as` saturates"
)]
pub(crate) fn now_ms() -> u64 {
    js_sys::Date::now() as u64
}
