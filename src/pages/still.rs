//! A picture of one moment, for the page alone: no script ever touches it.

use diagram::{Layout, Sight, Viewpoint};
use lesson::{Still, View};
use trace::Time;

use super::live::{figure_data, run};
use crate::ui::figure::{escape, header, table_of};
use crate::ui::said::said;
use crate::words;

/// A still with its sentence and its table.
pub(crate) fn still(model: &Still) -> String {
    let (data, run, at) = (figure_data(&model.figure), run(&model.figure), Time(model.figure.moment_ns));
    let viewpoint = model.eyes.map_or(Viewpoint::Everyone, Viewpoint::Only);
    let sight = Sight { viewpoint, ..Sight::new(&run, at) };
    let id = escape(&data.id);
    let drawing = |class: &str, svg: String| format!("<div class=\"drawing {class}\">{svg}</div>");
    let space = |layout, class| diagram::svg(&diagram::space(&sight, layout), class);
    let drawn = match model.view {
        View::Space => format!(
            "<div class=\"space\">{}{}</div>",
            drawing("space-wide", space(Layout::Wide, "dg w")),
            drawing("space-narrow", space(Layout::Narrow, "dg n"))
        ),
        View::Ladder => drawing("ladder", diagram::svg(&diagram::ladder(&sight, Layout::Narrow), "dg")),
    };
    format!(
        "<div class=\"widget wide\" id=\"{id}\"><figure class=\"fig\" aria-labelledby=\"{id}-title\">\
         <header>{}</header>{drawn}<p class=\"say\">{}</p>\
         <details class=\"as-table\"><summary>{}</summary>\
         <div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{}\">{}</div></details>\
         <figcaption>{}</figcaption></figure></div>",
        header(&format!("{id}-title"), &data),
        said(&sight),
        words::AS_TABLE,
        words::TABLE_REGION,
        table_of(
            run.rows().between(0..run.rows().len()).filter(|row| row.is_seen_from(viewpoint)),
            std::iter::empty()
        ),
        data.caption
    )
}
