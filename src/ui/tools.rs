//! What every question offers beside its answer: a link to it, and a report of what is wrong with it. Nothing is sent from
//! here: the report is a text to copy, or a link that carries it.

use learner::QuestionId;
use leptos::prelude::*;

use crate::platform::{address, clipboard, page};
use crate::words::{COPIED, LINK_IN_ADDRESS, tools as words};

/// The tools of one question.
#[component]
pub(crate) fn Tools(id: QuestionId) -> impl IntoView {
    let (name, link) = (id.question.clone(), address::with_fragment(&id.question));
    let report = Report {
        text: RwSignal::new(first_text(&id)),
        question: StoredValue::new(id.question),
        open: RwSignal::new(false),
        said: RwSignal::new(""),
    };
    view! {
        <div
            class="tools"
            on:keydown=move |event| {
                if event.key() == "Escape" && report.open.get_untracked() {
                    report.close();
                }
            }
        >
            <div class="row">
                <a
                    href=format!("#{name}")
                    on:click=move |event| if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                        // The page need not jump to where the reader is.
                        event.prevent_default();
                        address::replace_fragment(&name);
                        report.copy(&link, LINK_IN_ADDRESS);
                    }
                >
                    {words::COPY_LINK}
                </a>
                <button
                    class="quiet"
                    type="button"
                    id=report.button()
                    aria-expanded=move || if report.open.get() { "true" } else { "false" }
                    on:click=move |_| report.open.update(|open| *open = !*open)
                >
                    {words::REPORT}
                </button>
                <span class="fine" role="status">{move || report.said.get()}</span>
            </div>
            {move || report.open.get().then(|| view! { <ReportBox report /> })}
        </div>
    }
}

/// The report, to be edited and copied.
#[component]
fn ReportBox(report: Report) -> impl IntoView {
    let field = report.question.with_value(|question| format!("{question}-report-text"));
    let text = report.text;
    view! {
        <div class="report">
            <label for=field.clone()>{words::REPORT_LABEL}</label>
            <textarea
                id=field
                rows="8"
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
            ></textarea>
            <p class="fine">{words::REPORT_NOTE}</p>
            <div class="row">
                <button type="button" on:click=move |_| report.copy(&text.get_untracked(), words::COPY_BY_HAND)>
                    {words::COPY_REPORT}
                </button>
                {page::site_value("data-report").map(|to| {
                    view! { <a class="btn" href=move || addressed(&to, &text.get())>{words::SEND_REPORT}</a> }
                })}
                <button class="quiet" type="button" on:click=move |_| report.close()>{words::CLOSE}</button>
            </div>
        </div>
    }
}

#[derive(Clone, Copy)]
struct Report {
    question: StoredValue<String>,
    text: RwSignal<String>,
    open: RwSignal<bool>,
    /// What came of copying.
    said: RwSignal<&'static str>,
}

impl Report {
    /// The id of the button that opens it.
    fn button(self) -> String {
        self.question.with_value(|question| format!("{question}-report"))
    }

    fn copy(self, text: &str, refused: &'static str) {
        self.said.set("");
        clipboard::copy_then(text, move |copied| {
            let _ = self.said.try_set(if copied { COPIED } else { refused });
        });
    }

    /// Closes the box; the keyboard goes back to where it came from.
    fn close(self) {
        self.open.set(false);
        page::focus_on(&self.button());
    }
}

/// What a report says before anybody has written into it.
fn first_text(id: &QuestionId) -> String {
    let address = address::with_fragment(&id.question);
    let build = page::site_value("data-build").unwrap_or_default();
    words::report(&address, &id.lesson, &id.question, id.version, &build)
}

/// The link that carries a report to an address: a form or a mail with its text filled in.
fn addressed(to: &str, text: &str) -> String {
    let title = if to.starts_with("mailto:") { "subject" } else { "title" };
    let joined = if to.contains('?') { '&' } else { '?' };
    let [subject, body] = [words::REPORT_SUBJECT, text].map(address::encoded);
    format!("{to}{joined}{title}={subject}&body={body}")
}
