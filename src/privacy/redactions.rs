//! Redactions: texts that a publisher had taken out of a site that stood already. What is kept of each is a salted hash, by which
//! every later build knows it; the text itself stands nowhere.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Veil;
use super::cover::{Flat, Texts};
use crate::document::{Block, Document, Private, Withheld};

/// How often a text is hashed: trying all short ones shall cost something, and a document of a hundred thousand words little.
const ROUNDS: usize = 256;

/// The fewest characters of a text without Chinese characters: shorter ones stand everywhere.
const FEWEST: usize = 6;

/// A text that must not be published, known by its hash.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Redaction {
    /// Makes equal texts unequal hashes.
    pub salt: String,
    /// How many characters it has, without spaces and hyphens.
    pub length: usize,
    /// A first sign of it, where it may stand within a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<u16>,
    /// Its hash, lower-case hexadecimal.
    pub sha256: String,
    /// When it was redacted, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// Why, for the publisher.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// What must not be published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Redactions(Vec<Redaction>);

/// Whether a character counts: how a number is grouped plays no part.
fn counts(c: char) -> bool {
    !matches!(c, '-' | '(' | ')' | '_')
}

/// The characters of a text that count.
fn plain(text: &str) -> String {
    Flat::of(std::iter::once(text)).text.chars().filter(|c| counts(*c)).flat_map(char::to_lowercase).collect()
}

fn hash(salt: &str, text: &str) -> String {
    let mut digest = Sha256::new().chain_update(salt).chain_update([0]).chain_update(text).finalize();
    for _ in 1..ROUNDS {
        digest = Sha256::new().chain_update(digest).chain_update(text).finalize();
    }
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A first sign of a text (FNV-1a, folded): most texts have another.
fn mark(chars: &[char]) -> u16 {
    let mut sign: u32 = 0x811c_9dc5;
    for c in chars {
        sign = (sign ^ u32::from(*c)).wrapping_mul(0x0100_0193);
    }
    let [a, b, c, d] = sign.to_le_bytes();
    u16::from_le_bytes([a ^ c, b ^ d])
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

impl Redaction {
    /// The redaction of a text.
    ///
    /// # Errors
    /// When the text is so short that others would go with it, or an amount.
    pub fn of(text: &str, salt: String) -> Result<Self, String> {
        let plain = plain(text);
        let length = plain.chars().count();
        if plain.is_ascii() {
            if length < FEWEST {
                return Err(format!(
                    "it has fewer than {FEWEST} characters that count, and others would go with it"
                ));
            }
            let amount = plain.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
                && plain.contains(['.', ',']);
            if amount {
                return Err("it is an amount, which is nothing personal: correct it instead".to_owned());
            }
        } else if length < 2 {
            return Err("it is one character, and others would go with it".to_owned());
        }
        let mark = (!plain.is_ascii()).then(|| mark(&plain.chars().collect::<Vec<_>>()));
        let sha256 = hash(&salt, &plain);
        Ok(Self { salt, length, mark, sha256, date: String::new(), reason: String::new() })
    }

    /// Whether it can be worked with.
    ///
    /// # Errors
    /// With what is wrong.
    pub fn check(&self) -> Result<(), String> {
        let hex =
            self.sha256.len() == 64 && self.sha256.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if !hex {
            return Err("sha256: expected 64 hexadecimal digits, lower case".to_owned());
        }
        if self.length == 0 || self.length > 200 {
            return Err(format!("length {}: expected 1 to 200", self.length));
        }
        Ok(())
    }

    /// Whether some characters, with what stands before and behind them, are the text.
    fn is(&self, chars: &[char], sign: u16, whole: bool) -> bool {
        let likely = self.mark.map_or(whole, |own| own == sign);
        likely && hash(&self.salt, &chars.iter().collect::<String>()) == self.sha256
    }
}

impl Redactions {
    /// These.
    pub fn new(list: Vec<Redaction>) -> Self {
        Self(list)
    }

    /// Whether nothing was redacted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Which of the lines, read as one text, hold something that was redacted: the texts as they stand there.
    pub fn find<'t>(&self, lines: impl Iterator<Item = &'t str>) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        if self.is_empty() {
            return found;
        }
        let flat = Flat::of(lines);
        let all: Vec<(usize, char)> = flat.text.char_indices().filter(|(_, c)| counts(*c)).collect();
        let chars: Vec<char> = all.iter().map(|(_, c)| c.to_lowercase().next().unwrap_or(*c)).collect();
        let lengths: BTreeSet<usize> = self.0.iter().map(|one| one.length).collect();
        for length in lengths {
            let own: Vec<&Redaction> = self.0.iter().filter(|one| one.length == length).collect();
            let (marked, whole) =
                (own.iter().any(|one| one.mark.is_some()), own.iter().any(|one| one.mark.is_none()));
            for (at, window) in chars.windows(length).enumerate() {
                let end = at + length - 1;
                let alone = whole && window.is_ascii_run() && flat.is_alone(all[at].0, all[end].0);
                let sign = if marked { mark(window) } else { 0 };
                if own.iter().any(|one| one.is(window, sign, alone)) {
                    let to = all[end].0 + all[end].1.len_utf8();
                    found.insert(flat.text[all[at].0..to].to_owned());
                }
            }
        }
        found
    }

    /// Whether a document still holds something that was redacted.
    pub(crate) fn touch(&self, document: &Document) -> bool {
        !self.is_empty() && !self.texts(document).is_empty()
    }

    fn texts(&self, document: &Document) -> BTreeSet<String> {
        let mut found = self.find(document.source.iter().map(String::as_str));
        let mut pieces: Vec<&str> =
            document.about.titles.iter().chain(&document.about.path).map(String::as_str).collect();
        for block in &document.blocks {
            match block {
                Block::Line(line) => pieces.push(&line.text),
                Block::Table(table) => {
                    let cells = table.rows.iter().flat_map(|row| &row.cells);
                    pieces.extend(cells.flat_map(|cell| [cell.text.as_str(), cell.quote.as_str()]));
                }
            }
        }
        found.extend(self.find(pieces.into_iter()));
        found
    }

    /// Takes what was redacted out of a document. What is returned takes the same texts out of what else was said of it.
    pub(crate) fn withhold(&self, document: &mut Document) -> Veil {
        let found: Vec<String> =
            if self.is_empty() { Vec::new() } else { self.texts(document).into_iter().collect() };
        let veil = Veil(Texts::here(&found));
        if let Some(texts) = &veil.0 {
            for (line, ranges) in texts.find(document.source.iter().map(String::as_str)) {
                let (line, count) = (u32::try_from(line + 1), u32::try_from(ranges.len()));
                if let (Ok(line), Ok(count)) = (line, count) {
                    document.withheld.push(Withheld { line, kind: Private::Redacted, count });
                }
            }
            document.withheld.sort_unstable();
        }
        veil.over_document(document);
        veil
    }
}

