//! Other programs: the only place that runs any, and only those that the configuration names. A program gets a copy
//! of the file in a folder of its own, no shell, no input, a limited time, and its output is read within a limit.
// The folder must be made, written to and removed, and the program started.
#![allow(clippy::disallowed_methods)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// No program runs longer.
const TIME: Duration = Duration::from_secs(60);

/// No output is larger.
const MAX_OUTPUT: u64 = 64 << 20;

/// How often is looked whether a program has ended.
const PAUSE: Duration = Duration::from_millis(20);

/// One program at a time: office programs share a profile, and each takes a core and much memory.
static TURN: Mutex<()> = Mutex::new(());

/// Where a program puts what it writes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Output<'n> {
    /// `{out}` is a folder; the file in it with this extension is taken.
    Folder(&'n str),
    /// `{out}` is a file with this name.
    File(&'n str),
}

/// Why there is no output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Failure {
    /// No command is configured.
    NotConfigured,
    /// The program could not be started.
    NotStarted(String),
    /// It took too long and was stopped.
    TooSlow(String),
    /// It ended and wrote nothing of the kind that was asked for.
    NoOutput(String),
    /// What it wrote is larger than the limit.
    TooLarge(String),
    /// There is no place for temporary files.
    NoFolder,
}

impl Failure {
    /// What happened.
    pub(super) fn words(&self) -> String {
        match self {
            Failure::NotConfigured => "no program is configured for it".to_owned(),
            Failure::NotStarted(name) => format!("the program {name} could not be started"),
            Failure::TooSlow(name) => format!("the program {name} was stopped after {} s", TIME.as_secs()),
            Failure::NoOutput(name) => format!("the program {name} wrote no result"),
            Failure::TooLarge(name) => format!("the program {name} wrote more than {} MiB", MAX_OUTPUT >> 20),
            Failure::NoFolder => "no temporary folder could be made".to_owned(),
        }
    }
}

/// The name of the program that a command runs, without its folder.
pub(super) fn program(command: &[String]) -> String {
    let name = command.first().map(Path::new).and_then(Path::file_stem);
    name.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// Runs a configured command on a file with this name and these bytes, and returns what it wrote.
pub(super) fn run(command: &[String], name: &str, bytes: &[u8], output: Output) -> Result<Vec<u8>, Failure> {
    run_within(TIME, command, name, bytes, output)
}

fn run_within(
    time: Duration,
    command: &[String],
    name: &str,
    bytes: &[u8],
    output: Output,
) -> Result<Vec<u8>, Failure> {
    let Some((first, rest)) = command.split_first() else { return Err(Failure::NotConfigured) };
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = Folder::new().ok_or(Failure::NoFolder)?;
    let (input, results, home) = (folder.0.join(name), folder.0.join("out"), folder.0.join("home"));
    let ready =
        fs::write(&input, bytes).and_then(|()| fs::create_dir(&results)).and_then(|()| fs::create_dir(&home));
    ready.map_err(|_| Failure::NoFolder)?;
    let out = match output {
        Output::Folder(_) => results.clone(),
        Output::File(name) => results.join(name),
    };
    let fill = |word: &String| {
        word.replace("{in}", &input.to_string_lossy()).replace("{out}", &out.to_string_lossy())
    };
    let mut command_line = Command::new(fill(first));
    // A profile of its own: a program that the user has open would take the file over and answer at once.
    command_line.args(rest.iter().map(fill)).current_dir(&folder.0).env("HOME", &home).env("TMPDIR", &home);
    command_line.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    own_group(&mut command_line);
    let program = program(command);
    let child = command_line.spawn().map_err(|_| Failure::NotStarted(program.clone()))?;
    if !ends_within(time, child) {
        return Err(Failure::TooSlow(program));
    }
    let written = match output {
        Output::Folder(extension) => written(&results, extension),
        Output::File(_) => Some(out),
    };
    let size =
        written.as_ref().and_then(|file| fs::symlink_metadata(file).ok()).filter(fs::Metadata::is_file);
    match (written, size) {
        (Some(_), Some(size)) if size.len() > MAX_OUTPUT => Err(Failure::TooLarge(program)),
        (Some(file), Some(_)) => fs::read(file).map_err(|_| Failure::NoOutput(program)),
        _ => Err(Failure::NoOutput(program)),
    }
}

/// The first file of a folder, by name, with an extension.
fn written(folder: &Path, extension: &str) -> Option<PathBuf> {
    let files = fs::read_dir(folder).ok()?.take(1000).filter_map(Result::ok).map(|entry| entry.path());
    files.filter(|file| file.extension().is_some_and(|one| one.eq_ignore_ascii_case(extension))).min()
}

/// Waits for a program; stops it and all it started where it takes too long.
fn ends_within(time: Duration, mut child: Child) -> bool {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(_)) => return true,
            Ok(None) if start.elapsed() < time => std::thread::sleep(PAUSE),
            _ => {
                stop_group(&child);
                // An error means that it has ended already.
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

#[cfg(unix)]
fn own_group(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

#[cfg(not(unix))]
fn own_group(_: &mut Command) {}

/// Stops what the program started, as office programs are started by scripts.
fn stop_group(child: &Child) {
    if cfg!(unix) {
        let group = format!("-{}", child.id());
        let mut kill = Command::new("kill");
        kill.args(["-KILL", "--", &group]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        // Without `kill` the program itself is stopped all the same.
        let _ = kill.status();
    }
}

/// A temporary folder, removed with all that is in it.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Option<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let base = std::env::temp_dir();
        (0..100).find_map(|_| {
            let nth = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = base.join(format!("mingzhang-{}-{nth}", std::process::id()));
            private(&path).then_some(Self(path))
        })
    }
}

/// Makes a folder that nobody else may look into. It must not be there yet.
fn private(path: &Path) -> bool {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).is_ok()
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed now is the system's to clean up.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_program_reads_the_file_and_writes_another() {
        let copy = words(&["cp", "{in}", "{out}"]);
        assert_eq!(run(&copy, "in.pdf", b"abc", Output::File("out.pdf")), Ok(b"abc".to_vec()));
        assert_eq!(run(&copy, "in.docx", b"abc", Output::Folder("docx")), Ok(b"abc".to_vec()));
        assert_eq!(run(&copy, "in.doc", b"abc", Output::Folder("docx")), Err(Failure::NoOutput("cp".into())));
    }

    #[test]
    fn no_shell_looks_at_the_words() {
        let odd = words(&["cp", "{in}", "{out}/$(id);`id`.docx"]);
        assert_eq!(run(&odd, "in.doc", b"abc", Output::Folder("docx")), Ok(b"abc".to_vec()));
    }

    #[test]
    fn trouble_is_told() {
        let run = |command: &[&str]| run(&words(command), "in", b"", Output::Folder("docx"));
        assert_eq!(run(&[]), Err(Failure::NotConfigured));
        assert_eq!(run(&["/no/such/program"]), Err(Failure::NotStarted("program".into())));
        assert_eq!(run(&["ln", "-s", "/etc/passwd", "{out}/a.docx"]), Err(Failure::NoOutput("ln".into())));
    }

    #[test]
    fn a_slow_program_is_stopped_with_all_it_started() {
        let slow = words(&["sh", "-c", "sleep 300 & echo $! > {out}/pid; wait"]);
        let start = Instant::now();
        let ended = run_within(Duration::from_millis(300), &slow, "in", b"", Output::Folder("docx"));
        assert_eq!(ended, Err(Failure::TooSlow("sh".into())));
        assert!(start.elapsed() < Duration::from_secs(20));
    }
}
