//! C05: shares of a whole, and shares that make up a whole.

use rust_decimal::Decimal;

use super::bind::{agreed, other_units, same_subject, settled, stated};
use super::meanings::cells;
use super::{Passage, Prose, called, kind_of, open, side};
use crate::model::{Arg, Fact, How, Measure, Money, Severity, Subject, Verdict, message};
use crate::verify::bench::{Case, Side};
use crate::verify::tolerance::{Interval, percentage};
use crate::verify::{Bench, Book, Comparison, Rule, compare};

/// C05: share = part ÷ whole.
pub(in crate::verify) static SHARES: Rule = Rule { id: "C05", severity: Severity::Warning, check: shares };

/// A share with what it may be reckoned from.
struct Share<'l> {
    at: usize,
    part: Option<&'l Fact>,
    whole: Option<&'l Fact>,
    /// Whether the whole is not named beside the share: 占47.6%.
    bare: bool,
    /// Whether the whole stands in the same paragraph or in a table.
    near: bool,
}

/// The totals that a subject is usually given a share of.
fn parents(code: &str) -> &'static [&'static str] {
    match code {
        "outbound" | "vehicle" | "reception" => &["three_public"],
        "vehicle_purchase" | "vehicle_running" => &["vehicle", "three_public"],
        "basic" | "project" | "personnel" | "public" | "individual" => {
            &["budget_expenditure", "year_expenditure", "total_expenditure", "fiscal_expenditure"]
        }
        "procurement_goods" | "procurement_works" | "procurement_services" | "procurement_sme" => {
            &["procurement"]
        }
        "procurement_micro" => &["procurement_sme"],
        "function_class" => &[
            "general_public",
            "gov_fund",
            "fiscal_expenditure",
            "year_expenditure",
            "total_expenditure",
            "budget_expenditure",
        ],
        "fiscal_income" | "business_income" | "operating_income" | "superior_subsidy"
        | "affiliated_income" | "other_income" => &["year_income", "total_income", "budget_income"],
        _ => &[],
    }
}

fn is_amount(fact: &Fact) -> bool {
    fact.measure == Measure::Total && fact.amount.unit.is_money()
}

fn read<'l>(book: &Book<'l>, prose: &Prose<'l>, passage: &Passage<'l>, at: usize) -> Share<'l> {
    let fact = passage.fact(at);
    let said = passage.near(at).and_then(|near| near.share.as_ref());
    let bare = said.is_none_or(|said| !said.named);
    let part = passage
        .nearest(at, |other| is_amount(other) && same_subject(other, fact) && other.phase == fact.phase);
    let part = part.map(|found| passage.fact(found)).filter(|_| said.is_some_and(|said| !said.own_part));
    let same_time =
        |other: &Fact| is_amount(other) && other.phase == fact.phase && other.fiscal_year == fact.fiscal_year;
    // A subject of its own before 占 is another part than the last figure.
    let named = || said.and_then(|said| said.whole.as_deref()).into_iter().collect();
    let codes: Vec<&str> = if bare { parents(kind_of(fact)).to_vec() } else { named() };
    let wholes: Vec<usize> = (0..at)
        .rev()
        .filter(|before| {
            let other = passage.fact(*before);
            same_time(other) && codes.contains(&kind_of(other))
        })
        .collect();
    // A whole that is not named is the nearest one that fits.
    let fits = |whole: &Fact| {
        let compared = part.and_then(|part| percentage(fact, Interval::of(part), Interval::of(whole)));
        compared.is_some_and(|compared| compared.verdict != Verdict::Mismatch)
    };
    let fitting = wholes.iter().copied().find(|whole| fits(passage.fact(*whole)));
    let near = fitting.or_else(|| wholes.first().copied());
    let certain = near.is_some_and(|whole| {
        let one = wholes
            .iter()
            .all(|other| passage.fact(*other).amount.comparable() == passage.fact(whole).amount.comparable());
        one && (!bare || passage.together(whole, at)) && !other_units(passage, at)
    });
    let whole = near.map(|whole| passage.fact(whole));
    let mut share = Share { at, part, whole, bare, near: certain };
    if share.whole.is_none() {
        let like = |code: &str| {
            let subject = Subject::top(fact.subject.scheme, code, "");
            Fact { subject, measure: Measure::Total, base: None, ..fact.clone() }
        };
        for code in codes {
            let (phase, year) = (fact.phase, fact.fiscal_year);
            let in_cells = |code: &str, restriction: &[Money]| {
                agreed(&cells(book, &like(code), restriction, false, phase, year))
            };
            let found = if code == "general_project" {
                in_cells("project", &[Money::GeneralPublic])
            } else if stated(prose, &like(code), phase, year).is_empty() {
                in_cells(code, &[])
            } else {
                settled(prose, &like(code), phase, year)
            };
            share.near = code == "general_project" || super::bind::is_three_public(code);
            share.whole = found;
            if share.whole.is_some() {
                break;
            }
        }
    }
    share
}

