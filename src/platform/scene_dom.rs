//! Draws a scene into an SVG element that already shows an earlier one, changing only what differs.
//!
//! The first picture comes with the page, drawn by the same function; shapes keep their keys and their order
//! from frame to frame, so a frame is a handful of attribute writes. Where other shapes take the place of those that were
//! there, as on another page of a ladder, they get their elements: to make one costs more than to change one.

use std::cell::Cell;
use std::collections::{HashSet, VecDeque};

use diagram::{Run, Scene, Shape, Subject, svg};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, MouseEvent, Node};

use crate::platform::clock;

const SVG: &str = "http://www.w3.org/2000/svg";

/// A click so near a shape is meant for it, in pixels on each side.
const NEAR_PX: f64 = 12.0;

/// The class of shapes that are pointed at.
const POINTED: &str = "pointed";

/// One drawn scene and the elements that show it.
#[derive(Default)]
pub(crate) struct SceneDom {
    svg: Option<Element>,
    drawn: Vec<Drawn>,
    size: (u16, u16),
    /// How many drawings in a row had little in common with the one before.
    turned: u32,
    drawn_ms: u64,
    /// How often it has been left as it was since then.
    left: Cell<u32>,
    /// Whether elements may bear the class of what is pointed at.
    has_pointed: Cell<bool>,
}

/// A shape and its element.
struct Drawn {
    shape: Shape,
    element: Element,
    /// The element's text, once it was changed: to change that alone is cheaper than to put in another.
    text: Option<Node>,
}

/// While it plays, a drawing stays so long if in every frame most of it is replaced: nobody can follow that with the eyes.
const STAY_MS: u64 = 100;

/// And for so many frames, where those take long.
const STAY_FRAMES: u32 = 4;

impl SceneDom {
    /// Takes over `host`, whose only child is the SVG of an earlier scene (or nothing yet).
    pub(crate) fn draw(&mut self, host: &Element, class: &str, scene: Scene) {
        let Some(document) = host.owner_document() else { return };
        if self.svg.as_ref().is_none_or(|svg| svg.parent_element().as_ref() != Some(host)) {
            host.set_inner_html(&svg(&scene, class));
            self.svg = host.first_element_child();
            let elements = self.svg.as_ref().map(children).unwrap_or_default();
            let seen = scene.shapes.iter().filter(|shape| shape.is_seen());
            let drawn = |(shape, element): (&Shape, Element)| Drawn::new(shape.clone(), element);
            self.drawn = seen.zip(elements).map(drawn).collect();
            self.size = (scene.width, scene.height);
        }
        let Some(svg) = self.svg.clone() else { return };
        if self.size != (scene.width, scene.height) {
            let _ = svg.set_attribute("viewBox", &format!("0 0 {} {}", scene.width, scene.height));
            self.size = (scene.width, scene.height);
        }
        let all = scene.shapes.len();
        let kept = self.patch(&document, &svg, scene.shapes);
        self.turned = if kept * 3 < all * 2 { self.turned + 1 } else { 0 };
        self.drawn_ms = clock::now_ms();
        self.left.set(0);
    }

    /// Whether this frame is to be left out, because what was drawn last changed as a whole, and again before, and was not yet to
    /// be seen for long.
    pub(crate) fn would_be_a_blur(&self) -> bool {
        let left = self.left.replace(self.left.get() + 1);
        let is_new = || clock::now_ms().saturating_sub(self.drawn_ms) < STAY_MS;
        self.turned > 1 && (left < STAY_FRAMES || is_new())
    }

