//! What a run should give: a measure held against a number.

use core::fmt;

use crate::{Trace, is_measure, measure};

/// A measure of a run, held against a number: `response_p99_ms < 200`.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// A name of [`crate::MEASURES`], for all nodes together or for one: `shop.effects`.
    pub measure: String,
    pub relation: Relation,
    pub limit: f64,
}

/// How two numbers compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    Below,
    AtMost,
    Equal,
    AtLeast,
    Above,
}

/// Why a text is not a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotACondition {
    /// There is none of the five signs in it.
    NoSign,
    /// What stands before the sign is no measure.
    NoMeasure,
    /// What stands behind the sign is no number.
    NoNumber,
}

/// The longer of two signs that start alike comes first.
const SIGNS: [(&str, Relation); 5] = [
    ("<=", Relation::AtMost),
    (">=", Relation::AtLeast),
    ("<", Relation::Below),
    (">", Relation::Above),
    ("=", Relation::Equal),
];

/// Numbers nearer than this share of the limit are equal: room for rounding and no more.
const ROOM: f64 = 1e-6;

impl Condition {
    /// Whether the run is so; `None` when it has no such number.
    pub fn holds(&self, trace: &Trace) -> Option<bool> {
        measure(trace, &self.measure).map(|found| self.holds_for(found.value))
    }

    /// Whether a number that was measured is so.
    pub fn holds_for(&self, value: f64) -> bool {
        let Self { limit, .. } = *self;
        let size = if limit < 0.0 { -limit } else { limit };
        let off = if value > limit { value - limit } else { limit - value };
        let equal = off <= size * ROOM + ROOM;
        match self.relation {
            Relation::Below => value < limit && !equal,
            Relation::AtMost => value < limit || equal,
            Relation::Equal => equal,
            Relation::AtLeast => value > limit || equal,
            Relation::Above => value > limit && !equal,
        }
    }
}

impl core::str::FromStr for Condition {
    type Err = NotACondition;

    fn from_str(text: &str) -> Result<Self, NotACondition> {
        let found = SIGNS.iter().find_map(|&(sign, relation)| Some((relation, text.split_once(sign)?)));
        let (relation, (left, right)) = found.ok_or(NotACondition::NoSign)?;
        let measure = left.trim().to_owned();
        if !is_measure(&measure) {
            return Err(NotACondition::NoMeasure);
        }
        let limit: f64 = right.trim().parse().map_err(|_| NotACondition::NoNumber)?;
        if !limit.is_finite() {
            return Err(NotACondition::NoNumber);
        }
        Ok(Self { measure, relation, limit })
    }
}

/// As it is read.
impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = SIGNS.iter().find(|(_, relation)| *relation == self.relation).map_or("=", |found| found.0);
        write!(f, "{} {sign} {}", self.measure, self.limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_read_as_they_are_written() {
        for text in
            ["response_p99_ms < 200", "effects = 1", "shop.effects >= 2", "lost <= 0.5", "retries > 0"]
        {
            let read: Condition = text.parse().expect("a condition");
            assert_eq!(read.to_string(), text);
        }
        for (text, why) in [
            ("", NotACondition::NoSign),
            ("effects", NotACondition::NoSign),
            ("speed < 3", NotACondition::NoMeasure),
            ("effects < many", NotACondition::NoNumber),
            ("effects < inf", NotACondition::NoNumber),
        ] {
            assert_eq!(text.parse::<Condition>(), Err(why), "{text}");
        }
    }

    #[test]
    fn of_two_numbers_exactly_one_relation_holds() {
        for value in [99.0, 100.0, 100.000_01, 101.0] {
            let holds = |relation| {
                Condition { measure: "makespan_ms".to_owned(), relation, limit: 100.0 }.holds_for(value)
            };
            let count = [Relation::Below, Relation::Equal, Relation::Above].map(|it| u8::from(holds(it)));
            assert_eq!(count.iter().sum::<u8>(), 1, "{value}");
            assert_eq!(holds(Relation::AtMost), !holds(Relation::Above), "{value}");
            assert_eq!(holds(Relation::AtLeast), !holds(Relation::Below), "{value}");
        }
    }
}
