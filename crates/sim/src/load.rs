//! Loads: when the next request of a client is wanted.

use scenario::{Load, Pattern};
use trace::{FactId, Outcome};

use crate::agenda::Due;
use crate::book::NO_FACT;
use crate::engine::Engine;
use crate::identity;
use crate::parts::Owner;
use crate::random::{Moments, Purpose as Draw, Sampler};

/// A load under way.
#[derive(Debug)]
pub(crate) struct LoadState {
    pub(crate) asker: u32,
    pub(crate) client: u16,
    kind: Kind,
    to_come: u32,
    /// Requests begun, which names them for draws.
    begun: u32,
    /// Arrivals begun by a former rate are void.
    generation: u32,
}

#[derive(Debug)]
enum Kind {
    Sequential,
    Parallel,
    Batched { size: u32 },
    Open { moments: Moments },
    Closed { users: u32, think: Sampler, begun_by: Vec<u32> },
}

impl LoadState {
    pub(crate) fn new(load: &Load, asker: u32) -> Self {
        let kind = match &load.pattern {
            Pattern::Sequential => Kind::Sequential,
            Pattern::Parallel => Kind::Parallel,
            Pattern::Batched { size } => Kind::Batched { size: (*size).max(1) },
            Pattern::Open { arrivals } => Kind::Open { moments: Moments::new(arrivals) },
            Pattern::Closed { users, think } => {
                let users = (*users).min(load.requests);
                Kind::Closed { users, think: Sampler::new(think), begun_by: Vec::new() }
            }
        };
        let (client, to_come) = (load.client, load.requests);
        Self { asker, client, kind, to_come, begun: 0, generation: 0 }
    }

    /// Whether the answer to one request has to do with the next.
    #[inline(always)]
    pub(crate) fn heeds_answers(&self) -> bool {
        !matches!(self.kind, Kind::Parallel | Kind::Open { .. })
    }
}

impl Engine {
    /// A load begins: with one request, with all of them, or with the first moment at which one occurs.
    pub(crate) fn begin_load(&mut self, load: u32) {
        let Some(state) = self.plan.loads.get_mut(load as usize) else { return };
        let at_once = match &mut state.kind {
            Kind::Sequential | Kind::Batched { .. } => 1,
            Kind::Parallel => state.to_come,
            Kind::Closed { users, begun_by, .. } => {
                // No more than can be under way at once.
                begun_by.resize((*users).min(self.budget.alive) as usize, 0);
                *users
            }
            Kind::Open { .. } => return self.await_occurrence(load),
        };
        for user in 0..at_once {
            if self.is_over_budget() {
                return self.curtail();
            }
            self.want_of_load(load, user, NO_FACT);
        }
    }

    /// Puts the next moment at which an open load wants something on the agenda.
    fn await_occurrence(&mut self, load: u32) {
        let Some(state) = self.plan.loads.get_mut(load as usize) else { return };
        let Kind::Open { moments } = &mut state.kind else { return };
        if state.to_come == 0 {
            return;
        }
        let (ordinal, entity) = (u64::from(state.begun), identity::load(load));
        if let Some(at) =
            moments.next_fast(&mut self.desk.dice, self.desk.now_ns, entity, ordinal, self.desk.now_ns)
        {
            let due = Due::Occurs { load, generation: state.generation };
            self.desk.schedule_fast(at, due);
        }
    }

    #[inline(always)]
    pub(crate) fn occurs(&mut self, load: u32, generation: u32) {
        if self.plan.loads.get(load as usize).is_some_and(|state| state.generation == generation) {
            self.want_of_load(load, 0, NO_FACT);
            self.await_occurrence(load);
        }
    }

    /// A load wants its next request (or batch) answered.
    pub(crate) fn want_of_load(&mut self, load: u32, user: u32, cause: FactId) {
        let Some(state) = self.plan.loads.get_mut(load as usize) else { return };
        if state.to_come == 0 {
            return;
        }
        let size = match state.kind {
            Kind::Batched { size } => size.min(state.to_come).min(self.budget.alive.max(1)),
            _ => 1,
        };
        state.to_come -= size;
        let mut ordinal = u64::from(state.begun);
        state.begun += 1;
        if let Kind::Closed { begun_by, .. } = &mut state.kind
            && let Some(begun) = begun_by.get_mut(user as usize)
        {
            ordinal = u64::from(user) << 32 | u64::from(*begun);
            *begun += 1;
        }
        let key = identity::of_fast(identity::load(load), ordinal);
        let (asker, owner) = (state.asker, Owner::Load { load, user });
        self.want(asker, owner, key, size, u64::MAX, cause);
    }

    /// A request of a load is over, with the outcome that `cause` states.
    #[inline(never)]
    pub(crate) fn load_answered(&mut self, load: u32, user: u32, outcome: Outcome, cause: FactId) {
        let Some(state) = self.plan.loads.get(load as usize) else { return };
        match &state.kind {
            Kind::Sequential | Kind::Batched { .. } if outcome == Outcome::Withheld => {
                // A client that forbids itself to ask goes on at once, but not from within: there may be millions to come.
                self.desk.schedule(self.desk.now_ns, Due::Thought { load, user });
            }
            Kind::Sequential | Kind::Batched { .. } => self.want_of_load(load, user, cause),
            Kind::Parallel | Kind::Open { .. } => {}
            Kind::Closed { think, begun_by, .. } => {
                if state.to_come == 0 {
                    return;
                }
                let begun = begun_by.get(user as usize).copied().unwrap_or_default();
                let ordinal = u64::from(user) << 32 | u64::from(begun);
                let (entity, purpose) = (identity::load(load), Draw::Think);
                let pause = think.sample(self.desk.dice.word(self.desk.now_ns, entity, purpose, ordinal));
                let at = self.desk.now_ns.saturating_add(pause);
                self.desk.schedule(at, Due::Thought { load, user });
            }
        }
    }

    /// From now on an open load has another rate.
    pub(crate) fn change_rate(&mut self, client: u16, per_1000_s: u64) {
        for load in 0..u32::try_from(self.plan.loads.len()).unwrap_or(u32::MAX) {
            let Some(state) = self.plan.loads.get_mut(load as usize) else { return };
            if state.client != client {
                continue;
            }
            if let Kind::Open { moments } = &mut state.kind {
                moments.set_rate(per_1000_s, self.desk.now_ns);
                state.generation += 1;
                self.await_occurrence(load);
            }
        }
    }
}
