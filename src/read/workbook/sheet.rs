//! Sheets as they are shown, from whatever file, and how they are written into a transcript.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::super::markup::Tag;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, NOT_CALCULATED, Place, Transcript, parse_cell, squeeze};
use crate::model::Severity;
use crate::source::Source;

/// The most cells with content of a workbook.
const MAX_CELLS: usize = 600_000;

/// The most bytes of text in the cells of a workbook. The texts of a thousand sheets have a tenth of it.
const MAX_TEXT: usize = 32 << 20;

/// The most cells of a transcript, blanks included.
const MAX_WRITTEN: usize = 2_000_000;

/// The most steps for finding what merged cells hide.
const MAX_STEPS: usize = 20_000_000;

/// The most columns of a sheet. A table of 512 columns would be four metres wide on paper.
pub(super) const MAX_COLUMNS: u32 = 512;

/// The most rows of a sheet, as spreadsheets have it.
pub(super) const MAX_ROWS: u32 = 1_048_576;

/// A workbook.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// The sheets that are shown.
    pub(super) sheets: Vec<Sheet>,
    /// The names of sheets that are not.
    pub(super) hidden: Vec<String>,
    /// What is broken, in words.
    pub(super) damage: Vec<String>,
    /// How many figures are struck out, or white on white.
    pub(super) unseen: usize,
    cells: usize,
    /// Bytes of text in them.
    text: usize,
}

/// A sheet. Rows and columns count from 1.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    name: String,
    cells: BTreeMap<(u32, u32), String>,
    merged: Vec<Area>,
    hidden_rows: Ranges,
    hidden_columns: Ranges,
    /// Whether a hidden row holds an amount: what is shown need not add up then.
    hides_amounts: bool,
    not_calculated: BTreeSet<(u32, u32)>,
    beyond: bool,
}

/// Some rows or columns, from the first to the last.
#[derive(Debug, Default)]
pub(super) struct Ranges(BTreeMap<u32, u32>);

/// A block of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    /// Row and column of its first cell.
    pub(super) first: (u32, u32),
    /// Row and column of its last cell.
    pub(super) last: (u32, u32),
}

impl Ranges {
    /// Adds a range.
    pub(super) fn add(&mut self, first: u32, last: u32) {
        let end = self.0.entry(first).or_insert(last);
        *end = last.max(*end);
    }

    /// Joins ranges that touch, so that each question takes one look.
    fn join(&mut self) {
        let mut joined: BTreeMap<u32, u32> = BTreeMap::new();
        for (first, last) in std::mem::take(&mut self.0) {
            match joined.last_entry() {
                Some(mut before) if before.get().saturating_add(1) >= first => {
                    let end = (*before.get()).max(last);
                    before.insert(end);
                }
                _ => {
                    joined.insert(first, last);
                }
            }
        }
        self.0 = joined;
    }

    /// Whether all of a range is in one of these, which are joined.
    fn cover(&self, first: u32, last: u32) -> bool {
        self.0.range(..=first).next_back().is_some_and(|(_, end)| *end >= last)
    }
}

impl Book {
    /// Begins a sheet.
    pub(super) fn sheet(&mut self, name: &str) {
        self.sheets.push(Sheet { name: name.to_owned(), ..Sheet::default() });
    }

    fn last(&mut self, change: impl FnOnce(&mut Sheet)) {
        if let Some(sheet) = self.sheets.last_mut() {
            change(sheet);
        }
    }

    /// Merges cells of the last sheet: the first shows its value, the others nothing.
    pub(super) fn merge(&mut self, area: Area) {
        self.last(|sheet| {
            if sheet.merged.len() < MAX_CELLS && area.last >= area.first && area.first != area.last {
                sheet.merged.push(area);
            }
        });
    }

    /// Hides rows of the last sheet.
    pub(super) fn hide_rows(&mut self, first: u32, last: u32) {
        self.last(|sheet| sheet.hidden_rows.add(first, last));
    }

    /// Hides columns of the last sheet.
    pub(super) fn hide_columns(&mut self, first: u32, last: u32) {
        self.last(|sheet| sheet.hidden_columns.add(first, last));
    }

    /// Takes a row out of the last sheet again.
    pub(super) fn drop_row(&mut self, row: u32) {
        self.last(|sheet| {
            sheet.cells.retain(|place, _| place.0 != row);
            sheet.not_calculated.retain(|place| place.0 != row);
        });
    }

    /// Takes what some cells of the last sheet show away.
    pub(super) fn blank(&mut self, places: &[(u32, u32)]) {
        self.last(|sheet| places.iter().for_each(|place| drop(sheet.cells.remove(place))));
    }

    /// Whether nothing more can be put into it.
    pub(super) fn is_full(&mut self) -> bool {
        let full = self.cells >= MAX_CELLS || self.text >= MAX_TEXT;
        if full {
            self.last(|sheet| sheet.beyond = true);
        }
        full
    }

