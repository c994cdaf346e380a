//! The nodes' lines: which nodes have one, where it stands, and how wide the drawing is for that.

use trace::NodeId;

use crate::units::{Tenths, units};
use crate::{Layout, Run};

/// Where the first line stands. The numbers of time and what its node waits for are to its left.
pub(super) const FIRST: Tenths = units(102);
/// From the last line on, for what happens at its node.
const BEHIND: Tenths = units(58);
const NARROW: Tenths = units(300);
/// For more than two nodes.
const WIDE: Tenths = units(608);
/// What is told behind the last line has room here.
const BEHIND_WIDE: Tenths = units(66);
const MOST: usize = 4;

/// The lines of a drawing.
pub(super) struct Lines {
    /// The nodes that have one, from left to right.
    pub(super) nodes: Vec<NodeId>,
    /// How wide the drawing is.
    pub(super) width: Tenths,
}

impl Lines {
    /// The nodes with the most messages get one, in the order of the run.
    pub(super) fn new(run: &Run, always: Option<NodeId>, layout: Layout) -> Self {
        let others = run.busiest.iter().copied().filter(|&node| Some(node) != always);
        let mut nodes: Vec<NodeId> = always.into_iter().chain(others).take(MOST).collect();
        nodes.sort_unstable();
        let width = if layout == Layout::Wide && nodes.len() > 2 { WIDE } else { NARROW };
        Self { nodes, width }
    }

    /// Where a node's line stands, if it has one.
    pub(super) fn x(&self, node: NodeId) -> Option<Tenths> {
        let place = self.nodes.iter().position(|&own| own == node)?;
        let pairs = i64::try_from(self.nodes.len().saturating_sub(1)).unwrap_or(1).max(1);
        Some(FIRST + (self.last() - FIRST) * i64::try_from(place).unwrap_or(0) / pairs)
    }

    /// Where the last line stands.
    pub(super) fn last(&self) -> Tenths {
        self.width - if self.is_wide() { BEHIND_WIDE } else { BEHIND }
    }

    /// From a line to the next.
    pub(super) fn between(&self) -> Tenths {
        let pairs = i64::try_from(self.nodes.len().saturating_sub(1)).unwrap_or(1).max(1);
        (self.last() - FIRST) / pairs
    }

    pub(super) fn is_wide(&self) -> bool {
        self.width == WIDE
    }

    /// Whether some stand between others, with messages and words on both of their sides.
    pub(super) fn has_inner(&self) -> bool {
        self.nodes.len() > 2
    }

    /// Whether a line has others on both of its sides.
    pub(super) fn is_inner(&self, x: Tenths) -> bool {
        FIRST < x && x < self.last()
    }
}
