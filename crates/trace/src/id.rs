//! Names of things in a run. All are small integers given out in order, so they sort as they happened.

use core::fmt;

use serde::{Deserialize, Serialize};

/// A node of the topology, by its place in [`crate::Trace::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NodeId(pub u16);

/// A link of the topology, by its place in [`crate::Trace::links`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LinkId(pub u16);

/// A fact, by its place in [`crate::Trace::facts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FactId(pub u32);

/// One thing a client wants answered, however often it has to ask. Counted from 1 in the order of intent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RequestId(pub u32);

/// Which half of a round trip a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Part {
    /// From the side that asks to the side that answers.
    Request,
    /// The answer, on its way back.
    Reply,
}

/// One message on the network. The same in every view, export and test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MessageId {
    /// The request it belongs to.
    pub request: RequestId,
    /// The try it belongs to, counted from 1.
    pub attempt: u16,
    /// Request or reply.
    pub part: Part,
    /// 0 for the message itself, 1 and up for copies that the network made.
    pub copy: u8,
}

impl MessageId {
    /// The request message of a try.
    pub const fn request(request: RequestId, attempt: u16) -> Self {
        Self { request, attempt, part: Part::Request, copy: 0 }
    }

    /// The reply to this message's try.
    pub const fn reply(self) -> Self {
        Self { part: Part::Reply, copy: 0, ..self }
    }
}

/// `7.2`: request 7, second try. Views put `#`, “request” or “reply” in front.
impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.request.0, self.attempt)?;
        if self.copy > 0 {
            write!(f, " copy {}", self.copy)?;
        }
        Ok(())
    }
}
