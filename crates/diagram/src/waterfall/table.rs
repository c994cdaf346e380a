//! The waterfall as rows: the same requests, what their time went to, in words.

use trace::{Duration, MessageId, Time};

use super::page::{Page, Row, Seen};
use super::stretch::{Kind, Stretch, course, stay};
use crate::words::waterfall as words;
use crate::{Sight, Subject, grammar};

/// One line of the waterfall's table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spent {
    /// `#7.2`: the second try of request 7; for an outcome or a pause the request, `#7`.
    pub name: String,
    /// Who asked.
    pub client: String,
    /// What the time went to, or how it ended.
    pub what: String,
    pub from: Time,
    /// None for an outcome.
    pub lasting: Option<Duration>,
    /// Whether the client cannot tell it from other waiting.
    pub inside: bool,
    pub subject: Subject,
}

/// What the time of the requests went to that [`crate::waterfall`] shows at this moment, the whole run of each.
pub fn spent(sight: &Sight<'_>) -> Vec<Spent> {
    let page = Page::of(sight);
    let mut rows = Vec::new();
    for row in &page.rows {
        request(sight, row, &mut rows);
    }
    rows
}

fn request(sight: &Sight<'_>, row: &Row<'_>, rows: &mut Vec<Spent>) {
    let (run, span) = (sight.run, row.span);
    let client = run.name(span.client).to_owned();
    let server = matches!(row.seen, Seen::Inside(_));
    let add = |rows: &mut Vec<Spent>, message: MessageId, name: &str, stretch: Stretch| {
        rows.push(Spent {
            name: name.to_owned(),
            client: client.clone(),
            what: words::long(stretch.kind).to_owned(),
            from: stretch.from,
            lasting: Some(stretch.to.since(stretch.from)),
            inside: stretch.kind.is_inside(),
            subject: Subject::Message(if stretch.kind.is_of_reply() { message.reply() } else { message }),
        });
    };
    for own in row.tries() {
        let message = MessageId::request(span.request, own.attempt);
        let name = grammar::number(message);
        let (outside, inside) = match row.seen {
            Seen::Inside(node) => (Vec::new(), stay(run, span, own, node)),
            Seen::Outside => (course(run, own).outside, Vec::new()),
            Seen::Whole => {
                let course = course(run, own);
                (course.outside, course.inside)
            }
        };
        if server {
            inside.iter().for_each(|&stretch| add(rows, message, &name, stretch));
        }
        for stretch in outside {
            add(rows, message, &name, stretch);
            if stretch.kind == Kind::Waiting {
                inside.iter().for_each(|&stretch| add(rows, message, &name, stretch));
            }
        }
        for pause in span.pauses.iter().filter(|pause| u32::from(pause.before) == u32::from(own.attempt) + 1)
        {
            if !server {
                let stretch = Stretch { kind: Kind::Pause, from: pause.from, to: pause.to };
                add(rows, message, &format!("#{}", span.request.0), stretch);
            }
        }
    }
    if !server {
        rows.push(Spent {
            name: format!("#{}", span.request.0),
            client,
            what: words::over(span.outcome, span.aboard),
            from: span.to,
            lasting: None,
            inside: false,
            subject: Subject::Message(MessageId::request(span.request, 1)),
        });
    }
}
