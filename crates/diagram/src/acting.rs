//! What somebody who looks at a run can do to it: what there is to act on at a moment, what would make no sense, and from when
//! on it counts.

use trace::{Duration, FactId, Fate, LinkId, Message, MessageId, NodeId, Role, Time, Trace, What};

use crate::lanes::gone_at;
use crate::spells::SpellKind;
use crate::units::nice_above;
use crate::{Run, Subject, words};

/// More messages are not offered one by one.
const MOST_MESSAGES: usize = 40;

/// An hour, which is as long as a message may be delayed at a time.
const LONGEST_DELAY_NS: u64 = 3_600_000_000_000;

/// Something that can be done to a message, a server or a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Lose,
    Delay,
    Double,
    Hold,
    Release,
    Crash,
    CrashSilently,
    Restart,
    Slow,
    Hang,
    Recover,
    Cut,
    /// What this end sends is stopped.
    CutFrom(NodeId),
    Mend,
}

/// What there is to act on at a moment: the messages under way, the last sent first, then servers, then links.
pub fn targets(run: &Run, at: Time) -> Vec<Subject> {
    let sent: Vec<_> = run.on_their_way(at).collect();
    let messages = sent.into_iter().rev().take(MOST_MESSAGES).map(|message| Subject::Message(message.id));
    let nodes = (0_u16..).zip(&run.trace.nodes);
    let servers = nodes.filter(|(_, node)| matches!(node.role, Role::Server { .. }));
    let links = (0_u16..).take(run.trace.links.len());
    messages
        .chain(servers.map(|(place, _)| Subject::Node(NodeId(place))))
        .chain(links.map(|place| Subject::Link(LinkId(place))))
        .collect()
}

/// Whether something can be done to what `picked` leads to.
pub fn is_target(run: &Run, picked: Subject) -> bool {
    match target(run, picked) {
        Subject::Node(NodeId(node)) => {
            let node = run.trace.nodes.get(usize::from(node));
            node.is_some_and(|node| matches!(node.role, Role::Server { .. }))
        }
        Subject::Message(_) | Subject::Link(_) => true,
        Subject::Event(_) => false,
    }
}

/// The interventions of a run that something followed from, by their places in its list.
pub fn with_effect(trace: &Trace) -> Vec<u16> {
    let causes = trace.facts.iter().filter_map(|fact| fact.cause);
    let intervention = |FactId(place): FactId| match trace.facts.get(usize::try_from(place).ok()?)?.what {
        What::Intervened { intervention } => Some(intervention),
        _ => None,
    };
    causes.filter_map(intervention).collect()
}

/// What `picked` leads to: an event stands for its message, or for the node where it happened.
pub fn target(run: &Run, picked: Subject) -> Subject {
    let Subject::Event(fact) = picked else { return picked };
    let node = run.trace.facts.get(usize::try_from(fact.0).unwrap_or(usize::MAX)).map(|fact| fact.node);
    let message = picked.message(run).map(Subject::Message);
    message.or(node.map(Subject::Node)).unwrap_or(picked)
}

/// Why a deed makes no sense at a moment, as half a sentence; none when it does.
pub fn objection(run: &Run, at: Time, subject: Subject, deed: Deed) -> Option<&'static str> {
    match subject {
        Subject::Message(id) => of_message(run, at, id, deed),
        Subject::Node(node) => of_node(run, at, node, deed),
        Subject::Link(link) => of_link(run, at, link, deed),
        Subject::Event(_) => Some(words::NOT_HERE),
    }
}

/// From when on something counts that is done at a moment: after everything that is shown to have happened, so that none of it
/// changes.
pub fn acts_at(run: &Run, at: Time, subject: Subject) -> Time {
    let shown = run.shown(at);
    let happened = run.trace.facts.binary_search_by_key(&shown, |fact| fact.at).is_ok();
    // What is done to a message meets it after it was sent, also within the moment.
    if happened && !matches!(subject, Subject::Message(_)) { shown + Duration(1) } else { shown }
}

