//! C16 and C17: procurement by kind and by size of supplier, and the running cost of offices.

use rust_decimal::Decimal;

use super::bind::{agreed, settled, stated};
use super::{Passage, Prose, called, open, side};
use crate::model::{Fact, Measure, Message, Says, Scheme, Severity, Statement, Subject, Verdict, message};
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Comparison, Rule, compare};

/// C16: procurement.
pub(in crate::verify) static PROCUREMENT: Rule =
    Rule { id: "C16", severity: Severity::Error, check: procurement };

/// C17: running cost.
pub(in crate::verify) static RUNNING_COST: Rule =
    Rule { id: "C17", severity: Severity::Info, check: running_cost };

fn is_amount(fact: &Fact) -> bool {
    fact.measure == Measure::Total && fact.amount.unit.is_money()
}

/// The nearest amount with a code in a paragraph, of the same phase and year.
fn beside<'l>(passage: &Passage<'l>, like: &Fact, code: &str) -> Option<&'l Fact> {
    passage.figures.iter().map(|figure| figure.fact).find(|fact| {
        is_amount(fact)
            && fact.subject.code == code
            && fact.phase == like.phase
            && fact.fiscal_year == like.fiscal_year
    })
}

fn procurement(book: &Book<'_>, out: &mut Bench<'_>) {
    won(book, out);
    for passage in book.prose.iter().flat_map(|prose| &prose.passages) {
        let total = passage
            .figures
            .iter()
            .map(|figure| figure.fact)
            .find(|fact| is_amount(fact) && fact.subject.code == "procurement");
        if let Some(total) = total {
            let kinds = ["procurement_goods", "procurement_works", "procurement_services"];
            let parts: Vec<&Fact> = kinds.iter().filter_map(|code| beside(passage, total, code)).collect();
            if !parts.is_empty() {
                let mut compared = compare(&[total], &parts);
                let complete = parts.len() == kinds.len() || compared.right > compared.left;
                if compared.verdict == Verdict::Mismatch && !complete {
                    compared.verdict = Verdict::InsufficientData;
                }
                let case = Case::new(
                    passage.record,
                    message!("procurement-and-kinds", figure = called(total)),
                    side(total),
                    Side::of(message!("side-sum-of-goods-works-services"), &parts),
                );
                out.record(case, compared);
            }
            if let Some(small) = beside(passage, total, "procurement_sme") {
                at_most(passage, small, total, message!("procurement-of-small-firms"), out);
            }
        }
        let small = passage
            .figures
            .iter()
            .map(|figure| figure.fact)
            .find(|fact| is_amount(fact) && fact.subject.code == "procurement_sme");
        if let Some(small) = small
            && let Some(micro) = beside(passage, small, "procurement_micro")
        {
            at_most(passage, micro, small, message!("procurement-of-micro-firms"), out);
        }
    }
}

/// What small firms won among reserved and among other purchases, against all purchases: the two exclude each other.
fn won(book: &Book<'_>, out: &mut Bench<'_>) {
    for prose in &book.prose {
        for passage in &prose.passages {
            let amounts = |says: &Says| match says {
                Says::Won(amounts) => Some(*amounts),
                _ => None,
            };
            for (_, amounts) in passage.says(amounts) {
                let parts: Vec<&Fact> =
                    amounts.into_iter().filter_map(|start| passage.linked(Some(start))).collect();
                won_of_all(prose, passage, &parts, out);
            }
        }
    }
}

fn won_of_all<'l>(prose: &Prose<'l>, passage: &Passage<'l>, parts: &[&'l Fact], out: &mut Bench<'_>) {
    let Some(first) = parts.first().filter(|_| parts.len() == 2) else { return };
    let subject = Subject::top(Scheme::None, "procurement", "");
    let like = Fact { subject, ..(*first).clone() };
    let Some(total) = settled(prose, &like, first.phase, first.fiscal_year) else { return };
    let mut compared = compare(parts, &[total]);
    if compared.difference <= Decimal::ZERO {
        compared.verdict = Verdict::Pass;
    }
    let sum = Side::of(message!("side-sum-won"), parts);
    out.record(Case::new(passage.record, message!("procurement-won"), sum, side(total)), compared);
}

/// Records whether one amount is at most another.
fn limit(less: &Fact, more: &Fact) -> Comparison {
    let compared = compare(&[less], &[more]);
    if compared.difference.is_sign_positive() && !compared.difference.is_zero() {
        compared
    } else {
        Comparison { verdict: Verdict::Pass, ..compared }
    }
}

fn at_most<'l>(passage: &Passage<'l>, less: &'l Fact, more: &'l Fact, message: Message, out: &mut Bench<'_>) {
    out.record(Case::new(passage.record, message, side(less), side(more)), limit(less, more));
}

fn running_cost(book: &Book<'_>, out: &mut Bench<'_>) {
    for prose in &book.prose {
        for (passage, at) in prose.figures() {
            let fact = passage.fact(at);
            if !is_amount(fact)
                || fact.subject.code != "running_cost"
                || fact.fiscal_year != passage.record.identity.fiscal_year
            {
                continue;
            }
            let printed = book.tables.iter().filter(|table| {
                table.record.path == passage.record.path
                    && table.phase == fact.phase
                    && table.year == fact.fiscal_year
            });
            let mut public: Vec<&Fact> = printed
                .flat_map(|table| {
                    table.facts.iter().copied().filter(move |cell| {
                        let column = cell.measure == Measure::Public
                            && cell.subject.is_total()
                            && table.statement == Statement::BasicByEconomic;
                        let row = cell.subject.scheme == Scheme::Nature
                            && cell.subject.code == "public"
                            && cell.measure == Measure::Total;
                        column || row
                    })
                })
                .filter(|cell| book.ledger.counts(cell))
                .collect();
            if public.is_empty() {
                let subject = Subject::top(Scheme::None, "public", "");
                let like = Fact { subject, ..fact.clone() };
                let (phase, year) = (fact.phase, fact.fiscal_year);
                let said =
                    settled(prose, &like, phase, year).or(stated(prose, &like, phase, year).first().copied());
                public.extend(said);
            }
            let Some(first) = public.first().copied() else { continue };
            let message = message!("running-cost", figure = called(fact));
            let Some(public) = agreed(&public) else {
                open(out, passage, message, side(fact), side(first), [message!("public-several")]);
                continue;
            };
            let mut compared = limit(fact, public);
            let mut notes =
                vec![message!("running-cost-and-public", cost = fact.amount, public = public.amount)];
            if compared.verdict == Verdict::Mismatch
                && passage.remarks.iter().any(|remark| remark.says == Says::OtherScope)
            {
                compared.verdict = Verdict::InsufficientData;
                notes.push(message!("other-scope-said"));
            }
            out.record(Case::new(passage.record, message, side(fact), side(public)).noted(notes), compared);
        }
    }
}
