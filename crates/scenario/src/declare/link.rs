//! What joins two nodes.

use super::chance::DISTRIBUTIONS;
use super::{Alternative, Key, Kind, Rule, Section, Tag};
use crate::bounds::{
    BUFFER, BY, CORRUPT, DUPLICATE, IMPROVE, LOSS, LOST_BAD, LOST_GOOD, ONE_WAY, RATE, SHARE, WORSEN,
};

pub(super) static LINK: Section = Section::new("[[link]]", "link", "A two-way connection of two nodes.")
    .keys(&[
        &[
            Key::new("id", Kind::Id, "its name in knobs and interventions; different from those of nodes"),
            Key::new(
                "between",
                Kind::Nodes(2, 2),
                "the ids of the two nodes it joins; each pair at most once",
            ),
        ],
        WAY,
        &[Key::new(
            "back",
            Kind::Table(&BACK),
            "what is different on the way from the second node to the first",
        )
        .optional("both ways are alike")],
    ])
    .rules(&[LOSS_RULE]);

static BACK: Section = Section {
    inherits: true,
    ..Section::new(
        "[link.back]",
        "back",
        "The way back, where it differs: a key left out is as on the way there.",
    )
    .keys(&[WAY])
    .rules(&[LOSS_RULE])
};

const LOSS_RULE: Rule = Rule::AtMostOne("loss_percent", "loss");

const WAY: &[Key] = &[
    Key::number(&ONE_WAY, "how long a bit takes from end to end"),
    Key::new("rate_mbit_per_s", Kind::Number(&RATE), "how fast bits go onto the wire")
        .optional("sending takes no time"),
    Key::new(
        "buffer_bytes",
        Kind::Number(&BUFFER),
        "how much may wait for the wire, the message being sent not counted",
    )
    .optional("without limit"),
    Key::new("jitter", Kind::Table(&JITTER), "what is added to each message's way").optional("nothing"),
    Key::number(&LOSS, "how many messages get lost, each with the same probability"),
    Key::new("loss", Kind::Choice(&BURSTS), "which messages get lost, where one probability does not say it")
        .optional("`loss_percent` says it"),
    Key::number(&DUPLICATE, "how many messages arrive twice"),
    Key::number(&CORRUPT, "how many arrive damaged and are thrown away there"),
    Key::new("reorder", Kind::Table(&REORDER), "holds some messages up, so that later ones overtake them")
        .optional("none are held up"),
];

static JITTER: Section =
    Section::new("jitter", "jitter", "What is added to each message's way, drawn anew for each.")
        .keys(&[&[Key::new("overtaking", Kind::Flag, "whether a message may overtake those before it")
            .optional("`false`")]])
        .tag(&DISTRIBUTIONS);

static BURSTS: Section = Section::new("loss", "loss", "Which messages get lost.").tag(&Tag::new(
    "kind",
    "how losses come",
    &[
        Alternative::new("none", "none get lost"),
        Alternative::new("chance", "each with the same probability")
            .keys(&[Key::number(&SHARE, "how many get lost")]),
        Alternative::new(
            "bursts",
            "Gilbert–Elliott: the link is good or bad, and may change before each message",
        )
        .keys(&[
            Key::number(&WORSEN, "how often a good link turns bad"),
            Key::number(&IMPROVE, "how often a bad one turns good"),
            Key::number(&LOST_GOOD, "how many get lost while it is good"),
            Key::number(&LOST_BAD, "how many get lost while it is bad"),
        ]),
    ],
));

static REORDER: Section =
    Section::new("reorder", "reorder", "Some messages are held up, so that later ones overtake them.")
        .keys(&[&[Key::number(&SHARE, "how many"), Key::number(&BY, "for how long")]]);
