//! Numbers that the simulator gives, and claims about them.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        code: "unknown-scenario",
        title: "There is no scenario of that name",
        explanation: "Scenarios are the files of `lessons/scenarios/`, named without `.toml`.",
        wrong: "scenario = \"one-requests\"",
        right: "scenario = \"one-request\"",
    },
    Code {
        code: "unknown-measure",
        title: "There is no measure of that name",
        explanation: "A measure is a number that is taken from a run, such as `makespan_ms` or `answered`. `cargo xtask sim FILE --metrics` prints all that a scenario has.",
        wrong: "{{five-at-once.makespan}}",
        right: "{{five-at-once.makespan_ms}}",
    },
    Code {
        code: "measure-without-value",
        title: "The run has nothing to take the measure from",
        explanation: "The mean of no answers is no number. The scenario does not produce what the text wants to state, or its run ends before.",
        wrong: "the mean response time of a run in which nothing is answered",
        right: "{{reply-lost.timed_out}}",
    },
    Code {
        code: "value-malformed",
        title: "A computed value is not a scenario and a measure",
        explanation: "Between the braces stand the scenario, a dot and the measure, and after a colon, if you like, another unit of time.",
        wrong: "{{five-at-once}}",
        right: "{{five-at-once.makespan_ms:s}}",
    },
    Code {
        code: "value-open",
        title: "A computed value does not end",
        explanation: "`{{` begins a value and `}}` ends it, on the same line. If you mean the signs themselves, write them as code.",
        wrong: "All five take {{five-at-once.makespan_ms.",
        right: "All five take {{five-at-once.makespan_ms}}.",
    },
    Code {
        code: "wrong-unit",
        title: "The number has another unit",
        explanation: "Times can be given in any unit of time; counts and shares have none. Answers to a question are compared with the measure as it is, so a question names the measure's own unit.",
        wrong: "unit = \"s\"\nmeasure = \"makespan_ms\"",
        right: "unit = \"ms\"\nmeasure = \"makespan_ms\"",
    },
    Code {
        code: "claim-contradicted",
        title: "The simulator finds another answer than the author",
        explanation: "The stated answer is held against a run of the scenario and may differ by no more than 0.5 %, for rounding. Either the number is wrong, or the scenario does not describe what the lesson tells. Look at the run before you change anything.",
        wrong: "answer = 500    # and the run takes 100 ms",
        right: "answer = 100",
    },
    Code {
        code: "moment-outside",
        title: "The still picture is of a moment that the run does not have",
        explanation: "`moment_ms` lies between 0 and the end of the run. The message says how long the run takes.",
        wrong: "moment_ms = 500    # in a run of 100 ms",
        right: "moment_ms = 26",
    },
];
