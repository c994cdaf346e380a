//! Numbered steps on the terminal.

use std::time::Instant;

/// Counts the steps of a command.
pub(crate) struct Progress {
    step: usize,
    of: usize,
}

impl Progress {
    pub(crate) fn new(of: usize) -> Self {
        Self { step: 0, of }
    }

    /// Runs a step. `about` says what it does and roughly how long it takes the first time.
    pub(crate) fn step<T>(&mut self, about: &str, work: impl FnOnce() -> T) -> T {
        self.step += 1;
        println!("[{}/{}] {about}", self.step, self.of);
        let started = Instant::now();
        let result = work();
        println!("      {:.1} s", started.elapsed().as_secs_f64());
        result
    }
}
