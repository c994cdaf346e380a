//! Tasks as the page carries them: the figure as it is at first, the goals with what that run gives, and one way to reach them.

use learner::Key;
use lesson::{Knob, Task};

use super::{Answers, Drawn};
use crate::pages::live::{figure_within, run};
use crate::state::trial::{findings, written};
use crate::ui::questions::{KindData, Texts, goal_shown};
use crate::words;
use crate::words::practice;

pub(super) fn draw(task: &Task) -> Drawn {
    let goals: Vec<String> = task.goals.iter().map(|goal| written(&goal.condition)).collect();
    let first = findings(&run(&task.figure), &goals);
    let mut parts: Vec<String> = task.goals.iter().map(|goal| goal.text.clone()).collect();
    let by_chance = task.figure.scenario.leaves_to_chance();
    parts.push(if by_chance { format!("<p class=\"fine\">{}</p>", practice::CHANCE) } else { String::new() });
    let solution: Vec<(String, String)> =
        task.solution.iter().map(|setting| (setting.path.clone(), setting.value.to_string())).collect();
    Drawn {
        kind: KindData::Task(goals),
        how: practice::TURN,
        texts: Texts {
            lead: figure_within(&task.figure),
            parts,
            choices: vec![first.iter().map(goal_shown).collect()],
            ..Texts::default()
        },
        answers: Answers {
            key: Some(Key::Pairs(solution)),
            ids: task.ways.iter().map(|way| written(&way.condition)).collect(),
            shown: shown(task),
        },
    }
}

fn shown(task: &Task) -> String {
    let knob = |path: &str| task.figure.knobs.iter().find(|knob| knob.path == path);
    let set = |knob: &Knob, value| words::set_to(&knob.label, &words::amount(value, &knob.unit));
    let settings = task.solution.iter().filter_map(|setting| Some(set(knob(&setting.path)?, setting.value)));
    let settings: Vec<String> = settings.collect();
    let goals = task.goals.iter().enumerate();
    let goals: String = goals
        .map(|(place, goal)| format!("<div hidden data-part=\"of-goal-{place}\">{}</div>", goal.text))
        .collect();
    let ways = task.ways.iter().enumerate();
    let ways: String =
        ways.map(|(place, way)| format!("<div data-part=\"way-{place}\">{}</div>", way.reply)).collect();
    format!(
        "<div data-part=\"solution\"><p>{}</p></div>{ways}{goals}",
        practice::one_way(&settings.join("; "))
    )
}
