//! Tables with their items in rows: the header says how many columns there are, so each label takes the cells behind it.

use crate::document::{Cell, Locator, Row, Span, key};
use crate::taxonomy::{counts_something, says, three_public_item};

use super::pieces::{Piece, opens_header};

/// A table has no more columns of amounts than this.
const MOST: usize = 8;

/// Words of a column that has a value wherever one of its neighbours has.
pub(super) fn is_sum(text: &str) -> bool {
    let key = key(text);
    let words = key.trim_start_matches(|c: char| !c.is_alphabetic()).trim_start_matches("其中:");
    says("sum_in_lines", words)
}

/// Whether a cell names an item of 三公, or their total.
fn is_label(piece: &Piece) -> bool {
    let text = key(&piece.text);
    piece.is_words()
        && text.chars().count() <= 30
        && !text.contains(',')
        && (is_sum(&text) || three_public_item(&text).is_some())
}

/// Whether a cell may be the label of a row: it names an item, or an amount stands behind it.
fn is_row(pieces: &[Piece], at: usize) -> bool {
    let words = pieces[at].is_words()
        && pieces[at].text.chars().count() <= 30
        && !pieces[at].text.contains(['，', ',']);
    let counted = counts_something(&pieces[at].text);
    !counted && (is_label(&pieces[at]) || words && pieces.get(at + 1).is_some_and(Piece::is_amount))
}

/// A label with the cells behind it.
struct Run<'p> {
    label: &'p Piece,
    cells: Vec<&'p Piece>,
}

impl Run<'_> {
    fn amounts(&self) -> usize {
        self.cells.iter().filter(|piece| piece.is_amount()).count()
    }
}

/// The header, and the rows behind it with the piece that ends the table.
pub(super) fn read(pieces: &[Piece]) -> Option<(Vec<Row>, usize)> {
    let head = pieces.iter().position(|piece| opens_header(&piece.text))?;
    // The first row: words with an amount behind them. A header word has another one behind it, or a blank.
    let first = (head + 1..pieces.len()).take(4 * MOST).find(|at| {
        let next = pieces.get(at + 1);
        // 合计 with a blank cell for each column of the header: a row, and no column.
        let blanks = pieces[at + 1..].iter().take_while(|piece| piece.barred && piece.is_blank()).count();
        let blank_sum = blanks > 0 && blanks == *at - head - 1 && is_sum(&pieces[*at].text);
        pieces[*at].is_words()
            && (blank_sum
                || next.is_some_and(Piece::is_amount)
                || is_label(&pieces[*at]) && !is_sum(&pieces[*at].text))
    })?;
    let (runs, end) = runs(pieces, first);
    let columns = columns(&pieces[head + 1..first], &runs)?;
    // 增、减金额: the mark stands inside one word.
    let word = |piece: &&Piece| Piece { text: piece.text.replace('、', ""), ..(*piece).clone() }.cell();
    // 类别, 支出项目: whatever stands above the labels heads them.
    let above = Piece { text: "项目".to_owned(), ..pieces[head].clone() };
    let mut rows = vec![row(&above, columns.iter().map(word).collect())];
    let total_first = columns.first().is_some_and(|column| is_sum(&column.text));
    rows.extend(runs.iter().map(|run| of_run(run, columns.len(), total_first)));
    (rows.len() >= 3).then_some((rows, end))
}

/// The rows from the first label on, and the piece behind them.
fn runs(pieces: &[Piece], first: usize) -> (Vec<Run<'_>>, usize) {
    let mut runs = Vec::new();
    let mut at = first;
    while at < pieces.len() {
        if pieces[at].is_blank() {
            at += 1;
            continue;
        }
        if !is_row(pieces, at) {
            break;
        }
        let label = &pieces[at];
        let from = at + 1;
        at = from;
        while at < pieces.len() && at - from < 2 * MOST && (pieces[at].is_amount() || pieces[at].is_blank()) {
            at += 1;
        }
        let run = Run { label, cells: pieces[from..at].iter().collect() };
        // A line about 三公 without an amount is the title of what comes next.
        let blanks = run.cells.len() >= 2 && run.cells.iter().all(|piece| piece.barred);
        if run.amounts() == 0 && !blanks && matches!(three_public_item(&label.text), None | Some("all")) {
            at = from - 1;
            break;
        }
        runs.push(run);
    }
    (runs, at)
}

/// The header words of the columns: as many as most rows have amounts. Words that span others have a blank behind them.
fn columns<'p>(header: &'p [Piece], runs: &[Run<'_>]) -> Option<Vec<&'p Piece>> {
    let counts: Vec<usize> = runs.iter().map(Run::amounts).filter(|count| *count > 0).collect();
    let times = |width: usize| counts.iter().filter(|count| **count == width).count();
    let usual = (1..=MOST).max_by_key(|width| (times(*width), *width)).filter(|width| times(*width) > 0)?;
    let words: Vec<usize> = (0..header.len()).filter(|at| header[*at].is_words()).collect();
    let spans = |at: &usize| header.get(at + 1).is_some_and(|next| next.barred && next.text.is_empty());
    // Words that span others stand above them, and so before them.
    let above: Vec<usize> =
        words.iter().copied().filter(spans).take(words.len().checked_sub(usual)?).collect();
    let narrow: Vec<&Piece> = words.iter().filter(|at| !above.contains(at)).map(|at| &header[*at]).collect();
    (narrow.len() == usual).then_some(narrow)
}

/// A row of the table. Where it is short of cells and nothing says which one is blank, it stays short: then its numbers are
/// listed as not read.
fn of_run(run: &Run<'_>, width: usize, total_first: bool) -> Row {
    let amounts = run.amounts();
    let blank = || Cell::new("", Locator::Line(run.label.line));
    let mut cells: Vec<Cell> = Vec::new();
    if amounts == 0 {
        cells.resize_with(width, blank);
    } else if run.cells.len() >= width && run.cells[width..].iter().all(|piece| piece.is_blank()) {
        cells.extend(run.cells[..width].iter().map(|piece| piece.cell()));
    } else {
        cells.extend(run.cells.iter().filter(|piece| piece.is_amount()).map(|piece| piece.cell()));
        // A sum is never blank beside its parts.
        if amounts == 1 && total_first {
            cells.resize_with(width, blank);
        }
    }
    row(run.label, cells)
}

pub(super) fn row(label: &Piece, mut cells: Vec<Cell>) -> Row {
    let last = cells.iter().map(|cell| cell.locator.last_line()).max().unwrap_or(label.line).max(label.line);
    cells.insert(0, Cell::new(&crate::document::label(&label.text), Locator::Line(label.line)));
    Row { span: Span::new(label.line, last), cells }
}
