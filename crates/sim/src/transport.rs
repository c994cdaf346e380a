//! Between nodes and links, whole messages at this level: handing one over, its way, its arrival or its loss.

use trace::{Duration, FactId, LossReason, MessageId, NodeId, Part, What};

use crate::agenda::Due;
use crate::book::{NO_FACT, between};
use crate::desk::Desk;
use crate::engine::Engine;
use crate::identity;
use crate::link::{Onward, Passage};
use crate::parts::{Parcel, Place};
use crate::plan::{WayState, link_id};
use crate::server::Power;
use crate::table::Handle;

/// The status of an answer as it should be.
pub(crate) const OK: u16 = 200;

/// Copies of one message that the network can be made to make.
const MAX_COPIES: u8 = 15;

/// The number of a request's copy stands in the low four bits of [`MessageId::copy`], that of a reply's above.
fn numbered(id: MessageId, copy: u8) -> Option<MessageId> {
    let (own, shift) = if id.part.is_outward() { (id.copy & 0xf, 0) } else { (id.copy >> 4, 4) };
    // Copies of copies would need longer names; nobody could tell them apart in a figure anyway.
    (own == 0 && copy <= MAX_COPIES).then_some(MessageId { copy: id.copy | copy << shift, ..id })
}

impl Engine {
    /// Hands a message to its link. Its `fact` says why, and becomes that of its sending.
    #[inline]
    pub(crate) fn send(&mut self, parcel: Parcel) -> FactId {
        let handle = self.parcels.insert(parcel);
        self.dispatch(handle)
    }

    /// The same for a parcel that is in the table: a request that has become its answer.
    #[inline(never)]
    pub(crate) fn dispatch(&mut self, handle: Handle) -> FactId {
        let Some(parcel) = self.parcels.find_fast_mut(handle) else { return NO_FACT };
        let (sent, away) = self.desk.depart(handle, parcel, &self.plan.ways, self.rules.is_empty());
        if !away {
            self.send_with_care(handle);
        }
        sent
    }

    /// The rest of the way onto a link for a parcel that [`Desk::depart`] could not send.
    #[inline(never)]
    pub(crate) fn send_with_care(&mut self, handle: Handle) {
        if !self.rules.is_empty() {
            self.meet_rules(handle);
        }
        let Some(parcel) = self.parcels.find(handle) else { return };
        let (link, side, bytes) = (parcel.link, parcel.side, parcel.bytes);
        self.hand_over(handle, link, side, bytes);
    }

    fn hand_over(&mut self, handle: Handle, link: u16, side: u8, bytes: u32) {
        let Some(way) = self.way(link, side) else { return };
        if way.cut {
            let cause = way.cut_fact;
            return self.lose(handle, LossReason::Cut, cause);
        }
        match way.wire.hand_over(handle.index(), bytes) {
            Onward::Whole => {
                self.begin_sending(handle);
                self.fly(handle);
            }
            Onward::Sending(length) => {
                self.begin_sending(handle);
                let at = self.desk.now_ns.saturating_add(length);
                self.desk.schedule(at, Due::LastBit { link, side });
            }
            Onward::Waiting => {}
            Onward::Full => {
                let cause = self.parcels.find(handle).map_or(NO_FACT, |parcel| parcel.fact);
                self.lose(handle, LossReason::BufferFull, cause);
            }
        }
    }

    pub(crate) fn way(&mut self, link: u16, side: u8) -> Option<&mut crate::plan::WayState> {
        self.plan.ways.get_mut(usize::from(link)).map(|ways| &mut ways[usize::from(side & 1)])
    }

    /// The first bit of a parcel goes onto the wire. A client that counts a reply's bits is told when it arrives.
    fn begin_sending(&mut self, handle: Handle) {
        self.enter(handle);
        let Some(parcel) = self.parcels.find(handle) else { return };
        if parcel.id.part == Part::Reply && parcel.doomed.is_none() && parcel.header.watched {
            let at = self.first_bit_at(handle);
            self.desk.schedule(at, Due::FirstBit { parcel: handle });
        }
    }

