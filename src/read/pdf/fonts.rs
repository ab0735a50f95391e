//! What characters mean whose font does not say it: composite fonts with a predefined character map and no
//! ToUnicode. The map leads from the printed code to a glyph of a known collection, the collection to Unicode.

use std::collections::BTreeMap;

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use hayro_syntax::object::{Array, Dict, Name, Stream, String as PdfString};
use hayro_syntax::page::Page;

/// The most fonts of a page that are looked at.
const MOST_FONTS: usize = 512;

/// How deep forms within forms are searched for fonts.
const DEPTH: usize = 3;

/// The fonts of a page that need help.
pub(super) struct Fonts<'a> {
    fonts: Dict<'a>,
    forms: Dict<'a>,
    /// Read when the first such character is met. Fonts of one name that differ in their map give nothing.
    ways: Option<BTreeMap<String, Option<Way>>>,
}

/// From codes to Unicode.
struct Way {
    /// The name of the predefined map, and the collection that it leads to.
    key: (Vec<u8>, CidFamily),
    /// From codes to glyphs of the collection.
    codes: CMap,
    /// From glyphs of the collection to Unicode.
    unicode: CMap,
}

impl<'a> Fonts<'a> {
    /// The fonts of a page.
    pub(super) fn of(page: &Page<'a>) -> Self {
        let resources = page.resources();
        Self { fonts: resources.fonts.clone(), forms: resources.x_objects.clone(), ways: None }
    }

    /// What a character means that its font does not name; `None` where that is not certain.
    pub(super) fn unicode(&mut self, glyph: &Glyph<'_>) -> Option<BfString> {
        let Glyph::Outline(outline) = glyph else { return None };
        let name = outline.font_data()?.postscript_name?;
        if self.ways.is_none() {
            let mut ways = BTreeMap::new();
            collect(&self.fonts, &self.forms, DEPTH, &mut ways);
            self.ways = Some(ways);
        }
        let way = self.ways.as_ref()?.get(&name)?.as_ref()?;
        let code = outline.char_code();
        let bytes = match code {
            0..=0xFF => 1,
            0x100..=0xFFFF => 2,
            _ => 4,
        };
        let cid = way.codes.lookup_cid_code(code, bytes).or_else(|| way.codes.lookup_cid_code(code, 2))?;
        way.unicode.lookup_bf_string(cid)
    }
}

fn collect(fonts: &Dict<'_>, forms: &Dict<'_>, depth: usize, ways: &mut BTreeMap<String, Option<Way>>) {
    for key in fonts.keys().take(MOST_FONTS) {
        let Some(font) = fonts.get::<Dict<'_>>(&*key) else { continue };
        let Some(base) = font.get::<Name<'_>>(b"BaseFont") else { continue };
        if ways.len() >= MOST_FONTS {
            return;
        }
        let name = plain_name(base.as_str());
        let way = if font.contains_key(b"ToUnicode") { None } else { way(&font) };
        let same = match (ways.get(&name), &way) {
            (Some(Some(known)), Some(found)) => known.key == found.key,
            (Some(_), _) => false,
            (None, _) => true,
        };
        ways.insert(name, way.filter(|_| same));
    }
    if depth == 0 {
        return;
    }
    for key in forms.keys().take(MOST_FONTS) {
        let resources =
            forms.get::<Stream<'_>>(&*key).and_then(|form| form.dict().get::<Dict<'_>>(b"Resources"));
        if let Some(resources) = resources {
            let part = |name: &[u8]| resources.get::<Dict<'_>>(name).unwrap_or_else(Dict::empty);
            collect(&part(b"Font"), &part(b"XObject"), depth - 1, ways);
        }
    }
}

/// The name without the tag of a subset, `ABCDEF+`.
fn plain_name(name: &str) -> String {
    match name.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()) => rest.to_owned(),
        _ => name.to_owned(),
    }
}

fn way(font: &Dict<'_>) -> Option<Way> {
    let encoding = font.get::<Name<'_>>(b"Encoding")?;
    let descendant = font.get::<Array<'_>>(b"DescendantFonts")?.iter::<Dict<'_>>().next()?;
    let info = descendant.get::<Dict<'_>>(b"CIDSystemInfo")?;
    let text = |key: &[u8]| info.get::<PdfString<'_>>(key).map(|text| text.as_bytes().to_vec());
    let declared = CidFamily::from_registry_ordering(&text(b"Registry")?, &text(b"Ordering")?);
    let resolve = |name: CMapName<'_>| load_embedded(name);
    let codes = match CMapName::from_bytes(&encoding) {
        CMapName::IdentityH => CMap::identity_h(),
        CMapName::IdentityV => CMap::identity_v(),
        name => CMap::parse(load_embedded(name)?, resolve)?,
    };
    let unicode = CMap::parse(load_embedded(declared.ucs2_cmap()?)?, resolve)?;
    Some(Way { key: (encoding.to_vec(), declared), codes, unicode })
}
