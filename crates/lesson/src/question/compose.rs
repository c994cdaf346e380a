//! Build the request: a message put together from parts.

/// The parts, and what comes back when they are right.
#[derive(Clone, Debug, PartialEq)]
pub struct Compose {
    /// In the order of the message: method, target, header fields, body.
    pub parts: Vec<Part>,
    /// The answer that the server gives to the right request: plain, with line breaks.
    pub answer: String,
}

/// One part of the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it stands in the message.
    pub role: Role,
    /// What it is called, plain.
    pub label: String,
    /// Of method, target and body one is taken; of header fields any number.
    pub pieces: Vec<Fragment>,
}

/// Where a part stands in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Method,
    Target,
    Fields,
    Body,
}

/// Something that may be put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragment {
    pub id: String,
    /// As it stands in the message, plain. An empty body is no body.
    pub text: String,
    pub right: bool,
    /// What somebody believes who gets it wrong, by its id; none where nobody can.
    pub belief: Option<String>,
    /// What they are told, as HTML: who took a wrong one, or left out a right field.
    pub feedback: String,
}
