//! A message, opened: its lines or fields, what each is there for, its bytes, and how far they have come.

use diagram::{Sight, Subject, Viewpoint};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use trace::Message;
use wire::{Kind, Piece, Progress, Seen};

use super::bytes::{LISTED, Place, listing};
use crate::platform::page;
use crate::state::viewing::Viewing;
use crate::words;

/// What the parts of the panel share.
#[derive(Clone, Copy)]
struct Desk {
    viewing: Viewing,
    message: Memo<Option<Message>>,
    opened: Memo<Option<wire::Opened>>,
    progress: Memo<Option<(Progress, Seen)>>,
    /// The piece that is explained.
    current: RwSignal<usize>,
}

impl Desk {
    /// Explains a piece. A pointer says so only when it moves: what is scrolled under it changes nothing.
    fn explain(self, place: usize) {
        if self.current.get_untracked() != place {
            self.current.set(place);
        }
    }
}

#[component]
pub(super) fn MessagePanel(viewing: Viewing, id: String) -> impl IntoView {
    let message = Memo::new(move |_| viewing.sight(|sight| diagram::opened(sight).cloned()));
    let context = Memo::new(move |_| viewing.playhead.run.with(|run| wire::Context::new(&run.trace)));
    let opened = Memo::new(move |_| {
        let message = message.get()?;
        let run = viewing.playhead.run;
        Some(run.with(|run| context.with(|context| wire::open(context, &run.trace, &message))))
    });
    let progress = Memo::new(move |_| {
        message.with(|message| message.as_ref().map(|message| viewing.sight(|sight| seen(sight, message))))
    });
    let current = RwSignal::new(0);
    let desk = Desk { viewing, message, opened, progress, current };
    Effect::new(move || {
        opened.track();
        current.set(0);
    });
    let is_open = Memo::new(move |_| opened.with(Option::is_some));
    let explained = format!("{id}-piece");
    view! {
        <Chooser desk />
        {move || {
            let explained = explained.clone();
            if is_open.get() {
                view! {
                    <p class="num progress">{move || progress.get().map(|(progress, seen)| progress.say(seen))}</p>
                    <div class="opened">
                        <Pieces desk explained=explained.clone() />
                        <Explained desk id=explained />
                        <Sizes desk />
                        <Bytes desk />
                    </div>
                }
                    .into_any()
            } else {
                view! { <p class="fine">{words::NO_MESSAGE}</p> }.into_any()
            }
        }}
    }
}

/// Where the bytes are, as far as whoever looks can see.
fn seen(sight: &Sight<'_>, message: &Message) -> (Progress, Seen) {
    let seen = match sight.viewpoint {
        Viewpoint::Everyone => Seen::ByEveryone,
        Viewpoint::Only(node) if node == message.from => Seen::BySender,
        Viewpoint::Only(_) => Seen::ByReceiver,
    };
    (Progress::of(message, sight.at).known(seen), seen)
}

/// Which message it is: the picked one, or whichever was sent last.
#[component]
fn Chooser(desk: Desk) -> impl IntoView {
    let Desk { viewing, message, .. } = desk;
    // By name, with what each is called.
    let offered = Memo::new(move |_| {
        viewing.sight(|sight| {
            let named =
                |message: &&Message| (message.id.full().to_string(), diagram::addressed(sight.run, message));
            diagram::openable(sight).iter().map(named).collect::<Vec<_>>()
        })
    });
    let follows = Memo::new(move |_| {
        let picked = viewing.picked.get();
        !picked.is_some_and(|picked| viewing.playhead.run.with(|run| picked.message(run).is_some()))
    });
    let own = Memo::new(move |_| {
        message.with(|message| message.as_ref().map(|message| message.id.full().to_string()))
    });
    let options = move || {
        let option = move |(name, called): (String, String)| {
            let same = name.clone();
            let selected = move || !follows.get() && own.with(|own| own.as_ref() == Some(&same));
            view! { <option value=name selected=selected>{called}</option> }
        };
        offered.get().into_iter().map(option).collect_view()
    };
    let called = move || {
        let message = message.get()?;
        viewing.playhead.run.with(|run| Some(diagram::addressed(run, &message)))
    };
    let protocol = move || desk.opened.with(|opened| opened.as_ref().map(|opened| opened.protocol));
    view! {
        <label class="row chooser">
            <span>{words::OPEN_MESSAGE}</span>
            <select on:change=move |event| {
                let name = event_target_value(&event);
                viewing.picked.set(name.parse().ok().map(Subject::Message));
            }>
                <option value="" selected=move || follows.get()>{words::SENT_LAST}</option>
                {options}
            </select>
        </label>
        <p class="called">{called} " " <span class="fine">{protocol}</span></p>
    }
}

