//! Programming languages, by the grammars of a library.

use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

use super::{Class, Line};

static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// What counts for all that is inside it.
const OUTER: [(&str, Option<Class>); 2] =
    [("comment", Some(Class::Comment)), ("meta.mapping.key", Some(Class::Attribute))];

/// What the grammars call things, the more telling first, and what they are here. A thing has many names, from the
/// outermost to its own; the innermost that is listed counts.
const NAMES: [(&str, Option<Class>); 27] = [
    ("string.unquoted", None),
    ("string", Some(Class::Text)),
    ("constant.other.placeholder", Some(Class::Text)),
    ("constant", Some(Class::Constant)),
    ("keyword.operator.word", Some(Class::Keyword)),
    ("keyword.operator.logical.python", Some(Class::Keyword)),
    ("keyword.operator", None),
    ("keyword.other.unit", Some(Class::Constant)),
    ("keyword", Some(Class::Keyword)),
    ("storage", Some(Class::Keyword)),
    ("variable.language", None),
    ("variable.function", Some(Class::Name)),
    ("support.type.property-name", Some(Class::Attribute)),
    ("support.constant", Some(Class::Constant)),
    ("support.function", Some(Class::Name)),
    ("support.macro", Some(Class::Name)),
    ("support.type", Some(Class::Name)),
    ("support.class", Some(Class::Name)),
    ("entity.other.attribute-name", Some(Class::Attribute)),
    ("entity.name.tag", Some(Class::Attribute)),
    ("entity.other.pseudo-class", Some(Class::Attribute)),
    ("entity.name", Some(Class::Name)),
    ("markup.heading", Some(Class::Keyword)),
    ("markup.raw", Some(Class::Text)),
    ("markup.underline.link", Some(Class::Text)),
    ("punctuation.definition.tag", None),
    ("punctuation.section.interpolation", None),
];

type Scopes = Vec<(Scope, Option<Class>)>;

static SCOPES: LazyLock<(Scopes, Scopes)> = LazyLock::new(|| (scopes(&OUTER), scopes(&NAMES)));

fn scopes(names: &[(&str, Option<Class>)]) -> Scopes {
    names.iter().filter_map(|(name, class)| Some((Scope::new(name).ok()?, *class))).collect()
}

/// The lines of `code`; none when there is no grammar for the language or it gives up.
pub(super) fn lines(language: &str, code: &str) -> Option<Vec<Line>> {
    if matches!(language, "" | "text") {
        return None;
    }
    let grammar = GRAMMARS.find_syntax_by_token(language)?;
    let mut state = ParseState::new(grammar);
    let mut names = ScopeStack::new();
    let mut lines = Vec::new();
    for text in code.lines() {
        let ended = format!("{text}\n");
        let mut line = Line::default();
        let mut from = 0;
        for (to, change) in state.parse_line(&ended, &GRAMMARS).ok()? {
            line.push(text.get(from..to.min(text.len())).unwrap_or_default(), class(&names));
            from = to;
            names.apply(&change).ok()?;
        }
        line.push(text.get(from..).unwrap_or_default(), class(&names));
        lines.push(line);
    }
    Some(lines)
}

fn class(names: &ScopeStack) -> Option<Class> {
    let listed = |list: &Scopes, name: &Scope| {
        list.iter().find(|(scope, _)| scope.is_prefix_of(*name)).map(|(_, class)| *class)
    };
    let (outer, inner) = &*SCOPES;
    let names = names.as_slice().iter();
    let found = names.clone().find_map(|name| listed(outer, name));
    found.or_else(|| names.rev().find_map(|name| listed(inner, name))).flatten()
}
