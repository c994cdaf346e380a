//! The few signs of the interface, as SVG text. Each stands beside its word or in a button with a name.

pub(crate) const TICK: &str =
    r#"<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M3 10.5l4.5 4.5L17 5"/></svg>"#;
pub(crate) const CROSS: &str =
    r#"<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M4 4l12 12M16 4L4 16"/></svg>"#;
pub(crate) const PLUS: &str =
    r#"<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M10 3v14M3 10h14"/></svg>"#;
pub(crate) const RING: &str =
    r#"<svg viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="7"/></svg>"#;
pub(crate) const UP: &str =
    r#"<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M10 3.5l7 8h-4.5v5h-5v-5H3z"/></svg>"#;
pub(crate) const DOWN: &str =
    r#"<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M10 16.5l-7-8h4.5v-5h5v5H17z"/></svg>"#;
pub(crate) const GRIP: &str = r#"<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M5 4h4v3H5zM11 4h4v3h-4zM5 8.5h4v3H5zM11 8.5h4v3h-4zM5 13h4v3H5zM11 13h4v3h-4z"/></svg>"#;
pub(crate) const PLAY: &str = r#"<svg width="16" height="16" fill="currentColor" viewBox="0 0 20 20" aria-hidden="true"><path d="M5 2.5v15l12-7.5z"/></svg>"#;
pub(crate) const PLAY_BACK: &str =
    r#"<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M15 2.5v15L3 10z"/></svg>"#;
pub(crate) const PAUSE: &str = r#"<svg width="16" height="16" fill="currentColor" viewBox="0 0 20 20" aria-hidden="true"><path d="M4 3h4v14H4zM12 3h4v14h-4z"/></svg>"#;
pub(crate) const BACK: &str =
    r#"<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M4 3h2.5v14H4zM17 3v14L7.5 10z"/></svg>"#;
pub(crate) const STEP: &str =
    r#"<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M13.5 3H16v14h-2.5zM3 3v14l9.5-7z"/></svg>"#;
pub(crate) const ARRIVAL: &str = r#"<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M2 8.5h8v-4l6 5.5-6 5.5v-4H2zM17 3h2v14h-2z"/></svg>"#;
pub(crate) const RESTART: &str = r#"<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M10 3a7 7 0 1 1-6.7 5l2.4.7A4.5 4.5 0 1 0 10 5.5V9L4.5 4.3 10 0z"/></svg>"#;
#[cfg(feature = "ssr")]
pub(crate) const BRAND: &str = r#"<svg viewBox="0 0 36 18" aria-hidden="true"><circle cx="5" cy="9" r="4" fill="none" stroke="currentColor" stroke-width="2"/><rect x="26" y="4" width="9" height="10" rx="2.5" fill="none" stroke="currentColor" stroke-width="2"/><path d="M11.5 4.5h7l3 2-3 2h-7z" class="sent"/><path d="M22 10.2h-6.5l-2.8 1.8 2.8 1.8H22z" class="back"/></svg>"#;
