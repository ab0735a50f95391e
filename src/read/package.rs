//! Packages: the ZIP files that DOCX, XLSX, ODT and ODS are. Parts are unpacked within limits, with their checksums, and
//! a file whose directory was cut off is searched for what is left of its parts.

use std::collections::BTreeMap;
use std::io::Cursor;

use super::markup::Markup;
use flate2::{Crc, Decompress, FlushDecompress, Status};

/// No part is unpacked further than this. The text of a thousand pages has a tenth of it.
const MAX_PART: usize = 64 << 20;

/// All parts of a file together.
const MAX_TOTAL: usize = 160 << 20;

/// How much is unpacked at a time.
const CHUNK: usize = 64 << 10;

/// The first bytes of a package.
const LOCAL: &[u8] = b"PK\x03\x04";

/// The first bytes of what may follow a part whose size was not known when it was written.
const DESCRIPTOR: &[u8] = b"PK\x07\x08";

/// A package with its parts by name.
#[derive(Debug)]
pub(super) struct Package<'b> {
    bytes: &'b [u8],
    entries: BTreeMap<String, Entry>,
    /// Whether the directory of the package is there; without it, parts may be missing.
    pub(super) whole: bool,
    left: usize,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    start: usize,
    end: usize,
    deflated: bool,
    known_method: bool,
    encrypted: bool,
    crc: Option<u32>,
}

/// A part as text.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// The text. Only whole and true characters: a damaged part has none.
    pub(super) text: String,
    /// What is wrong with it.
    pub(super) loss: Option<Loss>,
}

/// Where the relations of a part point to.
#[derive(Debug)]
pub(super) struct Relations {
    /// Ids and names.
    pub(super) targets: Vec<(String, String)>,
    /// What is wrong with their list.
    pub(super) loss: Option<Loss>,
}

/// What is wrong with a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loss {
    /// It is not there.
    Absent,
    /// It ends too early; what is there is true.
    Cut,
    /// It goes on beyond the limit; what is there is true.
    TooLarge,
    /// Its checksum is wrong: no figure of it can be trusted, so nothing of it is kept.
    Damaged,
    /// It is locked with a password.
    Encrypted,
    /// It is packed in a way that we do not know.
    Method,
}

impl Loss {
    /// What is wrong, as the end of a sentence about the part.
    pub(super) fn words(self) -> &'static str {
        match self {
            Loss::Absent => "is missing",
            Loss::Cut => "ends too early",
            Loss::TooLarge => "is larger than 64 MiB, or the whole file than 160 MiB; the rest was not read",
            Loss::Damaged => "is damaged (its checksum is wrong), so none of it is used",
            Loss::Encrypted => "is locked with a password",
            Loss::Method => "is packed in an unusual way",
        }
    }
}

/// Whether the bytes open a package.
pub(super) fn is_package(bytes: &[u8]) -> bool {
    bytes.starts_with(LOCAL)
}

impl<'b> Package<'b> {
    /// Opens a package: by its directory, or by searching for parts where that is gone.
    pub(super) fn open(bytes: &'b [u8]) -> Self {
        let listed = listed(bytes);
        let whole = listed.is_some();
        let entries = listed.unwrap_or_else(|| scanned(bytes));
        Self { bytes, entries, whole, left: MAX_TOTAL }
    }

    /// Whether there is a part with this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// The names of all parts.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// The parts that the relations of a part point to: their ids, and their names within the package.
    pub(super) fn relations(&mut self, of: &str) -> Relations {
        let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
        let part = self.part(&format!("{folder}/_rels/{name}.rels"));
        let mut markup = Markup::new(&part.text);
        let mut targets = Vec::new();
        while let Some(tag) = markup.next_tag() {
            if tag.name() == "Relationship"
                && tag.attribute("TargetMode").is_none_or(|mode| mode != "External")
                && let (Some(id), Some(target)) = (tag.attribute("Id"), tag.attribute("Target"))
            {
                let target =
                    target.strip_prefix('/').map_or_else(|| format!("{folder}/{target}"), str::to_owned);
                targets.push((id, target));
            }
        }
        Relations { targets, loss: part.loss }
    }

