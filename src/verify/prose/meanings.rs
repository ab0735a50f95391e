//! Which cells of a document's tables mean the same as an amount of a sentence, and where they are found.

use std::collections::BTreeMap;

use super::bind::{EXPENDITURE, INCOME, half, is_beyond_general, is_of_basic, is_qualified, restriction};
use super::{Passage, is_class};
use crate::document::key;
use crate::ledger::Ledger;
use crate::model::{Fact, Fund, Measure, Money, Phase, Scheme, Statement};
use crate::taxonomy::says;
use crate::verify::{Book, Table};

/// Where a cell stands among the others: position of its table, and in it.
type Place = (usize, usize);

/// What cells are looked up by: statement, measure, phase, year and code.
type Meaning<'l> = (Statement, Measure, Option<Phase>, i32, &'l str);

/// The cells of a document's tables by what they mean, so that a sentence does not walk over all of them.
#[derive(Debug, Default)]
pub(in crate::verify) struct Cells<'l> {
    /// Totals, rows of the top level and rows of 三公.
    top: BTreeMap<Meaning<'l>, Vec<(Place, &'l Fact)>>,
    /// Rows of the classification by function in the table of the general public budget, by code.
    items: BTreeMap<(Option<Phase>, i32, &'l str), Vec<&'l Fact>>,
    /// The same by name.
    named: BTreeMap<(Option<Phase>, i32, String), Vec<&'l Fact>>,
}

impl<'l> Cells<'l> {
    /// The cells that count.
    pub(in crate::verify) fn of(ledger: &Ledger, tables: &[Table<'l>]) -> Self {
        let mut cells = Self::default();
        for (at, table) in tables.iter().enumerate() {
            for (row, fact) in table.facts.iter().copied().enumerate() {
                if ledger.counts(fact) {
                    cells.take(table, fact, (at, row));
                }
            }
        }
        cells
    }

    fn take(&mut self, table: &Table<'l>, fact: &'l Fact, place: Place) {
        let (phase, year) = (table.phase, table.year);
        let subject = &fact.subject;
        let top = subject.ancestors.is_empty() && subject.parent_code.is_empty()
            || table.statement == Statement::ThreePublic
            || subject.is_total();
        let own_fund = table.fund.is_none_or(|fund| fund == Fund::All || fund == Fund::GeneralPublic);
        if top && own_fund {
            let meaning = (table.statement, fact.measure, phase, year, subject.code.as_str());
            self.top.entry(meaning).or_default().push((place, fact));
        }
        let item = table.statement == Statement::GeneralByFunction
            && subject.scheme == Scheme::Function
            && fact.measure == Measure::Total;
        if item {
            self.items.entry((phase, year, subject.code.as_str())).or_default().push(fact);
            self.named.entry((phase, year, key(&subject.name))).or_default().push(fact);
        }
    }

    /// The cells that have one of some meanings, in the order of the tables.
    fn with(&self, wanted: &[Cell], phase: Option<Phase>, year: i32) -> Vec<&'l Fact> {
        let mut found: Vec<(Place, &'l Fact)> = Vec::new();
        for cell in wanted {
            let own = self.top.get(&(cell.statement, cell.measure, phase, year, cell.code));
            let fits =
                |(_, fact): &&(Place, &Fact)| cell.scheme.is_none_or(|scheme| scheme == fact.subject.scheme);
            found.extend(own.into_iter().flatten().filter(fits).copied());
        }
        found.sort_unstable_by_key(|(place, _)| *place);
        found.dedup_by_key(|(place, _)| *place);
        found.into_iter().map(|(_, fact)| fact).collect()
    }
}

/// What in a table says the same as an amount of a sentence.
struct Cell {
    statement: Statement,
    scheme: Option<Scheme>,
    code: &'static str,
    measure: Measure,
}

const fn cell(statement: Statement, scheme: Option<Scheme>, code: &'static str, measure: Measure) -> Cell {
    Cell { statement, scheme, code, measure }
}

/// The cells that mean the same as a subject of a sentence under a restriction; none where no table is certain to.
fn meanings(fact: &Fact, restriction: &[Money], of_basic: bool) -> Vec<Cell> {
    use Measure as M;
    use Statement as S;
    let income = Some(Scheme::Income);
    let function = Some(Scheme::Function);
    let nature = Some(Scheme::Nature);
    let sources = |code: &'static str| {
        vec![
            cell(S::IncomeSummary, income, code, M::Total),
            cell(S::FiscalIncomeSummary, income, code, M::Total),
            cell(S::BudgetAdjustment, income, code, M::Total),
        ]
    };
    let three = |code: &'static str| vec![cell(S::ThreePublic, Some(Scheme::ThreePublic), code, M::Total)];
    let economic =
        |code: &'static str| vec![cell(S::BasicByEconomic, Some(Scheme::Economic), code, M::Basic)];
    let name = fact.subject.name.as_str();
    let fund = |statement: S, code: &'static str, measure: M| match half(fact) {
        INCOME => sources(code),
        EXPENDITURE if !says("name_of_nature", name) => {
            vec![
                cell(S::FiscalExpenditureSummary, function, "year", measure),
                cell(statement, None, "all", M::Total),
            ]
        }
        _ => Vec::new(),
    };
    match fact.subject.code.as_str() {
        "three_public" => three("all"),
        "outbound" => three("outbound"),
        "vehicle" => three("vehicle"),
        "vehicle_purchase" => three("vehicle_purchase"),
        "vehicle_running" => three("vehicle_running"),
        "reception" => three("reception"),
        "meeting" => three("meeting"),
        "training" => three("training"),
        _ if is_beyond_general(restriction) => Vec::new(),
        "basic" | "project" if !restriction.is_empty() => {
            let measure = if fact.subject.code == "basic" { M::Basic } else { M::Project };
            vec![cell(S::GeneralByFunction, None, "all", measure)]
        }
        "wages" if of_basic => economic("301"),
        "goods" if of_basic => economic("302"),
        "individual" if of_basic => economic("303"),
        "general_public" => fund(S::GeneralByFunction, "general_public", M::GeneralPublic),
        _ if !restriction.is_empty() => Vec::new(),
        "budget_income" => vec![
            cell(S::IncomeSummary, income, "all", M::Total),
            cell(S::IncomeSummary, income, "year", M::Total),
            cell(S::BudgetAdjustment, income, "all", M::Total),
        ],
        "budget_expenditure" => vec![
            cell(S::ExpenditureSummary, None, "all", M::Total),
            cell(S::ExpenditureSummary, None, "year", M::Total),
            cell(S::BudgetAdjustment, nature, "all", M::Total),
        ],
        // Income and expenditure balance only in the last row; 收入总计 alone may leave out what was carried over.
        "total_income" if !says("sum_of_income", name) => {
            vec![cell(S::IncomeSummary, income, "all", M::Total)]
        }
        "total_income" => vec![
            cell(S::IncomeSummary, income, "all", M::Total),
            cell(S::IncomeSummary, income, "year", M::Total),
        ],
        "total_expenditure" => vec![
            cell(S::ExpenditureSummary, None, "all", M::Total),
            cell(S::ExpenditureSummary, None, "year", M::Total),
        ],
        "year_income" => vec![
            cell(S::IncomeSummary, income, "year", M::Total),
            cell(S::IncomeDetail, None, "all", M::Total),
        ],
        "year_expenditure" if says("spent_this_year", name) => vec![
            cell(S::ExpenditureSummary, None, "year", M::Total),
            cell(S::ExpenditureDetail, None, "all", M::Total),
        ],
        "fiscal_income" if says("sum_of_both", name) => {
            vec![cell(S::FiscalIncomeSummary, income, "all", M::Total)]
        }
        "fiscal_income" => vec![cell(S::FiscalIncomeSummary, income, "year", M::Total)],
        "fiscal_expenditure" => vec![cell(S::FiscalExpenditureSummary, function, "year", M::Total)],
        "fiscal_appropriation" => sources("fiscal_appropriation"),
        "gov_fund" if half(fact) == INCOME => sources("gov_fund"),
        "state_capital" if half(fact) == INCOME => sources("state_capital"),
        "superior_subsidy" => sources("superior_subsidy"),
        "business_income" => sources("business_income"),
        "operating_income" => sources("operating_income"),
        "affiliated_income" => sources("affiliated_income"),
        "other_income" => sources("other_income"),
        "basic" | "project" => {
            let (code, measure) =
                if fact.subject.code == "basic" { ("basic", M::Basic) } else { ("project", M::Project) };
            vec![
                cell(S::ExpenditureDetail, None, "all", measure),
                cell(S::ExpenditureSummary, nature, code, M::Total),
                cell(S::BudgetAdjustment, nature, code, M::Total),
            ]
        }
        "procurement" if fact.measure == M::Total => {
            vec![cell(S::Procurement, None, "all", M::Total)]
        }
        _ => Vec::new(),
    }
}

