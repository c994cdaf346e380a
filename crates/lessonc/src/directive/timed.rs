//! A prediction of an order: the smallest number of the run first.

use lesson::{Asks, Item, Timed};

use super::asking::{Ids, posed};
use super::figure::Stage;
use super::offered::offered;
use super::order::{ITEMS, swaps, wrong_swaps};
use crate::number::plain;
use crate::page_file::PageFile;
use crate::report::Mistake;
use crate::toml_fields::{Fields, Text};

/// Numbers nearer than this share of the larger one are equal.
const ROOM: f64 = 1e-6;

/// An item with the number that it goes by.
struct Measured {
    item: Item,
    measure: String,
    value: f64,
}

pub(super) fn read(fields: &Fields, question: &str, stage: Option<&Stage>, file: &PageFile) -> Option<Asks> {
    let unit = fields.need_text("unit");
    let tables = fields.tables("item", "an item");
    ITEMS.check(tables.len(), fields, file);
    let mut ids = Ids::default();
    let items: Vec<Option<Measured>> =
        tables.into_iter().map(|item| read_item(item, unit.as_ref(), stage, &mut ids, file)).collect();
    let swaps = swaps(fields, &ids, file);
    let mut items: Vec<Measured> = items.into_iter().collect::<Option<_>>()?;
    items.sort_by(|one, other| one.value.total_cmp(&other.value));
    for pair in items.windows(2) {
        let [one, other] = pair else { continue };
        if (other.value - one.value).abs() <= other.value.abs() * ROOM {
            let message = format!(
                "`{}` and `{}` have no order: both are {}",
                one.item.id,
                other.item.id,
                plain(one.value)
            );
            let mistake = Mistake::new("order-tied", fields.span(), message);
            file.report.add(mistake.hint("take measures that differ, or leave one of the two out"));
        }
    }
    let names: Vec<&str> = items.iter().map(|measured| measured.item.id.as_str()).collect();
    let swaps = wrong_swaps(swaps, &names, file);
    let order = offered(question, &names, |order| order.is_sorted());
    let offered = || order.iter().filter_map(|&place| items.get(place));
    Some(Asks::Order(Timed {
        items: offered().map(|measured| measured.item.clone()).collect(),
        measures: offered().map(|measured| measured.measure.clone()).collect(),
        unit: unit?.as_str().to_owned(),
        swaps,
    }))
}

fn read_item(
    fields: Fields,
    unit: Option<&Text>,
    stage: Option<&Stage>,
    ids: &mut Ids,
    file: &PageFile,
) -> Option<Measured> {
    let id = ids.take(&fields, "item", file);
    let text = posed("text", "posed", &fields, file);
    let measure = fields.need_text("measure");
    fields.finish();
    let (measure, stage) = (measure?, stage?);
    let of = (stage.scenario_id.as_str(), stage.seed);
    let found = file.library.scenarios.measure(of, measure.as_str(), measure.span.clone(), file.report)?;
    let own = found.unit.name.as_ref();
    if let Some(unit) = unit.filter(|unit| !own.is_empty() && own != unit.as_str()) {
        let message = format!("`{}` is in {own}, and this order in {}", measure.as_str(), unit.as_str());
        let mistake = Mistake::new("wrong-unit", measure.span.clone(), message);
        file.report
            .add(mistake.hint("what is ordered is all in one unit: another measure, or another `unit`"));
        return None;
    }
    let measure = measure.as_str().to_owned();
    Some(Measured { item: Item { id: id?, text: text? }, measure, value: found.value })
}
