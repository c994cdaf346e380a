//! ```` ```quiz ````: pick one, and be told why it is tempting or right.

use std::collections::BTreeSet;

use lesson::{Answer, Kind, Mark, Question};

use super::predict::version;
use crate::claim;
use crate::markdown;
use crate::page_file::PageFile;
use crate::report::Mistake;
use crate::toml_fields::Fields;

const MIN_OPTIONS: usize = 2;
const MAX_OPTIONS: usize = 6;

pub(super) fn read(fields: Fields, file: &PageFile) -> Option<Question> {
    let id = fields.need_id("id");
    let version = version(&fields);
    let prompt = fields.need_text("ask").map(|text| markdown::line(&text, file));
    let hints = fields.texts("hints").iter().map(|text| markdown::line(text, file)).collect();
    let explanation = fields.need_text("explain").map(|text| markdown::paragraphs(&text, file));
    let options = fields.tables("option", "an option");
    let span = fields.span();
    let count = options.len();
    if !(MIN_OPTIONS..=MAX_OPTIONS).contains(&count) {
        let message = format!("a question has {MIN_OPTIONS} to {MAX_OPTIONS} options, this one has {count}");
        file.report.add(
            Mistake::new("option-count", span.clone(), message)
                .hint("[[option]]\nid = \"a\"\ntext = \"…\"\nbelief = \"…\"\nfeedback = \"…\""),
        );
    }
    let mut seen = Seen::default();
    let options: Vec<Option<Answer>> =
        options.into_iter().map(|option| read_option(option, &mut seen, file)).collect();
    if seen.right != 1 && count > 0 {
        let message = format!("one option is right, and here {} are marked so", seen.right);
        let hint = match seen.right {
            0 => "write `right = true` in one [[option]], in place of its belief",
            _ => "keep `right = true` in one [[option]] and give each of the others its belief",
        };
        file.report.add(Mistake::new("right-count", span, message).hint(hint));
    }
    fields.finish();

    let id = id?;
    file.take_id(id.as_str(), id.span.clone());
    Some(Question {
        id: id.as_str().to_owned(),
        version: version?,
        prompt: prompt?,
        hints,
        explanation: explanation?,
        said: None,
        kind: Kind::Choice(options.into_iter().collect::<Option<_>>()?),
    })
}

#[derive(Default)]
struct Seen {
    ids: BTreeSet<String>,
    right: usize,
}

fn read_option(fields: Fields, seen: &mut Seen, file: &PageFile) -> Option<Answer> {
    let id = fields.need_id("id");
    let text = fields.need_text("text").map(|text| markdown::label(&text, file));
    let feedback = fields.need_text("feedback").map(|text| markdown::paragraphs(&text, file));
    let right = fields.flag("right");
    if let Some(text) = fields.text("claim") {
        claim::check_option(&text, right, file);
    }
    let mark = if right {
        seen.right += 1;
        if let Some(belief) = fields.text("belief") {
            let message = "the right option stands for no wrong belief";
            let mistake = Mistake::new("right-with-belief", belief.span, message);
            file.report.add(mistake.hint("take this line out, or the line `right = true`"));
        }
        Some(Mark::Right)
    } else {
        fields.need_text("belief").and_then(|name| file.belief(&name)).map(|belief| Mark::Wrong { belief })
    };
    fields.finish();
    let id = id?;
    if !seen.ids.insert(id.as_str().to_owned()) {
        let message = format!("there is another option `{}`", id.as_str());
        file.report.add(Mistake::new("duplicate-id", id.span.clone(), message).label("each needs its own"));
    }
    Some(Answer { id: id.as_str().to_owned(), text: text?, mark: mark?, feedback: feedback?, world: None })
}
