//! What authors read about measures is what the code says about them.

const README: &str = include_str!("../../../../lessons/scenarios/README.md");

#[test]
fn every_measure_stands_in_the_readme_with_its_meaning() {
    for name in trace::MEASURES {
        let meaning = trace::meaning(name).expect("a measure of the list has a meaning");
        let row = format!("| `{name}` | {meaning} |");
        assert!(README.contains(&row), "lessons/scenarios/README.md lacks the row\n{row}");
    }
}
