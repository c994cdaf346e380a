//! Rules for links.

use super::Check;
use crate::bounds::{
    BUFFER, BY, CORRUPT, DUPLICATE, IMPROVE, LOST_BAD, LOST_GOOD, ONE_WAY, RATE, SHARE, WORSEN,
};
use crate::fault::{At, What};
use crate::{Link, Loss, Way};

impl Check<'_> {
    pub(super) fn link(&mut self, at: &At, place: usize, link: &Link) {
        let nodes = self.scenario.nodes.iter().map(|node| &node.id);
        let above = self.scenario.links.iter().take(place);
        self.id(&at.key("id"), &link.id, nodes.chain(above.clone().map(|other| &other.id)));
        let between = at.key("between");
        for end in link.ends {
            self.known(&between, end);
        }
        if link.ends[0] == link.ends[1] {
            if self.exists(link.ends[0]) {
                self.impossible(&between, "this joins a node to itself");
            }
        } else if above.clone().any(|other| same_ends(other.ends, link.ends)) {
            let what = What::Plain("a link above already joins these two nodes");
            self.fault(&between, "scenario-two-links", what);
        }
        let [there, back] = &link.ways;
        self.way(at, there);
        if back != there {
            self.way(&at.key("back"), back);
        }
    }

    fn way(&mut self, at: &At, way: &Way) {
        self.numbers(
            at,
            &[(&ONE_WAY, way.one_way_ns), (&DUPLICATE, way.duplicate.into()), (&CORRUPT, way.corrupt.into())],
        );
        self.given(at, &[(&RATE, way.bits_per_s), (&BUFFER, way.buffer_bytes)]);
        if let Some(jitter) = &way.jitter {
            self.distribution(&at.key("jitter"), &jitter.extra);
        }
        let inside = at.key("loss");
        match way.loss {
            Loss::None => {}
            Loss::Chance { share } => self.numbers(&inside, &[(&SHARE, share.into())]),
            Loss::Bursts { worsen, improve, lost_good, lost_bad } => self.numbers(
                &inside,
                &[
                    (&WORSEN, worsen.into()),
                    (&IMPROVE, improve.into()),
                    (&LOST_GOOD, lost_good.into()),
                    (&LOST_BAD, lost_bad.into()),
                ],
            ),
        }
        if let Some(reorder) = &way.reorder {
            self.numbers(&at.key("reorder"), &[(&SHARE, reorder.share.into()), (&BY, reorder.by_ns)]);
        }
    }
}

/// Whether the two are the same, in either order.
pub(super) fn same_ends(one: [u16; 2], other: [u16; 2]) -> bool {
    one == other || one == [other[1], other[0]]
}
