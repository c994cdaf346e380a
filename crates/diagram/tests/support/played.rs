//! Runs that the simulator plays, for what is too much to write by hand.

use diagram::Run;

/// Client and server, 40 ms apart; `server` and `load` are further keys of theirs, `rest` is what else happens.
fn pair(server: &str, load: &str, rest: &str) -> Run {
    play(&format!(
        "version = 1
        title = \"Two\"
        end_ms = 20000
        [[node]]
        id = \"client\"
        name = \"Client\"
        [[node]]
        id = \"server\"
        name = \"Server\"
        [node.server]
        workers = 2
        queue = 3
        service_ms = 60
        reply_bytes = 1000
        {server}
        [[link]]
        id = \"wire\"
        between = [\"client\", \"server\"]
        one_way_ms = 40
        [[load]]
        client = \"client\"
        server = \"server\"
        request_bytes = 500
        {load}
        {rest}"
    ))
}

/// One intervention.
fn then(at_ms: u32, what: &str) -> String {
    format!("[[intervention]]\nat_ms = {at_ms}\n{what}\n")
}

fn play(text: &str) -> Run {
    let scenario = scenario::parse(text).unwrap_or_else(|problems| panic!("{problems:?}\n{text}"));
    Run::new(sim::run(&scenario, 1))
}

/// A scenario of the course.
fn lesson(name: &str) -> Run {
    let path = format!("{}/../../lessons/scenarios/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    play(&std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}")))
}

const SEQUENTIAL: &str = "requests = 4\npattern = \"sequential\"\ntimeout_ms = 400";
const PARALLEL: &str = "requests = 4\npattern = \"parallel\"\ntimeout_ms = 400";

pub(crate) fn chain() -> Run {
    lesson("browser-web-database")
}

pub(crate) fn crash() -> Run {
    lesson("server-crashes")
}

pub(crate) fn feed() -> Run {
    lesson("server-sent-events")
}

/// Nobody is told that the machine is gone; requests get lost before it.
pub(crate) fn silent_crash() -> Run {
    pair("", PARALLEL, &then(60, "do = \"crash\"\nnode = \"server\"\nsilent = true"))
}

/// One after the other: slow, failing, hung, standing still, well.
pub(crate) fn ill() -> Run {
    let rest = [
        then(20, "do = \"slow\"\nnode = \"server\"\nfactor = 3"),
        then(120, "do = \"errors\"\nnode = \"server\"\nshare_percent = 50"),
        then(320, "do = \"hang\"\nnode = \"server\""),
        then(700, "do = \"recover\"\nnode = \"server\""),
        then(800, "do = \"pause\"\nnode = \"server\"\nfor_ms = 200"),
    ];
    pair("", SEQUENTIAL, &rest.concat())
}

pub(crate) fn cut() -> Run {
    let rest = [
        then(20, "do = \"cut\"\nlink = \"wire\"\nfrom = \"server\""),
        then(500, "do = \"mend\"\nlink = \"wire\""),
        then(900, "do = \"cut\"\nlink = \"wire\"\nin_flight = true"),
    ];
    pair(
        "",
        "requests = 9\npattern = { kind = \"open\", arrivals = \"paced\", per_s = 8 }\ntimeout_ms = 400",
        &rest.concat(),
    )
}

/// Somebody holds, delays and doubles messages.
pub(crate) fn handled() -> Run {
    let rest = [
        then(10, "do = \"hold\"\nmessage = \"1\""),
        then(20, "do = \"duplicate\"\nmessage = \"2\""),
        then(15, "do = \"delay\"\nmessage = \"3\"\nby_ms = 60"),
        then(160, "do = \"release\"\nmessage = \"1\""),
    ];
    pair("", "requests = 3\npattern = { kind = \"open\", arrivals = \"paced\", per_s = 200 }", &rest.concat())
}

pub(crate) fn refused() -> Run {
    pair(
        "",
        "requests = 8\npattern = \"parallel\"\n[load.retry]\nattempts = 3\nbackoff = { kind = \"fixed\", wait_ms = 150 }",
        "",
    )
}

