//! What authors write, and what they are told when it is wrong.

use proptest::prelude::*;
use scenario::{Distribution, MAX_TEXT_BYTES, Pattern, Problem, Scenario, parse};

const ONE_REQUEST: &str = include_str!("../../../lessons/scenarios/one-request.toml");
const WIDE: &str = include_str!("data/wide.toml");

/// The problems of a text as (code, the text under the span).
fn problems(text: &str) -> Vec<(&'static str, String)> {
    let problems = parse(text).expect_err("the text has mistakes");
    assert!(problems.is_sorted_by_key(|problem| problem.span.start));
    problems.into_iter().map(|problem| (problem.code, text[problem.span].to_owned())).collect()
}

/// The course's own scenario with a passage replaced.
fn with(passage: &str, other: &str) -> String {
    replaced(ONE_REQUEST, passage, other)
}

fn replaced(text: &str, passage: &str, other: &str) -> String {
    assert_eq!(text.matches(passage).count(), 1, "{passage:?} stands there once");
    text.replace(passage, other)
}

#[test]
fn a_sound_text_becomes_a_scenario() {
    let scenario = parse(ONE_REQUEST).expect("the course's own scenario is sound");
    assert_eq!(scenario.title, "One request, one reply");
    let server = scenario.nodes[1].server.clone().expect("the second node is the server");
    assert_eq!((server.workers, server.queue, server.reply_bytes), (1, Some(3), 2000));
    assert_eq!(server.service, Distribution::Constant { ns: 30_000_000 });
    let link = &scenario.links[0];
    assert_eq!((link.ends, &link.ways[0]), ([0, 1], &link.ways[1]));
    assert_eq!((link.ways[0].one_way_ns, link.ways[0].bits_per_s), (40_000_000, Some(2_000_000)));
    let load = &scenario.loads[0];
    assert_eq!((load.client, load.server, load.requests, &load.pattern), (0, 1, 1, &Pattern::Sequential));
    assert_eq!((load.asking.request_bytes, load.asking.timeouts.attempt_ns), (1000, Some(200_000_000)));
    assert_eq!(scenario.check(), Ok(()));
    let json = serde_json::to_string(&scenario).expect("plain data");
    assert_eq!(serde_json::from_str::<Scenario>(&json).expect("its own JSON"), scenario);
}

#[test]
fn decimals_are_read_to_the_nanosecond() {
    for (text, ns) in
        [("40.5", 40_500_000), ("0.1", 100_000), ("1e-6", 1), ("0", 0), ("3_000.25", 3_000_250_000)]
    {
        let scenario = parse(&with("one_way_ms = 40", &format!("one_way_ms = {text}"))).expect("possible");
        assert_eq!(scenario.links[0].ways[0].one_way_ns, ns, "{text}");
    }
}

