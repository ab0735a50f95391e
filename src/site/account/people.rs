//! People or things: personnel and public (operating) expenditure within basic expenditure.

use rust_decimal::Decimal;

use crate::model::{Fact, How, Measure, Phase, Scheme, Statement, Verdict};
use crate::verify::compare;

use super::Account;

/// Basic expenditure, split.
pub(crate) struct People<'l> {
    /// Personnel: one figure, or wages and allowances with 对个人和家庭的补助.
    pub(crate) personnel: Vec<&'l Fact>,
    /// Public.
    pub(crate) public: &'l Fact,
}

impl<'l> Account<'l> {
    /// Staff, where the documents of the year state one number and no other.
    pub(crate) fn staff(&self) -> Option<&'l Fact> {
        let stated = self.query().statement(Statement::Narrative).measure(Measure::Count).code("staff").all();
        let (first, rest) = stated.split_first()?;
        let one = rest.iter().all(|other| other.amount.value == first.amount.value);
        (one && first.amount.value > Decimal::ZERO).then_some(*first)
    }

    /// Basic expenditure for each of the staff, in 万元, with both figures.
    pub(crate) fn per_head(&self, phase: Phase) -> Option<(Decimal, [&'l Fact; 2])> {
        let operands = [self.nature(phase)?.basic, self.staff()?];
        let amounts = operands.map(|fact| fact.amount.comparable());
        Some((How::Quotient.reckon(&amounts)?, operands))
    }

    /// Personnel and public expenditure, where both together are basic expenditure.
    pub(crate) fn people(&self, phase: Phase) -> Option<People<'l>> {
        let basic = self.nature(phase)?.basic;
        let fits = |people: &People<'l>| {
            let mut parts = people.personnel.clone();
            parts.push(people.public);
            compare(&[basic], &parts).verdict != Verdict::Mismatch
        };
        let table = self.query().statement(Statement::BasicByEconomic).phase(phase);
        let rows = || {
            let column = table.scheme(Scheme::Nature).measure(Measure::Basic);
            Some(People {
                personnel: vec![column.code("personnel").first()?],
                public: column.code("public").first()?,
            })
        };
        let columns = || {
            let row = table.scheme(Scheme::Economic).code("all");
            Some(People {
                personnel: vec![row.measure(Measure::Personnel).first()?],
                public: row.measure(Measure::Public).first()?,
            })
        };
        let stated = || {
            let prose = self.query().statement(Statement::Narrative).phase(phase).measure(Measure::Total);
            let mut personnel = vec![prose.code("personnel").first()?];
            personnel.extend(prose.code("individual").first());
            Some(People { personnel, public: prose.code("public").first()? })
        };
        rows().filter(fits).or_else(|| columns().filter(fits)).or_else(|| stated().filter(fits))
    }
}
