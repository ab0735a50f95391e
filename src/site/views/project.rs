//! One self-evaluated project: its money, its indicators, what does not add up.

use std::collections::BTreeSet;

use serde_json::json;

use super::super::citation;
use super::super::desk::Desk;
use super::super::findings;
use super::super::format;
use super::super::frame::Frame;
use super::super::html::Sentence;
use super::super::plates::indicators::plate;
use super::super::plates::{Home, Shown};
use super::super::routes;
use super::super::table::{Cell, Table};
use super::super::{Job, Site};
use crate::error::Result;
use crate::ledger::{Project, Record};
use crate::model::How;
use crate::model::{Edition, Fact, Measure, Phase, Statement, Status, Verdict};

pub(super) fn jobs<'s>(site: &'s Site<'s>) -> Vec<Job<'s>> {
    let held = |project: &'s Project| Some((project, site.ledger.record(&project.document)?));
    let all = site.ledger.projects.iter().filter_map(held);
    all.map(|(project, record)| {
        let path = routes::project(project);
        Job::several(path.clone(), move |tray| {
            let desk = Desk::new(site.ledger, site.report, path.as_str(), &[record]);
            // The page's chart and its data share its stem.
            let (plate, home) = (plate(&desk, project), Home::page(&path));
            let shown = match &plate {
                Some(plate) => {
                    let size = plate.siblings(tray, &desk, &home, &site.absolute(&path))?;
                    Some(plate.show_file(&desk, &home, size))
                }
                None => None,
            };
            tray.put(&path, || page(site, &desk, project, record, shown))
        })
    })
    .collect()
}

fn page(
    site: &Site<'_>,
    desk: &Desk<'_>,
    project: &Project,
    record: &Record,
    shown: Option<Shown>,
) -> Result<Vec<u8>> {
    let path = desk.page.clone();
    let facts = facts(desk, project);
    let ids: BTreeSet<&str> = facts.iter().map(|fact| &*fact.id).collect();
    let rows = super::super::plates::indicators::rows(desk, project);
    let lines: BTreeSet<u32> = rows.iter().map(|row| row.locator.line()).collect();
    let concerns = |finding: &&crate::model::Finding| {
        let own = |operand: &crate::model::Operand| {
            operand.facts.iter().any(|id| ids.contains(&**id)) || lines.contains(&operand.locator.line())
        };
        finding.document == project.document
            && (own(&finding.left) || finding.right.as_ref().is_some_and(own))
    };
    let checks: Vec<&crate::model::Finding> =
        site.checks(&project.department, record.identity.fiscal_year).filter(concerns).collect();
    let passed = checks.iter().filter(|f| matches!(f.verdict, Verdict::Pass | Verdict::Rounding)).count();
    let open: Vec<findings::Shown> = checks
        .iter()
        .filter(|f| {
            !matches!(f.verdict, Verdict::Pass | Verdict::Rounding | Verdict::NotApplicable) && !f.withheld
        })
        .map(|finding| findings::shown(desk, finding))
        .collect();
    let department = site.ledger.department(&project.department).map_or("", |d| d.name.as_str());
    let title = project.name.to_string();
    let it = json!({
        "name": title,
        "code": &*project.code,
        "entity": &*project.entity,
        "department": department,
        "department_href": desk.to(&routes::department(&project.department)),
        "year": project.fiscal_year,
        "year_href": desk.to(&routes::department_year(&project.department, project.fiscal_year)),
        "lead": lead(desk, project),
        "funds": funds(desk, project, &facts),
        "plate": shown,
        "findings": open,
        "passed": passed,
        "documents": [citation::listed(desk, record)],
        "abridged": record.edition() == Edition::Abridged,
        "citation": citation::citation(site, &path, &format!("{title}（{department}，{} 年）", project.fiscal_year), &[record]),
    });
    let frame = Frame::new(path, title, routes::PERFORMANCE)
        .under(routes::INDEX, "总览")
        .under(routes::department(&project.department), department)
        .under(
            routes::department_year(&project.department, project.fiscal_year),
            format!("{} 年", project.fiscal_year),
        )
        .described(format!("{department} {} 年“{}”项目支出绩效自评。", project.fiscal_year, project.name));
    site.page("project.html", frame, &it)
}

