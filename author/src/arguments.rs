//! The command line. Nothing mistyped is passed over.

use crate::failure::Failure;
use author::form_for_stderr;
use lessonc::Form;
use std::path::PathBuf;

/// What may be asked for; the paths are those of `cargo xtask`.
const USAGE: &str = "\
cargo xtask check [--watch] [--format full|short|ci] [--strict]
cargo xtask check --record
cargo xtask check --explain CODE
cargo xtask new lesson UNIT/SLUG [\"Title\"]
cargo xtask new card SLUG [\"Title\"]";

#[derive(Debug)]
pub(crate) struct Arguments {
    /// The checkout.
    pub(crate) root: PathBuf,
    pub(crate) command: Command,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Check(Check),
    Explain(String),
    NewLesson { unit: String, slug: String, title: Option<String> },
    NewCard { slug: String, title: Option<String> },
}

/// How to check.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Check {
    pub(crate) form: Form,
    /// Warnings count as errors.
    pub(crate) strict: bool,
    /// Checks again whenever a file changes.
    pub(crate) watch: bool,
    /// Writes the ids that are in use into `ids.txt`.
    pub(crate) record: bool,
}

impl Arguments {
    pub(crate) fn from_command_line() -> Result<Self, Failure> {
        Self::read(std::env::args().skip(1).collect())
    }

    /// `--root` may stand anywhere; it is what `cargo xtask` adds.
    fn read(mut words: Vec<String>) -> Result<Self, Failure> {
        let mut root = PathBuf::from(".");
        if let Some(at) = words.iter().position(|word| word == "--root") {
            let end = (at + 2).min(words.len());
            root =
                words.drain(at..end).nth(1).map(PathBuf::from).ok_or_else(|| usage("--root needs a path"))?;
        }
        let mut words = words.iter().map(String::as_str);
        let command = match words.next() {
            Some("check") => check(words.collect())?,
            Some("new") => new(&words.collect::<Vec<_>>())?,
            Some(other) => return Err(usage(&format!("there is no command `{other}`"))),
            None => return Err(usage("a command is missing")),
        };
        Ok(Self { root, command })
    }
}

fn check(words: Vec<&str>) -> Result<Command, Failure> {
    let mut check = Check { form: form_for_stderr(), strict: false, watch: false, record: false };
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        match word {
            "--strict" => check.strict = true,
            "--watch" => check.watch = true,
            "--record" => check.record = true,
            "--format" => check.form = form(words.next())?,
            "--explain" => {
                let code = words.next().ok_or_else(|| usage("--explain needs the code of a diagnostic"))?;
                return Ok(Command::Explain(code.to_owned()));
            }
            other => return Err(usage(&format!("check does not know `{other}`"))),
        }
    }
    if check.watch && check.record {
        return Err(usage("--record writes once; --watch has nothing to do with it"));
    }
    Ok(Command::Check(check))
}

fn form(name: Option<&str>) -> Result<Form, Failure> {
    match name {
        Some("full") => Ok(form_for_stderr()),
        Some("short") => Ok(Form::Short),
        Some("ci") => Ok(Form::Ci),
        _ => Err(usage("--format is full, short or ci")),
    }
}

fn new(words: &[&str]) -> Result<Command, Failure> {
    let title = |rest: &[&str]| match rest {
        [] => Ok(None),
        [title] if !title.starts_with("--") => Ok(Some((*title).to_owned())),
        _ => Err(usage("after the name only a title can stand, in quotes")),
    };
    match words {
        ["lesson", place, rest @ ..] => {
            let (unit, slug) = place.split_once('/').ok_or_else(|| {
                usage("a lesson is named by its unit and its slug: absolute-basics/connections")
            })?;
            Ok(Command::NewLesson { unit: unit.to_owned(), slug: slug.to_owned(), title: title(rest)? })
        }
        ["card", slug, rest @ ..] => Ok(Command::NewCard { slug: (*slug).to_owned(), title: title(rest)? }),
        _ => Err(usage("new makes a lesson or a card")),
    }
}

fn usage(message: &str) -> Failure {
    Failure::Usage(format!("{message}\n{USAGE}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Arguments, Failure> {
        Arguments::read(words.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn what_is_asked_for_is_understood() {
        let arguments = read(&["--root", "/r", "check", "--format", "short", "--strict"]).expect("good");
        assert_eq!(arguments.root, PathBuf::from("/r"));
        let wanted = Command::Check(Check { form: Form::Short, strict: true, watch: false, record: false });
        assert_eq!(arguments.command, wanted);
        let lesson = read(&["new", "lesson", "a/b", "Title"]).expect("good").command;
        let wanted = Command::NewLesson { unit: "a".into(), slug: "b".into(), title: Some("Title".into()) };
        assert_eq!(lesson, wanted);
    }

    #[test]
    fn what_is_mistyped_is_refused() {
        for words in [
            &[][..],
            &["chekc"],
            &["check", "--strcit"],
            &["check", "--format"],
            &["check", "--format", "long"],
            &["check", "--explain"],
            &["check", "--watch", "--record"],
            &["check", "--root"],
            &["new"],
            &["new", "lesson"],
            &["new", "lesson", "slug"],
            &["new", "card", "a", "b", "c"],
        ] {
            assert!(matches!(read(words), Err(Failure::Usage(_))), "{words:?}");
        }
    }
}
