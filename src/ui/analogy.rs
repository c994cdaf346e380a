//! An analogy, live: one run, told step by step in words that the learner can switch. Messages and moments stay.

use std::sync::Arc;

use diagram::{Cast, Noun, Run};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use trace::Time;

use crate::platform::early::Early;
use crate::state::playhead::{Command, Playhead};
use crate::state::viewing::Viewing;
use crate::ui::figure::{FigureData, RunTable, Views, header, unpick};
use crate::ui::panels::{self, Opened, Panels};
use crate::ui::picking::Picking;
use crate::ui::said::Said;
use crate::ui::transport::{Linked, Transport};
use crate::ui::viewpoints::Viewpoints;
use crate::words;

/// What the steps are about, and the words of each cast. The texts are only there when the page is drawn.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct AnalogyData {
    pub(crate) moments_ns: Vec<u64>,
    pub(crate) casts: Vec<CastData>,
    /// Of the network itself first, then of the casts.
    #[serde(skip)]
    pub(crate) texts: Vec<Texts>,
}

/// The words of a cast, as they stand in drawings and sentences.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CastData {
    pub(crate) nodes: Vec<String>,
    /// One and many.
    pub(crate) request: [String; 2],
    pub(crate) reply: [String; 2],
    pub(crate) wire: String,
}

/// What a cast tells, as HTML.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    pub(crate) name: String,
    pub(crate) steps: Vec<String>,
    /// What stands for what, and where it breaks down. Empty for the network itself.
    pub(crate) mapping: String,
}

/// The analogy, live. `early` is which cast was picked before it came alive.
#[component]
pub(crate) fn Analogy(
    figure: FigureData,
    data: AnalogyData,
    playhead: Playhead,
    early: Early,
) -> impl IntoView {
    let titled = format!("{}-title", figure.id);
    let telling = Telling::new(&data, playhead);
    // After hydration, because the page was drawn with the network's own words.
    Effect::new(move || {
        if let Some(cast) = early.picked.filter(|&cast| cast > 0) {
            telling.choose(cast);
        }
    });
    let count = data.casts.len() + 1;
    let texts = move |cast: usize| data.texts.get(cast).cloned().unwrap_or_default();
    let group = format!("{}-cast", figure.id);
    let choices = (0..count).map(|cast| {
        view! { <Choose telling cast name=group.clone() label=texts(cast).name /> }
    });
    let told = (0..count).map(|cast| view! { <Told telling cast texts=texts(cast) /> });
    let mappings = (1..count).map(|cast| {
        view! { <section class:off=move || telling.cast.get() != cast inner_html=texts(cast).mapping></section> }
    });
    let viewing = Viewing::new(playhead);
    let (due, opened) = (panels::due(playhead, false, None), Opened::new(false));
    view! {
        <figure class="fig analogy" aria-labelledby=titled.clone() on:keydown=move |event| unpick(viewing, &event.key())>
            <header inner_html=header(&titled, &figure)></header>
            <fieldset class="casts">
                <legend class="label">{words::TOLD_AS}</legend>
                <div class="seg">{choices.collect_view()}</div>
            </fieldset>
            <div class="steps">
                <div aria-live="polite">{told.collect_view()}</div>
                <Walk telling />
            </div>
            <Viewpoints viewing id=figure.id.clone() due />
            <Views viewing ladder=diagram::ladder />
            <Picking viewing opened due acts=false />
            <Transport playhead id=figure.id.clone() linked=Linked::ById carried=None />
            <Said viewing />
            <Panels viewing id=figure.id opened due />
            <RunTable playhead />
            <div class="mappings">{mappings.collect_view()}</div>
            <figcaption inner_html=figure.caption></figcaption>
        </figure>
    }
}

#[component]
fn Choose(telling: Telling, cast: usize, name: String, label: String) -> impl IntoView {
    view! {
        <label>
            <input
                type="radio"
                name=name
                value=cast.to_string()
                autocomplete="off"
                checked=cast == 0
                prop:checked=move || telling.cast.get() == cast
                on:change=move |_| telling.choose(cast)
            />
            <span inner_html=label></span>
        </label>
    }
}

