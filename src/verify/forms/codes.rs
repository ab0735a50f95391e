//! D12: project codes that a spreadsheet damaged. A number of 21 digits keeps only 15 of them there.

use super::{Form, forms};
use crate::document::Locator;
use crate::model::{Arg, Message, Says, Severity, Statement, Verdict, message};
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Rule};

/// D12: 项目编码.
pub(in crate::verify) static CODES: Rule = Rule { id: "D12", severity: Severity::Info, check: codes };

/// The digits of a whole code.
const DIGITS: usize = 21;

/// Numbers of about this length are meant to be such a code.
const ALIKE: std::ops::RangeInclusive<usize> = 15..=24;

/// A spreadsheet keeps 15 digits of 21 and writes zeros for the rest.
const LOST_DIGITS: usize = 6;

fn codes(book: &Book<'_>, out: &mut Bench<'_>) {
    let forms = forms(book);
    let with_code =
        |form: &&Form| form.statement == Statement::SelfEvaluation && !form.code.trim().is_empty();
    for (at, form) in forms.iter().enumerate().filter(|(_, form)| with_code(form)) {
        let twins = forms
            .iter()
            .enumerate()
            .filter(|(other, twin)| {
                *other != at && twin.code == form.code && twin.record.path == form.record.path
            })
            .count();
        let (verdict, note) = judge(&form.code, &form.record.identity.division, twins);
        let place = place_of(form).unwrap_or_else(|| Locator::Line(form.lines().0));
        out.judge(
            Case::new(
                form.record,
                message!("project-code", form = form.title()),
                Side::words(message!("side-project-code"), place, form.code.clone()),
                Side::default(),
            )
            .noted(note),
            verdict,
        );
    }
}

/// The line that holds the code, nearest above the funds of its form.
fn place_of(form: &Form<'_>) -> Option<Locator> {
    let (first, _) = form.lines();
    let mut own = form.record.remarks.iter().filter(|remark| {
        matches!(&remark.says, Says::ProjectCode(code) if *code == form.code)
            && remark.locator.line() <= first
    });
    own.next_back().map(|remark| Locator::Line(remark.locator.line()))
}

fn judge(code: &str, division: &str, twins: usize) -> (Verdict, Vec<Message>) {
    let digits = code.chars().count();
    if !code.bytes().all(|b| b.is_ascii_digit()) || !ALIKE.contains(&digits) {
        return (Verdict::NotApplicable, Vec::new());
    }
    let zeros = code.bytes().rev().take_while(|b| *b == b'0').count();
    let mut odd = Vec::new();
    if digits != DIGITS {
        odd.push(message!("code-length", digits = digits, usual = DIGITS));
    }
    if zeros >= LOST_DIGITS {
        odd.push(message!("code-zeros", zeros = zeros));
    }
    if division.len() == 6 && !code.starts_with(division) {
        odd.push(message!("code-division", division = Arg::code(division)));
    }
    if twins > 0 {
        odd.push(message!("code-twins", count = twins));
    }
    (if odd.is_empty() { Verdict::Pass } else { Verdict::Mismatch }, odd)
}
