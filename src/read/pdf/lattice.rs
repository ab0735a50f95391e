//! Tables by their ruling lines: which lines belong together, the cells between them, cells that reach over several
//! columns or rows.
#![allow(clippy::float_arithmetic)] // geometry

use super::page::Rule;

/// Lines nearer than this are one line, ends nearer than this touch, in points.
const NEAR: f32 = 3.0;

/// A side without a line of its own is a side of the table where other lines reach this far beyond the last one.
const OPEN: f32 = 6.0;

/// The most lines of one direction that are looked at together. Tables have some dozens; pictures made of lines
/// have more and are no tables.
const MOST_LINES: usize = 3_000;

/// The most cells of a table.
const MOST_CELLS: usize = 60_000;

/// A table as ruled.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lattice {
    /// Borders of the columns, left to right: one more than columns.
    pub(super) x: Vec<f32>,
    /// Borders of the rows, top to bottom.
    pub(super) y: Vec<f32>,
    /// The cells in reading order.
    pub(super) cells: Vec<Region>,
    /// Which cell covers the crossing of a row and a column, row by row.
    cover: Vec<usize>,
}

/// A cell: the crossings that it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    /// Its first row.
    pub(super) row: usize,
    /// Its first column.
    pub(super) column: usize,
    /// How many rows it covers.
    pub(super) rows: usize,
    /// How many columns it covers.
    pub(super) columns: usize,
}

impl Lattice {
    /// A table from its rows: column, columns covered and text of every cell that prints something. Places without one
    /// are blank cells. `None` where cells lie over each other.
    pub(super) fn of_rows(
        x: Vec<f32>,
        y: Vec<f32>,
        rows: Vec<Vec<(usize, usize, String)>>,
    ) -> Option<(Self, Vec<String>)> {
        let (columns, height) = (x.len().checked_sub(1)?, y.len().checked_sub(1)?);
        let (mut cells, mut texts, mut cover) = (Vec::new(), Vec::new(), Vec::new());
        for (row, own) in rows.into_iter().enumerate().take(height) {
            let mut column = 0;
            let mut push = |column: usize, across: usize, text: String| {
                cover.extend(std::iter::repeat_n(cells.len(), across));
                cells.push(Region { row, column, rows: 1, columns: across });
                texts.push(text);
            };
            for (from, across, text) in own {
                if from < column || from + across > columns {
                    return None;
                }
                (column..from).for_each(|blank| push(blank, 1, String::new()));
                push(from, across, text);
                column = from + across;
            }
            (column..columns).for_each(|blank| push(blank, 1, String::new()));
        }
        Some((Self { x, y, cells, cover }, texts))
    }

    /// The table with more borders in one of its rows, from top to bottom. Cells that reach beyond the row stay whole.
    pub(super) fn with_borders(&self, row: usize, borders: &[f32]) -> Self {
        let more = borders.len();
        let mut y = self.y.clone();
        y.splice(row + 1..row + 1, borders.iter().copied());
        let mut cells: Vec<Region> = Vec::with_capacity(self.cells.len() + more * self.columns());
        for cell in &self.cells {
            let last = cell.row + cell.rows - 1;
            match () {
                () if cell.row > row => cells.push(Region { row: cell.row + more, ..*cell }),
                () if last < row => cells.push(*cell),
                () if cell.rows > 1 => cells.push(Region { rows: cell.rows + more, ..*cell }),
                () => cells.extend((row..=row + more).map(|row| Region { row, ..*cell })),
            }
        }
        cells.sort_by_key(|cell| (cell.row, cell.column));
        let columns = self.columns();
        let mut cover = vec![0; (y.len() - 1) * columns];
        for (at, cell) in cells.iter().enumerate() {
            for crossing in (cell.row..cell.row + cell.rows).flat_map(|row| {
                (cell.column..cell.column + cell.columns).map(move |column| row * columns + column)
            }) {
                cover[crossing] = at;
            }
        }
        Self { x: self.x.clone(), y, cells, cover }
    }

    pub(super) fn rows(&self) -> usize {
        self.y.len() - 1
    }

    pub(super) fn columns(&self) -> usize {
        self.x.len() - 1
    }

    /// Left, upper, right and lower edge of the table.
    pub(super) fn frame(&self) -> (f32, f32, f32, f32) {
        (self.x[0], self.y[0], self.x[self.columns()], self.y[self.rows()])
    }

    /// Left, upper, right and lower edge of a cell.
    pub(super) fn edges(&self, cell: Region) -> (f32, f32, f32, f32) {
        (
            self.x[cell.column],
            self.y[cell.row],
            self.x[cell.column + cell.columns],
            self.y[cell.row + cell.rows],
        )
    }

