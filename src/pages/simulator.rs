//! The simulator: a lesson's figure at full width, its knobs in the address.

use lesson::{Article, Block, Widget};

use super::frame::{Content, Part, framed, rest_styles};
use super::terms::terms;
use super::{Page, Site, live};
use crate::ui::figure::escape;

pub(crate) fn page(site: &Site<'_>, article: &Article) -> Page {
    let route = format!("{}/", article.slug);
    let (mut lead, mut stage) = (String::new(), String::new());
    for block in &article.blocks {
        match block {
            Block::Widget(Widget::Figure(figure)) => stage.push_str(&live::figure(figure, true)),
            Block::Html(prose) => lead.push_str(prose),
            Block::Still(_) | Block::Widget(_) => {}
        }
    }
    let main = format!(
        "{}<div class=\"lab\"><header><h1>{}</h1>{lead}</header>{stage}</div>{}",
        rest_styles(site, &route),
        escape(&article.title),
        terms(&article.terms)
    );
    let (title, description) = (article.title.clone(), article.description.clone());
    framed(site, Content { route, title, description, part: Part::Simulator, rail: String::new(), main })
}
