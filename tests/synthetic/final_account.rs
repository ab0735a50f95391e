//! A made-up final account with rows between tabs, and the forms in which its projects evaluate themselves.

use super::model::{Function, ThreePublic, World};
use super::page::{Cell, Meaning, Page, text};
use super::tables::*;

/// A final account with rows between tabs.
pub(crate) fn final_account(world: &World, page: &mut Page) {
    let body = world.body.as_str();
    page.line(format!("{}年度{body}部门决算", world.year));
    page.line("第二部分 部门决算表");
    final_summary(world, page);
    detail(
        world,
        page,
        "收入决算表",
        "income_detail",
        &["财政拨款收入", "上级补助收入", "事业收入"],
        &["fiscal_appropriation", "superior_subsidy", "business_income"],
    );
    detail(
        world,
        page,
        "支出决算表",
        "expenditure_detail",
        &["基本支出", "项目支出", "上缴上级支出", "经营支出"],
        &["basic", "project", "to_superior", "operating"],
    );
    detail(
        world,
        page,
        "一般公共预算财政拨款支出决算表",
        "general_by_function",
        &["基本支出", "项目支出"],
        &["basic", "project"],
    );
    economic_halves(world, page);
    head(page, "政府性基金预算财政拨款收入支出决算表", "部门", body);
    page.texts(&["功能分类科目编码", "科目名称", "年初结转和结余", "本年收入", "本年支出", "年末结转和结余"]);
    page.texts(&["", "合计", "", "", "", ""]);
    page.end_table();
    page.line("注：本表本年度无发生额。");
    three_public_halves(world, page);
    for (nth, (name, budget)) in world.projects.iter().enumerate() {
        self_evaluation(world, page, nth, name, *budget);
    }
}

