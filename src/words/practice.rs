//! Words of the questions that are done with one's hands: a place to point at, a request to build, a server to be, a run to
//! change.

use trace::Relation;

// How a question is answered, behind its number.
pub(crate) const POINT: &str = "point at the place";
pub(crate) const BUILD: &str = "build the request";
pub(crate) const BE_THE_SERVER: &str = "be the server";
pub(crate) const TURN: &str = "turn the knobs";

pub(crate) const POINT_FIRST: &str = "Point at a place first, or pick one in the list.";
pub(crate) const IN_WORDS: &str = "The drawing in words";

pub(crate) const SEND: &str = "Send it";
pub(crate) const PREVIEW: &str = "What goes over the wire";
pub(crate) const NO_BODY: &str = "no body";
pub(crate) const LINE_ENDS: &str = "↵ is the end of a line: two bytes, CR and LF.";
pub(crate) const SERVER_ANSWERS: &str = "The server answers:";
pub(crate) const MISSING: &str = "Missing";

pub(crate) const SEND_STATUS: &str = "Send this answer";
pub(crate) const YOUR_STATUS: &str = "Your answer";
pub(crate) const STATUS_FIRST: &str = "Pick a status first.";
pub(crate) const SUMMARY_HEAD: [&str; 3] = ["Request", "You answered", "Right answer"];
pub(crate) const SUMMARY: &str = "What you answered, request by request";

pub(crate) const GOALS: &str = "Goals";
pub(crate) const CHANCE: &str = "Chance plays a part, and the run is always the same one of many.";
pub(crate) const NOT_READY: &str =
    "There is no run to check yet. Try again in a moment, or have the answer shown.";
/// Under the still of a task whose figure could not start.
pub(crate) const TASK_STILL: &str =
    "The simulator could not start here, so nothing can be turned. “Just show me” tells one way to do it.";
pub(crate) const REACHED: &str = "Reached";
pub(crate) const NOT_REACHED: &str = "Not yet";
pub(crate) const STILL_MISSING: &str = "Not reached yet:";
pub(crate) const ALL_REACHED: &str = "All goals are reached: press “Check”.";

/// `Choose a method first.`, with what is missing of the request.
pub(crate) fn choose_first(part: &str) -> String {
    format!("Something is missing. Choose first: {part}.")
}

/// `87 bytes in all.`
pub(crate) fn bytes_in_all(count: usize) -> String {
    format!("{} in all.", super::bytes(u64::try_from(count).unwrap_or(u64::MAX)))
}

/// `Request 2 of 3`.
pub(crate) fn arrival(number: usize, of: usize) -> String {
    format!("Request {number} of {of}")
}

/// `You answered 404 Not Found.`
pub(crate) fn answered(status: &str) -> String {
    format!("You answered {status}.")
}

/// `The right answer is 404 Not Found.`
pub(crate) fn answer_is(status: &str) -> String {
    format!("The right answer: {status}.")
}

/// `This run: 2. Wanted: exactly 1.`, below a goal.
pub(crate) fn given_and_wanted(given: &str, relation: Relation, limit: &str) -> String {
    format!("This run gives {given}; wanted: {}", wanted(relation, limit))
}

/// `exactly 1`, `below 200 ms`.
fn wanted(relation: Relation, limit: &str) -> String {
    let how = match relation {
        Relation::Below => "below",
        Relation::AtMost => "at most",
        Relation::Equal => "exactly",
        Relation::AtLeast => "at least",
        Relation::Above => "more than",
    };
    format!("{how} {limit}")
}

/// `Goal 2: 180 ms, reached.`, for screen readers.
pub(crate) fn goal_now(number: usize, given: &str, reached: bool) -> String {
    let reached = if reached { "reached" } else { "not yet" };
    format!("Goal {number}: {given}, {reached}.")
}

/// `One way to reach them: timeout 400 ms, retries 2.`, with where knobs stand.
pub(crate) fn one_way(knobs: &str) -> String {
    format!("One way to get there: {knobs}.")
}
