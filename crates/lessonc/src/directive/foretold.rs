//! A prediction of what the run will do: exactly one of several things.

use lesson::{Asks, Foretold};

use super::asking::{Count, Ids, belief_unless, paragraphs};
use super::condition;
use super::figure::Stage;
use crate::markdown;
use crate::number::plain;
use crate::page_file::PageFile;
use crate::report::Mistake;
use crate::toml_fields::Fields;

const OPTIONS: Count = Count {
    code: "option-count",
    who: "a prediction",
    what: "options",
    range: 2..=6,
    example: "[[option]]\nid = \"a\"\ntext = \"…\"\nwhen = \"effects = 1\"\nfeedback = \"…\"",
};

/// An option, and whether it comes true. None if that cannot be told.
struct Read {
    option: Option<Foretold>,
    comes_true: Option<bool>,
    /// What the run gives, for a message.
    found: Option<String>,
}

pub(super) fn read(fields: &Fields, stage: Option<&Stage>, file: &PageFile) -> Option<Asks> {
    let tables = fields.tables("option", "an option");
    OPTIONS.check(tables.len(), fields, file);
    let mut ids = Ids::default();
    let options: Vec<Read> =
        tables.into_iter().map(|option| read_option(option, stage, &mut ids, file)).collect();
    let known: Option<Vec<bool>> = options.iter().map(|read| read.comes_true).collect();
    let true_ones = known.iter().flatten().filter(|comes_true| **comes_true).count();
    if known.is_some() && !options.is_empty() && true_ones != 1 {
        let mut found: Vec<&str> = options.iter().filter_map(|read| read.found.as_deref()).collect();
        found.dedup();
        let message = format!("one option comes true, and here {true_ones} do: {}", found.join(", "));
        let mistake = Mistake::new("outcome-count", fields.span(), message);
        file.report.add(mistake.hint("write each `when` so that exactly one of them holds in the run"));
    }
    options.into_iter().map(|read| read.option).collect::<Option<_>>().map(Asks::Choice)
}

fn read_option(fields: Fields, stage: Option<&Stage>, ids: &mut Ids, file: &PageFile) -> Read {
    let id = ids.take(&fields, "option", file);
    let text = fields.need_text("text").map(|text| markdown::label(&text, file));
    let when = condition::read("when", &fields, file);
    let value = stage.zip(when.as_ref()).and_then(|(stage, (when, span))| {
        let of = (stage.scenario_id.as_str(), stage.seed);
        let found = file.library.scenarios.measure(of, &when.measure, span.clone(), file.report)?;
        Some(found.value)
    });
    let when = when.map(|(when, _)| when);
    let comes_true = when.as_ref().zip(value).map(|(when, value)| when.holds_for(value));
    let found = when.as_ref().zip(value).map(|(when, value)| format!("{} is {}", when.measure, plain(value)));
    let belief = match (comes_true, &found) {
        (Some(comes_true), Some(found)) => belief_unless(comes_true, found, &fields, file),
        // What is wrong has been reported.
        _ => fields.text("belief").map(|name| file.belief(&name)),
    };
    let feedback = paragraphs("feedback", &fields, file);
    fields.finish();
    let option =
        || Some(Foretold { id: id?, text: text?, when: when?, belief: belief?, feedback: feedback? });
    Read { option: option(), comes_true, found }
}
