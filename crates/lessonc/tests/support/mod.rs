//! A course in memory: small files that cases build on, and a readable form of what comes out.
#![allow(dead_code, reason = "each test uses its part")]

use std::collections::BTreeMap;

use lesson::{Block, Figure, Kind, Widget, World};
use lessonc::{Compiled, Source};

/// Files by their path under `lessons/`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory(pub(crate) BTreeMap<String, String>);

impl Source for Memory {
    fn read(&self, path: &str) -> Option<String> {
        self.0.get(path).cloned()
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let names = self.0.keys().filter_map(|path| path.strip_prefix(&prefix));
        names.filter(|name| !name.contains('/')).map(str::to_owned).collect()
    }
}

const COURSE: &str = r#"
title = "A course"
description = "For tests."
keep_scenarios = ["trip"]

[[unit]]
id = "unit"
title = "A unit"
line = "What it is about."
lessons = [{ slug = "one" }, { planned = "Two", slug = "later" }]
"#;

const BELIEFS: &str = r#"
[[belief]]
id = "in-turn"
statement = "One after another."
refuted_by = "Side by side."
lesson = "later"

[[belief]]
id = "half-way"
statement = "One way is all."
refuted_by = "There is a way back."
lesson = "later"
"#;

/// One request: 40 ms out, 20 ms of work, 40 ms back.
const TRIP: &str = r#"
version = 1
title = "One request"

[[node]]
id = "client"
name = "Client"

[[node]]
id = "server"
name = "Server"
[node.server]
workers = 5
service_ms = 20
reply_bytes = 1000

[[link]]
id = "wire"
between = ["client", "server"]
one_way_ms = 40

[[load]]
client = "client"
server = "server"
requests = 1
pattern = "parallel"
request_bytes = 500
"#;

/// A lesson without mistakes, for cases that are about something else.
pub(crate) const LESSON: &str = "+++
id = \"one\"
title = \"One\"
subtitle = \"First *words*.\"
description = \"A lesson.\"
objectives = [\"read\"]
reviewed = \"2026-01-31\"
+++

Text.
";

/// The course that cases change files of.
pub(crate) fn course() -> Memory {
    let files = [
        ("course.toml", COURSE),
        ("beliefs.toml", BELIEFS),
        ("scenarios/trip.toml", TRIP),
        ("unit/one.md", LESSON),
    ];
    Memory(files.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect())
}

/// All diagnostics as an author sees them.
pub(crate) fn report(source: &Memory, compiled: &Compiled) -> String {
    let mut out = String::new();
    for diagnostic in &compiled.diagnostics {
        let text = source.read(&diagnostic.path).unwrap_or_default();
        out.push_str(&lessonc::render(diagnostic, &text, lessonc::Form::Full));
        out.push('\n');
    }
    out.trim_end().to_owned() + "\n"
}

/// The model without the scenarios in it, which would hide everything else.
pub(crate) fn model(compiled: &Compiled) -> String {
    let mut out = String::new();
    for lesson in &compiled.lessons {
        let mut head = lesson.clone();
        head.blocks.clear();
        out.push_str(&format!("{head:#?}\n"));
        blocks(&lesson.blocks, &mut out);
    }
    for card in &compiled.cards {
        let mut head = card.clone();
        head.blocks.clear();
        out.push_str(&format!("{head:#?}\n"));
        blocks(&card.blocks, &mut out);
    }
    for article in &compiled.articles {
        let mut head = article.clone();
        head.blocks.clear();
        out.push_str(&format!("{head:#?}\n"));
        blocks(&article.blocks, &mut out);
    }
    for redirect in &compiled.redirects {
        out.push_str(&format!("{redirect:#?}\n"));
    }
    out
}

fn blocks(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Html(html) => out.push_str(&format!("--- html\n{html}")),
            Block::Still(still) => {
                let mut still = still.clone();
                empty(&mut still.figure);
                out.push_str(&format!("--- still\n{still:#?}\n"));
            }
            Block::Widget(widget) => {
                let mut widget = widget.clone();
                match &mut widget {
                    Widget::Figure(figure) => empty(figure),
                    Widget::Predict(predict) => empty(&mut predict.figure),
                    Widget::Question(question) => figures(&mut question.kind).into_iter().for_each(empty),
                    Widget::Analogy(analogy) => empty(&mut analogy.figure),
                    Widget::Explorer(explorer) => empty(&mut explorer.figure),
                }
                out.push_str(&format!("--- widget\n{widget:#?}\n"));
            }
        }
    }
}

fn figures(kind: &mut Kind) -> Vec<&mut Figure> {
    let worlds: Vec<&mut Option<World>> = match kind {
        Kind::Choice(answers) => answers.iter_mut().map(|answer| &mut answer.world).collect(),
        Kind::Several(candidates) => candidates.iter_mut().map(|candidate| &mut candidate.world).collect(),
        Kind::Place(place) => return vec![&mut place.figure],
        Kind::Task(task) => return vec![&mut task.figure],
        _ => Vec::new(),
    };
    worlds.into_iter().flatten().map(|world| &mut world.figure).collect()
}

fn empty(figure: &mut Figure) {
    figure.scenario = scenario::Scenario::default();
}