#[test]
fn each_mistake_has_its_code_and_place() {
    let cases = [
        ("version = 1", "version = 2", "scenario-unknown-version", "2"),
        ("version = 1", "", "scenario-missing-version", ""),
        ("title = \"One request, one reply\"", "title = \"\"", "scenario-impossible-value", "\"\""),
        ("queue = 3", "quue = 3", "scenario-unknown-key", "quue"),
        ("workers = 1", "workers = 0", "scenario-impossible-value", "0"),
        ("workers = 1", "workers = 1.5", "scenario-wrong-type", "1.5"),
        ("workers = 1", "", "scenario-missing-key", "[node.server]"),
        ("service_ms = 30", "service_ms = -1", "scenario-impossible-value", "-1"),
        ("service_ms = 30", "service_ms = nan", "scenario-wrong-type", "nan"),
        ("service_ms = 30", "service_ms = inf", "scenario-impossible-value", "inf"),
        ("one_way_ms = 40", "one_way_ms = 3600000.1", "scenario-impossible-value", "3600000.1"),
        ("one_way_ms = 40", "one_way_ms = \"40\"", "scenario-wrong-type", "\"40\""),
        ("rate_mbit_per_s = 2", "rate_mbit_per_s = 0", "scenario-impossible-value", "0"),
        ("[\"client\", \"server\"]", "[\"client\", \"sever\"]", "scenario-unknown-name", "\"sever\""),
        ("[\"client\", \"server\"]", "[\"client\"]", "scenario-wrong-type", "[\"client\"]"),
        ("id = \"wire\"", "id = \"server\"", "scenario-duplicate-id", "\"server\""),
        ("id = \"wire\"", "id = \"Wire 1\"", "scenario-bad-id", "\"Wire 1\""),
        ("requests = 1", "requests = 10_000_001", "scenario-impossible-value", "10_000_001"),
        (
            "requests = 1",
            "requests = 99999999999999999999",
            "scenario-impossible-value",
            "99999999999999999999",
        ),
        ("\"sequential\"", "\"both\"", "scenario-wrong-type", "\"both\""),
        ("server = \"server\"", "server = \"client\"", "scenario-role", "\"client\""),
        ("timeout_ms = 200", "timeout_ms = 0", "scenario-impossible-value", "0"),
        ("workers = 1", "workers = ", "scenario-syntax", ""),
        ("[[load]]", "[[laod]]", "scenario-unknown-key", "laod"),
        ("server = \"server\"", "server = \"moon\"", "scenario-unknown-name", "\"moon\""),
        ("service_ms = 30", "", "scenario-missing-key", "[node.server]"),
        ("pattern = \"sequential\"", "pattern = \"open\"", "scenario-missing-key", "\"open\""),
        (
            "pattern = \"sequential\"",
            "pattern = { kind = \"open\" }",
            "scenario-missing-key",
            "{ kind = \"open\" }",
        ),
    ];
    for (passage, other, code, under) in cases {
        let text = with(passage, other);
        let found = problems(&text);
        let hit = found.iter().any(|(is, span)| *is == code && (under.is_empty() || span == under));
        assert!(hit, "{other:?} should be {code} at {under:?}, not {found:?}");
    }
}

/// What is written instead of which passage of the wide text, and the code and place of the mistake.
type Case = (&'static str, &'static str, &'static str, &'static str);

const IMPOSSIBLE: &str = "scenario-impossible-value";

fn each_is_found(cases: &[Case]) {
    for &(passage, other, code, under) in cases {
        let text = replaced(WIDE, passage, other);
        let found = problems(&text);
        let hit = found.iter().any(|(is, span)| *is == code && span.starts_with(under));
        assert!(hit, "{other:?} should be {code} at {under:?}, not {found:?}");
        // Without a link, each of the five who need it says so.
        assert!(found.len() <= 6, "{other:?} is one mistake: {found:?}");
    }
}

#[test]
fn each_impossible_value_has_its_place() {
    each_is_found(&[
        ("above = 10", "above = 99999999", IMPOSSIBLE, "99999999"),
        ("drawn = 2", "drawn = 0", IMPOSSIBLE, "0"),
        (
            "lines = \"shared\"",
            "lines = { kind = \"per-worker\", choice = \"random\" }",
            IMPOSSIBLE,
            "{ kind",
        ),
        ("least = 2, most = 200", "least = 2, most = 1", IMPOSSIBLE, "1"),
        ("target_ms = 5,", "target_ms = 500,", IMPOSSIBLE, "500"),
        ("length_ms = 100", "length_ms = 5000", IMPOSSIBLE, "5000"),
        ("least_ms = 0, most_ms = 2", "least_ms = 3, most_ms = 2", IMPOSSIBLE, "2"),
        ("most_ms = 50, shape", "most_ms = 0.1, shape", IMPOSSIBLE, "0.1"),
        ("weights = [3, 1]", "weights = [3]", IMPOSSIBLE, "[3]"),
        ("weights = [3, 1]", "weights = [0, 0]", IMPOSSIBLE, "[0, 0]"),
        ("weights = [3, 1]", "weights = [3, -1]", IMPOSSIBLE, "-1"),
        ("at_ms = [0, 10, 20.5]", "at_ms = [0, 10, 9]", IMPOSSIBLE, "[0, 10, 9]"),
        ("at_ms = [0, 10, 20.5]", "at_ms = []", "scenario-size", "[]"),
        ("at_ms = [0, 10, 20.5]", "at_ms = [0, 1e12]", IMPOSSIBLE, "1e12"),
        ("think_ms = 30", "think_ms = 3600001", IMPOSSIBLE, "3600001"),
        ("least_calls = 50", "least_calls = 101", IMPOSSIBLE, "101"),
        ("priority = 2", "priority = 8", IMPOSSIBLE, "8"),
        ("priority = 2", "priority = 2\ntimeout_ms = 5", "scenario-conflict", "5"),
        ("loss_percent = 2", "loss_percent = 100.1", IMPOSSIBLE, "100.1"),
        ("loss = \"none\"", "loss = \"none\"\nloss_percent = 1", "scenario-conflict", "1"),
        ("[link.back]\none_way_ms = 30", "[link.back]\none_way_ms = -30", IMPOSSIBLE, "-30"),
    ]);
}

