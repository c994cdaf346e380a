//! Scenarios that no page names.

use super::Rules;
use crate::Diagnostic;
use crate::course::PATH;
use crate::report::{Mistake, Report};
use crate::scenarios::Scenarios;

/// Reports scenarios that are neither used nor kept on purpose, and names of kept ones that are not there.
pub(super) fn check(scenarios: &Scenarios, rules: &Rules, diagnostics: &mut Vec<Diagnostic>) {
    let Some(kept) = &rules.kept_scenarios else { return };
    let text = rules.source.read(PATH).unwrap_or_default();
    let course = Report::new(PATH, &text);
    for name in kept {
        if !scenarios.ids().any(|id| id == name.value) {
            let message = format!("there is no scenario `{}` in lessons/scenarios/", name.value);
            course.add(
                Mistake::new("unknown-scenario", name.span.clone(), message)
                    .meant(&name.value, scenarios.ids()),
            );
        }
    }
    diagnostics.extend(course.into_diagnostics());
    for id in scenarios.unnamed() {
        if kept.iter().any(|name| name.value == id) {
            continue;
        }
        let (path, span) = scenarios.place(id);
        let text = rules.source.read(&path).unwrap_or_default();
        let report = Report::new(&path, &text);
        report.add(
            Mistake::warning("scenario-unused", span, "no page shows or measures this scenario").hint(format!(
                "use it, delete it, or say in course.toml that it is for something else: keep_scenarios = [\"{id}\"]"
            )),
        );
        diagnostics.extend(report.into_diagnostics());
    }
}
