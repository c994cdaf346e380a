//! What is written down from the declarations of keys: the schema for editors and the tables for authors.

mod validator;

use std::{env, fs};

use scenario::{key_tables, parse, schema};
use serde_json::Value;
use validator::Validator;

const README: &str = include_str!("../../../../lessons/scenarios/README.md");
const SCHEMA: &str = include_str!("../../../../lessons/scenarios/scenario.schema.json");
const WIDE: &str = include_str!("../data/wide.toml");

const BEGIN: &str = "<!-- keys: written by the tests of crates/scenario, from the same declaration that the reader uses -->\n";
const END: &str = "<!-- end of keys -->";

/// With `BLESS=1` the file is written, otherwise it must already say the same.
fn holds(name: &str, committed: &str, expected: &str) {
    if env::var_os("BLESS").is_some() {
        let path = format!("{}/../../lessons/scenarios/{name}", env!("CARGO_MANIFEST_DIR"));
        fs::write(path, expected).expect("the file can be written");
    } else {
        assert!(
            committed == expected,
            "lessons/scenarios/{name} is out of date; BLESS=1 cargo test -p scenario"
        );
    }
}

#[test]
fn the_schema_is_what_the_reader_declares() {
    holds("scenario.schema.json", SCHEMA, &schema());
}

#[test]
fn the_tables_for_authors_are_what_the_reader_declares() {
    let (before, rest) = README.split_once(BEGIN).expect("the tables begin");
    let (_, after) = rest.split_once(END).expect("the tables end");
    holds("README.md", README, &[before, BEGIN, "\n", &key_tables(), "\n", END, after].concat());
}

/// Whether the schema and the reader accept the text.
fn verdicts(validator: &Validator, text: &str) -> (bool, bool) {
    let accepted = toml::from_str::<Value>(text).is_ok_and(|value| validator.accepts(&value));
    (accepted, parse(text).is_ok())
}

#[test]
fn schema_and_reader_agree_on_what_is_sound() {
    let validator = Validator::new(&schema());
    let files = [
        WIDE,
        include_str!("../../../../lessons/scenarios/browser-web-database.toml"),
        include_str!("../../../../lessons/scenarios/five-at-once.toml"),
        include_str!("../../../../lessons/scenarios/mm1.toml"),
        include_str!("../../../../lessons/scenarios/one-request.toml"),
        include_str!("../../../../lessons/scenarios/polling.toml"),
        include_str!("../../../../lessons/scenarios/reply-lost-with-key.toml"),
        include_str!("../../../../lessons/scenarios/retry-storm.toml"),
    ];
    for text in files {
        assert_eq!(verdicts(&validator, text), (true, true), "{:?}", parse(text).map(|_| ()));
    }
}

#[test]
fn schema_and_reader_agree_on_what_is_not() {
    let validator = Validator::new(&schema());
    let cases = [
        ("version = 1", "version = 2"),
        ("version = 1", ""),
        ("do = \"hang\"", "do = \"hug\""),
        ("do = \"hang\"", ""),
        ("do = \"hang\"", "do = \"hang\"\nfactor = 2"),
        ("message = \"7.2 reply\"", "message = \"7.2 replies\""),
        ("delivery = \"webhook\"", "delivery = \"polling\""),
        ("delivery = \"webhook\"", "delivery = { kind = \"webhook\", via = \"web\" }"),
        ("upstream = 3, arrivals = \"paced\", per_s = 2", "upstream = 3, per_s = 2"),
        ("think_ms = 30", "think_ms = 30, think = { kind = \"constant\", ms = 3 }"),
        ("think_ms = 30", "users_ms = 30"),
        ("service_ms = 1\n", "service_ms = 1\nservice = { kind = \"constant\", ms = 3 }\n"),
        ("service_ms = 1\n", ""),
        ("loss = \"none\"", "loss = \"none\"\nloss_percent = 1"),
        ("attempt_ms = 800", "attempt_ms = 800\n[load.timeouts2]"),
        ("priority = 2", "priority = 2\ntimeout_ms = 5"),
        ("on = [\"timeout\"", "on = [\"timeouts\""),
        (
            "subscribers = [\"phone\"]\nupdates = 5\narrivals = \"paced\"",
            "subscribers = []\nupdates = 5\narrivals = \"paced\"",
        ),
        ("id = \"rack\"", "id = \"Rack\""),
        ("name = \"Phone\"", "name = \"\""),
        ("cs2 = 4 }", "cs2 = 0.5 }"),
        ("discipline = \"lifo\"", "discipline = \"adaptive-lifo\""),
        ("lines = \"shared\"", "lines = \"per-worker\""),
        ("drawn = 2", "above = 2"),
    ];
    for (passage, other) in cases {
        assert_eq!(WIDE.matches(passage).count(), 1, "{passage:?} stands there once");
        let text = WIDE.replace(passage, other);
        assert_eq!(verdicts(&validator, &text), (false, false), "{passage:?} as {other:?}");
    }
}

/// Where numbers stand in a text without comments behind values and without digits in bare keys.
fn numbers(text: &str) -> Vec<core::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut quoted = false;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        quoted ^= c == '"';
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        if at >= end && !quoted && c.is_ascii_digit() && matches!(before, Some(' ' | '[')) {
            let rest = text.get(at..).unwrap_or_default();
            end = at
                + rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '_')).unwrap_or(rest.len());
            found.push(at..end);
        }
    }
    found
}

#[test]
fn schema_and_reader_agree_on_every_number() {
    let validator = Validator::new(&schema());
    let places = numbers(WIDE);
    assert!(places.len() > 150, "{} numbers", places.len());
    for place in places {
        for other in ["-1", "99999999999999999", "\"1\""] {
            let text = [&WIDE[..place.start], other, &WIDE[place.end..]].concat();
            let line = WIDE[..place.start].lines().count();
            assert_eq!(verdicts(&validator, &text), (false, false), "line {line}: {other}");
        }
    }
}

#[test]
fn schema_and_reader_agree_on_every_key() {
    let validator = Validator::new(&schema());
    let mut renamed = 0;
    for (at, _) in WIDE.match_indices(" = ") {
        let start = WIDE[..at].rfind(['\n', ' ', '{']).map_or(0, |before| before + 1);
        let text = [&WIDE[..start], "unheard_of", &WIDE[at..]].concat();
        assert_eq!(verdicts(&validator, &text), (false, false), "{:?}", &WIDE[start..at]);
        renamed += 1;
    }
    assert!(renamed > 300, "{renamed} keys");
}

#[test]
fn the_wide_text_has_every_key() {
    let schema = schema();
    let schema: Value = serde_json::from_str(&schema).expect("the schema is JSON");
    let mut missing = Vec::new();
    keys(&schema, &mut |key| {
        let stands = [format!("{key} = "), format!("[{key}"), format!(".{key}]")];
        if !stands.iter().any(|form| WIDE.contains(form)) {
            missing.push(key.to_owned());
        }
    });
    assert!(missing.is_empty(), "{missing:?}");
}

fn keys(schema: &Value, each: &mut impl FnMut(&str)) {
    match schema {
        Value::Object(entries) => {
            for (name, value) in entries {
                if let (true, Value::Object(properties)) = (name == "properties", value) {
                    properties.keys().for_each(|key| each(key));
                }
                keys(value, each);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| keys(item, each)),
        _ => {}
    }
}
