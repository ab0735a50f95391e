//! Probes: sentences made up for one question of the grammar each, with what must be read and what must not be named.

use super::super::codebook::Codebook;
use super::super::output::{Context, Output};
use crate::document::Line;
use crate::model::{Fact, Identity, Kind, Scope};

/// Reads a text as a document of a made-up bureau, and writes its figures as `code measure amount`, with year and phase where
/// they are not the document's own, and the base of a change.
fn read_as(kind: Kind, scope: Scope, text: &str) -> Vec<String> {
    read_titled(kind, scope, "", text)
}

fn read_titled(kind: Kind, scope: Scope, title: &str, text: &str) -> Vec<String> {
    let identity = Identity {
        title: title.into(),
        body: if scope == Scope::Region { "青川县".into() } else { "青川县民政局".into() },
        printed_name: if scope == Scope::Region { "青川县".into() } else { "青川县民政局".into() },
        fiscal_year: 2023,
        kinds: vec![kind],
        scope: Some(scope),
        ..Identity::default()
    };
    let codes = Codebook::default();
    let context =
        Context { document: "a".into(), identity: &identity, codes: &codes, adjusted_three_public: false };
    let lines: Vec<Line> = text.lines().zip(1..).map(|(line, nth)| Line::new(nth, 1, line)).collect();
    let mut out = Output::default();
    super::read(&lines, false, &context, &mut out);
    out.facts.iter().map(|fact| write(fact, kind)).collect()
}

fn write(fact: &Fact, kind: Kind) -> String {
    let mut text = format!("{} {} {}", fact.subject.code, fact.measure, fact.amount.value);
    if fact.fiscal_year != 2023 {
        text.push_str(&format!(" {}", fact.fiscal_year));
    }
    let own = if kind == Kind::Budget { "budget" } else { "final" };
    if let Some(phase) = fact.phase.map(|phase| phase.id()).filter(|phase| *phase != own) {
        text.push_str(&format!(" {phase}"));
    }
    if let Some(base) = fact.base {
        text.push_str(&format!(" {base}"));
    }
    if fact.is_of_another() && fact.subject.code != "other" {
        text.push_str(&format!(" of {}", fact.entity));
    }
    text
}

pub(super) fn last(text: &str) -> Vec<String> {
    read_as(Kind::Final, Scope::Department, text)
}

pub(super) fn budget(text: &str) -> Vec<String> {
    read_as(Kind::Budget, Scope::Department, text)
}

pub(super) fn titled(title: &str, text: &str) -> Vec<String> {
    read_titled(Kind::Budget, Scope::Department, title, text)
}

pub(super) fn region(text: &str) -> Vec<String> {
    read_as(Kind::Final, Scope::Region, text)
}

#[test]
fn totals_changes_and_rates() {
    assert_eq!(
        last("2023年度“三公”经费支出决算12.5万元，比上年减少2.5万元，下降16.67%，完成年初预算的83.33%。"),
        [
            "three_public total 12.5",
            "three_public change_amount -2.5 prior_final",
            "three_public change_pct -16.67 prior_final",
            "three_public execution_rate 83.33 initial",
        ]
    );
    assert_eq!(
        last("公务接待费年初预算为3万元，支出决算为2.4万元，完成年初预算的80%。"),
        ["reception total 3 budget", "reception total 2.4", "reception execution_rate 80 initial"]
    );
    assert_eq!(
        last("机关运行经费支出55.1万元，较2022年增加5.1万元，增长10.2%（上年为50万元）。"),
        [
            "running_cost total 55.1",
            "running_cost change_amount 5.1 prior_final",
            "running_cost change_pct 10.2 prior_final",
            "running_cost total 50 2022",
        ]
    );
    assert_eq!(
        last("公务接待费支出决算4万元，完成全年预算5万元的80%。"),
        ["reception total 4", "reception total 5 adjusted", "reception execution_rate 80 adjusted"]
    );
}

#[test]
fn budgets_speak_of_budgets() {
    assert_eq!(
        budget("2023年收入预算500万元，比2022年预算增加20万元，增长4.17%。"),
        [
            "budget_income total 500",
            "budget_income change_amount 20 prior_budget",
            "budget_income change_pct 4.17 prior_budget",
        ]
    );
    assert_eq!(
        budget("1.因公出国（境）费预算支出1.2万元，比上年预算数减少0.3万元。"),
        ["outbound total 1.2", "outbound change_amount -0.3 prior_budget"]
    );
    assert_eq!(budget("“三公”经费财政拨款预算数为7万元。"), ["three_public total 7"]);
    assert_eq!(budget("机关运行经费支出预算30万元。"), ["running_cost total 30"]);
}

