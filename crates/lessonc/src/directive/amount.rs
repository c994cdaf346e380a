//! A number with a unit: how far off an answer may be, and the wrong numbers that people arrive at.

use lesson::{Amount, Known};

use super::asking::{belief, paragraphs};
use crate::claim;
use crate::expression::Local;
use crate::number::plain;
use crate::page_file::PageFile;
use crate::quantity::Quantity;
use crate::report::Mistake;
use crate::toml_fields::{At, Fields};
use crate::unit::Unit;

/// An answer counts when it is this near, unless the author says otherwise.
const TOLERANCE_PERCENT: u64 = 10;

/// What wrong answers are held against.
pub(super) struct Sought {
    pub(super) unit: Unit,
    pub(super) truth: Option<Quantity>,
    pub(super) tolerance_percent: Option<u16>,
}

/// How far off an answer may be, and where that stands.
pub(super) fn tolerance(fields: &Fields) -> Option<At<u16>> {
    let At { value, span } = fields.whole_at_or("tolerance_percent", 1..=100, TOLERANCE_PERCENT)?;
    Some(At { value: value.try_into().ok()?, span })
}

/// The known answers of a block, those that can be read.
pub(super) fn known(fields: &Fields, sought: &Sought, file: &PageFile) -> Vec<Known> {
    let known = fields.tables("known", "a known answer").into_iter();
    known.filter_map(|known| read_known(known, sought, file)).collect()
}

impl Sought {
    /// None when a part has a mistake.
    pub(super) fn into_amount(self, unit: &str, known: Vec<Known>) -> Option<Amount> {
        Some(Amount {
            unit: unit.to_owned(),
            tolerance_percent: self.tolerance_percent?,
            truth: self.truth?.value,
            known,
        })
    }
}

fn read_known(fields: Fields, sought: &Sought, file: &PageFile) -> Option<Known> {
    let stated = fields.need_stated("value");
    let value = stated.as_ref().and_then(|stated| claim::stated(stated, &sought.unit, file));
    let belief = belief(&fields, file);
    let reply =
        file.with(Local { name: "value", value: value.clone() }, || paragraphs("reply", &fields, file));
    fields.finish();
    let (value, span) = (value?.value, stated?.span());
    if let (Some(truth), Some(percent)) = (&sought.truth, sought.tolerance_percent)
        && claim::within(value, truth.value, f64::from(percent))
    {
        let message = format!("{} counts as right: the answer is {}", plain(value), plain(truth.value));
        let mistake = Mistake::new("known-is-right", span, message);
        file.report.add(mistake.hint("a known answer is one that is wrong"));
    }
    Some(Known { value, belief: belief?, reply: reply? })
}
