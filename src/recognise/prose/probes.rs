//! Probes of kinds of sentences that notices, towns and regions write: what belongs to a whole, what its parts, what stands
//! beside a figure, and where nobody can know.

use super::tests::{budget, last, region};

/// The figures that have a name.
pub(super) fn named(facts: Vec<String>) -> Vec<String> {
    facts.into_iter().filter(|fact| !fact.starts_with("other")).collect()
}

#[test]
fn a_list_under_its_name_is_the_name() {
    for text in [
        "全县因公出国（境）费、公务用车购置费、公务接待费（“三公”经费）决算总额60万元。",
        "用财政拨款开支的因公出国费、公务用车费和公务接待费等“三公”经费支出共60万元。",
        "行政单位、事业单位和其他单位使用财政拨款安排的“三公”经费合计60万元。",
        "本级部门（含参照公务员法管理的单位）使用财政拨款安排的“三公”经费60万元。",
    ] {
        assert_eq!(region(text), ["three_public total 60"], "{text}");
    }
    // A list with a member of another kind is no 三公.
    assert!(named(last("公务接待费、会议费合计6万元。")).is_empty());
}

#[test]
fn an_item_of_a_budget_within_another_has_its_own_name() {
    assert_eq!(
        budget("一般公共预算安排“三公”经费支出预算中公务用车运行维护费为4万元。"),
        ["vehicle_running total 4"]
    );
    assert_eq!(last("基本支出里公用经费30万元。"), ["public total 30"]);
}

#[test]
fn parts_of_an_amount_are_not_all_of_their_kind() {
    // What belongs to 机关运行经费, and who pays for 三公, is not the whole 接待费 and not the whole fund.
    assert_eq!(
        named(last("机关运行经费支出40万元，其中：办公费9万元，会议费1万元，公务用车运行维护费3万元。")),
        ["running_cost total 40"]
    );
    assert_eq!(
        named(last("“三公”经费支出6万元（其中：一般公共预算支出6万元、政府性基金预算支出0万元）。")),
        ["three_public total 6"]
    );
    assert_eq!(
        named(last("支出总计90万元，其中基本支出60万元，项目支出30万元。")),
        ["total_expenditure total 90", "basic total 60", "project total 30"]
    );
}

#[test]
fn parts_are_of_the_year_and_stage_of_their_whole() {
    assert_eq!(
        budget("2022年“三公”经费执行数7万元。其中，公务接待费2万元，公务用车运行费5万元。"),
        [
            "three_public total 7 2022 execution",
            "reception total 2 2022 execution",
            "vehicle_running total 5 2022 execution",
        ]
    );
    assert_eq!(
        last("用车决算8万元，年初预算9万元，里面购置费3万元、运行费5万元。")[2..],
        ["vehicle_purchase total 3", "vehicle_running total 5"]
    );
}

#[test]
fn behind_parts_the_whole_comes_back() {
    assert_eq!(
        last("年初预算支出90万元，其中项目支出30万元；全年实际支出80万元。").last().map(String::as_str),
        Some("year_expenditure total 80")
    );
    assert_eq!(
        last("公务用车费8万元：购置3万元，运行维护5万元，合计比上年减少1万元。").last().map(String::as_str),
        Some("vehicle change_amount -1 prior_final")
    );
    // Whether the last part changed or the whole, nobody says.
    let facts = last("公务用车费8万元，其中购置费3万元、运行维护费5万元，比上年减少1万元。");
    assert!(facts.last().is_some_and(|fact| fact.starts_with("other")), "{facts:?}");
    // A bracket ends with its parts.
    assert_eq!(
        last("公务用车费8万元（购置3万元、运行维护5万元），比上年减少1万元。").last().map(String::as_str),
        Some("vehicle change_amount -1 prior_final")
    );
}

#[test]
fn both_sides_of_an_account() {
    assert_eq!(
        last("收入总计、支出总计均为90万元，与2022年相比，收、支总计各增加2万元。"),
        ["total_income total 90", "total_income change_amount 2 prior_final"]
    );
    assert_eq!(
        last("2023年总收入90万元，总支出90万元，都比上年多2万元，增2.27%。")[2..],
        ["total_income change_amount 2 prior_final", "total_income change_pct 2.27 prior_final"]
    );
    assert_eq!(
        last("全年收入90万元，支出80万元。与2022年比，收入增2万元，支出减1万元。"),
        [
            "year_income total 90",
            "year_expenditure total 80",
            "year_income change_amount 2 prior_final",
            "year_expenditure change_amount -1 prior_final",
        ]
    );
    // Of other lists it is not known who is meant.
    assert!(
        last("公务接待费3万元、会议费2万元，均比上年减少1万元。")
            .last()
            .is_some_and(|f| f.starts_with("other"))
    );
}

