//! The lead of a year's page: in one breath what was spent, more or less than before, on what, and whether it added up.

use serde::Serialize;

use super::super::account::{Account, ThreeYear};
use super::super::desk::Desk;
use super::super::format;
use super::super::html::{Fig, Sentence};
use super::super::plates::year_phase;
use super::{direction, plan_or_account, range};
use crate::messages::say;
use crate::model::How;
use crate::model::{Fact, Phase, Status};
use crate::verify::Tally;

/// A key figure under the lead.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Key {
    pub(crate) label: String,
    pub(crate) figure: String,
    pub(crate) unit: String,
    pub(crate) note: String,
    /// Class of a change: `up`, `down`, `same`; else nothing.
    pub(crate) tone: String,
}

/// What a year's page says first.
pub(crate) fn lead(desk: &Desk<'_>, account: &Account<'_>, tally: &Tally) -> String {
    let phase = account.phase();
    let total = account.total(phase).map(|total| spent(desk, account, phase, total));
    let parts = [
        total,
        three_public(desk, account),
        hundred(desk, account),
        scores(desk, account),
        card(desk, account),
        checked(desk, tally),
    ];
    parts.into_iter().flatten().collect()
}

fn spent(desk: &Desk<'_>, account: &Account<'_>, phase: Phase, total: &Fact) -> String {
    let all_general = account.is_all_general_public();
    say!(
        desk.locale,
        "lead-total",
        when = if phase == Phase::Final {
            year_phase(desk.locale, account.year, Phase::Final)
        } else {
            year_phase(desk.locale, account.year, Phase::Budget)
        },
        figure = headline(desk, total).html(),
        unit = unit_of(desk, total),
        general = if all_general { say!(desk.locale, "lead-all-general") } else { String::new() },
        change = change(desk, account, phase, total),
        executed = if phase == Phase::Final { executed(desk, account) } else { String::new() }
    )
}

/// A total for a headline: from 1 亿元 on in 亿元.
pub(crate) fn headline(desk: &Desk<'_>, fact: &Fact) -> Fig {
    let (text, _) = format::headline(desk.locale, fact.amount.comparable());
    desk.fig_as(fact, text)
}

/// Its unit.
pub(crate) fn unit_of(desk: &Desk<'_>, fact: &Fact) -> String {
    match format::headline(desk.locale, fact.amount.comparable()).1 {
        format::Scale::Wan => say!(desk.locale, "headline-wan"),
        format::Scale::Yi => say!(desk.locale, "headline-yi"),
    }
}

fn change(desk: &Desk<'_>, account: &Account<'_>, phase: Phase, total: &Fact) -> String {
    let Some(prior) = account.prior(phase) else { return String::new() };
    let change = total.amount.comparable() - prior.amount;
    let (.., word) = direction(desk.locale, change);
    let before = if phase == Phase::Final {
        say!(desk.locale, "account-before")
    } else {
        say!(desk.locale, "plan-before")
    };
    if change.is_zero() {
        return say!(desk.locale, "lead-same", before = before);
    }
    let mut operands = vec![total];
    operands.extend(&prior.facts);
    let how = say!(desk.locale, "how-difference");
    let amount =
        desk.computed(format::wan(desk.locale, change.abs()), &operands, How::Difference, &how).html();
    let said = say!(desk.locale, "lead-change", before = before, word = word, amount = amount);
    let Some(share) = format::share(change.abs(), prior.amount) else { return said };
    let how = say!(desk.locale, "how-change");
    let share = desk.computed(format!("{share}%"), &operands, How::Change, &how).html();
    said + &say!(desk.locale, "in-brackets", text = share)
}

fn executed(desk: &Desk<'_>, account: &Account<'_>) -> String {
    let Some((spent, planned)) = account.execution() else { return String::new() };
    let adjusted = planned.phase == Some(Phase::Adjusted);
    of_plan(desk, if adjusted { Phase::Adjusted } else { Phase::Budget }, spent, planned)
}

/// What part of a plan was spent, behind a comma.
fn of_plan(desk: &Desk<'_>, phase: Phase, spent: &Fact, planned: &Fact) -> String {
    let Some(share) = format::share(spent.amount.comparable(), planned.amount.comparable()) else {
        return String::new();
    };
    let how = say!(desk.locale, "how-execution");
    let share = desk.computed(format!("{share}%"), &[spent, planned], How::Share, &how).html();
    say!(desk.locale, "lead-executed", plan = super::phase_short(desk.locale, phase), share = share)
}

fn three_public(desk: &Desk<'_>, account: &Account<'_>) -> Option<String> {
    let year = ThreeYear::of(desk.ledger, account.department, account.year);
    let (phase, items) =
        if year.spent.total.is_some() { (Phase::Final, &year.spent) } else { year.planned() };
    let total = items.total.filter(|fact| fact.status != Status::Derived)?;
    let planned = year.planned();
    let plan = planned.1.total.filter(|_| phase == Phase::Final);
    Some(say!(
        desk.locale,
        "lead-three-public",
        phase = plan_or_account(desk.locale, phase),
        figure = desk.fig(total).html(),
        executed = plan.map_or_else(String::new, |plan| of_plan(desk, planned.0, total, plan))
    ))
}

