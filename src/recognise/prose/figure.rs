//! One figure: what it is of, and when it is better to say that this is not known.

use crate::model::{Measure, Phase, Role};
use crate::taxonomy::{WordClass, is_of_class};

use super::clause::Before;
use super::inherit::inherit;
use super::measure::{Reading, has, position};
use super::state::{Mask, State};
use super::subject::{Around, Found, Subject};
use super::token::{Kind, Token};

/// What a figure was found to be of.
#[derive(Debug, Clone)]
pub(super) struct Bound {
    /// The subject.
    pub(super) subject: Subject,
    /// What it is a part of, or who pays.
    pub(super) qualifiers: Vec<Subject>,
    /// What the sentence does with it.
    pub(super) role: Role,
    /// Whether its own clause names the subject.
    pub(super) own: bool,
    /// Whether nothing had to be taken over from farther than the sentence.
    pub(super) certain: bool,
}

/// The words of a clause, for a figure whose subject is not known.
pub(super) fn words(around: &Around<'_>, before: &Before) -> String {
    let (Some(first), Some(last)) = (before.clause.first(), before.clause.last()) else {
        return String::new();
    };
    around.text[around.tokens[*first].start..around.tokens[*last].end].to_owned()
}

pub(super) fn other(around: &Around<'_>, before: &Before, role: Role) -> Bound {
    Bound {
        subject: Subject::Other(words(around, before)),
        qualifiers: Vec::new(),
        role,
        own: false,
        certain: false,
    }
}

pub(super) fn taken(subject: Subject, certain: bool) -> Bound {
    Bound { subject, qualifiers: Vec::new(), role: Role::Statement, own: false, certain }
}

