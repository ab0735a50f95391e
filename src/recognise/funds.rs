//! The funds of a project in its self-evaluation: header, rows, and which number stands below which word.

use rust_decimal::Decimal;

use crate::document::{Cell, Reach, Row, Shape, Suffix, is_blank, key, label};
use crate::model::{Measure, Phase, Unit};
use crate::taxonomy::{FundWord, IndicatorWord, fund_row_word, fund_word, indicator_word};

/// A column of the funds block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fund {
    /// Money of a stage of the budget.
    Amount(Phase),
    /// Money that has come in.
    Received,
    /// What no stage of the budget is: 调整数, 结余, and words that nobody knows.
    Other,
    /// 分值
    Weight,
    /// 执行率
    Rate,
    /// 得分
    Score,
}

/// The columns that every form prints, where a text extract lost the header row.
pub(crate) const STANDARD: &[Fund] = &[
    Fund::Amount(Phase::Budget),
    Fund::Amount(Phase::Adjusted),
    Fund::Amount(Phase::Final),
    Fund::Weight,
    Fund::Rate,
    Fund::Score,
];

/// The header of a funds block.
#[derive(Debug, Clone, Default)]
pub(crate) struct Funds {
    /// Its columns from left to right, with the cells that they stand in.
    pub(crate) columns: Vec<(usize, Fund)>,
    /// The cells that a word to their left covers, with the cell of that word.
    spanned: Vec<(usize, usize)>,
    /// How many cells the header has.
    width: usize,
}

impl Funds {
    /// Reads a header row; `None` where it is none.
    pub(crate) fn of_row(row: &Row) -> Option<Self> {
        let column = |(at, cell): (usize, &Cell)| Some((at, fund_of(&cell.text)?));
        let known: Vec<(usize, Fund)> = row.cells.iter().enumerate().filter_map(column).collect();
        let amounts =
            known.iter().filter(|(_, fund)| matches!(fund, Fund::Amount(_) | Fund::Received)).count();
        let first = known.first().map(|(at, _)| *at).filter(|_| amounts >= 2)?;
        // Another word among them heads a column as well, and its numbers are its own.
        let of = |at: usize| known.iter().find(|(own, _)| *own == at).map(|(_, fund)| *fund);
        let headed = |at: &usize| of(*at).is_some() || !is_blank(&row.cells[*at].text);
        let columns = (first..row.cells.len()).filter(headed).map(|at| (at, of(at).unwrap_or(Fund::Other)));
        let columns: Vec<(usize, Fund)> = columns.collect();
        // Without borders to tell it, a blank belongs to the word before it: a row that slid has two numbers there.
        let covered = |at: &usize| matches!(row.cells[*at].reach, None | Some(Reach::Covered));
        let under = |at: usize| columns.iter().rev().map(|(head, _)| *head).find(|head| *head <= at);
        let spanned = (first..row.cells.len()).filter(|at| !headed(at) && covered(at));
        let spanned = spanned.filter_map(|at| Some((at, under(at)?))).collect();
        Some(Self { columns, spanned, width: row.cells.len() })
    }

    /// The numbers of a row that names each of them: `年初预算数|400|全年执行数|361`. `None` where a number has no such name.
    pub(crate) fn in_pairs(row: &Row) -> Option<Vec<(&Cell, Fund)>> {
        let mut pairs = Vec::new();
        let mut name = None;
        for cell in row.cells.iter().filter(|cell| !is_blank(&cell.text)) {
            match (cell.number(), name.take()) {
                (None, _) => name = Some(fund_of(&cell.text)),
                (Some(printed), Some(Some(fund))) => {
                    let percent = printed.suffix == Suffix::Percent;
                    if percent != (fund == Fund::Rate) {
                        return None;
                    }
                    pairs.push((cell, fund));
                }
                (Some(_), _) => return None,
            }
        }
        let stage = |(_, fund): &(&Cell, Fund)| matches!(fund, Fund::Amount(_) | Fund::Rate);
        (pairs.len() >= 2 && pairs.iter().any(stage)).then_some(pairs)
    }

