//! Values separated by commas, semicolons or tabs (CSV, TSV), as spreadsheets write them.

use super::super::encoding;
use super::sheet::{Book, MAX_COLUMNS, MAX_ROWS};
use crate::document::NOT_UNDERSTOOD;

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
    // `="1,260.50"` is how a spreadsheet is told to keep digits as text.
    let text = text.replace(&format!("{sign}=\""), &format!("{sign}\"")).replace("\n=\"", "\n\"");
    let mut heads = 0;
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
        let fields: Vec<String> = record.iter().take(MAX_COLUMNS as usize + 1).map(str::to_owned).collect();
        let words = fields.iter().all(|field| !field.starts_with(|c: char| c.is_ascii_digit() || c == '-'));
        if words && fields.len() > 1 {
            heads = fields.len();
        }
        let fields = if separator == b',' && heads > 1 { rejoined(fields, heads) } else { fields };
        for (field, column) in fields.into_iter().zip(1..=MAX_COLUMNS + 1) {
            if !book.put(row, column, field) {
                return book;
            }
        }
    }
}

/// A row that has more values than the header above it because commas within amounts part them. Where they can be joined in one
/// way only, they are; else nobody knows which number stands where, and each says so.
fn rejoined(fields: Vec<String>, width: usize) -> Vec<String> {
    let Some(excess) = fields.len().checked_sub(width).filter(|excess| *excess > 0) else { return fields };
    if fields[width..].iter().all(String::is_empty) {
        return fields;
    }
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let opens = |text: &str| digits(text.trim_start_matches('-')) && text.trim_start_matches('-').len() <= 3;
    let goes_on = |text: &str| {
        let (whole, cents) = text.split_once('.').unwrap_or((text, "0"));
        whole.len() == 3 && digits(whole) && digits(cents)
    };
    let joints: Vec<usize> =
        (1..fields.len()).filter(|at| opens(&fields[at - 1]) && goes_on(&fields[*at])).collect();
    if joints.len() == excess {
        let mut joined: Vec<String> = Vec::with_capacity(width);
        for (at, field) in fields.into_iter().enumerate() {
            match joined.last_mut().filter(|_| joints.contains(&at)) {
                Some(last) => *last = format!("{last},{field}"),
                None => joined.push(field),
            }
        }
        return joined;
    }
    if joints.is_empty() {
        return fields;
    }
    let doubt = |field: String| {
        let is_number = field.starts_with(|c: char| c.is_ascii_digit() || c == '-');
        if is_number { format!("{NOT_UNDERSTOOD}{field}") } else { field }
    };
    fields.into_iter().map(doubt).collect()
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
    fn commas_within_amounts_part_no_values() {
        let head = "编码,名称,合计,基本,项目\n";
        for (row, cells) in [
            (",合计,1,260.50,830.20,430.30", "\t合计\t1,260.50\t830.20\t430.30"),
            ("213,农林水,1,234,567.00,0,9.00", "213\t农林水\t1,234,567.00\t0\t9.00"),
            ("213,农林水,-1,260.50,0,1", "213\t农林水\t-1,260.50\t0\t1"),
            ("213,农林水,=\"1,260.50\",0,1", "213\t农林水\t1,260.50\t0\t1"),
            ("213,农林水,1,2,3,备注", "213\t农林水\t1\t2\t3\t备注"),
        ] {
            assert_eq!(lines(&format!("{head}{row}\n"))[1], cells, "{row}");
        }
        let doubted = lines(&format!("{head}213,农林水,1,260,300,1\n"))[1].clone();
        assert!(doubted.contains(&format!("{NOT_UNDERSTOOD}260")), "{doubted}");
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