fn hundred(desk: &Desk<'_>, account: &Account<'_>) -> Option<String> {
    let phase = account.phase();
    let (total, nature) = (account.total(phase)?, account.nature(phase)?);
    let share = |fact: &Fact| {
        let hundred = fact.amount.comparable() * rust_decimal::Decimal::ONE_HUNDRED;
        let text = format::rounded(hundred.checked_div(total.amount.comparable())?, 0).to_string();
        Some(desk.computed(text, &[fact, total], How::Share, &say!(desk.locale, "how-share")).unlinked())
    };
    let (basic, project) = (share(nature.basic)?, share(nature.project)?);
    Some(if phase == Phase::Final {
        say!(desk.locale, "lead-hundred", basic = basic, project = project)
    } else {
        say!(desk.locale, "lead-hundred-planned", basic = basic, project = project)
    })
}

fn scores(desk: &Desk<'_>, account: &Account<'_>) -> Option<String> {
    let projects = account.projects();
    let scores: Vec<&Fact> = projects
        .iter()
        .filter_map(|project| project.score.as_ref())
        .filter_map(|id| desk.ledger.fact(id))
        .collect();
    let range = range(desk, &scores, &say!(desk.locale, "points-word"))?;
    Some(say!(desk.locale, "lead-scores", count = scores.len(), range = range.html()))
}

fn card(desk: &Desk<'_>, account: &Account<'_>) -> Option<String> {
    let score = desk.card_score(account.scorecard().as_ref())?;
    Some(say!(desk.locale, "lead-card", score = score.unlinked()))
}

fn checked(desk: &Desk<'_>, tally: &Tally) -> Option<String> {
    match (tally.contradictions(), tally.ran()) {
        (_, 0) => None,
        (0, ran) => Some(say!(desk.locale, "lead-checked-clean", ran = ran)),
        (mismatch, ran) => Some(say!(desk.locale, "lead-checked-open", ran = ran, mismatch = mismatch)),
    }
}

/// The key figures under the lead.
pub(crate) fn keys(desk: &Desk<'_>, account: &Account<'_>) -> Vec<Key> {
    let phase = account.phase();
    let mut keys = Vec::new();
    let Some(total) = account.total(phase) else { return keys };
    keys.push(Key {
        label: year_phase(desk.locale, account.year, phase),
        figure: headline(desk, total).html(),
        unit: say!(desk.locale, "key-unit", unit = unit_of(desk, total)),
        note: super::total_name(desk.locale, total),
        tone: "main".into(),
    });
    if let Some(prior) = account.prior(phase) {
        let change = total.amount.comparable() - prior.amount;
        if let Some(share) = format::share(change.abs(), prior.amount) {
            let mut operands = vec![total];
            operands.extend(&prior.facts);
            let (tone, mark, word) = direction(desk.locale, change);
            let derived = prior.facts.iter().any(|fact| fact.status == Status::Derived);
            let before = say!(desk.locale, "how-year-before");
            let before =
                desk.computed(format::wan(desk.locale, prior.amount), &prior.facts, How::Sum, &before);
            let change = format::wan(desk.locale, change.abs());
            let how = say!(desk.locale, "how-difference");
            let amount = desk.computed(change, &operands, How::Difference, &how);
            keys.push(Key {
                label: if phase == Phase::Final {
                    say!(desk.locale, "key-account-change")
                } else {
                    say!(desk.locale, "key-plan-change")
                },
                figure: desk
                    .computed(
                        format!("{mark}{share}%"),
                        &operands,
                        How::Change,
                        &say!(desk.locale, "how-change"),
                    )
                    .html(),
                unit: String::new(),
                note: say!(
                    desk.locale,
                    "key-change-note",
                    word = word,
                    amount = amount.html(),
                    before = Fig { derived, ..before }.html()
                ),
                tone: tone.into(),
            });
        }
    }
    if let Some(nature) = account.nature(phase) {
        let basic = (say!(desk.locale, "basic-expenditure"), nature.basic);
        for (label, fact) in [basic, (say!(desk.locale, "project-expenditure"), nature.project)] {
            let share = desk.share_fig(&[fact], total).map_or_else(String::new, |share| share.html());
            keys.push(Key {
                label,
                figure: desk.fig(fact).html(),
                unit: say!(desk.locale, "unit-wan"),
                note: say!(desk.locale, "share-of", share = share),
                tone: String::new(),
            });
        }
    }
    let year = ThreeYear::of(desk.ledger, account.department, account.year);
    let (three_phase, items) =
        if year.spent.total.is_some() { (Phase::Final, &year.spent) } else { year.planned() };
    if let Some(total) = items.total {
        keys.push(Key {
            label: say!(desk.locale, "three-public-of", phase = plan_or_account(desk.locale, three_phase)),
            figure: desk.fig(total).html(),
            unit: say!(desk.locale, "unit-wan"),
            note: three_note(desk, &year, three_phase),
            tone: String::new(),
        });
    }
    keys
}

fn three_note(desk: &Desk<'_>, year: &ThreeYear<'_>, phase: Phase) -> String {
    let (plan_phase, items) = year.planned();
    match items.total.filter(|_| phase == Phase::Final) {
        Some(plan) => Sentence::new()
            .text(&format!("{} ", super::phase_short(desk.locale, plan_phase)))
            .fig(&desk.fig(plan))
            .html(),
        None => super::phase_short(desk.locale, phase),
    }
}
