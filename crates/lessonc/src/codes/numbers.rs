//! Numbers in texts: arithmetic, chance, and what is typed.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        code: "bare-number",
        title: "A number with a unit is typed",
        explanation: "Nothing holds a typed number to the truth: the scenario changes, and the text does not. What is said of a run is computed, a fact names its source in the same sentence, and your own assumption says that it is given.",
        wrong: "The wire takes 40 ms to cross.",
        right: "The wire takes {{one-request.wire.one_way_ms}} to cross.",
    },
    Code {
        code: "given-malformed",
        title: "What is given is not a number with a unit",
        explanation: "`{{given: 40 ms}}` marks a number of a thought example that no scenario runs. It holds one number and its unit, and no other words.",
        wrong: "{{given: about 40 ms}}",
        right: "about {{given: 40 ms}}",
    },
    Code {
        code: "value-unknown",
        title: "The value has no meaning here",
        explanation: "`{{truth}}` is the answer of a prediction and stands only where the answer may be told: in `lead`, `caption`, `explain` and `reply`. `{{value}}` is the wrong number that a `reply` is about.",
        wrong: "ask = \"How long, if not {{truth}}?\"",
        right: "explain = \"It takes {{truth}}.\"",
    },
    Code {
        code: "division-by-zero",
        title: "A number is divided by zero",
        explanation: "The expression divides by something that is zero in this scenario.",
        wrong: "{{five-at-once.makespan_ms / five-at-once.work_ms}}    # the server needs no time",
        right: "{{five-in-turn.makespan_ms / five-at-once.makespan_ms}}",
    },
    Code {
        code: "number-too-large",
        title: "A number is too large",
        explanation: "The expression comes to more than 10 to the power of 15, which no text can mean.",
        wrong: "{{1000000000 * 1000000000}}",
        right: "{{five-in-turn.makespan_ms * 3}}",
    },
    Code {
        code: "claim-malformed",
        title: "A claim compares nothing",
        explanation: "The `claim` of an option is two expressions with `<`, `<=`, `=`, `>=` or `>` between them. It must hold if the option is right and must not hold if it is wrong.",
        wrong: "claim = \"five-at-once.makespan_ms\"",
        right: "claim = \"five-at-once.makespan_ms < five-in-turn.makespan_ms\"",
    },
    Code {
        code: "tolerance-too-narrow",
        title: "Chance decides more than the tolerance allows",
        explanation: "The answer is a mean over many runs, and the learner watches one of them. What that one gives has to count as right, so the tolerance covers three standard deviations of single runs. Widen it, or make the run longer, so that chance evens out.",
        wrong: "tolerance_percent = 10    # and single runs stray by 6 %",
        right: "tolerance_percent = 18",
    },
    Code {
        code: "value-uncertain",
        title: "A mean is not as certain as the text wants it",
        explanation: "Where chance plays a part, a value is the mean over at most 256 runs. Its standard error says how many digits are certain, and no more can be shown. Make the run longer, round to what the message names, or say it without a number.",
        wrong: "{{mm1.response_ms:to 0.001}}",
        right: "{{mm1.response_ms}}",
    },
    Code {
        code: "too-few-runs",
        title: "The scenario takes too long to be run often enough",
        explanation: "Where chance plays a part, a number is the mean over at least 32 runs, and all of them are done whenever the scenario changes. Fewer requests, or a shorter run, are as good: the mean over all runs gets no worse.",
        wrong: "requests = 10_000_000    # with random arrivals, and a text that names a number of it",
        right: "requests = 10_000",
    },
];
