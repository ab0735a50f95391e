//! D10: the money and the number of self-evaluated projects as the text states them, and the forms themselves; the money
//! of the whole body is in `overall`.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::overall::{self, speaks_of};
use super::{Form, forms_in};
use crate::ledger::Record;
use crate::model::{
    Edition, Fact, How, Measure, Message, Phase, Severity, Statement, Status, Topic, Verdict, message,
};
use crate::taxonomy::says;
use crate::verify::bench::{Case, Side, reckoned};
use crate::verify::{Bench, Book, Comparison, Rule, compare};

/// D10: 自评的金额和个数.
pub(in crate::verify) static COVERAGE: Rule =
    Rule { id: "D10", severity: Severity::Warning, check: coverage };

fn coverage(book: &Book<'_>, out: &mut Bench<'_>) {
    for record in book.published() {
        if record.edition() == Edition::Abridged {
            continue;
        }
        overall::check(book, record, out);
        let forms: Vec<Form> = forms_in(book, record)
            .into_iter()
            .filter(|form| form.statement == Statement::SelfEvaluation && !form.name.is_empty())
            .collect();
        if forms.is_empty() {
            continue;
        }
        let stated: Vec<&Fact> = book
            .ledger
            .own_facts_in(&record.path)
            .filter(|fact| {
                fact.statement == Statement::Narrative
                    && fact.status != Status::Derived
                    && fact.fiscal_year == record.identity.fiscal_year
                    && speaks_of(fact, Topic::Evaluation)
            })
            .collect();
        let matches = count(record, &forms, &stated, out);
        money(record, &forms, &stated, matches, out);
    }
}

/// The executed total of every form; `None` where one was not read.
fn totals<'l>(forms: &[Form<'l>], phase: Phase) -> Option<Vec<&'l Fact>> {
    forms.iter().map(|form| form.fund(Measure::Total, phase)).collect()
}

/// Compares the numbers of projects; gives whether they agree.
fn count<'l>(record: &'l Record, forms: &[Form<'l>], stated: &[&'l Fact], out: &mut Bench<'_>) -> bool {
    let counts: Vec<&Fact> = stated
        .iter()
        .copied()
        .filter(|fact| fact.measure == Measure::Count && fact.subject.name.ends_with("项目"))
        .filter(|fact| !fact.amount.value.is_zero())
        .collect();
    let number = Decimal::from(forms.len());
    // Projects are counted at two levels; the forms are of one of them.
    let Some(named) = counts
        .iter()
        .copied()
        .find(|fact| fact.amount.value == number)
        .or_else(|| counts.iter().copied().max_by_key(|fact| fact.amount.value))
    else {
        return false;
    };
    let names: Vec<&Fact> = forms.iter().filter_map(|form| form.facts.first().copied()).collect();
    let difference = named.amount.value - number;
    let verdict = if difference.is_zero() {
        Verdict::Pass
    } else if difference > Decimal::ZERO || forms.iter().any(|form| form.damaged) || !are_distinct(forms) {
        Verdict::InsufficientData
    } else {
        Verdict::Mismatch
    };
    let case = Case::new(
        record,
        message!("evaluated-projects"),
        Side::of(message!("side-stated-count"), &[named]),
        Side::computed(message!("side-forms"), How::Rule, number, &names),
    );
    let compared =
        Comparison { left: named.amount.value, right: number, difference, tolerance: Decimal::ZERO, verdict };
    out.record(case.noted([message!("forms-attached", count = forms.len())]), compared);
    verdict == Verdict::Pass
}

/// Whether every form is of another project: one printed twice would be counted twice.
fn are_distinct(forms: &[Form<'_>]) -> bool {
    let names: BTreeSet<(&str, &str)> =
        forms.iter().map(|form| (form.name.as_str(), form.code.as_str())).collect();
    names.len() == forms.len()
}

fn money<'l>(
    record: &'l Record,
    forms: &[Form<'l>],
    stated: &[&'l Fact],
    all_here: bool,
    out: &mut Bench<'_>,
) {
    let amounts: Vec<&Fact> = stated
        .iter()
        .copied()
        .filter(|fact| fact.measure == Measure::Total && fact.subject.code == "performance_funds")
        .filter(|fact| fact.amount.unit.is_money() && !fact.amount.value.is_zero())
        // What the evaluation of all expenditure covers is compared elsewhere.
        .filter(|fact| !says("general_budget", &fact.subject.name))
        .collect();
    let [amount] = amounts.as_slice() else { return };
    let message = message!("evaluated-money");
    let left = Side::of(message!("side-stated-money"), &[*amount]);
    let phases = [
        (Phase::Final, message!("side-forms-spent")),
        (Phase::Adjusted, message!("side-forms-budget")),
        (Phase::Budget, message!("side-forms-initial")),
    ];
    let mut sums: Vec<(Comparison, Vec<&Fact>, Message)> = phases
        .into_iter()
        .filter_map(|(phase, words)| totals(forms, phase).map(|facts| (phase, words, facts)))
        .map(|(_, words, facts)| (compare(&[*amount], &facts), facts, words))
        .collect();
    if sums.is_empty() {
        out.judge(Case::new(record, message, left, Side::default()), Verdict::InsufficientData);
        return;
    }
    let tried: Vec<Message> = sums
        .iter()
        .map(|(compared, facts, words)| {
            message!("forms-come-to", what = words.clone(), sum = reckoned(compared.right, facts))
        })
        .collect();
    sums.sort_by_key(|(compared, ..)| compared.verdict);
    let (compared, facts, words) = sums.swap_remove(0);
    let verdict = match compared.verdict {
        Verdict::Mismatch if !all_here => Verdict::InsufficientData,
        verdict => verdict,
    };
    let case = Case::new(record, message, left, Side::of(words, &facts)).noted(tried);
    out.record(case, Comparison { verdict, ..compared });
}
