//! Be the server: requests arrive one after another, each wants a status, and each answer is told at once what the client
//! makes of it.

use learner::{Fate, Given, Key, Marked};
use leptos::html;
use leptos::prelude::*;

use super::Texts;
use super::desk::{Desk, Form};
use super::outcome::{self, Outcome};
use crate::platform::fields::Fields;
use crate::platform::page;
use crate::ui::icon;
use crate::words;
use crate::words::practice;

/// The requests. All of them are in the page, for readers without script; those that have not arrived yet are kept back.
pub(super) fn draw(
    desk: Desk,
    statuses: Vec<(u16, String)>,
    arrivals: Vec<String>,
    texts: &Texts,
    fields: &Fields,
) -> AnyView {
    let checked = |arrival: usize| {
        let own = fields.checked.iter().skip(arrival * statuses.len()).take(statuses.len());
        let place = own.clone().position(|checked| *checked)?;
        statuses.get(place).map(|(code, _)| code.to_string())
    };
    let chosen = (0..arrivals.len()).map(checked).collect();
    let serve = Serve {
        desk,
        statuses: StoredValue::new(statuses),
        chosen: RwSignal::new(chosen),
        sent: RwSignal::new(0),
        hosts: StoredValue::new(arrivals.iter().map(|_| NodeRef::new()).collect()),
        arrivals: StoredValue::new(arrivals.clone()),
    };
    desk.take(serve);
    let count = arrivals.len();
    let drawn = arrivals
        .into_iter()
        .enumerate()
        .map(|(place, id)| serve.arrival(place, count, id, texts.part(place)));
    view! { <ol class="arrivals">{drawn.collect_view()}</ol> }.into_any()
}

#[derive(Clone, Copy)]
struct Serve {
    desk: Desk,
    /// What may be answered: code and name.
    statuses: StoredValue<Vec<(u16, String)>>,
    arrivals: StoredValue<Vec<String>>,
    /// The code chosen for each request.
    chosen: RwSignal<Vec<Option<String>>>,
    /// How many have been answered.
    sent: RwSignal<usize>,
    hosts: StoredValue<Vec<NodeRef<html::Li>>>,
}

impl Serve {
    fn arrival(self, place: usize, of: usize, id: String, text: String) -> impl IntoView {
        let is_sent = Memo::new(move |_| self.sent.get() > place);
        let told = {
            let id = id.clone();
            move || if is_sent.get() { self.told(place, &id) } else { String::new() }
        };
        let became = Memo::new(move |_| if is_sent.get() { self.outcome(&id) } else { None });
        let group = format!("{}-{place}", self.desk.name());
        let statuses = self.statuses.get_value().into_iter().map(|(code, name)| {
            let code = code.to_string();
            let own = code.clone();
            view! {
                <label class="opt">
                    <input
                        type="radio"
                        name=group.clone()
                        autocomplete="off"
                        prop:disabled=move || is_sent.get()
                        prop:checked={
                            let code = code.clone();
                            move || self.chosen.with(|chosen| chosen.get(place).cloned().flatten().as_ref() == Some(&code))
                        }
                        on:change=move |_| self.choose(place, &own)
                    />
                    <span><b>{code}</b> " " {name}</span>
                </label>
            }
        });
        let host = self.hosts.with_value(|hosts| hosts.get(place).copied()).unwrap_or_default();
        view! {
            <li
                node_ref=host
                tabindex="-1"
                class=move || ["arrival", outcome::class(became.get())].concat()
                class:off=move || { self.sent.get() < place }
            >
                <p class="label">{practice::arrival(place + 1, of)}</p>
                <div class="arrived" inner_html=text></div>
                <fieldset prop:hidden=move || is_sent.get()>
                    <legend class="label">{practice::YOUR_STATUS}</legend>
                    <div class="statuses">{statuses.collect_view()}</div>
                </fieldset>
                <div class="told" role="status" inner_html=told></div>
            </li>
        }
    }

    fn choose(self, place: usize, code: &str) {
        self.chosen.update(|chosen| {
            if let Some(own) = chosen.get_mut(place) {
                *own = Some(code.to_owned());
            }
        });
        self.desk.touch();
    }

    /// What was answered so far.
    fn pairs(self) -> Vec<(String, String)> {
        let sent = self.sent.get();
        let codes = self.chosen.get();
        let sent = self.arrivals.get_value().into_iter().zip(codes).take(sent);
        sent.filter_map(|(id, code)| Some((id, code?))).collect()
    }

