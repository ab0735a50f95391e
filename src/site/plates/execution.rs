//! Plate: what was planned and what was spent, and the year before in the same phase.

use rust_decimal::Decimal;

use crate::chart::Figure;
use crate::chart::Value;
use crate::chart::execution::{Bar, Execution};
use crate::messages::{Locale, say};
use crate::model::{Fact, Phase, Status};

use super::super::account::Account;
use super::super::desk::Desk;
use super::super::format;
use super::super::html::{Fig, Sentence};
use super::super::names;
use super::super::table::{Cell, Table};
use super::{Plate, year_phase};
use crate::model::How;

pub(super) fn plate<'l>(desk: &Desk<'l>, account: &Account<'l>) -> Option<Plate<'l>> {
    let main = account.phase();
    let total = account.total(main)?;
    let mut book = Book { desk, bars: Vec::new(), table: table(desk), facts: Vec::new() };
    if let Some(prior) = account.prior(main) {
        let figure = desk.chart_sum(&prior.facts);
        let label = year_phase(desk.locale, account.year - 1, main);
        let derived = prior.facts.iter().any(|fact| fact.status == Status::Derived);
        let note = if derived { say!(desk.locale, "note-derived") } else { String::new() };
        book.bar(&label, &note, main, figure, &prior.facts, &[]);
    }
    for phase in [Phase::Budget, Phase::Adjusted, Phase::Final] {
        let Some(fact) = account.total_or_derived(phase) else { continue };
        let note = note(desk, account, phase, fact);
        let label = if phase == Phase::Budget && main == Phase::Final {
            say!(desk.locale, "year-initial", year = account.year)
        } else {
            year_phase(desk.locale, account.year, phase)
        };
        let mut more = Vec::new();
        if let Some((spent, planned)) = account.execution().filter(|_| phase == Phase::Final) {
            let share = desk.share_fig(&[spent], planned);
            more.extend(share.map(|share| {
                (
                    say!(
                        desk.locale,
                        "share-of-plan",
                        plan = plan_word(desk.locale, planned),
                        share = share.text.as_str()
                    ),
                    share,
                )
            }));
        }
        if let Some(prior) = account.prior(main).filter(|_| phase == main) {
            let change = total.amount.comparable() - prior.amount;
            let operands = [&[total], prior.facts.as_slice()].concat();
            let figure = desk.computed(
                format::wan(desk.locale, change.abs()),
                &operands,
                How::Difference,
                &say!(desk.locale, "how-difference"),
            );
            more.push((against(desk, main, change, &figure.text), figure));
        }
        book.bar(&label, &note, phase, desk.chart_figure(fact), &[fact], &more);
    }
    if book.bars.len() < 2 {
        return None;
    }
    if let Some(last) = book.bars.iter_mut().rfind(|bar| bar.phase == main) {
        last.strong = true;
    }
    let unit = say!(desk.locale, "unit-wan");
    let name =
        say!(desk.locale, "plate-total-of", name = names::shown(desk.locale, &account.department.name));
    Some(Plate {
        foot: Default::default(),
        brief: None,
        kind: "execution",
        title: title(desk, account, main, total),
        subtitle: say!(desk.locale, "plate-execution"),
        chart: Box::new(Execution { name, unit, rows: book.bars }),
        table: book.table,
        facts: book.facts,
        stated: stated(desk, account, main, total),
        says: Vec::new(),
        says_not: vec![say!(desk.locale, "not-across-phases")],
    })
}

fn table(desk: &Desk<'_>) -> Table {
    let heads = say!(desk.locale, "columns-of-execution");
    Table::new(say!(desk.locale, "table-totals"), &heads.split('|').collect::<Vec<_>>())
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
            several => self.desk.computed(
                figure.text.clone(),
                several,
                How::Sum,
                &say!(self.desk.locale, "how-basic-and-project"),
            ),
        };
        let mut words = Cell::text(note);
        for (text, figure) in more {
            let stop = if words.text.is_empty() {
                String::new()
            } else {
                say!(self.desk.locale, "clause-separator")
            };
            // The figure stands in its words.
            let (before, after) = text.split_once(&figure.text).unwrap_or((text, ""));
            words.html = Sentence::new().text(&stop).text(before).fig(figure).text(after).after(&words.html);
            words.text = format!("{}{stop}{text}", words.text);
        }
        self.table.row(vec![Cell::text(label), Cell::fig(&fig), words]);
        self.facts.extend(facts);
        let rate = more.iter().find(|(_, figure)| figure.how == How::Share);
        let figure = rate.map_or(figure.clone(), |(_, rate)| figure.traced(&rate.trace()));
        let inside = rate.map_or_else(String::new, |(text, _)| text.clone());
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

fn note(desk: &Desk<'_>, account: &Account<'_>, phase: Phase, fact: &Fact) -> String {
    match phase {
        _ if fact.status == Status::Derived => say!(desk.locale, "note-derived"),
        Phase::Adjusted => say!(desk.locale, "note-adjusted"),
        Phase::Budget if account.phase() == Phase::Final => say!(desk.locale, "note-approved"),
        _ => String::new(),
    }
}

/// What the plan is called.
fn plan_word(locale: Locale, planned: &Fact) -> String {
    if planned.phase == Some(Phase::Adjusted) {
        say!(locale, "plan-adjusted")
    } else {
        say!(locale, "plan-initial")
    }
}

/// `比上年预算多 1.00`.
fn against(desk: &Desk<'_>, main: Phase, change: Decimal, amount: &str) -> String {
    match (main == Phase::Final, change.is_sign_negative()) {
        (true, true) => say!(desk.locale, "less-than-account", amount = amount),
        (true, false) => say!(desk.locale, "more-than-account", amount = amount),
        (false, true) => say!(desk.locale, "less-than-budget", amount = amount),
        (false, false) => say!(desk.locale, "more-than-budget", amount = amount),
    }
}

/// The number of the title: the share of the plan, or the change.
fn stated<'l>(desk: &Desk<'l>, account: &Account<'l>, main: Phase, total: &'l Fact) -> Vec<Fig> {
    let share = account.execution().filter(|_| main == Phase::Final);
    let share = share.and_then(|(spent, planned)| desk.share_fig(&[spent], planned));
    let change = account.prior(main).map(|prior| {
        let operands = [&[total], prior.facts.as_slice()].concat();
        let change = total.amount.comparable() - prior.amount;
        desk.computed(
            format::wan(desk.locale, change.abs()),
            &operands,
            How::Difference,
            &say!(desk.locale, "how-difference"),
        )
    });
    share.into_iter().chain(change).collect()
}

fn title(desk: &Desk<'_>, account: &Account<'_>, main: Phase, total: &Fact) -> String {
    if main == Phase::Final
        && let Some((spent, planned)) = account.execution()
        && let Some(share) = format::share(spent.amount.comparable(), planned.amount.comparable())
    {
        return say!(
            desk.locale,
            "plate-executed",
            plan = plan_word(desk.locale, planned),
            share = format!("{share}%")
        );
    }
    match account.prior(main) {
        Some(prior) => {
            let change = total.amount.comparable() - prior.amount;
            say!(
                desk.locale,
                "plate-against",
                words = against(desk, main, change, &format::wan(desk.locale, change.abs()))
            )
        }
        None => say!(desk.locale, "plate-total", when = year_phase(desk.locale, account.year, main)),
    }
}
