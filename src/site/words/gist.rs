//! The answers beside the charts: one or two sentences per question, made of figures that link to their lines.

use super::super::account::{Account, Branch, ThreeYear};
use super::super::desk::Desk;
use super::super::format;
use super::super::html::Sentence;
use super::super::plates::year_phase;
use super::super::routes;
use super::{range, total_name};
use crate::model::How;
use crate::model::{Edition, Fact, Measure, Phase, Verdict};
use crate::verify::Tally;

/// 花了多少?
pub(crate) fn spent(desk: &Desk<'_>, account: &Account<'_>) -> Vec<String> {
    let phase = account.phase();
    let mut out = Vec::new();
    if let Some(total) = account.total(phase) {
        let words = format!("{}的{}是 ", year_phase(account.year, phase), total_name(total));
        out.push(Sentence::new().text(&words).fig(&desk.fig(total)).text(" 万元。").html());
    }
    if let Some((spent, planned)) = account.execution()
        && let Some(share) = format::share(spent.amount.comparable(), planned.amount.comparable())
    {
        let word = if planned.phase == Some(Phase::Adjusted) { "全年预算" } else { "年初预算" };
        let sentence = Sentence::new()
            .text(word)
            .text(" ")
            .fig(&desk.fig(planned))
            .text(" 万元，完成 ")
            .fig(&desk.computed(format!("{share}%"), &[spent, planned], How::Share, "决算除以预算"));
        out.push(sentence.text("。").html());
    }
    if let Some(cost) = account.stated("running_cost", Some(phase), Measure::Total) {
        let link = desk.to(&format!("{}#running-cost", routes::GLOSSARY));
        let sentence =
            Sentence::new().text("其中").link(&link, "机关运行经费").text(" ").fig(&desk.fig(cost));
        out.push(sentence.text(" 万元。").html());
    }
    out
}

/// 钱从哪来?
pub(crate) fn income(desk: &Desk<'_>, account: &Account<'_>) -> Vec<String> {
    let Some(income) = account.income(account.phase()) else { return Vec::new() };
    let total = income.total;
    let sentence =
        Sentence::new().text(&format!("{} ", total.subject.name)).fig(&desk.fig(total)).text(" 万元");
    let mut sentence = match income.parts.as_slice() {
        [one] => sentence.text(&format!("，只有一个来源：{}", one.subject.name)),
        [] => sentence,
        many => sentence.text(&format!("，来自 {} 个来源", many.len())),
    };
    for fact in &income.carried {
        sentence = sentence.text(&format!("；另有{} ", fact.subject.name)).fig(&desk.fig(fact)).text(" 万元");
    }
    vec![sentence.text("。").html()]
}

/// 花在什么事上?
pub(crate) fn functions(desk: &Desk<'_>, account: &Account<'_>) -> Vec<String> {
    let Some(functions) = account.functions(account.phase()) else { return Vec::new() };
    let mut flat = Vec::new();
    Branch::flat(&functions.classes, 0, &mut flat);
    let mut leaves: Vec<&Branch<'_>> =
        flat.into_iter().map(|(_, branch)| branch).filter(|branch| branch.children.is_empty()).collect();
    leaves.sort_by_key(|branch| std::cmp::Reverse(branch.total.amount.comparable()));
    let mut classes: Vec<&Branch<'_>> = functions.classes.iter().collect();
    classes.sort_by_key(|class| std::cmp::Reverse(class.total.amount.comparable()));
    let mut out = Vec::new();
    if let Some(class) = classes.first() {
        let share = desk.share_fig(&[class.total], functions.total);
        let sentence =
            Sentence::new().strong(&class.total.subject.name).text(" ").fig(&desk.fig(class.total));
        let sentence = sentence.text(" 万元");
        out.push(match share {
            Some(share) => sentence.text("，占 ").unlinked(&share).text("。").html(),
            None => sentence.text("。").html(),
        });
    }
    let listed: Vec<&Branch<'_>> = leaves.iter().take(3).copied().collect();
    if listed.len() > 1 {
        let mut sentence = Sentence::new().text("最大的几项：");
        for (at, branch) in listed.iter().enumerate() {
            let comma = if at == 0 { "" } else { "，" };
            sentence =
                sentence.text(&format!("{comma}{} ", branch.total.subject.name)).fig(&desk.fig(branch.total));
        }
        out.push(sentence.text(" 万元。").html());
    }
    out
}

