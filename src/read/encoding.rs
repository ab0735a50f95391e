//! Encodings: bytes to text. What Chinese bodies publish is UTF-8, GBK or GB18030, UTF-16 with and without a mark,
//! seldom Big5; what a page says of itself is often wrong. The bytes are asked first, the declaration after them.
//!
//! Text that cannot be decoded is declared unreadable. A few broken characters (a cut file, a flipped byte) are
//! replaced by U+FFFD and counted, so that a figure beside them is never mistaken for what was printed.

use std::borrow::Cow;

use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::diagnostic::{Code, Diagnostic};
use crate::document::Span;
use crate::model::Severity;
use crate::source::Source;

/// One character in this many may be broken; with more the text is unreadable.
const BROKEN_SHARE: usize = 20;

/// How far a page is searched for its own declaration.
const DECLARATION_REACH: usize = 4096;

/// Text out of bytes.
#[derive(Debug)]
pub(super) struct Decoded<'b> {
    /// The text, without a byte order mark.
    pub(super) text: Cow<'b, str>,
    /// The encoding that was taken.
    encoding: &'static Encoding,
    /// Characters that could not be decoded and stand as U+FFFD, and the line of the first, counted from 1.
    broken: Option<(usize, u32)>,
}

/// Why bytes are no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// They are the bytes of something else.
    Binary,
    /// They fit no encoding in use; the line of the first byte that is no UTF-8.
    Unknown(u32),
    /// Too many characters are broken: how many, of how many, and the encoding's name.
    Broken(usize, usize, &'static str),
}

/// What a page or an XML file says of its own encoding.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARATION_REACH)]).to_ascii_lowercase();
    let xml =
        head.find("<?xml").and_then(|at| head[at..].split("?>").next()).and_then(|d| label(d, "encoding"));
    xml.or_else(|| label(&head, "charset"))
}

/// The encoding that stands behind `name=`.
fn label(text: &str, name: &str) -> Option<&'static Encoding> {
    text.match_indices(name).find_map(|(at, _)| {
        let value = text[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let value = value.trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)))?;
        Encoding::for_label(&value.as_bytes()[..end])
    })
}

/// Decodes bytes; `declared` is what they say of themselves.
pub(super) fn decode<'b>(
    bytes: &'b [u8],
    declared: Option<&'static Encoding>,
) -> Result<Decoded<'b>, Unreadable> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return finish(&bytes[mark..], encoding);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return if looks_binary(bytes) {
            // Every UTF-16 text of Latin letters alone is UTF-8 with many zeros, too.
            utf16(bytes).map_or(Err(Unreadable::Binary), |encoding| finish(bytes, encoding))
        } else {
            Ok(Decoded { text: Cow::Borrowed(text), encoding: UTF_8, broken: None })
        };
    }
    if let Some(encoding) = utf16(bytes) {
        return finish(bytes, encoding);
    }
    if looks_binary(bytes) {
        return Err(Unreadable::Binary);
    }
    finish(bytes, choose(bytes, declared).ok_or_else(|| Unreadable::Unknown(first_bad_line(bytes)))?)
}

/// The encoding of bytes that are neither marked nor whole UTF-8.
fn choose(bytes: &[u8], declared: Option<&'static Encoding>) -> Option<&'static Encoding> {
    if nearly_utf8(bytes) {
        return Some(UTF_8);
    }
    // GBK is a part of GB18030, and pages that declare the one use the other.
    let widened = |encoding| if encoding == GBK { GB18030 } else { encoding };
    if let Some(encoding) = declared.map(widened).filter(|e| [GB18030, BIG5].contains(e))
        && is_whole(bytes, encoding)
    {
        return Some(encoding);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    match widened(detector.guess(Some(b"cn"), chardetng::Utf8Detection::Deny)) {
        // One broken character makes the detector drop the right encoding: the commonest characters decide then.
        encoding if encoding == GB18030 || looks_chinese(bytes) => Some(GB18030),
        encoding if encoding == BIG5 && is_whole(bytes, BIG5) => Some(BIG5),
        _ => None,
    }
}

/// The encoding of bytes without a declaration that are Chinese for the most part; `None` where they are not.
pub(super) fn of_chinese(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.is_ascii() {
        return None;
    }
    choose(bytes, None).filter(|encoding| *encoding != UTF_8)
}

/// UTF-8 that was cut in a character or damaged in a few places.
fn nearly_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none() && error.valid_up_to() > 0) {
        return true;
    }
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken * BROKEN_SHARE <= whole
}

