//! What an address says about a run behind its `#`: `v1&wire.one_way_ms=80&act=95ms+drop+7.1+reply`.

/// Longer addresses are cut off by programs that pass them on.
const MOST_BYTES: usize = 8 << 10;

/// What such a fragment begins with.
pub(crate) const VERSION: &str = "v1";
const ACT: &str = "act";

/// Turned knobs and acts, as far as the fragment can be read. Whether they are possible is for others to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) turns: Vec<(String, u64)>,
    pub(crate) acts: Vec<String>,
}

/// The fragment for these, empty for none; nothing when it would be too long.
pub(crate) fn written(said: &Said) -> Option<String> {
    let turns = said.turns.iter().map(|(path, value)| format!("{path}={value}"));
    let acts = said.acts.iter().map(|act| format!("{ACT}={}", act.replace(' ', "+")));
    let parts: Vec<String> = turns.chain(acts).collect();
    let fragment = if parts.is_empty() { String::new() } else { format!("{VERSION}&{}", parts.join("&")) };
    (fragment.len() <= MOST_BYTES).then_some(fragment)
}

/// What a fragment says; nothing for one of another version, or one that is too long.
pub(crate) fn read(fragment: &str) -> Option<Said> {
    let mut pairs = fragment.split('&');
    if pairs.next() != Some(VERSION) || fragment.len() > MOST_BYTES {
        return None;
    }
    let mut said = Said::default();
    for (name, value) in pairs.filter_map(|pair| pair.split_once('=')) {
        if name == ACT {
            // Some programs that pass addresses on escape what need not be escaped.
            said.acts.push(value.replace("%2B", "+").replace("%20", "+").replace('+', " "));
        } else if let Ok(value) = value.parse() {
            said.turns.push((name.to_owned(), value));
        }
    }
    Some(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(turns: &[(&str, u64)], acts: &[&str]) -> Said {
        Said {
            turns: turns.iter().map(|(path, value)| ((*path).to_owned(), *value)).collect(),
            acts: acts.iter().map(|act| (*act).to_owned()).collect(),
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        let all = said(&[("wire.one_way_ms", 80)], &["95ms drop 7.1 reply", "120ms crash server"]);
        let text = written(&all).expect("it is short");
        assert_eq!(text, "v1&wire.one_way_ms=80&act=95ms+drop+7.1+reply&act=120ms+crash+server");
        assert_eq!(read(&text), Some(all));
        assert_eq!(written(&Said::default()).as_deref(), Some(""));
    }

    #[test]
    fn what_cannot_be_read_is_left_out() {
        for text in ["", "v9&a=1", "a=1", &format!("v1&{}", "a=1&".repeat(3000))] {
            assert_eq!(read(text), None, "{text:?}");
        }
        let odd = "v1&&=&a&a=x&a=-1&a=7&at=95ms&act=&act=95ms%20drop%207&act=%E0%A4";
        assert_eq!(read(odd), Some(said(&[("a", 7)], &["", "95ms drop 7", "%E0%A4"])));
    }

    #[test]
    fn there_is_an_end_to_addresses() {
        let many = vec!["95ms drop 7.1 reply"; 400];
        assert_eq!(written(&said(&[], &many)), None);
    }
}
