//! Codes printed in parts, 类, 款 and 项 each on a row of its own: what stands above in the columns to the left holds on.

use crate::document::is_blank;

use super::codebook::plain_code;
use super::grid::{Column, GridRow, Role};

/// Writes the parts that a row leaves out to the left of its own: `208`, below it `05`, below that `05` in the third column is
/// 2080505. Only where the first part stands above as a whole class.
pub(super) fn carry_down(columns: &[Column], rows: &mut [GridRow]) {
    for group in groups(columns) {
        let mut held: Vec<String> = Vec::new();
        for row in rows.iter_mut().filter(|row| row.fits) {
            let parts: Vec<String> = group.iter().map(|at| plain_code(&row.cells[*at].text)).collect();
            let is_part = |part: &String| (1..=2).contains(&part.len()) && is_digits(part);
            let Some(first) = parts.iter().position(|part| !is_blank(part)) else { continue };
            if first == 0 {
                held = parts.iter().take_while(|part| is_digits(part)).cloned().collect();
                continue;
            }
            let own = parts[first..].iter().all(|part| part.is_empty() || is_part(part));
            if !own || held.len() < first || held[0].len() != 3 {
                held.clear();
                continue;
            }
            held.truncate(first);
            for (at, part) in group.iter().zip(&held) {
                row.cells[*at].text = part.clone();
            }
            held.extend(parts[first..].iter().filter(|part| !part.is_empty()).cloned());
        }
    }
}

fn is_digits(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
}

/// The columns of 类, 款 and 项 that stand beside each other.
fn groups(columns: &[Column]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let Role::CodePart(part) = column.role else { continue };
        match groups.last_mut() {
            Some(group) if usize::from(part) == group.len() && part > 0 => group.push(at),
            _ if part == 0 => groups.push(vec![at]),
            _ => {}
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}
