//! Bytes read as choices and numbers.

/// An hour, which is the longest most times in a scenario may be.
const HOUR_NS: u64 = 3_600_000_000_000;

const MS: u64 = 1_000_000;

/// What is left of the input. Past its end all is zero, so every input can be read to the end of a reading.
pub(crate) struct Bytes<'a> {
    left: &'a [u8],
}

impl<'a> Bytes<'a> {
    pub(crate) fn new(data: &'a [u8]) -> Self {
        Self { left: data }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.left.is_empty()
    }

    pub(crate) fn byte(&mut self) -> u8 {
        let Some((&first, left)) = self.left.split_first() else { return 0 };
        self.left = left;
        first
    }

    /// The next so many bytes, or as many as there are.
    pub(crate) fn taken(&mut self, many: usize) -> &'a [u8] {
        let (taken, left) = self.left.split_at(many.min(self.left.len()));
        self.left = left;
        taken
    }

    pub(crate) fn two(&mut self) -> u16 {
        u16::from_le_bytes([self.byte(), self.byte()])
    }

    pub(crate) fn flag(&mut self) -> bool {
        self.byte() & 1 == 1
    }

    /// One of so many; 0 of none.
    pub(crate) fn one_of(&mut self, many: usize) -> usize {
        usize::from(self.byte()) % many.max(1)
    }

    /// The place of one of so many nodes or links.
    pub(crate) fn place(&mut self, many: usize) -> u16 {
        u16::try_from(self.one_of(many)).unwrap_or(0)
    }

    /// Nothing in one case of four.
    pub(crate) fn given<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.byte() & 3 != 0).then(|| value(self))
    }

    /// A length of time: mostly on a coarse grid, so that much happens at the same moment; else tiny, odd or an hour.
    pub(crate) fn time_ns(&mut self) -> u64 {
        match self.byte() {
            grid @ 0..160 => u64::from(grid % 32) * 10 * MS,
            160..190 => self.byte().into(),
            190..220 => u64::from(self.two()) * 1_000,
            220..245 => u64::from(self.two()) * MS,
            245..250 => HOUR_NS,
            _ => HOUR_NS - u64::from(self.byte()),
        }
    }

    /// The same for a time that cannot be zero.
    pub(crate) fn some_time_ns(&mut self) -> u64 {
        self.time_ns().max(1)
    }

    /// A count from 1: small, larger, or `most`.
    pub(crate) fn count(&mut self, most: u32) -> u32 {
        let count = match self.byte() {
            small @ 0..200 => u32::from(small % 8),
            200..240 => self.byte().into(),
            240..250 => self.two().into(),
            _ => most,
        };
        count.clamp(1, most)
    }

    /// Parts of a million: none, all, or something between.
    pub(crate) fn share(&mut self) -> u32 {
        match self.byte() {
            0..40 => 0,
            40..60 => 1_000_000,
            60..70 => 1,
            70..80 => 999_999,
            hundredths => u32::from(hundredths % 100) * 10_000,
        }
    }

    /// Thousandths: the least, the most, or something of the lower end.
    pub(crate) fn thousandths(&mut self, least: u32, most: u32) -> u32 {
        match self.byte() {
            0..40 => least,
            40..60 => most,
            _ => least.saturating_add(self.two().into()).min(most),
        }
    }

    /// How many bytes a message has.
    pub(crate) fn size(&mut self) -> u32 {
        match self.byte() {
            small @ 0..100 => u32::from(small) + 1,
            100..240 => u32::from(self.two()) + 1,
            _ => 100_000_000,
        }
    }
}
