//! Every page of the site as HTML, drawn when the site is built.

mod about;
mod analogy;
mod card_page;
mod cards;
mod explorer;
mod frame;
mod home;
mod lesson_page;
mod live;
mod moved;
mod not_found;
mod predict;
mod questions;
mod simulator;
mod still;
mod terms;
mod worlds;

use leptos::prelude::{IntoView, Owner, RenderHtml};
use lesson::{Article, Card, Course, Lesson, Redirect};

/// Where the built files lie, from the site's root.
#[derive(Clone, Debug)]
pub struct Assets {
    pub app_js: String,
    pub app_wasm: String,
    pub sim_js: String,
    pub sim_wasm: String,
    /// The styles that the first screen does not need.
    pub rest_css: String,
    /// What live figures fetch for themselves.
    pub live_css: String,
    pub icon: String,
}

/// What the pages are drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    pub course: &'a Course,
    pub lessons: &'a [Lesson],
    /// By title.
    pub cards: &'a [Card],
    /// Single pages (about, simulator) by their slug.
    pub articles: &'a [Article],
    /// Addresses that pages had once.
    pub redirects: &'a [Redirect],
    pub assets: &'a Assets,
    pub build: &'a str,
}

/// One page, without the document around it.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its address from the site's root: `` for the course, `lessons/client-server/`, `404.html`.
    pub route: String,
    /// The way back to the site's root: `./`, `../../`.
    pub root: String,
    pub title: String,
    pub description: String,
    pub lang: String,
    /// Everything inside `<body>`.
    pub body: String,
    /// Whether search engines should list it.
    pub indexed: bool,
    /// The address, from the site's root, that browsers are sent on to at once.
    pub moved_to: Option<String>,
}

/// All pages of the site.
pub fn pages(site: &Site<'_>) -> Vec<Page> {
    let mut pages = vec![home::page(site)];
    pages.extend(site.lessons.iter().map(|lesson| lesson_page::page(site, lesson)));
    pages.push(cards::page(site));
    pages.extend(site.cards.iter().map(|card| card_page::page(site, card)));
    pages.extend(site.articles.iter().map(|article| match article.slug.as_str() {
        "simulator" => simulator::page(site, article),
        _ => about::page(site, article),
    }));
    pages.extend(site.redirects.iter().map(moved::page));
    pages.push(not_found::page(site));
    pages
}

/// Draws a view as HTML. Nothing in it lives on: effects do not run and signals are dropped.
fn html<V: IntoView>(view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| view().into_view().to_html())
}

/// The way from `route` to the site's root.
fn root_of(route: &str) -> String {
    match route.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

/// Prose with its links: lessons write `~/` for the site's root.
fn rooted(prose: &str, root: &str) -> String {
    prose.replace("href=\"~/", &format!("href=\"{root}"))
}
