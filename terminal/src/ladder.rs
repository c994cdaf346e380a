//! A run as a drawing of characters: nodes side by side, time running down, messages crossing between them.

mod canvas;

use crate::failure::Failure;
use crate::numbers::milliseconds;
use crate::words;
use canvas::Canvas;
use std::collections::BTreeMap;
use std::io::Write;
use trace::{Fact, Fate, Message, MessageId, Time, Trace, What, messages};

/// A run that were drawn to scale would have so many lines. Only short gaps are: longer ones are cut.
const LINES_TO_SCALE: u128 = 24;
/// So many lines at most for a gap in which something is on its way.
const LINES_OF_FLIGHT: u64 = 3;

/// Writes the drawing, a line for each thing worth one. Left out is what only concerns the wire, and clocks that are set.
pub(crate) fn write(out: &mut impl Write, trace: &Trace) -> Result<(), Failure> {
    let all = messages(trace);
    let mut ladder = Ladder {
        out,
        trace,
        canvas: Canvas::new(trace),
        messages: all.iter().map(|message| (message.id, message)).collect(),
        flying: Vec::new(),
        now: None,
    };
    writeln!(ladder.out, "{}", ladder.canvas.head(trace))?;
    for fact in &trace.facts {
        ladder.take(fact)?;
    }
    writeln!(ladder.out, "{:>9}    {} at {} ms", "", words::ended(trace.ended), milliseconds(trace.end))?;
    Ok(())
}

struct Ladder<'a, W> {
    out: W,
    trace: &'a Trace,
    canvas: Canvas,
    messages: BTreeMap<MessageId, &'a Message>,
    /// What is on its way.
    flying: Vec<&'a Message>,
    /// The moment of the line before.
    now: Option<Time>,
}

impl<W: Write> Ladder<'_, W> {
    fn take(&mut self, fact: &Fact) -> Result<(), Failure> {
        let message = fact.what.message().and_then(|id| self.messages.get(&id).copied());
        match (&fact.what, message) {
            (
                What::Wanted { .. }
                | What::Entered { .. }
                | What::Left { .. }
                | What::TimerSet { .. }
                | What::LookedUp { .. },
                _,
            ) => {}
            (What::Sent { .. } | What::Copied { .. }, Some(message)) => {
                self.gap(fact.at)?;
                self.line(fact.at, "", |canvas| canvas.departure(message))?;
                self.flying.push(message);
            }
            (What::Arrived { .. }, Some(message)) => {
                self.gap(fact.at)?;
                self.lands(message);
                self.line(fact.at, "", |canvas| canvas.arrival(message))?;
            }
            (what @ What::Lost { .. }, Some(message)) => {
                self.gap(fact.at)?;
                self.lands(message);
                let note = format!("{} {}", message.id.full(), words::clause(what, self.trace));
                self.line(fact.at, &note, |canvas| canvas.cross(message))?;
            }
            (what, _) => {
                self.gap(fact.at)?;
                let note = self.note(fact, what);
                self.line(fact.at, &note, |canvas| canvas.mark(fact.node))?;
            }
        }
        Ok(())
    }

    fn note(&self, fact: &Fact, what: &What) -> String {
        let clause = words::clause(what, self.trace);
        match (what.message(), what.request()) {
            (Some(message), _) => format!("{} {clause}", message.full()),
            (None, Some(request)) => format!("request {} {clause}", request.0),
            (None, None) => format!("{}: {clause}", words::name(self.trace, fact.node)),
        }
    }

    fn lands(&mut self, message: &Message) {
        self.flying.retain(|flying| flying.id != message.id);
    }

    /// A line at `at`, with what is on its way, then what happens, then a note at the right.
    fn line(&mut self, at: Time, note: &str, draw: impl FnOnce(&mut Canvas)) -> Result<(), Failure> {
        let before = self.now.replace(at);
        let time = if before == Some(at) { String::new() } else { format!("{} ms", milliseconds(at)) };
        self.canvas.clear('|');
        self.fly(at);
        draw(&mut self.canvas);
        writeln!(self.out, "{}", format!("{time:>12}  {}  {note}", self.canvas).trim_end())?;
        Ok(())
    }

    /// The lines between the line before and one at `to`.
    fn gap(&mut self, to: Time) -> Result<(), Failure> {
        let from = self.now.unwrap_or(to);
        let length = to.since(from);
        let lines = u128::from(length.0) * LINES_TO_SCALE / u128::from(self.trace.end.0.max(1));
        let most = if self.flying.is_empty() { 1 } else { LINES_OF_FLIGHT };
        let drawn = u64::try_from(lines).unwrap_or(u64::MAX).min(most);
        let cut = lines > u128::from(most);
        for line in 1..=drawn {
            let passed = u128::from(length.0) * u128::from(line) / u128::from(drawn + 1);
            let at = Time(from.0.saturating_add(u64::try_from(passed).unwrap_or(u64::MAX)));
            self.canvas.clear(if cut { ':' } else { '|' });
            self.fly(at);
            writeln!(self.out, "{}", format!("{:12}  {}", "", self.canvas).trim_end())?;
        }
        Ok(())
    }

    /// Each message that is on its way at `at`, where it is then.
    fn fly(&mut self, at: Time) {
        for message in &self.flying {
            let (over, share) = match message.fate {
                Fate::Arrived { at } => (at, 1.0),
                Fate::Lost { at, .. } => (at, canvas::share_travelled(message)),
                Fate::InFlight => (self.trace.end, 1.0),
            };
            if message.sent_at < at && at < over {
                #[expect(clippy::cast_precision_loss, reason = "for a place on a line of 30 characters")]
                let way = share * at.since(message.sent_at).0 as f64 / over.since(message.sent_at).0 as f64;
                self.canvas.on_its_way(message, way);
            }
        }
    }
}