#[test]
fn lists_take_their_figures_in_turn() {
    assert_eq!(
        last("公务用车购置费和运行维护费分别为18万元、6万元。"),
        ["vehicle_purchase total 18", "vehicle_running total 6"]
    );
    assert_eq!(
        last("因公出国费、公务接待费分别为1.2、3.4万元。"),
        ["outbound total 1.2", "reception total 3.4"]
    );
    assert_eq!(
        last("公务接待费5万元，比上年预算数和决算数分别下降10%和5%。"),
        ["reception total 5", "reception change_pct -10 prior_budget", "reception change_pct -5 prior_final",]
    );
    // As many figures as nothing that is named: none is given a name.
    assert!(
        last("甲、乙、丙三处公务接待费分别为1万元、2万元、3万元。")
            .iter()
            .all(|fact| fact.starts_with("other"))
    );
}

#[test]
fn figures_of_other_years_are_the_base() {
    assert_eq!(
        last("公务接待费2万元，上年3万元，减少1万元，下降33.33%。"),
        [
            "reception total 2",
            "reception total 3 2022",
            "reception change_amount -1 prior_final",
            "reception change_pct -33.33 prior_final",
        ]
    );
    assert_eq!(
        last("公务接待费由5.2万元减少到3.1万元。").last().map(String::as_str),
        Some("reception total 3.1")
    );
    assert_eq!(
        last("“三公”经费决算10万元，年初预算12万元，少2万元，降16.67%。"),
        [
            "three_public total 10",
            "three_public total 12 budget",
            "three_public change_amount -2 initial",
            "three_public change_pct -16.67 initial",
        ]
    );
}

#[test]
fn what_is_not_all_of_an_item_has_no_name() {
    for text in [
        "剔除新增机构后“三公”经费下降5%。",
        "下属单位三公经费7万元。",
        "三公经费控制在50万元以内。",
        "教育培训费5万元。",
        "办公用房运行维护费8万元。",
        "人均接待费0.05万元。",
        "前十名单位接待费合计300万元。",
        "安排资金用于弥补接待费缺口5万元。",
        "项目支出中列支接待费2万元。",
        "三公经费和会议费合计6万元。",
        "压减接待费2万元。",
        "其中本年安排的退休人员公用经费3万元。",
        "国内公务接待费0.4万元。",
        "购置办公设备15万元。",
        "扶贫项目支出30万元。",
        "行政运行经费40万元。",
    ] {
        let facts = last(text);
        assert!(facts.iter().all(|fact| fact.starts_with("other")), "{text}: {facts:?}");
    }
    assert!(last("“三公”经费占比下降2.3个百分点。").is_empty());
}

#[test]
fn reasons_and_purposes_name_nothing() {
    let named =
        |text: &str| last(text).into_iter().filter(|fact| !fact.starts_with("other")).collect::<Vec<_>>();
    assert_eq!(
        named("基本支出200万元，比上年增加20万元，主要原因是人员经费增加15万元、公用经费增加5万元。"),
        ["basic total 200", "basic change_amount 20 prior_final"]
    );
    assert_eq!(
        named("项目支出80万元，主要用于公务接待费3万元、培训费2万元；公务接待费4万元。"),
        ["project total 80", "reception total 4"]
    );
    assert_eq!(
        named("受机构改革影响，公务接待费比上年减少1万元。"),
        ["reception change_amount -1 prior_final"]
    );
    assert_eq!(named("公务接待费2万元，因接待任务增加1万元。"), ["reception total 2"]);
}

#[test]
fn headings_govern_and_block() {
    let text = "一、公务接待费情况\n全年支出3万元，比上年增加1万元。\n二、某重大活动\n全年支出50万元。\n三、机关运行经费\n（一）总体情况\n2023年支出40万元。";
    assert_eq!(
        last(text),
        [
            "reception total 3",
            "reception change_amount 1 prior_final",
            "other total 50",
            "running_cost total 40"
        ]
    );
}

#[test]
fn zero_has_many_words() {
    assert_eq!(last("因公出国（境）费支出为0，与上年持平。"), ["outbound total 0"]);
    assert_eq!(last("公务接待费增加（减少）0万元。"), ["reception change_amount 0"]);
    assert!(last("政府性基金支出××万元，占 %。").is_empty());
}

