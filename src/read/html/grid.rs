//! Tables of a page as full grids: every row with a cell for every column, cells that span continue as blanks.

use super::content::Content;
use super::dom::{Dom, Id};
use super::ink::Ink;

/// The widest table that is laid out; a cell that spans more is cut.
const MAX_COLUMNS: usize = 256;

/// The most cells of all tables of a page, spanned ones included.
pub(super) const MAX_CELLS: usize = 600_000;

/// A table of a page.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// The texts of its rows, each as long as the table is wide, and the line of the page that each stands on.
    pub(super) rows: Vec<(u32, Vec<String>)>,
    /// Whether the table was larger than the limits.
    pub(super) is_cut: bool,
}

/// The rows of a table in the order in which they are shown, those of nested tables left out: groups of rows.
pub(super) fn row_groups(dom: &Dom, content: &Content, table: Id) -> Vec<Vec<Id>> {
    let shown = |id: &Id| !content.is_unseen(*id);
    let (mut head, mut body, mut foot, mut loose) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for group in dom.children(table).filter(shown) {
        let rows = || {
            dom.children(group).filter(shown).filter(|id| content.shape(dom, *id) == "tr").collect::<Vec<_>>()
        };
        match content.shape(dom, group) {
            "thead" if head.is_empty() => head = rows(),
            "tfoot" if foot.is_empty() => foot = rows(),
            "thead" | "tbody" | "tfoot" => body.push(rows()),
            // The parser puts rows of a table into a group; rows of other elements stand without one.
            "tr" if dom.name(group) != "tr" => loose.push(group),
            _ => {}
        }
    }
    std::iter::once(head)
        .chain(std::iter::once(loose))
        .chain(body)
        .chain(std::iter::once(foot))
        .filter(|rows| !rows.is_empty())
        .collect()
}

/// The cells of a row.
pub(super) fn cells(dom: &Dom, content: &Content, row: Id) -> impl Iterator<Item = Id> {
    dom.children(row).filter(|id| matches!(content.shape(dom, *id), "td" | "th") && !content.is_unseen(*id))
}

/// Lays a table out. `budget` is how many cells may still be laid.
pub(super) fn lay(dom: &Dom, content: &Content, table: Id, budget: &mut usize) -> Grid {
    let mut grid = Grid::default();
    // Where a cell starts; a column in which none does is only reached by spans, and is no column of the table.
    let mut starts = vec![false; MAX_COLUMNS];
    for group in row_groups(dom, content, table) {
        // How many further rows the cell above reaches into, by column. No cell reaches out of its group.
        let mut reach: Vec<usize> = Vec::new();
        for (at, row) in group.iter().enumerate() {
            let texts =
                lay_row(dom, content, *row, group.len() - at, &mut reach, &mut starts, &mut grid.is_cut);
            let Some(left) = budget.checked_sub(texts.len()) else {
                grid.is_cut = true;
                break;
            };
            *budget = left;
            if cells(dom, content, *row).next().is_some() {
                grid.rows.push((dom.line(*row), texts));
            }
        }
    }
    for (at, _) in collapsed(dom, content, table).iter().enumerate().filter(|(_, collapsed)| **collapsed) {
        starts[at] = false;
    }
    square(&mut grid, &starts);
    grid
}

/// Which columns of a table take no room.
fn collapsed(dom: &Dom, content: &Content, table: Id) -> Vec<bool> {
    let mut columns = Vec::new();
    let mut add = |id: Id| {
        let count = span(dom, id, "span").clamp(1, MAX_COLUMNS).min(MAX_COLUMNS - columns.len());
        columns.resize(columns.len() + count, content.collapses(id));
    };
    for group in dom.children(table) {
        let mut cols = dom.children(group).filter(|id| dom.name(*id) == "col").peekable();
        match dom.name(group) {
            "col" => add(group),
            "colgroup" if cols.peek().is_none() => add(group),
            "colgroup" => cols.for_each(&mut add),
            _ => {}
        }
    }
    columns
}

