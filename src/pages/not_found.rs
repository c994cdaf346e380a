//! The page for addresses that do not exist. Hosts show it at any depth, so nothing in it is relative.

use leptos::prelude::*;

use super::{Page, Site, html};
use crate::words;

pub(crate) fn page(site: &Site<'_>) -> Page {
    let root = site.course.site_url.clone().unwrap_or_else(|| "/".to_owned());
    let body = html(|| {
        view! {
            <div class="page">
                <main id="main">
                    <div class="book">
                        <header class="lesson-head">
                            <p class="label">{words::SITE}</p>
                            <h1>{words::LOST_TITLE}</h1>
                            <p class="standfirst">{words::LOST_LINE}</p>
                        </header>
                        <p class="row"><a class="btn go" href=root.clone()>{words::ALL_LESSONS}</a></p>
                    </div>
                </main>
            </div>
        }
    });
    Page {
        route: "404.html".to_owned(),
        root,
        title: format!("{} · {}", words::LOST_TITLE, words::SITE),
        description: words::LOST_LINE.to_owned(),
        lang: "en".to_owned(),
        body,
        indexed: false,
        moved_to: None,
    }
}
