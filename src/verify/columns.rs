//! A05, A11, A14, A15 and the columns of A04: a row's total against the columns that make it up. A blank cell counts
//! as nothing only where the sum proves it.

use super::bench::{Case, Side};
use super::tables::{Table, top};
use super::{Bench, Book, Comparison, Rule, compare};
use crate::model::{Arg, Fact, Measure, Message, Scheme, Severity, Statement, Verdict, message};

/// Columns that make up another column.
struct Split<'m> {
    whole: Measure,
    parts: &'m [Measure],
    /// What the whole is called in a finding.
    label: Message,
    /// What the parts are called.
    words: Message,
}

impl Split<'_> {
    /// Whether a table has the whole and at least so many of its parts.
    fn stands_in(&self, table: &Table<'_>, least: usize) -> bool {
        !table.column(self.whole).is_empty() && self.printed(table).len() >= least
    }

    /// The parts that a table has a column for.
    fn printed(&self, table: &Table<'_>) -> Vec<Measure> {
        self.parts.iter().copied().filter(|part| !table.column(*part).is_empty()).collect()
    }

    /// Checks rows by nature, whose codes are the ids of the measures, in one column.
    fn check_rows(&self, table: &Table<'_>, column: Measure, out: &mut Bench<'_>) {
        let rows: Vec<&Fact> =
            table.column(column).into_iter().filter(|f| f.subject.scheme == Scheme::Nature).collect();
        let Some(whole) = rows.iter().copied().find(|fact| fact.subject.code == self.whole.id()) else {
            return;
        };
        let is_part = |fact: &&Fact| self.parts.iter().any(|part| part.id() == fact.subject.code);
        let parts: Vec<&Fact> = rows.iter().copied().filter(is_part).collect();
        // 其中 names some of the parts, not all.
        if parts.len() < 2 {
            return;
        }
        out.sums(Case::within(
            table,
            message!(
                "column-and-parts",
                table = Arg::title(&table.title),
                whole = self.label.clone(),
                parts = self.words.clone()
            ),
            Side::of(self.label.clone(), &[whole]),
            self.sum(&parts),
        ));
    }

    /// Whether the parts make up the whole in more than half of the rows that print them all.
    fn holds_mostly(&self, table: &Table<'_>) -> bool {
        let printed = self.printed(table);
        let (mut seen, mut held) = (0_usize, 0);
        for row in table.rows() {
            let whole = row.iter().copied().find(|fact| fact.measure == self.whole);
            let parts: Vec<&Fact> =
                row.iter().copied().filter(|fact| printed.contains(&fact.measure)).collect();
            if let (Some(whole), true) = (whole, parts.len() >= 2) {
                seen += 1;
                held += usize::from(compare(&[whole], &parts).verdict != Verdict::Mismatch);
            }
        }
        held * 2 > seen
    }

    /// The side of the parts.
    fn sum<'l>(&self, parts: &[&'l Fact]) -> Side<'l> {
        Side::of(message!("side-sum-of", parts = self.words.clone()), parts)
    }

    /// What is compared in a row.
    fn of_row(&self, table: &Table<'_>, whole: &Fact) -> Message {
        let name = match whole.subject.name.as_str() {
            "" => Arg::from(message!("side-total")),
            name => Arg::name(name),
        };
        message!(
            "row-and-parts",
            table = Arg::title(&table.title),
            name = name,
            whole = self.label.clone(),
            parts = self.words.clone()
        )
    }

    /// Checks every row that has the whole and some of the parts.
    fn check(&self, table: &Table<'_>, out: &mut Bench<'_>) {
        let printed = self.printed(table);
        // Columns of which it is not certain whether they are a part, or within one.
        let floating: Vec<Measure> =
            FLOATING.iter().copied().filter(|one| !self.parts.contains(one) && *one != self.whole).collect();
        for row in table.rows() {
            let Some(whole) = row.iter().copied().find(|fact| fact.measure == self.whole) else { continue };
            let of = |measures: &[Measure]| -> Vec<&Fact> {
                row.iter().copied().filter(|fact| measures.contains(&fact.measure)).collect()
            };
            let parts = of(&printed);
            if parts.is_empty() {
                continue;
            }
            let unsure = of(&floating);
            let whole_row = parts.len() == printed.len() && unsure.iter().all(|f| f.amount.value.is_zero());
            let with = [parts.as_slice(), unsure.as_slice()].concat();
            let agrees = |parts: &[&Fact]| compare(&[whole], parts).verdict != Verdict::Mismatch;
            let parts = if !agrees(&parts) && agrees(&with) { with } else { parts };
            let left = Side::of(self.label.clone(), &[whole]);
            let case = Case::within(table, self.of_row(table, whole), left, self.sum(&parts));
            let compared = case.compared();
            let verdict = match compared.verdict {
                Verdict::Mismatch if !whole_row => Verdict::InsufficientData,
                verdict => verdict,
            };
            out.record(case, Comparison { verdict, ..compared });
        }
    }
}

