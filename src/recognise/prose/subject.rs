//! What a figure speaks of: the item named in its clause, if the whole of it is understood.

pub(super) use crate::taxonomy::item_of;
use crate::taxonomy::{Edge, Word, WordClass, is_of_class};

use super::lexer::Names;
use super::token::{Kind, Path, Token};

/// A subject.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Subject {
    /// An item of the vocabulary, with the words as printed.
    Item(&'static Word, String),
    /// A functional class.
    Path(Path),
    /// Something that is not understood, by its words.
    Other(String),
}

impl Subject {
    /// The item.
    pub(super) fn item(&self) -> Option<&'static Word> {
        match self {
            Self::Item(word, _) => Some(word),
            _ => None,
        }
    }

    /// The code of the item; empty for others.
    pub(super) fn code(&self) -> &'static str {
        self.item().map_or("", |word| word.code)
    }

    /// Whether it is understood.
    pub(super) fn is_known(&self) -> bool {
        match self {
            Self::Item(word, _) => word.code != "other",
            Self::Path(_) => true,
            Self::Other(_) => false,
        }
    }
}

/// Whether words mean the body itself: 本馆, 我社, 该所.
pub(super) fn is_self(words: &str) -> bool {
    crate::taxonomy::behind_words("own", words).any(crate::taxonomy::is_kind_of_body)
}

/// What was found in a clause.
#[derive(Debug, PartialEq)]
pub(super) enum Found {
    /// A subject, and those that only qualify it.
    Subject(Subject, Vec<Subject>),
    /// Words that are not understood.
    Unknown,
    /// Nothing that names anything.
    Nothing,
}

/// What the words before an item may know.
pub(super) struct Around<'a> {
    /// The plain text.
    pub(super) text: &'a str,
    /// The tokens of the sentence.
    pub(super) tokens: &'a [Token],
    /// Codes of what the sentence, the paragraph and the section are about.
    pub(super) about: Vec<&'static str>,
    /// The body.
    pub(super) names: &'a Names,
    /// The name of another body, whose figures the text states.
    pub(super) owner: Option<&'a str>,
    /// Whether the document's body is known, and is no region: then other organisations are others.
    pub(super) one_body: bool,
    /// The year of the document.
    pub(super) year: i32,
    /// The phase of the document's own figures.
    pub(super) phase: crate::model::Phase,
    /// Whether a heading names a subject that 收入 and 支出 are then of.
    pub(super) headed: bool,
    /// Codes of the last whole income and expenditure: what 收入 and 支出 alone then mean.
    pub(super) sides: [Option<&'static str>; 2],
    /// Whether the sentence has just spoken of a whole income or expenditure, or of what is compared with.
    pub(super) beside: bool,
    /// Whether the sentence has stated an amount of an item that is no whole income or expenditure.
    pub(super) said: bool,
    /// Whether the last of them is a cost: then 全年支出 goes on with it.
    pub(super) spent: bool,
    /// Whether a heading above is not understood.
    pub(super) closed: bool,
    /// Whether the words 绩效 stand in the sentence or its headings.
    pub(super) performance: bool,
    /// Whether the document evaluates projects: what it calls its budget is theirs.
    pub(super) of_project: bool,
}

/// Whether an item is the whole of a budget or account, which behind another item only says what kind of amount it is.
pub(super) fn is_whole(word: &Word) -> bool {
    matches!(
        word.code,
        "budget_income"
            | "budget_expenditure"
            | "total_income"
            | "total_expenditure"
            | "year_income"
            | "year_expenditure"
    ) && word.edge != Edge::Label
}

/// Whether a code is of what 三公 is made of.
fn is_of_three(code: &str) -> bool {
    matches!(code, "outbound" | "vehicle" | "vehicle_purchase" | "vehicle_running" | "reception")
}

