//! `check --explain CODE`: what a diagnostic means, with an example.

use crate::failure::Failure;

pub(crate) fn command(code: &str) -> Result<(), Failure> {
    match lessonc::codes::find(code) {
        Ok(code) => {
            print!("{}", lessonc::codes::to_markdown(code));
            Ok(())
        }
        Err(near) => {
            let meant = near.map(|near| format!(": did you mean `{near}`?")).unwrap_or_default();
            Err(Failure::Usage(format!("no diagnostic has the code `{code}`{meant}")))
        }
    }
}
