//! How a client asks: the same keys for a load, for a server that asks another, and for a feed.

use super::{Alternative, Key, Kind, Rule, Section, Tag, Word};
use crate::bounds::{
    AFTER, ATTEMPTS, BASE, BUDGET_PER_S, BUDGET_SHARE, CAP, CAPACITY, CONNECT_ROUND_TRIPS, CONNECTIONS_MOST,
    COPIES, COST, DEADLINE, FAILURES, INITIAL, K, LEAST_CALLS, LIFETIME, LOOKUP, MULTIPLIER, OPEN, PRIORITY,
    REQUEST_BYTES, SECURE_ROUND_TRIPS, THROTTLE_WINDOW, TIMEOUT, TIMEOUT_ATTEMPT, TIMEOUT_CONNECT,
    TIMEOUT_COST, TIMEOUT_FIRST_BYTE, TIMEOUT_IDLE, TIMEOUT_LOOKUP, TIMEOUT_SECURE, TOKENS_MOST,
    TOKENS_RATIO, TRIALS, WAIT, WINDOW,
};

pub(super) const REQUEST_BYTES_KEY: Key = Key::number(&REQUEST_BYTES, "size of a request");

pub(super) const ASKING_RULE: Rule = Rule::AtMostOne("timeout_ms", "timeouts.attempt_ms");

pub(super) const ASKING: &[Key] = &[
    Key::new(
        "timeout_ms",
        Kind::Number(&TIMEOUT),
        "how long each try waits for its answer; short for `timeouts.attempt_ms`",
    )
    .optional("for ever"),
    Key::number(&PRIORITY, "0 is the most urgent, 7 the least"),
    Key::new(
        "idempotency_key",
        Kind::Flag,
        "all tries of a request carry the same key, so that a server with `dedup` knows them for one",
    )
    .optional("`false`"),
    Key::new("connections", Kind::Table(&CONNECTIONS), "the connections to that server")
        .optional("as many as are needed, all open"),
    Key::new("timeouts", Kind::Table(&TIMEOUTS), "how long to wait for what").optional("for ever"),
    Key::new("retry", Kind::Table(&RETRY), "what to do after a try has failed").optional("one try is all"),
    Key::new("budget", Kind::Choice(&BUDGET), "what keeps all retries together in bounds")
        .optional("nothing does"),
    Key::new("throttle", Kind::Table(&THROTTLE), "the client turns its own requests away")
        .optional("it sends them all"),
    Key::new("hedge", Kind::Table(&HEDGE), "a second copy of a request that takes long")
        .optional("there is none"),
    Key::new("breaker", Kind::Table(&BREAKER), "stops asking a server that fails too often")
        .optional("it goes on asking"),
];

static CONNECTIONS: Section = Section::new(
    "[load.connections]",
    "connections",
    "The connections from one client to one server; each carries one request at a time.",
)
.keys(&[&[
    Key::new("most", Kind::Number(&CONNECTIONS_MOST), "how many at once").optional("as many as are needed"),
    Key::new("open", Kind::Flag, "whether they are open when the run begins").optional("`true`"),
    Key::new("reuse", Kind::Flag, "whether one serves further requests").optional("`true`"),
    Key::number(&LOOKUP, "time to find the server's address before opening one"),
    Key::number(&CONNECT_ROUND_TRIPS, "round trips to open one (TCP: 1)"),
    Key::number(&SECURE_ROUND_TRIPS, "further ones to secure it (TLS 1.3: 1, TLS 1.2: 2)"),
]]);

static TIMEOUTS: Section =
    Section::new("[load.timeouts]", "timeouts", "How long a client waits, each for its own reason.").keys(&[
        &[
            Key::new("lookup_ms", Kind::Number(&TIMEOUT_LOOKUP), "for the server's address")
                .optional("for ever"),
            Key::new("connect_ms", Kind::Number(&TIMEOUT_CONNECT), "for the connection to be open")
                .optional("for ever"),
            Key::new("secure_ms", Kind::Number(&TIMEOUT_SECURE), "for it to be secured").optional("for ever"),
            Key::new(
                "first_byte_ms",
                Kind::Number(&TIMEOUT_FIRST_BYTE),
                "from handing over the request to the reply's first bit",
            )
            .optional("for ever"),
            Key::new("idle_ms", Kind::Number(&TIMEOUT_IDLE), "between two bits of a reply")
                .optional("for ever"),
            Key::new("attempt_ms", Kind::Number(&TIMEOUT_ATTEMPT), "for one try, from its beginning")
                .optional("for ever"),
            Key::new("deadline_ms", Kind::Number(&DEADLINE), "for the whole request, over all tries")
                .optional("for ever"),
        ],
    ]);

