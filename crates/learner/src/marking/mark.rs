//! What an answer is worth, and which texts it is told.

use super::key::{Fill, Key, Posed, Swapped};
use crate::{Given, Number, within};

/// What became of one part of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Given, and right.
    Right,
    /// Given, and wrong.
    Wrong,
    /// Right, and not given.
    Missed,
}

/// An answer with its mark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// Whether all of it is right.
    pub right: bool,
    /// What became of options, items, parts and gaps, by their ids. What was rightly left alone is not listed.
    pub fates: Vec<(String, Fate)>,
    /// The names of the texts that this answer is told, in the order of the question: an id for what was given or judged
    /// wrongly, `missed-<id>`, `<id>-<answer>`, `<gap>-known-<place>`, `known-<place>`, `swap-<place>`.
    pub told: Vec<String>,
}

/// Marks an answer. `None` when it is of another kind than the key, as answers to an older form of a question may be.
pub fn mark(key: &Key, given: &Given) -> Option<Marked> {
    let mut marked = Marked::default();
    match (key, given) {
        (Key::Option(right), Given::Option(picked)) => {
            let fate = if picked == right { Fate::Right } else { Fate::Wrong };
            marked.part(picked, fate);
            marked.told.push(picked.clone());
        }
        (Key::Options(right), Given::Options(picked)) => options(&mut marked, right, picked),
        (Key::Number { truth, tolerance_percent, known }, Given::Number(number)) => {
            number_told(&mut marked, *number, (*truth, *tolerance_percent), known);
            return Some(marked);
        }
        (Key::Order { items, swaps }, Given::Order(order)) => sequence(&mut marked, items, swaps, order),
        (Key::Pairs(right), Given::Pairs(pairs)) => {
            for (part, answer) in right {
                let given = answer_to(pairs, part);
                let fate = fate_of(given, given == Some(answer.as_str()));
                marked.part(part, fate);
                if fate != Fate::Right {
                    marked.told.push(part.clone());
                }
            }
        }
        (Key::Gaps(gaps), Given::Pairs(pairs)) => {
            for gap in gaps {
                fill(&mut marked, gap, answer_to(pairs, &gap.id));
            }
        }
        (Key::Answers(posed), Given::Pairs(pairs)) => {
            for Posed { id, right } in posed {
                let given = answer_to(pairs, id);
                let fate =
                    fate_of(given, given.is_some_and(|given| right.iter().any(|right| right == given)));
                marked.part(id, fate);
                marked.told.extend(given.map(|given| [id, "-", given].concat()));
            }
        }
        (Key::Points(count), Given::Explained { points, .. }) => {
            let had = |point: &usize| points.contains(point);
            for point in 0..*count {
                marked.part(&point.to_string(), if had(&point) { Fate::Right } else { Fate::Missed });
            }
        }
        _ => return None,
    }
    marked.right = marked.fates.iter().all(|(_, fate)| *fate == Fate::Right);
    Some(marked)
}

impl Marked {
    /// What became of that part.
    pub fn fate(&self, id: &str) -> Option<Fate> {
        self.fates.iter().find(|(part, _)| part == id).map(|(_, fate)| *fate)
    }

    fn part(&mut self, id: &str, fate: Fate) {
        self.fates.push((id.to_owned(), fate));
    }
}

fn options(marked: &mut Marked, right: &[String], picked: &[String]) {
    for id in picked {
        if right.contains(id) {
            marked.part(id, Fate::Right);
        } else {
            marked.part(id, Fate::Wrong);
            marked.told.push(id.clone());
        }
    }
    for id in right.iter().filter(|id| !picked.contains(id)) {
        marked.part(id, Fate::Missed);
        marked.told.push(["missed-", id].concat());
    }
}

fn number_told(marked: &mut Marked, given: Number, (truth, percent): (Number, u16), known: &[Number]) {
    #[expect(clippy::cast_precision_loss, reason = "answers are far below 2^53 thousandths")]
    let near = |number: Number, percent| within(given, number.0 as f64 / 1000.0, percent);
    marked.right = near(truth, percent);
    if !marked.right {
        let reply = known.iter().position(|&known| near(known, percent.min(5)));
        marked.told.extend(reply.map(|place| format!("known-{place}")));
    }
}

/// An item is right where it stands at its place.
fn sequence(marked: &mut Marked, items: &[String], swaps: &[Swapped], order: &[String]) {
    for (place, id) in items.iter().enumerate() {
        let fate = fate_of(order.get(place).map(String::as_str), order.get(place) == Some(id));
        marked.part(order.get(place).unwrap_or(id), fate);
    }
    let place = |id: &String| order.iter().position(|item| item == id);
    let swapped = |Swapped { before, after }: &Swapped| {
        place(before).zip(place(after)).is_some_and(|(before, after)| before < after)
    };
    let told = swaps.iter().enumerate().filter(|(_, swap)| swapped(swap));
    marked.told.extend(told.map(|(place, _)| format!("swap-{place}")));
}

fn fill(marked: &mut Marked, gap: &Fill, given: Option<&str>) {
    let is = |words: &[String]| given.is_some_and(|given| words.iter().any(|word| same_word(word, given)));
    let fate = fate_of(given, is(&gap.accept));
    marked.part(&gap.id, fate);
    if fate == Fate::Right {
        return;
    }
    let known = gap.known.iter().position(|words| is(words));
    marked.told.push(known.map_or_else(|| gap.id.clone(), |place| format!("{}-known-{place}", gap.id)));
}

/// The same word in whatever case, with whatever spaces, with or without an article.
fn same_word(one: &str, other: &str) -> bool {
    let bare = |text: &str| {
        let text = text.to_lowercase();
        let words: Vec<&str> = text.split([' ', '\u{a0}', '-']).filter(|word| !word.is_empty()).collect();
        let article = words.len() > 1 && matches!(words.first(), Some(&("a" | "an" | "the")));
        words.get(usize::from(article)..).unwrap_or_default().join(" ")
    };
    bare(one) == bare(other)
}

fn answer_to<'a>(pairs: &'a [(String, String)], part: &str) -> Option<&'a str> {
    let found = pairs.iter().find(|(id, _)| id == part)?;
    Some(found.1.as_str()).filter(|answer| !answer.trim().is_empty())
}

fn fate_of(given: Option<&str>, right: bool) -> Fate {
    match (given, right) {
        (None, _) => Fate::Missed,
        (Some(_), true) => Fate::Right,
        (Some(_), false) => Fate::Wrong,
    }
}
