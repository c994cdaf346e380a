//! From text to an expression: numbers, names, `+ - * /` and brackets.

use core::ops::Range;

use super::{Expression, MAX_DEPTH, MAX_LENGTH, Malformed, Node, Operator};

const EXAMPLE: &str = "between the signs + - * / stand numbers and names: 2 * trip.makespan_ms";

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token<'t> {
    Number(f64),
    Name(&'t str),
    Operator(Operator),
    Open,
    Close,
}

/// Reads the whole of `text`.
pub(crate) fn parse(text: &str) -> Result<Expression<'_>, Malformed> {
    if text.len() > MAX_LENGTH {
        let message = format!("this is longer than {MAX_LENGTH} letters");
        return Err(Malformed {
            range: 0..text.len(),
            message,
            hint: "say a part of it in a value of its own",
        });
    }
    let mut parser = Parser { text, at: 0, depth: 0 };
    let expression = parser.sum()?;
    match parser.peek()? {
        None => Ok(expression),
        Some((Token::Close, range)) => {
            Err(malformed(range, "no bracket is open here", "every ) needs its ("))
        }
        Some((_, range)) => Err(malformed(range, "an operator is missing before this", "+ - * /")),
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

impl<'t> Parser<'t> {
    fn sum(&mut self) -> Result<Expression<'t>, Malformed> {
        self.chain(&[Operator::Plus, Operator::Minus], Self::product)
    }

    fn product(&mut self) -> Result<Expression<'t>, Malformed> {
        self.chain(&[Operator::Times, Operator::Over], Self::factor)
    }

    /// Operands joined by `operators`, from left to right.
    fn chain(
        &mut self,
        operators: &[Operator],
        operand: fn(&mut Self) -> Result<Expression<'t>, Malformed>,
    ) -> Result<Expression<'t>, Malformed> {
        let mut left = operand(self)?;
        while let Some((Token::Operator(operator), range)) = self.peek()? {
            if !operators.contains(&operator) {
                break;
            }
            self.at = range.end;
            let right = operand(self)?;
            let range = left.range.start..right.range.end;
            left = Expression { node: Node::Binary(operator, Box::new(left), Box::new(right)), range };
        }
        Ok(left)
    }

    fn factor(&mut self) -> Result<Expression<'t>, Malformed> {
        let Some((token, range)) = self.peek()? else {
            let end = self.text.len();
            return Err(malformed(end..end, "a number or a name is missing here", EXAMPLE));
        };
        self.at = range.end;
        match token {
            Token::Number(number) => Ok(Expression { node: Node::Number(number), range }),
            Token::Name(name) => Ok(Expression { node: Node::Name(name), range }),
            Token::Operator(Operator::Minus) => {
                let inner = self.deeper(range.clone(), Self::factor)?;
                let range = range.start..inner.range.end;
                Ok(Expression { node: Node::Negative(Box::new(inner)), range })
            }
            Token::Open => {
                let inner = self.deeper(range.clone(), Self::sum)?;
                match self.peek()? {
                    Some((Token::Close, close)) => {
                        self.at = close.end;
                        Ok(Expression { range: range.start..close.end, ..inner })
                    }
                    _ => Err(malformed(range, "this bracket does not close", "every ( needs its )")),
                }
            }
            Token::Operator(_) | Token::Close => {
                Err(malformed(range, "a number or a name is missing before this", EXAMPLE))
            }
        }
    }

    fn deeper(
        &mut self,
        range: Range<usize>,
        read: fn(&mut Self) -> Result<Expression<'t>, Malformed>,
    ) -> Result<Expression<'t>, Malformed> {
        if self.depth == MAX_DEPTH {
            return Err(malformed(
                range,
                "this is nested too deep",
                "work out a part of it in another value",
            ));
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    /// The next token, which is not taken yet.
    fn peek(&self) -> Result<Option<(Token<'t>, Range<usize>)>, Malformed> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let trimmed = rest.trim_start();
        let start = self.text.len() - trimmed.len();
        let Some(first) = trimmed.chars().next() else { return Ok(None) };
        let one = |token| Ok(Some((token, start..start + first.len_utf8())));
        match first {
            '+' => one(Token::Operator(Operator::Plus)),
            '-' | '−' => one(Token::Operator(Operator::Minus)),
            '*' | '×' => one(Token::Operator(Operator::Times)),
            '/' | '÷' => one(Token::Operator(Operator::Over)),
            '(' => one(Token::Open),
            ')' => one(Token::Close),
            c if c.is_ascii_digit() => {
                let word = word(trimmed);
                let range = start..start + word.len();
                match word.parse::<f64>() {
                    Ok(number) if is_number(word) => Ok(Some((Token::Number(number), range))),
                    _ => {
                        let message = format!("`{word}` is not a plain number");
                        Err(Malformed { range, message, hint: "a number has no unit here: 0.5, 1000" })
                    }
                }
            }
            c if c.is_ascii_alphabetic() => {
                let word = word(trimmed).trim_end_matches(['-', '.']);
                Ok(Some((Token::Name(word), start..start + word.len())))
            }
            _ => Err(malformed(start..start + first.len_utf8(), "this sign has no meaning here", EXAMPLE)),
        }
    }
}

