//! What the money was spent on: the functional classification as a tree, and the economic classification as rows.

use crate::model::{Fact, Measure, Phase, Scheme, Statement, Verdict};
use crate::verify::{Families, compare, top};

use super::Account;

/// Spending by function.
pub(crate) struct Functions<'l> {
    /// The table it was taken from.
    pub(crate) statement: Statement,
    /// The grand total of that table.
    pub(crate) total: &'l Fact,
    /// The classes with what stands below them; rows of zero are left out.
    pub(crate) classes: Vec<Branch<'l>>,
}

/// A row of the functional classification.
#[derive(Clone)]
pub(crate) struct Branch<'l> {
    /// The total of the row.
    pub(crate) total: &'l Fact,
    /// Its basic expenditure, where the table splits.
    pub(crate) basic: Option<&'l Fact>,
    /// Its project expenditure, where the table splits.
    pub(crate) project: Option<&'l Fact>,
    /// The rows below.
    pub(crate) children: Vec<Branch<'l>>,
}

impl<'l> Branch<'l> {
    /// All rows, parents first, with their depth.
    pub(crate) fn flat<'b>(branches: &'b [Branch<'l>], depth: usize, out: &mut Vec<(usize, &'b Branch<'l>)>) {
        for branch in branches {
            out.push((depth, branch));
            Self::flat(&branch.children, depth + 1, out);
        }
    }

    /// How many rows of the lowest level it has below it, or is.
    fn leaves(&self) -> usize {
        self.children.iter().map(Self::leaves).sum::<usize>().max(1)
    }

    /// The rows, from this one down, whose own rows have none below them.
    fn innermost(&mut self) -> Vec<&mut Self> {
        if self.children.is_empty() {
            Vec::new()
        } else if self.children.iter().all(|child| child.children.is_empty()) {
            vec![self]
        } else {
            self.children.iter_mut().flat_map(Self::innermost).collect()
        }
    }
}

/// The most rows of the lowest level that a picture shows: more of them are a list.
const MOST: usize = 32;

impl Functions<'_> {
    /// Whether there are too many rows for a picture.
    pub(crate) fn is_long(&self) -> bool {
        self.classes.iter().map(Branch::leaves).sum::<usize>() > MOST
    }

    /// What a picture shows: where there are too many rows for one, the smallest groups stand for theirs. Each is a row that
    /// the document prints.
    pub(crate) fn folded(mut self) -> Self {
        let mut left: usize = self.classes.iter().map(Branch::leaves).sum();
        while left > MOST {
            let groups = self.classes.iter_mut().flat_map(Branch::innermost);
            let Some(group) = groups.min_by_key(|group| group.total.amount.comparable()) else { break };
            let fewer = left - (group.children.len() - 1);
            // One large group is shown by its rows, however many: without them there would be no picture.
            if fewer < MOST / 3 {
                break;
            }
            left = fewer;
            group.children.clear();
        }
        self
    }
}

/// Spending by economic classification.
pub(crate) struct Economic<'l> {
    /// The grand total of the table.
    pub(crate) total: &'l Fact,
    /// The classes with their items; rows of zero are left out.
    pub(crate) classes: Vec<Branch<'l>>,
}

