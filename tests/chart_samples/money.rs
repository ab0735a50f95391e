//! Samples of money: what it was spent on, planned and spent, and the 三公 items over the years.

use mingzhang::chart::composition::Composition;
use mingzhang::chart::execution::{Bar, Execution};
use mingzhang::chart::multiples::{Multiples, Pair, Panel};
use mingzhang::chart::ranked::{Key, Ranked, Row};
use mingzhang::chart::spine::Spine;
use mingzhang::chart::split::{Group, Part, Split};
use mingzhang::chart::stacked::{self, Break, Column, Item, Slot, Stacked, Year};
use mingzhang::chart::words::CHINESE;
use mingzhang::chart::{Figure, Hue, Node, Trace, Value};
use mingzhang::model::Phase;

use super::{decimal, figure, gone, known, leaf, node};

fn classes() -> Vec<Node> {
    vec![
        node(
            "201",
            "一般公共服务",
            "2,659.76",
            "62.2%",
            vec![
                node(
                    "20103",
                    "政府办公厅（室）及相关机构事务",
                    "2,561.96",
                    "",
                    vec![
                        leaf("2010301", "行政运行", "1,215.99"),
                        leaf("2010302", "一般行政管理事务", "226.56"),
                        leaf("2010350", "事业运行", "234.79"),
                        leaf("2010399", "其他政府办公厅（室）及相关机构事务支出", "884.62"),
                    ],
                ),
                node("20126", "档案事务", "74.68", "", vec![leaf("2012604", "档案馆", "74.68")]),
                node("20132", "组织事务", "23.12", "", vec![leaf("2013299", "其他组织事务支出", "23.12")]),
            ],
        ),
        node(
            "206",
            "科学技术",
            "322.83",
            "7.6%",
            vec![node(
                "20699",
                "其他科学技术支出",
                "322.83",
                "",
                vec![leaf("2069999", "其他科学技术支出", "322.83")],
            )],
        ),
        node(
            "208",
            "社会保障和就业",
            "499.58",
            "11.7%",
            vec![node(
                "20805",
                "行政事业单位养老支出",
                "499.58",
                "",
                vec![
                    leaf("2080501", "行政单位离退休", "209.14"),
                    leaf("2080505", "机关事业单位基本养老保险缴费支出", "193.23"),
                    leaf("2080506", "机关事业单位职业年金缴费支出", "97.20"),
                ],
            )],
        ),
        node(
            "210",
            "卫生健康",
            "100.70",
            "2.4%",
            vec![
                node(
                    "21004",
                    "公共卫生",
                    "17.04",
                    "",
                    vec![leaf("2100410", "突发公共卫生事件应急处理", "17.04")],
                ),
                node(
                    "21011",
                    "行政事业单位医疗",
                    "83.66",
                    "",
                    vec![leaf("2101101", "行政单位医疗", "72.75"), leaf("2101102", "事业单位医疗", "10.90")],
                ),
            ],
        ),
        node(
            "221",
            "住房保障",
            "689.83",
            "16.1%",
            vec![node(
                "22102",
                "住房改革支出",
                "689.83",
                "",
                vec![leaf("2210201", "住房公积金", "204.07"), leaf("2210203", "购房补贴", "485.76")],
            )],
        ),
    ]
}

/// Treemap.
pub(crate) fn composition() -> Composition {
    Composition {
        name: "2023 年支出决算，按功能分类".into(),
        unit: "万元".into(),
        phase: Phase::Final,
        classes: classes(),
    }
}

/// Spine.
pub(crate) fn spine() -> Spine {
    Spine {
        name: "2023 年支出决算，类、款、项".into(),
        unit: "万元".into(),
        phase: Phase::Final,
        classes: classes(),
    }
}

