//! One cause is one finding: comparisons that fail because of one printed figure, and would all agree if that figure
//! were one other value, are joined. The one that says it best stays and lists the places of the others.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::Dispute;
use super::dispute::Party;
use super::evidence::{TELLING, digits};
use crate::ledger::Ledger;
use crate::model::{Fact, Finding, How, Measure, Place, Severity, Verdict};

/// A figure by what is printed: one misprint may be repeated in several tables.
type Suspect<'l> = (&'l str, i32, String);

/// What a suspect would have to be, so that a comparison agrees.
struct Wish {
    value: Decimal,
    tolerance: Decimal,
    /// Position of the finding.
    finding: usize,
}

/// Sums longer than this have too many figures to suspect one of them.
const MOST_FIGURES: usize = 400;

/// A figure is tried with no more new values than this, and with no more shares and changes beside it.
const MOST_VALUES: usize = 64;

/// Joins the findings that have one cause: proven ones with each other, candidates with each other.
pub(super) fn join(checks: &mut Vec<Finding>, ledger: &Ledger) {
    let mut gone = BTreeSet::new();
    for verdict in [Verdict::Mismatch, Verdict::Review] {
        let open: Vec<usize> =
            (0..checks.len()).filter(|at| checks[*at].verdict == verdict && checks[*at].compared).collect();
        if open.len() > 1 {
            join_some(checks, &open, ledger, &mut gone);
        }
    }
    join_words(checks, &mut gone);
    join_marks(checks, ledger, &mut gone);
    let mut at = 0;
    checks.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
}

/// What a rule says in words of a figure that a comparison has already found to be wrong: a rate that goes the other way
/// than its amounts is the same rate that does not follow from them.
fn join_words(checks: &mut [Finding], gone: &mut BTreeSet<usize>) {
    let figure = |finding: &Finding| match finding.left.facts.as_slice() {
        [one] if finding.verdict == Verdict::Mismatch => Some(one.clone()),
        _ => None,
    };
    let mut compared = BTreeMap::new();
    for (at, finding) in checks.iter().enumerate() {
        if finding.compared && finding.severity == Severity::Error && !gone.contains(&at) {
            compared.extend(figure(finding).map(|fact| (fact, at)));
        }
    }
    for at in 0..checks.len() {
        let own = figure(&checks[at]).filter(|_| !checks[at].compared && !gone.contains(&at));
        if let Some(best) = own.and_then(|fact| compared.get(&fact).copied()) {
            list(checks, best, &[at], gone);
        }
    }
}

/// A row of a form: its document, line and name.
type Row<'l> = (&'l str, u32, &'l str);

fn row(fact: &Fact) -> Row<'_> {
    (&fact.document, fact.locator.line(), &fact.subject.name)
}

/// What words say of marks that were taken off, where a sum of the form proves that the weight or the score beside them is
/// misprinted: with the figure that the sum asks for, none were taken off.
fn join_marks(checks: &mut [Finding], ledger: &Ledger, gone: &mut BTreeSet<usize>) {
    let mut of_marks: BTreeMap<Row<'_>, (usize, &Fact)> = BTreeMap::new();
    for (at, finding) in checks.iter().enumerate() {
        let [one] = finding.left.facts.as_slice() else { continue };
        let of_words = finding.verdict == Verdict::Mismatch && !finding.compared && !gone.contains(&at);
        let score = ledger.fact(one).filter(|fact| of_words && fact.measure == Measure::Score);
        if let Some(score) = score {
            of_marks.insert(row(score), (at, score));
        }
    }
    if of_marks.is_empty() {
        return;
    }
    let documents: BTreeSet<&str> = of_marks.keys().map(|(document, ..)| *document).collect();
    let weights = documents.into_iter().flat_map(|document| ledger.own_facts_in(document));
    let weights = weights.filter(|fact| fact.measure == Measure::Weight);
    let weights: BTreeMap<Row<'_>, &Fact> = weights.map(|fact| (row(fact), fact)).collect();
    for best in 0..checks.len() {
        let finding = &checks[best];
        if finding.verdict != Verdict::Mismatch || !finding.compared || gone.contains(&best) {
            continue;
        }
        let dispute = Dispute::of(finding, ledger);
        let follows = |fact: &&Fact| {
            let (at, score) = of_marks.get(&row(fact))?;
            let weight = weights.get(&row(fact))?.amount.value;
            let score = score.amount.value;
            let meets = if fact.measure == Measure::Weight { score } else { weight };
            let asked = asked(&dispute, fact)?;
            (weight > score && (asked - meets).abs() <= dispute.tolerance).then_some(*at)
        };
        let marks = |fact: &&Fact| matches!(fact.measure, Measure::Weight | Measure::Score);
        let found: BTreeSet<usize> =
            dispute.facts().filter(marks).filter_map(|fact| follows(&fact)).collect();
        // Of several rows that one misprint would explain, it explains one: which, nobody can tell.
        if let [at] = found.into_iter().filter(|at| !gone.contains(at)).collect::<Vec<_>>().as_slice() {
            list(checks, best, &[*at], gone);
        }
    }
}

