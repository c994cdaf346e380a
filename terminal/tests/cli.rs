//! The program as its callers see it: output, exit codes, complaints.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const VIEWS: [&str; 6] = ["", "--table", "--ladder", "--metrics", "--hash", "--draws"];

fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn command(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_simulate"));
    command.current_dir(checkout().join("lessons/scenarios"));
    command.args(words.iter().filter(|word| !word.is_empty()));
    command
}

fn simulate(words: &[&str]) -> Output {
    command(words).output().expect("the program starts")
}

/// What it prints when all is well.
fn printed(words: &[&str]) -> String {
    let output = simulate(words);
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// What it complains about, with nothing on standard output.
fn complaint(words: &[&str]) -> String {
    let output = simulate(words);
    assert_eq!(output.status.code(), Some(2), "{words:?}");
    assert!(output.stdout.is_empty(), "{words:?}");
    String::from_utf8(output.stderr).expect("text")
}

fn scenarios() -> Vec<String> {
    let folder = fs::read_dir(checkout().join("lessons/scenarios")).expect("the course has scenarios");
    let names = folder.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned());
    names.filter(|name| name.ends_with(".toml")).collect()
}

/// A file with this content, gone when dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, content: &[u8]) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::write(&path, content).expect("the folder for such files is there");
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("a path of plain characters")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// `BLESS=1 cargo test -p sim-terminal` accepts new ones after you looked at them.
#[test]
fn output_is_as_recorded() {
    for name in ["one-request", "five-at-once", "five-in-turn"] {
        let mut now = String::new();
        for view in ["", "--ladder", "--metrics"] {
            let file = format!("{name}.toml");
            now += format!("$ simulate run {file} {view}").trim_end();
            now += &format!("\n{}\n", printed(&["run", &file, view]));
        }
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{name}.txt"));
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, &now).expect("the folder of recordings is there");
        }
        let recorded = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(now, recorded, "{}", path.display());
    }
}

#[test]
fn every_scenario_of_the_course_can_be_shown_in_every_way() {
    for file in scenarios() {
        for view in VIEWS {
            // A run without chance draws nothing.
            assert!(!printed(&["run", &file, view]).is_empty() || view == "--draws", "{file} {view}");
        }
    }
}

#[test]
fn fingerprints_are_those_on_record() {
    let text =
        fs::read_to_string(checkout().join("tests/data/trace-hashes.json")).expect("they are on record");
    let recorded: BTreeMap<String, String> = serde_json::from_str(&text).expect("a map of names");
    for (name, hash) in recorded {
        assert_eq!(printed(&["run", &format!("{name}.toml"), "--hash"]).trim_end(), hash, "{name}");
    }
}

#[test]
fn a_stored_scenario_is_hexadecimal() {
    let digits = printed(&["stored", "one-request.toml"]);
    let digits = digits.trim_end();
    assert!(digits.len() > 100 && digits.len().is_multiple_of(2), "{digits}");
    assert!(digits.bytes().all(|byte| byte.is_ascii_hexdigit()), "{digits}");
}

#[test]
fn a_seed_decides_a_run() {
    let run = |seed: &str, view: &str| printed(&["run", "mm1.toml", "--seed", seed, view]);
    assert_eq!(run("1", "--hash"), run("1", "--hash"));
    assert_eq!(run("1", "--hash"), printed(&["run", "mm1.toml", "--hash"]));
    assert_ne!(run("1", "--hash"), run("2", "--hash"));
    assert_ne!(run("1", "--draws"), run("2", "--draws"));
    assert_ne!(run("1", "--metrics"), run("18446744073709551615", "--metrics"));
}

#[test]
fn metrics_are_plain_json() {
    for file in scenarios() {
        let text = printed(&["run", &file, "--metrics"]);
        let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let object = value.as_object().expect("an object");
        assert_eq!(object["seed"], 1, "{file}");
        assert!(object["ended"].is_string() && object["end_ms"].is_number(), "{file}");
        for line in text.lines().filter(|line| line.contains(':')) {
            let (name, value) =
                line.trim().trim_end_matches(',').split_once(": ").expect("a name and a value");
            let plain = value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
            assert!(plain || name == "\"ended\"", "{file}: {line}");
        }
    }
    let one: serde_json::Value =
        serde_json::from_str(&printed(&["run", "one-request.toml", "--metrics"])).expect("JSON");
    assert_eq!(one["makespan_ms"], 122);
    assert_eq!(one["server.work_ms"], 30);
}

#[test]
fn a_mistake_is_shown_where_it_stands() {
    let good =
        fs::read_to_string(checkout().join("lessons/scenarios/one-request.toml")).expect("it is there");
    let bad = good.replace("workers = 1", "workers = 0").replace("queue = 3", "quee = 3");
    let line = |mark: &str| 1 + bad.lines().position(|line| line.starts_with(mark)).expect("it is in there");
    let file = Scratch::new("bad.toml", bad.as_bytes());
    let complaint = complaint(&["run", file.path(), "--hash"]);
    let places =
        [(line("workers"), 11, "scenario-impossible-value"), (line("quee"), 1, "scenario-unknown-key")];
    for (line, column, code) in places {
        let place = format!("--> {}:{line}:{column}\n", file.path());
        let found = complaint.split("error[").find(|part| part.contains(&place));
        assert!(found.is_some_and(|part| part.starts_with(code)), "{place:?} in\n{complaint}");
    }
    assert!(complaint.contains(&format!("\n{} | workers = 0\n", line("workers"))), "{complaint}");
    assert!(complaint.contains("hint: did you mean `queue`?"), "{complaint}");
}

#[test]
fn what_is_no_scenario_is_refused() {
    let binary = Scratch::new("binary.toml", &[0xff, 0xfe, 0]);
    let empty = Scratch::new("empty.toml", b"");
    for (file, part) in [
        ("no-such-file.toml", "cannot be read"),
        (".", "cannot be read"),
        (binary.path(), "not UTF-8"),
        (empty.path(), "error[scenario-missing-version]"),
    ] {
        let complaint = complaint(&["run", file]);
        assert!(complaint.contains(file) && complaint.contains(part), "{complaint}");
    }
}

#[test]
fn unknown_words_are_refused_with_the_help() {
    for words in
        [&[][..], &["walk"], &["run"], &["run", "one-request.toml", "--hsah"], &["bench", "mm1", "x"]]
    {
        assert!(complaint(words).contains("simulate run FILE.toml"), "{words:?}");
    }
    // More customers than a scenario may have.
    complaint(&["bench", "mm1", "4294967295"]);
    assert!(printed(&["--help"]).contains("--ladder"));
}

#[test]
fn a_bench_is_one_line_of_plain_numbers() {
    for what in ["mm1", "floor"] {
        let line = printed(&["bench", what, "50000"]);
        assert_eq!(line.lines().count(), 1, "{line}");
        let numbers: Vec<f64> = line.split_whitespace().map(|word| word.parse().expect("a number")).collect();
        let [events, seconds, mean_s, p99_s] = numbers[..] else { panic!("{line}") };
        assert!(line.bytes().all(|byte| byte.is_ascii_digit() || b". \n".contains(&byte)), "{line}");
        assert_eq!(events, 100_000.0, "{what}");
        assert!(seconds > 0.0, "{what}");
        // M/M/1: 0.5 s and 2.303 s; 50,000 customers come within a fifth of it.
        assert!((0.4..0.6).contains(&mean_s) && (1.84..2.77).contains(&p99_s), "{line}");
    }
}

#[test]
fn a_reader_may_leave_early() {
    let mut child = command(&["run", "mm1.toml"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
