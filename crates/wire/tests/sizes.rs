//! Whatever is sent: the pieces are as long as the message, and texts are what a reader of their protocol takes.

mod support;

use proptest::prelude::*;
use support::{CLIENT, SETTINGS, Setting, check_sums, is_written, one, parts};
use trace::{MessageId, Part, RequestId};
use wire::{Context, Opened, open};

/// Reads an HTTP message with somebody else's parser, and checks what a recipient would (RFC 9112, section 6.3).
fn read_http(opened: &Opened) {
    let bytes = opened.bytes(0..wire::MOST_AT_ONCE);
    let mut fields = [httparse::EMPTY_HEADER; 16];
    let (read, fields, status) = if opened.protocol.ends_with("request") {
        let mut request = httparse::Request::new(&mut fields);
        let read = request.parse(&bytes).unwrap_or_else(|error| panic!("{error} in {opened:?}"));
        assert!(request.path.is_some_and(|path| path.starts_with('/')));
        assert_eq!(request.version, Some(1));
        (read, request.headers, 0)
    } else {
        let mut reply = httparse::Response::new(&mut fields);
        let read = reply.parse(&bytes).unwrap_or_else(|error| panic!("{error} in {opened:?}"));
        (read, reply.headers, reply.code.expect("a status line has a code"))
    };
    // A head of 65,536 bytes and more is not read to its end here.
    let httparse::Status::Complete(head) = read else {
        return assert!(opened.head_size() > wire::MOST_AT_ONCE, "{opened:?}");
    };
    assert_eq!(head as u64, opened.head_size(), "{opened:?}");
    let values = |name: &str| {
        let named = fields.iter().filter(|field| field.name.eq_ignore_ascii_case(name));
        named.map(|field| str::from_utf8(field.value).expect("ASCII").to_owned()).collect::<Vec<_>>()
    };
    if status == 0 {
        assert_eq!(values("Host").len(), 1, "{opened:?}");
    }
    let body = opened.size() - head as u64;
    match values("Content-Length").as_slice() {
        [] if values("Content-Type") == ["text/event-stream"] => {}
        [] => assert_eq!(body, 0, "{opened:?}"),
        [length] => assert_eq!(length.trim().parse(), Ok(body), "{opened:?}"),
        more => panic!("{more:?}"),
    }
    if values("Content-Type").iter().any(|kind| kind.ends_with("json")) && opened.size() < wire::MOST_AT_ONCE
    {
        let body = str::from_utf8(&bytes[head..]).expect("JSON is UTF-8");
        let read = serde_json::from_str::<serde_json::Value>(body);
        assert!(body.is_empty() || read.is_ok(), "{read:?}: {body}");
    }
    let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
    let unique: std::collections::BTreeSet<&&str> = names.iter().collect();
    assert_eq!(unique.len(), names.len(), "{names:?}");
}

fn check(setting: Setting, id: MessageId, bytes: u32, names: [&str; 2]) -> Opened {
    let (trace, message) = one(setting, id, bytes, names);
    let opened = open(&Context::new(&trace), &trace, &message);
    check_sums(&opened, bytes);
    if opened.protocol.starts_with("HTTP") {
        read_http(&opened);
    }
    opened
}

const NAMES: [&str; 2] = ["client", "server"];

#[test]
fn every_size_up_to_a_few_hundred_bytes_adds_up() {
    for setting in SETTINGS {
        for part in parts() {
            let id = MessageId { part, ..MessageId::request(RequestId(7), 2) };
            let talks = matches!(part, Part::Request | Part::Reply | Part::Update);
            for bytes in (0..400).filter(|_| talks || setting == Setting::Plain) {
                check(setting, id, bytes, NAMES);
            }
        }
    }
}

#[test]
fn messages_are_written_out_from_a_small_size_on() {
    let least = [
        (Setting::Plain, Part::Request, 42),
        (Setting::Keyed, Part::Request, 42),
        (Setting::Plain, Part::Reply, 38),
        (Setting::Refused(503), Part::Reply, 55),
        (Setting::Polled, Part::Request, 46),
        (Setting::Polled, Part::Reply, 38),
        (Setting::Streamed, Part::Request, 46),
        (Setting::Streamed, Part::Reply, 52),
        (Setting::Talked, Part::Request, 160),
        (Setting::Talked, Part::Reply, 135),
        (Setting::Posted, Part::Request, 70),
    ];
    for (setting, part, least) in least {
        let id = MessageId { part, ..MessageId::request(RequestId(7), 1) };
        for bytes in (least..400).chain([1_000, 1_500, 99_999, 100_000, 2_000_000, u32::MAX]) {
            let opened = check(setting, id, bytes, NAMES);
            assert!(is_written(&opened), "{setting:?} {part:?} of {bytes}: {opened:?}");
        }
        let opened = check(setting, id, least / 2, NAMES);
        assert!(!is_written(&opened), "{setting:?} {part:?} of {}: {opened:?}", least / 2);
    }
}

#[test]
fn what_opens_and_secures_a_connection_is_written_out() {
    let sizes = [
        (Part::Connect { round: 1 }, 60),
        (Part::Accept { round: 1 }, 60),
        (Part::Reset, 40),
        (Part::Cancel, 60),
        (Part::Secure { round: 1 }, 300),
        (Part::Secured { round: 1 }, 3_000),
        (Part::Secure { round: 2 }, 74),
        (Part::Secured { round: 2 }, 74),
    ];
    for (part, bytes) in sizes {
        let id = MessageId { part, ..MessageId::request(RequestId(1), 1) };
        let opened = check(Setting::Plain, id, bytes, ["client", "a-name-of-thirty-two-letters-here"]);
        assert!(is_written(&opened), "{part:?}: {opened:?}");
    }
}

