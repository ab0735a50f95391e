//! Which figures speak of the same thing: subject, side, fund and unit, in sentences and in tables.

use crate::document::{key, squeeze};
use crate::model::{Fact, Measure, Phase};

use super::{Passage, Prose};

/// Subjects whose code says too little: the name has to agree as well.
const OPEN: &[&str] = &["function_class", "other"];

/// What two figures of sentences have in common when they speak of the same subject: the code, the name where the code
/// says too little, and income or expenditure.
pub(super) fn subject_key(fact: &Fact) -> (String, String, &'static str) {
    let code = fact.subject.code.clone();
    let name = if OPEN.contains(&code.as_str()) { key(&fact.subject.name) } else { String::new() };
    (code, name, half(fact))
}

/// Whether two figures of sentences speak of the same subject.
pub(super) fn same_subject(a: &Fact, b: &Fact) -> bool {
    a.subject.code == b.subject.code
        && (!OPEN.contains(&a.subject.code.as_str()) || key(&a.subject.name) == key(&b.subject.name))
        && half(a) == half(b)
}

/// Subjects that stand for the whole budget of a sentence: 年初预算数, 执行数, 实际支出, 预算执行率.
pub(super) fn is_whole_budget(fact: &Fact) -> bool {
    matches!(fact.subject.code.as_str(), "budget" | "execution" | "year_expenditure" | "budget_expenditure")
}

/// Income or expenditure, where the name says which: 一般公共预算 has both.
pub(super) fn half(fact: &Fact) -> &'static str {
    let name = &fact.subject.name;
    match (name.contains("收入"), name.contains("支出")) {
        (true, false) => "收入",
        (false, true)
            if matches!(fact.subject.code.as_str(), "general_public" | "gov_fund" | "state_capital") =>
        {
            "支出"
        }
        _ => "",
    }
}

/// Funds and kinds of money that the words before a figure restrict it to, one bit each.
pub(super) fn restriction(passage: &Passage<'_>, at: usize) -> u8 {
    const WORDS: &[(&str, u8)] = &[
        ("一般公共预算", 1),
        ("政府性基金", 2),
        ("国有资本经营", 4),
        ("专户", 8),
        ("非财政", 16),
        ("财政拨款", 32),
        ("基本建设", 64),
        ("转移支付", 128),
    ];
    let code = passage.fact(at).subject.code.as_str();
    // These have one meaning, whatever money they are paid from.
    if is_three_public(code)
        || matches!(code, "meeting" | "training" | "running_cost")
        || code.starts_with("procurement")
    {
        return 0;
    }
    let own = |word: &str| match code {
        "general_public" => word == "一般公共预算" || word == "财政拨款",
        "gov_fund" => word == "政府性基金" || word == "财政拨款",
        "state_capital" => word == "国有资本经营" || word == "财政拨款",
        "fiscal_income" | "fiscal_expenditure" | "fiscal_appropriation" => word == "财政拨款",
        _ => false,
    };
    let said = passage.before(at);
    let texts = passage.headings.iter().copied().chain(std::iter::once(said));
    let found = texts.flat_map(|text| WORDS.iter().filter(move |(word, _)| squeeze(text).contains(word)));
    found.filter(|(word, _)| !own(word)).fold(0, |all, (_, bit)| all | bit)
}

/// Whether the sentence speaks of other units than the document does, or of a part of them.
pub(super) fn other_units(passage: &Passage<'_>, at: usize) -> bool {
    let identity = &passage.record.identity;
    let mut said = squeeze(passage.before(at));
    for name in [identity.printed_name.as_str(), identity.body.as_str()] {
        if !name.is_empty() {
            said = said.replace(&squeeze(name), "");
        }
    }
    ["本级", "下属", "所属", "直属", "各单位", "基层单位"].iter().any(|word| said.contains(word))
}

/// The codes of the 三公 items and their total.
pub(super) fn is_three_public(code: &str) -> bool {
    matches!(
        code,
        "three_public" | "outbound" | "vehicle" | "vehicle_purchase" | "vehicle_running" | "reception"
    )
}

/// The only value that facts agree on, within their printed digits: the one with most digits stands for all.
pub(super) fn agreed<'l>(facts: &[&'l Fact]) -> Option<&'l Fact> {
    let best = facts.iter().copied().max_by_key(|fact| fact.amount.value.scale())?;
    let same = |fact: &&Fact| {
        let (a, b) = (fact.amount, best.amount);
        (a.comparable() - b.comparable()).abs() <= a.half_step() + b.half_step()
    };
    facts.iter().all(same).then_some(best)
}

