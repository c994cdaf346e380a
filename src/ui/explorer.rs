//! An explorer, live: sliders, and beside them the numbers that the run gives. Each turn is a new run.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::platform::simulator::{self, Handle, Order};
use crate::ui::amount::{millionths, of_millionths};
use crate::ui::figure::{FigureData, escape, header};
use crate::ui::slider::Slider;
use crate::words;

/// So long after the last turn the result is read out.
const QUIET_MS: u32 = 500;

/// Numbers of a run in millionths; none for what it does not give.
type Numbers = Vec<Option<i64>>;

/// What is shown, and what the builder found. The knobs are those of the figure.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct ExplorerData {
    pub(crate) gauges: Vec<GaugeData>,
    /// Values of the first knob with what comes of them.
    pub(crate) stops: Vec<(u64, Numbers)>,
    /// What comes of the scenario as it is.
    pub(crate) own: Numbers,
}

/// A measure that is shown.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct GaugeData {
    pub(crate) measure: String,
    pub(crate) label: String,
    pub(crate) unit: String,
}

/// The explorer, live. Its first table equals the page's.
#[component]
pub(crate) fn Explorer(figure: FigureData, data: ExplorerData) -> impl IntoView {
    let titled = format!("{}-title", figure.id);
    let heading = header(&titled, &figure);
    let caption = figure.caption.clone();
    let (of, knobs) = (figure.id.clone(), figure.knobs.clone());
    let desk = Desk::new(figure, data);
    on_cleanup(move || desk.call_off());
    let values = desk.values.get_value();
    let sliders = knobs.into_iter().zip(values).map(|(knob, value)| {
        view! { <Slider of=of.clone() knob value turned=move || desk.turned() /> }
    });
    view! {
        <figure class="fig explorer" aria-labelledby=titled.clone()>
            <header inner_html=heading></header>
            <section class="knobs" role="group" aria-label=words::KNOBS>
                {sliders.collect_view()}
                <div class="row">
                    <button type="button" on:click=move |_| desk.reset()>{words::RESET}</button>
                </div>
            </section>
            <p class="say" role="status" inner_html=move || desk.said.get()></p>
            <div
                class="scroll"
                tabindex="0"
                role="region"
                aria-labelledby=titled.clone()
                inner_html=move || desk.table()
            ></div>
            <figcaption inner_html=caption></figcaption>
        </figure>
    }
}

/// Where the knobs stand, and what came of it.
#[derive(Clone)]
struct Found {
    values: Vec<u64>,
    numbers: Numbers,
}

#[derive(Clone, Copy)]
struct Desk {
    figure: StoredValue<FigureData>,
    data: StoredValue<ExplorerData>,
    values: StoredValue<Vec<RwSignal<u64>>>,
    found: RwSignal<Found>,
    /// The rows of the table, worked out for where the second knob stands.
    stops: RwSignal<Vec<(u64, Numbers)>>,
    /// Where the second knob stood for these rows.
    beside: RwSignal<Option<u64>>,
    /// What is read out.
    said: RwSignal<String>,
    orders: StoredValue<Vec<Handle>>,
    quiet: StoredValue<Option<Timeout>, LocalStorage>,
}

impl Desk {
    fn new(figure: FigureData, data: ExplorerData) -> Self {
        let values: Vec<u64> = figure.knobs.iter().map(|knob| knob.value).collect();
        let found = Found { values: values.clone(), numbers: data.own.clone() };
        let desk = Self {
            figure: StoredValue::new(figure),
            values: StoredValue::new(values.iter().copied().map(RwSignal::new).collect()),
            stops: RwSignal::new(data.stops.clone()),
            beside: RwSignal::new(values.get(1).copied()),
            data: StoredValue::new(data),
            found: RwSignal::new(found),
            said: RwSignal::new(String::new()),
            orders: StoredValue::new(Vec::new()),
            quiet: StoredValue::new_local(None),
        };
        desk.said.set(desk.sentence());
        desk
    }

    fn reset(self) {
        self.figure.with_value(|figure| {
            self.values.with_value(|values| {
                for (value, knob) in values.iter().zip(&figure.knobs) {
                    value.set(knob.value);
                }
            });
        });
        self.turned();
    }

    /// Orders what the knobs now ask for, in place of what is still being worked out.
    fn turned(self) {
        self.call_off();
        let values: Vec<u64> =
            self.values.with_value(|values| values.iter().map(|value| value.get_untracked()).collect());
        let wanted = values.clone();
        self.order(&values, move |numbers| self.take(wanted, numbers));
        let beside = values.get(1).copied();
        if beside != self.beside.get_untracked() {
            self.order_rows(beside);
        }
    }

    /// Works the whole table out anew; it changes when all of its rows are there.
    fn order_rows(self, beside: Option<u64>) {
        let stops: Vec<u64> =
            self.stops.with_untracked(|stops| stops.iter().map(|(value, _)| *value).collect());
        let rows: Vec<Option<Numbers>> = vec![None; stops.len()];
        let rows = Rc::new(RefCell::new(rows));
        for (index, &stop) in stops.iter().enumerate() {
            let (rows, stops) = (Rc::clone(&rows), stops.clone());
            let values: Vec<u64> = [stop].into_iter().chain(beside).collect();
            self.order(&values, move |numbers| {
                let mut rows = rows.borrow_mut();
                if let Some(row) = rows.get_mut(index) {
                    *row = numbers;
                }
                if let Some(all) = rows.iter().cloned().collect::<Option<Vec<_>>>() {
                    self.stops.set(stops.into_iter().zip(all).collect());
                    self.beside.set(beside);
                }
            });
        }
    }

