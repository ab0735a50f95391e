//! Counts in sentences: people, vehicles, delegations and receptions. A unit says little; what is counted is named in the
//! clause, or is what the sentence is about.

use crate::model::Unit;
use crate::taxonomy::{Word, WordClass};

use super::clause::Before;
use super::subject::{Around, Found, Subject};
use super::token::{Kind, Token};

/// What is counted: the code, its words, and whether the number is a stock at a date.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Counted {
    /// Code of the closed list.
    pub(super) code: &'static str,
    /// Printed words.
    pub(super) name: String,
    /// Whether it is a stock.
    pub(super) stock: bool,
}

/// The words of a clause that say whether vehicles are kept or bought.
const KEPT: &[&str] = &["保有", "实有", "现有", "共有", "拥有"];
const BOUGHT: &[&str] = &["购置", "购车", "新购", "更新", "购", "购入", "新购置", "共购置", "购车辆", "新购车", "更新购车"];

/// Binds a count, or says that it is not known what is counted.
pub(super) fn counted(around: &Around<'_>, before: &Before, at: usize, unit: Unit, context: &[&Subject]) -> Option<Counted> {
    let tokens = around.tokens;
    let found = around.find(&before.clause);
    let own = match &found {
        Found::Subject(subject, _) => subject.item(),
        Found::Unknown => return unknown(around, before, unit, at),
        Found::Nothing => None,
    };
    let name = |fallback: &str| match &found {
        Found::Subject(Subject::Item(_, words), _) => words.clone(),
        _ => fallback.to_owned(),
    };
    let flow = |code, fallback: &str| Some(Counted { code, name: name(fallback), stock: false });
    let stock = |code, fallback: &str| Some(Counted { code, name: name(fallback), stock: true });
    // The nearest item counts, whatever it is: 外事接待 0 批次 is no 国内接待.
    let about = own.or_else(|| nearest(around, at)).or_else(|| context.iter().find_map(|subject| subject.item()));
    let of = |kind: &str| about.is_some_and(|word| word.counted == kind);
    let says = |words: &[&str]| {
        before.clause.iter().any(|at| {
            tokens[*at].word().is_some_and(|word| words.contains(&word.text.as_str()))
        })
    };
    let delegation = own.is_some_and(|word| word.code == "delegations")
        || around.text[tokens[at].start..tokens[at].end].contains('团')
        || says(&["团组", "团"]);
    match unit {
        Unit::Person if own.is_some_and(|word| word.counted == "staff" && word.code != "other") => {
            stock(own.map_or("", |word| word.code), "")
        }
        Unit::Person | Unit::PersonTime if of("outbound") => flow("travellers", "因公出国（境）人次"),
        Unit::Person | Unit::PersonTime if of("reception") => flow("guests", "接待人次"),
        Unit::Batch | Unit::Count if of("outbound") && (delegation || unit == Unit::Count) => {
            flow("delegations", "因公出国（境）团组")
        }
        Unit::Batch if of("reception") => flow("receptions", "接待批次"),
        Unit::Vehicle => vehicle(own, about, says(KEPT), says(BOUGHT)).and_then(|code| match code {
            "vehicles_purchased" => flow(code, "购置车辆"),
            _ => stock(code, "车辆"),
        }),
        Unit::Set if own.is_some_and(|word| word.code == "equipment") => stock("equipment", ""),
        Unit::SquareMetre if own.is_some_and(|word| word.code == "floor_area") => stock("floor_area", ""),
        Unit::Point if own.is_some_and(|word| word.code == "score") => flow("score", ""),
        _ => None,
    }
}

fn vehicle(own: Option<&Word>, about: Option<&Word>, kept: bool, bought: bool) -> Option<&'static str> {
    match own.map(|word| word.code) {
        Some("vehicles" | "vehicles_purchased") if bought => return Some("vehicles_purchased"),
        Some("vehicles") => return Some("vehicles"),
        Some("vehicles_purchased" | "vehicle_purchase") => return Some("vehicles_purchased"),
        _ => {}
    }
    let vehicles = about.is_some_and(|word| matches!(word.counted, "vehicle" | "purchase"));
    match (kept, bought) {
        _ if !vehicles => None,
        (_, true) => Some("vehicles_purchased"),
        (true, false) => Some("vehicles"),
        (false, false) => match about.map(|word| word.counted) {
            Some("purchase") => Some("vehicles_purchased"),
            // 公务用车 0 辆
            Some("vehicle") if own.is_some_and(|word| word.code == "vehicle") => Some("vehicles"),
            _ => None,
        },
    }
}

/// Words that are not known stand before a count. Units that only one thing is counted in still say what it is, where the
/// clause ends with the item.
fn unknown(_: &Around<'_>, _: &Before, _: Unit, _: usize) -> Option<Counted> {
    None
}

/// The last item named before a figure in its sentence, closed brackets left out.
fn nearest(around: &Around<'_>, at: usize) -> Option<&'static Word> {
    let mut depth = 0_usize;
    for token in around.tokens[..at].iter().rev() {
        match token.kind {
            Kind::Mark(')') => depth += 1,
            Kind::Mark('(') => depth = depth.saturating_sub(1),
            Kind::Mark('。' | '!' | '?') => return None,
            _ if depth > 0 => {}
            Kind::Word(word) if word.class == WordClass::Item && !word.counted.is_empty() && word.counted != "fund" => {
                return Some(word);
            }
            _ => {}
        }
    }
    None
}

/// Whether a token is an item that is counted, not paid.
pub(super) fn is_count(token: &Token) -> bool {
    token.word().is_some_and(is_counted)
}

/// Whether an item is counted, not paid.
pub(super) fn is_counted(word: &Word) -> bool {
    matches!(
        word.code,
        "delegations" | "travellers" | "receptions" | "guests" | "vehicles" | "vehicles_purchased" | "equipment" | "floor_area" | "posts" | "staff" | "retirees" | "hired" | "score" | "execution"
    )
}
