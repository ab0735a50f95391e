//! Which figures speak of the same thing: subject, side, fund and unit, in sentences and in tables.

use crate::document::key;
use crate::model::{Fact, Money, Phase};
use crate::taxonomy::says;

use super::{Passage, Prose};

/// Subjects whose code says too little: the name has to agree as well.
const OPEN: &[&str] = &["function_class", "other"];

/// What two figures of sentences have in common when they speak of the same subject: the code, the name where the code
/// says too little, and income or expenditure.
pub(super) fn subject_key(fact: &Fact) -> (String, String, &'static str) {
    let code = fact.subject.code.clone();
    let name = if OPEN.contains(&code.as_str()) { key(&fact.subject.name) } else { String::new() };
    (code, name, half(fact))
}

/// Whether two figures of sentences speak of the same subject.
pub(super) fn same_subject(a: &Fact, b: &Fact) -> bool {
    a.subject.code == b.subject.code
        && (!OPEN.contains(&a.subject.code.as_str()) || key(&a.subject.name) == key(&b.subject.name))
        && half(a) == half(b)
}

/// Subjects that stand for the whole budget of a sentence: 年初预算数, 执行数, 实际支出, 预算执行率.
pub(super) fn is_whole_budget(fact: &Fact) -> bool {
    matches!(fact.subject.code.as_str(), "budget" | "execution" | "year_expenditure" | "budget_expenditure")
}

/// What [`half`] says of income.
pub(super) const INCOME: &str = "income";
/// And of expenditure.
pub(super) const EXPENDITURE: &str = "expenditure";

/// Income or expenditure, where the name says which: 一般公共预算 has both.
pub(super) fn half(fact: &Fact) -> &'static str {
    let name = &fact.subject.name;
    match (says("income_name", name), says("expenditure_name", name)) {
        (true, false) => INCOME,
        (false, true)
            if matches!(fact.subject.code.as_str(), "general_public" | "gov_fund" | "state_capital") =>
        {
            EXPENDITURE
        }
        _ => "",
    }
}

/// The money that headings and the words before a figure restrict it to.
pub(super) fn restriction<'l>(passage: &Passage<'l>, at: usize) -> &'l [Money] {
    passage.said(at).map_or(&[], |said| said.money.as_slice())
}

/// Whether a restriction leaves more than the general budget open.
pub(super) fn is_beyond_general(money: &[Money]) -> bool {
    money.iter().any(|one| *one != Money::GeneralPublic)
}

/// Whether the sentence speaks of other units than the document does, or of a part of them.
pub(super) fn other_units(passage: &Passage<'_>, at: usize) -> bool {
    passage.said(at).is_some_and(|said| said.of_others)
}

/// The codes of the 三公 items and their total.
pub(super) fn is_three_public(code: &str) -> bool {
    matches!(
        code,
        "three_public" | "outbound" | "vehicle" | "vehicle_purchase" | "vehicle_running" | "reception"
    )
}

/// The only value that facts agree on, within their printed digits: the one with most digits stands for all.
pub(super) fn agreed<'l>(facts: &[&'l Fact]) -> Option<&'l Fact> {
    let best = facts.iter().copied().max_by_key(|fact| fact.amount.value.scale())?;
    let same = |fact: &&Fact| {
        let (a, b) = (fact.amount, best.amount);
        (a.comparable() - b.comparable()).abs() <= a.half_step() + b.half_step()
    };
    facts.iter().all(same).then_some(best)
}

/// Every place of the prose that states the amount of the same subject for a phase and year.
pub(super) fn stated<'p, 'l>(
    prose: &'p Prose<'l>,
    like: &Fact,
    phase: Option<Phase>,
    year: i32,
) -> &'p [&'l Fact] {
    prose.index.stated(like, phase, year)
}

/// The only value that all those places agree on.
pub(super) fn settled<'l>(
    prose: &Prose<'l>,
    like: &Fact,
    phase: Option<Phase>,
    year: i32,
) -> Option<&'l Fact> {
    prose.index.settled(like, phase, year)
}

/// Whether words right before the name make it a part of its subject: 国内公务接待费 is not all of 公务接待费.
pub(super) fn is_qualified(passage: &Passage<'_>, at: usize) -> bool {
    passage.said(at).is_some_and(|said| said.qualified)
}

/// Whether an amount is a detail of its own subject, or of an item whose parts are listed.
pub(super) fn is_detail(passage: &Passage<'_>, at: usize) -> bool {
    passage.said(at).is_some_and(|said| said.detail)
}

/// Whether the sentence has spoken of basic spending before a figure: what its classes are of.
pub(super) fn is_of_basic(passage: &Passage<'_>, at: usize) -> bool {
    passage.near(at).is_some_and(|near| near.of_basic)
}
