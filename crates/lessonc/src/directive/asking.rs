//! What every kind of question has: id, version, what is asked, hints, an explanation, and where the page says it.

use core::ops::RangeInclusive;
use std::collections::BTreeSet;

use lesson::{Kind, Question, Said};

use crate::markdown;
use crate::page_file::PageFile;
use crate::report::Mistake;
use crate::toml_fields::{Fields, Text};

/// More hints are an answer in slices.
const MAX_HINTS: usize = 3;

/// What stands in a block before its own keys.
pub(super) struct Asking<'t> {
    pub(super) id: Option<Text<'t>>,
    version: Option<u16>,
    prompt: Option<String>,
    hints: Vec<String>,
    said: Option<Said>,
}

/// The parts of [`Asking`], once there is an id.
pub(super) struct Asked {
    pub(super) id: String,
    pub(super) version: u16,
    pub(super) prompt: String,
    pub(super) hints: Vec<String>,
    pub(super) said: Option<Said>,
}

/// Reads a question whose own keys `kind` reads; it is told the question's id, empty if that cannot be read.
pub(super) fn question(
    fields: Fields,
    file: &PageFile,
    kind: fn(&Fields, &str, &PageFile) -> Option<Kind>,
) -> Option<Question> {
    let asking = Asking::read(&fields, file);
    let explanation = explanation(&fields, file);
    let kind = kind(&fields, asking.name(), file);
    fields.finish();
    asking.into_question(explanation?, kind?)
}

/// Why it is so.
pub(super) fn explanation(fields: &Fields, file: &PageFile) -> Option<String> {
    fields.need_text("explain").map(|text| markdown::paragraphs(&text, file))
}

impl<'t> Asking<'t> {
    pub(super) fn read(fields: &Fields<'t>, file: &PageFile) -> Self {
        let id = fields.need_id("id");
        if let Some(id) = &id {
            file.take_id(id.as_str(), id.span.clone());
        }
        let version = fields.whole_or("version", 1..=u64::from(u16::MAX), 1);
        let prompt = fields.need_text("ask").map(|text| markdown::line(&text, file));
        let hints: Vec<String> =
            fields.texts("hints").iter().map(|text| markdown::line(text, file)).collect();
        if hints.len() > MAX_HINTS {
            let span = fields.span_of("hints").unwrap_or(fields.span());
            let message = format!("a question has at most {MAX_HINTS} hints, this one has {}", hints.len());
            file.report.add(
                Mistake::new("hint-count", span, message)
                    .hint("from vague to nearly told, in two or three steps"),
            );
        }
        let said = fields.text("said").map(|place| {
            file.expect_said(id.as_ref().map_or("", Text::as_str), &place);
            // The title is filled in when all of the page has been read.
            Said { id: place.as_str().to_owned(), title: String::new() }
        });
        Self { id, version: version.and_then(|version| version.try_into().ok()), prompt, hints, said }
    }

    /// The id of the question; empty if it cannot be read.
    pub(super) fn name(&self) -> &'t str {
        self.id.as_ref().map_or("", Text::as_str)
    }

    pub(super) fn finish(self) -> Option<Asked> {
        Some(Asked {
            id: self.id?.as_str().to_owned(),
            version: self.version?,
            prompt: self.prompt?,
            hints: self.hints,
            said: self.said,
        })
    }

    pub(super) fn into_question(self, explanation: String, kind: Kind) -> Option<Question> {
        let Asked { id, version, prompt, hints, said } = self.finish()?;
        Some(Question { id, version, prompt, hints, explanation, said, kind })
    }
}

/// Takes an id for something that comes with a question, such as the figure that it runs.
pub(super) fn take_part_id(question: &str, part: &str, fields: &Fields, file: &PageFile) -> String {
    let id = format!("{question}-{part}");
    if !question.is_empty() {
        file.take_id(&id, fields.span());
    }
    id
}

/// The ids of the parts of one block.
#[derive(Default)]
pub(super) struct Ids {
    seen: BTreeSet<String>,
}

