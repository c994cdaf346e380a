//! Whose eyes a figure is seen with: everybody's, or those of one node, which knows only what happens at itself.

use diagram::Viewpoint;
use leptos::prelude::*;
use trace::NodeId;

use crate::state::viewing::Viewing;
use crate::words;

/// So many nodes can be chosen; more would not fit into one row.
const MOST: u16 = 4;

/// The choice, once it is `due`.
#[component]
pub(crate) fn Viewpoints(viewing: Viewing, id: String, due: ReadSignal<bool>) -> impl IntoView {
    let name = format!("{id}-eyes");
    let count = Memo::new(move |_| viewing.playhead.run.with(|run| run.trace.nodes.len()));
    let choice = {
        let name = name.clone();
        move |viewpoint: Viewpoint| {
            let label = move || match viewpoint {
                Viewpoint::Everyone => words::EVERYONE.to_owned(),
                Viewpoint::Only(node) => viewing.playhead.run.with(|run| run.name(node).to_owned()),
            };
            view! {
                <label>
                    <input
                        type="radio"
                        name=name.clone()
                        autocomplete="off"
                        prop:checked=move || viewing.viewpoint.get() == viewpoint
                        on:change=move |_| viewing.viewpoint.set(viewpoint)
                    />
                    <span>{label}</span>
                </label>
            }
        }
    };
    let drawn = move || {
        let (name, choice) = (name.clone(), choice.clone());
        due.get().then(|| {
            let choices = move || {
                let nodes = (0..MOST).take(count.get()).map(|node| Viewpoint::Only(NodeId(node)));
                [Viewpoint::Everyone].into_iter().chain(nodes).map(&choice).collect_view()
            };
            view! {
                <p class="label" id=name.clone()>{words::SEEN_BY}</p>
                <div class="seg" role="radiogroup" aria-labelledby=name>{choices}</div>
            }
        })
    };
    view! { <div class="later eyes">{drawn}</div> }
}
