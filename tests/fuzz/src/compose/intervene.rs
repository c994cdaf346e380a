//! Interventions of every kind, many of them at the same moments.

use scenario::{Action, Intervention, Scenario};
use trace::{MessageId, Part, RequestId};

use super::chance::per_1000_s;
use crate::bytes::Bytes;

/// Something done to any message, node, link or load; perhaps to one that cannot bear it.
pub(crate) fn intervention(bytes: &mut Bytes, scenario: &Scenario) -> Intervention {
    let at_ns = bytes.time_ns();
    let (nodes, links) = (scenario.nodes.len(), scenario.links.len());
    let action = match bytes.byte() % 16 {
        0 | 1 => Action::Drop { message: message(bytes) },
        2 => Action::Delay { message: message(bytes), by_ns: bytes.some_time_ns() },
        3 => Action::Duplicate { message: message(bytes) },
        4 => Action::Hold { message: message(bytes) },
        5 => Action::Release { message: message(bytes) },
        6 => Action::Crash {
            node: bytes.place(nodes),
            silent: bytes.flag(),
            restart_after_ns: bytes.given(Bytes::time_ns),
        },
        7 => Action::Restart { node: bytes.place(nodes) },
        8 => Action::Slow { node: bytes.place(nodes), factor: bytes.thousandths(1, 1_000_000) },
        9 => Action::Hang { node: bytes.place(nodes) },
        10 => Action::Errors { node: bytes.place(nodes), share: bytes.share() },
        11 => Action::Pause { node: bytes.place(nodes), length_ns: bytes.some_time_ns() },
        12 => Action::Recover { node: bytes.place(nodes) },
        13 => {
            let link = bytes.place(links);
            let ends = scenario.links.get(usize::from(link)).map(|link| link.ends);
            let from = match bytes.byte() % 3 {
                0 => None,
                end => ends.map(|ends| ends[usize::from(end - 1)]),
            };
            Action::Cut { link, from, in_flight: bytes.flag() }
        }
        14 => Action::Mend { link: bytes.place(links) },
        _ => Action::Rate { client: bytes.place(nodes), per_1000_s: per_1000_s(bytes) },
    };
    Intervention { at_ns, action }
}

fn message(bytes: &mut Bytes) -> MessageId {
    let request = RequestId(bytes.count(u32::MAX));
    let attempt = bytes.count(3).try_into().unwrap_or(1);
    let round = bytes.byte() % 3 + 1;
    let part = match bytes.byte() % 16 {
        0..=3 => Part::Request,
        4..=7 => Part::Reply,
        8 => Part::Connect { round },
        9 => Part::Accept { round },
        10 => Part::Secure { round },
        11 => Part::Secured { round },
        12 => Part::Reset,
        13 => Part::Cancel,
        _ => Part::Update,
    };
    let copy = match bytes.byte() {
        0..200 => 0,
        copy => copy % 34,
    };
    MessageId { request, attempt, part, copy }
}
