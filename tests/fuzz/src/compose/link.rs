//! Links of every kind.

use scenario::{Jitter, Link, Loss, Reorder, Way};

use super::chance::distribution;
use super::way;
use crate::bytes::Bytes;

pub(super) fn plain(place: usize, ends: [u16; 2]) -> Link {
    Link { id: format!("link-{place}"), ends, ways: [way(), way()] }
}

/// One property of one way, or of both.
pub(super) fn change(bytes: &mut Bytes, link: &mut Link) {
    match bytes.byte() % 3 {
        2 => {
            change_way(bytes, &mut link.ways[0]);
            link.ways[1] = link.ways[0].clone();
        }
        side => change_way(bytes, &mut link.ways[usize::from(side)]),
    }
}

fn change_way(bytes: &mut Bytes, way: &mut Way) {
    match bytes.byte() % 8 {
        0 => way.one_way_ns = bytes.time_ns(),
        1 => way.bits_per_s = bytes.given(rate),
        2 => way.buffer_bytes = bytes.given(|bytes| bytes.size().into()),
        3 => {
            way.jitter = bytes.given(|bytes| Jitter { overtaking: bytes.flag(), extra: distribution(bytes) });
        }
        4 => way.loss = loss(bytes),
        5 => way.duplicate = bytes.share(),
        6 => way.corrupt = bytes.share(),
        _ => way.reorder = bytes.given(|bytes| Reorder { share: bytes.share(), by_ns: bytes.some_time_ns() }),
    }
}

fn rate(bytes: &mut Bytes) -> u64 {
    match bytes.byte() {
        0..80 => 8_000,
        80..200 => u64::from(bytes.two()) * 1_000,
        200..220 => 1_000,
        _ => 1_000_000_000_000,
    }
}

fn loss(bytes: &mut Bytes) -> Loss {
    match bytes.byte() % 3 {
        0 => Loss::None,
        1 => Loss::Chance { share: bytes.share() },
        _ => Loss::Bursts {
            worsen: bytes.share(),
            improve: bytes.share(),
            lost_good: bytes.share(),
            lost_bad: bytes.share(),
        },
    }
}
