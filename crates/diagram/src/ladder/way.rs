//! The outlines of ways across the ladder, and cutting them at a height.

use crate::units::{Tenths, share, text};

pub(super) type Point = (Tenths, Tenths);

/// The part of a closed outline above (or below) a level.
pub(super) fn cut(corners: &[Point], level: Tenths, above: bool) -> Vec<Point> {
    let inside = |&(_, y): &Point| if above { y <= level } else { y >= level };
    let mut kept = Vec::with_capacity(corners.len() + 2);
    let next = corners.iter().cycle().skip(1);
    for (this, next) in corners.iter().zip(next) {
        if inside(this) {
            kept.push(*this);
        }
        if inside(this) != inside(next) {
            kept.push(between(*this, *next, level));
        }
    }
    kept
}

/// The part of a line above (or below) a level. The line never rises.
pub(super) fn cut_line(points: &[Point], level: Tenths, above: bool) -> Vec<Point> {
    let inside = |&(_, y): &Point| if above { y <= level } else { y >= level };
    let mut kept = Vec::with_capacity(points.len() + 1);
    for (place, this) in points.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|before| points.get(before));
        if let Some(before) = before.filter(|before| inside(before) != inside(this)) {
            kept.push(between(*before, *this, level));
        }
        if inside(this) {
            kept.push(*this);
        }
    }
    kept
}

/// Where a line crosses a level.
fn between(one: Point, other: Point, level: Tenths) -> Point {
    let (low, high) = if one.1 < other.1 { (one, other) } else { (other, one) };
    let part = u64::try_from(level - low.1).unwrap_or(0);
    let whole = u64::try_from(high.1 - low.1).unwrap_or(1).max(1);
    (low.0 + share(part, whole, high.0 - low.0), level)
}

pub(super) fn outline(points: &[Point]) -> String {
    let mut d = line(points);
    if !d.is_empty() {
        d.push('z');
    }
    d
}

pub(super) fn line(points: &[Point]) -> String {
    let mut d = String::new();
    for (place, &(x, y)) in points.iter().enumerate() {
        d.push(if place == 0 { 'M' } else { 'L' });
        d.push_str(&text(x));
        d.push(' ');
        d.push_str(&text(y));
    }
    d
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_leaves_both_parts_of_a_band() {
        let band = [(0, 0), (100, 100), (100, 120), (0, 20)];
        assert_eq!(cut(&band, 50, true), [(0, 0), (50, 50), (30, 50), (0, 20)]);
        assert_eq!(cut(&band, 50, false), [(50, 50), (100, 100), (100, 120), (30, 50)]);
        assert_eq!(cut(&band, 200, true), band);
        assert_eq!(cut(&band, -1, true), []);
        assert!(cut(&band, 0, true).iter().all(|&point| point == (0, 0)));
    }

    #[test]
    fn a_line_is_cut_once() {
        let line = [(0, 0), (50, 50), (50, 80), (100, 130)];
        assert_eq!(cut_line(&line, 60, true), [(0, 0), (50, 50), (50, 60)]);
        assert_eq!(cut_line(&line, 60, false), [(50, 60), (50, 80), (100, 130)]);
        assert_eq!(cut_line(&line, 200, true), line);
        assert_eq!(cut_line(&line, -1, true), []);
    }
}
