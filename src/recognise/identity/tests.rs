//! Names and layouts of many kinds of bodies, made up: what a title, a cover, a caption or a sentence must give, and
//! what must never be made a body.

use crate::document::{Block, Document, Line};
use crate::model::{Identity, Kind, Scope};
use crate::recognise::section;
use crate::source::Sidecar;

/// The identity of a text of lines.
fn of(lines: &[&str]) -> Identity {
    let mut document = Document::default();
    for (text, number) in lines.iter().zip(1..) {
        document.blocks.push(Block::Line(Line::new(number, 0, *text)));
        document.source.push((*text).to_owned());
    }
    let parts = section::cut(&document);
    super::read(&document, &parts, &Sidecar::default())
}

/// Names of all kinds of organisations.
const NAMES: &[&str] = &[
    "青溪县石桥镇人民政府",
    "青溪县柳林乡",
    "南屿市临河街道办事处",
    "青溪县人民法院",
    "南屿市中级人民法院",
    "青溪县人民检察院",
    "中共青溪县委宣传部",
    "中共青溪县委办公室",
    "中国共产党南屿市纪律检查委员会",
    "青溪县委（政府）办",
    "青溪县档案馆",
    "南屿市第3中学",
    "南屿市120急救中心",
    "南屿大学附属第二医院",
    "南屿职业技术学院",
    "东澜师范大学",
    "国家海洋观测中心",
    "交通运输部",
    "新疆生产建设兵团第二十师水利局",
    "南屿高新技术产业开发区管理委员会",
    "南屿经济技术开发区管委会",
    "南屿水务集团有限公司",
    "青溪县财政局",
    "青溪县公共资源交易中心",
    "青溪县预算绩效评价中心",
    "青溪县非税收入管理局",
    "青溪县公务用车服务中心",
    "青溪县残疾人联合会",
    "政协青溪县委员会",
    "南屿市工商联",
    "青溪县红旗林场",
    "青溪县退役军人事务局",
    "南屿监狱",
    "青溪县总工会",
];

#[test]
fn titles_of_all_kinds_of_bodies_are_read() {
    for name in NAMES {
        for (lines, year, kind) in [
            (vec![format!("{name}2024年部门预算")], 2024, Kind::Budget),
            (vec![format!("2023年度{name}部门决算")], 2023, Kind::Final),
            (vec![format!("二〇二三年度{name}部门决算公开")], 2023, Kind::Final),
            (vec![(*name).to_owned(), "２０２２年度部门决算".to_owned()], 2022, Kind::Final),
            (vec![format!("关于{name}2021年“三公”经费预算的说明")], 2021, Kind::Budget),
            (vec![format!("{name}2020年度部门整体支出绩效自评报告")], 2020, Kind::SelfEvaluation),
            (vec!["2019年部门预算公开表".to_owned(), format!("部门：{name}")], 2019, Kind::Budget),
            (vec![format!("{name}“三公”经费支出预算表(2018年)")], 2018, Kind::Budget),
        ] {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let identity = of(&lines);
            assert_eq!(identity.body, *name, "{lines:?} {:#?}", identity.evidence);
            assert_eq!((identity.fiscal_year, identity.kinds.first()), (year, Some(&kind)), "{lines:?}");
            assert_eq!(identity.scope, Some(Scope::Department), "{lines:?}");
        }
    }
}

#[test]
fn words_of_tables_never_change_the_body() {
    let tables = [
        "项目支出表",
        "三公经费支出表",
        "一般公共预算支出情况表",
        "政府性基金预算收支表",
        "部门收支总表",
        "财政拨款收支总体情况",
        "整体支出绩效自评",
        "单位预算",
        "部门三公经费情况说明",
        "国有资本经营预算支出表",
        "机关运行经费说明",
        "政府采购预算表",
        "会议费培训费情况",
        "基本支出决算明细表",
        "收入决算表",
    ];
    for name in NAMES {
        for table in tables {
            for title in [
                format!("{name}2024年{table}"),
                format!("2024年{name}{table}"),
                format!("{name}{table}（2024年）"),
            ] {
                let identity = of(&[&title]);
                assert_eq!(identity.body, *name, "{title}");
            }
        }
    }
    for table in tables {
        for title in [
            format!("2024年{table}"),
            format!("2024年度部门{table}"),
            (*table).to_owned(),
            format!("我局2024年{table}"),
        ] {
            let identity = of(&[&title, "单位：万元", "本单位没有使用财政拨款安排的支出，故本表无数据。"]);
            assert_eq!(identity.body, "", "{title}");
        }
    }
}