/// What a figure of a dispute would have to be, so that its sides agree.
fn asked(dispute: &Dispute<'_>, fact: &Fact) -> Option<Decimal> {
    let holds = |party: &Party<'_>| party.facts.iter().any(|own| own.id == fact.id);
    let (left, right) = (&dispute.left, &dispute.right);
    let value = fact.amount.comparable();
    if left.summed && holds(left) {
        return Some(value - dispute.difference);
    }
    if right.summed && holds(right) {
        return Some(value + dispute.difference);
    }
    // What the figures should come to is a number of the rule's own; they come to what is printed on the left.
    let sum: Decimal = right.facts.iter().map(|fact| fact.amount.comparable()).sum();
    (right.how == How::Rule && holds(right) && sum == left.value).then(|| value - dispute.difference)
}

fn join_some(checks: &mut [Finding], open: &[usize], ledger: &Ledger, gone: &mut BTreeSet<usize>) {
    let disputes: BTreeMap<usize, Dispute<'_>> =
        open.iter().map(|at| (*at, Dispute::of(&checks[*at], ledger))).collect();
    let wishes = wishes(&disputes);
    let reckoned = reckoned(&disputes);
    let mut clusters: Vec<(Suspect<'_>, Decimal, Vec<usize>)> = Vec::new();
    for (suspect, mut own) in wishes {
        own.sort_by_key(|wish| (wish.value, wish.finding));
        let beside = reckoned.get(&suspect).map_or(&[][..], Vec::as_slice);
        let mut runs = agreeing(&own);
        // A figure that would have to be everything at once is no misprint: what most sums ask for is looked at first.
        runs.sort_by_key(|(_, members)| std::cmp::Reverse(members.len()));
        runs.truncate(MOST_VALUES);
        for (value, mut members) in runs {
            members.extend(followers(beside, &disputes, &suspect, value, &members));
            members.sort_unstable();
            members.dedup();
            if members.len() > 1 {
                clusters.push((suspect.clone(), value, members));
            }
        }
    }
    // The figure that settles most comes first; of equals, the first in the order of figures.
    clusters.sort_by(|a, b| (b.2.len(), &a.0, a.1).cmp(&(a.2.len(), &b.0, b.1)));
    let mut settled: BTreeSet<usize> = BTreeSet::new();
    for (_, _, members) in clusters {
        let left: Vec<usize> = members.into_iter().filter(|at| !settled.contains(at)).collect();
        if left.len() < 2 {
            continue;
        }
        settled.extend(&left);
        tell_once(checks, &left, gone);
    }
}

/// The words and the printed value of a figure.
fn suspect<'l>(fact: &'l Fact) -> Suspect<'l> {
    let value = fact.amount.comparable();
    let body = if fact.department.is_empty() { &fact.document } else { &fact.department };
    // A telling value is one wherever it stands; another one only in its own place.
    let key = if digits(value) >= TELLING { value.normalize().to_string() } else { fact.id.to_string() };
    (body, fact.fiscal_year, key)
}

/// What every figure of every sum would have to be for the sum to agree.
fn wishes<'l>(disputes: &BTreeMap<usize, Dispute<'l>>) -> BTreeMap<Suspect<'l>, Vec<Wish>> {
    let mut wishes: BTreeMap<Suspect<'_>, Vec<Wish>> = BTreeMap::new();
    for (at, dispute) in disputes {
        let figures = dispute.left.facts.len() + dispute.right.facts.len();
        if figures > MOST_FIGURES {
            continue;
        }
        let sides = [(&dispute.left, -dispute.difference), (&dispute.right, dispute.difference)];
        for (party, shift) in sides.into_iter().filter(|(party, _)| party.summed) {
            for fact in &party.facts {
                wishes.entry(suspect(fact)).or_default().push(Wish {
                    value: fact.amount.comparable() + shift,
                    tolerance: dispute.tolerance,
                    finding: *at,
                });
            }
        }
    }
    wishes
}

