//! The places of a still drawing that can be pointed at. The page has drawn them, each with the id of its spot.

use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

use crate::platform::page;

/// A click so near a place is meant for it, in pixels on each side.
const NEAR_PX: f64 = 12.0;

/// The spot where a pointer was pressed, or the nearest one if that is close enough to be meant.
pub(crate) fn spot_at(drawing: &Element, event: &MouseEvent) -> Option<String> {
    let target: Element = event.target()?.dyn_into().ok()?;
    if let Some(spot) = page::closest(&target, "[data-spot]") {
        return spot.get_attribute("data-spot");
    }
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    let beside = |low: f64, value: f64, high: f64| (low - value).max(value - high).max(0.0);
    let close = page::all(drawing, "[data-spot]").into_iter().filter_map(|spot| {
        let area = spot.get_bounding_client_rect();
        let away = beside(area.left(), x, area.right()).max(beside(area.top(), y, area.bottom()));
        (away <= NEAR_PX).then_some((away, spot))
    });
    let (_, spot) = close.min_by(|(one, _), (other, _)| one.total_cmp(other))?;
    spot.get_attribute("data-spot")
}

/// How a spot is drawn from now on: its class besides the one that it always has, and a word over its letter.
pub(crate) fn mark(drawing: &Element, spot: &str, class: &str, word: &str) {
    for shape in page::all(drawing, &format!("[data-spot=\"{spot}\"]")) {
        let _ = shape.set_attribute("class", &format!("spot{class}"));
    }
    for text in page::all(drawing, &format!("[data-spot-word=\"{spot}\"]")) {
        text.set_text_content(Some(word));
    }
}