    /// The cells of a row that hold numbers, with the columns that they stand below; `None` where a number stands below
    /// none, or where nothing shows that the row lies under its header.
    pub(crate) fn below<'r>(&self, row: &'r Row, shape: Shape) -> Option<Vec<(&'r Cell, Fund)>> {
        if shape == Shape::Collapsed || row.cells.len() != self.width {
            return None;
        }
        let head = |at: usize| self.spanned.iter().find(|(own, _)| *own == at).map_or(at, |(_, head)| *head);
        let column = |at: usize| self.columns.iter().find(|(own, _)| *own == at).map(|(_, fund)| *fund);
        let numbers: Vec<(usize, &Cell)> =
            row.cells.iter().enumerate().filter(|(_, cell)| cell.number().is_some()).collect();
        // Of two numbers below one word neither is what it says.
        let mut heads: Vec<usize> = numbers.iter().map(|(at, _)| head(*at)).collect();
        heads.dedup();
        if heads.len() < numbers.len() {
            return None;
        }
        let placed: Option<Vec<(&Cell, Fund)>> =
            numbers.into_iter().map(|(at, cell)| Some((cell, column(head(at))?))).collect();
        // A rate below a stage of the budget, or an amount with a sign of percent, is a row that slid.
        placed.filter(|placed| {
            placed.iter().all(|(cell, fund)| {
                let percent = cell.number().is_some_and(|printed| printed.suffix == Suffix::Percent);
                !percent || matches!(fund, Fund::Rate | Fund::Other)
            })
        })
    }

    /// Whether the header has 全年预算.
    pub(crate) fn has_adjusted(&self) -> bool {
        self.columns.iter().any(|(_, fund)| *fund == Fund::Amount(Phase::Adjusted))
    }

    /// Whether the header names stages of the budget, and not one of them over two columns.
    pub(crate) fn has_stages(&self) -> bool {
        let stage = |fund: &Fund| matches!(fund, Fund::Amount(_));
        let mut stages = self.columns.iter().map(|(_, fund)| fund).filter(|fund| stage(fund));
        let first = stages.next();
        stages.any(|other| Some(other) != first)
    }

    /// Whether a row holds nothing but numbers below this header: the funds of a form that names no row of them.
    pub(crate) fn holds(&self, row: &Row, shape: Shape) -> bool {
        let words = row.cells.iter().any(|cell| cell.number().is_none() && !is_blank(&cell.text));
        let amounts = self
            .below(row, shape)
            .is_some_and(|placed| placed.iter().any(|(_, fund)| matches!(fund, Fund::Amount(_))));
        !words && amounts
    }
}

/// What a header of the funds block says.
fn fund_of(text: &str) -> Option<Fund> {
    Some(match (fund_word(text), indicator_word(text)) {
        (Some(FundWord::Budget), _) => Fund::Amount(Phase::Budget),
        (Some(FundWord::Adjusted), _) => Fund::Amount(Phase::Adjusted),
        (Some(FundWord::Final), _) => Fund::Amount(Phase::Final),
        (Some(FundWord::Execution), _) => Fund::Amount(Phase::Execution),
        (Some(FundWord::Received), _) => Fund::Received,
        (Some(FundWord::Rate), _) => Fund::Rate,
        (_, Some(IndicatorWord::Weight)) => Fund::Weight,
        (_, Some(IndicatorWord::Score)) => Fund::Score,
        _ => return None,
    })
}

/// The label of a row of the funds block: its cell and what it counts.
pub(crate) fn fund_row(row: &Row) -> Option<(usize, Measure)> {
    row.cells.iter().enumerate().find_map(|(at, cell)| Some((at, fund_row_word(&label(&cell.text))?)))
}

/// The unit printed inside a label of the funds block: 项目资金（元）.
pub(crate) fn unit_in_label(text: &str) -> Option<Unit> {
    let key = key(text);
    if !["资金", "预算", "金额"].iter().any(|word| key.contains(word)) {
        return None;
    }
    if key.contains("(万元)") {
        Some(Unit::WanYuan)
    } else if key.contains("(元)") {
        Some(Unit::Yuan)
    } else {
        None
    }
}

