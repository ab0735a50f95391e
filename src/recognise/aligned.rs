//! Rows of indicators that lie under their header: every cell is what its column says, whatever its words.
//!
//! Text extracts shift the rows of forms, so a row has to show that it lies where it should: an exact table shows it by
//! its borders, any other by its own words.

use crate::document::{Cell, Row, Shape, is_blank, key, squeeze, squeeze_text};
use crate::taxonomy::{IndicatorWord, indicator_word, is_all_points};

use super::levels::{First, IndicatorColumns, first_level, is_second_level, named_with_points, plain_number};

/// A row of indicators, column by column.
#[derive(Debug)]
pub(crate) struct AlignedRow<'r> {
    /// The first level with its points, where it is printed in this row.
    pub(crate) first: Option<(First, &'r Cell)>,
    /// The second level, where it is printed in this row.
    pub(crate) second: Option<String>,
    /// The indicator.
    pub(crate) name: String,
    /// Its target, with sign and unit.
    pub(crate) target: String,
    /// Its actual value.
    pub(crate) actual: String,
    /// Reasons and remarks.
    pub(crate) note: String,
    /// 分值
    pub(crate) weight: Option<&'r Cell>,
    /// 得分
    pub(crate) score: Option<&'r Cell>,
    /// The weights of levels in columns of their own: the level's name and the cell.
    pub(crate) level_weights: Vec<(String, &'r Cell)>,
    /// The cells that are no figures but texts of the indicator.
    pub(crate) texts: Vec<&'r Cell>,
}

impl IndicatorColumns {
    /// Takes what a second header row says: 性质, 值 and 单位 below 指标值, 值 and 单位 below 实际完成值.
    pub(crate) fn take_second_row(&mut self, row: &Row) {
        let levels = [self.first, self.second, self.third];
        let rest = [self.target, self.actual, self.weight, self.score, self.note, self.sign, self.unit];
        let heads: Vec<usize> = levels.into_iter().chain(rest).flatten().collect();
        let actual = self.actual;
        let below_actual = |at: usize| {
            let head = heads.iter().copied().filter(|head| *head <= at).max();
            head.is_some() && head == actual
        };
        for (at, word) in second_words(row).unwrap_or_default() {
            match word {
                IndicatorWord::Value | IndicatorWord::Target if below_actual(at) => self.actual = Some(at),
                IndicatorWord::Unit if below_actual(at) => self.actual_unit = Some(at),
                IndicatorWord::Sign if below_actual(at) => self.others.push(at),
                IndicatorWord::Sign => self.sign = Some(at),
                IndicatorWord::Unit => self.unit = Some(at),
                IndicatorWord::Value | IndicatorWord::Target => self.target = Some(at),
                IndicatorWord::Actual => self.actual = Some(at),
                IndicatorWord::Weight => self.weight = Some(at),
                IndicatorWord::Score => self.score = Some(at),
                IndicatorWord::Note => self.note = Some(at),
                IndicatorWord::Other => self.others.push(at),
                IndicatorWord::First | IndicatorWord::Second | IndicatorWord::Third => {}
            }
        }
    }

    /// Looks whether the rows below this header lie under it one and all, whatever their words: they name an indicator and
    /// fill the same columns, and what follows them is no row that slid.
    pub(crate) fn prove(&mut self, below: &[Row]) {
        let filled = |row: &Row, at: usize| row.cells.get(at).is_some_and(|cell| !is_blank(&cell.text));
        let Some(third) = self.third else { return };
        let names = |row: &&Row| {
            let name = row.cells.get(third).map(|cell| cell.text.as_str()).unwrap_or_default();
            let is_level = is_second_level(name) || first_level(name).is_some();
            row.cells.len() == self.width
                && filled(row, third)
                && !is_level
                && row.cells[third].number().is_none()
        };
        let block: Vec<&Row> = below.iter().take_while(names).collect();
        let values = [self.target, self.weight];
        let alike = |row: &&Row| values.iter().flatten().all(|at| filled(row, *at) == filled(block[0], *at));
        let levels = [self.first, self.second];
        let opens = block.first().is_some_and(|row| levels.iter().flatten().all(|at| filled(row, *at)));
        let next = below.get(block.len());
        let slid = next.is_some_and(|row| row.texts().filter(|text| !is_blank(text)).count() > levels.len());
        let ends = next.is_none_or(|row| row.texts().any(is_all_points));
        self.rigid = block.len() > 1 && opens && (ends || !slid) && block.iter().all(alike);
    }

    /// A row whose levels were left out, as it would stand under this header: a form that goes on over a page prints the level
    /// of all its rows once, on the page before. It shows it by as many cells as the header has from the indicator on.
    pub(crate) fn laid(&self, row: &Row, contents: &[&Cell]) -> Option<Row> {
        let third = self.third.filter(|third| third + contents.len() == self.width)?;
        let level = |cell: &Cell| Cell::new("", cell.locator.clone());
        let levels = contents.first().into_iter().flat_map(|first| std::iter::repeat_n(level(first), third));
        Some(Row {
            cells: levels.chain(contents.iter().map(|cell| (*cell).clone())).collect(),
            ..row.clone()
        })
    }

    /// Whether the last cell of a row that does not lie under this header may be its weight instead of its target.
    pub(crate) fn may_be_weight(&self, cell: &Cell) -> bool {
        self.weight.is_some() && self.weight > self.target && plain_number(cell).is_some()
    }

    /// Reads a row under this header; `None` where it does not show that it lies there.
    pub(crate) fn read<'r>(&self, row: &'r Row, shape: Shape) -> Option<AlignedRow<'r>> {
        let third = self.third?;
        if row.cells.len() != self.width || self.first.is_none() && self.second.is_none() {
            return None;
        }
        let cell = |column: Option<usize>| column.and_then(|at| row.cells.get(at));
        let filled = |column: Option<usize>| cell(column).filter(|cell| !is_blank(&cell.text));
        let numeric = |column: Option<usize>| filled(column).is_none_or(|cell| plain_number(cell).is_some());
        let name = filled(Some(third))?;
        let says = filled(self.target).or(filled(self.actual)).or(filled(self.weight)).is_some();
        if !says || !numeric(self.weight) || !numeric(self.score) || plain_number(name).is_some() {
            return None;
        }
        let words_agree = filled(self.first)
            .is_none_or(|cell| first_level(&cell.text).is_some() || is_second_level(&cell.text))
            && filled(self.second).is_none_or(|cell| is_second_level(&cell.text))
            && (self.weight.is_none() || filled(self.weight).is_some());
        // Borders prove nothing for a row that was printed one column to the left: 数量指标 in the column of first levels.
        let is_low = |cell: &Cell| is_second_level(&cell.text) && first_level(&cell.text).is_none();
        let slid = filled(self.first).is_some_and(is_low)
            && filled(self.second).is_some_and(|cell| !is_second_level(&cell.text));
        // A row without a score may be one whose score stands below 分值.
        let slid = slid || !words_agree && self.score.is_some() && filled(self.score).is_none();
        let lies = shape == Shape::Exact || self.rigid;
        if slid || !lies && !words_agree {
            return None;
        }
        let text = |column: Option<usize>| filled(column).map_or_else(String::new, |c| squeeze_text(&c.text));
        // The column of first levels may hold second ones: 数量指标 above 质量指标.
        let label = filled(self.first);
        let low = label.filter(|cell| {
            self.second.is_none() && is_second_level(&cell.text) && first_level(&cell.text).is_none()
        });
        let levels = [self.first, self.second, Some(third), self.target, self.actual, self.sign, self.unit];
        Some(AlignedRow {
            first: label.filter(|_| low.is_none()).map(|cell| (named_with_points(&cell.text), cell)),
            second: filled(self.second).or(low).map(|cell| squeeze(&cell.text)),
            name: squeeze_text(&name.text),
            target: format!("{}{}{}", sign(&text(self.sign)), text(self.target), unit(&text(self.unit))),
            actual: format!("{}{}", text(self.actual), unit(&text(self.actual_unit))),
            note: text(self.note),
            weight: filled(self.weight),
            score: filled(self.score),
            level_weights: self
                .level_weights
                .iter()
                .filter_map(|(level, weight)| Some((filled(Some(*level))?, filled(Some(*weight))?)))
                .filter(|(_, weight)| plain_number(weight).is_some())
                .map(|(level, weight)| (squeeze(&level.text), weight))
                .collect(),
            texts: levels
                .into_iter()
                .chain([self.note, self.actual_unit])
                .chain(self.others.iter().map(|at| Some(*at)))
                .filter_map(filled)
                .collect(),
        })
    }
}

