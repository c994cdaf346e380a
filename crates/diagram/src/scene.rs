//! What a drawing is made of: a flat list of shapes with roles for the stylesheet, no colours, no styles.

use std::borrow::Cow;

use crate::units::{Tenths, text, units};
use crate::{Subject, fit};

/// A drawing. Shapes stand in painting order, and keep key and order from moment to moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scene {
    pub width: u16,
    pub height: u16,
    pub shapes: Vec<Shape>,
}

/// One element of a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// What this is, equal in all moments of a run and unique in each.
    pub key: String,
    pub tag: Tag,
    /// Roles that the stylesheet knows.
    pub class: &'static str,
    pub attributes: Vec<(&'static str, String)>,
    /// The words of a text, not escaped.
    pub text: Option<String>,
    /// What it stands for, where that can be picked.
    pub subject: Option<Subject>,
    /// Whether that is picked now.
    pub marked: bool,
}

impl Shape {
    /// Whether it is there to be seen. Others are there to be pointed at, so a still picture does without them.
    pub fn is_seen(&self) -> bool {
        !self.class.starts_with("hit")
    }

    /// The roles, and whether it is picked.
    pub fn classes(&self) -> Cow<'static, str> {
        if self.marked { Cow::Owned(format!("{} picked", self.class)) } else { Cow::Borrowed(self.class) }
    }
}

/// The kinds of element that drawings use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    Path,
    Circle,
    Rect,
    Text,
}

impl Tag {
    /// The element's name in SVG.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Circle => "circle",
            Self::Rect => "rect",
            Self::Text => "text",
        }
    }
}

/// A box on the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) x: Tenths,
    pub(crate) y: Tenths,
    pub(crate) width: Tenths,
    pub(crate) height: Tenths,
}

impl Area {
    pub(crate) const fn new(x: Tenths, y: Tenths, width: Tenths, height: Tenths) -> Self {
        Self { x, y, width, height }
    }

    /// Whether two boxes share more than an edge.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }
}

/// A drawing in the making.
pub(crate) struct Canvas {
    shapes: Vec<Shape>,
    targets: Vec<Shape>,
    type_: fit::Type,
    subject: Option<Subject>,
}

/// The least width and height of what a finger has to meet.
const LEAST_TARGET: Tenths = units(24);

impl Canvas {
    /// An empty drawing in a size of type.
    pub(crate) fn new(type_: fit::Type) -> Self {
        Self { shapes: Vec::new(), targets: Vec::new(), type_, subject: None }
    }

    /// What is drawn from now on stands for `subject`, or for nothing that can be picked.
    pub(crate) fn about(&mut self, subject: Option<Subject>) {
        self.subject = subject;
    }

    pub(crate) fn finish(self, width: Tenths, height: Tenths) -> Scene {
        let whole = |length: Tenths| u16::try_from(length / 10).unwrap_or(u16::MAX);
        let Self { mut shapes, mut targets, .. } = self;
        // What is small lies above what is large.
        targets.sort_by_key(|target| match target.subject {
            Some(Subject::Link(_)) | None => 0,
            Some(Subject::Node(_)) => 1,
            Some(Subject::Message(_) | Subject::Event(_)) => 2,
        });
        shapes.append(&mut targets);
        Scene { width: whole(width), height: whole(height), shapes }
    }

    /// Where what is drawn can be picked: at least as large as a finger needs, on top of everything and unseen.
    pub(crate) fn target(&mut self, key: impl Into<String>, area: Area) {
        let (wider, higher) = ((LEAST_TARGET - area.width).max(0), (LEAST_TARGET - area.height).max(0));
        let width = area.width.max(LEAST_TARGET);
        let x = (area.x - wider / 2).max(0);
        let grown = Area { x, y: area.y - higher / 2, width, height: area.height.max(LEAST_TARGET) };
        self.rect(key, "hit", grown, units(4));
        self.targets.extend(self.shapes.pop());
    }

