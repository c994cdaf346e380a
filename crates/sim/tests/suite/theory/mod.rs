//! Closed forms and small reference computations, each with its source: the oracle that runs of the simulator are held
//! against. Times in seconds, rates per second, unless a name says otherwise. Nothing here knows the simulator.

pub(crate) mod balance;
pub(crate) mod general;
pub(crate) mod guards;
pub(crate) mod markov;
pub(crate) mod operational;
pub(crate) mod reference;
pub(crate) mod reliability;
pub(crate) mod retries;

pub(crate) use ::theory::invert;
