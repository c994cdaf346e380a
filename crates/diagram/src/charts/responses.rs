//! How long requests took, from the intent on: a histogram with its percentiles, and the density that theory gives.

use theory::Mmc;
use trace::{Duration, Time};

use super::bins::{Bins, percentile};
use super::data::Response;
use super::frame::{Frame, nothing};
use super::{Asked, Theory};
use crate::scene::{Area, Scene};
use crate::units::{Tenths, text, units};
use crate::words::charts as words;

const LEFT: Tenths = units(40);
const ACROSS: Tenths = units(256);
/// The percentiles that are marked, each on a line of its own, so that they never meet.
const MARKED: [(u64, &str); 3] = [(500, "p50"), (900, "p90"), (990, "p99")];
const LINE: Tenths = units(13);

/// What is known of response times at a moment.
pub(super) struct Measured {
    /// Those that count, in any order.
    lengths: Vec<u64>,
    pub(super) mean: Option<Duration>,
    /// In the order of [`MARKED`].
    pub(super) percentiles: [Option<Duration>; 3],
}

impl Measured {
    pub(super) fn of(responses: &[Response], asked: Asked<'_>, at: Time) -> Self {
        let past =
            responses.get(..responses.partition_point(|response| response.at <= at)).unwrap_or_default();
        let mut lengths: Vec<u64> = counting(past, asked).map(|lasting| lasting.0).collect();
        let sum: u128 = lengths.iter().map(|&ns| u128::from(ns)).sum();
        let mean =
            sum.checked_div(lengths.len() as u128).and_then(|mean| u64::try_from(mean).ok()).map(Duration);
        let percentiles = MARKED.map(|(per_mille, _)| percentile(&mut lengths, per_mille));
        Self { lengths, mean, percentiles }
    }

    pub(super) fn count(&self) -> usize {
        self.lengths.len()
    }
}

fn counting(responses: &[Response], asked: Asked<'_>) -> impl Iterator<Item = Duration> {
    responses
        .iter()
        .filter(move |response| response.counts && asked.takes(response.client))
        .map(|own| own.lasting)
}

/// The bins of all that will have been measured, so that nothing jumps while it plays; or why there are none.
fn bins(responses: &[Response], asked: Asked<'_>, even: bool) -> Result<Bins, &'static str> {
    let all = || counting(responses, asked);
    let (least, most) = all().min().zip(all().max()).ok_or(words::NO_OUTCOME)?;
    all().nth(1).ok_or(words::ONE_OUTCOME)?;
    Ok(Bins::new(least, most, even))
}

/// The first response up to a moment that stands at a place of the histogram.
pub(super) fn at<'a>(
    responses: &'a [Response],
    asked: Asked<'_>,
    even: bool,
    across: Tenths,
    at: Time,
) -> Option<&'a Response> {
    let bins = bins(responses, asked, even).ok()?;
    let width = ACROSS / i64::try_from(bins.len().max(1)).unwrap_or(1);
    let bin = usize::try_from((across - LEFT) / width.max(1)).ok()?;
    let (low, high) = (bins.edges.get(bin)?, bins.edges.get(bin + 1)?);
    let past = responses.iter().take_while(|response| response.at <= at);
    let counting = |response: &&Response| response.counts && asked.takes(response.client);
    past.filter(counting).find(|response| (*low..*high).contains(&response.lasting.0))
}

