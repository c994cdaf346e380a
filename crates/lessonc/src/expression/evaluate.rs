//! What an expression comes to, with a mistake for everything that it does not.

use core::ops::Range;

use super::{Expression, Node, Operator};
use crate::quantity::{Clash, Quantity};
use crate::report::{Mistake, Report};
use crate::scenarios::{Scenarios, report_nothing};
use crate::unit::Unit;

/// A name without a scenario: something that the block around it gives.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Local {
    pub(crate) name: &'static str,
    /// None when the block is broken, which has been reported.
    pub(crate) value: Option<Quantity>,
}

/// What names stand for, and where mistakes go.
pub(crate) struct Context<'a> {
    pub(crate) scenarios: &'a Scenarios,
    pub(crate) locals: &'a [Local],
    pub(crate) report: &'a Report<'a>,
    /// Where in the file a part of the expression's text is.
    pub(crate) place: &'a dyn Fn(Range<usize>) -> Range<usize>,
}

impl Expression<'_> {
    /// The value. None is reported.
    pub(crate) fn value(&self, context: &Context) -> Option<Quantity> {
        let place = || (context.place)(self.range.clone());
        match &self.node {
            Node::Number(number) => Some(Quantity::certain(*number, Unit::plain())),
            Node::Name(name) => named(name, place(), context),
            Node::Negative(inner) => inner.value(context).map(Quantity::negative),
            Node::Binary(operator, left, right) => {
                let (left, right) = (left.value(context), right.value(context));
                let (left, right) = (left?, right?);
                match joined(*operator, &left, &right) {
                    Ok(value) => Some(value),
                    Err(clash) => {
                        context.report.add(mistake(&clash, *operator, (&left, &right), place()));
                        None
                    }
                }
            }
        }
    }
}

fn joined(operator: Operator, left: &Quantity, right: &Quantity) -> Result<Quantity, Clash> {
    match operator {
        Operator::Plus => left.plus(right),
        Operator::Minus => left.plus(&right.clone().negative()),
        Operator::Times => left.times(right),
        Operator::Over => left.over(right),
    }
}

fn mistake(
    clash: &Clash,
    operator: Operator,
    (left, right): (&Quantity, &Quantity),
    span: Range<usize>,
) -> Mistake {
    match clash {
        Clash::ZeroDivisor => {
            Mistake::new("division-by-zero", span, format!("{} is divided by zero", left.said()))
                .hint("what stands behind the / is zero in this scenario; divide by something that is not")
        }
        Clash::TooLarge => Mistake::new("number-too-large", span, "this number is too large")
            .hint("no quantity of a run is anywhere near; check the factors"),
        Clash::Units => {
            let message = format!("{} and {} have units that do not go together", left.said(), right.said());
            let hint = match operator {
                Operator::Plus | Operator::Minus => "add or take away what is of one kind",
                Operator::Times | Operator::Over => {
                    "a number with a unit times or by a plain one keeps its unit"
                }
            };
            Mistake::new("wrong-unit", span, message).hint(hint)
        }
    }
}

/// What a name stands for. A measure comes before a setting of the same name.
fn named(name: &str, span: Range<usize>, context: &Context) -> Option<Quantity> {
    let report = context.report;
    if let Some(local) = context.locals.iter().find(|local| local.name == name) {
        return local.value.clone();
    }
    let Some((id, rest)) = name.split_once('.').filter(|(id, rest)| !id.is_empty() && !rest.is_empty())
    else {
        let mistake = match name {
            "truth" => Mistake::new("value-unknown", span, "the answer is not to be told here")
                .hint("{{truth}} stands in `lead`, `caption`, `explain` and `reply` of a prediction"),
            "value" => Mistake::new("value-unknown", span, "there is no value here")
                .hint("{{value}} stands in the `reply` of a [[known]] answer"),
            _ => Mistake::new("value-malformed", span, "a computed value names a scenario and a measure")
                .hint("{{scenario.measure}} or {{scenario.measure:unit}}"),
        };
        report.add(mistake);
        return None;
    };
    let scenario = context.scenarios.find(id, span.clone(), report)?;
    if trace::is_measure(rest)
        && let Some(found) = context.scenarios.mean(id, rest, span.clone(), report)
    {
        return found.ok();
    }
    if let Some(setting) = crate::setting::find(scenario, rest) {
        return Some(setting);
    }
    if trace::is_measure(rest) {
        report_nothing(id, rest, span, report);
    } else {
        let message = format!("there is no measure and no setting `{rest}`");
        let settings = crate::setting::names(scenario);
        let names = trace::MEASURES.into_iter().chain(settings.iter().map(String::as_str));
        report.add(Mistake::new("unknown-measure", span, message).meant(rest, names));
    }
    None
}
