//! ```` ```quiz ````: pick one, and be told why it is tempting or right.

use lesson::{Answer, Kind, Mark};

use super::asking::{Count, Ids, belief, no_belief, paragraphs};
use super::world;
use crate::claim;
use crate::markdown;
use crate::page_file::PageFile;
use crate::report::Mistake;
use crate::toml_fields::Fields;

const OPTIONS: Count = Count {
    code: "option-count",
    who: "a question",
    what: "options",
    range: 2..=6,
    example: "[[option]]\nid = \"a\"\ntext = \"…\"\nbelief = \"…\"\nfeedback = \"…\"",
};

pub(super) fn read(fields: &Fields, question: &str, file: &PageFile) -> Option<Kind> {
    let options = fields.tables("option", "an option");
    let count = options.len();
    OPTIONS.check(count, fields, file);
    let mut ids = Ids::default();
    let mut right = 0;
    let options: Vec<Option<Answer>> = options
        .into_iter()
        .map(|option| {
            let is_right = option.flag("right");
            right += usize::from(is_right);
            read_option(option, is_right, question, &mut ids, file)
        })
        .collect();
    one_right(right, count, fields, file);
    options.into_iter().collect::<Option<_>>().map(Kind::Choice)
}

/// Reports any number of right ones among `count` but one.
fn one_right(right: usize, count: usize, fields: &Fields, file: &PageFile) {
    if right != 1 && count > 0 {
        let message = format!("one option is right, and here {right} are marked so");
        let hint = match right {
            0 => "write `right = true` in one [[option]], in place of its belief",
            _ => "keep `right = true` in one [[option]] and give each of the others its belief",
        };
        file.report.add(Mistake::new("right-count", fields.span(), message).hint(hint));
    }
}

fn read_option(
    fields: Fields,
    right: bool,
    question: &str,
    ids: &mut Ids,
    file: &PageFile,
) -> Option<Answer> {
    let id = ids.take(&fields, "option", file);
    let text = fields.need_text("text").map(|text| markdown::label(&text, file));
    let feedback = paragraphs("feedback", &fields, file);
    if let Some(text) = fields.text("claim") {
        claim::check_option(&text, right, file);
    }
    let mark = if right {
        no_belief(&fields, "the right option", file);
        Some(Mark::Right)
    } else {
        belief(&fields, file).map(|belief| Mark::Wrong { belief })
    };
    let world = world::read(&fields, right, (question, id.as_deref().unwrap_or_default()), file);
    fields.finish();
    Some(Answer { id: id?, text: text?, mark: mark?, feedback: feedback?, world: world.ok()? })
}