#[test]
fn a_first_sentence_is_enough() {
    let identity = of(&["2020年石桥镇“三公”经费的最终决算,合起来是35.5万元。比上年预算数低35.45%。"]);
    assert_eq!(
        (&*identity.body, identity.fiscal_year, &*identity.kinds),
        ("石桥镇", 2020, &[Kind::Final][..])
    );
    for text in [
        "我局2020年“三公”经费预算共安排12万元,较上年减少3万元。",
        "本单位2020年部门预算收入为1200.5万元,较上年增加。",
        "各部门要按照2020年预算的要求做好工作,安排支出12万元。",
    ] {
        let identity = of(&[text]);
        assert_eq!((&*identity.body, identity.fiscal_year), ("", 2020), "{text}");
        assert_eq!(identity.kinds, [Kind::Budget], "{text}");
    }
}

#[test]
fn an_area_is_the_body_of_its_summary_not_the_bureau_that_speaks() {
    for (lines, body) in [
        (
            &["青溪县2023年“三公”经费决算情况说明", "经青溪县财政局汇总，2023年全县“三公”经费支出812万元。"]
                [..],
            "青溪县",
        ),
        (&["南屿市财政局7月26日消息:2021年市本级“三公”经费预算总额3136万元,比上年减42万元。"], "南屿市"),
        (&["南屿市本级2017年“三公”经费决算汇总"], "南屿市"),
        (&["罗湖区2022年区本级“三公”经费预算汇总情况"], "罗湖区"),
        (&["中央本级2015年“三公”经费财政拨款预算为63.16亿元。"], "中央"),
        (&["4月18日财政部公开:2014年中央本级“三公”经费财政拨款预算是71.51亿元。"], "中央"),
        (&["鄂城区2022年的“三公”经费决算数合计为1000.86万元。"], "鄂城区"),
        (&["深圳市南山区2022年“三公”经费决算汇总"], "深圳市南山区"),
        (&["福建省省直单位2015年“三公”经费预算汇总"], "福建省"),
        (&["南屿市市直部门2016年“三公”经费决算汇总"], "南屿市"),
        (&["贵州有68个省级部门公开2013年度三公经费决算,共约4.9亿元。"], "贵州省"),
        (&["据统计,全市2020年一般公共预算收入352亿元,降5.8%。"], ""),
    ] {
        let identity = of(lines);
        assert_eq!(identity.scope, Some(Scope::Region), "{lines:?} {:#?}", identity.evidence);
        assert_eq!(identity.body, body, "{lines:?}");
    }
    assert_eq!(of(&["2022年度部门整体支出绩效自评报告（南屿市文物局）"]).body, "南屿市文物局");
    assert_eq!(of(&["2022年度部门整体支出绩效自评报告（含下属单位）"]).body, "");
    let bureau = of(&["青溪县财政局2023年度部门决算", "2023年全县“三公”经费支出由我局汇总。"]);
    assert_eq!((&*bureau.body, bureau.scope), ("青溪县财政局", Some(Scope::Department)));
}

