//! Units of what a run gives and a scenario sets, and what comes of multiplying and dividing them.

use std::borrow::Cow;

/// A unit: what kind of thing it measures, and how much of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unit {
    /// As authors and readers see it. Empty for a plain number.
    pub(crate) name: Cow<'static, str>,
    kind: Kind,
    /// How many bits, nanoseconds, bits in a nanosecond, … one of it is.
    scale: f64,
}

/// Powers of data and of time: `(1, -1)` is a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Kind {
    data: i8,
    time: i8,
}

const PLAIN: Kind = Kind { data: 0, time: 0 };
const TIME: Kind = Kind { data: 0, time: 1 };
const DATA: Kind = Kind { data: 1, time: 0 };
const RATE: Kind = Kind { data: 1, time: -1 };
const FREQUENCY: Kind = Kind { data: 0, time: -1 };

/// All units that can be asked for. The first of each kind is what a product or a quotient comes in.
const KNOWN: [(&str, Kind, f64); 21] = [
    ("", PLAIN, 1.0),
    ("%", PLAIN, 0.01),
    ("ms", TIME, 1e6),
    ("ns", TIME, 1.0),
    ("µs", TIME, 1e3),
    ("s", TIME, 1e9),
    ("seconds", TIME, 1e9),
    ("min", TIME, 6e10),
    ("h", TIME, 3.6e12),
    ("bytes", DATA, 8.0),
    ("B", DATA, 8.0),
    ("kB", DATA, 8e3),
    ("MB", DATA, 8e6),
    ("GB", DATA, 8e9),
    ("bits", DATA, 1.0),
    ("Mbit/s", RATE, 1e-3),
    ("kbit/s", RATE, 1e-6),
    ("Gbit/s", RATE, 1.0),
    ("kB/s", RATE, 8e-6),
    ("MB/s", RATE, 8e-3),
    ("/s", FREQUENCY, 1e-9),
];

/// How keys of scenarios and names of measures end when they carry a unit; the first that fits counts.
const ENDINGS: [(&str, &str); 6] = [
    ("_ms", "ms"),
    ("_bytes", "bytes"),
    ("_mbit_per_s", "Mbit/s"),
    ("_percent", "%"),
    ("per_s", "/s"),
    // What the messages of a run weigh, all together.
    ("bytes", "bytes"),
];

impl Unit {
    /// Of a plain number.
    pub(crate) const fn plain() -> Self {
        Self { name: Cow::Borrowed(""), kind: PLAIN, scale: 1.0 }
    }

    /// The unit of that name; none if there is no such unit.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let &(name, kind, scale) = KNOWN.iter().find(|(known, ..)| *known == name)?;
        Some(Self { name: Cow::Borrowed(name), kind, scale })
    }

    /// What all units are called.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> + Clone {
        KNOWN.iter().map(|(name, ..)| *name).filter(|name| !name.is_empty())
    }

    /// The unit of that name, or that of things counted, for example `requests`.
    pub(crate) fn of(name: &str) -> Self {
        Self::named(name).unwrap_or_else(|| Self { name: Cow::Owned(name.to_owned()), ..Self::plain() })
    }

    /// The unit that a measure or a key of a scenario says in its name.
    pub(crate) fn in_name(name: &str) -> Self {
        let ending = ENDINGS.iter().find(|(ending, _)| name.ends_with(ending));
        ending.and_then(|(_, unit)| Self::named(unit)).unwrap_or_else(Self::plain)
    }

    pub(crate) fn is_plain(&self) -> bool {
        self.kind == PLAIN
    }

    /// What a number in this unit is multiplied with to be in `to`; none when the two measure different things.
    pub(crate) fn factor(&self, to: &Self) -> Option<f64> {
        (self.kind == to.kind).then(|| if self.scale == to.scale { 1.0 } else { self.scale / to.scale })
    }

    /// The unit of a product, and what the product of the two numbers is multiplied with to be in it.
    pub(crate) fn times(&self, other: &Self) -> Option<(Self, f64)> {
        self.joined(other, 1)
    }

    /// The unit of a quotient, and what the quotient of the two numbers is multiplied with to be in it.
    pub(crate) fn over(&self, other: &Self) -> Option<(Self, f64)> {
        self.joined(other, -1)
    }

    fn joined(&self, other: &Self, sign: i8) -> Option<(Self, f64)> {
        let scale = if sign > 0 { other.scale } else { 1.0 / other.scale };
        if other.is_plain() && !self.is_plain() {
            return Some((self.clone(), scale));
        }
        if self.is_plain() && sign > 0 && !other.is_plain() {
            return Some((other.clone(), self.scale));
        }
        let kind = Kind {
            data: self.kind.data + sign * other.kind.data,
            time: self.kind.time + sign * other.kind.time,
        };
        let &(name, kind, unit) = KNOWN.iter().find(|(_, known, _)| *known == kind)?;
        let unit_of_result = Self { name: Cow::Borrowed(name), kind, scale: unit };
        Some((unit_of_result, self.scale * scale / unit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(name: &str) -> Unit {
        Unit::named(name).unwrap()
    }

    #[test]
    fn units_of_a_kind_convert_and_others_do_not() {
        assert_eq!(unit("ms").factor(&unit("s")), Some(1e-3));
        assert_eq!(unit("kB").factor(&unit("bytes")), Some(1000.0));
        assert_eq!(unit("").factor(&unit("%")), Some(100.0));
        assert_eq!(unit("ms").factor(&unit("")), None);
        assert_eq!(unit("ms").factor(&unit("/s")), None);
    }

    #[test]
    fn products_and_quotients_have_the_unit_that_people_expect() {
        let product = |a, b| unit(a).times(&unit(b)).map(|(unit, _)| unit.name);
        let quotient = |a, b| unit(a).over(&unit(b)).map(|(unit, _)| unit.name);
        assert_eq!(product("s", "").as_deref(), Some("s"));
        assert_eq!(product("%", "s").as_deref(), Some("s"));
        assert_eq!(product("/s", "ms").as_deref(), Some(""));
        assert_eq!(product("ms", "ms"), None);
        assert_eq!(quotient("s", "ms").as_deref(), Some(""));
        assert_eq!(quotient("bytes", "Mbit/s").as_deref(), Some("ms"));
        assert_eq!(quotient("", "ms").as_deref(), Some("/s"));
        assert_eq!(quotient("ms", "bytes"), None);
    }

    #[test]
    fn names_carry_their_unit() {
        for (name, expected) in [
            ("wire.one_way_ms", "ms"),
            ("wire.rate_mbit_per_s", "Mbit/s"),
            ("client.per_s", "/s"),
            ("throughput_per_s", "/s"),
            ("wire.loss_percent", "%"),
            ("server.reply_bytes", "bytes"),
            ("bytes", "bytes"),
            ("server.workers", ""),
        ] {
            assert_eq!(Unit::in_name(name).name, expected, "{name}");
        }
    }
}
