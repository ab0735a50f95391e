//! The text of a file of rich text as markup: control words, code pages, and what is hidden.

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS, UTF_8, WINDOWS_1252};

use super::rows::Rows;
use super::tables::{Charsets, Colours};

/// A file of rich text as a page.
pub(super) struct Page {
    pub(super) html: String,
    /// Whether the file ends within a group.
    pub(super) is_cut: bool,
    pub(super) pictures: usize,
    pub(super) objects: usize,
}

/// How many groups deep the state is kept apart. Real files have some tens.
const DEEPEST: usize = 4_096;

/// What a group does with the text within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Into {
    /// It is the document's.
    Text,
    /// It is none: a picture, a style, what a field was made from.
    Nothing,
    /// A shape: of it only the text within counts.
    Shape,
    Fonts,
    Colours,
}

/// What holds to the end of a group.
#[derive(Debug, Clone, Copy)]
struct State {
    into: Into,
    font: i32,
    colour: i32,
    hidden: bool,
    struck: bool,
    /// How many characters stand behind `\u` for readers without Unicode.
    fallback: usize,
}

struct Writer<'b> {
    bytes: &'b [u8],
    at: usize,
    state: State,
    outer: Vec<State>,
    /// Groups deeper than are kept apart.
    beyond: usize,
    /// Bytes of a code page that make up characters together.
    pending: Vec<u8>,
    /// Half of a character of two parts.
    half: Option<u16>,
    /// How many characters are left out behind `\u`.
    skip: usize,
    default: &'static Encoding,
    charsets: Charsets,
    colours: Colours,
    rows: Rows,
    /// Whether the next control word stands behind `\*`: groups of words that are not known are left out.
    optional: bool,
    pictures: usize,
    objects: usize,
}

/// Writes a file of rich text as a page.
pub(super) fn write(bytes: &[u8]) -> Page {
    let state = State { into: Into::Text, font: -1, colour: 0, hidden: false, struck: false, fallback: 1 };
    let mut writer = Writer {
        bytes,
        at: 0,
        state,
        outer: Vec::new(),
        beyond: 0,
        pending: Vec::new(),
        half: None,
        skip: 0,
        default: WINDOWS_1252,
        charsets: Charsets::default(),
        colours: Colours::default(),
        rows: Rows::default(),
        optional: false,
        pictures: 0,
        objects: 0,
    };
    let is_cut = writer.run();
    writer.settle();
    let body = writer.rows.finish();
    Page {
        html: format!("<html><meta charset=\"utf-8\"><body>{body}</body></html>"),
        is_cut,
        pictures: writer.pictures,
        objects: writer.objects,
    }
}

/// The code page of a number.
fn code_page(number: i32) -> &'static Encoding {
    match number {
        936 => GBK,
        54936 => GB18030,
        950 => BIG5,
        932 => SHIFT_JIS,
        949 => EUC_KR,
        65001 => UTF_8,
        _ => WINDOWS_1252,
    }
}

/// The code page of a font's set of characters; `None` for those of the file.
fn code_page_of(charset: i32) -> Option<&'static Encoding> {
    match charset {
        134 => Some(GBK),
        136 => Some(BIG5),
        128 => Some(SHIFT_JIS),
        129 => Some(EUC_KR),
        _ => None,
    }
}

