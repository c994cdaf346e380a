//! Every word of the interface. A second language is a second file of these.
//!
//! Sentences about a run are the diagram's (`crates/diagram/src/words.rs`); prose is the lessons'.

pub(crate) mod acts;
pub(crate) mod practice;
pub(crate) mod predictions;
pub(crate) mod questions;
pub(crate) mod tools;

pub(crate) const SITE: &str = "Roundtrip";
pub(crate) const SKIP: &str = "Skip to the text";
pub(crate) const NAV_SITE: &str = "Site";
pub(crate) const NAV_COURSE: &str = "Course";
pub(crate) const NAV_CARDS: &str = "Cards";
pub(crate) const NAV_SIMULATOR: &str = "Simulator";
pub(crate) const NAV_ABOUT: &str = "About";
pub(crate) const RAIL: &str = "Unit and lesson";
pub(crate) const RAIL_OPEN: &str = "In this lesson and unit";
pub(crate) const ALL_UNITS: &str = "All units";
pub(crate) const FOOT: &str = "Every number about a run comes from running it. No account, no tracking: \
    what you answer stays in this browser.";
pub(crate) const FOOT_LINK: &str = "How the simulator works, and what it leaves out";
pub(crate) const HOME_TITLE: &str = "What happens between asking and being answered";
pub(crate) const LOST_TITLE: &str = "A reply, but not a page";
pub(crate) const LOST_LINE: &str = "The server heard you and answered 404: nothing lives at this address.";
pub(crate) const PLANNED: &str = "planned";
pub(crate) const START_HERE: &str = "Start here";
pub(crate) const NOTHING_FIRST: &str = "Needs nothing first";
pub(crate) const OPEN_SIMULATOR: &str = "Open in the simulator";
pub(crate) const UP: &str = "Up";
pub(crate) const ALL_LESSONS: &str = "All lessons";
pub(crate) const NEXT: &str = "Next lesson";
pub(crate) const NEXT_PLANNED: &str = "Next lesson, planned";
pub(crate) const PREVIOUS: &str = "Previous lesson";
pub(crate) const NEEDS_FIRST: &str = "After";
pub(crate) const OBJECTIVES: &str = "After this lesson you can";

pub(crate) const CARD: &str = "Card";
pub(crate) const CARDS_TITLE: &str = "Cards";
pub(crate) const CARDS_LINE: &str = "Every term that the lessons introduce, one idea on each card.";
pub(crate) const ALL_CARDS: &str = "All cards";
pub(crate) const OPEN_CARD: &str = "Open card";
pub(crate) const AT_A_GLANCE: &str = "At a glance";
pub(crate) const PART_OF: &str = "Part of";
pub(crate) const NEEDS: &str = "Needs";
pub(crate) const CONTRASTS_WITH: &str = "Contrasts with";
pub(crate) const USED_BY: &str = "Used by";
pub(crate) const USED_IN: &str = "Used in";
pub(crate) const MOVED_TITLE: &str = "This page has a new address";
pub(crate) const MOVED_LINE: &str = "It is here now:";

pub(crate) const PREDICT_FIRST: &str = "Predict first";
pub(crate) const PREDICT_RULE: &str = "nothing is marked until you commit";
pub(crate) const YOUR_PREDICTION: &str = "Your prediction";
pub(crate) const HOW_SURE: &str = "How sure are you?";
pub(crate) const OPTIONAL: &str = "Optional";
pub(crate) const SURE: [&str; 3] = ["Guessing", "Fairly sure", "Certain"];
pub(crate) const COMMIT: &str = "Commit and run it";
pub(crate) const SHOW_ME: &str = "Just show me";
pub(crate) const CHECK: &str = "Check";
pub(crate) const TRY_AGAIN: &str = "Try again";
pub(crate) const ANSWER_KEY: &str = "Show the answer";
pub(crate) const STILL_LOADING: &str = "The page is still getting ready. Your click is kept.";
pub(crate) const PICK_ONE: &str = "pick one";
pub(crate) const PICK_FIRST: &str = "Pick an answer first.";
pub(crate) const NUMBER_FIRST: &str = "Write a number first, for example 250. “0.25 s” works too.";
pub(crate) const RUNNING: &str = "Running it…";
pub(crate) const PLAY_WORLD: &str = "Play the world in which this would be right";
pub(crate) const PLAY_ITS_WORLD: &str = "Play its world";
pub(crate) const OTHER_WORLDS: &str = "Worlds in which other answers would be right";
pub(crate) const WORLD_FAILED: &str = "This world could not be played here.";
pub(crate) const SHOWN: &str = "The answer";
pub(crate) const RIGHT: &str = "Right";
pub(crate) const NOT_QUITE: &str = "Not quite";
pub(crate) const YOUR_ANSWER: &str = "Your answer";
pub(crate) const YOUR_ANSWER_RIGHT: &str = "Your answer, and right";
pub(crate) const RIGHT_ANSWER: &str = "Right answer";
pub(crate) const WATCH_AGAIN: &str = "Answer again";
pub(crate) const STORE_FULL: &str =
    "This browser does not let the page store anything, so your answers last until you leave.";