/// Classes by nature.
pub(crate) fn ranked() -> Ranked {
    let row = |label: &str, total: &str, share: &str, basic: &str, project: &str| Row {
        label: label.into(),
        value: known(total, "001.html#L202"),
        share: share.into(),
        parts: vec![Some(decimal(basic)), Some(decimal(project))],
        code: String::new(),
    };
    Ranked {
        name: "2023 年支出决算，按类排序，分基本和项目".into(),
        unit: "万元".into(),
        phase: Phase::Final,
        keys: vec![
            Key { label: "基本支出".into(), hue: Hue::Basic },
            Key { label: "项目支出".into(), hue: Hue::Project },
        ],
        rows: vec![
            row("一般公共服务", "2,659.76", "62.2%", "1454.65", "1205.11"),
            row("住房保障", "689.83", "16.1%", "689.83", "0"),
            row("社会保障和就业", "499.58", "11.7%", "499.58", "0"),
            row("科学技术", "322.83", "7.6%", "0", "322.83"),
            row("卫生健康", "100.70", "2.4%", "83.66", "17.04"),
        ],
    }
}

/// Economic classes.
pub(crate) fn ranked_economic() -> Ranked {
    let row = |label: &str, text: &str, public: bool| {
        let (personnel, public) = if public { ("0", text) } else { (text, "0") };
        Row {
            label: label.into(),
            value: known(text, "001.html#L341"),
            share: String::new(),
            parts: vec![Some(decimal(personnel)), Some(decimal(public))],
            code: String::new(),
        }
    };
    Ranked {
        name: "2023 年基本支出决算，按经济分类".into(),
        unit: "万元".into(),
        phase: Phase::Final,
        keys: vec![
            Key { label: "人员经费".into(), hue: Hue::Personnel },
            Key { label: "公用经费".into(), hue: Hue::Public },
        ],
        rows: vec![
            row("津贴补贴", "911.42", false),
            row("基本工资", "593.33", false),
            row("退休费", "209.14", false),
            row("住房公积金", "205.92", false),
            row("机关事业单位基本养老保险缴费", "195.63", false),
            row("奖金", "121.97", false),
            row("职业年金缴费", "97.20", false),
            row("职工基本医疗保险缴费", "83.08", false),
            row("其他工资福利支出", "82.39", false),
            row("抚恤金", "48.13", false),
            row("其他交通费用", "35.10", true),
            row("工会经费", "33.23", true),
        ],
    }
}

/// One bar of 100 %.
pub(crate) fn split() -> Split {
    let part = |label: &str, hue, text: &str, share: &str| Part {
        label: label.into(),
        hue,
        figure: figure(text).linked("001.html#L202"),
        share: share.into(),
    };
    Split {
        name: "2023 年支出决算：人员、公用、项目".into(),
        unit: "万元".into(),
        phase: Phase::Final,
        parts: vec![
            part("人员经费", Hue::Personnel, "2,559.34", "59.9%"),
            part("公用经费", Hue::Public, "168.39", "3.9%"),
            part("项目支出", Hue::Project, "1,544.98", "36.2%"),
        ],
        groups: vec![Group {
            label: "基本支出".into(),
            figure: figure("2,727.72"),
            share: "63.8%".into(),
            parts: 2,
        }],
    }
}

/// Comparison of one body.
pub(crate) fn execution() -> Execution {
    let bar = |label: &str, note: &str, phase, figure: Figure| Bar {
        label: label.into(),
        note: note.into(),
        phase,
        value: Value::Known(figure),
        inside: String::new(),
        strong: false,
    };
    let linked = |text: &str, line: &str| figure(text).linked(format!("001.html#{line}"));
    Execution {
        name: "2023 年支出：决算与预算、上年相比".into(),
        unit: "万元".into(),
        rows: vec![
            bar("2022 年决算", "由增减额反推", Phase::Final, linked("3,774.23", "L457").derived()),
            bar("2023 年初预算", "由增减额反推", Phase::Budget, linked("4,143.60", "L499").derived()),
            bar("2023 全年预算", "年中调整后", Phase::Adjusted, linked("4,508.41", "L551")),
            Bar {
                inside: "为全年预算的 94.8%，比上年多 498.48 万元".into(),
                strong: true,
                ..bar("2023 年决算", "实际支出", Phase::Final, linked("4,272.71", "L137"))
            },
        ],
    }
}

fn column(total: &str, outbound: &str, vehicle: &str, reception: &str) -> Column {
    let item = |text: &str| (!text.is_empty()).then(|| figure(text));
    Column {
        total: figure(total).linked("001.html#L445"),
        items: vec![item(outbound), item(vehicle), item(reception)],
    }
}

