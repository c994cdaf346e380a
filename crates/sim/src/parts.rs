//! The things a run moves around: messages, requests with their tries, and what servers have in hand.

use trace::{FactId, LossReason, MessageId, Part, RequestId};

use crate::client::Try;
use crate::table::Handle;
use crate::transport::OK;

/// What a request says about itself, and what a server may go by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Header {
    /// Who it is, for every draw about it and as idempotency key: the same for all tries of a request.
    pub(crate) key: u64,
    /// When its client will have given up; the greatest number = never.
    pub(crate) deadline_ns: u64,
    /// How many requests travel in it.
    pub(crate) size: u32,
    pub(crate) class: u8,
    /// Whether a server may know its repetitions by the key.
    pub(crate) keyed: bool,
    /// Whether it may be done more than once, so that servers have to remember what took effect.
    pub(crate) repeatable: bool,
    /// Whether it is the only try of its request and nothing limits it: then the parcel itself is all there is of the request
    /// ([`Parcel::request`]).
    pub(crate) patient: bool,
    /// Whether its client has a clock that a reply's first bit stops or starts.
    pub(crate) watched: bool,
    /// What kind of conversation it belongs to.
    pub(crate) purpose: Purpose,
}

/// What a message is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// A request and its answer.
    Exchange,
    /// A subscriber of a feed asks for news: the last update it has.
    News { feed: u16, subscriber: u16, after: u32 },
    /// An update on its way, by number. `delivery` names the broker's delivery, if one waits for an answer.
    Update { feed: u16, subscriber: u16, update: u32, delivery: u32 },
    /// A source hands an update to a broker or a push service.
    Publish { feed: u16, update: u32 },
    /// A subscriber's own message over an open way.
    Upstream { feed: u16 },
}

/// Where a parcel is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In line for the wire.
    Waiting,
    /// Going onto the wire.
    Sending,
    /// Under way as a whole.
    Flying,
    /// A request at its server, which still owes an answer.
    AtServer,
}

/// What a server does with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doing {
    /// Nothing: it waits in line.
    Waiting,
    /// A worker has it.
    Serving,
    /// A worker has it, and waits for other servers.
    Calling,
    /// It waits for news, or for the outcome of an earlier try.
    Parked,
}

/// Who wants a request answered, and since when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request {
    pub(crate) asker: u32,
    pub(crate) owner: Owner,
    pub(crate) wanted_ns: u64,
    pub(crate) wanted: FactId,
}

impl Request {
    /// Of messages that know their try.
    pub(crate) const NONE: Self =
        Self { asker: u32::MAX, owner: Owner::Nobody, wanted_ns: 0, wanted: FactId(u32::MAX) };
}

/// A message on its way. A request stays the same parcel at its server, and becomes its own answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parcel {
    pub(crate) id: MessageId,
    pub(crate) from: u16,
    pub(crate) to: u16,
    pub(crate) link: u16,
    /// Which way of the link.
    pub(crate) side: u8,
    pub(crate) bytes: u32,
    pub(crate) header: Header,
    /// The try that it belongs to, unless it is [`Header::patient`].
    pub(crate) origin: Handle,
    /// Of what is patient: the request.
    pub(crate) request: Request,
    /// The last fact about it, which causes the next.
    pub(crate) fact: FactId,
    /// At the server: the fact of its arrival.
    pub(crate) arrived: FactId,
    /// Of replies: how it went.
    pub(crate) status: u16,
    /// Of good replies: how long a worker had it in hand. Of others: when the client may come back; 0 = nothing is said.
    pub(crate) note_ns: u64,
    /// Of replies to feeds: the last update in it.
    pub(crate) news: u32,

    pub(crate) place: Place,
    pub(crate) entered_ns: u64,
    /// On the way: when its last bit left. At the server: when it arrived.
    pub(crate) left_ns: u64,
    /// On the way: when it arrives, once that is known. At the server: when the worker is done, as far as is known.
    pub(crate) due_ns: u64,
    /// What chance and others add to its way.
    pub(crate) extra_ns: u64,
    pub(crate) overtakable: bool,
    /// Why it will not arrive.
    pub(crate) doomed: Option<LossReason>,
    pub(crate) held: bool,
    /// When it was held; at the server: when a worker took it up.
    pub(crate) since_ns: u64,
    /// It is lost already, and only keeps the wire busy.
    pub(crate) gone: bool,
    /// How many copies the network has made of it.
    pub(crate) copies: u8,
    /// A copy is made as soon as it is on the wire as a whole.
    pub(crate) twin: bool,
    /// Whether its client has seen its first bit.
    pub(crate) begun: bool,

    pub(crate) doing: Doing,
    /// An answer from the store instead of work.
    pub(crate) replay: bool,
    /// It began while the server hung, or ended so: it stays.
    pub(crate) stuck: bool,
    pub(crate) worker: u16,
    pub(crate) line: u16,
    /// The call it is at, how many of its requests are still to come, and how many are under way.
    pub(crate) call: u16,
    pub(crate) to_call: u32,
    pub(crate) calling: u32,
}

