//! What lasts, on the ladder: a node that is down, hung or slow, a wire that is cut, a breaker that is open, and news.

use trace::NodeId;

use crate::Subject;
use crate::scene::{Area, Canvas};
use crate::spells::{News, Spell, SpellKind};
use crate::units::{Tenths, text, units};

use super::way::Point;
use super::{Ladder, MOST_DRAWN, bars};

/// More at once could not be told apart.
const MOST_SPELLS: usize = 40;
const HATCH: Tenths = units(6);
const CUT_WIDTH: Tenths = units(8);

/// The spells that have begun within the drawing or reach into it.
pub(super) fn drawn<'a>(ladder: &Ladder<'a>) -> impl Iterator<Item = &'a Spell> {
    let spells: &'a [Spell] = &ladder.run.spells.spells;
    let (from, at, knower) = (ladder.scale.from(), ladder.at, ladder.knower);
    let begun = ladder.within(spells, |spell| spell.from).iter();
    let there = move |spell: &&Spell| spell.from <= at && spell.to.is_none_or(|to| to >= from);
    // Nobody at a node sees that a wire is cut.
    let known = move |spell: &&Spell| {
        knower.is_none_or(|knower| spell.node == knower && !matches!(spell.kind, SpellKind::Cut { .. }))
    };
    begun.filter(there).filter(known).take(MOST_SPELLS)
}

pub(super) fn draw(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    for spell in drawn(ladder) {
        let key = key(spell);
        let (top, bottom) = extent(ladder, spell);
        canvas.about(subject(spell));
        match spell.kind {
            SpellKind::Cut { from, .. } => {
                let Some(x) = middle(ladder, spell) else { continue };
                let area = Area::new(x - CUT_WIDTH / 2, top, CUT_WIDTH, bottom - top);
                canvas.rect(key.clone(), "cut", area, units(0));
                if let Some(to_right) = from.and_then(|from| Some(ladder.x(from)? < x)) {
                    let (step, head) = if to_right { ("8", "-4") } else { ("-8", "4") };
                    let start = if to_right { x - units(16) } else { x + units(16) };
                    let back = head.strip_prefix('-').map_or("-4", |_| "4");
                    let (start, y) = (text(start), text(top + units(8)));
                    let d = format!("M{start} {y}h{step}m{head} -4l{back} 4l{head} 4");
                    canvas.path(format!("{key} way"), "turned", d);
                }
            }
            SpellKind::Breaker { open, .. } => {
                let Some(x) = ladder.open_x(spell.node) else { continue };
                let area = Area::new(x - bars::WAIT_AWAY - units(1), top, units(10), bottom - top);
                canvas.rect(key, if open { "breaker" } else { "breaker half" }, area, units(0));
            }
            SpellKind::Down => {
                let Some(x) = ladder.open_x(spell.node) else { continue };
                down(key, (x, top, bottom), spell.to.is_some_and(|to| to <= ladder.at), canvas);
            }
            SpellKind::Hung | SpellKind::Slow(_) | SpellKind::Failing(_) | SpellKind::Paused => {
                let Some(x) = ladder.open_x(spell.node) else { continue };
                canvas.path(key, "hatch", hatch(x, top, bottom));
            }
        }
    }
    canvas.about(None);
}

/// Equal from moment to moment.
pub(super) fn key(spell: &Spell) -> String {
    let kind = match spell.kind {
        SpellKind::Down => "down".to_owned(),
        SpellKind::Hung => "hung".to_owned(),
        SpellKind::Slow(_) => "slow".to_owned(),
        SpellKind::Failing(_) => "failing".to_owned(),
        SpellKind::Paused => "paused".to_owned(),
        SpellKind::Cut { link, from } => {
            format!("cut{}.{}", link.0, from.map_or(0, |from| u32::from(from.0) + 1))
        }
        SpellKind::Breaker { to, .. } => format!("breaker{}", to.0),
    };
    format!("{kind} {}.{}", spell.node.0, spell.from.0)
}

