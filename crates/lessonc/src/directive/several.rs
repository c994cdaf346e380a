//! ```` ```several ````: pick all that are right, which may be none.

use lesson::{Candidate, Kind};

use super::asking::{Count, Ids, belief, paragraphs};
use super::world;
use crate::claim;
use crate::markdown;
use crate::page_file::PageFile;
use crate::report::Mistake;
use crate::toml_fields::Fields;

const OPTIONS: Count = Count {
    code: "option-count",
    who: "such a question",
    what: "options",
    range: 3..=7,
    example: "[[option]]\nid = \"a\"\ntext = \"…\"\nbelief = \"…\"\nfeedback = \"…\"",
};

pub(super) fn read(fields: &Fields, question: &str, file: &PageFile) -> Option<Kind> {
    let options = fields.tables("option", "an option");
    OPTIONS.check(options.len(), fields, file);
    let mut ids = Ids::default();
    let options: Vec<Option<Candidate>> =
        options.into_iter().map(|option| read_option(option, question, &mut ids, file)).collect();
    options.into_iter().collect::<Option<_>>().map(Kind::Several)
}

fn read_option(fields: Fields, question: &str, ids: &mut Ids, file: &PageFile) -> Option<Candidate> {
    let id = ids.take(&fields, "option", file);
    let text = fields.need_text("text").map(|text| markdown::label(&text, file));
    let right = fields.flag("right");
    let belief = belief(&fields, file);
    let feedback = paragraphs("feedback", &fields, file);
    let missed = if right {
        paragraphs("missed", &fields, file)
    } else {
        if let Some(text) = fields.text("missed") {
            let mistake = Mistake::new("missed-misplaced", text.span, "nobody misses a wrong option");
            file.report.add(mistake.hint("take this line out, or mark the option `right = true`"));
        }
        Some(String::new())
    };
    if let Some(text) = fields.text("claim") {
        claim::check_option(&text, right, file);
    }
    let world = world::read(&fields, right, (question, id.as_deref().unwrap_or_default()), file);
    fields.finish();
    Some(Candidate {
        id: id?,
        text: text?,
        right,
        belief: belief?,
        feedback: feedback?,
        missed: missed?,
        world: world.ok()?,
    })
}