#[test]
fn shares_follow_their_list_and_rates_are_no_shares() {
    assert_eq!(
        last("财政拨款收入80万元，事业收入15万元，其他收入5万元，分别占总收入的80%、15%和5%。")[3..],
        ["fiscal_income share 80 total", "business_income share 15 total", "other_income share 5 total"]
    );
    assert_eq!(
        last("公务接待费支出4万元，占预算安排数的80%。"),
        ["reception total 4", "reception execution_rate 80 initial"]
    );
    assert_eq!(
        last("公务接待费支出4万元，为年初预算5万元的80%。")[1..],
        ["reception total 5 budget", "reception execution_rate 80 initial"]
    );
    assert_eq!(last("公务接待费支出4万元，占“三公”经费支出的20%。")[1..], ["reception share 20 total"]);
    assert_eq!(budget("基本支出60万元，占部门预算的60%。")[1..], ["basic share 60 total"]);
}

#[test]
fn the_other_side_of_a_comparison() {
    assert_eq!(
        last("公务接待费支出4万元，比上年的5万元减少1万元。")[1..],
        ["reception total 5 2022", "reception change_amount -1 prior_final"]
    );
    assert_eq!(
        budget("“三公”经费预算4万元，比2022年“三公”经费预算5万元减少1万元。")[1..],
        ["three_public total 5 2022", "three_public change_amount -1 prior_budget"]
    );
    assert_eq!(
        last("公务接待费支出4万元，小于年初预算数1万元。")[1..],
        ["reception change_amount -1 initial"]
    );
    // Two years back is not the year before.
    assert_eq!(last("公务接待费支出4万元，较2021年下降20%。")[1..], ["reception change_pct -20"]);
    // What was compared behind a reason that names nothing is the item's.
    assert_eq!(
        last("公务接待费支出4万元，决算数小于预算数的主要原因是厉行节约，比上年减少1万元。")[1..],
        ["reception change_amount -1 prior_final"]
    );
}

#[test]
fn what_is_left_is_no_amount_of_the_item() {
    assert_eq!(
        named(last("“三公”经费年初预算5万元，支出4万元，结余1万元；2022年支出6万元。")),
        ["three_public total 5 budget", "three_public total 4", "three_public total 6 2022"]
    );
    assert_eq!(
        named(last("“三公”经费支出4万元，全部为公务接待费，年初预算5万元，完成80%。")),
        ["three_public total 4", "three_public total 5 budget", "three_public execution_rate 80",]
    );
}

#[test]
fn funds_keep_what_is_theirs() {
    assert_eq!(
        named(last("一、政府性基金预算收支情况\n本年收入7万元，基本支出2万元，年末结转和结余1万元。")),
        ["gov_fund total 7"]
    );
    assert!(named(last("政府购买服务预算12万元；固定资产总额50万元；其他费用3万元。")).is_empty());
    assert_eq!(named(last("财政拨款安排支出50万元。")), ["fiscal_expenditure total 50"]);
}

#[test]
fn counts_in_other_orders() {
    assert_eq!(
        last("公务用车购置数和保有量分别为1辆和9辆。"),
        ["vehicles_purchased count 1", "vehicles count 9"]
    );
    assert_eq!(
        last("国内公务接待批次38个，接待人次260人；国（境）外公务接待批次2个，接待人次9人。"),
        ["receptions count 38", "guests count 260"]
    );
    assert_eq!(
        last("公务接待批次（批）38\n公务接待人数（人）260"),
        ["receptions count 38", "guests count 260"]
    );
    assert_eq!(named(last("全年报废车辆2辆，租用车辆1辆。")), Vec::<String>::new());
    assert!(named(last("外事接待支出0万元，接待0批次，0人次，共计支出0万元。")).is_empty());
}

#[test]
fn plain_words_and_bare_units() {
    assert_eq!(
        last("“三公”经费总花销9万，比上年省下1万，只用掉年初预算的75%。"),
        [
            "three_public total 9",
            "three_public change_amount -1 prior_final",
            "three_public execution_rate 75 initial",
        ]
    );
    assert_eq!(last("接待支出下降20%，为4万元。"), ["reception change_pct -20", "reception total 4"]);
    // Half a number is no figure, and a plot of land no money.
    assert!(named(last("公务接待费1，234.5万元。造林3万亩。")).is_empty());
}

#[test]
fn the_body_in_other_words() {
    for text in
        ["青川县民政局办公室公务接待费5万元。", "县民政局机关公务接待费5万元。", "局机关公务接待费5万元。"]
    {
        assert_eq!(last(text), ["reception total 5"], "{text}");
    }
    assert_eq!(last("青川县民政局机关运行经费5万元。"), ["running_cost total 5"]);
    assert_eq!(last("县教育局公务接待费5万元。"), ["reception total 5 of 县教育局"]);
}

