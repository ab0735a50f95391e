//! One figure: what it is of, and when it is better to say that this is not known.

use crate::model::{Measure, Phase, Role};
use crate::taxonomy::WordClass;

use super::clause::Before;
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
fn words(around: &Around<'_>, before: &Before) -> String {
    let (Some(first), Some(last)) = (before.clause.first(), before.clause.last()) else {
        return String::new();
    };
    around.text[around.tokens[*first].start..around.tokens[*last].end].to_owned()
}

fn other(around: &Around<'_>, before: &Before, role: Role) -> Bound {
    Bound {
        subject: Subject::Other(words(around, before)),
        qualifiers: Vec::new(),
        role,
        own: false,
        certain: false,
    }
}

fn taken(subject: Subject, certain: bool) -> Bound {
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
    if let Some(subject) = purposed(around, before).or_else(|| named_behind(around, before, at, state))
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
    if danger(&before.clause) || before.lead.iter().any(|clause| danger(clause)) {
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
            let subject = state.root.clone().unwrap_or(subject);
            Bound { subject, qualifiers, role: Role::Statement, own: true, certain: false }
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
        // 出国0万元、接待4万元、车辆20万元: among the items of 三公 the word for vehicles is that for their costs.
        Found::Subject(subject, qualifiers)
            if total && subject.code() == "vehicles" && around.about.contains(&"three_public") =>
        {
            let name = words(around, before);
            let costs = super::subject::item_of("vehicle").map(|word| Subject::Item(word, name));
            Bound {
                subject: costs.unwrap_or(subject),
                qualifiers,
                role: Role::Statement,
                own: true,
                certain: false,
            }
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
    if !colon || !clause.iter().any(is_label) {
        return None;
    }
    let whole: Vec<usize> = above.iter().chain(clause).copied().collect();
    match around.find(&whole) {
        Found::Subject(subject, _) if subject.item().is_some_and(super::subject::is_whole) => Some(subject),
        _ => None,
    }
}

/// Whether an item is a part of 三公.
fn is_of_three(subject: &Subject) -> bool {
    matches!(subject.code(), "outbound" | "vehicle" | "vehicle_purchase" | "vehicle_running" | "reception")
}

/// 用于购置的3万元: the purpose that stands between 用于 and 的 is what the amount is of.
fn purposed(around: &Around<'_>, before: &Before) -> Option<Subject> {
    let (last, words) = before.clause.split_last()?;
    let opens = position(around.tokens, words, WordClass::Purpose)?;
    let of = around.tokens[*last].word().is_some_and(|word| word.text == "的");
    match around.find(&words[opens + 1..]) {
        Found::Subject(subject, _) if of && is_of_three(&subject) => Some(subject),
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
    if whole.is_none() || !before.clause.iter().all(is_plain) {
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
                || word.class == WordClass::Fill
                    && matches!(word.text.as_str(), "为" | "是" | "花" | "花费" | "在" | "用" | "于" | "属于")
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
        [fund] if goes_on && matches!(fund.code(), "gov_fund" | "state_capital") => Some(fund),
        _ => None,
    };
    state.narrow_fund().or(of_sentence)
}

/// Whether money can be of a subject.
pub(super) fn payable(subject: &Subject) -> bool {
    subject.item().is_none_or(|word| !super::counts::is_counted(word))
}

/// A figure whose clause names nothing: what the sentence, the paragraph or the heading is about.
fn inherit(around: &Around<'_>, before: &Before, measure: Measure, state: &State) -> Bound {
    let found = inherited(around, before, measure, state);
    // A heading may name what is only counted.
    if payable(&found.subject) || found.subject.code() == "execution" {
        found
    } else {
        other(around, before, found.role)
    }
}

fn inherited(around: &Around<'_>, before: &Before, measure: Measure, state: &State) -> Bound {
    let tokens = around.tokens;
    let total = measure == Measure::Total;
    let sentence = &state.sentence;
    // 年初预算收入5万元，支出5万元: the other side of the account.
    let spends = before.clause.iter().any(|at| tokens[*at].word().is_some_and(says_spent));
    let turned = |subject: Subject| match other_side(subject.code()).filter(|_| spends) {
        Some(code) => super::subject::item_of(code)
            .map_or_else(|| subject.clone(), |word| Subject::Item(word, words(around, before))),
        None => subject,
    };
    let current = || sentence.current.clone().map(turned);
    let evidence = super::when::named(tokens, &before.clause).is_some()
        || super::when::staged(tokens, &before.clause).is_some()
        || before.clause.iter().any(|at| matches!(tokens[*at].kind, Kind::Compare(_)));
    let evidence_of_time = super::when::named(tokens, &before.clause).is_some();
    let whole = has(tokens, &before.clause, WordClass::Total);
    for clause in &before.lead {
        // What a reason or a purpose names is no subject.
        let masks = [WordClass::Cause, WordClass::Reason, WordClass::Purpose, WordClass::Same];
        if masks.iter().any(|class| has(tokens, clause, *class)) {
            continue;
        }
        match around.find(clause) {
            Found::Subject(subject, qualifiers) if payable(&subject) => {
                return Bound { subject, qualifiers, role: Role::Statement, own: true, certain: true };
            }
            // `接待降得最多，决算数…`: words behind the item, but the clause says of what kind the amount is.
            Found::Unknown if evidence || whole => {
                if let Some(subject) = leading(around, clause) {
                    return taken(subject, false);
                }
                // It names something, and more that is not understood.
                let names = |at: &usize| {
                    tokens[*at].word().is_some_and(|word| {
                        word.class == WordClass::Item
                            && !word.is_fund()
                            && word.edge != crate::taxonomy::Edge::Label
                    })
                };
                if total && clause.iter().any(names) {
                    return other(around, before, Role::Statement);
                }
            }
            // 三公经费最多的是县公安局，达8万元; 其次是县财政局，为5万元: of somebody else, or of something that is not understood.
            // 公务用车花得最多，8万元: what was said of the item is not understood.
            Found::Unknown if around.names_other(clause) || leading(around, clause).is_some() => {
                return other(around, before, Role::Statement);
            }
            Found::Unknown => break,
            _ => {}
        }
    }
    let lost = || other(around, before, Role::Statement);
    let plain = before.clause.iter().all(|at| {
        tokens[*at].word().is_some_and(|word| {
            matches!(word.class, WordClass::Fill | WordClass::TotalWeak)
                || word.edge == crate::taxonomy::Edge::Label
        })
    });
    // 用车占60%，为3万元: what the share was of. 接待5批40人次，花费3万元: of all that was counted.
    if total && plain && !before.clause.is_empty() {
        let counted = sentence.counted.and_then(super::subject::item_of);
        let counted = counted.map(|word| Subject::Item(word, word.text.clone()));
        if let Some(subject) = sentence.shared.clone().or(counted) {
            return Bound { own: true, ..taken(subject, true) };
        }
    }
    // 收入总计5万元、支出总计5万元，都减少1万元: of both sides of the account; of other lists nobody knows.
    if !total && sentence.list.len() > 1 && says_each(tokens, &before.clause) {
        return match sentence.list.as_slice() {
            [income, spent] if is_sum(income) && is_sum(spent) => {
                Bound { own: true, ..taken(income.clone(), true) }
            }
            _ => lost(),
        };
    }
    // 合计减少0.3万元: of the whole.
    let compared = before
        .clause
        .iter()
        .position(|at| matches!(tokens[*at].kind, Kind::Compare(_)))
        .is_some_and(|compared| position(tokens, &before.clause, WordClass::Total) > Some(compared));
    if whole && !compared && matches!(measure, Measure::ChangeAmount | Measure::ChangePct) {
        // Behind parts it is what these make up.
        let parted = state.whole();
        let several = sentence.list.len() > 1;
        let top = state.section().or(state.root.as_ref()).filter(|subject| is_sum(subject) && !several);
        // 接待费3万元、用车费5万元，合计8万元，总额减少1万元
        let top = sentence.list.last().filter(|subject| several && is_sum(subject)).or(top);
        return parted
            .or(top)
            .cloned()
            .map_or_else(lost, |subject| Bound { own: true, ..taken(subject, true) });
    }
    // 其中购置96万元、运行110万元，比上年少10万元: of the last part or of the whole, it is not said. Nor is it behind 结余2万元.
    let among = sentence.listed || sentence.whole.is_some() && sentence.run > 1;
    let changes = matches!(measure, Measure::ChangeAmount | Measure::ChangePct);
    if changes && among && !evidence_of_time || !total && sentence.rest && !evidence {
        return lost();
    }
    if !total {
        // 预算执行率 of nothing that is named is that of the whole.
        let rate = has(tokens, &before.clause, WordClass::Rate)
            && state.section().is_none()
            && state.topic.is_none();
        let whole = || {
            super::subject::item_of("execution")
                .filter(|_| rate && !closed(state))
                .map(|word| Subject::Item(word, words(around, before)))
        };
        return current().or_else(whole).map_or_else(lost, |subject| taken(subject, true));
    }
    // 全县支出90万元，县级60万元，乡镇30万元: parts by who spends, not the item again.
    let by_speaker = before.clause.iter().any(|at| {
        tokens[*at].word().is_some_and(|word| matches!(word.code, "speaker" | "sort" | "area" | "time"))
    });
    // 项目支出30万元，其中5万元用于印刷: a part that has no name of its own.
    let part = has(tokens, &before.clause, WordClass::Among) && sentence.figures > 0;
    if (by_speaker && sentence.money || part) && !evidence && !whole {
        return lost();
    }
    // 外事接待支出0万元，0批次，共计0万元: the sum is of what was named, and that is not understood.
    let unknown = sentence.figures > 0 && sentence.current.as_ref().is_some_and(|one| !one.is_known());
    if whole && unknown {
        return current().map_or_else(lost, |subject| taken(subject, false));
    }
    if whole
        && sentence.list.len() > 1
        && let Some(found) = made_up(around, before, &sentence.list, state)
    {
        return found.map_or_else(lost, |subject| Bound { own: true, ..taken(subject, true) });
    }
    if whole {
        let three = around.about.contains(&"three_public");
        let of_three = |subject: &&Subject| subject.code() == "three_public";
        let subject = state
            .section()
            .or(state.topic.as_ref())
            .filter(|subject| !three || of_three(subject) || state.sections.len() > 1)
            .or_else(|| state.topic.as_ref().filter(of_three))
            .or(state.root.as_ref())
            .cloned();
        return subject
            .or_else(current)
            .map_or_else(lost, |subject| Bound { own: true, ..taken(subject, true) });
    }
    if evidence {
        let subject = current()
            .map(|subject| of_stage(around, before, subject))
            .or_else(|| whole_of(around, before, state));
        return subject.map_or_else(lost, |subject| taken(subject, true));
    }
    // 下降6.3%，为5万元
    let becomes = sentence.sign.is_some()
        && !before.clause.is_empty()
        && before.clause.iter().all(|at| {
            tokens[*at].word().is_some_and(|word| {
                word.class == WordClass::To
                    || matches!(word.text.as_str(), "为" | "是" | "达" | "至" | "达到")
            })
        });
    if sentence.figures == 0 || sentence.money || becomes {
        return current().map_or_else(lost, |subject| taken(subject, sentence.figures == 0));
    }
    lost()
}

/// 支出 by itself.
fn says_spent(word: &crate::taxonomy::Word) -> bool {
    word.edge == crate::taxonomy::Edge::Label && word.code.ends_with("expenditure")
}

/// The side of spending of an account whose income was named.
fn other_side(code: &str) -> Option<&'static str> {
    match code {
        "budget_income" => Some("budget_expenditure"),
        "total_income" => Some("total_expenditure"),
        "year_income" => Some("year_expenditure"),
        _ => None,
    }
}

/// What a sum behind a list is of: the parts of 三公 make up 三公; of another list that no whole stands above nobody knows.
/// `None` where a whole is known already.
fn made_up(around: &Around<'_>, before: &Before, list: &[Subject], state: &State) -> Option<Option<Subject>> {
    let known = [state.section(), state.topic.as_ref(), state.root.as_ref()];
    if known.into_iter().flatten().any(|subject| !list.contains(subject)) {
        return None;
    }
    let has = |code: &str| list.iter().any(|subject| subject.code() == code);
    let vehicles = has("vehicle") || has("vehicle_purchase") || has("vehicle_running");
    let all = list.iter().all(is_of_three) && has("reception") && vehicles;
    if list.iter().any(is_sum) {
        return None;
    }
    let whole = super::subject::item_of("three_public").filter(|_| all);
    Some(whole.map(|word| Subject::Item(word, words(around, before))))
}

/// `年初预算安排3万元，全年实际支出4万元`: what was spent is no budget.
fn of_stage(around: &Around<'_>, before: &Before, subject: Subject) -> Subject {
    let phase = super::when::staged(around.tokens, &before.clause).map(super::when::phase_of);
    // 全年预算收入10万元，决算支出9万元: the other side of the account.
    let spends = before.clause.iter().any(|at| {
        around.tokens[*at]
            .word()
            .is_some_and(|word| word.class != WordClass::Item && word.text.contains("支出"))
    });
    let side = match subject.code() {
        "budget_income" | "total_income" | "year_income" if spends => "budget_expenditure",
        code => code,
    };
    let code = match (side, phase) {
        ("budget_expenditure", _) if subject.code() != side && phase == Some(crate::model::Phase::Budget) => {
            side
        }
        ("budget_expenditure", Some(crate::model::Phase::Final)) => "year_expenditure",
        ("budget_expenditure", Some(crate::model::Phase::Execution)) => "execution",
        ("budget_income", Some(crate::model::Phase::Final | crate::model::Phase::Execution)) => "year_income",
        _ => return subject,
    };
    super::subject::item_of(code).map_or(subject, |word| Subject::Item(word, words(around, before)))
}

/// Whether words say that each of a list is meant: 均, 都, 各.
fn says_each(tokens: &[Token], clause: &[usize]) -> bool {
    clause.iter().filter_map(|at| tokens[*at].word()).any(|word| {
        matches!(word.class, WordClass::Fill | WordClass::Same) && word.text.starts_with(['均', '都', '各'])
    })
}

/// Whether a subject is a sum of other items.
pub(super) fn is_sum(subject: &Subject) -> bool {
    subject.code() == "three_public" || subject.item().is_some_and(super::subject::is_whole)
}

/// Whether a heading above is not understood.
fn closed(state: &State) -> bool {
    state.sections.iter().any(|(_, heading, _)| *heading == super::state::Heading::Closed)
}

/// `2023年年初预算安排500万元` where no heading and nothing before names a subject: the body's whole expenditure.
fn whole_of(around: &Around<'_>, before: &Before, state: &State) -> Option<Subject> {
    let stage = super::when::staged(around.tokens, &before.clause)?;
    let code = match super::when::phase_of(stage) {
        crate::model::Phase::Budget | crate::model::Phase::Adjusted => "budget_expenditure",
        crate::model::Phase::Final => "year_expenditure",
        crate::model::Phase::Execution => "execution",
    };
    let word = super::subject::item_of(code)
        .filter(|_| !closed(state) && state.root.is_none() && state.topic.is_none())?;
    Some(Subject::Item(word, words(around, before)))
}

/// The item that the clauses before a figure begin with, whatever follows it.
fn leading(around: &Around<'_>, lead: &[usize]) -> Option<Subject> {
    // 公务用车购置及运作维护费: what goes on behind the item is more than the item.
    let goes_on = |end: usize| {
        let next = lead.get(end).map(|at| &around.tokens[*at]);
        let last = &around.tokens[lead[end - 1]];
        next.is_some_and(|next| {
            next.kind == Kind::Residue && next.start == last.end
                || next.is_mark('、')
                || next.word().is_some_and(|word| matches!(word.text.as_str(), "和" | "与" | "及" | "以及"))
        })
    };
    // 维持运行开支的行政经费: the item named last is meant.
    let items = |at: &usize| {
        around.tokens[*at].word().is_some_and(|word| word.class == WordClass::Item && !word.is_fund())
    };
    let last = lead.iter().rposition(items).map_or(0, |at| at + 1);
    (last.max(1)..=lead.len()).filter(|end| !goes_on(*end)).find_map(|end| match around.find(&lead[..end]) {
        Found::Subject(subject, _) if payable(&subject) => Some(subject),
        _ => None,
    })
}
