//! Stored documents of every version keep their meaning.

use learner::{Attempt, Confidence, Given, Number, QuestionId, Record, Unreadable, read, write};

const V1: &str = include_str!("documents/v1.json");
const V2: &str = include_str!("documents/v2.json");

fn question(name: &str, version: u16) -> QuestionId {
    QuestionId { lesson: "client-server".to_owned(), question: name.to_owned(), version }
}

#[test]
fn version_1_is_read_as_it_was_meant() {
    let record = read(V1).expect("the golden document reads");
    assert_eq!(record.attempts().len(), 4);
    let latest = record.latest(&question("five-at-once", 1)).expect("it was answered");
    assert_eq!(latest.given, Given::Number(Number(100_000)));
    assert_eq!(latest.confidence, Some(Confidence::FairlySure));
    assert!(latest.right);
    assert_eq!(record.latest(&question("silence", 2)).map(|it| &it.given), Some(&Given::Shown));
    assert_eq!(
        record.latest(&question("silence", 1)),
        None,
        "another version of the question is another question"
    );
}

#[test]
fn version_2_has_an_answer_of_every_kind() {
    let record = read(V2).expect("the golden document reads");
    let given = |name: &str| record.latest(&question(name, 1)).map(|attempt| attempt.given.clone());
    let texts = |list: &[&str]| list.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
    let pair = |part: &str, answer: &str| (part.to_owned(), answer.to_owned());
    assert_eq!(given("five-at-once"), Some(Given::Number(Number(100_000))));
    assert_eq!(given("laptop"), Some(Given::Option("b".to_owned())));
    assert_eq!(given("silence"), Some(Given::Shown));
    assert_eq!(given("who-asks"), Some(Given::Options(texts(&["a", "c"]))));
    assert_eq!(given("first-to-last"), Some(Given::Order(texts(&["b", "a", "c"]))));
    assert_eq!(given("be-the-server"), Some(Given::Pairs(vec![pair("one", "200"), pair("two", "404")])));
    assert_eq!(
        given("in-your-words"),
        Some(Given::Explained { text: "A client asks.".to_owned(), points: vec![0, 2] })
    );
}

#[test]
fn writing_what_was_read_gives_the_same_text() {
    let record = read(V2).expect("the golden document reads");
    assert_eq!(write(&record), V2.trim_end());
    let old = write(&read(V1).expect("the golden document reads"));
    assert_eq!(old, V1.trim_end().replacen("\"version\":1", "\"version\":2", 1));
}

#[test]
fn a_document_that_is_none_says_so() {
    for text in [
        "",
        "{",
        "[]",
        "null",
        "{\"version\":0,\"attempts\":[]}",
        "{\"version\":1}",
        "{\"version\":1,\"attempts\":[{}]}",
    ] {
        assert_eq!(read(text), Err(Unreadable::Damaged), "{text}");
    }
    assert_eq!(read("{\"version\":7,\"cards\":[]}"), Err(Unreadable::Newer { version: 7 }));
}

#[test]
fn two_tabs_lose_nothing() {
    let attempt = |at_ms, right| Attempt {
        at_ms,
        to: question("laptop", 1),
        given: Given::Option("a".to_owned()),
        confidence: None,
        right,
    };
    let (mut one, mut other) = (Record::default(), Record::default());
    one.add(attempt(1, false));
    other.add(attempt(1, false));
    one.add(attempt(2, true));
    other.add(attempt(3, false));
    let mut merged = one.clone();
    merged.merge(other.clone());
    other.merge(one);
    assert_eq!(merged, other);
    assert_eq!(merged.attempts().map(|it| it.at_ms).collect::<Vec<_>>(), [1, 2, 3]);
}
