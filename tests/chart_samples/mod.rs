//! Sample inputs for every chart, from the disclosures of a Shenzhen district: shared by the tests and the example.

mod money;
mod performance;

use mingzhang::chart::{Chart, Figure, Node, Trace, Value};
use rust_decimal::Decimal;

pub(crate) use money::{
    composition, execution, multiples, ranked, ranked_economic, spine, split, three_public, trend,
};
pub(crate) use performance::{indicators, scorecard, scores};

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
        sample("trend", "三年决算", "支出总额，万元", "000、001、002", Box::new(trend())),
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

pub(super) fn known(text: &str, href: &str) -> Value {
    Value::Known(figure(text).linked(href))
}

pub(super) fn gone() -> Value {
    Value::Unknown("未收录".into())
}

pub(super) fn node(code: &str, label: &str, text: &str, share: &str, children: Vec<Node>) -> Node {
    let figure = figure(text).linked(format!("001.html#{code}"));
    Node { code: code.into(), label: label.into(), figure, share: share.into(), children }
}

pub(super) fn leaf(code: &str, label: &str, text: &str) -> Node {
    node(code, label, text, "", Vec::new())
}
