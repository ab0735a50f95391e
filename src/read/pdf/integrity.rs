//! Whether what a page draws with has come through whole: its content, the forms it uses, the maps of its fonts. A
//! changed byte there may be a changed figure, so a page that fails is not read at all.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::Page;

/// No stream of a page unpacks to more than this.
const MOST_BYTES: u64 = 64 << 20;

/// The most bytes of a stream that is packed in a way which we do not unpack ourselves.
const MOST_PACKED: usize = 512 << 10;

/// Codes of characters have two bytes.
const MOST_CODES: i64 = 70_000;

/// The most fonts and forms of a page that are looked at.
const MOST: usize = 512;

/// Why a page is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// A stream is broken, or its checksum does not fit.
    Broken,
    /// A stream unpacks to more than is read.
    TooLarge,
}

/// Looks at pages. What pages share is looked at once.
#[derive(Debug, Default)]
pub(super) struct Inspector {
    known: BTreeMap<(u32, i32), Option<Fault>>,
}

impl Inspector {
    /// Why a page is not to be read, if so.
    pub(super) fn look(&mut self, page: &Page<'_>) -> Option<Fault> {
        let content = match page.raw().get::<Stream<'_>>(b"Contents") {
            Some(stream) => self.stream(&stream),
            None => self.streams(page.raw().get::<Array<'_>>(b"Contents")),
        };
        let resources = page.resources();
        content
            .or_else(|| self.forms(&resources.x_objects))
            .or_else(|| self.fonts(&resources.fonts))
            .or_else(|| self.widths(&resources.fonts, &resources.x_objects))
    }

    /// Content in several pieces. Every page that a program writes has content, a blank one too.
    fn streams(&mut self, pieces: Option<Array<'_>>) -> Option<Fault> {
        let Some(pieces) = pieces else { return Some(Fault::Broken) };
        let declared = pieces.raw_iter().count();
        let found: Vec<Stream<'_>> = pieces.iter::<Stream<'_>>().take(MOST).collect();
        if found.len() < declared.min(MOST) {
            return Some(Fault::Broken);
        }
        found.iter().find_map(|stream| self.stream(stream))
    }

    fn forms(&mut self, forms: &Dict<'_>) -> Option<Fault> {
        forms.keys().take(MOST).find_map(|key| {
            let form = forms.get::<Stream<'_>>(&*key)?;
            let is_form = form.dict().get::<Name<'_>>(b"Subtype").is_some_and(|kind| &*kind == b"Form");
            if is_form { self.stream(&form) } else { None }
        })
    }

    fn fonts(&mut self, fonts: &Dict<'_>) -> Option<Fault> {
        fonts.keys().take(MOST).find_map(|key| {
            let map = fonts.get::<Dict<'_>>(&*key)?.get::<Stream<'_>>(b"ToUnicode")?;
            self.stream(&map)
        })
    }