#[test]
fn units_are_told_from_departments() {
    for (title, scope) in [
        ("南屿市福利院2024年单位预算", Scope::Unit),
        ("南屿市民政局（本级）2024年部门预算", Scope::Unit),
        ("南屿市民政局2024年度单位决算", Scope::Unit),
        ("南屿市民政局2024年度部门决算", Scope::Department),
        ("南屿市民政局“三公”经费公开（2024年）", Scope::Department),
    ] {
        assert_eq!(of(&[title]).scope, Some(scope), "{title}");
    }
    let core = of(&["2024年度决算", "单位名称：南屿市民政局（本级）"]);
    assert_eq!(
        (&*core.body, &*core.printed_name, core.scope),
        ("南屿市民政局", "南屿市民政局（本级）", Some(Scope::Unit))
    );
}

#[test]
fn parts_of_a_year_are_executed() {
    for text in [
        "2021年石桥镇8月份“三公”经费支出公开表",
        "青溪县审计局2020年上半年“三公”经费预算支出情况",
        "青溪县审计局2020年第三季度“三公”经费预算公开",
    ] {
        assert_eq!(of(&[text]).kinds, [Kind::Final], "{text}");
    }
}

#[test]
fn a_name_broken_over_lines_is_one_name() {
    for (lines, body) in [
        (["青溪县石桥镇人民政府", "办公室2020年部门预算"], "青溪县石桥镇人民政府办公室"),
        (["青溪县农业", "农村局2020年部门预算"], "青溪县农业农村局"),
        (["青溪县审计局", "青溪县审计局2020年部门预算"], "青溪县审计局"),
        (["正文", "青溪县审计局2020年部门预算"], "青溪县审计局"),
        (["信息公开目录", "青溪县审计局2020年部门预算"], "青溪县审计局"),
    ] {
        assert_eq!(of(&lines).body, body, "{lines:?}");
    }
}

#[test]
fn two_bodies_with_equal_support_are_none() {
    let identity = of(&["2024年部门预算", "单位名称：青溪县审计局", "单位名称：青溪县民政局"]);
    assert_eq!(identity.body, "");
}

#[test]
fn a_name_without_the_look_of_one_is_handed_to_the_register() {
    let identity = of(&["2024年青溪建投部门预算"]);
    assert_eq!((&*identity.body, identity.candidates), ("", vec!["青溪建投".to_owned()]));
}

#[test]
fn a_sidecar_settles_everything() {
    let mut document = Document::default();
    document.blocks.push(Block::Line(Line::new(1, 0, "青溪县审计局2024年部门预算")));
    document.source.push("青溪县审计局2024年部门预算".to_owned());
    let parts = section::cut(&document);
    let sidecar = Sidecar {
        body: "青溪建投".into(),
        fiscal_year: Some(2022),
        kind: "final".into(),
        division: "440303".into(),
        ..Sidecar::default()
    };
    let identity = super::read(&document, &parts, &sidecar);
    assert_eq!((&*identity.body, identity.fiscal_year, &*identity.division), ("青溪建投", 2022, "440303"));
    assert_eq!(identity.kinds, [Kind::Final]);
}

#[test]
fn of_two_years_the_one_that_the_kind_stands_behind() {
    for (lines, year, kind) in [
        (
            &["2024年青溪县“三公”经费执行数201万元，2025年“三公”经费预算数200万元，较上年预算数减少9万元。"]
                [..],
            2025,
            Kind::Budget,
        ),
        (&["关于青溪县2022年财政决算和2023年上半年预算执行情况的报告"], 2022, Kind::Final),
        (
            &["青溪县审计局2019年“三公”经费支出预算为44万元，2019年实际支出“三公”经费决算为22万元。"],
            2019,
            Kind::Final,
        ),
        (&["青溪县审计局2024年“三公”经费预算为20万元，2023年“三公”经费决算为18万元。"], 2024, Kind::Budget),
        (&["柳林镇2020年9月“三公”经费支出公示", "9月份支出5862元。"], 2020, Kind::Final),
        (&["第一部分 2022年部门预算说明", "我院事业编制20人，退休5人。"], 2022, Kind::Budget),
    ] {
        let identity = of(lines);
        assert_eq!(identity.fiscal_year, year, "{lines:?} {:#?}", identity.evidence);
        assert_eq!(identity.kinds.first(), Some(&kind), "{lines:?} {:#?}", identity.evidence);
    }
}

