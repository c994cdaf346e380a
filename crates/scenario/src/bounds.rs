//! How large a scenario may be. Every bound keeps a run within what a page or a command line can bear, and its clock
//! far from overflow.

use crate::number::Number;

/// Far more than any scenario a person writes; keeps the cost of reading hostile text small.
pub const MAX_TEXT_BYTES: usize = 256 << 10;

/// More mistakes than this help nobody.
pub(crate) const MAX_PROBLEMS: usize = 100;

/// A figure with more machines than this cannot be read.
pub(crate) const MAX_NODES: usize = 64;

/// Enough to join every node of a full figure to two others.
pub(crate) const MAX_LINKS: usize = 128;

/// One for each node of a full figure.
pub(crate) const MAX_LOADS: usize = 64;

/// One for each node of a full figure.
pub(crate) const MAX_FEEDS: usize = 64;

/// More than anybody does by hand, and fewer than their numbers in a trace can count.
pub(crate) const MAX_INTERVENTIONS: usize = 1_000;

/// What one server asks of others.
pub(crate) const MAX_CALLS: usize = 16;

/// Moments or lengths that a person may list.
pub(crate) const MAX_LISTED: usize = 10_000;

/// Ids stand in knob paths and tests: short, and one way to write them.
pub(crate) const MAX_ID_CHARS: usize = 32;

/// One line of a list, or a label in a figure.
pub(crate) const MAX_NAME_CHARS: usize = 120;

/// All loads together: what the command line simulates in some seconds.
const MAX_REQUESTS: u64 = 10_000_000;

/// One hour, in nanoseconds.
const HOUR: u64 = 3_600_000_000_000;

/// Ten years, a fifty-eighth of what the clock holds.
const TEN_YEARS: u64 = 3_650 * 24 * HOUR;

/// 100 MB. At the lowest rate it takes nine days to send.
const MAX_MESSAGE: u64 = 100_000_000;

const fn time(name: &'static str) -> Number {
    Number::ms(name, 0, HOUR)
}

/// A time that must not be zero: nobody waits for no time at all, and nothing happens every no time at all.
const fn positive(name: &'static str) -> Number {
    Number::ms(name, 1, HOUR)
}

const fn bytes(name: &'static str) -> Number {
    Number::count(name, 1, MAX_MESSAGE)
}

// The whole.
pub(crate) const END: Number = Number::ms("end_ms", 1, TEN_YEARS);
pub(crate) const MEASURE_FROM: Number = Number::ms("measure_from_ms", 0, TEN_YEARS).or(0);

// Servers.
/// More than this would never all be busy with what [`MAX_LOADS`] loads ask at a time.
pub(crate) const WORKERS: Number = Number::count("workers", 1, 10_000);
/// No places at all is a server that refuses when busy; more than all requests would never be full.
pub(crate) const QUEUE: Number = Number::count("queue", 0, MAX_REQUESTS);
pub(crate) const SERVICE: Number = time("service_ms");
pub(crate) const REPLY_BYTES: Number = bytes("reply_bytes");
pub(crate) const REFUSAL: Number = time("refusal_ms").or(0);
pub(crate) const RETRY_AFTER: Number = time("retry_after_ms");
pub(crate) const ERRORS: Number = Number::percent("errors_percent").or(0);
pub(crate) const ABOVE: Number = Number::count("above", 0, MAX_REQUESTS);
pub(crate) const DRAWN: Number = Number::count("drawn", 1, 100);
pub(crate) const LIMIT_LEAST: Number = Number::count("least", 1, 1_000_000);
pub(crate) const LIMIT_MOST: Number = Number::count("most", 1, 1_000_000);
pub(crate) const LIMIT_BACKOFF: Number = Number::thousandths("backoff", 1, 999).or(900);
pub(crate) const LIMIT_SLOW: Number = positive("slow_ms");
pub(crate) const LIMIT_TOLERANCE: Number = Number::thousandths("tolerance", 1_000, 100_000).or(1_500);
pub(crate) const LIMIT_SMOOTHING: Number = Number::thousandths("smoothing", 1, 1_000).or(200);
pub(crate) const TARGET: Number = time("target_ms").or(5_000_000);
pub(crate) const INTERVAL: Number = positive("interval_ms").or(100_000_000);
pub(crate) const WARM_UP_FACTOR: Number = Number::thousandths("factor", 1_000, 1_000_000);
pub(crate) const TIME_CONSTANT: Number = positive("time_constant_ms");
pub(crate) const EVERY: Number = positive("every_ms");
pub(crate) const PAUSE_LENGTH: Number = positive("length_ms");
pub(crate) const DEDUP_WINDOW: Number = time("window_ms");
pub(crate) const REPLAY: Number = time("replay_ms").or(0);
pub(crate) const CALL_REQUESTS: Number = Number::count("requests", 1, 1_000).or(1);

