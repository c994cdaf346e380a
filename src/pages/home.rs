//! The course: its units and lessons, as a path.

use leptos::prelude::*;
use lesson::{Entry, Unit};

use super::frame::{Content, Part, framed, rest_styles};
use super::lesson_page::route;
use super::{Page, Site, html, root_of};
use crate::words;

/// The sign of the course: one round trip.
const SIGN: &str = r#"<svg class="dg" viewBox="0 0 304 120" aria-hidden="true"><circle class="node" cx="34" cy="60" r="31"/><text class="c b" x="34" y="64.5">asks</text><rect class="node" x="226" y="28" width="76" height="64" rx="13"/><text class="c b" x="264" y="64.5">answers</text><path class="wire" d="M74 46H216m-6 -4l6 4-6 4M216 76H74m6 -4l-6 4 6 4"/><path class="req" d="M140 36H162L172 46L162 56H140z"/><path class="rep" d="M138 66H116L106 76L116 86H138z"/><text class="m c" x="145" y="112">the round trip</text></svg>"#;

const DOT: &str = r#"<svg viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="8"/></svg>"#;

pub(crate) fn page(site: &Site<'_>) -> Page {
    let units = site.course.units.iter().map(unit).collect::<Vec<_>>();
    let first = first(site);
    let main = html(|| {
        view! {
            <header class="hero">
                <h1>{words::HOME_TITLE}</h1>
                <p class="standfirst">{site.course.description.clone()}</p>
                {first}
                <div class="sign" inner_html=SIGN></div>
            </header>
            <div class="path">{units}</div>
        }
    });
    framed(
        site,
        Content {
            route: String::new(),
            title: site.course.title.clone(),
            description: site.course.description.clone(),
            part: Part::Course,
            rail: String::new(),
            main: rest_styles(site, "") + &main,
        },
    )
}

fn first(site: &Site<'_>) -> impl IntoView + use<> {
    let root = root_of("");
    let cards = format!("{root}{}", super::cards::ROUTE);
    let entry =
        site.lessons.first().map(|lesson| (format!("{root}{}", route(&lesson.slug)), lesson.title.clone()));
    entry.map(|(href, title)| {
        view! {
            <p class="row">
                <a class="btn go" href=href>{words::START_HERE} ": " {title}</a>
                <a class="btn" href=cards>{words::ALL_CARDS}</a>
            </p>
        }
    })
}

fn unit(unit: &Unit) -> impl IntoView + use<> {
    let stops = unit.lessons.iter().map(stop).collect::<Vec<_>>();
    let (title, line) = (unit.title.clone(), unit.line.clone());
    view! {
        <section class="unit">
            <div>
                <p class="label">{words::unit(unit.number)}</p>
                <h2>{title}</h2>
                <p>{line}</p>
            </div>
            <ol class="stops">{stops}</ol>
        </section>
    }
}

fn stop(entry: &Entry) -> impl IntoView + use<> {
    match entry {
        Entry::Written { slug, title, minutes } => {
            let href = format!("{}{}", root_of(""), route(slug));
            view! {
                <li>
                    <span inner_html=DOT></span>
                    <a href=href><span>{title.clone()}</span><small>{words::minutes(*minutes)}</small></a>
                </li>
            }
            .into_any()
        }
        Entry::Planned { title } => view! {
            <li class="planned">
                <span inner_html=DOT></span>
                <p><span>{title.clone()}</span><small>{words::PLANNED}</small></p>
            </li>
        }
        .into_any(),
    }
}
