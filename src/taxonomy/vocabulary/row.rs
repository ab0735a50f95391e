//! Rows of vocabulary files. One reader for the files that are compiled in and for the publisher's: a row is words, what
//! they mean, where that holds, and where they were seen.
//!
//! A compiled-in file is of one kind, holds everywhere, and its rows are `words,meaning` or `words,meaning,seen`; where a
//! row does not say where it was seen, the comment above it does. The publisher's file names the kind and the scope of
//! each row and has a header.

use super::check::Trouble;

/// A row of a vocabulary file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::taxonomy) struct Row {
    /// The line that it begins on, from 1.
    pub(in crate::taxonomy) line: u32,
    /// The kind; empty where the file is of one kind.
    pub(in crate::taxonomy) kind: String,
    /// The words.
    pub(in crate::taxonomy) words: String,
    /// What they mean.
    pub(in crate::taxonomy) meaning: String,
    /// Where that holds; empty for everywhere.
    pub(in crate::taxonomy) scope: String,
    /// Where they were seen.
    pub(in crate::taxonomy) note: String,
}

/// The most bytes of the publisher's file.
pub(in crate::taxonomy) const MOST_BYTES: usize = 1 << 20;

/// The most rows of the publisher's file.
const MOST_ROWS: usize = 10_000;

/// The most rows that are complained of one by one.
const MOST_TROUBLES: usize = 200;

/// The rows of a compiled-in file.
pub(in crate::taxonomy) fn built_in(file: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut comment = String::new();
    let mut in_comment = false;
    for (line, number) in file.lines().map(str::trim).zip(1_u32..) {
        if let Some(words) = line.strip_prefix('#') {
            if !std::mem::replace(&mut in_comment, true) {
                comment.clear();
            }
            comment.push_str(words);
            continue;
        }
        in_comment = false;
        let mut fields = line.splitn(3, ',').map(str::trim);
        let (Some(words), Some(meaning)) = (fields.next(), fields.next()) else { continue };
        let note = fields.next().filter(|note| !note.is_empty()).unwrap_or(comment.trim());
        rows.push(Row {
            line: number,
            kind: String::new(),
            words: words.to_owned(),
            meaning: meaning.to_owned(),
            scope: String::new(),
            note: note.to_owned(),
        });
    }
    rows
}

/// The rows of the publisher's file, and those that are none.
pub(in crate::taxonomy) fn published(bytes: &[u8]) -> (Vec<Row>, Vec<Trouble>) {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.len() > MOST_BYTES {
        return (
            Vec::new(),
            vec![Trouble::file(format!("it is larger than {MOST_BYTES} bytes and was not read"))],
        );
    }
    let mut rows = Vec::new();
    let mut troubles = Vec::new();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .trim(csv::Trim::All)
        .from_reader(bytes);
    let mut record = csv::ByteRecord::new();
    let mut header: Option<Header> = None;
    // Reading from memory cannot fail, and with any number of fields allowed no record can either.
    while let Ok(true) = reader.read_byte_record(&mut record) {
        let line = record.position().map_or(0, csv::Position::line);
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let Some(header) = &header else {
            match Header::of(&record) {
                Some(found) => header = Some(found),
                None => {
                    let words = "its first row must name the columns".to_owned();
                    return (rows, vec![Trouble::file(words)]);
                }
            }
            continue;
        };
        if rows.len() == MOST_ROWS || troubles.len() == MOST_TROUBLES {
            troubles.push(Trouble::at(
                line,
                "",
                "there are too many rows; those from here on were not read".to_owned(),
            ));
            break;
        }
        match header.row(line, &record) {
            Ok(row) => rows.push(row),
            Err(trouble) => troubles.push(trouble),
        }
    }
    (rows, troubles)
}

/// Which column holds what.
struct Header([Option<usize>; 5]);

impl Header {
    /// The first row, where it names the columns that a row needs.
    fn of(record: &csv::ByteRecord) -> Option<Self> {
        let column = |name: &str| record.iter().position(|field| field.eq_ignore_ascii_case(name.as_bytes()));
        let columns = ["kind", "words", "meaning", "scope", "note"].map(column);
        columns[..3].iter().all(Option::is_some).then_some(Self(columns))
    }

    fn row(&self, line: u32, record: &csv::ByteRecord) -> Result<Row, Trouble> {
        let mut fields = [const { String::new() }; 5];
        for (field, column) in fields.iter_mut().zip(self.0) {
            let bytes = column.and_then(|at| record.get(at)).unwrap_or_default();
            match std::str::from_utf8(bytes) {
                Ok(text) => text.clone_into(field),
                Err(_) => return Err(Trouble::at(line, "", "it is not UTF-8".to_owned())),
            }
        }
        let [kind, words, meaning, scope, note] = fields;
        Ok(Row { line, kind, words, meaning, scope, note })
    }
}