// Links.
pub(crate) const ONE_WAY: Number = time("one_way_ms");
/// From 1 kbit/s to 1 Tbit/s.
pub(crate) const RATE: Number = Number::mbit("rate_mbit_per_s", 1_000, 1_000_000_000_000);
pub(crate) const BUFFER: Number = Number::count("buffer_bytes", 0, 1_000_000_000_000);
pub(crate) const LOSS: Number = Number::percent("loss_percent").or(0);
pub(crate) const WORSEN: Number = Number::percent("worsen_percent");
pub(crate) const IMPROVE: Number = Number::percent("improve_percent");
pub(crate) const LOST_GOOD: Number = Number::percent("lost_good_percent").or(0);
pub(crate) const LOST_BAD: Number = Number::percent("lost_bad_percent").or(1_000_000);
pub(crate) const DUPLICATE: Number = Number::percent("duplicate_percent").or(0);
pub(crate) const CORRUPT: Number = Number::percent("corrupt_percent").or(0);
pub(crate) const SHARE: Number = Number::percent("share_percent");
pub(crate) const BY: Number = positive("by_ms");

// Loads.
pub(crate) const REQUESTS: Number = Number::count("requests", 1, MAX_REQUESTS);
pub(crate) const BATCH_SIZE: Number = Number::count("size", 1, 10_000);
pub(crate) const USERS: Number = Number::count("users", 1, 100_000);
pub(crate) const THINK: Number = time("think_ms");
/// From one in 1,000 s to a million a second; held as so many per 1,000 s.
pub(crate) const PER_S: Number = Number::thousandths("per_s", 1, 1_000_000_000);
/// A moment of a list.
pub(crate) const AT_EACH: Number = Number::ms("at_ms", 0, TEN_YEARS);

