//! Numbers of the scenario that the learner may turn. Each turn is a new run.

use std::sync::Arc;

use diagram::Run;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use trace::Time;

use crate::platform::simulator::{self, Handle, Order, Outcome};
use crate::platform::{address, clipboard};
use crate::state::link;
use crate::state::playhead::{Command, Playhead};
use crate::ui::figure::FigureData;
use crate::ui::slider::Slider;
use crate::words;

/// One knob.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct KnobData {
    pub(crate) path: String,
    pub(crate) label: String,
    pub(crate) unit: String,
    pub(crate) min: u64,
    pub(crate) max: u64,
    pub(crate) step: u64,
    pub(crate) value: u64,
}

/// The knobs of one figure.
#[component]
pub(crate) fn Knobs(data: FigureData, playhead: Playhead) -> impl IntoView {
    let values: Vec<RwSignal<u64>> = data.knobs.iter().map(|knob| RwSignal::new(knob.value)).collect();
    let panel = Panel {
        data: StoredValue::new(data.clone()),
        values: StoredValue::new(values.clone()),
        order: StoredValue::new(None),
        wish: StoredValue::new(0),
        tens: RwSignal::new(None),
        moment: StoredValue::new(None),
        refused: RwSignal::new(false),
        copied: RwSignal::new(false),
        playhead,
    };
    if data.in_address {
        // After hydration, because the page was drawn without knowing its address.
        Effect::new(move || panel.read_address(&link::fragment()));
    }
    on_cleanup(move || panel.call_off());
    let of = data.id;
    let knobs = data.knobs.into_iter().zip(values).map(|(knob, value)| {
        view! { <Slider of=of.clone() knob value turned=move || panel.turned() /> }
    });
    let copy = data.in_address.then(|| {
        view! {
            <button type="button" on:click=move |_| panel.copy_link()>
                {move || if panel.copied.get() { words::COPIED } else { words::COPY_LINK }}
            </button>
        }
    });
    view! {
        <section class="knobs" role="group" aria-label=words::KNOBS>
            {knobs.collect_view()}
            <div class="row">
                <button type="button" on:click=move |_| panel.reset()>{words::RESET}</button>
                {copy}
                <span class="fine" role="status">{move || panel.status()}</span>
                {move || {
                    panel.tens.get().is_some().then(|| {
                        view! { <button type="button" on:click=move |_| panel.stop()>{words::STOP}</button> }
                    })
                }}
            </div>
        </section>
    }
}

#[derive(Clone, Copy)]
struct Panel {
    data: StoredValue<FigureData>,
    values: StoredValue<Vec<RwSignal<u64>>>,
    /// The run that is being worked out.
    order: StoredValue<Option<Handle>>,
    /// Counts orders: only the latest run is shown.
    wish: StoredValue<u32>,
    /// How many tenths of a long run are done.
    tens: RwSignal<Option<u8>>,
    /// The moment that the address asks for, until the run is there.
    moment: StoredValue<Option<Time>>,
    refused: RwSignal<bool>,
    copied: RwSignal<bool>,
    playhead: Playhead,
}

impl Panel {
    fn turned(self) {
        self.copied.set(false);
        if self.data.with_value(|data| data.in_address) {
            address::replace_fragment(&self.fragment());
        }
        self.order();
    }

    /// Orders the run that the knobs now ask for, in place of one that is still being worked out.
    fn order(self) {
        self.call_off();
        let wish = self.wish.with_value(|count| count.wrapping_add(1));
        self.wish.set_value(wish);
        let order = self.data.with_value(|data| Order {
            scenario: data.scenario.clone(),
            turns: self.turns(),
            seed: data.seed,
        });
        let current = move || self.wish.try_get_value() == Some(wish);
        let progress = move |share: f64| {
            if current() {
                self.tens.set(Some(tens(share)));
            }
        };
        let done = move |outcome: Outcome| {
            if !current() {
                return;
            }
            self.tens.set(None);
            self.refused.set(outcome.is_err());
            if let Ok(trace) = outcome {
                self.playhead.command(Command::Load(Arc::new(Run::new(trace))));
                if let Some(at) = self.moment.try_update_value(Option::take).flatten() {
                    self.playhead.command(Command::Seek(at));
                }
            }
        };
        self.order.set_value(Some(simulator::run(&order, progress, done)));
    }

    fn call_off(self) {
        if let Some(Some(handle)) = self.order.try_get_value() {
            simulator::cancel(handle);
            let _ = self.tens.try_set(None);
        }
    }

    /// What there is of the run so far is shown.
    fn stop(self) {
        if let Some(handle) = self.order.get_value() {
            simulator::stop(handle);
        }
    }

    fn status(self) -> Option<String> {
        let simulating = self.tens.get().map(words::simulating);
        simulating.or_else(|| self.refused.get().then(|| words::RUN_FAILED.to_owned()))
    }

    fn turns(self) -> Vec<(String, u64)> {
        self.each(|knob, value| Some((knob.path.clone(), value.get_untracked())))
    }

    fn reset(self) {
        self.each(|knob, value| {
            value.set(knob.value);
            None::<()>
        });
        self.turned();
    }

    /// Only what differs from the scenario: `wire.one_way_ms=80&server.service_ms=5`.
    fn fragment(self) -> String {
        let pairs = self.each(|knob, value| {
            let value = value.get_untracked();
            (value != knob.value).then(|| format!("{}={value}", knob.path))
        });
        if pairs.is_empty() { String::new() } else { format!("v1&{}", pairs.join("&")) }
    }

    /// Takes over what the address says. Unknown names and numbers out of range are left out.
    fn read_address(self, fragment: &str) {
        let mut pairs = fragment.split('&');
        if pairs.next() != Some("v1") {
            return;
        }
        self.each(|knob, value| {
            value.set(knob.value);
            None::<()>
        });
        for (path, number) in pairs.filter_map(|pair| pair.split_once('=')) {
            let Ok(number) = number.parse::<u64>() else { continue };
            self.each(|knob, value| (knob.path == path).then(|| value.set(number.clamp(knob.min, knob.max))));
        }
        self.moment.set_value(link::moment_beside_knobs(fragment));
        self.order();
    }

    fn copy_link(self) {
        if clipboard::copy(&address::with_fragment(&self.fragment())).is_some() {
            self.copied.set(true);
        }
    }

    fn each<T>(self, mut look: impl FnMut(&KnobData, RwSignal<u64>) -> Option<T>) -> Vec<T> {
        self.data.with_value(|data| {
            self.values.with_value(|values| {
                data.knobs.iter().zip(values).filter_map(|(knob, value)| look(knob, *value)).collect()
            })
        })
    }
}

fn tens(share: f64) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is from 0 to 1")]
    let tens = (share * 10.0) as u8;
    tens
}