#[test]
fn a_paragraph_goes_on_with_the_one_before() {
    assert_eq!(
        budget("2023年部门总收入90万元，其中其他收入5万元。\n与上年对比增加2万元。")
            .last()
            .map(String::as_str),
        Some("total_income change_amount 2 prior_budget")
    );
    assert_eq!(last("三、“三公”经费支出决算情况2023年“三公”经费支出6万元。"), ["three_public total 6"]);
}

#[test]
fn a_reason_in_front_may_be_of_several_clauses() {
    for text in [
        "本年收入90万元。受过紧日子要求，压减一般性支出影响，比上年减收5万元。",
        "本年收入90万元。因机构改革，压减项目支出等原因，比上年减少5万元。",
    ] {
        assert_eq!(
            last(text).last().map(String::as_str),
            Some("year_income change_amount -5 prior_final"),
            "{text}"
        );
    }
}

#[test]
fn who_pays_is_no_subject_of_what_comes_next() {
    for text in [
        "2023年收入预算500万元，全部来自一般公共预算，比2022年增加20万元。",
        "2023年收入预算500万元，来源于财政拨款，较上年增加20万元。",
        "2023年收入预算500万元，均来自一般公共预算拨款，与上年比增加20万元。",
    ] {
        assert_eq!(
            budget(text),
            ["budget_income total 500", "budget_income change_amount 20 prior_budget"],
            "{text}"
        );
    }
}

#[test]
fn running_costs_of_an_office_are_not_those_of_vehicles() {
    assert_eq!(budget("2023年一般公共预算财政拨款运行经费30万元。"), ["running_cost total 30"]);
    for text in ["2023年本单位运行经费30万元。", "运维经费30万元。", "系统运行经费30万元。"]
    {
        assert!(named(last(text)).is_empty(), "{text}");
    }
    assert_eq!(last("公务用车经费8万元，其中运行经费5万元。")[1..], ["vehicle_running total 5"]);
}

#[test]
fn what_is_most_of_all_is_still_the_item() {
    for text in [
        "“三公”经费60万元。公务用车费最多，达40万元。",
        "“三公”经费60万元。公务用车费是大头，40万元。",
        "“三公”经费60万元。公务用车费占比最高，支出40万元。",
    ] {
        assert_eq!(last(text)[1..], ["vehicle total 40"], "{text}");
    }
    // A mean over years is no change of one.
    let facts = last("“三公”经费60万元，近五年年均下降8.2%。");
    assert_eq!(named(facts), ["three_public total 60"]);
    // One of many bodies is not all of them.
    for text in ["“三公”经费最多的单位支出8万元。", "接待费最大的是甲单位，为8万元。"]
    {
        assert!(named(region(text)).is_empty(), "{text}");
    }
}

#[test]
fn money_behind_vehicles_that_were_bought() {
    for text in ["公务用车方面，购置2辆，花费35万元。", "公务用车方面，更新2辆，花去35万元。"]
    {
        assert_eq!(last(text), ["vehicles_purchased count 2", "vehicle_purchase total 35"], "{text}");
    }
    // Of all vehicles or of those: nobody says.
    for text in ["公务用车方面，购置2辆，全年共花费35万元。", "公务用车方面，购置2辆，支出35万元。"]
    {
        let facts = last(text);
        assert!(!facts.iter().any(|fact| fact.starts_with("vehicle_purchase")), "{facts:?}");
    }
    assert_eq!(
        last("公务用车购置17万元，更新执法车1辆。"),
        ["vehicle_purchase total 17", "vehicles_purchased count 1"]
    );
    assert!(named(last("公务用车费17万元，租赁大客车1辆。"))[1..].is_empty());
}

#[test]
fn counts_leave_the_topic_where_it_was() {
    assert_eq!(
        last("（一）“三公”经费60万元：公务接待费18万元，国内接待20批次，182人次。比上年减少3万元。")
            .last()
            .map(String::as_str),
        Some("three_public change_amount -3 prior_final")
    );
    // A stock that is named is what there is, even among reasons.
    assert_eq!(
        last("公务用车费6万元，增加的主要原因是新增车辆，公务用车保有量17辆。")[1..],
        ["vehicles count 17"]
    );
}

#[test]
fn points_of_an_evaluation_of_oneself() {
    for text in ["本局绩效自评96.5分。", "对照指标，整体支出绩效自评得分96.5分。", "我局自评96.5分。"]
    {
        assert_eq!(last(text), ["score score 96.5"], "{text}");
    }
    assert!(named(last("项目立项满分5分，绩效目标10分。")).is_empty());
}

