//! HTTP/1.1 messages of an exact size (syntax: RFC 9112; what fields mean: RFC 9110).

mod body;
mod head;
mod reply;
mod request;

pub(crate) use reply::reply;
pub(crate) use request::request;