/// The money of a project's form.
fn facts<'l>(desk: &Desk<'l>, project: &Project) -> Vec<&'l Fact> {
    desk.ledger
        .facts_in(&project.document)
        .filter(|fact| {
            fact.statement == Statement::SelfEvaluation
                && fact.subject.scheme == crate::model::Scheme::Project
                && *fact.subject.name == *project.name
                && *fact.subject.code == *project.code
        })
        .collect()
}

fn lead(desk: &Desk<'_>, project: &Project) -> String {
    let get = |id: &Option<std::sync::Arc<str>>| id.as_ref().and_then(|id| desk.ledger.fact(id));
    let mut lead = Sentence::new();
    let money =
        [("年初预算 ", &project.budget), ("全年预算 ", &project.adjusted), ("执行 ", &project.executed)];
    let mut comma = "";
    for (word, id) in money {
        if let Some(fact) = get(id) {
            lead = lead.text(comma).text(word).big(&desk.fig(fact)).text(" 万元");
            comma = "，";
        }
    }
    if let Some(rate) = get(&project.rate) {
        lead = lead.text(comma).text("执行率 ").big(&desk.fig(rate));
        comma = "，";
    }
    if !comma.is_empty() {
        lead = lead.text("。");
    }
    if let Some(score) = get(&project.score) {
        lead = lead.text("自评 ").big(&desk.fig(score)).text(" 分");
        if let Some(grade) = project.grade {
            let how = if project.grade_status == Status::Derived { "，按分数推定" } else { "" };
            lead = lead.text(&format!("（{}{how}）", grade.label()));
        }
        lead = lead.text("。");
    }
    lead.html()
}

fn funds(desk: &Desk<'_>, project: &Project, facts: &[&Fact]) -> Table {
    let mut table = Table::new(
        "资金，万元（按原文数字精确折合，保留两位小数）",
        &["资金", "#年初预算", "#全年预算", "#全年执行", "#执行率"],
    );
    let lines = [
        (Measure::Total, "年度资金总额"),
        (Measure::FiscalAppropriation, "其中：当年财政拨款"),
        (Measure::CarryoverIn, "　　　上年结转资金"),
        (Measure::OtherFunds, "　　　其他资金"),
    ];
    for (measure, label) in lines {
        let of =
            |phase| facts.iter().copied().find(|fact| fact.measure == measure && fact.phase == Some(phase));
        let all = [of(Phase::Budget), of(Phase::Adjusted), of(Phase::Final)];
        if all.iter().all(Option::is_none) {
            continue;
        }
        let mut cells = vec![Cell::text(label)];
        cells.extend(all.map(|fact| Cell::maybe(fact.map(|fact| desk.fig(fact)).as_ref(), "—")));
        let rate =
            project.rate.as_ref().filter(|_| measure == Measure::Total).and_then(|id| desk.ledger.fact(id));
        cells.push(match (rate, measure) {
            (Some(rate), _) => Cell::fig(&desk.fig(rate)),
            (None, Measure::Total) => Cell::maybe(None, "—"),
            _ => computed_rate(desk, all[1], all[2]),
        });
        table.row(cells).total = measure == Measure::Total;
    }
    table
}

/// The rate of a part, which the form does not print: spent out of the adjusted budget.
fn computed_rate(desk: &Desk<'_>, planned: Option<&Fact>, spent: Option<&Fact>) -> Cell {
    let (Some(planned), Some(spent)) = (planned, spent) else { return Cell::maybe(None, "—") };
    match format::share(spent.amount.comparable(), planned.amount.comparable()) {
        Some(share) => Cell::fig(&desk.computed(
            format!("{share}%"),
            &[spent, planned],
            How::Share,
            "执行数除以全年预算数",
        )),
        None => Cell::maybe(None, "分母为 0"),
    }
}