    /// When the first bit of a parcel on the wire arrives.
    pub(crate) fn first_bit_at(&self, handle: Handle) -> u64 {
        let Some(parcel) = self.parcels.find(handle) else { return u64::MAX };
        let ways = self.plan.ways.get(usize::from(parcel.link));
        let one_way_ns = ways.map_or(0, |ways| ways[usize::from(parcel.side & 1)].one_way_ns);
        parcel.entered_ns.saturating_add(one_way_ns).saturating_add(parcel.extra_ns)
    }

    /// The first bit of a parcel goes onto the wire: what chance does to it is settled.
    fn enter(&mut self, handle: Handle) {
        let now = self.desk.now_ns;
        let Some(parcel) = self.parcels.find_mut(handle) else { return };
        (parcel.place, parcel.entered_ns) = (Place::Sending, now);
        let Some(ways) = self.plan.ways.get_mut(usize::from(parcel.link)) else { return };
        let way = &mut ways[usize::from(parcel.side & 1)];
        if way.plain {
            return;
        }
        let entity = identity::way(parcel.link, parcel.side);
        let name = identity::message(parcel.header.key, parcel.id);
        let passage = way.channel.passage(&mut self.desk.dice, now, entity, name);
        parcel.doomed = match (parcel.doomed, passage.lost, passage.corrupt) {
            (Some(reason), ..) => Some(reason),
            (None, true, _) => Some(LossReason::Chance),
            (None, false, true) => Some(LossReason::Corrupted),
            (None, false, false) => None,
        };
        parcel.extra_ns = parcel.extra_ns.saturating_add(passage.extra_ns);
        parcel.overtakable |= passage.overtakable;
        parcel.twin |= passage.duplicate;
    }

    /// The last bit of a parcel left; the next one in line goes onto the wire.
    #[inline(never)]
    pub(crate) fn last_bit(&mut self, link: u16, side: u8) {
        let Some(way) = self.way(link, side) else { return };
        let (sent, next) = way.wire.last_bit();
        let mut left = NO_FACT;
        if let Some(index) = sent {
            let handle = self.parcels.handle(index);
            if let Some(parcel) = self.parcels.find(handle).copied() {
                left = parcel.fact;
                if !parcel.gone {
                    left = self.write(parcel.from, What::Left { message: parcel.id }, parcel.fact);
                    if let Some(parcel) = self.parcels.find_mut(handle) {
                        parcel.fact = left;
                    }
                }
                self.fly(handle);
            }
        }
        if let Some((index, length)) = next {
            let handle = self.parcels.handle(index);
            if let Some(parcel) = self.parcels.find(handle).copied() {
                let entered = self.write(parcel.from, What::Entered { message: parcel.id }, left);
                if let Some(parcel) = self.parcels.find_mut(handle) {
                    parcel.fact = entered;
                }
                self.begin_sending(handle);
                let cut = self.way(link, side).and_then(|way| way.cut.then_some(way.cut_fact));
                if let Some(cause) = cut {
                    self.lose_now(handle, LossReason::Cut, cause);
                }
            }
            let at = self.desk.now_ns.saturating_add(length);
            self.desk.schedule(at, Due::LastBit { link, side });
        }
    }