/// Columns that stand beside the funds in one layout and within them in another.
const FLOATING: [Measure; 6] = [
    Measure::Reserve,
    Measure::FiscalAccount,
    Measure::Nontax,
    Measure::NonFiscal,
    Measure::OtherFunds,
    Measure::SurplusDistribution,
];

/// Where money comes from, besides the appropriation.
const OTHER_SOURCES: [Measure; 8] = [
    Measure::SuperiorSubsidy,
    Measure::BusinessIncome,
    Measure::OperatingIncome,
    Measure::AffiliatedIncome,
    Measure::OtherIncome,
    Measure::UnitFunds,
    Measure::CarryoverIn,
    Measure::FundBalanceUsed,
];

/// The funds of an appropriation.
const FUNDS: [Measure; 3] = [Measure::GeneralPublic, Measure::GovFund, Measure::StateCapital];

/// What a row's total is made of: the appropriation, or its funds where it is not printed, and all else.
fn sources(table: &Table<'_>) -> Vec<Measure> {
    let appropriation = !table.column(Measure::FiscalAppropriation).is_empty();
    let funds: &[Measure] = if appropriation { &[Measure::FiscalAppropriation] } else { &FUNDS };
    [funds, &OTHER_SOURCES].concat()
}

/// A04 in a detailed table, where the sources are columns.
pub(super) fn income_parts(table: &Table<'_>, out: &mut Bench<'_>) {
    let parts = sources(table);
    Split {
        whole: Measure::Total,
        parts: &parts,
        label: message!("side-total"),
        words: message!("parts-sources"),
    }
    .check(table, out);
}

/// A05: 合计 = 基本 + 项目 (+ 上缴 + 经营 + 补助) per row.
pub(super) static SPENDING_SPLIT: Rule = Rule { id: "A05", severity: Severity::Error, check: spending_split };

fn spending_split(book: &Book<'_>, out: &mut Bench<'_>) {
    let split = Split {
        whole: Measure::Total,
        parts: &[
            Measure::Basic,
            Measure::Project,
            Measure::ToSuperior,
            Measure::Operating,
            Measure::ToAffiliated,
            Measure::Reserve,
        ],
        label: message!("side-total"),
        words: message!("parts-basic-and-project"),
    };
    for table in &book.tables {
        if [Measure::Basic, Measure::Project].iter().all(|part| !table.column(*part).is_empty()) {
            split.check(table, out);
        }
        for measure in table.money_columns() {
            spending_rows(table, measure, out);
        }
    }
}

/// A05 where basic and project expenditure are rows: one total, one of each, and whatever stands beside them.
fn spending_rows(table: &Table<'_>, column: Measure, out: &mut Bench<'_>) {
    let rows: Vec<&Fact> =
        table.column(column).into_iter().filter(|fact| fact.subject.scheme == Scheme::Nature).collect();
    let of = |code: &str| rows.iter().copied().filter(|fact| fact.subject.code == code).collect::<Vec<_>>();
    let (wholes, basic, project) = (of("all"), of("basic"), of("project"));
    // Several forms of one title stand in one table: which rows belong together is then not known.
    let ([whole], [_], [_]) = (wholes.as_slice(), basic.as_slice(), project.as_slice()) else { return };
    let parts = top(&rows, Scheme::Nature);
    let case = Case::within(
        table,
        message!(
            "column-and-parts",
            table = Arg::title(&table.title),
            whole = message!("side-total"),
            parts = message!("parts-basic-and-project")
        ),
        Side::of(message!("side-total"), &[*whole]),
        Side::of(message!("side-sum-of", parts = message!("parts-basic-and-project")), &parts),
    );
    let known = ["basic", "project", "other", "to_superior", "operating", "to_affiliated"];
    let certain = parts.iter().all(|part| known.contains(&part.subject.code.as_str()));
    let compared = case.compared();
    let verdict = match compared.verdict {
        Verdict::Mismatch if !certain => Verdict::InsufficientData,
        verdict => verdict,
    };
    out.record(case, Comparison { verdict, ..compared });
}

/// A11: 基本 = 人员经费 + 公用经费, or its economic classes; 项目 = its economic classes.
pub(super) static BASIC_SPLIT: Rule = Rule { id: "A11", severity: Severity::Error, check: basic_split };

