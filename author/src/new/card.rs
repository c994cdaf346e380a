//! `new card SLUG ["Title"]`

use super::{belief, check_slug, quoted, words_of, write_new};
use crate::failure::Failure;
use crate::today::today;
use std::path::Path;

const TEMPLATE: &str = include_str!("card.md");

pub(crate) fn card(root: &Path, slug: &str, title: Option<&str>) -> Result<(), Failure> {
    check_slug(slug)?;
    let title = title.map_or_else(|| words_of(slug), str::to_owned);
    let lessons = root.join("lessons");
    let text = TEMPLATE
        .replace("TITLE", &quoted(title.trim()))
        .replace("TODAY", &today())
        .replace("BELIEF", &belief(&lessons)?);
    let path = lessons.join("cards").join(format!("{slug}.md"));
    write_new(&path, &text)?;
    println!("lessons/cards/{slug}.md is a draft. Link to it with [[{slug}]].");
    Ok(())
}