impl Around<'_> {
    fn words(&self, token: &Token) -> String {
        self.text[token.start..token.end].to_owned()
    }

    /// Whether a token names a subject, as far as it can be told without its neighbours.
    fn is_item(&self, token: &Token) -> bool {
        match &token.kind {
            Kind::Path(_) => true,
            Kind::Word(word) => {
                word.class == WordClass::Item
                    && match word.edge {
                        Edge::Within("performance") => self.performance,
                        Edge::Within(codes) => codes
                            .split('+')
                            .any(|code| self.about.iter().any(|about| about.starts_with(code))),
                        Edge::Label => false,
                        _ => true,
                    }
            }
            _ => false,
        }
    }

    fn subject(&self, token: &Token) -> Subject {
        match &token.kind {
            Kind::Path(path) => Subject::Path(path.clone()),
            Kind::Word(word) => Subject::Item(word, self.words(token)),
            _ => Subject::Other(self.words(token)),
        }
    }

    /// Whether a token stands for words that are not understood.
    fn is_unknown(&self, token: &Token) -> bool {
        match &token.kind {
            Kind::Residue => {
                let words = self.words(token);
                // 本馆, 我社, 该所: 本 may be a token of its own.
                // 区直工委 speaks of itself where the text names no other body.
                let before = &self.text[..token.start];
                let whole = ['本', '我', '该', '全'].iter().any(|own| before.ends_with(*own))
                    || !self.one_body && before.ends_with('直');
                let is_own = self.names.shortens(&words) || is_self(&words);
                let is_owner = self.owner.is_some_and(|owner| owner == words);
                !(is_own || is_owner || whole && is_self(&format!("本{words}")))
            }
            Kind::Word(word) if word.class == WordClass::Heading => true,
            Kind::Number { .. } => true,
            Kind::Word(word) => {
                word.class == WordClass::Item && !self.is_item(token) && matches!(word.edge, Edge::Within(_))
            }
            _ => false,
        }
    }

    /// Whether unknown words name an organisation that is not the body.
    fn is_other_body(&self, token: &Token) -> bool {
        token.kind == Kind::Residue && self.one_body && self.is_unknown(token) && {
            let words = self.words(token);
            crate::taxonomy::ends_like_a_body(&words)
        }
    }

    /// Whether a clause names an organisation that is not the body, whatever the text is about.
    pub(super) fn names_other(&self, clause: &[usize]) -> bool {
        clause.iter().map(|at| &self.tokens[*at]).any(|token| {
            token.kind == Kind::Residue
                && self.is_unknown(token)
                && crate::taxonomy::ends_like_a_body(&self.words(token))
        })
    }

    /// Whether a clause names the body itself.
    pub(super) fn speaks_of_body(&self, clause: &[usize]) -> bool {
        clause.iter().map(|at| &self.tokens[*at]).any(|token| match &token.kind {
            Kind::Own => true,
            Kind::Word(word) => word.code == "self",
            Kind::Residue => !self.is_unknown(token),
            _ => false,
        })
    }

    /// 收入 and 支出 by themselves: they count where the clause has a year or the body, and nothing else but words of a
    /// statement.
    fn label(&self, clause: &[usize]) -> Option<Subject> {
        // 公务接待费支出8百元，本年累计支出9千元: of what was named.
        let goes_on = self.said
            && clause.iter().any(|at| self.tokens[*at].word().is_some_and(|word| word.text.contains("累计")));
        if self.headed || goes_on {
            return None;
        }
        let mut label = None;
        let mut anchored = self.beside && !self.closed && self.sides.iter().any(Option::is_some);
        let mut of_body = false;
        // 较上年减少支出5万元: of what was named, whose spending it is.
        let turned = clause.windows(2).any(|pair| {
            super::measure::direction(&self.tokens[pair[0]]).is_some()
                && self.tokens[pair[1]].word().is_some_and(|word| word.edge == Edge::Label)
        });
        if turned {
            return None;
        }
        for at in clause {
            let token = &self.tokens[*at];
            match &token.kind {
                Kind::Word(word) if word.class == WordClass::Item => {
                    if word.edge != Edge::Label || label.is_some() {
                        return None;
                    }
                    label = Some(self.subject(token));
                }
                Kind::When(_) | Kind::Until(..) | Kind::Compare(_) => anchored = true,
                // 本馆, 卫生院: the body by its kind.
                Kind::Own => (anchored, of_body) = (true, true),
                Kind::Word(word) if word.code == "self" => (anchored, of_body) = (true, true),
                Kind::Residue if !self.is_unknown(token) => (anchored, of_body) = (true, true),
                // 财政拨款安排支出: of a part of it.
                Kind::Word(word) if word.class == WordClass::Fill && word.text.starts_with("全年") => {
                    anchored |= !self.closed;
                }
                Kind::Word(word) if word.text.contains("财政") || word.text.contains("拨款") => {
                    return None;
                }
                Kind::Word(word)
                    if matches!(
                        word.class,
                        WordClass::Fill
                            | WordClass::Same
                            | WordClass::Phase
                            | WordClass::Total
                            | WordClass::TotalWeak
                            | WordClass::Neutral
                            | WordClass::Up
                            | WordClass::Down
                            | WordClass::OneUp
                            | WordClass::OneDown
                    ) => {}
                _ => return None,
            }
        }
        // 公务接待费年初预算4万元、全年支出3万元: of what was named, not of the body.
        if self.spent && !of_body && !self.beside {
            return None;
        }
        let (Subject::Item(word, name), true) = (label?, anchored) else { return None };
        // 2023年度收入: of the year; 2024年支出 in a budget: of the budget.
        // 收入总计5万元，支出也是5万元: the other side of the same account.
        let [income, spent] = self.sides;
        let counterpart = income.filter(|_| self.beside).and_then(super::inherit::other_side);
        let said = if word.code == "total_income" { income } else { spent.or(counterpart) };
        let code = match (word.code, self.phase) {
            _ if said.is_some() => said.unwrap_or_default(),
            ("total_income", crate::model::Phase::Budget) => "budget_income",
            ("total_income", _) => "year_income",
            (_, crate::model::Phase::Budget) => "budget_expenditure",
            _ => "year_expenditure",
        };
        item_of(code).map(|word| Subject::Item(word, name))
    }

    /// The subject that a clause names.
    pub(super) fn find(&self, clause: &[usize]) -> Found {
        let items: Vec<usize> =
            (0..clause.len()).filter(|at| self.is_item(&self.tokens[clause[*at]])).collect();
        // 较上年2.08减少: the number that is compared with, whose unit is left out.
        let compared = |at: usize| {
            matches!(self.tokens[at].kind, Kind::Number { .. })
                && at.checked_sub(1).is_some_and(|at| matches!(self.tokens[at].kind, Kind::Compare(_)))
        };
        let unknown = |from: usize, to: usize| {
            clause[from..to].iter().any(|at| self.is_unknown(&self.tokens[*at]) && !compared(*at))
        };
        let mut items = items;
        self.drop_kinds_of_amounts(clause, &mut items, unknown);
        let Some(last) = items.last().copied() else {
            if let Some(label) = self.label(clause) {
                return Found::Subject(label, Vec::new());
            }
            return if unknown(0, clause.len()) { Found::Unknown } else { Found::Nothing };
        };
        // 项目支出中安排5万元: a part of what is named.
        let within = clause
            .get(last + 1)
            .and_then(|at| self.tokens[*at].word())
            .is_some_and(|word| word.class == WordClass::Fill && is_of_class("inside", &word.text));
        if within || unknown(last + 1, clause.len()) || !self.stands(clause, last) {
            return Found::Unknown;
        }
        if let Some(whole) = self.all_of_three(clause, &items) {
            return Found::Subject(whole, Vec::new());
        }
        let mut qualifiers = Vec::new();
        let mut behind = last;
        for at in items[..items.len() - 1].iter().rev().copied() {
            if !self.qualifies(clause, at, behind) {
                return Found::Unknown;
            }
            qualifiers.push(self.subject(&self.tokens[clause[at]]));
            behind = at;
        }
        Found::Subject(self.subject(&self.tokens[clause[last]]), qualifiers)
    }

    /// 因公出国费、公务用车购置及运行费、公务接待费合计: the parts of 三公, all of them, are 三公.
    fn all_of_three(&self, clause: &[usize], items: &[usize]) -> Option<Subject> {
        let (first, last) = (*items.first()?, *items.last()?);
        let codes: Vec<&str> =
            items.iter().filter_map(|at| Some(self.tokens[clause[*at]].word()?.code)).collect();
        let has = |code: &str| codes.contains(&code);
        let vehicles = has("vehicle") || has("vehicle_purchase") && has("vehicle_running");
        let all =
            has("outbound") && has("reception") && vehicles && codes.iter().all(|code| is_of_three(code));
        let each = clause.iter().filter_map(|at| self.tokens[*at].word()).any(|word| {
            matches!(word.class, WordClass::Fill | WordClass::Same)
                && word.text.starts_with(['均', '都', '各'])
                || word.class == WordClass::Zip
        });
        let start = self.tokens[clause[first]].start;
        let words = self.text[start..self.tokens[clause[last]].end].to_owned();
        item_of("three_public").filter(|_| all && !each).map(|word| Subject::Item(word, words))
    }

    /// 三公经费财政拨款支出, 机关运行经费支出预算: who pays, or that it is an amount of the budget, said behind what is paid.
    fn drop_kinds_of_amounts(
        &self,
        clause: &[usize],
        items: &mut Vec<usize>,
        unknown: impl Fn(usize, usize) -> bool,
    ) {
        let word = |at: usize| self.tokens[clause[at]].word();
        // 收入总计、支出总计均为5万元: both sides of one account.
        if let [first, second] = items.as_slice()
            && self.joined(&clause[*first..*second])
            && let (Some(income), Some(spent)) = (word(*first), word(*second))
            && is_whole(income)
            && is_whole(spent)
            && income
                .code
                .strip_suffix("_income")
                .is_some_and(|kind| spent.code == format!("{kind}_expenditure"))
        {
            items.pop();
        }
        let mut next = 1;
        while next < items.len() {
            let (before, here) = (items[next - 1], items[next]);
            let says_whole = word(here).is_some_and(is_whole);
            // 三公经费比2022年三公经费减少: the same again, behind a comparison.
            let again = word(here).zip(word(before)).is_some_and(|(here, before)| here.code == before.code)
                && clause[before..here].iter().any(|at| matches!(self.tokens[*at].kind, Kind::Compare(_)));
            if again {
                items.remove(next);
                continue;
            }
            let says_fund = next + 1 == items.len()
                && word(here).is_some_and(Word::is_fund)
                && !word(before).is_some_and(Word::is_fund);
            if (says_whole || says_fund)
                && !word(before).is_some_and(is_whole)
                && !unknown(before + 1, here)
                && !self.joined(&clause[before..here])
            {
                items.remove(next);
                // What stood behind may now be the last that says who pays.
                next = next.saturating_sub(1).max(1);
            } else {
                next += 1;
            }
        }
    }

    /// Whether an item stands by itself: what is before it does not change what it means.
    fn stands(&self, clause: &[usize], at: usize) -> bool {
        let token = &self.tokens[clause[at]];
        let clean = token.word().is_some_and(|word| matches!(word.edge, Edge::Clean | Edge::Within(_)));
        let Some(before) = at.checked_sub(1).map(|at| &self.tokens[clause[at]]) else { return true };
        if clean && before.end == token.start && self.is_unknown(before) {
            return false;
        }
        // 填报绩效目标的项目支出: a part of the item.
        let of = before.word().is_some_and(|word| word.text == "的");
        let owner = at.checked_sub(2).map(|at| &self.tokens[clause[at]]);
        if clean && of && owner.is_some_and(|token| self.is_unknown(token)) {
            return false;
        }
        // 平台建设及运维经费: a part of something that is not known.
        let beyond = at.checked_sub(2).map(|at| &self.tokens[clause[at]]);
        if clean && self.joined(&clause[at - 1..at]) && beyond.is_some_and(|token| self.is_unknown(token)) {
            return false;
        }
        // 压减接待费, 新增人员经费: a part of the item.
        if before.word().is_some_and(|word| matches!(word.class, WordClass::Up | WordClass::Down)) {
            return false;
        }
        // 援外医疗队公务用车费, 商务部三公经费: what is not understood before an amount may make it another's, or a part of it.
        let paid = !token.word().is_some_and(super::counts::is_counted);
        if paid && self.is_qualified(clause, at) {
            return false;
        }
        !clause[..at].iter().any(|at| self.is_other_body(&self.tokens[*at]))
    }

    /// Whether words that are not understood stand right before an item, small words left aside: 政府集中采购, 该系统的接待费.
    fn is_qualified(&self, clause: &[usize], at: usize) -> bool {
        let small = |token: &Token| {
            token.word().is_some_and(|word| {
                word.class == WordClass::Fill
                    && (word.text.chars().count() == 1 && word.text != "等" || word.code == "sort")
            })
        };
        let mut start = self.tokens[clause[at]].start;
        for before in clause[..at].iter().rev().map(|at| &self.tokens[*at]) {
            if before.end != start {
                return false;
            }
            if before.kind == Kind::Residue {
                return self.is_unknown(before);
            }
            // 水库管理所三公经费: a word of headings within a name.
            let within = before.word().is_some_and(|word| word.class == WordClass::Heading);
            if !small(before) && !within {
                return false;
            }
            start = before.start;
        }
        false
    }

    /// Whether a list mark or a joining word stands among tokens.
    fn joined(&self, between: &[usize]) -> bool {
        between.iter().any(|at| {
            let token = &self.tokens[*at];
            token.is_mark('、')
                || token.word().is_some_and(|word| matches!(word.text.as_str(), "和" | "与" | "及" | "以及"))
        })
    }

    /// Whether an item only says more about the next one: who pays, or what it is a part of.
    fn qualifies(&self, clause: &[usize], at: usize, next: usize) -> bool {
        let token = &self.tokens[clause[at]];
        let named = &self.tokens[clause[next]];
        // 因公出国费、公务接待费等三公经费: the parts, and then their name.
        let of_three = named.word().is_some_and(|word| word.code == "three_public");
        if of_three && token.word().is_some_and(|word| is_of_three(word.code)) {
            return true;
        }
        if self.joined(&clause[at..next]) {
            // 一般公共预算及政府性基金财政拨款三公经费: two funds, and what they pay.
            let item = |at: &usize| self.tokens[*at].word().filter(|word| word.class == WordClass::Item);
            let funds =
                [token, named].iter().all(|token| token.word().is_some_and(crate::taxonomy::Word::is_fund));
            if funds && clause[next + 1..].iter().filter_map(item).any(|word| !word.is_fund()) {
                return true;
            }
            // The parts before their name.
            let among = clause[next..]
                .iter()
                .any(|at| self.tokens[*at].word().is_some_and(|word| word.code == "three_public"));
            let both =
                [token, named].iter().all(|token| token.word().is_some_and(|word| is_of_three(word.code)));
            return among && both;
        }
        let (Kind::Word(outer), inner) = (&token.kind, named.word()) else { return false };
        let code = inner.map_or("", |word| word.code);
        outer.is_fund()
            || matches!(
                (outer.code, code),
                (
                    "three_public",
                    "outbound"
                        | "vehicle"
                        | "vehicle_purchase"
                        | "vehicle_running"
                        | "reception"
                        | "delegations"
                        | "receptions"
                        | "guests"
                )
            )
            || outer.code == "procurement" && code.starts_with("procurement")
            || outer.code == "vehicle" && code.starts_with("vehicle")
            || matches!(outer.code, "vehicle_purchase" | "vehicle_running") && code.starts_with("vehicles")
            || outer.code == "basic"
                && matches!(code, "personnel" | "public" | "daily_public" | "wages" | "goods" | "individual")
            || outer.code.starts_with("procurement_sme") && code == "procurement_micro"
            || matches!(
                outer.code,
                "total_income"
                    | "total_expenditure"
                    | "year_income"
                    | "year_expenditure"
                    | "budget_income"
                    | "budget_expenditure"
            )
            || inner.is_none() && matches!(outer.code, "basic" | "project")
    }
}
