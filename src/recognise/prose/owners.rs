//! Probes: whose figures a text states, and words that are not understood beside an item: what must not get its name.

use super::tests::{budget, last, region};

/// The figures that have a name.
fn named(facts: Vec<String>) -> Vec<String> {
    facts.into_iter().filter(|fact| !fact.starts_with("other")).collect()
}

#[test]
fn what_is_said_of_another_body_is_that_bodys() {
    for text in [
        "县教育局2023年“三公”经费支出9万元，其中公务接待费4万元。",
        "县教育局2023年“三公”经费支出9万元。其中，公务接待费4万元，占44%，接待30批次。",
        "县教育局披露的数据显示，2023年“三公”经费支出9万元，比上年减少1万元。",
        "县教育局的公务接待费4万元。",
        "县教育局为4万元，公务用车购置费3万元。",
    ] {
        let facts = last(text);
        let others = named(facts.clone());
        assert!(others.iter().all(|fact| fact.ends_with(" of 县教育局")), "{text} {facts:?}");
        assert!(!others.is_empty(), "{text}");
    }
    assert_eq!(
        last("最高的县教育局，因公出国、公务用车、公务接待依次为1万元、8万元、4万元，合计13万元。"),
        [
            "outbound total 1 of 县教育局",
            "vehicle total 8 of 县教育局",
            "reception total 4 of 县教育局",
            "three_public total 13 of 县教育局",
        ]
    );
    // A project is called like what it builds, and is no body.
    assert_eq!(last("县智慧档案馆项目支出9万元。"), ["other total 9"]);
    // Who is meant is not certain where the name may begin farther back.
    assert!(named(last("援外医疗队公务接待费4万元。")).is_empty());
    // The text comes back to its own body, and a bracket ends with what it says.
    assert_eq!(
        named(last("县教育局“三公”经费支出9万元。我局“三公”经费支出5万元，其中公务接待费2万元。")),
        ["three_public total 9 of 县教育局", "three_public total 5", "reception total 2"]
    );
    assert_eq!(
        named(last("公务用车运行费预算8万元（含县教育局公务用车运行费1万元），实际支出7万元。")),
        [
            "vehicle_running total 8 budget",
            "vehicle_running total 1 budget of 县教育局",
            "vehicle_running total 7",
        ]
    );
    // Who sums up and who approves is no owner.
    for text in [
        "经县财政局汇总，2023年全县“三公”经费支出9万元。",
        "县财政局公布的数据显示，全县“三公”经费支出9万元。",
        "县财政局批复青川县“三公”经费9万元。",
    ] {
        assert_eq!(region(text), ["three_public total 9"], "{text}");
    }
}

/// Lists of bodies and of places, circles of an area's bodies, and names that the vocabulary cuts up.
#[test]
fn each_of_many_has_its_own_figures() {
    assert_eq!(
        region("全县“三公”经费支出90万元。县教育局12万元，县卫生和计划生育局8万元，某单位5万元。"),
        [
            "three_public total 90",
            "three_public total 12 of 县教育局",
            "three_public total 8 of 县卫生和计划生育局",
            "other total 5",
        ]
    );
    assert_eq!(
        region("全县“三公”经费支出90万元，下降3%。县本级“三公”经费支出30万元，下降2%。"),
        [
            "three_public total 90",
            "three_public change_pct -3",
            "three_public total 30 of 县本级",
            "three_public change_pct -2 of 县本级",
        ]
    );
    assert_eq!(
        region("（一）全县\n“三公”经费支出90万元。\n（二）县本级\n“三公”经费支出30万元。"),
        ["three_public total 90", "three_public total 30 of 县本级"]
    );
    assert_eq!(
        region("公务接待费：上海市9万元，黑龙江8万元。")[..2],
        ["reception total 9 of 上海市", "reception total 8 of 黑龙江"]
    );
    assert_eq!(
        region("一、全县情况\n“三公”经费支出90万元。\n二、抽查情况\n（一）青溪镇：“三公”经费支出5万元。"),
        ["three_public total 90", "three_public total 5 of 青溪镇"]
    );
    // What is said of a unit in a list is over with the next item.
    assert_eq!(
        named(last("一、机构 县农业服务中心财政拨款5人。二、收支 1.事业收入0万元。")),
        ["business_income total 0"]
    );
    // The one that was named last is meant.
    assert_eq!(
        region("全县“三公”经费支出90万元。最多的是县公安局，该局“三公”经费支出20万元。"),
        ["three_public total 90", "three_public total 20 of 县公安局"]
    );
}

