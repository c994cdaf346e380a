//! Single pages of prose, such as the one about the simulator.

use lesson::{Article, Block};

use super::frame::{Content, Part, framed, rest_styles};
use super::live::{self, Position};
use super::terms::terms;
use super::{Page, Site, still};
use crate::ui::figure::escape;

pub(crate) fn page(site: &Site<'_>, article: &Article) -> Page {
    let route = format!("{}/", article.slug);
    let position = Position { lesson: &article.slug, question: 1, questions: 1 };
    let blocks: String = article
        .blocks
        .iter()
        .map(|block| match block {
            Block::Html(prose) => prose.clone(),
            Block::Still(model) => still::still(model),
            Block::Widget(widget) => live::widget(widget, position),
        })
        .collect();
    let main = format!(
        "{}<article class=\"book\"><header class=\"lesson-head\"><h1>{}</h1></header>{blocks}</article>{}",
        rest_styles(site, &route),
        escape(&article.title),
        terms(&article.terms)
    );
    let part = if article.slug == "about" { Part::About } else { Part::Other };
    let (title, description) = (article.title.clone(), article.description.clone());
    framed(site, Content { route, title, description, part, rail: String::new(), main })
}
