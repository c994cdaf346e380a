//! The row of panels under a figure: closer looks at the same run, at the same moment.
//!
//! They are drawn in the browser alone, once the figure is alive: the page keeps their row free, and carries nothing of them.
//! What can be read without script stands in the figure itself. What draws them is a chunk of the program of its own, fetched
//! with the first that is opened.

mod bytes;
mod charts;
mod events;
mod ledger;
mod message;
mod paging;
mod waterfall;
mod why;

use std::any::Any;

use gloo_timers::callback::Timeout;
use leptos::html;
use leptos::mount::mount_to;
use leptos::prelude::*;
use trace::Time;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::platform::page::{self, HtmlElement};
use crate::state::experiment::Experiment;
use crate::state::playhead::Playhead;
use crate::state::viewing::Viewing;
use crate::ui::acts::Acts;
use crate::words;

use charts::Charts;
use events::Events;
use ledger::Ledger;
use message::MessagePanel;
use waterfall::Waterfall;
use why::Why;

/// The panels that there are, in the order in which they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PanelKind {
    Acts,
    Events,
    Why,
    Message,
    Ledger,
    Waterfall,
    Charts,
}

impl PanelKind {
    const ALL: [Self; 7] =
        [Self::Acts, Self::Events, Self::Why, Self::Ledger, Self::Waterfall, Self::Charts, Self::Message];
    /// Those that are open from the start where a run is explored.
    const FIRST: [Self; 4] = [Self::Acts, Self::Events, Self::Why, Self::Waterfall];

    /// What its button and its heading say.
    fn name(self) -> &'static str {
        match self {
            Self::Acts => words::acts::INTERFERE,
            Self::Events => words::EVENTS,
            Self::Why => words::WHY,
            Self::Message => words::MESSAGE,
            Self::Ledger => words::LEDGER,
            Self::Waterfall => words::WATERFALL,
            Self::Charts => words::CHARTS,
        }
    }

    /// What ids in the page end with.
    fn slug(self) -> &'static str {
        match self {
            Self::Acts => "acts",
            Self::Events => "events",
            Self::Why => "why",
            Self::Message => "message",
            Self::Ledger => "ledger",
            Self::Waterfall => "waterfall",
            Self::Charts => "charts",
        }
    }

    /// Its content; ids in it begin with `id`.
    fn draw(self, viewing: Viewing, experiment: Option<Experiment>, id: String) -> AnyView {
        match self {
            Self::Acts => experiment.map(|experiment| view! { <Acts experiment id /> }).into_any(),
            Self::Events => view! { <Events viewing /> }.into_any(),
            Self::Why => view! { <Why viewing /> }.into_any(),
            Self::Message => view! { <MessagePanel viewing id /> }.into_any(),
            Self::Ledger => view! { <Ledger viewing /> }.into_any(),
            Self::Waterfall => view! { <Waterfall viewing /> }.into_any(),
            Self::Charts => view! { <Charts viewing /> }.into_any(),
        }
    }
}

/// When a panel says that the run was cut short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// What it shows is the whole run.
    Always,
    /// It shows the run up to the moment.
    AtTheEnd,
}

impl PanelKind {
    /// None where the panel has a better place for it, or shows nothing that could be missing.
    fn says_cut_short(self) -> Option<When> {
        match self {
            Self::Events | Self::Why => Some(When::Always),
            Self::Ledger | Self::Message => Some(When::AtTheEnd),
            Self::Acts | Self::Waterfall | Self::Charts => None,
        }
    }
}

/// Says that a run was cut short, where it was.
#[component]
fn CutShort(viewing: Viewing, when: When) -> impl IntoView {
    let playhead = viewing.playhead;
    let said = move || {
        let cut_short = playhead.run.with(|run| run.cut_short())?;
        (when == When::Always || playhead.at_end()).then_some(cut_short)
    };
    view! { {move || said().map(|said| view! { <p class="fine">{said}</p> })} }
}

/// Which panels of a figure are open.
#[derive(Clone, Copy)]
pub(crate) struct Opened {
    kinds: RwSignal<Vec<PanelKind>>,
    /// The panel that was asked for from elsewhere, and is to be shown.
    wanted: RwSignal<Option<PanelKind>>,
}

impl Opened {
    /// None, or those to begin with where a run is `explored`.
    pub(crate) fn new(explored: bool) -> Self {
        let kinds = if explored { PanelKind::FIRST.to_vec() } else { Vec::new() };
        Self { kinds: RwSignal::new(kinds), wanted: RwSignal::new(None) }
    }

    /// Opens a panel, and takes the reader there.
    pub(crate) fn open(self, kind: PanelKind) {
        if !untrack(|| self.has(kind)) {
            self.toggle(kind);
        }
        self.wanted.set(Some(kind));
    }

    fn has(self, kind: PanelKind) -> bool {
        self.kinds.with(|open| open.contains(&kind))
    }

