//! Places in documents in the words of a language: `第12页表3第5行`, `p. 12, table 3, row 5`. The Chinese words are the document's own.

use crate::document::{Locator, Place, Places, letters};
use crate::messages::Locale;

/// A place in words, to stand in a sentence.
pub(crate) fn words(locale: Locale, places: &Places, locator: &Locator) -> String {
    if locale == Locale::Chinese {
        return places.words(locator);
    }
    match (places.of_line(locator.line()), locator) {
        (Place::SheetRow { sheet, row }, Locator::Cell(_, cell)) => {
            format!("{sheet}!{}{row}", letters(*cell))
        }
        (place, _) => english(place, locator.line()),
    }
}

fn english(place: &Place, number: u32) -> String {
    match place {
        Place::Line => format!("line {number}"),
        Place::PageLine { page, line } => format!("p. {page}, line {line}"),
        Place::PageRow { page, table, row } => format!("p. {page}, table {table}, row {row}"),
        Place::Row { table, row } => format!("table {table}, row {row}"),
        Place::SheetRow { sheet, row } => format!("sheet {sheet}, row {row}"),
        Place::Attached { file, place, line } => format!("attachment {file}, {}", english(place, *line)),
    }
}

/// A place for a margin, behind the code of its document: `137`, `12页`, `p12`.
pub(crate) fn short(locale: Locale, places: &Places, locator: &Locator) -> String {
    let words = places.short(locator);
    if locale == Locale::Chinese {
        return words;
    }
    match places.of_line(locator.line()).inner() {
        Place::PageLine { page, .. } | Place::PageRow { page, .. } => format!("p{page}"),
        Place::Row { table, row } => format!("t{table}-{row}"),
        Place::SheetRow { .. } | Place::Line | Place::Attached { .. } => words,
    }
}

/// Where a run of lines stands: `第 168—234 行`, `lines 168–234`.
pub(crate) fn range(locale: Locale, places: &Places, first: u32, last: u32) -> String {
    if locale == Locale::Chinese {
        return places.range(first, last);
    }
    let range = |one: &str, several: &str, from: u32, to: u32| {
        if from == to { format!("{one} {from}") } else { format!("{several} {from}–{to}") }
    };
    match (places.of_line(first), places.of_line(last)) {
        (
            Place::PageLine { page: from, .. } | Place::PageRow { page: from, .. },
            Place::PageLine { page: to, .. } | Place::PageRow { page: to, .. },
        ) => range("p.", "pp.", *from, *to),
        (Place::SheetRow { sheet: from, row: a }, Place::SheetRow { sheet: to, row: b }) => {
            if from == to {
                format!("sheet {from}, {}", range("row", "rows", *a, *b))
            } else {
                format!("sheets {from}–{to}")
            }
        }
        (Place::Row { table: from, .. }, Place::Row { table: to, .. }) => {
            range("table", "tables", *from, *to)
        }
        _ => range("line", "lines", first, last),
    }
}

/// How long a document is: how many of what.
pub(crate) fn extent(locale: Locale, places: &Places, lines: usize) -> (usize, String) {
    let (count, words) = places.extent(lines);
    let kind = match places.lines().find(|place| !matches!(place, Place::Line)) {
        Some(Place::PageLine { .. } | Place::PageRow { .. }) => "pages",
        Some(Place::SheetRow { .. }) => "sheets",
        _ => "lines",
    };
    (count, locale.word("extent", kind, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_said_in_the_language_of_the_page() {
        let places = Places::new(vec![
            Place::PageLine { page: 3, line: 12 },
            Place::PageRow { page: 12, table: 3, row: 5 },
            Place::Row { table: 3, row: 5 },
            Place::Line,
        ]);
        let said = |at| words(Locale::English, &places, &Locator::Line(at));
        assert_eq!(
            [1, 2, 3, 4].map(said),
            ["p. 3, line 12", "p. 12, table 3, row 5", "table 3, row 5", "line 4"]
        );
        assert_eq!(words(Locale::Chinese, &places, &Locator::Line(2)), "第12页表3第5行");
        assert_eq!(range(Locale::English, &places, 1, 2), "pp. 3–12");
        assert_eq!(range(Locale::English, &places, 4, 9), "lines 4–9");
        assert_eq!(short(Locale::English, &places, &Locator::Line(2)), "p12");
        assert_eq!(extent(Locale::English, &places, 4), (12, "pages".to_owned()));
    }
}
