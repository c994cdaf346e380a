//! What somebody does to a run while it goes on.

use super::{Alternative, Key, Kind, Section, Tag};
use crate::bounds::{AT, BY, FOR, PER_S, RESTART_AFTER, SHARE, SLOW_FACTOR};

pub(super) static INTERVENTION: Section = Section::new(
    "[[intervention]]",
    "intervention",
    "Something done at a moment, before everything else that happens at it. Nothing before it changes.",
)
.keys(&[&[Key::number(&AT, "when")]])
.tag(&Tag::new(
    "do",
    "what",
    &[
        Alternative::new("drop", "the message is lost where it is").keys(&[MESSAGE]),
        Alternative::new("delay", "it arrives later").keys(&[MESSAGE, Key::number(&BY, "how much later")]),
        Alternative::new("duplicate", "a copy of it arrives right behind it").keys(&[MESSAGE]),
        Alternative::new("hold", "it stays where it is until it is released").keys(&[MESSAGE]),
        Alternative::new("release", "it moves on").keys(&[MESSAGE]),
        Alternative::new(
            "crash",
            "the server's process dies, what it had is gone, and its connections are closed",
        )
        .keys(&[
            NODE,
            Key::new("silent", Kind::Flag, "the whole machine dies and nobody is told").optional("`false`"),
            Key::new("restart_after_ms", Kind::Number(&RESTART_AFTER), "when it comes back by itself")
                .optional("it stays down"),
        ]),
        Alternative::new("restart", "the server is up again").keys(&[NODE]),
        Alternative::new("slow", "work begun from now on takes longer")
            .keys(&[NODE, Key::number(&SLOW_FACTOR, "how many times as long")]),
        Alternative::new("hang", "the server takes requests in and answers none").keys(&[NODE]),
        Alternative::new("errors", "the server answers with errors")
            .keys(&[NODE, Key::number(&SHARE, "how many requests")]),
        Alternative::new("pause", "all its work stands still for a while")
            .keys(&[NODE, Key::number(&FOR, "for how long")]),
        Alternative::new("recover", "ends slowness, hanging and errors").keys(&[NODE]),
        Alternative::new("cut", "nothing passes the link any more").keys(&[
            LINK,
            Key::new("from", Kind::Node, "only what this end sends is stopped")
                .optional("nothing passes either way"),
            Key::new("in_flight", Kind::Flag, "whether what is under way is lost too").optional("`false`"),
        ]),
        Alternative::new("mend", "everything passes the link again").keys(&[LINK]),
        Alternative::new("rate", "an open load goes on with another rate").keys(&[
            Key::new("client", Kind::Node, "whose load; its arrivals are `poisson` or `paced`"),
            Key::number(&PER_S, "how many a second, on average"),
        ]),
    ],
));

const MESSAGE: Key = Key::new(
    "message",
    Kind::Message,
    "which message, such as \"7\", \"7.2\" (its second try) or \"7.2 reply\"",
);
const NODE: Key = Key::new("node", Kind::Node, "which server");
const LINK: Key = Key::new("link", Kind::Link, "which link");