    fn toggle(self, kind: PanelKind) {
        self.kinds.update(|open| match open.iter().position(|other| *other == kind) {
            Some(place) => drop(open.remove(place)),
            None => open.push(kind),
        });
    }
}

/// Whether the tools of a figure may be drawn: not before it is alive, and where a learner is about to see something for
/// the first time (`so_far`) not before the run has come to its end once, or to where it stops (`stop`). They are a task of
/// their own: to bring the figure to life is a long one.
pub(crate) fn due(playhead: Playhead, so_far: bool, stop: Option<Time>) -> ReadSignal<bool> {
    let (due, set_due) = signal(false);
    let asked = StoredValue::new(false);
    Effect::new(move || {
        let is_due = !so_far || playhead.at_end() || stop.is_some_and(|stop| playhead.at.get() >= stop);
        if is_due && !asked.get_value() {
            asked.set_value(true);
            Timeout::new(0, move || {
                let _ = set_due.try_set(true);
            })
            .forget();
        }
    });
    due
}

/// The row of buttons and the open panels. A closed panel is not there at all.
#[component]
pub(crate) fn Panels(
    viewing: Viewing,
    /// Where a run can be acted on.
    #[prop(optional)]
    experiment: Option<Experiment>,
    id: String,
    opened: Opened,
    due: ReadSignal<bool>,
) -> impl IntoView {
    let label = format!("{id}-closer");
    let kinds = move || {
        PanelKind::ALL.into_iter().filter(move |kind| *kind != PanelKind::Acts || experiment.is_some())
    };
    let button = {
        let id = id.clone();
        move |kind: PanelKind| {
            let id = format!("{id}-{}", kind.slug());
            view! {
                <button
                    type="button"
                    aria-expanded=move || opened.has(kind).to_string()
                    aria-controls=move || opened.has(kind).then(|| id.clone())
                    on:click=move |_| opened.toggle(kind)
                >
                    {kind.name()}
                </button>
            }
        }
    };
    let panel = move |kind: PanelKind| {
        let id = format!("{id}-{}", kind.slug());
        let is_open = Memo::new(move |_| opened.has(kind));
        move || {
            let (id, title) = (id.clone(), format!("{id}-title"));
            is_open.get().then(|| {
                let host = NodeRef::<html::Section>::new();
                let content = StoredValue::new_local(None::<Box<dyn Any>>);
                let own = id.clone();
                Effect::new(move || {
                    if let Some(host) = host.get() {
                        fill(host, kind, viewing, experiment, own.clone(), content);
                    }
                });
                Effect::new(move || {
                    if let Some(host) = host.get().filter(|_| opened.wanted.get() == Some(kind)) {
                        opened.wanted.set(None);
                        page::focus(&host);
                    }
                });
                view! {
                    <section
                        class=format!("panel {}", kind.slug())
                        role="group"
                        tabindex="-1"
                        id=id
                        aria-labelledby=title.clone()
                        node_ref=host
                    >
                        <p class="panel-title" id=title.clone()>{kind.name()}</p>
                    </section>
                }
            })
        }
    };
    let drawn = move || {
        let label = label.clone();
        due.get().then(|| {
            view! {
                <div class="closer-row" role="group" aria-labelledby=label.clone()>
                    <p class="label" id=label.clone()>{words::LOOK_CLOSER}</p>
                    {kinds().map(&button).collect_view()}
                </div>
                <div class="panels">{kinds().map(&panel).collect_view()}</div>
            }
        })
    };
    view! { <div class="later closer">{drawn}</div> }
}

/// Draws a panel's content behind its title, once what draws it is there. `content` keeps it alive as long as the panel is open.
fn fill(
    host: HtmlElement,
    kind: PanelKind,
    viewing: Viewing,
    experiment: Option<Experiment>,
    id: String,
    content: StoredValue<Option<Box<dyn Any>>, LocalStorage>,
) {
    let failed = host.clone();
    let draw = move || async move {
        // The chunk is there now, so the call itself cannot fail to load. The panel may have gone meanwhile.
        if host.is_connected()
            && let Ok(drawn) = draw(host, kind, viewing, experiment, id).await
        {
            content.try_set_value(Some(drawn));
        }
    };
    spawn_local(async move {
        if load().await.is_err() {
            let _ = failed.insert_adjacent_text("beforeend", words::PANEL_MISSING);
            return;
        }
        // Several that open at once are a task each, so that the page stays quick meanwhile.
        Timeout::new(0, move || spawn_local(draw())).forget();
    });
}

#[wasm_split(panels, fallible, preload(load))]
fn draw(
    host: HtmlElement,
    kind: PanelKind,
    viewing: Viewing,
    experiment: Option<Experiment>,
    id: String,
) -> Result<Box<dyn Any>, SplitLoaderError> {
    let viewing = viewing.for_reading();
    Ok(Box::new(mount_to(host, move || {
        view! {
            {kind.draw(viewing, experiment, id)}
            {kind.says_cut_short().map(|when| view! { <CutShort viewing when /> })}
        }
    })))
}
