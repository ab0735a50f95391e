//! The lines around a place, as the document's page shows them: a sentence in its paragraph, a cell in its rows. What is
//! withheld there is withheld here.

use std::fmt::Write;

use crate::document::Locator;
use crate::ledger::Record;
use crate::site::escape;

/// Lines shown before and behind a place.
const AROUND: u32 = 2;

/// A longer line is shown around the place only, in characters to each side.
const WIDTH: usize = 160;

/// Excerpts of one document.
pub(super) struct Excerpts<'l> {
    record: &'l Record,
}

impl<'l> Excerpts<'l> {
    pub(super) fn of(record: &'l Record) -> Self {
        Self { record }
    }

    /// Writes the lines around a place, with the place marked.
    pub(super) fn write(&self, out: &mut String, locator: &Locator) {
        let (first, last) = (locator.line(), locator.last_line());
        out.push_str("<div class=\"excerpt\"><table>");
        for line in first.saturating_sub(AROUND).max(1)..=last + AROUND {
            let Some(raw) = self.record.document.source.get(line as usize - 1) else { continue };
            if raw.trim().is_empty() {
                continue;
            }
            let own = (first..=last).contains(&line);
            let class = if own { " class=\"own\"" } else { "" };
            let _ = write!(out, "<tr{class}><th>{}</th>", escape(&self.record.document.places.line(line)));
            self.cells(out, raw, own.then_some(locator));
            out.push_str("</tr>");
        }
        out.push_str("</table></div>");
    }

    fn cells(&self, out: &mut String, raw: &str, mark: Option<&Locator>) {
        let range = mark.and_then(|locator| locator.range_in(raw));
        let mut from = 0;
        for cell in raw.split('\t') {
            let inside = range
                .filter(|(start, end)| from <= *start && *end <= from + cell.len())
                .map(|(start, end)| (start - from, end - from));
            let text = match inside {
                Some((start, end)) => format!(
                    "{}<mark>{}</mark>{}",
                    escape(&tail(cell.get(..start).unwrap_or_default())),
                    escape(cell.get(start..end).unwrap_or_default()),
                    escape(&shortened(cell.get(end..).unwrap_or_default(), Some(WIDTH)))
                ),
                None => escape(&shortened(cell, None)),
            };
            let _ = write!(out, "<td>{text}</td>");
            from += cell.len() + 1;
        }
    }
}

/// The beginning of a text.
fn shortened(text: &str, most: Option<usize>) -> String {
    let most = most.unwrap_or(2 * WIDTH);
    let mut short: String = text.chars().take(most).collect();
    if text.chars().count() > most {
        short.push('…');
    }
    short
}

/// The end of a text.
fn tail(text: &str) -> String {
    let count = text.chars().count();
    let rest: String = text.chars().skip(count.saturating_sub(WIDTH)).collect();
    if count > WIDTH { format!("…{rest}") } else { rest }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_shown_around_the_place() {
        let long = "字".repeat(1000);
        assert_eq!(tail(&long).chars().count(), WIDTH + 1);
        assert_eq!(shortened(&long, Some(WIDTH)).chars().count(), WIDTH + 1);
        assert_eq!(shortened("短", None), "短");
    }
}
