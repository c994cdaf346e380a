//! The words that a run is told in. An analogy tells the same run in others: what it names changes, what happens does not.

use trace::{NodeId, Part, Trace};

use crate::grammar::by_count;

/// A word for one thing and for several of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noun {
    pub one: String,
    pub many: String,
}

/// What drawings and texts call the nodes, the messages and the wire of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cast {
    /// Names by node; a node beyond the last one keeps the name that it has in its scenario.
    pub nodes: Vec<String>,
    pub request: Noun,
    pub reply: Noun,
    /// What carries messages, as it stands behind “the”; none for the wire itself.
    pub carrier: Option<String>,
}

impl Noun {
    pub fn new(one: &str, many: &str) -> Self {
        Self { one: one.to_owned(), many: many.to_owned() }
    }
}

/// The network itself.
impl Default for Cast {
    fn default() -> Self {
        let (request, reply) = (Noun::new("request", "requests"), Noun::new("reply", "replies"));
        Self { nodes: Vec::new(), request, reply, carrier: None }
    }
}

impl Cast {
    /// What a node is called; nothing for a node that the run does not have.
    pub(crate) fn name<'a>(&'a self, trace: &'a Trace, node: NodeId) -> &'a str {
        let place = usize::from(node.0);
        let own = trace.nodes.get(place).map_or("", |node| &node.name);
        self.nodes.get(place).map_or(own, String::as_str)
    }

    /// The word for `count` messages of a kind.
    pub(crate) fn noun(&self, part: Part, count: usize) -> &str {
        let (one, many) = match part {
            Part::Request => (self.request.one.as_str(), self.request.many.as_str()),
            Part::Reply => (self.reply.one.as_str(), self.reply.many.as_str()),
            Part::Connect { .. } => ("connect", "connects"),
            Part::Accept { .. } => ("accept", "accepts"),
            Part::Secure { .. } => ("secure", "secures"),
            Part::Secured { .. } => ("secured", "secured"),
            Part::Reset => ("reset", "resets"),
            Part::Cancel => ("cancel", "cancels"),
            Part::Update => ("update", "updates"),
        };
        by_count(count, one, many)
    }
}