fn shares(book: &Book<'_>, out: &mut Bench<'_>) {
    for prose in &book.prose {
        for passage in &prose.passages {
            let all: Vec<Share<'_>> = (0..passage.figures.len())
                .filter(|at| {
                    let fact = passage.fact(*at);
                    // Rates of use and shares of things that are no money name no whole.
                    fact.measure == Measure::Share && fact.subject.code != "assets"
                })
                .map(|at| read(book, prose, passage, at))
                .collect();
            for share in &all {
                judge(passage, share, out);
            }
            hundred(passage, &all, out);
        }
    }
}

fn judge<'l>(passage: &Passage<'l>, share: &Share<'l>, out: &mut Bench<'_>) {
    let fact = passage.fact(share.at);
    let message = message!("share", figure = called(fact));
    let zero = |side: Option<&Fact>| side.is_some_and(|side| side.amount.value.is_zero());
    if fact.amount.value.is_zero() && (zero(share.part) || zero(share.whole)) {
        let other = share.whole.or(share.part).map_or_else(Side::default, side);
        let case = Case::new(passage.record, message, side(fact), other);
        out.judge(case.noted([message!("share-of-zero")]), Verdict::Pass);
        return;
    }
    let (Some(part), Some(whole)) = (share.part, share.whole) else {
        open(out, passage, message, side(fact), Side::default(), [message!("part-or-whole-elsewhere")]);
        return;
    };
    let Some(mut compared) = percentage(fact, Interval::of(part), Interval::of(whole)) else {
        open(out, passage, message, side(fact), side(whole), [message!("whole-perhaps-zero")]);
        return;
    };
    if compared.verdict == Verdict::Mismatch && !share.near {
        compared.verdict = Verdict::InsufficientData;
    }
    let note = message!(
        "rate-reckoned",
        part = part.amount,
        whole = whole.amount,
        rate = Arg::percent(compared.right)
    );
    let right = Side::computed(message!("side-part-over-whole"), How::Share, compared.right, &[part, whole]);
    out.record(Case::new(passage.record, message, side(fact), right).noted([note]), compared);
}

/// Shares of one whole whose parts make it up.
fn hundred<'l>(passage: &Passage<'l>, all: &[Share<'l>], out: &mut Bench<'_>) {
    let mut rest: Vec<&Share<'l>> =
        all.iter().filter(|share| share.bare && share.part.is_some() && share.whole.is_some()).collect();
    while let Some(whole) = rest.first().and_then(|share| share.whole) {
        let (group, others): (Vec<&Share<'l>>, Vec<&Share<'l>>) =
            rest.into_iter().partition(|share| share.whole.is_some_and(|other| other.id == whole.id));
        rest = others;
        let parts: Vec<&Fact> = group.iter().filter_map(|share| share.part).collect();
        let shares: Vec<&Fact> = group.iter().map(|share| passage.fact(share.at)).collect();
        if shares.len() < 2 || compare(&[whole], &parts).verdict == Verdict::Mismatch {
            continue;
        }
        let left: Decimal = shares.iter().map(|share| share.amount.value).sum();
        let tolerance: Decimal = shares.iter().map(|share| share.amount.half_step()).sum();
        let difference = left - Decimal::ONE_HUNDRED;
        let verdict = if difference.is_zero() {
            Verdict::Pass
        } else if difference.abs() <= tolerance {
            Verdict::Rounding
        } else {
            Verdict::Mismatch
        };
        let compared = Comparison { left, right: Decimal::ONE_HUNDRED, difference, tolerance, verdict };
        let case = Case::new(
            passage.record,
            message!("sum-of-shares", figure = called(whole)),
            Side::of(message!("side-sum-of-shares"), &shares),
            Side::computed(message!("side-hundred-percent"), How::Rule, Decimal::ONE_HUNDRED, &[whole]),
        );
        out.record(case.noted([message!("shares-should-be-hundred")]), compared);
    }
}
