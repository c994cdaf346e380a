//! What may stand in a scenario's text: each section's keys, said once. The reader, the JSON Schema and the key tables
//! for authors all go by these declarations.

mod asking;
mod chance;
mod feed;
mod intervention;
mod link;
mod load;
mod server;
mod top;

use crate::number::Number;

pub(crate) use top::TOP;

/// A table of the text and its keys.
pub(crate) struct Section {
    /// How authors write it: `[[load]]`, or what it is when it stands inside another.
    pub(crate) title: &'static str,
    /// What it is, in the schema's list of definitions; different from all others.
    pub(crate) name: &'static str,
    pub(crate) meaning: &'static str,
    /// Groups of keys, so that sections can share one.
    pub(crate) keys: &'static [&'static [Key]],
    /// The key whose value decides about further keys.
    pub(crate) tag: Option<&'static Tag>,
    pub(crate) rules: &'static [Rule],
    /// Every key may be left out, and is then as in the section around this one.
    pub(crate) inherits: bool,
}

/// One key.
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) required: bool,
    pub(crate) meaning: &'static str,
    /// What leaving it out means, when no number says so.
    pub(crate) without: &'static str,
}

/// What a key's value can be.
pub(crate) enum Kind {
    /// The number of the text's form.
    Version,
    Number(&'static Number),
    /// Numbers in a list, from one to so many.
    Numbers(&'static Number, usize),
    Flag,
    /// One line for people.
    Line,
    /// A name that this gives.
    Id,
    /// The id of a node or a link.
    Node,
    Link,
    /// Ids of nodes: at least, at most.
    Nodes(usize, usize),
    /// Some of these words.
    Words(&'static [Word]),
    /// A message of the run, such as "7.2 reply".
    Message,
    /// One of several things: its name, or a table that names it and has its settings.
    Choice(&'static Section),
    Table(&'static Section),
    /// Tables, at most so many.
    Tables(&'static Section, usize),
}

/// A key that chooses between alternatives, each with keys of its own beside it.
pub(crate) struct Tag {
    pub(crate) key: &'static str,
    pub(crate) required: bool,
    pub(crate) meaning: &'static str,
    pub(crate) alternatives: &'static [Alternative],
    /// Where it is described for authors, when several sections have it.
    pub(crate) home: Option<&'static Section>,
}

pub(crate) struct Alternative {
    pub(crate) name: &'static str,
    pub(crate) meaning: &'static str,
    pub(crate) keys: &'static [Key],
    pub(crate) tag: Option<&'static Tag>,
    pub(crate) rules: &'static [Rule],
}

pub(crate) struct Word {
    pub(crate) name: &'static str,
    pub(crate) meaning: &'static str,
}

/// What holds between keys of one section. A key with a point is one in a section inside.
pub(crate) enum Rule {
    ExactlyOne(&'static str, &'static str),
    AtMostOne(&'static str, &'static str),
}

impl Section {
    const fn new(title: &'static str, name: &'static str, meaning: &'static str) -> Self {
        Self { title, name, meaning, keys: &[], tag: None, rules: &[], inherits: false }
    }

    const fn keys(self, keys: &'static [&'static [Key]]) -> Self {
        Self { keys, ..self }
    }

    const fn tag(self, tag: &'static Tag) -> Self {
        Self { tag: Some(tag), ..self }
    }

    const fn rules(self, rules: &'static [Rule]) -> Self {
        Self { rules, ..self }
    }

    /// The keys that stand there whatever the tag says.
    pub(crate) fn own_keys(&self) -> impl Iterator<Item = &'static Key> {
        self.keys.iter().flat_map(|group| group.iter())
    }
}

impl Key {
    const fn new(name: &'static str, kind: Kind, meaning: &'static str) -> Self {
        Self { name, kind, required: true, meaning, without: "" }
    }

    /// Required unless it has a default.
    const fn number(number: &'static Number, meaning: &'static str) -> Self {
        let required = number.default.is_none();
        Self { name: number.name, kind: Kind::Number(number), required, meaning, without: "" }
    }

    /// May be left out; `without` says what that means.
    const fn optional(self, without: &'static str) -> Self {
        Self { required: false, without, ..self }
    }
}

impl Alternative {
    const fn new(name: &'static str, meaning: &'static str) -> Self {
        Self { name, meaning, keys: &[], tag: None, rules: &[] }
    }

    const fn keys(self, keys: &'static [Key]) -> Self {
        Self { keys, ..self }
    }

    const fn tag(self, tag: &'static Tag) -> Self {
        Self { tag: Some(tag), ..self }
    }

    const fn rules(self, rules: &'static [Rule]) -> Self {
        Self { rules, ..self }
    }

    /// Whether its name alone will do.
    pub(crate) fn is_bare(&self) -> bool {
        self.rules.is_empty()
            && self.keys.iter().all(|key| !key.required)
            && self.tag.is_none_or(|tag| !tag.required)
    }
}

impl Tag {
    const fn new(key: &'static str, meaning: &'static str, alternatives: &'static [Alternative]) -> Self {
        Self { key, required: true, meaning, alternatives, home: None }
    }

    pub(crate) fn alternative(&self, name: &str) -> Option<&'static Alternative> {
        self.alternatives.iter().find(|alternative| alternative.name == name)
    }

    /// The names of all alternatives, for a hint.
    pub(crate) fn names(&self) -> String {
        let names: Vec<String> = self.alternatives.iter().map(|one| format!("\"{}\"", one.name)).collect();
        names.join(", ")
    }
}
