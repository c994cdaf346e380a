//! The words of scenario files, which chance alone would never write.

use std::collections::BTreeSet;
use std::{env, fs};

use serde_json::Value;

const COMMITTED: &str = include_str!("../scenario_text.dict");

/// Every key, and every value that is one of a few.
fn words(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(entries) => {
            for (key, inside) in entries {
                if let ("properties", Value::Object(keys)) = (key.as_str(), inside) {
                    found.extend(keys.keys().cloned());
                }
                if let ("const", Value::String(word)) = (key.as_str(), inside) {
                    found.insert(word.clone());
                }
                if let ("enum", Value::Array(values)) = (key.as_str(), inside) {
                    found.extend(values.iter().filter_map(|value| value.as_str().map(str::to_owned)));
                }
                words(inside, found);
            }
        }
        Value::Array(list) => list.iter().for_each(|inside| words(inside, found)),
        _ => {}
    }
}

/// What opens a section, and what tells a place in it.
const SECTIONS: [&str; 8] = [
    "[[node]]",
    "[node.server]",
    "[[node.server.call]]",
    "[[link]]",
    "[link.back]",
    "[[load]]",
    "[[feed]]",
    "[[intervention]]",
];

#[test]
fn the_dictionary_has_every_word() {
    let schema: Value = serde_json::from_str(&scenario::schema()).expect("the schema is JSON");
    let mut found = BTreeSet::new();
    words(&schema, &mut found);
    assert!(found.len() > 100, "only {} words", found.len());
    let lines = found.iter().map(String::as_str).chain(SECTIONS).map(|word| format!("\"{word}\"\n"));
    let expected = lines.collect::<String>();
    if env::var_os("BLESS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/scenario_text.dict");
        fs::write(path, expected).expect("the file can be written");
    } else {
        assert!(COMMITTED == expected, "scenario_text.dict is out of date; BLESS=1 cargo test -p fuzz-cases");
    }
}