/// The cells of the document's tables that mean the same as an amount of a sentence.
pub(super) fn in_tables<'l>(book: &Book<'l>, passage: &Passage<'l>, at: usize) -> Vec<&'l Fact> {
    let fact = passage.fact(at);
    if fact.measure != Measure::Total || !fact.amount.unit.is_money() || is_qualified(passage, at) {
        return Vec::new();
    }
    if is_class(fact) {
        return item_cells(book, passage, fact);
    }
    let restricted = restriction(passage, at);
    let found = cells(book, fact, restricted, is_of_basic(passage, at), fact.phase, fact.fiscal_year);
    // 收入总计 may leave out what was carried over: the row that it agrees with is the one that it means.
    if says("sum_name", &fact.subject.name) {
        let same = |cell: &&Fact| cell.amount.comparable() == fact.amount.comparable();
        let meant: Vec<&Fact> = found.iter().copied().filter(same).collect();
        if !meant.is_empty() {
            return meant;
        }
    }
    found
}

/// The cells of a row of the classification: by its code, or where the sentence has none by its whole path, as in
/// `甲（类）乙（款）丙（项）`. A name alone stands in many classes.
fn item_cells<'l>(book: &Book<'l>, passage: &Passage<'l>, fact: &Fact) -> Vec<&'l Fact> {
    let (phase, year, code) = (fact.phase, fact.fiscal_year, fact.subject.code.as_str());
    if is_item_code(code) {
        return book.cells.items.get(&(phase, year, code)).cloned().unwrap_or_default();
    }
    let Some(group) = passage.shape().group.as_deref() else { return Vec::new() };
    let named = book.cells.named.get(&(phase, year, key(&fact.subject.name)));
    let below = |cell: &&Fact| cell.subject.ancestors.last().is_some_and(|above| key(above) == group);
    named.into_iter().flatten().copied().filter(below).collect()
}

/// Whether a code of the classification is printed or proven down to its last level.
pub(super) fn is_item_code(code: &str) -> bool {
    code.len() == 7 && code.bytes().all(|byte| byte.is_ascii_digit())
}

/// The cells for a subject, a phase and a year.
pub(super) fn cells<'l>(
    book: &Book<'l>,
    like: &Fact,
    restriction: &[Money],
    of_basic: bool,
    phase: Option<Phase>,
    year: i32,
) -> Vec<&'l Fact> {
    book.cells.with(&meanings(like, restriction, of_basic), phase, year)
}
