//! The whole, and its nodes.

use super::feed::FEED;
use super::intervention::INTERVENTION;
use super::link::LINK;
use super::load::LOAD;
use super::server::SERVER;
use super::{Key, Kind, Section};
use crate::bounds::{END, MAX_FEEDS, MAX_INTERVENTIONS, MAX_LINKS, MAX_LOADS, MAX_NODES, MEASURE_FROM};

pub(crate) static TOP: Section =
    Section::new("the top of the file", "scenario", "What is to be run.").keys(&[&[
        Key::new("version", Kind::Version, "the form of this file"),
        Key::new("title", Kind::Line, "one line for lists"),
        Key::new("end_ms", Kind::Number(&END), "when the run ends at the latest")
            .optional("it ends when nothing is left to happen"),
        Key::number(
            &MEASURE_FROM,
            "requests wanted before this do not count in measures of response: the system fills up first",
        ),
        Key::new("node", Kind::Tables(&NODE, MAX_NODES), "the machines; at least one"),
        Key::new("link", Kind::Tables(&LINK, MAX_LINKS), "what joins them").optional("nothing is joined"),
        Key::new(
            "load",
            Kind::Tables(&LOAD, MAX_LOADS),
            "who wants what answered; one load or feed at least",
        )
        .optional("nobody asks"),
        Key::new("feed", Kind::Tables(&FEED, MAX_FEEDS), "news, and who wants to hear of it")
            .optional("there is no news"),
        Key::new(
            "intervention",
            Kind::Tables(&INTERVENTION, MAX_INTERVENTIONS),
            "what somebody does while the run goes on",
        )
        .optional("nobody interferes"),
    ]]);

static NODE: Section = Section::new("[[node]]", "node", "A machine: it asks, answers, or both.").keys(&[&[
    Key::new("id", Kind::Id, "its name in this file and in knobs"),
    Key::new("name", Kind::Line, "what learners read"),
    Key::new("server", Kind::Table(&SERVER), "makes it answer").optional("it only asks"),
]]);
