//! Something familiar, told on the live diagram of a run.

use crate::Figure;

/// One run, told step by step in the words of the network and in those of other exchanges between people.
#[derive(Clone, Debug, PartialEq)]
pub struct Analogy {
    /// Without knobs. Its picture stands at the moment of the first step.
    pub figure: Figure,
    /// The moments that the steps are about, in nanoseconds; each is later than the one before.
    pub moments_ns: Vec<u64>,
    /// What each step says in the words of the network, as HTML.
    pub steps: Vec<String>,
    pub casts: Vec<Cast>,
}

/// Who plays which part in an analogy, and how far it carries.
#[derive(Clone, Debug, PartialEq)]
pub struct Cast {
    /// Unique in the analogy, never reused.
    pub id: String,
    /// Plain text, for example “The restaurant”.
    pub name: String,
    /// What each node of the scenario is called, in the scenario's order. Plain text.
    pub nodes: Vec<Named>,
    pub request: Noun,
    pub reply: Noun,
    /// What carries the messages, as it stands behind “the”.
    pub wire: String,
    /// What else stands for what, as HTML.
    pub also: Vec<[String; 2]>,
    /// What each step says in its words, beside [`Analogy::steps`], as HTML.
    pub steps: Vec<String>,
    /// Where it breaks down, as HTML.
    pub limit: String,
}

/// A node by its name in the scenario and by its name in an analogy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub node: String,
    pub name: String,
}

/// A word for one thing and for several of them. Plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noun {
    pub one: String,
    pub many: String,
}
