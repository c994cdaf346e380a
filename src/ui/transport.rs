//! Play, step, scrub, speed.

use leptos::prelude::*;
use trace::{Duration, Time};

use crate::state::playhead::{Command, Playhead};
use crate::ui::icon;
use crate::words;

/// The scrub bar counts in thousandths of the run, whatever its length.
const SCRUB_MAX: u64 = 1000;

/// The controls of one figure.
#[component]
pub(crate) fn Transport(playhead: Playhead, id: String) -> impl IntoView {
    let end = move || playhead.run.with(|run| run.end());
    let shown = move || playhead.run.with(|run| run.shown(playhead.at.get()));
    let time = move || words::time_of(&shown().to_string(), &end().to_string());
    let button = move |name: &'static str, sign: &'static str, command: Command| {
        view! {
            <button
                class="icon"
                type="button"
                aria-label=name
                title=name
                inner_html=sign
                on:click=move |_| playhead.command(command.clone())
            ></button>
        }
    };
    let play = move |_| playhead.command(if playhead.playing.get() { Command::Pause } else { Command::Play });
    let face = move || {
        let (sign, word) =
            if playhead.playing.get() { (icon::PAUSE, words::PAUSE) } else { (icon::PLAY, words::PLAY) };
        format!("{sign}{word}")
    };
    view! {
        <div class="bar">
            <div class="scrub">
                <div class="ticks" inner_html=move || ticks(playhead)></div>
                <input
                    type="range"
                    id=format!("{id}-scrub")
                    min="0"
                    max=SCRUB_MAX.to_string()
                    step="any"
                    aria-label=words::TIME_IN_RUN
                    aria-valuetext=time
                    prop:value=move || place(playhead.at.get(), end())
                    on:input=move |event| {
                        let place = event_target_value(&event).parse().unwrap_or_default();
                        playhead.command(Command::Seek(moment(place, end())));
                    }
                />
            </div>
            <div class="transport" role="group" aria-label=words::PLAYBACK>
                <Speed playhead />
                <p class="clock num" inner_html=move || clock(shown(), end())></p>
                <button class="go" type="button" on:click=play inner_html=face></button>
                {button(words::BACK, icon::BACK, Command::Back)}
                {button(words::STEP, icon::STEP, Command::Step)}
                {button(words::ARRIVAL, icon::ARRIVAL, Command::Arrival)}
                {button(words::RESTART, icon::RESTART, Command::Restart)}
            </div>
        </div>
    }
}

/// How fast the run plays, as what one second on screen stands for.
#[component]
fn Speed(playhead: Playhead) -> impl IntoView {
    let speeds = diagram::speeds(playhead.speed.get_untracked());
    let option = move |speed: Duration| {
        view! {
            <option value=speed.0.to_string() selected=speed == playhead.speed.get_untracked()>
                {words::speed(&speed.to_string())}
            </option>
        }
    };
    view! {
        <label class="speed">
            <span class="vh">{words::SPEED}</span>
            <select on:change=move |event| {
                if let Ok(ns) = event_target_value(&event).parse() {
                    playhead.command(Command::Speed(Duration(ns)));
                }
            }>{speeds.into_iter().map(option).collect_view()}</select>
        </label>
    }
}

fn clock(at: Time, end: Time) -> String {
    format!("{at} <small>of {end}</small>")
}

/// A mark on the scrub bar for each event.
fn ticks(playhead: Playhead) -> String {
    playhead.run.with(|run| {
        let end = run.end();
        let line = |at: &Time| {
            let x = place(*at, end);
            format!("<line x1=\"{x}\" x2=\"{x}\" y1=\"2\" y2=\"10\"/>")
        };
        let lines: String = run.moments().events.iter().map(line).collect();
        format!("<svg viewBox=\"0 0 {SCRUB_MAX} 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">{lines}</svg>")
    })
}

/// Where a moment stands on the scrub bar, in whole thousandths.
fn place(at: Time, end: Time) -> u32 {
    let place = u128::from(at.0) * u128::from(SCRUB_MAX) / u128::from(end.0.max(1));
    u32::try_from(place).unwrap_or_default()
}

/// The moment at a place of the scrub bar.
fn moment(place: f64, end: Time) -> Time {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a place on a bar is a few hundred pixels; `as` saturates"
    )]
    Time((end.0 as f64 * place / SCRUB_MAX as f64) as u64)
}