impl<'l> Account<'l> {
    /// Spending by function of a phase, from the table that covers most.
    pub(crate) fn functions(&self, phase: Phase) -> Option<Functions<'l>> {
        [Statement::ExpenditureDetail, Statement::GeneralByFunction, Statement::ExpenditureSummary]
            .into_iter()
            .filter_map(|statement| self.functions_of(statement, phase))
            // A table that goes down to 项 says more than one that stops at 类.
            .max_by_key(|functions| (depth(&functions.classes), std::cmp::Reverse(rank(functions.statement))))
    }

    fn functions_of(&self, statement: Statement, phase: Phase) -> Option<Functions<'l>> {
        let query = self.query().statement(statement).phase(phase);
        let rows = query.scheme(Scheme::Function);
        let column = rows.measure(Measure::Total).all();
        // The same title may stand for several tables; the rows of one belong to one title.
        let title = &column.first()?.table;
        let same = |facts: Vec<&'l Fact>| -> Vec<&'l Fact> {
            facts.into_iter().filter(|fact| fact.table == *title).collect()
        };
        let column = same(column);
        let total = column
            .iter()
            .copied()
            .find(|fact| fact.subject.code == "year")
            .or_else(|| column.iter().copied().find(|fact| fact.subject.code == "all"))?;
        let split = Split {
            basic: same(rows.measure(Measure::Basic).all()),
            project: same(rows.measure(Measure::Project).all()),
        };
        let classes = grow(&Families::of(&column), &top(&column, Scheme::Function), &split, 0);
        let tops: Vec<&Fact> = classes.iter().map(|branch| branch.total).collect();
        // A tree whose classes are not the total is not a picture of it.
        let whole = compare(&[total], &tops).verdict != Verdict::Mismatch;
        (whole && !classes.is_empty()).then_some(Functions { statement, total, classes })
    }

    /// Basic expenditure by economic class; with it project expenditure, where the table covers both.
    pub(crate) fn economic(&self, phase: Phase) -> Option<Economic<'l>> {
        self.economic_of(Statement::BasicByEconomic, Measure::Basic, phase)
    }

    fn economic_of(&self, statement: Statement, measure: Measure, phase: Phase) -> Option<Economic<'l>> {
        let rows = self.query().statement(statement).phase(phase).scheme(Scheme::Economic);
        let all = rows.measure(measure).all();
        let title = &all.first()?.table;
        let column: Vec<&Fact> = all.iter().copied().filter(|fact| fact.table == *title).collect();
        let split = Split { basic: Vec::new(), project: Vec::new() };
        let classes = grow(&Families::of(&column), &top(&column, Scheme::Economic), &split, 0);
        let tops: Vec<&Fact> = classes.iter().map(|branch| branch.total).collect();
        // Some tables print their total only by nature (人员经费合计 and 公用经费合计).
        let total = column
            .iter()
            .copied()
            .find(|fact| fact.subject.is_total())
            .or_else(|| self.nature(phase).map(|nature| nature.basic))?;
        let whole = compare(&[total], &tops).verdict != Verdict::Mismatch;
        (whole && !classes.is_empty()).then_some(Economic { total, classes })
    }
}

struct Split<'l> {
    basic: Vec<&'l Fact>,
    project: Vec<&'l Fact>,
}

/// How deep a classification goes at most: 类, 款, 项 and one more for odd tables. Guards against rows that name each
/// other as parents.
const DEEPEST: usize = 4;

fn grow<'l>(families: &Families<'l>, rows: &[&'l Fact], split: &Split<'l>, level: usize) -> Vec<Branch<'l>> {
    let same_row = |facts: &[&'l Fact], row: &Fact| {
        facts.iter().copied().find(|fact| {
            fact.subject.code == row.subject.code
                && fact.subject.name == row.subject.name
                && fact.subject.ancestors == row.subject.ancestors
        })
    };
    rows.iter()
        .filter(|row| !row.amount.value.is_zero())
        .map(|row| Branch {
            total: row,
            basic: same_row(&split.basic, row),
            project: same_row(&split.project, row),
            children: if level < DEEPEST {
                grow(families, &families.below(row), split, level + 1)
            } else {
                Vec::new()
            },
        })
        .collect()
}

fn depth(branches: &[Branch]) -> usize {
    branches.iter().map(|branch| 1 + depth(&branch.children)).max().unwrap_or(0)
}

/// Which table covers more: all money before the general public budget alone.
fn rank(statement: Statement) -> usize {
    match statement {
        Statement::ExpenditureDetail => 0,
        Statement::ExpenditureSummary => 1,
        _ => 2,
    }
}
