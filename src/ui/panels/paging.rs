//! Long tables come in parts: which one is drawn, and the ways to the others.

use leptos::prelude::*;

use crate::platform::clock;
use crate::words;

/// While a run plays, a part stays at least so long.
const STAY_MS: u64 = 500;

/// A table in parts of `size` rows.
#[derive(Clone, Copy)]
pub(super) struct Parts {
    pub(super) size: usize,
    /// How many rows there are in all.
    pub(super) count: Memo<usize>,
    /// Which part is drawn, counted from 0.
    pub(super) part: RwSignal<usize>,
}

impl Parts {
    /// Shows the part with the row that `row` gives, whenever that moves on. While it plays, a part stays long enough to be
    /// seen: of a run with many rows, hundreds pass in each frame.
    pub(super) fn following(
        size: usize,
        count: Memo<usize>,
        row: Memo<Option<usize>>,
        playing: RwSignal<bool>,
    ) -> Self {
        let part = RwSignal::new(0);
        let turned_ms = StoredValue::new(0);
        Effect::new(move || {
            let wanted = row.get().unwrap_or_default() / size;
            let (now_ms, playing) = (clock::now_ms(), playing.get());
            if wanted == part.get_untracked()
                || (playing && now_ms.saturating_sub(turned_ms.get_value()) < STAY_MS)
            {
                return;
            }
            turned_ms.set_value(now_ms);
            part.set(wanted);
        });
        Self { size, count, part }
    }

    /// The rows that are drawn.
    pub(super) fn rows(self) -> std::ops::Range<usize> {
        let first = self.part.get() * self.size;
        first.min(self.count.get())..(first + self.size).min(self.count.get())
    }

    fn last(self) -> usize {
        self.count.get().saturating_sub(1) / self.size
    }
}

/// Nothing for a table that is drawn whole.
#[component]
pub(super) fn Paging(parts: Parts) -> impl IntoView {
    let button = move |name: &'static str, is_end: Signal<bool>, step: fn(usize) -> usize| {
        view! {
            <button
                type="button"
                aria-disabled=move || is_end.get().then_some("true")
                on:click=move |_| parts.part.update(|part| *part = step(*part).min(untrack(|| parts.last())))
            >
                {name}
            </button>
        }
    };
    let long = Memo::new(move |_| parts.last() > 0);
    move || {
        long.get().then(|| {
            let shown = move || {
                let rows = parts.rows();
                words::rows_shown(rows.start + 1, rows.end, parts.count.get())
            };
            let at_start = Signal::derive(move || parts.part.get() == 0);
            let at_end = Signal::derive(move || parts.part.get() >= parts.last());
            view! {
                <div class="row paging">
                    <span class="fine num">{shown}</span>
                    {button(words::EARLIER, at_start, |part| part.saturating_sub(1))}
                    {button(words::LATER, at_end, |part| part.saturating_add(1))}
                </div>
            }
        })
    }
}
