//! Probes: lines of made-up documents, with what they must be found to say and what not.

use super::super::codebook::Codebook;
use super::super::output::{Context, Output};
use super::super::prose;
use super::{Text, find};
use crate::document::{Block, Cell, Document, Line, Locator, Row, Shape, Span, Table};
use crate::model::{Fund, Identity, Kind, Remark, Says, Statement};

/// What the lines of a made-up account say.
fn remarks(text: &str) -> Vec<Remark> {
    let identity = Identity {
        body: "青川县民政局".into(),
        printed_name: "青川县民政局".into(),
        fiscal_year: 2023,
        kinds: vec![Kind::Final],
        ..Identity::default()
    };
    let codes = Codebook::default();
    let context =
        Context { document: "a".into(), identity: &identity, codes: &codes, adjusted_three_public: false };
    let lines: Vec<Line> = text.lines().zip(1..).map(|(line, nth)| Line::new(nth, 1, line)).collect();
    let mut out = Output::default();
    let prose = prose::read(&lines, false, &context, &mut out);
    let document = Document { blocks: lines.into_iter().map(Block::Line).collect(), ..Document::default() };
    let facts = out.facts.as_slice();
    find(&Text { document: &document, identity: &identity, prose: &prose, facts, indicators: &[] })
}

fn said(text: &str) -> Vec<Says> {
    remarks(text).into_iter().map(|remark| remark.says).collect()
}

fn says(text: &str, wanted: impl Fn(&Says) -> bool) -> bool {
    said(text).iter().any(wanted)
}

#[test]
fn cars_are_a_reason_only_where_they_were_bought_this_year() {
    let bought = |text: &str| says(text, |one| *one == Says::NewCars);
    for text in [
        "公务用车购置费增加18万元，主要原因是新购置公务用车1辆。",
        "支出增加，原因为：新购车辆2台。",
        "由于新购买了轿车，费用上升。",
    ] {
        assert!(bought(text), "{text}");
    }
    for text in [
        "公务用车购置费减少18万元，主要原因是上年新购置公务用车1辆。",
        "费用增加，主要原因是新购车辆保险费。",
        "本年新购公务用车1辆。",
        "费用减少，主要原因是未新购公务用车。",
    ] {
        assert!(!bought(text), "{text}");
    }
}

#[test]
fn trips_are_counted_where_each_has_its_cost() {
    let trips = |text: &str| {
        said(text).iter().find_map(|one| match one {
            Says::Trips(count) => Some(*count),
            _ => None,
        })
    };
    assert_eq!(trips("（1）赴甲国交流3万元；（2）赴乙国考察2万元。"), Some(2));
    assert_eq!(trips("①前往甲国，费用1万元；②前往乙国，费用2万元；③出访丙国，费用3万元。"), Some(3));
    assert_eq!(trips("（1）赴甲国交流；（2）赴乙国考察2万元。"), None);
    assert_eq!(trips("（1）赴甲国交流3万元。"), None);
}

#[test]
fn reasons_are_all_only_where_each_clause_is_one() {
    let all = |text: &str| {
        said(text).iter().find_map(|one| match one {
            Says::Reasons { amounts, all, .. } => Some((amounts.len(), *all)),
            _ => None,
        })
    };
    let whole = "项目支出比上年增加5万元，原因是会议费增加3万元，培训费增加2万元。";
    assert_eq!(all(whole), Some((2, true)), "{whole}");
    let main = "项目支出比上年增加5万元，主要原因是会议费增加3万元，培训费增加2万元。";
    assert_eq!(all(main), Some((2, false)), "{main}");
    assert_eq!(all("项目支出比上年增加5万元，原因是会议费增加3万元。"), None);
}

#[test]
fn posts_and_people_are_of_one_kind_where_nothing_else_is_counted() {
    let kind = |text: &str| {
        said(text).iter().find_map(|one| match one {
            Says::Posts { one_kind, .. } => Some(*one_kind),
            _ => None,
        })
    };
    assert_eq!(kind("我局编制人数30人，在编人数28人。"), Some(true));
    assert_eq!(kind("我局编制人数30人，在编人数28人，其中行政20人。"), Some(false));
    assert_eq!(kind("我局编制人数30人；在编人数28人。"), None);
}

#[test]
fn a_line_announces_the_parts_of_a_total() {
    let announced = |text: &str| {
        said(text).into_iter().find_map(|one| match one {
            Says::Announces { total, main } => Some((total, main)),
            _ => None,
        })
    };
    assert_eq!(announced("一般公共预算当年支出如下："), Some(("general_public".to_owned(), false)));
    assert_eq!(announced("财政拨款支出主要内容如下："), Some(("fiscal_expenditure".to_owned(), true)));
    assert_eq!(announced("财政拨款支出情况。"), None);
}