impl Writer<'_> {
    /// Goes through the file; says whether it ended within a group.
    fn run(&mut self) -> bool {
        while let Some(byte) = self.bytes.get(self.at).copied() {
            self.at += 1;
            match byte {
                b'{' => self.open(),
                b'}' if self.outer.is_empty() && self.beyond == 0 => self.settle(),
                b'}' => self.close(),
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => {}
                byte if self.skip > 0 => {
                    let _ = byte;
                    self.skip -= 1;
                }
                byte => self.byte(byte),
            }
        }
        !self.outer.is_empty() || self.beyond > 0
    }

    fn open(&mut self) {
        self.settle();
        self.skip = 0;
        if self.outer.len() < DEEPEST {
            self.outer.push(self.state);
        } else {
            self.beyond += 1;
        }
    }

    fn close(&mut self) {
        self.settle();
        self.skip = 0;
        self.optional = false;
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if let Some(outer) = self.outer.pop() {
            self.state = outer;
        }
    }

    /// A character as it is written, in the code page of its font.
    fn byte(&mut self, byte: u8) {
        match self.state.into {
            Into::Text => {}
            Into::Fonts | Into::Colours if byte == b';' => {
                self.charsets.close();
                self.colours.close(self.state.into == Into::Colours);
                return;
            }
            _ => return,
        }
        let follows = self.opens_a_character();
        if byte < 0x80 && !follows {
            self.settle();
            self.letter(char::from(byte));
        } else {
            self.pending.push(byte);
        }
    }

    /// Whether the bytes at hand end with the first of a character of two.
    fn opens_a_character(&self) -> bool {
        let encoding = self.encoding();
        if self.pending.is_empty() || encoding.is_single_byte() || encoding == UTF_8 {
            return false;
        }
        let mut open = false;
        for byte in &self.pending {
            open = !open && *byte >= 0x81;
        }
        open
    }

    fn encoding(&self) -> &'static Encoding {
        self.charsets.of(self.state.font).and_then(code_page_of).unwrap_or(self.default)
    }

    /// Decodes the bytes at hand.
    fn settle(&mut self) {
        self.half = None;
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let (text, _) = self.encoding().decode_without_bom_handling(&bytes);
        for c in text.chars() {
            self.letter(c);
        }
    }

    fn letter(&mut self, c: char) {
        if self.state.into == Into::Text && !self.state.hidden && !self.state.struck {
            self.rows.letter(c, self.colours.of(self.state.colour));
        }
    }

    /// A control word or sign.
    fn control(&mut self) {
        let Some(first) = self.bytes.get(self.at).copied() else { return };
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            self.sign(first);
            return;
        }
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_alphabetic) {
            self.at += 1;
        }
        let word = &self.bytes[start..self.at];
        let number_at = self.at;
        if self.bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        let number =
            std::str::from_utf8(&self.bytes[number_at..self.at]).ok().filter(|text| !text.is_empty());
        let number = number.map(|text| text.parse::<i32>().unwrap_or(0));
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        let word = String::from_utf8_lossy(word).into_owned();
        self.word(&word, number);
    }

    fn sign(&mut self, sign: u8) {
        match sign {
            b'\'' => {
                let digits =
                    self.bytes.get(self.at..self.at + 2).and_then(|two| std::str::from_utf8(two).ok());
                let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) else {
                    return;
                };
                self.at += 2;
                if self.skip > 0 {
                    self.skip -= 1;
                } else {
                    self.byte(byte);
                }
            }
            b'*' => self.optional = true,
            _ if self.skip > 0 => self.skip -= 1,
            b'~' => self.written(' '),
            b'_' => self.written('-'),
            b'\\' | b'{' | b'}' => self.byte(sign),
            b'\r' | b'\n' => self.word("par", None),
            _ => {}
        }
    }

    fn written(&mut self, c: char) {
        self.settle();
        self.letter(c);
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let optional = std::mem::take(&mut self.optional);
        if word != "u" {
            self.settle();
        }
        if word == "bin" {
            let length = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            self.at = self.at.saturating_add(length).min(self.bytes.len());
            return;
        }
        if let Some(into) = self.destination(word, optional) {
            self.state.into = into;
            return;
        }
        let on = number != Some(0);
        match word {
            "ansicpg" => self.default = code_page(number.unwrap_or(0)),
            "f" if self.state.into == Into::Fonts => self.charsets.open(number.unwrap_or(0)),
            "fcharset" if self.state.into == Into::Fonts => self.charsets.says(number.unwrap_or(0)),
            "red" | "green" | "blue" if self.state.into == Into::Colours => self.colours.says(word, number),
            "f" => self.state.font = number.unwrap_or(-1),
            "cf" => self.state.colour = number.unwrap_or(0),
            "v" | "deleted" => self.state.hidden = on,
            "strike" | "striked" => self.state.struck = on,
            "plain" => {
                (self.state.hidden, self.state.struck, self.state.colour) = (false, false, 0);
            }
            "uc" => self.state.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(16),
            "u" => self.unicode(number.unwrap_or(0)),
            _ if self.state.into != Into::Text => {}
            "emdash" => self.letter('—'),
            "endash" => self.letter('–'),
            "lquote" => self.letter('‘'),
            "rquote" => self.letter('’'),
            "ldblquote" => self.letter('“'),
            "rdblquote" => self.letter('”'),
            "bullet" => self.letter('•'),
            "tab" | "emspace" | "enspace" | "qmspace" | "nestcell" => self.letter(' '),
            "line" | "softline" | "nestrow" => self.rows.line(),
            _ => self.rows.word(word, number),
        }
    }

    /// What the text of a group that begins with a word is; `None` where it is the text around it.
    fn destination(&mut self, word: &str, optional: bool) -> Option<Into> {
        match word {
            "fonttbl" => Some(Into::Fonts),
            "colortbl" => Some(Into::Colours),
            "shpinst" => Some(Into::Shape),
            "shptxt" if self.state.into == Into::Shape => {
                self.rows.line();
                Some(Into::Text)
            }
            "pict" => {
                self.pictures += usize::from(self.state.into != Into::Nothing);
                Some(Into::Nothing)
            }
            "objdata" => {
                self.objects += 1;
                Some(Into::Nothing)
            }
            "stylesheet" | "info" | "fldinst" | "header" | "headerl" | "headerr" | "headerf" | "footer"
            | "footerl" | "footerr" | "footerf" | "annotation" | "atnid" | "atnauthor" | "sn" | "sv"
            | "nonshppict" | "result" | "bkmkstart" | "bkmkend" | "listtable" | "nonesttables" | "ftnsep"
            | "ftnsepc" | "xe" | "tc" | "falt" | "panose" => Some(Into::Nothing),
            "shppict" | "nesttableprops" => None,
            _ if optional => Some(Into::Nothing),
            _ => None,
        }
    }

    /// A character by its number, with its two halves where it has them.
    fn unicode(&mut self, number: i32) {
        let unit = u16::try_from(number & 0xFFFF).unwrap_or(0);
        let half = self.half.take();
        if !self.pending.is_empty() {
            self.settle();
        }
        self.skip = self.state.fallback;
        match (half, unit) {
            (_, 0xD800..0xDC00) => self.half = Some(unit),
            (Some(high), 0xDC00..0xE000) => {
                let both = char::decode_utf16([high, unit]).find_map(Result::ok);
                self.letter(both.unwrap_or('\u{FFFD}'));
            }
            _ => self.letter(char::from_u32(u32::from(unit)).unwrap_or('\u{FFFD}')),
        }
    }
}
