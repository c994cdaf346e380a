//! A level over time, cut into columns once, so that a frame looks at no more of a long run than it can draw.

use trace::{Gauge, Step, Time};

/// Columns over the whole run; also the most that a line is drawn with.
pub(super) const COLUMNS: u64 = 128;

/// A level with its columns.
#[derive(Clone, Debug)]
pub(super) struct Level {
    steps: Vec<Step>,
    /// Every column with what there was in all those before it.
    columns: Vec<Sum>,
    end: Time,
}

/// What a stretch of time had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sum {
    /// Up to here.
    pub(super) to: Time,
    pub(super) least: u32,
    pub(super) most: u32,
    /// When the most was reached first.
    pub(super) most_at: Time,
    pub(super) last: u32,
    /// The level times nanoseconds.
    pub(super) area: u128,
}

impl Level {
    pub(super) fn new(gauge: Gauge, end: Time) -> Self {
        let mut level = Self { steps: gauge.steps, columns: Vec::new(), end };
        level.columns =
            (0..COLUMNS).map(|column| level.between(level.edge(column), level.edge(column + 1))).collect();
        level
    }

    /// The level at a moment.
    pub(super) fn at(&self, at: Time) -> u32 {
        let after = self.steps.partition_point(|step| step.at <= at);
        after.checked_sub(1).and_then(|last| self.steps.get(last)).map_or(0, |step| step.level)
    }

    /// From the start of the run to a moment.
    pub(super) fn up_to(&self, at: Time) -> Sum {
        let whole = self.columns.partition_point(|column| column.to <= at);
        let columns = self.columns.iter().take(whole);
        let begin = self.columns.get(whole.wrapping_sub(1)).map_or(Time::ZERO, |column| column.to);
        let rest = self.between(begin, at);
        let all = columns.copied().reduce(Sum::and);
        all.map_or(rest, |all| all.and(rest))
    }

    /// The mean over time between two moments.
    pub(super) fn mean(&self, from: Time, to: Time) -> Option<f64> {
        let lasting = to.since(from).0;
        let area = self.up_to(to).area.checked_sub(self.up_to(from).area)?;
        #[expect(clippy::cast_precision_loss, reason = "a mean is shown with three digits")]
        (lasting > 0).then(|| area as f64 / lasting as f64)
    }

    /// The steps up to a moment, if they are few enough to be drawn one by one.
    pub(super) fn few(&self, at: Time) -> Option<&[Step]> {
        let steps = self.steps.get(..self.steps.partition_point(|step| step.at <= at))?;
        (self.steps.len() <= usize::try_from(COLUMNS).unwrap_or(0)).then_some(steps)
    }

    /// The columns up to a moment, the last one cut off there.
    pub(super) fn columns(&self, at: Time) -> impl Iterator<Item = Sum> {
        let whole = self.columns.partition_point(|column| column.to <= at);
        let begin = self.columns.get(whole.wrapping_sub(1)).map_or(Time::ZERO, |column| column.to);
        let rest = (begin < at).then(|| self.between(begin, at));
        self.columns.iter().take(whole).copied().chain(rest)
    }

    pub(super) fn highest(&self) -> u32 {
        self.columns.iter().map(|column| column.most).max().unwrap_or(0)
    }

    fn edge(&self, column: u64) -> Time {
        let at = u128::from(self.end.0) * u128::from(column) / u128::from(COLUMNS);
        Time(u64::try_from(at).unwrap_or(u64::MAX))
    }

    /// Changes at `to` itself are in it, those at `from` are what it begins with.
    fn between(&self, from: Time, to: Time) -> Sum {
        let (first, last) = (
            self.steps.partition_point(|step| step.at <= from),
            self.steps.partition_point(|step| step.at <= to),
        );
        let mut level = self.at(from);
        let mut sum = Sum { to, least: level, most: level, most_at: from, last: level, area: 0 };
        let mut since = from;
        for step in self.steps.get(first..last).unwrap_or_default() {
            sum.area += u128::from(level) * u128::from(step.at.since(since).0);
            (level, since) = (step.level, step.at);
            sum.least = sum.least.min(level);
            if level > sum.most {
                (sum.most, sum.most_at) = (level, step.at);
            }
        }
        sum.area += u128::from(level) * u128::from(to.since(since).0);
        sum.last = level;
        sum
    }
}

impl Sum {
    /// This stretch and the next.
    fn and(self, next: Self) -> Self {
        let (most, most_at) =
            if next.most > self.most { (next.most, next.most_at) } else { (self.most, self.most_at) };
        Self { least: self.least.min(next.least), most, most_at, area: self.area + next.area, ..next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(steps: &[(u64, u32)], end: u64) -> Level {
        let steps = steps.iter().map(|&(at, level)| Step { at: Time(at), level }).collect();
        Level::new(Gauge { steps }, Time(end))
    }

    #[test]
    fn sums_are_those_of_the_steps() {
        let level = level(&[(100, 2), (300, 5), (301, 1)], 1000);
        let sum = level.up_to(Time(400));
        assert_eq!((sum.most, sum.most_at, sum.least, sum.last), (5, Time(300), 0, 1));
        assert_eq!(sum.area, 2 * 200 + 5 + 99);
        assert_eq!(level.up_to(Time(300)).most, 5, "changes of that very moment count");
        assert_eq!(level.up_to(Time(299)).most, 2);
        assert_eq!(level.mean(Time(100), Time(300)), Some(2.0));
        assert_eq!(level.mean(Time(100), Time(100)), None);
    }

    #[test]
    fn a_run_of_no_length_has_a_level() {
        let level = level(&[(0, 3)], 0);
        assert_eq!((level.at(Time(0)), level.highest()), (3, 3));
        assert_eq!(level.up_to(Time(0)).area, 0);
    }
}
