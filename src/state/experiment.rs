//! What a learner tries on a run: knobs that are turned, things that are done to it, and the run as it was before, to
//! compare with. Every order of a figure is made here.

use std::sync::Arc;

use diagram::Run;
use leptos::prelude::*;
use scenario::{Action, Intervention, Names, QueueModel};
use trace::Time;

use crate::platform::address;
use crate::platform::simulator::{self, Handle, Order};
use crate::state::closed_form::ClosedForm;
use crate::state::fragment::{self, Said};
use crate::state::link;
use crate::state::playhead::Command;
use crate::state::reading::{self, Read};
use crate::state::viewing::Viewing;

/// More than anybody does by hand, and what a link can carry.
const MOST_ACTS: usize = 100;

/// A number of the scenario that can be turned.
#[derive(Clone, Debug)]
pub(crate) struct Knob {
    pub(crate) path: String,
    pub(crate) min: u64,
    pub(crate) max: u64,
    /// What the scenario says.
    pub(crate) own: u64,
    pub(crate) value: RwSignal<u64>,
}

/// Something that the learner did, in the order of the list that is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Act {
    /// Tells acts apart; later ones have higher numbers.
    pub(crate) key: u32,
    pub(crate) intervention: Intervention,
}

/// What is tried on the run of one figure.
#[derive(Clone, Copy)]
pub(crate) struct Experiment {
    pub(crate) viewing: Viewing,
    /// What was done, in order of its moments.
    pub(crate) acts: RwSignal<Vec<Act>>,
    /// The keys of acts that changed nothing in the run that is shown.
    pub(crate) idle: RwSignal<Vec<u32>>,
    /// The run to compare with.
    pub(crate) before: RwSignal<Option<Arc<Run>>>,
    /// Whether that is drawn and told.
    pub(crate) comparing: RwSignal<bool>,
    /// Whether it is kept whatever is turned.
    pub(crate) pinned: RwSignal<bool>,
    /// How many tenths of a long run are done.
    pub(crate) tens: RwSignal<Option<u8>>,
    /// Whether the last run could not be worked out.
    pub(crate) failed: RwSignal<bool>,
    /// Counts how often the learner has turned a knob.
    pub(crate) turns: RwSignal<u32>,
    knobs: StoredValue<Vec<Knob>>,
    setup: StoredValue<Setup>,
    wish: StoredValue<Wish>,
}

/// What does not change.
#[derive(Clone)]
pub(crate) struct Setup {
    /// The order for the scenario as it is.
    pub(crate) order: Order,
    /// How many interventions the scenario has of its own.
    pub(crate) own_acts: u16,
    /// Whether knobs and acts are kept in the page's address.
    pub(crate) in_address: bool,
    /// The queue that the scenario is, if theory has a closed form for it.
    pub(crate) queue: Option<QueueModel>,
}

/// What was ordered last.
#[derive(Clone, Default)]
struct Wish {
    /// Counts wishes: only the latest is shown.
    count: u32,
    orders: Vec<Handle>,
    /// Where the knobs stood for the run that is shown, and whether anything was done to it.
    shown: Option<(Vec<u64>, bool)>,
    /// Where they stood for the run to compare with.
    before: Option<Vec<u64>>,
    last_key: u32,
}

impl Experiment {
    pub(crate) fn new(viewing: Viewing, setup: Setup, knobs: Vec<Knob>) -> Self {
        let own = knobs.iter().map(|knob| knob.own).collect();
        viewing.closed_form.set(ClosedForm::of(setup.queue.clone(), []));
        Self {
            viewing,
            acts: RwSignal::new(Vec::new()),
            idle: RwSignal::new(Vec::new()),
            before: RwSignal::new(None),
            comparing: RwSignal::new(true),
            pinned: RwSignal::new(false),
            tens: RwSignal::new(None),
            failed: RwSignal::new(false),
            turns: RwSignal::new(0),
            knobs: StoredValue::new(knobs),
            setup: StoredValue::new(setup),
            wish: StoredValue::new(Wish { shown: Some((own, false)), ..Wish::default() }),
        }
    }

    pub(crate) fn knobs(self) -> Vec<Knob> {
        self.knobs.get_value()
    }

    /// A knob was turned.
    pub(crate) fn turned(self) {
        self.turns.update(|turns| *turns = turns.wrapping_add(1));
        self.write_address();
        self.order(None);
    }

    /// All knobs as the scenario has them.
    pub(crate) fn reset_knobs(self) {
        for knob in self.knobs() {
            knob.value.set(knob.own);
        }
        self.turned();
    }

    /// Knobs as they are wanted, not by the learner's hand; those that are not named as the scenario has them.
    pub(crate) fn turn_to(self, turns: &[(String, u64)]) {
        self.put_knobs(turns);
        self.order(None);
    }

