//! What the families of tests share: finding the corpus, skipping with a word, reading golden files.
#![allow(clippy::disallowed_methods, clippy::print_stderr)]

pub(crate) mod pdf;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use mingzhang::diagnostic::Code;
use mingzhang::document::Document;
use mingzhang::model::{Disclosure, Severity};

/// The repository.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of real disclosures, where it is there: `shared/disclosures` beside the repository or further up. Set
/// `MINGZHANG_CORPUS` to look elsewhere.
pub(crate) fn corpus() -> Option<PathBuf> {
    let named = std::env::var_os("MINGZHANG_CORPUS").map(PathBuf::from);
    let beside = root().ancestors().skip(1).map(|above| above.join("shared/disclosures")).collect::<Vec<_>>();
    named.into_iter().chain(beside).find(|path| path.join("text").is_dir())
}

/// Says that a test did not run. Where everything is required, that is a failure.
pub(crate) fn skip(what: &str) {
    eprintln!("SKIPPED: {what}");
    assert!(std::env::var_os("MINGZHANG_REQUIRE_ALL").is_none(), "{what}, and MINGZHANG_REQUIRE_ALL is set");
}

/// Whether the machine is known to be without something that a test needs; CI says so where it cannot be installed.
pub(crate) fn without(what: &str) -> bool {
    let all = std::env::var("MINGZHANG_WITHOUT").unwrap_or_default();
    let known = all.split(',').any(|one| one == what);
    if known {
        eprintln!("SKIPPED: {what} could not be installed");
    }
    known
}

/// The Python that has a module, `python3` or the one that `MINGZHANG_PYTHON` names; says so where there is none.
pub(crate) fn python_with(module: &str) -> Option<std::ffi::OsString> {
    let python = std::env::var_os("MINGZHANG_PYTHON").unwrap_or_else(|| "python3".into());
    let ran = std::process::Command::new(&python).args(["-c", &format!("import {module}")]).output();
    if ran.is_ok_and(|ran| ran.status.success()) {
        return Some(python);
    }
    if !without(module) {
        skip(&format!("python3 with {module} is not here"));
    }
    None
}

/// What was read in one file, and what was recognised in it; nothing odd may be told of it.
pub(crate) fn read(path: &Path) -> (Document, Disclosure) {
    let (document, disclosure, trouble) = read_and_told(path);
    assert!(trouble.is_empty(), "{trouble:?}");
    (document, disclosure)
}

/// The same, with what the publisher is told of the file beyond mere notes.
pub(crate) fn read_and_told(path: &Path) -> (Document, Disclosure, Vec<Code>) {
    let content = mingzhang::source::single(path).expect("the file is readable");
    let source = &content.sources[0];
    let (document, _, trouble) = mingzhang::read::read(source, &Default::default());
    let disclosure = mingzhang::recognise::recognise(&document, source);
    balanced(path, &document, &disclosure);
    let told = trouble.iter().filter(|one| one.severity != Severity::Info).map(|one| one.code).collect();
    (document, disclosure, told)
}

/// Every number that was seen is a figure, listed, a label, or hidden; the sum of these is what was seen.
pub(crate) fn balanced(path: &Path, document: &Document, disclosure: &Disclosure) {
    let account = &disclosure.account;
    let lost =
        account.silent.iter().map(|one| format!("{} {}", document.places.name(&one.locator), one.quote));
    assert!(
        account.is_balanced(),
        "{}: {} seen, {:?}, without an account: {:#?}",
        path.display(),
        account.seen,
        account.counts,
        lost.collect::<Vec<_>>()
    );
}

/// The rows of a CSV file as maps from column to text.
pub(crate) fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let bytes = std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    csv::Reader::from_reader(bytes).deserialize().collect::<Result<_, _>>().expect("a CSV file")
}