/// `picked` is how long the request took that is picked.
pub(super) fn draw(
    responses: &[Response],
    measured: &Measured,
    asked: Asked<'_>,
    theory: Option<(&Theory, Mmc)>,
    picked: Option<Duration>,
) -> Scene {
    let all = || counting(responses, asked);
    let bins = match bins(responses, asked, theory.is_some()) {
        Ok(bins) => bins,
        Err(why) => return nothing(why),
    };
    let highest = bins.count(all()).into_iter().max().unwrap_or(1);
    let mut frame = Frame::new(highest, LINE * 3);
    if let Some(lasting) = picked {
        let x = LEFT + bins.place(lasting, ACROSS);
        let area = Area::new(x - units(2), frame.top, units(4), frame.bottom() - frame.top);
        frame.canvas.rect("picked", "chosen", area, units(2));
    }
    numbers(&mut frame, &bins);
    let counts = bins.count(measured.lengths.iter().map(|&ns| Duration(ns)));
    let width = ACROSS / i64::try_from(bins.len().max(1)).unwrap_or(1);
    for (&count, bin) in counts.iter().zip(0_i64..).filter(|(count, _)| **count > 0) {
        let (x, y) = (LEFT + ACROSS * bin / i64::try_from(bins.len()).unwrap_or(1), frame.y(count, 1));
        let area = Area::new(x + 5, y, (width - units(1)).max(8), (frame.bottom() - y).max(8));
        frame.canvas.rect(format!("bin{bin}"), "bin", area, 0);
        if theory.is_some() {
            frame.canvas.circle(format!("dot{bin}"), "dot", (x + width / 2, y), 25);
        }
    }
    if let Some((theory, queue)) = theory {
        frame.canvas.path("theory", "theory", density(&frame, &bins, measured.count(), theory, queue));
    }
    marks(&mut frame, &bins, measured);
    frame.finish()
}

/// How many of so many requests theory expects in each bin: a line through the middles of the bins.
fn density(frame: &Frame, bins: &Bins, count: usize, theory: &Theory, queue: Mmc) -> String {
    let mut d = String::new();
    let width = ACROSS / i64::try_from(bins.len().max(1)).unwrap_or(1);
    for ((&low, &high), bin) in bins.edges.iter().zip(bins.edges.iter().skip(1)).zip(0_i64..) {
        let share = theory.tail(queue, Duration(low)) - theory.tail(queue, Duration(high));
        #[expect(clippy::cast_precision_loss, reason = "a point of a curve")]
        let expected = thousandths(share * count as f64);
        let x = LEFT + ACROSS * bin / i64::try_from(bins.len().max(1)).unwrap_or(1) + width / 2;
        let letter = if bin == 0 { 'M' } else { 'L' };
        d.push_str(&format!("{letter}{} {}", text(x), text(frame.y(expected, 1000))));
    }
    d
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` stops at the ends of the range"
)]
pub(super) fn thousandths(number: f64) -> u64 {
    (number * 1000.0) as u64
}

/// The edges of the bins, as many as have room.
fn numbers(frame: &mut Frame, bins: &Bins) {
    let wide = bins.edges.iter().map(|&edge| frame.canvas.width_of("m", &Duration(edge).to_string())).max();
    let each = ACROSS / i64::try_from(bins.len().max(1)).unwrap_or(1);
    let every = usize::try_from((wide.unwrap_or(0) + units(8)) / each.max(1) + 1).unwrap_or(1);
    let bottom = frame.bottom();
    for (place, &edge) in bins.edges.iter().enumerate().step_by(every) {
        let x =
            LEFT + ACROSS * i64::try_from(place).unwrap_or(0) / i64::try_from(bins.len().max(1)).unwrap_or(1);
        frame.number(place, x, bottom, &Duration(edge).to_string());
    }
}

/// The percentiles, each with its length. Of a few requests only the middle is told.
fn marks(frame: &mut Frame, bins: &Bins, measured: &Measured) {
    let told = if measured.count() >= 10 { 3 } else { 1 };
    let marked = MARKED.into_iter().zip(measured.percentiles).zip(0..).take(told);
    let marked: Vec<_> = marked.filter_map(|(((_, name), at), line)| Some((name, at?, line))).collect();
    for &(name, at, line) in &marked {
        let (x, top) = (LEFT + bins.place(at, ACROSS), units(2) + LINE * line);
        let d = format!("M{} {}V{}", text(x), text(top), text(frame.bottom()));
        frame.canvas.path(format!("{name} line"), "tick", d);
    }
    // Words come after all lines, so that none runs through them.
    for (name, at, line) in marked {
        let x = LEFT + bins.place(at, ACROSS);
        let words = format!("{name} {at}");
        let width = frame.canvas.width_of("m", &words);
        let behind = x + units(4);
        let left = if behind + width <= super::frame::WIDTH { behind } else { x - units(4) - width };
        frame.canvas.text(format!("{name} words"), "m", (left, units(11) + LINE * line), width, &words);
    }
}
