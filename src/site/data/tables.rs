//! The rows of the data files.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::schema::{Column, File, Type};
use crate::archive::History;
use crate::ledger::{Ledger, Record};
use crate::messages::Locale;
use crate::model::{Department, Fact, Finding, Operand, Scheme, Severity, Statement, Status, Verdict};
use crate::source::Sidecar;
use crate::taxonomy::NARRATIVE_CODES;
use crate::verify::Report;

/// Rows of text, one per column.
pub(crate) type Rows = Vec<Vec<String>>;

/// The rows of a data file.
pub(crate) fn rows(name: &str, ledger: &Ledger, report: &Report, history: &History) -> Rows {
    match name {
        "facts" => facts(ledger, report),
        "indicators" => indicators(ledger),
        "projects" => projects(ledger),
        "documents" => documents(ledger),
        "statements" => statements(ledger),
        "departments" => departments(ledger),
        "findings" => findings(ledger, report),
        "checks" => checks(report),
        "unreadable" => unreadable(ledger),
        "changes" => changes(history),
        "corrections" => corrections(ledger),
        _ => Rows::new(),
    }
}

fn changes(history: &History) -> Rows {
    history
        .newest_first()
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

fn corrections(ledger: &Ledger) -> Rows {
    let corrected = ledger.facts.iter().filter_map(|fact| Some((fact, fact.correction.as_ref()?)));
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

/// A file as CSV: UTF-8 with a byte order mark, for spreadsheets.
pub(crate) fn csv(file: &File, rows: &Rows) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().from_writer(b"\xEF\xBB\xBF".to_vec());
    // Writing to memory cannot fail; a row of the wrong length would, and a test writes every file.
    let _ = writer.write_record(file.columns.iter().map(|column| column.name));
    for row in rows {
        let cells = row.iter().zip(file.columns).map(|(text, column)| cell(text, column));
        let _ = writer.write_record(cells);
    }
    writer.into_inner().unwrap_or_default()
}

/// The most digits that a spreadsheet keeps of a number.
const MOST_DIGITS: usize = 15;

/// Text that a spreadsheet would run as a formula, and digits that it would cut or round, get a leading `'`; so does
/// text that starts with one, so that taking one off always gives the text back.
fn cell(text: &str, column: &Column) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']);
    let digits = text.len() > 1 && text.bytes().all(|b| b.is_ascii_digit());
    let risky = formula || (digits && (text.len() > MOST_DIGITS || text.starts_with('0')));
    if column.kind == Type::Text && risky { format!("'{text}") } else { text.to_owned() }
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

fn facts(ledger: &Ledger, report: &Report) -> Rows {
    let findings = findings_by_fact(report);
    let mut rows: Rows = ledger
        .facts
        .iter()
        .map(|fact| fact_row(ledger, fact, findings.get(&*fact.id).map_or(&[][..], Vec::as_slice)))
        .collect();
    for record in &ledger.documents {
        for one in &record.unreadable {
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
            rows.push(row);
        }
    }
    rows
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

fn indicators(ledger: &Ledger) -> Rows {
    ledger
        .indicators
        .iter()
        .map(|i| {
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

fn projects(ledger: &Ledger) -> Rows {
    let wan = |id: &Option<std::sync::Arc<str>>| {
        decimal(id.as_ref().and_then(|id| ledger.fact(id)).and_then(crate::model::Fact::wan))
    };
    let value = |id: &Option<std::sync::Arc<str>>| {
        decimal(id.as_ref().and_then(|id| ledger.fact(id)).map(|fact| fact.amount.value))
    };
    ledger
        .projects
        .iter()
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

fn documents(ledger: &Ledger) -> Rows {
    ledger.documents.iter().map(|r| document_row(ledger, r)).collect()
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

fn statements(ledger: &Ledger) -> Rows {
    let mut rows = Rows::new();
    for record in &ledger.documents {
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

fn departments(ledger: &Ledger) -> Rows {
    ledger.departments.iter().map(department_row).collect()
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

fn findings(ledger: &Ledger, report: &Report) -> Rows {
    report.findings().map(|f| finding_row(ledger, f)).collect()
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

fn checks(report: &Report) -> Rows {
    report
        .tallies
        .iter()
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

fn unreadable(ledger: &Ledger) -> Rows {
    let mut rows = Rows::new();
    for record in &ledger.documents {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::data::schema::FILES;

    #[test]
    fn formulas_are_text_and_numbers_are_not() {
        let text = &FILES[0].columns[15];
        let number = &FILES[0].columns[17];
        assert_eq!(cell("=1+1", text), "'=1+1");
        assert_eq!(cell("'=1", text), "''=1");
        assert_eq!(cell("-10.00", number), "-10.00");
        assert_eq!(cell("-（空）", text), "'-（空）");
        for digits in ["440303221040200000000", "0123", "00"] {
            assert_eq!(cell(digits, text), format!("'{digits}"), "identifiers are no numbers");
        }
        for kept in ["440303", "2010301", "0", "123456789012345"] {
            assert_eq!(cell(kept, text), kept);
        }
        assert_eq!(cell("0.50", number), "0.50");
    }

    #[test]
    fn every_file_has_rows_of_the_right_length() {
        let ledger = Ledger::default();
        let report = Report::default();
        for file in FILES {
            assert!(rows(file.name, &ledger, &report, &History::default()).is_empty());
            let csv = csv(file, &vec![vec![String::new(); file.columns.len()]]);
            assert!(csv.starts_with(b"\xEF\xBB\xBF"));
            assert_eq!(csv.iter().filter(|b| **b == b'\n').count(), 2, "{}", file.name);
        }
    }
}