/// By how much a message may be delayed, in round numbers: from half of its way to five times the whole way.
pub fn delays(run: &Run, id: MessageId) -> [Duration; 4] {
    let way = run.messages.iter().rfind(|message| message.id == id).map_or(0, |message| message.one_way.0);
    let way = if way == 0 { 10_000_000 } else { way };
    let mut delays = [Duration::ZERO; 4];
    let mut last = 0;
    for (delay, tenths) in delays.iter_mut().zip([5, 10, 20, 50]) {
        let wanted = nice_above((way / 10).max(1).saturating_mul(tenths)).max(last + 1);
        last = nice_above(wanted).min(LONGEST_DELAY_NS);
        *delay = Duration(last);
    }
    delays
}

fn under_way(message: &Message, at: Time) -> bool {
    message.sent_at <= at && at < gone_at(message)
}

fn of_message(run: &Run, at: Time, id: MessageId, deed: Deed) -> Option<&'static str> {
    let sent = run.messages.iter().rfind(|message| message.id == id && message.sent_at <= at);
    let Some(message) = sent else { return Some(words::NOT_SENT) };
    if !under_way(message, at) {
        return Some(match message.fate {
            Fate::Lost { .. } => words::LOST_ALREADY,
            Fate::Arrived { .. } | Fate::InFlight => words::ARRIVED_ALREADY,
        });
    }
    // Who is held when the run ends stands still for good.
    let held = message.stops.iter().any(|stop| stop.from <= at && (at < stop.to || stop.to == run.end()));
    match deed {
        Deed::Lose | Deed::Delay | Deed::Double => None,
        Deed::Hold => held.then_some(words::HELD_ALREADY),
        Deed::Release => (!held).then_some(words::NOT_HELD),
        _ => Some(words::NOT_HERE),
    }
}

fn of_node(run: &Run, at: Time, node: NodeId, deed: Deed) -> Option<&'static str> {
    let role = run.trace.nodes.get(usize::from(node.0)).map(|node| &node.role);
    if !matches!(role, Some(Role::Server { .. })) {
        return Some(words::SERVERS_ONLY);
    }
    let is = |kind: fn(SpellKind) -> bool| run.spells.at(node, at, kind);
    let down = is(|kind| kind == SpellKind::Down);
    let hung = is(|kind| kind == SpellKind::Hung);
    let slow = is(|kind| matches!(kind, SpellKind::Slow(_)));
    let errs = is(|kind| matches!(kind, SpellKind::Failing(_)));
    match deed {
        Deed::Restart => (!down).then_some(words::UP_ALREADY),
        Deed::Crash | Deed::CrashSilently => down.then_some(words::DOWN_ALREADY),
        Deed::Slow | Deed::Hang if down => Some(words::DOWN),
        Deed::Slow => slow.then_some(words::SLOW_ALREADY),
        Deed::Hang => hung.then_some(words::HUNG_ALREADY),
        Deed::Recover if down => Some(words::DOWN_SO_RESTART),
        Deed::Recover => (!hung && !slow && !errs).then_some(words::WELL),
        _ => Some(words::NOT_HERE),
    }
}

fn of_link(run: &Run, at: Time, link: LinkId, deed: Deed) -> Option<&'static str> {
    let Some(ends) = run.trace.links.get(usize::from(link.0)).map(|link| link.ends) else {
        return Some(words::NOT_HERE);
    };
    let cut = ends.map(|end| {
        let stops = |from: Option<NodeId>| from.is_none_or(|from| from == end);
        run.spells
            .lasting(at)
            .any(|kind| matches!(kind, SpellKind::Cut { link: own, from } if own == link && stops(from)))
    });
    match deed {
        Deed::Cut => (cut == [true; 2]).then_some(words::CUT_ALREADY),
        Deed::CutFrom(node) => {
            let side = ends.iter().zip(cut).find(|(end, _)| **end == node);
            side.is_none_or(|(_, cut)| cut).then_some(words::CUT_ALREADY)
        }
        Deed::Mend => (cut == [false; 2]).then_some(words::WHOLE),
        _ => Some(words::NOT_HERE),
    }
}
