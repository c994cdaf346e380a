//! One number of a scenario that the learner may turn: a native slider with its name and its amount.

use leptos::prelude::*;

use crate::ui::knobs::KnobData;
use crate::words;

/// The slider of one knob; `of` is the id of the figure that it belongs to. `turned` is called after each turn.
#[component]
pub(crate) fn Slider(
    of: String,
    knob: KnobData,
    value: RwSignal<u64>,
    turned: impl Fn() + 'static,
) -> impl IntoView {
    let id = format!("{of}-{}", knob.path.replace('.', "-"));
    let amount = move || words::amount(value.get(), &knob.unit);
    view! {
        <div class="knob">
            <label for=id.clone()>{knob.label}</label>
            <span class="amount num" aria-hidden="true">{amount.clone()}</span>
            <input
                type="range"
                id=id
                min=knob.min.to_string()
                max=knob.max.to_string()
                step=knob.step.to_string()
                aria-valuetext=amount
                prop:value=move || value.get().to_string()
                value=knob.value.to_string()
                on:input=move |event| {
                    if let Ok(number) = event_target_value(&event).parse() {
                        value.set(number);
                        turned();
                    }
                }
            />
        </div>
    }
}