pub(crate) const STORE_DAMAGED: &str =
    "Your stored answers could not be read. They are kept aside, and a new record has begun.";

pub(crate) const PLAY: &str = "Play";
pub(crate) const PLAY_BACK: &str = "Play backwards";
pub(crate) const PLAY_OR_PAUSE: &str = "Play or pause";
pub(crate) const PAUSE: &str = "Pause";
pub(crate) const BACK: &str = "Back one event";
pub(crate) const STEP: &str = "Next event";
pub(crate) const ARRIVAL: &str = "Next arrival";
pub(crate) const ARRIVAL_BEFORE: &str = "Previous arrival";
pub(crate) const TO_THE_END: &str = "To the end";
pub(crate) const SLOWER: &str = "Slower";
pub(crate) const FASTER: &str = "Faster";
pub(crate) const MORE: &str = "More";
pub(crate) const REPEAT: &str = "Repeat";
pub(crate) const COPY_MOMENT: &str = "Copy link to this moment";
pub(crate) const LINK_IN_ADDRESS: &str = "Not copied. The link is in the address bar.";
pub(crate) const KEYS: &str = "Keys";
pub(crate) const KEYS_WHEN: &str = "They work while the focus is among these controls.";
pub(crate) const SPACE_KEY: &str = "Space";
pub(crate) const RESTART: &str = "Start again";
pub(crate) const PLAYBACK: &str = "Playback";
pub(crate) const SPEED: &str = "Speed";
pub(crate) const TIME_IN_RUN: &str = "Time in the run";
pub(crate) const AS_TABLE: &str = "The same run as a table";
pub(crate) const TABLE_REGION: &str = "Events of this run";
pub(crate) const TABLE_HEAD: [&str; 4] = ["Time", "From", "To", "What happens"];
pub(crate) const SEEN_BY: &str = "Seen by";
pub(crate) const EVERYONE: &str = "Everyone";
pub(crate) const PICKED: &str = "Picked";
pub(crate) const NOTHING_PICKED: &str = "nothing";
pub(crate) const GO_THERE: &str = "Go there";
pub(crate) const WHY_THIS: &str = "Why?";
pub(crate) const CLEAR: &str = "Clear";
pub(crate) const LOOK_CLOSER: &str = "Look closer";
pub(crate) const PANEL_MISSING: &str =
    "This part could not be loaded. Close it and open it again to try once more.";
pub(crate) const EVENTS: &str = "Events";
pub(crate) const WHY: &str = "Why";
pub(crate) const LEDGER: &str = "Ledger";
pub(crate) const WATERFALL: &str = "Waterfall";
pub(crate) const WATERFALL_TABLE: &str = "These requests as a table";
pub(crate) const WATERFALL_HEAD: [&str; 5] = ["Request", "Who asks", "What the time went to", "From", "For"];
pub(crate) const CHARTS: &str = "Charts";
pub(crate) const THEORY_IS: &str = "Dashed lines: what queueing theory says of averages over a very long run. This run is one of many that could have been.";
pub(crate) const NO_THEORY: &str = "No dashed lines: theory has no closed form for this run as it is now.";
pub(crate) const NO_CHARTS: &str = "This one sees nothing that could be counted.";
pub(crate) const FURTHER_BACK: &str = "It goes further back: choose the last of them.";
/// `Go to the slowest, 122 ms`.
pub(crate) fn go_to(name: &str) -> String {
    format!("Go to {name}")
}

