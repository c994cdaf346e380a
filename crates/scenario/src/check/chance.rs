//! Rules for what is left to chance.

use super::Check;
use crate::bounds::{
    AT_EACH, CS2, CS2_ABOVE_ONE, DEVIATION, LEAST, LENGTH, LENGTHS, MAX_LISTED, MEAN, MOST, PARETO_LEAST,
    PER_S, SHAPE, STAGES, WEIGHTS,
};
use crate::fault::At;
use crate::{Arrivals, Distribution};

impl Check<'_> {
    pub(super) fn distribution(&mut self, at: &At, distribution: &Distribution) {
        match *distribution {
            Distribution::Constant { ns } => self.numbers(at, &[(&LENGTH, ns)]),
            Distribution::Uniform { least_ns, most_ns } => {
                self.numbers(at, &[(&LEAST, least_ns), (&MOST, most_ns)]);
                self.in_order(&at.key("most_ms"), least_ns, most_ns);
            }
            Distribution::Exponential { mean_ns } => self.numbers(at, &[(&MEAN, mean_ns)]),
            Distribution::Normal { mean_ns, deviation_ns } => {
                self.numbers(at, &[(&MEAN, mean_ns), (&DEVIATION, deviation_ns)]);
            }
            Distribution::Erlang { stages, mean_ns } => {
                self.numbers(at, &[(&STAGES, stages.into()), (&MEAN, mean_ns)]);
            }
            Distribution::Hyperexponential { mean_ns, cs2 } => {
                self.numbers(at, &[(&MEAN, mean_ns), (&CS2_ABOVE_ONE, cs2.into())]);
            }
            Distribution::Lognormal { mean_ns, cs2 } => {
                self.numbers(at, &[(&MEAN, mean_ns), (&CS2, cs2.into())]);
            }
            Distribution::Pareto { least_ns, most_ns, shape } => {
                self.numbers(at, &[(&PARETO_LEAST, least_ns), (&MOST, most_ns), (&SHAPE, shape.into())]);
                if most_ns <= least_ns {
                    self.impossible(&at.key("most_ms"), "the longest must be more than the shortest");
                }
            }
            Distribution::Empirical { ref lengths_ns, ref weights } => {
                self.listed(at, &LENGTHS, MAX_LISTED, lengths_ns.iter().copied());
                self.listed(at, &WEIGHTS, MAX_LISTED, weights.iter().map(|&weight| weight.into()));
                if lengths_ns.len() != weights.len() {
                    self.impossible(&at.key("weights"), "there must be as many weights as lengths");
                } else if weights.iter().all(|&weight| weight == 0) {
                    self.impossible(&at.key("weights"), "not all weights can be zero");
                }
            }
        }
    }

    /// The keys of arrivals stand beside others: `at` is the section around them.
    pub(super) fn arrivals(&mut self, at: &At, arrivals: &Arrivals) {
        match arrivals {
            Arrivals::Poisson { per_1000_s } | Arrivals::Paced { per_1000_s } => {
                self.numbers(at, &[(&PER_S, *per_1000_s)]);
            }
            Arrivals::Gaps { gap } => self.distribution(&at.key("gap"), gap),
            Arrivals::At { ns } => {
                self.listed(at, &AT_EACH, MAX_LISTED, ns.iter().copied());
                if !ns.is_sorted() {
                    self.impossible(&at.key("at_ms"), "a moment stands behind a later one");
                }
            }
        }
    }
}