    /// Where the knobs stood for the run that is shown.
    pub(crate) fn shown_turns(self) -> Vec<(String, u64)> {
        let values = self.wish.with_value(|wish| wish.shown.clone().map(|(values, _)| values));
        self.knobs().into_iter().map(|knob| knob.path).zip(values.unwrap_or_default()).collect()
    }

    /// Does something to the run, at a moment that is shown then. False when that is too much.
    pub(crate) fn act(self, at: Time, action: Action) -> bool {
        if self.acts.with_untracked(Vec::len) >= MOST_ACTS {
            return false;
        }
        self.viewing.playhead.command(Command::Pause);
        self.add(Intervention { at_ns: at.0, action });
        self.write_address();
        self.order(Some(at));
        true
    }

    /// Undoes one act; without `key` the one that was done last.
    pub(crate) fn undo(self, key: Option<u32>) {
        let last = self.acts.with_untracked(|acts| acts.iter().map(|act| act.key).max());
        let Some(key) = key.or(last) else { return };
        self.keep_acts(|act| act.key != key);
    }

    pub(crate) fn undo_all(self) {
        self.keep_acts(|_| false);
    }

    /// Keeps the run that is shown to compare with, or goes back to comparing with the run that nothing was done to.
    pub(crate) fn pin(self, pinned: bool) {
        self.pinned.set(pinned);
        if pinned {
            self.before.set(Some(self.viewing.playhead.run.get_untracked()));
            self.show_before();
        } else {
            self.wish.update_value(|wish| wish.before = None);
            self.order(None);
        }
    }

    pub(crate) fn compare(self, comparing: bool) {
        self.comparing.set(comparing);
        self.show_before();
    }

    /// What there is of the run so far is shown.
    pub(crate) fn stop(self) {
        for handle in self.wish.with_value(|wish| wish.orders.clone()) {
            simulator::stop(handle);
        }
    }

    pub(crate) fn call_off(self) {
        for handle in self.wish.try_update_value(|wish| std::mem::take(&mut wish.orders)).unwrap_or_default()
        {
            simulator::cancel(handle);
        }
        let _ = self.tens.try_set(None);
    }

    /// What the address is to say, nothing when that would be too long.
    pub(crate) fn fragment(self) -> Option<String> {
        let knobs = self.knobs();
        let turned = knobs.iter().map(|knob| (knob, knob.value.get_untracked()));
        let turned = turned.filter(|(knob, value)| *value != knob.own);
        fragment::written(&Said {
            turns: turned.map(|(knob, value)| (knob.path.clone(), value)).collect(),
            acts: self.lines(),
        })
    }

    /// Takes over what the address says. What is unknown or impossible is left out, numbers are brought into their range.
    pub(crate) fn read_address(self, fragment: &str) {
        if let Some(said) = fragment::read(fragment) {
            self.take_over(&said, link::moment_beside_knobs(fragment));
        }
    }

    /// Takes over what a link to a moment of the figure says, where that is not the run that is wanted already.
    pub(crate) fn read_link(self, fragment: &str, figure: &str) {
        if let Some((at, changes)) = link::of_figure(fragment, figure)
            && self.fragment().as_ref() != Some(&changes)
        {
            self.take_over(&fragment::read(&changes).unwrap_or_default(), Some(at));
        }
    }

    fn take_over(self, said: &Said, at: Option<Time>) {
        self.acts.update(Vec::clear);
        self.put_knobs(&said.turns);
        let run = self.viewing.playhead.run.get_untracked();
        let names = Names::of(&run.trace);
        let acts = said.acts.iter().filter_map(|line| Intervention::read(line, &names).ok());
        for intervention in acts.take(MOST_ACTS) {
            self.add(intervention);
        }
        self.order(at);
    }

    /// Puts an act where its moment belongs, behind those of the same moment.
    fn add(self, intervention: Intervention) {
        let key = self.wish.try_update_value(|wish| {
            wish.last_key += 1;
            wish.last_key
        });
        let act = Act { key: key.unwrap_or_default(), intervention };
        self.acts.update(|acts| {
            let place = acts.partition_point(|other| other.intervention.at_ns <= intervention.at_ns);
            acts.insert(place, act);
        });
    }

    fn put_knobs(self, turns: &[(String, u64)]) {
        for knob in self.knobs() {
            let wanted = turns.iter().find(|(path, _)| *path == knob.path).map(|(_, value)| *value);
            knob.value.set(wanted.unwrap_or(knob.own).clamp(knob.min, knob.max));
        }
    }

    fn keep_acts(self, keep: impl Fn(&Act) -> bool) {
        self.acts.update(|acts| acts.retain(keep));
        self.write_address();
        self.order(None);
    }

    fn write_address(self) {
        if self.setup.with_value(|setup| setup.in_address)
            && let Some(fragment) = self.fragment()
        {
            address::replace_fragment(&fragment);
        }
    }

