//! D15: one indicator with two targets: in one sentence about goals, or in the text and in the table of targets.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::document::Locator;
use crate::ledger::Record;
use crate::model::{
    Aim, Amount, Arg, Edition, Indicator, Message, Remark, Says, Severity, Unit, Verdict, message,
};
use crate::taxonomy::{Value, compact};
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Rule};

/// D15: 同一指标的目标值.
pub(in crate::verify) static AIMS: Rule = Rule { id: "D15", severity: Severity::Warning, check: aims };

fn aims(book: &Book<'_>, out: &mut Bench<'_>) {
    for record in book.published() {
        if record.edition() == Edition::Abridged {
            continue;
        }
        repeated(record, out);
        let rows: BTreeMap<&Locator, &Indicator> =
            book.ledger.indicators_in(&record.path).map(|row| (&row.locator, row)).collect();
        for remark in &record.remarks {
            let Says::Demand { row: place, .. } = &remark.says else { continue };
            if let Some(row) = rows.get(place) {
                against_row(record, remark, row, out);
            }
        }
    }
}

/// The same label twice in one sentence.
fn repeated(record: &Record, out: &mut Bench<'_>) {
    let mut first: BTreeMap<(u32, &str), (&Aim, &Remark)> = BTreeMap::new();
    for remark in &record.remarks {
        let Says::Aim(aim) = &remark.says else { continue };
        let Some((known, said)) = first.get(&(aim.sentence, aim.label.as_str())).copied() else {
            first.insert((aim.sentence, aim.label.as_str()), (aim, remark));
            continue;
        };
        if known.unit != aim.unit {
            continue;
        }
        let verdict = if known.number == aim.number {
            Verdict::Pass
        } else if aim.turned {
            Verdict::InsufficientData
        } else {
            Verdict::Mismatch
        };
        let unit = &known.unit;
        let note = match verdict {
            Verdict::Pass => None,
            Verdict::Mismatch => Some(message!(
                "aims-differ",
                first = Arg::quote(format!("{}{unit}", known.number)),
                second = Arg::quote(format!("{}{unit}", aim.number))
            )),
            _ => Some(message!("aims-turn")),
        };
        let side = |label: Message, remark: &Remark| {
            Side::words(label, remark.locator.clone(), remark.quote.as_str())
        };
        let case = Case::new(
            record,
            message!("aims-in-one-sentence", name = Arg::quote(&aim.label)),
            side(message!("side-first-aim"), said),
            side(message!("side-second-aim"), remark),
        );
        out.judge(case.noted(note), verdict);
    }
}

/// A percentage that a sentence demands of a rate, and the row of the table that it means.
fn against_row(record: &Record, said: &Remark, row: &Indicator, out: &mut Bench<'_>) {
    let Says::Demand { percent, once, at_least, .. } = said.says else { return };
    let Some(target) = percentage(&row.target) else { return };
    let same = target == percent;
    let verdict = match once {
        _ if same => Verdict::Pass,
        false => Verdict::InsufficientData,
        // A table that asks for more than "98%以上" does not deny it.
        true if at_least && target > percent => Verdict::Review,
        true => Verdict::Mismatch,
    };
    let note = (!same).then(|| {
        message!(
            "aim-and-table-differ",
            said = Amount::new(percent, Unit::Percent),
            printed = Arg::quote(&row.target)
        )
    });
    let printed = format!("{} {}", row.level3, row.target);
    let case = Case::new(
        record,
        message!("aim-and-table", name = Arg::name(&row.level3)),
        Side::words(message!("side-aim-in-text"), said.locator.clone(), said.quote.as_str()),
        Side::words(message!("side-aim-in-table"), row.locator.clone(), printed),
    );
    out.judge(case.noted(note), verdict);
}

/// A target in percent. A spreadsheet prints a whole as 1.
fn percentage(target: &str) -> Option<Decimal> {
    let compact = compact(target);
    let value = Value::parse(compact.trim_start_matches('='))?;
    match value.unit.as_str() {
        "%" => Some(value.number),
        "" if value.number == Decimal::ONE => Some(Decimal::ONE_HUNDRED),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_in_percent_may_be_printed_as_a_whole() {
        assert_eq!(percentage("1"), Some(Decimal::ONE_HUNDRED));
        assert_eq!(percentage("≥95%"), Some(Decimal::from(95)));
        assert_eq!(percentage("12次"), None);
    }
}