#[test]
fn what_a_text_only_refers_to_says_nothing_of_it() {
    let identity = of(&[
        "根据《预算法》和东澜省财政厅《关于印发公开规程（2022年修订）的通知》的有关规定，经青溪县财政局汇总，2025年全县“三公”经费预算总额为196万元，较2024年减少22万元。",
    ]);
    assert_eq!((&*identity.body, identity.fiscal_year), ("青溪县", 2025), "{:#?}", identity.evidence);
    assert_eq!(identity.kinds, [Kind::Budget]);
    let identity = of(&[
        "按照县政府关于推进预算信息公开工作的部署和要求，现将石桥镇2020年度“三公”经费决算情况公布如下：",
        "2020年度“三公”经费41万元。",
    ]);
    assert_eq!((&*identity.body, identity.fiscal_year), ("石桥镇", 2020), "{:#?}", identity.evidence);
    assert_eq!(identity.kinds, [Kind::Final]);
}

#[test]
fn words_of_news_are_in_no_name() {
    let identity = of(&["南屿市首次公布市级“三公”经费", "2011年市级机关“三公”经费共花费563万元。"]);
    assert_eq!(identity.body, "南屿市", "{:#?}", identity.evidence);
}

#[test]
fn a_list_of_amounts_is_no_title_and_an_evaluation_further_down_no_kind() {
    let identity = of(&[
        "青溪县文体局2013年度“三公”经费使用情况",
        "项目名称：公务接待费，金额：9.36万元；",
        "项目名称：公务用车运行维护费，金额：7.84万元；",
    ]);
    assert_eq!(identity.kinds, [Kind::Final], "{:#?}", identity.evidence);
    let identity = of(&[
        "2017年度机关运行经费支出66万元，比2016年增加23万元，主要是工资调整。",
        "2017年度政府采购支出总额36万元，其中货物20万元。",
        "截至2017年12月31日，共有车辆2辆，均为其他用车。",
        "我单位对2017年度部门预算项目开展绩效自评，自评项目3个。",
    ]);
    assert_eq!(identity.kinds, [Kind::Final], "{:#?}", identity.evidence);
}

#[test]
fn who_signs_below_a_text_is_its_body() {
    for end in [
        &["青溪县审计局", "2020年9月10日"][..],
        &["（青溪县审计局）"],
        &["青溪县审计局2020年9月10日"],
        &["附件：青溪县审计局2019年“三公”经费决算表"],
    ] {
        let mut lines = vec!["2019年“三公”经费决算公开", "2019年“三公”经费支出10万元，其中接待费2万元。"];
        lines.extend(end);
        let identity = of(&lines);
        assert_eq!(identity.body, "青溪县审计局", "{end:?} {:#?}", identity.evidence);
    }
    // A name further up, and the title of a rule that is attached, are none.
    let identity = of(&[
        "2019年“三公”经费决算公开",
        "青溪县审计局",
        "2019年“三公”经费支出10万元，其中接待费2万元。",
        "支出为财政拨款，比上年减少1万元。",
        "附件：东澜省财政厅关于做好2019年决算公开的通知",
    ]);
    assert_ne!(identity.body, "东澜省财政厅", "{:#?}", identity.evidence);
}

#[test]
fn a_text_that_speaks_of_itself_is_that_of_the_path_and_the_source() {
    let text = "我局2019年“三公”经费支出10万元，其中接待费2万元。";
    for above in
        ["首页 > 政务公开 > 青溪县审计局 > 正文", "发布时间：2020-09-10 来源：青溪县审计局 浏览次数：35"]
    {
        let identity = of(&[above, "2019年“三公”经费决算公开", text]);
        assert_eq!(identity.body, "青溪县审计局", "{above} {:#?}", identity.evidence);
        // Who speaks of no body of his own, or of another kind of body, is not known by where the page stands.
        for other in ["2019年支出10万元，其中接待费2万元。", "我院2019年支出10万元，其中接待费2万元。"]
        {
            let identity = of(&[above, "2019年“三公”经费决算公开", other]);
            assert_eq!(identity.body, "", "{above} {other} {:#?}", identity.evidence);
        }
    }
}

