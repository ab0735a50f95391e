//! Taxonomy: the words of the field, compiled in as data files. Classification codes, divisions, header words,
//! titles of tables. It knows nothing of documents.

// Of what the build script does the tests make sure here.
#[allow(dead_code)]
mod alternatives;
mod apart;
mod around;
mod bodies;
mod classification;
mod divisions;
mod empty;
mod folders;
mod forms;
mod funds;
mod glossary;
mod identity;
mod labels;
mod marks;
mod names;
mod narrative;
mod parts;
mod pattern;
mod prose;
mod reading;
mod romanised;
mod said;
mod seeming;
mod trie;
mod units;
mod value;
pub mod vocabulary;
mod words;

pub use apart::stands_apart;
pub use around::around_numbers;
pub use bodies::{bare_body, names_unit, same_body};
pub use classification::{
    Class, economic, english_economic, english_function, function, function_classes, is_known_name,
    names_economic_class,
};
pub use divisions::{Division, division, division_called, division_in};
pub use empty::{says_nothing_is_there, says_this_table_is_empty};
pub use folders::{names_one_body, place_of};
pub use forms::{
    FundWord, IndicatorWord, LevelWord, asked_word, fund_row_word, fund_word, indicator_word, is_all_points,
    level_word, names_whole_cost,
};
pub use funds::{funds_in, only_fund_in};
pub use glossary::{Term, glossary};
pub use identity::{
    before_title_words, is_of_a_form, is_of_a_report, is_of_sums, kinds_named, opens_account, own_kinds,
    plain, says_area, says_executed, says_in_year, says_money_of_accounts, says_own, says_past, scope_named,
    without_authority,
};
pub use labels::{LabelKind, is_label, label_words};
pub use marks::{behind_label, is_page_mark, label_of_body, role_of_label, says_published};
pub use names::{
    Named, area_of, before_what_it_is, body_opening, brief_forms, ends_like_a_body, governs, is_body_name,
    is_kind_of_body, names_a_place, names_in, names_township, opens_a_name, own_office, province_opening,
    realm_of, says_level, speaks_for,
};
pub use narrative::NARRATIVE_CODES;
pub use parts::{EconomicPart, Whole};
pub use prose::{
    Edge, Word, WordClass, counts_something, is_of_headings, item_of, only_within, opens_carryover,
    prose_word, prose_word_opening, prose_words_in, word_of,
};
pub use reading::reading;
pub use romanised::romanised;
pub use said::{
    SaidWords, behind_words, is_of_class, said_pattern, said_words, says, says_at_end, says_at_start,
    says_last,
};
pub use trie::{Hit, Trie};
pub use units::{
    RowUnit, SaidUnit, Tables, bare_unit, bracketed_unit, is_unit, leading_unit, row_unit, stated_unit,
    unit_of_label, unit_of_tables, without_unit,
};
pub(crate) use value::{Outcome, Value, compact, outcome};
pub use vocabulary::{Vocabulary, Who};
pub use words::{
    ColumnWord, Operation, column_word, counted_in, named_by, nearest_statement, operation, phase_word,
    source_of, statement_of, three_public_item,
};
