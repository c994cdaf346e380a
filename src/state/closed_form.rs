//! What theory says of the run that is shown, as far as what was turned and done leaves that standing.

use diagram::Theory;
use scenario::QueueModel;
use trace::{Duration, NodeId};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClosedForm {
    /// Nothing: the scenario is no queue that it has a closed form for.
    None,
    /// Nothing any more, because of what was turned or done.
    Gone,
    Holds(Theory),
}

impl ClosedForm {
    pub(crate) fn theory(&self) -> Option<&Theory> {
        match self {
            Self::Holds(theory) => Some(theory),
            Self::None | Self::Gone => None,
        }
    }

    /// For a scenario with some of its numbers changed.
    pub(crate) fn of(queue: Option<QueueModel>, turns: impl IntoIterator<Item = (String, u64)>) -> Self {
        let Some(queue) = queue else { return Self::None };
        let turned = turns.into_iter().try_fold(queue, |queue, (path, value)| queue.turned(&path, value));
        turned.map_or(Self::Gone, |queue| {
            let [there, back] = queue.trips_ns;
            Self::Holds(Theory {
                server: NodeId(queue.server),
                per_1000_s: queue.per_1000_s,
                service_mean: Duration(queue.service_mean_ns),
                workers: queue.workers,
                trips: Duration(there) + Duration(back),
            })
        })
    }
}