#[test]
fn a_body_is_named_in_a_bracket_by_what_it_is_and_on_both_sides_of_the_year() {
    for (lines, body) in [
        (
            &["“三公”经费支出决算表（青溪县侨联，2019年）", "2019年“三公”经费支出10万元，其中接待费2万元。"]
                [..],
            "青溪县侨联",
        ),
        (
            &[
                "2019年“三公”经费决算",
                "青溪县农机推广站为正科级公益一类事业单位，核定编制12名。",
                "2019年“三公”经费支出10万元，其中接待费2万元。",
            ],
            "青溪县农机推广站",
        ),
        (&["青溪县2015年度移民局“三公”经费决算情况"], "青溪县移民局"),
        (&["新华网7月18日电 外交部2014年“三公”经费决算公布，支出100万元。"], "外交部"),
    ] {
        let identity = of(lines);
        assert_eq!(identity.body, body, "{lines:?} {:#?}", identity.evidence);
        assert_ne!(identity.scope, Some(Scope::Region), "{lines:?}");
    }
    // Some bodies of an area are not the area.
    let identity = of(&["南屿市各民主党派2018年“三公”经费预算情况说明"]);
    assert_ne!(identity.scope, Some(Scope::Region), "{:#?}", identity.evidence);
}

#[test]
fn a_level_alone_is_the_place_that_the_text_names() {
    let title = "市旅游委2015年“三公”经费决算";
    let identity = of(&[title, "南屿市对外交往增加，市旅游委2015年“三公”经费支出10万元。"]);
    assert_eq!(identity.body, "南屿市旅游委", "{:#?}", identity.evidence);
    // Of two places neither is known to be meant, and of none nothing.
    for more in ["南屿市与东屿市合作，2015年支出10万元。", "2015年“三公”经费支出10万元，其中接待费2万元。"]
    {
        let identity = of(&[title, more]);
        assert_eq!(identity.body, "", "{more} {:#?}", identity.evidence);
    }
    // What a share is of is no place.
    let identity = of(&["南屿市首次公开市本级“三公”经费：2012年决算531万元，占当年市本级支出的0.6%。"]);
    assert_eq!(identity.body, "南屿市", "{:#?}", identity.evidence);
}

#[test]
fn what_a_page_says_of_itself_takes_no_place_from_the_title() {
    let marks = [
        "索引号",
        "115001/2022-00093",
        "主题分类",
        "财政",
        "发布机构",
        "青溪县",
        "成文日期",
        "2021-07-27",
        "标题",
    ];
    let mut lines: Vec<String> = marks.iter().map(|mark| format!("  • {mark}")).collect();
    lines.extend(["字 号:", "有 效 性", "打印", "关闭", "公开方式", "主动公开"].map(str::to_owned));
    lines.push("2020年青溪县石桥乡“三公”经费 情况说明".to_owned());
    lines.push("2020年度“三公”经费15万元。".to_owned());
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let identity = of(&lines);
    assert_eq!(
        (identity.body.as_str(), identity.fiscal_year),
        ("青溪县石桥乡", 2020),
        "{:#?}",
        identity.evidence
    );
}

#[test]
fn verbs_before_a_place_are_no_part_of_its_name() {
    for text in [
        "县财政局汇总，现把昌宁县本级行政事业单位2015年“三公”经费决算公布如下。",
        "经审定，将昌宁县本级行政事业单位2015年“三公”经费决算公布如下。",
    ] {
        let identity = of(&[text, "当年“三公”经费决算支出1957.23万元。"]);
        assert_eq!(identity.body, "昌宁县", "{text} {:#?}", identity.evidence);
    }
    // A level behind another word is no place.
    for text in ["支出129万元，为省级核定预计数的60.68%。", "上划中省2628万元，为全年预算的41.9%。"]
    {
        let identity = of(&["2018年上半年财政收支", text]);
        assert!(!identity.body.ends_with('省'), "{} {text}", identity.body);
    }
    let identity = of(&["2010年，财政部批准教育部的“三公”经费预算为2513.6万元。"]);
    assert!(!identity.body.contains("批准"), "{}", identity.body);
}

