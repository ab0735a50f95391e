//! D13: how many of a thing the text of a form says there are, against the row of the indicator with that name.

use std::collections::BTreeMap;

use super::Form;
use crate::document::Locator;
use crate::model::{
    Arg, Edition, Indicator, Remark, RowKind, Says, Severity, Statement, Told, Verdict, message,
};
use crate::taxonomy::Value;
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Rule};

/// D13: 自评表的文字与指标.
pub(in crate::verify) static WORDING: Rule = Rule { id: "D13", severity: Severity::Error, check: wording };

/// What the texts of a document say of one part of a row's value, by text, row and part.
type Mentions<'l> = BTreeMap<(u32, bool, &'l Locator, u32), Vec<(&'l Remark, &'l Told)>>;

fn wording(book: &Book<'_>, out: &mut Bench<'_>) {
    for record in book.published().filter(|record| record.edition() != Edition::Abridged) {
        let mut told: Mentions<'_> = BTreeMap::new();
        for remark in &record.remarks {
            if let Says::Told(one) = &remark.says {
                let place = (remark.locator.line(), !one.goal, &one.row, one.part);
                told.entry(place).or_default().push((remark, one));
            }
        }
        if told.is_empty() {
            continue;
        }
        for form in super::forms_in(book, record) {
            if form.statement != Statement::SelfEvaluation {
                continue;
            }
            let (first, last) = form.lines();
            let rows = form.rows.iter().copied().filter(|row| row.row_kind == RowKind::Indicator);
            let rows: BTreeMap<&Locator, &Indicator> = rows.map(|row| (&row.locator, row)).collect();
            let inside = told
                .range((first, false, &Locator::Line(0), 0)..)
                .take_while(|((line, ..), _)| *line <= last);
            for ((.., row, _), mentions) in inside {
                if let Some(row) = rows.get(row) {
                    judge(&form, row, mentions, out);
                }
            }
        }
    }
}

fn judge<'l>(form: &Form<'l>, row: &'l Indicator, all: &[(&'l Remark, &'l Told)], out: &mut Bench<'_>) {
    let Some((_, first)) = all.first() else { return };
    let Some((_, value_of)) = Value::named(&first.printed) else { return };
    let admitted = all.iter().find(|(_, one)| value_of.admits(one.number));
    let Some((said, mention)) = admitted.or_else(|| all.first()) else { return };
    let verdict = if value_of.admits(mention.number) {
        Verdict::Pass
    } else if all.iter().all(|(_, one)| one.number == mention.number) {
        Verdict::Mismatch
    } else {
        Verdict::InsufficientData
    };
    let (words, value) = if mention.goal {
        (message!("side-goal-text"), message!("side-target"))
    } else {
        (message!("side-done-text"), message!("side-actual"))
    };
    let (unit, own) = (&value_of.unit, value_of.number);
    let note = (verdict != Verdict::Pass).then(|| {
        message!(
            "text-and-value-differ",
            said = Arg::quote(format!("{}{unit}", mention.number)),
            value = Arg::quote(format!("{own}{unit}"))
        )
    });
    let name = &row.level3;
    out.judge(
        Case::new(
            form.record,
            message!(
                "text-and-value",
                form = form.title(),
                name = Arg::name(name),
                said = words.clone(),
                value = value.clone()
            ),
            Side::words(
                message!("side-text-of-indicator", text = words, name = Arg::name(name)),
                said.locator.clone(),
                said.quote.as_str(),
            ),
            Side::words(value, Locator::Line(row.locator.line()), mention.printed.as_str()),
        )
        .noted(note),
        verdict,
    );
}
