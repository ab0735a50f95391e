//! The page of a disclosure whose tables came to us as broken flow: every table is written again from its figures,
//! rows in their order, columns with the words that such tables have.

use mingzhang::document::parse_cell;
use mingzhang::model::{CodeSource, Disclosure, Fact, Measure, Scheme, Statement};

use super::page::{Part, Table, with_header};

/// A measure with the words above its column, the outermost first.
type Column = (Measure, &'static [&'static str]);

/// The columns of statements; the first list that names one counts, and the one that names none is for all others.
const COLUMNS: &[(&[Statement], &[Column])] = &[
    (
        &[Statement::IncomeDetail],
        &[
            (Measure::Total, &["收入总计"]),
            (Measure::GeneralPublic, &["本年收入", "政府预算拨款", "一般公共预算拨款", "小计"]),
            (Measure::RegularBasic, &["本年收入", "政府预算拨款", "一般公共预算拨款", "基本支出拨款"]),
            (Measure::DutyProject, &["本年收入", "政府预算拨款", "一般公共预算拨款", "履职类项目拨款"]),
            (Measure::FiscalSpecial, &["本年收入", "政府预算拨款", "一般公共预算拨款", "财政专项资金拨款"]),
            (Measure::GovInvestment, &["本年收入", "政府预算拨款", "一般公共预算拨款", "政府投资项目拨款"]),
            (Measure::GovFund, &["本年收入", "政府预算拨款", "政府性基金预算拨款"]),
            (Measure::StateCapital, &["本年收入", "政府预算拨款", "国有资本经营预算拨款"]),
            (Measure::FiscalAccount, &["本年收入", "财政专户管理资金"]),
            (Measure::BusinessIncome, &["本年收入", "单位资金", "事业收入"]),
            (Measure::OperatingIncome, &["本年收入", "单位资金", "事业单位经营收入"]),
            (Measure::SuperiorSubsidy, &["本年收入", "单位资金", "上级补助收入"]),
            (Measure::AffiliatedIncome, &["本年收入", "单位资金", "附属单位上缴收入"]),
            (Measure::OtherIncome, &["本年收入", "单位资金", "其他收入"]),
            (Measure::CarryoverIn, &["上年结转"]),
        ],
    ),
    (
        &[Statement::BasicByEconomic, Statement::Project],
        &[
            (Measure::Basic, &["总计"]),
            (Measure::Total, &["总计"]),
            (Measure::FiscalAppropriation, &["政府预算拨款", "小计"]),
            (Measure::GeneralPublic, &["政府预算拨款", "一般公共预算拨款"]),
            (Measure::DutyProject, &["政府预算拨款", "履职类项目拨款"]),
            (Measure::FiscalSpecial, &["政府预算拨款", "财政专项资金拨款"]),
            (Measure::GovInvestment, &["政府预算拨款", "政府投资项目拨款"]),
            (Measure::GovFund, &["政府预算拨款", "政府性基金预算拨款"]),
            (Measure::StateCapital, &["政府预算拨款", "国有资本经营预算拨款"]),
            (Measure::FiscalAccount, &["财政专户管理资金"]),
            (Measure::BusinessIncome, &["单位资金", "事业收入"]),
            (Measure::OperatingIncome, &["单位资金", "事业单位经营收入"]),
            (Measure::SuperiorSubsidy, &["单位资金", "上级补助收入"]),
            (Measure::AffiliatedIncome, &["单位资金", "附属单位上缴收入"]),
            (Measure::OtherIncome, &["单位资金", "其他收入"]),
            (Measure::CarryoverIn, &["上年结转"]),
        ],
    ),
    (
        &[Statement::PerformanceTarget],
        &[
            (Measure::Total, &["预算金额（万元）", "总额"]),
            (Measure::FiscalAppropriation, &["预算金额（万元）", "其中：财政拨款"]),
            (Measure::OtherFunds, &["预算金额（万元）", "其中：其他资金"]),
        ],
    ),
    (&[Statement::Procurement], &[(Measure::Total, &["金额"])]),
    (&[Statement::PerformanceProject], &[(Measure::Total, &["预算数（万元）"])]),
    (&[Statement::Transfer], &[(Measure::Total, &["项目金额"])]),
    (
        &[],
        &[
            (Measure::Total, &["支出总计"]),
            (Measure::Basic, &["基本支出"]),
            (Measure::Project, &["项目支出"]),
            (Measure::Operating, &["事业单位经营支出"]),
            (Measure::ToAffiliated, &["对附属单位补助支出"]),
            (Measure::ToSuperior, &["上缴上级支出"]),
            (Measure::Procurement, &["政府采购", "政府采购项目"]),
            (Measure::Sme, &["政府采购", "面向中小企业政府采购项目"]),
            (Measure::Micro, &["政府采购", "面向小型、微型企业政府采购项目"]),
        ],
    ),
];

/// The page: all prose, then all tables with title and caption.
pub(crate) fn page(disclosure: &Disclosure) -> Vec<Part> {
    let mut parts: Vec<Part> =
        disclosure.prose.iter().map(|passage| Part::Line(passage.paragraph.text.clone())).collect();
    let figures: Vec<&Fact> =
        disclosure.facts.iter().filter(|fact| fact.statement != Statement::Narrative).collect();
    let mut titles: Vec<&str> = figures.iter().map(|fact| &*fact.table).collect();
    titles.dedup();
    for title in titles {
        let facts: Vec<&Fact> = figures.iter().filter(|fact| &*fact.table == title).copied().collect();
        let entity = facts.last().map_or("", |fact| &fact.entity);
        parts.push(Part::Line(title.to_owned()));
        parts.push(Part::Line(format!("单位名称：{entity} 单位：万元")));
        let table = match facts[0].statement {
            Statement::IncomeSummary | Statement::FiscalIncomeSummary => summary(&facts),
            Statement::ThreePublic => three_public(&facts),
            statement => matrix(statement, &facts),
        };
        parts.push(Part::Table(table));
    }
    parts
}

