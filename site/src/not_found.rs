//! The page for addresses that do not exist. A host shows it at any depth, so it loads nothing and no link
//! in it depends on where it stands.

use crate::document::{description_tag, policy_tag, title_tag};
use crate::escape::escape;
use crate::shell::{Shell, Slots};
use roundtrip::pages::Page;

/// The page's route, and its file.
pub(crate) const ROUTE: &str = "404.html";

pub(crate) fn not_found(page: &Page, shell: &Shell) -> String {
    let styles = shell.all_styles();
    let icon = data_address(&shell.icon);
    shell.fill(&Slots {
        html: &format!(r#"<html lang="{}">"#, escape(&page.lang)),
        policy: &policy_tag(&styles),
        title: &title_tag(page),
        about: &description_tag(page),
        early: &format!(r#"<style>{styles}</style><link rel="icon" href="{icon}" type="image/svg+xml">"#),
        body: &format!("<body>{}</body>", page.body),
    })
}

/// An SVG as an address of its own.
fn data_address(svg: &[u8]) -> String {
    let mut out = "data:image/svg+xml,".to_owned();
    for &byte in svg {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b' ' | b'-' | b'.' | b'/' | b':' | b'=' => {
                out.push(char::from(byte));
            }
            other => out += &format!("%{other:02X}"),
        }
    }
    out
}
