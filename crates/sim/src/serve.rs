//! The run's server side: a request comes in, is worked on, and is answered.

use trace::{FactId, NodeId, What};

use crate::agenda::Due;
use crate::link::Parcel;
use crate::run::Run;
use crate::server::{Admission, Job};

/// The status of a refusal: the server is there, and too busy.
const SERVICE_UNAVAILABLE: u16 = 503;

/// What a refusal weighs on the wire: a status line and a few headers.
const REFUSAL_BYTES: u32 = 200;

impl Run {
    /// A server takes a request up, lets it wait, or turns it away.
    pub(crate) fn admit(&mut self, node: NodeId, mut job: Job) {
        let Some(Some(station)) = self.plan.stations.get_mut(usize::from(node.0)) else { return };
        let message = job.message;
        match station.admit() {
            Admission::Start(worker) => {
                let cause = job.fact;
                self.start(node, worker, job, cause);
            }
            Admission::Wait(length) => {
                let what = What::Queued { message, length };
                job.fact = self.record.write(self.now, node, what, Some(job.fact));
                station.wait(job);
            }
            Admission::Refuse => {
                let what = What::Refused { message, status: SERVICE_UNAVAILABLE };
                let refused = self.write(node, what, job.fact);
                self.reply(node, &job, REFUSAL_BYTES, true, refused);
            }
        }
    }

    /// A worker takes a request up: because it arrived, or because the worker has just become free.
    fn start(&mut self, node: NodeId, worker: u16, mut job: Job, cause: FactId) {
        job.fact = self.write(node, What::Started { message: job.message, worker }, cause);
        let place = usize::from(node.0);
        let Some(Some(station)) = self.plan.stations.get_mut(place) else { return };
        let length = station.start(worker, job);
        self.agenda.add(self.now + length, Due::Done { node: place, worker });
    }

    /// A worker is done: it replies, and takes up the request that has waited longest.
    pub(crate) fn finish(&mut self, place: usize, worker: u16) {
        let Some(Some(station)) = self.plan.stations.get_mut(place) else { return };
        let Some(job) = station.finish(worker) else { return };
        let (bytes, next) = (station.reply_bytes, station.next());
        let node = NodeId(u16::try_from(place).unwrap_or(u16::MAX));
        let finished = self.write(node, What::Finished { message: job.message, worker }, job.fact);
        self.reply(node, &job, bytes, false, finished);
        if let Some(next) = next {
            self.start(node, worker, next, finished);
        }
    }

    fn reply(&mut self, node: NodeId, job: &Job, bytes: u32, refusal: bool, fact: FactId) {
        let (id, to, link) = (job.message.reply(), job.client, job.link);
        self.send(Parcel { id, from: node, to, link, bytes, refusal, fact });
    }
}
