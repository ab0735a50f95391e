//! “三公”经费 of a body over the years.

use crate::ledger::{Ledger, Query};
use crate::model::{Department, Fact, Measure, Phase, Scheme, Scope, Statement, Verdict};
use crate::verify::compare;

/// One phase of one year.
#[derive(Debug, Clone, Default)]
pub(crate) struct Items<'l> {
    pub(crate) total: Option<&'l Fact>,
    pub(crate) outbound: Option<&'l Fact>,
    pub(crate) vehicle: Option<&'l Fact>,
    pub(crate) purchase: Option<&'l Fact>,
    pub(crate) running: Option<&'l Fact>,
    pub(crate) reception: Option<&'l Fact>,
}

impl<'l> Items<'l> {
    /// The figures that are there.
    pub(crate) fn facts(&self) -> Vec<&'l Fact> {
        [self.total, self.outbound, self.vehicle, self.purchase, self.running, self.reception]
            .into_iter()
            .flatten()
            .collect()
    }

    /// The three parts that are there.
    pub(crate) fn parts(&self) -> Vec<&'l Fact> {
        [self.outbound, self.vehicle, self.reception].into_iter().flatten().collect()
    }

    /// Whether the parts exceed the total beyond rounding: then the column cannot be drawn.
    pub(crate) fn contradicts(&self) -> bool {
        let parts = self.parts();
        self.total.is_some_and(|total| {
            let compared = compare(&[total], &parts);
            compared.verdict == Verdict::Mismatch && compared.difference.is_sign_negative()
        })
    }
}

/// One year.
#[derive(Debug, Clone)]
pub(crate) struct ThreeYear<'l> {
    pub(crate) year: i32,
    pub(crate) budget: Items<'l>,
    pub(crate) adjusted: Items<'l>,
    pub(crate) spent: Items<'l>,
}

impl<'l> ThreeYear<'l> {
    /// What the spent money is measured against: the adjusted budget, else the initial one.
    pub(crate) fn planned(&self) -> (Phase, &Items<'l>) {
        if self.adjusted.total.is_some() {
            (Phase::Adjusted, &self.adjusted)
        } else {
            (Phase::Budget, &self.budget)
        }
    }

    fn is_empty(&self) -> bool {
        [&self.budget, &self.adjusted, &self.spent].iter().all(|items| items.facts().is_empty())
    }

    /// The years of a body from the first to the last of which something is known, without gaps. Each year takes the
    /// scope of the disclosure that covers most.
    pub(crate) fn all(ledger: &'l Ledger, department: &'l Department) -> Vec<ThreeYear<'l>> {
        let mut known: Vec<i32> = ledger
            .query()
            .department(&department.id)
            .with_derived()
            .all()
            .into_iter()
            .filter(|fact| fact.subject.scheme == Scheme::ThreePublic || is_item(&fact.subject.code))
            .map(|fact| fact.fiscal_year)
            .collect();
        known.sort_unstable();
        known.dedup();
        let (Some(first), Some(last)) = (known.first(), known.last()) else { return Vec::new() };
        // A misread year must not make a page of thousands of columns.
        let first = (*first).max(last - 30);
        let mut years: Vec<ThreeYear> =
            (first..=*last).map(|year| Self::of(ledger, department, year)).collect();
        while years.first().is_some_and(Self::is_empty) {
            years.remove(0);
        }
        years
    }

    /// One year of a body.
    pub(crate) fn of(ledger: &'l Ledger, department: &'l Department, year: i32) -> ThreeYear<'l> {
        let whole = ledger.query().department(&department.id).year(year);
        ThreeYear {
            year,
            budget: items(whole, Phase::Budget),
            adjusted: items(whole, Phase::Adjusted),
            spent: items(whole, Phase::Final),
        }
    }
}

fn is_item(code: &str) -> bool {
    matches!(code, "three_public" | "outbound" | "vehicle" | "reception")
}

fn items<'l>(query: Query<'l>, phase: Phase) -> Items<'l> {
    let scoped = |scope| {
        let query = query.phase(phase).scope(scope);
        let table = read(query.statement(Statement::ThreePublic).scheme(Scheme::ThreePublic), "all");
        if table.total.is_some() {
            return table;
        }
        let prose = query.statement(Statement::Narrative);
        let stated = read(prose, "three_public");
        if stated.total.is_some() {
            return stated;
        }
        read(prose.with_derived(), "three_public")
    };
    let scopes = [Scope::Department, Scope::Unit, Scope::Region];
    let mut found = scopes.into_iter().map(scoped).filter(|items| !items.facts().is_empty());
    found.next().unwrap_or_else(|| scoped(Scope::Department))
}

fn read<'l>(query: Query<'l>, total: &'l str) -> Items<'l> {
    let query = query.measure(Measure::Total);
    let item = |code| query.code(code).first();
    Items {
        total: item(total),
        outbound: item("outbound"),
        vehicle: item("vehicle").or_else(|| item("vehicle_running")),
        purchase: item("vehicle_purchase"),
        running: item("vehicle_running"),
        reception: item("reception"),
    }
}
