//! The rows of the data files.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::archive::Change;
use crate::ledger::{Ledger, Record};
use crate::messages::Locale;
use crate::model::{Department, Fact, Finding, Operand, Scheme, Severity, Statement, Status, Verdict};
use crate::source::Sidecar;
use crate::taxonomy::NARRATIVE_CODES;
use crate::verify::Report;

/// Rows of text, one per column.
pub(crate) type Rows = Vec<Vec<String>>;

/// A body with its documents; or a document that is nobody's.
pub(crate) struct Own<'l> {
    ledger: &'l Ledger,
    report: &'l Report,
    body: Option<&'l Department>,
    documents: Vec<&'l Record>,
}

impl<'l> Own<'l> {
    /// All of a ledger: bodies in their order, then the documents of nobody by path.
    pub(crate) fn all(ledger: &'l Ledger, report: &'l Report) -> impl Iterator<Item = Self> {
        let by_year = |id: &str| {
            let mut documents: Vec<&Record> = ledger.records_of(id).collect();
            documents.sort_by_key(|record| record.identity.fiscal_year);
            documents
        };
        let bodies = ledger.departments.iter().map(move |body| (Some(body), by_year(&body.id)));
        let nobodys = ledger.documents.iter().filter(|record| !record.is_known());
        let owners = bodies.chain(nobodys.map(|record| (None, vec![record])));
        owners.map(move |(body, documents)| Self { ledger, report, body, documents })
    }

    /// The id of the body, or the path of the document that is nobody's.
    pub(crate) fn owner(&self) -> &str {
        match (self.body, self.documents.first()) {
            (Some(body), _) => &body.id,
            (None, Some(document)) => &document.path,
            (None, None) => "",
        }
    }

    /// How many rows of facts it gives.
    #[cfg(feature = "xlsx")]
    pub(crate) fn figures(&self) -> usize {
        let of = |record: &&Record| self.ledger.facts_in(&record.path).count() + record.unreadable.len();
        self.documents.iter().map(of).sum()
    }

    /// Hands over the rows that it gives to a data file, one by one, with the name of their part: facts have one for every
    /// division and year, all others one without a name. Facts are made as they are taken: a body may have as many as it
    /// likes.
    pub(crate) fn rows(&self, name: &str, take: &mut dyn FnMut(&str, Vec<String>)) {
        let Self { ledger, report, documents, .. } = self;
        let rows = match name {
            "facts" => return self.facts(take),
            "indicators" => indicators(documents, ledger),
            "projects" => self.body.map(|body| projects(body, ledger)).unwrap_or_default(),
            "documents" => documents.iter().map(|record| document_row(ledger, record)).collect(),
            "statements" => statements(documents),
            "departments" => self.body.map(department_row).into_iter().collect(),
            "findings" => findings(documents, ledger, report),
            "checks" => checks(documents, report),
            "unreadable" => unreadable(documents),
            "corrections" => corrections(documents, ledger),
            _ => Rows::new(),
        };
        rows.into_iter().for_each(|row| take("", row));
    }

    /// The facts of each year of documents, and what could not be placed in them.
    fn facts(&self, take: &mut dyn FnMut(&str, Vec<String>)) {
        let findings = findings_by_fact(self.report);
        let division = self.body.map_or("", |body| &body.division);
        for record in &self.documents {
            let name = part(division, record.identity.fiscal_year);
            facts(record, self.ledger, &findings).for_each(|row| take(&name, row));
        }
    }
}

/// The name of a part of the facts: `440303-2023`; `0` stands for what is not known.
fn part(division: &str, fiscal_year: i32) -> String {
    let division = if division.is_empty() { "0" } else { division };
    let year = if Sidecar::YEARS.contains(&fiscal_year) { fiscal_year } else { 0 };
    format!("{division}-{year}")
}

/// The rows of changes, which no body gives alone.
pub(crate) fn changes<'c>(newest_first: impl Iterator<Item = &'c Change>) -> Rows {
    newest_first
        .map(|change| {
            vec![
                change.date.clone(),
                change.cause.id().to_owned(),
                change.fact.clone(),
                change.department.clone(),
                change.fiscal_year.to_string(),
                change.document.clone(),
                change.table.clone(),
                change.name.clone(),
                change.before.clone(),
                change.after.clone(),
                change.unit.clone(),
                change.note.clone(),
            ]
        })
        .collect()
}

