//! A picture as PNG: drawn with a face of our own, so that it is the same on every machine and needs none of its fonts.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, TextRendering, Tree, fontdb};
use skrifa::{FontRef, MetadataProvider};

use super::card::FACE;

/// What is drawn for a character that the face has not: the mark that printers set for type they lack.
pub const MARK: char = '〓';

/// The face: `face/README.md` says what it holds and how it is made.
static BYTES: &[u8] = include_bytes!("face/NotoSansSC-subset.otf");

static FACES: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut faces = fontdb::Database::new();
    faces.load_font_data(BYTES.to_vec());
    faces.set_serif_family(FACE);
    faces.set_sans_serif_family(FACE);
    Arc::new(faces)
});

/// Signs that the face has in another form only.
const SAME: &[(char, char)] = &[('⩽', '≤'), ('⩾', '≥')];

/// The same markup with [`MARK`] for every character that cannot be drawn, and those characters. What takes no room of its own
/// is left out.
pub fn covered(markup: &str) -> (String, BTreeSet<char>) {
    let (mut out, mut lacking) = (String::with_capacity(markup.len()), BTreeSet::new());
    let Ok(face) = FontRef::new(BYTES) else { return (markup.to_owned(), lacking) };
    let known = face.charmap();
    for c in markup.chars() {
        let c = SAME.iter().find(|(other, _)| *other == c).map_or(c, |(_, same)| *same);
        if c.is_ascii() || known.map(c).is_some() {
            out.push(c);
        } else if unicode_width::UnicodeWidthChar::width(c).unwrap_or(0) > 0 {
            out.push(MARK);
            lacking.insert(c);
        }
    }
    (out, lacking)
}

/// A picture as PNG, as large as it says it is. Nothing where it is no picture.
pub fn png(markup: &str) -> Option<Vec<u8>> {
    let options = Options {
        font_family: FACE.to_owned(),
        fontdb: FACES.clone(),
        text_rendering: TextRendering::GeometricPrecision,
        // Our pictures hold no others, and nothing is fetched for them.
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_str(markup, &options).ok()?;
    let size = tree.size().to_int_size();
    let mut pixels = Pixmap::new(size.width(), size.height())?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().ok()
}
