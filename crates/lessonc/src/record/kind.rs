//! What a piece of text is on its page.

/// What a piece of text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Subtitle and objectives: they come before the text.
    Head,
    #[default]
    Paragraph,
    Item,
    /// A heading of that level.
    Heading(u8),
    /// What stands over a table, or below a figure.
    Caption,
    Cell,
    /// What a closed box shows of itself.
    Summary,
    Listing,
    /// Often a source and no sentence.
    Footnote,
    /// The name of a figure, which is also what is said of it to those who cannot see it.
    Title,
    Lead,
    Prompt,
    Hint,
    Option,
    /// A sentence that is to be judged.
    Statement,
    /// What else stands open while a question is asked: things to bring into order, goals, situations.
    Posed,
    Feedback,
    Reply,
    Explanation,
    /// Any other text of a widget.
    Other,
}

/// What stands around a piece.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Place {
    #[default]
    Open,
    /// A quote, or one of the callouts.
    Callout,
    /// A box that is closed at first.
    Box,
}

impl Kind {
    /// What the text under `key` of a widget or of a front matter is.
    pub(crate) fn of_key(key: &str) -> Self {
        match key {
            "subtitle" | "objectives" | "definition" => Self::Head,
            "title" => Self::Title,
            "lead" => Self::Lead,
            "caption" => Self::Caption,
            "ask" => Self::Prompt,
            "hints" => Self::Hint,
            "text" => Self::Option,
            "statement" => Self::Statement,
            "posed" => Self::Posed,
            "feedback" | "missed" => Self::Feedback,
            "reply" | "replies" => Self::Reply,
            "explain" => Self::Explanation,
            _ => Self::Other,
        }
    }

    /// Whether it is made of whole sentences.
    pub(crate) fn is_prose(self) -> bool {
        !matches!(
            self,
            Self::Head
                | Self::Heading(_)
                | Self::Cell
                | Self::Listing
                | Self::Footnote
                | Self::Title
                | Self::Option
                | Self::Posed
        )
    }

    /// Whether a question keeps it back until it has been answered.
    pub(crate) fn waits_for_the_answer(self) -> bool {
        !matches!(self, Self::Prompt | Self::Hint | Self::Option | Self::Statement | Self::Posed)
    }
}
