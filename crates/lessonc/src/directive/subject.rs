//! What can be pointed at in a drawing, as authors name it: `node server`, `link wire`, `message 1.1 reply`.

use scenario::Scenario;
use trace::MessageId;

use crate::page_file::PageFile;
use crate::report::Mistake;
use crate::scenarios::Whereabouts;
use crate::toml_fields::Text;

/// Something that can be pointed at, by its place in the scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Node(usize),
    Link(usize),
    Message(MessageId),
}

/// What is drawn.
#[derive(Clone, Copy)]
pub(super) struct Drawing<'a> {
    pub(super) scenario_id: &'a str,
    pub(super) scenario: &'a Scenario,
    pub(super) seed: u64,
    pub(super) moment_ns: u64,
}

/// What may be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Among {
    /// Whatever is drawn at the figure's moment.
    Drawing,
    /// Where a message can be.
    Places,
}

/// The subject that `name` names. None is reported.
pub(super) fn read(name: &Text, drawing: Drawing, among: Among, file: &PageFile) -> Option<Subject> {
    let written = name.as_str().trim();
    let (kind, rest) = written.split_once(' ').unwrap_or((written, ""));
    let rest = rest.trim();
    let nodes = || drawing.scenario.nodes.iter().map(|node| node.id.as_str());
    let links = || drawing.scenario.links.iter().map(|link| link.id.as_str());
    let unknown = |message: String| Mistake::new("unknown-subject", name.span.clone(), message);
    match (kind, among) {
        ("node", _) => {
            let found = nodes().position(|id| id == rest);
            if found.is_none() {
                let message = format!("the scenario has no node `{rest}`");
                file.report.add(unknown(message).meant(rest, nodes()));
            }
            found.map(Subject::Node)
        }
        ("link", _) => {
            let found = links().position(|id| id == rest);
            if found.is_none() {
                let message = format!("the scenario has no link `{rest}`");
                file.report.add(unknown(message).meant(rest, links()));
            }
            found.map(Subject::Link)
        }
        ("message", Among::Drawing) => {
            let message = read_message(rest, name, file)?;
            let place = (drawing.scenario_id, drawing.seed, drawing.moment_ns);
            if let Some(Whereabouts::Link(_)) = file.library.scenarios.whereabouts(place, message) {
                return Some(Subject::Message(message));
            }
            let told = format!("the message `{rest}` is not on its way at this moment");
            file.report.add(unknown(told).hint("take another moment_ms, or point at the node where it is"));
            None
        }
        _ => {
            let places = "write `node` or `link` and its id in the scenario";
            let all = "write `node` or `link` and its id in the scenario, or `message` and its number: message 1.1 reply";
            let hint = if among == Among::Places { places } else { all };
            file.report.add(unknown(format!("`{written}` names nothing in a drawing")).hint(hint));
            None
        }
    }
}

/// A message by its number. None is reported.
pub(super) fn read_message(text: &str, name: &Text, file: &PageFile) -> Option<MessageId> {
    let found = text.trim().parse().ok();
    if found.is_none() {
        let message = format!("`{}` is not the name of a message", text.trim());
        let mistake = Mistake::new("unknown-message", name.span.clone(), message);
        file.report.add(mistake.hint("request 1, first try: 1.1; the answer to it: 1.1 reply"));
    }
    found
}
