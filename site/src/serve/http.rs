//! The development server: files, strict headers, and a stream that tells pages to reload.

use super::status::Status;
use crate::failure::Failure;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::map_response_with_state;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Router, serve as serve_router};
use futures::Stream;
use futures::stream::unfold;
use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use tokio::net::TcpListener;
use tokio::sync::watch::Receiver;
use tower_http::services::{ServeDir, ServeFile};

/// Runs until the process ends. Listens on this machine only.
pub(crate) fn serve(out: &Path, port: u16, status: Receiver<Status>) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::new(format!("could not serve on port {port}: {error}"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
    runtime.block_on(async {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let listener = TcpListener::bind(address).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        println!("\n  The course is open at http://localhost:{}/\n", address.port());
        serve_router(listener, router(out, status)).await.map_err(failed)
    })
}

/// What every answer may depend on.
#[derive(Clone)]
struct Shared {
    out: PathBuf,
    status: Receiver<Status>,
}

fn router(out: &Path, status: Receiver<Status>) -> Router {
    let shared = Shared { out: out.to_owned(), status };
    let pages = ServeDir::new(out).not_found_service(ServeFile::new(out.join("404.html")));
    Router::new()
        .route("/-/reload", get(reload))
        .route("/-/reload.js", get(script))
        .fallback_service(pages)
        .layer(map_response_with_state(shared.clone(), with_headers))
        .with_state(shared)
}

async fn script() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/javascript")], include_str!("reload.js"))
}

/// Sends where things stand, at once and after every change.
async fn reload(State(shared): State<Shared>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let stream = unfold((shared.status, true), |(mut status, first)| async move {
        if !first {
            status.changed().await.ok()?;
        }
        let event = match &*status.borrow_and_update() {
            Status::Ready(rendered) => Event::default().event("site").data(&rendered.fingerprint),
            Status::Trouble(words) => Event::default().event("trouble").data(words),
        };
        Some((Ok(event), (status, false)))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

/// The headers of a strict host, except that nothing is stored: files change under the same address here.
async fn with_headers(State(shared): State<Shared>, response: Response) -> Response {
    let nothing_yet = !response.status().is_success() && !shared.out.exists();
    let mut response = if nothing_yet {
        (StatusCode::SERVICE_UNAVAILABLE, Html(NOTHING_YET)).into_response()
    } else {
        response
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Status::Ready(rendered) = &*shared.status.borrow()
        && let Ok(policy) = HeaderValue::from_str(&rendered.policy)
    {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

const NOTHING_YET: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Not built yet</title>\
    <p>The site could not be built yet. This page reloads when it can.</p><script src=\"/-/reload.js\"></script></html>";
