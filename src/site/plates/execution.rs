//! Plate: what was planned and what was spent, and the year before in the same phase.

use rust_decimal::Decimal;

use crate::chart::Figure;
use crate::chart::Value;
use crate::chart::execution::{Bar, Execution};
use crate::model::{Fact, Phase, Status};

use super::super::account::Account;
use super::super::desk::Desk;
use super::super::format;
use super::super::html::{Fig, Sentence};
use super::super::table::{Cell, Table};
use super::{Plate, year_phase};
use crate::model::How;

pub(super) fn plate<'l>(desk: &Desk<'l>, account: &Account<'l>) -> Option<Plate<'l>> {
    let main = account.phase();
    let total = account.total(main)?;
    let mut book = Book { desk, bars: Vec::new(), table: table(), facts: Vec::new() };
    if let Some(prior) = account.prior(main) {
        let figure = desk.chart_sum(&prior.facts);
        let label = year_phase(desk.locale, account.year - 1, main);
        let derived = prior.facts.iter().any(|fact| fact.status == Status::Derived);
        book.bar(&label, if derived { "由增减额反推" } else { "" }, main, figure, &prior.facts, &[]);
    }
    for phase in [Phase::Budget, Phase::Adjusted, Phase::Final] {
        let Some(fact) = account.total_or_derived(phase) else { continue };
        let note = note(account, phase, fact);
        let label = if phase == Phase::Budget && main == Phase::Final {
            format!("{} 年初预算", account.year)
        } else {
            year_phase(desk.locale, account.year, phase)
        };
        let mut more = Vec::new();
        if let Some((spent, planned)) = account.execution().filter(|_| phase == Phase::Final) {
            let share = desk.share_fig(&[spent], planned);
            more.extend(share.map(|share| (format!("为{}的 ", plan_word(planned)), share)));
        }
        if let Some(prior) = account.prior(main).filter(|_| phase == main) {
            let change = total.amount.comparable() - prior.amount;
            let operands = [&[total], prior.facts.as_slice()].concat();
            let figure = desk.computed(format::wan(change.abs()), &operands, How::Difference, "两年之差");
            more.push((format!("{} ", against(main, change)), figure));
        }
        book.bar(&label, &note, phase, desk.chart_figure(fact), &[fact], &more);
    }
    if book.bars.len() < 2 {
        return None;
    }
    if let Some(last) = book.bars.iter_mut().rfind(|bar| bar.phase == main) {
        last.strong = true;
    }
    let unit = "万元".to_owned();
    let name = format!("{}支出总额", account.department.name);
    Some(Plate {
        foot: Default::default(),
        brief: None,
        kind: "execution",
        title: title(desk, account, main, total),
        subtitle: "支出总额，万元；空心为年初预算，淡色为全年预算，实心为决算".into(),
        chart: Box::new(Execution { name, unit, rows: book.bars }),
        table: book.table,
        facts: book.facts,
        stated: stated(desk, account, main, total),
        says: Vec::new(),
        says_not: vec!["拿一年的预算和另一年的决算比增减：两者阶段不同。".into()],
    })
}

fn table() -> Table {
    Table::new("支出总额，万元", &["年度与阶段", "#金额", "说明"])
}

struct Book<'d, 'l> {
    desk: &'d Desk<'l>,
    bars: Vec<Bar>,
    table: Table,
    facts: Vec<&'l Fact>,
}

impl<'l> Book<'_, 'l> {
    fn bar(
        &mut self,
        label: &str,
        note: &str,
        phase: Phase,
        figure: Figure,
        facts: &[&'l Fact],
        more: &[(String, Fig)],
    ) {
        let fig = match facts {
            [one] => self.desk.fig(one),
            several => self.desk.computed(figure.text.clone(), several, How::Sum, "基本支出与项目支出之和"),
        };
        let mut words = Cell::text(note);
        for (text, figure) in more {
            let stop = if words.text.is_empty() { "" } else { "；" };
            words.html = Sentence::new().text(stop).text(text).fig(figure).after(&words.html);
            words.text = format!("{}{stop}{text}{}", words.text, figure.text);
        }
        self.table.row(vec![Cell::text(label), Cell::fig(&fig), words]);
        self.facts.extend(facts);
        let rate = more.iter().find(|(_, figure)| figure.how == How::Share);
        let figure = rate.map_or(figure.clone(), |(_, rate)| figure.traced(&rate.trace()));
        let inside = rate.map_or_else(String::new, |(text, figure)| format!("{text}{}", figure.text));
        self.bars.push(Bar {
            label: label.to_owned(),
            note: note.to_owned(),
            phase,
            value: Value::Known(figure),
            inside,
            strong: false,
        });
    }
}

fn note(account: &Account<'_>, phase: Phase, fact: &Fact) -> String {
    match phase {
        _ if fact.status == Status::Derived => "由增减额反推".into(),
        Phase::Adjusted => "年中调整后".into(),
        Phase::Budget if account.phase() == Phase::Final => "年初批复".into(),
        _ => String::new(),
    }
}

/// What the plan is called.
pub(crate) fn plan_word(planned: &Fact) -> &'static str {
    if planned.phase == Some(Phase::Adjusted) { "全年预算" } else { "年初预算" }
}

/// `比上年预算多`.
fn against(main: Phase, change: Decimal) -> String {
    let word = if change.is_sign_negative() { "少" } else { "多" };
    let before = if main == Phase::Final { "上年决算" } else { "上年预算" };
    format!("比{before}{word}")
}

/// The number of the title: the share of the plan, or the change.
fn stated<'l>(desk: &Desk<'l>, account: &Account<'l>, main: Phase, total: &'l Fact) -> Vec<Fig> {
    let share = account.execution().filter(|_| main == Phase::Final);
    let share = share.and_then(|(spent, planned)| desk.share_fig(&[spent], planned));
    let change = account.prior(main).map(|prior| {
        let operands = [&[total], prior.facts.as_slice()].concat();
        let change = total.amount.comparable() - prior.amount;
        desk.computed(format::wan(change.abs()), &operands, How::Difference, "两年之差")
    });
    share.into_iter().chain(change).collect()
}

fn title(desk: &Desk<'_>, account: &Account<'_>, main: Phase, total: &Fact) -> String {
    if main == Phase::Final
        && let Some((spent, planned)) = account.execution()
        && let Some(share) = format::share(spent.amount.comparable(), planned.amount.comparable())
    {
        return format!("支出为{}的 {share}%", plan_word(planned));
    }
    match account.prior(main) {
        Some(prior) => {
            let change = total.amount.comparable() - prior.amount;
            format!("{} {} 万元", against(main, change), format::wan(change.abs()))
        }
        None => format!("{}总额", year_phase(desk.locale, account.year, main)),
    }
}
