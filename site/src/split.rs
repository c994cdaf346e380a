//! Splits the application's module: what the first question needs, and chunks that are fetched later.
//!
//! The functions marked `wasm_split` are the seams. All chunks share one memory, so nothing is in two of them.

use crate::failure::{At, Failure};
use std::fs;
use std::path::Path;
use wasm_encoder::{Module, RawSection};
use wasm_split_cli_support::{Options, transform};
use wasmparser::Parser;

/// A module taken apart.
pub(crate) struct Split {
    /// What starts. Still to go through wasm-bindgen.
    pub main: Vec<u8>,
    pub chunks: Vec<Chunk>,
    /// The script that fetches chunks, made to stand behind the glue in one file.
    pub loader: String,
}

/// A part that is fetched when it is first called.
pub(crate) struct Chunk {
    /// The file that the loader asks for, without its extension.
    pub stem: String,
    pub wasm: Vec<u8>,
}

/// The first line of the splitter's script: it takes `initSync` from the glue.
const IMPORT: &str = "import { initSync } from";

/// Takes `input` apart, with `folder` to write into.
pub(crate) fn split(input: &[u8], folder: &Path) -> Result<Split, Failure> {
    fs::create_dir_all(folder).at("make", folder)?;
    let main_path = folder.join("main.wasm");
    let mut options = Options::new(input);
    options.output_dir = folder;
    options.main_out_path = &main_path;
    options.link_name = LINK;
    let made = transform(options)
        .map_err(|error| Failure::new(format!("the application's module could not be split: {error:#}")))?;
    let main = fs::read(&main_path).at("read", &main_path)?;
    let mut chunks = Vec::new();
    for path in &made.split_modules {
        let wasm = fs::read(path).at("read", path)?;
        chunks.push(Chunk { stem: stem(path), wasm: without_custom_sections(&wasm)? });
    }
    let link_path = folder.join(LINK);
    let loader = fs::read_to_string(&link_path).at("read", &link_path)?;
    Ok(Split { main, chunks, loader: standing_behind_the_glue(&loader)? })
}

impl Chunk {
    /// The file name that the loader has for it; the bundler puts the hashed one in its place.
    pub(crate) fn file(&self) -> String {
        format!("./{}.wasm", self.stem)
    }

    /// The name at its seam; what several seams share has only a number.
    pub(crate) fn name(&self) -> &str {
        self.stem.strip_prefix("split_").unwrap_or(&self.stem)
    }
}

/// The loader's name, as the module imports it.
const LINK: &str = "__wasm_split.js";

/// The glue without its imports of the loader, one for each seam, and the names by which it knows the loader's functions.
pub(crate) fn without_import(glue: &str) -> Result<(String, Vec<String>), Failure> {
    let mut kept = String::with_capacity(glue.len());
    let mut names = Vec::new();
    for line in glue.split_inclusive('\n') {
        let imported = line.strip_prefix("import * as ").filter(|rest| rest.contains(LINK));
        match imported.and_then(|rest| rest.split(' ').next()) {
            Some(name) => names.push(name.to_owned()),
            None => kept.push_str(line),
        }
    }
    if names.is_empty() {
        return Err(Failure::new("the glue does not import the loader of its chunks as it used to"));
    }
    Ok((kept, names))
}

/// The loader as plain declarations, and an object of its functions under a name still to be put in.
fn standing_behind_the_glue(loader: &str) -> Result<String, Failure> {
    let Some(body) =
        loader.split_once('\n').filter(|(first, _)| first.starts_with(IMPORT)).map(|(_, body)| body)
    else {
        return Err(Failure::new("the splitter's script does not begin as it used to"));
    };
    let names: Vec<&str> = body
        .lines()
        .filter_map(|line| line.strip_prefix("export const ")?.split([' ', '=']).next())
        .collect();
    Ok(format!("{}\nconst LOADER = {{ {} }};\n", body.replace("export const ", "const "), names.join(", ")))
}

fn stem(path: &Path) -> String {
    path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned()
}

/// The module without what no browser reads: names of functions and the linker's notes are a third of it.
pub(crate) fn without_custom_sections(wasm: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload.map_err(|error| Failure::new(format!("what was made is no wasm: {error}")))?;
        if let Some((id, range)) = payload.as_section()
            && id != 0
        {
            let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
            let data = wasm.get(place(range.start)..place(range.end)).unwrap_or_default();
            module.section(&RawSection { id, data });
        }
    }
    Ok(module.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CustomSection, MemorySection, MemoryType};

    #[test]
    fn only_what_runs_is_kept() {
        let mut memory = MemorySection::new();
        memory.memory(MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        let bare = Module::new().section(&memory).clone().finish();
        let note = CustomSection { name: "linking".into(), data: (&[1, 2, 3]).into() };
        let noted = Module::new().section(&note).section(&memory).section(&note).clone().finish();
        assert!(noted.len() > bare.len());
        assert_eq!(without_custom_sections(&noted).expect("a module"), bare);
        assert!(without_custom_sections(b"no module").is_err());
    }

    #[test]
    fn the_loader_becomes_part_of_the_glue() {
        let loader = "import { initSync } from \"./main.js\";\nlet a;\nexport const load_x = wrap();\n";
        let behind = standing_behind_the_glue(loader).expect("it begins as it should");
        assert_eq!(behind, "let a;\nconst load_x = wrap();\n\nconst LOADER = { load_x };\n");
        assert!(standing_behind_the_glue("let a;\n").is_err());
    }

    #[test]
    fn the_glue_loses_its_import() {
        let glue = "import * as import1 from \"./__wasm_split.js\"\nimport * as import2 from \"__wasm_split.js\"\nlet wasm;\n";
        let (glue, names) = without_import(glue).expect("it imports the loader");
        assert_eq!(glue, "let wasm;\n");
        assert_eq!(names, ["import1", "import2"]);
        assert!(without_import("let wasm;\n").is_err());
    }
}
