//! News that somebody wants to hear of.

use super::asking::{ASKING, ASKING_RULE};
use super::chance::{ARRIVALS, OPTIONAL_ARRIVALS};
use super::{Alternative, Key, Kind, Section, Tag};
use crate::bounds::{
    EVERY, HOLD, MAX_NODES, NEWS_REQUEST_BYTES, RECONNECT, REDELIVER, UPDATE_BYTES, UPDATES, UPSTREAM,
};

pub(super) static FEED: Section =
    Section::new("[[feed]]", "feed", "Updates that come into being at one node and are wanted at others.")
        .keys(&[
            &[
                Key::new("source", Kind::Node, "where updates come into being"),
                Key::new(
                    "subscribers",
                    Kind::Nodes(1, MAX_NODES),
                    "who wants them; more than one only with `\"broker\"`",
                ),
                Key::number(&UPDATES, "how many updates"),
                Key::number(&UPDATE_BYTES, "size of an update"),
                Key::new("delivery", Kind::Choice(&DELIVERY), "how they get there"),
                Key::number(&NEWS_REQUEST_BYTES, "size of a request for news, where there is one"),
            ],
            ASKING,
        ])
        .tag(&ARRIVALS)
        .rules(&[ASKING_RULE]);

static DELIVERY: Section =
    Section::new("delivery", "delivery", "How news gets from its source to who wants it.").tag(&Tag::new(
        "kind",
        "which way",
        &[
            Alternative::new("polling", "the subscriber asks every so often")
                .keys(&[Key::number(&EVERY, "how often it asks")]),
            Alternative::new("long-polling", "the subscriber asks at once again; an answer waits for news")
                .keys(&[Key::number(&HOLD, "how long it waits at most")]),
            Alternative::new(
                "server-sent-events",
                "the subscriber asks once; the answer never ends and brings each update",
            )
            .keys(&[Key::number(&RECONNECT, "how long after a break it asks again")]),
            Alternative::new("websocket", "one request opens a way for messages in both directions")
                .keys(&[Key::number(&UPSTREAM, "how many messages the subscriber sends")])
                .tag(&OPTIONAL_ARRIVALS),
            Alternative::new("webhook", "the source posts each update to the subscriber, which is a server"),
            Alternative::new("push", "the source hands each update to a service that passes it on")
                .keys(&[Key::new("via", Kind::Node, "that service, a server")]),
            Alternative::new(
                "broker",
                "the source publishes to a broker, which keeps each update until it is taken",
            )
            .keys(&[
                Key::new("via", Kind::Node, "that broker, a server"),
                Key::new("share", Kind::Choice(&SHARED), "who of several subscribers gets an update")
                    .optional("`\"each\"`"),
                Key::number(&REDELIVER, "how long until it is sent again to who has not said that it has it"),
            ]),
        ],
    ));

static SHARED: Section =
    Section::new("share", "share", "Who of several subscribers gets an update.").tag(&Tag::new(
        "kind",
        "who",
        &[Alternative::new("each", "each of them"), Alternative::new("one", "one of them, in turn")],
    ));
