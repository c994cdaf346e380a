//! The few words of JSON Schema (draft 2020-12) that the schema uses. Any other word is refused, so that none is ignored.

use serde_json::{Map, Value};
use trace::MessageId;

pub(crate) struct Validator {
    schema: Value,
}

impl Validator {
    pub(crate) fn new(schema: &str) -> Self {
        Self { schema: serde_json::from_str(schema).expect("the schema is JSON") }
    }

    pub(crate) fn accepts(&self, value: &Value) -> bool {
        self.holds(&self.schema, value)
    }

    fn holds(&self, schema: &Value, value: &Value) -> bool {
        match schema {
            Value::Bool(all) => *all,
            Value::Object(words) => words.iter().all(|(word, says)| self.word(words, word, says, value)),
            _ => panic!("no schema: {schema}"),
        }
    }

    fn word(&self, words: &Map<String, Value>, word: &str, says: &Value, value: &Value) -> bool {
        let each = |says: &Value| says.as_array().expect("a list").clone();
        let number = || value.as_f64();
        let limit = || says.as_f64().expect("a number");
        let count = || usize::try_from(says.as_u64().expect("a count")).expect("small");
        match word {
            "$schema" | "$defs" | "title" | "description" | "default" | "then" => true,
            "$ref" => {
                let name =
                    says.as_str().and_then(|path| path.strip_prefix("#/$defs/")).expect("a definition");
                self.holds(&self.schema["$defs"][name], value)
            }
            "const" => says == value,
            "type" => match says.as_str().expect("one type") {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "boolean" => value.is_boolean(),
                "number" => value.is_number(),
                "integer" => value.is_i64() || value.is_u64(),
                other => panic!("the type {other}"),
            },
            "minimum" => number().is_none_or(|number| number >= limit()),
            "maximum" => number().is_none_or(|number| number <= limit()),
            "minLength" => value.as_str().is_none_or(|text| text.chars().count() >= count()),
            "maxLength" => value.as_str().is_none_or(|text| text.chars().count() <= count()),
            "minItems" => value.as_array().is_none_or(|items| items.len() >= count()),
            "maxItems" => value.as_array().is_none_or(|items| items.len() <= count()),
            "pattern" => value.as_str().is_none_or(|text| matches(says.as_str().expect("a pattern"), text)),
            "items" => value.as_array().is_none_or(|items| items.iter().all(|item| self.holds(says, item))),
            "required" => value.as_object().is_none_or(|entries| {
                each(says).iter().all(|key| entries.contains_key(key.as_str().expect("a key")))
            }),
            "properties" => {
                let says = says.as_object().expect("properties");
                value.as_object().is_none_or(|entries| {
                    entries
                        .iter()
                        .all(|(key, value)| says.get(key).is_none_or(|says| self.holds(says, value)))
                })
            }
            "additionalProperties" => {
                assert!(says == &Value::Bool(false), "closed objects only");
                let known = words["properties"].as_object().expect("properties");
                value.as_object().is_none_or(|entries| entries.keys().all(|key| known.contains_key(key)))
            }
            "allOf" => each(says).iter().all(|says| self.holds(says, value)),
            "anyOf" => each(says).iter().any(|says| self.holds(says, value)),
            "oneOf" => each(says).iter().filter(|says| self.holds(says, value)).count() == 1,
            "not" => !self.holds(says, value),
            "if" => !self.holds(says, value) || self.holds(&words["then"], value),
            other => panic!("the word {other}"),
        }
    }
}

/// The two patterns that there are, by what they stand for.
fn matches(pattern: &str, text: &str) -> bool {
    if pattern.starts_with("^[0-9]+") {
        return text.parse::<MessageId>().is_ok();
    }
    assert_eq!(pattern, "^[a-z][a-z0-9-]{0,31}$");
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(allowed) && text.len() <= 32
}