pub(crate) const CAME_OF_IT: &str = "What came of it";
pub(crate) const NOTHING_CAME: &str = "Nothing in this run.";
pub(crate) const NOTHING_YET: &str = "Nothing has happened yet.";
pub(crate) const LEDGER_HEAD: [&str; 4] =
    ["Request", "What the client believes", "What was done", "Do they agree?"];
pub(crate) const NO_REQUESTS: &str = "Nobody has asked for anything yet.";
pub(crate) const MESSAGE: &str = "Message";
pub(crate) const OPEN_MESSAGE: &str = "Open";
pub(crate) const SENT_LAST: &str = "the one sent last";
pub(crate) const NO_MESSAGE: &str = "No message has been sent yet, as far as can be seen from here.";
pub(crate) const PIECES: &str = "What the message consists of";
pub(crate) const SIZES: [&str; 3] = ["Head", "Body", "In all, as the simulator sent it"];
/// Where bytes are, in the order of their way.
pub(crate) const PLACES: [&str; 3] = ["not sent yet", "on the wire", "arrived"];
pub(crate) const EARLIER: &str = "Earlier";
pub(crate) const LATER: &str = "Later";
pub(crate) const KNOBS: &str = "Knobs";
pub(crate) const RESET: &str = "Reset";
pub(crate) const COPY_LINK: &str = "Copy link";
pub(crate) const COPY: &str = "Copy";
pub(crate) const LINK_TOO_LONG: &str = "Too long for a link";
pub(crate) const COPIED: &str = "Copied";
pub(crate) const NOT_COPIED: &str = "Not copied";
pub(crate) const FIGURE_STILL: &str =
    "The simulator could not start here, so this figure stays still. The table below has every event.";
pub(crate) const EXPLORER_STILL: &str =
    "The simulator could not start here, so the sliders are gone. The table below was worked out before.";
pub(crate) const EXPLORER_FAILED: &str =
    "This could not be worked out here. The table below shows what was worked out before.";
pub(crate) const STOP: &str = "Stop";
pub(crate) const RUN_FAILED: &str = "This run could not be worked out. Try other values.";

pub(crate) const TOLD_AS: &str = "Tell it as";
pub(crate) const THE_NETWORK: &str = "The network";
pub(crate) const PREVIOUS_STEP: &str = "Previous step";
pub(crate) const NEXT_STEP: &str = "Next step";
pub(crate) const MAPPING: &str = "what stands for what";
pub(crate) const MAPPING_HEAD: [&str; 2] = ["Here", "On the network"];
pub(crate) const REQUEST: &str = "Request";
pub(crate) const REPLY: &str = "Reply";
pub(crate) const WIRE: &str = "The wire, which carries messages";
pub(crate) const LIMIT: &str = "Where it breaks down";

