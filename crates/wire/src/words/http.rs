//! What the lines of an HTTP message are there for.

pub(crate) const HOST: &str = "Which host is meant. One machine can answer for many names, so a request has to say it (RFC 9110, section 7.2). Names \
     that end in .example belong to nobody (RFC 6761).";
pub(crate) const CONTENT_LENGTH: &str = "How many bytes of body follow the empty line. It is how the reader knows where this message ends and the next one \
     begins (RFC 9110, section 8.6).";
pub(crate) const CONTENT_TYPE: &str =
    "What kind of data the body is, so that the reader need not guess: JSON (RFC 9110, section 8.3).";
pub(crate) const CONTENT_TYPE_PROBLEM: &str =
    "The body describes what went wrong, in a form that programs can read too (RFC 9457).";
pub(crate) const ACCEPT: &str =
    "What kinds of data the client can use in the reply (RFC 9110, section 12.5.1).";
pub(crate) const ACCEPT_STREAM: &str = "The client asks for a stream of events: a reply that goes on as long as there is news (HTML Standard, section 9.2).";
pub(crate) const LAST_EVENT_ID: &str =
    "The last update that the client has. The server goes on after it (HTML Standard, section 9.2.4).";
pub(crate) const USER_AGENT: &str =
    "Which program asks (RFC 9110, section 10.1.5). Nothing depends on it here.";
pub(crate) const SERVER: &str =
    "Which program answers (RFC 9110, section 10.2.4). Nothing depends on it here.";
pub(crate) const NO_STORE: &str =
    "Nobody on the way may keep a copy and answer with it later (RFC 9111, section 5.2.2.5).";
pub(crate) const IDEMPOTENCY_KEY: &str = "Every try of this request carries the same key. A server that remembers it can tell a repetition from a second wish, \
     and do the work once. Widely used; as a standard it is still a draft (IETF, Idempotency-Key).";
pub(crate) const COOKIE: &str = "A browser sends back what a server told it to keep (RFC 6265, section 4.2). Here it makes the request as long as the \
     run says it was.";
pub(crate) const COOKIE_FILLER: &str =
    "Stands for what a real message would carry here. The simulator knows how much is sent, and not what.";
pub(crate) const CONNECTION_UPGRADE: &str = "The field Upgrade is meant for the other end of this connection alone, and goes no further (RFC 9110, section 7.6.1).";
pub(crate) const UPGRADE: &str =
    "The client would like to go on in another protocol on this connection (RFC 9110, section 7.8).";
pub(crate) const UPGRADED: &str =
    "From the next byte on, this connection speaks WebSocket (RFC 9110, section 7.8).";
pub(crate) const SOCKET_VERSION: &str =
    "The version of the WebSocket protocol, the only one in use (RFC 6455, section 4.1).";
pub(crate) const SOCKET_KEY: &str = "A random value that the server has to work into its answer, to show that it understood. Here it is the one of the \
     standard's own example (RFC 6455, section 1.3).";
pub(crate) const SOCKET_ACCEPT: &str = "Worked out from the client's key: only a server that speaks WebSocket answers with this (RFC 6455, section 4.2.2).";
pub(crate) const EVENT_STREAM: &str =
    "The body is a stream of events, one text after the other (HTML Standard, section 9.2.5).";

pub(crate) const BLANK_BODY: &str = "Carriage return and line feed, with no text before them. They end the head; what follows is the body (RFC 9112, \
     section 2.1).";
pub(crate) const BLANK_NOTHING: &str = "Carriage return and line feed, with no text before them. They end the head, and with it this message, which has no \
     body (RFC 9112, section 2.1).";
pub(crate) const BLANK_STREAM: &str = "Ends the head. No length was named, so the body goes on until the connection closes (RFC 9112, section 6.3).";
pub(crate) const BLANK_SOCKET: &str =
    "Ends the head. The next bytes are frames of the WebSocket (RFC 6455, section 4).";
pub(crate) const FIELD_END: &str =
    "Carriage return and line feed, two bytes. They end the line (RFC 9112, section 2.1).";

pub(crate) const NO_ROOM_FOR_KEY: &str =
    "The tries of this request carry a key, but so short a request has no room to write it out.";
pub(crate) const NO_DATE: &str = "A server with a clock also says the Date (RFC 9110, section 6.6.1). Time in a run has no calendar, so there is none here.";
pub(crate) const NO_RETRY_AFTER: &str = "A server may add Retry-After, to say when to come back (RFC 9110, section 10.2.3). The run does not record whether this \
     one did.";
pub(crate) const SAME_REQUEST_AGAIN: &str =
    "This is not the first try. Only what names the try differs from the earlier ones.";
pub(crate) const SECURED: &str = "The connection is secured, so on the wire these bytes are encrypted, and every record of them is a few bytes longer. The \
     simulator counts the bytes of the message alone.";
pub(crate) const STREAM_OR_SOCKET: &str = "The run does not say whether this line is a stream of events or a WebSocket on which only one side speaks. It is \
     written as a stream.";

pub(crate) fn request_line(method: &str) -> String {
    let wish = match method {
        "GET" => "GET asks for what is there and changes nothing (RFC 9110, section 9.3.1).",
        _ => "POST asks the server to do something with the body (RFC 9110, section 9.3.3).",
    };
    format!(
        "What is wanted: a method, what it is about, and the version of HTTP (RFC 9112, section 3). {wish}"
    )
}

pub(crate) fn trace_parent(request: u32, attempt: u16) -> String {
    format!(
        "Tells messages apart in the records of all machines that they pass: request {request}, try {attempt}. The long number \
         is the same for every try of a request, the short one is new each time (W3C Trace Context, section 3.2). Real ones \
         are random."
    )
}

pub(crate) fn status_line(status: u16) -> String {
    let says = match status {
        101 => "101: the server agrees to change the protocol (RFC 9110, section 15.2.2).",
        200 => "200: it was done, and here is the answer (RFC 9110, section 15.3.1).",
        409 => "409: not now. The same request is being worked on already (RFC 9110, section 15.5.10).",
        429 => "429: this client asks too often (RFC 6585, section 4).",
        500 => "500: the server tried and failed (RFC 9110, section 15.6.1).",
        503 => "503: the server has no room for this at the moment; later it may (RFC 9110, section 15.6.4).",
        400..=499 => {
            "A status that begins with 4: the server does not accept this request (RFC 9110, section 15.5)."
        }
        _ if status / 100 == 5 => "A status that begins with 5: the server failed (RFC 9110, section 15.6).",
        _ => "The first digit says how it went (RFC 9110, section 15).",
    };
    format!(
        "How it went: the version of HTTP, a number for programs, a few words for people (RFC 9112, section 4). {says}"
    )
}
