//! Errors on demand: one printed total of a document becomes another number.

use super::model::Seeded;
use super::page::{Layout, Page};

/// An error, as `errors.csv` lists it.
pub(crate) struct Wrong {
    pub(crate) place: String,
    pub(crate) statement: &'static str,
    pub(crate) printed: String,
    pub(crate) right: String,
}

/// Makes an error in so many documents of a hundred. A total covers other figures, so that checking can find it.
pub(crate) fn make(page: &mut Page, percent: usize, seed: u64) -> Option<Wrong> {
    let mut random = Seeded(seed);
    if page.layout == Layout::Flow || !random.chance(percent) {
        return None;
    }
    let totals: Vec<String> = page
        .meanings
        .iter()
        .filter(|(_, meaning)| {
            meaning.code == "all" && meaning.measure == "total" && meaning.amount.len() > 5
        })
        .map(|(place, _)| place.clone())
        .collect();
    let place = random.pick(totals.get(..).filter(|all| !all.is_empty())?).clone();
    let meaning = page.meanings.get(&place)?;
    let (line, cell) = place.strip_prefix('L')?.split_once(":c").unwrap_or((place.strip_prefix('L')?, "1"));
    let (line, cell): (usize, usize) = (line.parse().ok()?, cell.parse().ok()?);
    let at = page.lines.get_mut(line.checked_sub(1)?)?;
    let mut cells: Vec<String> = at.split('\t').map(str::to_owned).collect();
    // With a cell a line, the cell stands behind a tab.
    let target = cells.get_mut(if page.layout == Layout::Cells { 1 } else { cell - 1 })?;
    let printed = format!("9{target}");
    *target = printed.clone();
    let wrong = Wrong {
        place: place.clone(),
        statement: meaning.statement,
        printed: printed.replace(',', ""),
        right: meaning.amount.clone(),
    };
    *at = cells.join("\t");
    Some(wrong)
}
