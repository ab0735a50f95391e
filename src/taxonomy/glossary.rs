//! The glossary: terms of the field in plain words, from `data/glossary.csv`.

use std::sync::LazyLock;

/// A term.
#[derive(Debug, Clone)]
pub struct Term {
    /// Heading that it stands under.
    pub group: String,
    /// ASCII anchor.
    pub id: String,
    /// The Chinese term.
    pub term: String,
    /// The standard English term.
    pub english: String,
    /// What it means.
    pub text: String,
}

static TERMS: LazyLock<Vec<Term>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(include_str!("data/glossary.csv").as_bytes());
    let row = |record: csv::StringRecord| {
        let cell = |at: usize| record.get(at).unwrap_or_default().to_owned();
        Term { group: cell(0), id: cell(1), term: cell(2), english: cell(3), text: cell(4) }
    };
    reader.records().flatten().map(row).collect()
});

/// All terms, group by group.
pub fn glossary() -> &'static [Term] {
    &TERMS
}
