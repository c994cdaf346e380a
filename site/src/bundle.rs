//! From compiled wasm to what a page loads: one script and one module, named by their content.

use crate::failure::{At, Failure};
use crate::fingerprint::fingerprint;
use crate::names;
use crate::offers::without_offers;
use crate::project::Project;
use crate::script;
use crate::split::{Chunk, Split, split, without_custom_sections, without_import};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// A program for the browser.
pub(crate) struct Program {
    /// The name of its files in the site.
    pub name: &'static str,
    /// The file that cargo left.
    pub wasm: &'static str,
    /// The hand-written script behind the glue, from the checkout's root.
    pub tail: &'static str,
    /// What stands in that script for the module's file name.
    pub placeholder: &'static str,
    /// Whether it has parts that are fetched later.
    pub has_chunks: bool,
}

/// The pages' widgets.
pub(crate) const APP: Program = Program {
    name: "app",
    wasm: "roundtrip.wasm",
    tail: "src/boot.js",
    placeholder: "APP_WASM",
    has_chunks: true,
};

/// The simulator in its worker.
pub(crate) const SIM: Program = Program {
    name: "sim",
    wasm: "sim-worker.wasm",
    tail: "workers/sim/worker.js",
    placeholder: "SIM_WASM",
    has_chunks: false,
};

/// A file of the site.
pub(crate) struct File {
    /// From the site's root, for example `assets/app-1a2b3c4d5e.js`.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// A script and the modules that it loads.
pub(crate) struct Bundle {
    pub js: File,
    /// What it loads at once.
    pub wasm: File,
    /// What it loads later.
    pub chunks: Vec<File>,
}

/// What wasm-bindgen makes of a module.
struct Bound {
    glue: String,
    module: Vec<u8>,
    chunks: Vec<Chunk>,
}

pub(crate) fn bundle(program: &Program, project: &Project) -> Result<Bundle, Failure> {
    let input_path = project.wasm.join(program.wasm);
    let input = fs::read(&input_path).at("read", &input_path)?;
    let bound = bind(program, &input, &project.bindgen_cache())?;
    let tail_path = project.root.join(program.tail);
    let tail = script::compact(&fs::read_to_string(&tail_path).at("read", &tail_path)?);
    if tail.matches(program.placeholder).count() != 1 {
        return Err(Failure::new(format!(
            "{}: `{}` must stand in its code exactly once, where the module's file name belongs",
            program.tail, program.placeholder
        )));
    }
    let wasm = asset(program.name, "wasm", bound.module);
    let file_name = wasm.path.rsplit('/').next().unwrap_or_default();
    let tail = tail.replace(program.placeholder, file_name);
    let mut glue = bound.glue;
    let mut chunks = Vec::new();
    for chunk in bound.chunks {
        let (placeholder, name) = (chunk.file(), chunk.name().to_owned());
        let file = asset(&name, "wasm", chunk.wasm);
        let file_name = file.path.rsplit('/').next().unwrap_or_default();
        glue = glue.replace(&placeholder, &format!("./{file_name}"));
        chunks.push(file);
    }
    let source = script::compact(&glue) + &tail;
    let js = asset(program.name, "js", source.into_bytes());
    Ok(Bundle { js, wasm, chunks })
}

/// A file under `assets/`, named by its content.
pub(crate) fn asset(name: &str, extension: &str, bytes: Vec<u8>) -> File {
    let path = format!("assets/{name}-{}.{extension}", fingerprint(&[&bytes]));
    File { path, bytes }
}

/// What makes them of it: other code may make something else of the same bytes.
const HOW: [&[u8]; 4] = [
    include_bytes!("bundle.rs"),
    include_bytes!("names.rs"),
    include_bytes!("offers.rs"),
    include_bytes!("split.rs"),
];

/// Leptos brings it for server functions, of which this course has none.
const STREAMS: &str = "wasm-streams";

/// Runs wasm-bindgen, or takes what it made of the same bytes before: with this, editing a lesson does not
/// wait for it.
fn bind(program: &Program, input: &[u8], cache: &Path) -> Result<Bound, Failure> {
    let places = CachePlaces::new(program, cache);
    let key = fingerprint(&[&[input], &HOW[..]].concat());
    if let Some(bound) = places.load(&key) {
        return Ok(bound);
    }
    let bound = if program.has_chunks {
        let asked = without_offers(input, STREAMS)?;
        let Split { main, chunks, loader } = split(&asked, &cache.join("chunks"))?;
        let mut bound = run_bindgen(program, &main)?;
        let (glue, names) = without_import(&bound.glue)?;
        bound.glue = glue + &loader;
        for name in names {
            bound.glue += &format!("const {name} = LOADER;\n");
        }
        Bound { chunks, ..bound }
    } else {
        run_bindgen(program, input)?
    };
    places.store(&key, &bound)?;
    Ok(bound)
}

fn run_bindgen(program: &Program, input: &[u8]) -> Result<Bound, Failure> {
    let failed = |error: &dyn std::fmt::Display| {
        Failure::new(format!("wasm-bindgen could not read {}: {error:#}", program.wasm))
    };
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes(program.name, input.to_vec());
    bindgen.web(true).map_err(|error| failed(&error))?;
    bindgen.typescript(false).omit_default_module_path(true);
    // Chunks find the functions that they share with the main module by the linker's own names.
    bindgen.keep_lld_exports(program.has_chunks).demangle(!program.has_chunks);
    bindgen.remove_name_section(true).remove_producers_section(true);
    let mut output = bindgen.generate_output().map_err(|error| failed(&error))?;
    let snippets = output.snippets().values().any(|of_crate| !of_crate.is_empty());
    if snippets || !output.local_modules().is_empty() {
        return Err(Failure::new(format!(
            "{}: a crate brings JavaScript files of its own; each would cost the page a request, so the \
             bundler takes none",
            program.wasm
        )));
    }
    let glue = output.js().to_owned();
    let module = without_custom_sections(&output.wasm_mut().emit_wasm())?;
    let (glue, module) = names::shorten(&glue, &module)?;
    // Chunks ask the main module for more than the glue does.
    let (glue, module) =
        if program.has_chunks { (glue, module) } else { names::shorten_exports(&glue, &module)? };
    Ok(Bound { glue, module, chunks: Vec::new() })
}

/// Where a program's last result is kept: one per program and profile, so it never grows.
struct CachePlaces {
    key: PathBuf,
    glue: PathBuf,
    module: PathBuf,
    /// The stems of the chunks, one a line; each lies beside it under its own.
    chunks: PathBuf,
}

impl CachePlaces {
    fn new(program: &Program, folder: &Path) -> Self {
        let place = |end: &str| folder.join(format!("{}.{end}", program.name));
        Self { key: place("key"), glue: place("js"), module: place("wasm"), chunks: place("chunks") }
    }

