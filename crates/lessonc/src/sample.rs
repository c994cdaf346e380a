//! Mean and spread of a number over runs that differ by chance.

/// What so many runs gave, by Welford's method: one number at a time, without losing digits.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Sample {
    pub(crate) count: u32,
    pub(crate) mean: f64,
    /// The sum of the squared distances from the mean.
    pub(crate) squares: f64,
}

impl Sample {
    pub(crate) fn add(&mut self, value: f64) {
        self.count = self.count.saturating_add(1);
        let before = value - self.mean;
        self.mean += before / f64::from(self.count);
        self.squares += before * (value - self.mean);
    }

    /// How far single runs stray from the mean.
    pub(crate) fn standard_deviation(&self) -> f64 {
        if self.count < 2 { 0.0 } else { libm::sqrt(self.squares / f64::from(self.count - 1)) }
    }

    /// How far the mean may be from that of endlessly many runs.
    pub(crate) fn standard_error(&self) -> f64 {
        self.standard_deviation() / libm::sqrt(f64::from(self.count.max(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mean_and_spread_of_known_numbers() {
        let mut sample = Sample::default();
        for value in [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0] {
            sample.add(value);
        }
        assert_eq!((sample.count, sample.mean), (8, 5.0));
        assert!((sample.standard_deviation() - libm::sqrt(32.0 / 7.0)).abs() < 1e-12);
        assert!((sample.standard_error() - libm::sqrt(4.0 / 7.0)).abs() < 1e-12);
        assert_eq!(Sample::default().standard_error(), 0.0);
    }
}