/// Connections are opened and secured; only two at once, and an address is looked up first.
pub(crate) fn connections() -> Run {
    pair(
        "",
        "requests = 4\npattern = \"parallel\"\n[load.timeouts]\ndeadline_ms = 900\n[load.connections]\nmost = 2\nopen = false\nlookup_ms = 25\nsecure_round_trips = 1",
        "",
    )
}

/// Further copies of what takes long; those that lose are called back.
pub(crate) fn hedged() -> Run {
    pair(
        "",
        "requests = 3\npattern = \"parallel\"\n[load.hedge]\nafter_ms = 100",
        &then(0, "do = \"slow\"\nnode = \"server\"\nfactor = 2"),
    )
}

pub(crate) fn breaker() -> Run {
    let load = "requests = 12\npattern = { kind = \"open\", arrivals = \"paced\", per_s = 10 }\ntimeout_ms = 200\n[load.breaker]\nwindow = 4\nleast_calls = 3\nopen_ms = 500\ntrials = 2";
    let rest =
        [then(0, "do = \"hang\"\nnode = \"server\""), then(600, "do = \"recover\"\nnode = \"server\"")];
    pair("", load, &rest.concat())
}

/// Losses of several kinds, and work that is let go of.
pub(crate) fn lossy() -> Run {
    let load = "requests = 40\npattern = { kind = \"open\", arrivals = \"paced\", per_s = 100 }\n[load.timeouts]\nattempt_ms = 250\ndeadline_ms = 250";
    let rest = [
        then(105, "do = \"drop\"\nmessage = \"9\""),
        then(145, "do = \"drop\"\nmessage = \"12\""),
        then(300, "do = \"cut\"\nlink = \"wire\"\nin_flight = true"),
        then(310, "do = \"mend\"\nlink = \"wire\""),
    ];
    pair("skip_expired = true", load, &rest.concat())
}

/// Every run of this file.
pub(crate) fn all() -> Vec<Run> {
    let all = [
        chain,
        crash,
        feed,
        silent_crash,
        ill,
        cut,
        handled,
        refused,
        connections,
        hedged,
        breaker,
        lossy,
        thousand,
        || fan(true),
        || fan(false),
    ];
    all.into_iter().map(|run: fn() -> Run| run()).collect()
}

/// A thousand and more on the wire at once.
pub(crate) fn thousand() -> Run {
    pair(
        "",
        "requests = 3000\npattern = { kind = \"open\", arrivals = \"poisson\", per_s = 30000 }\ntimeout_ms = 4000",
        "",
    )
}

/// Three clients of one server, and one client of three servers.
pub(crate) fn fan(inward: bool) -> Run {
    let node = |id: &str, name: &str, serves: bool| {
        let serves = if serves {
            "[node.server]\nworkers = 2\nqueue = 10\nservice_ms = 20\nreply_bytes = 500\n"
        } else {
            ""
        };
        format!("[[node]]\nid = \"{id}\"\nname = \"{name}\"\n{serves}")
    };
    let mut text = "version = 1\ntitle = \"Fan\"\n".to_owned();
    text += &node("hub", if inward { "Server" } else { "Client" }, inward);
    for (id, number) in [("one", 1), ("two", 2), ("three", 3), ("four", 4)] {
        let name = format!("{} {number}", if inward { "Client" } else { "Server" });
        text += &node(id, &name, !inward);
        let (client, server) = if inward { (id, "hub") } else { ("hub", id) };
        text += &format!(
            "[[link]]\nid = \"w{number}\"\nbetween = [\"{client}\", \"{server}\"]\none_way_ms = {number}0\n\
             [[load]]\nclient = \"{client}\"\nserver = \"{server}\"\nrequests = 2\npattern = \"parallel\"\n\
             request_bytes = 300\ntimeout_ms = 300\n"
        );
    }
    // Sections of one kind need not stand together.
    play(&text)
}
