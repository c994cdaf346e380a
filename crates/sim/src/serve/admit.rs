//! A request arrives: known already, taken up, put in line, or turned away.

use trace::{DiscardReason, FactId, NodeId, Time, What};

use crate::agenda::Due;
use crate::desk::Desk;
use crate::engine::Engine;
use crate::identity;
use crate::parts::{Doing, Parcel};
use crate::random::Purpose as Draw;
use crate::server::{Admission, Asked, Station};
use crate::table::Handle;

/// The server is there, and too busy.
pub(crate) const UNAVAILABLE: u16 = 503;

/// The same request is being worked on.
const CONFLICT: u16 = 409;

/// What a refusal weighs on the wire: a status line and a few headers.
const REFUSAL_BYTES: u32 = 200;

/// What the admission of a request leaves to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Admitted {
    /// Nothing: it is in line, or the end of its work is on the agenda.
    Settled,
    /// Those who share the server are done at other moments now.
    Shares,
    /// It is turned away.
    Refused,
}

impl Engine {
    pub(crate) fn station(&mut self, node: u16) -> Option<&mut Station> {
        self.plan.stations.get_mut(usize::from(node))?.as_mut()
    }

    /// A request is whole at its server, which may not be able to take it, or may know it.
    #[inline(never)]
    pub(crate) fn request_arrives(&mut self, handle: Handle, arrived: FactId) {
        let now = self.desk.now_ns;
        let Some(job) = self.parcels.find_mut(handle) else { return };
        let Some(Some(station)) = self.plan.stations.get_mut(usize::from(job.to)) else {
            // Nobody here answers anything.
            let parcel = *job;
            self.parcels.release(handle);
            return self.forsake(&parcel);
        };
        if !station.is_up() {
            (job.fact, job.arrived) = (arrived, arrived);
            let parcel = *job;
            self.parcels.release(handle);
            return self.reset(&parcel);
        }
        job.reach_server(arrived, now);
        self.look_up(handle);
    }

    /// A request with a key: the server may know it.
    #[inline(never)]
    fn look_up(&mut self, handle: Handle) {
        let now = self.desk.now_ns;
        let Some(job) = self.parcels.find(handle).copied() else { return };
        let Some(answers) = self.station(job.to).and_then(|station| station.answers.as_mut()) else { return };
        match answers.ask(job.id.request.0, handle.index(), now) {
            Asked::First => self.admit(handle),
            Asked::Conflict => self.refuse(handle, CONFLICT, job.fact),
            Asked::Replay { work_ns } => self.replay(handle, work_ns, job.fact),
            Asked::Wait => {
                let parked = self.write(job.to, What::Parked { message: job.id }, job.fact);
                if let Some(job) = self.parcels.find_mut(handle) {
                    (job.doing, job.fact) = (Doing::Parked, parked);
                }
            }
        }
    }

    /// The answer to an earlier try, which took a worker so long, is sent again.
    pub(crate) fn replay(&mut self, handle: Handle, work_ns: u64, cause: FactId) {
        let Some(job) = self.parcels.find_mut(handle) else { return };
        let (node, message) = (job.to, job.id);
        (job.doing, job.replay, job.note_ns) = (Doing::Parked, true, work_ns);
        let replayed = self.write(node, What::Replayed { message }, cause);
        self.desk.book.metrics.replayed(NodeId(node));
        let delay = self.station(node).map_or(0, |station| station.replay_ns);
        let due = self.desk.now_ns.saturating_add(delay);
        let Some(job) = self.parcels.find_mut(handle) else { return };
        (job.fact, job.due_ns) = (replayed, due);
        if delay == 0 {
            self.done(handle);
        } else {
            self.desk.schedule(due, Due::Done { job: handle });
        }
    }

    /// A server takes a request up, lets it wait, or turns it away.
    pub(crate) fn admit(&mut self, handle: Handle) {
        let Some(job) = self.parcels.find_mut(handle) else { return };
        let node = job.to;
        let Some(Some(station)) = self.plan.stations.get_mut(usize::from(node)) else { return };
        let admitted = self.desk.admit(handle, job, station);
        self.follow_up(handle, node, admitted);
    }

    /// What is left to do after [`Desk::admit`].
    #[inline(always)]
    pub(crate) fn follow_up(&mut self, handle: Handle, node: u16, admitted: Admitted) {
        match admitted {
            Admitted::Settled => {}
            Admitted::Shares => self.schedule_shared(node),
            Admitted::Refused => self.refuse_on_arrival(handle),
        }
    }

