//! How far the bytes of a message have come: the same clock as every drawing.

use trace::{Fate, LossReason, Message, Time};

/// Where the bytes of a message are at a moment: the first `arrived` are at the other end, those from there to `left` are
/// on the wire, the others are still with the sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub size: u64,
    pub left: u64,
    pub arrived: u64,
    /// Why nothing of it arrives any more, if that has been decided by now.
    pub lost: Option<LossReason>,
}

/// Who asks where the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Somebody who sees everything.
    ByEveryone,
    /// Who sent it, and sees the near end of the wire only.
    BySender,
    /// Whom it is for, and who sees the far end only.
    ByReceiver,
}

impl Progress {
    /// Where the bytes are at `at`. Bits enter the wire evenly between its first and its last.
    pub fn of(message: &Message, at: Time) -> Self {
        let size = u64::from(message.bytes);
        let sending = message.left_at.since(message.entered_at).0;
        // A message that stands still has nothing of it move, at either end of the wire.
        let moving = at.since(message.entered_at).0.saturating_sub(message.stood(message.entered_at, at).0);
        let through = |moving: u64| match moving {
            _ if moving >= sending => size,
            _ => share(size, moving, sending),
        };
        let left = if at < message.entered_at { 0 } else { through(moving) };
        let (arrived, lost) = match message.fate {
            Fate::Arrived { at: whole } if at >= whole => (size, None),
            Fate::Lost { at: gone, reason, .. } if at >= gone => (0, Some(reason)),
            _ => match moving.checked_sub(message.one_way.0) {
                Some(past) if at >= message.entered_at => (through(past).min(left), None),
                _ => (0, None),
            },
        };
        Self { size, left, arrived, lost }
    }

    /// How many bytes are on the wire.
    pub fn on_the_wire(self) -> u64 {
        if self.lost.is_some() { 0 } else { self.left - self.arrived }
    }

    /// What one side can know of it.
    pub fn known(self, seen: Seen) -> Self {
        match seen {
            Seen::ByEveryone => self,
            Seen::BySender => Self { arrived: 0, lost: None, ..self },
            // Damage shows at the far end; every other loss is silence.
            Seen::ByReceiver => Self { left: self.arrived, lost: None, ..self },
        }
    }
}

/// `part` of `whole` as a share of `of`, rounded down.
fn share(of: u64, part: u64, whole: u64) -> u64 {
    let share = u128::from(of) * u128::from(part) / u128::from(whole.max(1));
    u64::try_from(share).unwrap_or(of)
}
