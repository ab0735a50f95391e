//! Workbooks: XLSX, XLS (and ET, which is XLS) and ODS. A cell is read as it is shown: rounded by its format, `100%`
//! where 1 is stored, hidden rows, columns and sheets left out and named, merged cells once.

mod format;
mod look;
mod number;
mod ods;
mod sheet;
#[cfg(test)]
mod tests;
mod xls;
mod xlsx;

use super::cfb::{Compound, is_compound, is_locked};
use super::package::{Package, is_package};
use super::{Reader, locked};
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

    fn accepts(&self, bytes: &[u8], extension: &str) -> bool {
        let sheets = || Package::open(bytes).names().any(|name| name.starts_with("xl/"));
        is_package(bytes) && sheets()
            || matches!(extension, "xlsx" | "xlsm" | "xls" | "et") && is_locked(bytes)
    }

    fn read(&self, source: &Source, _: &Reading, sink: &mut Vec<Diagnostic>) -> Document {
        if is_compound(&source.bytes) {
            sink.push(locked(source));
            return Document::default();
        }
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

/// Reader of XLS.
pub(super) struct Xls;

impl Reader for Xls {
    fn name(&self) -> &'static str {
        "xls"
    }

    fn accepts(&self, bytes: &[u8], extension: &str) -> bool {
        let named = matches!(extension, "xls" | "et" | "xlt" | "ett");
        let sheets = |file: Compound| xls::STREAMS.iter().any(|name| file.has(name));
        is_compound(bytes) && Compound::open(bytes).map_or(named, sheets)
    }

    fn read(&self, source: &Source, _: &Reading, sink: &mut Vec<Diagnostic>) -> Document {
        match xls::read(&source.bytes) {
            Ok(book) => book.finish(source, sink),
            Err(xls::Refusal::Locked) => {
                sink.push(locked(source));
                Document::default()
            }
            Err(xls::Refusal::TooOld) => {
                let message = "the workbook is older than Excel 97, or too damaged to say";
                sink.push(
                    Diagnostic::new(Code::UnknownFormat, Severity::Error, &source.path, message)
                        .help("open it and save it as .xlsx"),
                );
                Document::default()
            }
        }
    }
}

/// Reader of ODS.
pub(super) struct Ods;

impl Reader for Ods {
    fn name(&self) -> &'static str {
        "ods"
    }

    fn accepts(&self, bytes: &[u8], _: &str) -> bool {
        is_package(bytes) && ods::is_sheet(&mut Package::open(bytes))
    }

    fn read(&self, source: &Source, _: &Reading, sink: &mut Vec<Diagnostic>) -> Document {
        let mut package = Package::open(&source.bytes);
        let whole = package.whole;
        let mut book = ods::read(&mut package);
        if !whole && book.damage.is_empty() {
            book.damage.push("the end of the file is missing; the sheets in it are whole".to_owned());
        }
        book.finish(source, sink)
    }
}
