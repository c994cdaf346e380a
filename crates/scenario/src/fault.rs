//! A value that cannot be, and where it stands.

use crate::Scenario;
use crate::number::Number;

/// One step into a scenario, as its text is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Key(&'static str),
    /// A place in a list.
    Item(usize),
}

/// Where a value stands, from the top.
pub(crate) type Path = Vec<Step>;

/// A place while the rules are applied: costs nothing until something is wrong there.
#[derive(Clone, Copy)]
pub(crate) enum At<'a> {
    Top,
    Inside(&'a At<'a>, Step),
}

impl At<'_> {
    pub(crate) fn key(&self, key: &'static str) -> At<'_> {
        At::Inside(self, Step::Key(key))
    }

    pub(crate) fn item(&self, place: usize) -> At<'_> {
        At::Inside(self, Step::Item(place))
    }

    pub(crate) fn path(&self) -> Path {
        let mut path = Vec::new();
        let mut at = self;
        while let Self::Inside(around, step) = at {
            path.push(*step);
            at = around;
        }
        path.reverse();
        path
    }
}

/// One broken rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) path: Path,
    pub(crate) code: &'static str,
    pub(crate) what: What,
    pub(crate) hint: Option<&'static str>,
}

/// What is wrong. A sentence is made of it only when somebody wants to read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// A number that is not within its bounds.
    Bounds(&'static Number),
    /// Too many or too few of something.
    Count {
        of: &'static str,
        least: usize,
        most: usize,
    },
    Plain(&'static str),
    /// A sentence around a name.
    Named(&'static str, String, &'static str),
}

impl Fault {
    pub(crate) fn message(&self) -> String {
        self.message_about(match self.what {
            What::Bounds(number) => number.name,
            _ => "",
        })
    }

    /// The same where the number goes by another name.
    pub(crate) fn message_about(&self, name: &str) -> String {
        match &self.what {
            What::Bounds(number) => {
                let (least, most) = (number.shown(number.least), number.shown(number.most));
                format!("`{name}` must be from {least} to {most}")
            }
            What::Count { of, least, most } => format!("there may be from {least} to {most} {of} here"),
            What::Plain(sentence) => (*sentence).to_owned(),
            What::Named(before, name, after) => [before, name.as_str(), after].concat(),
        }
    }

    /// The same with the place in words, for somebody who has no text before them.
    fn sentence(&self) -> String {
        let mut sentence = String::new();
        for step in &self.path {
            match step {
                Step::Key(key) if sentence.is_empty() => sentence.push_str(key),
                Step::Key(key) => sentence = [&sentence, ", ", key].concat(),
                Step::Item(place) => sentence = format!("{sentence} {}", place + 1),
            }
        }
        [&sentence, ": ", &self.message()].concat()
    }
}

impl Scenario {
    /// Holds a scenario that did not come from [`crate::parse`] to the same rules. On failure: every broken one, as
    /// sentences.
    pub fn check(&self) -> Result<(), Vec<String>> {
        let faults = self.faults();
        if faults.is_empty() { Ok(()) } else { Err(faults.iter().map(Fault::sentence).collect()) }
    }
}
