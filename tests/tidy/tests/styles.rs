//! Stylesheets: each is listed, each belongs to a component, and colours stand in one place.

use std::collections::BTreeSet;
use std::fs;
use tidy::{files_with, root};

/// The only sheet with colours in it.
const TOKENS: &str = "style/tokens.css";

/// Names that CSS gives to colours. Those of the system (`Canvas`, …), `currentColor` and `transparent` are
/// not colours of ours.
const NAMES: [&str; 36] = [
    "aqua", "beige", "black", "blue", "brown", "coral", "crimson", "cyan", "fuchsia", "gold", "gray",
    "green", "grey", "indigo", "ivory", "khaki", "lavender", "lime", "magenta", "maroon", "navy", "olive",
    "orange", "orchid", "pink", "plum", "purple", "red", "salmon", "sienna", "silver", "tan", "teal",
    "tomato", "white", "yellow",
];

#[test]
fn every_sheet_is_listed_once() {
    let shell = fs::read_to_string(root().join("index.html")).expect("the shell is there");
    let listed: Vec<&str> = shell
        .lines()
        .filter(|line| line.contains("rel=\"css\""))
        .filter_map(|line| line.split("href=\"").nth(1)?.split('"').next())
        .collect();
    let unique: BTreeSet<&str> = listed.iter().copied().collect();
    assert_eq!(unique.len(), listed.len(), "index.html lists a stylesheet twice");
    let there = files_with("style", "css");
    let there: BTreeSet<&str> = there.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(unique, there, "index.html must list exactly the stylesheets in style/");
}

#[test]
fn colours_stand_in_the_tokens_alone() {
    let mut wrong = Vec::new();
    for file in files_with("style", "css").iter().filter(|file| file.path != TOKENS) {
        wrong.extend(
            values(&file.text)
                .iter()
                .filter(|value| has_colour(value))
                .map(|value| format!("{}: `{value}` is a colour; name it in {TOKENS}", file.path)),
        );
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn no_rule_hits_a_shape_of_a_drawing_by_chance() {
    let shapes: BTreeSet<String> = files_with("crates/diagram/tests/snapshots", "svg")
        .iter()
        .flat_map(|file| classes(&file.text))
        .collect();
    assert!(shapes.contains("cut"), "the snapshots are there");
    let mut wrong = Vec::new();
    for file in files_with("style", "css") {
        let bare = selectors(&file.text).into_iter().filter(|selector| is_bare(selector, &shapes));
        wrong.extend(bare.map(|selector| {
            format!(
                "{}: `{selector}` is also the class of a shape; say where, as in `.place {selector}`",
                file.path
            )
        }));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The classes of all shapes in a drawing.
fn classes(svg: &str) -> Vec<String> {
    let (_drawing, shapes) = svg.split_once('>').unwrap_or_default();
    let lists = shapes.split("class=\"").skip(1).filter_map(|rest| rest.split('"').next());
    lists.flat_map(str::split_whitespace).map(str::to_owned).collect()
}

/// All selectors, each by itself.
fn selectors(css: &str) -> Vec<String> {
    let clean = without_comments(css);
    let mut selectors = Vec::new();
    for before in clean.split('{') {
        let list = before.rsplit(['}', ';']).next().unwrap_or_default();
        let mut depth = 0_i32;
        let parts = list.split(|character: char| {
            depth += i32::from(character == '(') - i32::from(character == ')');
            depth == 0 && character == ','
        });
        let parts = parts.map(str::trim).filter(|part| !part.is_empty() && !part.starts_with('@'));
        selectors.extend(parts.map(str::to_owned));
    }
    selectors
}

/// Whether a selector names one of the classes and nothing else that says where or what.
fn is_bare(selector: &str, classes: &BTreeSet<String>) -> bool {
    selector.strip_prefix('.').is_some_and(|name| classes.contains(name.split(':').next().unwrap_or(name)))
}

/// The values of all declarations, strings and addresses left out.
fn values(css: &str) -> Vec<String> {
    let clean = without_comments(css);
    let unquoted: String = clean.split('"').step_by(2).collect::<Vec<_>>().join(" ");
    unquoted
        .split(['{', '}', ';'])
        .filter_map(|part| part.split_once(':'))
        .map(|(_, value)| value.trim().to_ascii_lowercase())
        .collect()
}

fn without_comments(css: &str) -> String {
    let mut clean = String::new();
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        clean.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    clean + rest
}

fn has_colour(value: &str) -> bool {
    let functions = ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(", "color("];
    let words = value.split(|character: char| !character.is_alphanumeric() && !"-_#".contains(character));
    let mut words = words.filter(|word| !word.is_empty());
    let hex = |word: &str| {
        word.strip_prefix('#').is_some_and(|digits| {
            matches!(digits.len(), 3 | 4 | 6 | 8) && digits.chars().all(|digit| digit.is_ascii_hexdigit())
        })
    };
    functions.iter().any(|name| value.split([' ', ',', '(']).any(|part| format!("{part}(") == *name))
        || words.any(|word| hex(word) || NAMES.contains(&word))
}

#[test]
fn colours_are_recognised() {
    for value in ["#fff", "1px solid red", "rgb(1 2 3)", "linear-gradient(white,#000000)"] {
        assert!(has_colour(value), "{value}");
    }
    for value in [
        "var(--red)",
        "1px solid currentcolor",
        "canvas",
        "color-mix(in srgb,var(--a),var(--b))",
        "inline-grid",
    ] {
        assert!(!has_colour(value), "{value}");
    }
}
