//! The simulator, in a worker of its own: fetched when the first figure needs it, never on the page's thread.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::{Float64Array, Object, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::platform::page;

/// What to run: a scenario in its stored form, percent-encoded, which of its knobs to turn, what is done to it besides its own
/// interventions, one line each, and the seed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Order {
    pub(crate) scenario: String,
    pub(crate) turns: Vec<(String, u64)>,
    pub(crate) acts: Vec<String>,
    pub(crate) seed: u64,
}

/// A run, or in words why there is none.
pub(crate) type Outcome = Result<trace::Trace, String>;

/// Measures of a run in the order in which they were asked for, NaN for what it does not give; or why there are none.
pub(crate) type Measured = Result<Vec<f64>, String>;

/// A run that was ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Handle(u32);

/// Who waits for a run.
struct Waiting {
    progress: Rc<dyn Fn(f64)>,
    done: Done,
}

/// What is wanted of a run.
enum Done {
    Trace(Box<dyn FnOnce(Outcome)>),
    Numbers(Box<dyn FnOnce(Measured)>),
}

#[derive(Default)]
struct Simulator {
    worker: Option<Worker>,
    broken: bool,
    waiting: BTreeMap<u32, Waiting>,
    next: u32,
}

thread_local! {
    static SIMULATOR: RefCell<Simulator> = RefCell::default();
}

/// Runs `order` and calls `done` with the outcome, once; it may do so at once when there is no simulator. While a long
/// run goes on, `progress` hears the share that is done, from 0 to 1.
pub(crate) fn run(
    order: &Order,
    progress: impl Fn(f64) + 'static,
    done: impl FnOnce(Outcome) + 'static,
) -> Handle {
    send(|id| message(id, order), Waiting { progress: Rc::new(progress), done: Done::Trace(Box::new(done)) })
}

/// Runs `order` for its measures alone: it may then be much longer. `done` as for [`run`].
pub(crate) fn measure(order: &Order, measures: &[String], done: impl FnOnce(Measured) + 'static) -> Handle {
    let message = |id| {
        let message = message(id, order);
        let names: js_sys::Array = measures.iter().map(|name| JsValue::from_str(name)).collect();
        let _ = Reflect::set(&message, &JsValue::from_str("measures"), &names);
        message
    };
    send(message, Waiting { progress: Rc::new(|_| {}), done: Done::Numbers(Box::new(done)) })
}

fn send(message: impl FnOnce(u32) -> JsValue, waiting: Waiting) -> Handle {
    warm_up();
    let (id, unsent) = SIMULATOR.with(|simulator| {
        let mut simulator = simulator.borrow_mut();
        let id = simulator.next;
        simulator.next = id.wrapping_add(1);
        let sent = simulator.worker.as_ref().is_some_and(|worker| worker.post_message(&message(id)).is_ok());
        if sent {
            simulator.waiting.insert(id, waiting);
            (id, None)
        } else {
            (id, Some(waiting))
        }
    });
    if let Some(waiting) = unsent {
        waiting.done.fail("the simulator could not start");
    }
    Handle(id)
}

/// Calls a run off: nobody hears of it any more.
pub(crate) fn cancel(handle: Handle) {
    let waiting = SIMULATOR.with(|simulator| simulator.borrow_mut().waiting.remove(&handle.0));
    if waiting.is_some() {
        tell(handle, "cancel");
    }
}

/// Ends a run where it is: what there is of it comes as its outcome.
pub(crate) fn stop(handle: Handle) {
    tell(handle, "stop");
}

/// Starts the worker, if it does not run yet.
pub(crate) fn warm_up() {
    SIMULATOR.with(|simulator| {
        let mut simulator = simulator.borrow_mut();
        if simulator.worker.is_none() && !simulator.broken {
            simulator.worker = start();
        }
    });
}

fn start() -> Option<Worker> {
    let source = page::site_value("data-sim")?;
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(&source, &options).ok()?;
    // One worker for the life of the page, so its two listeners live as long as the page does.
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| hear(&event.data()));
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let on_error = Closure::<dyn Fn(JsValue)>::new(|_| fail());
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    on_error.forget();
    Some(worker)
}

fn message(id: u32, order: &Order) -> JsValue {
    let turns: Vec<String> = order.turns.iter().map(|(path, value)| format!("{path}={value}")).collect();
    object(&[
        ("id", JsValue::from(id)),
        ("scenario", JsValue::from_str(&order.scenario)),
        ("turns", JsValue::from_str(&turns.join("&"))),
        ("acts", JsValue::from_str(&order.acts.join("&"))),
        ("seed", JsValue::from_str(&order.seed.to_string())),
    ])
}

fn tell(Handle(id): Handle, what: &str) {
    SIMULATOR.with(|simulator| {
        if let Some(worker) = &simulator.borrow().worker {
            // Where the worker cannot be reached any more, `fail` has told everybody.
            let _ = worker.post_message(&object(&[("id", JsValue::from(id)), (what, JsValue::TRUE)]));
        }
    });
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// A message from the worker: how far a run is, or its outcome.
fn hear(data: &JsValue) {
    let field = |name: &str| Reflect::get(data, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED);
    let Some(id) = field("id").as_f64() else { return };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "ids are written by `message`"
    )]
    let id = id as u32;
    // Who is called may order the next run, so nothing stays borrowed meanwhile.
    if let Some(share) = field("progress").as_f64() {
        let listener = |simulator: &Simulator| Some(Rc::clone(&simulator.waiting.get(&id)?.progress));
        if let Some(progress) = SIMULATOR.with(|simulator| listener(&simulator.borrow())) {
            progress(share);
        }
        return;
    }
    let waiting = SIMULATOR.with(|simulator| simulator.borrow_mut().waiting.remove(&id));
    let Some(waiting) = waiting else { return };
    match (field("error").as_string(), waiting.done) {
        (Some(error), done) => done.fail(&error),
        (None, Done::Trace(done)) => {
            let bytes = Uint8Array::new(&field("trace")).to_vec();
            done(trace::decode(&bytes).map_err(|unreadable| unreadable.to_string()));
        }
        (None, Done::Numbers(done)) => done(Ok(Float64Array::new(&field("numbers")).to_vec())),
    }
}

impl Done {
    fn fail(self, why: &str) {
        match self {
            Self::Trace(done) => done(Err(why.to_owned())),
            Self::Numbers(done) => done(Err(why.to_owned())),
        }
    }
}

/// The worker's script or module could not be loaded, or it died: everyone who waits is told.
fn fail() {
    let waiting = SIMULATOR.with(|simulator| {
        let mut simulator = simulator.borrow_mut();
        simulator.worker = None;
        simulator.broken = true;
        std::mem::take(&mut simulator.waiting)
    });
    for waiting in waiting.into_values() {
        waiting.done.fail("the simulator could not be loaded");
    }
}
