//! Which scenarios are queues that theory has a closed form for.

use scenario::{Scenario, parse};

const PLAIN: &str = r#"
version = 1
title = "A queue"
[[node]]
id = "client"
name = "Client"
[[node]]
id = "server"
name = "Server"
[node.server]
workers = 2
service = { kind = "exponential", mean_ms = 100 }
reply_bytes = 1000
[[link]]
id = "wire"
between = ["client", "server"]
one_way_ms = 5
[[load]]
client = "client"
server = "server"
requests = 100
pattern = { kind = "open", arrivals = "poisson", per_s = 8 }
request_bytes = 200
"#;

fn read(text: &str) -> Scenario {
    parse(text).unwrap_or_else(|problem| panic!("{problem:?}\n{text}"))
}

#[test]
fn a_plain_queue_is_one() {
    let model = read(PLAIN).queue_model().expect("a queue");
    assert_eq!((model.server, model.workers), (1, 2));
    assert_eq!((model.per_1000_s, model.service_mean_ns), (8000, 100_000_000));
    assert_eq!(model.trips_ns, [5_000_000, 5_000_000]);
}

#[test]
fn whatever_else_touches_a_request_makes_it_something_else() {
    let changes = [
        ("mean_ms = 100 }", "mean_ms = 100 }\nqueue = 5"),
        ("\"exponential\", mean_ms = 100", "\"uniform\", least_ms = 1, most_ms = 5"),
        ("arrivals = \"poisson\", per_s = 8", "arrivals = \"paced\", per_s = 8"),
        ("one_way_ms = 5", "one_way_ms = 5\nloss_percent = 1"),
        ("one_way_ms = 5", "one_way_ms = 5\nrate_mbit_per_s = 10"),
        ("request_bytes = 200", "request_bytes = 200\ntimeout_ms = 1000"),
        (
            "request_bytes = 200",
            "request_bytes = 200\n[[intervention]]\nat_ms = 1\ndo = \"drop\"\nmessage = \"1.1\"",
        ),
    ];
    for (from, to) in changes {
        let text = PLAIN.replace(from, to);
        assert_ne!(text, PLAIN, "{from}");
        assert_eq!(read(&text).queue_model(), None, "{to}");
    }
}

#[test]
fn turning_a_knob_is_the_same_before_and_after() {
    for (path, value) in [
        ("client.per_s", 9),
        ("client.requests", 7),
        ("server.workers", 3),
        ("server.service_mean_ms", 40),
        ("wire.one_way_ms", 20),
    ] {
        let mut turned = read(PLAIN);
        turned.turn(path, value).expect("a knob of this scenario");
        let model = read(PLAIN).queue_model().expect("a queue");
        assert_eq!(model.turned(path, value), turned.queue_model(), "{path}");
    }
    let model = read(PLAIN).queue_model().expect("a queue");
    assert_eq!(model.clone().turned("server.queue", 3), None);
    assert_eq!(model.clone().turned("client.per_s", u64::MAX), None);
    assert_eq!(model.turned("workers", 3), None);
}
