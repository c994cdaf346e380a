//! Which message is opened, by whoever looks.

mod support;

use diagram::{Run, Sight, Subject, Viewpoint, addressed, openable, opened};
use support::{CLIENT, SERVER, id, ms, one_request};
use trace::Time;

/// What is opened, and what can be, by name.
fn names(
    run: &Run,
    at: Time,
    viewpoint: Viewpoint,
    picked: Option<Subject>,
) -> (Option<String>, Vec<String>) {
    let sight = Sight { viewpoint, picked, ..Sight::new(run, at) };
    let name = |message: &trace::Message| message.id.full().to_string();
    (opened(&sight).map(name), openable(&sight).into_iter().map(name).collect())
}

#[test]
fn the_message_that_was_sent_last_is_opened() {
    let run = one_request();
    let seen = |at| names(&run, ms(at), Viewpoint::Everyone, None).0;
    assert_eq!((seen(0).as_deref(), seen(80).as_deref()), (Some("1.1"), Some("1.1 reply")));
    let request = &run.messages[0];
    assert_eq!(addressed(&run, request), "Request 1.1, from the client to the server");
}

#[test]
fn the_picked_one_is_opened_instead() {
    let run = one_request();
    let request = Some(Subject::Message(id(1, 1)));
    assert_eq!(names(&run, ms(80), Viewpoint::Everyone, request).0.as_deref(), Some("1.1"));
    let reply = Some(Subject::Message(id(1, 1).reply()));
    let (opened, offered) = names(&run, ms(1), Viewpoint::Everyone, reply);
    assert_eq!(
        (opened.as_deref(), offered),
        (Some("1.1 reply"), vec!["1.1".to_owned(), "1.1 reply".to_owned()])
    );
}

#[test]
fn a_node_opens_what_it_has_sent_and_what_has_arrived() {
    let run = one_request();
    let seen = |at, node| names(&run, ms(at), Viewpoint::Only(node), None).1;
    assert_eq!(seen(10, CLIENT), ["1.1"]);
    assert!(seen(10, SERVER).is_empty());
    assert_eq!(seen(50, SERVER), ["1.1"]);
    assert_eq!(seen(80, CLIENT), ["1.1"]);
    assert_eq!(seen(80, SERVER), ["1.1 reply", "1.1"]);
    // What it cannot know of cannot be opened by picking it either.
    let reply = Some(Subject::Message(id(1, 1).reply()));
    assert_eq!(names(&run, ms(80), Viewpoint::Only(CLIENT), reply).0.as_deref(), Some("1.1"));
}