    fn chunk(&self, stem: &str) -> PathBuf {
        self.chunks.with_extension(format!("{stem}.wasm"))
    }

    fn load(&self, key: &str) -> Option<Bound> {
        if fs::read_to_string(&self.key).ok()? != key {
            return None;
        }
        let stems = fs::read_to_string(&self.chunks).ok()?;
        let chunk =
            |stem: &str| Some(Chunk { stem: stem.to_owned(), wasm: fs::read(self.chunk(stem)).ok()? });
        Some(Bound {
            glue: fs::read_to_string(&self.glue).ok()?,
            module: fs::read(&self.module).ok()?,
            chunks: stems.lines().map(chunk).collect::<Option<_>>()?,
        })
    }

    /// The key goes away first and comes last: a build cut short leaves nothing that looks whole.
    fn store(&self, key: &str, bound: &Bound) -> Result<(), Failure> {
        if let Some(folder) = self.key.parent() {
            fs::create_dir_all(folder).at("make", folder)?;
        }
        fs::write(&self.key, "").at("write", &self.key)?;
        fs::write(&self.glue, &bound.glue).at("write", &self.glue)?;
        fs::write(&self.module, &bound.module).at("write", &self.module)?;
        let mut stems = String::new();
        for chunk in &bound.chunks {
            let path = self.chunk(&chunk.stem);
            fs::write(&path, &chunk.wasm).at("write", &path)?;
            stems += &format!("{}\n", chunk.stem);
        }
        fs::write(&self.chunks, &stems).at("write", &self.chunks)?;
        fs::write(&self.key, key).at("write", &self.key)
    }
}
