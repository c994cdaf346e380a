//! How values become bytes and come back: what crosses between page and worker.
//!
//! The form is postcard's (<https://postcard.jamesmunns.com/wire-format>): whole numbers in groups of seven bits, lists with
//! their length in front, variants by number. A reader derived for every type would be a sixth of the simulator's module,
//! mostly ways out of each number on which reading may fail. This one reads on to the end, from nothing but zeros once it
//! has failed, and is asked at the end.

/// Something with a stored form.
pub trait Stored: Sized {
    /// Appends the value to what has been written.
    fn write(&self, bytes: &mut Vec<u8>);

    /// Reads what [`Self::write`] wrote. What comes back from a reader that has failed means nothing.
    fn read(bytes: &mut Reader<'_>) -> Self;
}

/// Bytes to be read from front to back.
#[derive(Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
    failed: bool,
}

impl<'a> Reader<'a> {
    /// At the first of these bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, failed: false }
    }

    /// The value that takes up all of the bytes; none if they are not one.
    pub fn whole<T: Stored>(mut self) -> Option<T> {
        let value = T::read(&mut self);
        (!self.failed && self.rest.is_empty()).then_some(value)
    }

    /// A whole number no greater than `most`, which must be all ones; zero once reading has failed.
    #[inline(never)]
    pub fn number(&mut self, most: u64) -> u64 {
        let (mut number, mut shift) = (0, 0);
        while let Some((&byte, rest)) = self.rest.split_first() {
            self.rest = rest;
            let (bits, room) = (u64::from(byte & 0x7f), most.checked_shr(shift).unwrap_or(0));
            if room == 0 || bits > room {
                break;
            }
            number |= bits << shift;
            if byte < 0x80 {
                return number;
            }
            shift += 7;
        }
        self.fail();
        0
    }

    /// The bytes are not what they should be: nothing but zeros from here on.
    pub fn fail(&mut self) {
        (self.rest, self.failed) = (&[], true);
    }

    #[inline(never)]
    fn byte(&mut self) -> u8 {
        self.take(1).first().copied().unwrap_or_default()
    }

    fn take(&mut self, count: usize) -> &'a [u8] {
        match self.rest.split_at_checked(count) {
            Some((taken, rest)) => {
                self.rest = rest;
                taken
            }
            None => {
                self.fail();
                &[]
            }
        }
    }

    fn length(&mut self) -> usize {
        usize::try_from(self.number(u64::MAX)).unwrap_or(usize::MAX)
    }
}

/// Appends a whole number.
#[inline(never)]
pub fn write_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        // The lowest seven bits, and a mark that more follow.
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Stored for $number {
            fn write(&self, bytes: &mut Vec<u8>) {
                write_number(bytes, u64::from(*self));
            }

            fn read(bytes: &mut Reader<'_>) -> Self {
                Self::try_from(bytes.number(Self::MAX.into())).unwrap_or_default()
            }
        }
    )*};
}

numbers!(u16, u32, u64);

/// A byte stands for itself.
impl Stored for u8 {
    fn write(&self, bytes: &mut Vec<u8>) {
        bytes.push(*self);
    }

    fn read(bytes: &mut Reader<'_>) -> Self {
        bytes.byte()
    }
}

impl Stored for bool {
    fn write(&self, bytes: &mut Vec<u8>) {
        bytes.push(u8::from(*self));
    }

    fn read(bytes: &mut Reader<'_>) -> Self {
        let byte = bytes.byte();
        if byte > 1 {
            bytes.fail();
        }
        byte == 1
    }
}

impl Stored for String {
    fn write(&self, bytes: &mut Vec<u8>) {
        write_number(bytes, self.len() as u64);
        bytes.extend_from_slice(self.as_bytes());
    }

    fn read(bytes: &mut Reader<'_>) -> Self {
        let length = bytes.length();
        let text = core::str::from_utf8(bytes.take(length));
        if text.is_err() {
            bytes.fail();
        }
        text.unwrap_or_default().to_owned()
    }
}

impl<T: Stored> Stored for Option<T> {
    fn write(&self, bytes: &mut Vec<u8>) {
        self.is_some().write(bytes);
        if let Some(value) = self {
            value.write(bytes);
        }
    }