#[test]
fn counts_are_of_what_is_named() {
    assert_eq!(
        last("全年因公出国（境）团组2个，累计7人次。国内公务接待15批次（其中外事接待0批次），120人次。"),
        ["delegations count 2", "travellers count 7", "receptions count 15", "guests count 120"]
    );
    assert_eq!(
        last(
            "截至2023年12月31日，共有车辆6辆，其中：机要通信用车1辆、其他用车5辆。单价100万元以上专用设备2台（套）。"
        ),
        ["vehicles count 6", "vehicles count 1", "vehicles count 5", "equipment count 2"]
    );
    assert_eq!(
        last("全年购置公务用车2辆，支出36万元，年末公务用车保有量9辆。"),
        ["vehicles_purchased count 2", "other total 36", "vehicles count 9"]
    );
    assert_eq!(
        last("编制20人，在职18人，退休9人。"),
        ["posts count 20", "staff count 18", "retirees count 9"]
    );
    assert!(last("培训120人次，走访7户，检查15次。").is_empty());
}

#[test]
fn functional_classes_by_path_and_code() {
    assert_eq!(
        last(
            "1.公共安全支出（类）司法（款）行政运行（项）。年初预算为10万元，支出决算为12万元，完成年初预算的120%。"
        ),
        [
            "function_class total 10 budget",
            "function_class total 12",
            "function_class execution_rate 120 initial"
        ]
    );
    assert_eq!(
        last("（204类）公共安全支出（06款）司法（01项）行政运行决算30万元，主要用于日常。"),
        ["2040601 total 30"]
    );
    assert_eq!(last("行政运行（2010301）326.41万元，较上年减少45.82万元。")[0], "2010301 total 326.41");
    assert_eq!(
        last("主要用于以下方面：一般公共服务（类）支出5万元，占50%；教育（类）支出5万元，占50%。"),
        [
            "function_class total 5",
            "function_class share 50 total",
            "function_class total 5",
            "function_class share 50 total",
        ]
    );
}

#[test]
fn regions_speak_for_all_their_bodies() {
    assert_eq!(
        region(
            "2023年全县各部门、各乡镇“三公”经费预算数为80万元，决算支出数为70万元，较2022年决算数75万元，减少5万元。"
        ),
        [
            "three_public total 80 budget",
            "three_public total 70",
            "three_public total 75 2022",
            "three_public change_amount -5 prior_final",
        ]
    );
    // The revenue of a region is no source of a department.
    assert!(region("1至6月，全县一般公共预算收入35亿元，下降5.8%。")[0].starts_with("other"));
}

#[test]
fn points_are_of_what_is_scored() {
    assert_eq!(last("整体支出自评得分98.5分。"), ["score score 98.5"]);
    // Of a project, and so not of the body.
    for text in ["图书购置项目自评得分98.5分。", "公务用车更新项目评价得分98.5分。"]
    {
        assert_eq!(last(text), ["other score 98.5"], "{text}");
    }
}

#[test]
fn parts_of_a_year_are_no_year() {
    for text in [
        "2023年11月，我局“三公”经费支出1492.16元。",
        "1-11月累计“三公”经费支出4.79万元，其中公务接待费0.96万元。",
        "2023年1月至6月，公务接待费支出3万元，比上年同期增加1万元。",
    ] {
        assert!(last(text).iter().all(|figure| figure.contains("execution")), "{text} {:?}", last(text));
    }
    for text in [
        "2023年1-12月“三公”经费支出5万元。",
        "根据2023年3月的机构改革方案，“三公”经费支出5万元。",
        "2023年6月，公务接待费支出3万元；2023年“三公”经费支出5万元。",
    ] {
        assert_eq!(last(text).last().map(String::as_str), Some("three_public total 5"), "{text}");
    }
}

#[test]
fn money_in_every_unit() {
    assert_eq!(last("公务接待费1.5亿元，因公出国（境）费20000元，会议费12千元。").len(), 3);
    assert_eq!(last("公务接待费230, 876. 38万元。"), ["reception total 230876.38"]);
}

#[test]
fn synonyms_and_order_change_nothing() {
    let plain = last("公务接待费支出3万元，比上年减少1万元，下降25%。");
    for text in [
        "公务接待费支出3万元，较上年下降25%，减少1万元。",
        "公务接待费发生3万元，与上年相比降低1万元，降幅25%。",
        "全年公务接待费实际支出3万元，同比减少1万元，降低25%。",
        "公务接待费共支出3万元，比去年少1万元，降25%。",
    ] {
        let mut found = last(text);
        let mut wanted = plain.clone();
        found.sort();
        wanted.sort();
        assert_eq!(found, wanted, "{text}");
    }
}
