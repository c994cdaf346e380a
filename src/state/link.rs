//! Links to a moment of a figure: `#one-request@95ms`, with what was turned and done there
//! `#one-request@95ms&wire.one_way_ms=80&act=20ms+drop+1.1`, and among a page's knobs `#v1&wire.one_way_ms=80&at=95ms`.
//!
//! An id has no `@` in it, so no link to an element is mistaken for one to a moment. What cannot be read is passed over.

use leptos::prelude::*;
use trace::Time;

use super::fragment::VERSION;
use crate::platform::{address, page};

/// So many decimals of a millisecond are whole nanoseconds.
const DECIMALS: usize = 6;

thread_local! {
    /// The fragment of the address; what reads it is told when the reader follows a link within the page.
    static FRAGMENT: ArcRwSignal<String> = ArcRwSignal::new(String::new());
}

/// Reads the fragment of the page's address.
pub(crate) fn arrive() {
    FRAGMENT.with(|signal| signal.set(address::fragment()));
}

/// Goes to the figure that it names, now and whenever it changes.
pub(crate) fn follow() {
    reach();
    page::on_fragment_change(|| {
        arrive();
        reach();
    });
}

/// The fragment of the address.
pub(crate) fn fragment() -> String {
    FRAGMENT.with(ArcRwSignal::clone).get()
}

/// The moment that a fragment names of this figure.
pub(crate) fn moment_of(fragment: &str, figure: &str) -> Option<Time> {
    of_figure(fragment, figure).map(|(at, _)| at)
}

/// The same with what was turned and done there, as a page's own fragment would say it.
pub(crate) fn of_figure(fragment: &str, figure: &str) -> Option<(Time, String)> {
    let (_, moment) = fragment.split_once('@').filter(|(id, _)| *id == figure)?;
    let (at, changes) = moment.split_once('&').unwrap_or((moment, ""));
    let changes = if changes.is_empty() { String::new() } else { format!("{VERSION}&{changes}") };
    Some((read(at)?, changes))
}

/// The moment that a fragment with knobs names.
pub(crate) fn moment_beside_knobs(fragment: &str) -> Option<Time> {
    let mut pairs = fragment.strip_prefix(VERSION)?.split('&');
    pairs.find_map(|pair| read(pair.strip_prefix("at=")?))
}

/// The fragment that names a moment of a figure; `changes` are what was turned and done, as a page's own fragment says it.
pub(crate) fn to_moment(figure: &str, at: Time, changes: &str) -> String {
    format!("{figure}@{}{}", write(at), changes.strip_prefix(VERSION).unwrap_or_default())
}

/// The same fragment of knobs, with a moment.
pub(crate) fn to_moment_beside_knobs(fragment: &str, at: Time) -> String {
    let knobs = fragment.strip_prefix(VERSION).unwrap_or_default();
    let knobs = knobs.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("at="));
    let knobs: String = knobs.map(|pair| format!("&{pair}")).collect();
    format!("{VERSION}{knobs}&at={}", write(at))
}

/// Browsers know nothing of moments: they look for an element with the whole fragment as its id.
fn reach() {
    let fragment = address::fragment();
    if let Some((id, _)) = fragment.split_once('@')
        && moment_of(&fragment, id).is_some()
    {
        page::go_to(id);
    }
}

/// `95ms`, `0.25ms`: exact.
fn write(at: Time) -> String {
    let (whole, rest) = (at.0 / 1_000_000, at.0 % 1_000_000);
    if rest == 0 {
        return format!("{whole}ms");
    }
    let decimals = format!("{rest:0DECIMALS$}");
    format!("{whole}.{}ms", decimals.trim_end_matches('0'))
}

fn read(text: &str) -> Option<Time> {
    let number = text.strip_suffix("ms")?;
    let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(decimals) || decimals.len() > DECIMALS {
        return None;
    }
    let rest: u64 = format!("{decimals:0<DECIMALS$}").parse().ok()?;
    Some(Time(whole.parse::<u64>().ok()?.checked_mul(1_000_000)?.checked_add(rest)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_comes_back_from_its_link() {
        for (ns, text) in
            [(0, "0ms"), (95_000_000, "95ms"), (250_000, "0.25ms"), (1_000_000_001, "1000.000001ms")]
        {
            assert_eq!(write(Time(ns)), text);
            assert_eq!(moment_of(&to_moment("one", Time(ns), ""), "one"), Some(Time(ns)), "{text}");
            let changed = "v1&wire.one_way_ms=80&act=95ms+drop+7.1";
            let link = to_moment("one", Time(ns), changed);
            assert_eq!(link, format!("one@{text}&wire.one_way_ms=80&act=95ms+drop+7.1"));
            assert_eq!(of_figure(&link, "one"), Some((Time(ns), changed.to_owned())), "{text}");
            let beside = to_moment_beside_knobs("v1&wire.one_way_ms=80&at=7ms", Time(ns));
            assert_eq!(beside, format!("v1&wire.one_way_ms=80&at={text}"));
            assert_eq!(moment_beside_knobs(&beside), Some(Time(ns)), "{text}");
        }
        assert_eq!(to_moment_beside_knobs("", Time(0)), "v1&at=0ms");
        assert_eq!(moment_of("one@95ms", "two"), None);
    }

    #[test]
    fn nonsense_names_no_moment() {
        let nonsense = [
            "",
            "95",
            "ms",
            "-1ms",
            "+1ms",
            "1e3ms",
            "1.ms",
            ".5ms",
            "1.0000001ms",
            "99999999999999999999ms",
            "9s",
        ];
        for text in nonsense {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(of_figure("one@x&wire.one_way_ms=80", "one"), None);
        assert_eq!(moment_beside_knobs("v9&at=95ms"), None);
        assert_eq!(moment_beside_knobs("at=95ms"), None);
    }
}