/// Binds an amount, a change, a share or a rate.
pub(super) fn bind(
    around: &Around<'_>,
    before: &Before,
    at: usize,
    measured: Reading,
    state: &State,
) -> Bound {
    let tokens = around.tokens;
    if let Some(subject) = purposed(around, before)
        .or_else(|| named_behind(around, before, at, state))
        .or_else(|| said_to_be(around, before, at, state))
        && measured.measure == Measure::Total
        && !matches!(state.sentence.mask, Some(Mask::Reason | Mask::Cause))
    {
        return Bound { own: true, ..taken(subject, true) };
    }
    match state.sentence.mask {
        Some(Mask::Reason | Mask::Cause) => return other(around, before, Role::Reason),
        Some(Mask::Purpose) => return other(around, before, Role::Purpose),
        None => {}
    }
    let danger = |at: &[usize]| has(tokens, at, WordClass::Danger) || has(tokens, at, WordClass::Rest);
    // 不到3万元 says about how much; in a clause before it is said of something else.
    let afar = |at: &[usize]| {
        at.iter().filter_map(|at| tokens[*at].word()).any(|word| {
            word.class == WordClass::Rest
                || word.class == WordClass::Danger && !matches!(word.code, "about" | "visitors")
        })
    };
    // 首次超过2万亿元，比上年增加3亿元: what was said of another number is over.
    let over =
        |at: &[usize]| at.iter().any(|at| matches!(tokens[*at].kind, Kind::Number { .. } | Kind::Date));
    if danger(&before.clause) || before.lead.iter().any(|clause| afar(clause) && !over(clause)) {
        return other(around, before, Role::Statement);
    }
    let total = measured.measure == Measure::Total;
    // A share or rate is of what stands before 占 or 完成.
    let cut = match measured.measure {
        Measure::Share => position(tokens, &before.clause, WordClass::Share),
        Measure::ExecutionRate => position(tokens, &before.clause, WordClass::Rate)
            .or_else(|| position(tokens, &before.clause, WordClass::Share)),
        _ => None,
    };
    let clause = &before.clause[..cut.unwrap_or(before.clause.len())];
    if let Some(at) = before.bracketed.filter(|_| clause.is_empty() && total)
        && let Found::Subject(subject, qualifiers) = around.find(&[at])
        && payable(&subject)
    {
        return Bound { subject, qualifiers, role: Role::Statement, own: true, certain: true };
    }
    match around.find(clause) {
        // 全年支出预算3万元 in a notice about 三公 alone: the whole of that.
        Found::Subject(subject, qualifiers)
            if subject.item().is_some_and(super::subject::is_whole)
                && state.root.as_ref().is_some_and(|root| state.section() == Some(root)) =>
        {
            // 全市支出总计 in a report that speaks of 三公 first: of all that the area spends, or of that.
            if clause.iter().any(|at| tokens[*at].word().is_some_and(|word| word.code == "area")) {
                return other(around, before, Role::Statement);
            }
            // 收入总计9万元，支出总计9万元: nothing comes in for 三公; both sides are of the whole account.
            let sides = subject.code().ends_with("income") || state.sides[0].is_some();
            let subject = state.root.clone().filter(|_| !sides).unwrap_or(subject);
            Bound { subject, qualifiers, role: Role::Statement, own: true, certain: false }
        }
        // 公务接待费：当年支出3万元: of what the heading or the words before the colon name.
        // 支出总计9万元，其中本年支出8万元: a part of the account.
        Found::Subject(subject, _)
            if around.headed
                && subject.item().is_some_and(is_of_the_year_alone)
                && !has(tokens, clause, WordClass::Among) =>
        {
            inherit(around, before, measured.measure, state)
        }
        // （二）公务接待费。2023年预算支出3万元: of what the heading names, unless the body is named.
        Found::Subject(subject, _)
            if around.headed
                && is_whole_spent(&subject)
                && state.section().is_some_and(is_cost)
                && state.is_fresh()
                && !has(tokens, clause, WordClass::Among) =>
        {
            if around.speaks_of_body(clause) {
                return other(around, before, Role::Statement);
            }
            inherit(around, before, measured.measure, state)
        }
        // 本年收入5万元 under 政府性基金: that fund's; its 基本支出 is not all 基本支出.
        Found::Subject(subject, qualifiers)
            if narrow_fund(state, &subject).is_some() && subject.item().is_some_and(of_all_funds) =>
        {
            let whole = subject.item().is_some_and(super::subject::is_whole);
            match narrow_fund(state, &subject).filter(|_| whole).cloned() {
                Some(subject) => {
                    Bound { subject, qualifiers, role: Role::Statement, own: true, certain: true }
                }
                None => other(around, before, Role::Statement),
            }
        }
        // 政府性基金年初结转0万元: a part of that fund's account, and not of all funds'.
        Found::Subject(subject, qualifiers)
            if qualifiers.iter().any(is_narrow) && subject.item().is_some_and(of_all_funds) =>
        {
            Bound { qualifiers, own: true, ..other(around, before, Role::Statement) }
        }
        // 出国0万元、接待来客4万元、车辆20万元: among the items of 三公 the word for what is counted is that for its costs.
        Found::Subject(subject, qualifiers) if total && costs(&subject, around) => {
            let subject = cost_of(subject, words(around, before));
            Bound { subject, qualifiers, role: Role::Statement, own: true, certain: false }
        }
        Found::Subject(subject, qualifiers) if payable(&subject) => Bound {
            subject: of_the_year(subject, around, state),
            qualifiers,
            role: Role::Statement,
            own: true,
            certain: true,
        },
        Found::Subject(subject, _) if !total && subject.code() == "execution" => {
            inherit(around, before, measured.measure, state)
        }
        Found::Subject(..) | Found::Unknown => other(around, before, Role::Statement),
        Found::Nothing if labelled(around, clause, before).is_some() => {
            let subject = labelled(around, clause, before).unwrap_or(Subject::Other(String::new()));
            Bound { own: true, ..taken(subject, true) }
        }
        Found::Nothing => inherit(around, before, measured.measure, state),
    }
}

/// 甲局2023年部门预算：收入5万元: 收入 alone is that of what stands before the colon.
fn labelled(around: &Around<'_>, clause: &[usize], before: &Before) -> Option<Subject> {
    let is_label =
        |at: &usize| around.tokens[*at].word().is_some_and(|word| word.edge == crate::taxonomy::Edge::Label);
    let above = before.lead.first()?;
    let colon = around.tokens.get(above.last()? + 1).is_some_and(|token| token.is_mark(':'));
    // 收入：2018年安排5万元: the year stands behind the colon.
    let headed = above.iter().all(is_label) && !clause.is_empty();
    if !colon || !(headed || clause.iter().any(is_label)) {
        return None;
    }
    // 收入：总计5万元
    let sum = clause.iter().all(|at| {
        around.tokens[*at].word().is_some_and(|word| {
            matches!(word.class, WordClass::Total | WordClass::TotalWeak | WordClass::Fill)
        })
    });
    if let [label] = above.as_slice()
        && sum
        && has(around.tokens, clause, WordClass::Total)
        && is_label(label)
        && !around.headed
        && !around.closed
    {
        let code = around.tokens[*label].word().map_or("", |word| word.code);
        let words = around.text[around.tokens[*label].start..around.tokens[*clause.last()?].end].to_owned();
        return super::subject::item_of(code).map(|word| Subject::Item(word, words));
    }
    let whole: Vec<usize> = above.iter().chain(clause).copied().collect();
    match around.find(&whole) {
        Found::Subject(subject, _) if subject.item().is_some_and(super::subject::is_whole) => Some(subject),
        _ => None,
    }
}

