//! The source that answers questions for news: at once, when there is some, or by opening a way that stays.

use trace::{FactId, What};

use super::{Kind, Parked};
use crate::agenda::Due;
use crate::engine::Engine;
use crate::parts::{Doing, Purpose};
use crate::table::Handle;
use crate::transport::OK;

impl Engine {
    /// A server has done what a message of a feed asked of it. True if the answer is taken care of.
    pub(crate) fn feed_served(
        &mut self,
        handle: Handle,
        status: u16,
        work_ns: u64,
        finished: FactId,
    ) -> bool {
        let Some(job) = self.parcels.find_mut(handle) else { return false };
        job.note_ns = work_ns;
        let job = *job;
        match job.header.purpose {
            Purpose::News { feed, subscriber, after } if status == OK => {
                let Some(state) = self.feed(feed) else { return false };
                match state.kind {
                    Kind::LongPolling { hold_ns } if after >= state.published() => {
                        self.park(handle, feed, hold_ns, finished);
                    }
                    Kind::Line { .. } => {
                        self.bring(handle, 0, 0, finished);
                        self.open_way(&job, feed, subscriber, after, finished);
                    }
                    _ => self.bring_news(handle, finished),
                }
                true
            }
            Purpose::Publish { feed, update } if status == OK => {
                self.posted(&job, feed, update, finished);
                false
            }
            _ => false,
        }
    }

    /// The answer is all that came into being after what the subscriber has, be it nothing.
    fn bring_news(&mut self, handle: Handle, cause: FactId) {
        let Some(job) = self.parcels.find(handle) else { return };
        let Purpose::News { feed, after, .. } = job.header.purpose else { return };
        let Some(state) = self.feed(feed) else { return };
        let last = state.published();
        let bytes = state.update_bytes.saturating_mul(last.saturating_sub(after));
        self.bring(handle, last, bytes, cause);
    }

    fn bring(&mut self, handle: Handle, news: u32, bytes: u32, cause: FactId) {
        let Some(job) = self.parcels.find_mut(handle) else { return };
        job.news = news;
        let (node, work_ns) = (job.to, job.note_ns);
        let own = self.station(node).map_or(0, |station| station.reply_bytes);
        self.reply(handle, own.saturating_add(bytes), OK, work_ns, cause);
    }

    /// There is no news: the question waits for some, without a worker.
    fn park(&mut self, handle: Handle, feed: u16, hold_ns: u64, finished: FactId) {
        let now = self.desk.now_ns;
        let Some(job) = self.parcels.find_mut(handle) else { return };
        job.doing = Doing::Parked;
        job.fact = self.desk.write(job.to, What::Parked { message: job.id }, finished);
        let until_ns = now.saturating_add(hold_ns);
        if let Some(state) = self.feed_mut(feed) {
            state.parked.push(Parked { job: handle, until_ns });
        }
        self.desk.schedule(until_ns, Due::HoldOver { job: handle });
    }

    /// Answers the questions that wait, if there is something new or they have waited long enough.
    pub(super) fn answer_parked(&mut self, feed: u16, cause: FactId) {
        let now = self.desk.now_ns;
        let Some(state) = self.feed_mut(feed) else { return };
        let last = state.published();
        for parked in std::mem::take(&mut state.parked) {
            let Some(job) = self.parcels.find(parked.job) else { continue };
            let Purpose::News { after, .. } = job.header.purpose else { continue };
            if after < last || parked.until_ns <= now {
                self.bring_news(parked.job, cause);
            } else if let Some(state) = self.feed_mut(feed) {
                state.parked.push(parked);
            }
        }
    }

    /// A question has waited long enough. One at a server that hangs waits on.
    pub(crate) fn hold_over(&mut self, handle: Handle) {
        let Some(job) = self.parcels.find(handle) else { return };
        let (Purpose::News { feed, .. }, fact) = (job.header.purpose, job.fact) else { return };
        if self.is_mute(job.to) {
            return;
        }
        let Some(state) = self.feed_mut(feed) else { return };
        // By now it may be its own answer, on its way.
        let Some(place) = state.parked.iter().position(|parked| parked.job == handle) else { return };
        state.parked.remove(place);
        self.bring_news(handle, fact);
    }
}
