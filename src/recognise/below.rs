//! Titles that stand below their tables: then every table but the first seems to have the title of the one before it, and
//! the last title no table.

use super::grid::Grid;
use super::section::{Body, Parts, Section};
use super::structure::Structure;

/// The most lines from the last row of a table to the title below it.
const NEAR: u32 = 2;

/// Gives tables the titles below them, where a table contradicts the title above it and none the title below.
pub(crate) fn turn(parts: &mut Parts, grids: &mut Vec<Option<Grid>>) {
    let mut at = 0;
    while at < parts.sections.len() {
        let run = length(&parts.sections[at..]);
        if run > 1 && is_turned(&parts.sections[at..at + run], &grids[at..at + run]) {
            for table in at..at + run - 1 {
                let (above, below) = parts.sections.split_at_mut(table + 1);
                let (own, next) = (&mut above[table], &mut below[0]);
                own.title = std::mem::take(&mut next.title);
                own.statement = next.statement;
                own.caption = std::mem::take(&mut next.caption);
            }
            // The last title has its table now.
            parts.sections.remove(at + run - 1);
            grids.remove(at + run - 1);
        }
        at += run.max(1);
    }
}

/// How many sections from the first on make a row of tables with titles between them: the first has no title, the last no
/// table.
fn length(sections: &[Section]) -> usize {
    let is_table = |section: &Section| matches!(section.body, Body::Rows(..));
    let untitled = |section: &Section| section.statement.is_none() && is_table(section);
    if !sections.first().is_some_and(untitled) {
        return 0;
    }
    for (at, pair) in sections.windows(2).enumerate() {
        let near = last_row(&pair[0]).is_some_and(|last| pair[1].span.first.saturating_sub(last) <= NEAR);
        if !near || pair[1].statement.is_none() {
            return 0;
        }
        if !is_table(&pair[1]) {
            return at + 2;
        }
    }
    0
}

fn last_row(section: &Section) -> Option<u32> {
    let Body::Rows(_, rows) = &section.body else { return None };
    rows.last().map(|row| row.span.last)
}

fn is_turned(sections: &[Section], grids: &[Option<Grid>]) -> bool {
    let structures: Vec<Option<Structure>> =
        grids[..grids.len() - 1].iter().map(|grid| grid.as_ref().map(Structure::of)).collect();
    let contradicts = |(structure, section): (&Option<Structure>, &Section)| {
        let statement = section.statement;
        structure.as_ref().zip(statement).is_some_and(|(structure, one)| structure.contradicts(one))
    };
    structures.iter().all(Option::is_some)
        && structures.iter().zip(sections).any(contradicts)
        && !structures.iter().zip(&sections[1..]).any(contradicts)
}
