//! Workbooks: XLSX, XLS (and ET, which is XLS) and ODS. A cell is read as it is shown: rounded by its format, `100%`
//! where 1 is stored, hidden rows, columns and sheets left out and named, merged cells once.

mod format;
mod number;
mod sheet;
#[cfg(test)]
mod tests;
mod xlsx;

use super::Reader;
use super::package::{Package, is_package};
use crate::config::Reading;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Document;
use crate::model::Severity;
use crate::source::Source;

/// Reader of XLSX.
pub(super) struct Xlsx;

impl Reader for Xlsx {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn accepts(&self, bytes: &[u8], _: &str) -> bool {
        is_package(bytes) && Package::open(bytes).names().any(|name| name.starts_with("xl/"))
    }

    fn read(&self, source: &Source, _: &Reading, sink: &mut Vec<Diagnostic>) -> Document {
        let mut package = Package::open(&source.bytes);
        let whole = package.whole;
        if package.has("xl/workbook.bin") {
            sink.push(
                Diagnostic::new(
                    Code::UnknownFormat,
                    Severity::Error,
                    &source.path,
                    "the workbook is binary (.xlsb)",
                )
                .help("open it in Excel and save it as .xlsx"),
            );
            return Document::default();
        }
        let mut book = xlsx::read(&mut package);
        if !whole && book.damage.is_empty() {
            book.damage.push("the end of the file is missing; sheets may be lost with it".to_owned());
        }
        book.finish(source, sink)
    }
}
