//! What stands around every page.

use leptos::prelude::*;

use super::{Page, Site, html, root_of, rooted};
use crate::ui::icon;
use crate::words;

/// The parts of the site that the top bar leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Course,
    Cards,
    Simulator,
    About,
    /// A page inside one of them, or none.
    Other,
}

/// What a page fills in.
pub(crate) struct Content {
    pub(crate) route: String,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) part: Part,
    /// The tree at the left, as HTML; empty for pages without one.
    pub(crate) rail: String,
    /// What `<main>` holds, as HTML.
    pub(crate) main: String,
}

/// Puts the frame around a page's content.
pub(crate) fn framed(site: &Site<'_>, content: Content) -> Page {
    let root = root_of(&content.route);
    let page_class = if content.rail.is_empty() { "page" } else { "page has-rail" };
    let title = if content.part == Part::Course {
        format!("{}: {}", words::SITE, site.course.title)
    } else {
        format!("{} · {}", content.title, words::SITE)
    };
    let main = rooted(&content.main, &root);
    let body = format!(
        "<a class=\"skip\" href=\"#main\">{}</a>{}<p class=\"notice\" id=\"notice\" role=\"status\"></p>\
         <div class=\"{page_class}\">{}<main id=\"main\" tabindex=\"-1\">{main}</main></div>{}",
        words::SKIP,
        top(&root, content.part),
        content.rail,
        foot(&root),
    );
    let description = content.description;
    Page {
        route: content.route,
        root,
        title,
        description,
        lang: "en".to_owned(),
        body,
        indexed: true,
        moved_to: None,
    }
}

/// The link to the styles that the first screen does without, for where a page first needs them.
pub(crate) fn rest_styles(site: &Site<'_>, route: &str) -> String {
    format!("<link rel=\"stylesheet\" href=\"{}{}\">", root_of(route), site.assets.rest_css)
}

fn top(root: &str, part: Part) -> String {
    let link = |here: Part, path: &str, word: &'static str| {
        let current = (here == part).then_some("page");
        view! { <a href=format!("{root}{path}") aria-current=current>{word}</a> }
    };
    html(|| {
        view! {
            <header class="top">
                <a class="brand" href=root.to_owned()>
                    <span class="sign" inner_html=icon::BRAND></span>
                    {words::SITE}
                </a>
                <nav aria-label=words::NAV_SITE>
                    {link(Part::Course, "", words::NAV_COURSE)}
                    {link(Part::Cards, "cards/", words::NAV_CARDS)}
                    {link(Part::Simulator, "simulator/", words::NAV_SIMULATOR)}
                    {link(Part::About, "about/", words::NAV_ABOUT)}
                </nav>
            </header>
        }
    })
}

fn foot(root: &str) -> String {
    html(|| {
        view! {
            <footer class="foot">
                <p>{words::FOOT} " " <a href=format!("{root}about/")>{words::FOOT_LINK}</a></p>
            </footer>
        }
    })
}
