//! What the messages of real runs say.

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use support::{check_sums, is_written};
use trace::{Message, MessageId, Trace};
use wire::{Context, Kind, Opened, open};

fn run(text: &str) -> (Trace, Vec<Message>) {
    let scenario = scenario::parse(text).unwrap_or_else(|problems| panic!("{problems:?}"));
    let trace = sim::run(&scenario, 1);
    let messages = trace::messages(&trace);
    (trace, messages)
}

fn lesson(name: &str) -> (Trace, Vec<Message>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lessons/scenarios").join(name);
    run(&std::fs::read_to_string(path).expect("a scenario of the course"))
}

fn named(run: &(Trace, Vec<Message>), name: &str) -> Opened {
    let id: MessageId = name.parse().expect("the name of a message");
    let message =
        run.1.iter().find(|message| message.id == id).unwrap_or_else(|| panic!("{name} was not sent"));
    open(&Context::new(&run.0), &run.0, message)
}

fn lines(opened: &Opened) -> Vec<&str> {
    opened.pieces.iter().filter(|piece| piece.kind != Kind::Blank).map(|piece| piece.shown.as_str()).collect()
}

fn value<'a>(opened: &'a Opened, name: &str) -> Option<&'a str> {
    opened.pieces.iter().find(|piece| piece.name == name).map(|piece| piece.shown.as_str())
}

#[test]
fn the_messages_of_every_scenario_of_the_course_are_written_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lessons/scenarios");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder)
        .expect("the folder of scenarios")
        .map(|entry| entry.expect("readable").path())
    {
        if entry.extension().is_none_or(|kind| kind != "toml") {
            continue;
        }
        let (trace, messages) = run(&std::fs::read_to_string(&entry).expect("readable"));
        let context = Context::new(&trace);
        for message in messages.iter().take(200) {
            let opened = open(&context, &trace, message);
            check_sums(&opened, message.bytes);
            assert!(is_written(&opened), "{}: {}: {opened:?}", entry.display(), message.id.full());
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen} messages");
}

#[test]
fn a_request_and_its_reply_read_as_http() {
    let run = lesson("one-request.toml");
    let request = named(&run, "1");
    assert_eq!(&lines(&request)[..2], ["POST /orders HTTP/1.1", "Host: server.example"], "{request:?}");
    assert_eq!(
        value(&request, "traceparent"),
        Some("traceparent: 00-00000000000000000000000000000001-0000000100000001-01")
    );
    let reply = named(&run, "1 reply");
    assert_eq!(lines(&reply)[0], "HTTP/1.1 200 OK");
}

#[test]
fn tries_of_one_request_differ_in_what_names_the_try() {
    let run = lesson("reply-lost-with-key.toml");
    let (first, second) = (named(&run, "1"), named(&run, "1.2"));
    let keys = [&first, &second].map(|opened| value(opened, "Idempotency-Key").map(str::to_owned));
    assert_eq!(
        keys,
        [
            Some("Idempotency-Key: \"request-1\"".to_owned()),
            Some("Idempotency-Key: \"request-1\"".to_owned())
        ]
    );
    assert_ne!(value(&first, "traceparent"), value(&second, "traceparent"));
    // What was done once is answered alike.
    let bodies = ["1 reply", "1.2 reply"].map(|name| named(&run, name).bytes(0..10_000));
    assert_eq!(bodies[0], bodies[1]);
    let keyless = lesson("reply-lost.toml");
    assert_eq!(value(&named(&keyless, "1"), "Idempotency-Key"), None);
}

