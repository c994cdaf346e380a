//! All cards, by title.

use leptos::prelude::*;
use lesson::Card;

use super::card_page::route;
use super::frame::{Content, Part, framed, rest_styles};
use super::{Page, Site, html, root_of};
use crate::words;

/// The address of the list.
pub(crate) const ROUTE: &str = "cards/";

pub(crate) fn page(site: &Site<'_>) -> Page {
    let letters = by_letter(site.cards).into_iter().map(section).collect::<Vec<_>>();
    let main = html(|| {
        view! {
            <header class="lesson-head">
                <h1>{words::CARDS_TITLE}</h1>
                <p class="standfirst">{words::CARDS_LINE}</p>
            </header>
            <div class="path">{letters}</div>
        }
    });
    framed(
        site,
        Content {
            route: ROUTE.to_owned(),
            title: words::CARDS_TITLE.to_owned(),
            description: words::CARDS_LINE.to_owned(),
            part: Part::Cards,
            rail: String::new(),
            main: rest_styles(site, ROUTE) + &main,
        },
    )
}

/// The cards under the letter that their title starts with; they come sorted.
fn by_letter(cards: &[Card]) -> Vec<(String, Vec<&Card>)> {
    let mut letters: Vec<(String, Vec<&Card>)> = Vec::new();
    for card in cards {
        let letter: String = card.title.chars().take(1).flat_map(char::to_uppercase).collect();
        match letters.last_mut() {
            Some((last, cards)) if *last == letter => cards.push(card),
            _ => letters.push((letter, vec![card])),
        }
    }
    letters
}

fn section((letter, cards): (String, Vec<&Card>)) -> impl IntoView + use<> {
    let entry = |card: &Card| {
        let href = format!("{}{}", root_of(ROUTE), route(&card.slug));
        let (title, definition) = (card.title.clone(), card.definition.clone());
        view! {
            <dt><a href=href>{title}</a></dt>
            <dd inner_html=definition></dd>
        }
    };
    let entries = cards.into_iter().map(entry).collect::<Vec<_>>();
    view! {
        <section class="unit letter">
            <h2>{letter}</h2>
            <dl>{entries}</dl>
        </section>
    }
}
