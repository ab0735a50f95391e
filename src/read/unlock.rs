//! Office files that are encrypted with the password that every office program tries by itself: protected against
//! writing, not against reading.

use super::cfb::Compound;
use super::markup::Markup;

/// The password. Excel encrypts a workbook with it whose structure is protected.
const DEFAULT: &str = "VelvetSweatshop";

/// The most rounds of hashing; office programs write 100,000.
const MOST_ROUNDS: u64 = 2_000_000;

/// The file inside, where the default password opens it.
pub(super) fn opened(bytes: &[u8]) -> Option<Vec<u8>> {
    let info = Compound::open(bytes)?.stream("EncryptionInfo")?.bytes;
    if rounds(&info) > MOST_ROUNDS {
        return None;
    }
    let inner = office_crypto::decrypt_from_bytes(bytes.to_vec(), DEFAULT).ok()?;
    // A wrong password gives noise.
    inner.starts_with(b"PK\x03\x04").then_some(inner)
}

/// How often the file says that the password is to be hashed. The older kind of encryption has a fixed number.
fn rounds(info: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(info.get(8..).unwrap_or_default());
    let mut markup = Markup::new(&text);
    let mut most = 0;
    while let Some(tag) = markup.next_tag() {
        if let Some(count) = tag.attribute("spinCount") {
            most = most.max(count.trim().parse().unwrap_or(u64::MAX));
        }
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endless_hashing_is_refused() {
        let info = |count: &str| format!("12345678<e><k spinCount=\"{count}\"/></e>").into_bytes();
        assert_eq!(rounds(&info("100000")), 100_000);
        assert!(rounds(&info("4294967295")) > MOST_ROUNDS && rounds(&info("-1")) > MOST_ROUNDS);
        assert_eq!(rounds(b"old"), 0);
        assert_eq!(opened(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), None);
    }
}
