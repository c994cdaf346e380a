//! What may stand in a scenario, for editors and for people: the JSON Schema and the tables of keys.

mod json;
mod tables;

use crate::bounds::{MAX_ID_CHARS, MAX_NAME_CHARS};
use crate::declare::{Alternative, Key, Kind, Rule, Section, TOP, Tag};
use crate::number::Number;
use json::{Json, count, object, text};

pub use tables::key_tables;

/// The form of scenario files as a JSON Schema (draft 2020-12), for editors that complete and check TOML by one. It knows
/// what can be said about one section at a time; what holds between sections only [`crate::parse`] knows.
pub fn schema() -> String {
    let mut definitions = Definitions::default();
    let top = definitions.section(&TOP);
    let mut schema = object([
        ("$schema", text("https://json-schema.org/draft/2020-12/schema")),
        ("title", text("Scenario")),
    ]);
    if let Json::Object(entries) = top {
        for (key, value) in entries {
            schema = schema.with(&key, value);
        }
    }
    definitions.done.sort_by_key(|(name, _)| *name);
    let named = definitions.done.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect();
    let mut written = String::new();
    schema.with("$defs", Json::Object(named)).write(0, &mut written);
    written.push('\n');
    written
}

/// Sections that several keys share, each described once.
#[derive(Default)]
struct Definitions {
    begun: Vec<&'static str>,
    done: Vec<(&'static str, Json)>,
}

impl Definitions {
    fn reference(
        &mut self,
        section: &'static Section,
        form: fn(&mut Self, &'static Section) -> Json,
    ) -> Json {
        if !self.begun.contains(&section.name) {
            self.begun.push(section.name);
            let schema = form(self, section);
            self.done.push((section.name, schema));
        }
        object([("$ref", text(format!("#/$defs/{}", section.name)))])
    }

    /// A table.
    fn section(&mut self, section: &'static Section) -> Json {
        let mut properties: Vec<(String, Json)> = Vec::new();
        let mut required: Vec<Json> = Vec::new();
        for key in section.own_keys() {
            properties.push((key.name.to_owned(), self.key(key, section.inherits)));
            if key.required && !section.inherits {
                required.push(text(key.name));
            }
        }
        let mut all: Vec<Json> = section.rules.iter().map(rule).collect();
        if let Some(tag) = section.tag {
            self.tag(tag, &mut properties, &mut all);
            if tag.required {
                required.push(text(tag.key));
            }
        }
        let mut schema = object([
            ("description", text(section.meaning)),
            ("type", text("object")),
            ("properties", Json::Object(properties)),
            ("additionalProperties", Json::False),
        ]);
        if !required.is_empty() {
            schema = schema.with("required", Json::List(required));
        }
        if !all.is_empty() {
            schema = schema.with("allOf", Json::List(all));
        }
        schema
    }

    /// The tag and the keys of all its alternatives, and which of them belong to which.
    fn tag(&mut self, tag: &'static Tag, properties: &mut Vec<(String, Json)>, all: &mut Vec<Json>) {
        let each = tag
            .alternatives
            .iter()
            .map(|one| object([("const", text(one.name)), ("description", text(one.meaning))]));
        let choice = object([("description", text(tag.meaning)), ("oneOf", Json::List(each.collect()))]);
        properties.push((tag.key.to_owned(), choice));
        let mut names: Vec<&'static str> = Vec::new();
        for key in tag.alternatives.iter().flat_map(|one| one.keys) {
            if !names.contains(&key.name) {
                names.push(key.name);
                // Where alternatives differ, each says what is possible.
                let shared = if differs(tag, key) { object([]) } else { self.key(key, false) };
                properties.push((key.name.to_owned(), shared));
            }
        }
        for inner in tag.alternatives.iter().filter_map(|one| one.tag) {
            let mut further = Vec::new();
            self.tag(inner, properties, &mut further);
            // The inner rules look at the inner tag, which is forbidden elsewhere.
            all.extend(further);
            names.push(inner.key);
            names.extend(inner.alternatives.iter().flat_map(|one| one.keys).map(|key| key.name));
        }
        for one in tag.alternatives {
            all.push(self.alternative(tag, one, &names));
        }
        if !tag.required {
            let forbidden = forbidden(&names, &[]);
            all.push(object([
                ("if", object([("properties", object([(tag.key, Json::False)]))])),
                ("then", object([("properties", forbidden)])),
            ]));
        }
    }

    /// With this alternative, the keys of the others are mistakes, and its own have its bounds.
    fn alternative(&mut self, tag: &'static Tag, one: &'static Alternative, names: &[&'static str]) -> Json {
        let mut own: Vec<&'static str> = one.keys.iter().map(|key| key.name).collect();
        let mut required: Vec<Json> =
            one.keys.iter().filter(|key| key.required).map(|key| text(key.name)).collect();
        if let Some(inner) = one.tag {
            own.push(inner.key);
            own.extend(inner.alternatives.iter().flat_map(|one| one.keys).map(|key| key.name));
            if inner.required {
                required.push(text(inner.key));
            }
        }
        let Json::Object(mut properties) = forbidden(names, &own) else { return Json::True };
        for key in one.keys.iter().filter(|key| differs(tag, key)) {
            properties.push((key.name.to_owned(), self.key(key, false)));
        }
        let mut then = object([]);
        if !properties.is_empty() {
            then = then.with("properties", Json::Object(properties));
        }
        if !required.is_empty() {
            then = then.with("required", Json::List(required));
        }
        if !one.rules.is_empty() {
            then = then.with("allOf", Json::List(one.rules.iter().map(rule).collect()));
        }
        let is_it = object([
            ("properties", object([(tag.key, object([("const", text(one.name))]))])),
            ("required", Json::List(vec![text(tag.key)])),
        ]);
        object([("if", is_it), ("then", then)])
    }

    /// One of several things: a bare name, or a table that says which.
    fn choice(&mut self, section: &'static Section) -> Json {
        let Some(tag) = section.tag else { return Json::False };
        let bare = tag.alternatives.iter().filter(|one| one.is_bare());
        let mut forms: Vec<Json> =
            bare.map(|one| object([("const", text(one.name)), ("description", text(one.meaning))])).collect();
        forms.push(self.section(section));
        object([("description", text(section.meaning)), ("anyOf", Json::List(forms))])
    }

    fn key(&mut self, key: &'static Key, inherits: bool) -> Json {
        let schema = match key.kind {
            Kind::Version => object([("const", count(1))]),
            Kind::Number(number) => {
                let schema = bounded(number);
                match number.default.filter(|_| !inherits) {
                    Some(default) => schema.with("default", Json::Number(number.shown(default))),
                    None => schema,
                }
            }
            Kind::Numbers(number, most) => list(bounded(number), 1, most),
            Kind::Flag => object([("type", text("boolean"))]),
            Kind::Line => object([
                ("type", text("string")),
                ("minLength", count(1)),
                ("maxLength", count(MAX_NAME_CHARS)),
            ]),
            Kind::Id | Kind::Node | Kind::Link => id(),
            Kind::Nodes(least, most) => list(id(), least, most),
            Kind::Words(words) => {
                let words = words
                    .iter()
                    .map(|word| object([("const", text(word.name)), ("description", text(word.meaning))]));
                object([("type", text("array")), ("items", object([("oneOf", Json::List(words.collect()))]))])
            }
            Kind::Message => object([("type", text("string")), ("pattern", text(MESSAGE))]),
            Kind::Choice(section) => self.reference(section, Self::choice),
            Kind::Table(section) => self.reference(section, Self::section),
            Kind::Tables(section, most) => {
                let item = self.reference(section, Self::section);
                object([("type", text("array")), ("items", item), ("maxItems", count(most))])
            }
        };
        schema.with("description", text(key.meaning))
    }
}

/// What an id looks like.
fn id() -> Json {
    let pattern = format!("^[a-z][a-z0-9-]{{0,{}}}$", MAX_ID_CHARS - 1);
    object([("type", text("string")), ("pattern", text(pattern))])
}

/// What the name of a message looks like, roughly; `trace::MessageId` reads it.
const MESSAGE: &str = "^[0-9]+(\\.[0-9]+)?( (request|reply|reset|cancel|update|(connect|accept|secure|secured)( [0-9]+)?))?( copy [0-9]+)?$";

fn bounded(number: &Number) -> Json {
    object([
        ("type", text(if number.scale > 1 { "number" } else { "integer" })),
        ("minimum", Json::Number(number.shown(number.least))),
        ("maximum", Json::Number(number.shown(number.most))),
    ])
}

fn list(item: Json, least: usize, most: usize) -> Json {
    object([("type", text("array")), ("items", item), ("minItems", count(least)), ("maxItems", count(most))])
}

/// All of `names` that are not among `own`, as properties that must not be there.
fn forbidden(names: &[&'static str], own: &[&'static str]) -> Json {
    let others = names.iter().filter(|name| !own.contains(name));
    Json::Object(others.map(|name| ((*name).to_owned(), Json::False)).collect())
}

/// Whether another alternative has a key of that name that is not the same.
fn differs(tag: &'static Tag, key: &Key) -> bool {
    let others = tag.alternatives.iter().flat_map(|one| one.keys).filter(|other| other.name == key.name);
    others.into_iter().any(|other| match (&other.kind, &key.kind) {
        (Kind::Number(other), Kind::Number(number)) => other != number,
        _ => false,
    })
}

fn rule(rule: &Rule) -> Json {
    let has = |key: &str| match key.split_once('.') {
        None => object([("required", Json::List(vec![text(key)]))]),
        Some((section, key)) => {
            let inside = object([("required", Json::List(vec![text(key)]))]);
            object([
                ("required", Json::List(vec![text(section)])),
                ("properties", object([(section, inside)])),
            ])
        }
    };
    match *rule {
        Rule::ExactlyOne(one, other) => object([("oneOf", Json::List(vec![has(one), has(other)]))]),
        Rule::AtMostOne(one, other) => {
            object([("not", object([("allOf", Json::List(vec![has(one), has(other)]))]))])
        }
    }
}
