//! Rules for servers and what they ask of each other.

use super::Check;
use crate::bounds::{
    ABOVE, CALL_REQUESTS, DEDUP_WINDOW, DRAWN, ERRORS, EVERY, INTERVAL, LIMIT_BACKOFF, LIMIT_LEAST,
    LIMIT_MOST, LIMIT_SLOW, LIMIT_SMOOTHING, LIMIT_TOLERANCE, MAX_CALLS, MAX_NODES, PAUSE_LENGTH, QUEUE,
    REFUSAL, REPLAY, REPLY_BYTES, RETRY_AFTER, TARGET, TIME_CONSTANT, WARM_UP_FACTOR, WORKERS,
};
use crate::fault::{At, What};
use crate::{Call, Choice, Discipline, Limit, Lines, Server};

impl Check<'_> {
    pub(super) fn server(&mut self, at: &At, place: usize, server: &Server) {
        self.numbers(
            at,
            &[
                (&WORKERS, server.workers.into()),
                (&REPLY_BYTES, server.reply_bytes.into()),
                (&REFUSAL, server.refusal_ns),
                (&ERRORS, server.errors.into()),
            ],
        );
        self.given(at, &[(&QUEUE, server.queue.map(u64::from)), (&RETRY_AFTER, server.retry_after_ns)]);
        self.distribution(&at.key("service"), &server.service);
        self.waiting(at, server);
        if let Some(limit) = &server.limit {
            self.limit(&at.key("limit"), limit);
        }
        if let Some(warm_up) = &server.warm_up {
            let values =
                [(&WARM_UP_FACTOR, warm_up.factor.into()), (&TIME_CONSTANT, warm_up.time_constant_ns)];
            self.numbers(&at.key("warm_up"), &values);
        }
        if let Some(pause) = &server.pause {
            let at = at.key("pause");
            self.numbers(&at, &[(&EVERY, pause.every_ns), (&PAUSE_LENGTH, pause.length_ns)]);
            if pause.length_ns >= pause.every_ns {
                self.impossible(&at.key("length_ms"), "a pause must be over before the next one begins");
            }
        }
        if let Some(dedup) = &server.dedup {
            let values = [(&DEDUP_WINDOW, dedup.window_ns), (&REPLAY, dedup.replay_ns)];
            self.numbers(&at.key("dedup"), &values);
        }
        self.count(&at.key("call"), "[[node.server.call]] sections", server.calls.len(), 0, MAX_CALLS);
        for (number, call) in server.calls.iter().enumerate().take(MAX_CALLS) {
            self.call(&at.key("call").item(number), place, call);
        }
    }

    fn waiting(&mut self, at: &At, server: &Server) {
        if let Discipline::AdaptiveLifo { above } = server.discipline {
            self.numbers(&at.key("discipline"), &[(&ABOVE, above.into())]);
        }
        if let Lines::PerWorker { choice } = server.lines {
            let at = at.key("lines");
            if let Choice::ShortestOf { drawn } = choice {
                self.numbers(&at, &[(&DRAWN, drawn.into())]);
            }
            if server.discipline == Discipline::Sharing {
                self.impossible(&at, "with `sharing` nobody waits, so workers have no lines of their own");
            }
        }
        if let Some(timeout) = &server.queue_timeout {
            let at = at.key("queue_timeout");
            self.numbers(&at, &[(&TARGET, timeout.target_ns), (&INTERVAL, timeout.interval_ns)]);
            if timeout.target_ns > timeout.interval_ns {
                self.impossible(&at.key("target_ms"), "the short wait is longer than the long one");
            }
        }
    }

    fn limit(&mut self, at: &At, limit: &Limit) {
        let (least, most) = match *limit {
            Limit::Aimd { least, most, backoff, slow_ns } => {
                self.numbers(at, &[(&LIMIT_BACKOFF, backoff.into()), (&LIMIT_SLOW, slow_ns)]);
                (least, most)
            }
            Limit::Vegas { least, most } => (least, most),
            Limit::Gradient { least, most, tolerance, smoothing } => {
                let values = [(&LIMIT_TOLERANCE, tolerance.into()), (&LIMIT_SMOOTHING, smoothing.into())];
                self.numbers(at, &values);
                (least, most)
            }
        };
        self.numbers(at, &[(&LIMIT_LEAST, least.into()), (&LIMIT_MOST, most.into())]);
        self.in_order(&at.key("most"), least.into(), most.into());
    }

    fn call(&mut self, at: &At, place: usize, call: &Call) {
        self.numbers(at, &[(&CALL_REQUESTS, call.requests.into())]);
        let server = at.key("server");
        self.answers(&server, call.server);
        if usize::from(call.server) != place {
            self.joined(&server, u16::try_from(place).unwrap_or(u16::MAX), call.server);
        }
        self.asking(at, &call.asking);
    }

    /// A server that waits for an answer that waits for it would wait for ever.
    pub(super) fn cycles(&mut self) {
        let called = |place: usize| {
            let server = self.scenario.nodes.get(place).and_then(|node| node.server.as_ref());
            server.map_or(&[][..], |server| server.calls.get(..MAX_CALLS).unwrap_or(&server.calls))
        };
        // Bit `t` of entry `s`: s waits for t, straight or through others.
        let mut waits = [0_u64; MAX_NODES];
        for (place, waits) in waits.iter_mut().enumerate() {
            *waits = called(place).iter().fold(0, |all, call| all | bit(call.server));
        }
        for between in 0..MAX_NODES {
            let through = waits[between];
            for waits in &mut waits {
                if *waits & (1 << between) != 0 {
                    *waits |= through;
                }
            }
        }
        for place in 0..MAX_NODES {
            for (number, call) in called(place).iter().enumerate() {
                let further = waits.get(usize::from(call.server)).copied().unwrap_or(0) | bit(call.server);
                if further & (1 << place) != 0 {
                    let (top, key) = (At::Top, "node");
                    let nodes = top.key(key);
                    let (node, call) = (nodes.item(place), "call");
                    let server = node.key("server");
                    let (calls, what) =
                        (server.key(call), What::Plain("in the end this server waits for itself"));
                    self.fault(&calls.item(number).key("server"), "scenario-cycle", what);
                }
            }
        }
    }
}

/// None for a node that cannot be.
fn bit(node: u16) -> u64 {
    1_u64.checked_shl(node.into()).unwrap_or(0)
}
