//! The head of a page's file: TOML between two lines of `+++`.

use core::ops::Range;

use crate::excerpt::Excerpt;
use crate::plain_text::without_numbers;
use crate::report::{Mistake, Report};
use crate::toml_fields::{At, Fields, Text, TomlText};

/// What a lesson says of itself. Texts that are Markdown are still that.
pub(crate) struct FrontMatter<'t> {
    pub(crate) id: String,
    pub(crate) id_span: Range<usize>,
    pub(crate) title: String,
    pub(crate) subtitle: Text<'t>,
    pub(crate) description: String,
    pub(crate) prerequisites: Vec<At<String>>,
    pub(crate) objectives: Vec<Text<'t>>,
    pub(crate) reviewed: String,
    pub(crate) draft: bool,
}

/// What a page says of itself that is no lesson.
pub(crate) struct ArticleHead {
    pub(crate) title: String,
    pub(crate) description: String,
}

/// The two parts of a file.
pub(crate) struct Parts<'t> {
    pub(crate) head: TomlText<'t>,
    pub(crate) body: Excerpt<'t>,
}

/// Where the front matter ends and the text begins.
pub(crate) fn split<'t>(text: &'t str, report: &Report) -> Option<Parts<'t>> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "+++" {
        report.add(
            Mistake::new("front-matter-missing", start..start + first.trim_end().len(), "a page starts with its front matter")
                .hint("+++\nid = \"…\"\ntitle = \"…\"\nsubtitle = \"…\"\ndescription = \"…\"\nprerequisites = []\nobjectives = [\"…\"]\nreviewed = \"2026-01-31\"\n+++"),
        );
        return None;
    }
    let head_start = start + first.len();
    let mut at = head_start;
    for line in lines {
        let next = at + line.len();
        if line.trim_end() == "+++" {
            return Some(Parts {
                head: TomlText { text: &text[head_start..at], offset: head_start },
                body: Excerpt::verbatim(&text[next..], next),
            });
        }
        at = next;
    }
    report.add(
        Mistake::new("front-matter-open", start..start + 3, "this front matter does not end")
            .hint("write a line with +++ after its last key"),
    );
    None
}

/// Reads the keys of a page that is no lesson.
pub(crate) fn read_article(fields: Fields, report: &Report) -> Option<ArticleHead> {
    let title = without_numbers(fields.need_text("title"), report);
    let description = without_numbers(fields.need_text("description"), report);
    fields.finish();
    Some(ArticleHead {
        title: title?.as_str().trim().to_owned(),
        description: description?.as_str().trim().to_owned(),
    })
}

/// Reads the keys of a lesson.
pub(crate) fn read<'t>(fields: Fields<'t>, report: &Report) -> Option<FrontMatter<'t>> {
    let id = fields.need_id("id");
    let title = without_numbers(fields.need_text("title"), report);
    let subtitle = fields.need_text("subtitle");
    let description = without_numbers(fields.need_text("description"), report);
    let prerequisites = fields.texts("prerequisites");
    let objectives = fields.texts("objectives");
    let reviewed = fields.need_text("reviewed").and_then(|text| date("reviewed", &text, report));
    let draft = fields.flag("draft");
    if objectives.is_empty() {
        let message = "a lesson says what its reader can do afterwards";
        let mistake = Mistake::new("objectives-missing", fields.span(), message);
        report.add(fields.adding(mistake, "objectives = [\"say what a client is\"]"));
    }
    fields.finish();
    let id = id?;
    Some(FrontMatter {
        id: id.as_str().to_owned(),
        id_span: id.span,
        title: title?.as_str().trim().to_owned(),
        subtitle: subtitle?,
        description: description?.as_str().trim().to_owned(),
        prerequisites: prerequisites
            .into_iter()
            .map(|text| At { value: text.as_str().to_owned(), span: text.span })
            .collect(),
        objectives,
        reviewed: reviewed?,
        draft,
    })
}

/// A day as `2026-11-20`.
pub(crate) fn date(key: &str, text: &Text, report: &Report) -> Option<String> {
    let day = text.as_str();
    if is_date(day) {
        return Some(day.to_owned());
    }
    report.add(
        Mistake::new("bad-date", text.span.clone(), format!("`{key}` is not a day"))
            .label("year-month-day, for example 2026-01-31"),
    );
    None
}

fn is_date(day: &str) -> bool {
    let parts: Vec<&str> = day.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let number = |text: &str, digits: usize| {
        (text.len() == digits && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse::<u16>().ok())
            .flatten()
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u16::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        for good in ["2026-11-20", "2024-02-29", "2000-02-29"] {
            assert!(is_date(good), "{good}");
        }
        for bad in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-01",
            "2026-1-01",
            "20-11-2026",
            "",
            "2026-11-31",
        ] {
            assert!(!is_date(bad), "{bad}");
        }
    }

    #[test]
    fn both_kinds_of_line_ends_split_alike() {
        let text = "+++\r\nid = 1\r\n+++\r\nBody";
        let report = Report::new("x", text);
        let parts = split(text, &report).expect("both fences are there");
        assert_eq!((parts.head.text, parts.body.text), ("id = 1\r\n", "Body"));
        assert_eq!(&text[parts.body.span(0..4)], "Body");
    }
}
