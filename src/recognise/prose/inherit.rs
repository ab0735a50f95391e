//! A figure whose clause names nothing: what the sentence, the paragraph or the heading is about.

use crate::model::{Measure, Phase, Role};
use crate::taxonomy::{WordClass, says_at_start};

use super::clause::Before;
use super::figure::{Bound, is_of_three, is_sum, other, payable, taken, words};
use super::measure::{has, position};
use super::state::State;
use super::subject::{Around, Found, Subject};
use super::token::{Kind, Token};

/// A figure whose clause names nothing: what the sentence, the paragraph or the heading is about.
pub(super) fn inherit(around: &Around<'_>, before: &Before, measure: Measure, state: &State) -> Bound {
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
    // 决算支出比上年减少5万元 behind 决算收入.
    let spends = before.clause.iter().any(|at| {
        tokens[*at].word().is_some_and(|word| {
            says_spent(word) || word.class == WordClass::Phase && says_at_start("final_spending", &word.text)
        })
    });
    let turned = |subject: Subject| match other_side(subject.code()).filter(|_| spends) {
        Some(code) => super::subject::item_of(code)
            .map_or_else(|| subject.clone(), |word| Subject::Item(word, words(around, before))),
        None => subject,
    };
    let current = || sentence.current.clone().map(turned);
    let evidence = super::when::named(tokens, &before.clause).is_some()
        || super::when::staged(tokens, &before.clause).is_some()
        || before.clause.iter().any(|at| matches!(tokens[*at].kind, Kind::Compare(_)));
    // 年初预算4万元、全年支出3万元: what was spent of it.
    let spent_of_budget = around.spent
        && sentence.phase == Some(Phase::Budget)
        && around.phase == Phase::Final
        && before.clause.iter().any(|at| tokens[*at].word().is_some_and(says_spent));
    let evidence = evidence || spent_of_budget;
    let evidence_of_time = super::when::named(tokens, &before.clause).is_some();
    // 较2017年总数5万元: what is compared with, and no sum of what was said.
    let compared = before
        .clause
        .iter()
        .position(|at| matches!(tokens[*at].kind, Kind::Compare(_)))
        .is_some_and(|compared| position(tokens, &before.clause, WordClass::Total) > Some(compared));
    let whole = has(tokens, announcing(around, before), WordClass::Total) && !(total && compared);
    for clause in &before.lead {
        // What a reason or a purpose names is no subject.
        let masks =
            [WordClass::Cause, WordClass::CauseEnd, WordClass::Reason, WordClass::Purpose, WordClass::Same];
        if masks.iter().any(|class| has(tokens, clause, *class)) {
            continue;
        }
        match around.find(clause) {
            // 公车省得多，9万元: by how much it changed, or what it came to.
            Found::Subject(..)
                if total
                    && before.clause.is_empty()
                    && clause.iter().any(|at| super::measure::direction(&tokens[*at]).is_some()) =>
            {
                return other(around, before, Role::Statement);
            }
            Found::Subject(subject, qualifiers) if payable(&subject) => {
                return Bound { subject, qualifiers, role: Role::Statement, own: true, certain: true };
            }
            // 车辆：2010年决算5万元 among the items of 三公: what they cost, not how many there are.
            Found::Subject(subject, qualifiers) if total && super::figure::costs(&subject, around) => {
                let words =
                    clause.iter().map(|at| &around.text[tokens[*at].start..tokens[*at].end]).collect();
                let subject = super::figure::cost_of(subject, words);
                return Bound { subject, qualifiers, role: Role::Statement, own: true, certain: false };
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
                if total && clause.iter().any(names) || names_another(tokens, clause, state) {
                    return other(around, before, Role::Statement);
                }
            }
            // 三公经费最多的是县公安局，达8万元; 其次是县财政局，为5万元: of somebody else, or of something that is not understood.
            // 公务用车花得最多，8万元: what was said of the item is not understood.
            // 团组停摆让出国费一下子空了，少5万元: it names an item, and more that is not understood.
            Found::Unknown
                if around.names_other(clause)
                    || leading(around, clause).is_some()
                    || names_another(tokens, clause, state) =>
            {
                return other(around, before, Role::Statement);
            }
            Found::Unknown => break,
            _ => {}
        }
    }
    // 院里的进账，决算数是5万元: something was named, and it is not understood.
    // What a colon closes announces what follows.
    let announces = |clause: &[usize]| {
        clause.last().and_then(|last| tokens.get(last + 1)).is_some_and(|next| next.is_mark(':'))
    };
    let unknown_lead =
        before.lead.iter().any(|clause| !announces(clause) && around.find(clause) == Found::Unknown);
    let lost = || other(around, before, Role::Statement);
    // 收入：总计5万元 under 公务接待费: of the account, whatever the heading is about.
    let accounted = |clause: &Vec<usize>| {
        announces(clause)
            && clause.len() == 1
            && tokens[clause[0]].word().is_some_and(|word| word.edge == crate::taxonomy::Edge::Label)
    };
    if total && before.lead.first().is_some_and(accounted) {
        return lost();
    }
    // 出国费1万元。接待费3万元。比上年减少1万元: of which of them, or of all, is not said.
    if !total && sentence.figures == 0 && several(state) {
        return lost();
    }
    let plain = before.clause.iter().all(|at| {
        tokens[*at].word().is_some_and(|word| {
            matches!(word.class, WordClass::Fill | WordClass::TotalWeak)
                || word.edge == crate::taxonomy::Edge::Label
        })
    });
    // 用车占60%，为3万元: what the share was of. 接待5批40人次，花费3万元: of all that was counted.
    if total && plain && !before.clause.is_empty() {
        // 购置2辆，花费9万元 is for them; 购置2辆，支出9万元 may be for all vehicles.
        let all = before.clause.iter().filter_map(|at| tokens[*at].word()).any(|word| {
            word.class == WordClass::TotalWeak
                || word.text.starts_with("全年")
                || word.edge == crate::taxonomy::Edge::Label
        });
        let counted = sentence.counted.filter(|code| !(all && *code == "vehicle_purchase"));
        let counted = counted.and_then(super::subject::item_of);
        let printed = [state.section(), state.topic.as_ref(), state.root.as_ref()];
        let counted = counted.map(|word| {
            let same = printed.into_iter().flatten().find(|subject| subject.code() == word.code);
            same.cloned().unwrap_or_else(|| Subject::Item(word, word.text.clone()))
        });
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
    // 停摆让出国少花5万元，即100%: of what the amount before is of, and that is not understood.
    if !total && sentence.lost && !evidence && sentence.current.as_ref().is_some_and(Subject::is_known) {
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
        let own = spends && sentence.current.as_ref().is_some_and(|one| other_side(one.code()).is_some());
        return current().or_else(whole).map_or_else(lost, |subject| Bound { own, ..taken(subject, true) });
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
        // 外事接待支出0万元，国内接待5批次，共计3万元: something else was counted since.
        if !sentence.money {
            return lost();
        }
        return current().map_or_else(lost, |subject| taken(subject, false));
    }
    if whole
        && sentence.list.len() > 1
        && let Some(found) = made_up(around, before, &sentence.list, state)
    {
        return found.map_or_else(lost, |subject| Bound { own: true, ..taken(subject, true) });
    }
    // 接待费3万元、用车费5万元，两项合计8万元: of these two alone.
    let of_some = announcing(around, before).iter().filter_map(|at| tokens[*at].word()).any(|word| {
        word.class == WordClass::Zip && ["两", "二", "四"].iter().any(|some| word.text.starts_with(some))
    });
    if whole && of_some {
        return lost();
    }
    // …接待费3万元。三项合计8万元: of what the sentence before listed.
    if whole
        && sentence.list.is_empty()
        && state.listed.len() > 1
        && state.topic.as_ref().is_some_and(|topic| state.listed.contains(topic))
        && let Some(found) = made_up(around, before, &state.listed, state)
    {
        return found.map_or_else(lost, |subject| Bound { own: true, ..taken(subject, true) });
    }
    // 2.收入。合计5万元 in an account: what came in that year. 总计 has what was carried over as well.
    if whole
        && around.phase == Phase::Final
        && let Some(code) = of_the_year(around, before, state)
    {
        return super::subject::item_of(code).map_or_else(lost, |word| Bound {
            own: true,
            ..taken(Subject::Item(word, words(around, before)), true)
        });
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
            .or_else(|| whole_of(around, before, state).filter(|_| !unknown_lead));
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

/// The code of a sum of a year: 合计 under a heading of one word, 收入 or 支出.
fn of_the_year(around: &Around<'_>, before: &Before, state: &State) -> Option<&'static str> {
    let sum = announcing(around, before).iter().filter_map(|at| around.tokens[*at].word()).any(|word| {
        word.class == WordClass::Total && crate::taxonomy::is_of_class("sum_of_year", &word.text)
    });
    let item = state.section()?.item()?;
    if !sum || item.edge != crate::taxonomy::Edge::Label {
        return None;
    }
    match item.code {
        "total_income" => Some("year_income"),
        "total_expenditure" => Some("year_expenditure"),
        _ => None,
    }
}

/// Whether a clause names an item that money is of and that is not what the sentence speaks of, nor a part or a count of that.
fn names_another(tokens: &[Token], clause: &[usize], state: &State) -> bool {
    fn kind(code: &str) -> &str {
        match code {
            "vehicle_purchase" | "vehicle_running" | "vehicles" | "vehicles_purchased" => "vehicle",
            "receptions" | "guests" => "reception",
            "delegations" | "travellers" => "outbound",
            code => code,
        }
    }
    let Some(current) = state.sentence.current.as_ref().map(|subject| kind(subject.code())) else {
        return false;
    };
    clause.iter().filter_map(|at| tokens[*at].word()).any(|word| {
        word.class == WordClass::Item
            && matches!(word.edge, crate::taxonomy::Edge::Free | crate::taxonomy::Edge::Clean)
            && !word.is_fund()
            && word.code != "other"
            && kind(word.code) != current
    })
}

/// Whether the paragraph has stated amounts of its topic and of something beside it that is no part of it.
fn several(state: &State) -> bool {
    let Some(topic) = state.topic.as_ref().filter(|topic| topic.is_known() && !is_sum(topic)) else {
        return false;
    };
    // （二）公务用车。购置费2万元。离预算还差5万元: of the part, or of what the heading names.
    let vehicles = state.section().is_some_and(|section| section.code() == "vehicle");
    if vehicles && matches!(topic.code(), "vehicle_purchase" | "vehicle_running") && !state.stated.is_empty()
    {
        return true;
    }
    let inner = |subject: &Subject| match topic.code() {
        "vehicle" => matches!(subject.code(), "vehicle_purchase" | "vehicle_running"),
        "vehicle_purchase" | "vehicle_running" | "outbound" | "reception" | "meeting" | "training" => false,
        "basic" | "project" => matches!(
            subject.code(),
            "personnel" | "public" | "daily_public" | "wages" | "goods" | "individual"
        ),
        "personnel" | "public" | "daily_public" => {
            matches!(subject.code(), "wages" | "goods" | "individual")
        }
        _ => true,
    };
    state.stated.iter().any(|stated| {
        stated.total && stated.subject.is_known() && stated.subject != *topic && !inner(&stated.subject)
    })
}

/// The clause of a figure, or the one before the colon where nothing stands between that and the figure: 合计：3万元.
fn announcing<'b>(around: &Around<'_>, before: &'b Before) -> &'b [usize] {
    let colon = |lead: &&Vec<usize>| {
        lead.last().and_then(|last| around.tokens.get(last + 1)).is_some_and(|token| token.is_mark(':'))
    };
    // 合计：当年支出3万元
    let says_when = |at: &usize| {
        around.tokens[*at].word().is_some_and(|word| {
            word.class == WordClass::Item && super::figure::is_of_the_year_alone(word)
                || word.edge == crate::taxonomy::Edge::Label
        })
    };
    match before.lead.first().filter(colon) {
        Some(lead) if before.clause.iter().all(says_when) => lead,
        _ => &before.clause,
    }
}

/// 支出 by itself.
fn says_spent(word: &crate::taxonomy::Word) -> bool {
    word.edge == crate::taxonomy::Edge::Label && word.code.ends_with("expenditure")
}

/// The side of spending of an account whose income was named.
pub(super) fn other_side(code: &str) -> Option<&'static str> {
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
    let kinds = ["procurement_goods", "procurement_works", "procurement_services"];
    let bought = list.len() == kinds.len() && kinds.iter().all(|code| has(code));
    let code = if bought { "procurement" } else { "three_public" };
    let whole = super::subject::item_of(code).filter(|_| all || bought);
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
        ("budget_expenditure", _) if subject.code() != side && phase == Some(Phase::Budget) => side,
        ("budget_expenditure", Some(Phase::Final)) => "year_expenditure",
        ("budget_expenditure", Some(Phase::Execution)) => "execution",
        ("budget_income", Some(Phase::Final | Phase::Execution)) => "year_income",
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

/// Whether a heading above is not understood.
fn closed(state: &State) -> bool {
    state.sections.iter().any(|(_, heading, _)| *heading == super::state::Heading::Closed)
}

/// `2023年年初预算安排500万元` where no heading and nothing before names a subject: the body's whole expenditure.
fn whole_of(around: &Around<'_>, before: &Before, state: &State) -> Option<Subject> {
    let stage = super::when::staged(around.tokens, &before.clause)?;
    // 全年的收入，决算数为5万元
    let income = before
        .lead
        .first()
        .into_iter()
        .flatten()
        .filter_map(|at| around.tokens[*at].word())
        .any(|word| word.edge == crate::taxonomy::Edge::Label && word.code == "total_income");
    let code = match super::when::phase_of(stage) {
        Phase::Budget if income => "budget_income",
        Phase::Final if income => "total_income",
        Phase::Budget | Phase::Adjusted => "budget_expenditure",
        Phase::Final => "year_expenditure",
        Phase::Execution => "execution",
    };
    let word = super::subject::item_of(code)
        .filter(|_| !closed(state) && !around.of_project && state.root.is_none() && state.topic.is_none())?;
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
