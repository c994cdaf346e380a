//! Prose stays out of what browsers store: editing a lesson changes its page and no script, module or style.

use super::Site;
use super::document::{Document, Piece};
use super::report::Report;
use crate::failure::{At, Failure};
use crate::lessons;
use crate::project::Project;
use lesson::{Block, Figure, Lesson, Widget};
use std::fs;

/// Shorter runs of text may well be words of the interface too.
const TELLING_BYTES: usize = 48;

pub(crate) fn check(project: &Project, site: &Site, report: &mut Report) -> Result<(), Failure> {
    let lessons = lessons::compile(project)?.lessons;
    let telling: Vec<String> = lessons.iter().flat_map(telling_texts).collect();
    report.check(!telling.is_empty(), || "no lesson has a text to look for".to_owned());
    for (file, bytes) in &site.others {
        let content = String::from_utf8_lossy(bytes);
        let found = telling.iter().find(|text| content.contains(text.as_str()));
        report.check(found.is_none(), || {
            format!("{file} holds prose of a lesson: {}", found.map_or("", String::as_str))
        });
    }
    sources_hold_no_lesson(project, report)
}

/// Cargo notes beside each program every file that it was made from.
fn sources_hold_no_lesson(project: &Project, report: &mut Report) -> Result<(), Failure> {
    for name in ["roundtrip.d", "sim-worker.d"] {
        let path = project.wasm.join(name);
        let sources = fs::read_to_string(&path).at("read", &path)?;
        report.check(sources.contains(".rs"), || format!("{name} names no source file"));
        let lessons = project.lessons();
        report.check(!sources.contains(&*lessons.to_string_lossy()), || {
            format!("{name}: the wasm is made from files under lessons/, so editing prose would change it")
        });
    }
    Ok(())
}

/// The longer runs of text in a lesson, wherever an author wrote them.
fn telling_texts(lesson: &Lesson) -> Vec<String> {
    let mut html = String::new();
    for block in &lesson.blocks {
        match block {
            Block::Html(text) => html += text,
            Block::Widget(Widget::Question(question)) => {
                html += &question.prompt;
                html += &question.explanation;
                html.extend(question.replies());
            }
            Block::Widget(Widget::Predict(predict)) => {
                html += &predict.prompt;
                html += &predict.explanation;
                html.extend(predict.replies());
            }
            Block::Widget(Widget::Figure(figure)) => html += &around(figure),
            Block::Still(still) => html += &around(&still.figure),
            Block::Widget(Widget::Explorer(explorer)) => html += &around(&explorer.figure),
            Block::Widget(Widget::Analogy(analogy)) => {
                html += &around(&analogy.figure);
                html.extend(analogy.steps.iter().map(String::as_str));
                for cast in &analogy.casts {
                    html += &cast.limit;
                    html.extend(cast.steps.iter().map(String::as_str));
                }
            }
        }
    }
    let pieces = Document::parse(&lesson.slug, &html).pieces;
    let texts = pieces.into_iter().filter_map(|piece| match piece {
        Piece::Text(text) => Some(text.trim().to_owned()),
        _ => None,
    });
    texts.filter(|text| text.len() >= TELLING_BYTES).collect()
}

/// The texts above and below a picture.
fn around(figure: &Figure) -> String {
    format!("{}{}", figure.lead, figure.caption)
}
