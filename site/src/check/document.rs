//! A page taken apart by the tokenizer that the HTML standard describes.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Error, HtmlString, Token, Tokenizer};

/// Elements whose text is not read as sentences.
const NO_PROSE: [&str; 5] = ["svg", "table", "pre", "style", "script"];

/// A parsed page.
pub(crate) struct Document {
    /// From the site's root: empty, `about/` or `404.html`.
    pub route: String,
    pub pieces: Vec<Piece>,
    /// What the tokenizer objected to.
    pub errors: Vec<String>,
}

/// A piece of markup, in the order of the page.
pub(crate) enum Piece {
    /// A start tag, and whether it ends in `/>`.
    Open(Tag, bool),
    Close(String),
    Text(String),
    Doctype(String),
}

/// A start tag.
pub(crate) struct Tag {
    pub name: String,
    attributes: Vec<(String, String)>,
}

/// Where a link goes inside the site.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// From the site's root, with `index.html` where a folder was linked.
    pub file: String,
    /// The id behind `#`, empty when there is none.
    pub fragment: String,
}

impl Piece {
    pub(crate) fn open(&self) -> Option<(&Tag, bool)> {
        if let Self::Open(tag, closed) = self { Some((tag, *closed)) } else { None }
    }
}

impl Tag {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }
}

impl Document {
    pub(crate) fn parse(route: &str, html: &str) -> Self {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let mut document = Self { route: route.to_owned(), pieces: Vec::new(), errors: Vec::new() };
        for token in Tokenizer::new_with_emitter(html, emitter) {
            let Ok(token) = token;
            document.take(token);
        }
        document
    }

    pub(crate) fn tags(&self) -> impl Iterator<Item = &Tag> {
        self.pieces.iter().filter_map(|piece| piece.open().map(|(tag, _)| tag))
    }

    /// The text inside the first element of this name, which holds no other element.
    pub(crate) fn text_of(&self, name: &str) -> Option<&str> {
        let place =
            self.pieces.iter().position(|piece| piece.open().is_some_and(|(tag, _)| tag.name == name))?;
        match self.pieces.get(place + 1) {
            Some(Piece::Text(text)) => Some(text),
            _ => Some(""),
        }
    }

    /// How many words `<main>` says, without those of pictures, tables and listings.
    pub(crate) fn words(&self) -> usize {
        let inside =
            self.pieces.iter().skip_while(|piece| piece.open().is_none_or(|(tag, _)| tag.name != "main"));
        let mut within = 0_usize;
        let mut words = 0;
        for piece in inside {
            match piece {
                Piece::Close(name) if name == "main" => break,
                Piece::Open(tag, false) if NO_PROSE.contains(&tag.name.as_str()) => within += 1,
                Piece::Close(name) if NO_PROSE.contains(&name.as_str()) => within = within.saturating_sub(1),
                Piece::Text(text) if within == 0 => {
                    words +=
                        text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
                }
                _ => {}
            }
        }
        words
    }

    /// None for addresses outside the site: another scheme, or above the site's root.
    pub(crate) fn resolve(&self, address: &str) -> Option<Target> {
        let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
        let path = path.split('?').next().unwrap_or_default();
        if path.starts_with("//") || path.split('/').next().is_some_and(|first| first.contains(':')) {
            return None;
        }
        let mut parts: Vec<&str> = Vec::new();
        if !path.starts_with('/') {
            parts.extend(self.route.split('/'));
            // What follows the last slash of the page's own address is not a folder.
            if !path.is_empty() {
                parts.pop();
            }
        }
        for part in path.split('/') {
            match part {
                "." => {}
                ".." => {
                    parts.pop()?;
                }
                other => parts.push(other),
            }
        }
        let ends_in_folder = path.is_empty() && (self.route.is_empty() || self.route.ends_with('/'))
            || path.ends_with(['/', '.']);
        let mut file = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
        if ends_in_folder {
            file += if file.is_empty() { "index.html" } else { "/index.html" };
        }
        Some(Target { file, fragment: fragment.to_owned() })
    }

    fn take(&mut self, token: Token) {
        match token {
            Token::StartTag(tag) => {
                let attributes = tag.attributes.iter().map(|(key, value)| (text(key), text(&value.value)));
                let tag_name = text(&tag.name);
                let closed = tag.self_closing;
                self.pieces
                    .push(Piece::Open(Tag { name: tag_name, attributes: attributes.collect() }, closed));
            }
            Token::EndTag(tag) => self.pieces.push(Piece::Close(text(&tag.name))),
            Token::String(string) => self.pieces.push(Piece::Text(text(&string.value))),
            Token::Doctype(doctype) => self.pieces.push(Piece::Doctype(text(&doctype.name))),
            // `<!>` is how the renderer marks a place without content; browsers read it as an empty comment.
            Token::Error(error) if error.value == Error::IncorrectlyOpenedComment => {}
            Token::Error(error) => self.errors.push(error.value.to_string()),
            Token::Comment(_) => {}
        }
    }
}

fn text(bytes: &HtmlString) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(route: &str, address: &str) -> Option<(String, String)> {
        Document::parse(route, "").resolve(address).map(|target| (target.file, target.fragment))
    }

    #[test]
    fn addresses_resolve_as_in_a_browser() {
        let at = |file: &str, fragment: &str| Some((file.to_owned(), fragment.to_owned()));
        assert_eq!(resolve("lessons/a/", "../../about/"), at("about/index.html", ""));
        assert_eq!(resolve("lessons/a/", "#x"), at("lessons/a/index.html", "x"));
        assert_eq!(resolve("lessons/a/", "../b/#y"), at("lessons/b/index.html", "y"));
        assert_eq!(resolve("lessons/a/", "../.."), at("index.html", ""));
        assert_eq!(resolve("", "assets/a.js"), at("assets/a.js", ""));
        assert_eq!(resolve("", "./"), at("index.html", ""));
        assert_eq!(resolve("", "#main"), at("index.html", "main"));
        assert_eq!(resolve("404.html", "/"), at("index.html", ""));
        assert_eq!(resolve("404.html", "#main"), at("404.html", "main"));
        assert_eq!(resolve("", "../x"), None);
        assert_eq!(resolve("", "https://example.org/"), None);
    }

    #[test]
    fn words_are_those_of_sentences() {
        let page = "<p>before</p><main>Two <b>words</b> – <svg><text>x y</text></svg><table><tr><td>c</table>\
            <pre>a b</pre>3</main><p>behind</p>";
        assert_eq!(Document::parse("", page).words(), 3);
    }

    #[test]
    fn styles_and_scripts_are_text() {
        let document = Document::parse("", "<style>a>b{}</style><title>A &amp; B</title>");
        assert_eq!(document.text_of("style"), Some("a>b{}"));
        assert_eq!(document.text_of("title"), Some("A & B"));
        assert!(document.errors.is_empty());
    }
}