    /// Whether fonts, those of forms within forms among them, claim widths for more characters than there are, or there are more
    /// fonts than a page has: the library makes room for all of them.
    fn widths(&mut self, fonts: &Dict<'_>, forms: &Dict<'_>) -> Option<Fault> {
        let mut seen = std::collections::BTreeSet::new();
        let mut open = vec![(fonts.clone(), forms.clone())];
        while let Some((fonts, forms)) = open.pop() {
            if fonts.keys().nth(MOST).is_some() {
                return Some(Fault::TooLarge);
            }
            let every = fonts.keys().filter_map(|key| fonts.get::<Dict<'_>>(&*key)).collect::<Vec<_>>();
            if every.iter().any(claims_too_much) {
                return Some(Fault::TooLarge);
            }
            for key in forms.keys().take(MOST) {
                let Some(form) = forms.get::<Stream<'_>>(&*key) else { continue };
                let id = form.obj_id();
                if seen.insert((id.obj_number, id.gen_number)) && seen.len() <= MOST {
                    let resources = form.dict().get::<Dict<'_>>(b"Resources").unwrap_or_else(Dict::empty);
                    let part = |name: &[u8]| resources.get::<Dict<'_>>(name).unwrap_or_else(Dict::empty);
                    open.push((part(b"Font"), part(b"XObject")));
                }
            }
            if seen.len() > MOST {
                return Some(Fault::TooLarge);
            }
        }
        None
    }

    fn stream(&mut self, stream: &Stream<'_>) -> Option<Fault> {
        let id = stream.obj_id();
        let key = (id.obj_number, id.gen_number);
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let found = check(stream);
        self.known.insert(key, found);
        found
    }
}

/// Whether a font lists widths for ranges of more characters than a font has.
fn claims_too_much(font: &Dict<'_>) -> bool {
    let below = font.get::<Array<'_>>(b"DescendantFonts");
    let below = below.iter().flat_map(|fonts| fonts.iter::<Dict<'_>>().take(MOST)).collect::<Vec<_>>();
    below.iter().chain([font]).any(|font| {
        [&b"W"[..], b"W2"]
            .iter()
            .any(|name| font.get::<Array<'_>>(*name).is_some_and(|widths| is_wide(&widths)))
    })
}

/// Whether a list of widths has a range of more characters than a font has.
fn is_wide(widths: &Array<'_>) -> bool {
    let mut before: Option<i64> = None;
    let mut total = 0_i64;
    for one in widths.iter::<Object<'_>>() {
        let own = if let Object::Number(number) = one { Some(number.as_i64()) } else { None };
        // Two numbers in turn may be the ends of a range; widths are smaller than codes, so that a false pair is short.
        if let (Some(first), Some(last)) = (before, own) {
            total = total.saturating_add(last.saturating_sub(first).max(0));
            if last.saturating_sub(first) > MOST_CODES {
                return true;
            }
        }
        before = own;
    }
    total > 16 * MOST_CODES
}

fn check(stream: &Stream<'_>) -> Option<Fault> {
    let filters = stream.filters();
    match filters.as_slice() {
        // A filter that nobody knows, or packed data that nobody calls packed.
        [] => {
            let data = stream.raw_data();
            let packed = matches!(data.first_chunk::<2>(), Some([0x78, 0x01 | 0x5E | 0x9C | 0xDA]));
            (packed || stream.dict().contains_key(b"Filter")).then_some(Fault::Broken)
        }
        [Filter::FlateDecode] => unpack(&stream.raw_data()),
        // Layers of packing are how small files grow without bounds.
        several if several.len() > 3 => Some(Fault::TooLarge),
        several if several.iter().all(|filter| matches!(filter, Filter::FlateDecode)) => {
            layers(&stream.raw_data(), several.len())
        }
        // What these grow to is known only when they are unpacked.
        _ if stream.raw_data().len() > MOST_PACKED => Some(Fault::TooLarge),
        _ => match stream.decoded_data() {
            Ok(data) if data.len() as u64 > MOST_BYTES => Some(Fault::TooLarge),
            Ok(_) => None,
            Err(_) => Some(Fault::Broken),
        },
    }
}

/// Unpacks several layers, each within the limit.
fn layers(data: &[u8], count: usize) -> Option<Fault> {
    let mut data = data.to_vec();
    for _ in 1..count {
        let mut inner = Vec::new();
        let unpacked = ZlibDecoder::new(data.as_slice()).take(MOST_BYTES + 1).read_to_end(&mut inner);
        if inner.len() as u64 > MOST_BYTES {
            return Some(Fault::TooLarge);
        }
        if unpacked.is_err() {
            return Some(Fault::Broken);
        }
        data = inner;
    }
    unpack(&data)
}

/// Unpacks strictly: the data must end where it says, and its checksum must fit if there is one.
fn unpack(data: &[u8]) -> Option<Fault> {
    match drain(ZlibDecoder::new(data)) {
        Ok(size) if size > MOST_BYTES => Some(Fault::TooLarge),
        Ok(_) => None,
        Err(_) => {
            // Some writers leave the checksum out.
            let mut inner = DeflateDecoder::new(data.get(2..).unwrap_or_default());
            let unpacked = drain(&mut inner);
            let rest = (data.len() as u64).saturating_sub(2).saturating_sub(inner.total_in());
            match unpacked {
                Ok(size) if size > MOST_BYTES => Some(Fault::TooLarge),
                Ok(_) if rest < 4 => None,
                _ => Some(Fault::Broken),
            }
        }
    }
}

fn drain(reader: impl Read) -> std::io::Result<u64> {
    std::io::copy(&mut reader.take(MOST_BYTES + 1), &mut std::io::sink())
}
