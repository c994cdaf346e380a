//! Rules for what somebody does to a run.

use trace::{MessageId, Part};

use super::Check;
use crate::bounds::{AT, BY, FOR, PER_S, RESTART_AFTER, SHARE, SLOW_FACTOR};
use crate::fault::{At, What};
use crate::{Action, Arrivals, Intervention, Pattern};

impl Check<'_> {
    pub(super) fn intervention(&mut self, at: &At, intervention: &Intervention) {
        self.numbers(at, &[(&AT, intervention.at_ns)]);
        match intervention.action {
            Action::Drop { message }
            | Action::Duplicate { message }
            | Action::Hold { message }
            | Action::Release { message } => self.message(at, message),
            Action::Delay { message, by_ns } => {
                self.message(at, message);
                self.numbers(at, &[(&BY, by_ns)]);
            }
            Action::Crash { node, restart_after_ns, .. } => {
                self.answers(&at.key("node"), node);
                self.given(at, &[(&RESTART_AFTER, restart_after_ns)]);
            }
            Action::Restart { node } | Action::Hang { node } | Action::Recover { node } => {
                self.answers(&at.key("node"), node);
            }
            Action::Slow { node, factor } => {
                self.answers(&at.key("node"), node);
                self.numbers(at, &[(&SLOW_FACTOR, factor.into())]);
            }
            Action::Errors { node, share } => {
                self.answers(&at.key("node"), node);
                self.numbers(at, &[(&SHARE, share.into())]);
            }
            Action::Pause { node, length_ns } => {
                self.answers(&at.key("node"), node);
                self.numbers(at, &[(&FOR, length_ns)]);
            }
            Action::Cut { link, from, .. } => self.cut(at, link, from),
            Action::Mend { link } => self.cut(at, link, None),
            Action::Rate { client, per_1000_s } => {
                self.numbers(at, &[(&PER_S, per_1000_s)]);
                self.rate(&at.key("client"), client);
            }
        }
    }

    /// Requests, tries and rounds are counted from 1.
    fn message(&mut self, at: &At, message: MessageId) {
        let round = match message.part {
            Part::Connect { round }
            | Part::Accept { round }
            | Part::Secure { round }
            | Part::Secured { round } => round,
            _ => 1,
        };
        if message.request.0 == 0 || message.attempt == 0 || round == 0 {
            self.impossible(&at.key("message"), "requests, tries and rounds are counted from 1");
        }
    }

    fn cut(&mut self, at: &At, link: u16, from: Option<u16>) {
        let Some(link) = self.scenario.links.get(usize::from(link)) else {
            self.fault(&at.key("link"), "scenario-unknown-name", What::Plain("there is no such link"));
            return;
        };
        let Some(from) = from else { return };
        let at = at.key("from");
        if self.known(&at, from).is_some() && !link.ends.contains(&from) {
            self.impossible(&at, "this node is at neither end of the link");
        }
    }

    fn rate(&mut self, at: &At, client: u16) {
        if self.known(at, client).is_none() {
            return;
        }
        let mut loads = self.scenario.loads.iter().filter(|load| load.client == client);
        let turns =
            |arrivals: &Arrivals| matches!(arrivals, Arrivals::Poisson { .. } | Arrivals::Paced { .. });
        if !loads.any(|load| matches!(&load.pattern, Pattern::Open { arrivals } if turns(arrivals))) {
            let what = What::Plain("this node has no open load with arrivals `poisson` or `paced`");
            self.fault(at, "scenario-role", what);
        }
    }
}
