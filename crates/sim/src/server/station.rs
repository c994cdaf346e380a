//! A server as a whole: who is at work, who waits, and how long work takes.

use scenario::{Discipline, Lines, Server};
use trace::FactId;

use super::dedup::Answers;
use super::effects::Effects;
use super::health::Health;
use super::limit::ConcurrencyLimit;
use super::line::Line;
use super::lines::LineChoice;
use super::pauses::Pauses;
use super::queue_timeout::StandingQueue;
use super::sharing::Sharing;
use super::workers::Workers;
use crate::book::NO_FACT;
use crate::parts::Parcel;
use crate::plan::CallPlan;
use crate::random::Sampler;

/// What becomes of a request on arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Admission {
    /// That worker takes it up at once.
    Start { worker: u16, line: u16 },
    /// It waits in that line.
    Wait { line: u16 },
    /// All workers are busy, and so are all places to wait; or the server lets no more in.
    Refuse,
}

/// A server at work.
#[derive(Debug)]
pub(crate) struct Station {
    pub(crate) workers: Workers,
    lines: Vec<Line>,
    choice: Option<LineChoice>,
    places: Option<u32>,
    /// Requests in all lines.
    pub(crate) waiting: u32,
    pub(crate) sharing: Option<Sharing>,
    /// Entries on the agenda for a former state of the sharing are void.
    pub(crate) generation: u32,
    pub(crate) service: Sampler,
    pub(crate) reply_bytes: u32,
    pub(crate) refusal_ns: u64,
    /// What refusals have cost that no worker has paid for yet.
    pub(crate) debt_ns: u64,
    pub(crate) retry_after_ns: u64,
    pub(crate) limit: Option<ConcurrencyLimit>,
    pub(crate) skip_expired: bool,
    pub(crate) standing: Option<StandingQueue>,
    pub(crate) health: Health,
    pub(crate) pauses: Pauses,
    /// Until when an intervention keeps all work standing still.
    pub(crate) paused_until_ns: u64,
    pub(crate) answers: Option<Answers>,
    pub(crate) replay_ns: u64,
    pub(crate) effects: Effects,
    pub(crate) calls: Vec<CallPlan>,
    pub(crate) power: Power,
    /// Grows with every crash.
    pub(crate) life: u32,
    /// The fact of the last crash.
    pub(crate) crash: FactId,
    processors: u32,
    /// Whoever comes is taken up by a free worker or waits, and nothing else matters.
    plain: bool,
}

/// Whether it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Power {
    Up,
    /// The process is gone; its machine says so.
    Crashed,
    /// The machine is gone, and says nothing.
    Dead,
}

impl Station {
    pub(crate) fn new(server: &Server) -> Self {
        let sharing = server.discipline == Discipline::Sharing;
        let own_lines = server.lines != Lines::Shared && !sharing;
        let lines = if own_lines { usize::from(server.workers).max(1) } else { 1 };
        let mut health = Health::new(server.warm_up, server.errors);
        health.started(0);
        Self {
            // Those who share are all at work at once, each under a number of its own.
            workers: Workers::new(if sharing { u16::MAX } else { server.workers }),
            lines: (0..lines).map(|_| Line::new(server.discipline)).collect(),
            choice: own_lines.then(|| LineChoice::new(server.lines, server.workers)),
            places: server.queue,
            waiting: 0,
            sharing: sharing.then(|| Sharing::new(server.workers)),
            generation: 0,
            service: Sampler::new(&server.service),
            reply_bytes: server.reply_bytes,
            refusal_ns: server.refusal_ns,
            debt_ns: 0,
            retry_after_ns: server.retry_after_ns.unwrap_or_default(),
            limit: server.limit.as_ref().map(ConcurrencyLimit::new),
            skip_expired: server.skip_expired,
            standing: server.queue_timeout.map(StandingQueue::new),
            health,
            pauses: Pauses::new(server.pause),
            paused_until_ns: 0,
            answers: server.dedup.map(Answers::new),
            replay_ns: server.dedup.map_or(0, |dedup| dedup.replay_ns),
            effects: Effects::default(),
            calls: Vec::new(),
            power: Power::Up,
            life: 0,
            crash: NO_FACT,
            processors: u32::from(server.workers),
            plain: server.limit.is_none() && !own_lines && !sharing,
        }
    }

    /// Whether it has but one line and no rules about who is admitted: then [`Self::admit_plainly`] is all there is to ask.
    #[inline(always)]
    pub(crate) fn is_plain(&self) -> bool {
        self.plain
    }

    /// Whether a request can be taken up now; it is not taken yet.
    #[inline(always)]
    pub(crate) fn admit(&mut self, word: impl FnMut(u64) -> u64) -> Admission {
        if let Some(limit) = &self.limit
            && !limit.admits(self.inside())
        {
            return Admission::Refuse;
        }
        if self.choice.is_some() {
            return self.admit_to_own_line(word);
        }
        if self.sharing.is_some() {
            return self.admit_to_share();
        }
        self.admit_plainly()
    }

