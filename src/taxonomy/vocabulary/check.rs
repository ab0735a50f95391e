//! What is wrong with a row of the publisher's file, and what to do about it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::meaning::{KINDS, Kind, Taught, choices};
use super::row::Row;
use super::scope::Scope;
use super::{COLUMNS, Entry, FILE};
use crate::document::{is_cjk, key};
use crate::taxonomy::pattern::Pattern;
use crate::taxonomy::{forms, names, units, words};

/// Something about a row that the publisher should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The line of the file; 0 for the file as a whole.
    pub line: u32,
    /// The words of the row.
    pub words: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Whether the row does no harm and only nothing.
    pub is_idle: bool,
}

impl Trouble {
    pub(super) fn file(message: String) -> Self {
        Self { help: format!("expected the columns {COLUMNS}"), ..Self::at(0, "", message) }
    }

    pub(super) fn at(line: u32, words: &str, message: String) -> Self {
        let help = format!("correct or remove line {line} of {FILE}; the other rows hold");
        Self { line, words: words.chars().take(40).collect(), message, help, is_idle: false }
    }

    fn idle(line: u32, words: &str, message: String) -> Self {
        Self {
            help: format!("remove line {line} of {FILE}"),
            is_idle: true,
            ..Self::at(line, words, message)
        }
    }
}

/// A row whose words stand in no document.
pub(super) fn unmet(line: u32, words: &str) -> Trouble {
    let message = "its words stand in no document that it is for".to_owned();
    Trouble {
        help: format!(
            "check the spelling and the scope of line {line} of {FILE}, or remove it; `mingzhang inspect` prints the words as the program sees them"
        ),
        ..Trouble::idle(line, words, message)
    }
}

/// The most characters of words.
const LONGEST: usize = 60;

/// The rows that hold, and what is wrong with the others.
pub(super) fn entries(rows: Vec<Row>) -> (Vec<Arc<Entry>>, Vec<Trouble>) {
    let mut troubles = Vec::new();
    let mut good: Vec<(Kind, Entry)> = Vec::new();
    for row in rows {
        match entry(&row) {
            Ok(found) => good.push(found),
            Err(trouble) => troubles.push(trouble),
        }
    }
    // Order never decides: rows that contradict each other are both left out, of equal ones the first holds.
    let mut same: BTreeMap<(Kind, String, String), Vec<usize>> = BTreeMap::new();
    for (at, (kind, entry)) in good.iter().enumerate() {
        same.entry((*kind, entry.pattern.text().to_owned(), entry.scope.text())).or_default().push(at);
    }
    let mut left_out = vec![false; good.len()];
    for group in same.values().filter(|group| group.len() > 1) {
        let first = &good[group[0]].1;
        let agree = group.iter().all(|at| good[*at].1.taught == first.taught);
        for at in &group[usize::from(agree)..] {
            let entry = &good[*at].1;
            left_out[*at] = true;
            troubles.push(if agree {
                Trouble::idle(
                    entry.line,
                    &entry.words,
                    format!("it says what line {} says already", first.line),
                )
            } else {
                let others: Vec<String> = group
                    .iter()
                    .filter(|other| *other != at)
                    .map(|other| good[*other].1.line.to_string())
                    .collect();
                let message = format!("it contradicts line {}; neither is used", others.join(" and "));
                Trouble::at(entry.line, &entry.words, message)
            });
        }
    }
    let kept = good.into_iter().zip(left_out).filter(|(_, out)| !out);
    let mut kept: Vec<Arc<Entry>> = kept.map(|((_, entry), _)| Arc::new(entry)).collect();
    // Whole words before parts of words, longer ones before shorter ones: the one that says most is the one meant.
    let rank = |entry: &Arc<Entry>| {
        (entry.words.contains('*'), std::cmp::Reverse(entry.words.chars().count()), entry.words.clone())
    };
    kept.sort_by_cached_key(rank);
    (kept, troubles)
}

/// A row as an entry, or what is wrong with it.
fn entry(row: &Row) -> Result<(Kind, Entry), Trouble> {
    let wrong = |message: String| Err(Trouble::at(row.line, &row.words, message));
    let Some(kind) = Kind::from_id(&row.kind) else {
        let kinds: Vec<&str> = KINDS.iter().map(|(_, id)| *id).collect();
        return wrong(format!(
            "`{}` is no kind of words; expected one of {}",
            short(&row.kind),
            kinds.join(", ")
        ));
    };
    if let Some(message) = unfit(&row.words) {
        return wrong(message);
    }
    let Some(taught) = Taught::parse(kind, &row.meaning) else {
        let ids: Vec<&str> = choices(kind).into_iter().map(|(id, _)| id).collect();
        return wrong(format!(
            "`{}` is no meaning of a {}; expected one of {}",
            short(&row.meaning),
            kind.id(),
            ids.join(", ")
        ));
    };
    let scope = match Scope::parse(&row.scope) {
        Ok(scope) => scope,
        Err(message) => {
            return wrong(format!(
                "{message}; expected division:…, body:…, year:2020-2023 or document:folder/*.txt"
            ));
        }
    };
    let pattern = Pattern::plain_words(&row.words);
    if let Some(known) = built_in(kind, taught, pattern.plain()) {
        return if known == taught {
            Err(Trouble::idle(
                row.line,
                &row.words,
                "the program knows these words in this meaning already".to_owned(),
            ))
        } else {
            let message =
                format!("the program knows these words in another meaning, {}, which holds", known.id());
            wrong(message)
        };
    }
    Ok((kind, Entry { line: row.line, words: row.words.clone(), pattern, taught, scope }))
}

fn short(text: &str) -> String {
    text.chars().take(30).filter(|c| !c.is_control()).collect()
}

/// Why words cannot be words.
fn unfit(words: &str) -> Option<String> {
    let letters = key(words).chars().filter(|c| c.is_alphanumeric()).count();
    if words.chars().any(|c| c.is_control() && c != '\n') {
        return Some("its words hold control characters".to_owned());
    }
    if words.chars().count() > LONGEST {
        return Some(format!("its words are longer than {LONGEST} characters: no label is"));
    }
    if words.starts_with(['=', '+', '@']) {
        return Some(
            "its words begin like a formula of a spreadsheet: write them as they are printed".to_owned(),
        );
    }
    let least = if words.contains('*') || !words.contains(is_cjk) { 2 } else { 1 };
    (letters < least).then(|| "its words say too little: they would fit almost anything".to_owned())
}

/// What the program itself takes words for, in the sense of a kind.
fn built_in(kind: Kind, taught: Taught, words: &str) -> Option<Taught> {
    match (kind, taught) {
        (Kind::Title, _) => words::statement_of(words).map(Taught::Title),
        (Kind::Column, _) => words::column_word(words).map(Taught::Column),
        (Kind::Phase, _) => words::phase_word(words).map(Taught::Phase),
        (Kind::Row, Taught::Item(_)) => words::three_public_item(words).map(Taught::Item),
        (Kind::Row, _) => words::source_of(words).map(Taught::Source),
        (Kind::Count, _) => words::counted_in(words).map(Taught::Count),
        (Kind::Unit, _) => units::unit_of(words).map(Taught::Unit),
        (Kind::Organisation, Taught::NameEnding) => {
            names::is_kind_of_body(words).then_some(Taught::NameEnding)
        }
        (Kind::Organisation, _) => names::is_body_name(words).then_some(Taught::Name),
        (Kind::Form, Taught::Form(meaning)) => forms::known(words, meaning).map(Taught::Form),
        (Kind::Form, _) => None,
    }
}
