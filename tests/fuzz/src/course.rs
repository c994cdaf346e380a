//! A small sound course, which inputs change in places.

use std::collections::BTreeMap;

use lessonc::Source;

/// Files by their path under `lessons/`.
pub(crate) struct Course(BTreeMap<String, String>);

/// What every course has. Inputs may put other texts in their places, but for the scenarios: their texts have a target of
/// their own, and a run that takes its whole budget would leave no time for anything else.
const FILES: [(&str, &str); 6] = [
    (
        "course.toml",
        r#"
title = "A course"
description = "To be changed."

[[unit]]
id = "unit"
title = "A unit"
line = "What it is about."
lessons = [{ slug = "one" }, { slug = "two", planned = "Two" }]
"#,
    ),
    (
        "beliefs.toml",
        r#"
[[belief]]
id = "in-turn"
statement = "One after another."
refuted_by = "Side by side."
"#,
    ),
    ("unit/one.md", include_str!("../samples/lesson.md")),
    ("cards/latency.md", include_str!("../samples/card.md")),
    ("scenarios/trip.toml", include_str!("../samples/trip.toml")),
    ("scenarios/chance.toml", include_str!("../samples/chance.toml")),
];

impl Course {
    /// The course with the texts of `input` in it: lines `=== path` name the files, and what comes before the first such
    /// line is the lesson.
    pub(crate) fn with(input: &str) -> Self {
        let mut files: BTreeMap<String, String> =
            FILES.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
        let mut path = "unit/one.md".to_owned();
        let mut text = String::new();
        for line in input.split_inclusive('\n') {
            let Some(next) = line.strip_prefix("=== ") else {
                text.push_str(line);
                continue;
            };
            put(&mut files, &path, core::mem::take(&mut text));
            path = next.trim().to_owned();
        }
        put(&mut files, &path, text);
        Self(files)
    }
}

fn put(files: &mut BTreeMap<String, String>, path: &str, text: String) {
    if !text.is_empty() && !path.starts_with("scenarios/") {
        files.insert(path.to_owned(), text);
    }
}

impl Source for Course {
    fn read(&self, path: &str) -> Option<String> {
        self.0.get(path).cloned()
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let names = self.0.keys().filter_map(|path| path.strip_prefix(&prefix));
        names.filter(|name| !name.contains('/')).map(str::to_owned).collect()
    }
}
