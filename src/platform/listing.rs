//! The copy buttons of code listings. They stand in the page and come alive all at once, by one listener.

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, Event};

use crate::platform::{clipboard, page};
use crate::words;

/// How long a button says what came of it.
const ANSWER_MS: u32 = 2_000;

/// What stands before a command at a terminal, and before its next lines.
const PROMPT: &str = "$ ";
const CONTINUED: &str = "> ";

/// Listens for presses of copy buttons, now and on every page that takes this one's place.
pub(crate) fn start() {
    let Some(document) = page::document() else { return };
    let on_click = Closure::<dyn Fn(Event)>::new(|event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(button) = target.and_then(|target| target.closest(".copy").ok().flatten()) {
            let _ = pressed(&button);
        }
    });
    let _ = document.add_event_listener_with_callback("click", on_click.as_ref().unchecked_ref());
    // The listener lives as long as the document.
    on_click.forget();
}

fn pressed(button: &Element) -> Option<()> {
    let code = button.parent_element()?.query_selector("code").ok().flatten()?;
    let writing = clipboard::write(&copied_text(&code)?);
    let button = button.clone();
    spawn_local(async move {
        let copied = match writing {
            Some(writing) => JsFuture::from(writing).await.is_ok(),
            None => false,
        };
        say(&button, if copied { words::COPIED } else { words::NOT_COPIED });
    });
    Some(())
}

/// Lets a button say what came of it, to eyes and to screen readers, and then what it does again.
fn say(button: &Element, answer: &str) {
    let set = |button: &Element, name: &str, status: &str| {
        let _ = button.set_attribute("aria-label", name);
        if let Some(line) = button.next_element_sibling() {
            line.set_text_content(Some(status));
        }
    };
    set(button, answer, answer);
    let button = button.clone();
    Timeout::new(ANSWER_MS, move || set(&button, words::COPY, "")).forget();
}

/// The code without the signs that lead to notes.
fn copied_text(code: &Element) -> Option<String> {
    let copy = code.clone_node_with_deep(true).ok()?.dyn_into::<Element>().ok()?;
    for mark in page::all(&copy, ".mark") {
        mark.remove();
    }
    let text = copy.text_content()?;
    let commands = if code.class_name() == "language-console" { commands(&text) } else { String::new() };
    if !commands.is_empty() {
        return Some(commands);
    }
    Some(text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect())
}

/// What was typed at a terminal: no prompts, no answers.
fn commands(text: &str) -> String {
    let mut typed = String::new();
    for line in text.lines() {
        let rest = if typed.ends_with("\\\n") { line.strip_prefix(CONTINUED) } else { None };
        if let Some(command) = rest.or_else(|| line.strip_prefix(PROMPT)) {
            typed.push_str(command.trim_end());
            typed.push('\n');
        }
    }
    typed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_typed_is_copied() {
        assert_eq!(commands("$ curl \\\n> -i x \nHTTP/2 200\n> no\n\n$ ls\n"), "curl \\\n-i x\nls\n");
        assert_eq!(commands("answers alone\n"), "");
    }
}
