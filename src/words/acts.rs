//! The words for acting on a run.

use diagram::Deed;

pub(crate) const INTERFERE: &str = "Interfere";
pub(crate) const ACTS_ON: &str = "Acts on";
pub(crate) const BY: &str = "by";
pub(crate) const DONE: &str = "What you did";
pub(crate) const UNDO: &str = "Undo";
pub(crate) const UNDO_ALL: &str = "Undo all";
pub(crate) const WITHOUT_EFFECT: &str = " (without effect in this run)";
pub(crate) const COMPARE: &str = "Compare with before";
pub(crate) const COMPARE_KNOBS: &str = "Keep this run to compare with";
pub(crate) const TOO_MANY_ACTS: &str = "That is enough for one run. Undo something first.";

/// What is on the button.
pub(crate) fn deed(deed: Deed) -> &'static str {
    match deed {
        Deed::Lose => "Lose it",
        Deed::Delay => "Delay it",
        Deed::Double => "Double it",
        Deed::Hold => "Hold it",
        Deed::Release => "Release it",
        Deed::Crash => "Crash",
        Deed::CrashSilently => "Crash silently",
        Deed::Restart => "Restart",
        Deed::Slow => "Slow it ×4",
        Deed::Hang => "Hang",
        Deed::Recover => "Recover",
        Deed::Cut => "Cut both ways",
        Deed::CutFrom(_) => "Cut one way",
        Deed::Mend => "Mend",
    }
}

/// `Cut Client → Server`: one way of a link.
pub(crate) fn cut_from(from: &str, to: &str) -> String {
    format!("Cut {from} → {to}")
}

/// Why a button does nothing: `Not now: it is lost already.`
pub(crate) fn not_now(why: &str) -> String {
    format!("Not now: {why}.")
}

/// `Undo: you, at 95 ms: lost reply 7.1`, for who hears the button without its line.
pub(crate) fn undo(told: &str) -> String {
    format!("{UNDO}: {told}")
}

/// `You, at 95 ms: lost reply 7.1`.
pub(crate) fn you_did(at: &str, done: &str) -> String {
    format!("You, at {at}: {done}")
}

/// A name where a line begins with it.
pub(crate) fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

pub(crate) fn lost(message: &str) -> String {
    format!("lost {message}")
}

pub(crate) fn delayed(message: &str, by: &str) -> String {
    format!("delayed {message} by {by}")
}

pub(crate) fn doubled(message: &str) -> String {
    format!("doubled {message}")
}

pub(crate) fn held(message: &str) -> String {
    format!("held {message}")
}

pub(crate) fn released(message: &str) -> String {
    format!("released {message}")
}

pub(crate) fn crashed(server: &str, silently: bool) -> String {
    format!("crashed {server}{}", if silently { " silently" } else { "" })
}

pub(crate) fn restarted(server: &str) -> String {
    format!("restarted {server}")
}

pub(crate) fn slowed(server: &str) -> String {
    format!("slowed {server}")
}

pub(crate) fn hung(server: &str) -> String {
    format!("made {server} hang")
}

pub(crate) fn erring(server: &str) -> String {
    format!("made {server} answer with errors")
}

pub(crate) fn paused(server: &str, length: &str) -> String {
    format!("stopped {server} for {length}")
}

pub(crate) fn recovered(server: &str) -> String {
    format!("let {server} recover")
}

pub(crate) fn cut(link: &str, from: Option<&str>) -> String {
    match from {
        None => format!("cut {link}"),
        Some(from) => format!("cut {link} for what {from} sends"),
    }
}

pub(crate) fn mended(link: &str) -> String {
    format!("mended {link}")
}

pub(crate) fn rated(client: &str) -> String {
    format!("changed how often {client} asks")
}
