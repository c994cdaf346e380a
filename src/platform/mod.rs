//! The browser, behind small functions: the only place that names web types.
//!
//! Nothing here may panic: a trap would end every widget of the page. What the browser refuses is left out.

pub(crate) mod address;
pub(crate) mod clipboard;
pub(crate) mod clock;
pub(crate) mod early;
pub(crate) mod far;
pub(crate) mod fields;
pub(crate) mod frames;
pub(crate) mod history;
pub(crate) mod lifted;
pub(crate) mod listing;
pub(crate) mod motion;
pub(crate) mod navigation;
pub(crate) mod near;
pub(crate) mod page;
pub(crate) mod preview;
pub(crate) mod rows;
pub(crate) mod scene_dom;
pub(crate) mod simulator;
pub(crate) mod spots;
pub(crate) mod storage;
pub(crate) mod styles;
pub(crate) mod worlds;