#[test]
fn each_broken_relation_has_its_place() {
    each_is_found(&[
        ("server = \"broker\"", "server = \"web\"", "scenario-cycle", "\"web\""),
        ("server = \"broker\"", "server = \"client\"", "scenario-role", "\"client\""),
        ("discipline = \"sharing\"", "discipline = \"shares\"", "scenario-wrong-type", "\"shares\""),
        ("id = \"line\"", "id = \"bus\"", "scenario-duplicate-id", "\"bus\""),
        (
            "between = [\"web\", \"phone\"]",
            "between = [\"web\", \"client\"]",
            "scenario-two-links",
            "[\"web\"",
        ),
        ("between = [\"web\", \"phone\"]", "between = [\"web\", \"web\"]", IMPOSSIBLE, "[\"web\""),
        (
            "between = [\"web\", \"phone\"]",
            "between = [\"client\", \"phone\"]",
            "scenario-no-link",
            "\"phone\"",
        ),
        (
            "between = [\"broker\", \"phone\"]",
            "between = [\"broker\", \"client\"]",
            "scenario-no-link",
            "\"phone\"",
        ),
        ("delivery = \"webhook\"", "delivery = \"pigeon\"", "scenario-wrong-type", "\"pigeon\""),
        (
            "delivery = { kind = \"push\", via = \"broker\" }",
            "delivery = { kind = \"push\", via = \"web\" }",
            IMPOSSIBLE,
            "\"web\"",
        ),
        (
            "delivery = { kind = \"push\", via = \"broker\" }",
            "delivery = { kind = \"push\", via = \"client\" }",
            "scenario-role",
            "\"client\"",
        ),
        (
            "delivery = { kind = \"websocket\", upstream = 3, arrivals = \"paced\", per_s = 2 }",
            "delivery = { kind = \"websocket\", upstream = 3 }",
            "scenario-size",
            "{ kind",
        ),
        ("node = \"web\"\nfactor", "node = \"client\"\nfactor", "scenario-role", "\"client\""),
        ("link = \"internet\"\nfrom", "link = \"intranet\"\nfrom", "scenario-unknown-name", "\"intranet\""),
        ("from = \"client\"", "from = \"phone\"", IMPOSSIBLE, "\"phone\""),
        ("message = \"7\"", "message = \"seven\"", "scenario-wrong-type", "\"seven\""),
        ("client = \"client\"\nper_s = 20", "client = \"web\"\nper_s = 20", "scenario-role", "\"web\""),
    ]);
}

