//! What became of each cell and line of a document.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::Inspection;
use crate::document::{Block, Cell, Locator, Span, parse_cell};
use crate::model::{Account, Became, Fact, TableForm, TableTrail};

/// What became of a cell or line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    /// A figure was read from it.
    Fact,
    /// Part of a row of performance indicators.
    Indicator,
    /// It names a row.
    Label,
    /// Title, caption or header.
    Header,
    /// No amount by its nature.
    Aside,
    /// A number that could not be placed.
    Unreadable,
    /// In a table that fits no statement.
    Unrecognised,
    /// A page number or running head.
    Furniture,
    /// Running text.
    Text,
    /// Nothing stands there.
    Blank,
}

impl Fate {
    /// Those that the legend explains, in its order.
    pub(super) const LEGEND: &'static [Fate] = &[
        Fate::Fact,
        Fate::Indicator,
        Fate::Label,
        Fate::Header,
        Fate::Aside,
        Fate::Unreadable,
        Fate::Unrecognised,
        Fate::Furniture,
    ];

    /// The class that colours it.
    pub(super) fn class(self) -> &'static str {
        match self {
            Fate::Fact => "k-fact",
            Fate::Indicator => "k-indicator",
            Fate::Label => "k-label",
            Fate::Header => "k-header",
            Fate::Aside => "k-aside",
            Fate::Unreadable => "k-unreadable",
            Fate::Unrecognised => "k-unrecognised",
            Fate::Furniture => "k-furniture",
            Fate::Text => "k-text",
            Fate::Blank => "k-blank",
        }
    }

    /// The sign beside it: colour alone says nothing. Names, headers and text need none.
    pub(super) fn mark(self) -> &'static str {
        match self {
            Fate::Fact => Became::Figure.mark(),
            Fate::Indicator => Became::Indicator.mark(),
            Fate::Aside => "○",
            Fate::Unreadable => Became::Unreadable.mark(),
            Fate::Unrecognised => "×",
            Fate::Furniture => Became::Furniture.mark(),
            Fate::Header => Became::Heading.mark(),
            Fate::Label | Fate::Text | Fate::Blank => "",
        }
    }

    /// Its name and what it means.
    pub(super) fn words(self) -> (&'static str, &'static str) {
        match self {
            Fate::Fact => ("数字", "读出了含义，悬停可看"),
            Fate::Indicator => ("绩效指标", "绩效表的一行"),
            Fate::Label => ("名称", "说明这一行是什么"),
            Fate::Header => ("标题和表头", "说明这张表、这一栏是什么"),
            Fate::Aside => ("不是金额", "编码、行次、年份等"),
            Fate::Unreadable => ("没有读出", "是数字，但不能确定含义"),
            Fate::Unrecognised => ("没有识别", "所在的表不属于已知报表"),
            Fate::Furniture => ("页眉页脚", "页码、重复的页眉"),
            Fate::Text => ("文字", "正文"),
            Fate::Blank => ("空格", "没有印东西"),
        }
    }
}

/// A place with its meaning.
#[derive(Debug)]
pub(super) struct Mark<'i> {
    pub(super) locator: &'i Locator,
    pub(super) fate: Fate,
    /// What it was read as, or why it was not.
    pub(super) tip: String,
}

/// The fates of a document.
pub(super) struct Fates<'i> {
    marks: BTreeMap<u32, Vec<Mark<'i>>>,
    tables: &'i [TableTrail],
    aside: &'i BTreeSet<Locator>,
    lost: Vec<(Span, &'static str)>,
    account: &'i Account,
    /// Lines that belong to a figure or an indicator that stretches over several.
    runs: BTreeMap<u32, Fate>,
    /// Lines of text that say something.
    lines: BTreeSet<u32>,
}

/// The most lines that one figure or indicator stretches over.
const LONGEST_RUN: u32 = 64;

impl<'i> Fates<'i> {
    pub(super) fn new(inspection: &Inspection<'i>) -> Self {
        let disclosure = inspection.disclosure;
        let mut fates = Self {
            marks: BTreeMap::new(),
            tables: &disclosure.trail.tables,
            aside: &disclosure.trail.aside,
            lost: disclosure.unrecognised.iter().map(|one| (one.span, one.reason.label())).collect(),
            account: &disclosure.account,
            runs: BTreeMap::new(),
            lines: BTreeSet::new(),
        };
        for row in &disclosure.indicators {
            fates.run(&row.locator, Fate::Indicator);
        }
        for one in &disclosure.unreadable {
            fates.run(&one.locator, Fate::Unreadable);
            let tip = format!("没有读出：{}", one.reason.label());
            fates.mark(Mark { locator: &one.locator, fate: Fate::Unreadable, tip });
        }
        for fact in &disclosure.facts {
            fates.run(&fact.locator, Fate::Fact);
            fates.mark(Mark { locator: &fact.locator, fate: Fate::Fact, tip: meaning(fact) });
        }
        for block in &inspection.document().blocks {
            if let Block::Line(line) = block {
                fates.lines.insert(line.number);
            }
        }
        fates
    }

