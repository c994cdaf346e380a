//! Charts of the run up to the moment, each with its numbers in words.

use std::sync::Arc;

use diagram::{Chart, Peak, Subject};
use leptos::html;
use leptos::prelude::*;
use trace::Time;

use crate::platform::scene_dom::SceneDom;
use crate::state::closed_form::ClosedForm;
use crate::state::playhead::Command;
use crate::state::viewing::Viewing;
use crate::words;

#[component]
pub(super) fn Charts(viewing: Viewing) -> impl IntoView {
    // Worked out once for all charts of a frame, which is never equal to the one before.
    let charts = Memo::new_with_compare(
        move |_| {
            viewing.closed_form.with(|closed_form| {
                Arc::new(viewing.sight(|sight| diagram::charts(sight, closed_form.theory())))
            })
        },
        |_, _| true,
    );
    let keys = Memo::new(move |_| {
        charts.with(|charts| charts.iter().map(|chart| chart.key.clone()).enumerate().collect::<Vec<_>>())
    });
    let theory = move || {
        let words = match viewing.closed_form.get() {
            ClosedForm::None => return None,
            ClosedForm::Gone => words::NO_THEORY,
            ClosedForm::Holds(_) => words::THEORY_IS,
        };
        Some(view! { <p class="fine">{words}</p> })
    };
    let none = move || keys.with(Vec::is_empty).then(|| view! { <p class="fine">{words::NO_CHARTS}</p> });
    view! {
        {theory}
        {none}
        <div class="charts-grid">
            <For each=move || keys.get() key=|(place, key)| (*place, key.clone()) let((place, _))>
                <ChartView viewing charts place />
            </For>
        </div>
    }
}

#[component]
fn ChartView(viewing: Viewing, charts: Memo<Arc<Vec<Chart>>>, place: usize) -> impl IntoView {
    let host = NodeRef::<html::Div>::new();
    let dom = StoredValue::new_local(SceneDom::default());
    Effect::new(move || {
        let Some(host) = host.get() else { return };
        charts.with(|charts| {
            if let Some(chart) = charts.get(place) {
                dom.update_value(|dom| dom.draw(&host, "dg chart", chart.scene.clone()));
            }
        });
    });
    let words = move |part: fn(&Chart) -> &str| {
        Memo::new(move |_| {
            charts.with(|charts| charts.get(place).map_or_else(String::new, |chart| part(chart).to_owned()))
        })
    };
    let lead = move |event: leptos::ev::MouseEvent| {
        let Some(across) = dom.with_value(|dom| dom.across(&event)) else { return };
        let key = charts.with_untracked(|charts| {
            charts.get(place).filter(|chart| chart.is_plot()).map(|chart| chart.key.clone())
        });
        let found = untrack(|| {
            viewing.closed_form.with(|closed_form| {
                let theory = closed_form.theory();
                viewing.sight(|sight| diagram::chart_leads_to(sight, theory, &key?, across))
            })
        });
        if let Some(found) = found {
            go(viewing, found);
        }
    };
    let peak = Memo::new(move |_| charts.with(|charts| charts.get(place)?.peak.clone()));
    let to_peak = move |Peak { at, name }: Peak| {
        view! {
            <button class="text" type="button" on:click=move |_| {
                go(viewing, untrack(|| viewing.sight(|sight| diagram::event_near(sight, at))));
            }>
                {words::go_to(&name)}
            </button>
        }
    };
    let (title, text) = (words(|chart| &chart.title), words(|chart| &chart.text));
    view! {
        <div class="chart-of">
            <p class="label">{title}</p>
            <div class="drawing" node_ref=host on:click=lead></div>
            <p class="fine">{text} " " {move || peak.get().map(to_peak)}</p>
        </div>
    }
}

/// Goes to a moment, and picks what happened there.
fn go(viewing: Viewing, (at, subject): (Time, Option<Subject>)) {
    match subject {
        Some(subject) => viewing.go(at, subject),
        None => viewing.playhead.command(Command::Seek(at)),
    }
}
