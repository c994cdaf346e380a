//! The closed forms against the vectors, so that what runs are held against is itself right.

mod balancing;
mod queues;
mod reliability;
mod retries;
