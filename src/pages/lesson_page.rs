//! A lesson.

use leptos::prelude::*;
use lesson::{Block, Entry, Lesson, Prerequisite, Unit, Widget};

use super::frame::{Content, Part, framed, rest_styles};
use super::live::{self, Position};
use super::terms::terms;
use super::{Page, Site, html, root_of, still};
use crate::ui::figure::escape;
use crate::words;

pub(crate) fn page(site: &Site<'_>, lesson: &Lesson) -> Page {
    let route = route(&lesson.slug);
    let main = format!(
        "<article class=\"book\">{}{}{}</article>{}",
        head(site, lesson, &route),
        body(site, lesson, &route),
        turn(site, lesson, &route),
        terms(&lesson.terms)
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
    let root = root_of(route);
    let needs = needs(&lesson.prerequisites, &root);
    let simulator = format!("{root}simulator/");
    html(|| {
        view! {
            <header class="lesson-head">
                <p class="label">{place}</p>
                <h1>{lesson.title.clone()}</h1>
                <p class="standfirst" inner_html=lesson.subtitle.clone()></p>
                <p class="meta">
                    <span>{words::minutes(lesson.minutes)}</span>
                    <span inner_html=needs></span>
                    <a href=simulator>{words::OPEN_SIMULATOR}</a>
                </p>
            </header>
        }
    })
}

/// What to read first, with links where there is something to read.
fn needs(prerequisites: &[Prerequisite], root: &str) -> String {
    if prerequisites.is_empty() {
        return words::NOTHING_FIRST.to_owned();
    }
    let names: Vec<String> = prerequisites
        .iter()
        .map(|Prerequisite { title, address }| match address {
            Some(address) => format!("<a href=\"{root}{address}\">{}</a>", escape(title)),
            None => format!("<span class=\"planned\">{}</span>", escape(title)),
        })
        .collect();
    format!("{} {}", words::NEEDS_FIRST, names.join(", "))
}

/// What the learner can do afterwards. It comes after the opening question, whose answer it may name.
fn objectives(lesson: &Lesson) -> String {
    let items: String = lesson.objectives.iter().map(|objective| format!("<li>{objective}</li>")).collect();
    format!("<div class=\"objectives\"><p class=\"label\">{}</p><ul>{items}</ul></div>", words::OBJECTIVES)
}

fn body(site: &Site<'_>, lesson: &Lesson, route: &str) -> String {
    let questions =
        lesson.blocks.iter().filter(|block| matches!(block, Block::Widget(Widget::Question(_)))).count();
    let mut position = Position { lesson: &lesson.id, question: 0, questions };
    let mut html = String::new();
    let mut first_screen = true;
    let opens_with_a_question = matches!(lesson.blocks.first(), Some(Block::Widget(_)));
    if !opens_with_a_question {
        html.push_str(&objectives(lesson));
    }
    for block in &lesson.blocks {
        match block {
            Block::Html(prose) => html.push_str(prose),
            Block::Still(model) => html.push_str(&still::still(model)),
            Block::Widget(widget) => {
                position.question += usize::from(matches!(widget, Widget::Question(_)));
                html.push_str(&live::widget(widget, position));
            }
        }
        if first_screen {
            first_screen = false;
            html.push_str("<hr hidden data-first-screen-end>");
            html.push_str(&rest_styles(site, route));
            if opens_with_a_question {
                html.push_str(&objectives(lesson));
            }
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
            <nav class="rail" aria-label=words::RAIL tabindex="0">
                <details>
                    <summary>{words::RAIL_OPEN}</summary>
                    <ol>{entries} <li><a href=root>{words::ALL_UNITS}</a></li></ol>
                </details>
            </nav>
        }
    })
}

/// Links to the lessons before and after; to the course where there is none. A lesson that is only planned is
/// named, and the next one that can be read is linked all the same.
fn turn(site: &Site<'_>, lesson: &Lesson, route: &str) -> String {
    let root = root_of(route);
    let entries: Vec<&Entry> = site.course.units.iter().flat_map(|unit| &unit.lessons).collect();
    let is_here = |entry: &&Entry| matches!(entry, Entry::Written { slug, .. } if *slug == lesson.slug);
    let here = entries.iter().position(is_here);
    let (before, after) = match here {
        Some(here) => (&entries[..here], &entries[here + 1..]),
        None => (&entries[..0], &entries[..0]),
    };
    let planned = after.first().and_then(|entry| match entry {
        Entry::Planned { title } => Some(title.clone()),
        Entry::Written { .. } => None,
    });
    let planned = planned.map(|title| {
        view! { <p class="planned"><span class="label">{words::NEXT_PLANNED}</span>{title}</p> }
    });
    let link = |entry: Option<(&str, &str)>, word: &'static str| {
        entry.map(|(slug, title)| {
            let href = format!("{root}{}", self::route(slug));
            view! { <a href=href><span class="label">{word}</span>{title.to_owned()}</a> }
        })
    };
    let previous = before.iter().rev().find_map(|entry| written(entry));
    let next = after.iter().find_map(|entry| written(entry));
    html(|| {
        view! {
            <nav class="turn" aria-label=words::ALL_LESSONS>
                {link(previous, words::PREVIOUS)}
                <a href=root.clone()><span class="label">{words::UP}</span>{words::ALL_LESSONS}</a>
                {planned}
                {link(next, words::NEXT)}
            </nav>
        }
    })
}

/// Slug and title of a lesson that can be read.
fn written(entry: &Entry) -> Option<(&str, &str)> {
    match entry {
        Entry::Written { slug, title, .. } => Some((slug, title)),
        Entry::Planned { .. } => None,
    }
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
