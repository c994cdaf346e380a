//! Questions, predictions, figures.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        code: "option-count",
        title: "A question has too few or too many options",
        explanation: "One option is no choice, and more than six are not compared but skimmed. Two to four good ones are usual.",
        wrong: "a quiz with one [[option]]",
        right: "a quiz with two to six [[option]]",
    },
    Code {
        code: "right-count",
        title: "Not exactly one option is right",
        explanation: "Readers pick one. With two right ones, or none, no pick could be answered fairly.",
        wrong: "[[option]]\nid = \"a\"\nright = true\n\n[[option]]\nid = \"b\"\nright = true",
        right: "[[option]]\nid = \"a\"\nright = true\n\n[[option]]\nid = \"b\"\nbelief = \"server-calls-clients\"",
    },
    Code {
        code: "right-with-belief",
        title: "The right option names a wrong belief",
        explanation: "`belief` is what somebody believes who picks a wrong option. The right one has none.",
        wrong: "[[option]]\nid = \"a\"\nright = true\nbelief = \"server-calls-clients\"",
        right: "[[option]]\nid = \"a\"\nright = true",
    },
    Code {
        code: "unknown-belief",
        title: "There is no belief of that name",
        explanation: "Wrong options and known wrong answers name a belief from `lessons/beliefs.toml`, so that the same misunderstanding has one name everywhere. Add it there if it is a new one.",
        wrong: "belief = \"server-calls-client\"",
        right: "belief = \"server-calls-clients\"",
    },
    Code {
        code: "known-is-right",
        title: "A known wrong answer would count as right",
        explanation: "It is within the tolerance of the true answer, so nobody would ever read its reply. Make the tolerance smaller, or take it out.",
        wrong: "answer = 100\ntolerance_percent = 10\n\n[[known]]\nvalue = 95",
        right: "answer = 100\ntolerance_percent = 4\n\n[[known]]\nvalue = 95",
    },
    Code {
        code: "unknown-knob",
        title: "The scenario has no such number to turn",
        explanation: "A knob names the part of the scenario by its id, and one of its numbers. The message lists what there is.",
        wrong: "path = \"wire.one_way\"",
        right: "path = \"wire.one_way_ms\"",
    },
    Code {
        code: "duplicate-knob",
        title: "Two knobs turn the same number",
        explanation: "They would work against each other.",
        wrong: "[[knob]]\npath = \"wire.one_way_ms\"\n\n[[knob]]\npath = \"wire.one_way_ms\"",
        right: "[[knob]]\npath = \"wire.one_way_ms\"",
    },
    Code {
        code: "knob-range",
        title: "A knob does not fit its scenario",
        explanation: "The knob starts at the scenario's own value, so that value must be one of its stops; and the scenario must be possible at both ends.",
        wrong: "min = 0\nmax = 100\nstep = 30    # the scenario has 40",
        right: "min = 0\nmax = 100\nstep = 20",
    },
];
