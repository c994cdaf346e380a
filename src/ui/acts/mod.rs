//! Acting on the run: what is picked can be lost, delayed, crashed or cut from the moment on that is shown, and all of it
//! undone. The run as it was before stays to compare with.

mod panel;
mod told;

use diagram::{Deed, Subject, compare};
use leptos::html;
use leptos::prelude::*;

use crate::platform::page;
use crate::state::experiment::{Act, Experiment};
use crate::ui::knobs::Progress;
use crate::words::acts as words;

use panel::{FIRST_DELAY, Kind, Panel, Press};
use told::told;

/// What can be acted on and how, what was done, and what came of it.
#[component]
pub(crate) fn Acts(experiment: Experiment, id: String) -> impl IntoView {
    let panel = Panel::new(experiment);
    // Where there are knobs it stands beside them.
    let progress =
        experiment.knobs().is_empty().then(|| view! { <div class="row"><Progress experiment /></div> });
    let select = NodeRef::<html::Select>::new();
    let chooser = format!("{id}-acts-on");
    // Only here: elsewhere on the page these keys belong to the browser.
    let undo_by_key = move |event: leptos::ev::KeyboardEvent| {
        let undoes = event.key() == "z" && (event.ctrl_key() || event.meta_key()) && !event.shift_key();
        if undoes && experiment.acts.with_untracked(|acts| !acts.is_empty()) {
            event.prevent_default();
            experiment.undo(None);
        }
    };
    let choose = move |event| {
        if let Ok(subject) = event_target_value(&event).parse::<Subject>() {
            experiment.viewing.picked.set(Some(subject));
        }
    };
    view! {
        <div class="acting" on:keydown=undo_by_key>
            <div class="row">
                <label for=chooser.clone()>{words::ACTS_ON}</label>
                <select
                    id=chooser
                    node_ref=select
                    on:change=choose
                    inner_html=move || panel.options.get()
                ></select>
            </div>
            <Deeds panel id />
            <p class="fine" role="status">{move || panel.refused.get()}</p>
            {progress}
            <Done experiment select />
            <Comparison experiment />
        </div>
    }
}

/// The buttons for a message, for a server and for a link. All of them stay in place, so that who has just pressed one can
/// press the next.
#[component]
fn Deeds(panel: Panel, id: String) -> impl IntoView {
    let button = |name: &str, press: Press| {
        let id = format!("{id}-{name}");
        view! { <DeedButton panel id press /> }
    };
    let is = move |kind: Kind| panel.kind.get() == kind;
    let by = format!("{id}-delay-by");
    view! {
        <div class="deeds" hidden=move || !is(Kind::Message)>
            {button("lose", Press::One(Deed::Lose))}
            {button("double", Press::One(Deed::Double))}
            {button("hold", Press::Hold)}
            {button("delay", Press::One(Deed::Delay))}
            <span class="by">
                <label for=by.clone()>{words::BY}</label>
                <select
                    id=by
                    on:change=move |event| panel.delay.set(event_target_value(&event).parse().unwrap_or(FIRST_DELAY))
                    inner_html=move || panel.delays.get()
                ></select>
            </span>
        </div>
        <div class="deeds" hidden=move || !is(Kind::Server)>
            {button("crash", Press::One(Deed::Crash))}
            {button("crash-silently", Press::One(Deed::CrashSilently))}
            {button("restart", Press::One(Deed::Restart))}
            {button("slow", Press::One(Deed::Slow))}
            {button("hang", Press::One(Deed::Hang))}
            {button("recover", Press::One(Deed::Recover))}
        </div>
        <div class="deeds" hidden=move || !is(Kind::Link)>
            {button("cut", Press::One(Deed::Cut))}
            {button("cut-there", Press::CutFrom(0))}
            {button("cut-back", Press::CutFrom(1))}
            {button("mend", Press::One(Deed::Mend))}
        </div>
    }
}

/// A button that stays reachable when it makes no sense, and says why then.
#[component]
fn DeedButton(panel: Panel, id: String, press: Press) -> impl IntoView {
    let why = Memo::new(move |_| panel.objection(press));
    let described = format!("{id}-why");
    view! {
        <button
            type="button"
            aria-disabled=move || why.get().is_some().then_some("true")
            aria-describedby=described.clone()
            on:click=move |_| panel.press(press)
        >
            {move || panel.name(press)}
        </button>
        <span class="vh" id=described>{move || why.get().map(words::not_now)}</span>
    }
}

/// The list of what was done.
#[component]
fn Done(experiment: Experiment, select: NodeRef<html::Select>) -> impl IntoView {
    // The button that had the focus goes with its line.
    let settle = move || {
        if let Some(select) = select.get_untracked() {
            page::focus(&select);
        }
    };
    let line = move |act: Act| {
        let told = move || experiment.viewing.playhead.run.with(|run| told(act, run));
        let idle =
            move || experiment.idle.with(|idle| idle.contains(&act.key)).then_some(words::WITHOUT_EFFECT);
        let undo = move |_| {
            experiment.undo(Some(act.key));
            settle();
        };
        view! {
            <li>
                <span>{told}<small>{idle}</small></span>
                <button type="button" aria-label=move || words::undo(&told()) on:click=undo>{words::UNDO}</button>
            </li>
        }
    };
    let undo_all = move |_| {
        experiment.undo_all();
        settle();
    };
    let several = Memo::new(move |_| experiment.acts.with(Vec::len) > 1);
    view! {
        <ol class="done" aria-label=words::DONE>
            <For each=move || experiment.acts.get() key=|act| act.key children=line />
        </ol>
        {move || several.get().then(|| {
            view! { <div class="row"><button type="button" on:click=undo_all>{words::UNDO_ALL}</button></div> }
        })}
    }
}

/// What came of it, beside the run as it was.
#[component]
fn Comparison(experiment: Experiment) -> impl IntoView {
    let Experiment { viewing, before, comparing, pinned, .. } = experiment;
    let told = Memo::new(move |_| {
        let before = before.get().filter(|_| comparing.get())?;
        viewing.playhead.run.with(|run| Some(compare(&before, run)))
    });
    let none = move || before.with(Option::is_none);
    let pin = (!experiment.knobs().is_empty()).then(|| {
        view! {
            <label class="switch">
                <input
                    type="checkbox"
                    prop:checked=move || pinned.get()
                    on:change=move |event| experiment.pin(event_target_checked(&event))
                />
                {words::COMPARE_KNOBS}
            </label>
        }
    });
    view! {
        <p class="compared" role="status">{move || told.get()}</p>
        <div class="row">
            <label class="switch" hidden=none>
                <input
                    type="checkbox"
                    prop:checked=move || comparing.get()
                    on:change=move |event| experiment.compare(event_target_checked(&event))
                />
                {words::COMPARE}
            </label>
            {pin}
        </div>
    }
}
