//! What stands between `{{` and `}}`: a number that is worked out when the site is built, or one that is taken as given.

use core::ops::Range;

use super::html::{push_escaped, push_prose};
use crate::ident::is_id;
use crate::measured::measured;
use crate::number::plain;
use crate::page_file::PageFile;
use crate::quantity::Quantity;
use crate::record::Bound;
use crate::report::Mistake;
use crate::unit::Unit;

/// How a number starts that the author assumes.
const GIVEN: &str = "given:";

/// How the place of a gap starts.
const GAP: &str = "gap:";

/// Stands on both sides of a gap's id in what is written; no font has a letter for it, and no text needs it.
pub(crate) const GAP_MARK: char = '\u{e000}';

/// The finest and the coarsest that a number may be rounded to.
const STEPS: core::ops::RangeInclusive<f64> = 1e-6..=1e9;

/// How a computed number is shown.
#[derive(Default)]
struct Form {
    unit: Option<Unit>,
    step: Option<f64>,
}

/// The value as HTML; `text` is what stands between the braces, at `inside` of the excerpt. None is reported.
pub(super) fn html(
    text: &str,
    file: &PageFile,
    place: &dyn Fn(Range<usize>) -> Range<usize>,
) -> Option<String> {
    let trimmed = text.trim_start();
    if let Some(given) = trimmed.strip_prefix(GIVEN) {
        return self::given(given.trim(), place(0..text.len()), file);
    }
    if let Some(id) = trimmed.strip_prefix(GAP) {
        return gap(id.trim(), place(0..text.len()), file);
    }
    let (expression, form) = match text.split_once(':') {
        Some((expression, options)) => {
            let from = expression.len() + 1;
            let form = form(options, file, &|range| place(from + range.start..from + range.end));
            (expression, form)
        }
        None => (text, Some(Form::default())),
    };
    let value = file.evaluate(expression, place);
    shown(value?, &form?, (expression, place(0..text.len())), file)
}

/// A thought example: no scenario runs it, so the number is the author's own.
fn given(text: &str, span: Range<usize>, file: &PageFile) -> Option<String> {
    let whole = measured(text).first().is_some_and(|found| found.whole == (0..text.len()));
    if !whole {
        let message = "a given value is a number with its unit";
        file.report.add(Mistake::new("given-malformed", span, message).hint("{{given: 40 ms}}"));
        return None;
    }
    file.recorder.text(text, span, false);
    let mut html = String::new();
    push_prose(&mut html, text);
    Some(html)
}

/// A place to fill in.
fn gap(id: &str, span: Range<usize>, file: &PageFile) -> Option<String> {
    if !is_id(id) {
        let mistake = Mistake::new("bad-id", span, format!("`{id}` is no id for a gap"));
        file.report.add(mistake.hint("{{gap: an-id}}, with the id of one of the [[gap]] below"));
        return None;
    }
    if !file.open_gap(id, span.clone()) {
        let mistake = Mistake::new("gap-misplaced", span, "there is nothing to fill in here");
        file.report.add(mistake.hint("{{gap: …}} stands in the `text` of a ```gaps block"));
        return None;
    }
    file.recorder.text("…", span, false);
    Some(format!("{GAP_MARK}{id}{GAP_MARK}"))
}

/// A unit, a rounding, or both with a comma between.
fn form(options: &str, file: &PageFile, place: &dyn Fn(Range<usize>) -> Range<usize>) -> Option<Form> {
    let mut form = Form::default();
    let mut sound = true;
    let mut at = 0;
    for option in options.split(',') {
        let start = at + option.len() - option.trim_start().len();
        let span = place(start..start + option.trim().len());
        at += option.len() + 1;
        let option = option.trim();
        let step = option.strip_prefix("to ").map(|step| step.trim().parse::<f64>());
        let mistake = match step {
            Some(Ok(step)) if STEPS.contains(&step) => {
                form.step = Some(step);
                continue;
            }
            Some(_) => Mistake::new("value-malformed", span, "this is no step to round to")
                .hint("{{scenario.measure:to 0.1}} or {{scenario.measure:s, to 10}}"),
            None if option.is_empty() => {
                Mistake::new("value-malformed", span, "after the colon stands a unit, or what to round to")
                    .hint("{{scenario.measure:s}} or {{scenario.measure:to 10}}")
            }
            None => match Unit::named(option) {
                Some(unit) => {
                    form.unit = Some(unit);
                    continue;
                }
                None => Mistake::new("wrong-unit", span, format!("no number comes in `{option}`"))
                    .meant(option, Unit::names()),
            },
        };
        file.report.add(mistake);
        sound = false;
    }
    sound.then_some(form)
}

/// `written` is the expression and where the whole value stands.
fn shown(
    value: Quantity,
    form: &Form,
    (written, span): (&str, Range<usize>),
    file: &PageFile,
) -> Option<String> {
    let unit = form.unit.clone().unwrap_or_else(|| value.unit.clone());
    let Some(value) = value.in_unit(&unit) else {
        let message = match value.unit.name.as_ref() {
            "" => format!("this is a plain number and cannot be given in `{}`", unit.name),
            own => format!("this is in {own} and cannot be given in `{}`", unit.name),
        };
        let fix = format!("{{{{{}}}}}", written.trim());
        file.report.add(Mistake::new("wrong-unit", span.clone(), message).fix(span, fix));
        return None;
    };
    if let Some(place) = value.certain_place() {
        let spread = format!("{} ± {} {}", plain(value.value), plain(value.error), value.unit.name);
        if place > value.value.abs() {
            let message = format!("chance leaves no digit of this mean certain: {}", spread.trim_end());
            file.report.add(
                Mistake::new("value-uncertain", span, message)
                    .hint("make the run longer, or say it without a number"),
            );
            return None;
        }
        if form.step.is_some_and(|step| step < place) {
            let message = format!("chance leaves this mean certain only to about {place}");
            file.report.add(Mistake::new("value-uncertain", span, message).hint(format!("to {place}")));
            return None;
        }
    }
    let number = value.rounded(form.step);
    let bound =
        Bound { expression: written.to_owned(), value: value.value, unit: unit.name.as_ref().to_owned() };
    file.recorder.value(format!("{number} {}", unit.name).trim_end(), span, bound);
    let mut html = format!("<span class=\"num\">{number}");
    if !unit.name.is_empty() {
        html.push_str("&nbsp;");
        push_escaped(&mut html, &unit.name);
    }
    html.push_str("</span>");
    Some(html)
}
