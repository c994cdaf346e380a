//! Give a number, with or without its unit.

use learner::{Given, Key, Marked, Number, parse_number};
use leptos::prelude::*;

use super::desk::{Desk, Form};
use super::outcome::{self, Outcome};
use crate::platform::fields::Fields;
use crate::ui::amount::of_millionths;
use crate::words;

/// The field with its unit.
pub(super) fn draw(desk: Desk, unit: String, fields: &Fields) -> AnyView {
    let name = desk.name();
    let (field, note) = (format!("{name}-number"), format!("{name}-note"));
    let typed = RwSignal::new(fields.text(0));
    let became = Memo::new(move |_| desk.is_settled().then(|| desk.outcome_or_right("")));
    desk.take(Amount { typed, unit: StoredValue::new(unit.clone()) });
    view! {
        <div class=move || ["answer number", outcome::class(became.get())].concat()>
            <label for=field.clone()>{words::questions::YOUR_NUMBER}</label>
            <span class="field">
                <input
                    id=field
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    aria-describedby=note.clone()
                    prop:value=move || typed.get()
                    on:input=move |event| {
                        typed.set(event_target_value(&event));
                        desk.touch();
                    }
                    on:keydown=move |event| if event.key() == "Enter" { desk.enter() }
                />
                <span>{unit.clone()}</span>
                <b class="became" inner_html=move || became.get().map(Outcome::mark).unwrap_or_default()></b>
            </span>
            <small id=note>{words::questions::number_note(&unit)}</small>
        </div>
    }
    .into_any()
}

struct Amount {
    typed: RwSignal<String>,
    unit: StoredValue<String>,
}

impl Amount {
    fn told(&self, number: Number) -> String {
        self.unit.with_value(|unit| of_millionths(number.0.checked_mul(1000), unit))
    }
}

impl Form for Amount {
    fn given(&self) -> Result<Given, String> {
        let typed = self.typed.get_untracked();
        let number = self.unit.with_value(|unit| parse_number(&typed, unit));
        number.map(Given::Number).ok_or_else(|| words::questions::number_first(&self.unit.get_value()))
    }

    fn put(&self, given: &Given) {
        if let Given::Number(number) = given {
            self.typed.set(number.to_string());
        }
    }

    fn again(&self, _marked: &Marked) {
        self.typed.set(String::new());
    }

    fn summary(&self, key: &Key, given: &Given, marked: &Marked) -> String {
        let (Key::Number { truth, .. }, Given::Number(given)) = (key, given) else { return String::new() };
        let mut said = String::new();
        if given != truth || !marked.right {
            said = words::questions::you_said(&self.told(*given));
        }
        if marked.right {
            said = [said, words::questions::it_is(&self.told(*truth))].join(" ");
        } else if marked.told.is_empty() {
            let off = if given > truth { words::questions::TOO_LARGE } else { words::questions::TOO_SMALL };
            said = [&said, off].join(" ");
        }
        format!("<p>{}</p>", said.trim())
    }
}
