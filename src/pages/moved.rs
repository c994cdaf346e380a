//! What stands where a page was before it got another address.

use leptos::prelude::*;
use lesson::Redirect;

use super::{Page, html, root_of};
use crate::words;

pub(crate) fn page(redirect: &Redirect) -> Page {
    let root = root_of(&redirect.from);
    let href = format!("{root}{}", redirect.to);
    let body = html(|| {
        view! {
            <div class="page">
                <main id="main">
                    <div class="book">
                        <header class="lesson-head">
                            <p class="label">{words::SITE}</p>
                            <h1>{words::MOVED_TITLE}</h1>
                            <p class="standfirst">
                                {words::MOVED_LINE} " " <a href=href>{redirect.title.clone()}</a>
                            </p>
                        </header>
                    </div>
                </main>
            </div>
        }
    });
    Page {
        route: redirect.from.clone(),
        root,
        title: format!("{} · {}", redirect.title, words::SITE),
        description: words::MOVED_TITLE.to_owned(),
        lang: "en".to_owned(),
        body,
        indexed: false,
        moved_to: Some(redirect.to.clone()),
    }
}
