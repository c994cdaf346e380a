//! `site budgets`: what must fit, for every lesson.

use crate::arguments::Arguments;
use crate::check::report::Report;
use crate::compression::decodable;
use crate::failure::Failure;
use crate::sizes::{Visit, Weights};

/// A lesson's whole document, in brotli bytes.
const DOCUMENT_BYTES: usize = 32_000;
/// What one initial congestion window carries beside TLS tickets. The first screen comes in it.
const FIRST_SCREEN_BYTES: usize = 13_000;
/// Everything that comes before the first question answers live, in brotli bytes.
const VISIT_BYTES: usize = 150_000;
/// The same in requests, the document among them.
const VISIT_REQUESTS: usize = 6;
/// An empty element behind the first question of a lesson.
const FIRST_SCREEN_END: &str = "data-first-screen-end";

/// `site budgets --out O`
pub(crate) fn command(arguments: &Arguments) -> Result<(), Failure> {
    let weights = Weights::of(&arguments.path("--out")?)?;
    let mut report = Report::default();
    report.check(weights.lesson_routes().next().is_some(), || "the site has no lesson".to_owned());
    for route in weights.lesson_routes() {
        weigh(route, &weights.visit(route)?, &mut report);
    }
    report.finish("budgets")
}

fn weigh(route: &str, visit: &Visit, report: &mut Report) {
    let document = visit.document.len();
    report.check(document <= DOCUMENT_BYTES, || {
        format!("{route}: the document has {document} bytes (brotli), more than {DOCUMENT_BYTES}")
    });
    let start = decodable(visit.document, FIRST_SCREEN_BYTES);
    let start = String::from_utf8_lossy(&start);
    // The marker's name also stands in no style and no script, so finding it means finding the element.
    report.check(start.contains(FIRST_SCREEN_END), || {
        format!(
            "{route}: `{FIRST_SCREEN_END}` does not come with the first {FIRST_SCREEN_BYTES} bytes (brotli), which \
             hold {} bytes of text",
            start.len()
        )
    });
    let (bytes, requests) = (visit.bytes, visit.requests());
    report.check(bytes <= VISIT_BYTES, || {
        format!("{route}: {bytes} bytes (brotli) before the first question answers, more than {VISIT_BYTES}")
    });
    report.check(requests <= VISIT_REQUESTS, || {
        format!("{route}: {requests} requests before the first question answers, more than {VISIT_REQUESTS}")
    });
    println!(
        "{route}: {} words in {document} bytes, first screen in {FIRST_SCREEN_BYTES}, visit {bytes} bytes (brotli) in {requests} requests",
        visit.words
    );
}
