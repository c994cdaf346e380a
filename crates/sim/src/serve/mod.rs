//! The side that answers: a request comes in, waits, is worked on, and is answered.

mod admit;
mod calls;
mod power;
mod work;
