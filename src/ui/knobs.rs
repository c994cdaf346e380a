//! Numbers of the scenario that the learner may turn. Each turn is a new run.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::platform::{address, clipboard};
use crate::state::experiment::{Experiment, Knob};
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

impl KnobData {
    /// The knob where the scenario has it.
    pub(crate) fn knob(&self) -> Knob {
        Knob {
            path: self.path.clone(),
            min: self.min,
            max: self.max,
            own: self.value,
            value: RwSignal::new(self.value),
        }
    }
}

/// The knobs of one figure.
#[component]
pub(crate) fn Knobs(data: FigureData, experiment: Experiment) -> impl IntoView {
    let of = data.id;
    let copied = RwSignal::new(None);
    let turned = move || {
        copied.set(None);
        experiment.turned();
    };
    let knobs = data.knobs.into_iter().zip(experiment.knobs()).map(|(knob, own)| {
        view! { <Slider of=of.clone() knob value=own.value turned /> }
    });
    let reset = move |_| {
        copied.set(None);
        experiment.reset_knobs();
    };
    let copy = data.in_address.then(|| view! { <CopyLink experiment copied /> });
    view! {
        <section class="knobs" role="group" aria-label=words::KNOBS>
            {knobs.collect_view()}
            <div class="row">
                <button type="button" on:click=reset>{words::RESET}</button>
                {copy}
                <Progress experiment />
            </div>
        </section>
    }
}

/// How far a long run is, a way to end it, and whether it could be worked out.
#[component]
pub(crate) fn Progress(experiment: Experiment) -> impl IntoView {
    let status = move || {
        let simulating = experiment.tens.get().map(words::simulating);
        simulating.or_else(|| experiment.failed.get().then(|| words::RUN_FAILED.to_owned()))
    };
    view! {
        <span class="fine" role="status">{status}</span>
        {move || {
            experiment.tens.get().is_some().then(|| {
                view! { <button type="button" on:click=move |_| experiment.stop()>{words::STOP}</button> }
            })
        }}
    }
}

/// Copies the page's address with all that was turned and done. `copied` is how that went, until something changes.
#[component]
fn CopyLink(experiment: Experiment, copied: RwSignal<Option<&'static str>>) -> impl IntoView {
    Effect::new(move || {
        experiment.acts.track();
        copied.set(None);
    });
    let copy = move |_| match experiment.fragment() {
        None => copied.set(Some(words::LINK_TOO_LONG)),
        Some(fragment) => {
            if clipboard::copy(&address::with_fragment(&fragment)).is_some() {
                copied.set(Some(words::COPIED));
            }
        }
    };
    view! {
        <button type="button" on:click=copy>
            {move || copied.get().unwrap_or(words::COPY_LINK)}
        </button>
    }
}
