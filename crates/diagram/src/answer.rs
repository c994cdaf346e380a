//! An answer in numbers on one line with what the run gave.

use trace::{Duration, Time};

use crate::fit::Type;
use crate::scene::{Area, Canvas, Scene};
use crate::units::{Axis, Tenths, nice_above, share, text, units};
use crate::words::answer as words;

/// Two numbers of the same unit, in millionths of it.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// What the learner said, if anything, and how that reads.
    pub said: Option<(i64, &'a str)>,
    /// What is right, and how that reads.
    pub is: (i64, &'a str),
    /// How far off counts as right.
    pub tolerance_percent: u16,
    /// Whether the unit is milliseconds.
    pub time: bool,
    /// Whether what is right is the mean of many runs.
    pub mean: bool,
}

const WIDTH: Tenths = units(304);
/// Where the line begins and ends.
const LEFT: Tenths = units(12);
const RIGHT: Tenths = units(288);
/// Where it stands, and what stands above and below it.
const ABOVE: Tenths = units(14);
const LINE: Tenths = units(44);
const NUMBERS: Tenths = units(66);
const BELOW: Tenths = units(90);
/// The tip of a mark points at the line from so far away.
const TIP: Tenths = units(7);
/// Numbers farther apart than this stand on a line on which every step is ten times the one before.
const FAR_APART: i64 = 12;
/// Words keep so far from the edges.
const EDGE: Tenths = units(4);
/// Numbers along the line, at most.
const STEPS: u64 = 5;

/// Both numbers on a line. Each has its words on its own side of it, so they never run into each other.
pub fn number_line(compared: &Compared<'_>) -> Scene {
    let mut canvas = Canvas::new(Type::Small);
    let scale = Scale::of(compared);
    let (is, said) = (scale.x(compared.is.0), compared.said.map(|(said, words)| (scale.x(said), words)));
    fair(compared, &scale, &mut canvas);
    canvas.path("line", "axis", format!("M{} {}H{}", text(units(4)), text(LINE), text(RIGHT + units(8))));
    numbers(compared, &scale, said.map(|(x, _)| x), &mut canvas);
    let stem = format!("M{} {}V{}", text(is), text(ABOVE + units(6)), text(LINE - TIP));
    canvas.path("is", "stem", stem);
    canvas.path("is tip", "tipped", tip(is, LINE, -1));
    centred("is words", "b c", (is, ABOVE), &words::the_run(compared.is.1, compared.mean), &mut canvas);
    let mut height = NUMBERS + units(6);
    if let Some((x, amount)) = said {
        canvas.path(
            "said",
            "stem yours",
            format!("M{} {}V{}", text(x), text(LINE + TIP), text(BELOW - units(13))),
        );
        canvas.path("said tip", "tipped yours", tip(x, LINE, 1));
        centred("said words", "tr c", (x, BELOW), &words::you(amount), &mut canvas);
        height = BELOW + units(6);
    }
    let middle = WIDTH / 2;
    if compared.said.is_some() {
        let width = canvas.width_of("m", words::COUNTS);
        let left = middle - (width + units(24)) / 2;
        canvas.rect("sample", "fair", Area::new(left, height + units(5), units(16), units(10)), units(2));
        canvas.text("counts", "m", (left + units(24), height + units(14)), width, words::COUNTS);
        height += units(20);
    }
    if scale.tenfold {
        canvas.text("tenfold", "m c", (middle, height + units(14)), WIDTH, words::TENFOLD);
        height += units(20);
    }
    canvas.finish(WIDTH, height)
}

/// The numbers that count as right.
fn fair(compared: &Compared<'_>, scale: &Scale, canvas: &mut Canvas) {
    if compared.said.is_none() {
        return;
    }
    let is = compared.is.0;
    let off = i128::from(is.unsigned_abs()) * i128::from(compared.tolerance_percent) / 100;
    let off = i64::try_from(off).unwrap_or(i64::MAX);
    let (from, to) = (scale.x(is.saturating_sub(off)), scale.x(is.saturating_add(off)));
    let width = (to - from).max(units(3));
    let area = Area::new((from + to - width) / 2, LINE - units(6), width, units(12));
    canvas.rect("fair", "fair", area, units(2));
}

/// The numbers along the line, but for those that the learner's mark runs through.
fn numbers(compared: &Compared<'_>, scale: &Scale, said: Option<Tenths>, canvas: &mut Canvas) {
    let mut marks = String::new();
    let mut free_from = 0;
    for (value, words) in scale.numbers(compared.time) {
        let x = scale.x(value);
        marks.push_str(&format!("M{} {}v4", text(x), text(LINE)));
        let half = canvas.width_of("m c", &words) / 2;
        let at = x.clamp(half + EDGE, WIDTH - half - EDGE);
        let crossed = said.is_some_and(|said| (said - at).abs() < half + units(4));
        if !crossed && at - half >= free_from {
            canvas.text(format!("number{value}"), "m c", (at, NUMBERS), WIDTH, &words);
            free_from = at + half + units(6);
        }
    }
    canvas.path("marks", "tick", marks);
}

/// A triangle whose tip stands on the line: from above (-1) or from below (1).
fn tip(x: Tenths, y: Tenths, side: i64) -> String {
    let base = text(y + side * units(9));
    format!("M{} {}L{} {base}H{}z", text(x), text(y), text(x - units(5)), text(x + units(5)))
}

/// Words in the middle over a place, as far as the edges allow.
fn centred(key: &str, class: &'static str, (x, y): (Tenths, Tenths), words: &str, canvas: &mut Canvas) {
    let half = canvas.width_of(class, words).min(WIDTH) / 2;
    let half = half.min(WIDTH / 2 - EDGE);
    canvas.text(key, class, (x.clamp(half + EDGE, WIDTH - half - EDGE), y), WIDTH, words);
}

/// From numbers to places on the line.
struct Scale {
    /// From here to there; in thousandths of a decade where each step is ten times the one before.
    from: i64,
    to: i64,
    tenfold: bool,
}

impl Scale {
    fn of(compared: &Compared<'_>) -> Self {
        let is = compared.is.0.max(0);
        let said = compared.said.map_or(is, |(said, _)| said.max(0));
        let (low, high) = (is.min(said), is.max(said));
        if low > 0 && high / low >= FAR_APART {
            let from = decades(low) / 1000 * 1000;
            let to = decades(high).saturating_add(999) / 1000 * 1000;
            return Self { from, to: to.max(from + 1000), tenfold: true };
        }
        // Some room behind the larger one, so that it does not look like the end of all.
        Self { from: 0, to: high.saturating_add(high / 6).max(1), tenfold: false }
    }

    fn x(&self, value: i64) -> Tenths {
        let value = if self.tenfold { decades(value) } else { value };
        let part = value.saturating_sub(self.from).max(0).unsigned_abs();
        LEFT + share(part, self.to.saturating_sub(self.from).unsigned_abs().max(1), RIGHT - LEFT)
    }

    /// The numbers to write, with their words.
    fn numbers(&self, time: bool) -> Vec<(i64, String)> {
        if self.tenfold {
            let steps = self.from / 1000..=self.to / 1000;
            let powers = steps.filter_map(|step| 10_i64.checked_pow(u32::try_from(step).ok()?));
            return powers.map(|value| (value, number(value, time))).collect();
        }
        let to = self.to.unsigned_abs();
        if time {
            let axis = Axis::new(Duration(to), STEPS);
            let whole = |at: Time| i64::try_from(at.0).unwrap_or(i64::MAX);
            return axis.marks(Duration(to)).map(|at| (whole(at), axis.number(at))).collect();
        }
        let step = nice_above(to.div_ceil(STEPS)).max(1);
        let values = (0..=to / step).filter_map(|count| i64::try_from(count * step).ok());
        values.map(|value| (value, number(value, false))).collect()
    }
}

/// The common logarithm in thousandths, as far as a drawing can show it.
fn decades(value: i64) -> i64 {
    const WITHIN: [i64; 10] = [0, 301, 477, 602, 699, 778, 845, 903, 954, 1000];
    let value = value.max(1);
    let whole = value.ilog10();
    let power = 10_i64.pow(whole);
    let (digit, rest) = (value / power, value % power);
    let place = usize::try_from(digit - 1).unwrap_or(0);
    let at = |place: usize| WITHIN.get(place).copied().unwrap_or(1000);
    let rest = i128::from(rest) * i128::from(at(place + 1) - at(place)) / i128::from(power);
    i64::from(whole) * 1000 + at(place) + i64::try_from(rest).unwrap_or(0)
}

/// A number along the line: milliseconds as a duration, others without their unit.
fn number(millionths: i64, time: bool) -> String {
    if time {
        return Duration(millionths.unsigned_abs()).to_string();
    }
    let (whole, rest) = (millionths / 1_000_000, millionths % 1_000_000);
    let whole = crate::words::ladder::grouped(usize::try_from(whole).unwrap_or(usize::MAX));
    if rest == 0 { whole } else { format!("{whole}.{rest:06}").trim_end_matches('0').to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decades_are_those_of_logarithms() {
        for (value, expected) in [(1, 0), (2, 301), (10, 1000), (15, 1150), (999, 2999), (1_000_000, 6000)] {
            assert!((decades(value) - expected).abs() <= 27, "{value}: {}", decades(value));
        }
        assert!(decades(i64::MAX) < 19_000);
    }

    #[test]
    fn numbers_far_apart_stand_on_another_line() {
        let at = |said: i64, is: i64| {
            let compared = Compared {
                said: Some((said, "x")),
                is: (is, "y"),
                tolerance_percent: 10,
                time: true,
                mean: false,
            };
            (Scale::of(&compared).tenfold, Scale::of(&compared).x(said), Scale::of(&compared).x(is))
        };
        assert!(!at(250, 100).0 && at(250, 100).1 > at(250, 100).2);
        assert!(at(5_000, 100).0 && at(5_000, 100).1 > at(5_000, 100).2);
        for (said, is) in [(0, 0), (0, 7), (-5, 7), (i64::MAX, 1), (i64::MAX, i64::MAX), (1, i64::MAX)] {
            let (_, said, is) = at(said, is);
            assert!((LEFT..=RIGHT).contains(&said) && (LEFT..=RIGHT).contains(&is), "{said} {is}");
        }
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        let cases =
            [(2_500_000, false, "2.5"), (12_000_000_000, false, "12,000"), (10_000_000, true, "10\u{a0}ms")];
        for (value, time, expected) in cases {
            assert_eq!(number(value, time), expected);
        }
    }
}
