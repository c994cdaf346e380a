//! Leaves out what a library offers to scripts. wasm-bindgen keeps every exported class of every library, and with it all that
//! its methods call, whether a script asks for it or not.

use crate::failure::Failure;
use std::collections::BTreeSet;
use std::fmt::Display;
use wasm_encoder::{CustomSection, ExportKind, ExportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

/// Where a crate writes down for wasm-bindgen what it takes from scripts and offers to them: programs, each behind the version
/// of how it is written, both behind their length.
const PROGRAMS: &str = "__wasm_bindgen_unstable";

/// `wasm` as the linker left it, without what `library` offers. wasm-bindgen tells whoever needs it nevertheless.
pub(crate) fn without_offers(wasm: &[u8], library: &str) -> Result<Vec<u8>, Failure> {
    let mut endings = BTreeSet::new();
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::CustomSection(section) = payload.map_err(unreadable)?
            && section.name() == PROGRAMS
        {
            endings
                .extend(programs(section.data())?.into_iter().filter_map(|program| origin(program, library)));
        }
    }
    let mut kept = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload.map_err(unreadable)?;
        match &payload {
            Payload::CustomSection(section) if section.name() == PROGRAMS => {
                let data = programs(section.data())?
                    .into_iter()
                    .filter(|program| origin(program, library).is_none())
                    .collect::<Vec<_>>()
                    .concat();
                kept.section(&CustomSection { name: PROGRAMS.into(), data: data.into() });
            }
            Payload::ExportSection(exports) => {
                let mut section = ExportSection::new();
                for export in exports.clone() {
                    let export = export.map_err(unreadable)?;
                    if !endings.iter().any(|ending| export.name.ends_with(ending.as_str())) {
                        section.export(export.name, ExportKind::from(export.kind), export.index);
                    }
                }
                kept.section(&section);
            }
            _ => {
                if let Some((id, range)) = payload.as_section() {
                    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
                    let data = wasm.get(place(range.start)..place(range.end)).unwrap_or_default();
                    kept.section(&RawSection { id, data });
                }
            }
        }
    }
    Ok(kept.finish())
}

/// The programs that stand one behind the other in `data`, each with its version and their lengths.
fn programs(mut data: &[u8]) -> Result<Vec<&[u8]>, Failure> {
    let mut programs = Vec::new();
    while !data.is_empty() {
        let end = behind(data, 0).and_then(|version| behind(data, version));
        let Some((program, rest)) = end.and_then(|end| data.split_at_checked(end)) else {
            return Err(Failure::new("what crates noted for wasm-bindgen is cut short"));
        };
        programs.push(program);
        data = rest;
    }
    Ok(programs)
}

/// Where what begins at `start` with its length ends.
fn behind(data: &[u8], start: usize) -> Option<usize> {
    let (length, _) = data.get(start..)?.split_first_chunk()?;
    start.checked_add(length.len())?.checked_add(usize::try_from(u32::from_le_bytes(*length)).ok()?)
}

/// How the names end that a program of `library` exports: `_` and the hash that stands behind the library's name.
fn origin(program: &[u8], library: &str) -> Option<String> {
    const HASH_DIGITS: usize = 16;
    let named = format!("{library}-");
    let at = program.windows(named.len()).position(|window| window == named.as_bytes())? + named.len();
    let hash = str::from_utf8(program.get(at..at + HASH_DIGITS)?).ok()?;
    hash.bytes().all(|digit| digit.is_ascii_hexdigit()).then(|| format!("_{hash}"))
}

fn unreadable(error: impl Display) -> Failure {
    Failure::new(format!("what cargo made is no wasm: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASH: &str = "0123456789abcdef";

    fn module(exports: &[&str], programs: &[&str]) -> Vec<u8> {
        let mut module = Module::new();
        let mut section = ExportSection::new();
        for name in exports {
            section.export(name, ExportKind::Memory, 0);
        }
        module.section(&section);
        let with_length =
            |text: &str| [&u32::try_from(text.len()).unwrap().to_le_bytes(), text.as_bytes()].concat();
        let data: Vec<u8> =
            programs.iter().flat_map(|program| [with_length("0.2"), with_length(program)].concat()).collect();
        module.section(&CustomSection { name: PROGRAMS.into(), data: data.into() });
        module.finish()
    }

    #[test]
    fn a_library_s_exports_go_and_all_others_stay() {
        let (pull, other) = (format!("source_pull_{HASH}"), "start_fedcba9876543210");
        let (theirs, ours) =
            (format!("\u{1}Source pull lib-{HASH} lib::source"), "start app-fedcba9876543210 app");
        let all = module(&["memory", &pull, other], &[&theirs, ours]);
        assert_eq!(without_offers(&all, "lib").expect("a module"), module(&["memory", other], &[ours]));
        assert_eq!(without_offers(&all, "another").expect("a module"), all);
    }

    #[test]
    fn what_is_no_module_is_told() {
        assert!(without_offers(b"no module", "lib").is_err());
        let mut cut = Module::new();
        cut.section(&CustomSection { name: PROGRAMS.into(), data: (&[9, 0, 0, 0, 1]).into() });
        assert!(without_offers(&cut.finish(), "lib").is_err());
    }
}
