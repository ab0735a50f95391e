//! The answers beside the charts: one or two sentences per question, made of figures that link to their lines.

use super::super::account::{Account, Branch, ThreeYear};
use super::super::desk::Desk;
use super::super::format;
use super::super::html::{Sentence, escape};
use super::super::plates::year_phase;
use super::super::routes;
use super::{phase_short, range, total_name};
use crate::messages::{Locale, say};
use crate::model::How;
use crate::model::{Edition, Fact, Measure, Phase, Verdict};
use crate::verify::Tally;

/// 花了多少?
pub(crate) fn spent(desk: &Desk<'_>, account: &Account<'_>) -> Vec<String> {
    let phase = account.phase();
    let mut out = Vec::new();
    if let Some(total) = account.total(phase) {
        out.push(say!(
            desk.locale,
            "gist-total",
            when = year_phase(desk.locale, account.year, phase),
            name = escape(&total_name(desk.locale, total)),
            figure = desk.fig(total).html()
        ));
    }
    if let Some((spent, planned)) = account.execution()
        && let Some(share) = format::share(spent.amount.comparable(), planned.amount.comparable())
    {
        let adjusted = planned.phase == Some(Phase::Adjusted);
        let how = say!(desk.locale, "how-execution");
        let share = desk.computed(format!("{share}%"), &[spent, planned], How::Share, &how);
        out.push(say!(
            desk.locale,
            "gist-executed",
            plan = phase_short(desk.locale, if adjusted { Phase::Adjusted } else { Phase::Budget }),
            planned = desk.fig(planned).html(),
            share = share.html()
        ));
    }
    if let Some(cost) = account.stated("running_cost", Some(phase), Measure::Total) {
        let link = desk.to(&format!("{}#running-cost", routes::GLOSSARY));
        out.push(say!(
            desk.locale,
            "gist-running-cost",
            href = escape(&link),
            figure = desk.fig(cost).html()
        ));
    }
    out
}

/// 钱从哪来?
pub(crate) fn income(desk: &Desk<'_>, account: &Account<'_>) -> Vec<String> {
    let Some(income) = account.income(account.phase()) else { return Vec::new() };
    let sources = match income.parts.as_slice() {
        [one] => say!(desk.locale, "gist-one-source", name = escape(&one.subject.name)),
        [] => String::new(),
        many => say!(desk.locale, "gist-sources", count = many.len()),
    };
    let named = |fact: &Fact| (escape(&fact.subject.name), desk.fig(fact).html());
    let carried = income.carried.iter().map(|fact| {
        let (name, figure) = named(fact);
        say!(desk.locale, "gist-carried", name = name, figure = figure)
    });
    let carried: String = carried.collect();
    let (name, figure) = named(income.total);
    vec![say!(desk.locale, "gist-income", name = name, figure = figure, sources = sources, carried = carried)]
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
        let (name, figure) = (escape(&class.total.subject.name), desk.fig(class.total).html());
        out.push(match share {
            Some(share) => {
                let share = share.unlinked();
                say!(desk.locale, "gist-class-share", name = name, figure = figure, share = share)
            }
            None => say!(desk.locale, "gist-class", name = name, figure = figure),
        });
    }
    let listed: Vec<&Branch<'_>> = leaves.iter().take(3).copied().collect();
    if listed.len() > 1 {
        let each = listed.iter().map(|branch| named(desk, &branch.total.subject.name, branch.total));
        out.push(say!(desk.locale, "gist-largest", list = joined(desk, each)));
    }
    out
}

/// A name with its figure, in a list of such.
fn named(desk: &Desk<'_>, name: &str, fact: &Fact) -> String {
    format!("{} {}", escape(name), desk.fig(fact).html())
}

fn joined(desk: &Desk<'_>, parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(&say!(desk.locale, "comma"))
}

/// 养人还是办事?
pub(crate) fn people(desk: &Desk<'_>, account: &Account<'_>) -> Vec<String> {
    let phase = account.phase();
    let (Some(total), Some(nature)) = (account.total(phase), account.nature(phase)) else {
        return Vec::new();
    };
    let share = |part: &Fact| desk.share_fig(&[part], total).map_or_else(String::new, |share| share.html());
    let mut out = vec![say!(
        desk.locale,
        "gist-nature",
        basic = desk.fig(nature.basic).html(),
        basic_share = share(nature.basic),
        project = desk.fig(nature.project).html(),
        project_share = share(nature.project)
    )];
    let staff = account.stated("staff", None, Measure::Count);
    if let Some(staff) = staff.filter(|fact| !fact.amount.value.is_zero()) {
        out.push(say!(
            desk.locale,
            "gist-staff",
            name = escape(&staff.subject.name),
            figure = desk.fig(staff).html()
        ));
    }
    if let Some((each, operands)) = account.per_head(phase) {
        let how = say!(desk.locale, "how-per-head");
        let each = desk.computed(format::wan(desk.locale, each), &operands, How::Quotient, &how);
        out.push(say!(desk.locale, "gist-per-head", figure = each.html()));
    }
    out
}

