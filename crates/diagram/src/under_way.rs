//! What is under way at a moment, and what was lost up to it: found at once, however long the run.

use std::collections::BTreeMap;

use trace::{ByMessage, Fate, LinkId, Message, MessageId, NodeId, Part, Time, Trace};

use crate::Run;
use crate::alive::Alive;
use crate::lanes::{Place, gone_at};
use crate::state::{flies_at, stands_in_line_at};
use crate::visits::{Late, Stays, Try, Visit};

/// A message on the wire.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Flying<'a> {
    pub(crate) message: &'a Message,
    /// Where it flies among those beside it.
    pub(crate) place: Place,
    /// For a reply that nobody waits for any more, why.
    pub(crate) late: Option<Late>,
    /// Whether it is drawn by itself, even in a crowd.
    pub(crate) drawn: bool,
}

/// Where to look. All numbers are places in the lists of a run.
#[derive(Clone, Debug, Default)]
pub(crate) struct UnderWay {
    /// From being handed over until they are off the wire.
    messages: Alive,
    /// For as long as their clients wait.
    tries: Alive,
    /// For as long as they are at their servers.
    visits: Alive,
    /// In the order in which they were lost, by the link and by who sent them.
    lost: BTreeMap<(LinkId, NodeId), Vec<u32>>,
    /// For each client, when replies came that it no longer waited for: each with the last one sent of all up to it.
    late: BTreeMap<NodeId, Vec<(Time, u32)>>,
    /// Who asks on each link, and who answers.
    ends: Vec<[NodeId; 2]>,
    named: ByMessage<u32>,
}

impl UnderWay {
    pub(crate) fn new(
        trace: &Trace,
        messages: &[Message],
        stays: &Stays,
        late_from: &[Option<Time>],
    ) -> Self {
        let never = Time(u64::MAX);
        let mut named = ByMessage::default();
        for (message, place) in messages.iter().zip(0_u32..) {
            // Equal names are rare, and mean the first.
            named.entry(message.id, place);
        }
        Self {
            messages: Alive::new(messages.iter().map(|own| (own.sent_at.min(own.entered_at), gone_at(own)))),
            tries: Alive::new(stays.tries.iter().map(|own| (own.sent, own.over().unwrap_or(never)))),
            visits: Alive::new(stays.visits.iter().map(|own| (own.arrived, own.left().unwrap_or(never)))),
            lost: lost(messages),
            late: late(messages, late_from),
            ends: ends(trace, messages),
            named,
        }
    }
}

impl Run {
    /// The message of a name. Of several, the first.
    pub fn message(&self, id: MessageId) -> Option<&Message> {
        self.messages.get(self.under_way.named.find(id)? as usize)
    }

