//! Reading a made-up disclosure as the program reads a real one.

use mingzhang::ledger::{Entrant, Ledger, Register};
use mingzhang::source::{Sidecar, Source};
use mingzhang::verify::Report;

/// What stands in a text, and what it means.
pub(crate) fn recognise(text: String) -> Entrant {
    let bytes = text.into_bytes();
    let source = Source {
        path: "made-up.txt".into(),
        extension: "txt".into(),
        sha256: "0".repeat(64),
        bytes,
        trouble: None,
        sidecar: Sidecar::default(),
        companions: Default::default(),
    };
    let record = mingzhang::pipeline::record(
        &source,
        mingzhang::read::read(&source, &Default::default()),
        &Default::default(),
    );
    Entrant::new(source, record)
}

/// The ledger of one disclosure, and the checks of all rules.
pub(crate) fn checked(entrant: Entrant) -> (Ledger, Report) {
    let ledger = Ledger::link(vec![entrant], &Register::default(), &[]);
    let report = mingzhang::verify::verify(&ledger);
    (ledger, report)
}
