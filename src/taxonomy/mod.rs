//! Taxonomy: the words of the field, compiled in as data files. Classification codes, divisions, header words,
//! titles of tables. It knows nothing of documents.

mod apart;
mod bodies;
mod classification;
mod divisions;
mod empty;
mod glossary;
mod narrative;
mod pattern;
mod words;

pub use apart::stands_apart;
pub use bodies::{bare_body, names_unit, same_body};
pub use classification::{Class, economic, function, function_classes, is_known_name};
pub use divisions::{Division, division, division_in};
pub use empty::says_this_table_is_empty;
pub use glossary::{Term, glossary};
pub use narrative::NARRATIVE_CODES;
pub use words::{
    ColumnWord, EconomicPart, column_word, named_by, nearest_statement, source_of, statement_of,
    three_public_item,
};
