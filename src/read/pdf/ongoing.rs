//! Tables without ruling lines that go on over pages: what a page keeps of the one at its foot, so that rows at the head of
//! the next page are known for its own although no caption stands above them.
#![allow(clippy::float_arithmetic)] // geometry

use super::aligned::{
    Aligned, HEADER, Part, end_of, header_from, is_row, lay, merged, over_every_column, parts, rows_of,
};
use super::text::Line;

/// So many lines, page numbers and footers, may stand below a table that goes on.
const FOOTER: usize = 2;

/// The columns of a table at the foot of a page.
#[derive(Debug, Clone)]
pub(super) struct Ongoing {
    /// Their borders.
    borders: Vec<f32>,
    /// What their cells take in, left and right.
    spans: Vec<(f32, f32)>,
}

/// The table at the foot of a page, if nothing but a footer stands below it.
pub(super) fn at_foot(lines: &[Line<'_>], table: &Aligned) -> Option<Ongoing> {
    let below = &lines[table.to..];
    let footer = below.len() <= FOOTER && below.iter().all(|line| line.parts().len() == 1);
    let spans = table.spans.clone();
    footer.then(|| Ongoing { borders: table.lattice.x.clone(), spans })
}

/// The rows at the head of a page that go on with the table of the page before: under at most a running head, the caption or
/// the header once more, they stand in the same columns, one of them in all.
pub(super) fn at_head(lines: &[Line<'_>], ongoing: &Ongoing) -> Option<Aligned> {
    let all: Vec<Vec<Part>> = lines.iter().map(parts).collect();
    let width = ongoing.spans.len();
    let first = all.iter().take(HEADER + 1).position(|parts| is_row(parts))?;
    let end = end_of(&all, first);
    let rows: Vec<&Vec<Part>> = all[first..end].iter().filter(|parts| is_row(parts)).collect();
    let spans = merged(&ongoing.spans, &rows)?;
    // A label column may be blank in all rows of a page; of a row of two nobody knows that it is one.
    let fullest = rows.iter().map(|row| row.len()).max()?;
    if spans.len() != width || fullest < width.min(3).max(width - 1) {
        return None;
    }
    let over = |at: &usize| over_every_column(&lines[*at], &all[*at], width).is_some();
    let whole = (0..first).rev().take_while(over).last().unwrap_or(first);
    let from = whole.min(header_from(lines, &all, first, width));
    let groups = rows_of(&lines[from..end], &all[from..end], first - from, width);
    let borders = borders_between(&spans);
    let (mut lattice, texts) = lay(&lines[from..end], &all[from..end], &borders, &groups)?;
    // The borders of the page before say that these are the same columns.
    lattice.x.clone_from(&ongoing.borders);
    Some(Aligned { from, to: end, lattice, texts, spans })
}

/// The borders of columns: the middle of the white between them.
pub(super) fn borders_between(spans: &[(f32, f32)]) -> Vec<f32> {
    let mut borders: Vec<f32> = spans.first().map(|span| span.0 - 2.0).into_iter().collect();
    borders.extend(spans.windows(2).map(|pair| (pair[0].1 + pair[1].0) / 2.0));
    borders.extend(spans.last().map(|span| span.1 + 2.0));
    borders
}

#[cfg(test)]
mod tests {
    use super::super::aligned::{put, tables};
    use super::super::page::Glyph;
    use super::super::text::lines;
    use super::*;

    fn page(head: &[(&str, f32)], rows: &[(&str, &str, &str)]) -> Vec<Glyph> {
        let mut all = Vec::new();
        for (at, (text, x)) in (0_u8..).zip(head) {
            put(&mut all, text, *x, 20.0 + 15.0 * f32::from(at));
        }
        for (at, (label, a, b)) in (0_u8..).zip(rows) {
            let base = 100.0 + 20.0 * f32::from(at);
            put(&mut all, label, 50.0, base);
            put(&mut all, a, 240.0 - 5.0 * f32::from(u8::try_from(a.len()).unwrap_or(0)), base);
            put(&mut all, b, 340.0 - 5.0 * f32::from(u8::try_from(b.len()).unwrap_or(0)), base);
        }
        all
    }

    #[test]
    fn rows_of_the_next_page_are_the_tables_own() {
        let rows = [
            ("项目", "预算数", "决算数"),
            ("合计", "9.00", "8.50"),
            ("甲", "1.00", "0.50"),
            ("乙", "2.00", "2.00"),
        ];
        let first = page(&[("单位：万元", 300.0)], &rows);
        let first = lines(first.iter());
        let table = tables(&first, 0).remove(0);
        let ongoing = at_foot(&first, &table).expect("nothing stands below it");
        let next = page(&[("某局预算", 50.0)], &[("丙", "6,000.00", "6.00")]);
        let next = lines(next.iter());
        let rest = at_head(&next, &ongoing).expect("the same columns");
        assert_eq!((rest.from, rest.to), (1, 2));
        assert_eq!(rest.texts, ["丙", "6,000.00", "6.00"]);
        assert_eq!(rest.lattice.x, table.lattice.x);
        // Other columns are another table, and so is what a sentence says.
        for other in [
            page(&[], &[("全年总共", "", "6.00")]),
            page(&[], &[("本年支出6.00万元。", "6.00", "6.00"), ("甲", "1.00", "6.00")]),
        ] {
            assert!(at_head(&lines(other.iter()), &ongoing).is_none());
        }
    }
}
