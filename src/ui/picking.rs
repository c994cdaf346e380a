//! What is picked, under the drawings: a list to pick from without a pointer, what is known of it, and where to go with it.

use diagram::{About, Subject};
use leptos::html;
use leptos::prelude::*;

use crate::platform::page;
use crate::state::playhead::Command;
use crate::state::viewing::Viewing;
use crate::ui::panels::{Opened, PanelKind};
use crate::words;

/// The list and the line, once they are `due`.
#[component]
pub(crate) fn Picking(
    viewing: Viewing,
    opened: Opened,
    due: ReadSignal<bool>,
    /// Whether the run can be acted on.
    acts: bool,
) -> impl IntoView {
    let viewing = viewing.for_reading();
    let list = NodeRef::<html::Select>::new();
    let about = Memo::new(move |_| {
        viewing.sight(|sight| sight.picked.and_then(|picked| diagram::about(sight, picked)))
    });
    let clear = move |_| {
        viewing.picked.set(None);
        // The button that was pressed is about to go.
        if let Some(list) = list.get_untracked() {
            page::focus(&list);
        }
    };
    let line = move |About { line, at, .. }: About| {
        let go = at.map(|at| {
            view! {
                <button type="button" on:click=move |_| viewing.playhead.command(Command::Seek(at))>
                    {words::GO_THERE}
                </button>
            }
        });
        let can_act = move || {
            let picked = viewing.picked.get();
            acts && picked
                .is_some_and(|picked| viewing.playhead.run.with(|run| diagram::is_target(run, picked)))
        };
        view! {
            <p>{line}</p>
            <div class="row">
                {go}
                <button type="button" on:click=move |_| opened.open(PanelKind::Why)>{words::WHY_THIS}</button>
                {move || can_act().then(|| view! {
                    <button type="button" on:click=move |_| opened.open(PanelKind::Acts)>{words::acts::INTERFERE}</button>
                })}
                <button type="button" on:click=clear>{words::CLEAR}</button>
            </div>
        }
    };
    let drawn = move || {
        due.get().then(|| {
            view! {
                <Pickable viewing list />
                {move || about.get().map(line)}
            }
        })
    };
    view! { <div class="later picking">{drawn}</div> }
}

/// What can be picked at the moment, and what is.
#[component]
fn Pickable(viewing: Viewing, list: NodeRef<html::Select>) -> impl IntoView {
    let choices = Memo::new(move |_| {
        viewing.sight(|sight| {
            let mut choices = diagram::pickable(sight);
            // What comes and goes is no choice while it does.
            if viewing.playhead.playing.get() {
                choices.retain(|(subject, _)| !matches!(subject, Subject::Message(_)));
            }
            let picked = sight.picked.filter(|picked| choices.iter().all(|(other, _)| other != picked));
            if let Some((subject, about)) = picked.and_then(|own| Some((own, diagram::about(sight, own)?))) {
                choices.insert(0, (subject, about.name));
            }
            choices
        })
    });
    let option = move |(subject, name): (Subject, String)| {
        view! {
            <option value=subject.to_string() prop:selected=move || viewing.picked.get() == Some(subject)>
                {name}
            </option>
        }
    };
    view! {
        <label class="pick">
            <span class="label">{words::PICKED}</span>
            <select
                node_ref=list
                // A list that changes while one looks at it cannot be read.
                on:pointerdown=move |_| viewing.playhead.command(Command::Pause)
                on:change=move |event| viewing.picked.set(event_target_value(&event).parse().ok())
            >
                <option value="" prop:selected=move || viewing.picked.get().is_none()>{words::NOTHING_PICKED}</option>
                {move || choices.get().into_iter().map(option).collect_view()}
            </select>
        </label>
    }
}
