//! Files that a PDF carries: in the list of the document, and behind paper clips on its pages.

use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_syntax::object::{Array, Dict, Name, Stream, String as PdfString};
use hayro_syntax::{Filter, Pdf};

/// The most files that are taken, and the most bytes of one.
const MOST_FILES: usize = 50;
const MOST_BYTES: u64 = 32 << 20;

/// The most bytes of all of them.
const MOST_OF_ALL: u64 = 64 << 20;

/// The most nodes of the list of names, and pages that are searched.
const MOST_NODES: usize = 2_000;

/// A file within the PDF.
pub(super) struct Attached {
    /// Its name.
    pub(super) name: String,
    /// Its bytes; none where they could not be unpacked.
    pub(super) bytes: Option<Vec<u8>>,
}

/// The files in a PDF.
pub(super) fn files(pdf: &Pdf) -> Vec<Attached> {
    let mut found = Vec::new();
    let mut left = MOST_OF_ALL;
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let names = root.and_then(|root| root.get::<Dict<'_>>(b"Names")?.get::<Dict<'_>>(b"EmbeddedFiles"));
    let mut open: Vec<Dict<'_>> = names.into_iter().collect();
    let mut nodes = 0;
    while let Some(node) = open.pop() {
        nodes += 1;
        if nodes > MOST_NODES {
            break;
        }
        if let Some(kids) = node.get::<Array<'_>>(b"Kids") {
            open.extend(kids.iter::<Dict<'_>>().take(MOST_NODES));
        }
        if let Some(pairs) = node.get::<Array<'_>>(b"Names") {
            // Names and files take turns; only files are dictionaries.
            found.extend(
                pairs
                    .iter::<hayro_syntax::object::Object<'_>>()
                    .take(2 * MOST_FILES)
                    .filter_map(|one| one.into_dict().and_then(|spec| file(&spec, &mut left))),
            );
        }
    }
    for page in pdf.pages().iter().take(MOST_NODES) {
        let Some(notes) = page.raw().get::<Array<'_>>(b"Annots") else { continue };
        for note in notes.iter::<Dict<'_>>().take(MOST_FILES) {
            if note.get::<Name<'_>>(b"Subtype").is_some_and(|kind| &*kind == b"FileAttachment") {
                found.extend(note.get::<Dict<'_>>(b"FS").and_then(|spec| file(&spec, &mut left)));
            }
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found.dedup_by(|a, b| a.name == b.name && a.bytes == b.bytes);
    found.truncate(MOST_FILES);
    found
}

/// The file that a specification names. `left` is how many bytes may still be unpacked.
fn file(spec: &Dict<'_>, left: &mut u64) -> Option<Attached> {
    let inside = spec.get::<Dict<'_>>(b"EF")?;
    let stream = inside.get::<Stream<'_>>(b"F").or_else(|| inside.get::<Stream<'_>>(b"UF"))?;
    let name = [&b"UF"[..], b"F", b"Desc"].into_iter().find_map(|key| spec.get::<PdfString<'_>>(key));
    let name = name.map(|name| words(name.as_bytes())).unwrap_or_default();
    // A name is no path.
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim().to_owned();
    Some(Attached { name, bytes: bytes(&stream, left) })
}

fn bytes(stream: &Stream<'_>, left: &mut u64) -> Option<Vec<u8>> {
    let limit = MOST_BYTES.min(*left);
    let raw = stream.raw_data();
    let mut out = Vec::new();
    let whole = match stream.filters().as_slice() {
        [] => raw.take(limit + 1).read_to_end(&mut out),
        [Filter::FlateDecode] => ZlibDecoder::new(&raw[..]).take(limit + 1).read_to_end(&mut out),
        // Layers of packing are how small files grow without bounds.
        _ => return None,
    };
    *left = left.saturating_sub(out.len() as u64);
    whole.ok().filter(|size| *size as u64 <= limit).map(|_| out)
}

/// A text of a PDF: UTF-16 or UTF-8 with a mark, else one byte per character.
fn words(bytes: &[u8]) -> String {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(),
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_every_encoding() {
        assert_eq!(words(b"\xFE\xFF\x51\xB3\x00.\x00x"), "决.x");
        assert_eq!(words(b"a.xlsx"), "a.xlsx");
        assert_eq!(words(b""), "");
    }
}
