//! TCP segments without content (RFC 9293, section 3.1), each in an IP packet (RFC 791).

use trace::MessageId;

use crate::opened::{Kind, Opened};
use crate::peers;
use crate::story::{Meant, Segment};
use crate::words::{self, segment as means};
use crate::writer::Writer;

const IP_HEAD: usize = 20;
const TCP_HEAD: usize = 20;
/// As many bytes of options as the head's four bits for its length allow.
const MOST_OPTIONS: usize = 40;

/// Largest segment, selective acknowledgment, timestamps, nothing, window scale (RFC 9293, 2018, 7323).
const OPENING_OPTIONS: usize = 20;
/// Nothing twice, timestamps.
const LATER_OPTIONS: usize = 12;

const WINDOW: u16 = 64_240;

/// A piece of the head: its words, its bytes, what they say.
type Field = ([&'static str; 2], Vec<u8>, String);

/// A segment of `size` bytes with the head of its packet; none if there is none.
pub(crate) fn segment(meant: &Meant, segment: Segment, size: u64) -> Option<Opened> {
    let options = usize::try_from(size).ok()?.checked_sub(IP_HEAD + TCP_HEAD)?;
    if options > MOST_OPTIONS || !options.is_multiple_of(4) {
        return None;
    }
    let opens = matches!(segment, Segment::Syn | Segment::SynAck);
    if opens && options != OPENING_OPTIONS {
        return None;
    }
    let mut fields = packet(meant, u16::try_from(size).ok()?);
    let head = fields.len();
    fields.extend(fixed(meant, segment, options));
    if opens {
        fields.extend(opening_options(meant.id, segment));
    } else {
        fields.extend(later_options(meant.id, options));
    }
    check(&mut fields, head, meant);
    let mut writer = Writer::default();
    for ([name, meaning], bytes, shown) in fields {
        writer.put(Kind::Field, name, bytes, shown, meaning);
    }
    let mut notes = vec![means::HEADS_COUNTED];
    if opens {
        notes.push(means::THIRD_STEP);
    }
    writer.finish(words::TCP_SEGMENT, notes, size)
}

/// The head of the packet, its checksum still missing.
fn packet(meant: &Meant, size: u16) -> Vec<Field> {
    let address = |node| {
        let bytes = peers::address(node);
        (bytes.to_vec(), bytes.map(|byte| byte.to_string()).join("."))
    };
    let ident = peers::drawn(meant.id, 1).to_be_bytes();
    let (source, source_shown) = address(meant.from);
    let (target, target_shown) = address(meant.to);
    vec![
        (means::VERSION, vec![0x45], "4, 20 bytes".to_owned()),
        (means::SERVICE, vec![0], "0".to_owned()),
        (means::LENGTH, size.to_be_bytes().to_vec(), words::bytes(size.into())),
        (means::IDENT, ident.iter().take(2).copied().collect(), number(ident.iter().take(2))),
        (means::FRAGMENT, vec![0x40, 0], "do not cut, 0".to_owned()),
        (means::LIVES, vec![64], "64".to_owned()),
        (means::PROTOCOL, vec![6], "6, TCP".to_owned()),
        (means::HEAD_SUM, vec![0, 0], String::new()),
        (means::SOURCE, source, source_shown),
        (means::TARGET, target, target_shown),
    ]
}

/// The part of the segment's head that every segment has, its checksum still missing.
fn fixed(meant: &Meant, segment: Segment, options: usize) -> Vec<Field> {
    let (here, there) = (peers::client_port(meant.id), if meant.secured { 443_u16 } else { 80 });
    let [client, server] = [2, 3].map(|purpose| {
        let [.., a, b, c, d] = peers::drawn(meant.id, purpose).to_be_bytes();
        u32::from_be_bytes([a, b, c, d])
    });
    let (flags, said, meaning) = match segment {
        Segment::Syn => (0x02, "SYN", means::SYN),
        Segment::SynAck => (0x12, "SYN, ACK", means::SYN_ACK),
        Segment::Reset => (0x14, "RST, ACK", means::RESET),
        Segment::Cancel => (0x14, "RST, ACK", means::CANCEL),
    };
    let (ports, sequence, acknowledged) = match segment {
        Segment::Syn => ([here, there], client, 0),
        Segment::SynAck => ([there, here], server, client.wrapping_add(1)),
        Segment::Reset => ([there, here], server.wrapping_add(1), client.wrapping_add(1)),
        Segment::Cancel => ([here, there], client.wrapping_add(1), server.wrapping_add(1)),
    };
    let head = TCP_HEAD + options;
    let words = u8::try_from(head / 4).unwrap_or(0);
    let window = if flags & 0x04 > 0 { 0 } else { WINDOW };
    let [source, target] = ports;
    let number = |number: u32| (number.to_be_bytes().to_vec(), number.to_string());
    let ((sequence, sequence_shown), (acknowledged, acknowledged_shown)) =
        (number(sequence), number(acknowledged));
    vec![
        (means::SOURCE_PORT, source.to_be_bytes().to_vec(), source.to_string()),
        (means::TARGET_PORT, target.to_be_bytes().to_vec(), target.to_string()),
        (means::SEQUENCE, sequence, sequence_shown),
        (means::ACKNOWLEDGED, acknowledged, acknowledged_shown),
        ([means::FLAGS, meaning], vec![words << 4, flags], format!("{head} bytes; {said}")),
        (means::WINDOW, window.to_be_bytes().to_vec(), words::bytes(window.into())),
        (means::SUM, vec![0, 0], String::new()),
        (means::URGENT, vec![0, 0], "0".to_owned()),
    ]
}

fn opening_options(id: MessageId, segment: Segment) -> Vec<Field> {
    let mut options = vec![
        (means::SEGMENT_SIZE, vec![2, 4, 0x05, 0xb4], "1,460 bytes".to_owned()),
        (means::SELECTIVE, vec![4, 2], "yes".to_owned()),
    ];
    options.push(stamps(id, segment == Segment::SynAck));
    options.push((means::NOTHING, vec![1], String::new()));
    options.push((means::SCALE, vec![3, 3, 7], "times 128".to_owned()));
    options
}

fn later_options(id: MessageId, room: usize) -> Vec<Field> {
    let mut options = Vec::new();
    let mut padding = room;
    if room >= LATER_OPTIONS {
        options.push((means::NOTHING, vec![1, 1], String::new()));
        options.push(stamps(id, true));
        padding -= LATER_OPTIONS;
    }
    if padding > 0 {
        options.push((means::PADDING, vec![0; padding], words::bytes(padding as u64)));
    }
    options
}

/// The sender's clock, and what it last saw of the other's.
fn stamps(id: MessageId, answers: bool) -> Field {
    let [.., a, b, c] = peers::drawn(id, 4).to_be_bytes();
    let [.., d, e, f] = peers::drawn(id, 5).to_be_bytes();
    let (own, other) = if answers { ([0, d, e, f], [0, a, b, c]) } else { ([0, a, b, c], [0; 4]) };
    let shown = format!("{}, {}", u32::from_be_bytes(own), u32::from_be_bytes(other));
    (means::STAMPS, [[8, 10].as_slice(), &own, &other].concat(), shown)
}

/// Puts the two checksums in: the head's, and the segment's, which covers addresses, protocol and length as well
/// (RFC 9293, section 3.1).
fn check(fields: &mut [Field], head: usize, meant: &Meant) {
    let joined =
        |fields: &[Field]| fields.iter().flat_map(|(_, bytes, _)| bytes.iter().copied()).collect::<Vec<u8>>();
    let (packet, segment) = fields.split_at(head.min(fields.len()));
    let (packet, segment) = (joined(packet), joined(segment));
    let length = u16::try_from(segment.len()).unwrap_or(u16::MAX).to_be_bytes();
    let ends = [peers::address(meant.from), peers::address(meant.to)].concat();
    let pseudo = [ends.as_slice(), &[0, 6], &length, &segment].concat();
    for (name, sum) in [(means::HEAD_SUM, checksum(&packet)), (means::SUM, checksum(&pseudo))] {
        for (words, bytes, shown) in fields.iter_mut().filter(|(words, ..)| *words == name) {
            debug_assert_eq!(*words, name);
            (*bytes, *shown) = (sum.to_be_bytes().to_vec(), format!("{sum:04x}"));
        }
    }
}

/// The sum of all pairs of bytes, carries added in, turned round (RFC 1071).
pub(crate) fn checksum(bytes: &[u8]) -> u16 {
    let pairs = bytes.chunks(2).map(|pair| {
        let high = u32::from(pair.first().copied().unwrap_or(0)) << 8;
        high | u32::from(pair.get(1).copied().unwrap_or(0))
    });
    let mut sum = pairs.fold(0_u32, u32::wrapping_add);
    while sum > 0xffff {
        sum = (sum & 0xffff) + (sum >> 16);
    }
    !u16::try_from(sum).unwrap_or(0)
}

fn number<'a>(bytes: impl Iterator<Item = &'a u8>) -> String {
    bytes.fold(0_u32, |number, byte| number << 8 | u32::from(*byte)).to_string()
}
