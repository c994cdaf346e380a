//! Work on a request: begun, done, answered; and who is next.

use scenario::PartsPerMillion;
use trace::{DiscardReason, Duration, FactId, NodeId, Time, What};

use super::admit::UNAVAILABLE;
use crate::agenda::Due;
use crate::book::between;
use crate::desk::Desk;
use crate::engine::Engine;
use crate::identity;
use crate::parts::{Doing, Parcel, Place, Purpose};
use crate::random::{self, Purpose as Draw};
use crate::server::Station;
use crate::table::Handle;
use crate::transport::OK;

/// The status of an answer that is an error.
const ERROR: u16 = 500;

/// An error weighs as much as a refusal: a status line and a few headers.
const ERROR_BYTES: u32 = 200;

/// How much of a request is done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SoFar {
    /// The end of the server's own part is due.
    Due,
    /// The server's own part, so that what it needs from others comes now.
    OwnWork,
    /// All, with a result.
    All,
}

impl Engine {
    /// Puts the end of a worker's work on the agenda, anew.
    pub(crate) fn schedule_work(&mut self, handle: Handle) {
        let Some(job) = self.parcels.find_mut(handle) else { return };
        let node = job.to;
        let Some(Some(station)) = self.plan.stations.get_mut(usize::from(node)) else { return };
        if self.desk.schedule_work(handle, job, station) {
            self.schedule_shared(node);
        }
    }

    /// Puts the moment on the agenda at which the first of those who share is done.
    pub(crate) fn schedule_shared(&mut self, node: u16) {
        let Some(station) = self.station(node) else { return };
        station.generation = station.generation.wrapping_add(1);
        let generation = station.generation;
        let Some(done) = station.sharing.as_ref().and_then(|sharing| sharing.next_done()) else { return };
        let at = station.pauses.finish_at(0, done).max(self.desk.now_ns);
        self.desk.schedule(at, Due::Shared { node, generation });
    }

    /// One of those who share is done.
    pub(crate) fn shared_done(&mut self, node: u16, generation: u32) {
        let now = self.desk.now_ns;
        let Some(station) = self.station(node) else { return };
        if station.generation != generation {
            return;
        }
        if station.health.is_hung() {
            // Nobody is done before it recovers.
            return;
        }
        let worked = station.pauses.worked_by(now);
        let job = station.sharing.as_mut().and_then(|sharing| sharing.finish(worked));
        self.schedule_shared(node);
        if let Some(index) = job {
            let handle = self.parcels.handle(index);
            self.finish_as_far(handle, OK, SoFar::OwnWork);
        }
    }

    /// A worker's time for a request is over; or a stored answer is ready.
    #[inline(always)]
    pub(crate) fn done(&mut self, handle: Handle) {
        self.finish_as_far(handle, OK, SoFar::Due);
    }

    /// The end of work is due, but this is none: it was lost, or put off, or nobody worked.
    #[inline(never)]
    fn done_otherwise(&mut self, handle: Handle) {
        let Some(job) = self.parcels.find(handle) else { return };
        if job.place != Place::AtServer {
            return;
        }
        if job.due_ns > self.desk.now_ns {
            // Everything stood still in between.
            let due = job.due_ns;
            return self.desk.schedule(due, Due::Done { job: handle });
        }
        self.send_replay(handle);
    }

    /// A request is done: it is answered, and the worker takes up the next.
    pub(crate) fn finish_job(&mut self, handle: Handle, result: u16) {
        self.finish_as_far(handle, result, SoFar::All);
    }

    /// As much of a request is done; if that is all, it is answered, and the worker takes up the next. In one piece, because every
    /// request comes here: it and its server are looked up once.
    #[inline(never)]
    fn finish_as_far(&mut self, handle: Handle, result: u16, so_far: SoFar) {
        let Some(job) = self.parcels.find_fast_mut(handle) else { return };
        if so_far == SoFar::Due
            && (job.place != Place::AtServer || job.due_ns > self.desk.now_ns || job.replay)
        {
            return self.done_otherwise(handle);
        }
        let (node, worker, line) = (job.to, job.worker, job.line);
        let Some(Some(station)) = self.plan.stations.get_mut(usize::from(node)) else { return };
        if so_far != SoFar::All {
            if station.health.is_hung() {
                job.stuck = true;
                return;
            }
            if !station.calls.is_empty() {
                return self.begin_calls(handle);
            }
        }
        let (status, work, finished) = self.desk.finish_work(job, station, result);
        if status == OK && job.header.purpose == Purpose::Exchange && !job.header.keyed {
            job.turn_round(station.reply_bytes.saturating_mul(job.header.size), OK, work.0, finished);
            let (_, away) = self.desk.depart(handle, job, &self.plan.ways, self.rules.is_empty());
            if !away {
                self.send_with_care(handle);
            }
        } else {
            let bytes = station.reply_bytes;
            self.answer_job(handle, status, bytes, work.0, finished);
        }
        self.take_up_next(node, worker, line, finished);
    }

