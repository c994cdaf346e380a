//! Animation frames: one loop for the page, running only while somebody needs it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Called with the milliseconds since the last frame; returns whether it wants another one.
pub(crate) type OnFrame = Box<dyn FnMut(f64) -> bool>;

/// The longest step that one frame may make. After a pause of the tab the picture goes on from where it was.
const STEP_MAX_MS: f64 = 100.0;

#[derive(Default)]
struct Loop {
    subscribers: Vec<OnFrame>,
    last_ms: Option<f64>,
    requested: bool,
    on_frame: Option<Closure<dyn FnMut(f64)>>,
}

thread_local! {
    static LOOP: Rc<RefCell<Loop>> = Rc::default();
}

/// Calls `on_frame` at every frame from the next one until it returns false.
pub(crate) fn subscribe(on_frame: impl FnMut(f64) -> bool + 'static) {
    LOOP.with(|frames| {
        frames.borrow_mut().subscribers.push(Box::new(on_frame));
        request(frames);
    });
}

fn request(frames: &Rc<RefCell<Loop>>) {
    let mut state = frames.borrow_mut();
    if state.requested {
        return;
    }
    if state.on_frame.is_none() {
        let frames = Rc::clone(frames);
        state.on_frame = Some(Closure::new(move |now_ms| frame(&frames, now_ms)));
    }
    let (Some(window), Some(on_frame)) = (web_sys::window(), &state.on_frame) else { return };
    let asked = window.request_animation_frame(on_frame.as_ref().unchecked_ref());
    state.requested = asked.is_ok();
}

fn frame(frames: &Rc<RefCell<Loop>>, now_ms: f64) {
    // Subscribers run with the cell free, because what they do may subscribe anew.
    let (mut running, elapsed_ms) = {
        let mut state = frames.borrow_mut();
        state.requested = false;
        let elapsed_ms = state.last_ms.map_or(0.0, |last| (now_ms - last).clamp(0.0, STEP_MAX_MS));
        state.last_ms = Some(now_ms);
        (std::mem::take(&mut state.subscribers), elapsed_ms)
    };
    running.retain_mut(|on_frame| on_frame(elapsed_ms));
    let idle = {
        let mut state = frames.borrow_mut();
        running.append(&mut state.subscribers);
        state.subscribers = running;
        let idle = state.subscribers.is_empty();
        if idle {
            state.last_ms = None;
        }
        idle
    };
    if !idle {
        request(frames);
    }
}