/// A text with as few keys as can be, and the same with every default written out.
#[test]
fn a_key_that_is_left_out_is_as_the_list_for_authors_says() {
    let short = "[load.retry]\nattempts = 2\n[load.throttle]\n[load.hedge]\nafter_ms = 1\n[load.breaker]\n[load.connections]\n";
    let long = "[load.retry]\nattempts = 2\nbackoff = \"immediate\"\nheed_retry_after = false\n\
                on = [\"timeout\", \"refusal\", \"error\", \"broken\"]\n\
                [load.throttle]\nk = 2.0\nwindow_ms = 120_000\n[load.hedge]\nafter_ms = 1\ncopies = 1\ncancel = true\n\
                [load.breaker]\nwindow = 100\nleast_calls = 100\nfailures_percent = 50\nopen_ms = 60_000\ntrials = 10\n\
                [load.connections]\nopen = true\nreuse = true\nlookup_ms = 0\nconnect_round_trips = 1\nsecure_round_trips = 0\n";
    let more = "priority = 0\nidempotency_key = false\n";
    let server = with(
        "service_ms = 30",
        "service = { kind = \"constant\", ms = 30 }\ndiscipline = \"fifo\"\nlines = \"shared\"\n\
                refusal_ms = 0\nerrors_percent = 0\nskip_expired = false",
    );
    let link = replaced(
        &server,
        "rate_mbit_per_s = 2",
        "rate_mbit_per_s = 2\nduplicate_percent = 0\ncorrupt_percent = 0",
    );
    let top = replaced(&link, "version = 1\n", "version = 1\nmeasure_from_ms = 0\n");
    let scenario = parse(&[ONE_REQUEST, short].concat()).expect("sound");
    assert_eq!(parse(&[&top, more, long].concat()), Ok(scenario));
}

#[test]
fn subscribers_are_several_only_with_a_broker() {
    let broker = "subscribers = [\"phone\"]\nupdates = 2\narrivals = \"at\"\nat_ms = [100, 200]\nupdate_bytes = 100\n\
                  delivery = { kind = \"broker\", via = \"broker\", share";
    let several = broker.replace("[\"phone\"]", "[\"phone\", \"phone\"]");
    let found = problems(&replaced(WIDE, broker, &several));
    assert_eq!(found, [("scenario-impossible-value", "\"phone\"".to_owned())]);
    let webhook = "updates = 5\narrivals = \"paced\"";
    let text = replaced(WIDE, webhook, webhook).replacen(
        "subscribers = [\"phone\"]",
        "subscribers = [\"phone\", \"web\"]",
        1,
    );
    assert!(problems(&text).iter().any(|(code, _)| *code == "scenario-size"));
}

#[test]
fn all_mistakes_are_reported_at_once_and_none_twice() {
    let text = with("version = 1\n", "")
        .replace("workers = 1", "workers = 0\ncolour = \"red\"")
        .replace("between = [\"client\", \"server\"]", "between = [\"client\", \"moon\"]")
        .replace("request_bytes = 1000", "request_bytes = \"many\"");
    let codes: Vec<&str> = problems(&text).into_iter().map(|(code, _)| code).collect();
    let expected = [
        "scenario-missing-version",
        "scenario-impossible-value",
        "scenario-unknown-key",
        "scenario-unknown-name",
        "scenario-wrong-type",
    ];
    assert_eq!(codes, expected);
}

#[test]
fn a_mistake_in_the_toml_itself_does_not_hide_the_others() {
    let text = with("queue = 3", "queue = ").replace("name = \"Client\"", "nome = \"Client\"");
    let codes: Vec<&str> = problems(&text).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["scenario-unknown-key", "scenario-syntax"]);
}

#[test]
fn hints_name_what_could_have_been_written() {
    let hint = |text: &str| -> String {
        let problems: Vec<Problem> = parse(text).expect_err("the text has mistakes");
        problems.into_iter().find_map(|problem| problem.hint).unwrap_or_default()
    };
    assert!(hint(&with("queue = 3", "quue = 3")).contains("queue"));
    assert!(hint(&with("[\"client\", \"server\"]", "[\"client\", \"sever\"]")).contains("server"));
}

