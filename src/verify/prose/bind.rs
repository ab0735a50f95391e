//! Which figures speak of the same thing: subject, side, fund and unit, in sentences and in tables.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{key, squeeze, widen_brackets};
use crate::model::{Fact, Fund, Measure, Phase, Scheme, Statement};
use crate::verify::{Book, Table};

use super::{Passage, Prose, is_class};

/// Subjects whose code says too little: the name has to agree as well.
const OPEN: &[&str] = &["function_class", "project_item", "reason", "other", "adjustment"];

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
        "general_public" | "evaluated_expenditure" => word == "一般公共预算" || word == "财政拨款",
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
pub(super) fn stated<'l>(prose: &Prose<'l>, like: &Fact, phase: Option<Phase>, year: i32) -> Vec<&'l Fact> {
    let fits = |fact: &Fact| {
        fact.measure == Measure::Total
            && fact.amount.unit.is_money()
            && fact.phase == phase
            && fact.fiscal_year == year
            && same_subject(fact, like)
    };
    prose
        .figures()
        .filter(|(passage, at)| {
            fits(passage.fact(*at))
                && !other_units(passage, *at)
                && !is_detail(passage, *at)
                && !is_qualified(passage, *at)
        })
        .map(|(passage, at)| passage.fact(at))
        .collect()
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

/// What in a table says the same as an amount of a sentence.
struct Cell {
    statement: Statement,
    scheme: Option<Scheme>,
    code: &'static str,
    measure: Measure,
}

const fn cell(statement: Statement, scheme: Option<Scheme>, code: &'static str, measure: Measure) -> Cell {
    Cell { statement, scheme, code, measure }
}

/// The cells that mean the same as a subject of a sentence under a restriction; none where no table is certain to.
fn meanings(fact: &Fact, restriction: u8, sentence: &str) -> Vec<Cell> {
    use Measure as M;
    use Statement as S;
    let income = Some(Scheme::Income);
    let function = Some(Scheme::Function);
    let nature = Some(Scheme::Nature);
    let sources = |code: &'static str| {
        vec![
            cell(S::IncomeSummary, income, code, M::Total),
            cell(S::FiscalIncomeSummary, income, code, M::Total),
            cell(S::BudgetAdjustment, income, code, M::Total),
        ]
    };
    let three = |code: &'static str| vec![cell(S::ThreePublic, Some(Scheme::ThreePublic), code, M::Total)];
    let economic =
        |code: &'static str| vec![cell(S::BasicByEconomic, Some(Scheme::Economic), code, M::Basic)];
    let name = fact.subject.name.as_str();
    let fund = |statement: S, code: &'static str, measure: M| match half(fact) {
        "收入" => sources(code),
        "支出" if !name.contains("项目") && !name.contains("基本") => {
            vec![
                cell(S::FiscalExpenditureSummary, function, "year", measure),
                cell(statement, None, "all", M::Total),
            ]
        }
        _ => Vec::new(),
    };
    match fact.subject.code.as_str() {
        "three_public" => three("all"),
        "outbound" => three("outbound"),
        "vehicle" => three("vehicle"),
        "vehicle_purchase" => three("vehicle_purchase"),
        "vehicle_running" => three("vehicle_running"),
        "reception" => three("reception"),
        "meeting" => three("meeting"),
        "training" => three("training"),
        _ if restriction & !1 != 0 => Vec::new(),
        "basic" | "project" if restriction == 1 => {
            let measure = if fact.subject.code == "basic" { M::Basic } else { M::Project };
            vec![cell(S::GeneralByFunction, None, "all", measure)]
        }
        "wages" if sentence.contains("基本支出") => economic("301"),
        "goods" if sentence.contains("基本支出") => economic("302"),
        "individual" if sentence.contains("基本支出") => economic("303"),
        "general_public" => fund(S::GeneralByFunction, "general_public", M::GeneralPublic),
        _ if restriction != 0 => Vec::new(),
        "budget_income" => vec![
            cell(S::IncomeSummary, income, "all", M::Total),
            cell(S::IncomeSummary, income, "year", M::Total),
            cell(S::BudgetAdjustment, income, "all", M::Total),
        ],
        "budget_expenditure" => vec![
            cell(S::ExpenditureSummary, None, "all", M::Total),
            cell(S::ExpenditureSummary, None, "year", M::Total),
            cell(S::BudgetAdjustment, nature, "all", M::Total),
        ],
        // Income and expenditure balance only in the last row; 收入总计 alone may leave out what was carried over.
        "total_income" if !name.contains("收入总计") => {
            vec![cell(S::IncomeSummary, income, "all", M::Total)]
        }
        "total_income" => vec![
            cell(S::IncomeSummary, income, "all", M::Total),
            cell(S::IncomeSummary, income, "year", M::Total),
        ],
        "total_expenditure" => vec![
            cell(S::ExpenditureSummary, None, "all", M::Total),
            cell(S::ExpenditureSummary, None, "year", M::Total),
        ],
        "year_income" => vec![
            cell(S::IncomeSummary, income, "year", M::Total),
            cell(S::IncomeDetail, None, "all", M::Total),
        ],
        "year_expenditure" if name.contains("本年支出") => vec![
            cell(S::ExpenditureSummary, None, "year", M::Total),
            cell(S::ExpenditureDetail, None, "all", M::Total),
        ],
        "fiscal_income" if name.contains("收入支出总计") => {
            vec![cell(S::FiscalIncomeSummary, income, "all", M::Total)]
        }
        "fiscal_income" => vec![cell(S::FiscalIncomeSummary, income, "year", M::Total)],
        "fiscal_expenditure" => vec![cell(S::FiscalExpenditureSummary, function, "year", M::Total)],
        "fiscal_appropriation" => sources("fiscal_appropriation"),
        "gov_fund" if half(fact) == "收入" => sources("gov_fund"),
        "state_capital" if half(fact) == "收入" => sources("state_capital"),
        "superior_subsidy" => sources("superior_subsidy"),
        "business_income" => sources("business_income"),
        "operating_income" => sources("operating_income"),
        "affiliated_income" => sources("affiliated_income"),
        "other_income" => sources("other_income"),
        "basic" | "project" => {
            let (code, measure) =
                if fact.subject.code == "basic" { ("basic", M::Basic) } else { ("project", M::Project) };
            vec![
                cell(S::ExpenditureDetail, None, "all", measure),
                cell(S::ExpenditureSummary, nature, code, M::Total),
                cell(S::BudgetAdjustment, nature, code, M::Total),
            ]
        }
        "evaluated_expenditure" if name.contains("一般公共预算") && sentence.contains("整体支出") =>
        {
            vec![cell(S::GeneralByFunction, None, "all", M::Total)]
        }
        "procurement" if fact.measure == M::Total => {
            vec![cell(S::Procurement, None, "all", M::Total)]
        }
        _ => Vec::new(),
    }
}