    /// The bytes of a part; `None` where they are not whole.
    pub(super) fn bytes(&mut self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.get(name).copied()?;
        let (bytes, loss) = self.unpack(entry);
        loss.is_none().then_some(bytes)
    }

    /// Unpacks a part as text.
    pub(super) fn part(&mut self, name: &str) -> Part {
        let Some(entry) = self.entries.get(name).copied() else {
            return Part { loss: Some(Loss::Absent), ..Part::default() };
        };
        let (bytes, loss) = self.unpack(entry);
        // A byte order mark decides; without one it is UTF-8.
        let (text, ..) = encoding_rs::UTF_8.decode(&bytes);
        let mut text = text.into_owned();
        if loss.is_some() {
            // The cut may stand in the middle of a character.
            text.truncate(text.trim_end_matches('\u{FFFD}').len());
        }
        Part { text, loss }
    }

    fn unpack(&mut self, entry: Entry) -> (Vec<u8>, Option<Loss>) {
        if entry.encrypted {
            return (Vec::new(), Some(Loss::Encrypted));
        }
        if !entry.known_method {
            return (Vec::new(), Some(Loss::Method));
        }
        let packed = self.bytes.get(entry.start..entry.end.min(self.bytes.len())).unwrap_or_default();
        let limit = MAX_PART.min(self.left);
        let (out, used, loss) =
            if entry.deflated { inflate(packed, limit) } else { stored(packed, entry, limit) };
        self.left = self.left.saturating_sub(out.len());
        if loss.is_some() {
            return if loss == Some(Loss::Damaged) { (Vec::new(), loss) } else { (out, loss) };
        }
        let crc = entry.crc.or_else(|| descriptor(packed.get(used..)?));
        let mut sum = Crc::new();
        sum.update(&out);
        match crc {
            Some(crc) if crc != sum.sum() => (Vec::new(), Some(Loss::Damaged)),
            _ => (out, None),
        }
    }
}

/// The parts that the package's directory lists.
fn listed(bytes: &[u8]) -> Option<BTreeMap<String, Entry>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut entries = BTreeMap::new();
    for at in 0..archive.len() {
        let Ok(file) = archive.by_index_raw(at) else { continue };
        let (Ok(name), Some(start)) = (file.name(), file.data_start()) else { continue };
        let start = usize::try_from(start).ok()?;
        let size = usize::try_from(file.compressed_size()).ok()?;
        let deflated = file.compression() == zip::CompressionMethod::Deflated;
        entries.entry(name.trim_start_matches('/').to_owned()).or_insert(Entry {
            start,
            end: start.saturating_add(size),
            deflated,
            known_method: deflated || file.compression() == zip::CompressionMethod::Stored,
            encrypted: file.encrypted(),
            crc: Some(file.crc32()),
        });
    }
    (!entries.is_empty()).then_some(entries)
}

/// The parts that can be found by the header in front of each.
fn scanned(bytes: &[u8]) -> BTreeMap<String, Entry> {
    let mut entries = BTreeMap::new();
    let mut at = 0;
    while let Some(found) = find(bytes, at, LOCAL) {
        at = found + LOCAL.len();
        let Some((name, entry)) = local(bytes, found) else { continue };
        // Where the size is known, what lies inside cannot be a header.
        at = if entry.crc.is_some() { entry.end.max(at) } else { entry.start.max(at) };
        entries.entry(name).or_insert(entry);
    }
    entries
}

fn find(bytes: &[u8], from: usize, what: &[u8]) -> Option<usize> {
    bytes.get(from..)?.windows(what.len()).position(|window| window == what).map(|at| from + at)
}

