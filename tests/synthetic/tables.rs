//! What the tables of made-up disclosures share: titles and captions, amounts with their meanings, and the tables that
//! several layouts print.

use super::model::World;

use super::page::{Cell, Layout, Meaning, Page, printed, text};

/// What all amounts of a table share.
#[derive(Clone, Copy)]
pub(crate) struct Table<'w> {
    pub(crate) world: &'w World,
    pub(crate) phase: &'static str,
    pub(crate) statement: &'static str,
    pub(crate) scheme: &'static str,
}

impl<'w> Table<'w> {
    pub(crate) fn new(
        world: &'w World,
        phase: &'static str,
        statement: &'static str,
        scheme: &'static str,
    ) -> Self {
        Self { world, phase, statement, scheme }
    }

    /// A cell with an amount; zeros may be blank.
    pub(crate) fn amount(&self, measure: &'static str, code: &str, name: &str, value: i64) -> Cell {
        if value == 0 && self.world.blanks {
            return text("");
        }
        let code_printed =
            matches!(self.scheme, "function" | "economic") && !self.statement.contains("summary");
        let mut shown = printed(value);
        if self.world.whole && self.statement != "income_summary" {
            shown = shown.strip_suffix(".00").map_or(shown.clone(), str::to_owned);
        }
        let amount = shown.replace(',', "");
        Cell::Amount(
            shown,
            Meaning {
                year: self.world.year,
                phase: self.phase,
                statement: self.statement,
                measure,
                scheme: self.scheme,
                code: code.to_owned(),
                code_printed: code_printed || matches!(code, "all" | "year"),
                name: name.to_owned(),
                amount,
            },
        )
    }

    pub(crate) fn of_year(mut cell: Cell, year: i32) -> Cell {
        if let Cell::Amount(_, meaning) = &mut cell {
            meaning.year = year;
        }
        cell
    }

    pub(crate) fn of_phase(mut cell: Cell, phase: &'static str) -> Cell {
        if let Cell::Amount(_, meaning) = &mut cell {
            meaning.phase = phase;
        }
        cell
    }
}

/// A title and a caption in the words of the layout.
pub(crate) fn head(page: &mut Page, title: &str, label: &str, body: &str) {
    match page.layout {
        Layout::Tabs => {
            page.line(title);
            page.line(format!("{label}：{body}"));
            page.line("单位：万元");
        }
        Layout::Cells => {
            page.lines.push(title.to_owned());
            page.lines.push(String::new());
            page.texts(&[&format!("{label}：{body} "), "单位：万元"]);
        }
        Layout::Flow => {
            page.line(title);
            page.line(format!("{label}:{body} 单位：万元"));
        }
    }
}

/// Two halves side by side; the shorter one ends in blanks.
pub(crate) fn side_by_side(page: &mut Page, left: Vec<Vec<Cell>>, right: Vec<Vec<Cell>>) {
    let width = |rows: &[Vec<Cell>]| rows.iter().map(Vec::len).max().unwrap_or(0);
    let (wide_left, wide_right) = (width(&left), width(&right));
    let rows = left.len().max(right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    for _ in 0..rows {
        let mut cells = left.next().unwrap_or_else(|| vec![text(""); wide_left]);
        cells.extend(right.next().unwrap_or_else(|| vec![text(""); wide_right]));
        page.row(cells);
    }
}

/// `一、`, `十二、`, for the nth line of a summary.
pub(crate) fn ordinal(nth: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = ((nth + 1) / 10 % 10, (nth + 1) % 10);
    let tens = if tens == 1 {
        "十".to_owned()
    } else {
        format!("{}{}", DIGITS[tens], if tens > 1 { "十" } else { "" })
    };
    format!("{tens}{}、", DIGITS[ones])
}

pub(crate) fn rename(mut cell: Cell, name: &str) -> Cell {
    if let Cell::Amount(_, meaning) = &mut cell {
        meaning.name = name.to_owned();
    }
    cell
}

/// By function, behind a row of the unit itself.
pub(crate) fn function_table(world: &World, page: &mut Page, title: &str) {
    let table = Table::new(world, "budget", "general_by_function", "function");
    let body = world.body.as_str();
    head(page, title, "单位名称", body);
    page.texts(&["预算单位", "科目编码", "科目名称", "支出总计", "基本支出", "项目支出"]);
    let amounts = |code: &str, name: &str, basic: i64, project: i64| {
        [("total", basic + project), ("basic", basic), ("project", project)]
            .map(|(m, v)| table.amount(m, code, name, v))
    };
    let mut first = vec![text(body), text(""), text("")];
    first.extend(amounts("all", body, world.basic(), world.project()));
    page.row(first);
    if world.twin {
        let own = format!("{body}（本级）");
        let mut second = vec![text(&own), text(""), text("")];
        second.extend(amounts("all", &own, world.basic(), world.project()));
        page.row(second);
    }
    for f in &world.functions {
        let mut cells = vec![text(""), text(&f.code), text(&f.name)];
        cells.extend(amounts(&f.code, &f.name, f.basic, f.project));
        page.row(cells);
    }
    page.end_table();
}

/// Last year and this year, a row each.
pub(crate) fn three_public_years(world: &World, page: &mut Page, title: &str) {
    let table = Table::new(world, "budget", "three_public", "three_public");
    let body = world.body.as_str();
    head(page, title, "单位名称", body);
    let all = "“三公”经费财政拨款预算总额";
    if page.layout == Layout::Flow {
        for line in [
            "预算单位 年度",
            "“三公”经",
            "费",
            "财政拨款",
            "预算总额",
            "因公",
            "出国",
            "(境)",
            "费",
            "公务接",
            "待费",
            "公务用车购置及运行维护费",
            "小计",
            "公务用车",
            "购置费",
            "公务用车运",
            "行维护费",
        ] {
            page.line(line);
        }
    } else {
        page.texts(&["预算单位", "年度", all, "因公出国(境)费", "公务接待费", "公务用车购置及运行维护费"]);
        page.texts(&["", "", "", "", "", "小计", "公务用车购置费", "公务用车运行维护费"]);
    }
    for (nth, three) in world.three_public.iter().enumerate().rev() {
        let year = world.year - i32::try_from(nth).expect("small");
        let label = if page.layout == Layout::Flow { format!("{year} 年") } else { year.to_string() };
        let unit = if page.layout == Layout::Flow && nth == 0 { "" } else { body };
        let mut cells = vec![text(unit), text(label)];
        for (code, name, value) in [
            ("all", all, three.all()),
            ("outbound", "因公出国（境）费", three.outbound),
            ("reception", "公务接待费", three.reception),
            ("vehicle", "公务用车购置及运行维护费", three.vehicle()),
            ("vehicle_purchase", "公务用车购置费", three.purchase),
            ("vehicle_running", "公务用车运行维护费", three.running),
        ] {
            cells.push(Table::of_year(table.amount("total", code, name, value), year));
        }
        page.row(cells);
    }
    page.end_table();
}
