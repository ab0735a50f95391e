//! Files made for the tests of the readers.

use std::io::Write;

/// A package with these parts. Short ones are stored as they are.
pub(super) fn zip_of(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        let method =
            if text.len() < 100 { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        writer.start_file(*name, options).expect("a part");
        writer.write_all(text.as_bytes()).expect("written");
    }
    writer.finish().expect("a package").into_inner()
}

/// A source with these bytes.
pub(super) fn source(name: &str, bytes: Vec<u8>) -> crate::source::Source {
    crate::source::Source {
        path: name.into(),
        extension: name.rsplit('.').next().unwrap_or_default().to_owned(),
        bytes,
        trouble: None,
        sha256: String::new(),
        sidecar: crate::source::Sidecar::default(),
        companions: crate::source::Companions::default(),
    }
}
