//! Bytes as the text of a scenario.

use scenario::{Problem, Scenario, parse};

use crate::{SMALL, verdict};

/// More problems than this are not reported.
const MOST_PROBLEMS: usize = 100;

/// Any text gives diagnostics that point into it, or a scenario that can be run, stored and measured.
pub fn scenario_text(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match parse(&text) {
        Err(problems) => points_into(&text, &problems),
        Ok(scenario) => {
            assert_eq!(scenario.check(), Ok(()), "what the reader accepts is sound");
            survives_storage(&scenario);
            keeps_its_knobs(&scenario);
            verdict::run(&scenario, 1, SMALL);
        }
    }
}

fn points_into(text: &str, problems: &[Problem]) {
    assert!((1..=MOST_PROBLEMS).contains(&problems.len()), "{} problems", problems.len());
    assert!(problems.is_sorted_by_key(|problem| problem.span.start), "in the order of the text");
    for problem in problems {
        assert!(text.get(problem.span.clone()).is_some(), "no span of the text: {problem:?}");
        assert!(!problem.message.trim().is_empty() && !problem.code.is_empty(), "{problem:?}");
        assert!(problem.hint.as_ref().is_none_or(|hint| !hint.trim().is_empty()), "{problem:?}");
    }
}

pub(crate) fn survives_storage(scenario: &Scenario) {
    assert_eq!(Scenario::decode(&scenario.encode()).as_ref(), Ok(scenario));
    let json = serde_json::to_string(scenario).expect("a scenario is data");
    let read: Scenario = serde_json::from_str(&json).expect("what was written can be read");
    assert_eq!(&read, scenario);
}

/// Each knob can be turned to where it stands, and that changes nothing.
fn keeps_its_knobs(scenario: &Scenario) {
    for path in scenario.knobs() {
        let mut turned = scenario.clone();
        if let Some(value) = scenario.knob(&path) {
            assert_eq!(turned.turn(&path, value), Ok(()), "{path}");
            assert_eq!(&turned, scenario, "{path}");
        }
        let _ = turned.turn(&path, u64::MAX);
        assert_eq!(turned.check(), Ok(()), "{path} turned too far");
    }
}