#[test]
fn a_comparison_that_opens_a_sentence_names_no_year_of_its_own() {
    let identity = of(&[
        "青溪县残疾人联合会概况",
        "部门预算单位包括：本级。与2015年预算对比，预算单位无增减。",
        "第二部分 2016年部门预算安排情况说明",
        "青溪县残疾人联合会2016年收支总预算95万元。",
    ]);
    assert_eq!(identity.fiscal_year, 2016, "{:#?}", identity.evidence);
}

/// Body, year, first kind and scope of a text.
fn told(lines: &[&str]) -> (String, i32, Option<Kind>, Option<Scope>) {
    let identity = of(lines);
    (identity.body, identity.fiscal_year, identity.kinds.first().copied(), identity.scope)
}

#[test]
fn what_a_place_reports_is_of_the_place() {
    let region = Some(Scope::Region);
    let of_year = |name: &str| (name.to_owned(), 2021, Some(Kind::Final), region);
    assert_eq!(
        told(&["天津市2021年上半年财政收支", "一般公共预算收入1144亿元，增长6.3%。"]),
        of_year("天津市")
    );
    // 全州 in the text of a title that names one.
    assert_eq!(told(&["克州2021年账目", "全州2021年“三公”决算支出4855万元，少433万元。"]).0, "克州");
    assert_eq!(
        told(&["新疆2021年“三公”经费决算最少", "公车占到82%，支出3亿元。"]),
        of_year("新疆维吾尔自治区")
    );
    // Nobody knows which place 全县 is.
    assert_eq!(told(&["2021年账目", "全县2021年“三公”决算支出4855万元，少433万元。"]).0, "");
    // 北京路小学 is no province.
    assert_ne!(told(&["北京路小学2021年“三公”经费决算", "支出3万元。"]).0, "北京市");
}

#[test]
fn a_body_that_speaks_of_all_bodies_of_its_level_is_the_body() {
    let lines = [
        "南屿职业技术学院",
        "政府采购决算公开情况说明",
        "省级部门和各部门公开里的2021年决算支出，以合同为准，共3万元。",
    ];
    assert_eq!(told(&lines).0, "南屿职业技术学院");
    assert_eq!(told(&lines).3, Some(Scope::Department));
}

#[test]
fn quoted_titles_of_disclosures_say_the_kind_and_those_of_rules_do_not() {
    let of = |quoted: &str| {
        told(&["南屿市水务局去年花了多少", &format!("某日，该局贴出《{quoted}》，支出3万元，预算5万元。")])
    };
    assert_eq!(of("2021年南屿市水务局部门决算").2, Some(Kind::Final));
    assert_eq!(of("2021年南屿市水务局部门决算").1, 2021);
    assert_ne!(of("关于做好2021年部门决算公开工作的通知").1, 2021);
}

#[test]
fn datelines_streets_and_labels_behind_one_another() {
    assert_eq!(told(&["本网消息 国家海洋观测中心2021年部门决算", "支出3万元。"]).0, "国家海洋观测中心");
    assert_eq!(told(&["江汉区民意街2021年“三公”经费决算", "支出3万元。"]).0, "江汉区民意街");
    assert_ne!(told(&["江汉区步行街2021年改造项目决算", "支出3万元。"]).0, "江汉区步行街");
    let lines = [
        "项目支出绩效自评表（2021年）",
        "项目名称:公用经费。主管部门:南屿市教育局。实施单位:南屿市第六中学。自评得分98分。",
    ];
    assert_eq!(told(&lines).0, "南屿市教育局");
    assert_eq!(told(&["烏魯木齊市政務服務中心2021年度部門決算", "支出3萬元。"]).0, "乌鲁木齐市政务服务中心");
}