#[test]
fn refusals_carry_their_status() {
    let run = run(
        "version = 1\ntitle = \"x\"\n[[node]]\nid = \"client\"\nname = \"Client\"\n[[node]]\nid = \"server\"\nname = \"Server\"\n\
         [node.server]\nworkers = 1\nqueue = 0\nservice_ms = 30\nreply_bytes = 2000\nerrors_percent = 100\n\
         [[link]]\nid = \"wire\"\nbetween = [\"client\", \"server\"]\none_way_ms = 40\n\
         [[load]]\nclient = \"client\"\nserver = \"server\"\nrequests = 2\npattern = \"parallel\"\nrequest_bytes = 1000\n\
         connections = { open = false, secure_round_trips = 2, connect_round_trips = 2 }\n",
    );
    let mut lines: Vec<String> =
        ["1 reply", "2 reply"].map(|name| lines(&named(&run, name))[0].to_owned()).into();
    lines.sort();
    assert_eq!(lines, ["HTTP/1.1 500 Internal Server Error", "HTTP/1.1 503 Service Unavailable"]);
    let protocols =
        ["1 connect", "1 accept", "1 secure", "1 secured", "1 secure 2", "1 secured 2", "1 connect 2"]
            .map(|name| named(&run, name).protocol);
    let (tcp, tls) = ("TCP segment in an IP packet", "TLS 1.3 records");
    assert_eq!(protocols, [tcp, tcp, tls, tls, tls, tls, "Message"]);
    assert_eq!(value(&named(&run, "1 connect"), "Destination port"), Some("443"));
    assert!(named(&run, "1").notes.iter().any(|note| note.contains("encrypted")));
}

/// The ways of news, and what goes over each of them.
#[test]
fn news_goes_as_its_way_has_it() {
    let feed = |delivery: &str, subscribers: &str| {
        run(&format!(
            "version = 1\ntitle = \"x\"\nend_ms = 3000\n[[node]]\nid = \"reader\"\nname = \"Reader\"\n\
             [node.server]\nworkers = 1\nservice_ms = 1\nreply_bytes = 300\n\
             [[node]]\nid = \"source\"\nname = \"Source\"\n[node.server]\nworkers = 9\nservice_ms = 1\nreply_bytes = 300\n\
             [[node]]\nid = \"broker\"\nname = \"Broker\"\n[node.server]\nworkers = 9\nservice_ms = 1\nreply_bytes = 300\n\
             [[link]]\nid = \"a\"\nbetween = [\"reader\", \"source\"]\none_way_ms = 10\n\
             [[link]]\nid = \"b\"\nbetween = [\"source\", \"broker\"]\none_way_ms = 10\n\
             [[link]]\nid = \"c\"\nbetween = [\"reader\", \"broker\"]\none_way_ms = 10\n\
             [[feed]]\nsource = \"source\"\nsubscribers = [{subscribers}]\nupdates = 3\nupdate_bytes = 400\n\
             arrivals = \"paced\"\nper_s = 2\nrequest_bytes = 400\ndelivery = {delivery}\n"
        ))
    };
    let firsts = |delivery: &str| {
        let run = feed(delivery, "\"reader\"");
        let opened = run.1.iter().map(|message| {
            let opened = open(&Context::new(&run.0), &run.0, message);
            assert!(is_written(&opened), "{opened:?}");
            let line = lines(&opened)[0].to_owned();
            // The number of the update is not the point here.
            line.trim_end_matches(|end: char| end.is_ascii_digit()).to_owned()
        });
        opened.collect::<BTreeSet<String>>().into_iter().collect::<Vec<_>>()
    };
    let poll = ["GET /news?after=", "HTTP/1.1 200 OK"];
    let trimmed =
        |line: &str| line.replace("0 HTTP/1.1", "N").replace("1 HTTP/1.1", "N").replace("2 HTTP/1.1", "N");
    for delivery in ["{ kind = \"polling\", every_ms = 400 }", "{ kind = \"long-polling\", hold_ms = 300 }"] {
        for line in firsts(delivery) {
            assert!(poll.iter().any(|start| trimmed(&line).starts_with(start)), "{delivery}: {line}");
        }
    }
    assert_eq!(firsts("\"server-sent-events\""), ["GET /news HTTP/1.", "HTTP/1.1 200 OK", "id: "]);
    let socket = firsts("{ kind = \"websocket\", upstream = 2, arrivals = \"paced\", per_s = 2 }");
    assert_eq!(socket, ["", "GET /news HTTP/1.", "HTTP/1.1 101 Switching Protocols"]);
    for delivery in [
        "\"webhook\"",
        "{ kind = \"push\", via = \"broker\" }",
        "{ kind = \"broker\", via = \"broker\", redeliver_ms = 500 }",
    ] {
        assert_eq!(firsts(delivery), ["HTTP/1.1 200 OK", "POST /news HTTP/1."], "{delivery}");
    }
}