/// The form in which a project evaluates itself; its money is printed in 元.
fn self_evaluation(world: &World, page: &mut Page, nth: usize, name: &str, adjusted: i64) {
    let code = format!("{}{:02}0301500{:06}", world.division, world.year % 100, 4001 + nth);
    page.line("项目支出绩效自评表");
    page.texts(&[
        "项目编码:",
        &code,
        "项目名称:",
        name,
        "绩效自评年度:",
        &world.year.to_string(),
        "",
        "",
        "",
    ]);
    page.texts(&["实施单位:", &world.body, "一级预算单位:", &world.body, "", "", "", "", ""]);
    page.texts(&["资金使用情况", "", "", "", "", "", "", "", ""]);
    page.texts(&["", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率(%)", "得分", ""]);
    let number = |phase, measure, scheme: &'static str, code: &str, name: &str, shown: String| {
        let meaning = Meaning {
            year: world.year,
            phase,
            statement: "self_evaluation",
            measure,
            scheme,
            code: code.to_owned(),
            code_printed: true,
            name: name.to_owned(),
            amount: shown.clone(),
        };
        Cell::Amount(shown, meaning)
    };
    let spent = adjusted * [90, 100, 93][nth % 3] / 100;
    // Hundredths of a percent, and of ten points, rounded.
    let share = |whole: i64| if adjusted == 0 { 0 } else { (2 * spent * whole + adjusted) / (2 * adjusted) };
    let hundredths = |value: i64| format!("{}.{:02}", value / 100, value % 100);
    let (rate, points) = (share(10_000), share(1_000));
    let yuan = |value: i64| format!("{value}.00");
    for (label, measure, parts) in [
        ("年度资金总额", "total", [0, adjusted, spent]),
        ("其中：当年财政拨款", "fiscal_appropriation", [0, adjusted, spent]),
        ("上年结转资金", "carryover_in", [0, 0, 0]),
        ("其他资金", "other_funds", [0, 0, 0]),
    ] {
        let first = if measure == "total" { "项目资金（元）" } else { "" };
        let mut cells = vec![text(first), text(label)];
        for (phase, value) in ["budget", "adjusted", "final"].into_iter().zip(parts) {
            cells.push(number(phase, measure, "project", &code, name, yuan(value)));
        }
        if measure == "total" {
            cells.push(number("final", "weight", "indicator", "", "预算执行率", "10".into()));
            cells.push(number("final", "execution_rate", "project", &code, name, hundredths(rate)));
            cells.push(number("final", "score", "indicator", "", "预算执行率", hundredths(points)));
            cells.push(text(""));
        } else {
            cells.extend([text("—"), text("—"), text("—"), text("")]);
        }
        page.row(cells);
    }
    page.texts(&["项目目标完成情况", "", "", "", "", "", "", "", ""]);
    page.texts(&["年度总体目标", "预期目标", "", "", "", "* 实际完成情况", "", "", ""]);
    page.texts(&["", "按2项计划完成。", "", "", "", "已完成2项。", "", "", ""]);
    page.texts(&[
        "年度绩效指标",
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "* 实际完成值",
        "* 分值",
        "* 得分",
        "偏差原因分析及改进措施",
    ]);
    let mut total = 0;
    for (group, weight, rows) in [
        (
            "产出指标",
            50,
            [
                ("数量指标", "服务12345热线次数", "100次", "98次", 20, 19),
                ("质量指标", "验收合格率", "100%", "100%", 30, 30),
            ],
        ),
        (
            "效益指标",
            30,
            [
                ("社会效益指标", "覆盖2025年新增小区", "有效保障", "有效保障", 30, 28),
                ("生态效益指标", "", "", "不适用", 0, 0),
            ],
        ),
        (
            "满意度指标",
            10,
            [
                ("服务对象满意度指标", "群众满意度", "90%", "95%", 10, 10),
                ("其他满意度指标", "", "", "不适用", 0, 0),
            ],
        ),
    ] {
        for (at, (second, third, target, actual, own, score)) in rows.into_iter().enumerate() {
            total += score;
            let first = if at == 0 {
                let mut cell = number("final", "weight", "indicator", "", group, weight.to_string());
                if let Cell::Amount(shown, _) = &mut cell {
                    *shown = format!("{group} ({weight}分)");
                }
                cell
            } else {
                text("")
            };
            let name = if third.is_empty() { second } else { third };
            page.row(vec![
                text(""),
                first,
                text(second),
                text(third),
                text(target),
                text(actual),
                number("final", "weight", "indicator", "", name, own.to_string()),
                number("final", "score", "indicator", "", name, score.to_string()),
                text(if score < own { "2处小区12月才交付，明年提前安排。" } else { "" }),
            ]);
        }
    }
    let all = hundredths(total * 100 + points);
    page.row(vec![
        text("总分"),
        text(""),
        text(""),
        text(""),
        text(""),
        text(""),
        number("final", "weight", "indicator", "all", "总分", "100".into()),
        number("final", "score", "indicator", "all", "总分", all),
        text("—"),
    ]);
    page.end_table();
}

fn final_summary(world: &World, page: &mut Page) {
    let income = Table::new(world, "final", "income_summary", "income");
    let spending = Table::new(world, "final", "expenditure_summary", "function");
    head(page, "收入支出决算总表", "部门", &world.body);
    page.texts(&["收入", "", "", "支出", "", ""]);
    page.texts(&["项 目", "行次", "决算数", "项 目", "行次", "决算数"]);
    page.texts(&["栏 次", "", "1", "栏 次", "", "2"]);
    let total = world.spending();
    let mut line = 0;
    let mut left = Vec::new();
    let mut numbered = |label: &str, cell: Cell| {
        line += 1;
        vec![text(label), text(line.to_string()), cell]
    };
    for (nth, (code, name, value)) in [
        ("general_public", "一般公共预算财政拨款收入", total),
        ("gov_fund", "政府性基金预算财政拨款收入", 0),
        ("superior_subsidy", "上级补助收入", 0),
        ("business_income", "事业收入", 0),
        ("other_income", "其他收入", 0),
    ]
    .into_iter()
    .enumerate()
    {
        left.push(numbered(&format!("{}{name}", ordinal(nth)), income.amount("total", code, name, value)));
    }
    let classes: Vec<&Function> = world.functions.iter().filter(|f| f.code.len() == 3).collect();
    while left.len() < classes.len() {
        left.push(numbered("", text("")));
    }
    let mut right = Vec::new();
    for (nth, class) in classes.iter().enumerate() {
        let name =
            if class.name.ends_with("支出") { class.name.clone() } else { format!("{}支出", class.name) };
        right.push(numbered(
            &format!("{}{name}", ordinal(nth)),
            spending.amount("total", &class.code, &name, class.total()),
        ));
    }
    while right.len() < left.len() {
        right.push(numbered("", text("")));
    }
    left.push(numbered("本年收入合计", income.amount("total", "year", "本年收入合计", total)));
    right.push(numbered("本年支出合计", spending.amount("total", "year", "本年支出合计", total)));
    left.push(numbered(
        "年初结转和结余",
        income.amount("total", "carryover_in", "年初结转和结余", world.carryover),
    ));
    let nature = Table { scheme: "nature", ..spending };
    right.push(numbered(
        "年末结转和结余",
        nature.amount("total", "carryover_out", "年末结转和结余", world.carryover),
    ));
    left.push(numbered("总计", income.amount("total", "all", "总计", total + world.carryover)));
    right.push(numbered("总计", spending.amount("total", "all", "总计", total + world.carryover)));
    side_by_side(page, left, right);
    page.end_table();
    page.line("注：反映本年度总收支和年末结转结余。");
}

/// A table by function with one total and several columns; those behind the second may be left out.
fn detail(
    world: &World,
    page: &mut Page,
    title: &str,
    statement: &'static str,
    words: &[&str],
    measures: &[&'static str],
) {
    let table = Table::new(world, "final", statement, "function");
    let kept = if world.wide { words.len() } else { words.len().min(2) };
    head(page, title, "部门", &world.body);
    let total_word = if statement == "income_detail" { "本年收入合计" } else { "本年支出合计" };
    let blank = vec![""; kept + 1];
    page.texts(&[&["项 目", "", total_word][..], &words[..kept]].concat());
    page.texts(&[&["功能分类科目编码", "科目名称"][..], &blank].concat());
    let numbers: Vec<String> = (1..=kept + 1).map(|n| n.to_string()).collect();
    page.texts(&[&["", "栏次"][..], &numbers.iter().map(String::as_str).collect::<Vec<_>>()].concat());
    let values = |basic: i64, project: i64| -> Vec<i64> {
        if statement == "income_detail" { vec![basic + project, 0, 0, 0] } else { vec![basic, project, 0, 0] }
    };
    let row = |code: &str, printed_code: &str, name: &str, basic: i64, project: i64| {
        let mut cells =
            vec![text(printed_code), text(name), table.amount("total", code, name, basic + project)];
        let parts = values(basic, project);
        cells.extend(measures[..kept].iter().zip(parts).map(|(m, value)| table.amount(m, code, name, value)));
        cells
    };
    page.row(row("all", "", "合计", world.basic(), world.project()));
    let pages = 3 + page.random.below(20);
    for (nth, f) in world.functions.iter().enumerate() {
        if nth > 0 && nth % pages == 0 {
            // A page break repeats the header.
            page.end_table();
            page.texts(&[&["项 目", "", total_word][..], &words[..kept]].concat());
            page.texts(&[&["功能分类科目编码", "科目名称"][..], &blank].concat());
            page.texts(
                &[&["", "栏次"][..], &numbers.iter().map(String::as_str).collect::<Vec<_>>()].concat(),
            );
        }
        page.row(row(&f.code, &f.code, &f.name, f.basic, f.project));
    }
    page.end_table();
    page.line("注：本表反映本年度情况。");
}

/// 人员经费 beside 公用经费.
fn economic_halves(world: &World, page: &mut Page) {
    let table = Table::new(world, "final", "basic_by_economic", "economic");
    head(page, "一般公共预算财政拨款基本支出决算明细表", "部门", &world.body);
    page.texts(&["人员经费", "", "", "公用经费", "", ""]);
    page.texts(&["经济分类科目编码", "科目名称", "金额", "经济分类科目编码", "科目名称", "金额"]);
    let half = |public: bool| -> Vec<Vec<Cell>> {
        let own = world.economics.iter().filter(|e| e.code.starts_with("302") == public);
        own.map(|e| vec![text(&e.code), text(&e.name), table.amount("basic", &e.code, &e.name, e.basic)])
            .collect()
    };
    side_by_side(page, half(false), half(true));
    page.end_table();
    page.line("注：本表反映基本支出。");
}

/// The adjusted budget beside the final account, twelve columns.
fn three_public_halves(world: &World, page: &mut Page) {
    let table = Table::new(world, "final", "three_public", "three_public");
    head(page, "财政拨款“三公”经费支出决算表", "部门", &world.body);
    let group = ["合计", "因公出国(境)费", "公务用车购置及运行维护费", "", "", "公务接待费"];
    page.texts(&["预算数", "", "", "", "", "", "决算数", "", "", "", "", ""]);
    page.texts(&[group, group].concat());
    let inner = ["", "", "小计", "公务用车购置费", "公务用车运行维护费", ""];
    page.texts(&[inner, inner].concat());
    page.texts(&["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]);
    let half = |three: ThreePublic, phase: &'static str| {
        [
            ("all", "合计", three.all()),
            ("outbound", "因公出国（境）费", three.outbound),
            ("vehicle", "公务用车购置及运行维护费", three.vehicle()),
            ("vehicle_purchase", "公务用车购置费", three.purchase),
            ("vehicle_running", "公务用车运行维护费", three.running),
            ("reception", "公务接待费", three.reception),
        ]
        .map(|(code, name, value)| Table::of_phase(table.amount("total", code, name, value), phase))
    };
    let mut cells = half(world.three_public_planned(), "adjusted").to_vec();
    cells.extend(half(world.three_public[0], "final"));
    page.row(cells);
    page.end_table();
    page.line("注：预算数为“三公”经费全年预算数，即按规定程序调整后的预算数。");
}