    /// A parcel is on the wire as a whole.
    fn fly(&mut self, handle: Handle) {
        let now = self.desk.now_ns;
        let Some(parcel) = self.parcels.find_mut(handle) else { return };
        (parcel.place, parcel.left_ns) = (Place::Flying, now);
        if parcel.gone {
            self.parcels.remove(handle);
            return;
        }
        if parcel.held {
            parcel.since_ns = now;
        }
        let Some(ways) = self.plan.ways.get_mut(usize::from(parcel.link)) else { return };
        let way = &mut ways[usize::from(parcel.side & 1)];
        if way.plain && parcel.doomed.is_none() {
            parcel.due_ns = now.saturating_add(way.one_way_ns).saturating_add(parcel.extra_ns);
        } else if parcel.doomed == Some(LossReason::Chance) {
            // Nobody knows where; views show it half way.
            parcel.due_ns = now.saturating_add(way.one_way_ns.saturating_add(parcel.extra_ns) / 2);
        } else {
            let (extra_ns, overtakable) = (parcel.extra_ns, parcel.overtakable);
            let passage = Passage { extra_ns, overtakable, ..Passage::default() };
            parcel.due_ns = way.channel.arrival(now, &passage);
        }
        let (held, due, twin) = (parcel.held, parcel.due_ns, parcel.twin);
        if !held {
            self.desk.schedule_landing(due, handle);
        }
        if twin {
            self.copy(handle, NO_FACT);
        }
    }

    /// A parcel is at the end of its way: it has arrived, or is lost.
    #[inline(never)]
    pub(crate) fn land(&mut self, handle: Handle) {
        let Some(parcel) = self.parcels.find_fast_mut(handle) else { return };
        if parcel.due_ns > self.desk.now_ns || parcel.held || parcel.doomed.is_some() {
            return self.land_amiss(handle);
        }
        let to = parcel.to;
        let station = self.plan.stations.get_mut(usize::from(to)).and_then(Option::as_mut);
        if let Some(station) = &station
            && station.power == Power::Dead
        {
            let cause = station.crash;
            return self.lose(handle, LossReason::NodeDown, cause);
        }
        let what = || What::Arrived { message: parcel.id, from: NodeId(parcel.from) };
        let arrived = self.desk.write_with(to, parcel.fact, what);
        match (parcel.id.part, station) {
            (Part::Request, Some(station)) if station.takes_at_once(parcel) => {
                parcel.reach_server(arrived, self.desk.now_ns);
                let admitted = self.desk.admit(handle, parcel, station);
                self.follow_up(handle, to, admitted);
            }
            (Part::Request, _) => self.request_arrives(handle, arrived),
            (Part::Reply, _) if parcel.header.patient => {
                let outcome = self.desk.patience_rewarded(parcel);
                let (request, first, size) = (parcel.request, parcel.id.request, parcel.header.size);
                self.parcels.release_fast(handle);
                self.conclude(to, request, first, size, outcome, arrived);
            }
            _ => self.others_land(handle, arrived),
        }
    }

    /// At the end of its way a parcel does not arrive: not yet, not before it is released, or not at all.
    #[inline(never)]
    fn land_amiss(&mut self, handle: Handle) {
        let Some(&Parcel { due_ns, held, doomed, fact, .. }) = self.parcels.find(handle) else { return };
        if held {
            // It comes when it is released.
        } else if due_ns > self.desk.now_ns {
            // It was delayed on its way.
            self.desk.schedule_landing(due_ns, handle);
        } else if let Some(reason) = doomed {
            self.lose(handle, reason, fact);
        }
    }

    /// What arrives and is neither a request nor the answer to one that is all there is of it.
    #[inline(never)]
    fn others_land(&mut self, handle: Handle, arrived: FactId) {
        let Some(mut parcel) = self.parcels.remove(handle) else { return };
        let id = parcel.id;
        parcel.fact = arrived;
        if id.part == Part::Reply {
            self.reply_arrives(&parcel);
        } else {
            self.other_arrives(&parcel);
        }
    }

    #[inline(never)]
    fn other_arrives(&mut self, parcel: &Parcel) {
        match parcel.id.part {
            Part::Connect { .. } | Part::Secure { .. } => self.greeting_arrives(parcel),
            Part::Accept { .. } | Part::Secured { .. } => self.greeting_answered(parcel),
            Part::Reset => self.reset_arrives(parcel),
            Part::Cancel => self.cancel_arrives(parcel),
            Part::Update => self.update_arrives(parcel),
            Part::Request | Part::Reply => {}
        }
    }