#[test]
fn parts_of_projects_and_what_several_funds_pay() {
    let text = "1.基本支出88万元，其中：工资福利支出71万元，商品和服务支出17万元。\n2.项目支出30万元，其中：\n商品和服务支出30万元，比上年减少3万元。";
    let facts = named(budget(text));
    assert_eq!(
        facts,
        ["basic total 88", "wages total 71", "goods total 17", "project total 30"],
        "{facts:?}"
    );
    for text in [
        "一般公共预算及政府性基金财政拨款“三公”经费支出决算6万元，比上年增加1万元。",
        "一般公共预算和政府性基金预算安排的“三公”经费6万元，比上年增加1万元。",
        "一般公共预算、政府性基金预算财政拨款“三公”经费合计6万元，较上年增加1万元。",
    ] {
        assert_eq!(
            last(text),
            ["three_public total 6", "three_public change_amount 1 prior_final"],
            "{text}"
        );
    }
    assert!(named(last("一般公共预算和政府性基金预算合计6万元。")).is_empty());
}

#[test]
fn all_that_an_area_spends_is_not_what_its_report_began_with() {
    let text = "2023年全县“三公”经费8万元。\n2023年全县支出总计900万元，全县收入总计910万元。";
    assert_eq!(named(region(text)), ["three_public total 8"]);
}

#[test]
fn a_distribution_behind_a_colon() {
    let said = "出国（境）12万元、用车40万元、接待20万元，三项合计72万元。";
    for rest in [
        "三项与2022年决算相比依次为：增加2万元、减少5万元、减少1万元。",
        "与上年决算比，三项分别为：增加2万元、减少5万元、减少1万元。",
        "比2022年，三项分别增加2万元、减少5万元、减少1万元。",
    ] {
        let facts = last(&format!("“三公”经费情况。{said}{rest}"));
        let changes: Vec<&str> =
            facts.iter().map(String::as_str).filter(|fact| fact.contains("change")).collect();
        assert_eq!(
            changes,
            [
                "outbound change_amount 2 prior_final",
                "vehicle change_amount -5 prior_final",
                "reception change_amount -1 prior_final",
            ],
            "{rest}"
        );
    }
    // Of another number of members nobody knows which are meant.
    let facts = last(&format!("{said}与上年相比依次为：增加2万元、减少5万元。"));
    assert!(
        facts.iter().filter(|fact| fact.contains("change")).all(|fact| fact.starts_with("other")),
        "{facts:?}"
    );
}

#[test]
fn words_before_a_colon_and_the_body_by_its_kind() {
    for text in [
        "“三公”经费控制情况：全年支出18万元，预算21万元。",
        "“三公”经费情况：年度支出18万元，年初预算21万元。",
        "“三公”经费开支：全年支出18万元，预算21万元。",
    ] {
        assert_eq!(last(text), ["three_public total 18", "three_public total 21 budget"], "{text}");
    }
    for text in ["本局2023年决算收入90万元，支出80万元。", "我局2023年收入90万元，支出80万元。"]
    {
        assert_eq!(last(text), ["year_income total 90", "year_expenditure total 80"], "{text}");
    }
    // Of another office it is not the body's.
    assert!(named(last("县卫生院2023年收入90万元。")).is_empty());
    assert!(named(last("城关镇政府公务接待费8万元。")).is_empty());
}

#[test]
fn an_earlier_year_with_its_own_year_before() {
    assert_eq!(
        last("2022年“三公”经费决算6万元，较2021年减少1万元。"),
        ["three_public total 6 2022", "three_public change_amount -1 2022 prior_final"]
    );
    assert_eq!(
        last("2022年“三公”经费决算6万元，2023年5万元，较2022年减少1万元。").last().map(String::as_str),
        Some("three_public change_amount -1 prior_final")
    );
    assert_eq!(
        last("2022年“三公”经费决算6万元，2023年减少1万元。").last().map(String::as_str),
        Some("three_public change_amount -1 prior_final")
    );
}

#[test]
fn brackets_that_end_in_a_stop_and_titles_of_laws() {
    for text in [
        "“三公”经费9万元，其中：公务用车费5万元（购置费2万元；运行维护费3万元。）比上年减少1万元。",
        "“三公”经费9万元。公务用车费5万元（购置费2万元，运行维护费3万元。），比上年减少1万元。",
    ] {
        let facts = last(text);
        let change = facts.iter().find(|fact| fact.contains("change_amount"));
        assert!(change.is_none_or(|fact| !fact.starts_with("three_public")), "{facts:?}");
    }
    for text in [
        "根据《中华人民共和国预算法》和有关规定，全县“三公”经费支出总额为90万元。",
        "按照《关于深化预算管理制度改革的决定》的要求，全县“三公”经费支出90万元。",
        "依据《预算法》，现公布全县“三公”经费支出总额90万元。",
    ] {
        assert_eq!(region(text), ["three_public total 90"], "{text}");
    }
}