/// The pieces from first to last. One of them can be reached with Tab, the others from there with the arrow keys.
#[component]
fn Pieces(desk: Desk, explained: String) -> impl IntoView {
    let Desk { viewing, message, opened, current, .. } = desk;
    let list = NodeRef::<html::Ol>::new();
    let on_key = move |event: KeyboardEvent| {
        let count = opened.with(|opened| opened.as_ref().map_or(0, |opened| opened.pieces.len()));
        let now = current.get_untracked();
        let next = match event.key().as_str() {
            "ArrowDown" => now.saturating_add(1).min(count.saturating_sub(1)),
            "ArrowUp" => now.saturating_sub(1),
            "Home" => 0,
            "End" => count.saturating_sub(1),
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        current.set(next);
        if let Some(button) = list.get().and_then(|list| page::all(&list, "button").into_iter().nth(next)) {
            page::focus(&button);
        }
    };
    // Who reads on in a message stays with it, whatever is sent meanwhile.
    let stay = move || {
        let own = message.with_untracked(|message| message.as_ref().map(|message| message.id));
        let picked = viewing.picked.get_untracked();
        let is_picked =
            viewing.playhead.run.with_untracked(|run| picked.and_then(|picked| picked.message(run)) == own);
        if !is_picked {
            viewing.picked.set(own.map(Subject::Message));
        }
    };
    let pieces = move || {
        let pieces = opened.get().map(|opened| opened.pieces).unwrap_or_default();
        let explained = explained.clone();
        let piece = move |(place, piece): (usize, Piece)| {
            view! { <OnePiece desk place piece explained=explained.clone() stay /> }
        };
        pieces.into_iter().enumerate().map(piece).collect_view()
    };
    view! {
        <ol class="pieces" aria-label=words::PIECES node_ref=list on:keydown=on_key>
            {pieces}
        </ol>
    }
}

#[component]
fn OnePiece(
    desk: Desk,
    place: usize,
    piece: Piece,
    explained: String,
    stay: impl Fn() + Copy + Send + 'static,
) -> impl IntoView {
    let Piece { range, kind, name, shown, .. } = piece;
    let size = range.end - range.start;
    let is_current = Memo::new(move |_| desk.current.get() == place);
    let state = Memo::new(move |_| {
        let (progress, _) = desk.progress.get()?;
        let [first, last] = [range.start, range.end.saturating_sub(1)].map(|byte| Place::of(byte, progress));
        Some(if first == last { first.class() } else { "partly" })
    });
    // A line of text names itself; a field that is not text has a name and a value, and an end of a line shows nothing.
    let named = kind.names_itself();
    view! {
        <li>
            <button
                type="button"
                class=move || format!("piece {} {}", kind_class(kind), state.get().unwrap_or_default())
                tabindex=move || if is_current.get() { "0" } else { "-1" }
                aria-current=move || is_current.get().then_some("true")
                aria-describedby=move || is_current.get().then(|| explained.clone())
                on:focus=move |_| {
                    desk.explain(place);
                    stay();
                }
                on:pointermove=move |_| desk.explain(place)
            >
                {(!named).then(|| view! { <span class="name">{name}</span>" " })}
                <span class="shown">{shown}</span>
                " "
                <span class="fine num">{words::bytes(size)}</span>
            </button>
        </li>
    }
}

fn kind_class(kind: Kind) -> &'static str {
    if kind.is_head() { "of-head" } else { "of-body" }
}

/// What the current piece is there for.
#[component]
fn Explained(desk: Desk, id: String) -> impl IntoView {
    let piece = Memo::new(move |_| {
        let place = desk.current.get();
        desk.opened.with(|opened| opened.as_ref().and_then(|opened| opened.pieces.get(place).cloned()))
    });
    let part = |part: fn(Piece) -> String| move || piece.get().map(part);
    view! {
        <div class="explained" id=id>
            <p>
                <b>{part(|piece| piece.name.to_owned())}</b>
                " "
                <span class="fine num">{part(|piece| words::byte_range(piece.range.start, piece.range.end))}</span>
            </p>
            <p>{part(|piece| piece.meaning)}</p>
        </div>
    }
}

/// The bytes themselves. The pieces say the same in words, so nothing of it is read out.
#[component]
fn Bytes(desk: Desk) -> impl IntoView {
    let Desk { opened, progress, current, .. } = desk;
    // Beyond the listed bytes the boundary may move unseen.
    let boundary = Memo::new(move |_| {
        progress.get().map(|(progress, _)| Progress {
            left: progress.left.min(LISTED),
            arrived: progress.arrived.min(LISTED),
            ..progress
        })
    });
    let html = move || {
        let progress = boundary.get()?;
        opened.with(|opened| Some(listing(opened.as_ref()?, progress, Some(current.get()))))
    };
    let more = move || {
        let size = opened.with(|opened| opened.as_ref().map_or(0, wire::Opened::size));
        size.checked_sub(LISTED).filter(|more| *more > 0).map(words::more_bytes)
    };
    let point = move |event: &leptos::ev::Event| {
        if let Some(place) = page::value_at(event, "data-piece").and_then(|place| place.parse().ok()) {
            desk.explain(place);
        }
    };
    view! {
        <div class="bytes" aria-hidden="true">
            <div
                class="dump"
                on:pointermove=move |event| point(&event)
                on:click=move |event| point(&event)
                inner_html=move || html().unwrap_or_default()
            ></div>
            <p class="fine num">{more}</p>
            <p class="legend">
                {words::PLACES
                    .into_iter()
                    .zip([Place::NotSent, Place::OnTheWire, Place::Arrived])
                    .map(|(name, place)| view! { <span><i class=place.class()>"4f"</i>" "{name}</span> })
                    .collect_view()}
            </p>
        </div>
    }
}

/// How the bytes add up to what was sent, and what the message leaves out.
#[component]
fn Sizes(desk: Desk) -> impl IntoView {
    let sizes = move || {
        desk.opened.with(|opened| {
            let opened = opened.as_ref()?;
            let (head, size) = (opened.head_size(), opened.size());
            Some([head, size - head, size].map(words::bytes))
        })
    };
    let rows = move || {
        let rows = words::SIZES.into_iter().zip(sizes()?);
        Some(
            rows.map(|(name, size)| view! { <div><dt>{name}</dt><dd class="num">{size}</dd></div> })
                .collect_view(),
        )
    };
    let notes = move || {
        let notes = desk.opened.with(|opened| opened.as_ref().map(|opened| opened.notes.clone()));
        notes.unwrap_or_default().into_iter().map(|note| view! { <li>{note}</li> }).collect_view()
    };
    view! {
        <div class="sums">
            <dl class="sizes">{rows}</dl>
            <ul class="notes fine">{notes}</ul>
        </div>
    }
}
