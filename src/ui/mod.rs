//! Components: one a file, each with the stylesheet of the same name under `style/`.

pub(crate) mod acts;
pub(crate) mod amount;
pub(crate) mod analogy;
pub(crate) mod buttons;
pub(crate) mod choice;
pub(crate) mod confidence;
pub(crate) mod drawing;
pub(crate) mod explorer;
pub(crate) mod figure;
pub(crate) mod foretold;
pub(crate) mod icon;
pub(crate) mod knobs;
pub(crate) mod panels;
pub(crate) mod picking;
pub(crate) mod predict;
pub(crate) mod questions;
pub(crate) mod said;
pub(crate) mod slider;
pub(crate) mod tools;
pub(crate) mod transport;
pub(crate) mod verdict;
pub(crate) mod viewpoints;
