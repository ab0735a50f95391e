//! What the cells of forms say beside their figures: that reasons are asked for, codes of projects, and rows of figures that
//! were left out.

use std::collections::BTreeSet;

use super::Text;
use crate::document::{Block, Table, key, squeeze};
use crate::model::{Remark, Says, Scheme, Statement};
use crate::taxonomy::says;

/// A longer cell is no header, in characters.
const LONGEST_HEADER: usize = 24;

/// Finds them.
pub(super) fn find(text: &Text<'_>, found: &mut Vec<Remark>) {
    let of_form = |statement| matches!(statement, Statement::SelfEvaluation | Statement::Scorecard);
    let facts = || text.facts.iter().filter(|fact| of_form(fact.statement));
    let lines: BTreeSet<u32> = facts().map(|fact| fact.locator.line()).collect();
    if lines.is_empty() {
        return;
    }
    let of_facts =
        facts().filter(|fact| fact.subject.scheme == Scheme::Project).map(|fact| &*fact.subject.code);
    let codes: BTreeSet<&str> = of_facts
        .chain(text.indicators.iter().map(|row| &*row.project_code))
        .filter(|code| !code.trim().is_empty())
        .collect();
    let tables = text.document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Line(_) => None,
    });
    let mut asked = false;
    for table in tables {
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            let mut say = |says| {
                let (locator, quote) = (cell.locator.clone(), cell.quote.clone());
                found.push(Remark { says, locator, quote, within: None });
            };
            if !codes.is_empty() && codes.contains(squeeze(&cell.text).as_str()) {
                say(Says::ProjectCode(squeeze(&cell.text)));
            }
            // All forms of a document have one template.
            if !asked && asks_reasons(&cell.text) {
                asked = true;
                say(Says::AsksReasons);
            }
        }
        left_out(table, &lines, found);
    }
}

/// Whether a header asks for reasons.
fn asks_reasons(text: &str) -> bool {
    let words = key(text);
    says("asks_reasons", &words) && words.chars().count() <= LONGEST_HEADER && !words.contains('。')
}

/// Rows of several figures in a table of forms, none of which was placed.
fn left_out(table: &Table, lines: &BTreeSet<u32>, found: &mut Vec<Remark>) {
    let span = table.span();
    if lines.range(span.first..=span.last).next().is_none() {
        return;
    }
    for row in table.rows.iter().filter(|row| !lines.contains(&row.span.first)) {
        let figures = row.cells.iter().filter(|cell| cell.number().is_some()).count();
        let Some(first) = row.cells.iter().find(|cell| !cell.is_blank()).filter(|_| figures >= 2) else {
            continue;
        };
        let locator = crate::document::Locator::Line(row.span.first);
        found.push(Remark { says: Says::LeftOut, locator, quote: first.quote.clone(), within: None });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_ask_for_reasons_and_sentences_do_not() {
        assert!(asks_reasons("偏差原因分析及改进措施"));
        assert!(asks_reasons("扣分原因"));
        assert!(!asks_reasons("未完成原因。改进措施。"));
        assert!(!asks_reasons("得分"));
    }
}
