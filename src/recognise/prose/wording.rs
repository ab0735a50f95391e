//! Probes of figures whose name stands elsewhere than before them: in the heading, behind them, or once for several.

use super::probes::named;
use super::tests::{budget, last};

#[test]
fn what_was_spent_is_of_the_item_that_the_heading_or_the_sentence_names() {
    assert_eq!(
        last("三、“三公”经费\n（一）公务接待费。2023年预算支出4万元，比2022年预算减少1万元。")[0],
        "reception total 4 budget"
    );
    assert_eq!(
        last("因公出国费年初预算1万元、全年支出0万元；公务接待费年初预算4万元、全年支出3万元。"),
        ["outbound total 1 budget", "outbound total 0", "reception total 4 budget", "reception total 3"]
    );
    // The body's own spending under the heading of an item is not said to be of that item.
    assert!(
        named(last("三、机关运行经费\n我局2023年支出预算90万元。"))
            .iter()
            .all(|fact| !fact.contains("running_cost"))
    );
    // A heading far above, below which other things were said, is not meant.
    let text = "四、机关运行经费\n指保障运行的经费。\n部门预算说明\n2023年收入预算90万元。\n支出预算90万元，其中：财政拨款支出预算90万元。";
    assert!(budget(text).contains(&"budget_expenditure total 90".to_owned()), "{:?}", budget(text));
    // Behind an income it is the account that goes on.
    assert_eq!(
        last("财政拨款收入80万元，其他收入10万元；全年支出85万元。").last().map(String::as_str),
        Some("year_expenditure total 85")
    );
    assert_eq!(
        last("2023年决算收入比2022年减少4万元，下降5%；决算支出比2022年减少3万元，下降4%。")[2..],
        ["year_expenditure change_amount -3 prior_final", "year_expenditure change_pct -4 prior_final"]
    );
}

#[test]
fn the_score_of_a_project_is_not_that_of_the_body() {
    let scores = |text: &str| -> Vec<String> {
        last(text).into_iter().filter(|fact| fact.contains(" score ")).collect()
    };
    assert_eq!(scores("部门整体支出绩效自评得分95分。"), ["score score 95"]);
    assert_eq!(scores("我局自评得分95分。"), ["score score 95"]);
    assert_eq!(
        scores("“道路硬化”项目自评得分92分，“河道清淤”项目自评得分88分。"),
        ["other score 92", "other score 88"]
    );
    assert_eq!(
        scores("一、项目支出绩效自评情况\n道路硬化自评得分92分。\n二、整体支出绩效自评情况\n自评得分95分。"),
        ["other score 92", "score score 95"]
    );
    assert_eq!(scores("对3个项目开展自评，部门整体支出自评得分95分。"), ["score score 95"]);
    assert!(scores("各项目自评得分均在90分以上。").is_empty(), "a threshold is no score");
}

#[test]
fn one_item_in_several_years_or_at_several_stages() {
    assert_eq!(
        last("“三公”经费年初预算数、决算数分别为10万元、8万元，决算数比预算数减少2万元。"),
        ["three_public total 10 budget", "three_public total 8", "three_public change_amount -2 initial"]
    );
    assert_eq!(
        last("公务接待费2022年、2023年决算分别为3万元和2万元。"),
        ["reception total 3 2022", "reception total 2"]
    );
    assert_eq!(
        budget("2022年和2023年公务用车运行维护费预算分别为9万元、8万元。"),
        ["vehicle_running total 9 2022", "vehicle_running total 8"]
    );
    // Three amounts of two stages: nobody knows.
    assert!(named(last("公务接待费预算数、决算数分别为3万元、2万元、1万元。")).is_empty());
}

#[test]
fn an_amount_before_what_it_is_for() {
    assert_eq!(
        budget("2023年安排15万元用于公务用车运行维护，安排4万元用于公务接待。"),
        ["vehicle_running total 15", "reception total 4"]
    );
    assert_eq!(
        last("“三公”经费共花费18万元，其中用于公务接待的有3万元，用于公务用车运行的有15万元。")[1..],
        ["reception total 3", "vehicle_running total 15"]
    );
    // A part of something else is not all of it, and what is named before 中 is not the amount.
    for text in [
        "项目支出中安排5万元用于公务接待。",
        "办公经费30万元，其中5万元用于公务接待。",
        "项目支出中5万元用于维修。",
    ] {
        assert!(named(budget(text)).is_empty(), "{text}");
    }
}

#[test]
fn the_account_of_a_fund_is_not_that_of_all_funds() {
    assert_eq!(
        named(last(
            "政府性基金预算财政拨款年初结转和结余1万元，本年收入30万元，本年支出28万元，年末结转和结余3万元。"
        )),
        ["gov_fund total 30", "gov_fund total 28"]
    );
    assert_eq!(
        last("年初结转和结余1万元，本年收入30万元。"),
        ["carryover_in total 1", "year_income total 30"]
    );
}

#[test]
fn kinds_of_procurement_make_up_procurement() {
    assert_eq!(
        last("2023年共采购货物5万元、采购工程7万元、采购服务3万元，合计15万元。").last().map(String::as_str),
        Some("procurement total 15")
    );
    assert_eq!(
        last("政府采购支出45万元，其中货物支出15万元，服务支出30万元；2022年政府采购支出38万元，增加7万元。")
            [3..],
        ["procurement total 38 2022", "procurement change_amount 7 prior_final"]
    );
}

#[test]
fn what_was_executed_of_a_budget() {
    assert_eq!(
        last("“三公”经费预算20万元，执行13万元，其中公务接待费执行3万元，公务用车运行费执行10万元。"),
        [
            "three_public total 20 budget",
            "three_public total 13",
            "reception total 3",
            "vehicle_running total 10"
        ]
    );
    // A rule that was followed is none.
    assert_eq!(last("执行中央八项规定，公务接待费支出3万元。"), ["reception total 3"]);
}

#[test]
fn who_is_received_is_not_always_a_guest() {
    for text in ["接待群众来访15批次、86人次。", "公务接待费支出3万元，接待信访群众15批次、86人次。"]
    {
        let counts = |fact: &&String| fact.contains(" count ");
        assert_eq!(named(last(text)).iter().filter(counts).count(), 0, "{text}");
    }
    assert_eq!(last("接待来访15批次、86人次。"), ["receptions count 15", "guests count 86"]);
}

#[test]
fn an_amount_of_a_year_to_come_is_no_final_one() {
    assert!(named(last("预计2024年公务接待费3万元。")).is_empty());
    assert_eq!(last("2024年公务接待费预算3万元。"), ["reception total 3 2024 budget"]);
}