    fn order(self, values: &[u64], done: impl FnOnce(Option<Numbers>) + 'static) {
        let turns = |figure: &FigureData| {
            figure.knobs.iter().map(|knob| knob.path.clone()).zip(values.iter().copied()).collect()
        };
        let order = self.figure.with_value(|figure| Order {
            scenario: figure.scenario.clone(),
            turns: turns(figure),
            acts: Vec::new(),
            seed: figure.seed,
        });
        let measures: Vec<String> =
            self.data.with_value(|data| data.gauges.iter().map(|gauge| gauge.measure.clone()).collect());
        let handle = simulator::measure(&order, &measures, move |outcome| {
            done(outcome.ok().map(|numbers| numbers.into_iter().map(millionths).collect()));
        });
        self.orders.update_value(|orders| orders.push(handle));
    }

    fn take(self, values: Vec<u64>, numbers: Option<Numbers>) {
        let Some(numbers) = numbers else { return self.said.set(words::EXPLORER_FAILED.to_owned()) };
        self.found.set(Found { values, numbers });
        // A slider on the move is read out by itself; the result only once it rests.
        let later = Timeout::new(QUIET_MS, move || self.said.set(self.sentence()));
        self.quiet.set_value(Some(later));
    }

    fn call_off(self) {
        for handle in self.orders.try_update_value(std::mem::take).unwrap_or_default() {
            simulator::cancel(handle);
        }
        let _ = self.quiet.try_update_value(Option::take);
    }

    /// What the knobs give, in one line.
    fn sentence(self) -> String {
        let Found { values, numbers } = self.found.get_untracked();
        let knobs: Vec<String> = self.figure.with_value(|figure| {
            let knobs = figure.knobs.iter().zip(values);
            knobs.map(|(knob, value)| words::set_to(&knob.label, &words::amount(value, &knob.unit))).collect()
        });
        let found: Vec<String> = self.data.with_value(|data| {
            let found = data.gauges.iter().zip(numbers);
            found
                .map(|(gauge, number)| words::given(&gauge.label, &of_millionths(number, &gauge.unit)))
                .collect()
        });
        format!("<b>{}.</b> {}", escape(&knobs.join(", ")), escape(&found.join(" ")))
    }

    /// The table: a row for each stop, and one for where the first knob stands.
    fn table(self) -> String {
        let Found { values, numbers } = self.found.get();
        let mut rows = self.stops.get();
        let here = values.first().copied().unwrap_or_default();
        match rows.binary_search_by_key(&here, |(value, _)| *value) {
            Ok(index) => rows[index].1 = numbers,
            Err(index) => rows.insert(index, (here, numbers)),
        }
        let beside = self.beside.get();
        self.figure.with_value(|figure| self.data.with_value(|data| drawn(figure, data, &rows, here, beside)))
    }
}

fn drawn(
    figure: &FigureData,
    data: &ExplorerData,
    rows: &[(u64, Numbers)],
    here: u64,
    beside: Option<u64>,
) -> String {
    let Some(knob) = figure.knobs.first() else { return String::new() };
    let other = figure.knobs.get(1).zip(beside);
    let other = other.map(|(knob, value)| words::set_to(&knob.label, &words::amount(value, &knob.unit)));
    let caption = words::explored(&knob.label, other.as_deref());
    let heads: String =
        data.gauges.iter().map(|gauge| format!("<th scope=\"col\">{}</th>", escape(&gauge.label))).collect();
    let most: Vec<i64> = data.gauges.iter().map(|gauge| longest(data, rows, &gauge.unit)).collect();
    let row = |(value, numbers): &(u64, Numbers)| {
        let mark = if *value == here { " class=\"here\" aria-current=\"true\"" } else { "" };
        let cells: String = data
            .gauges
            .iter()
            .zip(numbers)
            .zip(&most)
            .map(|((gauge, number), most)| {
                let (words, width) = (of_millionths(*number, &gauge.unit), share(*number, *most));
                format!(
                    "<td>{}<svg class=\"gauge\" viewBox=\"0 0 1000 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
                     <rect width=\"{width}\" height=\"8\"/></svg></td>",
                    escape(&words)
                )
            })
            .collect();
        let name = escape(&words::amount(*value, &knob.unit));
        format!("<tr{mark}><th scope=\"row\">{name}</th>{cells}</tr>")
    };
    let body: String = rows.iter().map(row).collect();
    format!(
        "<table><caption>{}</caption><thead><tr><th scope=\"col\">{}</th>{heads}</tr></thead><tbody>{body}</tbody></table>",
        escape(&caption),
        escape(&knob.label)
    )
}

/// What the longest bar stands for. Measures in the same unit share a scale, so that their bars can be compared.
fn longest(data: &ExplorerData, rows: &[(u64, Numbers)], unit: &str) -> i64 {
    let numbers = |row: &Numbers| {
        let own = data.gauges.iter().zip(row).filter(|(gauge, _)| gauge.unit == unit);
        own.filter_map(|(_, number)| *number).max()
    };
    rows.iter().filter_map(|(_, row)| numbers(row)).max().unwrap_or(0).max(1)
}

/// A number's share of the largest one, in thousandths.
fn share(number: Option<i64>, most: i64) -> i64 {
    let share = i128::from(number.unwrap_or(0).max(0)) * 1000 / i128::from(most);
    i64::try_from(share).unwrap_or(1000)
}
