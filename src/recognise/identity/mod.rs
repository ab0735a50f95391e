//! Identity: who published, where, for which year, what kind of document, how wide. Each is decided by scored evidence
//! from everything a document says of itself, never by its file name. What ties, or has too little, is unknown.

mod body;
mod kinds;
mod passages;
mod place;
#[cfg(test)]
mod tests;
mod year;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, Span, squeeze};
use crate::model::{Evidence, Identity, Kind, Question, Scope, Severity, Whence, decide};
use crate::source::{Sidecar, Source};
use crate::taxonomy::{bare_body, names_unit, plain};

use super::section::Parts;
use passages::Passages;

/// What a sidecar says settles the question.
const SIDECAR: u32 = 100_000;

/// Reads the identity of a document.
pub(crate) fn read(document: &Document, parts: &Parts, sidecar: &Sidecar) -> Identity {
    let passages = passages::collect(document, parts);
    let mut evidence = of_sidecar(sidecar);
    evidence.extend(kinds::find(document, parts, &passages));
    let kinds = kinds::kinds(&evidence, parts);
    // What covers a part of a year comes out in it.
    let dated = kinds.first().copied().map(|kind| (kind, kinds::is_in_year(&evidence)));
    evidence.extend(year::find(document, parts, &passages, dated));
    let fiscal_year = decide(&evidence, Question::Year).and_then(|year| year.parse().ok()).unwrap_or(0);
    let found = body::find(&passages);
    evidence.extend(found.scopes);
    let mut scope = decide(&evidence, Question::Scope).as_deref().and_then(Scope::from_id);
    let is_region = scope == Some(Scope::Region) && sidecar.body.is_empty();
    evidence.extend(body::merge(if is_region { found.areas } else { found.bodies }));
    let name = decide(&evidence, Question::Body).unwrap_or_default();
    let body = bare_body(&name);
    let printed_name = found.printed.get(&body).cloned().unwrap_or_else(|| squeeze(&name));
    if !sidecar.body.is_empty() && names_unit(&name) {
        scope = Some(Scope::Unit);
    }
    if scope.is_none() && !body.is_empty() {
        // What calls itself neither a unit nor an area is a department's.
        scope = Some(Scope::Department);
    }
    evidence.extend(place::find(&body, is_region, &passages));
    let division = decide(&evidence, Question::Division).unwrap_or_default();
    evidence.sort_by(|a, b| {
        (a.question, std::cmp::Reverse(a.weight), a.line, a.whence, &a.says).cmp(&(
            b.question,
            std::cmp::Reverse(b.weight),
            b.line,
            b.whence,
            &b.says,
        ))
    });
    let title = title(&passages, &body, fiscal_year, &kinds);
    Identity {
        body,
        printed_name,
        fiscal_year,
        kinds,
        scope,
        title,
        division,
        candidates: found.candidates,
        evidence,
    }
}

/// What the publisher wrote beside the file.
fn of_sidecar(sidecar: &Sidecar) -> Vec<Evidence> {
    let year = sidecar.fiscal_year.filter(|year| Sidecar::YEARS.contains(year));
    let kind = Kind::from_id(&sidecar.kind).map_or(String::new(), |kind| kind.id().to_owned());
    [
        (Question::Body, squeeze(&sidecar.body)),
        (Question::Year, year.map_or(String::new(), |year| year.to_string())),
        (Question::Kinds, kind),
        (Question::Division, sidecar.division.clone()),
    ]
    .into_iter()
    .filter(|(_, says)| !says.is_empty())
    .map(|(question, says)| Evidence { question, says, whence: Whence::Sidecar, line: 0, weight: SIDECAR })
    .collect()
}

/// The printed line that names the document, or a title made from the parts.
fn title(passages: &Passages, body: &str, year: i32, kinds: &[Kind]) -> String {
    let is_title = |text: &str| {
        year::stated(text).is_some()
            && (text.contains('算') || text.contains("绩效") || text.contains("三公"))
    };
    let printed = passages.head.iter().find(|line| is_title(&plain(line)) && line.chars().count() <= 60);
    match (printed, kinds.first()) {
        (Some(printed), _) => squeeze(printed),
        (None, Some(kind)) if year != 0 => format!("{body}{year}年{}", kind.label()),
        _ => body.to_owned(),
    }
}

/// Says where the title and the text name different years.
pub(super) fn disagreement(identity: &Identity, document: &Document, source: &Source) -> Option<Diagnostic> {
    if identity.evidence.iter().any(|one| one.question == Question::Year && one.whence == Whence::Sidecar) {
        return None;
    }
    let (title, at_title, text, at) = year::disagreement(&identity.evidence)?;
    let line = if at == 0 { at_title.max(1) } else { at };
    let excerpt = document.source.get(line as usize - 1).map(String::as_str).unwrap_or_default();
    let message = format!("the title says {title}, the text says {text}; read as {}", identity.fiscal_year);
    Some(
        Diagnostic::new(Code::YearsDisagree, Severity::Warning, &source.path, message)
            .at(Span::new(line, line), excerpt)
            .help("compare with the original; fiscal_year = … in the sidecar settles it"),
    )
}