/// Without a header the standard order is proven by the row itself: the rate is executed over adjusted budget, and
/// the score is the weight times the rate.
pub(crate) fn proves_standard(cells: &[&Cell]) -> bool {
    let values: Vec<Decimal> = cells.iter().filter_map(|cell| cell.number()).map(|n| n.value).collect();
    let [_, adjusted, executed, weight, rate, score] = values.as_slice() else { return false };
    let Some(true_rate) = (executed * Decimal::ONE_HUNDRED).checked_div(*adjusted) else { return false };
    let half = Decimal::new(6, 3);
    let Some(full) = weight.checked_mul(true_rate) else { return false };
    let full = (full / Decimal::ONE_HUNDRED).min(*weight);
    (true_rate - rate).abs() <= half.max(Decimal::new(5, rate.scale() + 1))
        && (full - score).abs() <= Decimal::new(5, 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Locator, Span};

    fn row(text: &str) -> Row {
        let cells = text.split('|').zip(1..).map(|(text, nth)| Cell::new(text, Locator::Cell(1, nth)));
        Row { span: Span::new(1, 1), cells: cells.collect() }
    }

    #[test]
    fn numbers_stand_below_their_words() {
        let funds = Funds::of_row(&row("项目资金（万元）||资金安排|资金到位|资金支出|分值|执行率"))
            .expect("a header");
        let total = row("|年度资金总额|120.00|100.00|90.00|10|75%");
        let placed = funds.below(&total, Shape::Grid).expect("aligned");
        assert_eq!(placed.len(), 5);
        assert_eq!((placed[0].1, placed[1].1), (Fund::Amount(Phase::Budget), Fund::Received));
        assert!(funds.below(&row("|总额|120.00|100.00|90.00|75%|10"), Shape::Grid).is_none(), "it slid");
        assert!(funds.below(&row("|总额|120.00|100.00|90.00"), Shape::Grid).is_none(), "a cell short");
        assert!(Funds::of_row(&row("指标|分值|得分")).is_none());
    }

    #[test]
    fn a_word_that_nobody_knows_costs_its_own_numbers() {
        let funds = Funds::of_row(&row("资金|年初预算数|调整数|调整后预算数|1-6月执行数||执行率|"))
            .expect("a header");
        let placed = |text: &str| {
            let row = row(text);
            funds.below(&row, Shape::Grid).map(|all| all.iter().map(|(_, fund)| *fund).collect::<Vec<_>>())
        };
        let [budget, adjusted, spent] = [Phase::Budget, Phase::Adjusted, Phase::Execution].map(Fund::Amount);
        assert_eq!(
            placed("总额|150.00|-10.00|140.00||70.00|50%|"),
            Some(vec![budget, Fund::Other, adjusted, spent, Fund::Rate]),
            "the word over two cells is that of the number below its second"
        );
        assert_eq!(placed("总额|150.00|-10.00|140.00|70.00|35.00|50%|"), None, "two numbers below one word");
        assert_eq!(placed("总额|150.00|-10.00|140.00|70.00||50%|8"), None, "two below the last word");
    }

    #[test]
    fn a_row_may_name_each_of_its_numbers() {
        let named = row("年初预算金额|400|调整后预算|380|实际支出|361|执行率|95%");
        let pairs = Funds::in_pairs(&named).expect("pairs");
        assert_eq!(pairs.len(), 4);
        assert_eq!(pairs[2].1, Fund::Amount(Phase::Final));
        for text in ["年初预算金额|400|380", "项目名称|甲|年初预算金额|400", "年初预算金额|95%|执行率|400"]
        {
            assert!(Funds::in_pairs(&row(text)).is_none(), "{text}");
        }
    }

    #[test]
    fn a_row_without_a_label_is_known_by_its_place() {
        let funds =
            Funds::of_row(&row("预算执行情况|全年预算数（A）||全年执行数（B）|执行率")).expect("a header");
        assert!(funds.holds(&row("|7574||6643|"), Shape::Grid));
        assert!(
            !funds.holds(&row("目标|7574||6643|"), Shape::Grid)
                && !funds.holds(&row("|75|12||"), Shape::Grid)
        );
    }
}
