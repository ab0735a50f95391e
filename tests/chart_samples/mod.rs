//! Sample inputs for every chart, from the disclosures of a Shenzhen district: shared by the tests and the example.

use mingzhang::chart::composition::Composition;
use mingzhang::chart::execution::{Bar, Execution};
use mingzhang::chart::indicators::{IndicatorRow, Indicators};
use mingzhang::chart::multiples::{Multiples, Pair, Panel};
use mingzhang::chart::ranked::{Key, Ranked, Row};
use mingzhang::chart::scorecard::{Criterion, Scorecard};
use mingzhang::chart::scores::{Note, Project, Scores};
use mingzhang::chart::spine::Spine;
use mingzhang::chart::split::{Group, Part, Split};
use mingzhang::chart::three_public::{Break, Column, Slot, ThreePublic, Year};
use mingzhang::chart::{Chart, Figure, Hue, Node, Trace, Value};
use mingzhang::model::Phase;
use rust_decimal::Decimal;

/// A chart with what a page would say around it.
#[allow(dead_code)] // the tests need the charts alone
pub(crate) struct Sample {
    /// Name of the sample in file names and ids.
    pub(crate) id: &'static str,
    /// Headline.
    pub(crate) title: &'static str,
    /// Unit, year and how to read.
    pub(crate) subtitle: &'static str,
    /// Documents and places.
    pub(crate) source: &'static str,
    /// The chart.
    pub(crate) chart: Box<dyn Chart>,
}

/// All samples.
pub(crate) fn all() -> Vec<Sample> {
    let sample = |id, title, subtitle, source, chart| Sample { id, title, subtitle, source, chart };
    let doc = "2023 年度部门决算（001）";
    vec![
        sample("execution", "花掉了全年预算的 94.8%", "支出，万元", doc, Box::new(execution())),
        sample(
            "composition",
            "面积就是金额",
            "按功能分类到项级，2023 年决算，万元",
            "2023 年度部门决算（001），支出决算表 L199—L234",
            Box::new(composition()),
        ),
        sample("spine", "最大一笔是机关本身的运行", "类、款、项，2023 年决算，万元", doc, Box::new(spine())),
        sample(
            "ranked",
            "五类支出，两种性质",
            "2023 年决算，万元；百分数为占本年支出的比重",
            doc,
            Box::new(ranked()),
        ),
        sample(
            "ranked-economic",
            "基本支出买了什么",
            "经济分类前十二项，2023 年决算，万元",
            doc,
            Box::new(ranked_economic()),
        ),
        sample(
            "split",
            "每 100 元：人员 59.9，公用 3.9，项目 36.2",
            "2023 年决算，万元",
            doc,
            Box::new(split()),
        ),
        sample(
            "three-public",
            "五年“三公”经费，近半没有收录",
            "万元",
            "000 L1640—1656；001 L445、L505",
            Box::new(three_public()),
        ),
        sample(
            "scores",
            "分数挤在一起，执行率拉得开",
            "按全年执行数排序；“年初 0”指年初预算数为 0.00",
            "2023 年度 18 张项目支出绩效自评表（001）L615—L1167",
            Box::new(scores()),
        ),
        sample(
            "scorecard",
            "自评 93.78 分",
            "2020 年部门整体支出绩效评价指标评分表；宽度为分值",
            "004 L288—L321",
            Box::new(scorecard()),
        ),
        sample(
            "indicators",
            "办公办会事务：96.44 分",
            "2023 年项目支出绩效自评表",
            doc,
            Box::new(indicators()),
        ),
        sample("multiples", "“三公”经费，同一把尺", "万元", "000、001、002、003、004", Box::new(multiples())),
    ]
}

/// An exact amount from its digits.
pub(crate) fn decimal(text: &str) -> Decimal {
    text.replace(',', "").parse().expect("an amount")
}

/// A figure from its printed text.
pub(crate) fn figure(text: &str) -> Figure {
    Figure::new(decimal(text), text).traced(&Trace::of(format!("f{}", text.replace([',', '.'], ""))))
}

fn known(text: &str, href: &str) -> Value {
    Value::Known(figure(text).linked(href))
}

fn gone() -> Value {
    Value::Unknown("未收录".into())
}