fn corrections(documents: &[&Record], ledger: &Ledger) -> Rows {
    let facts = documents.iter().flat_map(|record| ledger.facts_in(&record.path));
    let corrected = facts.filter_map(|fact| Some((fact, fact.correction.as_ref()?)));
    corrected
        .map(|(fact, correction)| {
            vec![
                fact.id.to_string(),
                fact.document.to_string(),
                fact.department.to_string(),
                year(fact.fiscal_year),
                correction.place.clone(),
                correction.printed.clone(),
                correction.corrected.clone(),
                fact.amount.unit.id().to_owned(),
                correction.reason.clone(),
                correction.by.clone(),
                correction.date.clone(),
            ]
        })
        .collect()
}

fn id<T>(word: Option<T>, id: impl Fn(T) -> &'static str) -> String {
    word.map_or_else(String::new, |word| id(word).to_owned())
}

/// A year; empty where it is not known.
fn year(year: i32) -> String {
    if Sidecar::YEARS.contains(&year) { year.to_string() } else { String::new() }
}

fn yes_no(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}

/// The code of a figure: of prose only what stands in the closed list.
pub(crate) fn code(fact: &Fact) -> String {
    let listed = |code: &str| NARRATIVE_CODES.iter().any(|(known, _)| *known == code);
    let free = fact.statement != Statement::Narrative || fact.subject.scheme == Scheme::Function;
    if free || fact.subject.code.is_empty() || listed(&fact.subject.code) {
        fact.subject.code.clone()
    } else {
        "other".to_owned()
    }
}

fn decimal(value: Option<Decimal>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// Ids of findings by the facts they concern.
pub(crate) fn findings_by_fact(report: &Report) -> BTreeMap<&str, Vec<&str>> {
    let mut map: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for finding in report.findings() {
        let right = finding.right.iter().flat_map(|operand| &operand.facts);
        for fact in finding.left.facts.iter().chain(right) {
            map.entry(fact).or_default().push(&finding.id);
        }
    }
    map
}

/// The facts of a document, derived ones last, then what could not be placed.
fn facts<'l>(
    record: &'l Record,
    ledger: &'l Ledger,
    findings: &'l BTreeMap<&str, Vec<&str>>,
) -> impl Iterator<Item = Vec<String>> + 'l {
    let own = ledger.facts_in(&record.path);
    let read = own.map(|fact| fact_row(ledger, fact, findings.get(&*fact.id).map_or(&[][..], Vec::as_slice)));
    read.chain(record.unreadable.iter().map(move |one| {
        let place = record.document.places.name(&one.locator);
        let mut row = vec![String::new(); 26];
        row[0] = format!("u{}", crate::ledger::short_hash(&format!("{}\u{1F}{place}", record.id)));
        row[1] = record.path.to_string();
        row[2] = record.department.to_string();
        row[5] = year(record.identity.fiscal_year);
        row[7] = id(one.statement, crate::model::Statement::id);
        row[8] = one.table.to_string();
        row[20] = place;
        row[21] = one.quote.clone();
        row[22] = Status::Unreadable.id().to_owned();
        row[23] = yes_no(false);
        row
    }))
}

/// A fact as a row of `facts.csv`.
pub(crate) fn fact_row(ledger: &Ledger, fact: &Fact, findings: &[&str]) -> Vec<String> {
    vec![
        fact.id.to_string(),
        fact.document.to_string(),
        fact.department.to_string(),
        fact.entity.to_string(),
        fact.scope.id().to_owned(),
        year(fact.fiscal_year),
        id(fact.phase, crate::model::Phase::id),
        fact.statement.id().to_owned(),
        fact.table.to_string(),
        fact.measure.id().to_owned(),
        id(fact.base, crate::model::Base::id),
        id(fact.fund, crate::model::Fund::id),
        fact.subject.scheme.id().to_owned(),
        code(fact),
        id(fact.subject.code_source, crate::model::CodeSource::id),
        fact.subject.name.clone(),
        fact.subject.parent(),
        fact.amount.value.to_string(),
        fact.amount.unit.id().to_owned(),
        decimal(fact.wan()),
        ledger.place(&fact.document, &fact.locator),
        fact.quote.clone(),
        fact.status.id().to_owned(),
        yes_no(ledger.counts(fact)),
        fact.derived_from.join(";"),
        findings.join(";"),
    ]
}