    fn outcome(self, id: &str) -> Option<Outcome> {
        let fate = self.desk.judged(&Given::Pairs(self.pairs()))?.fate(id)?;
        Some(if fate == Fate::Right { Outcome::Right } else { Outcome::Wrong })
    }

    /// What was answered, and what the client makes of it.
    fn told(self, place: usize, id: &str) -> String {
        let Some(code) = self.chosen.with(|chosen| chosen.get(place).cloned().flatten()) else {
            return String::new();
        };
        let sign = match self.outcome(id) {
            Some(Outcome::Right) => icon::TICK,
            _ => icon::CROSS,
        };
        let word = if self.desk.is_shown() { practice::answer_is } else { practice::answered };
        let reply = self.desk.text(&format!("reply-{id}-{code}"));
        format!("<p class=\"verdict-word\">{sign}{}</p>{reply}", word(&self.named(&code)))
    }

    /// `404 Not Found`.
    fn named(self, code: &str) -> String {
        self.statuses.with_value(|statuses| {
            let found = statuses.iter().find(|(known, _)| known.to_string() == code);
            found.map_or_else(|| code.to_owned(), |(code, name)| format!("{code} {name}"))
        })
    }

    fn go_to(self, place: usize) {
        if let Some(host) = self.hosts.with_value(|hosts| hosts.get(place)?.get_untracked()) {
            page::focus(&host);
        }
    }
}

impl Form for Serve {
    fn given(&self) -> Result<Given, String> {
        let sent = self.sent.get_untracked();
        let chosen = self.chosen.with_untracked(|chosen| chosen.get(sent).cloned().flatten());
        match chosen {
            Some(_) => Ok(Given::Pairs(Vec::new())),
            None => Err(practice::STATUS_FIRST.to_owned()),
        }
    }

    fn put(&self, given: &Given) {
        let Given::Pairs(pairs) = given else { return };
        let code = |id: &String| Some(pairs.iter().find(|(part, _)| part == id)?.1.clone());
        let codes: Vec<_> = self.arrivals.with_value(|arrivals| arrivals.iter().map(code).collect());
        let count = codes.len();
        self.chosen.set(codes);
        self.sent.set(count);
    }

    fn again(&self, _marked: &Marked) {
        self.sent.set(0);
        self.chosen.update(|chosen| chosen.fill(None));
    }

    fn summary(&self, key: &Key, given: &Given, marked: &Marked) -> String {
        let (Key::Answers(posed), Given::Pairs(pairs)) = (key, given) else { return String::new() };
        // Who asked to be shown sees every answer at its request.
        if marked.fates.is_empty() {
            return String::new();
        }
        let row = |it: &learner::Posed| {
            let own = pairs.iter().find(|(id, _)| *id == it.id).map(|(_, code)| self.named(code));
            let right: Vec<String> = it.right.iter().map(|code| self.named(code)).collect();
            let sign = if marked.fate(&it.id) == Some(Fate::Right) { icon::TICK } else { icon::CROSS };
            format!(
                "<tr><th scope=\"row\">{}</th><td>{sign}{}</td><td>{}</td></tr>",
                self.desk.text(&["of-", &it.id].concat()),
                own.unwrap_or_default(),
                right.join(", ")
            )
        };
        let (label, [request, own, right]) = (practice::SUMMARY, practice::SUMMARY_HEAD);
        let rows: String = posed.iter().map(row).collect();
        let found = posed.iter().filter(|it| marked.fate(&it.id) == Some(Fate::Right)).count();
        let counted = if marked.right {
            String::new()
        } else {
            format!("<p>{}</p>", words::questions::of_right(found, posed.len()))
        };
        format!(
            "{counted}<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{label}\"><table class=\"served\"><thead><tr><th scope=\"col\">{request}</th>\
             <th scope=\"col\">{own}</th><th scope=\"col\">{right}</th></tr></thead><tbody>{rows}</tbody></table></div>"
        )
    }

    fn go(&self) -> &'static str {
        practice::SEND_STATUS
    }

    /// Sends the answer to the request that waits; after the last one the verdict is due.
    fn check(&self, desk: Desk) {
        if let Err(missing) = self.given() {
            return desk.remark(missing);
        }
        desk.touch();
        let sent = self.sent.get_untracked() + 1;
        self.sent.set(sent);
        if sent == self.arrivals.with_value(Vec::len) {
            desk.settle(Given::Pairs(untrack(|| self.pairs())));
        } else {
            self.go_to(sent);
        }
    }
}