/// Runs of wishes that one value can grant; they are sorted by value.
fn agreeing(wishes: &[Wish]) -> Vec<(Decimal, Vec<usize>)> {
    let mut runs: Vec<(Decimal, Vec<usize>)> = Vec::new();
    let mut reach = Decimal::ZERO;
    for wish in wishes {
        match runs.last_mut() {
            Some((value, members)) if (wish.value - *value).abs() <= reach + wish.tolerance => {
                members.push(wish.finding);
            }
            _ => {
                reach = wish.tolerance;
                runs.push((wish.value, vec![wish.finding]));
            }
        }
    }
    runs
}

/// The shares and changes that are reckoned with each figure: a printed figure beside what its operands give.
fn reckoned<'l>(disputes: &BTreeMap<usize, Dispute<'l>>) -> BTreeMap<Suspect<'l>, Vec<usize>> {
    let mut found: BTreeMap<Suspect<'l>, Vec<usize>> = BTreeMap::new();
    for (at, dispute) in disputes {
        let right = &dispute.right;
        if !dispute.left.summed || right.summed || right.how == How::Rule {
            continue;
        }
        for fact in &right.facts {
            let own = found.entry(suspect(fact)).or_default();
            if own.len() < MOST_VALUES && own.last() != Some(at) {
                own.push(*at);
            }
        }
    }
    found
}

/// Shares and changes that are reckoned with the suspect, and agree with its new value.
fn followers(
    beside: &[usize],
    disputes: &BTreeMap<usize, Dispute<'_>>,
    suspect_: &Suspect<'_>,
    value: Decimal,
    known: &[usize],
) -> Vec<usize> {
    let follows = |at: &usize| {
        let dispute = disputes.get(at)?;
        let old: Vec<Decimal> = dispute.right.facts.iter().map(|fact| fact.amount.comparable()).collect();
        let renewed =
            |fact: &&Fact| if suspect(fact) == *suspect_ { value } else { fact.amount.comparable() };
        let new: Vec<Decimal> = dispute.right.facts.iter().map(renewed).collect();
        let now = dispute.right.how.reckon(&new)?;
        ((dispute.left.value - now).abs() <= dispute.tolerance && new != old).then_some(*at)
    };
    beside.iter().filter(|at| !known.contains(at)).filter_map(follows).collect()
}

/// Keeps the finding that says it best: an error before what only reminds, then the one with the fewest figures.
fn tell_once(checks: &mut [Finding], members: &[usize], gone: &mut BTreeSet<usize>) {
    let weight = |at: &usize| {
        let finding = &checks[*at];
        let severity = match finding.severity {
            Severity::Error => 0_u8,
            Severity::Warning => 1,
            Severity::Info => 2,
        };
        (severity, finding.operands().count(), *at)
    };
    if let Some(best) = members.iter().copied().min_by_key(weight) {
        list(checks, best, members, gone);
    }
}

/// Lists the places of some findings in one of them; the others go.
fn list(checks: &mut [Finding], best: usize, members: &[usize], gone: &mut BTreeSet<usize>) {
    for at in members.iter().copied().filter(|at| *at != best) {
        let other = &checks[at];
        let own = Place {
            rule: other.rule,
            document: other.document.clone(),
            locator: other.left.locator.clone(),
            message: other.message.clone(),
        };
        let listed = other.places.clone();
        checks[best].places.push(own);
        checks[best].places.extend(listed);
        gone.insert(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_agree_within_what_rounding_allows() {
        let wish = |value: &str, finding| Wish {
            value: value.parse().unwrap(),
            tolerance: Decimal::new(1, 2),
            finding,
        };
        let runs = agreeing(&[wish("10.00", 0), wish("10.01", 1), wish("12.00", 2)]);
        assert_eq!(runs.iter().map(|run| run.1.len()).collect::<Vec<_>>(), [2, 1]);
    }
}
