//! ```` ```number ````: a number to work out, without a run.

use lesson::{Kind, Question};

use super::amount::{Sought, known, tolerance};
use super::asking::{Asking, explanation};
use crate::claim;
use crate::expression::Local;
use crate::page_file::PageFile;
use crate::toml_fields::Fields;
use crate::unit::Unit;

pub(super) fn read(fields: Fields, file: &PageFile) -> Option<Question> {
    let asking = Asking::read(&fields, file);
    let unit = fields.need_text("unit");
    let in_unit = unit.as_ref().map_or_else(Unit::plain, |unit| Unit::of(unit.as_str()));
    let truth = fields.need_stated("answer").and_then(|answer| claim::stated(&answer, &in_unit, file));
    let tolerance_percent = tolerance(&fields).map(|at| at.value);
    let sought = Sought { unit: in_unit, truth, tolerance_percent };
    let local = Local { name: "truth", value: sought.truth.clone() };
    let (explanation, known) =
        file.with(local, || (explanation(&fields, file), known(&fields, &sought, file)));
    fields.finish();
    let amount = sought.into_amount(unit?.as_str(), known)?;
    asking.into_question(explanation?, Kind::Amount(amount))
}
