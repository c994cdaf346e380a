//! An analogy as the page carries it: all of its texts, and the words that its drawings switch to.

use leptos::prelude::*;
use lesson::{Analogy as AnalogyModel, Cast};
use trace::Time;

use super::html;
use super::live::{attribute, figure_data, run, wrap};
use crate::platform::early::Early;
use crate::state::playhead::Playhead;
use crate::ui::analogy::{Analogy, AnalogyData, CastData, Texts};
use crate::ui::figure::escape;
use crate::widget::WidgetData;
use crate::words;

/// An analogy with its first step drawn in the network's own words.
pub(crate) fn analogy(model: &AnalogyModel) -> String {
    let (figure, run) = (figure_data(&model.figure), run(&model.figure));
    let network =
        Texts { name: words::THE_NETWORK.to_owned(), steps: model.steps.clone(), mapping: String::new() };
    let casts = model.casts.iter().map(texts);
    let data = AnalogyData {
        moments_ns: model.moments_ns.clone(),
        casts: model.casts.iter().map(cast_data).collect(),
        texts: [network].into_iter().chain(casts).collect(),
    };
    let carried = figure.clone().without_texts();
    let attributes = attribute("figure", &carried) + &attribute("analogy", &data);
    let playhead = || Playhead::new(run, Time(model.figure.moment_ns));
    let drawn = html(|| view! { <Analogy figure data playhead=playhead() early=Early::default() /> });
    wrap("div", "widget wide", &model.figure.id, &WidgetData::Analogy, &attributes, &drawn, "")
}

fn cast_data(cast: &Cast) -> CastData {
    CastData {
        nodes: cast.nodes.iter().map(|node| node.name.clone()).collect(),
        request: [cast.request.one.clone(), cast.request.many.clone()],
        reply: [cast.reply.one.clone(), cast.reply.many.clone()],
        wire: cast.wire.clone(),
    }
}

fn texts(cast: &Cast) -> Texts {
    Texts { name: escape(&cast.name), steps: cast.steps.clone(), mapping: mapping(cast) }
}

/// What stands for what, as a table, and where it breaks down.
fn mapping(cast: &Cast) -> String {
    let nodes = cast.nodes.iter().map(|node| [escape(&node.name), escape(&node.node)]);
    let messages =
        [[&cast.request.one, words::REQUEST], [&cast.reply.one, words::REPLY], [&cast.wire, words::WIRE]];
    let messages = messages.map(|[here, there]| [capital(&escape(here)), there.to_owned()]);
    let rows = nodes.chain(messages).chain(cast.also.iter().cloned());
    let rows: String =
        rows.map(|[here, there]| format!("<tr><th scope=\"row\">{here}</th><td>{there}</td></tr>")).collect();
    let [here, there] = words::MAPPING_HEAD;
    format!(
        "<table><caption>{}: {}</caption><thead><tr><th scope=\"col\">{here}</th><th scope=\"col\">{there}</th></tr>\
         </thead><tbody>{rows}</tbody></table><div class=\"limit\"><p class=\"label\">{}</p>{}</div>",
        escape(&cast.name),
        words::MAPPING,
        words::LIMIT,
        cast.limit
    )
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