    /// How wide `words` may become in the role `class`.
    pub(crate) fn width_of(&self, class: &str, words: &str) -> Tenths {
        fit::width(self.type_, class, words)
    }

    pub(crate) fn path(&mut self, key: impl Into<String>, class: &'static str, d: String) {
        self.add(key.into(), Tag::Path, class, vec![("d", d)]);
    }

    /// A path behind all that is drawn already.
    pub(crate) fn path_behind(&mut self, key: impl Into<String>, class: &'static str, d: String) {
        self.path(key, class, d);
        self.shapes.rotate_right(1);
    }

    pub(crate) fn rect(&mut self, key: impl Into<String>, class: &'static str, area: Area, radius: Tenths) {
        let attributes = vec![
            ("x", text(area.x)),
            ("y", text(area.y)),
            ("width", text(area.width.max(0))),
            ("height", text(area.height.max(0))),
            ("rx", text(radius)),
        ];
        self.add(key.into(), Tag::Rect, class, attributes);
    }

    pub(crate) fn circle(
        &mut self,
        key: impl Into<String>,
        class: &'static str,
        at: (Tenths, Tenths),
        r: Tenths,
    ) {
        self.add(
            key.into(),
            Tag::Circle,
            class,
            vec![("cx", text(at.0)), ("cy", text(at.1)), ("r", text(r))],
        );
    }

    /// An arc round `at` from the top, clockwise, `per_mille` of the circle.
    pub(crate) fn arc(
        &mut self,
        key: impl Into<String>,
        class: &'static str,
        at: (Tenths, Tenths),
        r: Tenths,
        per_mille: i64,
    ) {
        let dashes = format!("{} 1000", per_mille.clamp(0, 1000));
        self.dashed(key.into(), class, at, r, dashes);
    }

    /// The same arc as a row of dots.
    pub(crate) fn dots(
        &mut self,
        key: impl Into<String>,
        class: &'static str,
        at: (Tenths, Tenths),
        r: Tenths,
        per_mille: i64,
    ) {
        const DOT: i64 = 14;
        const GAP: i64 = 26;
        let dots = usize::try_from(per_mille.clamp(0, 1000) / (DOT + GAP)).unwrap_or(0);
        let dashes = format!("{}0 1000", format!("{DOT} {GAP} ").repeat(dots));
        self.dashed(key.into(), class, at, r, dashes);
    }

    fn dashed(&mut self, key: String, class: &'static str, at: (Tenths, Tenths), r: Tenths, dashes: String) {
        let (x, y) = (text(at.0), text(at.1));
        let turned = format!("rotate(-90 {x} {y})");
        let attributes = vec![
            ("cx", x),
            ("cy", y),
            ("r", text(r)),
            ("pathLength", "1000".to_owned()),
            ("stroke-dasharray", dashes),
            ("transform", turned),
        ];
        self.add(key, Tag::Circle, class, attributes);
    }

    /// The first of several ways to say something that fits into `room`, else the last one.
    pub(crate) fn choose<'a>(&self, class: &str, room: Tenths, ways: &'a [String]) -> &'a str {
        let fits = |way: &&String| self.width_of(class, way) <= room;
        ways.iter().find(fits).or(ways.last()).map_or("", String::as_str)
    }

    /// Words on one line, shortened with `…` where they could be wider than `room`.
    pub(crate) fn text(
        &mut self,
        key: impl Into<String>,
        class: &'static str,
        at: (Tenths, Tenths),
        room: Tenths,
        words: &str,
    ) {
        let fitted = fit::fit(self.type_, class, words, room);
        if fitted.is_empty() {
            return;
        }
        self.add(key.into(), Tag::Text, class, vec![("x", text(at.0)), ("y", text(at.1))]);
        if let Some(shape) = self.shapes.last_mut() {
            shape.text = Some(fitted);
        }
    }

    fn add(&mut self, key: String, tag: Tag, class: &'static str, attributes: Vec<(&'static str, String)>) {
        let subject = self.subject;
        self.shapes.push(Shape { key, tag, class, attributes, text: None, subject, marked: false });
    }
}
