//! Lengths of time, and moments, that are left to chance.

use super::{Alternative, Key, Kind, Section, Tag};
use crate::bounds::{
    AT_EACH, CS2, CS2_ABOVE_ONE, DEVIATION, LEAST, LENGTH, LENGTHS, MAX_LISTED, MEAN, MOST, PARETO_LEAST,
    PER_S, SHAPE, STAGES, WEIGHTS,
};

pub(super) static DISTRIBUTION: Section =
    Section::new("a length of time", "distribution", "How long something takes, drawn anew each time.")
        .tag(&DISTRIBUTIONS);

pub(super) static DISTRIBUTIONS: Tag =
    Tag { home: Some(&DISTRIBUTION), ..Tag::new("kind", "how it is drawn", KINDS_OF_DISTRIBUTION) };

const KINDS_OF_DISTRIBUTION: &[Alternative] = &[
    Alternative::new("constant", "always the same").keys(&[Key::number(&LENGTH, "the length")]),
    Alternative::new("uniform", "anything between two lengths, equally likely")
        .keys(&[Key::number(&LEAST, "the shortest"), Key::number(&MOST, "the longest")]),
    Alternative::new("exponential", "memoryless: many short, few long").keys(&[MEAN_KEY]),
    Alternative::new("normal", "a bell around the mean, cut off at zero")
        .keys(&[MEAN_KEY, Key::number(&DEVIATION, "the standard deviation")]),
    Alternative::new("erlang", "the sum of equal exponential steps: more regular than one")
        .keys(&[Key::number(&STAGES, "how many steps"), MEAN_KEY]),
    Alternative::new("hyperexponential", "one of two exponentials: less regular than one")
        .keys(&[MEAN_KEY, Key::number(&CS2_ABOVE_ONE, "variance over squared mean, at least 1")]),
    Alternative::new("lognormal", "its logarithm is normal: a few very long ones")
        .keys(&[MEAN_KEY, Key::number(&CS2, "variance over squared mean")]),
    Alternative::new("pareto", "a power law between two bounds: the heaviest tail").keys(&[
        Key::number(&PARETO_LEAST, "the shortest"),
        Key::number(&MOST, "the longest"),
        Key::number(&SHAPE, "the exponent; the smaller, the heavier the tail"),
    ]),
    Alternative::new("empirical", "one of the listed lengths").keys(&[
        Key::new("lengths_ms", Kind::Numbers(&LENGTHS, MAX_LISTED), "the lengths"),
        Key::new("weights", Kind::Numbers(&WEIGHTS, MAX_LISTED), "how often each, in proportion")
            .optional("all are equally likely"),
    ]),
];

const MEAN_KEY: Key = Key::number(&MEAN, "the mean");

static MOMENTS: Section = Section::new(
    "arrivals",
    "arrivals",
    "When requests or updates come, whatever becomes of earlier ones. These keys stand beside others.",
)
.tag(&ARRIVALS);

pub(super) static ARRIVALS: Tag =
    Tag { home: Some(&MOMENTS), ..Tag::new("arrivals", "when they come", KINDS_OF_ARRIVALS) };

/// Where nothing need come.
pub(super) static OPTIONAL_ARRIVALS: Tag = Tag {
    required: false,
    home: Some(&MOMENTS),
    ..Tag::new("arrivals", "when they come", KINDS_OF_ARRIVALS)
};

const KINDS_OF_ARRIVALS: &[Alternative] = &[
    Alternative::new("poisson", "independent of each other; the first after one gap").keys(&[RATE_KEY]),
    Alternative::new("paced", "evenly spaced; the first at once").keys(&[RATE_KEY]),
    Alternative::new("gaps", "with drawn gaps; the first after one gap").keys(&[GAP_KEY]),
    Alternative::new("at", "at listed moments; what is beyond the list does not come").keys(&[MOMENTS_KEY]),
];

const RATE_KEY: Key = Key::number(&PER_S, "how many a second, on average");
const GAP_KEY: Key = Key::new("gap", Kind::Choice(&DISTRIBUTION), "the time between two");
const MOMENTS_KEY: Key =
    Key::new("at_ms", Kind::Numbers(&AT_EACH, MAX_LISTED), "the moments, none before the one in front of it");
