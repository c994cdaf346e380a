//! A scene as the text of an SVG element.

use crate::{Scene, Shape};

/// The `<svg>` element with one child for each shape that is seen, in order. It is hidden from assistive technology: the
/// same content stands beside it as text.
pub fn svg(scene: &Scene, class: &str) -> String {
    let mut markup = format!(
        "<svg class=\"{}\" viewBox=\"0 0 {} {}\" aria-hidden=\"true\">",
        escape(class),
        scene.width,
        scene.height
    );
    for shape in scene.shapes.iter().filter(|shape| shape.is_seen()) {
        element(shape, &mut markup);
    }
    markup.push_str("</svg>");
    markup
}

fn element(shape: &Shape, markup: &mut String) {
    let name = shape.tag.name();
    markup.push_str(&format!("<{name} class=\"{}\"", escape(&shape.classes())));
    for (attribute, value) in &shape.attributes {
        markup.push_str(&format!(" {attribute}=\"{}\"", escape(value)));
    }
    match &shape.text {
        Some(text) => markup.push_str(&format!(">{}</{name}>", escape(text))),
        None => markup.push_str("/>"),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Tag;

    #[test]
    fn words_from_outside_cannot_become_markup() {
        let text = Some("<b>&\"".to_owned());
        let shape = Shape {
            key: "t".to_owned(),
            tag: Tag::Text,
            class: "m",
            attributes: vec![("x", "1".to_owned())],
            text,
            subject: None,
            marked: false,
        };
        let scene = Scene { width: 2, height: 3, shapes: vec![shape] };
        assert_eq!(
            svg(&scene, "dg w"),
            "<svg class=\"dg w\" viewBox=\"0 0 2 3\" aria-hidden=\"true\">\
             <text class=\"m\" x=\"1\">&lt;b&gt;&amp;&quot;</text></svg>"
        );
    }
}
