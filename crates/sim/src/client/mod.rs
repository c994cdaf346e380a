//! What a client keeps in mind about a server: connections, the wait before a retry, and what keeps retries in bounds.

mod backoff;
mod breaker;
mod budget;
mod pool;
mod throttle;
mod window;

pub(crate) use backoff::wait_ns;
pub(crate) use breaker::CircuitBreaker;
pub(crate) use budget::{Budget, Try};
pub(crate) use pool::{Pool, Taken};
pub(crate) use throttle::Throttling;
