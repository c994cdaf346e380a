//! Numbers that a scenario sets, for texts that speak of them.

use scenario::Scenario;

use crate::quantity::Quantity;
use crate::unit::Unit;

const REPLY_BYTES: &str = "reply_bytes";
const REQUEST_BYTES: &str = "request_bytes";

/// The setting at `path`: whatever a knob could turn (`wire.one_way_ms`), or the size of a message
/// (`client.request_bytes`, `server.reply_bytes`).
pub(crate) fn find(scenario: &Scenario, path: &str) -> Option<Quantity> {
    let value = scenario.number(path).or_else(|| size(scenario, path).map(f64::from))?;
    Some(Quantity::certain(value, Unit::in_name(path)))
}

/// All paths that [`find`] knows in `scenario`.
pub(crate) fn names(scenario: &Scenario) -> Vec<String> {
    let sizes = scenario
        .nodes
        .iter()
        .flat_map(|node| [REQUEST_BYTES, REPLY_BYTES].map(|key| format!("{}.{key}", node.id)));
    let sizes = sizes.filter(|path| size(scenario, path).is_some());
    scenario.knobs().into_iter().chain(sizes).collect()
}

fn size(scenario: &Scenario, path: &str) -> Option<u32> {
    let (id, key) = path.split_once('.')?;
    let place = scenario.nodes.iter().position(|node| node.id == id)?;
    match key {
        REPLY_BYTES => Some(scenario.nodes.get(place)?.server.as_ref()?.reply_bytes),
        REQUEST_BYTES => {
            let load = scenario.loads.iter().find(|load| usize::from(load.client) == place)?;
            Some(load.asking.request_bytes)
        }
        _ => None,
    }
}