fn is_whole(bytes: &[u8], encoding: &'static Encoding) -> bool {
    !encoding.decode_without_bom_handling(bytes).1
}

/// Whether most pairs of high bytes are punctuation or one of the 3,755 commonest characters of GB 2312. Chance gives
/// a third of that.
fn looks_chinese(bytes: &[u8]) -> bool {
    let (mut pairs, mut common) = (0_usize, 0_usize);
    let mut at = 0;
    while at + 1 < bytes.len() {
        if bytes[at] < 0x81 {
            at += 1;
            continue;
        }
        pairs += 1;
        let known = matches!(bytes[at], 0xA1..=0xA3 | 0xB0..=0xD7) && bytes[at + 1] >= 0xA1;
        common += usize::from(known);
        at += 2;
    }
    pairs > 0 && common * 10 >= pairs * 7
}

/// UTF-16 without a mark: in Chinese text the ASCII characters (digits, spaces, line ends) have a zero byte, always
/// on the same side.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |first: usize| bytes.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (high, low) = (zeros(0), zeros(1));
    let (encoding, many, few) = if low >= high { (UTF_16LE, low, high) } else { (UTF_16BE, high, low) };
    // One ASCII character in fifty. A few characters, such as 一, have their zero on the other side.
    if many * 100 < bytes.len() || few * 3 > many || bytes.len() < 4 {
        return None;
    }
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let odd =
        text.chars().filter(|c| c.is_control() && !"\t\n\r\u{0C}".contains(*c) || *c == '\u{FFFD}').count();
    (odd * 100 <= text.chars().count()).then_some(encoding)
}

fn finish<'b>(bytes: &'b [u8], encoding: &'static Encoding) -> Result<Decoded<'b>, Unreadable> {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if looks_binary(text.as_bytes()) {
        return Err(Unreadable::Binary);
    }
    let broken = had_errors.then(|| {
        let count = text.matches('\u{FFFD}').count();
        let before = text.split('\u{FFFD}').next().unwrap_or_default();
        (count, u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX))
    });
    if let Some((count, _)) = broken {
        let printed = text.chars().filter(|c| !c.is_ascii()).count();
        if count > 1 && count * BROKEN_SHARE > printed {
            return Err(Unreadable::Broken(count, printed, encoding.name()));
        }
    }
    Ok(Decoded { text, encoding, broken })
}

/// Control characters other than tab, line feed, form feed and carriage return mean binary data.
fn looks_binary(bytes: &[u8]) -> bool {
    let odd = bytes.iter().filter(|b| **b < 0x09 || (0x0E..0x20).contains(*b)).count();
    bytes.contains(&0) || odd * 100 > bytes.len()
}

fn first_bad_line(bytes: &[u8]) -> u32 {
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let line = bytes[..valid].iter().filter(|b| **b == b'\n').count() + 1;
    u32::try_from(line).unwrap_or(u32::MAX)
}

impl Decoded<'_> {
    /// Says which encoding was taken where it is not UTF-8, and which characters are broken. `lines` says whether the
    /// lines of the text are those of the transcript.
    pub(super) fn report(&self, source: &Source, lines: bool, sink: &mut Vec<Diagnostic>) {
        let name = self.encoding.name();
        if self.encoding != UTF_8 {
            sink.push(
                Diagnostic::new(
                    Code::Encoding,
                    Severity::Info,
                    &source.path,
                    format!("the text was read as {name}"),
                )
                .help("nothing to do if the characters are right; UTF-8 leaves no doubt"),
            );
        }
        if let Some((count, line)) = self.broken {
            let message =
                format!("{count} characters could not be decoded as {name}, the first on line {line}");
            let one = Diagnostic::new(Code::Encoding, Severity::Warning, &source.path, message)
                .help("the file is damaged or cut there; get it again from where it was published");
            sink.push(if lines { one.at(Span::new(line, line), "") } else { one });
        }
    }
}

