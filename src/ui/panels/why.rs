//! Why something happened, and what came of it. With nothing picked it is about the latest event.

use diagram::{Sight, Step, Subject};
use leptos::prelude::*;

use crate::state::viewing::Viewing;
use crate::words;

/// So many consequences are told.
const MOST: usize = 5;

/// And so many causes of causes; who wants to go further back chooses the last of them.
const MOST_CAUSES: usize = 25;

#[component]
pub(super) fn Why(viewing: Viewing) -> impl IntoView {
    let fact = Memo::new(move |_| viewing.sight(diagram::explained));
    // Both hang on the event alone, not on every frame.
    let about = move |tell: fn(&Sight<'_>, trace::FactId) -> Told| {
        Memo::new(move |_| {
            let fact = fact.get()?;
            let viewpoint = viewing.viewpoint.get();
            viewing
                .playhead
                .run
                .with(|run| Some(tell(&Sight { viewpoint, ..Sight::new(run, run.end()) }, fact)))
        })
    };
    let causes = about(|sight, fact| {
        let mut chain: Vec<Step> = diagram::why(sight, fact).take(MOST_CAUSES + 1).collect();
        let more = chain.len().saturating_sub(MOST_CAUSES);
        chain.truncate(MOST_CAUSES);
        (chain, Some(more))
    });
    let came = about(|sight, fact| diagram::came_of(sight, fact, MOST));
    let step = move |step: Step| {
        let (at, subject) = (step.at, Subject::Event(step.fact));
        let point = move |on: bool| viewing.pointed.set(on.then_some(subject));
        view! {
            <li on:mouseenter=move |_| point(true) on:mouseleave=move |_| point(false)>
                <button
                    class="text"
                    type="button"
                    on:focus=move |_| point(true)
                    on:blur=move |_| point(false)
                    on:click=move |_| viewing.go(at, subject)
                >
                    {step.words}
                </button>
                " "
                <small>{at.to_string()}</small>
            </li>
        }
    };
    let steps = move |told: &Memo<Option<Told>>| {
        told.get().map(|(steps, _)| steps).unwrap_or_default().into_iter().map(step).collect_view()
    };
    let nothing = move || fact.get().is_none().then(|| view! { <p class="fine">{words::NOTHING_YET}</p> });
    let none_came = move || came.with(|came| came.as_ref().is_some_and(|(steps, _)| steps.is_empty()));
    let further = move || causes.with(|causes| causes.as_ref().is_some_and(|(_, more)| *more != Some(0)));
    let more = move || came.get().and_then(|(_, more)| words::and_more(more));
    view! {
        {nothing}
        <ol class="chain">{move || steps(&causes)}</ol>
        {move || further().then(|| view! { <p class="fine">{words::FURTHER_BACK}</p> })}
        <p class="label">{words::CAME_OF_IT}</p>
        <ul class="came">{move || steps(&came)}</ul>
        <p class="fine">{move || if none_came() { Some(words::NOTHING_CAME.to_owned()) } else { more() }}</p>
    }
}

/// Steps, and how many more there are; none if they are too many to count.
type Told = (Vec<Step>, Option<usize>);
