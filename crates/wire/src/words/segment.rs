//! What the fields of a TCP segment and of its IP packet are there for.

pub(crate) const VERSION: [&str; 2] = [
    "IP version, head length",
    "Version 4 of the Internet Protocol, and how long its head is (RFC 791, section 3.1).",
];
pub(crate) const SERVICE: [&str; 2] = [
    "Service class",
    "How routers should treat the packet, and whether they were crowded. Nothing special here (RFC 2474).",
];
pub(crate) const LENGTH: [&str; 2] = ["Total length", "How many bytes the whole packet has, heads included."];
pub(crate) const IDENT: [&str; 2] =
    ["Identification", "Would tell pieces of a packet together that had to be cut up on the way."];
pub(crate) const FRAGMENT: [&str; 2] =
    ["Flags, fragment offset", "“Do not cut this packet up”, and no offset, because nothing is cut."];
pub(crate) const LIVES: [&str; 2] = [
    "Time to live",
    "Every router takes one off. At zero the packet is thrown away, so none goes round for ever.",
];
pub(crate) const PROTOCOL: [&str; 2] = ["Protocol", "What the packet carries: 6 stands for TCP."];
pub(crate) const HEAD_SUM: [&str; 2] =
    ["Head checksum", "Worked out from the head. A router that gets another result throws the packet away."];
pub(crate) const SOURCE: [&str; 2] =
    ["Source address", "Who sends. Addresses that begin with 192.0.2 are kept for examples (RFC 5737)."];
pub(crate) const TARGET: [&str; 2] =
    ["Destination address", "Whom it is for. Routers read no further than this."];

pub(crate) const SOURCE_PORT: [&str; 2] =
    ["Source port", "Which program on the sending machine this belongs to (RFC 9293, section 3.1)."];
pub(crate) const TARGET_PORT: [&str; 2] = [
    "Destination port",
    "Which program on the other machine is meant. A server waits at a known port: 80 for HTTP, 443 when it is secured.",
];
pub(crate) const SEQUENCE: [&str; 2] = [
    "Sequence number",
    "Every byte that a side sends over a connection has a number, and this is the first. It begins at a value that is hard \
     to guess (RFC 9293, section 3.4.1).",
];
pub(crate) const ACKNOWLEDGED: [&str; 2] = [
    "Acknowledgment number",
    "The next byte that this side expects. It says that all before it have arrived (RFC 9293, section 3.4).",
];
pub(crate) const WINDOW: [&str; 2] = [
    "Window",
    "How many bytes the other side may send before it hears of this one again (RFC 9293, section 3.8.6).",
];
pub(crate) const SUM: [&str; 2] = [
    "Checksum",
    "Worked out from the whole segment. With another result it counts as lost (RFC 9293, section 3.1).",
];
pub(crate) const URGENT: [&str; 2] = ["Urgent pointer", "Not in use."];
pub(crate) const SEGMENT_SIZE: [&str; 2] = [
    "Option: largest segment",
    "How many bytes of content this side takes in one segment (RFC 9293, section 3.7.1).",
];
pub(crate) const SELECTIVE: [&str; 2] = [
    "Option: selective acknowledgment",
    "This side can say which bytes arrived behind a gap, so that only the gap is sent again (RFC 2018).",
];
pub(crate) const STAMPS: [&str; 2] = [
    "Option: timestamps",
    "The time of sending, which the other side sends back. So both know how long a round trip takes (RFC 7323, section 3).",
];
pub(crate) const NOTHING: [&str; 2] =
    ["Option: nothing", "One byte, so that what follows stands where it should."];
pub(crate) const SCALE: [&str; 2] = [
    "Option: window scale",
    "What windows are multiplied with from now on, because sixteen bits are too few for them (RFC 7323, section 2).",
];
pub(crate) const PADDING: [&str; 2] = ["Padding", "Zeros up to the end of the head (RFC 9293, section 3.1)."];

pub(crate) const FLAGS: &str = "Head length and flags";

pub(crate) const SYN: &str =
    "SYN: “I would like to open a connection, and I count from this number” (RFC 9293, section 3.5).";
pub(crate) const SYN_ACK: &str = "SYN and ACK: “I got your number, and I count from this one”. With this the client knows that the connection is open \
     (RFC 9293, section 3.5).";
pub(crate) const RESET: &str = "RST: “There is no such connection here (any more)”. What was on its way over it is gone (RFC 9293, section 3.5.2).";
pub(crate) const CANCEL: &str = "RST: “I have closed this connection; do not go on”. HTTP/1.1 has no word for taking a request back, so a client closes \
     the connection (RFC 9112, section 9.6).";

pub(crate) const THIRD_STEP: &str = "TCP opens with three segments. The third, the client's ACK, costs no wait, because the request follows right behind it; \
     the simulator does not send it.";
pub(crate) const HEADS_COUNTED: &str = "Here the heads of IP and TCP are the message. For requests and replies the simulator counts their own bytes and leaves \
     these heads out.";
