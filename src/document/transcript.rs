//! Writing a transcript: how a reader of a native format puts lines and tables into a [`Document`], so that every
//! cell has a line to be shown on and a name that leads back to the original.

use super::{Block, Cell, Document, Line, Locator, Place, Places, Row, Shape, Span, Table, clean, one_line};

/// The most lines of a transcript. A document beyond is cut, and its reader says so.
pub const MAX_LINES: usize = 200_000;

/// Writes a [`Document`] line by line.
#[derive(Debug, Default)]
pub struct Transcript {
    blocks: Vec<Block>,
    source: Vec<String>,
    places: Vec<Place>,
    gap: u32,
    rows: Vec<Row>,
    rows_gap: u32,
}

impl Transcript {
    /// Whether no more can be written.
    pub fn is_full(&self) -> bool {
        self.source.len() >= MAX_LINES
    }

    /// How many lines were written.
    pub fn lines(&self) -> usize {
        self.source.len()
    }

    /// A space between two parts of the document.
    pub fn gap(&mut self) {
        self.end_table();
        self.gap = self.gap.saturating_add(1);
    }

    /// A line of text. Text without anything to see is a gap.
    pub fn line(&mut self, place: Place, text: &str) {
        let text = one_line(text);
        let cleaned = clean(&text).trim().to_owned();
        if cleaned.is_empty() {
            return self.gap();
        }
        self.end_table();
        let Some(number) = self.write(place, text) else { return };
        self.blocks.push(Block::Line(Line { number, gap: std::mem::take(&mut self.gap), text: cleaned }));
    }

    /// A row of the table being written, with a cell for every column: merged cells continue as blanks. A row
    /// without any text is kept: its places exist.
    pub fn row<T: AsRef<str>>(&mut self, place: Place, cells: &[T]) {
        // A tab separates the cells of a row in the transcript, so none may stand inside a cell.
        let texts: Vec<String> =
            cells.iter().map(|cell| one_line(cell.as_ref()).replace('\t', " ")).collect();
        let Some(number) = self.write(place, texts.join("\t")) else { return };
        if self.rows.is_empty() {
            self.rows_gap = std::mem::take(&mut self.gap);
        }
        let cells = cells
            .iter()
            .zip(1..)
            .map(|(raw, nth)| Cell::new(raw.as_ref(), Locator::Cell(number, nth)))
            .collect();
        self.rows.push(Row { span: Span::new(number, number), cells });
    }

    /// Ends the table being written; the next row opens another.
    pub fn end_table(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        if rows.iter().any(|row| row.cells.iter().any(|cell| !cell.text.is_empty())) {
            self.blocks.push(Block::Table(Table { shape: Shape::Grid, gap: self.rows_gap, rows }));
        }
    }

    /// The document.
    pub fn finish(mut self) -> Document {
        self.end_table();
        Document { blocks: self.blocks, source: self.source, places: Places::new(self.places) }
    }

    fn write(&mut self, place: Place, text: String) -> Option<u32> {
        if self.is_full() {
            return None;
        }
        self.source.push(text);
        self.places.push(place);
        u32::try_from(self.source.len()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_stands_on_its_line() {
        let mut transcript = Transcript::default();
        transcript.line(Place::PageLine { page: 1, line: 1 }, "收支总表");
        transcript.gap();
        transcript.row(Place::PageRow { page: 1, table: 1, row: 1 }, &["项\n目", "预算数"]);
        transcript.row(Place::PageRow { page: 1, table: 1, row: 2 }, &["合\t计", "1,000.00"]);
        let document = transcript.finish();
        assert_eq!(document.source, ["收支总表", "项目\t预算数", "合 计\t1,000.00"]);
        let Block::Table(table) = &document.blocks[1] else { panic!("a table") };
        assert_eq!(table.gap, 1);
        let cell = &table.rows[1].cells[1];
        assert_eq!(document.places.name(&cell.locator), "p1:t1:r2:c2");
        let (from, to) = cell.locator.range_in(&document.source[2]).expect("a range");
        assert_eq!(&document.source[2][from..to], "1,000.00");
    }
}
