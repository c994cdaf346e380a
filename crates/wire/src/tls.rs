//! What secures a connection: TLS 1.3 in outline (RFC 8446). What is encrypted stays filler.

use crate::news::hex;
use crate::opened::{Kind, Opened};
use crate::peers;
use crate::story::Meant;
use crate::words::{self, tls as means};
use crate::writer::Writer;

/// The longest content of a record: 2^14, and what encrypting may add (RFC 8446, section 5.2).
const LONGEST_RECORD: u64 = 16_384 + 256;
const RECORD_HEAD: u64 = 5;
const TAG: u64 = 16;
/// The head of an extension, or the least that one can be.
const EXTENSION_HEAD: u64 = 4;

const HANDSHAKE: u8 = 22;
const APPLICATION: u8 = 23;

/// A piece: its words, its bytes, what they say.
type Field = ([&'static str; 2], Vec<u8>, String);

/// The client's first message, `size` bytes with the head of its record.
pub(crate) fn client_hello(meant: &Meant, size: u64) -> Option<Opened> {
    let host = meant.host.as_bytes();
    let name = u16::try_from(host.len()).ok()?;
    let mut name_bytes =
        [[0_u8, 0].as_slice(), &(name + 5).to_be_bytes(), &(name + 3).to_be_bytes(), &[0]].concat();
    name_bytes.extend(name.to_be_bytes());
    name_bytes.extend(host);
    let mut extensions: Vec<Field> = vec![
        (means::SERVER_NAME, name_bytes, meant.host.clone()),
        (means::VERSIONS, vec![0, 43, 0, 3, 2, 3, 4], "TLS 1.3".to_owned()),
        (means::GROUPS, vec![0, 10, 0, 6, 0, 4, 0, 29, 0, 23], "x25519, secp256r1".to_owned()),
        (
            means::SIGNATURES,
            vec![0, 13, 0, 8, 0, 6, 4, 3, 8, 4, 8, 7],
            "ECDSA with P-256, RSA-PSS, Ed25519".to_owned(),
        ),
        key_share(meant, true),
        (means::PROTOCOLS, [[0, 16, 0, 11, 0, 9, 8].as_slice(), b"http/1.1"].concat(), "http/1.1".to_owned()),
    ];
    let suites = vec![0, 6, 0x13, 0x02, 0x13, 0x01, 0x13, 0x03];
    let mut fields = opening(meant, 8);
    fields.push((means::SUITES, suites, "AES-256, AES-128, ChaCha20".to_owned()));
    fields.push((means::COMPRESSION, vec![1, 0], "none".to_owned()));
    // Two heads in front, and the length of the extensions.
    let fixed = RECORD_HEAD + 4 + total(&fields) + 2;
    let room = size.checked_sub(fixed + total(&extensions))?;
    match room.checked_sub(EXTENSION_HEAD) {
        Some(zeros) => {
            let length = u16::try_from(zeros).ok()?.to_be_bytes();
            let padding = [[0, 21].as_slice(), &length, &vec![0; usize::try_from(zeros).ok()?]].concat();
            extensions.push((means::PADDING, padding, words::bytes(zeros)));
        }
        None if room > 0 => return None,
        None => {}
    }
    handshake(1, means::HELLO, fields, extensions, size)?.finish(words::TLS_RECORDS, vec![means::ALONE], size)
}

/// The server's answer: what it has chosen, and a second record with all else, encrypted.
pub(crate) fn server_flight(meant: &Meant, size: u64) -> Option<Opened> {
    let extensions: Vec<Field> =
        vec![(means::VERSIONS, vec![0, 43, 0, 2, 3, 4], "TLS 1.3".to_owned()), key_share(meant, false)];
    let mut fields = opening(meant, 9);
    fields.push((means::SUITE, vec![0x13, 0x02], "AES-256 with SHA-384".to_owned()));
    fields.push((means::COMPRESSION, vec![0], "none".to_owned()));
    let hello = RECORD_HEAD + 4 + total(&fields) + 2 + total(&extensions);
    let rest = size.checked_sub(hello)?;
    let mut writer = handshake(2, means::SERVER_HELLO, fields, extensions, hello)?;
    sealed(&mut writer, meant, means::CERTIFICATES, rest)?;
    writer.finish(words::TLS_RECORDS, vec![means::ALONE], size)
}

/// A later message: one encrypted record.
pub(crate) fn finished(meant: &Meant, size: u64) -> Option<Opened> {
    let mut writer = Writer::default();
    sealed(&mut writer, meant, means::FINISHED, size)?;
    writer.finish(words::TLS_RECORDS, vec![means::LATER_ROUND, means::ALONE], size)
}

/// What both hellos begin with.
fn opening(meant: &Meant, purpose: u64) -> Vec<Field> {
    let random: [u8; 32] = peers::drawn_bytes(meant.id, purpose);
    let session: [u8; 32] = peers::drawn_bytes(meant.id, 10);
    vec![
        (means::VERSION, vec![3, 3], "TLS 1.2".to_owned()),
        (means::RANDOM, random.to_vec(), hex(&random)),
        (means::SESSION, [[32].as_slice(), &session].concat(), hex(&session)),
    ]
}

/// Half a key of the kind x25519. The client sends a list of them.
fn key_share(meant: &Meant, listed: bool) -> Field {
    let key: [u8; 32] = peers::drawn_bytes(meant.id, 11 + u64::from(listed));
    let head: &[u8] =
        if listed { &[0, 51, 0, 38, 0, 36, 0, 29, 0, 32] } else { &[0, 51, 0, 36, 0, 29, 0, 32] };
    (means::KEY_SHARE, [head, &key].concat(), format!("x25519: {}", hex(&key)))
}

/// A record with one handshake message, `size` bytes in all.
fn handshake(
    kind: u8,
    words: [&'static str; 2],
    fields: Vec<Field>,
    extensions: Vec<Field>,
    size: u64,
) -> Option<Writer> {
    let mut writer = Writer::default();
    let inside = size.checked_sub(RECORD_HEAD).filter(|inside| *inside <= LONGEST_RECORD)?;
    record(&mut writer, HANDSHAKE, if kind == 1 { 1 } else { 3 }, means::RECORD, inside)?;
    let [.., a, b, c] = inside.checked_sub(4)?.to_be_bytes();
    let [name, meaning] = words;
    writer.put(Kind::Field, name, [kind, a, b, c], crate::words::bytes(inside - 4), meaning);
    let length = u16::try_from(total(&extensions)).ok()?;
    let count = (means::EXTENSIONS, length.to_be_bytes().to_vec(), crate::words::bytes(length.into()));
    for ([name, meaning], bytes, shown) in fields.into_iter().chain([count]).chain(extensions) {
        writer.put(Kind::Field, name, bytes, shown, meaning);
    }
    Some(writer)
}

fn record(writer: &mut Writer, kind: u8, minor: u8, words: [&'static str; 2], inside: u64) -> Option<()> {
    let [high, low] = u16::try_from(inside).ok()?.to_be_bytes();
    let [name, meaning] = words;
    let what = if kind == HANDSHAKE { "handshake" } else { "encrypted" };
    let shown = format!("{what}, {}", crate::words::bytes(inside));
    writer.put(Kind::Field, name, [kind, 3, minor, high, low], shown, meaning);
    Some(())
}

/// An encrypted record of `size` bytes.
fn sealed(writer: &mut Writer, meant: &Meant, words: [&'static str; 2], size: u64) -> Option<()> {
    let inside = size.checked_sub(RECORD_HEAD).filter(|inside| *inside <= LONGEST_RECORD)?;
    let content = inside.checked_sub(TAG).filter(|content| *content > 0)?;
    record(writer, APPLICATION, 3, means::SEALED_RECORD, inside)?;
    let ([name, meaning], [tag, tag_meaning]) = (words, means::TAG);
    let (noise, sum): ([u8; 16], [u8; 16]) =
        (peers::drawn_bytes(meant.id, 13), peers::drawn_bytes(meant.id, 14));
    writer.fill(Kind::Sealed, name, noise, content, meaning);
    writer.put(Kind::Sealed, tag, sum, hex(&sum), tag_meaning);
    Some(())
}

fn total(fields: &[Field]) -> u64 {
    fields.iter().map(|(_, bytes, _)| bytes.len() as u64).sum()
}
