//! What the page knows while it is open.

pub(crate) mod answers;
pub(crate) mod closed_form;
pub(crate) mod experiment;
pub(crate) mod fragment;
pub(crate) mod link;
pub(crate) mod playhead;
pub(crate) mod reading;
pub(crate) mod trial;
pub(crate) mod viewing;
