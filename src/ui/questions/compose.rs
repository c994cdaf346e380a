//! Build the request: a message put together from parts, shown as it goes over the wire.

use learner::{Given, Key, Marked};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::desk::{Desk, Form};
use super::outcome::{self, Outcome};
use crate::platform::fields::Fields;
use crate::ui::figure::escape;
use crate::words::practice;

/// One part of the message, with what may be put in. Pieces stand in messages as they stand here.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct PartData {
    pub(crate) role: Role,
    /// What it is called.
    pub(crate) label: String,
    pub(crate) pieces: Vec<(String, String)>,
}

/// Where a part stands in the message.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Role {
    Method,
    Target,
    Fields,
    Body,
}

/// The parts, and the message that comes of them. `texts` has nothing to add: pieces are plain.
pub(super) fn draw(desk: Desk, parts: Vec<PartData>, fields: &Fields) -> AnyView {
    let ids = parts.iter().flat_map(|part| &part.pieces).map(|(id, _)| id);
    let picked =
        ids.zip(&fields.checked).filter(|(_, checked)| **checked).map(|(id, _)| id.clone()).collect();
    let compose = Compose { desk, parts: StoredValue::new(parts.clone()), picked: RwSignal::new(picked) };
    desk.take(compose);
    // What was picked before it came alive is in the message after hydration: the first drawing must equal the page's.
    let message = move |picked: &[String]| (compose.message(picked), compose.size(picked));
    let shown = RwSignal::new(message(&[]));
    Effect::new(move || shown.set(compose.picked.with(|picked| message(picked))));
    let label = format!("{}-wire", desk.name());
    let drawn = parts.into_iter().map(|part| compose.part(part)).collect_view();
    view! {
        <div class="compose">
            <div class="parts">{drawn}</div>
            <div class="on-wire">
                <p class="label" id=label.clone()>{practice::PREVIEW}</p>
                <pre role="group" aria-labelledby=label inner_html=move || shown.get().0></pre>
                <p class="fine">{practice::LINE_ENDS} " " {move || practice::bytes_in_all(shown.get().1)}</p>
            </div>
        </div>
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct Compose {
    desk: Desk,
    parts: StoredValue<Vec<PartData>>,
    /// The ids of what is put in.
    picked: RwSignal<Vec<String>>,
}

impl Compose {
    fn part(self, part: PartData) -> impl IntoView {
        let PartData { role, label, pieces } = part;
        let group = format!("{}-{}", self.desk.name(), pieces.first().map_or("", |(id, _)| id));
        let pieces = pieces.into_iter().map(|(id, text)| self.piece(role, id, text, group.clone()));
        view! {
            <fieldset class="part">
                <legend class="label">{label}</legend>
                <div class="put-in">{pieces.collect_view()}</div>
            </fieldset>
        }
    }

    fn piece(self, role: Role, id: String, text: String, group: String) -> impl IntoView {
        let became = {
            let id = id.clone();
            Memo::new(move |_| {
                let became = self.desk.outcome(&id);
                // Of one choice the wrong one is marked; to name the right one as well is up to who asks for it.
                became.filter(|became| role == Role::Fields || *became != Outcome::Missed)
            })
        };
        let is_picked = {
            let id = id.clone();
            move || self.picked.with(|picked| picked.contains(&id))
        };
        let mark = move |became: Outcome| match became {
            Outcome::Missed => became.mark_with(practice::MISSING),
            _ => became.mark(),
        };
        let kind = if role == Role::Fields { "checkbox" } else { "radio" };
        let name = (role != Role::Fields).then_some(group);
        let shown = if text.is_empty() {
            view! { <span>{practice::NO_BODY}</span> }.into_any()
        } else {
            view! { <code>{text}</code> }.into_any()
        };
        view! {
            <label class=move || ["opt", outcome::class(became.get())].concat()>
                <input
                    type=kind
                    name=name
                    autocomplete="off"
                    prop:checked=is_picked
                    on:change=move |_| self.turn(role, &id)
                />
                {shown}
                <b inner_html=move || became.get().map(mark).unwrap_or_default()></b>
            </label>
        }
    }

    fn turn(self, role: Role, id: &str) {
        let rivals: Vec<String> = self.parts.with_value(|parts| {
            let own = parts.iter().filter(|part| part.pieces.iter().any(|(other, _)| other == id));
            own.flat_map(|part| part.pieces.iter().map(|(id, _)| id.clone())).collect()
        });
        self.picked.update(|picked| match picked.iter().position(|it| it == id) {
            Some(place) => drop(picked.remove(place)),
            None => {
                picked.retain(|it| role == Role::Fields || !rivals.contains(it));
                picked.push(id.to_owned());
            }
        });
        self.desk.touch();
    }

    /// The texts of what is put in at one place, in the order of the page.
    fn put_in(self, role: Role, picked: &[String]) -> Vec<String> {
        self.parts.with_value(|parts| {
            let pieces = parts.iter().filter(|part| part.role == role).flat_map(|part| &part.pieces);
            pieces.filter(|(id, _)| picked.contains(id)).map(|(_, text)| text.clone()).collect()
        })
    }

    /// The message as HTML; what is not chosen yet is a gap.
    fn message(self, picked: &[String]) -> String {
        const END: &str = "<i class=\"crlf\">↵</i>\n";
        let one = |role: Role| self.put_in(role, picked).pop();
        let shown = |piece: Option<String>| match piece {
            Some(text) => escape(&text),
            None => "<i class=\"unchosen\">…</i>".to_owned(),
        };
        let mut html = format!("{} {} HTTP/1.1{END}", shown(one(Role::Method)), shown(one(Role::Target)));
        for field in self.put_in(Role::Fields, picked) {
            html.extend([escape(&field).as_str(), END]);
        }
        html.push_str(END);
        html.push_str(&one(Role::Body).map(|body| escape(&body)).unwrap_or_default());
        html
    }

    /// How many bytes the message has, as far as it is put together.
    fn size(self, picked: &[String]) -> usize {
        let length = |role| self.put_in(role, picked).iter().map(String::len).sum::<usize>();
        let fields: usize = self.put_in(Role::Fields, picked).iter().map(|field| field.len() + 2).sum();
        let line = "  HTTP/1.1\r\n\r\n".len();
        length(Role::Method) + length(Role::Target) + line + fields + length(Role::Body)
    }
}

impl Form for Compose {
    fn given(&self) -> Result<Given, String> {
        let picked = self.picked.get_untracked();
        let missing = self.parts.with_value(|parts| {
            let is_open = |part: &&PartData| {
                part.role != Role::Fields && !part.pieces.iter().any(|(id, _)| picked.contains(id))
            };
            let open: Vec<&str> = parts.iter().filter(is_open).map(|part| part.label.as_str()).collect();
            open.join(", ")
        });
        if missing.is_empty() {
            Ok(Given::Options(picked))
        } else {
            Err(practice::choose_first(&escape(&missing)))
        }
    }

    fn put(&self, given: &Given) {
        if let Given::Options(ids) = given {
            self.picked.set(ids.clone());
        }
    }

    /// What was right stays.
    fn again(&self, marked: &Marked) {
        self.picked.update(|picked| picked.retain(|id| marked.fate(id) == Some(learner::Fate::Right)));
    }

    fn summary(&self, _key: &Key, _given: &Given, marked: &Marked) -> String {
        if marked.right { self.desk.text("answer") } else { String::new() }
    }

    fn go(&self) -> &'static str {
        practice::SEND
    }
}
