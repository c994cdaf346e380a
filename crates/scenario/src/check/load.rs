//! Rules for loads.

use super::{Check, IMPOSSIBLE};
use crate::bounds::{BATCH_SIZE, REQUESTS, USERS};
use crate::fault::{At, What};
use crate::{Load, Pattern};

impl Check<'_> {
    pub(super) fn load(&mut self, at: &At, place: usize, load: &Load) {
        let requests = u64::from(load.requests);
        self.numbers(at, &[(&REQUESTS, requests)]);
        let before: u64 = self.scenario.loads.iter().take(place).map(|load| u64::from(load.requests)).sum();
        if place > 0 && REQUESTS.holds(requests) && before + requests > REQUESTS.most {
            let what = What::Plain("all loads together may have at most 10,000,000 requests");
            self.fault(&at.key("requests"), IMPOSSIBLE, what);
        }
        let (client, server) = (at.key("client"), at.key("server"));
        self.known(&client, load.client);
        self.answers(&server, load.server);
        if load.client == load.server && self.exists(load.client) {
            self.impossible(&server, "a node cannot ask itself");
        } else {
            self.joined(&server, load.client, load.server);
        }
        let inside = at.key("pattern");
        match &load.pattern {
            Pattern::Sequential | Pattern::Parallel => {}
            Pattern::Batched { size } => self.numbers(&inside, &[(&BATCH_SIZE, (*size).into())]),
            Pattern::Open { arrivals } => self.arrivals(&inside, arrivals),
            Pattern::Closed { users, think } => {
                self.numbers(&inside, &[(&USERS, (*users).into())]);
                self.distribution(&inside.key("think"), think);
            }
        }
        self.asking(at, &load.asking);
    }
}