    /// A parcel is lost where it is now. One that is going onto the wire keeps the wire busy all the same.
    pub(crate) fn lose_now(&mut self, handle: Handle, reason: LossReason, cause: FactId) {
        let Some(parcel) = self.parcels.find(handle).copied() else { return };
        match parcel.place {
            Place::Waiting => {
                if let Some(way) = self.way(parcel.link, parcel.side) {
                    way.wire.remove_waiting(handle.index());
                }
                self.lose(handle, reason, cause);
            }
            Place::Sending if !parcel.gone => {
                if let Some(parcel) = self.parcels.find_mut(handle) {
                    parcel.gone = true;
                }
                self.write_loss(&parcel, reason, cause);
            }
            Place::Sending => {}
            Place::Flying => self.lose(handle, reason, cause),
            // It has arrived: there is nothing left to lose.
            Place::AtServer => {}
        }
    }

    /// A parcel will not arrive.
    #[inline(never)]
    pub(crate) fn lose(&mut self, handle: Handle, reason: LossReason, cause: FactId) {
        if let Some(parcel) = self.parcels.remove(handle) {
            self.write_loss(&parcel, reason, cause);
        }
    }

    fn write_loss(&mut self, parcel: &Parcel, reason: LossReason, cause: FactId) {
        let travelled = match parcel.place {
            Place::Waiting | Place::AtServer => Duration::ZERO,
            Place::Sending | Place::Flying => between(parcel.entered_ns, self.desk.now_ns),
        };
        let what = What::Lost { message: parcel.id, link: link_id(parcel.link), reason, travelled };
        let lost = self.write(parcel.from, what, cause);
        self.desk.book.metrics.lost();
        if parcel.begun {
            self.reply_breaks_off(parcel, lost);
        }
        self.forsake(parcel);
    }

    /// The network makes a copy of a parcel on the wire, which arrives right behind it. `cause` is who made it, if somebody
    /// did.
    #[inline(never)]
    pub(crate) fn copy(&mut self, handle: Handle, cause: FactId) {
        let Some(parcel) = self.parcels.find_mut(handle) else { return };
        let Some(id) = numbered(parcel.id, parcel.copies.saturating_add(1)) else { return };
        parcel.copies += 1;
        parcel.twin = false;
        let mut copy = *parcel;
        (copy.id, copy.copies, copy.doomed, copy.held) = (id, 0, None, false);
        let what =
            What::Copied { message: id, to: NodeId(copy.to), link: link_id(copy.link), bytes: copy.bytes };
        copy.fact = self.write(copy.from, what, if cause == NO_FACT { copy.fact } else { cause });
        let due = copy.due_ns;
        let copied = self.parcels.insert(copy);
        self.desk.schedule_landing(due, copied);
    }
}

impl Desk {
    /// A message is handed to its link. True if that is all: most links of most scenarios leave nothing to chance and take no
    /// time to send, and nobody interferes.
    #[inline(always)]
    pub(crate) fn depart(
        &mut self,
        handle: Handle,
        parcel: &mut Parcel,
        ways: &[[WayState; 2]],
        undisturbed: bool,
    ) -> (FactId, bool) {
        let now = self.now_ns;
        let &mut Parcel { link, side, bytes, .. } = parcel;
        let sent = self.write_with(parcel.from, parcel.fact, || What::Sent {
            message: parcel.id,
            to: NodeId(parcel.to),
            link: link_id(link),
            bytes,
        });
        self.book.metrics.sent(bytes);
        (parcel.fact, parcel.entered_ns, parcel.left_ns) = (sent, now, now);
        let Some(ways) = ways.get(usize::from(link)) else { return (sent, true) };
        let way = &ways[usize::from(side & 1)];
        let express = way.express && !way.cut && undisturbed && !parcel.header.watched;
        if express {
            let due = now.saturating_add(way.one_way_ns);
            (parcel.place, parcel.due_ns) = (Place::Flying, due);
            self.schedule_landing(due, handle);
        }
        (sent, express)
    }
}
