//! What recognisers write: facts, indicators, unreadable numbers, and which places they have accounted for.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Cell, Locator, Printed, Span, Suffix};
use crate::model::{
    Amount, Base, Fact, Fund, Identity, Indicator, Kind, Measure, Phase, ProjectRecord, Reason, Scope,
    Severity, Statement, StatementRecord, Status, Subject, TableState, TableTrail, Unit, Unreadable,
    Unrecognised,
};

use crate::taxonomy::says_nothing_is_there;

use super::codebook::Codebook;
use super::figures::strange;
use super::section::Section;

/// What recognisers of one document may know.
pub(crate) struct Context<'d> {
    /// Path of the document.
    pub(crate) document: Arc<str>,
    /// Who, when, what.
    pub(crate) identity: &'d Identity,
    /// Codes printed in the document.
    pub(crate) codes: &'d Codebook,
    /// Whether the document calls the budget half of a final account 全年 or 调整预算.
    pub(crate) adjusted_three_public: bool,
}

/// What all recognisers of one document write to.
#[derive(Debug, Default)]
pub(crate) struct Output {
    /// Facts in the order found.
    pub(crate) facts: Vec<Fact>,
    /// Rows of performance tables.
    pub(crate) indicators: Vec<Indicator>,
    /// Self-evaluated projects.
    pub(crate) projects: Vec<ProjectRecord>,
    /// Numbers that could not be placed.
    pub(crate) unreadable: Vec<Unreadable>,
    /// Tables found.
    pub(crate) statements: Vec<StatementRecord>,
    /// What fits no statement.
    pub(crate) unrecognised: Vec<Unrecognised>,
    /// What the publisher should know.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Places of numbers that are no facts by their nature: codes, line numbers, years, texts of indicators.
    pub(crate) aside: BTreeSet<Locator>,
    /// How each table was understood.
    pub(crate) trail: Vec<TableTrail>,
}

impl Output {
    /// Marks a place as accounted for without being a fact.
    pub(crate) fn set_aside(&mut self, locator: &Locator) {
        self.aside.insert(locator.clone());
    }

    /// Records a number that cannot be placed.
    pub(crate) fn cannot_place(&mut self, table: &TableFacts, cell: &Cell, reason: Reason) {
        self.unreadable.push(Unreadable {
            statement: Some(table.statement),
            table: table.title.clone(),
            locator: cell.locator.clone(),
            quote: cell.quote.clone(),
            reason,
        });
    }

    /// Records a table and how many facts it gave since `before`.
    pub(crate) fn record(
        &mut self,
        statement: Statement,
        section: &Section,
        title: &Arc<str>,
        before: usize,
    ) {
        let own = |fact: &&Fact| fact.statement == statement;
        let facts: Vec<&Fact> = self.facts[before..].iter().filter(own).collect();
        let unreadable = self.unreadable.iter().any(|u| section.span.contains(u.locator.line()));
        let state = if !facts.is_empty() {
            let all_zero = facts.iter().all(|fact| fact.amount.value.is_zero());
            if all_zero && says_nothing_is_there(&section.notes) {
                TableState::EmptyStated
            } else {
                TableState::Data
            }
        } else if self
            .indicators
            .iter()
            .any(|i| i.statement == statement && section.span.contains(i.locator.line()))
        {
            TableState::Data
        } else if unreadable {
            TableState::Unreadable
        } else if says_nothing_is_there(&section.notes) {
            TableState::EmptyStated
        } else {
            TableState::Blank
        };
        let facts = facts.len();
        let locator = Some(Locator::Line(section.span.first));
        self.statements.push(StatementRecord { statement, table: title.clone(), locator, state, facts });
    }

    /// Lists what looks like figures in lines that are no table, and that no grammar of numbers reads. Returns whether there was
    /// any: such a table is not empty.
    fn list_strange_figures(
        &mut self,
        statement: Statement,
        section: &Section,
        words: &[crate::document::Line],
    ) -> bool {
        let before = self.unreadable.len();
        for line in words {
            self.unreadable.extend(strange(&line.text).map(|token| Unreadable {
                statement: Some(statement),
                table: section.title.as_str().into(),
                locator: Locator::Line(line.number),
                quote: token.to_owned(),
                reason: Reason::NoMeaning,
            }));
        }
        self.unreadable.len() > before
    }

    /// Records a table of which only the title is there.
    pub(crate) fn record_nothing(
        &mut self,
        statement: Statement,
        section: &Section,
        words: &[crate::document::Line],
    ) {
        let damaged = words.iter().any(|line| line.text.trim().starts_with('['));
        let listed = self.list_strange_figures(statement, section, words);
        let stated = says_nothing_is_there(&section.notes)
            || words.iter().any(|line| says_nothing_is_there(&line.text));
        let state = match (damaged || listed, stated) {
            (true, _) => TableState::Unreadable,
            (false, true) => TableState::EmptyStated,
            (false, false) => TableState::Blank,
        };
        self.statements.push(StatementRecord {
            statement,
            table: section.title.as_str().into(),
            locator: Some(Locator::Line(section.span.first)),
            state,
            facts: 0,
        });
    }

    /// Adds a diagnostic about a place.
    pub(crate) fn report(
        &mut self,
        context: &Context,
        code: Code,
        span: Span,
        excerpt: &str,
        message: String,
        help: &str,
    ) {
        self.diagnostics.push(
            Diagnostic::new(code, Severity::Warning, &context.document, message).at(span, excerpt).help(help),
        );
    }
}