/// Whether an item is a part of 三公.
pub(super) fn is_of_three(subject: &Subject) -> bool {
    matches!(subject.code(), "outbound" | "vehicle" | "vehicle_purchase" | "vehicle_running" | "reception")
}

/// 用于购置的3万元, 用于购置的有3万元, 用于购置的决算支出是3万元: the purpose that stands between 用于 and 的 is what the amount is of.
fn purposed(around: &Around<'_>, before: &Before) -> Option<Subject> {
    let behind = |at: &&usize| {
        around.tokens[**at].word().is_some_and(|word| {
            is_of_class("amounts_to", &word.text)
                || word.class == WordClass::Phase
                || word.edge == crate::taxonomy::Edge::Label
        })
    };
    let length = before.clause.len() - before.clause.iter().rev().take_while(behind).count();
    let (last, words) = before.clause[..length].split_last()?;
    let opens = position(around.tokens, words, WordClass::Purpose)?;
    let of = around.tokens[*last].word().is_some_and(|word| word.text == "的");
    match around.find(&words[opens + 1..]) {
        Found::Subject(subject, _) if of && (is_of_three(&subject) || subject.code() == "three_public") => {
            Some(subject)
        }
        _ => None,
    }
}

/// `车辆费用13万元。13万元都是运行维护费`: an amount that was stated, and what all of it is.
fn said_to_be(around: &Around<'_>, before: &Before, at: usize, state: &State) -> Option<Subject> {
    let tokens = around.tokens;
    let Kind::Number { value, .. } = tokens[at].kind else { return None };
    let plain = |at: &usize| tokens[*at].word().is_some_and(|word| word.class == WordClass::Fill);
    let again = state.stated.iter().any(|stated| stated.total && stated.value == value);
    if !again || !before.clause.iter().all(plain) {
        return None;
    }
    let end = (at + 1..tokens.len().min(at + 12))
        .find(|at| matches!(tokens[*at].kind, Kind::Mark(_) | Kind::Number { .. }))
        .unwrap_or(tokens.len());
    let (first, rest) =
        (at + 1..end).collect::<Vec<_>>().split_first().map(|(first, rest)| (*first, rest.to_vec()))?;
    let all = tokens[first].word().is_some_and(|word| word.class == WordClass::Same);
    match around.find(&rest) {
        Found::Subject(subject, _) if all && is_of_three(&subject) => Some(subject),
        _ => None,
    }
}

/// `三公经费8万元，其中5万元用于公务接待`: behind the whole, a part whose name stands behind its amount.
fn named_behind(around: &Around<'_>, before: &Before, at: usize, state: &State) -> Option<Subject> {
    let tokens = around.tokens;
    let is_plain = |at: &usize| {
        tokens[*at].word().is_some_and(|word| {
            word.class == WordClass::Among
                || word.class == WordClass::Fill
                    && matches!(word.text.as_str(), "有" | "另" | "另有" | "另外" | "还" | "共" | "约")
        })
    };
    let of_three = |subject: &&Subject| subject.code() == "three_public";
    let known = state.sentence.current.as_ref().or(state.topic.as_ref()).or(state.root.as_ref());
    let whole = [known, state.topic.as_ref(), state.root.as_ref()].into_iter().flatten().find(of_three);
    // 2023年安排4万元用于公务接待: the first that is said, or the next of the kind, is a part of nothing.
    let gives = |at: &usize| {
        matches!(tokens[*at].kind, Kind::When(_))
            || tokens[*at].word().is_some_and(|word| {
                matches!(word.class, WordClass::Fill | WordClass::Neutral)
                    && matches!(word.code, "self" | "time" | "")
                    || word.class == WordClass::Phase
            })
    };
    let first = known.is_none_or(|known| is_of_three(known) || is_sum(known))
        && state.section().is_none()
        && before.lead.iter().all(|lead| has(tokens, lead, WordClass::Purpose))
        && before.clause.iter().all(gives);
    if !first && (whole.is_none() || !before.clause.iter().all(is_plain)) {
        return None;
    }
    let end = (at + 1..tokens.len().min(at + 12))
        .find(|at| matches!(tokens[*at].kind, Kind::Mark(_) | Kind::Number { .. }))
        .unwrap_or(tokens.len());
    // A figure behind the name has it for its own.
    if tokens.get(end).is_some_and(Token::is_figure) {
        return None;
    }
    let mut behind = (at + 1..end).peekable();
    let says = |at: &usize| {
        tokens[*at].word().is_some_and(|word| {
            word.class == WordClass::Purpose
                || word.class == WordClass::Fill && is_of_class("goes_to", &word.text)
        })
    };
    behind.next_if(says)?;
    while behind.next_if(says).is_some() {}
    let rest: Vec<usize> = behind.collect();
    match around.find(&rest) {
        Found::Subject(subject, _) if is_of_three(&subject) => Some(subject),
        _ => None,
    }
}

