//! Pages saved as one file (MHTML): a mail of several parts, of which the first page is taken.

use encoding_rs::Encoding;

/// How far the opening of a file is searched for the headers of an archive.
const OPENING: usize = 4096;

/// Parts may hold parts, this deep.
const MAX_DEPTH: usize = 4;

/// The page out of an archive.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page {
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// The encoding that the archive names.
    pub(super) charset: Option<&'static Encoding>,
}

/// Whether bytes open like such an archive.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    let opening = String::from_utf8_lossy(&bytes[..bytes.len().min(OPENING)]).to_ascii_lowercase();
    let opens = ["mime-version:", "from:", "content-type:", "date:", "subject:"];
    opens.iter().any(|header| opening.trim_start().starts_with(header))
        && (opening.contains("multipart/related") || opening.contains("content-type: text/html"))
}

/// The page out of an archive; `None` where the bytes are none or hold no page.
pub(super) fn page(bytes: &[u8]) -> Option<Page> {
    if is_archive(bytes) { part(bytes, MAX_DEPTH) } else { None }
}

/// The page in a part: itself, or the first of its own parts that is one.
fn part(bytes: &[u8], depth: usize) -> Option<Page> {
    let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let (headers, body) = split_headers(&bytes[start..]);
    let kind = header(&headers, "content-type").unwrap_or_default();
    let lower = kind.to_ascii_lowercase();
    if lower.starts_with("multipart/") {
        let boundary = format!("--{}", parameter(&kind, "boundary")?);
        return parts(body, boundary.as_bytes())
            .into_iter()
            .find_map(|inner| part(inner, depth.checked_sub(1)?));
    }
    if !(lower.starts_with("text/html") || lower.starts_with("application/xhtml")) {
        return None;
    }
    let coding =
        header(&headers, "content-transfer-encoding").unwrap_or_default().trim().to_ascii_lowercase();
    let bytes = match coding.as_str() {
        "quoted-printable" => unquote(body),
        "base64" => unbase(body),
        _ => body.to_vec(),
    };
    let charset = parameter(&kind, "charset").and_then(|label| Encoding::for_label(label.as_bytes()));
    Some(Page { bytes, charset })
}

/// The headers of a part, folded lines joined, and its body.
fn split_headers(bytes: &[u8]) -> (Vec<String>, &[u8]) {
    let mut headers: Vec<String> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |n| at + n + 1);
        let line = String::from_utf8_lossy(&bytes[at..end]);
        at = end;
        let text = line.trim_end();
        if text.is_empty() {
            break;
        }
        match headers.last_mut() {
            Some(last) if text.starts_with([' ', '\t']) => last.push_str(text),
            _ => headers.push(text.to_owned()),
        }
    }
    (headers, &bytes[at..])
}

fn header(headers: &[String], name: &str) -> Option<String> {
    headers.iter().find_map(|line| {
        let (own, value) = line.split_once(':')?;
        own.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    })
}

/// A parameter of a header, such as `boundary="x"`.
fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|one| {
        let (own, value) = one.split_once('=')?;
        let value = value.trim().trim_matches('"');
        (own.trim().eq_ignore_ascii_case(name) && !value.is_empty()).then(|| value.to_owned())
    })
}

/// What stands between the lines that open with the boundary.
fn parts<'b>(body: &'b [u8], boundary: &[u8]) -> Vec<&'b [u8]> {
    let mut parts = Vec::new();
    let mut from = None;
    let mut at = 0;
    while at < body.len() {
        let end = body[at..].iter().position(|byte| *byte == b'\n').map_or(body.len(), |n| at + n + 1);
        if body[at..end].starts_with(boundary) {
            parts.extend(from.map(|from| &body[from..at]));
            from = Some(end);
        }
        at = end;
    }
    // An archive that was cut has no last boundary.
    parts.extend(from.map(|from| &body[from..]));
    parts
}

/// Undoes `quoted-printable`.
fn unquote(body: &[u8]) -> Vec<u8> {
    let digit = |at: usize| body.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut out = Vec::with_capacity(body.len());
    let mut at = 0;
    while at < body.len() {
        if body[at] != b'=' {
            out.push(body[at]);
            at += 1;
        } else if let (Some(high), Some(low)) = (digit(at + 1), digit(at + 2)) {
            out.extend(u8::try_from(high * 16 + low));
            at += 3;
        } else if body[at + 1..].starts_with(b"\r\n") {
            at += 3;
        } else if body[at + 1..].starts_with(b"\n") {
            at += 2;
        } else {
            out.push(b'=');
            at += 1;
        }
    }
    out
}

/// Undoes `base64`; what belongs to no digit is passed over.
fn unbase(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in body {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = (bits << 6 | u32::from(digit)) & 0xFF_FFFF;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.extend(u8::try_from(bits >> count & 0xFF));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_page_of_an_archive_is_taken() {
        let archive = "From: <saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----=_x\"\r\n\r\n\
            ------=_x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n\
            ------=_x\r\nContent-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
            <p class=3Dx>=D4=A4=\r\n=CB=E3</p>\r\n------=_x--\r\n";
        let found = page(archive.as_bytes()).expect("a page");
        assert_eq!(found.bytes.trim_ascii(), b"<p class=x>\xD4\xA4\xCB\xE3</p>");
        assert_eq!(found.charset, Some(encoding_rs::GBK));
        let base = archive.replace("quoted-printable", "base64");
        let base = base.replace("<p class=3Dx>=D4=A4=\r\n=CB=E3</p>", "PHA+1KTL4zwv\r\ncD4=");
        assert_eq!(page(base.as_bytes()).expect("a page").bytes, b"<p>\xD4\xA4\xCB\xE3</p>");
        assert_eq!(page(b"<html>"), None);
        for end in 0..archive.len() {
            let _ = page(&archive.as_bytes()[..end]);
        }
    }
}
