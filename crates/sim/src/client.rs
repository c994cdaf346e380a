//! A client: which request it wants next, and which of its requests are still open.

use scenario::Pattern;
use trace::{Duration, FactId, RequestId};

use crate::plan::Route;

/// The requests that one client wants answered by one server.
#[derive(Clone, Debug)]
pub(crate) struct Stream {
    pub(crate) route: Route,
    pub(crate) pattern: Pattern,
    pub(crate) request_bytes: u32,
    pub(crate) timeout: Option<Duration>,
    /// How many are still to come.
    pub(crate) to_come: u32,
}

impl Stream {
    /// How many requests start with the run.
    pub(crate) fn at_once(&self) -> u32 {
        match self.pattern {
            Pattern::Sequential => self.to_come.min(1),
            Pattern::Parallel => self.to_come,
        }
    }

    /// Whether another request follows one that is settled.
    pub(crate) fn continues(&self) -> bool {
        self.pattern == Pattern::Sequential && self.to_come > 0
    }
}

/// A request that has been wanted.
#[derive(Clone, Debug)]
pub(crate) struct Open {
    pub(crate) load: usize,
    pub(crate) wanted: FactId,
    pub(crate) settled: bool,
}

/// All requests of a run, numbered from 1 in the order of intent.
#[derive(Debug, Default)]
pub(crate) struct Requests {
    list: Vec<Open>,
}

impl Requests {
    /// The number of the next request.
    pub(crate) fn next_id(&self) -> RequestId {
        RequestId(u32::try_from(self.list.len()).unwrap_or(u32::MAX).saturating_add(1))
    }

    pub(crate) fn open(&mut self, load: usize, wanted: FactId) {
        self.list.push(Open { load, wanted, settled: false });
    }

    /// Settles a request, once: the load it belongs to, or `None` if its client has no interest in it any more.
    pub(crate) fn settle(&mut self, request: RequestId) -> Option<usize> {
        let place = (request.0 as usize).checked_sub(1)?;
        let open = self.list.get_mut(place).filter(|open| !open.settled)?;
        open.settled = true;
        Some(open.load)
    }

    /// The load of a request that its client still waits for.
    pub(crate) fn open_load(&self, request: RequestId) -> Option<usize> {
        let place = (request.0 as usize).checked_sub(1)?;
        self.list.get(place).filter(|open| !open.settled).map(|open| open.load)
    }

    /// The requests nobody has settled, with the fact of their intent.
    pub(crate) fn unsettled(&self) -> impl Iterator<Item = (RequestId, &Open)> {
        (1..).map(RequestId).zip(&self.list).filter(|(_, open)| !open.settled)
    }
}
