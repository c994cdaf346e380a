//! The frame of a chart: two axes, the time that does not count, and the mark that says now.

use trace::{Duration, Time};

use super::picked;
use crate::Sight;
use crate::fit::Type;
use crate::scene::{Area, Canvas, Scene};
use crate::units::{Axis, Tenths, nice_above, share, text, units};
use crate::words::charts as words;

pub(super) const WIDTH: Tenths = units(304);
const LEFT: Tenths = units(40);
const RIGHT: Tenths = units(296);
const TOP: Tenths = units(10);
const HEIGHT: Tenths = units(96);
/// Below the plot, for the numbers of its axis.
const BELOW: Tenths = units(24);
/// Lines across a plot, at most.
const STEPS: u64 = 4;

/// A chart in the making: a plot with `high` as its highest number.
pub(super) struct Frame {
    pub(super) canvas: Canvas,
    pub(super) top: Tenths,
    high: u64,
}

impl Frame {
    /// `above` is kept free over the plot.
    pub(super) fn new(high: u64, above: Tenths) -> Self {
        let step = nice_above(high.max(1).div_ceil(STEPS));
        let high = high.max(1).div_ceil(step).saturating_mul(step);
        let mut frame = Self { canvas: Canvas::new(Type::Small), top: TOP + above, high };
        let (left, bottom) = (text(LEFT), text(frame.bottom()));
        frame.canvas.path("axes", "axis", format!("M{left} {}V{bottom}H{}", text(frame.top), text(RIGHT)));
        let mut grid = String::new();
        for count in 0..=high / step {
            let level = count.saturating_mul(step);
            let y = frame.y(level, 1);
            let at = (LEFT - units(6), y + units(4));
            frame.canvas.text(format!("level{count}"), "m e", at, LEFT - units(8), &words::short(level));
            if level > 0 {
                grid.push_str(&format!("M{left} {}H{}", text(y), text(RIGHT)));
            }
        }
        frame.canvas.path_behind("grid", "grid", grid);
        frame
    }

    pub(super) fn bottom(&self) -> Tenths {
        self.top + HEIGHT
    }

    /// How far across `part` of `whole` stands.
    pub(super) fn x(part: u64, whole: u64) -> Tenths {
        LEFT + share(part, whole, RIGHT - LEFT)
    }

    /// The share of the plot that a place is across, as a part of a whole.
    pub(super) fn part(across: Tenths) -> (u64, u64) {
        let whole = (RIGHT - LEFT).unsigned_abs();
        ((across - LEFT).clamp(0, RIGHT - LEFT).unsigned_abs(), whole)
    }

    /// How high `part / of` stands, at most at the top.
    pub(super) fn y(&self, part: u64, of: u64) -> Tenths {
        let whole = u128::from(self.high) * u128::from(of.max(1));
        let part = u128::from(part).min(whole);
        let up = u128::try_from(HEIGHT).unwrap_or(0) * part / whole.max(1);
        self.bottom() - i64::try_from(up).unwrap_or(HEIGHT)
    }

    /// The numbers of time below, the time that does not count, what is picked, and now.
    pub(super) fn time(&mut self, sight: &Sight<'_>) {
        let (end, measure_from, at) =
            (sight.run.end().since(Time::ZERO), sight.run.trace.measure_from, sight.at.min(sight.run.end()));
        if let Some((from, to)) = picked::stretch(sight) {
            let (from, to) = (Self::x(from.0, end.0), Self::x(to.0, end.0));
            let area =
                Area::new(from - units(2), self.top - units(4), to - from + units(4), HEIGHT + units(4));
            self.canvas.rect("picked", "chosen", area, units(2));
        }
        if measure_from > Time::ZERO {
            let to = Self::x(measure_from.0, end.0);
            let area = Area::new(LEFT, self.top, to - LEFT, HEIGHT);
            self.canvas.rect("warm", "warm", area, 0);
            let room = to - LEFT - units(6);
            if self.canvas.width_of("m", words::NOT_COUNTED) <= room {
                let at = (LEFT + units(4), self.top + units(12));
                self.canvas.text("warm words", "m", at, room, words::NOT_COUNTED);
            }
        }
        self.numbers(Time::ZERO, end, |frame, at| (Self::x(at.0, end.0), frame.bottom()));
        let x = text(Self::x(at.0, end.0));
        self.canvas.path("now", "now", format!("M{x} {}V{}", text(self.top - units(4)), text(self.bottom())));
    }

    /// As many numbers of time as have room.
    pub(super) fn numbers(
        &mut self,
        from: Time,
        lasting: Duration,
        place: impl Fn(&Self, Time) -> (Tenths, Tenths),
    ) {
        let to = from + lasting;
        let fits = |most: &u64| {
            let axis = Axis::new(lasting, *most);
            let widths = axis.numbers(from, to).map(|(_, number)| self.canvas.width_of("m", &number));
            widths.max().unwrap_or(0) + units(8) <= share(axis.step_ns, lasting.0, RIGHT - LEFT)
        };
        let most = (2..=8).rev().find(fits).unwrap_or(1);
        for ((mark, number), count) in Axis::new(lasting, most).numbers(from, to).zip(0..) {
            let (x, y) = place(self, mark);
            self.number(count, x, y, &number);
        }
    }

    /// A number below the plot, and its stroke.
    pub(super) fn number(&mut self, count: usize, x: Tenths, y: Tenths, number: &str) {
        self.canvas.path(format!("mark{count}"), "tick", format!("M{} {}v4", text(x), text(y)));
        let width = self.canvas.width_of("m", number);
        let middle = x.min(WIDTH - width / 2).max(width / 2);
        self.canvas.text(format!("number{count}"), "m c", (middle, y + units(17)), width, number);
    }

    /// A level that theory gives, across the whole plot. `part / of` of one.
    pub(super) fn theory(&mut self, part: u64, of: u64) {
        let y = text(self.y(part, of));
        self.canvas.path("theory", "theory", format!("M{} {y}H{}", text(LEFT), text(RIGHT)));
    }

    pub(super) fn finish(self) -> Scene {
        let height = self.bottom() + BELOW;
        self.canvas.finish(WIDTH, height)
    }
}

/// A chart that there is nothing to draw in.
pub(super) fn nothing(words: &str) -> Scene {
    let mut canvas = Canvas::new(Type::Small);
    canvas.text("nothing", "m", (units(2), units(16)), WIDTH - units(4), words);
    canvas.finish(WIDTH, units(28))
}
