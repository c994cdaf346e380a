//! What somebody does to a run while it goes on.

use trace::{MessageId, RequestId};

use super::Names;
use crate::bounds::{AT, BY, FOR, PER_S, RESTART_AFTER, SHARE, SLOW_FACTOR};
use crate::read::{Reader, Table};
use crate::{Action, Intervention};

pub(super) fn intervention<'a>(reader: &mut Reader<'a>, table: &Table<'a>, names: &Names) -> Intervention {
    // Where it is not clear what it does, that has been noted, and nothing can be wrong with this.
    let harmless = Action::Release { message: MessageId::request(RequestId(1), 1) };
    Intervention { at_ns: table.number(&AT), action: action(reader, table, names).unwrap_or(harmless) }
}

fn action<'a>(reader: &mut Reader<'a>, table: &Table<'a>, names: &Names) -> Option<Action> {
    let mut node = |key| names.node(reader, table, key);
    let message = || table.text("message")?.parse::<MessageId>().ok();
    Some(match table.text("do")? {
        "drop" => Action::Drop { message: message()? },
        "delay" => Action::Delay { message: message()?, by_ns: table.number(&BY) },
        "duplicate" => Action::Duplicate { message: message()? },
        "hold" => Action::Hold { message: message()? },
        "release" => Action::Release { message: message()? },
        "crash" => Action::Crash {
            node: node("node"),
            silent: table.flag("silent", false),
            restart_after_ns: table.maybe(&RESTART_AFTER),
        },
        "restart" => Action::Restart { node: node("node") },
        "slow" => Action::Slow { node: node("node"), factor: table.small(&SLOW_FACTOR) },
        "hang" => Action::Hang { node: node("node") },
        "errors" => Action::Errors { node: node("node"), share: table.small(&SHARE) },
        "pause" => Action::Pause { node: node("node"), length_ns: table.number(&FOR) },
        "recover" => Action::Recover { node: node("node") },
        "cut" => Action::Cut {
            from: table.has("from").then(|| node("from")),
            link: names.link(reader, table, "link"),
            in_flight: table.flag("in_flight", false),
        },
        "mend" => Action::Mend { link: names.link(reader, table, "link") },
        "rate" => Action::Rate { client: node("client"), per_1000_s: table.number(&PER_S) },
        _ => return None,
    })
}
