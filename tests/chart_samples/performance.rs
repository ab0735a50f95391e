//! Samples of evaluations: scores of projects, a scorecard, the rows of one project.

use mingzhang::chart::Trace;
use mingzhang::chart::indicators::{IndicatorRow, Indicators};
use mingzhang::chart::scorecard::{Criterion, Scorecard};
use mingzhang::chart::scores::{Note, Project, Scores};

use super::{figure, known};

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
