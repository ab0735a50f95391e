//! Clipping: a document that is larger than is read loses its end. What all later stages cost follows from what is left.

use super::{Block, Document};

/// The most of a document that is kept.
#[derive(Debug, Clone, Copy)]
pub struct Most {
    /// Lines of text and rows of tables.
    pub lines: usize,
    /// Cells that hold something; blank ones weigh a quarter.
    pub cells: usize,
    /// Numbers in lines of text: each may be a sentence to be understood.
    pub numbers: usize,
    /// Bytes of text in lines and cells.
    pub text: usize,
}

/// What was counted, cells in quarters.
#[derive(Default)]
struct Counted {
    lines: usize,
    quarters: usize,
    numbers: usize,
    text: usize,
}

impl Counted {
    /// What there is too much of.
    fn beyond(&self, most: &Most) -> Option<String> {
        if self.lines > most.lines {
            Some(format!("more than {} lines", most.lines))
        } else if self.quarters / 4 > most.cells {
            Some(format!("more than {} cells", most.cells))
        } else if self.numbers > most.numbers {
            Some(format!("more than {} numbers in sentences", most.numbers))
        } else if self.text > most.text {
            Some(format!("more than {} KiB of text", most.text >> 10))
        } else {
            None
        }
    }
}

/// The most characters of a run of digits that count as one number. Narrow columns run into each other.
const LONG: usize = 12;

/// How many numbers a text may hold.
fn numbers(text: &str) -> usize {
    let runs = text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
    runs.map(|run| run.len().div_ceil(LONG)).sum()
}

impl Document {
    /// Cuts off what is more than is kept, at a line or a row. Returns what there was too much of, and the last line that was
    /// kept.
    pub fn clip(&mut self, most: Most) -> Option<(String, u32)> {
        let beside = self.beside(&most);
        let (mut counted, mut last) = (Counted::default(), 0);
        // Where what stands beside the blocks is too much, they end there too.
        let beyond = |counted: &Counted, line: u32| match &beside {
            Some((end, what)) if line > *end => Some(what.clone()),
            _ => counted.beyond(&most),
        };
        let mut cut: Option<(usize, usize, String)> = None;
        'all: for (at, block) in self.blocks.iter().enumerate() {
            match block {
                Block::Line(line) => {
                    counted.lines += 1;
                    counted.text += line.text.len();
                    counted.numbers += numbers(&line.text);
                    if let Some(what) = beyond(&counted, line.number) {
                        cut = Some((at, 0, what));
                        break 'all;
                    }
                    last = line.number;
                }
                Block::Table(table) => {
                    for (nth, row) in table.rows.iter().enumerate() {
                        counted.lines += 1;
                        for cell in &row.cells {
                            counted.quarters += if cell.text.is_empty() { 1 } else { 4 };
                            counted.text += cell.text.len();
                        }
                        if let Some(what) = beyond(&counted, row.span.last) {
                            cut = Some((at, nth, what));
                            break 'all;
                        }
                        last = row.span.last;
                    }
                }
            }
        }
        match (cut, beside) {
            (Some((at, rows, what)), _) => {
                self.cut(at, rows, last);
                Some((what, last))
            }
            (None, Some((end, what))) => {
                self.cut(self.blocks.len(), 0, end.max(last));
                Some((what, end.max(last)))
            }
            (None, None) => None,
        }
    }

    /// The last line up to which what stands beside the blocks is not too much: page numbers and running heads, which are shown
    /// and say nothing.
    fn beside(&self, most: &Most) -> Option<(u32, String)> {
        let mut own = vec![false; self.source.len()];
        for block in &self.blocks {
            let span = match block {
                Block::Line(line) => (line.number, line.number),
                Block::Table(table) => (table.span().first, table.span().last),
            };
            let to = (span.1 as usize).min(own.len());
            let from = (span.0 as usize).saturating_sub(1).min(to);
            own[from..to].fill(true);
        }
        let mut counted = Counted::default();
        for ((text, line), own) in self.source.iter().zip(0_u32..).zip(own) {
            if own || text.is_empty() {
                continue;
            }
            counted.lines += 1;
            counted.text += text.len();
            counted.quarters += 4 * numbers(text);
            if let Some(what) = counted.beyond(most) {
                return Some((line, what));
            }
        }
        None
    }

    /// Keeps the blocks before one, and some rows of that one.
    fn cut(&mut self, at: usize, rows: usize, last: u32) {
        let half = match self.blocks.get_mut(at) {
            Some(Block::Table(table)) if rows > 0 => {
                table.rows.truncate(rows);
                table.rows.shrink_to_fit();
                1
            }
            _ => 0,
        };
        self.blocks.truncate(at + half);
        self.blocks.shrink_to_fit();
        self.source.truncate(last as usize);
        self.source.shrink_to_fit();
        for sketch in &mut self.sketches {
            sketch.boxes.retain(|drawn| drawn.line <= last);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Place, Transcript};
    use super::*;

    fn document() -> Document {
        let mut transcript = Transcript::default();
        transcript.line(Place::Line, "收支总表");
        for row in 1..=9 {
            transcript.row(Place::Row { table: 1, row }, &["甲", "1.00", ""]);
        }
        transcript.finish()
    }

    #[test]
    fn numbers_that_run_into_each_other_are_several() {
        assert_eq!(numbers("支出1,234.56万元，2024年"), 2);
        assert_eq!(numbers(&"100.00".repeat(20)), 10);
        assert_eq!(numbers("说明"), 0);
    }

    #[test]
    fn what_says_nothing_counts_too() {
        let mut transcript = Transcript::default();
        for page in 1..=9 {
            transcript.aside(Place::PageLine { page, line: 1 }, "第 1 页 共 9 页");
            transcript.line(Place::PageLine { page, line: 2 }, "说明");
        }
        let mut document = transcript.finish();
        let most = Most { lines: 100, cells: 9, numbers: 100, text: 1000 };
        let (_, last) = document.clip(most).expect("too much");
        assert_eq!((last, document.source.len(), document.blocks.len()), (8, 8, 4));
        assert_eq!(document.clip(most), None);
    }

    #[test]
    fn what_is_too_much_is_cut_at_a_row() {
        let all = Most { lines: 10, cells: 100, numbers: 0, text: 1000 };
        assert_eq!(document().clip(all), None);
        for (most, kept) in [
            (Most { lines: 4, ..all }, 4),
            (Most { cells: 9, ..all }, 5),
            (Most { text: 31, ..all }, 3),
            (Most { text: 5, ..all }, 0),
        ] {
            let mut document = document();
            let (what, last) = document.clip(most).expect("too much");
            assert_eq!((last, document.source.len()), (kept, kept as usize), "{what}");
            let rows = document.blocks.iter().map(|block| match block {
                Block::Line(_) => 1,
                Block::Table(table) => table.rows.len(),
            });
            assert_eq!(rows.sum::<usize>(), kept as usize);
        }
    }
}
