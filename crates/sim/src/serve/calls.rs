//! What a server needs from other servers to answer a request. The worker waits for it.

use trace::{FactId, Outcome};

use crate::engine::Engine;
use crate::identity;
use crate::parts::{Doing, Owner, Parcel, Place};
use crate::plan::CallPlan;
use crate::table::Handle;
use crate::transport::OK;

/// A server that could not get what it needed answers with an error.
const BAD_GATEWAY: u16 = 502;

impl Engine {
    /// The server's own part is done; the first call begins.
    #[inline(never)]
    pub(crate) fn begin_calls(&mut self, handle: Handle) {
        let Some(job) = self.parcels.find_mut(handle) else { return };
        (job.doing, job.call) = (Doing::Calling, 0);
        self.begin_call(handle);
    }

    /// The job, if it still waits for calls: one that has failed has become its own answer.
    fn calling(&mut self, handle: Handle) -> Option<&mut Parcel> {
        self.parcels
            .find_mut(handle)
            .filter(|job| job.place == Place::AtServer && job.doing == Doing::Calling)
    }

    fn call_plan(&self, handle: Handle) -> Option<CallPlan> {
        let job = self.parcels.find(handle)?;
        let station = self.plan.stations.get(usize::from(job.to))?.as_ref()?;
        station.calls.get(usize::from(job.call)).copied()
    }

    fn begin_call(&mut self, handle: Handle) {
        let Some(plan) = self.call_plan(handle) else { return self.finish_job(handle, OK) };
        let Some(job) = self.calling(handle) else { return };
        (job.to_call, job.calling) = (plan.requests.max(1), 0);
        let at_once = if plan.parallel { job.to_call } else { 1 };
        for _ in 0..at_once {
            if self.is_over_budget() {
                return self.curtail();
            }
            if self.calling(handle).is_none() {
                // The first of them failed at once, and the job with it.
                return;
            }
            self.call(handle, plan);
        }
    }

    /// Asks the other server, for one of the requests that a call takes.
    fn call(&mut self, handle: Handle, plan: CallPlan) {
        let Some(job) = self.calling(handle) else { return };
        let place = u64::from(job.call) << 32 | u64::from(job.to_call);
        job.to_call = job.to_call.saturating_sub(1);
        job.calling += 1;
        let key = identity::of(identity::message(job.header.key, job.id), place);
        let (deadline_ns, cause) = (job.header.deadline_ns, job.fact);
        self.want(plan.asker, Owner::Call { job: handle }, key, 1, deadline_ns, cause);
    }

    /// One of the requests of a call is over. One failure fails the whole; what is still under way then matters to nobody.
    pub(crate) fn call_answered(&mut self, handle: Handle, outcome: Outcome, cause: FactId) {
        // It may have failed already, and be its own answer by now.
        let Some(job) = self.parcels.find_mut(handle).filter(|job| job.is_worked_on()) else { return };
        job.fact = cause;
        job.calling = job.calling.saturating_sub(1);
        if outcome != Outcome::Answered {
            return self.finish_job(handle, BAD_GATEWAY);
        }
        let (left, open) = (job.to_call, job.calling);
        let Some(plan) = self.call_plan(handle) else { return };
        if open > 0 || plan.parallel && left > 0 {
            return;
        }
        if left > 0 {
            return self.call(handle, plan);
        }
        if let Some(job) = self.parcels.find_mut(handle) {
            job.call = job.call.saturating_add(1);
        }
        self.begin_call(handle);
    }
}
