//! Arithmetic between the braces of a computed value and in claims: `a.makespan_ms / b.makespan_ms`.

mod evaluate;
mod parse;

use core::ops::Range;

pub(crate) use evaluate::{Context, Local};
pub(crate) use parse::parse;

/// The longest expression, in bytes.
const MAX_LENGTH: usize = 300;

/// How deep brackets and signs may be nested; also bounds the recursion.
const MAX_DEPTH: usize = 16;

/// A parsed expression. Places are bytes of the text that it was parsed from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expression<'t> {
    node: Node<'t>,
    range: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
enum Node<'t> {
    Number(f64),
    /// A measure or a setting of a scenario, or what the block around gives.
    Name(&'t str),
    Negative(Box<Expression<'t>>),
    Binary(Operator, Box<Expression<'t>>, Box<Expression<'t>>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Plus,
    Minus,
    Times,
    Over,
}

/// What cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Malformed {
    pub(crate) range: Range<usize>,
    pub(crate) message: String,
    pub(crate) hint: &'static str,
}
