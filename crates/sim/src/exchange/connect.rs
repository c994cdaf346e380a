//! Opening a connection: the address, the round trips that open it, the round trips that secure it.

use trace::{FactId, MessageId, NodeId, Part, Time, TimerKind, What};

use crate::agenda::Due;
use crate::engine::Engine;
use crate::parts::{Header, Parcel, Stage};
use crate::table::Handle;

/// A SYN with its options, and its answer (RFC 9293, with IPv4).
const CONNECT_BYTES: u32 = 60;
/// A client's first TLS message (spread over the field; a key share more makes it 1,500).
const HELLO_BYTES: u32 = 300;
/// A server's first TLS flight, with two certificates.
const CERTIFICATE_BYTES: u32 = 3_000;
/// What later TLS round trips carry.
const FINISHED_BYTES: u32 = 74;

impl Engine {
    /// Sends a message from an asker to its server.
    #[expect(clippy::too_many_arguments, reason = "a message has that many properties")]
    #[inline]
    pub(crate) fn send_as(
        &mut self,
        asker: u32,
        part: Part,
        origin: Handle,
        id: MessageId,
        header: Header,
        bytes: u32,
        cause: FactId,
    ) -> FactId {
        let Some(party) = self.plan.askers.get(asker as usize) else { return cause };
        let (ends, route) = ((party.client, party.server), (party.link, party.side));
        self.send(Parcel::new(MessageId { part, ..id }, ends, route, bytes, header, origin, cause))
    }

    /// A connection has to be opened first.
    #[inline(never)]
    pub(crate) fn open_connection(&mut self, handle: Handle, asker: u32) {
        let Some(party) = self.plan.askers.get(asker as usize) else { return };
        let (client, timeouts) = (party.client, party.asking.timeouts);
        if let Some(attempt) = self.attempts.find(handle) {
            self.desk.book.metrics.attempt(NodeId(client), attempt.id.attempt > 1);
        }
        let Some(party) = self.plan.askers.get(asker as usize) else { return };
        let (lookup_ns, known) = (party.asking.connections.lookup_ns, party.knows_address);
        if lookup_ns == 0 || known {
            if let Some(attempt) = self.attempts.find_mut(handle) {
                attempt.stage = Stage::Connect { round: 0 };
            }
            self.greet(handle, asker, 1, false);
        } else {
            let Some(attempt) = self.attempts.find_mut(handle) else { return };
            (attempt.stage, attempt.stages) = (Stage::Lookup, attempt.stages + 1);
            let (message, cause) = (attempt.id, attempt.fact);
            let until_ns = self.desk.now_ns.saturating_add(lookup_ns);
            let fact = self.write(client, What::LookedUp { message, until: Time(until_ns) }, cause);
            if let Some(attempt) = self.attempts.find_mut(handle) {
                attempt.fact = fact;
            }
            self.desk.schedule(until_ns, Due::Address { attempt: handle });
            if let Some(length) = timeouts.lookup_ns {
                self.limit_stage(handle, client, TimerKind::Lookup, length);
            }
        }
        if let Some(length) = timeouts.attempt_ns {
            self.limit_attempt(handle, client, self.desk.now_ns.saturating_add(length));
        }
    }

    /// The server's address is known.
    pub(crate) fn address_found(&mut self, handle: Handle) {
        let Some(asker) = self.asker_of(handle) else { return };
        if self.attempts.find(handle).is_some_and(|attempt| attempt.stage == Stage::Lookup) {
            if let Some(party) = self.plan.askers.get_mut(asker as usize) {
                party.knows_address = true;
            }
            self.greet(handle, asker, 1, false);
        }
    }

    pub(crate) fn asker_of(&self, attempt: Handle) -> Option<u32> {
        let attempt = self.attempts.find(attempt)?;
        self.exchanges.find(attempt.exchange).map(|exchange| exchange.request.asker)
    }

    /// The next round trip of opening or securing, or the request when none is left.
    fn greet(&mut self, handle: Handle, asker: u32, round: u8, secures: bool) {
        let Some(party) = self.plan.askers.get(asker as usize) else { return };
        let (connections, timeouts, client) = (party.asking.connections, party.asking.timeouts, party.client);
        if !secures && round > connections.connect_round_trips {
            return self.greet(handle, asker, 1, true);
        }
        if secures && round > connections.secure_round_trips {
            return self.ask(handle, asker);
        }
        let Some(attempt) = self.attempts.find(handle).copied() else { return };
        let Some(exchange) = self.exchanges.find(attempt.exchange) else { return };
        let header = exchange.header;
        let (part, stage, bytes) = match (secures, round) {
            (false, _) => (Part::Connect { round }, Stage::Connect { round }, CONNECT_BYTES),
            (true, 1) => (Part::Secure { round }, Stage::Secure { round }, HELLO_BYTES),
            (true, _) => (Part::Secure { round }, Stage::Secure { round }, FINISHED_BYTES),
        };
        let sent = self.send_as(asker, part, handle, attempt.id, header, bytes, attempt.fact);
        let Some(attempt) = self.attempts.find_mut(handle) else { return };
        attempt.fact = sent;
        attempt.stage = stage;
        if round > 1 {
            // One timer for all round trips of a stage.
            return;
        }
        attempt.stages += 1;
        let (kind, length) = if secures {
            (TimerKind::Secure, timeouts.secure_ns)
        } else {
            (TimerKind::Connect, timeouts.connect_ns)
        };
        if let Some(length) = length {
            self.limit_stage(handle, client, kind, length);
        }
    }

    /// A server's machine answers a greeting by itself, without a worker, as long as it runs.
    pub(crate) fn greeting_arrives(&mut self, parcel: &Parcel) {
        if self.is_down(parcel.to) {
            return self.reset(parcel);
        }
        let (part, bytes) = match parcel.id.part {
            Part::Connect { round } => (Part::Accept { round }, CONNECT_BYTES),
            Part::Secure { round: 1 } => (Part::Secured { round: 1 }, CERTIFICATE_BYTES),
            Part::Secure { round } => (Part::Secured { round }, FINISHED_BYTES),
            _ => return,
        };
        self.answer_parcel(parcel, part, bytes);
    }

    /// Sends something back to where a parcel came from.
    pub(crate) fn answer_parcel(&mut self, parcel: &Parcel, part: Part, bytes: u32) {
        let id = MessageId { part, ..parcel.id };
        let (ends, route) = ((parcel.to, parcel.from), (parcel.link, parcel.side ^ 1));
        let answer = Parcel::new(id, ends, route, bytes, parcel.header, parcel.origin, parcel.fact);
        self.send(Parcel { request: parcel.request, ..answer });
    }

    /// A greeting was answered: on to the next round trip. An answer that comes twice, or late, changes nothing.
    pub(crate) fn greeting_answered(&mut self, parcel: &Parcel) {
        let Some(asker) = self.asker_of(parcel.origin) else { return };
        let Some(attempt) = self.attempts.find_mut(parcel.origin) else { return };
        let (round, secures) = match (parcel.id.part, attempt.stage) {
            (Part::Accept { round }, Stage::Connect { round: open }) if round == open => (round, false),
            (Part::Secured { round }, Stage::Secure { round: open }) if round == open => (round, true),
            _ => return,
        };
        attempt.fact = parcel.fact;
        self.greet(parcel.origin, asker, round.saturating_add(1), secures);
    }
}