/// `Question 2 of 6 · pick one`, with how it is answered. A question that stands alone is not counted.
pub(crate) fn question(number: usize, of: usize, how: &str) -> String {
    if of == 1 {
        return capitalised(how);
    }
    format!("Question {number} of {of} · {how}")
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `Hint 1 of 2`.
pub(crate) fn hint(number: usize, of: usize) -> String {
    format!("Hint {number} of {of}")
}

/// `14 minutes`.
pub(crate) fn minutes(minutes: u16) -> String {
    if minutes == 1 { "1 minute".to_owned() } else { format!("{minutes} minutes") }
}

/// `Unit 1, Absolute basics · Lesson 1 of 4`.
pub(crate) fn place(unit: u16, title: &str, lesson: usize, of: usize) -> String {
    format!("Unit {unit}, {title} · Lesson {lesson} of {of}")
}

/// `Unit 1`.
pub(crate) fn unit(number: u16) -> String {
    format!("Unit {number}")
}

/// `A whole number of ms. …`, under the field of a prediction.
pub(crate) fn number_note(unit: &str) -> String {
    if unit == "ms" {
        "A number of milliseconds. “0.25 s” works too.".to_owned()
    } else {
        format!("A number of {unit}.")
    }
}

/// The verdict over a prediction: what was said and what the run gave.
pub(crate) fn compared(given: &str, truth: &str) -> String {
    format!("You said {given}. The run took {truth}.")
}

/// What a run gave, for who did not answer.
pub(crate) fn truth(truth: &str) -> String {
    format!("The run took {truth}.")
}

/// The verdict over a prediction whose answer depends on chance.
pub(crate) fn compared_with_mean(given: &str, mean: &str) -> String {
    format!("You said {given}. On average it is {mean}.")
}

/// What comes out on average, for who did not answer.
pub(crate) fn mean(mean: &str) -> String {
    format!("On average it is {mean}.")
}

/// Why the run that is shown gave something else than the answer.
pub(crate) fn chance(runs: u32, mean: &str, shown: &str, strays: &str) -> String {
    format!(
        "Chance plays a part: over {runs} runs the mean is {mean}. This run gave {shown}, and single runs stray from the mean by about {strays}."
    )
}

/// `Step 2 of 5`.
pub(crate) fn step(number: usize, of: usize) -> String {
    format!("Step {number} of {of}")
}

/// `One-way delay 40 ms`: a knob and where it stands.
pub(crate) fn set_to(name: &str, amount: &str) -> String {
    format!("{name} {amount}")
}

/// `Until the last answer: 400 ms.`: a measure and what a run gives.
pub(crate) fn given(measure: &str, amount: &str) -> String {
    format!("{measure}: {amount}.")
}

/// Over the table of an explorer, with what stays the same in it.
pub(crate) fn explored(knob: &str, beside: Option<&str>) -> String {
    match beside {
        None => format!("{knob}, and what comes of it"),
        Some(beside) => format!("{knob}, and what comes of it ({beside})"),
    }
}

/// `Simulating … 40 %`. Only tens are told, so that a screen reader is not kept talking.
pub(crate) fn simulating(tens: u8) -> String {
    format!("Simulating … {}\u{a0}%", u16::from(tens) * 10)
}

/// `1 s on screen = 20 ms`.
pub(crate) fn speed(amount: &str) -> String {
    format!("1 s on screen = {amount}")
}

/// `44 ms: Request 1.1 has arrived whole.`, for screen readers while a run plays.
pub(crate) fn at_moment(at: &str, sentence: &str) -> String {
    format!("{at}: {sentence}")
}

/// `Picked: reply 7.2, sent at 70 ms, lost at 95 ms`, for screen readers.
pub(crate) fn picked(name: &str, line: &str) -> String {
    format!("Picked: {name}, {line}")
}

/// Behind the first things that came of an event; `more` is none for more than can be counted.
pub(crate) fn and_more(more: Option<usize>) -> Option<String> {
    match more {
        Some(0) => None,
        Some(more) => Some(format!("and {} more", grouped(more))),
        None => Some("and many more".to_owned()),
    }
}

/// `Rows 1–100 of 12,345`.
pub(crate) fn rows_shown(first: usize, last: usize, of: usize) -> String {
    format!("Rows {}–{} of {}", grouped(first), grouped(last), grouped(of))
}

/// `12,345`: a count with its thousands apart.
fn grouped(count: usize) -> String {
    wire::grouped(u64::try_from(count).unwrap_or(u64::MAX))
}

/// `⋯ 870 ms: nothing moves`, while a silence is passed over.
pub(crate) fn nothing_moves(cut: &str) -> String {
    format!("{cut}: nothing moves")
}

/// `26 ms of 122 ms`.
pub(crate) fn time_of(at: &str, end: &str) -> String {
    format!("{at} of {end}")
}

/// `40 ms`, `1 request`, `2 requests`, `5`: a whole number with its unit, if it has one. Units that are words come in the
/// plural.
pub(crate) fn amount(value: u64, unit: &str) -> String {
    if unit.is_empty() {
        return value.to_string();
    }
    let unit = if value == 1 && unit.len() > 3 { unit.strip_suffix('s').unwrap_or(unit) } else { unit };
    format!("{value}\u{a0}{unit}")
}

/// `1 byte`, `1,200 bytes`.
pub(crate) fn bytes(count: u64) -> String {
    format!("{} {}", wire::grouped(count), if count == 1 { "byte" } else { "bytes" })
}

/// Which bytes of a message, counted from 0; `end` is the one behind the last.
pub(crate) fn byte_range(start: u64, end: u64) -> String {
    let last = end.saturating_sub(1);
    if start == last {
        format!("byte {}", wire::grouped(start))
    } else {
        format!("bytes {} to {}", wire::grouped(start), wire::grouped(last))
    }
}

pub(crate) fn more_bytes(count: u64) -> String {
    format!("… {} more", wire::grouped(count))
}
