//! ```` ```analogy ````: a run told step by step, in the words of the network and in those of something familiar.

use std::collections::BTreeSet;

use lesson::{Analogy, Cast, Named, Noun};
use scenario::Scenario;

use super::figure::{Stage, moment_ns, stage};
use crate::markdown;
use crate::page_file::PageFile;
use crate::plural::plural;
use crate::report::Mistake;
use crate::toml_fields::{At, Fields, Text};

const MIN_STEPS: usize = 2;
const MAX_STEPS: usize = 12;
/// The network itself is one more to choose from.
const MAX_CASTS: usize = 5;

/// A step in the words of the network.
struct Step {
    moment_ms: Option<At<f64>>,
    text: Option<String>,
}

pub(super) fn read(fields: Fields, file: &PageFile) -> Option<Analogy> {
    let id = fields.need_id("id");
    let steps = steps(&fields, file);
    let start = At { value: 0.0, span: fields.span() };
    let first = steps.first().and_then(|step| step.moment_ms.clone()).unwrap_or(start);
    let stage = stage(&fields, Some(first), file);
    let moments_ns = stage.as_ref().and_then(|stage| moments(&steps, stage, file));
    let scenario = stage.as_ref().map(|stage| &stage.scenario);
    let casts = casts(&fields, scenario, steps.len(), file);
    fields.finish();

    let id = id?;
    file.take_id(id.as_str(), id.span.clone());
    Some(Analogy {
        figure: stage?.into_figure(id.as_str().to_owned(), Vec::new()),
        moments_ns: moments_ns?,
        steps: steps.into_iter().map(|step| step.text).collect::<Option<_>>()?,
        casts: casts?,
    })
}

fn steps(fields: &Fields, file: &PageFile) -> Vec<Step> {
    let steps = fields.tables("step", "a step");
    if !(MIN_STEPS..=MAX_STEPS).contains(&steps.len()) {
        let message =
            format!("an analogy has {MIN_STEPS} to {MAX_STEPS} steps, this one has {}", steps.len());
        file.report.add(
            Mistake::new("step-count", fields.span(), message)
                .hint("[[step]]\nmoment_ms = 0\ntext = \"What happens at this moment.\""),
        );
    }
    let read = |step: Fields| {
        let moment_ms = step.need_number("moment_ms");
        // Whole sentences, unlike the text of an option.
        let text = step.need_text("text").map(|text| markdown::line(&Text { key: "steps", ..text }, file));
        step.finish();
        Step { moment_ms, text }
    };
    steps.into_iter().map(read).collect()
}

/// The moments of the steps, each within the run and later than the one before.
fn moments(steps: &[Step], stage: &Stage, file: &PageFile) -> Option<Vec<u64>> {
    let mut moments: Vec<Option<u64>> = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        let moment = match &step.moment_ms {
            // The stage stands at the first one, and has checked it.
            Some(_) if index == 0 => Some(stage.moment_ns),
            Some(moment) => moment_ns(moment.clone(), &stage.scenario_id, stage.seed, file),
            None => None,
        };
        let before = moments.last().copied().flatten();
        if let (Some(moment), Some(before), Some(written)) = (moment, before, &step.moment_ms)
            && moment <= before
        {
            file.report.add(
                Mistake::new(
                    "step-order",
                    written.span.clone(),
                    "this step is not later than the one before",
                )
                .label("a later moment"),
            );
        }
        moments.push(moment);
    }
    moments.into_iter().collect()
}

fn casts(fields: &Fields, scenario: Option<&Scenario>, steps: usize, file: &PageFile) -> Option<Vec<Cast>> {
    let casts = fields.tables("cast", "a cast");
    if !(1..=MAX_CASTS).contains(&casts.len()) {
        let message = format!("an analogy has 1 to {MAX_CASTS} casts, this one has {}", casts.len());
        file.report.add(
            Mistake::new("cast-count", fields.span(), message)
                .hint("[[cast]]\nid = \"restaurant\"\nname = \"The restaurant\""),
        );
    }
    let mut ids = BTreeSet::new();
    let casts: Vec<_> =
        casts.into_iter().map(|cast| read_cast(cast, scenario, steps, &mut ids, file)).collect();
    casts.into_iter().collect()
}

fn read_cast(
    fields: Fields,
    scenario: Option<&Scenario>,
    steps: usize,
    ids: &mut BTreeSet<String>,
    file: &PageFile,
) -> Option<Cast> {
    let id = fields.need_id("id");
    let name = fields.need_text("name").map(|name| plain(&name));
    let nodes = nodes(&fields, scenario, file);
    let request = noun(&fields, "request", "requests");
    let reply = noun(&fields, "reply", "replies");
    let wire = fields.need_text("wire").map(|wire| plain(&wire));
    let pairs = fields.pairs("also");
    let also = pairs.iter().map(|pair| pair.each_ref().map(|text| markdown::line(text, file))).collect();
    let told: Vec<String> = fields.texts("steps").iter().map(|text| markdown::line(text, file)).collect();
    let limit = fields.need_text("limit").map(|text| markdown::paragraphs(&text, file));
    if told.len() != steps {
        let span = fields.span_of("steps").unwrap_or(fields.span());
        let message = format!("the block and this cast differ in steps: {steps} and {}", told.len());
        file.report.add(
            Mistake::new("steps-mismatch", span, message)
                .hint("steps = [\"…\", \"…\"], one text for each [[step]], in the same order"),
        );
    }
    fields.finish();
    let id = id?;
    if !ids.insert(id.as_str().to_owned()) {
        let message = format!("there is another cast `{}`", id.as_str());
        file.report.add(Mistake::new("duplicate-id", id.span.clone(), message).label("each needs its own"));
    }
    Some(Cast {
        id: id.as_str().to_owned(),
        name: name?,
        nodes: nodes?,
        request: request?,
        reply: reply?,
        wire: wire?,
        also,
        steps: told,
        limit: limit?,
    })
}

/// A name for every node of the scenario, and for nothing else.
fn nodes(fields: &Fields, scenario: Option<&Scenario>, file: &PageFile) -> Option<Vec<Named>> {
    let names = fields.need_names("nodes")?;
    let scenario = scenario?;
    let known = || scenario.nodes.iter().map(|node| node.id.as_str());
    for (key, _) in &names.entries {
        if !known().any(|id| id == key.value) {
            let message = format!("the scenario has no node `{}`", key.value);
            file.report
                .add(Mistake::new("unknown-node", key.span.clone(), message).meant(&key.value, known()));
        }
    }
    let named = |node: &scenario::Node| {
        let found = names.entries.iter().find(|(key, _)| key.value == node.id);
        if found.is_none() {
            let message = format!("the node `{}` has no name here", node.id);
            file.report.add(
                Mistake::new("node-without-name", names.span.clone(), message)
                    .hint(format!("{} = \"…\" among the nodes", node.id)),
            );
        }
        let name = plain(found?.1.as_ref()?);
        Some(Named { node: node.name.clone(), name })
    };
    let nodes: Vec<_> = scenario.nodes.iter().map(named).collect();
    nodes.into_iter().collect()
}

/// A word for a message; its plural only where that is irregular.
fn noun(fields: &Fields, one: &'static str, many: &'static str) -> Option<Noun> {
    let written = fields.text(many).map(|many| plain(&many));
    let one = plain(&fields.need_text(one)?);
    Some(Noun { many: written.unwrap_or_else(|| plural(&one)), one })
}

fn plain(text: &Text) -> String {
    text.as_str().trim().to_owned()
}
