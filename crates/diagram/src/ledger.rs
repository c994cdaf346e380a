//! The ledger: what each client believes became of its requests, against what was done for them.
//!
//! Where the two differ is where systems lose money: something was done although nobody knows, or was done twice.

use std::collections::BTreeMap;
use std::ops::Range;

use trace::{MessageId, NodeId, Outcome, RequestId, Time, What};

use crate::{Run, Sight, Subject, Viewpoint, words};

/// The ledger of a run, made once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    accounts: Vec<Account>,
}

/// What is entered for one request.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Account {
    id: RequestId,
    client: NodeId,
    wanted: Time,
    settled: Option<(Time, Outcome)>,
    /// The tries that were sent.
    tries: Vec<Time>,
    /// Where its effects were done, or not done, and when.
    at_server: Vec<(Time, NodeId, Entry)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entry {
    Begun,
    Done,
    Erred,
    /// The earlier answer was sent again.
    Replayed,
    Refused,
}

/// A line of the ledger, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub request: RequestId,
    /// `Client #7`.
    pub name: String,
    /// What its client believes.
    pub believed: String,
    /// What was done for it.
    pub done: String,
    /// What to think of the two, and whether they differ.
    pub verdict: String,
    pub differs: bool,
}

/// How many requests have been made up to a moment, and how they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub requests: usize,
    pub answered: usize,
    /// Their clients got no answer that helps.
    pub failed: usize,
    pub waiting: usize,
    pub done_once: usize,
    pub done_again: usize,
    pub not_done: usize,
    /// Done, and the client does not know it.
    pub unknown: usize,
}

/// What a client believes of a request at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Belief {
    Waits { tries: usize },
    Over { at: Time, outcome: Outcome },
}

/// What was done for a request up to a moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Deeds {
    pub(crate) times: usize,
    pub(crate) first: Option<Time>,
    pub(crate) last: Option<Time>,
    pub(crate) begun: usize,
    pub(crate) erred: usize,
    pub(crate) replayed: usize,
    pub(crate) refused: usize,
}

impl Ledger {
    pub fn new(run: &Run) -> Self {
        let mut books = Books::default();
        for fact in &run.trace.facts {
            books.take(fact.at, fact.node, &fact.what);
        }
        books.share();
        Self { accounts: books.accounts }
    }

    /// How many lines there are at the moment.
    pub fn len(&self, sight: &Sight<'_>) -> usize {
        self.seen(sight).count()
    }

    pub fn is_empty(&self, sight: &Sight<'_>) -> bool {
        self.len(sight) == 0
    }

    /// Some of the lines, in the order of the requests.
    pub fn lines(&self, sight: &Sight<'_>, range: Range<usize>) -> Vec<Line> {
        let lines = self.seen(sight).skip(range.start).take(range.len());
        lines.map(|account| account.line(sight)).collect()
    }

    /// The totals, in words.
    pub fn summary(&self, sight: &Sight<'_>) -> String {
        let sees = |client: bool| match sight.viewpoint {
            Viewpoint::Everyone => true,
            Viewpoint::Only(node) => self.accounts.iter().any(|account| account.client == node) == client,
        };
        words::totals(&sight.run.cast, self.totals(sight), sees(true), sees(false))
    }

    pub fn totals(&self, sight: &Sight<'_>) -> Totals {
        let mut totals = Totals::default();
        for account in self.seen(sight) {
            totals.add(account.belief(sight.at), account.deeds(sight));
        }
        totals
    }

    /// The accounts that are open at the moment, for who looks.
    fn seen<'a>(&'a self, sight: &Sight<'_>) -> impl Iterator<Item = &'a Account> + use<'a> {
        let (at, viewpoint) = (sight.at, sight.viewpoint);
        let known = move |account: &&Account| match viewpoint {
            Viewpoint::Everyone => true,
            Viewpoint::Only(node) => {
                account.client == node
                    || account.at_server.iter().any(|&(done, own, _)| own == node && done <= at)
            }
        };
        let end = self.accounts.partition_point(|account| account.wanted <= at);
        self.accounts.get(..end).unwrap_or_default().iter().filter(known)
    }
}

impl Line {
    /// What is picked with a line: the first try of its request.
    pub fn first_try(request: RequestId) -> Subject {
        Subject::Message(MessageId::request(request, 1))
    }
}

impl Account {
    fn belief(&self, at: Time) -> Belief {
        match self.settled.filter(|&(settled, _)| settled <= at) {
            Some((at, outcome)) => Belief::Over { at, outcome },
            None => Belief::Waits { tries: self.tries.iter().filter(|&&sent| sent <= at).count() },
        }
    }

