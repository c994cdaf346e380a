//! What makes a node answer.

use super::asking::{ASKING, ASKING_RULE, REQUEST_BYTES_KEY};
use super::chance::DISTRIBUTION;
use super::{Alternative, Key, Kind, Rule, Section, Tag};
use crate::bounds::{
    ABOVE, CALL_REQUESTS, DEDUP_WINDOW, DRAWN, ERRORS, EVERY, INTERVAL, LIMIT_BACKOFF, LIMIT_LEAST,
    LIMIT_MOST, LIMIT_SLOW, LIMIT_SMOOTHING, LIMIT_TOLERANCE, MAX_CALLS, PAUSE_LENGTH, QUEUE, REFUSAL,
    REPLAY, REPLY_BYTES, RETRY_AFTER, SERVICE, TARGET, TIME_CONSTANT, WARM_UP_FACTOR, WORKERS,
};

pub(super) static SERVER: Section =
    Section::new("[node.server]", "server", "Makes the node above it answer.")
        .keys(&[&[
            Key::number(
                &WORKERS,
                "how many requests it works on at a time; with `sharing`: processors that all requests share",
            ),
            Key::new("queue", Kind::Number(&QUEUE), "places to wait, in each line")
                .optional("there is always one more"),
            Key::new("discipline", Kind::Choice(&DISCIPLINE), "who is served next").optional("`\"fifo\"`"),
            Key::new("lines", Kind::Choice(&LINES), "one line for all workers, or one for each")
                .optional("`\"shared\"`"),
            Key::new("service_ms", Kind::Number(&SERVICE), "how long a worker needs for one request, always")
                .optional("`service` says it"),
            Key::new("service", Kind::Choice(&DISTRIBUTION), "the same, drawn anew for each request")
                .optional("`service_ms` says it"),
            Key::number(&REPLY_BYTES, "size of an answer"),
            Key::number(
                &REFUSAL,
                "what turning a request away costs a worker; 0 = nothing, not even a worker",
            ),
            Key::new(
                "retry_after_ms",
                Kind::Number(&RETRY_AFTER),
                "what a refusal tells the client about when to come back",
            )
            .optional("nothing"),
            Key::number(&ERRORS, "how many requests are answered with an error (status 500), after the work"),
            Key::new(
                "limit",
                Kind::Choice(&LIMIT),
                "how many requests may be inside, adjusted by what is seen",
            )
            .optional("workers and queue alone decide"),
            Key::new(
                "skip_expired",
                Kind::Flag,
                "whether requests past their client's deadline are left aside",
            )
            .optional("`false`"),
            Key::new("queue_timeout", Kind::Table(&QUEUE_TIMEOUT), "how long a request may wait")
                .optional("for ever"),
            Key::new("warm_up", Kind::Table(&WARM_UP), "how slow it is after a start")
                .optional("it is warm at once"),
            Key::new("pause", Kind::Table(&PAUSE), "stops all work every so often")
                .optional("it never pauses"),
            Key::new("dedup", Kind::Table(&DEDUP), "does a repeated request only once")
                .optional("it does it again"),
            Key::new("call", Kind::Tables(&CALL, MAX_CALLS), "what it asks other servers before it replies")
                .optional("it asks nobody"),
        ]])
        .rules(&[Rule::ExactlyOne("service_ms", "service")]);

static DISCIPLINE: Section = Section::new("discipline", "discipline", "Who is served next.").tag(&Tag::new(
    "kind",
    "which order",
    &[
        Alternative::new("fifo", "who has waited longest"),
        Alternative::new("lifo", "who came last"),
        Alternative::new("adaptive-lifo", "who has waited longest, but who came last while the line is long")
            .keys(&[Key::number(&ABOVE, "how many may wait before the last comes first")]),
        Alternative::new("priority", "the most urgent; who is being served is not interrupted"),
        Alternative::new("sharing", "all at once: nobody waits, everybody slows down"),
    ],
));

