//! What answers of every kind are worth.

use learner::{Fate, Fill, Given, Key, Number, Posed, Swapped, mark};

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|&text| text.to_owned()).collect()
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|&(part, answer)| (part.to_owned(), answer.to_owned())).collect()
}

/// Whether it is right, what it is told, and what became of its parts.
fn marked(key: &Key, given: &Given) -> (bool, Vec<String>, Vec<(String, Fate)>) {
    let marked = mark(key, given).expect("an answer of this kind");
    (marked.right, marked.told, marked.fates)
}

fn fates(list: &[(&str, Fate)]) -> Vec<(String, Fate)> {
    list.iter().map(|&(id, fate)| (id.to_owned(), fate)).collect()
}

#[test]
fn of_several_each_wrong_pick_and_each_miss_is_told() {
    let key = Key::Options(texts(&["a", "c"]));
    let given = |list| Given::Options(texts(list));
    assert_eq!(
        marked(&key, &given(&["c", "a"])),
        (true, vec![], fates(&[("c", Fate::Right), ("a", Fate::Right)]))
    );
    assert_eq!(
        marked(&key, &given(&["a", "b"])),
        (
            false,
            texts(&["b", "missed-c"]),
            fates(&[("a", Fate::Right), ("b", Fate::Wrong), ("c", Fate::Missed)])
        )
    );
    assert!(!marked(&key, &given(&[])).0);
    assert!(marked(&Key::Options(vec![]), &given(&[])).0, "nothing may hold");
}

#[test]
fn a_number_counts_within_its_tolerance_and_known_ones_have_replies() {
    let number = |value: i64| Number(value * 1000);
    let key = Key::Number { truth: number(100), tolerance_percent: 10, known: vec![number(500), number(50)] };
    for (given, right, told) in [
        (100, true, &[][..]),
        (109, true, &[]),
        (50, false, &["known-1"]),
        (500, false, &["known-0"]),
        (300, false, &[]),
    ] {
        let found = marked(&key, &Given::Number(number(given)));
        assert_eq!((found.0, found.1), (right, texts(told)), "{given}");
    }
}

#[test]
fn an_order_is_right_place_by_place_and_swaps_are_told() {
    let swap = Swapped { before: "c".to_owned(), after: "a".to_owned() };
    let key = Key::Order { items: texts(&["a", "b", "c"]), swaps: vec![swap] };
    assert!(marked(&key, &Given::Order(texts(&["a", "b", "c"]))).0);
    let (right, told, parts) = marked(&key, &Given::Order(texts(&["c", "b", "a"])));
    assert_eq!((right, told), (false, texts(&["swap-0"])));
    assert_eq!(parts, fates(&[("c", Fate::Wrong), ("b", Fate::Right), ("a", Fate::Wrong)]));
    let (right, told, _) = marked(&key, &Given::Order(texts(&["b", "a", "c"])));
    assert_eq!((right, told), (false, vec![]));
    assert!(!marked(&key, &Given::Order(texts(&["a"]))).0, "items that are missing are not right");
}

#[test]
fn what_does_not_belong_together_is_told() {
    let key = Key::Pairs(pairs(&[("one", "one"), ("two", "two")]));
    assert!(marked(&key, &Given::Pairs(pairs(&[("two", "two"), ("one", "one")]))).0);
    let (right, told, parts) = marked(&key, &Given::Pairs(pairs(&[("one", "two")])));
    assert_eq!((right, told), (false, texts(&["one", "two"])));
    assert_eq!(parts, fates(&[("one", Fate::Wrong), ("two", Fate::Missed)]));
}

#[test]
fn words_count_in_any_case_and_with_any_article() {
    let gap = Fill {
        id: "g".to_owned(),
        accept: texts(&["web server", "server"]),
        known: vec![texts(&["client"])],
    };
    let key = Key::Gaps(vec![gap]);
    for (word, right, told) in [
        ("Server", true, &[][..]),
        (" the  web-server ", true, &[]),
        ("Client", false, &["g-known-0"]),
        ("network", false, &["g"]),
        ("the", false, &["g"]),
        ("", false, &["g"]),
    ] {
        let found = marked(&key, &Given::Pairs(pairs(&[("g", word)])));
        assert_eq!((found.0, found.1), (right, texts(told)), "{word:?}");
    }
}

#[test]
fn every_status_has_its_reply() {
    let posed = |id: &str, right: &[&str]| Posed { id: id.to_owned(), right: texts(right) };
    let key = Key::Answers(vec![posed("one", &["200"]), posed("two", &["403", "404"])]);
    let (right, told, _) = marked(&key, &Given::Pairs(pairs(&[("one", "200"), ("two", "404")])));
    assert_eq!((right, told), (true, texts(&["one-200", "two-404"])));
    let (right, told, _) = marked(&key, &Given::Pairs(pairs(&[("one", "500")])));
    assert_eq!((right, told), (false, texts(&["one-500"])));
}

#[test]
fn an_explanation_is_right_when_it_has_every_point() {
    let given = |points: &[usize]| Given::Explained { text: String::new(), points: points.to_vec() };
    assert!(marked(&Key::Points(2), &given(&[1, 0])).0);
    assert!(!marked(&Key::Points(2), &given(&[1])).0);
}

#[test]
fn an_answer_of_another_kind_has_no_mark() {
    let keys = [
        Key::Option("a".to_owned()),
        Key::Options(vec![]),
        Key::Order { items: vec![], swaps: vec![] },
        Key::Pairs(vec![]),
        Key::Gaps(vec![]),
        Key::Answers(vec![]),
        Key::Points(0),
    ];
    for key in keys {
        assert_eq!(mark(&key, &Given::Number(Number(0))), None, "{key:?}");
        assert_eq!(mark(&key, &Given::Shown), None, "{key:?}");
    }
}

#[test]
fn what_is_shown_as_the_answer_is_marked_right() {
    let fill =
        |id: &str, word: &str| Fill { id: id.to_owned(), accept: texts(&[word, "other"]), known: vec![] };
    for key in [
        Key::Option("a".to_owned()),
        Key::Options(texts(&["a", "c"])),
        Key::Number { truth: Number(40_000), tolerance_percent: 10, known: vec![] },
        Key::Order { items: texts(&["x", "y", "z"]), swaps: vec![] },
        Key::Pairs(pairs(&[("a", "b"), ("b", "a")])),
        Key::Gaps(vec![fill("one", "client"), fill("two", "server")]),
        Key::Answers(vec![Posed { id: "r".to_owned(), right: texts(&["404", "410"]) }]),
        Key::Points(3),
    ] {
        assert!(mark(&key, &key.answer()).is_some_and(|marked| marked.right), "{key:?}");
    }
}
