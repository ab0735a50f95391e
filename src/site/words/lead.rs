//! The lead of a year's page: in one breath what was spent, more or less than before, on what, and whether it added up.

use serde::Serialize;

use super::super::account::{Account, ThreeYear};
use super::super::desk::Desk;
use super::super::format;
use super::super::html::{Fig, Sentence};
use super::super::plates::year_phase;
use super::{direction, plan_or_account, range};
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
    let mut lead = Sentence::new();
    let phase = account.phase();
    if let Some(total) = account.total(phase) {
        let word = if phase == Phase::Final { "决算支出" } else { "预算支出" };
        lead = lead
            .text(&format!("{} 年{word} ", account.year))
            .big(&headline(desk, total))
            .text(&unit_of(total));
        if account.is_all_general_public() {
            lead = lead.text("，全部来自一般公共预算");
        }
        lead = change(desk, account, phase, total, lead);
        if phase == Phase::Final {
            lead = executed(desk, account, lead);
        }
        lead = lead.text("。");
    }
    lead = three_public(desk, account, lead);
    lead = hundred(desk, account, lead);
    lead = performance(desk, account, lead);
    checked(tally, lead).html()
}

/// A total for a headline: from 1 亿元 on in 亿元.
pub(crate) fn headline(desk: &Desk<'_>, fact: &Fact) -> Fig {
    let (text, _) = format::headline(fact.amount.comparable());
    desk.fig_as(fact, text)
}

/// Its unit, with spaces for a sentence.
pub(crate) fn unit_of(fact: &Fact) -> String {
    format!(" {}", format::headline(fact.amount.comparable()).1)
}

fn change(desk: &Desk<'_>, account: &Account<'_>, phase: Phase, total: &Fact, lead: Sentence) -> Sentence {
    let Some(prior) = account.prior(phase) else { return lead };
    let change = total.amount.comparable() - prior.amount;
    let (.., word) = direction(change);
    let before = if phase == Phase::Final { "上年决算" } else { "上年预算" };
    if change.is_zero() {
        return lead.text(&format!("，与{before}相同"));
    }
    let mut operands = vec![total];
    operands.extend(&prior.facts);
    let amount = desk.computed(format::wan(change.abs()), &operands, How::Difference, "两年之差");
    let lead = lead.text(&format!("，比{before}{word} ")).big(&amount).text(" 万元");
    match format::share(change.abs(), prior.amount) {
        Some(share) => {
            let share = desk.computed(format!("{share}%"), &operands, How::Change, "差额除以上年数");
            lead.text("（").fig(&share).text("）")
        }
        None => lead,
    }
}

fn executed(desk: &Desk<'_>, account: &Account<'_>, lead: Sentence) -> Sentence {
    let Some((spent, planned)) = account.execution() else { return lead };
    let Some(share) = format::share(spent.amount.comparable(), planned.amount.comparable()) else {
        return lead;
    };
    let word = if planned.phase == Some(Phase::Adjusted) { "全年预算" } else { "年初预算" };
    let figure = desk.computed(format!("{share}%"), &[spent, planned], How::Share, "决算除以预算");
    lead.text(&format!("，为{word}的 ")).fig(&figure)
}

fn three_public(desk: &Desk<'_>, account: &Account<'_>, lead: Sentence) -> Sentence {
    let year = ThreeYear::of(desk.ledger, account.department, account.year);
    let (phase, items) =
        if year.spent.total.is_some() { (Phase::Final, &year.spent) } else { year.planned() };
    let Some(total) = items.total.filter(|fact| fact.status != Status::Derived) else { return lead };
    let word = plan_or_account(phase);
    let lead = lead.text(&format!("“三公”经费{word} ")).big(&desk.fig(total)).text(" 万元");
    let planned = year.planned();
    let lead = match planned.1.total.filter(|_| phase == Phase::Final) {
        Some(plan) => match format::share(total.amount.comparable(), plan.amount.comparable()) {
            Some(share) => lead
                .text(&format!("，为{}的 ", super::phase_short(planned.0)))
                .fig(&desk.computed(format!("{share}%"), &[total, plan], How::Share, "决算除以预算")),
            None => lead,
        },
        None => lead,
    };
    lead.text("。")
}