/// Every place of the prose that states the amount of the same subject for a phase and year.
pub(super) fn stated<'p, 'l>(
    prose: &'p Prose<'l>,
    like: &Fact,
    phase: Option<Phase>,
    year: i32,
) -> &'p [&'l Fact] {
    prose.index.stated(like, phase, year)
}

/// The only value that all those places agree on.
pub(super) fn settled<'l>(
    prose: &Prose<'l>,
    like: &Fact,
    phase: Option<Phase>,
    year: i32,
) -> Option<&'l Fact> {
    prose.index.settled(like, phase, year)
}

/// What the name of a subject has to hold. An amount inside a paragraph about a subject is filed under it with words of
/// its own: 外宾接待费 under 公务接待费.
const NAMES: &[(&str, &[&str])] = &[
    ("three_public", &["三公"]),
    ("outbound", &["出国", "出境"]),
    ("vehicle", &["公务用车"]),
    ("vehicle_purchase", &["购置"]),
    ("vehicle_running", &["运行"]),
    ("reception", &["公务接待"]),
    ("meeting", &["会议费"]),
    ("training", &["培训费"]),
    ("running_cost", &["机关运行"]),
    ("procurement", &["采购"]),
    ("procurement_goods", &["货物", "设备"]),
    ("procurement_works", &["工程"]),
    ("procurement_services", &["服务"]),
    ("basic", &["基本支出"]),
    ("project", &["项目支出"]),
    ("personnel", &["人员"]),
    ("public", &["公用"]),
    ("daily_public", &["公用"]),
    ("wages", &["工资福利"]),
    ("goods", &["商品和服务"]),
    ("individual", &["个人和家庭"]),
    ("budget_income", &["收入"]),
    ("budget_expenditure", &["支出", "预算"]),
    ("total_income", &["总收入", "总计"]),
    ("total_expenditure", &["总支出", "总计"]),
    ("year_income", &["本年收入"]),
    ("fiscal_income", &["财政拨款"]),
    ("fiscal_expenditure", &["财政拨款"]),
    ("fiscal_appropriation", &["拨款"]),
    ("general_public", &["一般公共预算"]),
    ("gov_fund", &["政府性基金"]),
    ("state_capital", &["国有资本"]),
    ("superior_subsidy", &["上级补助"]),
    ("business_income", &["事业收入"]),
    ("operating_income", &["经营收入"]),
    ("affiliated_income", &["附属单位"]),
    ("other_income", &["其他收入"]),
];

/// Whether words right before the name make it a part of its subject: 国内公务接待费 is not all of 公务接待费.
pub(super) fn is_qualified(passage: &Passage<'_>, at: usize) -> bool {
    const WORDS: &[&str] = &[
        "国内",
        "外事",
        "外宾",
        "涉外",
        "其他",
        "部分",
        "新增",
        "追加",
        "结余",
        "剩余",
        "人均",
        "单位平均",
        "节约",
    ];
    let lead = squeeze(passage.lead(at));
    let fact = passage.fact(at);
    let name = squeeze(&fact.subject.name);
    let words = NAMES.iter().find(|(code, _)| *code == fact.subject.code);
    if words.is_some_and(|(_, words)| !words.iter().any(|word| name.contains(word))) {
        return true;
    }
    let Some(found) = lead.rfind(&name).filter(|_| !name.is_empty()) else { return false };
    WORDS.iter().any(|word| lead[..found].ends_with(word))
}

/// Whether an amount is a detail of its own subject: one of `（1）… （2）…` behind 包括.
pub(super) fn is_detail(passage: &Passage<'_>, at: usize) -> bool {
    let fact = passage.fact(at);
    let wholes = (0..at).filter(|before| {
        let other = passage.fact(*before);
        other.measure == Measure::Total
            && other.phase == fact.phase
            && other.fiscal_year == fact.fiscal_year
            && same_subject(other, fact)
    });
    let between = |whole: usize| &passage.text()[passage.figures[whole].end..passage.figures[at].start];
    wholes.map(between).any(|text| ["包括", "其中", "包含"].iter().any(|word| text.contains(word)))
}