fn indicators(documents: &[&Record], ledger: &Ledger) -> Rows {
    let rows = documents.iter().flat_map(|record| ledger.indicators_in(&record.path));
    rows.map(|i| {
        vec![
            i.document.to_string(),
            i.department.to_string(),
            year(i.fiscal_year),
            i.row_kind.id().to_owned(),
            i.project.to_string(),
            i.project_code.to_string(),
            i.level1.clone(),
            i.level2.clone(),
            i.level3.clone(),
            i.target.clone(),
            i.actual.clone(),
            decimal(i.weight),
            decimal(i.score),
            i.note.clone(),
            ledger.place(&i.document, &i.locator),
        ]
    })
    .collect()
}

fn projects(body: &Department, ledger: &Ledger) -> Rows {
    let wan = |id: &Option<std::sync::Arc<str>>| {
        decimal(id.as_ref().and_then(|id| ledger.fact(id)).and_then(crate::model::Fact::wan))
    };
    let value = |id: &Option<std::sync::Arc<str>>| {
        decimal(id.as_ref().and_then(|id| ledger.fact(id)).map(|fact| fact.amount.value))
    };
    ledger
        .projects_of(&body.id)
        .map(|p| {
            vec![
                p.department.to_string(),
                p.fiscal_year.to_string(),
                p.name.to_string(),
                p.code.to_string(),
                p.document.to_string(),
                wan(&p.budget),
                wan(&p.adjusted),
                wan(&p.executed),
                value(&p.rate),
                value(&p.score),
                id(p.grade, crate::model::Grade::id),
                p.grade_status.id().to_owned(),
                ledger.place(&p.document, &p.locator),
            ]
        })
        .collect()
}

/// A document as a row of `documents.csv`.
pub(crate) fn document_row(ledger: &Ledger, r: &Record) -> Vec<String> {
    let facts = ledger.facts_in(&r.path).filter(|f| f.status != Status::Derived).count();
    let kinds: Vec<&str> = r.identity.kinds.iter().map(|kind| kind.id()).collect();
    let (found, due) = r.completeness;
    vec![
        r.path.to_string(),
        r.id.to_string(),
        r.department.to_string(),
        year(r.identity.fiscal_year),
        kinds.join(";"),
        id(r.identity.scope, crate::model::Scope::id),
        r.edition().id().to_owned(),
        r.identity.title.clone(),
        r.identity.division.clone(),
        r.format.clone(),
        r.bytes.to_string(),
        r.sha256.clone(),
        facts.to_string(),
        r.unreadable.len().to_string(),
        if due == 0 { String::new() } else { found.to_string() },
        if due == 0 { String::new() } else { due.to_string() },
        r.sidecar.source_url.clone(),
        r.sidecar.published_on.clone(),
    ]
}

fn statements(documents: &[&Record]) -> Rows {
    let mut rows = Rows::new();
    for record in documents {
        for s in &record.statements {
            rows.push(vec![
                record.path.to_string(),
                s.statement.id().to_owned(),
                s.table.to_string(),
                s.locator.as_ref().map_or_else(String::new, |place| record.document.places.name(place)),
                s.state.id().to_owned(),
                s.facts.to_string(),
            ]);
        }
    }
    rows
}

/// A body as a row of `departments.csv`.
pub(crate) fn department_row(d: &Department) -> Vec<String> {
    let names: Vec<String> = d
        .names
        .iter()
        .map(|n| {
            let year = |y: Option<i32>| y.map_or_else(String::new, |y| y.to_string());
            match (n.from, n.to) {
                (None, None) => n.name.clone(),
                (from, to) => format!("{}({}-{})", n.name, year(from), year(to)),
            }
        })
        .collect();
    vec![
        d.id.to_string(),
        d.name.clone(),
        names.join(";"),
        d.body_type.id().to_owned(),
        d.division.clone(),
        d.division_name.clone(),
        d.parent.clone(),
    ]
}

