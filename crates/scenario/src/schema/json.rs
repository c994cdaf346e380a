//! Just enough JSON to write a schema, with keys in the order they are given in.

pub(super) enum Json {
    True,
    False,
    /// A number as it is to be written.
    Number(String),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

pub(super) fn text(text: impl Into<String>) -> Json {
    Json::Text(text.into())
}

pub(super) fn count(count: usize) -> Json {
    Json::Number(count.to_string())
}

pub(super) fn object<const N: usize>(entries: [(&str, Json); N]) -> Json {
    Json::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

impl Json {
    /// One more entry of an object.
    pub(super) fn with(mut self, key: &str, value: Json) -> Self {
        if let Self::Object(entries) = &mut self {
            entries.push((key.to_owned(), value));
        }
        self
    }

    /// Indented by two for each level; short lists on one line.
    pub(super) fn write(&self, indent: usize, to: &mut String) {
        match self {
            Self::True => to.push_str("true"),
            Self::False => to.push_str("false"),
            Self::Number(digits) => to.push_str(digits),
            Self::Text(text) => quoted(text, to),
            Self::List(items) if items.iter().all(Self::is_plain) => {
                to.push('[');
                for (place, item) in items.iter().enumerate() {
                    to.push_str(if place > 0 { ", " } else { "" });
                    item.write(indent, to);
                }
                to.push(']');
            }
            Self::List(items) => {
                block(('[', ']'), indent, to, items, |item, inner, to| item.write(inner, to))
            }
            Self::Object(entries) if entries.is_empty() => to.push_str("{}"),
            Self::Object(entries) => block(('{', '}'), indent, to, entries, |(key, value), inner, to| {
                quoted(key, to);
                to.push_str(": ");
                value.write(inner, to);
            }),
        }
    }

    fn is_plain(&self) -> bool {
        !matches!(self, Self::List(_) | Self::Object(_))
    }
}

fn block<T>(
    (open, close): (char, char),
    indent: usize,
    to: &mut String,
    items: &[T],
    write: impl Fn(&T, usize, &mut String),
) {
    let inner = indent + 2;
    to.push(open);
    for (place, item) in items.iter().enumerate() {
        to.push_str(if place > 0 { ",\n" } else { "\n" });
        to.extend(core::iter::repeat_n(' ', inner));
        write(item, inner, to);
    }
    to.push('\n');
    to.extend(core::iter::repeat_n(' ', indent));
    to.push(close);
}

fn quoted(text: &str, to: &mut String) {
    to.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => to.extend(['\\', c]),
            c if c.is_control() => to.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => to.push(c),
        }
    }
    to.push('"');
}
