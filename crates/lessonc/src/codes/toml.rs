//! Keys and their values, wherever TOML stands.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        code: "toml-syntax",
        title: "This is not TOML",
        explanation: "Front matter, widgets and the course's own files are TOML: one `key = value` on each line, texts in quotes, lists in brackets. With a mistake in it nothing else of the block is checked.",
        wrong: "title = Client and server",
        right: "title = \"Client and server\"",
    },
    Code {
        code: "unknown-key",
        title: "A key that nothing reads",
        explanation: "A misspelt key would silently be as good as none, so every key has to be one that is known here.",
        wrong: "titel = \"Client and server\"",
        right: "title = \"Client and server\"",
    },
    Code {
        code: "missing-key",
        title: "A key that has to be there is not",
        explanation: "The page cannot be drawn without it. `lessons/README.md` shows every block with all of its keys and says which may be left out.",
        wrong: "+++\ntitle = \"About\"\n+++",
        right: "+++\ntitle = \"About\"\ndescription = \"What this is.\"\n+++",
    },
    Code {
        code: "wrong-type",
        title: "A value of another kind is expected",
        explanation: "Texts stand in quotes; numbers, `true` and `false` do not; lists stand in brackets.",
        wrong: "seed = \"1\"",
        right: "seed = 1",
    },
    Code {
        code: "out-of-range",
        title: "A number is too small or too large for what it says",
        explanation: "The message names the limits. They follow from what the number is for: a share in percent is not above 100, a step is not 0.",
        wrong: "tolerance_percent = 200",
        right: "tolerance_percent = 10",
    },
    Code {
        code: "empty-text",
        title: "A text says nothing",
        explanation: "A title or a reply without words would leave a hole in the page. Write it, or leave the key out where that is allowed.",
        wrong: "subtitle = \"\"",
        right: "subtitle = \"One side asks, the other answers.\"",
    },
];
