//! Probes of kinds that notices, news and terse reports hold: parts of a year, amounts behind shares and counts, sums behind
//! lists, distributions with directions, and what only looks like the item.

use super::tests::{budget, last, region};

/// The figures that have a name.
fn named(facts: Vec<String>) -> Vec<String> {
    facts.into_iter().filter(|fact| !fact.starts_with("other")).collect()
}

#[test]
fn a_part_of_a_year_is_told_as_one() {
    assert_eq!(
        last("2023年1-6月，“三公”经费支出6.2万元，其中公务接待费1.1万元，同比下降8%。"),
        [
            "three_public total 6.2 execution",
            "reception total 1.1 execution",
            "reception change_pct -8 execution",
        ]
    );
    assert_eq!(
        last("上半年公务接待费支出1.1万元；截至2023年9月底，公务接待费支出2.4万元。"),
        ["reception total 1.1 execution", "reception total 2.4 execution"]
    );
    assert_eq!(
        last("9月份，公务接待费支出800元，本年累计支出9600元。"),
        ["reception month 800 execution", "reception total 9600 execution"]
    );
    // A quarter, or the second half, has no measure of its own.
    for text in
        ["第三季度公务接待费支出2万元。", "7-12月公务接待费支出2万元。", "下半年公务接待费支出2万元。"]
    {
        assert!(named(last(text)).is_empty(), "{text} {:?}", last(text));
    }
    // The budget is of the whole year wherever it stands.
    assert_eq!(last("2023年上半年，公务接待费年初预算4万元，支出1.1万元。")[0], "reception total 4 budget");
    // Stocks at a date, and a budget under a date, are of the year.
    assert_eq!(last("截至2023年6月30日，公务用车保有量5辆。"), ["vehicles count 5"]);
}

#[test]
fn a_heading_of_another_year_dates_what_stands_under_it() {
    let text = "一、2023年“三公”经费预算\n公务接待费3万元。\n二、2022年“三公”经费决算情况\n公务接待费支出2万元，公务用车运行费支出4万元。";
    assert_eq!(
        budget(text),
        ["reception total 3", "reception total 2 2022 final", "vehicle_running total 4 2022 final"]
    );
    // Where the text speaks of the document's year, the heading was left over.
    let text = "2022年“三公”经费决算情况\n2023年“三公”经费支出8万元。\n公务接待费3万元。";
    assert_eq!(last(text), ["three_public total 8", "reception total 3"]);
}

#[test]
fn thousands_may_be_parted_by_a_space() {
    assert_eq!(last("“三公”经费支出共计2 186.35万元。"), ["three_public total 2186.35"]);
    assert_eq!(last("公务用车购置及运行费1 306.2万元（购置费180万元）。")[0], "vehicle total 1306.2");
    // With spaces on both sides nobody knows: half a number is no figure.
    assert!(last("公务用车运行费 2 150 万元。").is_empty());
}

#[test]
fn sums_behind_a_list_are_of_what_it_makes_up() {
    assert_eq!(
        last("因公出国费2万元、公务接待费3万元、公务用车费5万元，合计10万元，总额比上年减少1万元，下降9%。")
            [3..],
        [
            "three_public total 10",
            "three_public change_amount -1 prior_final",
            "three_public change_pct -9 prior_final",
        ]
    );
    assert_eq!(
        region("2023年县级部门因公出国费、公务用车购置及运行费、公务接待费预算合计81万元。"),
        ["three_public total 81 budget"]
    );
    // A list of other things makes up nothing that has a name.
    assert!(
        named(last("公务接待费3万元、会议费2万元，合计5万元。")).iter().all(|fact| !fact.ends_with(" 5"))
    );
}

#[test]
fn what_points_at_an_item_behind_several_names_none() {
    let text =
        "（二）公务用车购置及运行费9万元\n1.购置费0万元。\n2.运行费9万元。\n该项决算比预算少2万元，下降18%。";
    assert_eq!(named(last(text)).len(), 3, "{:?}", last(text));
}

#[test]
fn amounts_used_for_an_item() {
    assert_eq!(last("用于“三公”经费的决算支出是9万元。"), ["three_public total 9"]);
    assert_eq!(last("因公出国（境）费5万元，全年派团组1个，3人次。")[1], "delegations count 1");
}