fn local(bytes: &[u8], at: usize) -> Option<(String, Entry)> {
    let head = bytes.get(at..at + 30)?;
    let short = |from: usize| usize::from(u16::from_le_bytes([head[from], head[from + 1]]));
    let long = |from: usize| u32::from_le_bytes([head[from], head[from + 1], head[from + 2], head[from + 3]]);
    let (flags, method, name, extra) = (short(6), short(8), short(26), short(28));
    let name_end = at + 30 + name;
    let name = std::str::from_utf8(bytes.get(at + 30..name_end)?).ok()?;
    let start = name_end + extra;
    let streamed = flags & 0x08 != 0;
    let size = usize::try_from(long(18)).ok()?;
    let entry = Entry {
        start,
        end: if streamed { bytes.len() } else { start.saturating_add(size) },
        deflated: method == 8,
        known_method: method == 8 || method == 0 && !streamed,
        encrypted: flags & 0x01 != 0,
        crc: (!streamed).then(|| long(14)),
    };
    (start <= bytes.len() && !name.is_empty()).then(|| (name.trim_start_matches('/').to_owned(), entry))
}

/// The checksum behind a part whose size was not known when it was written.
fn descriptor(behind: &[u8]) -> Option<u32> {
    let crc = behind.strip_prefix(DESCRIPTOR)?.get(..4)?;
    Some(u32::from_le_bytes([crc[0], crc[1], crc[2], crc[3]]))
}

fn stored(packed: &[u8], entry: Entry, limit: usize) -> (Vec<u8>, usize, Option<Loss>) {
    let loss = if packed.len() > limit {
        Some(Loss::TooLarge)
    } else {
        (packed.len() < entry.end - entry.start).then_some(Loss::Cut)
    };
    (packed[..packed.len().min(limit)].to_vec(), packed.len(), loss)
}

/// Unpacks until the stream says it ends, the input does, or the limit is reached. Returns the bytes, how much of the
/// input was used, and what is wrong.
fn inflate(packed: &[u8], limit: usize) -> (Vec<u8>, usize, Option<Loss>) {
    let mut machine = Decompress::new(false);
    let mut out = Vec::new();
    loop {
        let used = usize::try_from(machine.total_in()).unwrap_or(packed.len()).min(packed.len());
        if out.len() >= limit {
            out.truncate(limit);
            return (out, used, Some(Loss::TooLarge));
        }
        out.reserve(CHUNK);
        let before = (used, out.len());
        let status = machine.decompress_vec(&packed[used..], &mut out, FlushDecompress::None);
        let used = usize::try_from(machine.total_in()).unwrap_or(packed.len()).min(packed.len());
        match status {
            Ok(Status::StreamEnd) => return (out, used, None),
            Ok(_) if (used, out.len()) == before => return (out, used, Some(Loss::Cut)),
            Ok(_) => {}
            Err(_) => return (out, used, Some(Loss::Damaged)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::samples::zip_of;

    #[test]
    fn parts_survive_the_loss_of_the_directory() {
        let long = "一二三四五".repeat(5000);
        let bytes = zip_of(&[("a.xml", "甲"), ("b.xml", &long)]);
        let mut whole = Package::open(&bytes);
        assert!(whole.whole);
        assert_eq!(whole.part("b.xml").text, long);
        let directory = find(&bytes, 0, b"PK\x01\x02").expect("a directory");
        let mut cut = Package::open(&bytes[..directory - 4]);
        assert!(!cut.whole);
        assert_eq!(cut.part("a.xml").text, "甲");
        let part = cut.part("b.xml");
        assert_eq!(part.loss, Some(Loss::Cut));
        assert!(long.starts_with(&part.text));
        assert_eq!(cut.part("c.xml").loss, Some(Loss::Absent));
    }

    #[test]
    fn a_damaged_part_gives_nothing() {
        let bytes = zip_of(&[("a.xml", "支出 1,234.56 万元")]);
        let at = find(&bytes, 0, b"1,234").expect("stored as it is");
        let mut bytes = bytes.clone();
        bytes[at] = b'9';
        let part = Package::open(&bytes).part("a.xml");
        assert_eq!((part.text.as_str(), part.loss), ("", Some(Loss::Damaged)));
    }

    #[test]
    fn a_bomb_is_cut_off() {
        let bytes = zip_of(&[("a.xml", &"0".repeat(MAX_PART + 10))]);
        assert!(bytes.len() < MAX_PART / 100);
        let part = Package::open(&bytes).part("a.xml");
        assert_eq!((part.text.len(), part.loss), (MAX_PART, Some(Loss::TooLarge)));
    }
}