    fn read(bytes: &mut Reader<'_>) -> Self {
        bool::read(bytes).then(|| T::read(bytes))
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn write(&self, bytes: &mut Vec<u8>) {
        write_number(bytes, self.len() as u64);
        for value in self {
            value.write(bytes);
        }
    }

    fn read(bytes: &mut Reader<'_>) -> Self {
        let length = bytes.length();
        let mut values = Self::new();
        // A length that is not true ends with the bytes, so memory grows with those.
        while values.len() < length && !bytes.failed {
            values.push(T::read(bytes));
        }
        values
    }
}

impl<T: Stored> Stored for [T; 2] {
    fn write(&self, bytes: &mut Vec<u8>) {
        for value in self {
            value.write(bytes);
        }
    }

    fn read(bytes: &mut Reader<'_>) -> Self {
        [T::read(bytes), T::read(bytes)]
    }
}

/// The stored form of a type: its fields in the order of their declaration, its variants by place. Fields and variants left
/// out do not compile.
#[macro_export]
macro_rules! stored {
    (struct $name:ident { $($field:ident),* $(,)? }) => {
        impl $crate::bytes::Stored for $name {
            fn write(&self, bytes: &mut Vec<u8>) {
                let Self { $($field),* } = self;
                $($crate::bytes::Stored::write($field, bytes);)*
            }

            fn read(bytes: &mut $crate::bytes::Reader<'_>) -> Self {
                Self { $($field: $crate::bytes::Stored::read(bytes)),* }
            }
        }
    };
    (number $name:ident) => {
        impl $crate::bytes::Stored for $name {
            fn write(&self, bytes: &mut Vec<u8>) {
                $crate::bytes::Stored::write(&self.0, bytes);
            }

            fn read(bytes: &mut $crate::bytes::Reader<'_>) -> Self {
                Self($crate::bytes::Stored::read(bytes))
            }
        }
    };
    (enum $name:ident { $($place:literal $variant:ident $({ $($field:ident),* })?),* $(,)? }) => {
        impl $crate::bytes::Stored for $name {
            fn write(&self, bytes: &mut Vec<u8>) {
                match self {
                    $(Self::$variant $({ $($field),* })? => {
                        $crate::bytes::write_number(bytes, $place);
                        $($($crate::bytes::Stored::write($field, bytes);)*)?
                    })*
                }
            }

            fn read(bytes: &mut $crate::bytes::Reader<'_>) -> Self {
                match bytes.number(0xffff_ffff) {
                    $($place => Self::$variant $({ $($field: $crate::bytes::Stored::read(bytes)),* })?,)*
                    _ => {
                        bytes.fail();
                        // The first variant now.
                        Self::read(bytes)
                    }
                }
            }
        }
    };
}

/// The bytes of a value, behind those that are there.
pub fn append<T: Stored>(value: &T, mut bytes: Vec<u8>) -> Vec<u8> {
    value.write(&mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn values_are_stored_as_postcard_stores_them(
            numbers in any::<(u8, u16, u32, u64)>(),
            choice in any::<Option<bool>>(),
            text in ".{0,9}",
            list in prop::collection::vec(any::<u64>(), 0..200),
        ) {
            let (tiny, small, middle, large) = numbers;
            let mut bytes = append(&tiny, Vec::new());
            bytes = append(&list, append(&text, append(&choice, bytes)));
            bytes = append(&[large, 1], append(&middle, append(&small, bytes)));
            let values = (tiny, choice, text, list, small, middle, [large, 1]);
            prop_assert_eq!(postcard::to_allocvec(&values).expect("a vector takes any number"), bytes);
        }

        #[test]
        fn bytes_are_read_as_postcard_reads_them(bytes in prop::collection::vec(any::<u8>(), 0..12)) {
            fn agree<T: Stored + serde::de::DeserializeOwned + PartialEq + core::fmt::Debug>(bytes: &[u8]) {
                let theirs = postcard::take_from_bytes::<T>(bytes).ok();
                let theirs = theirs.and_then(|(value, rest)| rest.is_empty().then_some(value));
                assert_eq!(Reader::new(bytes).whole::<T>(), theirs, "{bytes:?}");
            }
            for end in 0..bytes.len() {
                agree::<u16>(&bytes[..end]);
                agree::<u64>(&bytes[..end]);
                agree::<Option<bool>>(&bytes[..end]);
                agree::<String>(&bytes[..end]);
                agree::<Vec<u32>>(&bytes[..end]);
            }
        }
    }
}
