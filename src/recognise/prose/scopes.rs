//! Probes of how far words reach: sums behind lists, labels before a colon, a year that encloses a sentence, reasons, and what is
//! only about how much.

use super::tests::{budget, last, region, titled};

/// The figures that have a name.
fn named(facts: Vec<String>) -> Vec<String> {
    facts.into_iter().filter(|fact| !fact.starts_with("other")).collect()
}

#[test]
fn a_sum_is_of_what_was_listed_before_it() {
    let list = "因公出国（境）费支出3万元；公务用车运行维护费支出5万元；公务接待费支出2万元。";
    assert_eq!(last(&format!("{list}三项合计10万元。")).last().unwrap(), "three_public total 10");
    assert_eq!(last(&format!("{list}以上共10万元。")).last().unwrap(), "three_public total 10");
    assert_eq!(
        last("“三公”经费公示\n公车运行：5元\n公务接待：2元\n合计：7元").last().unwrap(),
        "three_public total 7"
    );
    // Two of three are not all.
    let two =
        "2023年“三公”经费10万元，其中出国3万元。公务用车运行维护费5万元，公务接待费2万元，两项合计7万元。";
    assert!(!named(last(two)).contains(&"three_public total 7".to_owned()), "{:?}", last(two));
    // A list of other things has no name that we know.
    assert!(
        !last("会议费3万元，培训费2万元。两项合计5万元。")
            .iter()
            .any(|fact| fact.ends_with("total 5") && !fact.starts_with("other"))
    );
}

#[test]
fn a_heading_under_an_item_is_a_part_of_it() {
    let text = "2023年“三公”经费决算\n1.车辆费：2023年支出12.5万元，2022年支出20.6万元。";
    assert_eq!(titled("", text).first().unwrap(), "vehicle total 12.5");
    assert!(!named(last(text)).iter().any(|fact| fact.starts_with("three_public")), "{:?}", last(text));
}

#[test]
fn a_label_before_a_colon_takes_the_year_behind_it() {
    assert_eq!(
        budget(
            "一、部门收支总体情况\n收入：2023年安排215万元，比上年增加21万元。\n支出：2023年安排215万元。"
        ),
        [
            "budget_income total 215",
            "budget_income change_amount 21 prior_budget",
            "budget_expenditure total 215",
        ]
    );
}

#[test]
fn what_all_of_an_amount_is_changes_nothing() {
    assert_eq!(
        budget("收入预算120万元，全部为一般公共预算拨款120万元，比上年增加9万元。"),
        ["budget_income total 120", "general_public total 120", "budget_income change_amount 9 prior_budget"]
    );
}

#[test]
fn a_year_may_enclose_a_sentence_or_go_on_in_the_next_paragraph() {
    let enclosed =
        "在2022年“三公”经费预算中，因公出国费6万元（零增长），公务用车购置及运行费12万元，公务接待费8万元。";
    assert_eq!(
        last(enclosed),
        ["outbound total 6 2022 budget", "vehicle total 12 2022 budget", "reception total 8 2022 budget",]
    );
    let parted = "2022年“三公”经费预算26万元。\n其中，因公出国费6万元，公务接待费8万元。";
    assert_eq!(
        last(parted),
        [
            "three_public total 26 2022 budget",
            "outbound total 6 2022 budget",
            "reception total 8 2022 budget"
        ]
    );
    // What was stated for the own year leaves 去年 for the one before.
    assert_eq!(
        last("“三公”经费共16万元，去年20万元，减少4万元。"),
        ["three_public total 16", "three_public total 20 2022", "three_public change_amount -4 prior_final"]
    );
}

#[test]
fn a_change_of_a_budget_is_the_budgets() {
    assert_eq!(
        last("与2022年决算数相比，2023年“三公”经费预算减少4万元。"),
        ["three_public change_amount -4 budget prior_final"]
    );
}

#[test]
fn what_announces_a_list_is_no_member_of_it() {
    assert_eq!(
        last("“三公”经费支出情况如下：公务用车购置和运行维护费分别支出18万元和22万元。"),
        ["vehicle_purchase total 18", "vehicle_running total 22"]
    );
    // Of one of many bodies.
    assert!(named(region("支出最多的是县水利局，三项支出分别为6万元、9万元、3万元。")).is_empty());
}

#[test]
fn a_change_is_no_stock_and_about_how_much_no_amount() {
    assert!(named(last("主要原因是：1、公车减少1辆；2、接待批次减少5批次。")).is_empty());
    assert!(named(last("公务接待费不到3万元。")).is_empty());
    // A headline says so of something else.
    assert_eq!(last("出国费降了不到一成，公务接待费支出3万元。"), ["reception total 3"]);
    // What it reaches is the change.
    assert_eq!(
        last("“三公”经费比上年增加6万元，增加幅度较大，达到68.4%。").last().unwrap(),
        "three_public change_pct 68.4 prior_final"
    );
}

#[test]
fn people_and_vehicles_in_few_words() {
    assert_eq!(
        last("行政编制24名，实有22人，编外聘用9人。"),
        ["posts count 24", "staff count 22", "hired count 9"]
    );
    assert_eq!(last("车辆运行维护费21万元，车9辆。").last().unwrap(), "vehicles count 9");
    assert_eq!(
        last("出国团组4个共9人，接待费3万元，来客31批次、260人次。"),
        [
            "delegations count 4",
            "travellers count 9",
            "reception total 3",
            "receptions count 31",
            "guests count 260"
        ]
    );
}

#[test]
fn a_question_says_what_the_answer_is_of() {
    assert_eq!(
        last("问：“三公”经费花了多少？\n答：总共16万元，比上年少1万元。"),
        ["three_public total 16", "three_public change_amount -1 prior_final"]
    );
}

#[test]
fn part_of_the_money_of_a_project_is_not_all_of_it() {
    let text = "项目绩效：项目资金2600万元，其中中央资金1800万元，省级资金500万元。";
    assert!(!named(last(text)).iter().any(|fact| fact.contains("1800") || fact.contains("500")));
}

#[test]
fn the_finance_bureau_speaks_for_its_area() {
    assert_eq!(
        region("2023年三公经费决算，县财政局汇总：全县行政事业单位支出412万元，较上年减少10万元。"),
        ["three_public total 412", "three_public change_amount -10 prior_final"]
    );
}

#[test]
fn what_was_spent_in_the_year_is_of_the_heading() {
    let text = "一、公务接待费：当年支出321元，上年支出398元，减少77元；\n二、公务用车费：当年支出610元；\n合计：当年支出931元。";
    let facts = region(&format!("2023年“三公”经费支出统计\n{text}"));
    assert_eq!(facts[0], "reception total 321");
    assert_eq!(facts[1], "reception total 398 2022");
    assert_eq!(facts[3], "vehicle total 610");
    assert!(!facts.iter().any(|fact| fact.starts_with("year_")), "{facts:?}");
    // A part of the account keeps its name.
    let account = region("二、支出决算情况\n支出总计990元，其中本年支出931元。");
    assert_eq!(account, ["total_expenditure total 990", "year_expenditure total 931"]);
    // Without a heading it is all that was spent.
    assert_eq!(last("2023年度：本年支出931元。"), ["year_expenditure total 931"]);
}
