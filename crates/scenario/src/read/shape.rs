//! Whether a table has the keys that its section is declared to have, each with a value of its kind.

use trace::MessageId;

use super::table::{NotANumber, Value, number_of};
use super::{Reader, Table};
use crate::Problem;
use crate::check::clipped;
use crate::declare::{Alternative, Key, Kind, Rule, Section, Tag, Word};
use crate::fault::{Path, Step};
use crate::number::Number;

/// The form that this program reads.
const VERSION: Number = Number::count("version", 1, 1);

impl<'a> Reader<'a> {
    /// Notes everything that is wrong with the table and those inside it.
    pub(crate) fn shape(&mut self, section: &'static Section, table: Table<'a>) {
        let mut keys: Vec<&'static Key> = section.own_keys().collect();
        let mut tags = Vec::new();
        let mut rules: Vec<&'static Rule> = section.rules.iter().collect();
        self.tables.push(table.clone());
        let mut next = section.tag;
        while let Some(tag) = next {
            tags.push(tag.key);
            let Some(chosen) = self.chosen(tag, &table) else {
                // Whatever belongs to one of them may be meant.
                keys.extend(
                    tag.alternatives.iter().flat_map(|one| one.keys).filter(|key| table.has(key.name)),
                );
                break;
            };
            keys.extend(chosen.keys);
            rules.extend(chosen.rules);
            next = chosen.tag;
        }
        self.unknown(&table, &keys, &tags);
        for key in keys {
            match table.value(key.name) {
                Some(value) => self.value(key, value, &table),
                None if key.required && !section.inherits => self.missing(&table, key),
                None => {}
            }
        }
        for rule in rules {
            self.rule(rule, &table);
        }
    }