pub(super) fn news_key(news: &News) -> String {
    format!(
        "news{}.{}.{}.{}{}",
        news.node.0,
        news.feed,
        news.update,
        news.at.0,
        if news.new { "n" } else { "" }
    )
}

fn subject(spell: &Spell) -> Option<Subject> {
    match spell.kind {
        SpellKind::Cut { link, .. } => Some(Subject::Link(link)),
        _ => Some(Subject::Node(spell.node)),
    }
}

/// From where to where it is drawn.
fn extent(ladder: &Ladder<'_>, spell: &Spell) -> (Tenths, Tenths) {
    let to = spell.to.unwrap_or(ladder.run.end()).min(ladder.at);
    (ladder.y(spell.from), ladder.y(to))
}

/// A cross where the line stops, and a stroke where it goes on.
fn down(key: String, (x, top, bottom): (Tenths, Tenths, Tenths), up_again: bool, canvas: &mut Canvas) {
    let (left, right) = (text(x - units(6)), text(x + units(6)));
    let (above, below) = (text(top - units(6)), text(top + units(6)));
    let cross = format!("M{left} {above}L{right} {below}M{right} {above}L{left} {below}");
    canvas.path(format!("{key} cross"), "x", cross);
    if up_again {
        canvas.path(format!("{key} up"), "up", format!("M{left} {}h12", text(bottom)));
    }
}

/// Short slanted strokes along a line, on the side that work leaves free.
fn hatch(x: Tenths, top: Tenths, bottom: Tenths) -> String {
    let (left, mut d, mut y) = (text(x - units(8)), String::new(), top);
    while y < bottom.max(top + 1) {
        d.push_str(&format!("M{left} {}l8 -4", text(y + units(2))));
        y += HATCH;
    }
    d
}

/// In the middle of the link that is cut.
fn middle(ladder: &Ladder<'_>, spell: &Spell) -> Option<Tenths> {
    let SpellKind::Cut { link, .. } = spell.kind else { return None };
    let [one, other] = ladder.run.trace.links.get(usize::from(link.0))?.ends;
    Some((ladder.x(one)? + ladder.x(other)?) / 2)
}

/// Where the word about a spell stands.
pub(super) fn word_place(ladder: &Ladder<'_>, spell: &Spell) -> Option<Point> {
    let (top, _) = extent(ladder, spell);
    match spell.kind {
        SpellKind::Cut { .. } => Some((middle(ladder, spell)? + units(8), top + units(12))),
        SpellKind::Down => Some((ladder.open_x(spell.node)? + units(10), top + units(12))),
        _ => Some((ladder.open_x(spell.node)? + units(8), top + units(12))),
    }
}

/// The news within the drawing that somebody has got to know of.
pub(super) fn news_drawn<'a>(ladder: &Ladder<'a>) -> impl Iterator<Item = &'a News> {
    let news: &'a [News] = &ladder.run.spells.news;
    let (from, at, knower) = (ladder.scale.from(), ladder.at, ladder.knower);
    let known = move |own: &&News| knower.is_none_or(|knower: NodeId| own.node == knower);
    let there = move |own: &&News| from <= own.at && own.at <= at;
    ladder.within(news, |own| own.at).iter().filter(there).filter(known).take(MOST_DRAWN)
}

/// A mark at each piece of news: full where it came into being, hollow where somebody learnt of it.
pub(super) fn news(ladder: &Ladder<'_>, canvas: &mut Canvas) {
    for own in news_drawn(ladder) {
        let Some(x) = ladder.open_x(own.node) else { continue };
        let d = format!("M{} {}l5 5 -5 5 -5 -5z", text(x), text(ladder.y(own.at) - units(5)));
        canvas.path(news_key(own), if own.new { "req" } else { "rep" }, d);
    }
}
