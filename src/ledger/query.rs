//! Questions about figures: facts that match, in ledger order.

use super::{Ledger, positions};
use crate::model::{Base, Fact, Measure, Phase, Scheme, Scope, Statement, Status};

/// A question about figures, narrowed step by step. Only figures that count are found: of a parent row and its
/// （本级） twin, and of two publications, one.
#[derive(Clone, Copy)]
pub struct Query<'l> {
    ledger: &'l Ledger,
    department: Option<&'l str>,
    year: Option<i32>,
    scope: Option<Scope>,
    phase: Option<Phase>,
    statement: Option<Statement>,
    measure: Option<Measure>,
    scheme: Option<Scheme>,
    base: Option<Base>,
    code: Option<&'l str>,
    document: Option<&'l str>,
    derived: bool,
}

impl<'l> Query<'l> {
    pub(super) fn new(ledger: &'l Ledger) -> Self {
        Self {
            ledger,
            department: None,
            year: None,
            scope: None,
            phase: None,
            statement: None,
            measure: None,
            scheme: None,
            base: None,
            code: None,
            document: None,
            derived: false,
        }
    }

    /// Of one department.
    pub fn department(mut self, id: &'l str) -> Self {
        self.department = Some(id);
        self
    }

    /// Of one fiscal year.
    pub fn year(mut self, year: i32) -> Self {
        self.year = Some(year);
        self
    }

    /// Of one scope.
    pub fn scope(mut self, scope: Scope) -> Self {
        self.scope = Some(scope);
        self
    }

    /// Of one phase.
    pub fn phase(mut self, phase: Phase) -> Self {
        self.phase = Some(phase);
        self
    }

    /// Of one statement.
    pub fn statement(mut self, statement: Statement) -> Self {
        self.statement = Some(statement);
        self
    }

    /// Of one measure.
    pub fn measure(mut self, measure: Measure) -> Self {
        self.measure = Some(measure);
        self
    }

    /// Of one classification.
    pub fn scheme(mut self, scheme: Scheme) -> Self {
        self.scheme = Some(scheme);
        self
    }

    /// Against one base.
    pub fn base(mut self, base: Base) -> Self {
        self.base = Some(base);
        self
    }

    /// With one code.
    pub fn code(mut self, code: &'l str) -> Self {
        self.code = Some(code);
        self
    }

    /// Of one document.
    pub fn document(mut self, path: &'l str) -> Self {
        self.document = Some(path);
        self
    }

    /// Derived figures too.
    pub fn with_derived(mut self) -> Self {
        self.derived = true;
        self
    }

    /// All that match, in ledger order.
    pub fn all(self) -> Vec<&'l Fact> {
        let Ledger { facts, index, .. } = self.ledger;
        let matching = |at: &usize| index.counts[*at] && self.matches(&facts[*at]);
        let mut found: Vec<usize> = match (self.document, self.department) {
            (Some(path), _) => positions(&index.by_document, path).iter().copied().filter(matching).collect(),
            (None, Some(id)) => {
                let tables = index.by_table.get(id).into_iter().flat_map(|tables| match self.statement {
                    Some(one) => tables.range((one, i32::MIN)..=(one, i32::MAX)),
                    None => tables.range(..),
                });
                let of_year = tables.filter(|((_, year), _)| self.year.is_none_or(|one| one == *year));
                of_year.flat_map(|(_, positions)| positions.iter().copied()).filter(matching).collect()
            }
            (None, None) => (0..facts.len()).filter(matching).collect(),
        };
        found.sort_unstable();
        found.into_iter().map(|at| &facts[at]).collect()
    }

    /// The first that matches; printed figures come before derived ones.
    pub fn first(self) -> Option<&'l Fact> {
        self.all().into_iter().min_by_key(|fact| fact.status == Status::Derived)
    }

    fn matches(&self, fact: &Fact) -> bool {
        self.department.is_none_or(|id| &*fact.department == id)
            && self.year.is_none_or(|year| fact.fiscal_year == year)
            && self.scope.is_none_or(|scope| fact.scope == scope)
            && self.phase.is_none_or(|phase| fact.phase == Some(phase))
            && self.statement.is_none_or(|statement| fact.statement == statement)
            && self.measure.is_none_or(|measure| fact.measure == measure)
            && self.scheme.is_none_or(|scheme| fact.subject.scheme == scheme)
            && self.base.is_none_or(|base| fact.base == Some(base))
            && self.code.is_none_or(|code| fact.subject.code == code)
            && self.document.is_none_or(|path| &*fact.document == path)
            && (self.derived || fact.status != Status::Derived)
    }
}
