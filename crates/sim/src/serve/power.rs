//! Servers that crash, hang, slow down, pause, and come back.

use trace::{DiscardReason, FactId, NodeId, Outcome, Part, Time, What};

use crate::agenda::Due;
use crate::engine::Engine;
use crate::exchange::RESET_BYTES;
use crate::parts::{Doing, Owner, Parcel, Place};
use crate::server::Power;
use crate::table::Handle;

impl Engine {
    /// Whether nobody there can take a request up.
    pub(crate) fn is_down(&self, node: u16) -> bool {
        let station = self.plan.stations.get(usize::from(node)).and_then(Option::as_ref);
        station.is_some_and(|station| !station.is_up())
    }

    /// A server goes down, and what it had in hand with it.
    pub(crate) fn crash(&mut self, node: u16, silent: bool, restart_after_ns: Option<u64>, cause: FactId) {
        let now = self.desk.now_ns;
        let Some(station) = self.station(node) else { return };
        if !station.is_up() {
            return;
        }
        station.crash(if silent { Power::Dead } else { Power::Crashed }, now);
        let life = station.life;
        let crashed = self.write(node, What::Crashed { silent }, cause);
        if let Some(station) = self.station(node) {
            station.crash = crashed;
        }
        for handle in self.parcels_where(&|job| job.place == Place::AtServer && job.to == node) {
            if let Some(job) = self.parcels.find(handle).copied() {
                self.lose_job(handle, &job, silent, crashed);
            }
        }
        self.desk.book.metrics.queued(NodeId(node), Time(now), 0);
        self.ways_break(node, silent, crashed);
        if let Some(after) = restart_after_ns {
            self.desk.schedule(now.saturating_add(after), Due::Restart { node, life });
        }
    }

    fn lose_job(&mut self, handle: Handle, job: &Parcel, silent: bool, crashed: FactId) {
        let now = self.desk.now_ns;
        self.parcels.release(handle);
        if job.is_worked_on() {
            self.desk.book.metrics.interrupted(NodeId(job.to), Time(now), 0);
        }
        let what = What::Discarded { message: job.id, reason: DiscardReason::NodeDown };
        let discarded = self.write(job.to, what, crashed);
        if job.doing == Doing::Calling {
            self.drop_calls(handle, discarded);
        }
        if !silent {
            let id = trace::MessageId { part: Part::Reset, ..job.id };
            let (ends, route) = ((job.to, job.from), (job.link, job.side ^ 1));
            let reset = Parcel::new(id, ends, route, RESET_BYTES, job.header, job.origin, discarded);
            self.send(Parcel { request: job.request, ..reset });
        } else {
            self.forsake(job);
        }
    }

    /// What a server that went down had asked others for is over for it.
    fn drop_calls(&mut self, job: Handle, cause: FactId) {
        let own = Owner::Call { job };
        for call in self.exchanges_where(&|exchange| exchange.request.owner == own) {
            self.settle(call, Outcome::Broken, cause);
        }
        let patient = |parcel: &Parcel| parcel.header.patient && parcel.request.owner == own && !parcel.gone;
        for handle in self.parcels_where(&patient) {
            let Some(parcel) = self.parcels.find_mut(handle) else { continue };
            // It goes on its way, and nobody waits for its answer.
            let request = *parcel;
            parcel.header.patient = false;
            self.settle_patient(&request, Outcome::Broken, cause);
        }
    }

    pub(crate) fn restart_after_crash(&mut self, node: u16, life: u32) {
        let Some(station) = self.station(node) else { return };
        if station.life == life && !station.is_up() {
            let crash = station.crash;
            self.restart(node, crash);
        }
    }

    /// A server is up again: empty, and as slow as it is after a start.
    pub(crate) fn restart(&mut self, node: u16, cause: FactId) {
        let now = self.desk.now_ns;
        let Some(station) = self.station(node) else { return };
        if station.is_up() {
            return;
        }
        station.power = Power::Up;
        station.health.started(now);
        let restarted = self.write(node, What::Restarted, cause);
        self.reachable_again(restarted);
    }

    /// Ends slowness, hanging and errors; what hung begins anew.
    pub(crate) fn recover(&mut self, node: u16, cause: FactId) {
        let Some(station) = self.station(node) else { return };
        station.health.recover();
        let recovered = self.write(node, What::Recovered, cause);
        for handle in self.parcels_where(&|job| job.is_worked_on() && job.to == node && job.stuck) {
            if let Some(job) = self.parcels.find_mut(handle) {
                job.stuck = false;
            }
            self.schedule_work(handle);
        }
        self.schedule_shared(node);
        self.reachable_again(recovered);
    }

    /// All work at a server stands still for so long.
    pub(crate) fn pause(&mut self, node: u16, length_ns: u64, cause: FactId) {
        let now = self.desk.now_ns;
        let Some(station) = self.station(node) else { return };
        let until = now.saturating_add(length_ns).max(station.paused_until_ns);
        let longer = until.saturating_sub(now.max(station.paused_until_ns));
        station.paused_until_ns = until;
        let worked = station.pauses.worked_by(now);
        if let Some(sharing) = &mut station.sharing {
            sharing.shift(worked, longer);
        }
        self.write(node, What::Paused { until: Time(until) }, cause);
        let serving = |job: &Parcel| job.is_worked_on() && job.to == node && job.doing == Doing::Serving;
        for handle in self.parcels_where(&serving) {
            if let Some(job) = self.parcels.find_mut(handle)
                && job.due_ns != u64::MAX
            {
                job.due_ns = job.due_ns.saturating_add(longer);
            }
        }
        self.schedule_shared(node);
    }
}