impl Ids {
    /// The id of a part; `what` is what such a part is called. One that is there already is reported.
    pub(super) fn take(&mut self, fields: &Fields, what: &str, file: &PageFile) -> Option<String> {
        let id = fields.need_id("id")?;
        if !self.seen.insert(id.as_str().to_owned()) {
            let message = format!("there is another {what} `{}`", id.as_str());
            file.report
                .add(Mistake::new("duplicate-id", id.span.clone(), message).label("each needs its own"));
        }
        Some(id.as_str().to_owned())
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.seen.iter().map(String::as_str)
    }

    /// Whether the text names one of the parts. That it does not is reported.
    pub(super) fn know(&self, name: &Text, what: &str, file: &PageFile) -> bool {
        let known = self.seen.contains(name.as_str());
        if !known {
            let message = format!("there is no {what} `{}` in this block", name.as_str());
            file.report.add(
                Mistake::new("unknown-part", name.span.clone(), message).meant(name.as_str(), self.iter()),
            );
        }
        known
    }
}

/// How many of something a block may have.
pub(super) struct Count {
    pub(super) code: &'static str,
    /// What has them, for example “a question”.
    pub(super) who: &'static str,
    pub(super) what: &'static str,
    pub(super) range: RangeInclusive<usize>,
    /// What to write for one more.
    pub(super) example: &'static str,
}

impl Count {
    /// Reports another number of them.
    pub(super) fn check(&self, count: usize, fields: &Fields, file: &PageFile) {
        let Self { code, who, what, range, example } = self;
        if !range.contains(&count) {
            let (low, high) = (range.start(), range.end());
            let message = format!("{who} has {low} to {high} {what}, this one has {count}");
            file.report.add(Mistake::new(code, fields.span(), message).hint(*example));
        }
    }
}

/// The belief that a wrong answer stands for.
pub(super) fn belief(fields: &Fields, file: &PageFile) -> Option<String> {
    fields.need_text("belief").and_then(|name| file.belief(&name))
}

/// Reports a belief where nothing is wrong; `what` is right.
pub(super) fn no_belief(fields: &Fields, what: &str, file: &PageFile) {
    if let Some(belief) = fields.text("belief") {
        let message = format!("{what} stands for no wrong belief");
        let mistake = Mistake::new("right-with-belief", belief.span, message);
        file.report.add(mistake.hint("take this line out, or the line `right = true`"));
    }
}

/// The belief that an answer to a prediction stands for, none if it comes true. Which it does is for the run to say, and
/// `found` is what that gives. None if there is a mistake.
pub(super) fn belief_unless(
    comes_true: bool,
    found: &str,
    fields: &Fields,
    file: &PageFile,
) -> Option<Option<String>> {
    let written = fields.text("belief");
    match (comes_true, written) {
        (true, Some(belief)) => {
            let message = "what comes true stands for no wrong belief";
            let mistake = Mistake::new("right-with-belief", belief.span, message);
            file.report.add(mistake.hint(format!("take this line out: {found}")));
            Some(None)
        }
        (true, None) => Some(None),
        (false, Some(belief)) => file.belief(&belief).map(Some),
        (false, None) if fields.has("belief") => None,
        (false, None) => {
            let message = format!("this does not come true, so it needs a `belief`: {found}");
            let mistake = Mistake::new("missing-key", fields.span(), message);
            file.report.add(fields.adding(mistake, "belief = \"…\""));
            None
        }
    }
}

/// What an answer is told.
pub(super) fn paragraphs(key: &'static str, fields: &Fields, file: &PageFile) -> Option<String> {
    fields.need_text(key).map(|text| markdown::paragraphs(&text, file))
}

/// A text of one line that stands open while the question is asked; `kind` says what it is to its reader.
pub(super) fn posed(
    key: &'static str,
    kind: &'static str,
    fields: &Fields,
    file: &PageFile,
) -> Option<String> {
    fields.need_text(key).map(|text| markdown::label(&Text { key: kind, ..text }, file))
}

/// The same as plain text, for where no HTML can stand.
pub(super) fn posed_plain(key: &'static str, fields: &Fields, file: &PageFile) -> Option<String> {
    posed(key, "posed", fields, file).map(|html| markdown::plain(&html))
}