    /// What stands where the pointer is. With `near` what is close enough to be meant counts as well.
    pub(crate) fn subject_at(&self, event: &MouseEvent, near: bool) -> Option<Subject> {
        let target: Element = event.target()?.dyn_into().ok()?;
        let hit = self.drawn.iter().find(|own| own.element == target);
        if let Some(subject) = hit.and_then(|own| own.shape.subject) {
            return Some(subject);
        }
        if !near {
            return None;
        }
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let beside = |low: f64, value: f64, high: f64| (low - value).max(value - high).max(0.0);
        let close = self.drawn.iter().filter_map(|own| {
            let subject = own.shape.subject?;
            let area = own.element.get_bounding_client_rect();
            let away = beside(area.left(), x, area.right()).max(beside(area.top(), y, area.bottom()));
            (away <= NEAR_PX).then_some((away, subject))
        });
        close.min_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, subject)| subject)
    }

    /// How far across the drawing the pointer is, in thousandths of its width.
    pub(crate) fn across(&self, event: &MouseEvent) -> Option<u16> {
        let area = self.svg.as_ref()?.get_bounding_client_rect();
        let across = (f64::from(event.client_x()) - area.left()) / area.width().max(1.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        let across = (across.clamp(0.0, 1.0) * 1000.0) as u16;
        Some(across)
    }

    /// Lets the shapes of what is pointed at stand out.
    pub(crate) fn point(&self, pointed: Option<Subject>, run: &Run) {
        if pointed.is_none() && !self.has_pointed.replace(false) {
            return;
        }
        self.has_pointed.set(pointed.is_some());
        for Drawn { shape, element, .. } in &self.drawn {
            let Some(subject) = shape.subject else { continue };
            let on = pointed.is_some_and(|pointed| pointed.marks(subject, run));
            let list = element.class_list();
            let _ = if on { list.add_1(POINTED) } else { list.remove_1(POINTED) };
        }
    }

    /// Gives how many shapes were there before.
    fn patch(&mut self, document: &Document, svg: &Element, shapes: Vec<Shape>) -> usize {
        let mut old: VecDeque<Drawn> = std::mem::take(&mut self.drawn).into();
        self.drawn.reserve(shapes.len());
        let gone = if self.has_pointed.get() { HashSet::new() } else { gone(&old, &shapes) };
        let mut kept = 0;
        for shape in shapes {
            // What is gone and has the same tag changes into what is new.
            let same = |own: &Drawn| own.shape.key == shape.key && own.shape.tag == shape.tag;
            let free = |own: &Drawn| own.shape.tag == shape.tag && gone.contains(&own.shape.key);
            let place = if old.front().is_some_and(same) { Some(0) } else { old.iter().position(same) };
            kept += usize::from(place.is_some());
            let known = match place {
                Some(place) => {
                    old.drain(..place).for_each(|own| own.element.remove());
                    old.pop_front()
                }
                None => old.pop_front_if(|own| free(own)),
            };
            if let Some(mut known) = known {
                known.change(shape);
                self.drawn.push(known);
                continue;
            }
            let Some(element) = create(document, &shape) else { continue };
            let before = old.front().map(|own| own.element.as_ref());
            let _ = svg.insert_before(&element, before);
            self.drawn.push(Drawn::new(shape, element));
        }
        old.into_iter().for_each(|own| own.element.remove());
        kept
    }
}

/// The keys of what is no longer there.
fn gone(old: &VecDeque<Drawn>, shapes: &[Shape]) -> HashSet<String> {
    let same = old.len() == shapes.len() && old.iter().zip(shapes).all(|(own, new)| own.shape.key == new.key);
    if same {
        return HashSet::new();
    }
    let kept: HashSet<&str> = shapes.iter().map(|shape| shape.key.as_str()).collect();
    let gone = old.iter().map(|own| &own.shape.key).filter(|key| !kept.contains(key.as_str()));
    gone.cloned().collect()
}

fn children(svg: &Element) -> Vec<Element> {
    let list = svg.children();
    (0..list.length()).filter_map(|index| list.item(index)).collect()
}

fn create(document: &Document, shape: &Shape) -> Option<Element> {
    let element = document.create_element_ns(Some(SVG), shape.tag.name()).ok()?;
    let _ = element.set_attribute("class", &shape.classes());
    for (name, value) in &shape.attributes {
        let _ = element.set_attribute(name, value);
    }
    if let Some(text) = &shape.text {
        element.set_text_content(Some(text));
    }
    Some(element)
}

impl Drawn {
    fn new(shape: Shape, element: Element) -> Self {
        Self { shape, element, text: None }
    }

    /// Shows another shape with the same tag.
    fn change(&mut self, shape: Shape) {
        let Self { shape: known, element, text } = self;
        if (known.class, known.marked) != (shape.class, shape.marked) {
            let _ = element.set_attribute("class", &shape.classes());
        }
        for (name, value) in &shape.attributes {
            if !known.attributes.iter().any(|(known_name, known)| known_name == name && known == value) {
                let _ = element.set_attribute(name, value);
            }
        }
        for (name, _) in &known.attributes {
            if !shape.attributes.iter().any(|(kept, _)| kept == name) {
                let _ = element.remove_attribute(name);
            }
        }
        if known.text != shape.text {
            if text.is_none() {
                *text = element.first_child();
            }
            match text {
                Some(text) => text.set_node_value(shape.text.as_deref()),
                None => element.set_text_content(shape.text.as_deref()),
            }
        }
        *known = shape;
    }
}
