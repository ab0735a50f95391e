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
}
