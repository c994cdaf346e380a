//! A session at a terminal: commands behind a prompt, and what they answer.

use super::{Class, Line};

/// What stands before a command; not part of it.
const PROMPT: &str = "$ ";

/// What stands before the next line of a command that ends in a backslash.
const CONTINUED: &str = "> ";

pub(super) fn lines(code: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut continues = false;
    for text in code.lines() {
        let mut line = Line::default();
        let command = text.strip_prefix(PROMPT).map(|rest| (PROMPT, rest));
        let command = command
            .or_else(|| text.strip_prefix(CONTINUED).filter(|_| continues).map(|rest| (CONTINUED, rest)));
        continues = command.is_some() && text.ends_with('\\');
        match command {
            Some((prompt, rest)) => {
                line.push(prompt, Some(Class::Prompt));
                let (words, comment) = rest.split_at(rest.find(" # ").map_or(rest.len(), |at| at + 1));
                line.push(words, None);
                line.push(comment, Some(Class::Comment));
            }
            None => line.push(text, Some(Class::Output)),
        }
        lines.push(line);
    }
    lines
}
