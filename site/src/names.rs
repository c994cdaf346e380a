//! Shorter names between a module and its glue. wasm-bindgen ends each with a hash of 16 digits, which no compression
//! makes smaller, and each stands in both files.

use crate::failure::Failure;
use std::collections::BTreeMap;
use std::fmt::Display;
use wasm_encoder::{EntityType, ExportKind, ExportSection, ImportSection, Module, RawSection};
use wasmparser::{ImportSectionReader, Parser, Payload};

/// Glue and module with every hashed import under a short name.
pub(crate) fn shorten(glue: &str, module: &[u8]) -> Result<(String, Vec<u8>), Failure> {
    let names = short_names(module, glue)?;
    let mut short = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.map_err(unreadable)?;
        if let Payload::ImportSection(imports) = &payload {
            short.section(&renamed(imports.clone(), &names)?);
        } else if let Some((id, range)) = payload.as_section() {
            let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
            let data = module.get(place(range.start)..place(range.end)).unwrap_or_default();
            short.section(&RawSection { id, data });
        }
    }
    let mut glue = glue.to_owned();
    for (long, short) in &names {
        glue = glue.replace(long, short);
    }
    Ok((glue, short.finish()))
}

/// The same for what a module without chunks offers its glue: what starts with two underscores is made by wasm-bindgen for the
/// glue alone, so it gets a short name, or none where the glue does not ask for it.
pub(crate) fn shorten_exports(glue: &str, module: &[u8]) -> Result<(String, Vec<u8>), Failure> {
    let mut glue = glue.to_owned();
    let mut short = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.map_err(unreadable)?;
        if let Payload::ExportSection(exports) = &payload {
            let mut section = ExportSection::new();
            for (number, export) in exports.clone().into_iter().enumerate() {
                let export = export.map_err(unreadable)?;
                let asked = format!("wasm.{}", export.name);
                let inner = export.name.starts_with("__");
                if inner && !has_word(&glue, &asked) {
                    continue;
                }
                let name = if inner { format!("e{number}") } else { export.name.to_owned() };
                if inner {
                    glue = glue.replace(&asked, &format!("wasm.{name}"));
                }
                let kind = ExportKind::try_from(export.kind).map_err(unreadable)?;
                section.export(&name, kind, export.index);
            }
            short.section(&section);
        } else if let Some((id, range)) = payload.as_section() {
            let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
            let data = module.get(place(range.start)..place(range.end)).unwrap_or_default();
            short.section(&RawSection { id, data });
        }
    }
    Ok((glue, short.finish()))
}

/// The imports whose names end with a hash, and what to call them: `i0`, `i1`, … as far as the glue has no such word itself.
fn short_names(module: &[u8], glue: &str) -> Result<BTreeMap<String, String>, Failure> {
    let mut names = BTreeMap::new();
    let mut free = (0_u32..).map(|number| format!("i{number:x}")).filter(|name| !has_word(glue, name));
    for payload in Parser::new(0).parse_all(module) {
        let Payload::ImportSection(imports) = payload.map_err(unreadable)? else { continue };
        for import in imports.into_imports() {
            let name = import.map_err(unreadable)?.name;
            if is_hashed(name) && has_word(glue, name) && !names.contains_key(name) {
                names.extend(free.next().map(|short| (name.to_owned(), short)));
            }
        }
    }
    Ok(names)
}

fn renamed(
    imports: ImportSectionReader<'_>,
    names: &BTreeMap<String, String>,
) -> Result<ImportSection, Failure> {
    let mut section = ImportSection::new();
    for import in imports.into_imports() {
        let import = import.map_err(unreadable)?;
        let kind = EntityType::try_from(import.ty)
            .map_err(|error| Failure::new(format!("an import cannot be written again: {error}")))?;
        section.import(import.module, names.get(import.name).map_or(import.name, String::as_str), kind);
    }
    Ok(section)
}

/// `__wbg_then_e3f7f2d365708be8`.
fn is_hashed(name: &str) -> bool {
    name.rsplit_once('_').is_some_and(|(before, hash)| {
        before.starts_with("__wb") && hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// Whether `word` stands in the text by itself, not as part of a longer one.
fn has_word(text: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (text.get(..at), text.get(at + word.len()..));
        !before.is_some_and(|before| before.ends_with(part))
            && !after.is_some_and(|after| after.starts_with(part))
    })
}

fn unreadable(error: impl Display) -> Failure {
    Failure::new(format!("what was made is no wasm: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::TypeSection;

    const LONG: &str = "__wbg_then_e3f7f2d365708be8";

    fn module(names: &[&str]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        for name in names {
            imports.import("./app_bg.js", name, EntityType::Function(0));
        }
        Module::new().section(&types).section(&imports).clone().finish()
    }

    #[test]
    fn hashed_names_become_short_in_both() {
        let glue = format!("const i0 = 1;\nimports = {{ {LONG}: f, memory: m }};\n");
        let (glue, short) = shorten(&glue, &module(&[LONG, "memory"])).expect("a module");
        assert_eq!(glue, "const i0 = 1;\nimports = { i1: f, memory: m };\n");
        assert_eq!(short, module(&["i1", "memory"]));
    }

    #[test]
    fn what_the_glue_does_not_name_stays() {
        let other = "__wbg_other_0123456789abcdef";
        let (glue, same) = shorten("f();\n", &module(&[other])).expect("a module");
        assert_eq!((glue.as_str(), same), ("f();\n", module(&[other])));
        assert!(shorten("", b"no module").is_err());
    }

    #[test]
    fn what_is_offered_to_the_glue_alone_is_short_or_gone() {
        let offering = |names: &[&str]| {
            let mut exports = ExportSection::new();
            for name in names {
                exports.export(name, ExportKind::Memory, 0);
            }
            Module::new().section(&exports).clone().finish()
        };
        let module = offering(&["memory", "__wbindgen_free", "__abort_handler", "job_new"]);
        let (glue, short) =
            shorten_exports("wasm.__wbindgen_free(wasm.job_new());", &module).expect("a module");
        assert_eq!(glue, "wasm.e1(wasm.job_new());");
        assert_eq!(short, offering(&["memory", "e1", "job_new"]));
    }

    #[test]
    fn only_whole_words_count() {
        assert!(has_word("a i1: b", "i1") && !has_word("ai1 i12 $i1", "i1"));
        assert!(is_hashed(LONG) && !is_hashed("__wbg_then") && !is_hashed("x_e3f7f2d365708be8"));
    }
}
