//! The terminal: the only place that prints. Answers go to standard output; what is going on, to standard error, and
//! only where someone watches.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::io::{IsTerminal, Write};

use indicatif::{ProgressBar, ProgressStyle};
use mingzhang::pipeline::Watch;

/// Prints an answer. A reader that closed the pipe is no error.
pub(super) fn answer(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes());
    if !text.ends_with('\n') {
        let _ = out.write_all(b"\n");
    }
}

/// Prints a remark for whoever runs the command.
pub(super) fn remark(text: &str) {
    let mut err = std::io::stderr().lock();
    let _ = err.write_all(text.as_bytes());
    if !text.ends_with('\n') {
        let _ = err.write_all(b"\n");
    }
}

/// Prints why the command cannot go on.
pub(super) fn error(text: &str) {
    eprintln!("error: {text}");
}

/// Says what is going on, where someone watches.
pub(super) fn progress(text: &str) {
    if std::io::stderr().is_terminal() {
        eprintln!("{text}");
    }
}

/// Shows on a terminal how far a build is: what is done of how much, and how long the rest may take. In a pipe it is quiet.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// Nothing has begun.
    pub(super) fn new() -> Self {
        // Drawn on standard error, and only if that is a terminal.
        Self(ProgressBar::new(0))
    }

    /// All is done.
    pub(super) fn ends(&self) {
        self.0.finish_and_clear();
    }
}

impl Watch for Progress {
    fn begins(&self, stage: &'static str, steps: usize) {
        let style = ProgressStyle::with_template("{prefix:9} {pos}/{len} {wide_bar} {eta} left");
        self.0.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        self.0.reset();
        self.0.set_prefix(stage);
        self.0.set_length(steps as u64);
    }

    fn step(&self) {
        self.0.inc(1);
    }
}

/// Whether colours reach a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
}

impl Stream {
    /// Whether this stream is a terminal.
    pub(super) fn is_watched(self) -> bool {
        match self {
            Stream::Out => std::io::stdout().is_terminal(),
            Stream::Err => std::io::stderr().is_terminal(),
        }
    }
}
