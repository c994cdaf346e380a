//! One drawing of a figure, redrawn as the moment moves. What is drawn can be pointed at and picked.

use diagram::{Layout, Scene, Sight};
use leptos::html;
use leptos::prelude::*;

use crate::platform::near::Near;
use crate::platform::scene_dom::SceneDom;
use crate::state::playhead::Command;
use crate::state::viewing::Viewing;

/// One drawing. Only those that are displayed near the screen are redrawn. The browser tells when that changes: to ask for a
/// size would have it lay out the page in the middle of every frame.
#[component]
pub(crate) fn Drawing(
    viewing: Viewing,
    host_class: &'static str,
    class: &'static str,
    draw: fn(&Sight<'_>, Layout) -> Scene,
    layout: Layout,
    /// The page keeps its room and no more: it comes with script, and says nothing that the page does not say elsewhere.
    #[prop(optional)]
    later: bool,
) -> impl IntoView {
    let host = NodeRef::<html::Div>::new();
    let dom = StoredValue::new_local(SceneDom::default());
    let scene = move || viewing.sight(|sight| draw(sight, layout));
    let near = RwSignal::new(false);
    let watching = StoredValue::new_local(None);
    Effect::new(move || {
        if let Some(host) = host.get() {
            let watch = Near::watch_near(&host, move |is_near| {
                let _ = near.try_set(is_near);
            });
            near.set(near.get_untracked() || watch.is_none());
            watching.set_value(watch);
        }
    });
    Effect::new(move || {
        if near.get()
            && let Some(host) = host.get()
        {
            if viewing.playhead.playing.get() && dom.with_value(SceneDom::would_be_a_blur) {
                // The next frame asks again, and so does the end of playing.
                return viewing.playhead.at.track();
            }
            let scene = scene();
            dom.update_value(|dom| dom.draw(&host, class, scene));
        }
    });
    Effect::new(move || {
        let pointed = viewing.pointed.get();
        viewing.playhead.run.with_untracked(|run| dom.with_value(|dom| dom.point(pointed, run)));
    });
    let first = untrack(|| {
        let mut scene = scene();
        if later {
            scene.shapes.clear();
        }
        diagram::svg(&scene, class)
    });
    view! {
        <div
            class=host_class
            node_ref=host
            inner_html=first
            on:click=move |event| viewing.picked.set(dom.with_value(|dom| dom.subject_at(&event, true)))
            on:dblclick=move |event| {
                if let Some(subject) = dom.with_value(|dom| dom.subject_at(&event, true)) {
                    let about = viewing.sight(|sight| diagram::about(sight, subject));
                    if let Some(at) = about.and_then(|about| about.at) {
                        viewing.playhead.command(Command::Seek(at));
                    }
                }
            }
            on:pointerover=move |event| {
                if event.pointer_type() != "touch" {
                    viewing.pointed.set(dom.with_value(|dom| dom.subject_at(&event, false)));
                }
            }
            on:pointerleave=move |_| viewing.pointed.set(None)
        ></div>
    }
}
