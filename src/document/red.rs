//! Text in red: the mark that a reader puts into the text of a cell all of which is red.
//!
//! What the colour means is not known before the table is: a minus in one, a heading in another.

/// Stands in the raw text of a cell that is written in red. It is no character of any script, and leaves the text when it
/// is cleaned.
pub const RED: char = '\u{FDD0}';

/// How bright the red of a red is at least, and by how much green and blue are darker.
const BRIGHT: u8 = 0x80;
const DARKER: u8 = 0x60;

/// Whether a colour in red, green and blue is a red to the eye.
pub fn is_red([red, green, blue]: [u8; 3]) -> bool {
    red >= BRIGHT && red.saturating_sub(green.max(blue)) >= DARKER && green.abs_diff(blue) <= DARKER / 2
}

/// The text of a cell with the mark, where it is red.
pub fn reddened(text: String, red: bool) -> String {
    if red && !text.is_empty() { format!("{RED}{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reds_are_told_from_other_colours() {
        for red in [[255, 0, 0], [192, 0, 0], [0xEE, 0x22, 0x11]] {
            assert!(is_red(red), "{red:?}");
        }
        for other in [[0, 0, 0], [255, 255, 255], [255, 192, 0], [0, 0, 255], [255, 200, 200], [112, 48, 160]]
        {
            assert!(!is_red(other), "{other:?}");
        }
    }

    #[test]
    fn the_mark_is_seen_by_the_cell_alone() {
        let cell =
            crate::document::Cell::new(&reddened("20.00".into(), true), crate::document::Locator::Cell(1, 1));
        assert_eq!((cell.text.as_str(), cell.quote.as_str(), cell.red), ("20.00", "20.00", true));
        assert_eq!(reddened(String::new(), true), "");
    }
}
