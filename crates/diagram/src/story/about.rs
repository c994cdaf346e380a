//! What is picked, in words: what it is called, and what has become of it up to the moment.

use trace::{Fate, LinkId, Message, MessageId, NodeId, Time};

use super::why::{explained, why};
use crate::lanes::gone_at;
use crate::openable::openable;
use crate::state::stands_in_line_at;
use crate::{Run, Sight, Subject, Viewpoint, grammar, knows, words};

/// A list for a learner to pick from need not be longer.
const MOST_UNDER_WAY: usize = 50;

/// The same for nodes and for links.
const MOST_FIXED: u16 = 20;

/// Something that is picked, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// `reply 7.1`.
    pub name: String,
    /// `sent at 70 ms, lost at 95 ms`.
    pub line: String,
    /// The moment to look at it: when it happens, or is sent. None for what is always there.
    pub at: Option<Time>,
}

/// What there is to say of something. None for what the run does not have.
pub fn about(sight: &Sight<'_>, subject: Subject) -> Option<About> {
    let run = sight.run;
    match subject {
        Subject::Message(id) => {
            let message = run.message(id)?;
            Some(About { name: name(run, id), line: journey(sight, message), at: Some(message.sent_at) })
        }
        Subject::Event(_) => {
            let picked = Sight { picked: Some(subject), ..*sight };
            let step = why(&picked, explained(&picked)?).next()?;
            Some(About { name: words::event_at(step.at), line: step.words, at: Some(step.at) })
        }
        Subject::Node(node) => {
            run.trace.nodes.get(usize::from(node.0))?;
            let line = match sight.viewpoint {
                Viewpoint::Only(own) if own != node => words::CANNOT_KNOW.to_owned(),
                _ => knows(run, node, sight.at),
            };
            Some(About { name: run.name(node).to_owned(), line, at: None })
        }
        Subject::Link(link) => {
            Some(About { name: link_name(run, link)?, line: link_line(run, link)?, at: None })
        }
    }
}

/// What can be picked at the moment, with what each is called: the messages that are under way, the latest first, then
/// nodes and links. A node cannot tell what is still under way: it has what it sent and got last.
pub fn pickable(sight: &Sight<'_>) -> Vec<(Subject, String)> {
    let (run, at) = (sight.run, sight.at);
    let messages: Vec<&Message> = match sight.viewpoint {
        Viewpoint::Everyone => {
            let under_way: Vec<&Message> = run.on_their_way(at).collect();
            under_way.into_iter().rev().take(MOST_UNDER_WAY).collect()
        }
        Viewpoint::Only(_) => openable(sight),
    };
    let messages = messages.into_iter();
    let messages = messages.map(|message| (Subject::Message(message.id), name(run, message.id)));
    let nodes = (0..MOST_FIXED).map(NodeId).take(run.trace.nodes.len());
    let nodes = nodes.map(|node| (Subject::Node(node), run.name(node).to_owned()));
    let links = (0..MOST_FIXED).map(LinkId).take(run.trace.links.len());
    let links = links.filter_map(|link| Some((Subject::Link(link), link_name(run, link)?)));
    messages.chain(nodes).chain(links).collect()
}

/// `request 7.2`.
fn name(run: &Run, id: MessageId) -> String {
    grammar::messages(&run.cast, id.part, &[id])
}

/// What has become of a message up to the moment, as far as one can know.
fn journey(sight: &Sight<'_>, message: &Message) -> String {
    let (run, at) = (sight.run, sight.at);
    let to = grammar::the(run.name(message.to));
    let gone = gone_at(message);
    let shown = |time: Time| run.shown(time);
    let (sees_start, sees_end) = match sight.viewpoint {
        Viewpoint::Everyone => (true, true),
        Viewpoint::Only(node) => (message.from == node, message.to == node),
    };
    let sent = sees_start.then(|| match message.sent_at {
        sent if sent > at => words::will_be_sent(shown(sent)),
        sent => words::was_sent(shown(sent)),
    });
    let end = match message.fate {
        _ if message.sent_at > at => None,
        Fate::Arrived { .. } if gone <= at && sees_end => Some(words::has_arrived(shown(gone))),
        Fate::Lost { .. } if gone <= at && sees_start && sees_end => Some(words::was_lost(shown(gone))),
        _ if sees_start && sees_end && stands_in_line_at(message, at) => Some(words::YET_TO_LEAVE.to_owned()),
        _ if sees_start && sees_end => Some(words::is_on_its_way(&to)),
        _ => Some(words::CANNOT_KNOW_MORE.to_owned()),
    };
    let said: Vec<String> = [sent, end].into_iter().flatten().collect();
    said.join(", ")
}

fn link_name(run: &Run, link: LinkId) -> Option<String> {
    let [one, other] = run.trace.links.get(usize::from(link.0))?.ends;
    Some(words::between(&run.cast, &grammar::the(run.name(one)), &grammar::the(run.name(other))))
}

fn link_line(run: &Run, link: LinkId) -> Option<String> {
    Some(words::one_way(run.trace.links.get(usize::from(link.0))?.one_way))
}
