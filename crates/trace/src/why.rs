//! Causes and consequences: why something happened, and what it led to.

use crate::{FactId, Trace};

/// The chain of causes that ends with `fact`: the fact itself, its cause, the cause of that, … to something that the
/// scenario itself started. Empty for a fact that the trace does not have.
pub fn why(trace: &Trace, fact: FactId) -> Vec<FactId> {
    let mut chain = Vec::new();
    let mut next = Some(fact);
    while let Some(id) = next {
        let Some(fact) = trace.facts.get(id.0 as usize) else { break };
        chain.push(id);
        // A cause is always earlier; one that is not would lead round in a circle.
        next = fact.cause.filter(|&cause| cause < id);
    }
    chain
}

/// Everything that would not have happened without `fact`, in order, without the fact itself.
pub fn consequences(trace: &Trace, fact: FactId) -> Vec<FactId> {
    let from = fact.0 as usize;
    let mut found = Vec::new();
    let mut follows = vec![false; trace.facts.len()];
    let Some(first) = follows.get_mut(from) else { return found };
    *first = true;
    for (later, id) in trace.facts.iter().zip(0_u32..).skip(from).skip(1) {
        let led_to =
            later.cause.is_some_and(|cause| cause.0 < id && follows.get(cause.0 as usize) == Some(&true));
        if let Some(mark) = follows.get_mut(id as usize).filter(|_| led_to) {
            *mark = true;
            found.push(FactId(id));
        }
    }
    found
}

/// The place of the first fact in which two runs differ, be it that one of them has no more. Nothing for runs of
/// equal facts.
pub fn first_divergence(one: &Trace, other: &Trace) -> Option<usize> {
    let common = one.facts.iter().zip(&other.facts).take_while(|(one, other)| one == other).count();
    (common < one.facts.len().max(other.facts.len())).then_some(common)
}