/// 收入合计 under a heading about the income of an account alone: that of the year. What was carried over stands under 收支.
fn of_the_year(subject: Subject, around: &Around<'_>, state: &State) -> Subject {
    let Subject::Item(word, name) = &subject else { return subject };
    let alone = state.sections.last().is_some_and(|(_, _, words)| {
        words.contains("收入") != words.contains("支出") && !words.contains("收支")
    });
    let code = match word.code {
        "total_income" if word.text == "收入合计" => "year_income",
        "total_expenditure" if word.text == "支出合计" => "year_expenditure",
        _ => return subject,
    };
    if !alone || around.phase != Phase::Final {
        return subject;
    }
    super::subject::item_of(code).map_or_else(|| subject.clone(), |word| Subject::Item(word, name.clone()))
}

/// 当年支出 without a word of sums: under a heading it says no more than when.
pub(super) fn is_of_the_year_alone(word: &crate::taxonomy::Word) -> bool {
    word.code.starts_with("year_") && (word.text.ends_with("年支出") || word.text.ends_with("年度支出"))
}

/// Whether an item is what all funds together have of it.
fn of_all_funds(word: &crate::taxonomy::Word) -> bool {
    super::subject::is_whole(word)
        || word.code.starts_with("carryover")
        || matches!(word.code, "basic" | "project" | "personnel" | "public" | "daily_public")
        || word.edge == crate::taxonomy::Edge::Label
}

/// The fund beside the general budget that the heading is about, or that the sentence began with: 政府性基金本年收入5万元，
/// 本年支出5万元.
fn narrow_fund<'s>(state: &'s State, subject: &Subject) -> Option<&'s Subject> {
    let goes_on = subject.code().starts_with("year_") || subject.code().starts_with("carryover");
    let of_sentence = match state.sentence.list.as_slice() {
        [fund] if goes_on && is_narrow(fund) => Some(fund),
        _ => None,
    };
    // 政府性基金年初结转0万元，本年收入5万元: the first amount only named it.
    let opened = state.sentence.fund.as_ref().filter(|_| goes_on);
    state.narrow_fund().or(of_sentence).or(opened)
}

/// Whether a subject is a fund beside the general budget.
pub(super) fn is_narrow(subject: &Subject) -> bool {
    matches!(subject.code(), "gov_fund" | "state_capital")
}

/// The cost of what is counted: vehicles, guests, those who travel. 批次 and 团组 by themselves are no cost.
fn cost_of_counted(subject: &Subject) -> Option<&'static str> {
    match subject.code() {
        "vehicles" => Some("vehicle"),
        "guests" => Some("reception"),
        "travellers" => Some("outbound"),
        _ => None,
    }
}

/// Whether the word for what is counted is that for its costs: it stands among the items of 三公.
pub(super) fn costs(subject: &Subject, around: &Around<'_>) -> bool {
    cost_of_counted(subject).is_some() && around.about.contains(&"three_public")
}

/// What is counted costs, under its printed words.
pub(super) fn cost_of(subject: Subject, words: String) -> Subject {
    let item = cost_of_counted(&subject).and_then(super::subject::item_of);
    item.map_or(subject, |word| Subject::Item(word, words))
}

/// Whether money can be of a subject.
pub(super) fn payable(subject: &Subject) -> bool {
    subject.item().is_none_or(|word| !super::counts::is_counted(word))
}

/// Whether a subject is something that a body spends money on, and no part of its accounts.
pub(super) fn is_cost(subject: &Subject) -> bool {
    is_of_three(subject)
        || matches!(subject.code(), "three_public" | "running_cost" | "meeting" | "training")
        || subject.code().starts_with("procurement")
}

/// Whether a subject is all that a body spends.
fn is_whole_spent(subject: &Subject) -> bool {
    subject.item().is_some_and(super::subject::is_whole) && subject.code().ends_with("expenditure")
}

/// Whether a subject is a sum of other items.
pub(super) fn is_sum(subject: &Subject) -> bool {
    subject.code() == "three_public" || subject.item().is_some_and(super::subject::is_whole)
}
