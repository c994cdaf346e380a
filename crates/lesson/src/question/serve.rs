//! Be the server: requests arrive, one after another, and each wants a status.

/// The requests and what there is to answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Serve {
    /// What may be answered, in the order of the page.
    pub statuses: Vec<Status>,
    /// In the order in which they arrive.
    pub arrivals: Vec<Arrival>,
}

/// A status as it is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    pub code: u16,
    /// The words that go with it, plain.
    pub name: String,
}

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    pub id: String,
    /// As it arrives: start line, header fields, body. Plain, with line breaks.
    pub message: String,
    /// What the server knows besides, as HTML.
    pub situation: String,
    /// The codes that count.
    pub right: Vec<u16>,
    /// What each code leads to at the client, one for every status offered.
    pub replies: Vec<StatusReply>,
}

/// What comes of a status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusReply {
    pub code: u16,
    /// What somebody believes who answers so, by its id; none for a right code.
    pub belief: Option<String>,
    /// What the client does then, as HTML.
    pub reply: String,
}
