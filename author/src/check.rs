//! `check`: compiles the lessons, runs every scenario that they state a number of, and says what is wrong.

use crate::arguments::Check;
use crate::failure::Failure;
use crate::readings;
use author::{Compiler, Disk, Findings};
use lessonc::Form;
use std::fs;
use std::path::Path;
use std::time::Instant;

pub(crate) fn command(root: &Path, options: &Check) -> Result<(), Failure> {
    let mut compiler = Compiler::new();
    if options.record {
        record(root, &mut compiler)?;
    }
    let disk = disk(root)?;
    if check(&disk, options, &mut compiler) { Ok(()) } else { Err(Failure::Mistakes) }
}

/// Whether nothing stands in the way. What does is printed.
pub(crate) fn check(disk: &Disk, options: &Check, compiler: &mut Compiler) -> bool {
    let started = Instant::now();
    let compiled = compiler.compile(disk);
    let findings = Findings::new(&compiled, disk, options.form);
    let took_ms = started.elapsed().as_millis();
    let is_for_people = matches!(options.form, Form::Full | Form::Coloured);
    if is_for_people && findings.errors == 0 && !options.watch {
        print!("{}", readings::table(&compiled.readings));
    }
    eprintln!("{}{} files: {findings}; {took_ms} ms", findings.text, disk.files());
    findings.errors == 0 && !(options.strict && findings.warnings > 0)
}

/// Writes down which ids there are, unless a mistake may hide some.
fn record(root: &Path, compiler: &mut Compiler) -> Result<(), Failure> {
    let compiled = compiler.compile(&disk(root)?);
    if compiled.course.is_none() {
        eprintln!("nothing is recorded while there are errors");
        return Ok(());
    }
    let path = root.join("lessons").join(lessonc::IDS_PATH);
    fs::write(&path, &compiled.ids)
        .map_err(|error| Failure::Work(format!("could not write {}: {error}", path.display())))?;
    eprintln!("{} ids are recorded in lessons/{}", compiled.ids.lines().count(), lessonc::IDS_PATH);
    Ok(())
}

/// The lessons of the checkout, as they are now.
pub(crate) fn disk(root: &Path) -> Result<Disk, Failure> {
    let lessons = root.join("lessons");
    if lessons.is_dir() {
        Ok(Disk::new(&lessons))
    } else {
        Err(Failure::Usage(format!("there is no folder {}", lessons.display())))
    }
}