/// 养人还是办事?
pub(crate) fn people(desk: &Desk<'_>, account: &Account<'_>) -> Vec<String> {
    let phase = account.phase();
    let (Some(total), Some(nature)) = (account.total(phase), account.nature(phase)) else {
        return Vec::new();
    };
    let mut out = vec![
        Sentence::new()
            .text("基本支出 ")
            .fig(&desk.fig(nature.basic))
            .text(" 万元（")
            .maybe(desk.share_fig(&[nature.basic], total))
            .text("），项目支出 ")
            .fig(&desk.fig(nature.project))
            .text(" 万元（")
            .maybe(desk.share_fig(&[nature.project], total))
            .text("）。")
            .html(),
    ];
    let staff = account.stated("staff", None, Measure::Count);
    if let Some(staff) = staff.filter(|fact| !fact.amount.value.is_zero()) {
        out.push(
            Sentence::new()
                .text(&format!("{} ", staff.subject.name))
                .fig(&desk.fig(staff))
                .text(" 人。")
                .html(),
        );
    }
    if let Some((each, operands)) = account.per_head(phase) {
        let each = desk.computed(format::wan(each), &operands, How::Quotient, "基本支出除以人数");
        out.push(
            Sentence::new()
                .text("基本支出按这个人数折合每人 ")
                .fig(&each)
                .text(" 万元。含办公等公用经费，不是个人收入；人数与支出的范围、时点未必一致。")
                .html(),
        );
    }
    out
}

/// 三公?
pub(crate) fn three_public(desk: &Desk<'_>, account: &Account<'_>) -> Vec<String> {
    let year = ThreeYear::of(desk.ledger, account.department, account.year);
    let (phase, items) =
        if year.spent.total.is_some() { (Phase::Final, &year.spent) } else { year.planned() };
    let Some(total) = items.total else { return Vec::new() };
    let mut out = vec![
        Sentence::new()
            .text(&format!("{} ", year_phase(account.year, phase)))
            .fig(&desk.fig(total))
            .text(" 万元。")
            .html(),
    ];
    let parts: Vec<(&str, &Fact)> =
        [("因公出国（境）", items.outbound), ("公务用车", items.vehicle), ("公务接待", items.reception)]
            .into_iter()
            .filter_map(|(name, fact)| Some((name, fact?)))
            .collect();
    if !parts.is_empty() {
        let mut sentence = Sentence::new();
        for (at, (name, fact)) in parts.iter().enumerate() {
            sentence =
                sentence.text(&format!("{}{name} ", if at == 0 { "" } else { "，" })).fig(&desk.fig(fact));
        }
        out.push(sentence.text(" 万元。").html());
    }
    out.extend(counts(desk, account, phase));
    out
}

/// How many journeys, receptions and guests, where the document says so and the number is not zero.
fn counts(desk: &Desk<'_>, account: &Account<'_>, phase: Phase) -> Option<String> {
    let codes = [
        ("delegations", "出国（境）"),
        ("travellers", "出国（境）"),
        ("receptions", "接待"),
        ("guests", "接待"),
    ];
    let stated: Vec<(&str, &Fact)> = codes
        .into_iter()
        .filter_map(|(code, name)| Some((name, account.stated(code, Some(phase), Measure::Count)?)))
        .filter(|(_, fact)| !fact.amount.value.is_zero())
        .collect();
    let mut sentence = Sentence::new();
    let mut before = "";
    for (name, fact) in &stated {
        let word = match before {
            "" => format!("{name} "),
            same if same == *name => "、".to_owned(),
            _ => format!("，{name} "),
        };
        let unit = if fact.subject.code == "delegations" { "个团组" } else { fact.amount.unit.label() };
        sentence = sentence.text(&word).fig(&desk.fig(fact)).text(&format!(" {unit}"));
        before = name;
    }
    (!stated.is_empty()).then(|| sentence.text("。").html())
}

