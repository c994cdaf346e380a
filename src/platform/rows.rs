//! Dragging a row of a list past its neighbours.

use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

/// Has all that the pointer does come to where it went down, until it is up again.
pub(crate) fn hold(event: &PointerEvent) {
    event.prevent_default();
    if let Some(grip) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
        let _ = grip.set_pointer_capture(event.pointer_id());
    }
}

/// The neighbour of `row` whose middle the pointer has passed.
pub(crate) fn passed(list: &Element, row: usize, event: &PointerEvent) -> Option<usize> {
    let middle = |row: usize| {
        let frame = list.children().item(u32::try_from(row).ok()?)?.get_bounding_client_rect();
        Some(frame.top() + frame.height() / 2.0)
    };
    let y = f64::from(event.client_y());
    let above = row.checked_sub(1).filter(|&above| middle(above).is_some_and(|middle| y < middle));
    above.or_else(|| middle(row + 1).is_some_and(|middle| y > middle).then_some(row + 1))
}