/// The words of a row that is made of header words alone.
pub(crate) fn second_words(row: &Row) -> Option<Vec<(usize, IndicatorWord)>> {
    let words: Vec<(usize, IndicatorWord)> = row
        .cells
        .iter()
        .enumerate()
        .filter_map(|(at, cell)| indicator_word(&cell.text).map(|word| (at, word)))
        .collect();
    let filled = row.texts().filter(|text| !is_blank(text)).count();
    (words.len() >= 2 && words.len() >= filled).then_some(words)
}

/// The sign before a target; a word such as 定性 says of what kind it is, and is none.
fn sign(text: &str) -> &str {
    if text.chars().any(|c| c.is_alphanumeric()) { "" } else { text }
}

fn unit(text: &str) -> &str {
    if key(text) == "无" { "" } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Locator, Span};

    fn row(text: &str) -> Row {
        let cells = text.split('|').zip(1..).map(|(text, nth)| Cell::new(text, Locator::Cell(1, nth)));
        Row { span: Span::new(1, 1), cells: cells.collect() }
    }

    fn read(header: &str, text: &str) -> Option<(String, String, String, String)> {
        let columns = IndicatorColumns::of_row(&row(header).cells).expect("a header");
        let row = row(text);
        let read = columns.read(&row, Shape::Grid)?;
        let first = read.first.map_or_else(String::new, |(first, _)| first.name);
        Some((first, read.second.unwrap_or_default(), read.name, read.target))
    }

    #[test]
    fn sign_value_and_unit_make_one_target() {
        let header = "指标类型|指标名称|指标性质|指标值|计量单位|指标权重|全年完成值";
        let own = |a: &str, b: &str, c: &str, d: &str| Some((a.into(), b.into(), c.into(), d.into()));
        assert_eq!(
            read(header, "产出类指标|补贴发放准确率|≥|95|%|5|100"),
            own("产出类指标", "", "补贴发放准确率", "≥95%")
        );
        assert_eq!(read(header, "|新增基地|≥|1|个|15|3"), own("", "", "新增基地", "≥1个"));
        assert_eq!(read(header, "数量指标|新增基地|=|2|个|15|3"), own("", "数量指标", "新增基地", "=2个"));
        assert_eq!(read(header, "|使用合规性|定性|合规|无|10|合规"), own("", "", "使用合规性", "合规"));
    }

    #[test]
    fn a_row_that_slid_is_not_read_by_columns() {
        let header = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分";
        assert!(read(header, "数量指标|培训人次|≥81人次|81人次|10|10|").is_none());
        assert!(read(header, "产出指标|数量指标|培训人次|≥81人次|81人次|10|10").is_some());
        assert!(read(header, "|培训人次|≥81人次|81人次|10|10").is_none(), "a cell short");
    }

    #[test]
    fn borders_do_not_make_up_for_words() {
        let header = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因";
        let columns = IndicatorColumns::of_row(&row(header).cells).expect("a header");
        let exact = |text: &str| columns.read(&row(text), Shape::Exact).map(|read| read.name);
        assert_eq!(exact("|时效指标|上架时间|12月|11月|10|10|").as_deref(), Some("上架时间"));
        assert_eq!(exact("效果|自拟一类|上架时间|12月|11月|10|10|").as_deref(), Some("上架时间"));
        assert_eq!(exact("时效指标|上架时间|12月|11月|10|10||"), None);
        assert_eq!(exact("质量指标|合格率|100%|100%|5|5||"), None);
        assert_eq!(exact("成本指标|采购成本|173万元|161万元|10|10||"), None);
        assert_eq!(exact("|读者满意度|95%|96%|3|3||"), None, "the score below 分值");
        // Newer forms have 成本指标 among their first levels.
        assert_eq!(exact("成本指标|经济成本指标|维修成本|80万元|75万元|10|10|").as_deref(), Some("维修成本"));
    }

    #[test]
    fn a_second_header_row_splits_the_target() {
        let mut columns =
            IndicatorColumns::of_row(&row("一级指标|二级指标|三级指标|指标值|||分值").cells).expect("one");
        columns.take_second_row(&row("|||性质|指标值|单位|"));
        let text = row("产出指标|数量指标|巡查里程|≥|33|公里|10");
        assert_eq!(columns.read(&text, Shape::Grid).map(|read| read.target), Some("≥33公里".into()));
        assert!(second_words(&row("产出指标|数量指标|巡查里程|≥|33|公里|10")).is_none());
    }

    #[test]
    fn a_row_without_its_levels_lies_where_its_cells_are_as_many() {
        let columns =
            IndicatorColumns::of_row(&row("一级指标|二级指标|三级指标|指标值|权重").cells).expect("one");
        let laid = |contents: &str| {
            let row = row(contents);
            let contents: Vec<&Cell> = row.cells.iter().collect();
            let laid = columns.laid(&row, &contents)?;
            let read = columns.read(&laid, Shape::Exact)?;
            Some([read.name, read.target, read.weight.map_or_else(String::new, |cell| cell.text.clone())])
        };
        assert_eq!(laid("设备完好率|≥90%|12"), Some(["设备完好率", "≥90%", "12"].map(str::to_owned)));
        // Something is missing, or no weight stands last: nobody knows which is which.
        assert!(laid("设备完好率|12").is_none() && laid("设备完好率|12|≥90%").is_none());
        let last = |contents: &str| columns.may_be_weight(row(contents).cells.last().expect("a cell"));
        assert!(last("设备完好率|12") && !last("设备完好率|≥90%"));
        // Without a column of weights the last cell is the target.
        let plain = IndicatorColumns::of_row(&row("一级指标|二级指标|三级指标|指标值").cells).expect("one");
        assert!(!plain.may_be_weight(&row("12").cells[0]));
    }
}
