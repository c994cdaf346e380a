//! `cargo xtask serve`: the course on this machine, rebuilt as files change.

use crate::cargo::become_program;
use crate::failure::Failure;
use crate::options::Options;
use crate::progress::Progress;
use crate::site;
use crate::workspace::{Profile, Workspace};
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;

const PORT: u16 = 8000;

pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    options.allow(&["--port"])?;
    let port = port(options)?;
    let workspace = Workspace::find()?;
    let mut progress = Progress::new(site::PREPARE_STEPS + 1);
    site::prepare(&workspace, Profile::Development, &mut progress)?;
    let mut server = progress.step("Getting the server ready", || server(&workspace, port))?;
    become_program(&mut server)
}

/// Looked at before the long steps, because who waited for minutes should not learn it then.
fn port(options: &Options) -> Result<u16, Failure> {
    let port = match options.value("--port")? {
        None => PORT,
        Some(text) => text.parse().map_err(|_| Failure::new(format!("--port {text}: not a port number")))?,
    };
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(port),
        Err(_) => Err(Failure::new(format!(
            "port {port} is taken or not allowed: stop what uses it, or run `cargo xtask serve --port {}`",
            if port == u16::MAX { PORT } else { port.saturating_add(1) }
        ))),
    }
}

/// The server runs from a copy, so that cargo can replace the program that draws the pages meanwhile.
fn server(workspace: &Workspace, port: u16) -> Result<Command, Failure> {
    let folder = workspace.target.join("serve");
    let program = folder.join(format!("server{}", std::env::consts::EXE_SUFFIX));
    let copied = fs::create_dir_all(&folder).and_then(|()| {
        // A server that still runs holds its file; it keeps it when the name is given up first.
        let _ = fs::remove_file(&program);
        fs::copy(workspace.site_program(), &program)
    });
    copied.map_err(|error| Failure::new(format!("could not write {}: {error}", program.display())))?;
    let renderer = workspace.site_program();
    let mut command = site::command(workspace, "serve", Profile::Development, &folder.join("site"));
    let words: Vec<_> = command.get_args().map(ToOwned::to_owned).collect();
    command = Command::new(program);
    command.args(words).arg("--renderer").arg(renderer).arg("--port").arg(port.to_string());
    Ok(command)
}
