//! What characters mean whose font does not say it, without ToUnicode. Composite fonts with a predefined character map:
//! the map leads from the printed code to a glyph of a known collection, the collection to Unicode. Otherwise an embedded
//! font may hold the table by which programs find its glyphs: read backwards, it names them. What neither names stays
//! unnamed.

use std::collections::BTreeMap;
use std::rc::Rc;

use hayro_interpret::font::{Glyph, OutlineFontData};
use hayro_interpret::hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};
use hayro_syntax::page::Page;
use skrifa::{FontRef, MetadataProvider};

/// The most fonts of a page that are looked at.
const MOST_FONTS: usize = 512;

/// The most entries of a font's table that are looked at.
const MOST_GLYPHS: usize = 200_000;

/// How many characters away a named neighbour is looked for.
const NEIGHBOURS: u32 = 12;

/// How deep forms within forms are searched for fonts.
const DEPTH: usize = 3;

/// The fonts of a page that need help.
pub(super) struct Fonts<'a> {
    fonts: Dict<'a>,
    forms: Dict<'a>,
    /// Read when the first such character is met. Fonts of one name that differ in their map give nothing.
    ways: Option<BTreeMap<String, Option<Way>>>,
    /// What fonts say of their characters, by font. Fonts of one name say nothing.
    said: Option<BTreeMap<String, Option<CMap>>>,
    /// What the glyphs of embedded fonts are called, by font.
    tables: BTreeMap<u128, BTreeMap<u32, char>>,
    /// Whether fonts of drawn shapes call their characters by their codes.
    coded: Option<bool>,
    /// How many characters were named by their codes alone.
    pub(super) by_code: usize,
}

/// From codes to Unicode.
#[derive(Clone)]
struct Way {
    /// The name of the predefined map, and the collection that it leads to.
    key: (Vec<u8>, CidFamily),
    /// From codes to glyphs of the collection.
    codes: Rc<CMap>,
    /// From glyphs of the collection to Unicode.
    unicode: Rc<CMap>,
}

impl<'a> Fonts<'a> {
    /// The fonts of a page.
    pub(super) fn of(page: &Page<'a>) -> Self {
        let resources = page.resources();
        Self {
            fonts: resources.fonts.clone(),
            forms: resources.x_objects.clone(),
            ways: None,
            said: None,
            tables: BTreeMap::new(),
            coded: None,
            by_code: 0,
        }
    }

    /// What a character means; `None` where that is not certain. A font that names its characters by codes of its own says
    /// nothing.
    pub(super) fn unicode(&mut self, glyph: &Glyph<'_>) -> Option<BfString> {
        let named = glyph.as_unicode();
        if named.as_ref().is_some_and(|named| !is_own_code(named)) {
            return named;
        }
        let outline = match glyph {
            Glyph::Outline(outline) => outline,
            Glyph::Type3(shape) => return named.or_else(|| self.by_code(shape.char_code())),
        };
        let Some(font) = outline.font_data() else { return named };
        let found = self.by_map(&font, outline.char_code()).or_else(|| {
            let names = self.tables.entry(font.cache_key).or_insert_with(|| backwards((*font.data).as_ref()));
            names.get(&outline.glyph_id().to_u32()).map(|c| BfString::Char(*c))
        });
        found.or_else(|| self.by_neighbours(&font, outline.char_code())).or(named)
    }

    /// By the characters before and behind it, where the font counts its characters on: between `/` and `:` stand ten digits,
    /// whatever own codes the font gives them.
    fn by_neighbours(&mut self, font: &OutlineFontData, code: u32) -> Option<BfString> {
        let name = font.postscript_name.as_ref()?;
        let fonts = &self.fonts;
        let said = self.said.get_or_insert_with(|| {
            let mut said: BTreeMap<String, Option<CMap>> = BTreeMap::new();
            for key in fonts.keys().take(MOST_FONTS) {
                let Some(font) = fonts.get::<Dict<'_>>(&*key) else { continue };
                let Some(base) = font.get::<Name<'_>>(b"BaseFont") else { continue };
                let map = font.get::<Stream<'_>>(b"ToUnicode").and_then(|map| map.decoded_data().ok());
                let map = map.and_then(|map| CMap::parse(&map, |_| None));
                let name = plain_name(base.as_str());
                let known = said.contains_key(&name);
                said.insert(name, map.filter(|_| !known));
            }
            said
        });
        let map = said.get(name)?.as_ref()?;
        between(|code| map.lookup_bf_string(code), code).map(BfString::Char)
    }

