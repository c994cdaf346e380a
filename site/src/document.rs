//! One page as the document that a host sends.

use crate::escape::escape;
use crate::policy::policy;
use crate::shell::{Shell, Slots};
use roundtrip::pages::{Assets, Page};

/// What all pages share.
pub(crate) struct Context<'a> {
    pub shell: &'a Shell,
    pub assets: &'a Assets,
    /// Names the scripts and styles that this page was made for.
    pub build: &'a str,
    /// With a slash at its end; without it everything that needs absolute addresses is left out.
    pub site_url: Option<&'a str>,
    /// Where reports about questions may be sent.
    pub report_to: Option<&'a str>,
    /// Whether the page listens for changes, as in the development loop.
    pub live: bool,
}

pub(crate) fn document(page: &Page, context: &Context<'_>) -> String {
    let shell = context.shell;
    shell.fill(&Slots {
        html: &format!(
            r#"<html lang="{}" data-root="{root}" data-sim="{root}{}" data-styles="{root}{}" data-build="{}"{}>"#,
            escape(&page.lang),
            context.assets.sim_js,
            context.assets.live_css,
            context.build,
            report_attribute(context.report_to),
            root = escape(&page.root)
        ),
        policy: &policy_tag(&shell.first_screen),
        title: &title_tag(page),
        about: &(description_tag(page) + &address_tags(page, context.site_url)),
        early: &early_tags(&page.root, context),
        body: &format!("<body>{}</body>", page.body),
    })
}

fn report_attribute(report_to: Option<&str>) -> String {
    report_to.map_or_else(String::new, |to| format!(r#" data-report="{}""#, escape(to)))
}

/// Comes first in the head: a policy holds for what follows it.
pub(crate) fn policy_tag(inline_style: &str) -> String {
    format!(r#"<meta http-equiv="Content-Security-Policy" content="{}">"#, policy(inline_style))
}

pub(crate) fn title_tag(page: &Page) -> String {
    format!("<title>{}</title>", escape(&page.title))
}

pub(crate) fn description_tag(page: &Page) -> String {
    let robots = if page.indexed { "" } else { r#"<meta name="robots" content="noindex">"# };
    format!(r#"<meta name="description" content="{}">{robots}"#, escape(&page.description))
}

/// The canonical link and the card that other sites show.
fn address_tags(page: &Page, site_url: Option<&str>) -> String {
    let Some(site_url) = site_url else { return String::new() };
    let url = escape(&format!("{site_url}{}", page.route));
    let title = escape(&page.title);
    let description = escape(&page.description);
    format!(
        r#"<link rel="canonical" href="{url}"><meta property="og:type" content="website"><meta property="og:url" content="{url}"><meta property="og:title" content="{title}"><meta property="og:description" content="{description}">"#
    )
}

/// Starts every fetch before the body arrives; the script runs as soon as it is there (`src/boot.js`).
fn early_tags(root: &str, context: &Context<'_>) -> String {
    let Assets { app_js, app_wasm, icon, .. } = context.assets;
    let live = if context.live {
        format!(r#"<script src="{root}-/reload.js" defer></script>"#)
    } else {
        String::new()
    };
    format!(
        r#"<link rel="modulepreload" href="{root}{app_js}"><link rel="preload" href="{root}{app_wasm}" as="fetch" type="application/wasm" crossorigin><style>{}</style><link rel="icon" href="{root}{icon}" type="image/svg+xml"><script type="module" async src="{root}{app_js}"></script>{live}"#,
        context.shell.first_screen
    )
}