/// The cells of the document's tables that mean the same as an amount of a sentence.
pub(super) fn in_tables<'l>(book: &Book<'l>, passage: &Passage<'l>, at: usize) -> Vec<&'l Fact> {
    let fact = passage.fact(at);
    if fact.measure != Measure::Total || !fact.amount.unit.is_money() || is_qualified(passage, at) {
        return Vec::new();
    }
    if is_class(fact) {
        return item_cells(book, passage, fact);
    }
    let found = cells(
        book,
        passage,
        fact,
        restriction(passage, at),
        passage.before(at),
        fact.phase,
        fact.fiscal_year,
    );
    // 收入总计 may leave out what was carried over: the row that it agrees with is the one that it means.
    if fact.subject.name.contains("总计") {
        let same = |cell: &&Fact| cell.amount.comparable() == fact.amount.comparable();
        let meant: Vec<&Fact> = found.iter().copied().filter(same).collect();
        if !meant.is_empty() {
            return meant;
        }
    }
    found
}

/// The cells of a row of the classification: by its code, or where the sentence has none by its whole path, as in
/// `甲（类）乙（款）丙（项）`. A name alone stands in many classes.
fn item_cells<'l>(book: &Book<'l>, passage: &Passage<'l>, fact: &Fact) -> Vec<&'l Fact> {
    let code = fact.subject.code.as_str();
    let by_code = is_item_code(code);
    let (item, group) = (key(&fact.subject.name), group_of_item(passage.text()));
    let same_side = |table: &&Table<'l>| {
        table.record.path == passage.record.path
            && table.statement == Statement::GeneralByFunction
            && table.phase == fact.phase
            && table.year == fact.fiscal_year
    };
    let cells = book.tables.iter().filter(same_side).flat_map(|table| table.facts.iter().copied());
    let same_item = |cell: &&Fact| {
        let above = |group: &String| cell.subject.ancestors.last().is_some_and(|above| key(above) == *group);
        let same = if by_code {
            cell.subject.code == code
        } else {
            key(&cell.subject.name) == item && group.as_ref().is_some_and(above)
        };
        same && cell.subject.scheme == Scheme::Function
            && cell.measure == Measure::Total
            && book.ledger.counts(cell)
    };
    cells.filter(same_item).collect()
}

/// Whether a code of the classification is printed or proven down to its last level.
pub(super) fn is_item_code(code: &str) -> bool {
    code.len() == 7 && code.bytes().all(|byte| byte.is_ascii_digit())
}

/// The second level of the path that a paragraph opens with.
fn group_of_item(text: &str) -> Option<String> {
    static PATH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[^（），。；：]{0,30}（类）([^（），。；：]{2,40})（款）[^（），。；：]{2,40}（项）")
            .expect("a constant pattern")
    });
    let text = widen_brackets(&squeeze(text));
    PATH.captures(&text).map(|found| key(&found[1]))
}

/// The cells for a subject, a phase and a year.
pub(super) fn cells<'l>(
    book: &Book<'l>,
    passage: &Passage<'l>,
    like: &Fact,
    restriction: u8,
    sentence: &str,
    phase: Option<Phase>,
    year: i32,
) -> Vec<&'l Fact> {
    let wanted = meanings(like, restriction, sentence);
    let project = like.subject.code == "project_item";
    if wanted.is_empty() && !project {
        return Vec::new();
    }
    let mut found = Vec::new();
    for table in book.tables.iter().filter(|table| table.record.path == passage.record.path) {
        if table.phase != phase
            || table.year != year
            || table.fund.is_some_and(|f| f != Fund::All && f != Fund::GeneralPublic)
        {
            continue;
        }
        for fact in &table.facts {
            let top = fact.subject.ancestors.is_empty() && fact.subject.parent_code.is_empty();
            let three_public = table.statement == Statement::ThreePublic;
            let means = |cell: &Cell| {
                cell.statement == table.statement
                    && cell.scheme.is_none_or(|scheme| scheme == fact.subject.scheme)
                    && cell.code == fact.subject.code
                    && cell.measure == fact.measure
                    && (top || three_public || fact.subject.is_total())
            };
            let same_project = project
                && matches!(
                    table.statement,
                    Statement::Project | Statement::PerformanceProject | Statement::SelfEvaluation
                )
                && fact.subject.scheme == Scheme::Project
                && fact.measure == Measure::Total
                && key(&fact.subject.name) == key(&like.subject.name);
            if (same_project || wanted.iter().any(means)) && book.ledger.counts(fact) {
                found.push(*fact);
            }
        }
    }
    found
}