#[test]
fn distributions_over_sentences_and_with_directions() {
    assert_eq!(
        last("公务接待费、公务用车费分别支出3万元和5万元，合计8万元，分别占“三公”经费的37.5%和62.5%。")[3..],
        ["reception share 37.5 total", "vehicle share 62.5 total"]
    );
    assert_eq!(
        last("公务接待费和公务用车费分别比上年减少1万元、增加2万元。"),
        ["reception change_amount -1 prior_final", "vehicle change_amount 2 prior_final"]
    );
}

#[test]
fn amounts_behind_shares_and_counts() {
    assert_eq!(
        last("“三公”经费支出8万元，其中公务用车费占62.5%，为5万元。").last().map(String::as_str),
        Some("vehicle total 5")
    );
    assert_eq!(
        last("全年接待来客12批96人次，花费3万元。").last().map(String::as_str),
        Some("reception total 3")
    );
    // What was spent on guests from home is not all that was spent.
    assert!(
        last("国内接待12批96人次，花费3万元。").last().is_some_and(|fact| fact.starts_with("other total 3"))
    );
    assert_eq!(last("接待考察团12批次。"), ["receptions count 12"]);
}

#[test]
fn what_is_said_of_somebody_else_is_not_the_item() {
    assert_eq!(
        region("全县“三公”经费支出90万元，县级60万元，乡镇30万元。"),
        ["three_public total 90", "other total 60", "other total 30"]
    );
    for text in [
        "“三公”经费最多的是县公安局，达20万元；其次是县财政局，为9万元。",
        "公务用车花得最多，5万元。",
        "“三公”经费（不含教育系统）支出5万元。",
        "年中追加预算5万元。",
    ] {
        assert!(named(region(text)).is_empty(), "{text} {:?}", region(text));
    }
    // One title over both the whole budget and 三公 makes the whole no 三公.
    assert_eq!(
        super::tests::titled("甲局2023年部门预算及“三公”经费预算说明", "一、部门预算\n收入预算90万元。"),
        ["budget_income total 90"]
    );
    // 一般公共服务 names no purchase of services.
    assert!(
        named(last("一般公共服务支出20万元，教育支出45万元。"))
            .iter()
            .all(|fact| !fact.starts_with("procurement"))
    );
}

#[test]
fn bases_and_rates_in_other_words() {
    assert_eq!(
        last("公务接待费支出3万元，较上年减少1万元，较年初预算数减少2万元。")[1..],
        ["reception change_amount -1 prior_final", "reception change_amount -2 initial"]
    );
    assert_eq!(
        last("公务接待费决算数3万元，仅为预算数的75%。"),
        ["reception total 3", "reception execution_rate 75 initial"]
    );
    assert_eq!(
        last("公务接待费3万元，占年初预算4万元的75%。")[1..],
        ["reception total 4 budget", "reception execution_rate 75 initial"]
    );
    assert_eq!(last("公务接待费3万元，低于4万元的预算。")[1..], ["reception total 4 budget"]);
    assert_eq!(
        last("公务接待费3万元，比上年决算高出1万元，压减率5%。")[1..],
        ["reception change_amount 1 prior_final", "reception change_pct -5 prior_final"]
    );
    assert_eq!(last("今年公务接待费3万元，去年4万元。"), ["reception total 3", "reception total 4 2022"]);
}

#[test]
fn names_behind_their_amounts() {
    assert_eq!(
        last("“三公”经费支出8万元，其中5万元用于公务用车，3万元花在公务接待上。"),
        ["three_public total 8", "vehicle total 5", "reception total 3"]
    );
    assert_eq!(
        last("公务用车费8万元，其中用于购置的3万元，用于运行维护的5万元。")[1..],
        ["vehicle_purchase total 3", "vehicle_running total 5"]
    );
    // Money of something else that is used for an item is not all of the item.
    assert_eq!(named(last("项目支出30万元，其中5万元用于公务接待。")), ["project total 30"]);
}

#[test]
fn a_fund_keeps_its_sentence_and_all_of_a_change_its_subject() {
    assert!(
        last("政府性基金本年收入20万元，本年支出18万元，年末结转和结余2万元。")
            .iter()
            .all(|fact| !fact.starts_with("year_") && !fact.starts_with("carryover"))
    );
    assert_eq!(
        last("“三公”经费支出5万元，均为公务用车运行维护费，比上年减少1万元。")[1..],
        ["three_public change_amount -1 prior_final"]
    );
}

#[test]
fn items_in_one_paragraph_open_behind_commas() {
    assert_eq!(
        budget("“三公”经费预算9万元：一、公务接待费4万元，主要原因是接待任务减少，二、公务用车运行费5万元。"),
        ["three_public total 9", "reception total 4", "vehicle_running total 5"]
    );
}
