//! Writing a transcript: how a reader of a native format puts lines and tables into a [`Document`], so that every
//! cell has a line to be shown on and a name that leads back to the original.

use super::{
    Block, Cell, Document, Drawn, Frame, Joint, Line, Locator, Place, Places, Reach, Row, Shape, Sketch,
    Span, Table, clean, one_line,
};

/// The most lines of a transcript. A document beyond is cut, and its reader says so.
pub const MAX_LINES: usize = 200_000;

/// A cell that a reader saw in a row.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'t> {
    /// The printed text; line breaks stay.
    pub text: &'t str,
    /// Its column in the table's own part on this page, from 1: the one in its name.
    pub nth: u32,
    /// The column of the whole table that it stands in, from 0.
    pub column: usize,
    /// How many columns of the whole table it covers.
    pub across: u32,
    /// How many rows it covers.
    pub down: u32,
}

/// Writes a [`Document`] line by line.
#[derive(Debug, Default)]
pub struct Transcript {
    blocks: Vec<Block>,
    source: Vec<String>,
    places: Vec<Place>,
    gap: u32,
    rows: Vec<Row>,
    rows_gap: u32,
    /// For exact tables: the last row, counted in rows of the table, that the cell above covers in each column.
    covered: Vec<usize>,
    exact: bool,
    sketches: Vec<Sketch>,
    /// The line that was just written.
    last: Option<u32>,
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
        self.joined_line(place, text, Joint::Unknown);
    }

    /// A line of text of which the page shows how it hangs together with the line before it.
    pub fn joined_line(&mut self, place: Place, text: &str, joint: Joint) {
        let text = one_line(text);
        let cleaned = clean(&text).trim().to_owned();
        if cleaned.is_empty() {
            self.last = None;
            return self.gap();
        }
        self.end_table();
        let Some(number) = self.write(place, text) else { return };
        let gap = std::mem::take(&mut self.gap);
        self.blocks.push(Block::Line(Line { number, gap, text: cleaned, joint }));
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

    /// A row of an exact table with `width` columns in all and `own` columns in this part of it. Cells come from left
    /// to right; cells covered from above or from the left are left out.
    pub fn exact_row(&mut self, place: Place, width: usize, own: u32, cells: &[Seen<'_>]) {
        let mut texts: Vec<String> = vec![String::new(); own as usize];
        for cell in cells {
            if let Some(text) = (cell.nth as usize).checked_sub(1).and_then(|at| texts.get_mut(at)) {
                *text = one_line(cell.text).replace('\t', " ");
            }
        }
        let Some(number) = self.write(place, texts.join("\t")) else { return };
        if self.rows.is_empty() {
            self.rows_gap = std::mem::take(&mut self.gap);
            self.covered = vec![0; width];
            self.exact = true;
        }
        let at = self.rows.len() + 1;
        // What no cell covers is a blank without a cell: the table's part on this page lacks the column.
        let mut row: Vec<Cell> = (0..width)
            .map(|column| {
                let nth = name_of_blank(cells, column, own);
                let blank = Cell::new("", Locator::Cell(number, nth));
                let below = self.covered.get(column).is_some_and(|last| *last >= at);
                if below { blank.reaching(Reach::Covered) } else { blank.reaching(Reach::Own(1, 1)) }
            })
            .collect();
        for cell in cells {
            let columns = cell.column..(cell.column + cell.across as usize).min(width);
            for column in columns.clone() {
                row[column].reach = Some(Reach::Covered);
                self.covered[column] = at + (cell.down as usize).saturating_sub(1);
            }
            if let Some(first) = row.get_mut(columns.start) {
                *first = Cell::new(cell.text, Locator::Cell(number, cell.nth))
                    .reaching(Reach::Own(cell.across, cell.down));
            }
        }
        self.rows.push(Row { span: Span::new(number, number), cells: row });
    }

    /// A line that is kept in the transcript but says nothing: a page number, a running head.
    pub fn aside(&mut self, place: Place, text: &str) {
        let text = one_line(text);
        self.last = None;
        if !text.trim().is_empty() {
            self.write(place, text);
        }
    }

    /// Begins the sketch of a page: its number, width and height.
    pub fn page(&mut self, page: u32, width: f32, height: f32) {
        self.sketches.push(Sketch { page, width, height, boxes: Vec::new() });
    }

    /// Says where on a page the line stands that was just written (`column` 0), or a cell of the row just written.
    /// What was not written has no place.
    pub fn drawn(&mut self, page: u32, column: u32, frame: Frame) {
        let sketch = self.sketches.iter_mut().rev().find(|sketch| sketch.page == page);
        if let (Some(line), Some(sketch)) = (self.last, sketch) {
            sketch.boxes.push(Drawn { line, column, frame });
        }
    }

    /// Ends the table being written; the next row opens another.
    pub fn end_table(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        let shape = if std::mem::take(&mut self.exact) { Shape::Exact } else { Shape::Grid };
        if rows.iter().any(|row| row.cells.iter().any(|cell| !cell.text.is_empty())) {
            self.blocks.push(Block::Table(Table { shape, gap: self.rows_gap, rows }));
        }
    }

    /// The document.
    pub fn finish(mut self) -> Document {
        self.end_table();
        Document {
            blocks: self.blocks,
            source: self.source,
            places: Places::new(self.places),
            sketches: self.sketches,
            about: super::About::default(),
            ..Document::default()
        }
    }

    fn write(&mut self, place: Place, text: String) -> Option<u32> {
        self.last = None;
        if self.is_full() {
            return None;
        }
        self.source.push(text);
        self.places.push(place);
        self.last = u32::try_from(self.source.len()).ok();
        self.last
    }
}

/// The column, in this part of a table, of a place that no text stands in.
fn name_of_blank(cells: &[Seen<'_>], column: usize, own: u32) -> u32 {
    let before = cells.iter().rposition(|cell| cell.column <= column);
    let next = cells.get(before.map_or(0, |at| at + 1)).map_or(own + 1, |cell| cell.nth);
    let (from, nth) = before.map_or((0, 1), |at| (cells[at].column, cells[at].nth));
    let steps = u32::try_from(column - from).unwrap_or(u32::MAX);
    nth.saturating_add(steps).min(next.saturating_sub(1)).max(1)
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