/// The sum over a head with its checksum in it is zero (RFC 1071), and lengths in heads are true.
#[test]
fn checksums_and_lengths_of_segments_hold() {
    for (part, size) in [
        (Part::Connect { round: 1 }, 60),
        (Part::Accept { round: 1 }, 60),
        (Part::Reset, 40),
        (Part::Cancel, 60),
    ] {
        let id = MessageId { part, ..MessageId::request(RequestId(9), 3) };
        let bytes = check(Setting::Plain, id, size, NAMES).bytes(0..100);
        let (packet, segment) = bytes.split_at(20);
        assert_eq!(usize::from(u16::from_be_bytes([packet[2], packet[3]])), bytes.len());
        assert_eq!(usize::from(segment[12] >> 4) * 4, segment.len());
        let pseudo =
            [&packet[12..20], &[0, 6, 0, u8::try_from(segment.len()).expect("short")], segment].concat();
        for covered in [packet, &pseudo] {
            let sum: u32 = covered.chunks(2).map(|pair| u32::from(pair[0]) << 8 | u32::from(pair[1])).sum();
            assert_eq!((sum & 0xffff) + (sum >> 16), 0xffff, "{part:?}");
        }
    }
}

/// Every record and the handshake in it are as long as they say; so are the extensions.
#[test]
fn lengths_in_tls_messages_hold() {
    for (part, size) in [
        (Part::Secure { round: 1 }, 300),
        (Part::Secured { round: 1 }, 3_000),
        (Part::Secure { round: 2 }, 74),
    ] {
        let id = MessageId { part, ..MessageId::request(RequestId(1), 1) };
        let bytes = check(Setting::Plain, id, size, NAMES).bytes(0..5_000);
        let mut rest = bytes.as_slice();
        while let Some((head, after)) = rest.split_at_checked(5) {
            let length = usize::from(u16::from_be_bytes([head[3], head[4]]));
            let (inside, behind) = after.split_at(length);
            if head[0] == 22 {
                let told = usize::from(u16::from_be_bytes([inside[2], inside[3]]));
                assert_eq!(told + 4, inside.len());
                read_hello(inside);
            }
            rest = behind;
        }
        assert!(rest.is_empty(), "{part:?}");
    }
}

fn read_hello(hello: &[u8]) {
    let session = 4 + 2 + 32;
    assert_eq!(hello[session], 32);
    let mut at = session + 33;
    at += if hello[0] == 1 { 2 + usize::from(hello[at + 1]) } else { 2 };
    at += if hello[0] == 1 { 1 + usize::from(hello[at]) } else { 1 };
    let total = usize::from(u16::from_be_bytes([hello[at], hello[at + 1]]));
    at += 2;
    assert_eq!(at + total, hello.len());
    while at < hello.len() {
        at += 4 + usize::from(u16::from_be_bytes([hello[at + 2], hello[at + 3]]));
    }
    assert_eq!(at, hello.len());
}

/// The length that a frame tells is that of its content, in the shortest form; masked content is readable again.
#[test]
fn frames_hold_what_they_say() {
    for bytes in (2..300).chain([65_538, 65_539, 65_540, 65_545, 65_546, 70_000]) {
        for masked in [false, true] {
            let part = if masked { Part::Update } else { Part::Reply };
            let id = MessageId { part: Part::Update, ..MessageId::request(RequestId(5), 1) };
            let (mut trace, mut message) = one(Setting::Talked, id, bytes, NAMES);
            if part == Part::Reply {
                (message.from, message.to) = (message.to, CLIENT);
                trace.nodes.reverse();
            }
            let opened = open(&Context::new(&trace), &trace, &message);
            check_sums(&opened, bytes);
            if !is_written(&opened) {
                continue;
            }
            let frame = opened.bytes(0..80_000.min(wire::MOST_AT_ONCE));
            assert_eq!((frame[0], frame[1] & 0x80 > 0), (0x81, masked));
            let (length, head) = match frame[1] & 0x7f {
                126 => (u64::from(u16::from_be_bytes([frame[2], frame[3]])), 4),
                127 => (u64::from_be_bytes(frame[2..10].try_into().expect("eight bytes")), 10),
                short => (u64::from(short), 2),
            };
            let shortest = match length {
                0..=125 => 2,
                126..=65_535 => 4,
                _ => 10,
            };
            assert_eq!(head, shortest);
            let head = head + if masked { 4 } else { 0 };
            assert_eq!(length + head as u64, u64::from(bytes));
            if masked {
                let (key, content) = frame[head - 4..].split_at(4);
                let plain: Vec<u8> =
                    content.iter().zip(key.iter().cycle()).map(|(byte, key)| byte ^ key).collect();
                assert!(b"this is filler, ".repeat(5_000).starts_with(&plain));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_message_adds_up(
        bytes in prop_oneof![0_u32..3_000, 0_u32..2_000_000, any::<u32>()],
        (setting, part) in (0..SETTINGS.len(), 0..parts().len()),
        (request, attempt, copy) in (any::<u32>(), any::<u16>(), any::<u8>()),
        status in any::<u16>(),
        names in any::<[String; 2]>(),
    ) {
        let id = MessageId { request: RequestId(request), attempt, part: parts()[part], copy };
        let names = [names[0].as_str(), names[1].as_str()];
        check(SETTINGS[setting], id, bytes, names);
        check(Setting::Refused(status), id, bytes, names);
    }
}