fn node(code: &str, label: &str, text: &str, share: &str, children: Vec<Node>) -> Node {
    let figure = figure(text).linked(format!("001.html#{code}"));
    Node { code: code.into(), label: label.into(), figure, share: share.into(), children }
}

fn leaf(code: &str, label: &str, text: &str) -> Node {
    node(code, label, text, "", Vec::new())
}

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
        name: "2023 年支出决算，按功能分类".into(), unit: "万元".into(), classes: classes()
    }
}

/// Spine.
pub(crate) fn spine() -> Spine {
    Spine { name: "2023 年支出决算，类、款、项".into(), unit: "万元".into(), classes: classes() }
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
        outbound: item(outbound),
        vehicle: item(vehicle),
        reception: item(reception),
    }
}

/// 三公 over five years.
pub(crate) fn three_public() -> ThreePublic {
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
    ThreePublic {
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

/// Self-evaluations of 18 projects.
pub(crate) fn scores() -> Scores {
    let row = |label: &str, initial: &str, executed: &str, rate: &str, score: &str| {
        let mut notes = Vec::new();
        if initial == "0" {
            notes.push(Note { text: "年初 0".into(), check: false, trace: Trace::default() });
        }
        if label == "办公办会事务" {
            notes.push(Note { text: "待核对".into(), check: true, trace: Trace::default() });
        }
        Project {
            label: label.into(),
            href: Some(format!("projects.html#{score}")),
            notes,
            executed: known(executed, "001.html#L617"),
            rate: known(rate, "001.html#L618"),
            score: known(score, "001.html#L619"),
        }
    };
    Scores {
        name: "2023 年 18 个项目的执行数、执行率与自评得分".into(),
        unit: "万元".into(),
        rows: vec![
            row("罗湖区政府门户网站改版升级建设项目", "100", "322.83", "97.4", "99.73"),
            row("材料工作业务", "215.78", "217.58", "96.4", "96.04"),
            row("行政运行", "109.12", "174.00", "98.8", "99.88"),
            row("秘书处业务", "181", "167.66", "92.6", "98.26"),
            row("政务公开业务", "163", "161.97", "99.4", "99.94"),
            row("外事事务", "88.34", "82.61", "93.5", "98.15"),
            row("深圳市罗湖区智慧档案馆项目", "0", "74.68", "99.9", "99.59"),
            row("办公办会事务", "96.4", "74.67", "86.4", "96.44"),
            row("保密宣传教育及监督管理工作", "70", "68.70", "98.2", "99.82"),
            row("督查及绩效事务", "50.77", "49.32", "97.2", "98.02"),
            row("信息公开业务", "55.1", "44.09", "80.0", "98.00"),
            row("档案管理事务", "38", "37.45", "98.6", "99.46"),
            row("疫情防控工作经历", "0", "17.04", "100.0", "99.80"),
            row("其他管理事务", "19.24", "15.03", "78.1", "95.61"),
            row("干部健康管理", "10.8", "9.22", "85.4", "98.54"),
            row("离退休干部管理和服务", "0", "4.50", "100.0", "100.00"),
            row("因公出国（境）经费", "0", "4.33", "59.1", "95.91"),
            row("党政事务", "4.4", "3.65", "82.9", "98.29"),
        ],
    }
}

/// A scorecard with rows lost in the source.
pub(crate) fn scorecard() -> Scorecard {
    let some = |text: &str| (!text.is_empty()).then(|| figure(text));
    let row = |label: &str, weight: &str, score: &str| Criterion {
        label: label.into(),
        weight: some(weight),
        score: some(score),
        children: Vec::new(),
    };
    let group = |label: &str, weight: &str, children: Vec<Criterion>| Criterion {
        label: label.into(),
        weight: some(weight),
        score: None,
        children,
    };
    Scorecard {
        name: "2020 年部门整体支出绩效评价".into(),
        score: some("93.78"),
        weight: some("100"),
        criteria: vec![
            group(
                "部门决策",
                "25",
                vec![
                    group(
                        "预算编制",
                        "10",
                        vec![row("预算编制合理性", "5", "5.00"), row("预算编制规范性", "5", "5.00")],
                    ),
                    group(
                        "目标设置",
                        "15",
                        vec![row("绩效目标完整性", "8", "8.00"), row("绩效指标明确性", "7", "7.00")],
                    ),
                ],
            ),
            group(
                "部门管理",
                "20",
                vec![
                    group(
                        "资金管理",
                        "8",
                        vec![row("政府采购执行情况", "2", "1.84"), row("财务合规性", "3", "3.00")],
                    ),
                    group(
                        "项目管理",
                        "4",
                        vec![row("项目实施程序", "2", "2.00"), row("项目监管", "2", "2.00")],
                    ),
                    group(
                        "资产管理",
                        "3",
                        vec![row("资产管理安全性", "2", "2.00"), row("固定资产利用率", "1", "1.00")],
                    ),
                    group(
                        "人员管理",
                        "2",
                        vec![row("财政供养人员控制率", "1", "1.00"), row("编外人员控制率", "1", "0.00")],
                    ),
                    group("制度管理", "3", vec![row("管理制度健全性", "3", "3.00")]),
                ],
            ),
            group(
                "部门绩效",
                "55",
                vec![
                    group("经济性", "6", vec![row("公用经费控制率", "6", "6.00")]),
                    group(
                        "效率性",
                        "20",
                        vec![
                            row("预算执行率", "6", "5.94"),
                            row("重点工作完成情况", "8", "8.00"),
                            row("项目完成及时性", "6", "6.00"),
                        ],
                    ),
                    group(
                        "效果性",
                        "20",
                        vec![row("社会效益、经济效益、生态效益及可持续影响等", "20", "15.00")],
                    ),
                    group(
                        "公平性",
                        "9",
                        vec![row("群众信访办理情况", "3", "3.00"), row("公众或服务对象满意度", "6", "")],
                    ),
                ],
            ),
        ],
    }
}

/// The indicators of one project.
pub(crate) fn indicators() -> Indicators {
    let some = |text: &str| (!text.is_empty()).then(|| figure(text).linked("001.html#L1040"));
    let row = |group: &str, kind: &str, label: &str, detail: &str, weight: &str, score: &str| IndicatorRow {
        group: group.into(),
        kind: kind.into(),
        label: label.into(),
        detail: detail.into(),
        said: Trace::of(format!("words 001.html#{label}")),
        weight: some(weight),
        score: some(score),
    };
    Indicators {
        name: "办公办会事务：各项指标的分值与得分".into(),
        rows: vec![
            row("预算执行", "", "预算执行率", "86.42%", "10", "8.64"),
            row("产出指标（50 分）", "数量指标", "政府公报", "≥5期 → 2期", "3", "1.5"),
            row("产出指标（50 分）", "数量指标", "制发文件数", "≥2000件 → 1379件", "3", "2.5"),
            row("产出指标（50 分）", "数量指标", "课题报告", "≥1份 → 1份", "3", "3"),
            row("产出指标（50 分）", "数量指标", "办好区委区政府各类会议", "550个 → 600个", "3", "3"),
            row("产出指标（50 分）", "质量指标", "文件准确率", "≥98% → 100%", "5", "5"),
            row("产出指标（50 分）", "质量指标", "后勤保障工作完成率", "98% → 100%", "5", "5"),
            row(
                "产出指标（50 分）",
                "时效指标",
                "文稿签批后制发与印发时间",
                "≤2个工作日 → 2个工作日",
                "2",
                "2",
            ),
            row("产出指标（50 分）", "时效指标", "", "第二季度 → 第二季度", "2", ""),
            row(
                "产出指标（50 分）",
                "成本指标",
                "公报费用+调研工作费用",
                "≤400,000元 → 176000元",
                "5",
                "4.8",
            ),
            row(
                "效益指标（30 分）",
                "社会效益指标",
                "及时传达区委区政府方针政策，扩大政府公报的知晓度和影响力",
                "及时传达、扩大知晓度和影响力 → 100%",
                "15",
                "15",
            ),
            row(
                "效益指标（30 分）",
                "社会效益指标",
                "完成政务内网延伸部署，早日构建我区完整的政务办公体系",
                "加快敏感公文规范化流转 → 100%",
                "15",
                "15",
            ),
            row("满意度指标（10 分）", "服务对象满意度指标", "参会人员满意度", "95% → 95%", "3", "3"),
        ],
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