    /// By its code, where all fonts of drawn shapes on the page that say nothing else call each character by its code
    /// (`g48` at 48), and the code is one of printed ASCII.
    fn by_code(&mut self, code: u32) -> Option<BfString> {
        let coded = *self.coded.get_or_insert_with(|| {
            let fonts: Vec<Dict<'_>> = self
                .fonts
                .keys()
                .take(MOST_FONTS)
                .filter_map(|key| self.fonts.get::<Dict<'_>>(&*key))
                .collect();
            let silent = fonts.iter().filter(|font| is_drawn(font) && !font.contains_key(b"ToUnicode"));
            silent.clone().next().is_some() && silent.clone().all(calls_by_code)
        });
        let named = char::from_u32(code).filter(|c| coded && c.is_ascii_graphic());
        self.by_code += usize::from(named.is_some());
        named.map(BfString::Char)
    }

    /// By the predefined map of the font.
    fn by_map(&mut self, font: &OutlineFontData, code: u32) -> Option<BfString> {
        let name = font.postscript_name.as_ref()?;
        if self.ways.is_none() {
            let mut ways = BTreeMap::new();
            collect(&self.fonts, &self.forms, DEPTH, &mut ways);
            self.ways = Some(ways);
        }
        let way = self.ways.as_ref()?.get(name)?.as_ref()?;
        let bytes = match code {
            0..=0xFF => 1,
            0x100..=0xFFFF => 2,
            _ => 4,
        };
        let cid = way.codes.lookup_cid_code(code, bytes).or_else(|| way.codes.lookup_cid_code(code, 2))?;
        way.unicode.lookup_bf_string(cid)
    }
}

/// The characters of a font's glyphs. Of several characters with one glyph the commonest kind counts: a Chinese character
/// before the radical that looks like it. Glyphs that letters or digits share with something else stay unnamed.
fn backwards(data: &[u8]) -> BTreeMap<u32, char> {
    let mut found: BTreeMap<u32, Vec<char>> = BTreeMap::new();
    if let Ok(font) = FontRef::new(data) {
        for (code, glyph) in font.charmap().mappings().take(MOST_GLYPHS) {
            if let Some(c) = char::from_u32(code).filter(|c| !is_private(*c)) {
                found.entry(glyph.to_u32()).or_default().push(c);
            }
        }
    }
    found.into_iter().filter_map(|(glyph, all)| Some((glyph, commonest(&all)?))).collect()
}

fn is_drawn(font: &Dict<'_>) -> bool {
    font.get::<Name<'_>>(b"Subtype").is_some_and(|kind| &*kind == b"Type3")
}

/// Whether the encoding of a font calls every character by a letter and its code.
fn calls_by_code(font: &Dict<'_>) -> bool {
    let differences =
        font.get::<Dict<'_>>(b"Encoding").and_then(|encoding| encoding.get::<Array<'_>>(b"Differences"));
    let Some(differences) = differences else { return false };
    let (mut code, mut count) = (0_u32, 0);
    for one in differences.iter::<Object<'_>>().take(1024) {
        if let Some(name) = one.clone().into_name() {
            let digits = name.as_str().trim_start_matches(|c: char| c.is_ascii_alphabetic());
            if digits.parse() != Ok(code) {
                return false;
            }
            code += 1;
            count += 1;
        } else if let Object::Number(number) = one {
            code = u32::try_from(number.as_i64()).unwrap_or(u32::MAX - 1024);
        }
    }
    count > 0
}

