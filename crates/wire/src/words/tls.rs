//! What the fields of TLS messages are there for.

pub(crate) const RECORD: [&str; 2] = [
    "Record head",
    "What kind of record follows, a version kept for old machines on the way, and how many bytes (RFC 8446, section 5.1).",
];
pub(crate) const HELLO: [&str; 2] = [
    "Handshake: ClientHello",
    "“I would like to talk in secret”, and how many bytes say it (RFC 8446, section 4.1.2).",
];
pub(crate) const SERVER_HELLO: [&str; 2] =
    ["Handshake: ServerHello", "“Then let us do it this way” (RFC 8446, section 4.1.3)."];
pub(crate) const VERSION: [&str; 2] = [
    "Old version",
    "Says TLS 1.2, so that old machines on the way let it pass. The true version comes below.",
];
pub(crate) const RANDOM: [&str; 2] = [
    "Random",
    "32 bytes that nobody can foresee: no two handshakes are alike, so an old one cannot be played back.",
];
pub(crate) const SESSION: [&str; 2] = [
    "Session id",
    "A left-over of earlier versions. The server sends the same back (RFC 8446, appendix D.4).",
];
pub(crate) const SUITES: [&str; 2] = [
    "Cipher suites",
    "The ways to encrypt that the client knows, the one it likes best first (RFC 8446, appendix B.4).",
];
pub(crate) const SUITE: [&str; 2] =
    ["Cipher suite", "The way to encrypt that the server has chosen: AES-256 with SHA-384."];
pub(crate) const COMPRESSION: [&str; 2] =
    ["Compression", "None. Compressed secrets give themselves away by their length."];
pub(crate) const EXTENSIONS: [&str; 2] =
    ["Extensions", "How many bytes of extensions follow (RFC 8446, section 4.2)."];
pub(crate) const SERVER_NAME: [&str; 2] = [
    "server_name",
    "Which host is meant, so that the server can show the right certificate. Everybody on the way can read this \
     (RFC 6066, section 3).",
];
pub(crate) const VERSIONS: [&str; 2] =
    ["supported_versions", "The true version: TLS 1.3 (RFC 8446, section 4.2.1)."];
pub(crate) const GROUPS: [&str; 2] =
    ["supported_groups", "The kinds of keys that the client can use (RFC 8446, section 4.2.7)."];
pub(crate) const SIGNATURES: [&str; 2] =
    ["signature_algorithms", "The kinds of signatures that the client can check (RFC 8446, section 4.2.3)."];
pub(crate) const KEY_SHARE: [&str; 2] = [
    "key_share",
    "Half of a key, for everybody to see. Together with the other side's half it gives the secret that only the two know \
     (RFC 8446, section 4.2.8).",
];
pub(crate) const PROTOCOLS: [&str; 2] =
    ["application_layer_protocol_negotiation", "What is to be spoken inside: HTTP/1.1 (RFC 7301)."];
pub(crate) const PADDING: [&str; 2] = ["padding", "Zeros that make the message longer (RFC 7685)."];
pub(crate) const SEALED_RECORD: [&str; 2] = [
    "Record head",
    "An encrypted record of so many bytes follows. What kind it really is, is encrypted too (RFC 8446, section 5.2).",
];
pub(crate) const CERTIFICATES: [&str; 2] = [
    "Encrypted",
    "The rest of what the server says: its certificates, a signature that proves that they are its own, and Finished \
     (RFC 8446, section 4.4). The filler cannot be read, and that is the point.",
];
pub(crate) const FINISHED: [&str; 2] = [
    "Encrypted",
    "Finished: a number worked out from all that was said so far. If anybody changed a byte on the way, the two numbers \
     differ (RFC 8446, section 4.4.4).",
];
pub(crate) const TAG: [&str; 2] = [
    "Authentication tag",
    "Sixteen bytes that fit the encrypted ones. A changed bit is noticed (RFC 8446, section 5.2).",
];

pub(crate) const ALONE: &str = "The simulator sends this as one message, without the heads of IP and TCP. The numbers that should be random are the same \
     in every run.";
pub(crate) const LATER_ROUND: &str = "TLS 1.3 needs one round trip. A scenario with more stands for older versions; their later messages are written here as \
     one record of TLS 1.3.";
