//! What a run has to give: `response_p99_ms < 200`.

use trace::{Condition, MEASURES, NotACondition};

use crate::page_file::PageFile;
use crate::report::Mistake;
use crate::toml_fields::Fields;

/// The condition under `key`, with its place. None is reported.
pub(super) fn read(
    key: &'static str,
    fields: &Fields,
    file: &PageFile,
) -> Option<(Condition, core::ops::Range<usize>)> {
    let text = fields.need_text(key)?;
    let (written, span) = (text.as_str(), text.span.clone());
    let problem = match written.parse() {
        Ok(condition) => return Some((condition, span)),
        Err(problem) => problem,
    };
    let malformed = |message: &str| Mistake::new("condition-malformed", span.clone(), message.to_owned());
    file.report.add(match problem {
        NotACondition::NoSign => malformed("a condition holds a measure of the run against a number")
            .hint("effects = 1, or with <, <=, >= or >"),
        NotACondition::NoNumber => malformed("behind the sign of a condition stands a number")
            .hint("a plain number in the unit of the measure: response_p99_ms < 200"),
        NotACondition::NoMeasure => {
            let name = written.split(['<', '>', '=']).next().unwrap_or_default().trim();
            let own = name.rsplit_once('.').map_or(name, |(_, own)| own);
            Mistake::new("unknown-measure", span.clone(), format!("there is no measure `{name}`"))
                .meant(own, MEASURES)
        }
    });
    None
}
