//! Where the development loop stands.

/// What open pages are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Ready(Rendered),
    /// The last build failed; these are its words.
    Trouble(String),
}

/// What the renderer notes about a site beside its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rendered {
    /// The content security policy for the header.
    pub policy: String,
    /// Changes with any file of the site.
    pub fingerprint: String,
}

impl Status {
    pub(crate) fn new(result: Result<Rendered, String>) -> Self {
        match result {
            Ok(rendered) => Self::Ready(rendered),
            Err(words) => Self::Trouble(words),
        }
    }
}

impl Rendered {
    /// One value a line.
    pub(crate) fn to_notes(&self) -> String {
        format!("{}\n{}\n", self.policy, self.fingerprint)
    }

    pub(crate) fn from_notes(notes: &str) -> Option<Self> {
        let mut lines = notes.lines().map(str::to_owned);
        Some(Self { policy: lines.next()?, fingerprint: lines.next()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_come_back_as_written() {
        let rendered = Rendered { policy: "default-src 'self'".into(), fingerprint: "0123456789".into() };
        assert_eq!(Rendered::from_notes(&rendered.to_notes()), Some(rendered));
        assert_eq!(Rendered::from_notes("one line"), None);
    }
}
