//! What an answer is told: the verdict first, then the reason.

use leptos::prelude::*;

use crate::ui::icon;
use crate::words;

/// A verdict with its reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing to say yet.
    #[default]
    Open,
    /// A plain remark, for example that something is missing.
    Remark(String),
    Right(String),
    Wrong(String),
    /// The learner asked to see it.
    Shown(String),
}

impl Verdict {
    pub(crate) fn is_settled(&self) -> bool {
        matches!(self, Self::Right(_) | Self::Wrong(_) | Self::Shown(_))
    }

    fn class(&self) -> &'static str {
        match self {
            Self::Open | Self::Remark(_) => "verdict",
            Self::Right(_) => "verdict good",
            Self::Wrong(_) => "verdict bad",
            Self::Shown(_) => "verdict shown",
        }
    }

    fn html(&self) -> String {
        let (sign, word, reason) = match self {
            Self::Open => return String::new(),
            Self::Remark(text) => return format!("<p>{text}</p>"),
            Self::Right(reason) => (icon::TICK, words::RIGHT, reason),
            Self::Wrong(reason) => (icon::CROSS, words::NOT_QUITE, reason),
            Self::Shown(reason) => ("", words::SHOWN, reason),
        };
        format!("<p>{sign}{word}</p><div>{reason}</div>")
    }
}

/// The place for the verdict. It is there, empty, from the start, so that screen readers announce what comes.
#[component]
pub(crate) fn VerdictLine(verdict: RwSignal<Verdict>) -> impl IntoView {
    view! {
        <div
            role="status"
            class=move || verdict.with(Verdict::class)
            inner_html=move || verdict.with(Verdict::html)
        ></div>
    }
}
