//! Lengths of time, and moments, that are left to chance.

use crate::bounds::{
    AT_EACH, CS2, DEVIATION, LEAST, LENGTH, LENGTHS, MEAN, MOST, PARETO_LEAST, PER_S, SHAPE, STAGES, WEIGHTS,
};
use crate::number::Number;
use crate::read::{Reader, Table, narrow};
use crate::{Arrivals, Distribution};

/// What stands at `key`, or as a constant at its short form.
pub(super) fn length<'a>(
    reader: &mut Reader<'a>,
    table: &Table<'a>,
    key: &'static str,
    short: &'static Number,
) -> Distribution {
    if let Some(ns) = table.maybe(short) {
        reader.short(table, short.name, &[key]);
        return Distribution::Constant { ns };
    }
    drawn(table, key)
}

/// What stands at `key`.
pub(super) fn drawn(table: &Table<'_>, key: &'static str) -> Distribution {
    table.choice(key).map_or_else(Distribution::default, |chosen| distribution(chosen.name, &chosen.table))
}

pub(super) fn distribution(kind: &str, table: &Table<'_>) -> Distribution {
    let mean_ns = table.number(&MEAN);
    match kind {
        "uniform" => Distribution::Uniform { least_ns: table.number(&LEAST), most_ns: table.number(&MOST) },
        "exponential" => Distribution::Exponential { mean_ns },
        "normal" => Distribution::Normal { mean_ns, deviation_ns: table.number(&DEVIATION) },
        "erlang" => Distribution::Erlang { stages: table.tiny(&STAGES), mean_ns },
        "hyperexponential" => Distribution::Hyperexponential { mean_ns, cs2: table.small(&CS2) },
        "lognormal" => Distribution::Lognormal { mean_ns, cs2: table.small(&CS2) },
        "pareto" => Distribution::Pareto {
            least_ns: table.number(&PARETO_LEAST),
            most_ns: table.number(&MOST),
            shape: table.small(&SHAPE),
        },
        "empirical" => {
            let lengths_ns = table.numbers(&LENGTHS).unwrap_or_default();
            let weights = match table.numbers(&WEIGHTS) {
                Some(weights) => weights.into_iter().map(narrow).collect(),
                None => vec![1; lengths_ns.len()],
            };
            Distribution::Empirical { lengths_ns, weights }
        }
        _ => Distribution::Constant { ns: table.number(&LENGTH) },
    }
}

/// Nothing ever, where no arrivals are named.
pub(super) fn arrivals(table: &Table<'_>) -> Arrivals {
    let per_1000_s = table.number(&PER_S);
    match table.text("arrivals") {
        Some("poisson") => Arrivals::Poisson { per_1000_s },
        Some("paced") => Arrivals::Paced { per_1000_s },
        Some("gaps") => Arrivals::Gaps { gap: drawn(table, "gap") },
        _ => Arrivals::At { ns: table.numbers(&AT_EACH).unwrap_or_default() },
    }
}