impl Unreadable {
    /// The diagnostic about a file that is no text.
    pub(super) fn diagnostic(&self, source: &Source) -> Diagnostic {
        let message = match self {
            Unreadable::Binary => "the file holds binary data".to_owned(),
            Unreadable::Unknown(line) => {
                format!("the text is in no encoding that is in use (it is not UTF-8 from line {line} on)")
            }
            Unreadable::Broken(count, of, name) => {
                format!("read as {name}, {count} of {of} characters could not be decoded")
            }
        };
        let one = Diagnostic::new(Code::NotText, Severity::Error, &source.path, message)
            .help("expected text in UTF-8 or GB18030; save the document as UTF-8 text, or give the file its real extension");
        match self {
            Unreadable::Unknown(line) => one.at(Span::new(*line, *line), ""),
            _ => one,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "2023年度部门决算\n收入支出决算总表\n单位：万元\n一般公共预算财政拨款收入\t1,234.56\n";

    fn gbk(text: &str) -> Vec<u8> {
        GB18030.encode(text).0.into_owned()
    }

    fn wide(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn every_encoding_in_use_gives_the_same_text() {
        let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        for (bytes, name) in [
            (TEXT.as_bytes().to_vec(), "UTF-8"),
            (marked(b"\xEF\xBB\xBF", TEXT.as_bytes().to_vec()), "UTF-8"),
            (gbk(TEXT), "gb18030"),
            (wide(TEXT, u16::to_le_bytes), "UTF-16LE"),
            (wide(TEXT, u16::to_be_bytes), "UTF-16BE"),
            (marked(b"\xFF\xFE", wide(TEXT, u16::to_le_bytes)), "UTF-16LE"),
            (marked(b"\xFE\xFF", wide(TEXT, u16::to_be_bytes)), "UTF-16BE"),
        ] {
            let decoded = decode(&bytes, None).expect(name);
            assert_eq!((&*decoded.text, decoded.encoding.name(), decoded.broken), (TEXT, name, None));
        }
        // A character of four bytes that GBK does not have.
        assert_eq!(decode(&gbk("预算㐂表\n"), None).expect("GB18030").text, "预算㐂表\n");
        assert_eq!(decode(b"\xD4\xA4\xCB\xE3\xB9\xAB\xBF\xAA\n", None).expect("GBK").text, "预算公开\n");
    }

    #[test]
    fn a_declaration_is_believed_where_the_bytes_allow_it() {
        let head = "<meta http-equiv=Content-Type content=\"text/html; charset=gb2312\">";
        assert_eq!(declared(head.as_bytes()), Some(GBK));
        assert_eq!(declared(b"<meta charset='utf-8'>"), Some(UTF_8));
        assert_eq!(declared(b"<?xml version=\"1.0\" encoding=\"GB18030\"?><html>"), Some(GB18030));
        assert_eq!(declared(b"<html><body>charset"), None);
        let lie = format!("{head}{TEXT}");
        assert_eq!(decode(lie.as_bytes(), declared(lie.as_bytes())).expect("UTF-8").text, lie);
        assert_eq!(decode(&gbk(&lie), declared(&gbk(&lie))).expect("GBK").text, lie);
    }

    #[test]
    fn broken_characters_are_counted_or_the_text_is_unreadable() {
        let long = TEXT.repeat(20);
        let mut cut = gbk(&long);
        let at = cut.iter().position(|b| *b == b'\n').expect("a line") + 1;
        cut[at + 1] = b' ';
        let decoded = decode(&cut, None).expect("GBK with a scar");
        assert_eq!(decoded.encoding, GB18030);
        assert_eq!(decoded.broken, Some((1, 2)));
        let short = &long.as_bytes()[..long.len() - TEXT.len() - 1 + 2];
        assert!(decode(&short[..short.len() - short.len() % 3], None).is_ok());
        assert_eq!(
            decode("预算".as_bytes().split_last().expect("bytes").1, None).expect("cut").broken,
            Some((1, 1))
        );
        let mut noise = gbk(&long);
        noise.iter_mut().step_by(5).for_each(|byte| *byte = 0xFF);
        assert!(matches!(decode(&noise, None), Err(Unreadable::Broken(..) | Unreadable::Unknown(_))));
        assert_eq!(decode(b"\x7FELF\x02\x01\x01\0\0\0", None).unwrap_err(), Unreadable::Binary);
    }
}
