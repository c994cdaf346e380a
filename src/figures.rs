//! The part of the program that draws runs: a chunk of its own, fetched when the first figure comes near the
//! screen or the first prediction is committed, so that questions never wait for it.

use std::any::Any;
use std::sync::Arc;

use diagram::{Guess, Run};
use learner::Given;
use leptos::mount::mount_to;
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use trace::Time;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::platform::early::Early;
use crate::platform::lifted::Lifted;
use crate::platform::page::{self, Element, HtmlElement};
use crate::platform::simulator;
use crate::platform::styles;
use crate::start::{keep, live};
use crate::state::playhead::{Command, Playhead};
use crate::state::reading;
use crate::state::trial::Trial;
use crate::ui::analogy::{Analogy, AnalogyData};
use crate::ui::explorer::{Explorer, ExplorerData};
use crate::ui::figure::{Figure, FigureData};
use crate::ui::foretold::{self, Asked, Told};
use crate::words;

/// Takes what takes a figure down when dropped, or none when there is no run to draw.
pub(crate) type OnShown = Box<dyn FnOnce(Option<Handle>)>;

/// Takes a drawing down when dropped.
pub(crate) type Handle = Box<dyn Any>;

/// How a prediction wants its run shown.
pub(crate) struct Showing {
    /// Where to draw.
    pub(crate) host: HtmlElement,
    /// The figure and what is asked of its run, as the page carries them.
    pub(crate) figure: String,
    pub(crate) asks: String,
    /// The texts that were kept back.
    pub(crate) key: Lifted,
    /// What was committed; none to be shown.
    pub(crate) given: Option<Given>,
    /// Play from the start, or show at once where that leads to.
    pub(crate) play: bool,
    /// Called with what takes the drawing down when dropped, once it can be seen; with none when the run could not be worked
    /// out.
    pub(crate) shown: OnShown,
    /// Called once the run has come to the answer.
    pub(crate) told: Box<dyn FnOnce(Told)>,
}

/// Brings a figure to life. Where that fails the figure stays as the page drew it, and says so.
pub(crate) fn wake_figure(widget: Element) {
    spawn_local(async move {
        if load().await.is_err() || hydrate_figure(widget.clone()).await.is_err() {
            stay_still(&widget, words::FIGURE_STILL);
        }
    });
}

/// Brings an analogy to life, likewise.
pub(crate) fn wake_analogy(widget: Element) {
    spawn_local(async move {
        if load().await.is_err() || hydrate_analogy(widget.clone()).await.is_err() {
            stay_still(&widget, words::FIGURE_STILL);
        }
    });
}

/// Brings an explorer to life, likewise.
pub(crate) fn wake_explorer(widget: Element) {
    spawn_local(async move {
        if load().await.is_err() || hydrate_explorer(widget.clone()).await.is_err() {
            stay_still(&widget, words::EXPLORER_STILL);
        }
    });
}

/// Puts the figure of a task in place of the still that the page has, likewise.
pub(crate) fn wake_task(widget: Element, trial: Trial) {
    spawn_local(async move {
        if load().await.is_err() || show_task(widget.clone(), trial).await.is_err() {
            stay_still(&widget, words::practice::TASK_STILL);
        }
    });
}

/// Fetches what a run will need, so that a learner who is about to commit does not wait for it.
pub(crate) fn prepare() {
    spawn_local(async {
        // A fetch that fails here is tried again when the run is wanted.
        if load().await.is_ok() {
            let _ = warm_up().await;
        }
    });
}

/// Works out the run of a world and plays it in `host`; the page carries its figure with all texts. `shown` is called with
/// what takes it down when dropped, or with none when it could not be worked out.
pub(crate) fn play_world(host: HtmlElement, figure: String, shown: impl FnOnce(Option<Handle>) + 'static) {
    let shown: OnShown = Box::new(shown);
    spawn_local(async move {
        if load().await.is_err() {
            return shown(None);
        }
        // The chunk is there now, so the call itself cannot fail to load.
        let _ = show_world(host, figure, shown).await;
    });
}

/// Works out a prediction's run and shows it.
pub(crate) fn show(showing: Showing) {
    spawn_local(async move {
        if load().await.is_err() {
            return (showing.shown)(None);
        }
        // The chunk is there now, so the call itself cannot fail to load.
        let _ = show_run(showing).await;
    });
}

#[wasm_split(figures, fallible, preload(load))]
fn hydrate_figure(widget: Element) -> Result<(), SplitLoaderError> {
    let Some(data) = carried::<FigureData>(&widget, "data-figure") else {
        stay_still(&widget, words::FIGURE_STILL);
        return Ok(());
    };
    with_run(widget, data, |data, playhead, _| view! { <Figure data playhead /> });
    Ok(())
}

#[wasm_split(figures, fallible)]
fn hydrate_analogy(widget: Element) -> Result<(), SplitLoaderError> {
    let figure = carried::<FigureData>(&widget, "data-figure");
    let Some((figure, data)) = figure.zip(carried::<AnalogyData>(&widget, "data-analogy")) else {
        stay_still(&widget, words::FIGURE_STILL);
        return Ok(());
    };
    with_run(widget, figure, |figure, playhead, early| view! { <Analogy figure data playhead early /> });
    Ok(())
}