fn hundred(desk: &Desk<'_>, account: &Account<'_>, lead: Sentence) -> Sentence {
    let phase = account.phase();
    let (Some(total), Some(nature)) = (account.total(phase), account.nature(phase)) else { return lead };
    let share = |fact: &Fact| {
        let hundred = fact.amount.comparable() * rust_decimal::Decimal::ONE_HUNDRED;
        let text = format::rounded(hundred.checked_div(total.amount.comparable())?, 0).to_string();
        Some(desk.computed(text, &[fact, total], How::Share, "占整体的比重"))
    };
    let (Some(basic), Some(project)) = (share(nature.basic), share(nature.project)) else { return lead };
    let verb = if phase == Phase::Final { "用于" } else { "安排" };
    lead.text("每 100 元中，")
        .unlinked(&basic)
        .text(&format!(" 元{verb}基本支出，"))
        .unlinked(&project)
        .text(&format!(" 元{verb}项目。"))
}

fn performance(desk: &Desk<'_>, account: &Account<'_>, lead: Sentence) -> Sentence {
    let projects = account.projects();
    let scores: Vec<&Fact> = projects
        .iter()
        .filter_map(|project| project.score.as_ref())
        .filter_map(|id| desk.ledger.fact(id))
        .collect();
    let lead = match range(desk, &scores, "分") {
        Some(range) => lead.text(&format!("{} 个项目自评 ", scores.len())).said(&range).text("。"),
        None => lead,
    };
    match desk.card_score(account.scorecard().as_ref()) {
        Some(score) => lead.text("整体自评 ").unlinked(&score).text(" 分。"),
        None => lead,
    }
}

fn checked(tally: &Tally, lead: Sentence) -> Sentence {
    let mismatch = tally.contradictions();
    let ran = tally.ran();
    match (mismatch, ran) {
        (_, 0) => lead,
        (0, _) => lead.text(&format!("机器核对 {ran} 处，未见不一致。")),
        _ => lead.text(&format!("机器核对 {ran} 处，")).strong(&format!("{mismatch} 处待核对")).text("。"),
    }
}

/// The key figures under the lead.
pub(crate) fn keys(desk: &Desk<'_>, account: &Account<'_>) -> Vec<Key> {
    let phase = account.phase();
    let mut keys = Vec::new();
    let Some(total) = account.total(phase) else { return keys };
    let (_, unit) = format::headline(total.amount.comparable());
    keys.push(Key {
        label: year_phase(account.year, phase),
        figure: headline(desk, total).html(),
        unit: unit.into(),
        note: super::total_name(total),
        tone: "main".into(),
    });
    if let Some(prior) = account.prior(phase) {
        let change = total.amount.comparable() - prior.amount;
        if let Some(share) = format::share(change.abs(), prior.amount) {
            let mut operands = vec![total];
            operands.extend(&prior.facts);
            let (tone, mark, word) = direction(change);
            let derived = prior.facts.iter().any(|fact| fact.status == Status::Derived);
            let before = desk.computed(format::wan(prior.amount), &prior.facts, How::Sum, "上年数");
            keys.push(Key {
                label: if phase == Phase::Final {
                    "比上年决算".into()
                } else {
                    "比上年预算".into()
                },
                figure: desk
                    .computed(format!("{mark}{share}%"), &operands, How::Change, "差额除以上年数")
                    .html(),
                unit: String::new(),
                note: Sentence::new()
                    .text(&format!("{word} "))
                    .fig(&desk.computed(format::wan(change.abs()), &operands, How::Difference, "两年之差"))
                    .text(" 万元；上年 ")
                    .fig(&Fig { derived, ..before })
                    .html(),
                tone: tone.into(),
            });
        }
    }
    if let Some(nature) = account.nature(phase) {
        for (label, fact) in [("基本支出", nature.basic), ("项目支出", nature.project)] {
            keys.push(Key {
                label: label.into(),
                figure: desk.fig(fact).html(),
                unit: "万元".into(),
                note: Sentence::new().text("占 ").maybe(desk.share_fig(&[fact], total)).html(),
                tone: String::new(),
            });
        }
    }
    let year = ThreeYear::of(desk.ledger, account.department, account.year);
    let (three_phase, items) =
        if year.spent.total.is_some() { (Phase::Final, &year.spent) } else { year.planned() };
    if let Some(total) = items.total {
        keys.push(Key {
            label: format!("“三公”经费{}", plan_or_account(three_phase)),
            figure: desk.fig(total).html(),
            unit: "万元".into(),
            note: three_note(desk, &year, three_phase),
            tone: String::new(),
        });
    }
    keys
}

fn three_note(desk: &Desk<'_>, year: &ThreeYear<'_>, phase: Phase) -> String {
    let (plan_phase, items) = year.planned();
    match items.total.filter(|_| phase == Phase::Final) {
        Some(plan) => {
            Sentence::new().text(&format!("{} ", super::phase_short(plan_phase))).fig(&desk.fig(plan)).html()
        }
        None => super::phase_short(phase).to_owned(),
    }
}
