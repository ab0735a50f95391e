//! Old Word files (DOC), through the configured converter: no crate reads them, and a guess at their merged
//! cells would be a guess at figures. What is read is the DOCX that the converter wrote.

use super::cfb::{Compound, is_compound};
use super::docx;
use super::external::{self, Failure, Output};
use super::{Reader, locked};
use crate::config::Reading;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Document;
use crate::model::Severity;
use crate::source::Source;

/// The stream that holds the text of an old Word file.
const WORD: &str = "WordDocument";

/// Reader of DOC.
pub(super) struct Doc;

impl Reader for Doc {
    fn name(&self) -> &'static str {
        "doc"
    }

    fn accepts(&self, bytes: &[u8], extension: &str) -> bool {
        let named = matches!(extension, "doc" | "wps" | "dot" | "wpt");
        is_compound(bytes) && Compound::open(bytes).map_or(named, |file| file.has(WORD))
    }

    fn read(&self, source: &Source, helpers: &Reading, sink: &mut Vec<Diagnostic>) -> Document {
        if is_locked(&source.bytes) {
            sink.push(locked(source));
            return Document::default();
        }
        let mut report = |code, severity, message: String, help: &str| {
            sink.push(Diagnostic::new(code, severity, &source.path, message).help(help));
        };
        let converted = external::run(&helpers.converter, "in.doc", &source.bytes, Output::Folder("docx"));
        let program = external::program(&helpers.converter);
        let bytes = match converted {
            Ok(bytes) if docx::Docx.accepts(&bytes, "docx") => bytes,
            other => {
                let why = other.err().unwrap_or(Failure::NoOutput(program)).words();
                let help = "save the file as .docx, or set in mingzhang.toml: [read] converter = [\"soffice\", \"--headless\", \
                    \"--convert-to\", \"docx\", \"--outdir\", \"{out}\", \"{in}\"]";
                let message = format!("an old Word file is read through a converter, and {why}");
                report(Code::NeedsProgram, Severity::Error, message, help);
                return Document::default();
            }
        };
        let message = format!("an old Word file, read as {program} converted it");
        report(
            Code::Converted,
            Severity::Info,
            message,
            "the original stays what counts; publish .docx where you can",
        );
        docx::document(&bytes, source, helpers, sink)
    }
}

/// Whether an old Word file is locked: a flag near its start says so.
fn is_locked(bytes: &[u8]) -> bool {
    let stream = Compound::open(bytes).and_then(|file| file.stream(WORD));
    stream.is_some_and(|stream| stream.bytes.get(11).is_some_and(|flags| flags & 0x01 != 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::samples::{source, zip_of};

    /// The head of a compound file, and no more.
    const HEAD: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

    fn read(converter: &[&str], bytes: &[u8]) -> (Document, Vec<Diagnostic>) {
        let helpers = Reading {
            converter: converter.iter().map(|word| (*word).to_owned()).collect(),
            ..Reading::default()
        };
        let mut sink = Vec::new();
        assert!(Doc.accepts(bytes, "doc"));
        let document = Doc.read(&source("a.doc", bytes.to_vec()), &helpers, &mut sink);
        (document, sink)
    }

    #[test]
    fn without_a_converter_the_publisher_is_told_what_to_set() {
        let (document, sink) = read(&[], HEAD);
        assert!(document.blocks.is_empty());
        assert!(sink[0].code == Code::NeedsProgram && sink[0].help.contains("converter ="));
    }

    #[cfg(unix)]
    #[test]
    #[allow(clippy::disallowed_methods)]
    fn what_the_converter_wrote_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let made = folder.path().join("made.docx");
        let xml = "<w:document><w:body><w:p><w:r><w:t>支出</w:t></w:r></w:p></w:body></w:document>";
        std::fs::write(&made, zip_of(&[("word/document.xml", xml)])).expect("written");
        let (document, sink) = read(&["cp", &made.to_string_lossy(), "{out}"], HEAD);
        assert_eq!(document.source, ["支出"]);
        assert!(sink[0].code == Code::Converted && sink[0].message.contains("cp"));
        let (_, sink) = read(&["cp", "{in}", "{out}/a.docx"], HEAD);
        assert_eq!(sink[0].code, Code::NeedsProgram);
    }
}
