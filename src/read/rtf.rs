//! Rich text (RTF), as a file and as a part of a DOCX: it is written out as a page, which the reader of pages reads. One pass
//! without recursion; what is written grows with the bytes of the file and no faster.
//!
//! - [`page`]: what stands in the text, and which of it a reader sees;
//! - [`rows`]: tables, whose cells say where they end on the page and so which columns they span.

mod page;
mod rows;
mod tables;

use super::{Reader, html};
use crate::config::Reading;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Document;
use crate::model::Severity;
use crate::source::Source;

/// What a file of rich text begins with.
const MARK: &[u8] = b"{\\rtf";

/// Reader of rich text.
pub(super) struct Rtf;

impl Reader for Rtf {
    fn name(&self) -> &'static str {
        "rtf"
    }

    fn accepts(&self, bytes: &[u8], _: &str) -> bool {
        bytes.starts_with(MARK)
    }

    fn read(&self, source: &Source, helpers: &Reading, sink: &mut Vec<Diagnostic>) -> Document {
        let page = page::write(&source.bytes);
        let mut report = |code, message: &str, help: &str| {
            sink.push(Diagnostic::new(code, Severity::Warning, &source.path, message.to_owned()).help(help));
        };
        if page.is_cut {
            report(
                Code::Damaged,
                "the file of rich text ends within a group; what stood behind is lost",
                "download the file once more",
            );
        }
        if page.pictures > 0 {
            report(
                Code::Pictures,
                "there are pictures in the file of rich text; what they show is not read",
                "publish tables as tables, not as pictures",
            );
        }
        if page.objects > 0 {
            report(
                Code::LeftOut,
                "there are embedded objects in the file of rich text; they are not read",
                "publish what they hold as a file of its own",
            );
        }
        let inner = Source { bytes: page.html.into_bytes(), ..source.clone() };
        html::Html.read(&inner, helpers, sink)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;
    use crate::read::samples::source;

    /// The lines, and the rows of tables between bars, as they were read.
    fn read(text: &str) -> (Vec<String>, Vec<Code>) {
        let bytes = format!("{{\\rtf1\\ansi\\ansicpg936 {text}}}").into_bytes();
        let mut sink = Vec::new();
        assert!(Rtf.accepts(&bytes, "txt"));
        let document = Rtf.read(&source("a.rtf", bytes), &Reading::default(), &mut sink);
        let mut lines = Vec::new();
        for block in &document.blocks {
            match block {
                Block::Line(line) if !line.text.is_empty() => lines.push(line.text.clone()),
                Block::Line(_) => {}
                Block::Table(table) => {
                    lines.extend(table.rows.iter().map(|row| row.texts().collect::<Vec<_>>().join("|")));
                }
            }
        }
        (lines, sink.iter().map(|one| one.code).collect())
    }

    fn lines(text: &str) -> Vec<String> {
        read(text).0
    }

    #[test]
    fn text_is_read_in_its_code_page_and_in_unicode() {
        assert_eq!(lines(r"\'bd\'d3\'b4\'fd\'b7\'d1 3.5\par"), ["接待费 3.5"]);
        assert_eq!(lines(r"\u25509?\u24453?\u-29383?5\par"), ["接待费5"]);
        assert_eq!(lines(r"{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset136 B;}}\f1\'b6\'4f\par"), ["費"]);
        // The second byte of a character may be written as it is; a control word ends with one blank.
        assert_eq!(lines(r"\b \'81@\b0  2\par"), ["丂 2"]);
        assert_eq!(lines(r"{\uc2\u36153\'b7\'d1}3\par"), ["费3"]);
    }

    #[test]
    fn only_what_a_reader_sees_counts() {
        assert_eq!(lines(r"1{\v 2}{\strike 3}{\*\unknown 4}{\info{\title 5}}{\deleted 6}7\par"), ["17"]);
        assert_eq!(lines(r"{\field{\*\fldinst PAGE 99}{\fldrslt 8}}9\par"), ["89"]);
        assert_eq!(lines(r"{\colortbl;\red255\green255\blue255;}1{\cf1 2}\par"), ["1"]);
        assert_eq!(lines(r"{\listtext 1.\tab}A{\pict 00ff}<&>\par"), ["1. A<&>"]);
        assert_eq!(lines(r"A{\shp{\*\shpinst{\sp{\sn x}{\sv 77}}{\shptxt B 5\par}}}\par").concat(), "AB 5");
    }

    #[test]
    fn tables_keep_their_columns() {
        let table = r"\trowd\cellx1000\cellx2000\cellx3000 \intbl A\cell B\cell C\cell\row
            \trowd\cellx1000\cellx3000 \intbl D\cell E\cell\row
            \trowd\clvmgf\cellx1000\cellx2000\cellx3000 \intbl F\cell 1\cell 2\cell\row
            \trowd\clvmrg\cellx1000\cellx2000\cellx3000 \intbl\cell 3\cell 4\cell\row
            \pard G\par";
        let read = lines(table);
        assert_eq!(read[0], "A|B|C");
        assert!(read[1].starts_with("D|E"), "{read:?}");
        assert!(read[2].ends_with("1|2") && read[3].ends_with("3|4"), "{read:?}");
        assert_eq!(read.last().map(String::as_str), Some("G"));
    }

    #[test]
    fn a_table_within_a_cell_loses_no_number() {
        let text = r"\trowd\cellx1000\cellx2000 \intbl A\par\itap2 B\nestcell 5\nestcell{\*\nesttableprops\trowd\cellx400\cellx900\nestrow}\itap1 \cell C\cell\row\pard";
        let all = lines(text).concat();
        assert!(all.contains('5') && all.contains('C'), "{all}");
    }

    #[test]
    fn broken_files_give_what_is_whole() {
        let (lines, codes) = read(r"A\par{\b B\par");
        assert_eq!(lines, ["A", "B"]);
        assert_eq!(codes, [Code::Damaged]);
        assert_eq!(self::lines(r"\bin5 {{{{{A\par"), ["A"]);
        assert_eq!(self::lines(r"\bin99999999 A\par"), Vec::<String>::new());
        assert_eq!(self::lines(r"\u99999999999?\'zz\cellx\cell\row}}}A\par").concat(), "zzA");
        let deep = "{".repeat(100_000);
        assert_eq!(self::lines(&format!("{deep}A\\par")), ["A"]);
        // A row of any number of cells, whose edges nobody gave.
        let wide = "\\cell ".repeat(2_000);
        let _ = self::lines(&format!("\\trowd\\intbl 1{wide}\\row"));
    }
}