/// The parts of basic and project expenditure, by the codes of rows by nature and by columns.
const SPLITS: [Split<'static>; 5] = [
    Split {
        whole: Measure::Basic,
        parts: &[Measure::Personnel, Measure::Public],
        label: message!("side-basic"),
        words: message!("parts-personnel-and-public"),
    },
    Split {
        whole: Measure::Basic,
        parts: &[
            Measure::BasicWages,
            Measure::BasicGoods,
            Measure::BasicIndividual,
            Measure::BasicCapital,
            Measure::BasicOther,
        ],
        label: message!("side-basic"),
        words: message!("parts-listed-classes"),
    },
    Split {
        whole: Measure::Project,
        parts: &[
            Measure::ProjectWages,
            Measure::ProjectGoods,
            Measure::ProjectIndividual,
            Measure::ProjectEnterprise,
            Measure::ProjectInterest,
            Measure::ProjectCapital,
            Measure::ProjectSocialSecurity,
        ],
        label: message!("side-project"),
        words: message!("parts-listed-classes"),
    },
    Split {
        whole: Measure::Total,
        parts: &[
            Measure::AllWages,
            Measure::AllGoods,
            Measure::AllIndividual,
            Measure::AllEnterprise,
            Measure::AllInterest,
            Measure::AllCapital,
            Measure::AllConstruction,
            Measure::AllSocialSecurity,
            Measure::AllOther,
        ],
        label: message!("side-total"),
        words: message!("parts-listed-classes"),
    },
    Split {
        whole: Measure::Total,
        parts: &[
            Measure::GovWages,
            Measure::GovGoods,
            Measure::GovIndividual,
            Measure::GovEnterprise,
            Measure::GovEnterpriseCapital,
            Measure::GovInterest,
            Measure::GovPrincipal,
            Measure::GovCapital,
            Measure::GovConstruction,
            Measure::GovInstitution,
            Measure::GovInstitutionCapital,
            Measure::GovSocialSecurity,
            Measure::GovTransfer,
            Measure::GovOther,
        ],
        label: message!("side-total"),
        words: message!("parts-listed-classes"),
    },
];

fn basic_split(book: &Book<'_>, out: &mut Bench<'_>) {
    for table in &book.tables {
        for split in &SPLITS {
            // Economic classes beside a total may be some of it: 其中. The other rows of the table say whether they are all.
            let whole = split.whole != Measure::Total || split.holds_mostly(table);
            if split.stands_in(table, 1) && whole {
                split.check(table, out);
            }
            for measure in table.money_columns() {
                split.check_rows(table, measure, out);
            }
        }
    }
}

/// A14: 财政拨款 = 一般公共 + 基金 + 国资; and 一般公共 = its own parts.
pub(super) static FUND_SPLIT: Rule = Rule { id: "A14", severity: Severity::Error, check: fund_split };

fn fund_split(book: &Book<'_>, out: &mut Bench<'_>) {
    let appropriation = Split {
        whole: Measure::FiscalAppropriation,
        parts: &FUNDS,
        label: message!("side-appropriation"),
        words: message!("parts-budget-appropriations"),
    };
    let fiscal = Split {
        whole: Measure::Total,
        parts: &FUNDS,
        label: message!("side-total"),
        words: message!("parts-budget-appropriations"),
    };
    let general = Split {
        whole: Measure::GeneralPublic,
        parts: &[
            Measure::GeneralRegular,
            Measure::GeneralNontax,
            Measure::RegularBasic,
            Measure::DutyProject,
            Measure::FiscalSpecial,
            Measure::GovInvestment,
        ],
        label: message!("side-general-public"),
        words: message!("parts-listed-appropriations"),
    };
    for table in &book.tables {
        if appropriation.stands_in(table, 2) {
            appropriation.check(table, out);
        }
        if table.statement == Statement::FiscalExpenditureSummary && fiscal.stands_in(table, 2) {
            fiscal.check(table, out);
        }
        if general.stands_in(table, 2) {
            general.check(table, out);
        }
    }
}

/// A15: row total = Σ source columns.
pub(super) static SOURCE_COLUMNS: Rule = Rule { id: "A15", severity: Severity::Error, check: source_columns };

fn source_columns(book: &Book<'_>, out: &mut Bench<'_>) {
    for table in &book.tables {
        let (whole, label) = match table.statement {
            Statement::BasicByEconomic => (Measure::Basic, message!("side-basic")),
            Statement::Project | Statement::ExpenditureDetail | Statement::GeneralByEconomic => {
                (Measure::Total, message!("side-total"))
            }
            _ => continue,
        };
        // Beside what came in and what is handed on, a total is what was spent, and no sum of sources.
        if [Measure::Income, Measure::CarryoverOut].iter().any(|one| !table.column(*one).is_empty()) {
            continue;
        }
        let parts = sources(table);
        let split = Split { whole, parts: &parts, label, words: message!("parts-fund-sources") };
        if split.stands_in(table, 1) {
            split.check(table, out);
        }
    }
}