#[test]
fn a_text_without_end_is_refused_before_it_is_read() {
    let codes: Vec<&str> =
        problems(&"#".repeat(MAX_TEXT_BYTES + 1)).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["scenario-too-long"]);
}

#[test]
fn a_long_text_full_of_mistakes_is_answered_like_a_short_one() {
    for line in [
        "[[node]]\n",
        "[[load]]\nclient=1\n",
        "a1 = 1 2\n",
        "[[link]]\nbetween=[\"a\",\"b\"]\n",
        "x=[[[[[[[[",
        "[a]\n",
        "=\n",
    ] {
        let text = line.repeat(MAX_TEXT_BYTES / line.len());
        assert_eq!(problems(&text).len(), 100, "{line:?}");
    }
}

fn holds_for(text: &str) {
    match parse(text) {
        Ok(scenario) => assert_eq!(scenario.check(), Ok(())),
        Err(problems) => {
            assert!(!problems.is_empty());
            for Problem { span, .. } in problems {
                assert!(text.get(span.clone()).is_some(), "{span:?} lies within the text");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_scenario_or_problems(text in any::<String>()) {
        holds_for(&text);
    }

    #[test]
    fn a_damaged_scenario_gives_a_scenario_or_problems(
        at in any::<prop::sample::Index>(), length in 0_usize..40,
        patch in "([a-z_]{0,8}|[0-9.e+-]{1,6}|[\\[\\]\"=\\n{},#ü]{1,4}){0,3}",
    ) {
        let start = ONE_REQUEST.floor_char_boundary(at.index(ONE_REQUEST.len()));
        let end = ONE_REQUEST.ceil_char_boundary((start + length).min(ONE_REQUEST.len()));
        holds_for(&format!("{}{patch}{}", &ONE_REQUEST[..start], &ONE_REQUEST[end..]));
    }

    #[test]
    fn a_damaged_wide_scenario_gives_a_scenario_or_problems(
        at in any::<prop::sample::Index>(), length in 0_usize..40,
        patch in "([a-z_]{0,8}|[0-9.e+-]{1,6}|[\\[\\]\"=\\n{},#ü]{1,4}){0,3}",
    ) {
        let start = WIDE.floor_char_boundary(at.index(WIDE.len()));
        let end = WIDE.ceil_char_boundary((start + length).min(WIDE.len()));
        holds_for(&format!("{}{patch}{}", &WIDE[..start], &WIDE[end..]));
    }

    #[test]
    fn lines_in_any_order_give_a_scenario_or_problems(places in prop::collection::vec(any::<prop::sample::Index>(), 0..60)) {
        let lines: Vec<&str> = WIDE.lines().collect();
        let text: Vec<&str> = places.iter().map(|place| lines[place.index(lines.len())]).collect();
        holds_for(&text.join("\n"));
    }
}

#[test]
fn the_example_for_authors_is_sound() {
    let readme = include_str!("../../../lessons/scenarios/README.md");
    let (_, rest) = readme.split_once("```toml\n").expect("there is an example");
    let (example, _) = rest.split_once("```").expect("it ends");
    let course = parse(ONE_REQUEST).expect("the course's own scenario is sound");
    assert_eq!(parse(example), Ok(course));
}

#[test]
fn every_code_is_in_the_list_for_authors() {
    let readme = include_str!("../../../lessons/scenarios/README.md");
    let sources = [
        include_str!("../src/build/mod.rs"),
        include_str!("../src/check/intervention.rs"),
        include_str!("../src/check/link.rs"),
        include_str!("../src/check/mod.rs"),
        include_str!("../src/check/server.rs"),
        include_str!("../src/check/value.rs"),
        include_str!("../src/parse.rs"),
        include_str!("../src/read/shape.rs"),
    ];
    let codes =
        sources.iter().flat_map(|source| source.split('"').filter(|text| text.starts_with("scenario-")));
    for code in codes {
        assert!(readme.contains(&format!("`{code}`")), "{code}");
    }
}
