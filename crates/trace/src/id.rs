//! Names of things in a run. All are small integers given out in order, so they sort as they happened.

use core::{fmt, str::FromStr};

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

/// What a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Part {
    /// From the side that asks to the side that answers.
    Request,
    /// The answer, on its way back.
    Reply,
    /// Opens a connection; `round` counts its round trips from 1.
    Connect { round: u8 },
    /// The answer to that.
    Accept { round: u8 },
    /// Secures a connection; `round` counts from 1.
    Secure { round: u8 },
    /// The answer to that.
    Secured { round: u8 },
    /// The other side's machine says that there is no such connection (any more).
    Reset,
    /// The side that asked no longer wants the answer.
    Cancel,
    /// News, sent without being asked for each time. Its answer, if it has one, is a [`Part::Reply`].
    Update,
}

impl Part {
    /// Whether it travels from the side that asks (or has news) to the other.
    pub const fn is_outward(self) -> bool {
        matches!(
            self,
            Self::Request | Self::Connect { .. } | Self::Secure { .. } | Self::Cancel | Self::Update
        )
    }
}

/// One message on the network. The same in every view, export and test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MessageId {
    /// The request it belongs to.
    pub request: RequestId,
    /// The try it belongs to, counted from 1.
    pub attempt: u16,
    /// What it is for.
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

    /// The name with its part in it, as scenarios and the command line write it: `7.2`, `7.2 reply copy 1`,
    /// `7.1 connect 2`. Parsing it gives the same message again.
    pub fn full(self) -> impl fmt::Display {
        Full(self)
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

struct Full(MessageId);

impl fmt::Display for Full {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let MessageId { request, attempt, part, copy } = self.0;
        let (word, round) = match part {
            Part::Request => ("", None),
            Part::Reply => (" reply", None),
            Part::Connect { round } => (" connect", Some(round)),
            Part::Accept { round } => (" accept", Some(round)),
            Part::Secure { round } => (" secure", Some(round)),
            Part::Secured { round } => (" secured", Some(round)),
            Part::Reset => (" reset", None),
            Part::Cancel => (" cancel", None),
            Part::Update => (" update", None),
        };
        write!(f, "{}.{attempt}{word}", request.0)?;
        if let Some(round) = round {
            write!(f, " {round}")?;
        }
        if copy > 0 {
            write!(f, " copy {copy}")?;
        }
        Ok(())
    }
}

/// The text names no message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAMessage;

impl fmt::Display for NotAMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not the name of a message, such as 7, 7.2, 7.2 reply, 7.1 connect 1 or 7.2 reply copy 1")
    }
}

impl core::error::Error for NotAMessage {}

/// Reads `REQUEST[.TRY] [PART [ROUND]] [copy N]`. What is left out is the first try, the request itself, the first
/// round and no copy. Every number counts from 1.
impl FromStr for MessageId {
    type Err = NotAMessage;

    fn from_str(text: &str) -> Result<Self, NotAMessage> {
        let mut words = text.split_ascii_whitespace().peekable();
        let first = words.next().ok_or(NotAMessage)?;
        let (request, attempt) = first.split_once('.').unwrap_or((first, "1"));
        let request = RequestId(counted(request).ok_or(NotAMessage)?);
        let attempt = counted(attempt).ok_or(NotAMessage)?;
        let part = match words.next_if(|&word| word != "copy") {
            None | Some("request") => Part::Request,
            Some("reply") => Part::Reply,
            Some("reset") => Part::Reset,
            Some("cancel") => Part::Cancel,
            Some("update") => Part::Update,
            Some(word) => {
                let round = match words.next_if(|&word| word != "copy") {
                    None => 1,
                    Some(digits) => counted(digits).ok_or(NotAMessage)?,
                };
                match word {
                    "connect" => Part::Connect { round },
                    "accept" => Part::Accept { round },
                    "secure" => Part::Secure { round },
                    "secured" => Part::Secured { round },
                    _ => return Err(NotAMessage),
                }
            }
        };
        let copy = match words.next() {
            None => 0,
            Some(_) => words.next().and_then(counted).ok_or(NotAMessage)?,
        };
        if words.next().is_some() { Err(NotAMessage) } else { Ok(Self { request, attempt, part, copy }) }
    }
}

/// A whole number from 1, in digits alone.
fn counted<N: TryFrom<u64>>(digits: &str) -> Option<N> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // One way to read for all sizes: the simulator's module carries it.
    let number = digits.parse::<u64>().ok().filter(|number| *number >= 1)?;
    N::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> MessageId {
        text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn short_names_mean_the_first() {
        let first = MessageId::request(RequestId(7), 1);
        assert_eq!(named("7"), first);
        assert_eq!(named("7.1 request"), first);
        assert_eq!(named("7 reply"), first.reply());
        assert_eq!(named("7 copy 2"), MessageId { copy: 2, ..first });
        assert_eq!(
            named("7 connect copy 1"),
            MessageId { part: Part::Connect { round: 1 }, copy: 1, ..first }
        );
    }

    #[test]
    fn full_names_come_back() {
        let rounds = [1, 2, 255];
        let parts = [Part::Request, Part::Reply, Part::Reset, Part::Cancel, Part::Update].into_iter().chain(
            rounds.into_iter().flat_map(|round| {
                [
                    Part::Connect { round },
                    Part::Accept { round },
                    Part::Secure { round },
                    Part::Secured { round },
                ]
            }),
        );
        for part in parts {
            for (request, attempt, copy) in [(1, 1, 0), (7, 2, 1), (u32::MAX, u16::MAX, u8::MAX)] {
                let message = MessageId { request: RequestId(request), attempt, part, copy };
                assert_eq!(named(&message.full().to_string()), message);
            }
        }
        assert_eq!(named("7.2 reply copy 1").full().to_string(), "7.2 reply copy 1");
    }

    #[test]
    fn everything_else_is_refused() {
        let wrong = [
            "",
            " ",
            "0",
            "7.0",
            "+7",
            "7.",
            ".1",
            "7.1.1",
            "x",
            "7 x",
            "7 x 1",
            "7 reply 1",
            "7 connect 0",
            "7 connect 256",
            "7 copy",
            "7 copy 0",
            "7 copy 1 2",
            "7 copy 256",
            "4294967296",
            "7.65536",
            "7 reply copy 1 reply",
        ];
        for text in wrong {
            assert_eq!(text.parse::<MessageId>(), Err(NotAMessage), "{text:?}");
        }
    }
}