fn amount(fact: &Fact) -> String {
    if parse_cell(&fact.quote).is_some() { fact.quote.clone() } else { fact.amount.value.to_string() }
}

/// The name of a row under those that it belongs to.
fn name(fact: &Fact) -> String {
    "\u{3000}".repeat(2 * fact.subject.ancestors.len()) + &fact.subject.name
}

/// Income to the left, expenditure to the right.
fn summary(facts: &[&Fact]) -> Table {
    let year = facts[0].fiscal_year;
    let half = |scheme_is_income: bool| -> Vec<&Fact> {
        let of_half = |fact: &&&Fact| (fact.statement == facts[0].statement) == scheme_is_income;
        facts.iter().filter(of_half).copied().collect()
    };
    let (income, expenditure) = (half(true), half(false));
    let rows = (0..income.len().max(expenditure.len()))
        .map(|at| {
            let side = |facts: &[&Fact]| {
                facts.get(at).map_or_else(Default::default, |fact| (name(fact), amount(fact)))
            };
            let ((a, b), (c, d)) = (side(&income), side(&expenditure));
            vec![a, b, c, d]
        })
        .collect();
    let budget = format!("{year}年预算数");
    with_header(
        &[vec!["收入", "项目"], vec!["收入", &budget], vec!["支出", "项目"], vec!["支出", &budget]],
        rows,
    )
}

fn three_public(facts: &[&Fact]) -> Table {
    let vehicle = "公务用车购置及运行维护费";
    let words = |fact: &Fact| match fact.subject.code.as_str() {
        "all" => vec!["“三公”经费财政拨款预算总额"],
        "outbound" => vec!["因公出国（境）费"],
        "reception" => vec!["公务接待费"],
        "vehicle" => vec![vehicle, "小计"],
        "vehicle_purchase" => vec![vehicle, "公务用车购置费"],
        _ => vec![vehicle, "公务用车运行维护费"],
    };
    let lines: Vec<&[&Fact]> =
        facts.chunk_by(|a, b| (a.fiscal_year, a.measure) == (b.fiscal_year, b.measure)).collect();
    let mut header = vec![vec!["预算单位"], vec!["年度"]];
    header.extend(lines[0].iter().map(|fact| words(fact)));
    let rows = lines
        .iter()
        .map(|line| {
            let year = if line[0].measure == Measure::ChangeAmount {
                "增减变化金额".to_owned()
            } else {
                format!("{}年", line[0].fiscal_year)
            };
            [line[0].entity.to_string(), year]
                .into_iter()
                .chain(line.iter().map(|fact| amount(fact)))
                .collect()
        })
        .collect();
    with_header(&header, rows)
}

/// A row for every subject, a column for every measure.
fn matrix(statement: Statement, facts: &[&Fact]) -> Table {
    let list = COLUMNS
        .iter()
        .find(|(of, _)| of.is_empty() || of.contains(&statement))
        .map_or(&[][..], |(_, list)| list);
    let columns: Vec<&Column> =
        list.iter().filter(|(measure, _)| facts.iter().any(|fact| fact.measure == *measure)).collect();
    let scheme = facts.last().map_or(Scheme::None, |fact| fact.subject.scheme);
    let goals = matches!(statement, Statement::PerformanceTarget | Statement::PerformanceProject);
    let labels: &[&str] = match (statement, scheme) {
        (Statement::PerformanceTarget, _) => &["任务名称", "主要内容"],
        (Statement::PerformanceProject, _) => &["项目名称"],
        (_, Scheme::Project) => &["预算单位", "项目名称"],
        (_, Scheme::None) => &["预算单位"],
        (_, Scheme::Procurement) => &["单位", "品目编码", "采购品目"],
        _ => &["预算单位", "科目编码", "科目名称"],
    };
    let mut header: Vec<Vec<&str>> = labels.iter().map(|word| vec![*word]).collect();
    header.extend(columns.iter().map(|(_, words)| words.to_vec()));
    if statement == Statement::PerformanceProject {
        header.push(vec!["绩效目标"]);
    }
    let lines = facts.chunk_by(|a, b| {
        (&a.entity, &a.subject) == (&b.entity, &b.subject) && position(list, b) > position(list, a)
    });
    let rows = lines
        .map(|line| {
            let (first, subject) = (line[0], &line[0].subject);
            let is_entity = subject.code == "all" && *subject.name == *first.entity;
            let code = match subject.code_source {
                Some(CodeSource::Printed) => subject.code.clone(),
                _ => String::new(),
            };
            let mut row = match labels.len() {
                _ if goals && labels.len() == 2 => vec![name(first), "主要用于有关工作".to_owned()],
                _ if goals => vec![name(first)],
                3 if is_entity => vec![first.entity.to_string(), String::new(), String::new()],
                3 => vec![String::new(), code, name(first)],
                2 if is_entity => vec![first.entity.to_string(), String::new()],
                2 => vec![String::new(), name(first)],
                _ => vec![first.entity.to_string()],
            };
            row.extend(columns.iter().map(|(measure, _)| {
                line.iter()
                    .find(|fact| fact.measure == *measure)
                    .map_or_else(String::new, |fact| amount(fact))
            }));
            row.resize(header.len(), "完成有关工作".to_owned());
            row
        })
        .collect();
    with_header(&header, rows)
}

fn position(list: &[Column], fact: &Fact) -> Option<usize> {
    list.iter().position(|(measure, _)| *measure == fact.measure)
}
