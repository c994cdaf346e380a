//! A number with its unit, and how sure it is.

use crate::number::{nearest_multiple, plain, prose};
use crate::unit::Unit;

/// What a computed value is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Quantity {
    pub(crate) value: f64,
    pub(crate) unit: Unit,
    /// The standard error of a mean over runs that differ by chance; zero for what is certain.
    pub(crate) error: f64,
}

/// Why two quantities cannot be joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Clash {
    Units,
    ZeroDivisor,
    TooLarge,
}

impl Quantity {
    /// Something certain.
    pub(crate) fn certain(value: f64, unit: Unit) -> Self {
        Self { value, unit, error: 0.0 }
    }

    /// The same in another unit; none when that measures something else.
    pub(crate) fn in_unit(&self, unit: &Unit) -> Option<Self> {
        let factor = self.unit.factor(unit)?;
        Some(Self { value: self.value * factor, unit: unit.clone(), error: self.error * factor })
    }

    /// Errors add up whether or not the two vary together, so the result is never less sure than it says.
    pub(crate) fn plus(&self, other: &Self) -> Result<Self, Clash> {
        let other = other.in_unit(&self.unit).ok_or(Clash::Units)?;
        finite(Self {
            value: self.value + other.value,
            error: self.error + other.error,
            unit: self.unit.clone(),
        })
    }

    pub(crate) fn negative(self) -> Self {
        Self { value: -self.value, ..self }
    }

    pub(crate) fn times(&self, other: &Self) -> Result<Self, Clash> {
        let (unit, factor) = self.unit.times(&other.unit).ok_or(Clash::Units)?;
        let error = self.value.abs() * other.error + other.value.abs() * self.error;
        finite(Self { value: self.value * other.value * factor, unit, error: error * factor })
    }

    pub(crate) fn over(&self, other: &Self) -> Result<Self, Clash> {
        let (unit, factor) = self.unit.over(&other.unit).ok_or(Clash::Units)?;
        if other.value == 0.0 {
            return Err(Clash::ZeroDivisor);
        }
        let value = self.value / other.value;
        let error = (self.error + value.abs() * other.error) / other.value.abs();
        finite(Self { value: value * factor, unit, error: error * factor })
    }

    /// The smallest power of ten that the standard error leaves certain; none for what is certain itself.
    pub(crate) fn certain_place(&self) -> Option<f64> {
        // Sums of equal runs leave errors of a last bit behind.
        let matters = self.error > self.value.abs() * 1e-9;
        matters.then(|| libm::pow(10.0, libm::ceil(libm::log10(self.error))))
    }

    /// The number for readers: rounded to multiples of `step`, or as far as it is certain.
    pub(crate) fn rounded(&self, step: Option<f64>) -> String {
        match step.or_else(|| self.certain_place().filter(|&place| place > natural_step(self.value))) {
            Some(step) => prose(&nearest_multiple(self.value, step)),
            None => prose(&plain(self.value)),
        }
    }

    /// For messages to authors: the number and its unit.
    pub(crate) fn said(&self) -> String {
        format!("{} {}", plain(self.value), self.unit.name).trim_end().to_owned()
    }
}

/// The step of the last place that [`plain`] writes.
fn natural_step(value: f64) -> f64 {
    match value.abs() {
        size if size >= 100.0 => 1.0,
        size if size >= 10.0 => 0.1,
        _ => 0.01,
    }
}

/// Beyond this, numbers have no whole parts any more, and no meaning in a text.
const LARGEST: f64 = 1e15;

fn finite(quantity: Quantity) -> Result<Quantity, Clash> {
    // What is no number is not at most the largest one either.
    if quantity.value.abs() <= LARGEST && quantity.error <= LARGEST {
        Ok(quantity)
    } else {
        Err(Clash::TooLarge)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(value: f64, unit: &str) -> Quantity {
        Quantity::certain(value, Unit::of(unit))
    }

    #[test]
    fn sums_are_in_the_unit_of_the_first() {
        let sum = quantity(40.0, "ms").plus(&quantity(0.02, "s")).unwrap();
        assert_eq!((sum.value, sum.unit.name.as_ref()), (60.0, "ms"));
        assert_eq!(quantity(40.0, "ms").plus(&quantity(1.0, "")), Err(Clash::Units));
    }

    #[test]
    fn size_by_bandwidth_is_a_time() {
        let time = quantity(1000.0, "bytes").over(&quantity(2.0, "Mbit/s")).unwrap();
        assert_eq!((plain(time.value), time.unit.name.as_ref()), ("4".to_owned(), "ms"));
        assert_eq!(quantity(1.0, "ms").over(&quantity(0.0, "")), Err(Clash::ZeroDivisor));
        assert_eq!(quantity(1e8, "").times(&quantity(1e8, "")), Err(Clash::TooLarge));
    }

    #[test]
    fn no_more_digits_are_shown_than_are_certain() {
        for (value, error, shown) in [
            (498.3, 2.1, "500"),
            (498.3, 0.8, "498"),
            (19.87, 0.04, "19.9"),
            (19.87, 0.0, "19.9"),
            (12_345.0, 40.0, "12,300"),
            (0.8, 1e-16, "0.8"),
        ] {
            let quantity = Quantity { error, ..quantity(value, "ms") };
            assert_eq!(quantity.rounded(None), shown, "{value} ± {error}");
        }
        assert_eq!(quantity(1237.0, "ms").rounded(Some(50.0)), "1,250");
    }
}
