//! The test vectors: numbers worked out apart from this code, each with its formula and how exact it is.

use std::sync::OnceLock;

use serde_json::Value;

/// One vector of the file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Vector(&'static Value);

/// All of them.
pub(crate) fn vectors() -> &'static [Value] {
    static FILE: OnceLock<Value> = OnceLock::new();
    let parse = || serde_json::from_str(include_str!("data/vectors.json")).expect("the vectors are JSON");
    FILE.get_or_init(parse)["vectors"].as_array().expect("there is a list of vectors")
}

/// The vector of that name.
pub(crate) fn vector(id: &str) -> Vector {
    Vector(vectors().iter().find(|vector| vector["id"] == id).unwrap_or_else(|| panic!("no vector {id}")))
}

impl Vector {
    /// An input by its name.
    pub(crate) fn input(self, name: &str) -> f64 {
        self.0["inputs"][name].as_f64().unwrap_or_else(|| panic!("{name} is no number in {}", self.0))
    }

    /// An input that is a whole number.
    pub(crate) fn whole(self, name: &str) -> u32 {
        let whole = self.0["inputs"][name].as_u64().and_then(|whole| u32::try_from(whole).ok());
        whole.unwrap_or_else(|| panic!("{name} is no whole number in {}", self.0))
    }

    /// An input in milliseconds as nanoseconds.
    pub(crate) fn ns(self, name: &str) -> u64 {
        ns(&self.0["inputs"][name])
    }

    pub(crate) fn inputs(self, name: &str) -> Vec<f64> {
        numbers(&self.0["inputs"][name])
    }

    /// What is expected, by its place: `""` for the whole, `/W_s`, `/0/rto_ms`.
    pub(crate) fn expected(self, place: &str) -> f64 {
        let value = self.0["expected"].pointer(place).and_then(Value::as_f64);
        value.unwrap_or_else(|| panic!("nothing is expected at {place} in {}", self.0))
    }

    /// The same in milliseconds, as nanoseconds.
    pub(crate) fn expected_ns(self, place: &str) -> u64 {
        ns(self.0["expected"].pointer(place).unwrap_or(&Value::Null))
    }

    pub(crate) fn expected_list(self, place: &str) -> Vec<f64> {
        numbers(self.0["expected"].pointer(place).unwrap_or(&Value::Null))
    }

    /// A list of milliseconds as nanoseconds, with gaps.
    pub(crate) fn expected_ns_list(self, place: &str) -> Vec<Option<u64>> {
        let list = self.0["expected"].pointer(place).and_then(Value::as_array).expect("a list is expected");
        list.iter().map(|value| (!value.is_null()).then(|| ns(value))).collect()
    }

    /// Holds a closed form against what is expected, which is rounded to four digits.
    pub(crate) fn holds(self, place: &str, found: f64) {
        let expected = self.expected(place);
        let error = (found - expected).abs();
        assert!(error <= 5e-4 * expected.abs(), "{}{place}: {found} against {expected}", self.0["id"]);
    }

    /// The same for each of a list.
    pub(crate) fn holds_each(self, place: &str, found: impl IntoIterator<Item = f64>) {
        let found: Vec<f64> = found.into_iter().collect();
        assert_eq!(self.expected_list(place).len(), found.len(), "{}{place}", self.0["id"]);
        for (at, found) in found.into_iter().enumerate() {
            self.holds(&format!("{place}/{at}"), found);
        }
    }
}

fn ns(milliseconds: &Value) -> u64 {
    let value = milliseconds.as_f64().expect("a number of milliseconds");
    (value * 1e6).round() as u64
}

fn numbers(list: &Value) -> Vec<f64> {
    let list = list.as_array().expect("a list of numbers");
    list.iter().map(|value| value.as_f64().expect("a number")).collect()
}

/// Holds what a run gave against what it should, within a share of it.
#[track_caller]
pub(crate) fn near(what: &str, found: f64, expected: f64, share: f64) {
    let error = found / expected - 1.0;
    assert!(error.abs() <= share, "{what}: {found} against {expected}, {:+.2} %", error * 100.0);
}

/// The same within a distance.
#[track_caller]
pub(crate) fn near_by(what: &str, found: f64, expected: f64, distance: f64) {
    assert!((found - expected).abs() <= distance, "{what}: {found} against {expected}");
}