/// The steps in the words of one cast. Those that are not due are in the page for readers without script.
#[component]
fn Told(telling: Telling, cast: usize, texts: Texts) -> impl IntoView {
    let step = move |index: usize| {
        let text = texts.steps.get(index).cloned().unwrap_or_default();
        view! { <li class:off=move || telling.step.get() != index inner_html=text></li> }
    };
    let steps = (0..telling.moments.with_value(Vec::len)).map(step).collect_view();
    view! {
        <div class:off=move || telling.cast.get() != cast>
            <p class="label" inner_html=texts.name></p>
            <ol>{steps}</ol>
        </div>
    }
}

/// The way from step to step. A button without a step to go to stays, so that the keyboard does not lose its place.
#[component]
fn Walk(telling: Telling) -> impl IntoView {
    let button = move |name: &'static str, forward: bool| {
        let dead = move || telling.target(forward).is_none().then_some("true");
        view! {
            <button type="button" aria-disabled=dead on:click=move |_| telling.go(forward)>
                {name}
            </button>
        }
    };
    let count = move || telling.moments.with_value(Vec::len);
    view! {
        <div class="row walk">
            {button(words::PREVIOUS_STEP, false)} {button(words::NEXT_STEP, true)}
            <span class="fine num">{move || words::step(telling.step.get() + 1, count())}</span>
        </div>
    }
}

/// Which words are chosen, and where in the steps the playhead stands.
#[derive(Clone, Copy)]
struct Telling {
    moments: StoredValue<Vec<Time>>,
    casts: StoredValue<Vec<Cast>>,
    /// 0 for the network itself.
    cast: RwSignal<usize>,
    /// The last step whose moment has come.
    step: Memo<usize>,
    playhead: Playhead,
    /// The run in the network's own words.
    plain: StoredValue<Arc<Run>>,
}

impl Telling {
    fn new(data: &AnalogyData, playhead: Playhead) -> Self {
        let moments: Vec<Time> = data.moments_ns.iter().copied().map(Time).collect();
        let moments = StoredValue::new(moments);
        let step = Memo::new(move |_| {
            let at = playhead.at.get();
            moments.with_value(|moments| moments.partition_point(|&moment| moment <= at).saturating_sub(1))
        });
        Self {
            moments,
            casts: StoredValue::new(data.casts.iter().map(CastData::cast).collect()),
            cast: RwSignal::new(0),
            step,
            playhead,
            plain: StoredValue::new(playhead.run.get_untracked()),
        }
    }

    /// Tells the run in other words, at the same moment.
    fn choose(self, cast: usize) {
        let plain = self.plain.get_value();
        let words =
            cast.checked_sub(1).and_then(|index| self.casts.with_value(|casts| casts.get(index).cloned()));
        let run = words.map_or_else(|| Arc::clone(&plain), |words| Arc::new(plain.recast(words)));
        self.cast.set(cast);
        self.playhead.command(Command::Load(run));
    }

    /// The moment of the next step, or of the one before.
    fn target(self, forward: bool) -> Option<Time> {
        let at = self.playhead.at.get();
        self.moments.with_value(|moments| {
            let mut ahead = moments.iter().filter(|&&moment| moment > at);
            let before = moments.iter().rfind(|&&moment| moment < at);
            if forward { ahead.next() } else { before }.copied()
        })
    }

    /// Plays to the next step, or goes there at once when already on the way; goes back at once.
    fn go(self, forward: bool) {
        let Some(target) = untrack(|| self.target(forward)) else { return };
        let on_the_way = self.playhead.playing.get_untracked();
        self.playhead.command(if forward && !on_the_way {
            Command::PlayTo(target)
        } else {
            Command::Seek(target)
        });
    }
}

impl CastData {
    fn cast(&self) -> Cast {
        let noun = |[one, many]: &[String; 2]| Noun::new(one, many);
        Cast {
            nodes: self.nodes.clone(),
            request: noun(&self.request),
            reply: noun(&self.reply),
            carrier: Some(self.wire.clone()),
        }
    }
}
