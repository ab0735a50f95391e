//! The columns of a data file where columns have types: in Parquet and in SQLite.

use super::package::TEXT_OF;
use super::schema::{Column, File, Type};

/// A column of the file: what it is called, its type, and the column of the table that fills it.
pub(super) struct Target<'f> {
    pub(super) name: &'static str,
    pub(super) kind: Type,
    pub(super) of: (usize, &'f Column),
}

/// The columns of the file: those of the table, and the text of its main number.
pub(super) fn columns(file: &File) -> impl Iterator<Item = Target<'_>> {
    let own = file.columns.iter().enumerate();
    let whole = own.clone().map(|of| Target { name: of.1.name, kind: of.1.kind, of });
    let text = own.filter(|(_, column)| column.name == TEXT_OF.0);
    whole.chain(text.map(|of| Target { name: TEXT_OF.1, kind: Type::Text, of }))
}
