//! The keys of the controls. They work only while the focus is among the controls, and never in place of what a key
//! does to the control that has the focus.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::platform::page;
use crate::state::playhead::{Command, Playhead};
use crate::words;

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    PlayOrPause,
    Step,
    Back,
    Arrival,
    ArrivalBefore,
    Start,
    End,
    Slower,
    Faster,
}

/// A key and what it does.
pub(super) struct Key {
    pub(super) act: Act,
    /// As events name it.
    key: &'static str,
    shift: bool,
    /// As `aria-keyshortcuts` names it.
    shortcut: &'static str,
    /// As it stands on the keyboard.
    pub(super) cap: &'static str,
}

/// Every key there is.
pub(super) const KEYS: [Key; 9] = [
    Key { act: Act::PlayOrPause, key: " ", shift: false, shortcut: "Space", cap: words::SPACE_KEY },
    Key { act: Act::Step, key: "ArrowRight", shift: false, shortcut: "ArrowRight", cap: "→" },
    Key { act: Act::Back, key: "ArrowLeft", shift: false, shortcut: "ArrowLeft", cap: "←" },
    Key { act: Act::Arrival, key: "ArrowRight", shift: true, shortcut: "Shift+ArrowRight", cap: "Shift →" },
    Key {
        act: Act::ArrivalBefore,
        key: "ArrowLeft",
        shift: true,
        shortcut: "Shift+ArrowLeft",
        cap: "Shift ←",
    },
    Key { act: Act::Start, key: "Home", shift: false, shortcut: "Home", cap: "Home" },
    Key { act: Act::End, key: "End", shift: false, shortcut: "End", cap: "End" },
    Key { act: Act::Slower, key: "[", shift: false, shortcut: "[", cap: "[" },
    Key { act: Act::Faster, key: "]", shift: false, shortcut: "]", cap: "]" },
];

impl Act {
    pub(super) const SPEED_SHORTCUTS: &'static str = "[ ]";

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::PlayOrPause => words::PLAY_OR_PAUSE,
            Self::Step => words::STEP,
            Self::Back => words::BACK,
            Self::Arrival => words::ARRIVAL,
            Self::ArrivalBefore => words::ARRIVAL_BEFORE,
            Self::Start => words::RESTART,
            Self::End => words::TO_THE_END,
            Self::Slower => words::SLOWER,
            Self::Faster => words::FASTER,
        }
    }

    pub(super) fn shortcut(self) -> Option<&'static str> {
        KEYS.iter().find(|key| key.act == self).map(|key| key.shortcut)
    }

    pub(super) fn carry_out(self, playhead: Playhead) {
        playhead.command(match self {
            Self::PlayOrPause if playhead.playing.get_untracked() => Command::Pause,
            Self::PlayOrPause => Command::Play,
            Self::Step => Command::Step,
            Self::Back => Command::Back,
            Self::Arrival => Command::Arrival,
            Self::ArrivalBefore => Command::ArrivalBefore,
            Self::Start => Command::Restart,
            Self::End => Command::End,
            Self::Slower => Command::Slower,
            Self::Faster => Command::Faster,
        });
    }
}

/// Does what a key is for, if it is one of ours and the focused control has no use for it.
pub(super) fn pressed(event: &KeyboardEvent, playhead: Playhead) {
    let key = event.key();
    // A bracket may need Ctrl and Alt together (AltGr); with anything else they belong to the browser.
    let bracket = matches!(key.as_str(), "[" | "]");
    if event.meta_key() || (!bracket && (event.ctrl_key() || event.alt_key())) {
        return;
    }
    let Some(found) = KEYS.iter().find(|it| it.key == key && (bracket || it.shift == event.shift_key()))
    else {
        return;
    };
    let own = match page::focused_kind(event).as_deref() {
        Some("button" | "summary") => found.act == Act::PlayOrPause,
        Some("range") => !bracket && found.act != Act::PlayOrPause,
        Some(_) => true,
        None => false,
    };
    if !own {
        event.prevent_default();
        found.act.carry_out(playhead);
    }
}