    /// What was done, as far as one can know from where one looks.
    fn deeds(&self, sight: &Sight<'_>) -> Deeds {
        let mut deeds = Deeds::default();
        for &(at, node, entry) in self.at_server.iter().filter(|&&(at, ..)| at <= sight.at) {
            if sight.viewpoint != Viewpoint::Everyone && sight.viewpoint != Viewpoint::Only(node) {
                continue;
            }
            match entry {
                Entry::Begun => deeds.begun += 1,
                Entry::Erred => deeds.erred += 1,
                Entry::Replayed => deeds.replayed += 1,
                Entry::Refused => deeds.refused += 1,
                Entry::Done => {
                    deeds.times += 1;
                    deeds.first = deeds.first.or(Some(at));
                    deeds.last = Some(at);
                }
            }
        }
        deeds
    }

    fn line(&self, sight: &Sight<'_>) -> Line {
        let (run, belief, deeds) = (sight.run, self.belief(sight.at), self.deeds(sight));
        let name = words::account(run.name(self.client), self.id);
        let (sees_client, sees_server) = match sight.viewpoint {
            Viewpoint::Everyone => (true, true),
            Viewpoint::Only(node) => (node == self.client, node != self.client),
        };
        let believed = if sees_client { words::believed(belief) } else { words::CANNOT_KNOW.to_owned() };
        let done = if sees_server { words::deeds(deeds) } else { words::CANNOT_KNOW.to_owned() };
        let verdict = if sees_client && sees_server { words::verdict(belief, deeds) } else { None };
        let differs = verdict.is_some_and(|(_, differs)| differs);
        let verdict = verdict.map_or_else(String::new, |(words, _)| words.to_owned());
        Line { request: self.id, name, believed, done, verdict, differs }
    }
}

impl Belief {
    /// Whether the client has what it wanted.
    pub(crate) fn is_answered(self) -> bool {
        matches!(self, Self::Over { outcome: Outcome::Answered, .. })
    }
}

impl Totals {
    fn add(&mut self, belief: Belief, deeds: Deeds) {
        self.requests += 1;
        match belief {
            Belief::Waits { .. } => self.waiting += 1,
            Belief::Over { outcome: Outcome::Answered, .. } => self.answered += 1,
            Belief::Over { .. } => self.failed += 1,
        }
        match deeds.times {
            0 => self.not_done += 1,
            1 => self.done_once += 1,
            _ => self.done_again += 1,
        }
        if deeds.times > 0 && matches!(belief, Belief::Over { .. }) && !belief.is_answered() {
            self.unknown += 1;
        }
    }
}

/// Accounts in the making.
#[derive(Default)]
struct Books {
    accounts: Vec<Account>,
    place_of: BTreeMap<RequestId, usize>,
    /// Requests that travelled in the message of another one.
    rides: Vec<(RequestId, RequestId)>,
}

impl Books {
    fn take(&mut self, at: Time, node: NodeId, what: &What) {
        match *what {
            What::Wanted { request } => {
                self.place_of.insert(request, self.accounts.len());
                self.accounts.push(Account {
                    id: request,
                    client: node,
                    wanted: at,
                    settled: None,
                    tries: Vec::new(),
                    at_server: Vec::new(),
                });
            }
            What::Batched { request, into } => self.rides.push((request, into)),
            What::Sent { message, .. } if message == MessageId::request(message.request, message.attempt) => {
                self.change(message.request, |account| account.tries.push(at));
            }
            What::Settled { request, outcome } => {
                self.change(request, |account| {
                    account.settled.get_or_insert((at, outcome));
                });
            }
            What::Started { message, .. } => self.enter(message, at, node, Entry::Begun),
            What::Finished { message, .. } => self.enter(message, at, node, Entry::Done),
            What::Erred { message, .. } => self.enter(message, at, node, Entry::Erred),
            What::Replayed { message } => self.enter(message, at, node, Entry::Replayed),
            What::Refused { message, .. } => self.enter(message, at, node, Entry::Refused),
            _ => {}
        }
    }

    fn enter(&mut self, message: MessageId, at: Time, node: NodeId, entry: Entry) {
        self.change(message.request, |account| account.at_server.push((at, node, entry)));
    }

    fn change(&mut self, request: RequestId, change: impl FnOnce(&mut Account)) {
        if let Some(account) = self.place_of.get(&request).and_then(|&place| self.accounts.get_mut(place)) {
            change(account);
        }
    }

    /// What was done for a message was done for all that rode in it.
    fn share(&mut self) {
        for (request, into) in std::mem::take(&mut self.rides) {
            let carrier = self.place_of.get(&into).and_then(|&place| self.accounts.get(place));
            let Some((tries, at_server)) = carrier.map(|own| (own.tries.clone(), own.at_server.clone()))
            else {
                continue;
            };
            self.change(request, |account| (account.tries, account.at_server) = (tries, at_server));
        }
    }
}