#[wasm_split(figures, fallible)]
fn hydrate_explorer(widget: Element) -> Result<(), SplitLoaderError> {
    let figure = carried::<FigureData>(&widget, "data-figure");
    match figure.zip(carried::<ExplorerData>(&widget, "data-explorer")) {
        Some((figure, data)) => {
            simulator::warm_up();
            live(&widget, move |_| view! { <Explorer figure data /> });
        }
        None => stay_still(&widget, words::EXPLORER_STILL),
    }
    Ok(())
}

#[wasm_split(figures, fallible)]
fn show_task(widget: Element, trial: Trial) -> Result<(), SplitLoaderError> {
    let host = page::host(&widget);
    let Some((data, host)) = carried::<FigureData>(&widget, "data-figure").zip(host) else {
        stay_still(&widget, words::practice::TASK_STILL);
        return Ok(());
    };
    styles::link();
    reading::run(&data.order(), ignore_progress, move |outcome| match outcome {
        _ if !widget.is_connected() => {}
        Ok(run) => {
            host.set_text_content(None);
            let playhead = Playhead::new(run, Time(data.moment_ns));
            keep(mount_to(host, move || view! { <Figure data playhead trial /> }));
            let _ = widget.set_attribute("data-live", "");
        }
        Err(_) => stay_still(&widget, words::practice::TASK_STILL),
    });
    Ok(())
}

/// What the page says of a widget in one of its attributes. None for another build's page.
fn carried<T: DeserializeOwned>(widget: &Element, name: &str) -> Option<T> {
    serde_json::from_str(&widget.get_attribute(name)?).ok()
}

/// Works the run of a figure out and brings its widget to life with it.
fn with_run<V: IntoView + 'static>(
    widget: Element,
    data: FigureData,
    draw: impl FnOnce(FigureData, Playhead, Early) -> V + 'static,
) {
    styles::link();
    let order = data.order();
    let done = move |outcome| match outcome {
        _ if !widget.is_connected() => {}
        Ok(run) => live(&widget, move |early| {
            let at = Time(data.moment_ns);
            draw(data, Playhead::new(run, at), early)
        }),
        Err(_) => stay_still(&widget, words::FIGURE_STILL),
    };
    reading::run(&order, ignore_progress, done);
}

#[wasm_split(figures, fallible)]
fn warm_up() -> Result<(), SplitLoaderError> {
    styles::link();
    simulator::warm_up();
    Ok(())
}

#[wasm_split(figures, fallible)]
fn show_run(showing: Showing) -> Result<(), SplitLoaderError> {
    let Showing { host, figure, asks, key, given, play, shown, told } = showing;
    let read = (serde_json::from_str::<FigureData>(&figure), serde_json::from_str::<Asked>(&asks));
    let (Ok(data), Ok(asked)) = read else {
        shown(None);
        return Ok(());
    };
    styles::link();
    reading::run(&data.order(), ignore_progress, move |outcome| {
        shown(outcome.ok().and_then(|run| {
            let verdict = foretold::tell(&asked, &run, given.as_ref(), &key)?;
            let stop = foretold::stops(&asked, &run);
            let guess = foretold::guess(&asked, &run, given.as_ref());
            let ended = Box::new(move || told(verdict));
            let handle = mount_to(host, move || view! { <Playing data run play stop guess ended /> });
            Some(Box::new(handle) as Handle)
        }));
    });
    Ok(())
}

#[wasm_split(figures, fallible)]
fn show_world(host: HtmlElement, figure: String, shown: OnShown) -> Result<(), SplitLoaderError> {
    let Ok(data) = serde_json::from_str::<FigureData>(&figure) else {
        shown(None);
        return Ok(());
    };
    styles::link();
    reading::run(&data.order(), ignore_progress, move |outcome| {
        let run = outcome.ok().filter(|_| host.is_connected());
        shown(run.map(|run| {
            host.set_text_content(None);
            let handle = mount_to(
                host,
                move || view! { <Playing data run play=true stop=None guess=None ended=Box::new(|| {}) /> },
            );
            Box::new(handle) as Handle
        }));
    });
    Ok(())
}

/// The run of a prediction or a world. It plays by itself, because the learner asked for it, up to `stop` or to its end.
/// `ended` is called once it has come there.
#[component]
fn Playing(
    data: FigureData,
    run: Arc<Run>,
    play: bool,
    stop: Option<Time>,
    guess: Option<Guess>,
    ended: Box<dyn FnOnce()>,
) -> impl IntoView {
    let due = stop.unwrap_or(run.end());
    let playhead = Playhead::new(run, Time::ZERO);
    if play {
        Effect::new(move || playhead.command(stop.map_or(Command::Play, Command::PlayTo)));
    } else {
        playhead.command(Command::Seek(due));
    }
    let ended = StoredValue::new_local(Some(ended));
    Effect::new(move || {
        if playhead.at.get() >= due
            && let Some(ended) = ended.try_update_value(Option::take).flatten()
        {
            untrack(ended);
        }
    });
    view! { <Figure data playhead so_far=true guess /> }
}

/// The runs that a page is built with are short: the builder has worked them out as well.
fn ignore_progress(_share: f64) {}

fn stay_still(widget: &Element, why: &str) {
    let _ = widget.set_attribute("data-still", "");
    for line in page::all(widget, ".say") {
        line.set_text_content(Some(why));
    }
}