impl Header {
    /// That of nothing.
    const BLANK: Self = Self {
        key: 0,
        deadline_ns: u64::MAX,
        size: 0,
        class: 0,
        keyed: false,
        repeatable: false,
        patient: false,
        watched: false,
        purpose: Purpose::Exchange,
    };
}

impl Parcel {
    /// What stands where a message is about to be.
    pub(crate) fn blank() -> Self {
        let (nothing, nowhere) = (MessageId::request(RequestId(0), 0), (0, 0));
        Self::new(nothing, nowhere, (0, 0), 0, Header::BLANK, Handle::NOTHING, FactId(0))
    }

    /// A message that is about to be sent; `cause` is why.
    #[inline(never)]
    pub(crate) fn new(
        id: MessageId,
        (from, to): (u16, u16),
        (link, side): (u16, u8),
        bytes: u32,
        header: Header,
        origin: Handle,
        cause: FactId,
    ) -> Self {
        Self::fresh(id, (from, to), (link, side), bytes, header, origin, cause)
    }

    /// [`Self::new`], put straight into its caller.
    #[inline(always)]
    pub(crate) fn fresh(
        id: MessageId,
        (from, to): (u16, u16),
        (link, side): (u16, u8),
        bytes: u32,
        header: Header,
        origin: Handle,
        cause: FactId,
    ) -> Self {
        Self {
            id,
            from,
            to,
            link,
            side,
            bytes,
            header,
            origin,
            request: Request::NONE,
            fact: cause,
            arrived: cause,
            status: OK,
            note_ns: 0,
            news: 0,
            place: Place::Waiting,
            entered_ns: 0,
            left_ns: 0,
            due_ns: u64::MAX,
            extra_ns: 0,
            overtakable: false,
            doomed: None,
            held: false,
            since_ns: 0,
            gone: false,
            copies: 0,
            twin: false,
            begun: false,
            doing: Doing::Waiting,
            replay: false,
            stuck: false,
            worker: 0,
            line: 0,
            call: 0,
            to_call: 0,
            calling: 0,
        }
    }

    /// It has come to its server.
    #[inline(always)]
    pub(crate) fn reach_server(&mut self, arrived: FactId, now_ns: u64) {
        (self.fact, self.arrived) = (arrived, arrived);
        (self.place, self.doing) = (Place::AtServer, Doing::Waiting);
        (self.left_ns, self.due_ns) = (now_ns, u64::MAX);
    }

    /// A request becomes its answer, which goes back. `note_ns` is what [`Self::note_ns`] says.
    #[inline(always)]
    pub(crate) fn turn_round(&mut self, bytes: u32, status: u16, note_ns: u64, cause: FactId) {
        (self.id.part, self.doing) = (Part::Reply, Doing::Waiting);
        (self.from, self.to, self.side) = (self.to, self.from, self.side ^ 1);
        (self.bytes, self.status, self.note_ns, self.fact) = (bytes, status, note_ns, cause);
        (self.place, self.due_ns, self.extra_ns) = (Place::Waiting, u64::MAX, 0);
        (self.overtakable, self.copies, self.begun) = (false, 0, false);
    }

