//! ```` ```point ````: a place of a drawing to point at.

use lesson::{Figure, Kind, Mark, Place, Spot};

use super::asking::{Count, Ids, belief, no_belief, paragraphs, take_part_id};
use super::figure::stage;
use super::subject::{self, Among, Drawing};
use crate::markdown;
use crate::page_file::PageFile;
use crate::report::Mistake;
use crate::toml_fields::Fields;

pub(super) const SPOTS: Count = Count {
    code: "part-count",
    who: "a drawing to point at",
    what: "spots",
    range: 2..=6,
    example: "[[spot]]\nid = \"a\"\nsubject = \"node server\"\ntext = \"…\"\nbelief = \"…\"\nfeedback = \"…\"",
};

pub(super) fn read(fields: &Fields, question: &str, file: &PageFile) -> Option<Kind> {
    let moment = fields.need_number("moment_ms");
    let stage = stage(fields, moment, file);
    let figure = stage.map(|stage| {
        let id = take_part_id(question, "drawing", fields, file);
        stage.into_figure(id, Vec::new())
    });
    let spots = fields.tables("spot", "a spot");
    SPOTS.check(spots.len(), fields, file);
    let (mut ids, mut right, count) = (Ids::default(), 0, spots.len());
    let spots: Vec<Option<Spot>> = spots
        .into_iter()
        .map(|spot| {
            let is_right = spot.flag("right");
            right += usize::from(is_right);
            read_spot(spot, is_right, figure.as_ref(), &mut ids, file)
        })
        .collect();
    if right != 1 && count > 0 {
        let message = format!("one spot is right, and here {right} are marked so");
        let mistake = Mistake::new("right-count", fields.span(), message);
        file.report
            .add(mistake.hint("write `right = true` in one [[spot]]; each of the others has its belief"));
    }
    Some(Kind::Place(Place { spots: spots.into_iter().collect::<Option<_>>()?, figure: figure? }))
}

fn read_spot(
    fields: Fields,
    right: bool,
    figure: Option<&Figure>,
    ids: &mut Ids,
    file: &PageFile,
) -> Option<Spot> {
    let id = ids.take(&fields, "spot", file);
    let subject = fields.need_text("subject");
    let found = match (&subject, figure) {
        (Some(name), Some(figure)) => {
            let Figure { scenario_id, scenario, seed, moment_ns, .. } = figure;
            let drawing = Drawing { scenario_id, scenario, seed: *seed, moment_ns: *moment_ns };
            subject::read(name, drawing, Among::Drawing, file)
        }
        _ => None,
    };
    let text = fields.need_text("text").map(|text| markdown::label(&text, file));
    let mark = if right {
        no_belief(&fields, "the right spot", file);
        Some(Mark::Right)
    } else {
        belief(&fields, file).map(|belief| Mark::Wrong { belief })
    };
    let feedback = paragraphs("feedback", &fields, file);
    fields.finish();
    found?;
    Some(Spot {
        id: id?,
        subject: subject?.as_str().trim().to_owned(),
        text: text?,
        mark: mark?,
        feedback: feedback?,
    })
}
