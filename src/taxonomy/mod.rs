//! Taxonomy: the words of the field, compiled in as data files. Classification codes, divisions, header words,
//! titles of tables. It knows nothing of documents.

mod classification;
mod divisions;
mod glossary;
mod pattern;
mod words;

pub use classification::{Class, economic, function, function_classes, is_known_name};
pub use divisions::{Division, division, division_in};
pub use glossary::{Term, glossary};
pub use words::{ColumnWord, EconomicPart, column_word, source_of, statement_of, three_public_item};
