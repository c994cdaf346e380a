//! Worlds in which wrong answers would be right, as the page carries them: a button for the browser, and what there would
//! be to see for readers without script.

use lesson::{Kind, Question, World};

use super::live::{attribute, figure_data};
use crate::ui::figure::escape;
use crate::words;

/// What stands behind the feedback of an option, inside it.
pub(crate) fn behind_feedback(world: Option<&World>) -> String {
    world.map_or_else(String::new, |world| {
        let told = format!(
            "<div class=\"told\"><p><b>{}</b></p>{}</div>",
            escape(&world.figure.title),
            world.figure.lead
        );
        format!("<div class=\"world\">{told}{}</div>", button(world, words::PLAY_WORLD))
    })
}

/// What stands behind the explanation, inside it: once a question is settled every world may be seen.
pub(crate) fn behind_explanation(question: &Question) -> String {
    let worlds: String = match &question.kind {
        Kind::Choice(options) => options.iter().filter_map(|it| entry(&it.text, it.world.as_ref())).collect(),
        Kind::Several(options) => {
            options.iter().filter_map(|it| entry(&it.text, it.world.as_ref())).collect()
        }
        _ => String::new(),
    };
    if worlds.is_empty() {
        return worlds;
    }
    format!("<div class=\"worlds\"><p class=\"label\">{}</p><ul>{worlds}</ul></div>", words::OTHER_WORLDS)
}

fn entry(option: &str, world: Option<&World>) -> Option<String> {
    Some(format!("<li><span>{option}</span>{}</li>", button(world?, words::PLAY_ITS_WORLD)))
}

fn button(world: &World, says: &str) -> String {
    let figure = attribute("world", &figure_data(&world.figure));
    format!("<button type=\"button\" aria-expanded=\"false\"{figure}>{says}</button>")
}
