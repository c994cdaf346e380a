//! The page at an address that another page has now: it sends browsers on, with no script.

use crate::document::{Context, description_tag, policy_tag, title_tag};
use crate::escape::escape;
use crate::shell::Slots;
use roundtrip::pages::Page;

/// `to` is the new address, from the site's root.
pub(crate) fn moved(page: &Page, to: &str, context: &Context<'_>) -> String {
    let shell = context.shell;
    let icon = &context.assets.icon;
    shell.fill(&Slots {
        html: &format!(r#"<html lang="{}">"#, escape(&page.lang)),
        policy: &policy_tag(&shell.first_screen),
        title: &title_tag(page),
        about: &(description_tag(page) + &address_tags(&page.root, to, context.site_url)),
        early: &format!(
            r#"<style>{}</style><link rel="icon" href="{}{icon}" type="image/svg+xml">"#,
            shell.first_screen,
            escape(&page.root)
        ),
        body: &format!("<body>{}</body>", page.body),
    })
}

fn address_tags(root: &str, to: &str, site_url: Option<&str>) -> String {
    let refresh =
        format!(r#"<meta http-equiv="refresh" content="0; url={}">"#, escape(&format!("{root}{to}")));
    match site_url {
        Some(site_url) => {
            format!(r#"<link rel="canonical" href="{}">{refresh}"#, escape(&format!("{site_url}{to}")))
        }
        None => refresh,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_new_address_is_relative_for_browsers_and_whole_for_search_engines() {
        let tags = address_tags("../../", "lessons/new/", Some("https://example.org/c/"));
        assert_eq!(
            tags,
            "<link rel=\"canonical\" href=\"https://example.org/c/lessons/new/\">\
             <meta http-equiv=\"refresh\" content=\"0; url=../../lessons/new/\">"
        );
    }
}