    pub(super) fn contains(&self, (x, y): (f32, f32)) -> bool {
        let (left, top, right, bottom) = self.frame();
        left <= x && x <= right && top <= y && y <= bottom
    }

    /// The cell at a point of the table.
    pub(super) fn at(&self, (x, y): (f32, f32)) -> usize {
        let place = |borders: &[f32], at: f32| {
            borders.partition_point(|border| *border <= at).saturating_sub(1).min(borders.len() - 2)
        };
        self.cover[place(&self.y, y) * self.columns() + place(&self.x, x)]
    }
}

/// The tables that horizontal and vertical rules make, from top to bottom. Boxes with one cell or one column are
/// frames around text, not tables.
pub(super) fn tables(across: &[Rule], down: &[Rule]) -> Vec<Lattice> {
    let (across, down) = (joined(across), joined(down));
    if across.is_empty() || down.is_empty() || across.len() > MOST_LINES || down.len() > MOST_LINES {
        return Vec::new();
    }
    let mut tables: Vec<Lattice> =
        groups(&across, &down).iter().filter_map(|(across, down)| lattice(across, down)).collect();
    tables.sort_by(|a, b| a.y[0].total_cmp(&b.y[0]).then_with(|| a.x[0].total_cmp(&b.x[0])));
    tables
}

/// Rules that lie on one line become one where they touch.
fn joined(rules: &[Rule]) -> Vec<Rule> {
    let mut sorted = rules.to_vec();
    sorted.sort_by(|a, b| a.at.total_cmp(&b.at).then_with(|| a.from.total_cmp(&b.from)));
    let mut out: Vec<Rule> = Vec::new();
    let mut start = 0;
    while start < sorted.len() {
        let mut end = start + 1;
        while end < sorted.len()
            && sorted[end].at - sorted[end - 1].at <= NEAR
            && sorted[end].at - sorted[start].at <= 2.0 * NEAR
        {
            end += 1;
        }
        let line = &mut sorted[start..end];
        let length: f32 = line.iter().map(|rule| (rule.to - rule.from).max(0.1)).sum();
        let at = line.iter().map(|rule| rule.at * (rule.to - rule.from).max(0.1)).sum::<f32>() / length;
        line.sort_by(|a, b| a.from.total_cmp(&b.from));
        let first = out.len();
        for rule in line {
            match out[first..].last_mut() {
                Some(last) if rule.from - last.to <= NEAR => last.to = last.to.max(rule.to),
                _ => out.push(Rule { at, ..*rule }),
            }
        }
        start = end;
    }
    // Dots and ticks rule nothing.
    out.retain(|rule| rule.to - rule.from > NEAR);
    out
}

/// Rules that touch each other, directly or through others.
fn groups(across: &[Rule], down: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let mut sets = Sets::new(across.len() + down.len());
    for (h, one) in across.iter().enumerate() {
        for (v, other) in down.iter().enumerate() {
            let meet = one.from - NEAR <= other.at
                && other.at <= one.to + NEAR
                && other.from - NEAR <= one.at
                && one.at <= other.to + NEAR;
            if meet {
                sets.join(h, across.len() + v);
            }
        }
    }
    let mut found: std::collections::BTreeMap<usize, (Vec<Rule>, Vec<Rule>)> =
        std::collections::BTreeMap::new();
    for (at, rule) in across.iter().enumerate() {
        found.entry(sets.root(at)).or_default().0.push(*rule);
    }
    for (at, rule) in down.iter().enumerate() {
        found.entry(sets.root(across.len() + at)).or_default().1.push(*rule);
    }
    found.into_values().filter(|(across, down)| !across.is_empty() && !down.is_empty()).collect()
}

/// The distinct places of lines, with open sides.
fn borders(own: &[Rule], crossing: &[Rule]) -> Vec<f32> {
    let mut places: Vec<f32> = own.iter().map(|rule| rule.at).collect();
    places.sort_by(f32::total_cmp);
    places.dedup_by(|b, a| *b - *a <= NEAR);
    let low = crossing.iter().map(|rule| rule.from).fold(f32::INFINITY, f32::min);
    let high = crossing.iter().map(|rule| rule.to).fold(f32::NEG_INFINITY, f32::max);
    if places.first().is_some_and(|first| low < first - OPEN) {
        places.insert(0, low);
    }
    if places.last().is_some_and(|last| high > last + OPEN) {
        places.push(high);
    }
    places
}

/// Whether a border is drawn between two crossing borders.
fn drawn(rules: &[Rule], at: f32, from: f32, to: f32) -> bool {
    let covered: f32 = rules
        .iter()
        .filter(|rule| (rule.at - at).abs() <= NEAR)
        .map(|rule| (rule.to.min(to) - rule.from.max(from)).max(0.0))
        .sum();
    covered >= 0.6 * (to - from)
}

