//! Who wants what answered, and when.

use super::asking::{ASKING, ASKING_RULE, REQUEST_BYTES_KEY};
use super::chance::{ARRIVALS, DISTRIBUTION};
use super::{Alternative, Key, Kind, Rule, Section, Tag};
use crate::bounds::{BATCH_SIZE, REQUESTS, THINK, USERS};

pub(super) static LOAD: Section = Section::new("[[load]]", "load", "Requests that a client wants answered.")
    .keys(&[
        &[
            Key::new("client", Kind::Node, "who asks"),
            Key::new("server", Kind::Node, "who is asked; a link must join them"),
            Key::number(
                &REQUESTS,
                "how many answers the client wants; at most 10,000,000 in all loads together",
            ),
            Key::new("pattern", Kind::Choice(&PATTERN), "when it wants the next"),
            REQUEST_BYTES_KEY,
        ],
        ASKING,
    ])
    .rules(&[ASKING_RULE]);

static PATTERN: Section =
    Section::new("pattern", "pattern", "When a client wants its next answer.").tag(&Tag::new(
        "kind",
        "which pattern",
        &[
            Alternative::new("sequential", "after the outcome of the one before"),
            Alternative::new("parallel", "all at once"),
            Alternative::new(
                "batched",
                "several travel in one message; the next batch after the outcome of the one before",
            )
            .keys(&[Key::number(&BATCH_SIZE, "how many in one message")]),
            Alternative::new("open", "whenever it occurs to somebody, whatever became of earlier ones")
                .tag(&ARRIVALS),
            Alternative::new("closed", "users who think for a while after each outcome")
                .keys(&[
                    Key::number(&USERS, "how many users"),
                    Key::new("think_ms", Kind::Number(&THINK), "how long each thinks, always")
                        .optional("`think` says it"),
                    Key::new("think", Kind::Choice(&DISTRIBUTION), "the same, drawn anew each time")
                        .optional("`think_ms` says it"),
                ])
                .rules(&[Rule::ExactlyOne("think_ms", "think")]),
        ],
    ));
