//! Words of predictions: what was said, and what the run gave.

pub(crate) const THE_RUN_DID: &str = "What the run did";
pub(crate) const PICK_FIRST: &str = "Pick what you expect first.";
pub(crate) const AT_THE_START: &str = "The moment at which it starts";
pub(crate) const YOUR_ORDER: &str = "Smallest first, as the run gave it:";
pub(crate) const NOT_RUN: &str = "The run could not be worked out here.";

/// `The run gives: effects 2.`: the number that decided between the options.
pub(crate) fn gives(measure: &str, amount: &str) -> String {
    format!("The run gives: {} {amount}.", in_words(measure))
}

/// `You said 2nd`, at a row.
pub(crate) fn you_said(place: usize) -> String {
    format!("you: {}", ordinal(place))
}

/// Where something was to be, and where it is.
pub(crate) fn said_and_is(said: &str, at: &str, is: &str) -> String {
    format!("You said: {}. At {at} it is here: {}.", bare(said), bare(is))
}

/// The same for who did not answer.
pub(crate) fn is_here(at: &str, is: &str) -> String {
    format!("At {at} it is here: {}.", bare(is))
}

/// Over the places of a prediction, for readers without script.
#[cfg(feature = "ssr")]
pub(crate) fn at(moment: &str) -> String {
    format!("At {moment}:")
}

/// A text that goes on behind it.
fn bare(text: &str) -> &str {
    text.trim_end().trim_end_matches('.')
}

/// `phone: response`: a measure without its unit, as people say it.
fn in_words(measure: &str) -> String {
    let (node, name) = measure.rsplit_once('.').map_or(("", measure), |(node, name)| (node, name));
    let name = ["_ms", "_per_s"].iter().find_map(|unit| name.strip_suffix(unit)).unwrap_or(name);
    let name = name.replace('_', " ");
    if node.is_empty() { name } else { format!("{node}: {name}") }
}

fn ordinal(place: usize) -> String {
    let ending = match (place % 10, place % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{place}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_read_as_words() {
        assert_eq!(gives("effects", "2"), "The run gives: effects 2.");
        assert_eq!(gives("phone.timed_out", "1"), "The run gives: phone: timed out 1.");
        assert_eq!(gives("response_p99_ms", "40 ms"), "The run gives: response p99 40 ms.");
    }

    #[test]
    fn places_have_endings() {
        assert_eq!([1, 2, 3, 4, 11, 21].map(ordinal).join(" "), "1st 2nd 3rd 4th 11th 21st");
    }
}