fn lattice(across: &[Rule], down: &[Rule]) -> Option<Lattice> {
    let (x, y) = (borders(down, across), borders(across, down));
    if x.len() < 3 || y.len() < 2 || (x.len() - 1) * (y.len() - 1) > MOST_CELLS {
        return None;
    }
    let (columns, rows) = (x.len() - 1, y.len() - 1);
    let mut sets = Sets::new(columns * rows);
    for row in 0..rows {
        for column in 0..columns {
            let own = row * columns + column;
            if column + 1 < columns && !drawn(down, x[column + 1], y[row], y[row + 1]) {
                sets.join(own, own + 1);
            }
            if row + 1 < rows && !drawn(across, y[row + 1], x[column], x[column + 1]) {
                sets.join(own, own + columns);
            }
        }
    }
    let roots: Vec<usize> = (0..columns * rows).map(|at| sets.root(at)).collect();
    let (cells, cover) = regions(&roots, columns, rows);
    let several = cells.iter().any(|cell| cell.columns < columns) && cells.len() > 1;
    several.then_some(Lattice { x, y, cells, cover })
}

/// Rectangles out of sets of crossings. A set that is no rectangle (a line ends in the middle of a cell) falls apart into
/// runs within rows, runs of the same columns below each other joined.
fn regions(roots: &[usize], columns: usize, rows: usize) -> (Vec<Region>, Vec<usize>) {
    let mut cells: Vec<Region> = Vec::new();
    let mut cover = vec![usize::MAX; roots.len()];
    for row in 0..rows {
        let mut column = 0;
        while column < columns {
            let root = roots[row * columns + column];
            let mut end = column + 1;
            while end < columns && roots[row * columns + end] == root {
                end += 1;
            }
            let above = (row > 0).then(|| cover[(row - 1) * columns + column]);
            let continues = above.filter(|above| {
                let cell = cells[*above];
                cell.column == column
                    && cell.columns == end - column
                    && roots[cell.row * columns + cell.column] == root
            });
            let index = match continues {
                Some(above) => {
                    cells[above].rows += 1;
                    above
                }
                None => {
                    cells.push(Region { row, column, rows: 1, columns: end - column });
                    cells.len() - 1
                }
            };
            cover[row * columns + column..row * columns + end].fill(index);
            column = end;
        }
    }
    (cells, cover)
}

/// Disjoint sets.
struct Sets {
    parent: Vec<usize>,
}

impl Sets {
    fn new(size: usize) -> Self {
        Self { parent: (0..size).collect() }
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(at: f32, from: f32, to: f32) -> Rule {
        Rule { at, from, to }
    }

    #[test]
    fn merged_cells_cover_what_no_line_parts() {
        // A header over two columns, a label over two rows.
        let across =
            [rule(0.0, 0.0, 90.0), rule(20.0, 30.0, 90.0), rule(40.0, 0.0, 90.0), rule(60.0, 0.0, 90.0)];
        let down =
            [rule(0.0, 0.0, 60.0), rule(30.0, 0.0, 60.0), rule(60.0, 20.0, 60.0), rule(90.0, 0.0, 60.0)];
        let tables = tables(&across, &down);
        assert_eq!(tables.len(), 1);
        let table = &tables[0];
        assert_eq!((table.columns(), table.rows()), (3, 3));
        let spans: Vec<_> = table.cells.iter().map(|c| (c.row, c.column, c.rows, c.columns)).collect();
        assert_eq!(
            spans,
            [
                (0, 0, 2, 1),
                (0, 1, 1, 2),
                (1, 1, 1, 1),
                (1, 2, 1, 1),
                (2, 0, 1, 1),
                (2, 1, 1, 1),
                (2, 2, 1, 1)
            ]
        );
        assert_eq!(table.at((80.0, 10.0)), 1);
    }

    #[test]
    fn open_sides_are_sides() {
        // No line above the first row, none at the left.
        let across = [rule(20.0, 0.0, 60.0), rule(40.0, 0.0, 60.0)];
        let down = [rule(30.0, 0.0, 40.0), rule(60.0, 0.0, 40.0)];
        let tables = tables(&across, &down);
        assert_eq!((tables[0].columns(), tables[0].rows()), (2, 2));
    }

    #[test]
    fn frames_are_no_tables() {
        let across = [rule(0.0, 0.0, 90.0), rule(20.0, 0.0, 90.0), rule(40.0, 0.0, 90.0)];
        let down = [rule(0.0, 0.0, 40.0), rule(90.0, 0.0, 40.0)];
        assert!(tables(&across, &down).is_empty());
    }
}
