//! The simulator, in a worker of its own: fetched when the first figure needs it, never on the page's thread.

use std::cell::RefCell;
use std::collections::BTreeMap;

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::platform::page;

/// What to run: a scenario as JSON, which of its knobs to turn, and the seed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Order {
    pub(crate) scenario: String,
    pub(crate) turns: Vec<(String, u64)>,
    pub(crate) seed: u64,
}

/// A run, or in words why there is none.
pub(crate) type Outcome = Result<trace::Trace, String>;

type Waiting = Box<dyn FnOnce(Outcome)>;

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

/// Runs `order` and calls `done` with the outcome, later; each call answers once.
pub(crate) fn run(order: &Order, done: impl FnOnce(Outcome) + 'static) {
    warm_up();
    let sent = SIMULATOR.with(|simulator| {
        let mut simulator = simulator.borrow_mut();
        let Some(worker) = simulator.worker.clone() else { return Err(done) };
        let id = simulator.next;
        simulator.next = id.wrapping_add(1);
        if worker.post_message(&message(id, order)).is_err() {
            return Err(done);
        }
        simulator.waiting.insert(id, Box::new(done));
        Ok(())
    });
    if let Err(done) = sent {
        done(Err("the simulator could not start".to_owned()));
    }
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
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| answer(&event.data()));
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let on_error = Closure::<dyn Fn(JsValue)>::new(|_| fail());
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    on_error.forget();
    Some(worker)
}

fn message(id: u32, order: &Order) -> JsValue {
    let turns = serde_json::to_string(&order.turns).unwrap_or_default();
    let message = Object::new();
    let fields = [
        ("id", JsValue::from(id)),
        ("scenario", JsValue::from_str(&order.scenario)),
        ("turns", JsValue::from_str(&turns)),
        ("seed", JsValue::from_str(&order.seed.to_string())),
    ];
    for (name, value) in fields {
        let _ = Reflect::set(&message, &JsValue::from_str(name), &value);
    }
    message.into()
}

fn answer(data: &JsValue) {
    let field = |name: &str| Reflect::get(data, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED);
    let Some(id) = field("id").as_f64() else { return };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "ids are written by `message`"
    )]
    let waiting = SIMULATOR.with(|simulator| simulator.borrow_mut().waiting.remove(&(id as u32)));
    let Some(done) = waiting else { return };
    let outcome = match field("error").as_string() {
        Some(error) => Err(error),
        None => {
            let bytes = Uint8Array::new(&field("trace")).to_vec();
            trace::decode(&bytes).map_err(|unreadable| unreadable.to_string())
        }
    };
    done(outcome);
}

/// The worker's script or module could not be loaded, or it died: everyone who waits is told.
fn fail() {
    let waiting = SIMULATOR.with(|simulator| {
        let mut simulator = simulator.borrow_mut();
        simulator.worker = None;
        simulator.broken = true;
        std::mem::take(&mut simulator.waiting)
    });
    for done in waiting.into_values() {
        done(Err("the simulator could not be loaded".to_owned()));
    }
}
