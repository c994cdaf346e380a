//! The live diagram: two drawings of one moment, what each side knows, and the controls.

use diagram::{Guess, Layout, Row, Run, Scene, Sight, Viewpoint};
use leptos::prelude::*;
use scenario::QueueModel;
use serde::{Deserialize, Serialize};
use trace::NodeId;

use crate::platform::simulator::Order;
use crate::state::experiment::{Experiment, Setup};
use crate::state::link;
use crate::state::playhead::Playhead;
use crate::state::trial::Trial;
use crate::state::viewing::Viewing;
use crate::ui::drawing::Drawing;
use crate::ui::knobs::{KnobData, Knobs};
use crate::ui::panels::{self, Opened, Panels};
use crate::ui::picking::Picking;
use crate::ui::said::Said;
use crate::ui::transport::{Linked, Transport};
use crate::ui::viewpoints::Viewpoints;
use crate::words;

/// A figure. The run comes from the simulator.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct FigureData {
    /// The figure's id on its page.
    pub(crate) id: String,
    /// The scenario in its stored form, percent-encoded: in that its names stay words, which a page compresses to a third less
    /// than base64. The page hands it to the simulator unread.
    pub(crate) scenario: String,
    pub(crate) seed: u64,
    /// The moment that the still picture shows.
    pub(crate) moment_ns: u64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) knobs: Vec<KnobData>,
    /// Whether the knobs are kept in the page's address.
    #[serde(default)]
    pub(crate) in_address: bool,
    /// How many interventions the scenario has of its own.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(crate) own_acts: u16,
    /// The queue that the scenario is, if theory has a closed form for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) queue: Option<QueueModel>,
    /// Texts are only there where no page shows them yet: for a run that a prediction will show.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) lead: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) caption: String,
}

impl FigureData {
    /// The run as the page shows it.
    pub(crate) fn order(&self) -> Order {
        let (turns, acts) = (Vec::new(), Vec::new());
        Order { scenario: self.scenario.clone(), turns, acts, seed: self.seed }
    }

    /// What coming alive needs where the page shows the texts already.
    #[cfg(feature = "ssr")]
    pub(crate) fn without_texts(self) -> Self {
        Self { title: String::new(), lead: String::new(), caption: String::new(), ..self }
    }
}

/// The figure, live. Its first drawing equals the page's: same run, same moment. `so_far` leaves undrawn what
/// has not happened yet, for a learner who is about to see it.
#[component]
pub(crate) fn Figure(
    data: FigureData,
    playhead: Playhead,
    #[prop(optional)] so_far: bool,
    /// The task that it is part of.
    #[prop(optional)]
    trial: Option<Trial>,
    /// What the learner said before the run was shown.
    #[prop(default = None)]
    guess: Option<Guess>,
) -> impl IntoView {
    let ladder = if so_far { diagram::ladder_so_far } else { diagram::ladder };
    let mut viewing = Viewing::new(playhead);
    viewing.guess = guess;
    let setup = Setup {
        order: data.order(),
        own_acts: data.own_acts,
        in_address: data.in_address,
        queue: data.queue.clone(),
    };
    let experiment = Experiment::new(viewing, setup, data.knobs.iter().map(KnobData::knob).collect());
    on_cleanup(move || experiment.call_off());
    if let Some(trial) = trial {
        trial.follow(experiment);
    }
    if data.in_address {
        // After hydration, because the page was drawn without knowing its address.
        Effect::new(move || {
            let fragment = link::fragment();
            untrack(|| experiment.read_address(&fragment));
        });
    }
    // A task is solved by its knobs; no link turns them.
    let carried = (trial.is_none() && !so_far).then_some(experiment);
    if !data.in_address && carried.is_some() {
        let id = data.id.clone();
        Effect::new(move || {
            let fragment = link::fragment();
            untrack(|| experiment.read_link(&fragment, &id));
        });
    }
    let knobs = (!data.knobs.is_empty()).then(|| view! { <Knobs data=data.clone() experiment /> });
    let titled = format!("{}-title", data.id);
    let linked = match (so_far, data.in_address) {
        // It comes with a prediction that is committed, and goes with it.
        (true, _) => Linked::No,
        (false, true) => Linked::BesideKnobs,
        (false, false) => Linked::ById,
    };
    let stop = match guess {
        Some(Guess::Place { at, .. }) => Some(at),
        _ => None,
    };
    let due = panels::due(playhead, so_far, stop);
    let opened = Opened::new(data.in_address);
    let id = data.id.clone();
    // A task is done by its knobs alone, and they stand next to its goals.
    let (knobs, task_knobs, panels) = match trial {
        Some(_) => (None, knobs, view! { <Panels viewing id opened due /> }),
        None => (knobs, None, view! { <Panels viewing experiment id opened due /> }),
    };
    view! {
        <figure class="fig" aria-labelledby=titled.clone() on:keydown=move |event| unpick(viewing, &event.key())>
            <header inner_html=header(&titled, &data)></header>
            <Viewpoints viewing id=data.id.clone() due />
            <Views viewing ladder />
            <Picking viewing opened due acts=trial.is_none() />
            <Transport playhead id=data.id.clone() linked carried />
            <Said viewing />
            {knobs}
            {panels}
            <RunTable playhead />
            <figcaption inner_html=data.caption></figcaption>
            {task_knobs}
        </figure>
    }
}