    /// To a free worker or to the one line.
    #[inline(always)]
    pub(crate) fn admit_plainly(&mut self) -> Admission {
        if let Some(worker) = self.workers.lowest_free() {
            Admission::Start { worker, line: 0 }
        } else if self.places.is_none_or(|places| self.waiting < places) {
            Admission::Wait { line: 0 }
        } else {
            Admission::Refuse
        }
    }

    #[inline(never)]
    fn admit_to_own_line(&mut self, word: impl FnMut(u64) -> u64) -> Admission {
        let (workers, lines) = (&self.workers, &self.lines);
        let load = |worker: u16| {
            let waiting = lines.get(usize::from(worker)).map_or(0, |line| line.len());
            u32::try_from(waiting).unwrap_or(u32::MAX).saturating_add(u32::from(!workers.is_free(worker)))
        };
        let line = self.choice.as_mut().map_or(0, |choice| choice.choose(word, load));
        let waiting = self.lines.get(usize::from(line)).map_or(0, |line| line.len());
        if self.workers.is_free(line) {
            Admission::Start { worker: line, line }
        } else if self.places.is_none_or(|places| waiting < places as usize) {
            Admission::Wait { line }
        } else {
            Admission::Refuse
        }
    }

    /// Those who share do not wait; `queue` says how many more than processors may be inside.
    #[inline(never)]
    fn admit_to_share(&mut self) -> Admission {
        let most = self.places.map_or(u32::MAX, |places| places.saturating_add(self.processors));
        match self.workers.lowest_free() {
            Some(worker) if self.inside() < most => Admission::Start { worker, line: 0 },
            _ => Admission::Refuse,
        }
    }

    /// Puts a request into its line; how long that is now.
    #[inline]
    pub(crate) fn wait(&mut self, line: u16, job: u32, class: u8, now_ns: u64) -> u32 {
        self.waiting += 1;
        self.note_queue(now_ns);
        let Some(line) = self.lines.get_mut(usize::from(line)) else { return 0 };
        line.push(job, class);
        u32::try_from(line.len()).unwrap_or(u32::MAX)
    }

    /// The request that comes next in a line, taken off it.
    #[inline(always)]
    pub(crate) fn next(&mut self, line: u16, now_ns: u64) -> Option<u32> {
        let job = self.lines.get_mut(usize::from(line))?.pop()?;
        self.waiting -= 1;
        self.note_queue(now_ns);
        Some(job)
    }

    /// A request leaves its line before its turn; false if it was not in it.
    pub(crate) fn leave_line(&mut self, line: u16, job: u32, now_ns: u64) -> bool {
        let gone = self.lines.get_mut(usize::from(line)).is_some_and(|line| line.remove(job));
        if gone {
            self.waiting -= 1;
            self.note_queue(now_ns);
        }
        gone
    }

    #[inline(always)]
    fn note_queue(&mut self, now_ns: u64) {
        if let Some(wait) = &mut self.standing {
            wait.note(now_ns, self.waiting as usize);
        }
    }

    /// A worker has something to do.
    #[inline(always)]
    pub(crate) fn occupy(&mut self, worker: u16) {
        self.workers.take(worker);
    }

    /// A worker has nothing to do any more.
    #[inline(always)]
    pub(crate) fn vacate(&mut self, worker: u16) {
        self.workers.free(worker);
    }

    /// Requests in lines and in service.
    #[inline(always)]
    pub(crate) fn inside(&self) -> u32 {
        self.waiting.saturating_add(self.workers.busy())
    }

    /// Workers at work; of those who share, as many as there are processors for.
    #[inline(always)]
    pub(crate) fn busy(&self) -> u32 {
        self.workers.busy().min(self.processors)
    }

    /// Whether a request that arrives now is admitted or turned away without further questions: nobody looks up its key.
    #[inline(always)]
    pub(crate) fn takes_at_once(&self, request: &Parcel) -> bool {
        self.is_up() && (self.answers.is_none() || !request.header.keyed)
    }

    #[inline(always)]
    pub(crate) fn is_up(&self) -> bool {
        self.power == Power::Up
    }

    /// Everything that was in hand is gone.
    pub(crate) fn crash(&mut self, power: Power, now_ns: u64) {
        self.power = power;
        self.life = self.life.wrapping_add(1);
        self.generation = self.generation.wrapping_add(1);
        for line in &mut self.lines {
            line.clear();
        }
        (self.waiting, self.debt_ns, self.paused_until_ns) = (0, 0, 0);
        self.workers.reset();
        if let Some(sharing) = &mut self.sharing {
            sharing.clear();
        }
        if let Some(answers) = &mut self.answers {
            answers.crash();
        }
        self.note_queue(now_ns);
    }
}
