//! Enters a lesson in `course.toml`, which keeps its comments and its layout.

use crate::failure::Failure;
use lessonc::{nearest, proposal};
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value};

/// The course with the lesson in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entered {
    pub(super) text: String,
    /// The title of the planned lesson whose place it takes.
    pub(super) planned: Option<String>,
}

/// Puts `slug` where a lesson of that slug or title is planned, else at the end of the unit.
pub(super) fn enter(text: &str, unit: &str, slug: &str, title: Option<&str>) -> Result<Entered, Failure> {
    let mut course: DocumentMut = text.parse().map_err(|_| {
        Failure::Work("lessons/course.toml has mistakes: `cargo xtask check` names them".to_owned())
    })?;
    let units = course.get_mut("unit").and_then(Item::as_array_of_tables_mut);
    let mut units: Vec<&mut Table> = units.map(|units| units.iter_mut().collect()).unwrap_or_default();
    let ids: Vec<String> = units.iter().map(|unit| text_of(unit.get("id"))).collect();
    if units.iter().any(|unit| lessons_of(unit).iter().any(|entry| is_written(entry, slug))) {
        return Err(Failure::Usage(format!("lessons/course.toml has a lesson `{slug}` already")));
    }
    let Some(place) = ids.iter().position(|id| id == unit) else {
        return Err(Failure::Usage(unknown_unit(unit, &ids)));
    };
    let lessons = units[place].entry("lessons").or_insert(Item::Value(Value::Array(Array::new())));
    let Some(lessons) = lessons.as_array_mut() else {
        return Err(Failure::Work(format!(
            "`lessons` of the unit `{unit}` is no list in lessons/course.toml"
        )));
    };
    let planned = lessons.iter().position(|entry| is_planned(entry, slug, title));
    let title_there = planned.and_then(|at| field(lessons.get(at), "planned"));
    match planned {
        Some(at) => {
            let mut entry = new_entry(slug);
            if let Some(old) = lessons.get(at) {
                *entry.decor_mut() = old.decor().clone();
            }
            lessons.replace_formatted(at, entry);
        }
        None => push(lessons, new_entry(slug)),
    }
    Ok(Entered { text: course.to_string(), planned: title_there })
}

/// In the layout of the entry before it: on a line of its own where that has one.
fn push(lessons: &mut Array, mut entry: Value) {
    let before = lessons.iter().last().and_then(|last| last.decor().prefix()?.as_str().map(str::to_owned));
    entry.decor_mut().set_prefix(before.unwrap_or_default());
    lessons.push_formatted(entry);
}

fn new_entry(slug: &str) -> Value {
    let mut entry = InlineTable::new();
    entry.insert("slug", slug.into());
    Value::InlineTable(entry)
}

fn is_written(entry: &Value, slug: &str) -> bool {
    field(Some(entry), "planned").is_none() && field(Some(entry), "slug").as_deref() == Some(slug)
}

fn is_planned(entry: &Value, slug: &str, title: Option<&str>) -> bool {
    let Some(planned) = field(Some(entry), "planned") else { return false };
    let same_title = title.is_some_and(|title| title.trim().to_lowercase() == planned.trim().to_lowercase());
    same_title || field(Some(entry), "slug").as_deref() == Some(slug) || proposal(&planned) == slug
}

fn lessons_of(unit: &Table) -> Vec<&Value> {
    unit.get("lessons").and_then(Item::as_array).map(|lessons| lessons.iter().collect()).unwrap_or_default()
}

fn field(entry: Option<&Value>, name: &str) -> Option<String> {
    entry?.as_inline_table()?.get(name)?.as_str().map(str::to_owned)
}

fn text_of(item: Option<&Item>) -> String {
    item.and_then(Item::as_str).unwrap_or_default().to_owned()
}

fn unknown_unit(unit: &str, ids: &[String]) -> String {
    let known = match nearest(unit, ids.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there is {}", ids.join(", ")),
    };
    format!("lessons/course.toml has no unit `{unit}`: {known}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const COURSE: &str = "\
# The course.
title = \"A\"

[[unit]]
id = \"basics\" # first
lessons = [
  { slug = \"one\" },
  # Next year.
  { planned = \"What a round trip costs\" },
  { slug = \"later\", planned = \"Another title\" },
]

[[unit]]
id = \"more\"
lessons = []
";

    fn entered(unit: &str, slug: &str, title: Option<&str>) -> Entered {
        enter(COURSE, unit, slug, title).expect("a place")
    }

    #[test]
    fn a_planned_lesson_gives_its_place() {
        for (slug, title) in [("what-a-round-trip-costs", None), ("costs", Some("what a round trip costs"))] {
            let entered = entered("basics", slug, title);
            assert_eq!(entered.planned.as_deref(), Some("What a round trip costs"));
            let expected = COURSE
                .replace("{ planned = \"What a round trip costs\" }", &format!("{{ slug = \"{slug}\" }}"));
            assert_eq!(entered.text, expected);
        }
        let by_slug = entered("basics", "later", None);
        assert_eq!(by_slug.planned.as_deref(), Some("Another title"));
        assert!(by_slug.text.contains("  { slug = \"later\" },\n]"), "{}", by_slug.text);
    }

    #[test]
    fn another_goes_to_the_end_of_its_unit() {
        let end = entered("basics", "new", None);
        assert_eq!(end.planned, None);
        let expected = COURSE.replace("title\" },\n]", "title\" },\n  { slug = \"new\" },\n]");
        assert_eq!(end.text, expected);
        assert!(entered("more", "new", None).text.ends_with("lessons = [{ slug = \"new\" }]\n"));
    }

    #[test]
    fn what_has_no_place_is_refused() {
        let refused = |unit, slug| match enter(COURSE, unit, slug, None) {
            Err(Failure::Usage(message)) => message,
            other => panic!("{other:?}"),
        };
        assert!(refused("basic", "new").ends_with("did you mean `basics`?"));
        assert!(refused("zzzzzzzz", "new").ends_with("there is basics, more"));
        assert!(refused("more", "one").ends_with("has a lesson `one` already"));
        assert!(matches!(enter("[", "a", "b", None), Err(Failure::Work(_))));
    }
}
