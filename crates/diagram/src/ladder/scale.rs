//! How far down a moment stands: to scale, but for silences that are cut out.

use trace::{Duration, Time};

use crate::units::{Tenths, units};

use super::TOP;

/// The height of a break: a line of words between its edges; less where there are many.
const BREAK: Tenths = units(46);
const NARROW_BREAK: Tenths = units(30);
/// Above and below what is torn out, so that what happens between two breaks has some room.
const EDGE: Tenths = units(8);
const FEW_BREAKS: usize = 8;

/// So far from the drawing nobody sees the difference.
const FAR: Tenths = units(1_000_000);

/// From moments to heights.
#[derive(Clone, Debug)]
pub(super) struct Scale {
    from: Time,
    to: Time,
    /// The height of all that is not cut.
    height: Tenths,
    /// The time of all that is not cut, at least 1.
    length_ns: u64,
    breaks: Vec<Break>,
    break_height: Tenths,
}

/// A silence that is cut out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Break {
    pub(super) from: Time,
    pub(super) to: Time,
    pub(super) top: Tenths,
    pub(super) bottom: Tenths,
}

impl Break {
    /// From where to where nothing is drawn but how long it lasts.
    pub(super) fn torn(&self) -> (Tenths, Tenths) {
        (self.top + EDGE, self.bottom - EDGE)
    }
}

impl Scale {
    /// From `from` to `to`, all within `height` but for the breaks at `cuts`, which are in order and do not overlap.
    pub(super) fn new(from: Time, to: Time, height: Tenths, cuts: &[(Time, Time)]) -> Self {
        let to = to.max(from);
        let within = |&(begins, ends): &(Time, Time)| (begins.max(from), ends.min(to));
        let cuts: Vec<(Time, Time)> =
            cuts.iter().map(within).filter(|(begins, ends)| begins < ends).collect();
        let cut_ns = cuts.iter().map(|(begins, ends)| ends.since(*begins).0).fold(0, u64::saturating_add);
        let length_ns = to.since(from).0.saturating_sub(cut_ns).max(1);
        let break_height = if cuts.len() <= FEW_BREAKS { BREAK } else { NARROW_BREAK };
        let mut scale = Self { from, to, height, length_ns, breaks: Vec::new(), break_height };
        for (from, to) in cuts {
            let top = scale.far(from);
            scale.breaks.push(Break { from, to, top, bottom: top + break_height });
        }
        scale
    }

    pub(super) fn breaks(&self) -> &[Break] {
        &self.breaks
    }

    pub(super) fn from(&self) -> Time {
        self.from
    }

    pub(super) fn to(&self) -> Time {
        self.to
    }

    /// The time that one height without a break stands for.
    pub(super) fn length(&self) -> Duration {
        Duration(self.length_ns)
    }

    /// From the first moment to the last.
    pub(super) fn whole_height(&self) -> Tenths {
        let breaks = i64::try_from(self.breaks.len()).unwrap_or(0);
        self.height + breaks * self.break_height
    }

    /// Where a moment stands, at most at the edges of the drawing.
    pub(super) fn y(&self, at: Time) -> Tenths {
        self.far(at.clamp(self.from, self.to))
    }

    /// Where a moment stands, also above and below the drawing, so that slopes are true.
    pub(super) fn far(&self, at: Time) -> Tenths {
        let before = self.breaks.partition_point(|cut| cut.from < at);
        let Some(last) = before.checked_sub(1).and_then(|last| self.breaks.get(last)) else {
            return TOP + self.uncut(i128::from(at.0) - i128::from(self.from.0));
        };
        if at < last.to {
            let whole = i128::from(last.to.since(last.from).0.max(1));
            let part = i128::from(at.since(last.from).0) * i128::from(last.bottom - last.top) / whole;
            return last.top + i64::try_from(part).unwrap_or(0);
        }
        // A way that is drawn on through a break keeps its place behind it.
        last.bottom + self.uncut(i128::from(at.since(last.to).0))
    }

    fn uncut(&self, ns: i128) -> Tenths {
        let height = ns * i128::from(self.height) / i128::from(self.length_ns);
        i64::try_from(height).unwrap_or(FAR).clamp(-FAR, FAR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_breaks_a_height_is_a_share_of_the_time() {
        let scale = Scale::new(Time(100), Time(200), units(300), &[]);
        assert_eq!([100, 150, 200, 300].map(|at| scale.far(Time(at)) - TOP), [0, 1500, 3000, 6000]);
        assert_eq!([0, 150, 300].map(|at| scale.y(Time(at)) - TOP), [0, 1500, 3000]);
        assert_eq!(scale.far(Time(0)) - TOP, -3000);
    }

    #[test]
    fn a_break_is_as_high_however_long_it_lasts() {
        let cuts = [(Time(10), Time(910)), (Time(920), Time(5000))];
        let scale = Scale::new(Time(0), Time(5010), units(300), &cuts);
        assert_eq!(scale.length(), Duration(30));
        let heights = [0, 10, 460, 910, 920, 5000, 5010].map(|at| scale.far(Time(at)) - TOP);
        assert_eq!(heights, [0, 1000, 1230, 1460, 2460, 2920, 3920]);
        assert_eq!(scale.whole_height(), units(300) + 2 * BREAK);
    }

    #[test]
    fn heights_never_decrease() {
        let cuts = [(Time(10), Time(910)), (Time(u64::MAX - 5), Time(u64::MAX))];
        for (from, to) in [(0, 1), (0, u64::MAX), (500, 600), (7, 7)] {
            let scale = Scale::new(Time(from), Time(to), units(300), &cuts);
            let moments = [0, 1, 9, 10, 11, 500, 909, 910, 911, u64::MAX - 5, u64::MAX - 1, u64::MAX];
            assert!(moments.map(|at| scale.far(Time(at))).is_sorted(), "{from} {to}");
            assert!(moments.map(|at| scale.y(Time(at))).is_sorted(), "{from} {to}");
        }
    }
}
