//! Play, step, scrub, speed.

mod keys;
mod more;
mod scrub;

use gloo_timers::callback::Timeout;
use leptos::html;
use leptos::prelude::*;

use crate::platform::near::Near;
use crate::platform::page;
use crate::state::experiment::Experiment;
use crate::state::link;
use crate::state::playhead::{Command, Playhead};
use crate::ui::icon;
use crate::words;
use keys::Act;
use more::More;
use scrub::Scrub;

/// How a link names a moment of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Linked {
    /// Not at all: the figure comes and goes.
    No,
    /// By the figure's id.
    ById,
    /// Beside the knobs that the page's address keeps.
    BesideKnobs,
}

/// The controls of one figure.
#[component]
pub(crate) fn Transport(
    playhead: Playhead,
    id: String,
    linked: Linked,
    /// What was turned and done goes along with a link.
    carried: Option<Experiment>,
) -> impl IntoView {
    let host = NodeRef::<html::Div>::new();
    stop_when_out_of_sight(host, playhead);
    if linked == Linked::ById {
        go_where_the_address_says(id.clone(), playhead);
    }
    let more = RwSignal::new(false);
    let region = format!("{id}-more");
    view! {
        <div class="bar" node_ref=host on:keydown=move |event| keys::pressed(&event, playhead)>
            <Scrub playhead id=id.clone() />
            <div class="transport" role="group" aria-label=words::PLAYBACK>
                <Speed playhead />
                <p class="clock num" inner_html=move || clock(playhead.for_reading())></p>
                <Play playhead />
                <button
                    class="icon"
                    type="button"
                    aria-label=words::PLAY_BACK
                    title=words::PLAY_BACK
                    aria-pressed=move || {
                        if playhead.playing.get() && playhead.backward.get() { "true" } else { "false" }
                    }
                    inner_html=icon::PLAY_BACK
                    on:click=move |_| playhead.command(back_or_pause(playhead))
                ></button>
                <Button playhead act=Act::Back sign=icon::BACK />
                <Button playhead act=Act::Step sign=icon::STEP />
                <Button playhead act=Act::Arrival sign=icon::ARRIVAL />
                <Button playhead act=Act::Start sign=icon::RESTART />
                <button
                    class="quiet"
                    type="button"
                    aria-expanded=move || if more.get() { "true" } else { "false" }
                    aria-controls=region.clone()
                    on:click=move |_| more.update(|open| *open = !*open)
                >
                    {words::MORE}
                </button>
            </div>
            <div id=region.clone()>
                <Show when=move || more.get()>
                    <More playhead id=id.clone() linked carried />
                </Show>
            </div>
        </div>
    }
}

/// A button that does the same as a key.
#[component]
fn Button(playhead: Playhead, act: Act, sign: &'static str) -> impl IntoView {
    view! {
        <button
            class="icon"
            type="button"
            aria-label=act.name()
            title=act.name()
            aria-keyshortcuts=act.shortcut()
            inner_html=sign
            on:click=move |_| act.carry_out(playhead)
        ></button>
    }
}

#[component]
fn Play(playhead: Playhead) -> impl IntoView {
    let face = move || {
        let (sign, word) =
            if playhead.playing.get() { (icon::PAUSE, words::PAUSE) } else { (icon::PLAY, words::PLAY) };
        format!("{sign}{word}")
    };
    view! {
        <button
            class="go"
            type="button"
            aria-keyshortcuts=Act::PlayOrPause.shortcut()
            inner_html=face
            on:click=move |_| Act::PlayOrPause.carry_out(playhead)
        ></button>
    }
}

/// How fast the run plays, as what one second on screen stands for, on a scale on which each step is a factor.
#[component]
fn Speed(playhead: Playhead) -> impl IntoView {
    let speed = move || words::speed(&playhead.speed.get().to_string());
    let last = move || playhead.speeds.with(|speeds| speeds.len().saturating_sub(1).to_string());
    let place = untrack(|| playhead.speed_place());
    let turn = move |event: leptos::ev::Event| {
        let place: Option<usize> = event_target_value(&event).parse().ok();
        let speed =
            playhead.speeds.with_untracked(|speeds| place.and_then(|place| speeds.get(place)).copied());
        if let Some(speed) = speed {
            playhead.command(Command::Speed(speed));
        }
    };
    view! {
        <label class="speed">
            <span class="num" aria-hidden="true">{speed}</span>
            <input
                type="range"
                max=last
                aria-label=words::SPEED
                aria-valuetext=speed
                aria-keyshortcuts=Act::SPEED_SHORTCUTS
                value=place.to_string()
                prop:value=move || playhead.speed_place().to_string()
                on:input=turn
            />
        </label>
    }
}

/// The moment, and how long the run is.
fn clock(playhead: Playhead) -> String {
    playhead.run.with(|run| {
        let at = playhead.at.get();
        format!("{} <small>of {}</small>", run.shown(at), run.end())
    })
}

fn back_or_pause(playhead: Playhead) -> Command {
    let goes_back = playhead.playing.get_untracked() && playhead.backward.get_untracked();
    if goes_back { Command::Pause } else { Command::PlayBack }
}

/// What nobody sees does not run. It goes on when it is asked to.
fn stop_when_out_of_sight(host: NodeRef<html::Div>, playhead: Playhead) {
    let watch = StoredValue::new_local(None::<Near>);
    let mut seen = false;
    Effect::new(move || {
        let Some(figure) = host.get().and_then(|host| page::closest(&host, ".fig")) else { return };
        let watched = figure.clone();
        let on_change = move |visible: bool| {
            if !visible && playhead.playing.try_get_untracked() == Some(true) {
                if seen {
                    playhead.command(Command::Pause);
                } else {
                    // It was asked for a moment ago, and came where the reader cannot see it.
                    page::reveal(&watched);
                }
            }
            seen |= visible;
        };
        watch.set_value(Near::watch(&figure, on_change));
    });
}

/// A link to a moment of this figure shows that moment, when the page opens and while it is open.
fn go_where_the_address_says(id: String, playhead: Playhead) {
    Effect::new(move || {
        if let Some(at) = link::moment_of(&link::fragment(), &id) {
            // Later than what tells screen readers of changes has begun to look for them.
            Timeout::new(0, move || playhead.command(Command::Seek(at))).forget();
        }
    });
}
