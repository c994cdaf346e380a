//! Words of the questions of every kind.

/// Under a question that could not be brought to life.
pub(crate) const STILL: &str = "This question could not be loaded. Its answer is in the box below.";

// How a question is answered, behind its number.
pub(crate) const PICK_ALL: &str = "pick all that are right";
pub(crate) const GIVE_NUMBER: &str = "give a number";
pub(crate) const BRING_INTO_ORDER: &str = "bring into order";
pub(crate) const MATCH: &str = "say what belongs together";
pub(crate) const FILL_IN: &str = "fill in the gaps";
pub(crate) const JUDGE: &str = "true or false";
pub(crate) const EXPLAIN: &str = "in your own words";

// What is missing.
pub(crate) const NOTHING_PICKED: &str =
    "You have picked none. If that is your answer, press “Check” once more.";
pub(crate) const CHOOSE_ALL: &str = "Choose something in every row first.";
pub(crate) const FILL_ALL: &str = "Fill in every gap first.";
pub(crate) const JUDGE_ALL: &str = "Say of every sentence whether it is true or false first.";
pub(crate) const WRITE_FIRST: &str = "Write something first. A few words will do.";

// What became of a part.
pub(crate) const ALSO_RIGHT: &str = "Also right";
pub(crate) const RIGHT_PLACE: &str = "In its place";
pub(crate) const OTHER_PLACE: &str = "Not in its place";

pub(crate) const YOUR_NUMBER: &str = "Your answer";
/// `A number of milliseconds. …`, under the field.
pub(crate) fn number_note(unit: &str) -> String {
    if unit.is_empty() { "A number.".to_owned() } else { super::number_note(unit) }
}

/// What is missing where a number is asked for.
pub(crate) fn number_first(unit: &str) -> String {
    match unit {
        "ms" => super::NUMBER_FIRST.to_owned(),
        "" => "Write a number first, for example 25.".to_owned(),
        _ => format!("Write a number of {unit} first, for example 25."),
    }
}

pub(crate) const TOO_LARGE: &str = "That is too large.";
pub(crate) const TOO_SMALL: &str = "That is too small.";
pub(crate) const CHOOSE: &str = "Choose…";
pub(crate) const TRUE: &str = "True";
pub(crate) const FALSE: &str = "False";
pub(crate) const IN_YOUR_WORDS: &str = "Your explanation";
pub(crate) const COMPARE: &str = "Compare";
pub(crate) const DONE: &str = "Done";
pub(crate) const POINTS: &str = "What a full answer says";
pub(crate) const HAD: &str = "You had this";
pub(crate) const TO_ADD: &str = "To add";
pub(crate) const TICK_POINTS: &str = "Which of these did you have? Tick them, then press “Done”.";
pub(crate) const SAID_AT: &str = "Where this page says it:";

/// `3 of 4 are right.`
pub(crate) fn of_right(right: usize, of: usize) -> String {
    format!("{right} of {of} are right.")
}

/// `3 of 5 are in their place.`
pub(crate) fn of_in_place(right: usize, of: usize) -> String {
    format!("{right} of {of} are in their place.")
}

/// `You had 3 of 4 points.`
pub(crate) fn of_points(had: usize, of: usize) -> String {
    if had == of { format!("You had all {of} points.") } else { format!("You had {had} of {of} points.") }
}

/// `You said 40 ms.`
pub(crate) fn you_said(given: &str) -> String {
    format!("You said {given}.")
}

/// `It is 80 ms.`
pub(crate) fn it_is(truth: &str) -> String {
    format!("It is {truth}.")
}

/// `Gap 2 of 3`.
pub(crate) fn gap(number: usize, of: usize) -> String {
    format!("Gap {number} of {of}")
}

/// `Gap 2`.
pub(crate) fn gap_number(number: usize) -> String {
    format!("Gap {number}")
}

/// `Move up: The browser asks`: the name of a button.
pub(crate) fn move_up(item: &str) -> String {
    format!("Move up: {item}")
}

/// Likewise.
pub(crate) fn move_down(item: &str) -> String {
    format!("Move down: {item}")
}

/// `Now 2 of 4: The browser asks`, for screen readers.
pub(crate) fn moved(place: usize, of: usize, item: &str) -> String {
    format!("Now {place} of {of}: {item}")
}

/// `You found 1 of the 2 right ones.`
pub(crate) fn of_found(found: usize, of: usize) -> String {
    match (found, of) {
        (_, 0) => "None of them is right.".to_owned(),
        (1, 1) => "You found the one that is right.".to_owned(),
        (_, 1) => "One of them is right, and you did not pick it.".to_owned(),
        _ => format!("You found {found} of the {of} right ones."),
    }
}