    /// The answer goes out, and to those who waited for it.
    #[inline(never)]
    fn answer_job(&mut self, handle: Handle, status: u16, bytes: u32, work_ns: u64, finished: FactId) {
        let Some(job) = self.parcels.find(handle) else { return };
        let (header, node, request) = (job.header, job.to, job.id.request.0);
        if header.purpose != Purpose::Exchange && self.feed_served(handle, status, work_ns, finished) {
            return;
        }
        if status == OK {
            self.reply(handle, bytes.saturating_mul(header.size), OK, work_ns, finished);
        } else {
            self.reply(handle, ERROR_BYTES, status, 0, finished);
        }
        if header.keyed {
            self.answer_waiters(node, request, status, work_ns, finished);
        }
    }

    #[inline(never)]
    fn answer_waiters(&mut self, node: u16, key: u32, status: u16, work_ns: u64, finished: FactId) {
        let now = self.desk.now_ns;
        let Some(answers) = self.station(node).and_then(|station| station.answers.as_mut()) else { return };
        let waiters = if status == OK { answers.done(key, now, work_ns) } else { answers.forget(key) };
        for waiter in waiters {
            let waiter = self.parcels.handle(waiter);
            if status == OK {
                self.replay(waiter, work_ns, finished);
            } else if let Some(message) = self.parcels.find(waiter).map(|waiter| waiter.id) {
                let erred = self.write(node, What::Erred { message, status }, finished);
                self.reply(waiter, ERROR_BYTES, status, 0, erred);
            }
        }
    }

    fn send_replay(&mut self, handle: Handle) {
        let Some(job) = self.parcels.find(handle).copied() else { return };
        let bytes = self.station(job.to).map_or(0, |station| station.reply_bytes);
        self.reply(handle, bytes.saturating_mul(job.header.size), OK, job.note_ns, job.fact);
    }

    /// A worker is free: it takes up who is next in its line, if that is still worth it.
    #[inline(always)]
    fn take_up_next(&mut self, node: u16, worker: u16, line: u16, cause: FactId) {
        let now = self.desk.now_ns;
        loop {
            let Some(Some(station)) = self.plan.stations.get_mut(usize::from(node)) else { return };
            let Some(index) = station.next(line, now) else { return };
            let allowed = station.standing.as_ref().map(|standing| standing.allowed_ns(now));
            self.desk.book.metrics.queued(NodeId(node), Time(now), station.waiting);
            let Some((handle, job)) = self.parcels.at_mut(index) else { continue };
            let (fact, waited) = (job.fact, between(job.arrived_ns(), now).0);
            if station.skip_expired && job.header.deadline_ns <= now {
                self.discard(handle, DiscardReason::Expired, fact);
            } else if allowed.is_some_and(|allowed| waited > allowed) {
                self.give_up_waiting(handle, fact);
            } else {
                if self.desk.begin_work(handle, job, station, (worker, line), cause) {
                    self.schedule_shared(node);
                }
                return;
            }
        }
    }

    /// A request has waited too long for its turn to be worth anything.
    #[inline(never)]
    fn give_up_waiting(&mut self, handle: Handle, cause: FactId) {
        let Some(job) = self.parcels.find(handle).copied() else { return };
        let what = What::Discarded { message: job.id, reason: DiscardReason::QueueTimeout };
        let discarded = self.write(job.to, what, cause);
        self.refuse(handle, UNAVAILABLE, discarded);
    }

    /// A request becomes its answer and goes back, see [`Parcel::turn_round`].
    pub(crate) fn reply(&mut self, handle: Handle, bytes: u32, status: u16, note_ns: u64, cause: FactId) {
        let Some(job) = self.parcels.find_mut(handle) else { return };
        job.turn_round(bytes, status, note_ns, cause);
        self.dispatch(handle);
    }

