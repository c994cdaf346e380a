//! Requests that arrive at the learner, as the page carries them.

use learner::{Key, Posed};
use lesson::{Arrival, Serve, Status};

use super::{Answers, Drawn, reply, term};
use crate::ui::figure::escape;
use crate::ui::questions::{KindData, Texts};
use crate::words::practice;

pub(super) fn draw(serve: &Serve) -> Drawn {
    let posed = serve
        .arrivals
        .iter()
        .map(|it| Posed { id: it.id.clone(), right: it.right.iter().map(u16::to_string).collect() });
    let listed: String = serve.arrivals.iter().map(|it| answer(it, &serve.statuses)).collect();
    Drawn {
        kind: KindData::Serve {
            statuses: serve.statuses.iter().map(|it| (it.code, it.name.clone())).collect(),
            arrivals: serve.arrivals.iter().map(|it| it.id.clone()).collect(),
        },
        how: practice::BE_THE_SERVER,
        texts: Texts { parts: serve.arrivals.iter().map(message).collect(), ..Texts::default() },
        answers: Answers {
            key: Some(Key::Answers(posed.collect())),
            ids: Vec::new(),
            shown: format!("<dl class=\"served\">{listed}</dl>"),
        },
    }
}

fn message(arrival: &Arrival) -> String {
    format!("<pre class=\"http\">{}</pre>{}", escape(&arrival.message), arrival.situation)
}

/// What each status leads to at the client; the right ones come first.
fn answer(arrival: &Arrival, statuses: &[Status]) -> String {
    let start = arrival.message.lines().next().unwrap_or_default();
    let named = |code: u16| statuses.iter().find(|it| it.code == code).map_or("", |it| it.name.as_str());
    let right: Vec<String> =
        arrival.right.iter().map(|code| format!("{code} {}", escape(named(*code)))).collect();
    let replies: String = arrival
        .replies
        .iter()
        .map(|it| {
            let name = format!("reply-{}-{}", arrival.id, it.code);
            format!("<dd><b>{} {}</b></dd>{}", it.code, escape(named(it.code)), reply(&name, &it.reply))
        })
        .collect();
    term(&arrival.id, &format!("<code>{}</code>", escape(start)), &right.join(", ")) + &replies
}