/// 三公?
pub(crate) fn three_public(desk: &Desk<'_>, account: &Account<'_>) -> Vec<String> {
    let year = ThreeYear::of(desk.ledger, account.department, account.year);
    let (phase, items) =
        if year.spent.total.is_some() { (Phase::Final, &year.spent) } else { year.planned() };
    let Some(total) = items.total else { return Vec::new() };
    let when = year_phase(desk.locale, account.year, phase);
    let mut out = vec![say!(desk.locale, "gist-phase-figure", when = when, figure = desk.fig(total).html())];
    let parts = [
        (say!(desk.locale, "item-outbound"), items.outbound),
        (say!(desk.locale, "item-vehicle"), items.vehicle),
        (say!(desk.locale, "item-reception"), items.reception),
    ];
    let list = joined(desk, parts.iter().filter_map(|(name, fact)| Some(named(desk, name, (*fact)?))));
    if !list.is_empty() {
        out.push(say!(desk.locale, "gist-items", list = list));
    }
    out.extend(counts(desk, account, phase));
    out
}

/// How many journeys, receptions and guests, where the document says so and the number is not zero.
fn counts(desk: &Desk<'_>, account: &Account<'_>, phase: Phase) -> Option<String> {
    let (abroad, receptions) = (say!(desk.locale, "counted-abroad"), say!(desk.locale, "counted-receptions"));
    let codes = [
        ("delegations", abroad.as_str()),
        ("travellers", abroad.as_str()),
        ("receptions", receptions.as_str()),
        ("guests", receptions.as_str()),
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
            same if same == *name => say!(desk.locale, "list-separator"),
            _ => format!("{}{name} ", say!(desk.locale, "comma")),
        };
        let unit = match fact.subject.code.as_str() {
            "delegations" => say!(desk.locale, "unit-delegations"),
            _ => desk.locale.unit(fact.amount.unit),
        };
        sentence = sentence.text(&word).fig(&desk.fig(fact)).text(&format!(" {unit}"));
        before = name;
    }
    (!stated.is_empty()).then(|| sentence.text(&say!(desk.locale, "full-stop")).html())
}

/// 办成了吗?
pub(crate) fn performance(desk: &Desk<'_>, account: &Account<'_>) -> Vec<String> {
    let projects = account.projects();
    let get = |id: &Option<std::sync::Arc<str>>| id.as_ref().and_then(|id| desk.ledger.fact(id));
    let mut out = Vec::new();
    let scores: Vec<&Fact> = projects.iter().filter_map(|project| get(&project.score)).collect();
    if let Some(range) = range(desk, &scores, &say!(desk.locale, "points-word")) {
        out.push(say!(desk.locale, "gist-scores", count = scores.len(), range = range.html()));
    }
    let mut rates: Vec<(&str, &Fact)> =
        projects.iter().filter_map(|project| Some((&*project.name, get(&project.rate)?))).collect();
    rates.sort_by_key(|(_, fact)| fact.amount.value);
    if rates.len() > 1 {
        let told = |at: usize, name: &str, fact: &Fact| {
            let (name, rate) = (escape(name), desk.fig(fact).html());
            if at == 0 {
                say!(desk.locale, "gist-slow-first", name = name, rate = rate)
            } else {
                say!(desk.locale, "gist-slow-second", name = name, rate = rate)
            }
        };
        let list: String =
            rates.iter().take(2).enumerate().map(|(at, (name, fact))| told(at, name, fact)).collect();
        out.push(say!(desk.locale, "gist-slowest", list = list));
    }
    let budgets = projects.iter().filter_map(|project| get(&project.budget));
    let zero: Vec<&Fact> = budgets.filter(|fact| fact.amount.value.is_zero()).collect();
    if !zero.is_empty() {
        let none = desk.computed("0".into(), &zero, How::Sum, &say!(desk.locale, "how-sum-of-plans"));
        out.push(say!(desk.locale, "gist-unplanned", count = zero.len(), none = none.unlinked()));
    }
    if let Some(score) = desk.card_score(account.scorecard().as_ref()) {
        out.push(say!(desk.locale, "gist-card", score = score.unlinked()));
    }
    out
}

/// 哪里对不上?
pub(crate) fn checked(locale: Locale, tally: &Tally) -> Vec<String> {
    let mismatch = tally.contradictions();
    let rounding = tally.count(Verdict::Rounding);
    let open = tally.count(Verdict::InsufficientData) + tally.count(Verdict::Unreadable);
    let ran = tally.ran();
    if tally.due == 0 {
        return vec![say!(locale, "gist-no-tables")];
    }
    let mut out = Vec::new();
    out.push(match mismatch {
        _ if ran == 0 => say!(locale, "gist-checked-none", due = tally.due),
        0 => say!(locale, "gist-checked-clean", due = tally.due, ran = ran),
        _ => say!(locale, "gist-checked-open", due = tally.due, ran = ran, mismatch = mismatch),
    });
    let mut rest = Vec::new();
    if tally.reminders > 0 {
        rest.push(say!(locale, "gist-reminders", count = tally.reminders));
    }
    if rounding > 0 {
        rest.push(say!(locale, "gist-rounding", count = rounding));
    }
    if open > 0 && ran > 0 {
        rest.push(say!(locale, "gist-open", count = open));
    }
    if !rest.is_empty() {
        out.push(say!(locale, "stop-behind", text = rest.join(&say!(locale, "clause-separator"))));
    }
    out
}

/// Whose words the reasons are, where some are given; that none is where the documents have words at all.
pub(crate) fn why(locale: Locale, account: &Account<'_>, given: bool) -> Vec<String> {
    let said = if !given {
        if account.records.iter().all(|record| record.prose.is_empty()) {
            return Vec::new();
        }
        say!(locale, "gist-no-reasons")
    } else if account.records.iter().any(|record| record.edition() == Edition::Abridged) {
        say!(locale, "gist-reasons-abridged")
    } else {
        say!(locale, "gist-reasons")
    };
    vec![said]
}