static LINES: Section =
    Section::new("lines", "lines", "One line for all workers, or one for each.").tag(&Tag::new(
        "kind",
        "how many lines",
        &[
            Alternative::new("shared", "one for all"),
            Alternative::new("per-worker", "one for each; nobody changes lines").tag(&Tag::new(
                "choice",
                "which line a request joins",
                &[
                    Alternative::new("round-robin", "each in turn"),
                    Alternative::new("random", "any"),
                    Alternative::new("shortest", "the one with the fewest requests, in service included"),
                    Alternative::new("shortest-of", "the shortest of some drawn at random")
                        .keys(&[Key::number(&DRAWN, "how many are drawn")]),
                ],
            )),
        ],
    ));

static LIMIT: Section =
    Section::new("limit", "limit", "A bound on requests inside that the server moves by itself.").tag(
        &Tag::new(
            "kind",
            "how it is moved",
            &[
                Alternative::new(
                    "aimd",
                    "one more after each full round without trouble, a part of it after a slow one",
                )
                .keys(&[
                    LEAST_KEY,
                    MOST_KEY,
                    Key::number(&LIMIT_BACKOFF, "what it is multiplied with after a slow request"),
                    Key::number(&LIMIT_SLOW, "what counts as slow"),
                ]),
                Alternative::new("vegas", "by the time a request takes beyond the shortest seen")
                    .keys(&[LEAST_KEY, MOST_KEY]),
                Alternative::new("gradient", "by the ratio of long-term to short-term time").keys(&[
                    LEAST_KEY,
                    MOST_KEY,
                    Key::number(&LIMIT_TOLERANCE, "how many times the long-term time is still no trouble"),
                    Key::number(&LIMIT_SMOOTHING, "how much of each new value is taken over"),
                ]),
            ],
        ),
    );

const LEAST_KEY: Key = Key::number(&LIMIT_LEAST, "the lowest bound");
const MOST_KEY: Key = Key::number(&LIMIT_MOST, "the highest bound");

static QUEUE_TIMEOUT: Section = Section::new(
    "[node.server.queue_timeout]",
    "queue_timeout",
    "How long a request may wait: short once the queue has not been empty for a while, else longer.",
)
.keys(&[&[
    Key::number(&TARGET, "the short wait"),
    Key::number(&INTERVAL, "the long wait, and how long the queue must not have been empty"),
]]);

static WARM_UP: Section =
    Section::new("[node.server.warm_up]", "warm_up", "Slow after a start, and less and less so.").keys(&[&[
        Key::number(&WARM_UP_FACTOR, "how many times as long work takes right after a start"),
        Key::number(&TIME_CONSTANT, "after this long, a bit more than a third of the slowness is left"),
    ]]);

static PAUSE: Section = Section::new(
    "[node.server.pause]",
    "pause",
    "All work stands still every so often, as for collecting garbage.",
)
.keys(&[&[
    Key::number(&EVERY, "from one pause's beginning to the next; the first comes after as long"),
    Key::number(&PAUSE_LENGTH, "how long each is"),
]]);

static DEDUP: Section = Section::new(
    "[node.server.dedup]",
    "dedup",
    "Answers are kept by idempotency key, so that a repeated request is not done twice.",
)
.keys(&[&[
    Key::number(&DEDUP_WINDOW, "how long an answer is kept"),
    Key::number(&REPLAY, "what a worker needs to send it again; 0 = no worker is needed"),
    Key::new(
        "in_progress",
        Kind::Choice(&IN_PROGRESS),
        "what happens to a repetition of what is still being done",
    )
    .optional("`\"wait\"`"),
]]);

static IN_PROGRESS: Section =
    Section::new("in_progress", "in_progress", "What happens to a repetition of what is still being done.")
        .tag(&Tag::new(
            "kind",
            "what happens",
            &[
                Alternative::new("wait", "it waits for the same answer"),
                Alternative::new("conflict", "it is refused with status 409"),
            ],
        ));

static CALL: Section = Section::new(
    "[[node.server.call]]",
    "call",
    "What the server needs from another to answer. Calls are made one after the other, and a worker waits for them.",
)
.keys(&[
    &[
        Key::new("server", Kind::Node, "whom it asks; a link must join them"),
        Key::number(&CALL_REQUESTS, "how many requests each of its own causes there"),
        Key::new("parallel", Kind::Flag, "all at once; otherwise each after the answer to the one before")
            .optional("`false`"),
        REQUEST_BYTES_KEY,
    ],
    ASKING,
])
.rules(&[ASKING_RULE]);
