//! `site serve`: the development loop. Serves the site, builds it again when something changes, tells open
//! pages. The last good site stays while there are mistakes.

mod http;
pub(crate) mod status;
mod watch;
mod workshop;

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::project::Project;
use status::Status;
use std::thread;
use tokio::sync::watch as channel;
use workshop::Workshop;

/// `site serve --root R --wasm W --out O --renderer SITE --port N`
///
/// The renderer is the `site` program that draws pages. It is another file than the one that serves, so that
/// cargo can replace it while the server runs.
pub(crate) fn command(arguments: &Arguments) -> Result<(), Failure> {
    let project = Project::from_arguments(arguments)?;
    let renderer = arguments.path("--renderer")?;
    let port = arguments.value("--port")?.unwrap_or("8000");
    let port = port.parse().map_err(|_| Failure::new(format!("--port {port}: not a port number")))?;
    let out = project.out.clone();
    let workshop = Workshop::new(project, renderer);
    let (sender, receiver) = channel::channel(Status::new(workshop.render()));
    thread::spawn(move || {
        if let Err(failure) = watch::watch(&workshop, &sender) {
            eprintln!("{failure}; changes are no longer seen");
        }
    });
    http::serve(&out, port, receiver)
}
