//! `cargo xtask test`: everything that must hold, from formatting to stories in three browsers.

pub(crate) mod browsers;
mod count;
mod rust;

use crate::cargo::fetch;
use crate::failure::Failure;
use crate::options::Options;
use crate::progress::Progress;
use crate::setup;
use crate::site;
use crate::workspace::{Profile, WASI, WASM, Workspace};
use count::Count;

type Step = (&'static str, fn(&Workspace) -> Result<Count, Count>);

/// In this order: what fails soonest comes first. The first failing step ends the run.
const STEPS: [Step; 11] = [
    ("Formatting", rust::formatting),
    ("Lints, native (the first time 3 minutes)", rust::lints),
    ("Lints, browser (the first time 2 minutes)", rust::browser_lints),
    ("Tests, native (the first time 4 minutes)", rust::tests),
    ("Tests of the pure crates as wasm (the first time 2 minutes)", rust::wasm_tests),
    ("Lessons", lessons),
    ("Build (the first time 3 minutes)", build),
    ("Budgets", |workspace| site_command(workspace, "budgets")),
    ("Pages", |workspace| site_command(workspace, "check")),
    ("Browser packages", browsers::packages),
    ("Stories in browsers (6 minutes)", browsers::stories),
];

pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    options.allow(&[])?;
    let workspace = Workspace::find()?;
    let mut progress = Progress::new(STEPS.len() + 1);
    let set_up = progress.step("Tools and dependencies (the first time 2 minutes)", || set_up(&workspace));
    if let Err(failure) = set_up {
        failure.print();
        println!("{}", Count::default().at_least_one_failed());
        return Err(Failure::said_already());
    }
    let mut total = Count::default();
    let mut stopped = None;
    for (about, work) in STEPS {
        match progress.step(about, || work(&workspace)) {
            Ok(count) => total.add(count),
            Err(count) => {
                total.add(count.at_least_one_failed());
                stopped = Some(about);
                break;
            }
        }
    }
    if let Some(about) = stopped {
        println!("\nStopped at: {about}");
    }
    println!("{total}");
    if stopped.is_some() { Err(Failure::said_already()) } else { Ok(()) }
}

fn set_up(workspace: &Workspace) -> Result<(), Failure> {
    setup::rust_target(WASM)?;
    setup::rust_target(WASI)?;
    browsers::debian_packages()?;
    fetch(&workspace.root, &[WASM, WASI])
}

fn build(workspace: &Workspace) -> Result<Count, Count> {
    let done = crate::compile::both(workspace, Profile::Release)
        .and_then(|()| site::build(workspace, &workspace.dist(), None));
    Count::of_step(done.inspect_err(Failure::print).is_ok())
}

/// Strictly: what an author should look at has been looked at before it is published.
fn lessons(workspace: &Workspace) -> Result<Count, Count> {
    let checked = crate::check::lessons(workspace)
        .and_then(|mut lessons| crate::cargo::run(lessons.args(["check", "--strict"])));
    Count::of_step(checked.inspect_err(Failure::print).is_ok())
}

fn site_command(workspace: &Workspace, name: &str) -> Result<Count, Count> {
    count::counted(&mut site::command(workspace, name, Profile::Release, &workspace.dist()))
}
