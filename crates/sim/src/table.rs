//! Things that come and go in a run, named by small handles, in memory that is used again.

/// Names an entry of a [`Table`]. A handle to an entry that is gone finds nothing, also when its place has been taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Handle {
    index: u32,
    generation: u32,
}

impl Handle {
    /// Finds nothing in any table.
    pub(crate) const NOTHING: Self = Self { index: u32::MAX, generation: u32::MAX };

    /// The place alone, for lists that never outlive the entry.
    pub(crate) fn index(self) -> u32 {
        self.index
    }
}

/// Entries by handle. Memory grows with the most entries at once, not with all that ever were.
#[derive(Debug)]
pub(crate) struct Table<T> {
    entries: Vec<T>,
    marks: Vec<Mark>,
    /// The place that became free last.
    free: u32,
    taken: usize,
}

/// What is known of a place.
#[derive(Clone, Copy, Debug)]
struct Mark {
    /// Even for a place that is taken, odd for one that is free.
    generation: u32,
    /// Of a free place: the one that became free before it and still is.
    next_free: u32,
}

/// No place.
const NOWHERE: u32 = u32::MAX;

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), marks: Vec::new(), free: NOWHERE, taken: 0 }
    }
}

impl<T: Copy> Table<T> {
    pub(crate) fn len(&self) -> usize {
        self.taken
    }

    #[inline]
    pub(crate) fn insert(&mut self, entry: T) -> Handle {
        match self.take_place() {
            Some((handle, place)) => {
                *place = entry;
                handle
            }
            None => self.append(entry),
        }
    }

    /// Room for a large entry that comes and goes often: it is written where it is to stand. There is a former entry in it, or
    /// the one given.
    #[inline(always)]
    pub(crate) fn room(&mut self, blank: fn() -> T) -> Option<(Handle, &mut T)> {
        if self.free == NOWHERE {
            let handle = self.append(blank());
            return Some((handle, self.entries.last_mut()?));
        }
        self.take_place()
    }

    /// The place that became free last, to be used again.
    #[inline(always)]
    fn take_place(&mut self) -> Option<(Handle, &mut T)> {
        let index = self.free;
        let mark = self.marks.get_mut(index as usize)?;
        let place = self.entries.get_mut(index as usize)?;
        mark.generation = mark.generation.wrapping_add(1);
        self.free = mark.next_free;
        self.taken += 1;
        Some((Handle { index, generation: mark.generation }, place))
    }

    #[inline(never)]
    fn append(&mut self, entry: T) -> Handle {
        // Budgets end a run long before a table has 2^32 entries.
        let index = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        self.entries.push(entry);
        self.marks.push(Mark { generation: 0, next_free: NOWHERE });
        self.taken += 1;
        Handle { index, generation: 0 }
    }

    #[inline(always)]
    fn has(&self, handle: Handle) -> bool {
        self.marks.get(handle.index as usize).is_some_and(|mark| mark.generation == handle.generation)
    }

    #[inline]
    pub(crate) fn find(&self, handle: Handle) -> Option<&T> {
        if self.has(handle) { self.entries.get(handle.index as usize) } else { None }
    }

    /// [`Self::find_mut`], put straight into its caller: for the way that every message takes.
    #[inline(always)]
    pub(crate) fn find_fast_mut(&mut self, handle: Handle) -> Option<&mut T> {
        if self.has(handle) { self.entries.get_mut(handle.index as usize) } else { None }
    }

    #[inline]
    pub(crate) fn find_mut(&mut self, handle: Handle) -> Option<&mut T> {
        if self.has(handle) { self.entries.get_mut(handle.index as usize) } else { None }
    }

    #[inline]
    pub(crate) fn remove(&mut self, handle: Handle) -> Option<T> {
        let entry = *self.find(handle)?;
        self.release(handle);
        Some(entry)
    }

    /// Removes an entry that nobody needs to see again.
    #[inline]
    pub(crate) fn release(&mut self, handle: Handle) {
        self.release_fast(handle);
    }

    /// [`Self::release`], put straight into its caller.
    #[inline(always)]
    pub(crate) fn release_fast(&mut self, handle: Handle) {
        if let Some(mark) = self.marks.get_mut(handle.index as usize)
            && mark.generation == handle.generation
        {
            *mark = Mark { generation: mark.generation.wrapping_add(1), next_free: self.free };
            self.free = handle.index;
            self.taken -= 1;
        }
    }

    /// The handle of the entry that is at `index` now; one that finds nothing if there is none.
    #[inline]
    pub(crate) fn handle(&self, index: u32) -> Handle {
        match self.marks.get(index as usize) {
            Some(&Mark { generation, .. }) if generation.is_multiple_of(2) => Handle { index, generation },
            _ => Handle::NOTHING,
        }
    }

    /// The entry that is at `index` now, with its handle.
    #[inline(always)]
    pub(crate) fn at_mut(&mut self, index: u32) -> Option<(Handle, &mut T)> {
        let Mark { generation, .. } = *self.marks.get(index as usize)?;
        let entry = self.entries.get_mut(index as usize).filter(|_| generation.is_multiple_of(2))?;
        Some((Handle { index, generation }, entry))
    }

    /// All entries, by place: deterministic, in no order that means anything.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Handle, &T)> {
        (0_u32..)
            .zip(self.marks.iter().zip(&self.entries))
            .filter(|(_, (mark, _))| mark.generation.is_multiple_of(2))
            .map(|(index, (mark, entry))| (Handle { index, generation: mark.generation }, entry))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_outlives_its_entry_and_finds_nothing() {
        let mut table = Table::default();
        let (first, second) = (table.insert("first"), table.insert("second"));
        assert_eq!(table.remove(first), Some("first"));
        assert_eq!(table.remove(first), None);
        let third = table.insert("third");
        assert_eq!(third.index(), first.index(), "the place is used again");
        assert_eq!((table.find(first), table.find(third)), (None, Some(&"third")));
        assert_eq!(table.find(Handle::NOTHING), None);
        assert_eq!(table.iter().map(|(handle, _)| handle).collect::<Vec<_>>(), [third, second]);
        assert_eq!(table.len(), 2);
    }
}
