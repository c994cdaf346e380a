//! An explorer as the page carries it: its table, worked out when the site is built.

use leptos::prelude::*;
use lesson::Explorer as ExplorerModel;

use super::html;
use super::live::{attribute, figure_data, wrap};
use crate::ui::amount::millionths;
use crate::ui::explorer::{Explorer, ExplorerData, GaugeData};
use crate::widget::WidgetData;

/// An explorer with its table.
pub(crate) fn explorer(model: &ExplorerModel) -> String {
    let numbers = |numbers: &[f64]| numbers.iter().copied().map(millionths).collect();
    let gauges = model.gauges.iter().map(|gauge| GaugeData {
        measure: gauge.measure.clone(),
        label: gauge.label.clone(),
        unit: gauge.unit.clone(),
    });
    let data = ExplorerData {
        gauges: gauges.collect(),
        stops: model.stops.iter().map(|stop| (stop.value, numbers(&stop.numbers))).collect(),
        own: numbers(&model.own),
    };
    let figure = figure_data(&model.figure);
    let attributes = attribute("figure", &figure.clone().without_texts()) + &attribute("explorer", &data);
    let drawn = html(|| view! { <Explorer figure data /> });
    wrap("div", "widget", &model.figure.id, &WidgetData::Explorer, &attributes, &drawn, "")
}
