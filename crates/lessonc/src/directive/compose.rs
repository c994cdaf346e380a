//! ```` ```compose ````: a request to put together.

use lesson::{Compose, Fragment, Kind, Part, Role};

use super::asking::{Count, Ids, belief, no_belief, paragraphs};
use crate::markdown;
use crate::page_file::PageFile;
use crate::record;
use crate::report::Mistake;
use crate::toml_fields::Fields;

const PARTS: Count = Count {
    code: "part-count",
    who: "a request",
    what: "parts",
    range: 2..=4,
    example: "[[part]]\nrole = \"method\"\nlabel = \"Method\"",
};

const PIECES: Count = Count {
    code: "part-count",
    who: "a part",
    what: "pieces",
    range: 2..=6,
    example: "[[part.piece]]\nid = \"a\"\ntext = \"GET\"\nright = true",
};

/// In the order of a message.
const ROLES: [(&str, Role); 4] =
    [("method", Role::Method), ("target", Role::Target), ("fields", Role::Fields), ("body", Role::Body)];

pub(super) fn read(fields: &Fields, _: &str, file: &PageFile) -> Option<Kind> {
    let parts = fields.tables("part", "a part");
    PARTS.check(parts.len(), fields, file);
    let mut ids = Ids::default();
    let mut last = None;
    let parts: Vec<Option<Part>> = parts
        .into_iter()
        .map(|part| {
            let role = role(&part, &mut last, file);
            read_part(part, role, &mut ids, file)
        })
        .collect();
    let answer = fields.need_text("answer").map(|text| text.as_str().trim().to_owned());
    let parts: Vec<Part> = parts.into_iter().collect::<Option<_>>()?;
    let has = |role: Role| parts.iter().any(|part| part.role == role);
    if !has(Role::Method) || !has(Role::Target) {
        let mistake = Mistake::new("part-count", fields.span(), "a request has a method and a target");
        file.report.add(mistake.hint("[[part]]\nrole = \"target\"\nlabel = \"Target\""));
    }
    Some(Kind::Compose(Compose { parts, answer: answer? }))
}

/// The role of a part, which comes after that of the part before.
fn role(fields: &Fields, last: &mut Option<usize>, file: &PageFile) -> Option<Role> {
    let name = fields.need_text("role")?;
    let names = ROLES.map(|(known, _)| known);
    let Some(place) = names.iter().position(|known| *known == name.as_str()) else {
        let message = format!("a request has no part `{}`", name.as_str());
        let mistake = Mistake::new("unknown-part", name.span.clone(), message).label(names.join(", "));
        file.report.add(mistake.meant(name.as_str(), names));
        return None;
    };
    if last.is_some_and(|last| place <= last) {
        let mistake =
            Mistake::new("part-order", name.span, "parts stand in the order of the message, each once");
        file.report.add(mistake.hint(names.join(", ")));
    }
    *last = Some(place);
    ROLES.get(place).map(|(_, role)| *role)
}

fn read_part(fields: Fields, role: Option<Role>, ids: &mut Ids, file: &PageFile) -> Option<Part> {
    let label = fields.need_text("label");
    let pieces = fields.tables("piece", "a piece");
    PIECES.check(pieces.len(), &fields, file);
    let pieces: Vec<Option<Fragment>> =
        pieces.into_iter().map(|piece| read_piece(piece, role, ids, file)).collect();
    let span = fields.span();
    fields.finish();
    let pieces: Vec<Fragment> = pieces.into_iter().collect::<Option<_>>()?;
    let right = pieces.iter().filter(|piece| piece.right).count();
    if right != 1 && role != Some(Role::Fields) {
        let message = format!("one piece of a part is right, and here {right} are marked so");
        let mistake = Mistake::new("right-count", span, message);
        file.report
            .add(mistake.hint("write `right = true` in one [[part.piece]]; of fields several may be right"));
    }
    Some(Part { role: role?, label: label?.as_str().trim().to_owned(), pieces })
}

fn read_piece(fields: Fields, role: Option<Role>, ids: &mut Ids, file: &PageFile) -> Option<Fragment> {
    let id = ids.take(&fields, "piece", file);
    let text = match role {
        Some(Role::Body) => fields.need_any_text("text"),
        _ => fields.need_text("text").map(|text| text.as_str().trim()),
    };
    if let (Some(text), Some(span)) = (text, fields.span_of("text")) {
        file.recorder.plain(record::Kind::Listing, text, span);
    }
    let right = fields.flag("right");
    // Of what is chosen by picking another piece, nobody is told that they missed it.
    let never_wrong = right && role != Some(Role::Fields);
    let belief = if never_wrong {
        no_belief(&fields, "the right piece", file);
        Some(None)
    } else if right && !fields.has("belief") {
        Some(None)
    } else {
        belief(&fields, file).map(Some)
    };
    let feedback = if never_wrong {
        Some(fields.text("feedback").map(|text| markdown::paragraphs(&text, file)).unwrap_or_default())
    } else {
        paragraphs("feedback", &fields, file)
    };
    fields.finish();
    let (text, belief, feedback) = (text?.to_owned(), belief?, feedback?);
    Some(Fragment { id: id?, text, right, belief, feedback })
}
