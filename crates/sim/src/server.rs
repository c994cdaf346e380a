//! A server: some workers, and a line for those who find none free.

use std::collections::{BTreeSet, VecDeque};

use scenario::{Server, Service};
use trace::{Duration, FactId, LinkId, MessageId, NodeId};

/// A request as the server holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Job {
    pub(crate) message: MessageId,
    pub(crate) client: NodeId,
    pub(crate) link: LinkId,
    /// The last fact about it, which causes the next.
    pub(crate) fact: FactId,
}

/// What becomes of a request on arrival.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Admission {
    /// That worker takes it up at once.
    Start(u16),
    /// It waits in a queue of that length, itself included.
    Wait(u32),
    /// All workers are busy, and so are all places to wait.
    Refuse,
}

/// A server at work.
#[derive(Debug)]
pub(crate) struct Station {
    workers: u16,
    places: Option<u32>,
    service: Service,
    pub(crate) reply_bytes: u32,
    /// What each worker so far has in hand.
    in_hand: Vec<Option<Job>>,
    /// Workers that have worked before and are free again.
    free: BTreeSet<u16>,
    queue: VecDeque<Job>,
}

impl Station {
    pub(crate) fn new(server: &Server) -> Self {
        Self {
            workers: server.workers,
            places: server.queue,
            service: server.service.clone(),
            reply_bytes: server.reply_bytes,
            in_hand: Vec::new(),
            free: BTreeSet::new(),
            queue: VecDeque::new(),
        }
    }

    /// Whether a request can be taken up now; it is not taken yet. The lowest free worker takes it.
    pub(crate) fn admit(&self) -> Admission {
        let hired = u16::try_from(self.in_hand.len()).unwrap_or(u16::MAX);
        let waiting = u32::try_from(self.queue.len()).unwrap_or(u32::MAX);
        if let Some(&worker) = self.free.first() {
            Admission::Start(worker)
        } else if hired < self.workers {
            Admission::Start(hired)
        } else if self.places.is_none_or(|places| waiting < places) {
            Admission::Wait(waiting.saturating_add(1))
        } else {
            Admission::Refuse
        }
    }

    /// Puts the request at the end of the queue.
    pub(crate) fn wait(&mut self, job: Job) {
        self.queue.push_back(job);
    }

    /// Gives the request to a worker that is free, and says how long it will take.
    pub(crate) fn start(&mut self, worker: u16, job: Job) -> Duration {
        self.free.remove(&worker);
        let place = usize::from(worker);
        if self.in_hand.len() <= place {
            self.in_hand.resize(place + 1, None);
        }
        self.in_hand[place] = Some(job);
        let Service::Fixed { ns } = self.service;
        Duration(ns)
    }

    /// Takes the request out of the worker's hands, done.
    pub(crate) fn finish(&mut self, worker: u16) -> Option<Job> {
        let job = self.in_hand.get_mut(usize::from(worker))?.take()?;
        self.free.insert(worker);
        Some(job)
    }

    /// The request that has waited longest, taken off the queue.
    pub(crate) fn next(&mut self) -> Option<Job> {
        self.queue.pop_front()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job(request: u32) -> Job {
        let message = MessageId::request(trace::RequestId(request), 1);
        Job { message, client: NodeId(0), link: LinkId(0), fact: FactId(0) }
    }

    fn station(workers: u16, queue: Option<u32>) -> Station {
        let service = Service::Fixed { ns: 100 };
        Station::new(&Server { workers, queue, service, reply_bytes: 1 })
    }

    #[test]
    fn workers_then_places_then_refusal() {
        let mut station = station(2, Some(1));
        assert_eq!(station.admit(), Admission::Start(0));
        assert_eq!(station.start(0, job(1)), Duration(100));
        assert_eq!(station.admit(), Admission::Start(1));
        station.start(1, job(2));
        assert_eq!(station.admit(), Admission::Wait(1));
        station.wait(job(3));
        assert_eq!(station.admit(), Admission::Refuse);
        assert_eq!(station.finish(0), Some(job(1)));
        assert_eq!(station.next(), Some(job(3)));
        assert_eq!(station.finish(0), None, "it has nothing in hand");
    }

    #[test]
    fn without_workers_everything_waits() {
        assert_eq!(station(0, None).admit(), Admission::Wait(1));
        assert_eq!(station(0, Some(0)).admit(), Admission::Refuse);
    }
}