    /// Work that the end of the run cuts short.
    pub(crate) fn finish_work(&mut self) {
        for (_, job) in self.parcels.iter().filter(|(_, job)| job.is_worked_on()) {
            let station = self.plan.stations.get(usize::from(job.to)).and_then(Option::as_ref);
            let busy = station.map_or(0, |station| station.busy());
            self.desk.book.metrics.interrupted(NodeId(job.to), Time(self.desk.now_ns), busy);
        }
    }
}

impl Desk {
    /// A worker takes a request up: because it arrived, or because the worker has just become free. True if those who
    /// share the server are done at other moments now.
    #[inline]
    pub(crate) fn begin_work(
        &mut self,
        handle: Handle,
        job: &mut Parcel,
        station: &mut Station,
        (worker, line): (u16, u16),
        cause: FactId,
    ) -> bool {
        let (now, node) = (self.now_ns, job.to);
        (job.doing, job.worker, job.line, job.since_ns) = (Doing::Serving, worker, line, now);
        station.occupy(worker);
        job.fact = self.write_with(node, cause, || What::Started { message: job.id, worker });
        let waited = between(job.arrived_ns(), now);
        self.book.metrics.started(NodeId(node), Time(now), waited, station.busy());
        self.schedule_work(handle, job, station)
    }

    /// Puts the end of a worker's work on the agenda. True if that is for all who share the server to say.
    #[inline(always)]
    fn schedule_work(&mut self, handle: Handle, job: &mut Parcel, station: &mut Station) -> bool {
        if station.health.is_hung() {
            job.stuck = true;
            return false;
        }
        let now = self.now_ns;
        let (entity, name) = (identity::node(job.to), identity::message_fast(job.header.key, job.id));
        let word = self.dice.word_fast(now, entity, Draw::Service, name);
        let mut length = station.service.sample_fast(word);
        if job.header.size > 1 {
            length = length.saturating_add(self.further_work(job, station, name));
        }
        length = station.health.service_ns(length, now).saturating_add(std::mem::take(&mut station.debt_ns));
        if let Some(sharing) = &mut station.sharing {
            sharing.add(station.pauses.worked_by(now), handle.index(), length);
            return true;
        }
        job.due_ns = station.pauses.finish_at(now.max(station.paused_until_ns), length);
        self.schedule_fast(job.due_ns, Due::Done { job: handle });
        false
    }

    /// The work on the requests that travel with the first, whose name is given.
    #[inline(never)]
    fn further_work(&mut self, job: &Parcel, station: &Station, name: u64) -> u64 {
        let mut length = 0_u64;
        for further in 1..job.header.size {
            let ordinal = identity::of(name, u64::from(further));
            let word = self.dice.word(self.now_ns, identity::node(job.to), Draw::Service, ordinal);
            length = length.saturating_add(station.service.sample(word));
        }
        length
    }

    /// A worker lays a request down, with that result unless the server is made to err: the status of the answer, how long
    /// the work took, and the fact that it is done.
    #[inline(always)]
    fn finish_work(
        &mut self,
        job: &mut Parcel,
        station: &mut Station,
        result: u16,
    ) -> (u16, Duration, FactId) {
        let (now, node, worker) = (self.now_ns, job.to, job.worker);
        let work = between(job.since_ns, now);
        let errors = station.health.error_share();
        let mut status = result;
        if errors > 0 && status == OK && self.errs(job, errors) {
            status = ERROR;
        }
        let inside = station.inside();
        if let Some(limit) = &mut station.limit {
            limit.done(between(job.arrived_ns(), now).0, inside, status == OK);
        }
        station.vacate(worker);
        let busy = station.busy();
        if status != OK {
            let erred = self.write(node, What::Erred { message: job.id, status }, job.fact);
            self.book.metrics.interrupted(NodeId(node), Time(now), busy);
            return (status, work, erred);
        }
        let again = job.header.repeatable && station.effects.again(job.id.request.0);
        let finished = self.write_with(node, job.fact, || What::Finished { message: job.id, worker });
        self.book.metrics.finished(NodeId(node), Time(now), again, busy);
        if job.header.size > 1 {
            (1..job.header.size).for_each(|_| self.book.metrics.finished_too(NodeId(node), again));
        }
        (OK, work, finished)
    }

    /// Whether a server with such a share of errors answers a request with one.
    #[inline(never)]
    fn errs(&mut self, job: &Parcel, share: PartsPerMillion) -> bool {
        let name = identity::message(job.header.key, job.id);
        let word = self.dice.word(self.now_ns, identity::node(job.to), Draw::Error, name);
        random::happens(word, share)
    }
}
