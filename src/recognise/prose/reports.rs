//! Probes of kinds of sentences that reports, news and lists write, and of what they leave open.

use super::probes::named;
use super::tests::{budget, last, region};

#[test]
fn from_one_amount_to_another() {
    let fell = ["three_public total 18.6 2022", "three_public total 12.4"];
    for text in [
        "“三公”经费由上年的18.6万元减至12.4万元。",
        "“三公”经费从2022年的18.6万元减少到12.4万元。",
        "“三公”经费由去年的18.6万元，压缩为12.4万元。",
        "与上年相比，“三公”经费由18.6万元降为12.4万元。",
    ] {
        assert_eq!(last(text), fell, "{text}");
    }
    // The time that was said first holds for the parts; where none is said, the first amount has no name.
    assert_eq!(
        last("“三公”经费由上年的18万元减至12万元，其中公务接待费由2.6万元降到1.4万元。")[2..],
        ["reception total 2.6 2022", "reception total 1.4"]
    );
    assert_eq!(named(last("公务接待费由2.6万元降到1.4万元。")), ["reception total 1.4"]);
    assert_eq!(
        last("公务接待费3万元。国内公务接待由上年的45批次减少为30批次，人数从410人次降至260人次。")[1..],
        ["receptions count 45 2022", "receptions count 30", "guests count 410 2022", "guests count 260"]
    );
    assert_eq!(named(last("国内公务接待由45批次减少为30批次。")), ["receptions count 30"]);
}

#[test]
fn items_behind_bullets() {
    for bullet in ["◆ ", "● ", "· ", "\u{F06C}", "▲ ", "○ "] {
        let text = format!("{bullet}基本支出30万元，占75%\n{bullet}项目支出10万元，占25%\n合计40万元");
        assert_eq!(
            named(last(&text)),
            ["basic total 30", "basic share 75 total", "project total 10", "project share 25 total"],
            "{bullet}"
        );
    }
}

#[test]
fn what_names_nothing_behind_several_is_of_none() {
    for text in [
        "出国费0万元。接待费3万元。比上年减少1万元。",
        "购置费2万元，运行费5万元。比上年减少2万元。",
        "会议费2万元。培训费5万元。同比增长3%。",
        "基本支出30万元，占75%。项目支出10万元。比上年减少2万元。",
    ] {
        let facts = last(&format!("“三公”经费、会议费、培训费如下。公务用车情况如下。\n{text}"));
        assert!(facts.last().is_some_and(|fact| fact.starts_with("other change")), "{text} {facts:?}");
    }
    assert_eq!(
        last("“三公”经费8万元。其中接待费3万元。比上年减少1万元。").last().map(String::as_str),
        Some("three_public change_amount -1 prior_final")
    );
    // Labels of the account under the heading of an item.
    let facts = last("（三）公务接待费\n收入：总计90万元。");
    assert!(facts.iter().all(|fact| !fact.starts_with("reception")), "{facts:?}");
    assert_eq!(
        last("收入：总计90万元。\n支出：合计80万元。"),
        ["total_income total 90", "total_expenditure total 80"]
    );
}

#[test]
fn a_sign_that_was_lost_ends_no_sentence() {
    assert_eq!(
        last("基本支出30万元。项目支出10万元,?占25%,比上年减少2万元。")[1..],
        ["project total 10", "project share 25 total", "project change_amount -2 prior_final"]
    );
}

#[test]
fn an_account_gives_its_parts_their_names() {
    assert_eq!(
        last("本年收入合计90万元，其中财政拨款80万元、其他收入10万元。")[1..],
        ["fiscal_income total 80", "other_income total 10"]
    );
    assert_eq!(
        last("三、财政拨款\n收入总计90万元，支出总计80万元。"),
        ["fiscal_income total 90", "fiscal_expenditure total 80"]
    );
    assert_eq!(
        last("财政拨款收入总计90万元，支出总计80万元。"),
        ["fiscal_income total 90", "fiscal_expenditure total 80"]
    );
    assert_eq!(
        last("收入总计90万元，支出也是90万元。"),
        ["total_income total 90", "total_expenditure total 90"]
    );
    assert_eq!(
        last("财政拨款收入60万元，2023年度总支出90万元，其中本年支出80万元。")[1..],
        ["total_expenditure total 90", "year_expenditure total 80"]
    );
    assert_eq!(
        last("二、收支情况 1.财政拨款收入60万元。 2023年度总支出90万元，其中本年支出80万元。")[1..],
        ["total_expenditure total 90", "year_expenditure total 80"]
    );
    // The revenue of an area is no appropriation.
    assert!(named(region("一般公共预算收入856.8亿元，政府性基金收入9亿元。")).is_empty());
    assert!(named(last("院里一年的家当，决算数是90万元。")).is_empty());
}

#[test]
fn a_percentage_in_a_bracket_is_a_share_where_it_comes_to_that() {
    assert_eq!(
        last("支出合计40万元，其中基本支出30万元（75%），项目支出10万元（25%）。")[1..],
        ["basic total 30", "basic share 75 total", "project total 10", "project share 25 total"]
    );
    let facts = last("支出合计40万元，其中基本支出30万元（12%）。");
    assert!(facts.iter().all(|fact| !fact.contains("share")), "{facts:?}");
}

#[test]
fn plans_are_what_a_budget_states() {
    let text = "因公出国（境）费7万元，拟安排出访2批次，计划出国（境）3人。";
    assert_eq!(budget(text)[1..], ["delegations count 2", "travellers count 3"]);
    assert_eq!(last(text).len(), 1);
}

#[test]
fn running_costs_beside_the_purchase_or_above_it() {
    assert_eq!(
        last("公务用车及运行维护费25万元；公务用车购置费6万元。"),
        ["vehicle_running total 25", "vehicle_purchase total 6"]
    );
    assert_eq!(
        last("公务用车及运行维护费25万元，其中公务用车购置费0万元。"),
        ["vehicle total 25", "vehicle_purchase total 0"]
    );
}

#[test]
fn changes_before_what_has_changed() {
    assert_eq!(
        last("“三公”经费比上年省下2.4万元，省在接待上1万元。")[1..],
        ["reception change_amount -1 prior_final"]
    );
    assert_eq!(
        last("“三公”经费支出36万元，较上年减少支出6万元。"),
        ["three_public total 36", "three_public change_amount -6 prior_final"]
    );
    assert_eq!(
        last("公务用车费8万元，含购置费3万元和运行费5万元，比上年分别减少1万元和2万元。")[3..],
        ["vehicle_purchase change_amount -1 prior_final", "vehicle_running change_amount -2 prior_final"]
    );
    assert_eq!(
        budget(
            "部门预算收入90万元，较2022年部门预算收入80万元增加10万元。部门预算支出90万元，较2022年部门预算支出总数80万元，增加10万元。"
        )[3..],
        [
            "budget_expenditure total 90",
            "budget_expenditure total 80 2022",
            "budget_expenditure change_amount 10 prior_budget",
        ]
    );
}

#[test]
fn an_amount_again_and_what_all_of_it_is() {
    assert_eq!(
        last("公务用车费13万元。这13万元都是运行维护费。"),
        ["vehicle total 13", "vehicle_running total 13"]
    );
    assert!(named(last("公务用车费13万元。5万元都是运行维护费。")).len() < 3);
}
