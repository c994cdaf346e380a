//! Interventions: what somebody does to a run, at its moment and before everything else of that moment.

use scenario::Action;
use trace::{Duration, FactId, LossReason, MessageId, NodeId, What};

use crate::book::{NO_FACT, between};
use crate::engine::Engine;
use crate::parts::{Parcel, Place};
use crate::plan::link_id;
use crate::table::Handle;

/// An intervention whose message has not been sent yet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule {
    message: MessageId,
    what: Meddling,
    fact: FactId,
}

/// What can be done to a message.
#[derive(Clone, Copy, Debug)]
enum Meddling {
    Drop,
    Delay { by_ns: u64 },
    Duplicate,
    Hold,
}

impl Engine {
    pub(crate) fn intervene(&mut self, place: u32) {
        let Some(action) = self.actions.get(place as usize).copied() else { return };
        let what = What::Intervened { intervention: u16::try_from(place).unwrap_or(u16::MAX) };
        let node = self.concerned(&action);
        if usize::from(node) >= self.plan.stations.len() {
            return;
        }
        let fact = self.write(node, what, NO_FACT);
        match action {
            Action::Drop { message } => self.meddle(message, Meddling::Drop, fact),
            Action::Delay { message, by_ns } => self.meddle(message, Meddling::Delay { by_ns }, fact),
            Action::Duplicate { message } => self.meddle(message, Meddling::Duplicate, fact),
            Action::Hold { message } => self.meddle(message, Meddling::Hold, fact),
            Action::Release { message } => self.release(message, fact),
            Action::Crash { node, silent, restart_after_ns } => {
                self.crash(node, silent, restart_after_ns, fact);
            }
            Action::Restart { node } => self.restart(node, fact),
            Action::Slow { node, factor } => self.change_health(node, fact, Change::Slow(factor)),
            Action::Hang { node } => self.change_health(node, fact, Change::Hang),
            Action::Errors { node, share } => self.change_health(node, fact, Change::Failing(share)),
            Action::Pause { node, length_ns } => self.pause(node, length_ns, fact),
            Action::Recover { node } => self.recover(node, fact),
            Action::Cut { link, from, in_flight } => self.cut(link, from, in_flight, fact),
            Action::Mend { link } => self.mend(link, fact),
            Action::Rate { client, per_1000_s } => self.change_rate(client, per_1000_s),
        }
    }

    /// The node at which an intervention stands in the trace.
    fn concerned(&self, action: &Action) -> u16 {
        match *action {
            Action::Drop { message }
            | Action::Delay { message, .. }
            | Action::Duplicate { message }
            | Action::Hold { message }
            | Action::Release { message } => {
                let under_way =
                    self.parcels.iter().find(|(_, parcel)| parcel.id == message && parcel.travels());
                under_way.map_or(0, |(_, parcel)| parcel.from)
            }
            Action::Crash { node, .. }
            | Action::Restart { node }
            | Action::Slow { node, .. }
            | Action::Hang { node }
            | Action::Errors { node, .. }
            | Action::Pause { node, .. }
            | Action::Recover { node } => node,
            Action::Cut { link, .. } | Action::Mend { link } => self.end_of(link),
            Action::Rate { client, .. } => client,
        }
    }

    /// Does it to the message where it is, or keeps it in mind until the message is sent.
    fn meddle(&mut self, message: MessageId, what: Meddling, fact: FactId) {
        let under_way = self.parcels.iter().find(|(_, parcel)| parcel.id == message && parcel.travels());
        match under_way.map(|(handle, _)| handle) {
            Some(handle) => self.apply(handle, what, fact),
            None => self.rules.push(Rule { message, what, fact }),
        }
    }

    /// A message is being sent that somebody waits for.
    #[inline(never)]
    pub(crate) fn meet_rules(&mut self, handle: Handle) {
        let Some(message) = self.parcels.find(handle).map(|parcel| parcel.id) else { return };
        while let Some(place) = self.rules.iter().position(|rule| rule.message == message) {
            let rule = self.rules.remove(place);
            self.apply(handle, rule.what, rule.fact);
        }
    }

