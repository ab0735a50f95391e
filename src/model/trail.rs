//! Trails: how a document was understood, for `inspect`. Pages and data files know nothing of them.

use std::collections::BTreeSet;

use super::amount::Unit;
use super::statement::Statement;
use super::vocabulary::vocabulary;
use crate::document::{Locator, Span};

/// How a document was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trail {
    /// Its tables, in document order.
    pub tables: Vec<TableTrail>,
    /// Cells that are accounted for without an amount of their own: labels, codes, line numbers, years.
    pub aside: BTreeSet<Locator>,
}

/// How a table was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableTrail {
    /// From its title to its last row.
    pub span: Span,
    /// The printed title without numbering; empty where none was found.
    pub title: String,
    /// Where there is no title: the nearest line above that looks like one, and names no statement.
    pub candidate: Option<(u32, String)>,
    /// The first words of the table.
    pub opening: String,
    /// The statement that the title names.
    pub statement: Option<Statement>,
    /// The words by which it names it, as the vocabulary writes them.
    pub named_by: &'static str,
    /// The unit's name in the caption.
    pub entity: String,
    /// The unit of money in the caption.
    pub unit: Option<Unit>,
    /// Whether the caption prints a unit of money that is not known.
    pub odd_unit: bool,
    /// The year in the caption.
    pub year: Option<i32>,
    /// What the table looked like.
    pub form: TableForm,
    /// All layouts with their scores, the best first; 0 where one does not fit.
    pub scores: Vec<(&'static str, u32)>,
    /// The layout that read it.
    pub layout: Option<&'static str>,
    /// Its columns, where it has a header that was understood.
    pub columns: Vec<ColumnTrail>,
    /// The lines of its caption, header and numbering rows.
    pub header: BTreeSet<u32>,
}

vocabulary! {
    /// What the body of a table looked like.
    TableForm {
        Grid => "rows_and_columns", "行列齐全";
        NoHeader => "rows_without_a_known_header", "有行，没有认得的表头";
        Flow => "broken_lines", "断开的文本行";
        Nothing => "no_rows", "没有表格";
    }
}

/// What a column was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnTrail {
    /// Its place in the table, from 1.
    pub column: u32,
    /// Header words from the outermost to the column's own.
    pub path: Vec<String>,
    /// What it holds.
    pub role: ColumnRole,
    /// Of amounts: ids of measure, phase and year, or of the item.
    pub words: String,
    /// The same in Chinese.
    pub label: String,
    /// The header word that is not known.
    pub unknown: String,
    /// How many numbers stand in it.
    pub numbers: usize,
}

vocabulary! {
    /// What a column holds.
    ColumnRole {
        Entity => "entity", "单位名称";
        Code => "code", "编码";
        Name => "name", "名称";
        SecondName => "second_name", "第二名称";
        Year => "year", "年度";
        Aside => "aside", "行次、日期或说明，不是金额";
        Amount => "amount", "金额";
        Item => "three_public_item", "“三公”项目";
        Unknown => "unknown", "不认识";
    }
}