/// What all facts of one table share.
#[derive(Debug, Clone)]
pub(crate) struct TableFacts {
    /// The statement.
    pub(crate) statement: Statement,
    /// The printed title.
    pub(crate) title: Arc<str>,
    /// The fund that the title names.
    pub(crate) fund: Option<Fund>,
    /// The phase where no header says otherwise.
    pub(crate) phase: Option<Phase>,
    /// The fiscal year.
    pub(crate) year: i32,
    /// The unit of money.
    pub(crate) unit: Option<Unit>,
    /// The unit's name where no row says otherwise.
    pub(crate) entity: Arc<str>,
}

impl TableFacts {
    /// What a section's title, caption and document say about its facts.
    pub(crate) fn new(section: &Section, statement: Statement, context: &Context) -> Self {
        let title = section.title.as_str();
        let phase = if title.contains("决算") {
            Some(Phase::Final)
        } else {
            context.identity.kinds.first().map(|kind| match kind {
                crate::model::Kind::Budget | crate::model::Kind::PerformanceTarget => Phase::Budget,
                crate::model::Kind::Final | crate::model::Kind::SelfEvaluation => Phase::Final,
            })
        };
        let entity = if section.caption.entity.is_empty() {
            context.identity.printed_name.as_str()
        } else {
            section.caption.entity.as_str()
        };
        Self {
            statement,
            title: title.into(),
            fund: crate::taxonomy::only_fund_in(title),
            phase,
            year: context.identity.fiscal_year,
            unit: section.caption.unit,
            entity: entity.into(),
        }
    }

    /// A fact of this table.
    pub(crate) fn fact(
        &self,
        measure: Measure,
        subject: Subject,
        amount: Amount,
        cell: &Cell,
        scope: Scope,
    ) -> Fact {
        Fact {
            id: Arc::default(),
            document: Arc::default(),
            department: Arc::default(),
            entity: self.entity.clone(),
            scope,
            fiscal_year: self.year,
            phase: self.phase,
            statement: self.statement,
            table: self.title.clone(),
            measure,
            base: None,
            fund: self.fund,
            subject,
            amount,
            locator: cell.locator.clone(),
            quote: cell.quote.clone(),
            status: Status::Printed,
            derived_from: Vec::new(),
            correction: None,
            certain: true,
            said: None,
        }
    }

    /// The unit of a printed number: the cell's own, its column's, or the table's.
    pub(crate) fn unit_of(&self, printed: Printed, measure: Measure, column: &[String]) -> Option<Unit> {
        match (printed.suffix, measure) {
            (Suffix::Percent, _) => Some(Unit::Percent),
            (_, Measure::Count) => Some(Unit::Count),
            (_, Measure::Score | Measure::Weight) => Some(Unit::Point),
            (_, Measure::ChangePct | Measure::Share | Measure::ExecutionRate) => Some(Unit::Percent),
            (suffix, _) => money_of(suffix).or_else(|| super::grid::unit_above(column)).or(self.unit),
        }
    }
}

/// The unit of money that a cell prints behind its digits.
pub(crate) fn money_of(suffix: Suffix) -> Option<Unit> {
    match suffix {
        Suffix::None | Suffix::Percent => None,
        Suffix::WanYuan => Some(Unit::WanYuan),
        Suffix::Yuan => Some(Unit::Yuan),
        Suffix::QianYuan => Some(Unit::QianYuan),
        Suffix::BaiWanYuan => Some(Unit::BaiWanYuan),
        Suffix::YiYuan => Some(Unit::YiYuan),
    }
}

/// The scope of a printed unit name within a document.
pub(crate) fn scope_of(entity: &str, identity: &Identity) -> Scope {
    use crate::taxonomy::{names_unit, same_body};
    // A region's own name, or none, is the region; whoever else a summary names is one of its bodies.
    if identity.scope == Some(Scope::Region) && (entity.is_empty() || same_body(entity, &identity.body)) {
        return Scope::Region;
    }
    if names_unit(entity) {
        Scope::Unit
    } else if same_body(entity, &identity.body) && !publishes_alone(identity) {
        // A parent row printed beside its 本级 twin is the whole department. Where a unit publishes for itself alone, its
        // name is its own.
        Scope::Department
    } else if entity.is_empty() || abbreviates(entity, &identity.printed_name) {
        identity.scope.unwrap_or(Scope::Department)
    } else {
        Scope::Unit
    }
}

/// Whether a unit publishes for itself under a name that does not tell it from its department.
fn publishes_alone(identity: &Identity) -> bool {
    identity.scope == Some(Scope::Unit) && !crate::taxonomy::names_unit(&identity.printed_name)
}

/// Whether a name is the body's own, whole or shortened: its characters stand in the body's name in order
/// (政府办 in 某区人民政府办公室).
fn abbreviates(entity: &str, body: &str) -> bool {
    let body = crate::document::key(body);
    let mut rest = body.chars();
    crate::document::key(entity).chars().all(|c| rest.any(|b| b == c))
}

/// What a final account says was executed of its own year's budget is that year's final account.
pub(crate) fn settle_execution(fact: &mut Fact, identity: &Identity) {
    let settled = matches!(identity.kinds.first(), Some(Kind::Final | Kind::SelfEvaluation));
    if settled && fact.phase == Some(Phase::Execution) && fact.fiscal_year == identity.fiscal_year {
        fact.phase = Some(Phase::Final);
    }
}

/// The place of a whole row: its line, or its first and last line.
pub(crate) fn row_locator(row: &crate::document::Row) -> Locator {
    if row.span.first == row.span.last {
        Locator::Line(row.span.first)
    } else {
        Locator::Lines(row.span.first, row.span.last)
    }
}

/// The base of a rate or change, set on a fact.
pub(crate) fn with_base(mut fact: Fact, base: Option<Base>) -> Fact {
    fact.base = base;
    fact
}