/// Texts that are known, looked for in what was published.
pub struct Sought(Option<Texts>);

impl Sought {
    /// These, however their numbers are grouped.
    pub fn new(texts: &[String]) -> Self {
        let shown = |text: &String| Flat::of(std::iter::once(text.as_str())).text;
        let all: BTreeSet<String> = texts.iter().flat_map(|text| [shown(text), plain(text)]).collect();
        Self(Texts::here(&all.into_iter().collect::<Vec<_>>()))
    }

    /// A text without them; `None` where it has none.
    pub fn without(&self, text: &str) -> Option<String> {
        let texts = self.0.as_ref()?;
        let mut found = false;
        let mut line = |line: &str| {
            let mut own = line.to_owned();
            texts.cover(&mut own);
            found |= own != line;
            own
        };
        let clean: String = text.split_inclusive('\n').map(&mut line).collect();
        found.then_some(clean)
    }
}

/// Whether characters are of ASCII alone.
trait Run {
    fn is_ascii_run(&self) -> bool;
}

impl Run for [char] {
    fn is_ascii_run(&self) -> bool {
        self.iter().all(char::is_ascii) && self.first().is_some_and(|c| is_word(*c))
    }
}

impl Flat {
    /// Whether what stands from one offset to another is no part of a longer word or number.
    fn is_alone(&self, from: usize, to: usize) -> bool {
        let (first, last) = (self.at(from), self.at(to));
        let word = |c: Option<char>| c.is_some_and(is_word);
        !word(self.touching(first, first.checked_sub(1))) && !word(self.touching(last, Some(last + 1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(texts: &[&str]) -> Redactions {
        Redactions::new(texts.iter().map(|text| Redaction::of(text, "salt".into()).expect("fit")).collect())
    }

    #[test]
    fn a_text_is_found_however_it_is_grouped_and_nowhere_else() {
        let redactions = of(&["ab12 3456", "王小明"]);
        for text in ["号 AB123456。", "ab-123 456", "ａｂ１２３４５６", "由王小明负责", "王 小 明"]
        {
            assert_eq!(redactions.find(std::iter::once(text)).len(), 1, "{text}");
        }
        assert_eq!(redactions.find(["号 ab1", "23456"].into_iter()).len(), 1, "over two lines");
        for text in ["xab123456", "ab1234567", "ab12345", "王小", "大明王小", "123456"] {
            assert!(redactions.find(std::iter::once(text)).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_is_kept_says_nothing_of_the_text() {
        let (one, other) = (Redaction::of("王小明", "a".into()), Redaction::of("王小明", "b".into()));
        let (one, other) = (one.expect("fit"), other.expect("fit"));
        assert_ne!(one.sha256, other.sha256);
        let written = toml::to_string(&one).expect("written");
        assert!(!written.contains("小"), "{written}");
        assert!(one.check().is_ok());
    }

    #[test]
    fn what_would_take_others_along_is_refused() {
        for text in ["", "王", "12345", "1,234.50", "12345678.90", "--------"] {
            assert!(Redaction::of(text, "a".into()).is_err(), "{text}");
        }
    }
}
