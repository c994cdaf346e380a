//! A card: one term, what it has to do with others, and where it is used.

use leptos::prelude::*;
use lesson::{Block, Card, Relation, Term, Widget};

use super::frame::{Content, Part, framed, rest_styles};
use super::live::{self, Position};
use super::terms::terms;
use super::{Page, Site, html, root_of, still};
use crate::ui::figure::escape;
use crate::words;

pub(crate) fn page(site: &Site<'_>, card: &Card) -> Page {
    let route = route(&card.slug);
    let head = html(|| {
        view! {
            <header class="lesson-head">
                <p class="label">{words::CARD}</p>
                <h1>{card.title.clone()}</h1>
                <p class="standfirst" inner_html=card.definition.clone()></p>
            </header>
        }
    });
    let mut known: Vec<&Term> = card.terms.iter().collect();
    known.extend(card.related.iter().map(|related| &related.term).filter(|term| !card.terms.contains(term)));
    let root = root_of(&route);
    let turn = html(|| {
        let href = format!("{root}{}", super::cards::ROUTE);
        view! { <nav class="turn" aria-label=words::ALL_CARDS><a href=href>{words::ALL_CARDS}</a></nav> }
    });
    let main = format!(
        "{}<article class=\"book concept\">{head}{}{}{turn}</article>{}",
        rest_styles(site, &route),
        body(card),
        glance(card, &root),
        terms(known)
    );
    framed(
        site,
        Content {
            title: card.title.clone(),
            description: card.description.clone(),
            part: Part::Other,
            rail: String::new(),
            main,
            route,
        },
    )
}

/// The address of a card.
pub(crate) fn route(slug: &str) -> String {
    format!("cards/{slug}/")
}

fn body(card: &Card) -> String {
    // A slash is in no lesson's id, so no lesson's answers can be taken for a card's.
    let key = format!("cards/{}", card.slug);
    let questions =
        card.blocks.iter().filter(|block| matches!(block, Block::Widget(Widget::Question(_)))).count();
    let position = Position { lesson: &key, question: 1, questions };
    let block = |block: &Block| match block {
        Block::Html(prose) => prose.clone(),
        Block::Still(model) => still::still(model),
        Block::Widget(widget) => live::widget(widget, position),
    };
    card.blocks.iter().map(block).collect()
}

/// Related cards by what they have to do with this one, and the pages that use it.
fn glance(card: &Card, root: &str) -> String {
    let mut groups: Vec<(&'static str, Vec<String>)> = Vec::new();
    for (relation, words) in [
        (Relation::PartOf, words::PART_OF),
        (Relation::Needs, words::NEEDS),
        (Relation::ContrastsWith, words::CONTRASTS_WITH),
        (Relation::UsedBy, words::USED_BY),
    ] {
        let related = card.related.iter().filter(|related| related.relation == relation);
        let links: Vec<String> = related.map(|related| link(&related.term, root)).collect();
        if !links.is_empty() {
            groups.push((words, links));
        }
    }
    let uses = card
        .used_in
        .iter()
        .map(|page| format!("<a href=\"{root}{}\">{}</a>", escape(&page.address), escape(&page.title)));
    let uses: Vec<String> = uses.collect();
    if !uses.is_empty() {
        groups.push((words::USED_IN, uses));
    }
    if groups.is_empty() {
        return String::new();
    }
    let rows: String = groups
        .into_iter()
        .map(|(words, links)| {
            let links: String = links.iter().map(|link| format!("<li>{link}</li>")).collect();
            format!("<dt>{words}</dt><dd><ul>{links}</ul></dd>")
        })
        .collect();
    format!("<h2>{}</h2><dl class=\"glance\">{rows}</dl>", words::AT_A_GLANCE)
}

/// A link to a card, as the lesson compiler writes them.
fn link(term: &Term, root: &str) -> String {
    let Term { slug, title, .. } = term;
    format!(
        "<a class=\"term\" href=\"{root}{}\" data-card=\"{slug}\" aria-describedby=\"term-{slug}\">{}</a>",
        route(slug),
        escape(title)
    )
}
