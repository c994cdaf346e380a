//! What was done, as the list says it.

use diagram::{Run, Subject, called};
use scenario::Action;
use trace::{Duration, LinkId, NodeId, Time};

use crate::state::experiment::Act;
use crate::words::acts as words;

/// A line of what was done: `You, at 95 ms: lost reply 7.1`.
pub(super) fn told(act: Act, run: &Run) -> String {
    let message = |id| called(run, Subject::Message(id));
    let node = |node| called(run, Subject::Node(NodeId(node)));
    let link = |link| called(run, Subject::Link(LinkId(link)));
    let done = match act.intervention.action {
        Action::Drop { message: id } => words::lost(&message(id)),
        Action::Delay { message: id, by_ns } => words::delayed(&message(id), &Duration(by_ns).to_string()),
        Action::Duplicate { message: id } => words::doubled(&message(id)),
        Action::Hold { message: id } => words::held(&message(id)),
        Action::Release { message: id } => words::released(&message(id)),
        Action::Crash { node: id, silent, .. } => words::crashed(&node(id), silent),
        Action::Restart { node: id } => words::restarted(&node(id)),
        Action::Slow { node: id, .. } => words::slowed(&node(id)),
        Action::Hang { node: id } => words::hung(&node(id)),
        Action::Errors { node: id, .. } => words::erring(&node(id)),
        Action::Pause { node: id, length_ns } => words::paused(&node(id), &Duration(length_ns).to_string()),
        Action::Recover { node: id } => words::recovered(&node(id)),
        Action::Cut { link: id, from, .. } => words::cut(&link(id), from.map(node).as_deref()),
        Action::Mend { link: id } => words::mended(&link(id)),
        Action::Rate { client, .. } => words::rated(&node(client)),
    };
    words::you_did(&Time(act.intervention.at_ns).to_string(), &done)
}
