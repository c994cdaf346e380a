//! The measures of the space view, in both sizes, and of a chain of two connections in one row.

use crate::fit::Type;
use crate::scene::Area;
use crate::units::{Tenths, units};

/// Where everything stands, in tenths of a unit from the top left of its row.
pub(super) struct Metrics {
    pub(super) type_: Type,
    pub(super) width: Tenths,
    pub(super) height: Tenths,
    /// The baseline of the nodes' names.
    pub(super) heading: Tenths,
    /// From one baseline to the next.
    pub(super) leading: Tenths,

    /// The client's middle, its circle, the arc of its timer and that of its deadline.
    pub(super) client: (Tenths, Tenths),
    pub(super) circle: Tenths,
    pub(super) arc: Tenths,
    pub(super) outer: Tenths,
    /// The most room for the words under the client.
    pub(super) client_room: Tenths,

    /// The ends of the wire.
    pub(super) near: Tenths,
    pub(super) far: Tenths,
    /// The outward and the return lane, and the numbers between them.
    pub(super) out: Tenths,
    pub(super) back: Tenths,
    pub(super) numbers: Tenths,
    pub(super) tick: Tenths,
    pub(super) number_room: Tenths,

    /// A message that takes no time to send is drawn so long, with such a point, and so high to each side.
    pub(super) tag: Tenths,
    pub(super) point: Tenths,
    pub(super) half: Tenths,
    /// The room across a lane for those that fly side by side, and the most that each gets.
    pub(super) fan: Tenths,
    pub(super) pitch: Tenths,
    /// Half the size of the cross where a message was lost.
    pub(super) cross: Tenths,

    pub(super) server: Area,
    pub(super) corner: Tenths,
    /// What the server shows stands between these.
    pub(super) inner: (Tenths, Tenths),
    pub(super) queue_words: Tenths,
    pub(super) slot: Area,
    pub(super) slot_pitch: Tenths,
    pub(super) worker_words: Tenths,
    pub(super) workers: Area,
    pub(super) done_words: Tenths,
    pub(super) refused_words: Tenths,

    /// What the wire lost, and what the server let go of.
    pub(super) tray: Area,
    pub(super) bin: Area,
}

pub(super) const WIDE: Metrics = Metrics {
    type_: Type::Large,
    width: units(560),
    height: units(262),
    heading: units(22),
    leading: units(17),
    client: (units(64), units(128)),
    circle: units(43),
    arc: units(53),
    outer: units(60),
    client_room: units(126),
    near: units(143),
    far: units(339),
    out: units(104),
    back: units(152),
    numbers: 1_325,
    tick: units(6),
    number_room: units(42),
    tag: units(18),
    point: units(10),
    half: units(11),
    fan: units(52),
    pitch: units(12),
    cross: units(7),
    server: Area::new(units(361), units(38), units(194), units(180)),
    corner: units(18),
    inner: (units(379), units(537)),
    queue_words: units(64),
    slot: Area::new(units(379), units(74), units(26), units(34)),
    slot_pitch: units(33),
    worker_words: units(134),
    workers: Area::new(units(379), units(144), units(158), units(40)),
    done_words: units(206),
    refused_words: units(206),
    tray: Area::new(units(131), units(238), units(220), units(19)),
    bin: Area::new(units(361), units(226), units(194), units(19)),
};

pub(super) const NARROW: Metrics = Metrics {
    type_: Type::Small,
    width: units(304),
    height: units(216),
    heading: units(14),
    leading: units(15),
    client: (units(42), units(96)),
    circle: units(30),
    arc: units(35),
    outer: units(40),
    client_room: units(84),
    near: units(96),
    far: units(190),
    out: units(78),
    back: units(114),
    numbers: units(100),
    tick: units(5),
    number_room: units(34),
    tag: units(13),
    point: units(7),
    half: units(8),
    fan: units(36),
    pitch: units(8),
    cross: units(6),
    server: Area::new(units(205), units(26), units(97), units(164)),
    corner: units(13),
    inner: (units(211), units(299)),
    queue_words: units(46),
    slot: Area::new(units(211), units(54), units(21), units(24)),
    slot_pitch: units(27),
    worker_words: units(102),
    workers: Area::new(units(211), units(110), units(85), units(34)),
    done_words: units(164),
    refused_words: units(179),
    tray: Area::new(units(2), units(195), units(194), units(17)),
    bin: Area::new(units(205), units(195), units(97), units(17)),
};

/// The first connection of a chain in one row.
pub(super) const FIRST: Metrics = Metrics {
    client: (units(43), units(128)),
    circle: units(32),
    arc: units(37),
    outer: units(42),
    client_room: units(85),
    near: units(102),
    far: units(196),
    server: Area::new(units(216), units(38), units(122), units(180)),
    inner: (units(225), units(330)),
    slot: Area::new(units(225), units(74), units(26), units(34)),
    slot_pitch: units(33),
    workers: Area::new(units(225), units(144), units(105), units(34)),
    done_words: units(195),
    refused_words: units(211),
    tray: Area::new(units(86), units(238), units(124), units(19)),
    bin: Area::new(units(216), units(222), units(122), units(18)),
    ..WIDE
};

/// The second one. What asks on it is the server of the first.
pub(super) const SECOND: Metrics = Metrics {
    client: (units(277), units(243)),
    client_room: units(122),
    near: units(358),
    far: units(428),
    server: Area::new(units(446), units(38), units(110), units(180)),
    inner: (units(454), units(548)),
    slot: Area::new(units(454), units(74), units(26), units(34)),
    slot_pitch: units(33),
    workers: Area::new(units(454), units(144), units(94), units(34)),
    done_words: units(195),
    refused_words: units(211),
    tray: Area::new(units(344), units(238), units(98), units(19)),
    bin: Area::new(units(446), units(222), units(110), units(18)),
    ..WIDE
};

impl Metrics {
    /// The length of the wire.
    pub(super) fn wire(&self) -> Tenths {
        self.far - self.near
    }

    /// The room around the client, for a finger.
    pub(super) fn around_client(&self) -> Area {
        let (x, y) = self.client;
        Area::new(x - self.circle, y - self.circle, 2 * self.circle, 2 * self.circle)
    }
}