    /// Puts what a cell shows into the last sheet. `false` where the workbook is full.
    pub(super) fn put(&mut self, row: u32, column: u32, text: String) -> bool {
        let full = self.cells >= MAX_CELLS || self.text.saturating_add(text.len()) > MAX_TEXT;
        let Some(sheet) = self.sheets.last_mut() else { return false };
        if text.trim().is_empty() {
            return !full;
        }
        if full {
            self.text = MAX_TEXT;
        }
        if full || column > MAX_COLUMNS || row > MAX_ROWS {
            sheet.beyond = true;
            return !full;
        }
        self.cells += 1;
        self.text += text.len();
        sheet.cells.insert((row, column), text);
        true
    }

    /// A cell of the last sheet that holds a formula and no value. `false` where the workbook is full.
    pub(super) fn put_not_calculated(&mut self, row: u32, column: u32) -> bool {
        let there = self.put(row, column, NOT_CALCULATED.to_owned());
        self.last(|sheet| {
            if there && sheet.cells.contains_key(&(row, column)) {
                sheet.not_calculated.insert((row, column));
            }
        });
        there
    }

    /// Writes the sheets into a document and says what was left out.
    pub(super) fn finish(mut self, source: &Source, sink: &mut Vec<Diagnostic>) -> Document {
        let mut transcript = Transcript::default();
        let mut report = |code, severity, message: String, help: &str| {
            sink.push(Diagnostic::new(code, severity, &source.path, message).help(help));
        };
        for words in std::mem::take(&mut self.damage) {
            let help = "expected a whole workbook; fetch it again, or open it and save it as .xlsx";
            report(Code::Damaged, Severity::Warning, words, help);
        }
        if !self.hidden.is_empty() {
            let message = format!(
                "hidden sheets were not read: {}",
                self.hidden.iter().take(20).map(String::as_str).collect::<Vec<_>>().join("、")
            );
            let help =
                "what is hidden is not disclosed; show the sheets in the workbook if they belong to it";
            report(Code::LeftOut, Severity::Info, message, help);
        }
        if self.unseen > 0 {
            let message =
                format!("{} figures that are struck out or white on white were not read", self.unseen);
            report(Code::LeftOut, Severity::Info, message, "what is not seen is not disclosed");
        }
        let mut written = 0;
        for sheet in &mut self.sheets {
            sheet.drop_what_is_not_shown();
            sheet.report(&mut report);
            sheet.write(&mut written, &mut transcript);
        }
        if transcript.is_full() || written > MAX_WRITTEN {
            let message = "the workbook has more rows than any disclosure; the rest was left out".to_owned();
            report(Code::LeftOut, Severity::Warning, message, "split the file into its parts");
        }
        let document = transcript.finish();
        if document.blocks.is_empty() {
            let message = "no sheet that is shown holds anything".to_owned();
            let help = "expected a disclosure; put the published file here or delete this one";
            report(Code::Empty, Severity::Error, message, help);
        }
        document
    }
}

/// Whether a cell holds an amount that is not zero, and no code or ordinal.
fn holds_amount(cell: &str) -> bool {
    parse_cell(cell).is_some_and(|printed| !printed.value.is_zero() && printed.value.scale() > 0)
}

impl Sheet {
    fn drop_what_is_not_shown(&mut self) {
        self.hidden_rows.join();
        self.hidden_columns.join();
        let mut kept = BTreeSet::new();
        let mut steps = 0;
        for Area { first, last } in std::mem::take(&mut self.merged) {
            let shown =
                !self.hidden_rows.cover(first.0, last.0) && !self.hidden_columns.cover(first.1, last.1);
            let mut inside = Vec::new();
            for place in self.cells.range((first.0, 0)..=(last.0, u32::MAX)).map(|(place, _)| *place) {
                steps += 1;
                if (first.1..=last.1).contains(&place.1) {
                    inside.push(place);
                }
            }
            for place in inside {
                if place != first {
                    self.cells.remove(&place);
                } else if shown {
                    // Its first row or column may be hidden: the rest shows the value.
                    kept.insert(place);
                }
            }
            if steps > MAX_STEPS {
                self.beyond = true;
                break;
            }
        }
        let (rows, columns) = (&self.hidden_rows, &self.hidden_columns);
        self.hides_amounts = self
            .cells
            .iter()
            .any(|(place, cell)| !kept.contains(place) && rows.cover(place.0, place.0) && holds_amount(cell));
        self.cells.retain(|place, _| {
            kept.contains(place) || !(rows.cover(place.0, place.0) || columns.cover(place.1, place.1))
        });
        let cells = &self.cells;
        self.not_calculated.retain(|place| cells.contains_key(place));
    }