    fn chosen(&mut self, tag: &'static Tag, table: &Table<'a>) -> Option<&'static Alternative> {
        let path = table.path_to(tag.key);
        let Some(value) = table.value(tag.key) else {
            if tag.required {
                let message = format!("`{}` is missing here", tag.key);
                self.problem(path, "scenario-missing-key", table.span.clone(), message);
                self.hint(format!("it is one of {}", tag.names()));
            }
            return None;
        };
        let found = value.get_ref().as_str().and_then(|name| tag.alternative(name));
        if found.is_none() {
            self.wrong(path, tag.key, value, &format!("one of {}", tag.names()));
        }
        found
    }

    fn unknown(&mut self, table: &Table<'a>, keys: &[&'static Key], tags: &[&'static str]) {
        let known = || tags.iter().copied().chain(keys.iter().map(|key| key.name));
        for key in table.entries.into_iter().flat_map(|entries| entries.keys()) {
            if !known().any(|name| name == key.get_ref()) {
                self.problems.push(Problem {
                    code: "scenario-unknown-key",
                    span: key.span(),
                    message: format!("there is no key `{}` here", clipped(key.get_ref())),
                    hint: Some(format!("the keys here are {}", known().collect::<Vec<_>>().join(", "))),
                    names: known().map(str::to_owned).collect(),
                });
            }
        }
    }

    fn missing(&mut self, table: &Table<'a>, key: &'static Key) {
        let (code, message) = if matches!(key.kind, Kind::Version) {
            ("scenario-missing-version", "a scenario begins with `version = 1`".to_owned())
        } else {
            ("scenario-missing-key", format!("`{}` is missing here", key.name))
        };
        self.problem(table.path_to(key.name), code, table.span.clone(), message);
    }

    fn value(&mut self, key: &'static Key, value: &'a Value<'a>, table: &Table<'a>) {
        let path = table.path_to(key.name);
        match key.kind {
            Kind::Version => {
                if self.number(path.clone(), key.name, value, &VERSION).is_some_and(|version| version != 1) {
                    let message = "this version is not known; the only one so far is 1".to_owned();
                    self.problem(path, "scenario-unknown-version", value.span(), message);
                }
            }
            Kind::Number(number) => {
                self.number(path, key.name, value, number);
            }
            Kind::Numbers(number, _) => {
                for (path, item) in self.items(path, key.name, value, "a list of numbers") {
                    self.number(path, key.name, item, number);
                }
            }
            Kind::Flag => {
                if value.get_ref().as_bool().is_none() {
                    self.wrong(path, key.name, value, "true or false");
                }
            }
            Kind::Line | Kind::Id | Kind::Node | Kind::Link => self.text(path, key.name, value),
            Kind::Nodes(least, most) => {
                let wanted = if least == most { "the ids of two nodes" } else { "a list of ids of nodes" };
                let items = self.items(path.clone(), key.name, value, wanted);
                if least == most && value.get_ref().as_array().is_some() && items.len() != least {
                    let message = format!(
                        "`{}` must be the ids of two nodes, written [\"client\", \"server\"]",
                        key.name
                    );
                    return self.problem(path, "scenario-wrong-type", value.span(), message);
                }
                for (path, item) in items {
                    self.text(path, key.name, item);
                }
            }
            Kind::Words(words) => {
                for (path, item) in self.items(path, key.name, value, "a list of words") {
                    self.word(path, key.name, item, words);
                }
            }
            Kind::Message => {
                if value.get_ref().as_str().is_none_or(|text| text.parse::<MessageId>().is_err()) {
                    self.wrong(path, key.name, value, "a message, such as \"7\" or \"7.2 reply\"");
                }
            }
            Kind::Choice(section) => self.choice(section, key, value, table),
            Kind::Table(section) => match table.table(key.name) {
                Some(inside) => self.shape(section, inside),
                None => self.wrong(path, key.name, value, &format!("a section, written {}", section.title)),
            },
            Kind::Tables(section, _) => self.list(section, key, value, table),
        }
    }

    fn list(
        &mut self,
        section: &'static Section,
        key: &'static Key,
        value: &'a Value<'a>,
        table: &Table<'a>,
    ) {
        let wanted = format!("a list of sections, written {}", section.title);
        for (_, item) in self.items(table.path_to(key.name), key.name, value, &wanted) {
            if item.get_ref().as_table().is_none() {
                self.wrong(table.path_to(key.name), key.name, item, &wanted);
            }
        }
        for inside in table.tables(key.name) {
            self.shape(section, inside);
        }
    }

    fn choice(
        &mut self,
        section: &'static Section,
        key: &'static Key,
        value: &'a Value<'a>,
        table: &Table<'a>,
    ) {
        if let Some(inside) = table.table(key.name) {
            return self.shape(section, inside);
        }
        let path = table.path_to(key.name);
        let Some(tag) = section.tag else { return };
        match value.get_ref().as_str().map(|name| tag.alternative(name)) {
            Some(Some(chosen)) if chosen.is_bare() => {}
            Some(Some(chosen)) => {
                let message = format!("`{}` has settings", chosen.name);
                self.problem(path, "scenario-missing-key", value.span(), message);
                let own = chosen.keys.iter().map(|key| key.name).chain(chosen.tag.map(|tag| tag.key));
                let settings: Vec<String> = own.map(|name| format!("{name} = …")).collect();
                self.hint(format!("{{ kind = \"{}\", {} }}", chosen.name, settings.join(", ")));
            }
            _ => self.wrong(path, key.name, value, &format!("one of {}", tag.names())),
        }
    }

    fn rule(&mut self, rule: &'static Rule, table: &Table<'a>) {
        let (one, other, needed) = match *rule {
            Rule::ExactlyOne(one, other) => (one, other, true),
            Rule::AtMostOne(one, other) => (one, other, false),
        };
        let has = |key: &'static str| match key.split_once('.') {
            None => table.has(key),
            Some((section, key)) => table.table(section).is_some_and(|section| section.has(key)),
        };
        if has(one) && has(other) {
            let span = table.value(one).map_or(table.span.clone(), |value| value.span());
            let message = format!("`{one}` and `{other}` say the same thing; only one of them can stand");
            self.problem(table.path_to(one), "scenario-conflict", span, message);
        } else if needed && !has(one) && !has(other) {
            let message = format!("`{one}` or `{other}` is missing here");
            self.problem(table.path_to(one), "scenario-missing-key", table.span.clone(), message);
        }
    }

    fn items(
        &mut self,
        path: Path,
        name: &str,
        value: &'a Value<'a>,
        wanted: &str,
    ) -> Vec<(Path, &'a Value<'a>)> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(path, name, value, wanted);
            return Vec::new();
        };
        let item = |(place, item)| (path.iter().copied().chain([Step::Item(place)]).collect(), item);
        items.iter().enumerate().map(item).collect()
    }

    fn text(&mut self, path: Path, name: &str, value: &Value<'a>) {
        if value.get_ref().as_str().is_none() {
            self.wrong(path, name, value, "a text in quotes");
        }
    }

    fn word(&mut self, path: Path, name: &str, value: &Value<'a>, words: &[Word]) {
        if value.get_ref().as_str().is_none_or(|word| words.iter().all(|known| known.name != word)) {
            let names: Vec<String> = words.iter().map(|word| format!("\"{}\"", word.name)).collect();
            self.wrong(path, name, value, &format!("among {}", names.join(", ")));
        }
    }

    fn number(&mut self, path: Path, name: &str, value: &Value<'a>, number: &Number) -> Option<u64> {
        match number_of(value, number) {
            Ok(number) => return Some(number),
            Err(NotANumber::BelowZero) => {
                let message = format!("`{name}` cannot be below zero");
                self.problem(path, "scenario-impossible-value", value.span(), message);
            }
            Err(NotANumber::WrongType) => {
                self.wrong(path, name, value, if number.scale > 1 { "a number" } else { "a whole number" });
            }
        }
        None
    }

    /// The value is of another kind than `wanted`.
    fn wrong(&mut self, path: Path, name: &str, value: &Value<'a>, wanted: &str) {
        let found = match value.get_ref().as_str() {
            Some(text) => format!("\"{}\"", clipped(text)),
            None => format!("a value of type {}", value.get_ref().type_str()),
        };
        let message = format!("`{name}` must be {wanted}, not {found}");
        self.problem(path, "scenario-wrong-type", value.span(), message);
    }
}