/// Lays one row under the cells that reach into it; `left` rows of its group are left, itself included.
fn lay_row(
    dom: &Dom,
    content: &Content,
    row: Id,
    left: usize,
    reach: &mut Vec<usize>,
    starts: &mut [bool],
    is_cut: &mut bool,
) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for cell in cells(dom, content, row) {
        while reach.get(texts.len()).is_some_and(|rows| *rows > 0) {
            reach[texts.len()] -= 1;
            texts.push(String::new());
        }
        let at = texts.len();
        if at >= MAX_COLUMNS {
            *is_cut = true;
            break;
        }
        let columns = span(dom, cell, "colspan").clamp(1, MAX_COLUMNS - at);
        // A span of 0 rows reaches to the end of the group, and none reaches further.
        let rows = match span(dom, cell, "rowspan") {
            0 => left,
            rows => rows.min(left),
        };
        starts[at] = true;
        texts.resize(at + columns, String::new());
        texts[at] = Ink::of_cell(dom, content, cell);
        reach.resize(reach.len().max(at + columns), 0);
        reach[at..at + columns].fill(rows - 1);
    }
    for rows in reach.iter_mut().skip(texts.len()) {
        *rows = rows.saturating_sub(1);
        texts.push(String::new());
    }
    texts
}

/// The span that a cell asks for; 1 where it asks for none.
fn span(dom: &Dom, cell: Id, name: &str) -> usize {
    let digits = dom.attribute(cell, name).map(str::trim).unwrap_or_default();
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    if end == 0 { 1 } else { digits[..end].parse().unwrap_or(MAX_COLUMNS) }
}

/// Gives all rows the same columns.
fn square(grid: &mut Grid, starts: &[bool]) {
    let width = starts.iter().filter(|starts| **starts).count();
    for (_, texts) in &mut grid.rows {
        let mut at = 0;
        texts.retain(|_| {
            at += 1;
            starts.get(at - 1).copied().unwrap_or(false)
        });
        texts.resize(width, String::new());
        texts.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(html: &str) -> Vec<String> {
        let dom = Dom::parse(html);
        let content = Content::find(&dom);
        let table = dom.subtree(Dom::ROOT).find(|id| dom.name(*id) == "table").expect("a table");
        lay(&dom, &content, table, &mut MAX_CELLS.clone())
            .rows
            .into_iter()
            .map(|(_, cells)| cells.join("|"))
            .collect()
    }

    #[test]
    fn spans_continue_as_blanks() {
        let found = rows(
            "<table><tr><td rowspan=2>项目<td colspan=3>决算数<td rowspan=2>备注<tr><td>小计<td>基本<td>项目\
             <tr><td>合计<td>3<td>1<td>2<td>无</table>",
        );
        assert_eq!(found, ["项目|决算数|||备注", "|小计|基本|项目|", "合计|3|1|2|无"]);
    }

    #[test]
    fn spans_are_held_to_the_table() {
        let found = rows(
            "<table><tr><td colspan=1000>收支总表<tr><td rowspan=65534>收入<td>甲<td>1.00<tr><td>乙<td>2.00</table>",
        );
        assert_eq!(found, ["收支总表||", "收入|甲|1.00", "|乙|2.00"]);
        let many: String = (0..300).map(|_| "<td rowspan=65534 colspan=1000>x").collect();
        assert!(rows(&format!("<table><tr>{many}</table>")).len() == 1);
        assert_eq!(
            rows("<table><tr><td rowspan=0>甲<td>1<tr><td>2<tbody><tr><td>乙<td>3</table>"),
            ["甲|1", "|2", "乙|3"]
        );
    }

    #[test]
    fn collapsed_columns_take_no_room() {
        let body = "<tr><td>甲<td>9<td>9<td>1<tr><td>乙<td>9<td>9<td>2</table>";
        for columns in [
            "<col><col span=2 style='visibility:collapse'><col>",
            "<colgroup><col></colgroup><colgroup span=2 style='visibility: collapse'></colgroup>",
            "<style>col.old{visibility:collapse}</style><col><col class=old><col class=old>",
        ] {
            assert_eq!(rows(&format!("<table>{columns}{body}")), ["甲|1", "乙|2"], "{columns}");
        }
        for columns in
            ["<col><col span=2 style='display:none'>", "<col span=999999><col style='visibility:collapse'>"]
        {
            assert_eq!(rows(&format!("<table>{columns}{body}")), ["甲|9|9|1", "乙|9|9|2"], "{columns}");
        }
    }

    #[test]
    fn a_foot_comes_last_and_hidden_cells_never() {
        let found = rows(
            "<table><tfoot><tr><td>合计<td>3</tfoot><tbody><tr><td>甲<td style='display: none'>9<td>1\
             <tr hidden><td>乙<td>7</tbody></table>",
        );
        assert_eq!(found, ["甲|1", "合计|3"]);
    }
}