// Asking.
pub(crate) const REQUEST_BYTES: Number = bytes("request_bytes");
/// What a subscriber sends to ask for news.
pub(crate) const NEWS_REQUEST_BYTES: Number = bytes("request_bytes").or(200);
pub(crate) const TIMEOUT: Number = positive("timeout_ms");
pub(crate) const PRIORITY: Number = Number::count("priority", 0, 7).or(0);
pub(crate) const CONNECTIONS_MOST: Number = Number::count("most", 1, 10_000);
pub(crate) const LOOKUP: Number = time("lookup_ms").or(0);
pub(crate) const CONNECT_ROUND_TRIPS: Number = Number::count("connect_round_trips", 0, 10).or(1);
pub(crate) const SECURE_ROUND_TRIPS: Number = Number::count("secure_round_trips", 0, 10).or(0);
pub(crate) const TIMEOUT_LOOKUP: Number = positive("lookup_ms");
pub(crate) const TIMEOUT_CONNECT: Number = positive("connect_ms");
pub(crate) const TIMEOUT_SECURE: Number = positive("secure_ms");
pub(crate) const TIMEOUT_FIRST_BYTE: Number = positive("first_byte_ms");
pub(crate) const TIMEOUT_IDLE: Number = positive("idle_ms");
pub(crate) const TIMEOUT_ATTEMPT: Number = positive("attempt_ms");
pub(crate) const DEADLINE: Number = positive("deadline_ms");
/// With further copies of each ([`COPIES`]) still fewer than their numbers can count.
pub(crate) const ATTEMPTS: Number = Number::count("attempts", 1, 1_000);
pub(crate) const WAIT: Number = time("wait_ms");
pub(crate) const BASE: Number = time("base_ms");
pub(crate) const CAP: Number = time("cap_ms");
pub(crate) const INITIAL: Number = time("initial_ms");
pub(crate) const MULTIPLIER: Number = Number::thousandths("multiplier", 1_000, 100_000);
pub(crate) const BUDGET_SHARE: Number = Number::percent("share_percent").or(200_000);
pub(crate) const BUDGET_PER_S: Number = Number::count("per_s", 0, 1_000_000).or(10);
pub(crate) const LIFETIME: Number = positive("lifetime_ms").or(10_000_000_000);
pub(crate) const CAPACITY: Number = Number::count("capacity", 0, 1_000_000).or(500);
pub(crate) const COST: Number = Number::count("cost", 0, 1_000_000).or(5);
pub(crate) const TIMEOUT_COST: Number = Number::count("timeout_cost", 0, 1_000_000).or(10);
pub(crate) const TOKENS_MOST: Number = Number::count("most", 1, 1_000_000);
pub(crate) const TOKENS_RATIO: Number = Number::thousandths("ratio", 1, 1_000_000);
pub(crate) const K: Number = Number::thousandths("k", 1_000, 1_000_000).or(2_000);
pub(crate) const THROTTLE_WINDOW: Number = positive("window_ms").or(120_000_000_000);
pub(crate) const AFTER: Number = time("after_ms");
pub(crate) const COPIES: Number = Number::count("copies", 1, 3).or(1);
pub(crate) const WINDOW: Number = Number::count("window", 1, 100_000).or(100);
pub(crate) const LEAST_CALLS: Number = Number::count("least_calls", 1, 100_000).or(100);
pub(crate) const FAILURES: Number = Number::percent("failures_percent").or(500_000);
pub(crate) const OPEN: Number = positive("open_ms").or(60_000_000_000);
pub(crate) const TRIALS: Number = Number::count("trials", 1, 100_000).or(10);

// Feeds.
pub(crate) const UPDATES: Number = Number::count("updates", 1, 1_000_000);
pub(crate) const UPDATE_BYTES: Number = bytes("update_bytes");
pub(crate) const HOLD: Number = positive("hold_ms");
pub(crate) const RECONNECT: Number = time("retry_ms").or(3_000_000_000);
pub(crate) const UPSTREAM: Number = Number::count("upstream", 0, 1_000_000).or(0);
pub(crate) const REDELIVER: Number = positive("redeliver_ms");

// Interventions.
pub(crate) const AT: Number = Number::ms("at_ms", 0, TEN_YEARS);
pub(crate) const RESTART_AFTER: Number = time("restart_after_ms");
pub(crate) const SLOW_FACTOR: Number = Number::thousandths("factor", 1, 1_000_000);
pub(crate) const FOR: Number = positive("for_ms");

// Lengths of time that are left to chance.
pub(crate) const LENGTH: Number = time("ms");
pub(crate) const LEAST: Number = time("least_ms");
pub(crate) const MOST: Number = time("most_ms");
pub(crate) const MEAN: Number = positive("mean_ms");
pub(crate) const DEVIATION: Number = time("deviation_ms");
pub(crate) const STAGES: Number = Number::count("stages", 1, 1_000);
pub(crate) const CS2: Number = Number::thousandths("cs2", 1, 1_000_000);
pub(crate) const CS2_ABOVE_ONE: Number = Number::thousandths("cs2", 1_000, 1_000_000);
pub(crate) const PARETO_LEAST: Number = positive("least_ms");
pub(crate) const SHAPE: Number = Number::thousandths("shape", 100, 100_000);
pub(crate) const LENGTHS: Number = time("lengths_ms");
pub(crate) const WEIGHTS: Number = Number::count("weights", 0, 1_000_000);
