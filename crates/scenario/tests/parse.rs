//! What authors write, and what they are told when it is wrong.

use proptest::prelude::*;
use scenario::{MAX_TEXT_BYTES, Pattern, Problem, Scenario, Service, parse};

const ONE_REQUEST: &str = include_str!("../../../lessons/scenarios/one-request.toml");

/// The problems of a text as (code, the text under the span).
fn problems(text: &str) -> Vec<(&'static str, String)> {
    let problems = parse(text).expect_err("the text has mistakes");
    assert!(problems.is_sorted_by_key(|problem| problem.span.start));
    problems.into_iter().map(|problem| (problem.code, text[problem.span].to_owned())).collect()
}

/// The course's own scenario with a passage replaced.
fn with(passage: &str, other: &str) -> String {
    assert_eq!(ONE_REQUEST.matches(passage).count(), 1, "{passage:?} stands there once");
    ONE_REQUEST.replace(passage, other)
}

#[test]
fn a_sound_text_becomes_a_scenario() {
    let scenario = parse(ONE_REQUEST).expect("the course's own scenario is sound");
    assert_eq!(scenario.title, "One request, one reply");
    let server = scenario.nodes[1].server.clone().expect("the second node is the server");
    assert_eq!((server.workers, server.queue, server.reply_bytes), (1, Some(3), 2000));
    assert_eq!(server.service, Service::Fixed { ns: 30_000_000 });
    let link = &scenario.links[0];
    assert_eq!((link.ends, link.one_way_ns, link.bits_per_s), ([0, 1], 40_000_000, Some(2_000_000)));
    let load = &scenario.loads[0];
    assert_eq!((load.client, load.server, load.requests, load.pattern), (0, 1, 1, Pattern::Sequential));
    assert_eq!((load.request_bytes, load.timeout_ns), (1000, Some(200_000_000)));
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
        assert_eq!(scenario.links[0].one_way_ns, ns, "{text}");
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
        ("requests = 1", "requests = 10_001", "scenario-impossible-value", "10_001"),
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
    ];
    for (passage, other, code, under) in cases {
        let text = with(passage, other);
        let found = problems(&text);
        let hit = found.iter().any(|(is, span)| *is == code && (under.is_empty() || span == under));
        assert!(hit, "{other:?} should be {code} at {under:?}, not {found:?}");
    }
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
        include_str!("../src/check.rs"),
        include_str!("../src/parse.rs"),
        include_str!("../src/read.rs"),
        include_str!("../src/sections.rs"),
        include_str!("../src/value.rs"),
    ];
    let codes =
        sources.iter().flat_map(|source| source.split('"').filter(|text| text.starts_with("scenario-")));
    for code in codes {
        assert!(readme.contains(&format!("`{code}`")), "{code}");
    }
}
