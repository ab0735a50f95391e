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
    /// How it is written in running text, the longest forms too.
    pub forms: Vec<String>,
    /// The standard English term.
    pub english: String,
    /// What it means.
    pub text: String,
    /// The same in English.
    pub english_text: String,
}

static TERMS: LazyLock<Vec<Term>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(include_str!("data/glossary.csv").as_bytes());
    let row = |record: csv::StringRecord| {
        let cell = |at: usize| record.get(at).unwrap_or_default().to_owned();
        let forms = cell(3).split('|').filter(|form| !form.is_empty()).map(str::to_owned).collect();
        Term {
            group: cell(0),
            id: cell(1),
            term: cell(2),
            forms,
            english: cell(4),
            text: cell(5),
            english_text: cell(6),
        }
    };
    reader.records().flatten().map(row).collect()
});

/// All terms, group by group.
pub fn glossary() -> &'static [Term] {
    &TERMS
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_term_is_explained_in_both_languages_and_has_forms_of_its_own() {
        let mut ids = BTreeSet::new();
        let mut forms = BTreeSet::new();
        for term in glossary() {
            assert!(
                ids.insert(&term.id) && term.id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'),
                "{term:?}"
            );
            assert!(
                ![&term.term, &term.english, &term.text, &term.english_text]
                    .iter()
                    .any(|text| text.is_empty()),
                "{term:?}"
            );
            assert!(term.forms.iter().all(|form| forms.insert(form)), "{term:?}");
        }
        assert!(ids.len() >= 50);
    }
}
