//! Whatever an author writes, the record of it knows where it stands.

use proptest::prelude::*;

use super::body;
use super::well_formed::FRAGMENTS;
use crate::excerpt::Excerpt;
use crate::library::Library;
use crate::page_file::PageFile;
use crate::record::{Record, sentences, words};
use crate::report::Report;

/// What stands before the text, so that a place counted from its start would show.
const BEFORE: &str = "+++\n+++\né";

fn record(file_text: &str) -> Record {
    let report = Report::new("a.md", file_text);
    let library = Library::default();
    let file = PageFile::new(&report, &library);
    body(&Excerpt::verbatim(&file_text[BEFORE.len()..], BEFORE.len()), &file);
    file.into_outline().record
}

/// Checks every word of every piece; gives back how many stand in the file letter for letter.
fn check(file_text: &str) -> usize {
    let mut exact = 0;
    for piece in record(file_text).pieces {
        let whole = piece.whole();
        assert!(whole.start <= whole.end && file_text.get(whole.clone()).is_some(), "{piece:?}");
        let mut end = 0;
        for sentence in sentences(&piece) {
            assert!(end <= sentence.start, "{piece:?}");
            assert!(!piece.text[sentence.clone()].trim().is_empty(), "{piece:?}");
            end = sentence.end;
        }
        for word in words(&piece.text) {
            let span = piece.span(word.range.clone());
            let source = file_text.get(span.clone());
            assert!(source.is_some() && span.start >= BEFORE.len(), "{word:?} of {piece:?}");
            assert!(whole.start <= span.start && span.end <= whole.end, "{word:?} of {piece:?}");
            exact += usize::from(source == Some(word.text));
        }
    }
    exact
}

#[test]
fn words_are_found_where_they_stand() {
    let text = "One *two* `three` [four](#x)\nfive &amp; six.\n\n- seven\n- > eight\n\n| nine | ten |\n| --- | --- |\n| 1 | 2 |\n";
    // Code is known with its backticks, and text with an entity in it only as a whole.
    assert_eq!(check(&format!("{BEFORE}{text}")), 9);
}

proptest! {
    #[test]
    fn places_are_in_the_file_whatever_stands_in_a_lesson(
        picks in prop::collection::vec(0..FRAGMENTS.len(), 0..40)
    ) {
        let text: String = picks.into_iter().map(|pick| FRAGMENTS[pick]).collect();
        check(&format!("{BEFORE}{text}"));
    }
}
