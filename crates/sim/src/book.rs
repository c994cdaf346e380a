//! What is kept of a run: every fact, or numbers only.

use trace::{Duration, Fact, FactId, Metrics, NodeId, Outcome, Time, What};

/// Stands for “no fact”: the cause of what the scenario itself starts.
pub(crate) const NO_FACT: FactId = FactId(u32::MAX);

/// Where the engine writes down what happens. The engine does the same with either kind of book.
#[derive(Debug)]
pub(crate) struct Book {
    /// None when only numbers are kept.
    facts: Option<Vec<Fact>>,
    limit: u32,
    pub(crate) metrics: Metrics,
    /// When the last fact was written, or would have been.
    last_ns: u64,
}

impl Book {
    pub(crate) fn of_facts(limit: u32, metrics: Metrics) -> Self {
        Self { facts: Some(Vec::new()), limit, metrics, last_ns: 0 }
    }

    pub(crate) fn of_numbers(metrics: Metrics) -> Self {
        Self { facts: None, limit: 0, metrics, last_ns: 0 }
    }

    /// Writes a fact down. With numbers only, nothing but its moment is kept.
    #[inline(never)]
    pub(crate) fn fact(&mut self, now_ns: u64, node: u16, what: What, cause: FactId) -> FactId {
        self.last_ns = now_ns;
        match &mut self.facts {
            None => NO_FACT,
            Some(facts) => append(facts, now_ns, node, what, cause),
        }
    }

    /// The same for what happens most: the fact is put together only if it is kept.
    #[inline(always)]
    pub(crate) fn fact_of(
        &mut self,
        now_ns: u64,
        node: u16,
        cause: FactId,
        what: impl FnOnce() -> What,
    ) -> FactId {
        self.last_ns = now_ns;
        match &mut self.facts {
            None => NO_FACT,
            Some(facts) => append(facts, now_ns, node, what(), cause),
        }
    }

    /// The client of a request is done with it.
    #[inline]
    pub(crate) fn settled(&mut self, now_ns: u64, node: u16, wanted_ns: u64, outcome: Outcome) {
        self.metrics.settled(NodeId(node), Time(wanted_ns), Time(now_ns), outcome);
    }

    pub(crate) fn is_full(&self) -> bool {
        self.facts.as_ref().is_some_and(|facts| facts.len() >= self.limit as usize)
    }

    pub(crate) fn last_ns(&self) -> u64 {
        self.last_ns
    }

    pub(crate) fn into_parts(self) -> (Vec<Fact>, Metrics) {
        (self.facts.unwrap_or_default(), self.metrics)
    }
}

#[inline(never)]
fn append(facts: &mut Vec<Fact>, now_ns: u64, node: u16, what: What, cause: FactId) -> FactId {
    let id = FactId(u32::try_from(facts.len()).unwrap_or(u32::MAX));
    let cause = (cause != NO_FACT).then_some(cause);
    facts.push(Fact { at: Time(now_ns), node: NodeId(node), what, cause });
    id
}

/// The time between two moments.
#[inline(always)]
pub(crate) fn between(from_ns: u64, to_ns: u64) -> Duration {
    Duration(to_ns.saturating_sub(from_ns))
}