    fn apply(&mut self, handle: Handle, what: Meddling, fact: FactId) {
        let now = self.desk.now_ns;
        let Some(parcel) = self.parcels.find_mut(handle) else { return };
        let (message, from, flying) = (parcel.id, parcel.from, parcel.place == Place::Flying);
        match what {
            Meddling::Drop => self.lose_now(handle, LossReason::Dropped, fact),
            Meddling::Delay { by_ns } => {
                parcel.extra_ns = parcel.extra_ns.saturating_add(by_ns);
                parcel.overtakable = true;
                if flying {
                    parcel.due_ns = parcel.due_ns.saturating_add(by_ns);
                }
                let delayed = self.write(from, What::Delayed { message, by: Duration(by_ns) }, fact);
                if let Some(parcel) = self.parcels.find_mut(handle) {
                    parcel.fact = delayed;
                }
            }
            Meddling::Duplicate if flying => self.copy(handle, fact),
            Meddling::Duplicate => (parcel.twin, parcel.fact) = (true, fact),
            Meddling::Hold => {
                (parcel.held, parcel.since_ns) = (true, now);
                let held = self.write(from, What::Held { message }, fact);
                if let Some(parcel) = self.parcels.find_mut(handle) {
                    parcel.fact = held;
                }
            }
        }
    }

    /// A held message moves on from where it was held; one that was to be held is not.
    fn release(&mut self, message: MessageId, fact: FactId) {
        let now = self.desk.now_ns;
        self.rules.retain(|rule| rule.message != message || !matches!(rule.what, Meddling::Hold));
        let held =
            self.parcels.iter().find(|(_, parcel)| parcel.id == message && parcel.travels() && parcel.held);
        let Some((handle, from)) = held.map(|(handle, parcel)| (handle, parcel.from)) else { return };
        let released = self.write(from, What::Released { message }, fact);
        let Some(parcel) = self.parcels.find_mut(handle) else { return };
        (parcel.held, parcel.fact) = (false, released);
        if parcel.place == Place::Flying {
            parcel.due_ns = now.saturating_add(between(parcel.since_ns, parcel.due_ns).0);
            let due = parcel.due_ns;
            self.desk.schedule_landing(due, handle);
        }
    }

    fn end_of(&self, link: u16) -> u16 {
        self.link_ends(link).map_or(0, |ends| ends[0])
    }

    /// Nothing passes a link any more, in one direction or both.
    fn cut(&mut self, link: u16, from: Option<u16>, in_flight: bool, fact: FactId) {
        let Some(ends) = self.link_ends(link) else { return };
        if from.is_some_and(|from| !ends.contains(&from)) {
            return;
        }
        let what = What::Cut { link: link_id(link), from: from.map(NodeId) };
        let cut = self.write(ends[0], what, fact);
        for side in 0..2_u8 {
            if from.is_some_and(|from| ends[usize::from(side)] != from) {
                continue;
            }
            if let Some(way) = self.way(link, side) {
                (way.cut, way.cut_fact) = (true, cut);
            }
            if in_flight {
                self.lose_all(link, side, cut);
            }
        }
    }

    fn lose_all(&mut self, link: u16, side: u8, cut: FactId) {
        let on_it = |parcel: &Parcel| parcel.link == link && parcel.side == side && parcel.travels();
        for handle in self.parcels_where(&on_it) {
            self.lose_now(handle, LossReason::Cut, cut);
        }
    }

    fn mend(&mut self, link: u16, fact: FactId) {
        let Some(ends) = self.link_ends(link) else { return };
        for side in 0..2 {
            if let Some(way) = self.way(link, side) {
                way.cut = false;
            }
        }
        let mended = self.write(ends[0], What::Mended { link: link_id(link) }, fact);
        self.reachable_again(mended);
    }

    fn change_health(&mut self, node: u16, fact: FactId, change: Change) {
        let Some(station) = self.station(node) else { return };
        let what = match change {
            Change::Slow(thousandths) => {
                station.health.slow(thousandths);
                What::Slowed { thousandths }
            }
            Change::Hang => {
                station.health.hang();
                What::Hung
            }
            Change::Failing(share) => {
                station.health.failing(share);
                What::Failing { share }
            }
        };
        self.write(node, what, fact);
    }
}

/// How a server's health is changed.
#[derive(Clone, Copy, Debug)]
enum Change {
    Slow(u32),
    Hang,
    Failing(u32),
}