    fn values(self) -> Vec<u64> {
        self.knobs.with_value(|knobs| knobs.iter().map(|knob| knob.value.get_untracked()).collect())
    }

    /// What theory says of the run with these values; nothing once something was done to it.
    fn closed_form(self, values: &[u64], acted: bool) -> ClosedForm {
        let queue = self.setup.with_value(|setup| setup.queue.clone());
        if acted && queue.is_some() {
            return ClosedForm::Gone;
        }
        let knobs = self.knobs().into_iter().zip(values);
        let turned = knobs.filter(|(knob, value)| **value != knob.own);
        ClosedForm::of(queue, turned.map(|(knob, value)| (knob.path, *value)))
    }

    /// The acts as an order carries them.
    fn lines(self) -> Vec<String> {
        let run = self.viewing.playhead.run.get_untracked();
        let names = Names::of(&run.trace);
        self.acts.with_untracked(|acts| acts.iter().filter_map(|act| act.intervention.line(&names)).collect())
    }

    /// Orders the run that is wanted now, in place of what is still being worked out, and shows it at a moment.
    fn order(self, at: Option<Time>) {
        self.call_off();
        let Some(count) = self.wish.try_update_value(|wish| {
            wish.count = wish.count.wrapping_add(1);
            wish.count
        }) else {
            return;
        };
        let before = self.wanted_before(count);
        let (values, acts) = (self.values(), self.lines());
        let acted = !acts.is_empty();
        let current = move || self.is_current(count);
        let progress = move |share: f64| {
            if current() {
                self.tens.set(Some(tens(share)));
            }
        };
        let done = move |outcome: Read| {
            if !current() {
                return;
            }
            self.tens.set(None);
            self.failed.set(outcome.is_err());
            let Ok(run) = outcome else { return };
            self.viewing.closed_form.set(self.closed_form(&values, acted));
            self.wish.update_value(|wish| wish.shown = Some((values, acted)));
            if let Some(before) = before {
                self.before.set(before);
            }
            self.show(run, at);
        };
        self.send(&self.order_for(acts), progress, done);
    }

    /// The run to compare with, the same knobs and nothing done, if another one than up to now is to be shown together with
    /// the run that is being ordered. Where nobody has it yet it is ordered too, and shown when it comes.
    fn wanted_before(self, count: u32) -> Option<Option<Arc<Run>>> {
        if self.pinned.get_untracked() {
            return None;
        }
        let values = self.values();
        if self.acts.with_untracked(Vec::is_empty) {
            self.wish.update_value(|wish| wish.before = None);
            return Some(None);
        }
        if self.wish.with_value(|wish| wish.before.as_ref() == Some(&values)) {
            return None;
        }
        let untouched = self.wish.with_value(|wish| wish.shown == Some((values.clone(), false)));
        if untouched {
            self.wish.update_value(|wish| wish.before = Some(values));
            return Some(Some(self.viewing.playhead.run.get_untracked()));
        }
        let done = move |outcome: Read| {
            if let (true, Ok(run)) = (self.is_current(count), outcome) {
                self.wish.update_value(|wish| wish.before = Some(values));
                self.before.set(Some(run));
                self.show_before();
            }
        };
        self.send(&self.order_for(Vec::new()), |_| {}, done);
        None
    }

    fn order_for(self, acts: Vec<String>) -> Order {
        let paths =
            self.knobs.with_value(|knobs| knobs.iter().map(|knob| knob.path.clone()).collect::<Vec<_>>());
        let turns = paths.into_iter().zip(self.values()).collect();
        self.setup.with_value(|setup| Order { turns, acts, ..setup.order.clone() })
    }

    fn send(self, order: &Order, progress: impl Fn(f64) + 'static, done: impl FnOnce(Read) + 'static) {
        let handle = reading::run(order, progress, done);
        self.wish.update_value(|wish| wish.orders.push(handle));
    }

    fn is_current(self, count: u32) -> bool {
        self.wish.try_with_value(|wish| wish.count == count) == Some(true)
    }

    fn show(self, run: Arc<Run>, at: Option<Time>) {
        let own = self.setup.with_value(|setup| setup.own_acts);
        let done = self.acts.get_untracked();
        let had_effect = diagram::with_effect(&run.trace);
        let idle = (own..).zip(&done).filter(|(place, _)| !had_effect.contains(place));
        self.idle.set(idle.map(|(_, act)| act.key).collect());
        let playhead = self.viewing.playhead;
        playhead.command(Command::Load(Arc::new(Arc::unwrap_or_clone(run).acted_on_from(own))));
        if let Some(at) = at {
            playhead.command(Command::Seek(at));
        }
        self.show_before();
    }

    fn show_before(self) {
        let before = self.before.get_untracked().filter(|_| self.comparing.get_untracked());
        self.viewing.ghost.set(before);
    }
}

fn tens(share: f64) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share is from 0 to 1")]
    let tens = (share * 10.0) as u8;
    tens
}
