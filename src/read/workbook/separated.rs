//! Values separated by commas, semicolons or tabs (CSV, TSV), as spreadsheets write them.

use super::super::encoding;
use super::sheet::{Book, MAX_COLUMNS, MAX_ROWS};

/// The separators in use.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// How many lines are looked at for the separator.
const OPENING: usize = 200;

/// What places in such a file are named after.
const SHEET: &str = "CSV";

/// Whether bytes are text of which most lines have tabs or commas.
pub(super) fn is_table(bytes: &[u8]) -> bool {
    let Ok(decoded) = encoding::decode(bytes, None) else { return false };
    let lines = || decoded.text.lines().take(OPENING).filter(|line| !line.trim().is_empty());
    let parted = lines().filter(|line| line.contains('\t') || line.matches(',').count() > 1).count();
    parted >= 2 && parted * 2 > lines().count()
}

/// Reads a text.
pub(super) fn read(text: &str) -> Book {
    let mut book = Book::default();
    book.sheet(SHEET);
    // Some programs write spaces behind a separator, some the separator itself on the first line.
    let told = text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n'));
    let told = told.filter(|(sign, _)| sign.trim_end_matches('\r').len() == 1 && sign.is_ascii());
    let own = told.and_then(|(sign, _)| sign.bytes().next());
    let separator = own.unwrap_or_else(|| separator(text));
    let (above, text) = told.map_or((0, text), |(_, rest)| (1, rest));
    let sign = char::from(separator);
    let text = text.replace(&format!("{sign} \""), &format!("{sign}\""));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return book,
            Err(_) => {
                book.damage.push("the table of values breaks off".to_owned());
                return book;
            }
        }
        let row = record.position().and_then(|place| row_at(&text, place));
        let row = row.map_or(MAX_ROWS + 1, |row| row.saturating_add(above));
        for (field, column) in record.iter().zip(1..=MAX_COLUMNS + 1) {
            // `="0123"` is how a spreadsheet is told to keep digits as text.
            let field = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(field);
            if !book.put(row, column, field.to_owned()) {
                return book;
            }
        }
    }
}

/// The line that a record starts on: its place is where the empty lines before it start.
fn row_at(text: &str, place: &csv::Position) -> Option<u32> {
    let from = text.as_bytes().get(usize::try_from(place.byte()).ok()?..)?;
    let blank = from.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).filter(|byte| **byte == b'\n');
    u32::try_from(place.line()).ok()?.checked_add(u32::try_from(blank.count()).ok()?)
}

/// The separator that most lines have most often, outside of quotation marks.
fn separator(text: &str) -> u8 {
    let count = |separator: u8| {
        let lines = text.lines().take(OPENING);
        lines
            .map(|line| {
                line.split('"')
                    .step_by(2)
                    .map(|part| part.bytes().filter(|b| *b == separator).count())
                    .sum::<usize>()
            })
            .sum::<usize>()
    };
    // The first of equals: commas.
    SEPARATORS.into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::samples::source;

    fn lines(text: &str) -> Vec<String> {
        read(text).finish(&source("a.csv", Vec::new()), &mut Vec::new()).source
    }

    #[test]
    fn values_are_cells() {
        assert_eq!(
            lines("支出表\n单位：万元,,\n项目,预算数,决算数\n合计,\"1,260.50\",=\"007\"\n\n\"甲\n乙\",1,2\n"),
            ["支出表", "单位：万元", "项目\t预算数\t决算数", "合计\t1,260.50\t007", "\t\t", "甲乙\t1\t2"]
        );
    }

    #[test]
    fn tables_of_values_are_told_from_other_bytes() {
        assert!(is_table("项目\t金额\n合计\t1.00\n".as_bytes()));
        assert!(is_table(&encoding_rs::GB18030.encode("支出表\n项目\t金额\n合计\t1.00\n").0));
        assert!(!is_table("一段说明，没有表格。\n又一段。\n".as_bytes()));
        assert!(!is_table(b"\x09\x00\x04\x00\x02\x00\x10\x00\t\n\t\n"));
    }

    #[test]
    fn every_separator_is_found() {
        for text in [
            "项目\t金额\n甲\t1,260.50\n",
            "项目;金额\n甲;1,260.50\n",
            "项目|金额\n甲|1,260.50\n",
            "项目,金额\n甲,\"1,260.50\"\n",
        ] {
            assert_eq!(lines(text), ["项目\t金额", "甲\t1,260.50"], "{text}");
        }
        for text in ["sep=;\r\n项目;金额\n甲;1,260.50\n", "项目, \"金额\"\n甲, \"1,260.50\"\n"] {
            assert_eq!(lines(text), ["项目\t金额", "甲\t1,260.50"], "{text}");
        }
    }
}
