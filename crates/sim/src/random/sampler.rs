//! Lengths of time out of random words.

use scenario::Distribution;

mod exponential;
mod shape;

use exponential::Exponential;
use shape::Shape;

/// A distribution, made ready to be drawn from.
#[derive(Debug)]
pub(crate) enum Sampler {
    /// Always so many ns.
    Constant(u64),
    /// Memoryless.
    Exponential(Box<Exponential>),
    /// Everything that needs more work.
    Shaped(Box<Shape>),
}

impl Sampler {
    /// Any values of the fields are fine: what has no meaning is taken for the nearest thing that has one.
    pub(crate) fn new(distribution: &Distribution) -> Self {
        match *distribution {
            Distribution::Constant { ns } => Self::Constant(ns),
            Distribution::Exponential { mean_ns } => Self::exponential(mean_ns as f64),
            ref other => Self::Shaped(Box::new(Shape::new(other))),
        }
    }

    /// Memoryless, for a mean that need not be whole. It must be finite and not negative.
    pub(crate) fn exponential(mean_ns: f64) -> Self {
        Self::Exponential(Box::new(Exponential::new(mean_ns)))
    }

    /// The length that a word stands for, in ns.
    #[inline]
    pub(crate) fn sample(&self, word: u64) -> u64 {
        match self {
            Self::Constant(ns) => *ns,
            Self::Exponential(exponential) => exponential.sample_ns(word),
            Self::Shaped(shape) => shape.sample(word),
        }
    }

    /// [`Self::sample`], as far as that is short put straight into its caller: for what every request draws.
    #[inline(always)]
    pub(crate) fn sample_fast(&self, word: u64) -> u64 {
        match self {
            Self::Exponential(exponential) => exponential.sample_ns(word),
            _ => self.sample(word),
        }
    }
}

/// The nearest whole number of ns; less than zero is zero, too much is the most there is.
#[inline]
fn whole(ns: f64) -> u64 {
    (ns + 0.5) as u64
}

#[cfg(test)]
mod tests;
