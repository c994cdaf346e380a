//! `site build`: lessons and wasm in, a folder for any static host out.

use crate::arguments::Arguments;
use crate::bundle::{APP, Bundle, File, SIM, asset, bundle};
use crate::document::{Context, document};
use crate::failure::Failure;
use crate::fingerprint::fingerprint;
use crate::lessons::{self, Lessons};
use crate::project::Project;
use crate::publish::{beside, publish, write};
use crate::serve::status::Rendered;
use crate::shell::Shell;
use crate::sizes::Weights;
use crate::{moved, not_found, policy, sitemap};
use roundtrip::pages::{Assets, Page, Site, pages};

/// How to build.
pub(crate) struct Options {
    /// Overrides the address in `lessons/course.toml`.
    pub site_url: Option<String>,
    /// Adds the script that reloads a page when something has changed.
    pub live: bool,
}

/// `site build --root R --wasm W --out O [--site-url URL] [--live]`
pub(crate) fn command(arguments: &Arguments) -> Result<(), Failure> {
    let project = Project::from_arguments(arguments)?;
    let site_url = arguments.value("--site-url")?.map(absolute).transpose()?;
    let options = Options { site_url, live: arguments.flag("--live") };
    let built = build(&project, &options)?;
    publish(&built.files, &project.out)?;
    if options.live {
        return write(&beside(&project.out, "notes"), built.rendered.to_notes().as_bytes());
    }
    print!("{}", Weights::of(&project.out)?.table()?);
    Ok(())
}

/// A site that stands nowhere yet.
pub(crate) struct Built {
    pub files: Vec<File>,
    /// What the development server has to know about it.
    pub rendered: Rendered,
}

pub(crate) fn build(project: &Project, options: &Options) -> Result<Built, Failure> {
    let shell = Shell::read(project)?;
    let Lessons { mut course, lessons, cards, articles, redirects } = lessons::compile(project)?;
    if let Some(site_url) = &options.site_url {
        course.site_url = Some(site_url.clone());
    }
    let app = bundle(&APP, project)?;
    let sim = bundle(&SIM, project)?;
    let loaded = Loaded::new(app, sim, &shell);
    let pages = pages(&Site {
        course: &course,
        lessons: &lessons,
        cards: &cards,
        articles: &articles,
        redirects: &redirects,
        assets: &loaded.assets,
        build: &loaded.build,
    });
    let context = Context {
        shell: &shell,
        assets: &loaded.assets,
        build: &loaded.build,
        site_url: course.site_url.as_deref(),
        report_to: course.report_to.as_deref(),
        live: options.live,
    };
    let mut files = documents(&pages, &context);
    if let Some(site_url) = context.site_url {
        files.push(File {
            path: "sitemap.xml".into(),
            bytes: sitemap::sitemap(&pages, site_url).into_bytes(),
        });
    }
    files.extend(loaded.files);
    let parts: Vec<&[u8]> = files.iter().flat_map(|file| [file.path.as_bytes(), &file.bytes]).collect();
    let fingerprint = fingerprint(&parts);
    let policy = policy::header(&[&shell.first_screen, &shell.all_styles()]);
    Ok(Built { files, rendered: Rendered { policy, fingerprint } })
}

/// What pages load, under the names that they load it by.
struct Loaded {
    assets: Assets,
    /// Changes with any script, module or style, and never with prose: a page of another build can then not
    /// be hydrated by this one's script, and a new sentence does not throw away what browsers have stored.
    build: String,
    files: Vec<File>,
}

impl Loaded {
    fn new(app: Bundle, sim: Bundle, shell: &Shell) -> Self {
        let rest = asset("rest", "css", shell.rest.clone().into_bytes());
        let live = asset("live", "css", shell.live.clone().into_bytes());
        let icon = asset("icon", "svg", shell.icon.clone());
        let assets = Assets {
            app_js: app.js.path.clone(),
            app_wasm: app.wasm.path.clone(),
            sim_js: sim.js.path.clone(),
            sim_wasm: sim.wasm.path.clone(),
            rest_css: rest.path.clone(),
            live_css: live.path.clone(),
            icon: icon.path.clone(),
        };
        let mut files = vec![app.js, app.wasm, sim.js, sim.wasm, rest, live, icon];
        files.extend(app.chunks);
        let mut parts: Vec<&[u8]> = files.iter().map(|file| file.bytes.as_slice()).collect();
        parts.push(shell.first_screen.as_bytes());
        let build = fingerprint(&parts);
        Self { assets, build, files }
    }
}

fn documents(pages: &[Page], context: &Context<'_>) -> Vec<File> {
    let file = |page: &Page| {
        if page.route == not_found::ROUTE {
            let text = not_found::not_found(page, context.shell);
            File { path: page.route.clone(), bytes: text.into_bytes() }
        } else if let Some(to) = &page.moved_to {
            let text = moved::moved(page, to, context);
            File { path: format!("{}index.html", page.route), bytes: text.into_bytes() }
        } else {
            let text = document(page, context);
            File { path: format!("{}index.html", page.route), bytes: text.into_bytes() }
        }
    };
    pages.iter().map(file).collect()
}

/// An address that links can be joined to: with its scheme, and with a slash at its end.
fn absolute(url: &str) -> Result<String, Failure> {
    if !url.starts_with("https://") && !url.starts_with("http://") {
        return Err(Failure::new(format!(
            "--site-url {url}: write the whole address, as in https://example.org/course/"
        )));
    }
    Ok(if url.ends_with('/') { url.to_owned() } else { format!("{url}/") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_whole_and_end_in_a_slash() {
        assert_eq!(absolute("https://example.org/a").unwrap(), "https://example.org/a/");
        assert_eq!(absolute("https://example.org/").unwrap(), "https://example.org/");
        assert!(absolute("example.org").is_err());
    }
}
