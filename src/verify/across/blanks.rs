//! E08: a blank is no zero. It may be reckoned as zero only where the row's own sum proves it.

use crate::model::{Arg, Fact, Measure, Severity, Statement, Verdict, message};
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Rule, compare};

/// E08: 空白与 0.
pub(in crate::verify) static BLANKS: Rule = Rule { id: "E08", severity: Severity::Info, check: blanks };

const PARTS: &[Measure] =
    &[Measure::Basic, Measure::Project, Measure::ToSuperior, Measure::Operating, Measure::ToAffiliated];

fn blanks(book: &Book<'_>, out: &mut Bench<'_>) {
    for table in book.tables.iter().filter(|table| table.statement != Statement::ThreePublic) {
        let split = [Measure::Basic, Measure::Project];
        if split.iter().any(|measure| table.column(*measure).is_empty()) {
            continue;
        }
        for row in table.rows() {
            let Some(total) = row.iter().copied().find(|fact| fact.measure == Measure::Total) else {
                continue;
            };
            let parts: Vec<&Fact> =
                row.iter().copied().filter(|fact| PARTS.contains(&fact.measure)).collect();
            let blank: Vec<Arg> = split
                .into_iter()
                .filter(|measure| !row.iter().any(|fact| fact.measure == *measure))
                .map(Arg::from)
                .collect();
            if blank.is_empty() || parts.is_empty() {
                continue;
            }
            let proven = matches!(compare(&[total], &parts).verdict, Verdict::Pass | Verdict::Rounding);
            let verdict = if proven { Verdict::Pass } else { Verdict::InsufficientData };
            let case = Case::within(
                table,
                message!(
                    "blanks-in-row",
                    table = Arg::title(&table.title),
                    name = Arg::name(&total.subject.name),
                    blank = Arg::List(blank)
                ),
                Side::of(message!("side-total"), &[total]),
                Side::of(message!("side-sum-of-printed"), &parts),
            );
            let note = if proven { message!("blanks-are-nothing") } else { message!("blanks-are-something") };
            out.record(
                case.noted([note]),
                crate::verify::Comparison { verdict, ..compare(&[total], &parts) },
            );
        }
    }
}
