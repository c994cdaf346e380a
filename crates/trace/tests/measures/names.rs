//! Names of measures as authors write them.

use trace::{MEASURES, is_measure, meaning, scope};

#[test]
fn every_name_is_known_once_and_explained() {
    let mut names = MEASURES.to_vec();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), MEASURES.len());
    for name in MEASURES {
        assert!(is_measure(name) && scope(name).is_some() && !name.contains('.'), "{name}");
        assert!(meaning(name).is_some_and(|text| text.len() > 10 && !text.contains('|')), "{name}");
    }
    assert_eq!((meaning("makespan"), scope("")), (None, None));
}

#[test]
fn a_node_may_stand_in_front_where_it_makes_sense() {
    for name in ["db.utilisation", "client.response_p99_ms", "a.b.requests"] {
        assert!(is_measure(name), "{name}");
    }
    for name in [
        "",
        ".",
        "db.",
        ".requests",
        "db.messages",
        "db.delay_ms",
        "db.makespan",
        "utilisation.db",
        "Requests",
    ] {
        assert!(!is_measure(name), "{name}");
    }
}
