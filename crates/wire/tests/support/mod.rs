//! Messages in runs written by hand, and those of scenarios.
#![allow(dead_code, reason = "each test file uses its own part of this")]

use trace::{
    Duration, Ended, Fact, FactId, Link, LinkId, Message, MessageId, Node, NodeId, Part, RequestId, Role,
    Time, Trace, What,
};
use wire::{Kind, Opened};

pub(crate) const CLIENT: NodeId = NodeId(0);
pub(crate) const SERVER: NodeId = NodeId(1);

/// What is between two nodes besides the message itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// Somebody asks for something.
    Plain,
    /// The server knew the request for an earlier one.
    Keyed,
    /// The server turned it away, or failed.
    Refused(u16),
    Erred(u16),
    /// The client asks for news every so often.
    Polled,
    /// News on an open line.
    Streamed,
    /// The same, and the client speaks too.
    Talked,
    /// News handed over.
    Posted,
}

pub(crate) const SETTINGS: [Setting; 8] = [
    Setting::Plain,
    Setting::Keyed,
    Setting::Refused(503),
    Setting::Erred(500),
    Setting::Polled,
    Setting::Streamed,
    Setting::Talked,
    Setting::Posted,
];

/// Every part, in both directions where it has two.
pub(crate) fn parts() -> Vec<Part> {
    let rounds = [1, 2].into_iter().flat_map(|round| {
        [Part::Connect { round }, Part::Accept { round }, Part::Secure { round }, Part::Secured { round }]
    });
    [Part::Request, Part::Reply, Part::Reset, Part::Cancel, Part::Update].into_iter().chain(rounds).collect()
}

/// A run with one message to look at, and that message.
pub(crate) fn one(setting: Setting, id: MessageId, bytes: u32, names: [&str; 2]) -> (Trace, Message) {
    let mut facts = Vec::new();
    let mut add = |node: NodeId, what: What, cause: Option<FactId>| {
        facts.push(Fact { at: Time(0), node, what, cause });
        FactId(u32::try_from(facts.len() - 1).expect("few facts"))
    };
    let request = MessageId { part: Part::Request, copy: 0, ..id };
    let published = add(SERVER, What::Arrived { message: request, from: CLIENT }, None);
    let sent = |message, to| What::Sent { message, to, link: LinkId(0), bytes: 10 };
    let other = MessageId { part: Part::Update, copy: 0, ..MessageId::request(RequestId(u32::MAX), 1) };
    match setting {
        Setting::Plain | Setting::Refused(_) | Setting::Erred(_) => {}
        Setting::Keyed => {
            add(SERVER, What::Replayed { message: request }, None);
        }
        Setting::Polled | Setting::Streamed | Setting::Talked => {
            let cause = add(SERVER, What::Published { feed: 0, update: 3 }, None);
            add(CLIENT, What::Delivered { feed: 0, update: 3 }, Some(cause));
            if setting != Setting::Polled {
                add(SERVER, sent(other, CLIENT), Some(cause));
            }
            if setting == Setting::Talked {
                add(CLIENT, sent(other, SERVER), None);
            }
        }
        Setting::Posted => {
            let cause = add(CLIENT, What::Published { feed: 0, update: 3 }, None);
            add(CLIENT, What::Wanted { request: id.request }, Some(cause));
        }
    }
    let cause = match setting {
        Setting::Refused(status) => add(SERVER, What::Refused { message: request, status }, Some(published)),
        Setting::Erred(status) => add(SERVER, What::Erred { message: request, status }, Some(published)),
        _ => add(SERVER, What::Finished { message: request, worker: 0 }, Some(published)),
    };
    let (from, to) = if id.part.is_outward() { (CLIENT, SERVER) } else { (SERVER, CLIENT) };
    facts.push(Fact {
        at: Time(0),
        node: from,
        what: What::Sent { message: id, to, link: LinkId(0), bytes },
        cause: Some(cause),
    });
    let node = |name: &str| Node {
        id: name.to_owned(),
        name: name.to_owned(),
        role: Role::Client { timeout: None },
    };
    let trace = Trace {
        nodes: names.into_iter().map(node).collect(),
        links: vec![Link { ends: [CLIENT, SERVER], one_way: Duration(0) }],
        facts,
        measure_from: Time(0),
        end: Time(0),
        ended: Ended::Idle,
    };
    let found = trace::messages(&trace).into_iter().rfind(|message| message.id == id);
    (trace, found.expect("it was sent"))
}

/// The pieces follow each other and are as long as the message; the bytes are those of the pieces.
pub(crate) fn check_sums(opened: &Opened, bytes: u32) {
    let size = u64::from(bytes);
    let mut at = 0;
    for piece in &opened.pieces {
        assert_eq!(piece.range.start, at, "{opened:?}");
        assert!(piece.range.end > at, "an empty piece in {opened:?}");
        at = piece.range.end;
    }
    assert_eq!((at, opened.size()), (size, size), "{opened:?}");
    let body: u64 = opened
        .pieces
        .iter()
        .filter(|piece| !piece.kind.is_head())
        .map(|piece| piece.range.end - piece.range.start)
        .sum();
    assert_eq!(opened.head_size() + body, size);
    let shown = opened.bytes(0..u64::MAX);
    assert_eq!(shown.len() as u64, size.min(wire::MOST_AT_ONCE));
    for byte in [0, 1, size / 2, size.saturating_sub(1)].into_iter().filter(|byte| *byte < size) {
        let place = opened.piece_of(byte).expect("every byte belongs somewhere");
        assert!(opened.pieces[place].range.contains(&byte));
        if byte < wire::MOST_AT_ONCE {
            assert_eq!(opened.bytes(byte..byte + 1), shown[byte as usize..][..1]);
        }
    }
    assert_eq!(opened.piece_of(size), None);
}

/// Whether it was written out, and not left as one piece.
pub(crate) fn is_written(opened: &Opened) -> bool {
    opened.pieces.iter().all(|piece| piece.kind != Kind::Whole) && !opened.pieces.is_empty()
}