    fn mark(&mut self, mark: Mark<'i>) {
        self.marks.entry(mark.locator.line()).or_default().push(mark);
    }

    fn run(&mut self, locator: &Locator, fate: Fate) {
        if matches!((locator, fate), (Locator::Lines(..), _) | (Locator::Line(_), Fate::Indicator)) {
            let last = locator.last_line().min(locator.line() + LONGEST_RUN);
            for line in locator.line()..=last {
                self.runs.insert(line, fate);
            }
        }
    }

    /// What has a place on a line.
    pub(super) fn marks(&self, line: u32) -> &[Mark<'i>] {
        self.marks.get(&line).map_or(&[][..], Vec::as_slice)
    }

    /// All places with a meaning.
    pub(super) fn all(&self) -> impl Iterator<Item = &Mark<'i>> {
        self.marks.values().flatten()
    }

    /// What became of a cell, and in words.
    pub(super) fn cell(&self, cell: &Cell) -> (Fate, String) {
        let line = cell.locator.line();
        let own = || self.marks(line).iter().filter(|mark| *mark.locator == cell.locator);
        if let Some(fate) = own().map(|mark| mark.fate).min() {
            let tips: Vec<&str> =
                own().filter(|mark| mark.fate == fate).map(|mark| mark.tip.as_str()).collect();
            return (fate, tips.join("；"));
        }
        let plain = |fate: Fate| (fate, fate.words().0.to_owned());
        if cell.text.is_empty() {
            return plain(Fate::Blank);
        }
        let table = self.table_at(line);
        if table.is_some_and(|table| table.header.contains(&line)) {
            return plain(Fate::Header);
        }
        if let Some(reason) = self.lost(line) {
            return (Fate::Unrecognised, format!("没有识别：{reason}"));
        }
        let number = parse_cell(&cell.text).is_some() || cell.text.bytes().all(|b| b.is_ascii_alphanumeric());
        match self.runs.get(&line) {
            Some(fate) if !self.aside.contains(&cell.locator) || *fate == Fate::Indicator => plain(*fate),
            _ => match self.account.places.get(&cell.locator) {
                // Names with digits in them are names.
                Some(became) if number => (Fate::Aside, became.label().to_owned()),
                Some(became) => (Fate::Label, became.label().to_owned()),
                None if number => plain(Fate::Aside),
                None => plain(Fate::Label),
            },
        }
    }

    /// What became of a line of text, and in words.
    pub(super) fn line(&self, line: u32) -> (Fate, String) {
        let plain = |fate: Fate| (fate, String::new());
        if !self.lines.contains(&line) {
            return (Fate::Furniture, "页眉页脚，不读".to_owned());
        }
        let table = self.table_at(line);
        if table.is_some_and(|table| table.header.contains(&line)) {
            return (Fate::Header, "标题或表头".to_owned());
        }
        if let Some(fate) = self.runs.get(&line) {
            let tips: Vec<&str> = self.marks(line).iter().map(|mark| mark.tip.as_str()).collect();
            return (*fate, tips.join("；"));
        }
        if let Some(reason) = self.lost(line) {
            return (Fate::Unrecognised, format!("没有识别：{reason}"));
        }
        match table {
            Some(table) if table.form == TableForm::Flow => plain(Fate::Label),
            _ => plain(Fate::Text),
        }
    }

    fn table_at(&self, line: u32) -> Option<&'i TableTrail> {
        let at = self.tables.partition_point(|table| table.span.first <= line);
        self.tables[..at].last().filter(|table| table.span.contains(line))
    }

    fn lost(&self, line: u32) -> Option<&'static str> {
        self.lost.iter().find(|(span, _)| span.contains(line)).map(|(_, reason)| *reason)
    }
}

/// What a figure was read as.
fn meaning(fact: &Fact) -> String {
    let phase = fact.phase.map_or_else(String::new, |phase| format!(" {}", phase.label()));
    let mut words = format!("读作：{} 年{phase} · {}", fact.fiscal_year, fact.statement.label());
    let value = format!("{} {}", fact.amount.value, fact.amount.unit.label());
    for part in [fact.subject.code.as_str(), fact.subject.name.as_str(), fact.measure.label(), value.as_str()]
    {
        if !part.is_empty() {
            let _ = write!(words, " · {part}");
        }
    }
    words
}