#[test]
fn the_contents_page_is_no_text_that_speaks_of_anything() {
    let text = "目 录\n一、机构设置\n二、收支决算\n一、机构设置\n我局内设科室3个。\n二、收支决算\n（一）本年收入1万元，比上年增加0.5万元。";
    let lines = |duty| {
        remarks(text).into_iter().find(|one| one.says == Says::Speaks(duty)).map(|one| one.locator.line())
    };
    assert_eq!(lines(crate::model::Duty::Organisation), Some(4));
    assert_eq!(lines(crate::model::Duty::Changes), Some(7));
    assert_eq!(lines(crate::model::Duty::Glossary), None);
}

#[test]
fn entries_of_the_contents_page_are_numbered() {
    let text = "目录\n一、收入决算表\n二、支出决算表\n三、财政拨款收入支出决算总表\n四、政府性基金预算财政拨款收入支出决算表";
    let entries: Vec<(Statement, u32)> = said(text)
        .into_iter()
        .filter_map(|one| match one {
            Says::Listed { statement, number } => Some((statement, number)),
            _ => None,
        })
        .collect();
    assert_eq!(entries.len(), 4);
    assert_eq!(entries[3], (Statement::GovFund, 4));
}

#[test]
fn the_budget_of_the_start_of_the_year_is_named() {
    let named = |text: &str| says(text, |one| *one == Says::InitialBudget);
    assert!(named("本表预算数为年初预算数。"));
    assert!(named("“预算数”指年初预算。"));
    assert!(!named("年初预算为3万元。"));
}

#[test]
fn the_first_words_are_those_of_the_first_line_that_has_any() {
    let all = remarks("\n某局决算\n正文");
    let opening = all.iter().find(|one| one.says == Says::Opening).unwrap();
    assert_eq!((opening.locator.clone(), opening.quote.as_str()), (Locator::Line(2), "某局决算"));
}

#[test]
fn a_note_belongs_to_the_table_right_above_it() {
    let noted = |between: &str, note: &str| {
        let cells = vec![Cell::new("项目", Locator::Cell(1, 1)), Cell::new("金额", Locator::Cell(1, 2))];
        let table = Table { shape: Shape::Grid, gap: 0, rows: vec![Row { span: Span::new(1, 1), cells }] };
        let lines = [between, note];
        let lines = lines.iter().zip(2..).map(|(text, nth)| Block::Line(Line::new(nth, 0, *text)));
        let blocks = std::iter::once(Block::Table(table)).chain(lines).collect();
        let document = Document { blocks, ..Document::default() };
        let identity = Identity::default();
        let text = Text { document: &document, identity: &identity, prose: &[], facts: &[], indicators: &[] };
        find(&text).into_iter().find_map(|one| match one.says {
            Says::EmptyNote { table, funds } => Some((table, funds)),
            _ => None,
        })
    };
    let empty = "本单位无政府性基金预算，故本表无数据。";
    assert_eq!(noted("", empty), Some((Span::new(1, 1), vec![Fund::GovFund])));
    assert_eq!(noted("收入决算表", empty), None);
    assert_eq!(noted("", "单位：万元"), None);
}

#[test]
fn reasons_are_given_in_the_words_of_the_document() {
    let reasons = |text: &str| -> Vec<String> {
        let lines: Vec<&str> = text.lines().collect();
        let quote = |remark: Remark| {
            let (Says::Because { .. }, Some(within)) = (&remark.says, remark.within) else { return None };
            // Each of these lines is a paragraph.
            let line = lines.get(within.paragraph as usize)?;
            line.get(within.start as usize..within.end as usize).map(str::to_owned)
        };
        remarks(text).into_iter().filter_map(quote).collect()
    };
    let one = "机关运行经费支出155.43万元，比上年决算数增加4.92万元，增长3.3%。原因：新购设备较多。";
    assert_eq!(reasons(one), ["比上年决算数增加4.92万元，增长3.3%。原因：新购设备较多"]);
    let parts = "公务接待费预算2万元，比2022年减少8万元，下降80%，主要是压减开支；另有说明。";
    assert_eq!(reasons(parts), ["比2022年减少8万元，下降80%，主要是压减开支"]);
    let counted = "公务接待费预算2万元，比上年减少8万元，原因是一是厉行节约；二是来访减少。三是其他。";
    assert_eq!(reasons(counted), ["比上年减少8万元，原因是一是厉行节约；二是来访减少。三是其他"]);
    // What is no change has no reason, and a gap is none.
    for none in [
        "公务接待费预算2万元，主要是用于接待来访。",
        "公务接待费预算2万元，比上年减少8万元，主要原因是。",
        "公务接待费预算2万元，比上年减少8万元，主要原因是××。",
        "公务接待费预算2万元，比上年减少8万元。公务用车费预算3万元。原因是另有安排。",
    ] {
        assert_eq!(reasons(none), Vec::<String>::new(), "{none}");
    }
}
