//! Words of the tools under every question.

pub(crate) const COPY_LINK: &str = "Copy link";
pub(crate) const REPORT: &str = "Report a problem";
pub(crate) const REPORT_LABEL: &str = "What is wrong with this question?";
pub(crate) const REPORT_NOTE: &str =
    "Nothing is sent by itself. Copy this text, and send it to whoever looks after this course.";
pub(crate) const COPY_REPORT: &str = "Copy this text";
pub(crate) const COPY_BY_HAND: &str = "Not copied. Select the text and copy it by hand.";
pub(crate) const SEND_REPORT: &str = "Send it";
pub(crate) const CLOSE: &str = "Close";
pub(crate) const REPORT_SUBJECT: &str = "A problem with a question";

/// What a report says before anybody has written into it.
pub(crate) fn report(address: &str, lesson: &str, question: &str, version: u16, build: &str) -> String {
    format!(
        "{address}\nQuestion {question} of {lesson}, version {version}\nBuild {build}\n\nWhat is wrong:\n"
    )
}