static RETRY: Section = Section::new("[load.retry]", "retry", "What a client does after a try has failed.")
    .keys(&[&[
        Key::number(&ATTEMPTS, "tries in all; 1 = no retry"),
        Key::new("backoff", Kind::Choice(&BACKOFF), "how long to wait before the next try")
            .optional("`\"immediate\"`"),
        Key::new("on", Kind::Words(FAILURES_WORTH_ANOTHER_TRY), "after which failures")
            .optional("after all of them"),
        Key::new("heed_retry_after", Kind::Flag, "whether a server's hint about when to come back is heeded")
            .optional("`false`"),
    ]]);

const FAILURES_WORTH_ANOTHER_TRY: &[Word] = &[
    Word { name: "timeout", meaning: "no answer in time" },
    Word { name: "refusal", meaning: "turned away (409, 429, 503)" },
    Word { name: "error", meaning: "answered with an error (500)" },
    Word { name: "broken", meaning: "the connection broke" },
];

static BACKOFF: Section = Section::new(
    "backoff",
    "backoff",
    "How long to wait before the next try. `v` is base · 2^i before retry i = 0, 1, …, but at most the cap.",
)
.tag(&Tag::new(
    "kind",
    "how the waits grow",
    &[
        Alternative::new("immediate", "not at all"),
        Alternative::new("fixed", "always the same").keys(&[Key::number(&WAIT, "the wait")]),
        Alternative::new("exponential", "`v`").keys(&[BASE_KEY, CAP_KEY]),
        Alternative::new("full-jitter", "anything from 0 to `v`").keys(&[BASE_KEY, CAP_KEY]),
        Alternative::new("equal-jitter", "half of `v`, and anything up to as much again")
            .keys(&[BASE_KEY, CAP_KEY]),
        Alternative::new("decorrelated-jitter", "anything from the base to three times the wait before")
            .keys(&[BASE_KEY, CAP_KEY]),
        Alternative::new("grpc", "initial · multiplier^i, at most the cap, a fifth more or less").keys(&[
            Key::number(&INITIAL, "the first wait"),
            Key::number(&MULTIPLIER, "what each further one is multiplied with"),
            CAP_KEY,
        ]),
    ],
));

const BASE_KEY: Key = Key::number(&BASE, "the first `v`");
const CAP_KEY: Key = Key::number(&CAP, "the longest wait");

static BUDGET: Section = Section::new(
    "budget",
    "budget",
    "What keeps all retries of one client to one server in bounds.",
)
.tag(&Tag::new(
    "kind",
    "how it is counted",
    &[
        Alternative::new("ratio", "so many retries per request, and so many a second besides (Finagle)")
            .keys(&[
                Key::number(&BUDGET_SHARE, "retries per request"),
                Key::number(&BUDGET_PER_S, "retries a second besides"),
                Key::number(&LIFETIME, "after this long, unused ones lapse"),
            ]),
        Alternative::new("quota", "a purse that retries are paid from and successes fill (AWS SDK)").keys(&[
            Key::number(&CAPACITY, "what it holds"),
            Key::number(&COST, "what a retry costs"),
            Key::number(&TIMEOUT_COST, "what a retry after a timeout costs"),
        ]),
        Alternative::new(
            "tokens",
            "one less for a failure, some more for a success; no retry at half or below (gRPC)",
        )
        .keys(&[
            Key::number(&TOKENS_MOST, "how many there can be"),
            Key::number(&TOKENS_RATIO, "how many more for a success"),
        ]),
    ],
));

static THROTTLE: Section = Section::new(
    "[load.throttle]",
    "throttle",
    "Requests are turned away at the client with probability (requests − k · accepted) / (requests + 1).",
)
.keys(&[&[
    Key::number(&K, "how many requests may be made per accepted one"),
    Key::number(&THROTTLE_WINDOW, "how far back counts"),
]]);

static HEDGE: Section = Section::new(
    "[load.hedge]",
    "hedge",
    "Further copies of a request that takes long; the first answer counts.",
)
.keys(&[&[
    Key::number(&AFTER, "how long to wait before each"),
    Key::number(&COPIES, "how many further ones"),
    Key::new("cancel", Kind::Flag, "whether the copies that lost are called back").optional("`true`"),
]]);

static BREAKER: Section = Section::new(
    "[load.breaker]",
    "breaker",
    "A circuit breaker: stops asking a server that fails too often.",
)
.keys(&[&[
    Key::number(&WINDOW, "the last so many outcomes count"),
    Key::number(&LEAST_CALLS, "fewer outcomes than this decide nothing; at most `window`"),
    Key::number(&FAILURES, "the share of failures at which it opens"),
    Key::number(&OPEN, "how long it stays open"),
    Key::number(&TRIALS, "how many calls are let through then, to see"),
]]);
