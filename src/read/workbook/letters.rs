//! Texts in the records of XLS files: Unicode in files of Excel 97 and later (BIFF8), bytes of the system's code page in
//! those of Excel 5 and 95 (BIFF5).

use encoding_rs::{BIG5, Encoding, GB18030, SHIFT_JIS, UTF_16LE, WINDOWS_1252};

use super::super::encoding::of_chinese;

/// How the texts of a file are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Letters {
    /// Unicode, with a byte before it that says how wide it is.
    #[default]
    Unicode,
    /// Bytes in an encoding.
    Bytes(&'static Encoding),
}

impl Letters {
    /// The encoding of an old file, by its code page and by what its texts are. Programs in Chinese often wrote the code
    /// page of Western Europe above texts of their own.
    pub(super) fn of_old(code_page: Option<u16>, texts: &[u8]) -> Self {
        let declared = match code_page {
            Some(936) => GB18030,
            Some(950) => BIG5,
            Some(932) => SHIFT_JIS,
            Some(1200) => UTF_16LE,
            _ => WINDOWS_1252,
        };
        Letters::Bytes(if declared == WINDOWS_1252 {
            of_chinese(texts).unwrap_or(declared)
        } else {
            declared
        })
    }

    /// Bytes as text.
    pub(super) fn decode(encoding: &'static Encoding, bytes: &[u8]) -> String {
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_texts_count_more_than_the_code_page() {
        let chinese = GB18030.encode("一般公共预算财政拨款支出决算表").0;
        assert_eq!(Letters::of_old(Some(936), &[]), Letters::Bytes(GB18030));
        assert_eq!(Letters::of_old(Some(1252), &chinese), Letters::Bytes(GB18030));
        assert_eq!(Letters::of_old(None, &chinese), Letters::Bytes(GB18030));
        assert_eq!(Letters::of_old(Some(1252), b"caf\xE9 na\xEFve"), Letters::Bytes(WINDOWS_1252));
        assert_eq!(Letters::of_old(Some(950), &chinese), Letters::Bytes(BIG5));
    }

    fn record(kind: u16, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len()).expect("short");
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), body].concat()
    }

    /// A workbook of Excel 5 with one sheet, and what it shows.
    fn shown(code_page: u16) -> Vec<String> {
        let text = |words: &str| GB18030.encode(words).0.into_owned();
        let bof = |kind: u16| {
            record(0x0809, &[&0x0500_u16.to_le_bytes()[..], &kind.to_le_bytes(), &[0; 4]].concat())
        };
        let name = text("支出表");
        let format = b"#,##0.00;[Red]#,##0.00";
        let head = |start: u32| {
            let sheet =
                [&start.to_le_bytes()[..], &[0, 0, u8::try_from(name.len()).expect("short")], &name].concat();
            [
                bof(5),
                record(0x0042, &code_page.to_le_bytes()),
                record(0x041E, &[&[164, 0, u8::try_from(format.len()).expect("short")][..], format].concat()),
                record(0x00E0, &[0; 16]),
                record(0x00E0, &[&[0, 0, 164, 0][..], &[0; 12]].concat()),
                record(0x0085, &sheet),
                record(0x000A, &[]),
            ]
            .concat()
        };
        let label = |row: u8, column: u8, words: &str| {
            let words = text(words);
            let length = u16::try_from(words.len()).expect("short").to_le_bytes();
            record(0x0204, &[&[row, 0, column, 0, 0, 0][..], &length, &words].concat())
        };
        let number = |row: u8, column: u8, value: f64| {
            record(0x0203, &[&[row, 0, column, 0, 1, 0][..], &value.to_le_bytes()].concat())
        };
        let start = u32::try_from(head(0).len()).expect("short");
        let sheet = [
            bof(0x10),
            label(0, 0, "项目"),
            label(0, 1, "决算数"),
            label(1, 0, "社会保障和就业支出"),
            number(1, 1, -1260.5),
            record(0x000A, &[]),
        ];
        let stream = [head(start), sheet.concat()].concat();
        let book = super::super::xls::of_stream(&stream).expect("a workbook");
        book.finish(&crate::read::samples::source("a.xls", Vec::new()), &mut Vec::new()).source
    }

    #[test]
    fn workbooks_of_excel_5_are_read() {
        for code_page in [936, 1252, 0] {
            assert_eq!(shown(code_page), ["项目\t决算数", "社会保障和就业支出\t-1,260.50"], "{code_page}");
        }
    }
}
