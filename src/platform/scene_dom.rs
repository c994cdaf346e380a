//! Draws a scene into an SVG element that already shows an earlier one, changing only what differs.
//!
//! The first picture comes with the page, drawn by the same function; shapes keep their keys and their order
//! from frame to frame, so a frame is a handful of attribute writes.

use std::collections::VecDeque;

use diagram::{Run, Scene, Shape, Subject, svg};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, MouseEvent};

const SVG: &str = "http://www.w3.org/2000/svg";

/// A click so near a shape is meant for it, in pixels on each side.
const NEAR_PX: f64 = 12.0;

/// The class of shapes that are pointed at.
const POINTED: &str = "pointed";

/// One drawn scene and the elements that show it.
#[derive(Default)]
pub(crate) struct SceneDom {
    svg: Option<Element>,
    drawn: Vec<(Shape, Element)>,
    size: (u16, u16),
}

impl SceneDom {
    /// Takes over `host`, whose only child is the SVG of an earlier scene (or nothing yet).
    pub(crate) fn draw(&mut self, host: &Element, class: &str, scene: Scene) {
        let Some(document) = host.owner_document() else { return };
        if self.svg.as_ref().is_none_or(|svg| svg.parent_element().as_ref() != Some(host)) {
            host.set_inner_html(&svg(&scene, class));
            self.svg = host.first_element_child();
            let elements = self.svg.as_ref().map(children).unwrap_or_default();
            let seen = scene.shapes.iter().filter(|shape| shape.is_seen());
            self.drawn = seen.cloned().zip(elements).collect();
            self.size = (scene.width, scene.height);
        }
        let Some(svg) = self.svg.clone() else { return };
        if self.size != (scene.width, scene.height) {
            let _ = svg.set_attribute("viewBox", &format!("0 0 {} {}", scene.width, scene.height));
            self.size = (scene.width, scene.height);
        }
        self.patch(&document, &svg, scene.shapes);
    }

    /// What stands where the pointer is. With `near` what is close enough to be meant counts as well.
    pub(crate) fn subject_at(&self, event: &MouseEvent, near: bool) -> Option<Subject> {
        let target: Element = event.target()?.dyn_into().ok()?;
        let hit = self.drawn.iter().find(|(_, element)| *element == target);
        if let Some(subject) = hit.and_then(|(shape, _)| shape.subject) {
            return Some(subject);
        }
        if !near {
            return None;
        }
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let beside = |low: f64, value: f64, high: f64| (low - value).max(value - high).max(0.0);
        let close = self.drawn.iter().filter_map(|(shape, element)| {
            let subject = shape.subject?;
            let area = element.get_bounding_client_rect();
            let away = beside(area.left(), x, area.right()).max(beside(area.top(), y, area.bottom()));
            (away <= NEAR_PX).then_some((away, subject))
        });
        close.min_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, subject)| subject)
    }

    /// Lets the shapes of what is pointed at stand out.
    pub(crate) fn point(&self, pointed: Option<Subject>, run: &Run) {
        for (shape, element) in &self.drawn {
            let Some(subject) = shape.subject else { continue };
            let on = pointed.is_some_and(|pointed| pointed.marks(subject, run));
            let list = element.class_list();
            let _ = if on { list.add_1(POINTED) } else { list.remove_1(POINTED) };
        }
    }

    fn patch(&mut self, document: &Document, svg: &Element, shapes: Vec<Shape>) {
        let mut old: VecDeque<(Shape, Element)> = std::mem::take(&mut self.drawn).into();
        self.drawn.reserve(shapes.len());
        for shape in shapes {
            let kept = take(&mut old, &shape.key);
            let element = match kept {
                Some((known, element)) if known.tag == shape.tag => {
                    change(&element, &known, &shape);
                    element
                }
                Some((_, element)) => {
                    let Some(fresh) = create(document, &shape) else { continue };
                    let _ = element.replace_with_with_node_1(&fresh);
                    fresh
                }
                None => {
                    let Some(fresh) = create(document, &shape) else { continue };
                    let before = old.front().map(|(_, element)| element.as_ref());
                    let _ = svg.insert_before(&fresh, before);
                    fresh
                }
            };
            self.drawn.push((shape, element));
        }
        for (_, element) in old {
            element.remove();
        }
    }
}

/// The element that showed this key, if there is one among what is left. What stood before it has gone.
fn take(old: &mut VecDeque<(Shape, Element)>, key: &str) -> Option<(Shape, Element)> {
    let gone = old.iter().position(|(known, _)| known.key == key)?;
    for (_, element) in old.drain(..gone) {
        element.remove();
    }
    old.pop_front()
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

fn change(element: &Element, known: &Shape, shape: &Shape) {
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
        element.set_text_content(shape.text.as_deref());
    }
}
