//! The stored form of a scenario: how it gets from a page to the simulator.
//!
//! Not TOML and not JSON: reading those would be most of the simulator's module.

use core::fmt;

use crate::Scenario;

/// The bytes are not a scenario of this build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a scenario of this version")
    }
}

impl core::error::Error for Unreadable {}

impl Scenario {
    /// The scenario as bytes, for [`Self::decode`] of the same build: page and simulator are built together, so the
    /// form has no version.
    pub fn encode(&self) -> Vec<u8> {
        postcard::to_allocvec(self)
            .expect("a vector takes any number of bytes, and every part of a scenario knows its length")
    }

    /// Reads what [`Self::encode`] wrote. Whether it can be run is for [`Self::check`] to say.
    pub fn decode(bytes: &[u8]) -> Result<Self, Unreadable> {
        let (scenario, rest) = postcard::take_from_bytes(bytes).map_err(|_| Unreadable)?;
        if rest.is_empty() { Ok(scenario) } else { Err(Unreadable) }
    }
}
