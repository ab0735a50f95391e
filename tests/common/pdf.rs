//! A small writer of PDF files for tests: text in a standard font whose codes are given a meaning by ToUnicode, and ruled
//! tables. Coordinates are points from the upper left corner of an A4 page.

use std::fmt::Write;

const WIDTH: i32 = 595;
const HEIGHT: i32 = 842;

/// Codes of a font that are used: those of the printable characters, which every standard font has glyphs for.
const CODES: std::ops::Range<u8> = 0x23..0x7F;

/// A document being written.
#[derive(Debug, Default)]
pub(crate) struct Pdf {
    /// The content of each page.
    pages: Vec<String>,
    /// All characters used so far; every 92 of them are a font.
    chars: Vec<char>,
    /// How the pages lie.
    pub(crate) lie: Lie,
}

/// How the pages of a file lie.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Lie {
    /// As they are read.
    #[default]
    Upright,
    /// Drawn sideways on wide paper, the text running up the sheet.
    Sideways,
    /// Drawn sideways, and turned by the page's own entry.
    Turned,
}

impl Pdf {
    /// Begins a page.
    pub(crate) fn page(&mut self) {
        let turn = if self.lie == Lie::Upright { String::new() } else { format!("0 1 -1 0 {HEIGHT} 0 cm\n") };
        self.pages.push(turn);
    }

    /// Prints a line of text whose lower left corner stands at a place.
    pub(crate) fn text(&mut self, left: i32, base: i32, size: i32, text: &str) {
        let mut pen = left * 1000;
        for c in text.chars() {
            if c != ' ' {
                let (font, code) = self.code(c);
                let (x, y) = (pen / 1000, HEIGHT - base);
                self.put(&format!(
                    "BT /F{font} {size} Tf 1 0 0 1 {x}.{:03} {y} Tm <{code:02X}> Tj ET\n",
                    pen % 1000
                ));
            }
            pen += size * advance(c);
        }
    }

    /// Fills a rectangle with a colour; its places are left, upper, right and lower edge.
    pub(crate) fn fill(&mut self, (left, top, right, bottom): (i32, i32, i32, i32), colour: &str) {
        let (y, width, height) = (HEIGHT - bottom, right - left, bottom - top);
        self.put(&format!("{colour} rg {left} {y} {width} {height} re f 0 g\n"));
    }

    /// Prints a line of text under graphics settings of its own, such as `1 g` or `3 Tr`.
    pub(crate) fn text_as(&mut self, setting: &str, (left, base): (i32, i32), size: i32, text: &str) {
        self.put(&format!("q {setting}\n"));
        self.text(left, base, size, text);
        self.put("Q\n");
    }

    /// Draws a ruling line.
    pub(crate) fn rule(&mut self, from: (i32, i32), to: (i32, i32)) {
        let ((x0, y0), (x1, y1)) = (from, to);
        self.put(&format!("0.5 w {x0} {} m {x1} {} l S\n", HEIGHT - y0, HEIGHT - y1));
    }

    /// Prints a table with ruled cells: columns of these widths, rows of one height. Says where it ends.
    pub(crate) fn table(&mut self, (left, top): (i32, i32), widths: &[i32], rows: &[&[&str]]) -> i32 {
        let height = 20;
        let right = left + widths.iter().sum::<i32>();
        let bottom = top + height * i32::try_from(rows.len()).expect("few rows");
        for (row, y) in rows.iter().zip((top..).step_by(20)) {
            self.rule((left, y), (right, y));
            let mut x = left;
            for (text, width) in row.iter().zip(widths) {
                self.text(x + 3, y + 14, 9, text);
                x += width;
            }
        }
        self.rule((left, bottom), (right, bottom));
        let mut x = left;
        self.rule((x, top), (x, bottom));
        for width in widths {
            x += width;
            self.rule((x, top), (x, bottom));
        }
        bottom
    }

    /// The file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let per_font = CODES.len();
        let fonts = self.chars.chunks(per_font).count();
        // Object 1 is the catalog, 2 the tree of pages; then fonts with their maps, then pages with their contents.
        let first_page = 3 + 2 * fonts;
        let kids: String = (0..self.pages.len()).map(|at| format!("{} 0 R ", first_page + 2 * at)).collect();
        let names: String = (0..fonts).map(|at| format!("/F{at} {} 0 R ", 3 + 2 * at)).collect();
        let mut objects = vec![
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            format!("<</Type/Pages/Count {}/Kids[{kids}]>>", self.pages.len()),
        ];
        for (at, chars) in self.chars.chunks(per_font).enumerate() {
            let widths: String = chars.iter().map(|c| format!("{} ", advance(*c))).collect();
            objects.push(format!(
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar {}/LastChar {}/Widths[{widths}]/ToUnicode {} 0 R>>",
                CODES.start,
                usize::from(CODES.start) + chars.len() - 1,
                4 + 2 * at
            ));
            objects.push(stream(&map(chars)));
        }
        let page = match self.lie {
            Lie::Upright => format!("/MediaBox[0 0 {WIDTH} {HEIGHT}]"),
            Lie::Sideways => format!("/MediaBox[0 0 {HEIGHT} {WIDTH}]"),
            Lie::Turned => format!("/MediaBox[0 0 {HEIGHT} {WIDTH}]/Rotate 90"),
        };
        for (at, content) in self.pages.iter().enumerate() {
            objects.push(format!(
                "<</Type/Page/Parent 2 0 R{page}/Resources<</Font<<{names}>>>>/Contents {} 0 R>>",
                first_page + 2 * at + 1
            ));
            objects.push(stream(content));
        }
        file(&objects)
    }

    /// Draws with these operations.
    pub(crate) fn put(&mut self, operations: &str) {
        self.pages.last_mut().expect("a page was begun").push_str(operations);
    }

    /// The font and code of a character.
    fn code(&mut self, c: char) -> (usize, u8) {
        let at = self.chars.iter().position(|own| *own == c).unwrap_or_else(|| {
            self.chars.push(c);
            self.chars.len() - 1
        });
        let code = CODES.start + u8::try_from(at % CODES.len()).expect("a code");
        (at / CODES.len(), code)
    }
}

/// How wide a character is, in thousandths of its size.
fn advance(c: char) -> i32 {
    if c.is_ascii() { 500 } else { 1000 }
}

/// What the codes of a font mean.
fn map(chars: &[char]) -> String {
    let mut out = String::from(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n\
         1 begincodespacerange <00> <FF> endcodespacerange\n",
    );
    let _ = writeln!(out, "{} beginbfchar", chars.len());
    for (c, code) in chars.iter().zip(CODES) {
        let _ = writeln!(out, "<{code:02X}> <{:04X}>", u32::from(*c));
    }
    out.push_str("endbfchar endcmap end end\n");
    out
}

/// A stream object.
pub(crate) fn stream(content: &str) -> String {
    format!("<</Length {}>>\nstream\n{content}\nendstream", content.len() + 1)
}

/// A file of these objects, the first of them the catalog.
pub(crate) fn file(objects: &[String]) -> Vec<u8> {
    let mut out = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        places.push(out.len());
        let _ = write!(out, "{number} 0 obj\n{object}\nendobj\n");
    }
    let start = out.len();
    let _ = write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(out, "{place:010} 00000 n ");
    }
    let _ = write!(out, "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    out.into_bytes()
}
