//! C23: a rate of completion, and the counts that stand beside it.

use rust_decimal::Decimal;

use crate::ledger::Record;
use crate::model::{Arg, Edition, Remark, Says, Severity, Verdict, message};
use crate::verify::bench::{Case, Side};
use crate::verify::quotes::Quotes;
use crate::verify::{Bench, Book, Rule};

/// C23: 完成率与数量.
pub(in crate::verify) static RATES_OF_COUNTS: Rule = Rule { id: "C23", severity: Severity::Error, check };

fn check(book: &Book<'_>, out: &mut Bench<'_>) {
    for record in book.published().filter(|record| record.edition() != Edition::Abridged) {
        for remark in &record.remarks {
            let Says::Rate { whole, part, percent, wide } = &remark.says else { continue };
            judge(record, remark, [*whole, *part, *percent], *wide, out);
        }
    }
}

fn judge(
    record: &Record,
    said: &Remark,
    [whole, part, percent]: [Decimal; 3],
    wide: bool,
    out: &mut Bench<'_>,
) {
    let Some(rate) = part.checked_mul(Decimal::ONE_HUNDRED).and_then(|part| part.checked_div(whole)) else {
        return;
    };
    // A rate is rounded to its last digit, or cut off behind it.
    let step = Decimal::new(1, percent.scale());
    let verdict = match ((rate - percent).abs() < step, wide) {
        (true, _) => Verdict::Pass,
        (false, true) => Verdict::InsufficientData,
        (false, false) => Verdict::Mismatch,
    };
    let note = (verdict != Verdict::Pass)
        .then(|| message!("counts-come-to", part = part, whole = whole, rate = Arg::percent(rate)));
    let quote = said.within.and_then(|within| record.printed(within));
    let words = Side::words(message!("side-text"), said.locator.clone(), quote.unwrap_or(&said.quote));
    let message = message!("rate-and-counts", rate = Arg::percent(percent));
    out.judge(Case::new(record, message, words, Side::default()).noted(note), verdict);
}