    /// Messages on the wire, or about to come off it, in the order of sending.
    pub(crate) fn flying(&self, at: Time) -> impl Iterator<Item = Flying<'_>> {
        self.under_way.messages.at(at).filter_map(move |place| {
            let message = self.messages.get(place).filter(|message| flies_at(message, at))?;
            let late = self.late_from.get(place).copied().flatten().filter(|&from| from <= at);
            let late = late.map(|_| self.stays.why_late(message.id, at));
            let alone = self.tracers.get(place).copied().flatten();
            let (drawn, row) = (alone.is_some(), alone.or_else(|| self.places.get(place).copied()));
            Some(Flying { message, place: row.unwrap_or_default(), late, drawn })
        })
    }

    /// Messages that are on the wire or stand in line for it, in the order of sending.
    pub(crate) fn on_their_way(&self, at: Time) -> impl Iterator<Item = &Message> {
        let handed_over = self.under_way.messages.at(at).filter_map(|place| self.messages.get(place));
        handed_over.filter(move |message| message.sent_at <= at && at < gone_at(message))
    }

    /// Messages that have been handed over while the wire is still busy with others, in the order of sending.
    pub(crate) fn in_line(&self, at: Time) -> impl Iterator<Item = &Message> {
        self.on_their_way(at).filter(move |message| stands_in_line_at(message, at))
    }

    /// Tries that clients wait for, in the order in which they began.
    pub(crate) fn waiting(&self, at: Time) -> impl Iterator<Item = &Try> {
        let tries = self.under_way.tries.at(at).filter_map(|place| self.stays.tries.get(place));
        tries.filter(move |own| own.waits_at(at))
    }

    /// Requests at servers, whatever they wait for there, in the order of their arrival.
    pub(crate) fn staying(&self, at: Time) -> impl Iterator<Item = &Visit> {
        let visits = self.under_way.visits.at(at).filter_map(|place| self.stays.visits.get(place));
        visits.filter(move |visit| visit.left().is_none_or(|left| left > at))
    }

    /// Messages that were under way at any moment from `first` to `last`, with their places in [`Run::messages`].
    pub fn messages_between(&self, first: Time, last: Time) -> impl Iterator<Item = (usize, &Message)> {
        let places = self.under_way.messages.between(first, last);
        places.filter_map(|place| Some((place, self.messages.get(place)?)))
    }

    /// What `from` sent over a link and was lost up to a moment, in the order of losing.
    pub(crate) fn lost(
        &self,
        link: LinkId,
        from: NodeId,
        at: Time,
    ) -> impl DoubleEndedIterator<Item = &Message> + ExactSizeIterator {
        let message = |place: &u32| self.messages.get(*place as usize);
        let all = self.under_way.lost.get(&(link, from)).map_or(&[][..], Vec::as_slice);
        let until =
            all.partition_point(|place| message(place).and_then(lost_at).is_some_and(|own| own <= at));
        let (until, _) = all.split_at(until.min(all.len()));
        // Every place is one of a message.
        until.iter().map(|place| &self.messages[*place as usize])
    }

    /// Of the replies that `to` no longer waited for and that had come by a moment, the last one sent.
    pub(crate) fn last_late(&self, to: NodeId, at: Time) -> Option<&Message> {
        let late = self.under_way.late.get(&to)?;
        let until = late.partition_point(|&(there, _)| there <= at);
        let &(_, place) = late.get(until.checked_sub(1)?)?;
        self.messages.get(place as usize)
    }

    /// Who asks on a link, and who answers: told by its messages, else by the order of its ends.
    pub(crate) fn ends(&self, link: LinkId) -> (NodeId, NodeId) {
        let [asks, answers] =
            self.under_way.ends.get(usize::from(link.0)).copied().unwrap_or([NodeId(0), NodeId(1)]);
        (asks, answers)
    }
}

fn lost_at(message: &Message) -> Option<Time> {
    match message.fate {
        Fate::Lost { at, .. } => Some(at),
        Fate::Arrived { .. } | Fate::InFlight => None,
    }
}

fn lost(messages: &[Message]) -> BTreeMap<(LinkId, NodeId), Vec<u32>> {
    let mut lost: BTreeMap<_, Vec<(Time, u32)>> = BTreeMap::new();
    for (message, place) in messages.iter().zip(0_u32..) {
        if let Some(at) = lost_at(message) {
            lost.entry((message.link, message.from)).or_default().push((at, place));
        }
    }
    let in_order = |mut own: Vec<(Time, u32)>| {
        own.sort_unstable();
        own.into_iter().map(|(_, place)| place).collect()
    };
    lost.into_iter().map(|(way, own)| (way, in_order(own))).collect()
}

fn late(messages: &[Message], late_from: &[Option<Time>]) -> BTreeMap<NodeId, Vec<(Time, u32)>> {
    let mut late: BTreeMap<NodeId, Vec<(Time, u32)>> = BTreeMap::new();
    for ((message, from), place) in messages.iter().zip(late_from).zip(0_u32..) {
        if let (Some(_), Fate::Arrived { at }) = (from, message.fate) {
            late.entry(message.to).or_default().push((at, place));
        }
    }
    for own in late.values_mut() {
        own.sort_unstable();
        let mut last = 0;
        for (_, place) in own {
            last = last.max(*place);
            *place = last;
        }
    }
    late
}

fn ends(trace: &Trace, messages: &[Message]) -> Vec<[NodeId; 2]> {
    let (mut asked, mut outward) = (vec![None; trace.links.len()], vec![None; trace.links.len()]);
    for message in messages.iter().filter(|message| message.id.part.is_outward()) {
        let link = usize::from(message.link.0);
        let ends = Some([message.from, message.to]);
        if let Some(own) = outward.get_mut(link) {
            *own = own.or(ends);
        }
        if let Some(own) = asked.get_mut(link).filter(|_| message.id.part == Part::Request) {
            *own = own.or(ends);
        }
    }
    let told = asked.into_iter().zip(outward).map(|(asked, outward)| asked.or(outward));
    told.zip(&trace.links).map(|(told, link)| told.unwrap_or(link.ends)).collect()
}