/// Escape lets go of what is picked.
pub(crate) fn unpick(viewing: Viewing, key: &str) {
    if key == "Escape" {
        viewing.picked.set(None);
    }
}

/// What stands above the picture; `titled` is the id of its title.
pub(crate) fn header(titled: &str, data: &FigureData) -> String {
    format!("<p class=\"title\" id=\"{titled}\">{}</p>{}", data.title, data.lead)
}

/// The drawings of one moment, and what each side knows.
#[component]
pub(crate) fn Views(viewing: Viewing, ladder: fn(&Sight<'_>, Layout) -> Scene) -> impl IntoView {
    // The styles show it where there is room, instead of the other.
    let wide = move || {
        view! { <Drawing viewing host_class="drawing ladder ladder-wide later" class="dg" draw=ladder layout=Layout::Wide later=true /> }
    };
    let several = Memo::new(move |_| viewing.playhead.run.with(|run| run.trace.nodes.len() > 2));
    view! {
        <div class="views">
            <div class="space">
                <Drawing viewing host_class="drawing space-wide" class="dg w" draw=diagram::space layout=Layout::Wide />
                <Drawing viewing host_class="drawing space-narrow" class="dg n" draw=diagram::space layout=Layout::Narrow />
                <Knowledge viewing />
            </div>
            <Drawing viewing host_class="drawing ladder later" class="dg" draw=ladder layout=Layout::Narrow later=true />
            {move || several.get().then(wide)}
        </div>
    }
}

/// The run as a table, closed at first.
#[component]
pub(crate) fn RunTable(playhead: Playhead) -> impl IntoView {
    view! {
        <details class="as-table">
            <summary>{words::AS_TABLE}</summary>
            <div
                class="scroll"
                tabindex="0"
                role="group"
                aria-label=words::TABLE_REGION
                inner_html=move || playhead.run.with(|run| table(run, playhead.viewpoint.get()))
            ></div>
        </details>
    }
}

/// What the sides know, in their own words: who asks, who answers, and whom that one asks in turn. The gap between
/// them is the lesson.
#[component]
fn Knowledge(viewing: Viewing) -> impl IntoView {
    let viewing = viewing.for_reading();
    // Nothing below moves while the sentences change.
    let rooms = Memo::new(move |_| {
        let room = |run: &Run, node| escape(&diagram::knows_at_most(run, NodeId(node)));
        viewing.playhead.run.with(|run| (0..MOST_TELLERS).map(|node| room(run, node)).collect::<Vec<_>>())
    });
    let html = move || {
        viewing.sight(|&Sight { run, at, viewpoint, .. }| {
            let side = |node: NodeId| {
                let (name, knows) = (run.name(node), diagram::knows(run, node, at));
                let room = rooms.with(|rooms| rooms.get(usize::from(node.0)).cloned().unwrap_or_default());
                let (name, knows) = (diagram::knower(&escape(name)), escape(&knows));
                format!("<div><dt>{name}</dt><dd data-room=\"{room}\">{knows}</dd></div>")
            };
            let nodes = match viewpoint {
                Viewpoint::Everyone => (0..MOST_TELLERS).map(NodeId).collect(),
                Viewpoint::Only(node) => vec![node],
            };
            let there = |node: &NodeId| usize::from(node.0) < run.trace.nodes.len();
            nodes.into_iter().filter(there).map(side).collect::<String>()
        })
    };
    view! { <dl class="knows" inner_html=html></dl> }
}

/// With more of them side by side nobody would read any.
const MOST_TELLERS: u16 = 3;

/// More rows than these help nobody who cannot go to one of them.
const MOST_ROWS: usize = 200;

/// The run as a table: the text twin of the drawings, as far as whoever looks can know.
pub(crate) fn table(run: &Run, viewpoint: Viewpoint) -> String {
    let seen = run.rows().seen_from(viewpoint);
    let all = seen.as_ref().map_or(run.rows().len(), Vec::len);
    let more = all.checked_sub(MOST_ROWS).and_then(|more| words::and_more(Some(more)));
    let ends = [more.map(|more| format!("… {more}")), run.cut_short().map(str::to_owned)];
    let ends = ends.into_iter().flatten();
    match seen {
        None => table_of(run.rows().between(0..MOST_ROWS), ends),
        Some(seen) => {
            table_of(seen.into_iter().take(MOST_ROWS).filter_map(|place| run.rows().at(place)), ends)
        }
    }
}

/// A table of these lines, and what it says at its end.
pub(crate) fn table_of(rows: impl Iterator<Item = Row>, ends: impl Iterator<Item = String>) -> String {
    let [time, from, to, what] = words::TABLE_HEAD;
    let mut html = format!(
        "<table><thead><tr><th scope=\"col\" class=\"r\">{time}</th><th scope=\"col\">{from}</th>\
         <th scope=\"col\">{to}</th><th scope=\"col\">{what}</th></tr></thead><tbody>"
    );
    for row in rows {
        html.push_str(&format!(
            "<tr><td class=\"r\">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            row.at,
            escape(&row.from),
            escape(&row.to),
            escape(&row.what)
        ));
    }
    for end in ends {
        html.push_str(&format!("<tr><td></td><td></td><td></td><td>{end}</td></tr>"));
    }
    html.push_str("</tbody></table>");
    html
}

/// Text as HTML. Names come from scenarios, and a scenario can come from a link.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_zero(count: &u16) -> bool {
    *count == 0
}
