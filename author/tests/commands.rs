//! The commands as authors call them, on a copy of the course.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A folder that goes when the test ends.
struct Checkout(PathBuf);

impl Checkout {
    /// The real lessons under another root.
    fn new(name: &str) -> Self {
        let root = std::env::temp_dir().join(format!("roundtrip-author-{}-{name}", std::process::id()));
        let lessons = Path::new(env!("CARGO_MANIFEST_DIR")).join("../lessons");
        copy(&lessons, &root.join("lessons"));
        Self(root)
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.0.join("lessons").join(inside)
    }

    fn read(&self, inside: &str) -> String {
        fs::read_to_string(self.path(inside)).expect("the file is there")
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lessons"));
        command.args(words).arg("--root").arg(&self.0).env_remove("NO_COLOR");
        command
    }

    /// Exit code, standard output, standard error.
    fn run(&self, words: &[&str]) -> (i32, String, String) {
        let output = self.command(words).output().expect("the program starts");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
    }

    /// What the check says when it finds no errors.
    fn checked(&self) -> String {
        let (code, _, said) = self.run(&["check", "--format", "short"]);
        assert_eq!(code, 0, "{said}");
        said
    }
}

impl Drop for Checkout {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder for the test");
    for entry in fs::read_dir(from).expect("the lessons are there") {
        let entry = entry.expect("a readable folder");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// A page with one mistake, in line 4.
const BROKEN: &str =
    "+++\ntitle = \"Broken\"\ndescription = \"For a test.\"\nauthr = \"nobody\"\n+++\n\nText.\n";

#[test]
fn a_sound_course_passes_with_a_summary() {
    let said = Checkout::new("sound").checked();
    let summary = said.lines().last().unwrap_or_default();
    assert!(summary.contains(" files: 0 errors, ") && summary.ends_with(" ms"), "{said}");
}

#[test]
fn mistakes_are_named_in_every_form_and_fail() {
    let checkout = Checkout::new("broken");
    fs::write(checkout.path("broken.md"), BROKEN).expect("a page");
    for (format, start) in [
        ("full", "error[unknown-key]: `authr` is not a key of front matter\n --> lessons/broken.md:4:1\n"),
        ("short", "lessons/broken.md:4:1: unknown-key `authr` is not a key of front matter\n"),
        ("ci", "::error file=lessons/broken.md,line=4,col=1,endLine=4,endColumn=6,title=unknown-key::"),
    ] {
        let (code, out, said) = checkout.run(&["check", "--format", format]);
        assert_eq!((code, out.as_str()), (1, ""), "{said}");
        assert!(said.contains(start), "{said}");
        assert!(said.contains(" files: 1 error, "), "{said}");
        assert!(!said.contains('\u{1b}'), "nobody reads colours here");
    }
}

#[test]
fn what_makes_no_sense_is_refused_with_two() {
    let checkout = Checkout::new("usage");
    for words in [
        &["check", "--formt"][..],
        &["check", "--explain", "no-such-code"],
        &["new", "lesson", "absolute-basics/Not A Slug"],
        &["new", "lesson", "absolut-basics/a-slug"],
        &["new", "lesson", "absolute-basics/client-server"],
        &["new", "card", "Round Trip"],
    ] {
        let (code, _, said) = checkout.run(words);
        assert_eq!(code, 2, "{words:?}: {said}");
        assert!(said.starts_with("error: "), "{words:?}: {said}");
    }
    let (_, _, said) = checkout.run(&["check", "--explain", "unknwon-key"]);
    assert!(said.contains("did you mean `unknown-key`?"), "{said}");
    let (_, _, said) = checkout.run(&["new", "lesson", "absolut-basics/a-slug"]);
    assert!(said.contains("did you mean `absolute-basics`?"), "{said}");
    let nowhere = Command::new(env!("CARGO_BIN_EXE_lessons")).args(["check", "--root", "/nowhere"]).output();
    assert_eq!(nowhere.expect("the program starts").status.code(), Some(2));
}

#[test]
fn a_code_is_explained() {
    let (code, out, _) = Checkout::new("explain").run(&["check", "--explain", "unknown-key"]);
    assert_eq!(code, 0);
    assert!(
        out.starts_with("### unknown-key\n") && out.contains("Wrong:") && out.contains("Right:"),
        "{out}"
    );
}

#[test]
fn a_new_lesson_is_a_sound_draft_in_its_place() {
    let checkout = Checkout::new("lesson");
    let (code, out, said) =
        checkout.run(&["new", "lesson", "when-no-answer-comes/a-new-lesson", "Is it \"new\"?"]);
    assert_eq!(code, 0, "{said}");
    assert!(out.starts_with("lessons/when-no-answer-comes/a-new-lesson.md is a draft"), "{out}");
    let written = checkout.read("when-no-answer-comes/a-new-lesson.md");
    assert!(
        written.contains("title = \"Is it \\\"new\\\"?\"\n") && written.contains("draft = true"),
        "{written}"
    );
    assert!(checkout.read("course.toml").contains("  { slug = \"a-new-lesson\" },\n]"));
    let after = checkout.checked();
    assert!(!after.contains("a-new-lesson.md"), "{after}");

    // Again it would write over what somebody may have begun.
    let course = checkout.read("course.toml");
    fs::write(checkout.path("when-no-answer-comes/second.md"), "mine").expect("a file");
    let (code, _, said) = checkout.run(&["new", "lesson", "when-no-answer-comes/second"]);
    assert!(code == 2 && said.contains("is there already"), "{said}");
    assert_eq!(checkout.read("when-no-answer-comes/second.md"), "mine");
    assert_eq!(checkout.read("course.toml"), course);
}

#[test]
fn a_new_card_is_a_sound_draft() {
    let checkout = Checkout::new("card");
    let (code, _, said) = checkout.run(&["new", "card", "a-new-card", "A new card"]);
    assert_eq!(code, 0, "{said}");
    assert!(checkout.read("cards/a-new-card.md").contains("title = \"A new card\""));
    let said = checkout.checked();
    assert!(!said.contains("a-new-card.md"), "{said}");
    assert_eq!(checkout.run(&["new", "card", "a-new-card"]).0, 2, "it is there already");
}

#[test]
fn ids_are_recorded_when_nothing_is_wrong() {
    let checkout = Checkout::new("record");
    let (code, _, said) = checkout.run(&["check", "--record", "--format", "short"]);
    assert_eq!(code, 0, "{said}");
    assert!(!said.contains("id-unlisted"), "{said}");
    let recorded = checkout.read("ids.txt");
    assert!(recorded.lines().count() > 10, "{recorded}");
    fs::write(checkout.path("broken.md"), BROKEN).expect("a page");
    let (code, _, said) = checkout.run(&["check", "--record"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.starts_with("nothing is recorded"), "{said}");
    assert_eq!(checkout.read("ids.txt"), recorded);
}

/// Ends the watcher whatever happens to the test.
struct Watcher(Child);

impl Drop for Watcher {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn watching_sees_files_that_editors_put_in_place_by_renaming() {
    let checkout = Checkout::new("watch");
    let started = checkout.command(&["check", "--watch", "--format", "short"]).stderr(Stdio::piped()).spawn();
    let mut watcher = Watcher(started.expect("the program starts"));
    let mut lines =
        BufReader::new(watcher.0.stderr.take().expect("it is piped")).lines().map_while(Result::ok);
    let mut until = |part: &str| {
        let found = lines.find(|line| line.contains(part));
        found.unwrap_or_else(|| panic!("the watcher ended before it said {part}"))
    };
    until(" files: 0 errors, ");
    fs::write(checkout.path(".broken.md.swp"), BROKEN).expect("a file beside");
    fs::rename(checkout.path(".broken.md.swp"), checkout.path("broken.md")).expect("a rename");
    until("lessons/broken.md:4:1: unknown-key");
    until(" files: 1 error, ");
    fs::write(checkout.path(".next"), BROKEN.replace("authr = \"nobody\"\n", "")).expect("a file beside");
    fs::rename(checkout.path(".next"), checkout.path("broken.md")).expect("a rename");
    until(" files: 0 errors, ");
}
