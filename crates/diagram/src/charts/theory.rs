//! What theory says about a run, where it has a closed form for it.

use theory::Mmc;
use trace::{Duration, NodeId};

/// One line before one server, arrivals and service left to chance: what closed forms say about it is drawn as a line,
/// beside the run as dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theory {
    pub server: NodeId,
    /// Requests in 1,000 s.
    pub per_1000_s: u64,
    pub service_mean: Duration,
    pub workers: u16,
    /// What the network adds to each response: there and back.
    pub trips: Duration,
}

impl Theory {
    /// None where the server cannot keep up: then there are no averages.
    pub(super) fn queue(&self) -> Option<Mmc> {
        #[expect(clippy::cast_precision_loss, reason = "rates and means are far below 2^53")]
        let (arrivals, mean) = (self.per_1000_s as f64 / 1e3, self.service_mean.0 as f64 / 1e9);
        let queue = Mmc { arrivals, services: 1.0 / mean, servers: self.workers.into() };
        (mean > 0.0 && queue.is_stable()).then_some(queue)
    }

    /// The share of requests that take longer.
    pub(super) fn tail(&self, queue: Mmc, lasting: Duration) -> f64 {
        if lasting <= self.trips {
            1.0
        } else {
            queue.response_tail(seconds(Duration(lasting.0 - self.trips.0)))
        }
    }

    /// What a share of the requests does not exceed, and the mean.
    pub(super) fn response(&self, queue: Mmc, share: Option<f64>) -> Duration {
        let response = share.map_or_else(|| queue.mean_response(), |share| queue.response_quantile(share));
        self.trips + duration(response)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a point of a curve")]
fn seconds(lasting: Duration) -> f64 {
    lasting.0 as f64 / 1e9
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` stops at the ends of the range"
)]
fn duration(seconds: f64) -> Duration {
    Duration((seconds * 1e9) as u64)
}
