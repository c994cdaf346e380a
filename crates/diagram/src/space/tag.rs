//! The shapes of messages: what travels can be told by its outline alone.

use trace::{Message, Part};

use crate::scene::Canvas;
use crate::units::{Tenths, text, units};

/// Where a message is drawn: from tail to head, and so high to each side.
#[derive(Clone, Debug)]
pub(super) struct Outline {
    pub(super) key: String,
    /// Whether it flies from left to right.
    pub(super) forward: bool,
    pub(super) head: Tenths,
    pub(super) tail: Tenths,
    pub(super) y: Tenths,
    pub(super) half: Tenths,
    pub(super) point: Tenths,
}

/// From one of two tags, one behind the other, to the other.
const BEHIND: Tenths = units(5);

impl Outline {
    pub(super) fn middle(&self) -> Tenths {
        (self.head + self.tail) / 2
    }

    /// A message of its kind, in full.
    pub(super) fn draw(&self, message: &Message, late: bool, canvas: &mut Canvas) {
        let class = match (message.id.part.is_outward(), late) {
            (true, _) => "req",
            (false, false) => "rep",
            (false, true) => "late",
        };
        if message.id.copy > 0 {
            let back = if self.forward { -BEHIND } else { BEHIND };
            let behind = Self { head: self.head + back, tail: self.tail + back, ..self.clone() };
            let class = if message.id.part.is_outward() { "twin q" } else { "twin" };
            canvas.path(format!("{} behind", self.key), class, behind.pointed(false));
        }
        match message.id.part {
            Part::Request | Part::Reply => canvas.path(self.key.clone(), class, self.pointed(false)),
            Part::Update => canvas.path(self.key.clone(), class, self.pointed(true)),
            part => self.sign(part, class, canvas),
        }
        if message.id.part == Part::Request && message.id.attempt > 1 && self.half >= 70 {
            let number = message.id.attempt.to_string();
            let point = if self.forward { self.point } else { -self.point };
            let at = ((self.tail + self.head - point / 2) / 2, self.y + 43);
            let room = (self.head - self.tail).abs();
            canvas.text(format!("{} try", self.key), "onreq c", at, room, &number);
        }
    }

    /// The outline alone, in a class of its own.
    pub(super) fn trace(&self, class: &'static str, canvas: &mut Canvas) {
        canvas.path(self.key.clone(), class, self.pointed(false));
    }

    /// Something stands in its way: somebody holds it.
    pub(super) fn held(&self, canvas: &mut Canvas) {
        let x = if self.forward { self.head + units(4) } else { self.head - units(4) };
        let (top, bottom) = (text(self.y - self.half - units(4)), text(self.y + self.half + units(4)));
        canvas.path(format!("{} bar", self.key), "bar", format!("M{} {top}V{bottom}", text(x)));
    }

    /// Something drags behind it: it is slower than the others.
    pub(super) fn delayed(&self, canvas: &mut Canvas) {
        let back = if self.forward { -1 } else { 1 };
        let (top, bottom) = (text(self.y - self.half), text(self.y + self.half));
        let lines = [units(4), units(8)]
            .map(|gap| format!("M{} {top}V{bottom}", text(self.tail + back * gap)))
            .concat();
        canvas.path(format!("{} drag", self.key), "drag", lines);
    }

    /// A tag with its point in front; news has a notch behind.
    fn pointed(&self, notched: bool) -> String {
        let into = |length: Tenths| if self.forward { length } else { -length };
        let shoulder = text(self.head - into(self.point));
        let (top, bottom) = (text(self.y - self.half), text(self.y + self.half));
        let (head, tail, y) = (text(self.head), text(self.tail), text(self.y));
        let notch =
            if notched { format!("L{} {y}", text(self.tail + into(self.point / 2))) } else { String::new() };
        format!("M{tail} {top}H{shoulder}L{head} {y}L{shoulder} {bottom}H{tail}{notch}z")
    }

    /// What carries no request and no answer is small: a dot opens a connection, a diamond secures it, a crossed square
    /// says that there is none, a square with a bar calls a request back.
    fn sign(&self, part: Part, class: &'static str, canvas: &mut Canvas) {
        let r = self.half.min(units(7)).max(10);
        let length = (self.head - self.tail).abs();
        if length > units(20) {
            let (left, right) = (self.head.min(self.tail), self.head.max(self.tail));
            let body = crate::scene::Area::new(left, self.y - r / 3, right - left, r * 2 / 3);
            canvas.rect(format!("{} body", self.key), class, body, 0);
        }
        let x = if self.forward { self.head - r } else { self.head + r };
        let y = self.y;
        let (left, top, right, bottom) = (text(x - r), text(y - r), text(x + r), text(y + r));
        let square = format!("M{left} {top}H{right}V{bottom}H{left}z");
        match part {
            Part::Connect { .. } | Part::Accept { .. } => {
                canvas.circle(self.key.clone(), class, (x, y), r);
            }
            Part::Secure { .. } | Part::Secured { .. } => {
                let (x, y) = (text(x), text(y));
                canvas.path(
                    self.key.clone(),
                    class,
                    format!("M{left} {y}L{x} {top}L{right} {y}L{x} {bottom}z"),
                );
            }
            Part::Reset => {
                let cross = format!("M{left} {top}L{right} {bottom}M{right} {top}L{left} {bottom}");
                canvas.path(self.key.clone(), class, format!("{square}{cross}"));
            }
            _ => {
                // The other way round than the square, so that it is a hole in it.
                let (inner, bar) = (r / 2, r / 4);
                let (a, b) = (text(x - inner), text(x + inner));
                let (c, d) = (text(y - bar), text(y + bar));
                canvas.path(self.key.clone(), class, format!("{square}M{a} {c}V{d}H{b}V{c}z"));
            }
        }
    }
}
