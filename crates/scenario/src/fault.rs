//! A value that cannot be, and where it stands.

use crate::Scenario;

/// Part of a scenario, as its text has sections. Numbers are places in the scenario's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Section {
    Top,
    Node(usize),
    /// The server part of the node at that place.
    Server(usize),
    Link(usize),
    Load(usize),
}

/// Where a value stands: the section, and the key in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) section: Section,
    pub(crate) key: &'static str,
}

/// One broken rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) place: Place,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) hint: Option<&'static str>,
}

impl Fault {
    pub(crate) fn hinted(&mut self, hint: &'static str) {
        self.hint = Some(hint);
    }
}

impl Scenario {
    /// Holds a scenario that did not come from [`crate::parse`] to the same rules. On failure: every broken one.
    pub fn check(&self) -> Result<(), Vec<String>> {
        let faults = self.faults();
        if faults.is_empty() { Ok(()) } else { Err(faults.into_iter().map(|fault| fault.message).collect()) }
    }
}