    #[inline(never)]
    fn refuse_on_arrival(&mut self, handle: Handle) {
        let Some(cause) = self.parcels.find(handle).map(|job| job.fact) else { return };
        self.refuse(handle, UNAVAILABLE, cause);
    }

    /// A request is turned away.
    #[inline(never)]
    pub(crate) fn refuse(&mut self, handle: Handle, status: u16, cause: FactId) {
        let Some(job) = self.parcels.find(handle).copied() else { return };
        let refused = self.write(job.to, What::Refused { message: job.id, status }, cause);
        let mut retry_after_ns = 0;
        let mut waiters = Vec::new();
        if let Some(station) = self.station(job.to) {
            retry_after_ns = station.retry_after_ns;
            // Turning away costs work too; whoever is taken up next pays for it.
            station.debt_ns = station.debt_ns.saturating_add(station.refusal_ns);
            if let Some(answers) = &mut station.answers
                && job.header.keyed
                && status != CONFLICT
            {
                waiters = answers.forget(job.id.request.0);
            }
        }
        self.reply(handle, REFUSAL_BYTES, status, retry_after_ns, refused);
        for waiter in waiters {
            let waiter = self.parcels.handle(waiter);
            self.refuse(waiter, status, refused);
        }
    }

    /// A server lets go of a request without an answer.
    pub(crate) fn discard(&mut self, handle: Handle, reason: DiscardReason, cause: FactId) -> FactId {
        let Some(job) = self.parcels.remove(handle) else { return cause };
        self.forsake(&job);
        if job.header.keyed
            && let Some(answers) = self.station(job.to).and_then(|station| station.answers.as_mut())
        {
            answers.withdraw(job.id.request.0, handle.index());
            answers.forget(job.id.request.0);
        }
        self.write(job.to, What::Discarded { message: job.id, reason }, cause)
    }

    /// A client called a request back. One that a worker has in hand is finished all the same; one that shares a server with others
    /// leaves them its share.
    pub(crate) fn call_back(&mut self, handle: Handle, cause: FactId) {
        let now = self.desk.now_ns;
        let Some(job) = self.parcels.find(handle).copied() else { return };
        let Some(station) = self.station(job.to) else { return };
        if job.doing == Doing::Waiting && station.leave_line(job.line, handle.index(), now) {
            let waiting = station.waiting;
            self.discard(handle, DiscardReason::Cancelled, cause);
            self.desk.book.metrics.queued(NodeId(job.to), Time(now), waiting);
            return;
        }
        let worked = station.pauses.worked_by(now);
        let Some(sharing) = &mut station.sharing else { return };
        if job.doing == Doing::Serving && sharing.remove(worked, handle.index()) {
            station.vacate(job.worker);
            let busy = station.busy();
            self.discard(handle, DiscardReason::Cancelled, cause);
            self.desk.book.metrics.interrupted(NodeId(job.to), Time(now), busy);
            self.schedule_shared(job.to);
        }
    }
}

impl Desk {
    /// A server takes a request up, lets it wait, or turns it away.
    #[inline(always)]
    pub(crate) fn admit(&mut self, handle: Handle, job: &mut Parcel, station: &mut Station) -> Admitted {
        let (now, node, cause) = (self.now_ns, job.to, job.fact);
        let admission = if station.is_plain() { station.admit_plainly() } else { self.ask(job, station) };
        match admission {
            Admission::Start { worker, line } => {
                let shares = self.begin_work(handle, job, station, (worker, line), cause);
                if shares { Admitted::Shares } else { Admitted::Settled }
            }
            Admission::Wait { line } => {
                let length = station.wait(line, handle.index(), job.header.class, now);
                let queued = self.write_with(node, cause, || What::Queued { message: job.id, length });
                self.book.metrics.queued(NodeId(node), Time(now), station.waiting);
                (job.line, job.fact) = (line, queued);
                Admitted::Settled
            }
            Admission::Refuse => Admitted::Refused,
        }
    }

    /// What a server's rules say about a request.
    #[inline(never)]
    fn ask(&mut self, job: &Parcel, station: &mut Station) -> Admission {
        station.admit(|place| {
            let name = identity::of(identity::message(job.header.key, job.id), place);
            self.dice.word(self.now_ns, identity::node(job.to), Draw::Line, name)
        })
    }
}
