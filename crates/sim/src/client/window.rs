//! A sum over the last while, in constant memory: time is cut into slices, and a slice leaves the sum as a
//! whole.

/// What was added during about the last `SLICES` slices of time.
///
/// The current slice is one of them and has only begun, so something added counts for at least `SLICES` − 1
/// slices and at most `SLICES`. Slices begin at multiples of their length, whenever the window is used.
#[derive(Clone, Debug)]
pub(crate) struct Window<const SLICES: usize> {
    slice_ns: u64,
    /// The number of the current slice, counted from time 0.
    current: u64,
    /// When the current slice ends.
    ends_ns: u64,
    sums: [i64; SLICES],
    sum: i64,
}

impl<const SLICES: usize> Window<SLICES> {
    /// An empty window of `length_ns`, rounded up to whole slices of at least a nanosecond.
    pub(crate) fn new(length_ns: u64) -> Self {
        let slice_ns = length_ns.div_ceil(SLICES as u64).max(1);
        Self { slice_ns, current: 0, ends_ns: slice_ns, sums: [0; SLICES], sum: 0 }
    }

    /// Adds to the current slice. `now` must not go backwards from call to call.
    pub(crate) fn add(&mut self, now: u64, amount: i64) {
        self.advance(now);
        let slice = &mut self.sums[(self.current % SLICES as u64) as usize];
        *slice = slice.saturating_add(amount);
        self.sum = self.sum.saturating_add(amount);
    }

    /// What the window holds. `now` must not go backwards from call to call.
    pub(crate) fn sum(&mut self, now: u64) -> i64 {
        self.advance(now);
        self.sum
    }

    fn advance(&mut self, now: u64) {
        if now >= self.ends_ns {
            self.begin_slice(now);
        }
    }

    /// Off the common path: few calls fall into a new slice.
    #[cold]
    fn begin_slice(&mut self, now: u64) {
        let next = now / self.slice_ns;
        let passed = (next - self.current).min(SLICES as u64);
        for ahead in 1..=passed {
            self.sums[((self.current + ahead) % SLICES as u64) as usize] = 0;
        }
        self.sum = self.sums.iter().fold(0, |sum, slice| sum.saturating_add(*slice));
        self.current = next;
        self.ends_ns = next.saturating_add(1).saturating_mul(self.slice_ns);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_leaves_with_its_slice() {
        let mut window = Window::<10>::new(1_000);
        window.add(0, 1);
        window.add(99, 2);
        window.add(100, 4);
        assert_eq!(window.sum(999), 7);
        assert_eq!(window.sum(1_000), 4);
        assert_eq!(window.sum(1_099), 4);
        window.add(1_100, 8);
        assert_eq!(window.sum(1_100), 8);
    }

    #[test]
    fn a_pause_of_any_length_empties_it() {
        for pause in [1_000, 1_050, 12_345, u64::MAX - 950] {
            let mut window = Window::<10>::new(1_000);
            for now in 0..950 {
                window.add(now, 1);
            }
            assert_eq!(window.sum(949), 950);
            assert_eq!(window.sum(950 + pause), 0, "after {pause} ns");
        }
    }

    #[test]
    fn it_agrees_with_a_list_of_everything() {
        let mut window = Window::<4>::new(40);
        let mut all = Vec::new();
        let mut now = 0;
        for step in 0..5_000_u64 {
            now += step * step % 13;
            let amount = (step % 7) as i64 - 2;
            window.add(now, amount);
            all.push((now / 10, amount));
            let expected: i64 =
                all.iter().filter(|(slice, _)| slice + 4 > now / 10).map(|(_, amount)| amount).sum();
            assert_eq!(window.sum(now), expected, "at {now}");
        }
    }

    #[test]
    fn lengths_and_amounts_without_measure() {
        for length in [0, 1, 9, u64::MAX] {
            let mut window = Window::<10>::new(length);
            window.add(0, i64::MAX);
            window.add(0, i64::MAX);
            assert_eq!(window.sum(0), i64::MAX);
            window.add(u64::MAX, i64::MIN);
            window.add(u64::MAX, -1);
            assert!(window.sum(u64::MAX) < 0);
        }
    }
}