#[test]
fn what_was_set_aside_before_what_was_spent_is_the_budget() {
    for text in [
        "一般公共预算安排“三公”经费5万元，实际支出4万元，比年初预算减少1万元。",
        "“三公”经费全年安排5万元，决算支出4万元，比年初预算减少1万元。",
    ] {
        assert_eq!(
            last(text),
            ["three_public total 5 budget", "three_public total 4", "three_public change_amount -1 initial"],
            "{text}"
        );
    }
    assert_eq!(last("“三公”经费全年安排5万元，其中公务接待费4万元。")[0], "three_public total 5");
}

#[test]
fn words_right_before_an_item_make_it_another() {
    for text in [
        "援助队公务用车购置及运行费9万元。",
        "驻外机构因公出国（境）费9万元。",
        "政府集中采购预算9万元。",
        "教育系统的公务接待费9万元。",
        "同等待遇非在编人员9人。",
        "履行职责、维持机关运行开支的行政成本，合计9万元。",
        "公务用车购置及改装费9万元。",
    ] {
        assert!(named(last(text)).is_empty(), "{text} {:?}", last(text));
    }
    assert_eq!(last("开展业务活动的公务用车购置及运行费9万元。"), ["vehicle total 9"]);
    assert_eq!(budget("2023年初预算收入9万元，支出8万元。")[..1], ["budget_income total 9"]);
    assert_eq!(
        budget("年初预算收入9万元，支出8万元。"),
        ["budget_income total 9", "budget_expenditure total 8"]
    );
}

/// Whatever stands for a kind of thing that no vocabulary knows, right before an item, takes its name away.
#[test]
fn an_unknown_noun_before_an_item_takes_its_code() {
    let items = [
        "“三公”经费",
        "公务接待费",
        "因公出国（境）费",
        "公务用车运行维护费",
        "机关运行经费",
        "政府采购",
        "会议费",
    ];
    let unknown = ["渔港", "援外队", "棉纺织协作组", "灯塔", "驼鸟养殖", "沙漠治理"];
    let sentences = ["2023年{}支出5万元。", "2023年，{}5万元，比上年减少1万元。", "全年{}决算数为5万元。"];
    for item in items {
        for sentence in sentences {
            let plain = sentence.replace("{}", item);
            assert!(!named(last(&plain)).is_empty(), "{plain}");
            for noun in unknown {
                let text = sentence.replace("{}", &format!("{noun}{item}"));
                assert!(named(last(&text)).is_empty(), "{text} {:?}", last(&text));
            }
        }
    }
}

#[test]
fn figures_in_one_breath_follow_their_list() {
    assert_eq!(
        last(
            "货物、工程、服务政府采购规模分别为5万元、3万元和2万元，占政府采购规模的50%、30%和20%，增幅为1%、2%和3%。"
        )[3..],
        [
            "procurement_goods share 50 total",
            "procurement_works share 30 total",
            "procurement_services share 20 total",
            "procurement_goods change_pct 1",
            "procurement_works change_pct 2",
            "procurement_services change_pct 3",
        ]
    );
    // A member that is not understood: none of them is known, nor are the shares behind them.
    let text = "政府集中采购、部门集中采购、分散采购的规模分别为5万元、3万元和2万元，分别占50%、30%和20%。";
    assert!(named(last(text)).is_empty(), "{:?}", last(text));
}

#[test]
fn amounts_and_rates_beside_comparisons() {
    assert_eq!(
        last("公务用车费用7.6万元，低于预算的8.5万元。"),
        ["vehicle total 7.6", "vehicle total 8.5 budget"]
    );
    assert_eq!(
        last("公务接待费2.05万元，较上年2.08减少0.03万元，降幅达1.4%。"),
        [
            "reception total 2.05",
            "reception change_amount -0.03 prior_final",
            "reception change_pct -1.4 prior_final"
        ]
    );
    assert_eq!(
        last("公务接待24批次，210人次，支出2.05万元，较上年减少0.03万元。")[2..],
        ["reception total 2.05", "reception change_amount -0.03 prior_final"]
    );
}

#[test]
fn a_part_that_is_called_like_its_whole_is_a_part() {
    assert_eq!(named(last("公务接待费42万元，其中业务接待22万元，公务招待20万元。")), ["reception total 42"]);
    assert_eq!(
        named(last("公务用车运行维护费5万元，其中车辆维护费1万元，保险费2万元。")),
        ["vehicle_running total 5"]
    );
    // Under procurement a fund only says who pays.
    assert!(
        named(budget("（二）政府采购预算情况说明\n按资金来源划分，一般公共预算拨款5万元，上年结转0万元。"))
            .is_empty()
    );
}

#[test]
fn what_was_said_is_not_said_again_of_the_same() {
    let text =
        "“三公”经费2022年决算9万元，2023年决算8万元。其中公务用车购置费2022年决算3万元。2023年决算2万元。";
    let facts = last(text);
    assert!(facts.last().is_some_and(|fact| fact.starts_with("other")), "{facts:?}");
}
