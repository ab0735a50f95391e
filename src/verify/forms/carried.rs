//! D14: what projects say they spent from last year's money, against what the body had left at the start of the year.

use std::collections::BTreeSet;

use super::{Form, forms_in};
use crate::model::{Arg, Fact, Measure, Phase, Scheme, Scope, Severity, Statement, Verdict, message};
use crate::verify::bench::{Case, Side};
use crate::verify::tolerance::at_most;
use crate::verify::{Bench, Book, Comparison, Rule};

/// D14: 自评表的上年结转.
pub(in crate::verify) static CARRIED: Rule = Rule { id: "D14", severity: Severity::Warning, check: carried };

fn carried(book: &Book<'_>, out: &mut Bench<'_>) {
    for record in book.published() {
        let year = record.identity.fiscal_year;
        let Some((table, whole)) = book
            .tables_of(&record.path)
            .iter()
            .filter(|table| {
                table.statement == Statement::IncomeSummary
                    && table.phase == Some(Phase::Final)
                    && table.year == year
            })
            .find_map(|table| {
                let column = table.column(Measure::Total);
                let carried = |fact: &&Fact| {
                    fact.subject.scheme == Scheme::Income && fact.subject.code == "carryover_in"
                };
                column.into_iter().find(carried).map(|fact| (table, fact))
            })
        else {
            continue;
        };
        let forms: Vec<Form> = forms_in(book, record)
            .into_iter()
            .filter(|form| form.statement == Statement::SelfEvaluation && !form.name.is_empty())
            .collect();
        let spent: Vec<&Fact> = forms
            .iter()
            .filter_map(|form| form.fund(Measure::CarryoverIn, Phase::Final))
            .filter(|fact| fact.fiscal_year == year && !fact.amount.value.is_zero())
            .collect();
        if spent.is_empty() {
            continue;
        }
        let names: BTreeSet<(&str, &str)> =
            forms.iter().map(|form| (form.name.as_str(), form.code.as_str())).collect();
        let covered =
            whole.scope == Scope::Department || spent.iter().all(|fact| fact.entity == whole.entity);
        let certain = names.len() == forms.len() && covered;
        let case = Case::within(
            table,
            message!("carried-into-forms"),
            Side::of(message!("side-forms-carried"), &spent),
            Side::of(
                message!(
                    "side-row-of-table",
                    table = Arg::title(&table.title),
                    name = Arg::name(&whole.subject.name)
                ),
                &[whole],
            ),
        );
        let compared = at_most(case.compared());
        let verdict = match compared.verdict {
            Verdict::Mismatch if !certain => Verdict::InsufficientData,
            verdict => verdict,
        };
        out.record(case, Comparison { verdict, ..compared });
    }
}