    /// Whether it is on the network.
    pub(crate) fn travels(&self) -> bool {
        self.place != Place::AtServer && !self.gone
    }

    /// Whether a worker of that server has it in hand.
    pub(crate) fn is_worked_on(&self) -> bool {
        self.place == Place::AtServer && matches!(self.doing, Doing::Serving | Doing::Calling)
    }

    /// When it came to its server.
    pub(crate) fn arrived_ns(&self) -> u64 {
        self.left_ns
    }
}

/// Who wants to know how a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    Nobody,
    Load {
        load: u32,
        user: u32,
    },
    /// A server, for a request that it has in hand.
    Call {
        job: Handle,
    },
    /// A subscriber that asks for news.
    Subscriber {
        feed: u16,
        subscriber: u16,
    },
    /// A source that posts an update.
    Source {
        feed: u16,
        update: u32,
    },
}

/// A request (or a batch of them) that somebody wants answered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exchange {
    pub(crate) request: Request,
    pub(crate) first: RequestId,
    pub(crate) header: Header,
    pub(crate) bytes: u32,
    /// Tries begun, which also numbers them.
    pub(crate) attempts: u16,
    /// Retries begun.
    pub(crate) retries: u16,
    /// Further copies sent because it took long.
    pub(crate) hedges: u16,
    /// Tries under way.
    pub(crate) live: [Handle; MAX_LIVE],
    /// The wait before the last retry.
    pub(crate) waited_ns: u64,
    /// A retry is due, because of that fact.
    pub(crate) backing_off: bool,
    pub(crate) backed_off: FactId,
    /// What the last retry was allowed after.
    pub(crate) last_try: Try,
    pub(crate) first_byte_seen: bool,
}

/// Tries of one request at a time: the first and its hedges.
pub(crate) const MAX_LIVE: usize = 4;

impl Exchange {
    /// A request that is wanted and has not been asked yet.
    pub(crate) fn new(request: Request, first: RequestId, header: Header, bytes: u32) -> Self {
        Self {
            request,
            first,
            header,
            bytes,
            attempts: 0,
            retries: 0,
            hedges: 0,
            live: [Handle::NOTHING; MAX_LIVE],
            waited_ns: 0,
            backing_off: false,
            backed_off: request.wanted,
            last_try: Try::First,
            first_byte_seen: false,
        }
    }

    pub(crate) fn message(&self, attempt: u16) -> MessageId {
        MessageId::request(self.first, attempt)
    }

    pub(crate) fn is_alive(&self) -> bool {
        self.live.iter().any(|&attempt| attempt != Handle::NOTHING)
    }
}

/// How far a try has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Waits for a connection.
    Blocked,
    /// Looks up the address.
    Lookup,
    /// Opens the connection: which round trip.
    Connect { round: u8 },
    /// Secures it: which round trip.
    Secure { round: u8 },
    /// Has sent the request.
    Asked,
    /// Receives the answer.
    Receiving,
}

/// One try of a request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attempt {
    pub(crate) exchange: Handle,
    pub(crate) id: MessageId,
    pub(crate) stage: Stage,
    /// Grows with every stage, so that a timer knows whether it is still meant.
    pub(crate) stages: u32,
    pub(crate) connection: Option<u32>,
    /// What the circuit breaker gave it on the way.
    pub(crate) ticket: u32,
    /// The last fact about it.
    pub(crate) fact: FactId,
    /// When it is given up; the greatest number = never.
    pub(crate) until_ns: u64,
    /// The facts of its clocks: of the whole try, of its stage, of its further copy.
    pub(crate) timer: FactId,
    pub(crate) stage_timer: FactId,
    pub(crate) hedge_timer: FactId,
}
