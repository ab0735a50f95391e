//! Rows of a data file as lines of CSV, which no spreadsheet runs or rounds.

use std::borrow::Cow;

use super::schema::{Column, File, Type};
use super::tables::Rows;

/// The head of a file as CSV: UTF-8 with a byte order mark, for spreadsheets.
pub(crate) fn head(file: &File) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().from_writer(b"\xEF\xBB\xBF".to_vec());
    // Writing to memory cannot fail.
    let _ = writer.write_record(file.columns.iter().map(|column| column.name));
    writer.into_inner().unwrap_or_default()
}

/// Rows of a file as lines of CSV.
pub(crate) fn lines(file: &File, rows: &Rows) -> Vec<u8> {
    let mut lines = Lines::new(file);
    rows.iter().for_each(|row| lines.add(row));
    lines.end().1
}

/// Lines of CSV that are written row by row.
pub(crate) struct Lines<'f> {
    file: &'f File,
    writer: csv::Writer<Vec<u8>>,
    count: usize,
}

impl<'f> Lines<'f> {
    pub(crate) fn new(file: &'f File) -> Self {
        Self { file, writer: csv::WriterBuilder::new().from_writer(Vec::new()), count: 0 }
    }

    /// Writes a row.
    pub(crate) fn add(&mut self, row: &[String]) {
        // Writing to memory cannot fail; a row of the wrong length would, and a test writes every file.
        for (text, column) in row.iter().zip(self.file.columns) {
            let _ = self.writer.write_field(cell(text, column).as_bytes());
        }
        let _ = self.writer.write_record(None::<&[u8]>);
        self.count += 1;
    }

    /// How many rows were written, and the lines.
    pub(crate) fn end(self) -> (usize, Vec<u8>) {
        (self.count, self.writer.into_inner().unwrap_or_default())
    }
}

/// The most digits that a spreadsheet keeps of a number.
const MOST_DIGITS: usize = 15;

/// Text that a spreadsheet would run as a formula, and digits that it would cut or round, get a leading `'`; so does
/// text that starts with one, so that taking one off always gives the text back.
fn cell<'t>(text: &'t str, column: &Column) -> Cow<'t, str> {
    if column.kind == Type::Text { as_text(text) } else { text.into() }
}

/// A text as it stands in a table.
pub(crate) fn as_text(text: &str) -> Cow<'_, str> {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']);
    let digits = text.len() > 1 && text.bytes().all(|b| b.is_ascii_digit());
    let risky = formula || (digits && (text.len() > MOST_DIGITS || text.starts_with('0')));
    if risky { format!("'{text}").into() } else { text.into() }
}

/// A number that a spreadsheet keeps to its last digit, and so does whatever else keeps numbers in binary.
#[cfg(any(feature = "sqlite", feature = "xlsx"))]
pub(super) fn exact(text: &str) -> Option<f64> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if digits.trim_start_matches('0').len() > MOST_DIGITS {
        return None;
    }
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Ledger;
    use crate::site::data::schema::FILES;
    use crate::site::data::tables::Own;
    use crate::verify::Report;

    #[test]
    fn formulas_are_text_and_numbers_are_not() {
        let text = &FILES[0].columns[15];
        let number = &FILES[0].columns[17];
        assert_eq!(cell("=1+1", text), "'=1+1");
        assert_eq!(cell("'=1", text), "''=1");
        assert_eq!(cell("-10.00", number), "-10.00");
        assert_eq!(cell("-（空）", text), "'-（空）");
        for digits in ["440303221040200000000", "0123", "00"] {
            assert_eq!(cell(digits, text), format!("'{digits}"), "identifiers are no numbers");
        }
        for kept in ["440303", "2010301", "0", "123456789012345"] {
            assert_eq!(cell(kept, text), kept);
        }
        assert_eq!(cell("0.50", number), "0.50");
    }

    #[test]
    fn every_file_has_rows_of_the_right_length() {
        let ledger = Ledger::default();
        let report = Report::default();
        for file in FILES {
            assert_eq!(Own::all(&ledger, &report).count(), 0);
            let csv = [head(file), lines(file, &vec![vec![String::new(); file.columns.len()]])].concat();
            assert!(csv.starts_with(b"\xEF\xBB\xBF"));
            assert_eq!(csv.iter().filter(|b| **b == b'\n').count(), 2, "{}", file.name);
        }
    }

    #[test]
    #[cfg(any(feature = "sqlite", feature = "xlsx"))]
    fn only_numbers_that_are_kept_whole_are_numbers() {
        for (text, kept) in [
            ("26.10", Some(26.1)),
            ("-0.5", Some(-0.5)),
            ("123456789012345", Some(123_456_789_012_345.0)),
            ("1234567890123456", None),
            ("0.000001234567890123456", None),
            ("inf", None),
            ("", None),
            ("甲", None),
        ] {
            assert_eq!(exact(text), kept, "{text}");
        }
    }
}