/// 办成了吗?
pub(crate) fn performance(desk: &Desk<'_>, account: &Account<'_>) -> Vec<String> {
    let projects = account.projects();
    let get = |id: &Option<std::sync::Arc<str>>| id.as_ref().and_then(|id| desk.ledger.fact(id));
    let mut out = Vec::new();
    let scores: Vec<&Fact> = projects.iter().filter_map(|project| get(&project.score)).collect();
    if let Some(range) = range(desk, &scores, "分") {
        let count = Sentence::new().text(&format!("{} 个项目自评 ", scores.len()));
        out.push(count.said(&range).text("，满分 100。").html());
    }
    let mut rates: Vec<(&str, &Fact)> =
        projects.iter().filter_map(|project| Some((&*project.name, get(&project.rate)?))).collect();
    rates.sort_by_key(|(_, fact)| fact.amount.value);
    if rates.len() > 1 {
        let mut sentence = Sentence::new().text("执行率最低的是");
        for (at, (name, fact)) in rates.iter().take(2).enumerate() {
            sentence =
                sentence.text(&format!("{}“{name}” ", if at == 0 { "" } else { "和" })).fig(&desk.fig(fact));
        }
        out.push(sentence.text("。").html());
    }
    let budgets = projects.iter().filter_map(|project| get(&project.budget));
    let zero: Vec<&Fact> = budgets.filter(|fact| fact.amount.value.is_zero()).collect();
    if !zero.is_empty() {
        let none = desk.computed("0".into(), &zero, How::Sum, "各项目年初预算之和");
        let sentence = Sentence::new().text(&format!("{} 个项目年初预算为 ", zero.len()));
        out.push(sentence.unlinked(&none).text("，资金在年中追加。").html());
    }
    if let Some(score) = desk.card_score(account.scorecard().as_ref()) {
        out.push(Sentence::new().text("部门整体自评 ").unlinked(&score).text(" 分。").html());
    }
    out
}

/// 哪里对不上?
pub(crate) fn checked(tally: &Tally) -> Vec<String> {
    let mismatch = tally.contradictions();
    let rounding = tally.count(Verdict::Rounding);
    let open = tally.count(Verdict::InsufficientData) + tally.count(Verdict::Unreadable);
    let ran = tally.ran();
    if tally.due == 0 {
        return vec!["没有可以核对的表。".into()];
    }
    let mut out = Vec::new();
    out.push(match mismatch {
        _ if ran == 0 => format!("应核对 {} 处，读到的资料都不足，没有下结论。", tally.due),
        0 => format!("应核对 {} 处，核对了 {ran} 处，未见不一致。", tally.due),
        _ => format!("应核对 {} 处，核对了 {ran} 处，<b>{mismatch} 处待核对</b>。", tally.due),
    });
    let mut rest = Vec::new();
    if tally.reminders > 0 {
        rest.push(format!("{} 处提醒，不是数字矛盾", tally.reminders));
    }
    if rounding > 0 {
        rest.push(format!("{rounding} 处只差四舍五入的尾数"));
    }
    if open > 0 && ran > 0 {
        rest.push(format!("{open} 处资料不足，无法判断"));
    }
    if !rest.is_empty() {
        out.push(format!("{}。", rest.join("；")));
    }
    out
}

/// Whose words the reasons are, where some are given; that none is where the documents have words at all.
pub(crate) fn why(account: &Account<'_>, given: bool) -> Vec<String> {
    let said = if !given {
        if account.records.iter().all(|record| record.prose.is_empty()) {
            return Vec::new();
        }
        "文件的文字里没有读到增减的原因。"
    } else if account.records.iter().any(|record| record.edition() == Edition::Abridged) {
        "文件自己给出的原因，经本站发布者缩写，没有核实。"
    } else {
        "文件自己给出的原因，照录原话，没有核实。"
    };
    vec![said.to_owned()]
}