/// The character at a code of which a font gives one of its own, by the nearest named ones before and behind it: both must
/// count on to the same character, and the own codes count on with them.
fn between(named: impl Fn(u32) -> Option<BfString>, code: u32) -> Option<char> {
    let character = |at: u32| match named(at) {
        Some(BfString::Char(c)) => Some(u32::from(c)),
        _ => None,
    };
    let own = character(code)?;
    let anchor = |steps: &mut dyn Iterator<Item = Option<u32>>| {
        for at in steps.flatten() {
            let found = character(at)?;
            if !char::from_u32(found).is_some_and(is_private) {
                return Some(i64::from(found) - i64::from(at));
            }
            if i64::from(found) - i64::from(own) != i64::from(at) - i64::from(code) {
                return None;
            }
        }
        None
    };
    let before = anchor(&mut (1..=NEIGHBOURS).map(|step| code.checked_sub(step)))?;
    let behind = anchor(&mut (1..=NEIGHBOURS).map(|step| code.checked_add(step)))?;
    let found = u32::try_from(i64::from(code) + before).ok().filter(|_| before == behind)?;
    char::from_u32(found).filter(char::is_ascii_graphic)
}

/// Whether a font names a character by a code that only its maker knows.
fn is_own_code(named: &BfString) -> bool {
    match named {
        BfString::Char(c) => is_private(*c),
        BfString::String(text) => text.chars().any(is_private),
    }
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

fn commonest(all: &[char]) -> Option<char> {
    let chinese: Vec<char> = all.iter().copied().filter(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')).collect();
    match (all, chinese.as_slice()) {
        ([only], _) | (_, [only]) => Some(*only),
        // Spaces, hyphens and the like have several codes; none of them changes a figure.
        _ if all.iter().any(|c| c.is_alphanumeric()) => None,
        _ => all.iter().copied().min(),
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
        let way = if font.contains_key(b"ToUnicode") { None } else { way(&font, ways) };
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

/// The way of a font; fonts with the same maps share them.
fn way(font: &Dict<'_>, known: &BTreeMap<String, Option<Way>>) -> Option<Way> {
    let encoding = font.get::<Name<'_>>(b"Encoding")?;
    let descendant = font.get::<Array<'_>>(b"DescendantFonts")?.iter::<Dict<'_>>().next()?;
    let info = descendant.get::<Dict<'_>>(b"CIDSystemInfo")?;
    let text = |key: &[u8]| info.get::<PdfString<'_>>(key).map(|text| text.as_bytes().to_vec());
    let declared = CidFamily::from_registry_ordering(&text(b"Registry")?, &text(b"Ordering")?);
    let key = (encoding.to_vec(), declared);
    if let Some(same) = known.values().flatten().find(|way| way.key == key) {
        return Some(same.clone());
    }
    let resolve = |name: CMapName<'_>| load_embedded(name);
    let codes = match CMapName::from_bytes(&encoding) {
        CMapName::IdentityH => CMap::identity_h(),
        CMapName::IdentityV => CMap::identity_v(),
        name => CMap::parse(load_embedded(name)?, resolve)?,
    };
    let unicode = CMap::parse(load_embedded(key.1.ucs2_cmap()?)?, resolve)?;
    Some(Way { key, codes: Rc::new(codes), unicode: Rc::new(unicode) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_certain_is_named() {
        assert_eq!(commonest(&['\u{2F00}', '一']), Some('一'));
        assert_eq!(commonest(&['1']), Some('1'));
        assert_eq!(commonest(&['O', '0']), None);
        assert_eq!(commonest(&['-', '\u{2010}']), Some('-'));
        assert!(backwards(b"no font").is_empty());
    }

    #[test]
    fn own_codes_are_known_by_their_neighbours() {
        let font = |at: u32| {
            let code = match at {
                17..=26 => 0xE100 + at - 17,
                1..=60 => at + 31,
                _ => return None,
            };
            char::from_u32(code).map(BfString::Char)
        };
        assert_eq!(between(font, 17), Some('0'));
        assert_eq!(between(font, 26), Some('9'));
        // Own codes in another order, and a font that does not count on.
        let mixed = |at: u32| if at == 20 { char::from_u32(0xE1FF).map(BfString::Char) } else { font(at) };
        assert_eq!(between(mixed, 18), None);
        let apart = |at: u32| if at == 27 { Some(BfString::Char('甲')) } else { font(at) };
        assert_eq!(between(apart, 18), None);
    }

    #[test]
    fn subset_tags_are_no_part_of_a_name() {
        assert_eq!(plain_name("ABCDEF+SimSun"), "SimSun");
        assert_eq!(plain_name("Sim+Sun"), "Sim+Sun");
    }
}
