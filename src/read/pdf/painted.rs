//! Tables without ruling lines whose cells are painted: the edges of the areas are their lines, narrow gaps between them
//! too.
#![allow(clippy::float_arithmetic)] // geometry

use super::lattice::{self, Lattice};
use super::page::Rule;

/// Areas nearer to each other than twice this have one border between them, in points.
const HALF_GAP: f32 = 1.5;

/// Borders nearer than this are one.
const NEAR: f32 = 3.5;

/// A painted table has at least so many areas.
const FEWEST: usize = 4;

/// The most borders of one direction.
const MOST: usize = 400;

/// An area by its left, upper, right and lower edge.
type Area = (f32, f32, f32, f32);

/// The tables of areas that stand in none of the ruled tables.
pub(super) fn tables(areas: &[Area], ruled: &[Lattice]) -> Vec<Lattice> {
    let middle = |area: &Area| ((area.0 + area.2) / 2.0, (area.1 + area.3) / 2.0);
    let free = areas.iter().filter(|area| !ruled.iter().any(|lattice| lattice.contains(middle(area))));
    let grown: Vec<Area> =
        free.map(|a| (a.0 - HALF_GAP, a.1 - HALF_GAP, a.2 + HALF_GAP, a.3 + HALF_GAP)).collect();
    if grown.len() < FEWEST {
        return Vec::new();
    }
    blocks(&grown).iter().filter(|block| block.len() >= FEWEST).flat_map(|block| table(block)).collect()
}

/// Areas that stand in one block: none is farther from the others than an area is high.
fn blocks(areas: &[Area]) -> Vec<Vec<Area>> {
    let mut sorted = areas.to_vec();
    sorted.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut blocks: Vec<Vec<Area>> = Vec::new();
    let mut bottom = f32::NEG_INFINITY;
    for area in sorted {
        match blocks.last_mut() {
            Some(block) if area.1 - bottom < 1.5 * (area.3 - area.1) => block.push(area),
            _ => blocks.push(vec![area]),
        }
        bottom = bottom.max(area.3);
    }
    blocks
}

fn table(areas: &[Area]) -> Vec<Lattice> {
    let x = borders(areas.iter().flat_map(|area| [area.0, area.2]).collect());
    let y = borders(areas.iter().flat_map(|area| [area.1, area.3]).collect());
    // One column of areas is stripes behind the rows: they part no columns.
    if x.len() < 3 || y.len() < 3 || x.len() > MOST || y.len() > MOST {
        return Vec::new();
    }
    let mut across = Vec::new();
    let mut down = Vec::new();
    // A border is drawn wherever no area reaches over it.
    for at in &y {
        for pair in x.windows(2) {
            let middle = (pair[0] + pair[1]) / 2.0;
            let over = |area: &&Area| {
                area.1 < at - NEAR && *at + NEAR < area.3 && area.0 < middle && middle < area.2
            };
            if !areas.iter().any(|area| over(&area)) {
                across.push(Rule { at: *at, from: pair[0], to: pair[1] });
            }
        }
    }
    for at in &x {
        for pair in y.windows(2) {
            let middle = (pair[0] + pair[1]) / 2.0;
            let over = |area: &&Area| {
                area.0 < at - NEAR && *at + NEAR < area.2 && area.1 < middle && middle < area.3
            };
            if !areas.iter().any(|area| over(&area)) {
                down.push(Rule { at: *at, from: pair[0], to: pair[1] });
            }
        }
    }
    lattice::tables(&across, &down)
}

/// Places that are near to each other, as one.
fn borders(mut places: Vec<f32>) -> Vec<f32> {
    places.sort_by(f32::total_cmp);
    let groups = places.chunk_by(|a, b| b - a <= NEAR);
    groups.filter_map(|group| Some((group.first()? + group.last()?) / 2.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: u8, gap: f32) -> Vec<Area> {
        let mut areas = Vec::new();
        for row in 0..rows {
            for column in 0..3_u8 {
                let (x, y) = (80.0 * f32::from(column), 20.0 * f32::from(row));
                areas.push((x, y, x + 80.0 - gap, y + 20.0 - gap));
            }
        }
        areas
    }

    #[test]
    fn painted_cells_are_cells() {
        for gap in [0.0, 1.5, 4.0] {
            let found = tables(&grid(3, gap), &[]);
            assert_eq!(found.len(), 1, "{gap}");
            assert_eq!((found[0].columns(), found[0].rows()), (3, 3), "{gap}");
        }
    }

    #[test]
    fn an_area_over_several_columns_is_one_cell() {
        let mut areas = grid(3, 1.5);
        areas.retain(|area| !(area.1 < 1.0 && area.0 > 1.0));
        areas.push((80.0, 0.0, 238.5, 18.5));
        let found = tables(&areas, &[]);
        assert_eq!(found[0].cells.len(), 8);
        // Every second row may be white: its cells are those of the rows around.
        let mut zebra = grid(5, 0.0);
        zebra.retain(|area| (area.1 / 20.0) % 2.0 < 0.5);
        assert_eq!((tables(&zebra, &[])[0].columns(), tables(&zebra, &[])[0].rows()), (3, 5));
    }

    #[test]
    fn stripes_and_single_areas_make_no_columns() {
        let stripes: Vec<Area> =
            (0..6_u8).map(|row| (0.0, 20.0 * f32::from(row), 300.0, 20.0 * f32::from(row) + 18.0)).collect();
        assert!(tables(&stripes, &[]).is_empty());
        assert!(tables(&[(0.0, 0.0, 80.0, 20.0), (80.0, 0.0, 160.0, 20.0)], &[]).is_empty());
    }
}