/// 三公 over five years.
pub(crate) fn three_public() -> Stacked {
    let unknown = || Slot::Unknown("未收录".into());
    let derived =
        Column { total: figure("1.45").linked("001.html#L505").derived(), ..column("1.45", "", "", "") };
    let year = |label: &str, budget, adjusted, spent, rate: &str| Year {
        label: label.into(),
        budget,
        adjusted,
        spent,
        rate: rate.into(),
        rate_trace: Trace::default(),
    };
    Stacked {
        kind: stacked::THREE_PUBLIC,
        items: Item::three_public(&CHINESE),
        name: "“三公”经费，2019—2023 年".into(),
        unit: "万元".into(),
        years: vec![
            year("2019", Slot::Known(column("35.55", "", "9.45", "26.10")), Slot::NotDue, unknown(), ""),
            year("2020", Slot::Known(column("25.55", "", "9.45", "16.10")), Slot::NotDue, unknown(), ""),
            year("2021", unknown(), unknown(), unknown(), ""),
            year("2022", unknown(), unknown(), Slot::Known(derived), ""),
            year(
                "2023",
                unknown(),
                Slot::Known(column("15.27", "7.32", "7.95", "0.00")),
                Slot::Known(column("9.10", "4.33", "4.78", "0.00")),
                "完成全年预算 59.6%",
            ),
        ],
        breaks: vec![Break {
            before: "2021".into(),
            text: "此后名称由“罗湖区委（政府）办”改为现名，口径未能确认相同".into(),
        }],
    }
}

/// Total expenditure over four years: one column split, one whole, one unknown.
pub(crate) fn trend() -> Stacked {
    let split = |total: &str, basic: &str, project: &str| {
        let item = |text: &str| (!text.is_empty()).then(|| figure(text));
        Slot::Known(Column {
            total: figure(total).linked("001.html#L137"),
            items: vec![item(basic), item(project)],
        })
    };
    let unknown = |word: &str| Slot::Unknown(word.into());
    let year = |label: &str, budget, spent| Year {
        label: label.into(),
        budget,
        adjusted: Slot::NotDue,
        spent,
        rate: String::new(),
        rate_trace: Trace::default(),
    };
    Stacked {
        kind: stacked::TREND,
        items: Item::nature(&CHINESE),
        name: "支出总额，2020—2023 年".into(),
        unit: "万元".into(),
        years: vec![
            year(
                "2020",
                split("3,910.00", "1,820.00", "2,090.00"),
                split("3,802.15", "1,790.15", "2,012.00"),
            ),
            year("2021", unknown("未收录"), unknown("范围不同")),
            year("2022", split("4,020.30", "", ""), split("3,774.23", "1,900.23", "1,874.00")),
            year(
                "2023",
                split("4,143.60", "2,000.00", "2,143.60"),
                split("4,272.71", "2,100.00", "2,172.71"),
            ),
        ],
        breaks: Vec::new(),
    }
}

/// Four bodies under one scale.
pub(crate) fn multiples() -> Multiples {
    let pair = |budget: &str, spent: &str| {
        let value = |text: &str| if text.is_empty() { gone() } else { known(text, "x.html") };
        Pair { budget: value(budget), phase: Phase::Budget, spent: value(spent) }
    };
    let adjusted = Pair { phase: Phase::Adjusted, ..pair("15.27", "9.10") };
    let panel =
        |label: &str, years: Vec<Pair>| Panel { label: label.into(), href: Some("d.html".into()), years };
    let none = || pair("", "");
    Multiples {
        name: "四个部门的“三公”经费".into(),
        unit: "万元".into(),
        years: (2019..=2024).map(|year| year.to_string()).collect(),
        panels: vec![
            panel(
                "中共深圳市罗湖区委办公室",
                vec![pair("35.55", ""), pair("25.55", ""), none(), pair("", "1.45"), adjusted, none()],
            ),
            panel(
                "中共深圳市福田区委办公室（本级）",
                vec![pair("53.70", ""), pair("32.01", "6"), none(), none(), none(), none()],
            ),
            panel(
                "株洲市石峰区人民政府办公室",
                vec![none(), pair("5.34", ""), none(), none(), none(), none()],
            ),
            panel(
                "深圳市罗湖区政务服务数据管理局（本级）",
                vec![none(), none(), none(), none(), pair("2.65", ""), pair("2.65", "")],
            ),
        ],
    }
}
