//! The tables of keys in Markdown, for `lessons/scenarios/README.md`.

use crate::bounds::{MAX_ID_CHARS, MAX_NAME_CHARS};
use crate::declare::{Alternative, Key, Kind, Section, TOP, Tag};
use crate::number::Number;

/// Every section with its keys, as Markdown: each right behind the one that mentions it first.
pub fn key_tables() -> String {
    let mut tables = Tables::default();
    let mut waiting = vec![&TOP];
    while let Some(section) = waiting.pop() {
        if !tables.done.iter().any(|done| core::ptr::eq(*done, section)) {
            tables.section(section);
            waiting.extend(tables.mentioned.drain(..).rev());
        }
    }
    tables.written
}

#[derive(Default)]
struct Tables {
    done: Vec<&'static Section>,
    mentioned: Vec<&'static Section>,
    written: String,
}

impl Tables {
    fn section(&mut self, section: &'static Section) {
        self.done.push(section);
        let lines = if self.written.is_empty() { "" } else { "\n" };
        let title = match section.name {
            "scenario" => "The top of the file".to_owned(),
            name if !section.title.starts_with('[') => format!("`{name}`"),
            _ => format!("`{}`", section.title),
        };
        let mut rows = String::new();
        for key in section.own_keys() {
            let left_out = if section.inherits { "as on the way there".to_owned() } else { left_out(key) };
            row(&mut rows, &format!("`{}`", key.name), key.meaning, &self.possible(key), &left_out);
        }
        if let Some(tag) = section.tag {
            match tag.home {
                Some(home) if !core::ptr::eq(home, section) => self.elsewhere(tag, home, &mut rows),
                _ => self.tag(tag, &mut rows),
            }
        }
        let heads = "| key | meaning | possible | left out |\n| --- | --- | --- | --- |\n";
        self.written += &format!("{lines}### {title}\n\n{}\n\n{heads}{rows}", section.meaning);
    }

    fn elsewhere(&mut self, tag: &'static Tag, home: &'static Section, rows: &mut String) {
        self.mentioned.push(home);
        let left_out = if tag.required { "" } else { "nothing comes" };
        let possible = format!("`{}`, with its settings", home.name);
        row(rows, &format!("`{}`", tag.key), tag.meaning, &possible, left_out);
    }

    fn tag(&mut self, tag: &'static Tag, rows: &mut String) {
        row(rows, &format!("`{}`", tag.key), tag.meaning, "one of the following", "");
        for one in tag.alternatives {
            self.alternative(tag, one, rows);
        }
    }

    fn alternative(&mut self, tag: &'static Tag, one: &'static Alternative, rows: &mut String) {
        let settings: Vec<String> = one.keys.iter().map(|key| self.setting(key)).collect();
        row(rows, &format!("`{} = \"{}\"`", tag.key, one.name), one.meaning, &settings.join("; "), "");
        if let Some(inner) = one.tag {
            match inner.home {
                Some(home) => self.elsewhere(inner, home, rows),
                None => self.tag(inner, rows),
            }
        }
    }

    fn setting(&mut self, key: &'static Key) -> String {
        let left_out = left_out(key);
        let otherwise = if left_out.is_empty() { String::new() } else { format!(", else {left_out}") };
        format!("`{}`: {} ({}{otherwise})", key.name, key.meaning, self.possible(key))
    }

    fn possible(&mut self, key: &'static Key) -> String {
        match key.kind {
            Kind::Version => "1".to_owned(),
            Kind::Number(number) => range(number),
            Kind::Numbers(number, most) => {
                format!("1 to {} numbers, {}", grouped(&most.to_string()), range(number))
            }
            Kind::Flag => "`true`, `false`".to_owned(),
            Kind::Line => format!("1 to {MAX_NAME_CHARS} characters"),
            Kind::Id => format!("`a-z`, `0-9`, `-`; at most {MAX_ID_CHARS} characters, the first a letter"),
            Kind::Node => "id of a node".to_owned(),
            Kind::Link => "id of a link".to_owned(),
            Kind::Nodes(least, most) if least == most => format!("{least} ids of nodes"),
            Kind::Nodes(least, most) => format!("{least} to {most} ids of nodes"),
            Kind::Words(words) => {
                let words: Vec<String> =
                    words.iter().map(|word| format!("`\"{}\"`: {}", word.name, word.meaning)).collect();
                format!("list of {}", words.join("; "))
            }
            Kind::Message => "a message".to_owned(),
            Kind::Choice(section) | Kind::Table(section) => {
                self.mentioned.push(section);
                if section.title.starts_with('[') {
                    "section".to_owned()
                } else {
                    format!("`{}`", section.name)
                }
            }
            Kind::Tables(section, most) => {
                self.mentioned.push(section);
                format!("at most {} sections", grouped(&most.to_string()))
            }
        }
    }
}

fn row(rows: &mut String, key: &str, meaning: &str, possible: &str, left_out: &str) {
    let cells = [key, meaning, possible, left_out]
        .map(|cell| if cell.is_empty() { cell.to_owned() } else { format!("{cell} ") });
    *rows += &format!("| {}|\n", cells.join("| "));
}

/// What leaving the key out means; empty = it is required.
fn left_out(key: &Key) -> String {
    match key.kind {
        Kind::Number(number) => match number.default {
            Some(default) => grouped(&number.shown(default)),
            None => key.without.to_owned(),
        },
        _ => key.without.to_owned(),
    }
}

fn range(number: &Number) -> String {
    let most = grouped(&number.shown(number.most));
    if number.scale == 1_000_000 && number.least == 1 {
        return format!("above 0, to {most}");
    }
    format!("{} to {most}", number.shown(number.least))
}

/// Digits in threes, as people read them.
fn grouped(digits: &str) -> String {
    let (whole, fraction) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + fraction
}
