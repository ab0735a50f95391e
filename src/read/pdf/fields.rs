//! What readers fill into a form without drawing it: programs draw the value of a text field, or the words of a typewriter note,
//! where the file has no drawing of it.
#![allow(clippy::float_arithmetic)] // geometry

use hayro_interpret::kurbo::{Affine, Point};
use hayro_syntax::object::{Array, Dict, Name, Rect, String as PdfString};
use hayro_syntax::page::Page;

use super::page::{Glyph, Rule, Text, narrow};

/// The most notes of a page, and the most characters of one.
const MOST: usize = 2_000;
const MOST_CHARACTERS: usize = 4_000;

/// How deep a field leans on the fields above it.
const DEPTH: usize = 8;

/// Flags of a note that hide it: hidden, and not for viewing.
const HIDDEN: i64 = 0x02 | 0x20;

/// The characters of fields and notes that are not drawn, as a program would set them.
pub(super) fn glyphs(page: &Page<'_>, transform: Affine) -> Vec<Glyph> {
    let Some(notes) = page.raw().get::<Array<'_>>(b"Annots") else { return Vec::new() };
    let mut out = Vec::new();
    for (note, run) in notes.iter::<Dict<'_>>().take(MOST).zip(1_u32..) {
        let kind = note.get::<Name<'_>>(b"Subtype");
        let is = |name: &[u8]| kind.as_ref().is_some_and(|kind| &**kind == name);
        let hidden = note.get::<i64>(b"F").is_some_and(|flags| flags & HIDDEN != 0);
        let drawn = note.get::<Dict<'_>>(b"AP").is_some();
        let text = if hidden || drawn {
            None
        } else if is(b"Widget") {
            value(&note)
        } else if is(b"FreeText") {
            note.get::<PdfString<'_>>(b"Contents").map(|text| words(text.as_bytes()))
        } else {
            None
        };
        if let (Some(text), Some(place)) = (text, note.get::<Rect>(b"Rect")) {
            set(&text, place, transform, u32::MAX - run, &mut out);
        }
    }
    out
}

/// The strokes of notes that strike text out and have no drawing of it: a program draws each through the middle of its place.
pub(super) fn strokes(page: &Page<'_>, transform: Affine) -> Vec<Rule> {
    let Some(notes) = page.raw().get::<Array<'_>>(b"Annots") else { return Vec::new() };
    let mut out = Vec::new();
    for note in notes.iter::<Dict<'_>>().take(MOST) {
        let strikes = note.get::<Name<'_>>(b"Subtype").is_some_and(|kind| &*kind == b"StrikeOut");
        let hidden = note.get::<i64>(b"F").is_some_and(|flags| flags & HIDDEN != 0);
        let places = note.get::<Array<'_>>(b"QuadPoints").filter(|_| strikes && !hidden);
        if let Some(places) = places.filter(|_| note.get::<Dict<'_>>(b"AP").is_none()) {
            let numbers: Vec<f32> = places.iter::<f32>().take(8 * MOST).collect();
            out.extend(numbers.chunks_exact(8).map(|corners| stroke(corners, transform)));
        }
    }
    out.truncate(MOST);
    out
}

/// The stroke through the middle of four corners.
fn stroke(corners: &[f32], transform: Affine) -> Rule {
    let corners = corners.chunks_exact(2).map(|at| transform * Point::new(at[0].into(), at[1].into()));
    let edge = Point::new(f64::INFINITY, f64::NEG_INFINITY);
    let (across, along) = corners.fold((edge, edge), |(x, y), at| {
        (Point::new(x.x.min(at.x), x.y.max(at.x)), Point::new(y.x.min(at.y), y.y.max(at.y)))
    });
    Rule { at: narrow((along.x + along.y) / 2.0), from: narrow(across.x), to: narrow(across.y) }
}

/// The value of a text field or a choice, its own or that of the field above it.
fn value(field: &Dict<'_>) -> Option<String> {
    let mut next = Some(field.clone());
    let (mut text, mut readable) = (None, false);
    for _ in 0..DEPTH {
        let Some(field) = next else { break };
        readable |= field.get::<Name<'_>>(b"FT").is_some_and(|kind| matches!(&*kind, b"Tx" | b"Ch"));
        text = text.or_else(|| field.get::<PdfString<'_>>(b"V").map(|text| words(text.as_bytes())));
        next = field.get::<Dict<'_>>(b"Parent");
    }
    text.filter(|_| readable)
}

/// A text string: UTF-16 behind its mark, else one byte for each character.
fn words(bytes: &[u8]) -> String {
    match bytes.strip_prefix(b"\xFE\xFF") {
        Some(wide) => encoding_rs::UTF_16BE.decode_without_bom_handling(wide).0.into_owned(),
        None => match bytes.strip_prefix(b"\xEF\xBB\xBF") {
            Some(utf8) => String::from_utf8_lossy(utf8).into_owned(),
            None => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    }
}

/// Sets a line of text at the left edge of a place.
fn set(text: &str, place: Rect, transform: Affine, run: u32, out: &mut Vec<Glyph>) {
    let corner = |x: f64, y: f64| transform * Point::new(x, y);
    let (one, other) = (corner(place.x0, place.y0), corner(place.x1, place.y1));
    let height = (one.y - other.y).abs();
    let size = narrow(height * 0.7).clamp(4.0, 12.0);
    let base = narrow((one.y + other.y) / 2.0) + 0.36 * size;
    let mut x0 = narrow(one.x.min(other.x)) + 2.0;
    for c in text.chars().take(MOST_CHARACTERS).filter(|c| !c.is_control()) {
        let x1 = x0 + if c.is_ascii() { 0.5 * size } else { size };
        out.push(Glyph { text: Text::One(c), x0, x1, base, size, run, pale: None, red: false });
        x0 = x1;
    }
}
