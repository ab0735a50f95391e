//! Projects that evaluated themselves: their money, rate, score and grade.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::Ledger;
use crate::document::Locator;
use crate::model::{Base, Fact, Grade, Measure, Phase, Scheme, Statement, Status};

/// A self-evaluated project. Each amount is the id of its fact, so that every figure can be traced.
#[derive(Debug, Clone)]
pub struct Project {
    /// Id of the department.
    pub department: Arc<str>,
    /// Fiscal year.
    pub fiscal_year: i32,
    /// Printed name.
    pub name: Arc<str>,
    /// Printed code.
    pub code: Arc<str>,
    /// 实施单位 as printed.
    pub entity: Arc<str>,
    /// Address stem: the position within its year, so that it survives a renamed file.
    pub slug: String,
    /// Path of the document.
    pub document: Arc<str>,
    /// 年初预算数.
    pub budget: Option<Arc<str>>,
    /// 全年预算数.
    pub adjusted: Option<Arc<str>>,
    /// 全年执行数.
    pub executed: Option<Arc<str>>,
    /// 执行率.
    pub rate: Option<Arc<str>>,
    /// 总分.
    pub score: Option<Arc<str>>,
    /// The grade.
    pub grade: Option<Grade>,
    /// Whether the grade is printed or follows from the score.
    pub grade_status: Status,
    /// Place of the form.
    pub locator: Locator,
}

/// 优 from 90, 良 from 80, 中 from 60, 差 below.
pub fn grade_of(score: Decimal) -> Grade {
    if score >= Decimal::from(90) {
        Grade::Excellent
    } else if score >= Decimal::from(80) {
        Grade::Good
    } else if score >= Decimal::from(60) {
        Grade::Fair
    } else {
        Grade::Poor
    }
}

/// The self-evaluated projects of all documents, in document order.
pub(super) fn collect(ledger: &Ledger) -> Vec<Project> {
    let mut projects: Vec<Project> = Vec::new();
    for record in ledger.documents.iter().filter(|record| record.is_published()) {
        let own: Vec<&Fact> = ledger
            .facts_in(&record.path)
            .filter(|fact| fact.statement == Statement::SelfEvaluation)
            .collect();
        let mut heads: Vec<&Fact> = Vec::new();
        for fact in
            own.iter().filter(|fact| fact.subject.scheme == Scheme::Project && fact.measure == Measure::Total)
        {
            if !heads.iter().any(|head| same_project(head, fact)) {
                heads.push(fact);
            }
        }
        for (position, head) in heads.iter().enumerate() {
            // A form's total stands between its own funds and those of the next form.
            let end = heads.get(position + 1).map_or(u32::MAX, |next| next.locator.line());
            let mut project = build(&own, head, end);
            project.slug = slug(&project, &projects);
            projects.push(project);
        }
    }
    projects
}

fn same_project(a: &Fact, b: &Fact) -> bool {
    a.subject.name == b.subject.name && a.subject.code == b.subject.code && a.entity == b.entity
}

fn build(own: &[&Fact], head: &Fact, end: u32) -> Project {
    let find = |measure: Measure, phase: Phase| {
        own.iter()
            .find(|fact| fact.measure == measure && fact.phase == Some(phase) && same_project(fact, head))
            .map(|fact| fact.id.clone())
    };
    let rate = own.iter().find(|f| {
        f.measure == Measure::ExecutionRate && f.base == Some(Base::Adjusted) && same_project(f, head)
    });
    let start = head.locator.line();
    let score = own.iter().find(|fact| {
        fact.measure == Measure::Score
            && fact.subject.code == "all"
            && (start..end).contains(&fact.locator.line())
    });
    Project {
        department: head.department.clone(),
        fiscal_year: head.fiscal_year,
        name: head.subject.name.as_str().into(),
        code: head.subject.code.as_str().into(),
        entity: head.entity.clone(),
        slug: String::new(),
        document: head.document.clone(),
        budget: find(Measure::Total, Phase::Budget),
        adjusted: find(Measure::Total, Phase::Adjusted),
        executed: find(Measure::Total, Phase::Final),
        rate: rate.map(|fact| fact.id.clone()),
        score: score.map(|fact| fact.id.clone()),
        grade: score.map(|fact| grade_of(fact.amount.value)),
        grade_status: Status::Derived,
        locator: head.locator.clone(),
    }
}

/// The address stem of a project: its code, or its name's hash; a number where two share it.
fn slug(project: &Project, before: &[Project]) -> String {
    let stem = super::ids::hash(&project.name);
    let stem = format!("p-{}", &stem[..8]);
    let taken = before
        .iter()
        .filter(|other| other.department == project.department && other.fiscal_year == project.fiscal_year)
        .filter(|other| other.slug == stem || other.slug.starts_with(&format!("{stem}-")))
        .count();
    if taken == 0 { stem } else { format!("{stem}-{}", taken + 1) }
}
