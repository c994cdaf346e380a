//! A lesson.

use leptos::prelude::*;
use lesson::{Block, Entry, Lesson, Unit, Widget};

use super::frame::{Content, Part, framed, rest_styles};
use super::live::{self, Position};
use super::{Page, Site, html, root_of, still};
use crate::words;

pub(crate) fn page(site: &Site<'_>, lesson: &Lesson) -> Page {
    let route = route(&lesson.slug);
    let main = format!(
        "<article class=\"book\">{}{}{}</article>",
        head(site, lesson, &route),
        body(site, lesson, &route),
        turn(site, lesson, &route)
    );
    framed(
        site,
        Content {
            title: lesson.title.clone(),
            description: lesson.description.clone(),
            part: Part::Other,
            rail: rail(site, lesson, &route),
            main,
            route,
        },
    )
}

/// The address of a lesson.
pub(crate) fn route(slug: &str) -> String {
    format!("lessons/{slug}/")
}

fn head(site: &Site<'_>, lesson: &Lesson, route: &str) -> String {
    let place = place(site, lesson);
    let needs = if lesson.prerequisites.is_empty() {
        words::NOTHING_FIRST.to_owned()
    } else {
        lesson.prerequisites.iter().map(|first| first.title.as_str()).collect::<Vec<_>>().join(", ")
    };
    let simulator = format!("{}simulator/", root_of(route));
    html(|| {
        view! {
            <header class="lesson-head">
                <p class="label">{place}</p>
                <h1>{lesson.title.clone()}</h1>
                <p class="standfirst" inner_html=lesson.subtitle.clone()></p>
                <p class="meta">
                    <span>{words::minutes(lesson.minutes)}</span>
                    <span>{needs}</span>
                    <a href=simulator>{words::OPEN_SIMULATOR}</a>
                </p>
            </header>
        }
    })
}

fn body(site: &Site<'_>, lesson: &Lesson, route: &str) -> String {
    let questions =
        lesson.blocks.iter().filter(|block| matches!(block, Block::Widget(Widget::Choice(_)))).count();
    let mut position = Position { lesson: &lesson.id, question: 0, questions };
    let mut html = String::new();
    let mut first_screen = true;
    for block in &lesson.blocks {
        match block {
            Block::Html(prose) => html.push_str(prose),
            Block::Still(model) => html.push_str(&still::still(model)),
            Block::Widget(widget) => {
                position.question += usize::from(matches!(widget, Widget::Choice(_)));
                html.push_str(&live::widget(widget, position));
            }
        }
        if first_screen {
            first_screen = false;
            html.push_str("<hr hidden data-first-screen-end>");
            html.push_str(&rest_styles(site, route));
        }
    }
    html
}

fn rail(site: &Site<'_>, lesson: &Lesson, route: &str) -> String {
    let Some(unit) = unit(site, lesson) else { return String::new() };
    let root = root_of(route);
    let outline = lesson
        .sections
        .iter()
        .map(|section| {
            view! { <li><a href=format!("#{}", section.id) inner_html=section.title.clone()></a></li> }
        })
        .collect_view();
    let mut outline = Some(outline);
    let entries = unit.lessons.iter().enumerate().map(|(index, entry)| {
        let number = index + 1;
        match entry {
            Entry::Written { slug, title, .. } if *slug == lesson.slug => {
                let href = format!("{root}{route}");
                view! {
                    <li>
                        <a href=href aria-current="page">{number} " " {title.clone()}</a>
                        <ol>{outline.take()}</ol>
                    </li>
                }
                .into_any()
            }
            Entry::Written { slug, title, .. } => {
                let href = format!("{root}{}", self::route(slug));
                view! { <li><a href=href>{number} " " {title.clone()}</a></li> }.into_any()
            }
            Entry::Planned { title } => {
                view! { <li><span class="planned">{number} " " {title.clone()}</span></li> }.into_any()
            }
        }
    });
    let entries = entries.collect::<Vec<_>>();
    html(|| {
        view! {
            <nav class="rail" aria-label=words::RAIL>
                <details>
                    <summary>{words::RAIL_OPEN}</summary>
                    <ol>{entries} <li><a href=root>{words::ALL_UNITS}</a></li></ol>
                </details>
            </nav>
        }
    })
}

/// Links to the lessons before and after; to the course where there is none.
fn turn(site: &Site<'_>, lesson: &Lesson, route: &str) -> String {
    let root = root_of(route);
    let written: Vec<(&String, &String)> = site
        .course
        .units
        .iter()
        .flat_map(|unit| &unit.lessons)
        .filter_map(|entry| match entry {
            Entry::Written { slug, title, .. } => Some((slug, title)),
            Entry::Planned { .. } => None,
        })
        .collect();
    let here = written.iter().position(|(slug, _)| **slug == lesson.slug);
    let previous = here.and_then(|index| written.get(index.checked_sub(1)?));
    let next = here.and_then(|index| written.get(index + 1));
    let link = |entry: Option<&(&String, &String)>, word: &'static str| {
        entry.map(|(slug, title)| {
            let href = format!("{root}{}", self::route(slug));
            view! { <a href=href><span class="label">{word}</span>{(*title).clone()}</a> }
        })
    };
    html(|| {
        view! {
            <nav class="turn" aria-label=words::ALL_LESSONS>
                {link(previous, words::PREVIOUS)}
                <a href=root.clone()><span class="label">{words::UP}</span>{words::ALL_LESSONS}</a>
                {link(next, words::NEXT)}
            </nav>
        }
    })
}

fn unit<'a>(site: &Site<'a>, lesson: &Lesson) -> Option<&'a Unit> {
    site.course.units.iter().find(|unit| unit.id == lesson.unit)
}

fn place(site: &Site<'_>, lesson: &Lesson) -> String {
    let Some(unit) = unit(site, lesson) else { return String::new() };
    let here = |entry: &Entry| matches!(entry, Entry::Written { slug, .. } if *slug == lesson.slug);
    let number = unit.lessons.iter().position(here).map_or(1, |index| index + 1);
    words::place(unit.number, &unit.title, number, unit.lessons.len())
}