/// The letters of one number or name. A hyphen within a name is part of it: a minus has spaces around it.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-' | '.'));
    &text[..end.unwrap_or(text.len())]
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && !word.ends_with('.')
}

fn malformed(range: Range<usize>, message: &str, hint: &'static str) -> Malformed {
    Malformed { range, message: message.to_owned(), hint }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The value of an expression without names.
    fn value(expression: &Expression) -> f64 {
        match &expression.node {
            Node::Number(number) => *number,
            Node::Name(_) => 0.0,
            Node::Negative(inner) => -value(inner),
            Node::Binary(operator, left, right) => match operator {
                Operator::Plus => value(left) + value(right),
                Operator::Minus => value(left) - value(right),
                Operator::Times => value(left) * value(right),
                Operator::Over => value(left) / value(right),
            },
        }
    }

    #[test]
    fn products_bind_before_sums_and_the_left_comes_first() {
        for (text, expected) in [
            ("1 + 2 * 3", 7.0),
            ("8 - 4 - 2", 2.0),
            ("8 / 4 / 2", 1.0),
            ("-(1 + 2) * 2.5", -7.5),
            ("(((4)))", 4.0),
        ] {
            assert_eq!(value(&parse(text).unwrap()), expected, "{text}");
        }
    }

    #[test]
    fn a_hyphen_within_a_name_is_no_minus() {
        assert_eq!(parse("five-at-once.makespan_ms").unwrap().node, Node::Name("five-at-once.makespan_ms"));
        assert!(matches!(parse("a.b - c.d").unwrap().node, Node::Binary(Operator::Minus, ..)));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (text, range) in [
            ("", 0..0),
            ("1 +", 3..3),
            ("1 2", 2..3),
            ("(1", 0..1),
            ("1)", 1..2),
            ("40ms", 0..4),
            ("1 ? 2", 2..3),
            ("* 2", 0..1),
        ] {
            assert_eq!(parse(text).unwrap_err().range, range, "{text}");
        }
        assert!(parse(&"(".repeat(200)).is_err());
        assert!(parse(&"1 + ".repeat(200)).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_every_place_is_in_it(text in "[-+*/() .a-z0-9é]{0,40}|\\PC{0,40}") {
            let range = match parse(&text) {
                Ok(expression) => expression.range,
                Err(malformed) => malformed.range,
            };
            prop_assert!(text.get(range).is_some());
        }

        #[test]
        fn sums_of_products_are_what_they_are(a in 0..1000_u32, b in 0..1000_u32, c in 1..1000_u32) {
            let text = format!("{a} + {b} * ({c} - {a}) / {c}");
            let [a, b, c] = [a, b, c].map(f64::from);
            prop_assert_eq!(value(&parse(&text).unwrap()), a + b * (c - a) / c);
        }
    }
}
