//! Listings in colour: which part of a line is a keyword, a text, a comment. Worked out when the site is built.
//!
//! A class is one letter behind `hl-`; what it looks like stands in `style/listing.css`.

mod console;
mod http;
mod syntax;

use super::html::push_escaped;

/// Larger listings stay plain: patterns may take long, and nobody reads that much code in a lesson.
const MAX_BYTES: usize = 20_000;
const MAX_LINE_BYTES: usize = 1_000;

/// What a part of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// What the language says itself: keywords, methods, the status of a response.
    Keyword,
    /// Texts.
    Text,
    /// Numbers, true and false, versions.
    Constant,
    Comment,
    /// Functions and types by their name.
    Name,
    /// Tags, attributes, keys and header fields.
    Attribute,
    /// What the terminal says before a command.
    Prompt,
    /// What a command answered.
    Output,
}

impl Class {
    fn letter(self) -> char {
        match self {
            Self::Keyword => 'k',
            Self::Text => 's',
            Self::Constant => 'n',
            Self::Comment => 'c',
            Self::Name => 'f',
            Self::Attribute => 'a',
            Self::Prompt => 'p',
            Self::Output => 'o',
        }
    }
}

/// One line as HTML, put together from its parts.
#[derive(Default)]
struct Line {
    html: String,
    open: Option<Class>,
    /// Space that looks the same in every class, so what comes next decides where it goes.
    space: String,
}

impl Line {
    fn push(&mut self, text: &str, class: Option<Class>) {
        if text.trim().is_empty() && class != Some(Class::Prompt) {
            self.space.push_str(text);
            return;
        }
        if class != self.open {
            self.close();
            push_escaped(&mut self.html, &core::mem::take(&mut self.space));
            if let Some(class) = class {
                self.html.push_str(&format!("<span class=\"hl-{}\">", class.letter()));
            }
            self.open = class;
        }
        push_escaped(&mut self.html, &core::mem::take(&mut self.space));
        push_escaped(&mut self.html, text);
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.html.push_str("</span>");
        }
    }

    fn finish(mut self) -> String {
        self.close();
        push_escaped(&mut self.html, &self.space);
        self.html
    }
}

/// The lines of `code` as HTML without their ends. Every line is well formed by itself.
pub(super) fn lines(language: &str, code: &str) -> Vec<String> {
    let is_small = code.len() <= MAX_BYTES && code.lines().all(|line| line.len() <= MAX_LINE_BYTES);
    let lines = match language {
        _ if !is_small => None,
        "console" => Some(console::lines(code)),
        "http" => Some(http::lines(code)),
        _ => syntax::lines(language, code),
    };
    let lines = lines.unwrap_or_else(|| {
        let plain = |text| {
            let mut line = Line::default();
            line.push(text, None);
            line
        };
        code.lines().map(plain).collect()
    });
    lines.into_iter().map(Line::finish).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines with `‹k:…›` for a span, which is easier to read.
    fn read(language: &str, code: &str) -> Vec<String> {
        let short =
            |html: String| html.replace("<span class=\"hl-", "‹").replace("\">", ":").replace("</span>", "›");
        lines(language, code).into_iter().map(short).collect()
    }

    #[test]
    fn parts_of_programs_are_told_apart() {
        assert_eq!(
            read("python", "def reply(n):  # both\n    return \"a\" * 10\n"),
            ["‹k:def› ‹f:reply›(n):  ‹c:# both›", "    ‹k:return› ‹s:&quot;a&quot;› * ‹n:10›"]
        );
        assert_eq!(read("json", "{\"ok\": true}"), ["{‹a:&quot;ok&quot;›: ‹n:true›}"]);
        assert_eq!(read("toml", "[node]\nid = \"a\""), ["[‹f:node›]", "‹a:id› = ‹s:&quot;a&quot;›"]);
        assert_eq!(
            read("html", "<a href=\"x\">y</a>"),
            ["&lt;‹a:a href›=‹s:&quot;x&quot;›&gt;y&lt;/‹a:a›&gt;"]
        );
        assert_eq!(read("sql", "select 1 -- one"), ["‹k:select› ‹n:1› ‹c:-- one›"]);
        assert_eq!(read("text", "<a> 1"), ["&lt;a&gt; 1"]);
    }

    #[test]
    fn a_class_that_spans_lines_is_closed_at_every_end() {
        assert_eq!(read("css", "/* a\nb */"), ["‹c:/* a›", "‹c:b */›"]);
    }

    #[test]
    fn a_terminal_is_prompts_commands_and_answers() {
        assert_eq!(
            read("console", "$ curl -i \\\n> https://e.org  # ask\nHTTP/2 200\n\n$ ls\n"),
            ["‹p:$ ›curl -i \\", "‹p:&gt; ›https://e.org  ‹c:# ask›", "‹o:HTTP/2 200›", "", "‹p:$ ›ls"]
        );
    }

    #[test]
    fn a_message_is_a_start_line_fields_and_a_body() {
        assert_eq!(
            read("http", "POST /pay HTTP/1.1\nHost: e.org\n\n{\"id\": 7}\n\nHTTP/1.1 201 Created\nAge: 1\n"),
            [
                "‹k:POST› /pay ‹n:HTTP/1.1›",
                "‹a:Host›: e.org",
                "",
                "{&quot;id&quot;: 7}",
                "",
                "‹n:HTTP/1.1› ‹k:201 Created›",
                "‹a:Age›: 1"
            ]
        );
    }

    #[test]
    fn what_is_large_stays_plain() {
        assert_eq!(lines("python", &format!("1 {}", "a".repeat(MAX_LINE_BYTES)))[0].find('<'), None);
    }
}
