//! Workbooks: XLSX, XLS (and ET, which is XLS), ODS, XML Spreadsheet 2003 and separated values. A cell is read as it is shown: rounded by its format, `100%`
//! where 1 is stored, hidden rows, columns and sheets left out and named, merged cells once.

mod format;
mod ink;
mod letters;
mod look;
mod number;
mod ods;
mod ods_settings;
mod ods_styles;
mod separated;
mod sheet;
#[cfg(test)]
mod tests;
mod xls;
mod xls_text;
mod xlsx;
mod xml2003;

use super::cfb::{Compound, is_compound, is_locked};
use super::package::{Package, is_package};
use super::{Reader, encoding, locked, odt, unlock};
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
        let opened = if is_compound(&source.bytes) { unlock::opened(&source.bytes) } else { None };
        if is_compound(&source.bytes) && opened.is_none() {
            sink.push(locked(source));
            return Document::default();
        }
        let mut package = Package::open(opened.as_deref().unwrap_or(&source.bytes));
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
                let message = "the workbook is older than Excel 5, or too damaged to say";
                sink.push(
                    Diagnostic::new(Code::UnknownFormat, Severity::Error, &source.path, message)
                        .help("open it and save it as .xlsx"),
                );
                Document::default()
            }
        }
    }
}

/// Reader of ODS, in a package or as one XML file (FODS).
pub(super) struct Ods;

impl Reader for Ods {
    fn name(&self) -> &'static str {
        "ods"
    }

    fn accepts(&self, bytes: &[u8], _: &str) -> bool {
        is_package(bytes) && ods::is_sheet(&mut Package::open(bytes)) || ods::is_flat(bytes)
    }

    fn read(&self, source: &Source, _: &Reading, sink: &mut Vec<Diagnostic>) -> Document {
        if ods::is_flat(&source.bytes) {
            return match encoding::decode(&source.bytes, encoding::declared(&source.bytes)) {
                Ok(decoded) => {
                    decoded.report(source, false, sink);
                    ods::read_flat(&decoded.text).finish(source, sink)
                }
                Err(unreadable) => {
                    sink.push(unreadable.diagnostic(source));
                    Document::default()
                }
            };
        }
        let mut package = Package::open(&source.bytes);
        if odt::is_encrypted(&mut package) {
            sink.push(locked(source));
            return Document::default();
        }
        let whole = package.whole;
        let mut book = ods::read(&mut package);
        if !whole && book.damage.is_empty() {
            book.damage.push("the end of the file is missing; the sheets in it are whole".to_owned());
        }
        book.finish(source, sink)
    }
}

/// Reader of XML Spreadsheet 2003.
pub(super) struct Xml2003;

impl Reader for Xml2003 {
    fn name(&self) -> &'static str {
        "xmlss"
    }

    fn accepts(&self, bytes: &[u8], extension: &str) -> bool {
        matches!(extension, "xls" | "xml" | "xlsx" | "et") && xml2003::is_workbook(bytes)
    }

    fn read(&self, source: &Source, _: &Reading, sink: &mut Vec<Diagnostic>) -> Document {
        match encoding::decode(&source.bytes, encoding::declared(&source.bytes)) {
            Ok(decoded) => {
                decoded.report(source, false, sink);
                xml2003::read(&decoded.text).finish(source, sink)
            }
            Err(unreadable) => {
                sink.push(unreadable.diagnostic(source));
                Document::default()
            }
        }
    }
}

/// Reader of separated values.
pub(super) struct Separated;

impl Reader for Separated {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn accepts(&self, bytes: &[u8], extension: &str) -> bool {
        // Programs that print reports give a table of values the name of a workbook.
        let named = matches!(extension, "xls" | "et" | "xlsx");
        (extension == "csv" || named && separated::is_table(bytes))
            && !super::is_container(bytes)
            && !super::html::is_page(bytes, extension)
            && !xml2003::is_workbook(bytes)
    }

    fn read(&self, source: &Source, _: &Reading, sink: &mut Vec<Diagnostic>) -> Document {
        match encoding::decode(&source.bytes, None) {
            Ok(decoded) => {
                decoded.report(source, false, sink);
                separated::read(&decoded.text).finish(source, sink)
            }
            Err(unreadable) => {
                sink.push(unreadable.diagnostic(source));
                Document::default()
            }
        }
    }
}
