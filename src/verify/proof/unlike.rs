//! Unlike: two sentences state one subject with different amounts, and nothing shows that they speak of the same thing: the
//! amounts are no misprints of each other, and the paragraphs have no other amount in common. One may be of another circle of
//! bodies, another part of the year, another reckoning than its words say.

use rust_decimal::Decimal;

use super::evidence::TELLING;
use super::{Dispute, Evidence, Reading};
use crate::model::{Fact, Measure, Message, Statement, message};

/// The two may be of different things.
pub(super) static UNLIKE: Reading = Reading { id: "unlike", title: message!("reading-unlike"), explains };

fn explains(dispute: &Dispute<'_>, evidence: &Evidence<'_>) -> Option<Message> {
    let (left, right) = (dispute.left.figure()?, dispute.right.figure()?);
    let said = |fact: &Fact| fact.statement == Statement::Narrative;
    let alike = left.subject.code == right.subject.code && left.measure == right.measure;
    if !(said(left) && said(right) && alike) {
        return None;
    }
    let (a, b) = (left.amount.comparable(), right.amount.comparable());
    let proven = is_misprint(a, b) || have_an_amount_in_common(left, right, evidence);
    (!proven).then(|| message!("reading-unlike-amounts"))
}

/// Whether one amount is the other with one digit wrong, lost, added or moved, or with its point in another place.
fn is_misprint(a: Decimal, b: Decimal) -> bool {
    let digits = |value: Decimal| -> Vec<u8> {
        value.normalize().mantissa().unsigned_abs().to_string().trim_end_matches('0').bytes().collect()
    };
    let (a, b) = (digits(a), digits(b));
    a.len().max(b.len()) >= TELLING && within_one_edit(&a, &b)
}

/// Whether two texts differ in one letter at most: another one, one more or fewer, or two that changed places.
fn within_one_edit(a: &[u8], b: &[u8]) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let same = long.iter().zip(short).take_while(|(a, b)| a == b).count();
    match (long.len() - short.len(), long.get(same..), short.get(same..)) {
        (_, Some([]), _) => true,
        (0, Some([a, b, long @ ..]), Some([c, d, short @ ..])) if a == d && b == c && long == short => true,
        (0, Some([_, long @ ..]), Some([_, short @ ..])) => long == short,
        (1, Some([_, long @ ..]), Some(short)) => long == short,
        _ => false,
    }
}

/// Whether the paragraphs of two figures, where they are two, state something else alike: then both are of the same.
fn have_an_amount_in_common(left: &Fact, right: &Fact, evidence: &Evidence<'_>) -> bool {
    let (Some(first), Some(second)) = (evidence.passage_of(left), evidence.passage_of(right)) else {
        return false;
    };
    let telling = |fact: &&&Fact| {
        fact.measure == Measure::Total
            && fact.subject.code != "other"
            && fact.subject.code != left.subject.code
            && !fact.amount.value.is_zero()
    };
    let same = |a: &Fact, b: &Fact| {
        a.subject.code == b.subject.code
            && (a.fiscal_year, a.phase) == (b.fiscal_year, b.phase)
            && a.amount.comparable() == b.amount.comparable()
    };
    !std::ptr::eq(first, second)
        && first.iter().filter(telling).any(|a| second.iter().filter(telling).any(|b| same(a, b)))
}

#[cfg(test)]
mod tests {
    use super::is_misprint;

    #[test]
    fn a_misprint_is_one_slip() {
        let slip = |a: &str, b: &str| is_misprint(a.parse().unwrap(), b.parse().unwrap());
        for (a, b) in [
            ("887.36", "87.36"),
            ("887.36", "88.736"),
            ("45.04", "54.04"),
            ("12.80", "12.30"),
            ("3127000", "312.7"),
        ] {
            assert!(slip(a, b) && slip(b, a), "{a} {b}");
        }
        for (a, b) in
            [("4855", "1127"), ("19", "4"), ("26.07", "13.95"), ("100", "200"), ("2030.12", "1925.67")]
        {
            assert!(!slip(a, b) && !slip(b, a), "{a} {b}");
        }
    }
}