    fn report(&self, report: &mut impl FnMut(Code, Severity, String, &str)) {
        let name = &self.name;
        let listed = |ranges: &Ranges, word: &dyn Fn(u32) -> String| {
            let one = |(first, last): (&u32, &u32)| {
                if first == last { word(*first) } else { format!("{}-{}", word(*first), word(*last)) }
            };
            ranges.0.iter().take(8).map(one).collect::<Vec<_>>().join(", ")
        };
        for (what, places) in [
            ("rows", listed(&self.hidden_rows, &|row| row.to_string())),
            ("columns", listed(&self.hidden_columns, &crate::document::letters)),
        ] {
            if !places.is_empty() {
                let message = format!("sheet {name}: hidden {what} were not read: {places}");
                let help = "what is hidden is not disclosed; show it in the workbook if it belongs to it";
                let lost = what == "rows" && self.hides_amounts;
                let severity = if lost { Severity::Warning } else { Severity::Info };
                report(Code::LeftOut, severity, message, help);
            }
        }
        if !self.not_calculated.is_empty() {
            let cell = |(row, column): &(u32, u32)| format!("{}{row}", crate::document::letters(*column));
            let cells = self.not_calculated.iter().take(8).map(cell).collect::<Vec<_>>().join(", ");
            let count = self.not_calculated.len();
            let message = format!("sheet {name}: {count} formulas without a calculated value: {cells}");
            let help = "open the workbook in Excel, WPS or LibreOffice, which calculate, and save it";
            report(Code::UnreadableRow, Severity::Warning, message, help);
        }
        if self.beyond {
            let message = format!(
                "sheet {name} is larger than any disclosure (beyond column {}, or too many cells); the rest was left out",
                crate::document::letters(MAX_COLUMNS)
            );
            report(
                Code::LeftOut,
                Severity::Warning,
                message,
                "split the sheet, or delete what lies far from the tables",
            );
        }
    }

    /// The rows from the first to the last that is no line of text: one that opens at the left edge and has no
    /// neighbours, or, above the first table, one of captions.
    fn tables(&self) -> RangeInclusive<u32> {
        let left = self.cells.keys().map(|(_, column)| *column).min().unwrap_or(0);
        let mut rows = (u32::MAX, 0);
        let cells: Vec<(&(u32, u32), &String)> = self.cells.iter().collect();
        for row in cells.chunk_by(|(a, _), (b, _)| a.0 == b.0) {
            let alone = matches!(row, [((_, column), text)] if *column == left && parse_cell(text).is_none());
            let captions = rows.1 == 0 && row.iter().all(|(_, text)| is_caption(text));
            if !(alone || captions) {
                let at = row[0].0.0;
                rows = (rows.0.min(at), at);
            }
        }
        rows.0..=rows.1
    }

    /// A row of the transcript for every row with content; a run of empty rows is one. Text above and below all tables
    /// of the sheet is lines. Counts what was written, and stops where that is too much.
    fn write(&self, written: &mut usize, transcript: &mut Transcript) {
        let name: Arc<str> = self.name.as_str().into();
        let width = self.cells.keys().map(|(_, column)| *column).max().unwrap_or(0) as usize;
        let blank = vec![""; width];
        let tables = self.tables();
        transcript.gap();
        let mut cells = self.cells.iter().peekable();
        let mut above = 0;
        while let Some(((row, _), text)) = cells.peek().copied() {
            *written += 2 * width;
            if *written > MAX_WRITTEN {
                break;
            }
            let row = *row;
            let place = |row| Place::SheetRow { sheet: name.clone(), row };
            let apart = above > 0 && row > above + 1;
            above = row;
            if !tables.contains(&row) {
                if apart {
                    transcript.gap();
                }
                let mut line = text.trim().to_owned();
                cells.next();
                while let Some((_, text)) = cells.next_if(|((at, _), _)| *at == row) {
                    line.push_str("  ");
                    line.push_str(text.trim());
                }
                transcript.line(place(row), &line);
                continue;
            }
            if apart && tables.contains(&(row - 1)) {
                transcript.row(place(row - 1), &blank);
            }
            let mut texts = blank.clone();
            while let Some(((_, column), text)) = cells.next_if(|((at, _), _)| *at == row) {
                if let Some(cell) = texts.get_mut(*column as usize - 1) {
                    *cell = text;
                }
            }
            transcript.row(place(row), &texts);
        }
        transcript.gap();
    }
}

/// Whether a row is lower than a point, or a column narrower than a character: nobody reads what stands in it.
pub(super) fn is_nothing(tag: &Tag, name: &str) -> bool {
    tag.attribute(name).is_some_and(|size| {
        let whole = size.split('.').next().unwrap_or_default();
        size.starts_with(['0', '.']) && whole.bytes().all(|b| b == b'0')
    })
}

/// What stands before the colon of a caption. Other labels, as 项目名称, begin a form.
const CAPTIONS: &[&str] = &[
    "单位",
    "单位名称",
    "金额单位",
    "货币单位",
    "计量单位",
    "部门",
    "部门名称",
    "部门（单位）",
    "部门（单位）名称",
    "预算单位",
    "编制单位",
    "编制部门",
    "编报单位",
    "填报单位",
    "填报部门",
    "公开单位",
    "公开部门",
    "编制日期",
    "编报日期",
    "填报日期",
    "日期",
];

/// Whether a cell says what the table below it is of: `单位名称：…`, `单位：万元`, or its number `公开02表`.
fn is_caption(text: &str) -> bool {
    let text = squeeze(text);
    let labelled = text.split_once(['：', ':']).is_some_and(|(label, _)| CAPTIONS.contains(&label));
    let stem = text.trim_end_matches('表');
    let numbered = stem.len() < text.len()
        && stem.chars().count() <= 8
        && stem.ends_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    labelled || numbered
}
