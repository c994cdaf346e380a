//! One line of the drawing: a place for each node, and what stands between them.

use std::fmt;
use trace::{Fate, Message, NodeId, Trace};

/// From one node's place to the next.
const APART: usize = 32;

/// A line that is drawn, printed and drawn anew.
pub(crate) struct Canvas {
    nodes: usize,
    cells: Vec<char>,
}

/// The share of its way that a lost message had behind it; all of it where the way takes no time.
pub(crate) fn share_travelled(message: &Message) -> f64 {
    let Fate::Lost { travelled, .. } = message.fate else { return 1.0 };
    #[expect(clippy::cast_precision_loss, reason = "for a place on a line of 30 characters")]
    let share = travelled.0 as f64 / message.one_way.0.max(1) as f64;
    if message.one_way.0 == 0 { 1.0 } else { share.clamp(0.0, 1.0) }
}

impl Canvas {
    pub(crate) fn new(trace: &Trace) -> Self {
        let nodes = trace.nodes.len();
        Self { nodes, cells: vec![' '; nodes.saturating_sub(1) * APART + 1] }
    }

    /// The nodes' names above their places.
    pub(crate) fn head(&self, trace: &Trace) -> String {
        let names = trace.nodes.iter().map(|node| {
            let name: String = node.name.chars().take(APART - 2).collect();
            format!("{name:<APART$}")
        });
        format!("{:14}{}", "", names.collect::<String>()).trim_end().to_owned()
    }

    /// Only the nodes' own lines are left.
    pub(crate) fn clear(&mut self, line: char) {
        self.cells.fill(' ');
        for node in 0..self.nodes {
            self.put(node * APART, line);
        }
    }

    /// Something happens at a node.
    pub(crate) fn mark(&mut self, node: NodeId) {
        self.put(usize::from(node.0) * APART, '*');
    }

    /// `o-- 1.1 ->`, on the side of the sender.
    pub(crate) fn departure(&mut self, message: &Message) {
        let from = place(message.from);
        let name = message.id.full();
        if message.from <= message.to {
            self.write(from, &format!("o-- {name} ->"));
        } else {
            self.write_up_to(from, &format!("<- {name} --o"));
        }
    }

    /// `-- 1.1 -->o`, on the side of the receiver.
    pub(crate) fn arrival(&mut self, message: &Message) {
        let to = place(message.to);
        let name = message.id.full();
        if message.from <= message.to {
            self.write_up_to(to, &format!("-- {name} -->o"));
        } else {
            self.write(to, &format!("o<-- {name} --"));
        }
    }

    /// Where the message was lost.
    pub(crate) fn cross(&mut self, message: &Message) {
        self.put(between(message, share_travelled(message)), 'x');
    }

    /// The message with `way` of its way behind it.
    pub(crate) fn on_its_way(&mut self, message: &Message, way: f64) {
        let stroke = if message.from <= message.to { '\\' } else { '/' };
        self.put(between(message, way), stroke);
    }

    fn write(&mut self, from: usize, text: &str) {
        for (offset, character) in text.chars().enumerate() {
            self.put(from + offset, character);
        }
    }

    fn write_up_to(&mut self, to: usize, text: &str) {
        let characters: Vec<char> = text.chars().collect();
        let from = (to + 1).saturating_sub(characters.len());
        for (offset, &character) in characters.iter().enumerate() {
            self.put(from + offset, character);
        }
    }

    fn put(&mut self, at: usize, character: char) {
        if let Some(cell) = self.cells.get_mut(at) {
            *cell = character;
        }
    }
}

impl fmt::Display for Canvas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cells.iter().try_for_each(|cell| write!(f, "{cell}"))
    }
}

fn place(node: NodeId) -> usize {
    usize::from(node.0) * APART
}

/// Strictly between the two ends, so that the nodes' own lines stay whole.
fn between(message: &Message, way: f64) -> usize {
    let (from, to) = (place(message.from), place(message.to));
    let (left, right) = (from.min(to) + 1, (from.max(to)).saturating_sub(1));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "a share of a line's width"
    )]
    let along = (way.clamp(0.0, 1.0) * from.abs_diff(to) as f64) as usize;
    let at = if from <= to { from + along } else { from - along };
    at.clamp(left.min(right), left.max(right))
}
