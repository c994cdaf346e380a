//! Every kind of widget, once: what the page carries for it and how it comes alive.
//!
//! A widget is an element with `data-widget` around one hydrated root. Prose inside it belongs to the page:
//! the browser's half gets the texts' places, never their words, so no text ships twice.

use serde::{Deserialize, Serialize};

use crate::ui::choice::ChoiceData;
use crate::ui::predict::PredictData;

/// What a page says of a widget, as JSON in its `data-widget` attribute.
#[derive(Serialize, Deserialize)]
pub(crate) enum WidgetData {
    /// The figure itself is described in `data-figure`, for the part of the program that draws figures.
    Figure,
    /// Its figure likewise.
    Predict(PredictData),
    Choice(ChoiceData),
    /// Every other question. Described in `data-question`, for the part of the program that asks in other ways.
    Question,
    /// A figure inside a question, which brings it to life.
    Within,
    /// Described in `data-figure` and `data-analogy`, likewise.
    Analogy,
    /// Described in `data-figure` and `data-explorer`, likewise.
    Explorer,
}