fn findings(documents: &[&Record], ledger: &Ledger, report: &Report) -> Rows {
    let checks = documents.iter().flat_map(|record| report.checks_in(&record.path));
    checks.filter(|finding| finding.is_told()).map(|finding| finding_row(ledger, finding)).collect()
}

/// What was found, as a row of `findings.csv`.
pub(crate) fn finding_row(ledger: &Ledger, f: &Finding) -> Vec<String> {
    let severity = if f.verdict == Verdict::Mismatch { f.severity } else { Severity::Info };
    let left = Printed::of(ledger, f, Some(&f.left));
    let right = Printed::of(ledger, f, f.right.as_ref());
    let facts: Vec<&str> = f.operands().map(|id| &**id).collect();
    let places: Vec<String> = f
        .places
        .iter()
        .map(|place| {
            let own = ledger.place(&place.document, &place.locator);
            let other = if place.document == f.document { "" } else { &*place.document };
            format!("{} {other}{}{own}", place.rule, if other.is_empty() { "" } else { "#" })
        })
        .collect();
    vec![
        f.id.to_string(),
        f.rule.to_owned(),
        severity.id().to_owned(),
        f.verdict.id().to_owned(),
        f.department.to_string(),
        f.fiscal_year.to_string(),
        f.document.to_string(),
        Locale::Chinese.text(&f.message),
        left.value,
        left.unit,
        left.quote,
        left.place,
        right.value,
        right.unit,
        right.quote,
        right.place,
        if f.compared { f.difference.to_string() } else { String::new() },
        if f.compared { f.tolerance.to_string() } else { String::new() },
        places.join(";"),
        facts.join(";"),
    ]
}

/// A side of a finding as it is printed; all empty where there is none.
#[derive(Default)]
struct Printed {
    value: String,
    unit: String,
    quote: String,
    place: String,
}

/// The most figures of a sum that are quoted.
const MOST_QUOTED: usize = 12;

impl Printed {
    fn of(ledger: &Ledger, finding: &Finding, side: Option<&Operand>) -> Self {
        let Some(side) = side else { return Self::default() };
        let facts: Vec<&Fact> = side.facts.iter().filter_map(|id| ledger.fact(id)).collect();
        let quote = if side.quote.is_empty() {
            facts.iter().take(MOST_QUOTED).map(|fact| fact.quote.as_str()).collect::<Vec<_>>().join("；")
        } else {
            side.quote.clone()
        };
        // Where a figure is another document's, its place is named there.
        let place = match facts.first().filter(|fact| fact.locator == side.locator) {
            Some(fact) => ledger.place(&fact.document, &fact.locator),
            None => ledger.place(&finding.document, &side.locator),
        };
        let own = match facts.as_slice() {
            [one] if side.value == Some(one.amount.comparable()) => Some(one.amount),
            _ => None,
        };
        let value = own.map(|amount| amount.value).or(side.value);
        let unit = own.map(|amount| amount.unit).or(side.value.and(finding.comparison_unit()));
        Self {
            value: value.map_or_else(String::new, |value| value.to_string()),
            unit: unit.map_or_else(String::new, |unit| unit.id().to_owned()),
            quote,
            place,
        }
    }
}

fn checks(documents: &[&Record], report: &Report) -> Rows {
    let tallies = documents.iter().flat_map(|record| report.tallies_in(&record.path));
    tallies
        .map(|((document, rule), tally)| {
            vec![
                document.to_string(),
                (*rule).to_owned(),
                tally.due.to_string(),
                tally.count(Verdict::Pass).to_string(),
                tally.count(Verdict::Rounding).to_string(),
                tally.count(Verdict::Mismatch).to_string(),
                tally.count(Verdict::InsufficientData).to_string(),
            ]
        })
        .collect()
}

fn unreadable(documents: &[&Record]) -> Rows {
    let mut rows = Rows::new();
    for record in documents {
        for one in &record.unreadable {
            rows.push(vec![
                record.path.to_string(),
                id(one.statement, crate::model::Statement::id),
                one.table.to_string(),
                record.document.places.name(&one.locator),
                one.quote.clone(),
                one.reason.id().to_owned(),
            ]);
        }
    }
    rows
}
