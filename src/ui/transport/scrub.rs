//! The bar that stands for the run: each event is a mark on it, each cut a break.

use diagram::{Cut, Run};
use leptos::prelude::*;
use trace::Time;

use crate::state::playhead::{Command, Playhead};
use crate::words;

/// The bar counts in thousandths of the shown time, however long that is.
const MAX: u64 = 1000;

/// From one tooth of a jagged line to the next, in thousandths of the bar.
const TOOTH: usize = 12;

/// The slider, its marks, and in a cut what is left out.
#[component]
pub(super) fn Scrub(playhead: Playhead, id: String) -> impl IntoView {
    let read = playhead.for_reading();
    let time = move || {
        playhead.run.with(|run| {
            let at = run.shown(read.at.get()).to_string();
            words::time_of(&at, &run.end().to_string())
        })
    };
    let cut =
        Memo::new(move |_| playhead.run.with(|run| run.timeline().cut_at(playhead.at.get()).map(Cut::label)));
    // Marks are of use with the slider alone, so the page does without them.
    let alive = RwSignal::new(false);
    Effect::new(move || alive.set(true));
    let marked = move || {
        if alive.get() {
            playhead.run.with(|run| playhead.moments(|moments| marks(run, &moments.events)))
        } else {
            frame("")
        }
    };
    view! {
        <div class="scrub">
            {move || cut.get().map(|label| view! { <p class="silence num">{words::nothing_moves(&label)}</p> })}
            <div class="ticks" inner_html=marked></div>
            <input
                type="range"
                id=format!("{id}-scrub")
                max=MAX.to_string()
                step="any"
                aria-label=words::TIME_IN_RUN
                aria-valuetext=time
                prop:value=move || playhead.run.with(|run| place(run, playhead.at.get()))
                on:input=move |event| {
                    let place = event_target_value(&event).parse().unwrap_or_default();
                    let at = playhead.run.with_untracked(|run| moment(run, place));
                    playhead.command(Command::Seek(at));
                }
            />
        </div>
    }
}

/// A mark for each event and a jagged line for each cut. What falls together is drawn once.
fn marks(run: &Run, events: &[Time]) -> String {
    let mut places: Vec<u32> = events.iter().map(|&at| place(run, at)).collect();
    places.dedup();
    let line = |x: u32| format!("<line x1=\"{x}\" x2=\"{x}\" y1=\"2\" y2=\"10\"/>");
    let lines: String = places.into_iter().map(line).collect();
    let mut cuts: Vec<[u32; 2]> =
        run.timeline().cuts().iter().map(|cut| [place(run, cut.from), place(run, cut.to)]).collect();
    cuts.dedup();
    let breaks: String = cuts.into_iter().map(jagged).collect();
    frame(&(lines + &breaks))
}

/// The drawing on the bar, whatever is in it: its room does not depend on that.
fn frame(drawn: &str) -> String {
    format!("<svg viewBox=\"0 0 {MAX} 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">{drawn}</svg>")
}

fn jagged([from, to]: [u32; 2]) -> String {
    let teeth = (from..to).step_by(TOOTH).zip([3, 9].into_iter().cycle());
    let teeth: String = teeth.map(|(x, y)| format!("L{x} {y}")).collect();
    format!("<path d=\"M{from} 6{teeth}L{to} 6\"/>")
}

/// Where a moment stands on the bar, in whole thousandths.
fn place(run: &Run, at: Time) -> u32 {
    let timeline = run.timeline();
    let place = u128::from(timeline.shown(at)) * u128::from(MAX) / u128::from(timeline.total().max(1));
    u32::try_from(place).unwrap_or_default()
}

/// The moment at a place of the bar.
fn moment(run: &Run, place: f64) -> Time {
    let timeline = run.timeline();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a place on a bar is a few hundred pixels; `as` saturates"
    )]
    let shown = (timeline.total() as f64 * place / MAX as f64) as u64;
    timeline.moment(shown)
}
