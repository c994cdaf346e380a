//! The collected numbers by the names that lessons use.

use super::{Asked, Metrics, Served};
use crate::{Duration, Measure, Outcome};

impl Metrics {
    #[cold]
    pub(super) fn named(&self, name: &str) -> Option<Measure> {
        let Some((id, name)) = name.rsplit_once('.') else {
            return self.of_network(name).or_else(|| self.of_all(name));
        };
        let party = self.nodes.iter().find(|party| party.id == id)?;
        // A node that only asks has no measures of a server, and the other way round.
        let asks = party.served.is_none() || party.asked.requests > 0;
        let as_client = if asks { self.of_client(&party.asked, name) } else { None };
        as_client.or_else(|| self.of_server(party.served.as_deref()?, name))
    }

    fn of_all(&self, name: &str) -> Option<Measure> {
        let mut asked = Asked::new(self.measure_from);
        let mut served = Served::new(0, self.measure_from);
        for party in &self.nodes {
            asked.merge(&party.asked);
            if let Some(more) = &party.served {
                served.merge(more, self.end_at());
            }
        }
        self.of_client(&asked, name).or_else(|| self.of_server(&served, name))
    }

    fn of_network(&self, name: &str) -> Option<Measure> {
        match name {
            "messages" => Some(count(self.messages)),
            "lost" => Some(count(self.lost)),
            "bytes" => Some(count(self.bytes)),
            "updates" => Some(count(self.published)),
            "delivered" => Some(count(self.delivered)),
            "delay_ms" => mean(self.delays, self.delivered),
            "delay_max_ms" => Some(self.longest_delay).filter(|_| self.delivered > 0).map(milliseconds),
            _ => None,
        }
    }

    fn of_client(&self, asked: &Asked, name: &str) -> Option<Measure> {
        let counted = match name {
            "requests" => asked.requests,
            "answered" => asked.ended(Outcome::Answered),
            "refused" => asked.ended(Outcome::Refused),
            "timed_out" => asked.ended(Outcome::TimedOut),
            "failed" => asked.ended(Outcome::Failed),
            "broken" => asked.ended(Outcome::Broken),
            "withheld" => asked.ended(Outcome::Withheld),
            "unfinished" => asked.ended(Outcome::Unfinished),
            "attempts" => asked.attempts,
            "retries" => asked.retries,
            "response_ms" => return mean(asked.responses.sum(), asked.responses.count()),
            "ttfb_ms" => return mean(asked.until_first_bytes.get(), asked.first_bytes),
            "throughput_per_s" => {
                return ratio(u128::from(asked.answered_measured) * 1_000_000_000, self.measured(), "/s");
            }
            "in_system_mean" => return ratio(asked.in_system(self.end_at()), self.measured(), ""),
            _ => {
                let length = match name {
                    "response_p50_ms" => asked.responses.at(500),
                    "response_p90_ms" => asked.responses.at(900),
                    "response_p95_ms" => asked.responses.at(950),
                    "response_p99_ms" => asked.responses.at(990),
                    "response_p999_ms" => asked.responses.at(999),
                    "response_max_ms" => asked.responses.longest(),
                    "makespan_ms" => asked.makespan(),
                    _ => None,
                };
                return length.map(milliseconds);
            }
        };
        Some(count(counted))
    }

    fn of_server(&self, served: &Served, name: &str) -> Option<Measure> {
        let end = self.end_at();
        match name {
            "effects" => Some(count(served.effects)),
            "duplicates" => Some(count(served.duplicates)),
            "replays" => Some(count(served.replays)),
            "work_ms" => mean(served.work(end), 1),
            "wasted_ms" => mean(served.wasted(end), 1),
            "queue_max" => Some(count(u64::from(served.queue_max))),
            "queue_mean" => ratio(served.queue_area(end), self.measured(), ""),
            "queue_wait_ms" => mean(served.waited.get(), served.starts),
            "utilisation" => ratio(served.busy_area(end), self.measured() * u128::from(served.workers), ""),
            _ => None,
        }
    }

    /// The nanoseconds that averages over time are taken over.
    fn measured(&self) -> u128 {
        u128::from(self.end_at().since(self.measure_from).0)
    }
}

fn count(count: u64) -> Measure {
    #[expect(clippy::cast_precision_loss, reason = "nothing is counted up to 2^53 in a run")]
    let value = count as f64;
    Measure { value, unit: "" }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "2^53 ns are 104 days; what is lost beyond is less than shown"
)]
fn milliseconds(length: Duration) -> Measure {
    Measure { value: length.0 as f64 / 1e6, unit: "ms" }
}

fn mean(ns: u128, count: u64) -> Option<Measure> {
    ratio(ns, u128::from(count), "ms").map(|mean| Measure { value: mean.value / 1e6, ..mean })
}

#[expect(clippy::cast_precision_loss, reason = "a relative error of 2^-53 is less than shown")]
fn ratio(of: u128, to: u128, unit: &'static str) -> Option<Measure> {
    (to > 0).then(|| Measure { value: of as f64 / to as f64, unit })
}
