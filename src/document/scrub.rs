//! Scrubbing: characters that print nothing and change how others are shown. A line that runs backwards on the screen reads
//! otherwise than the figures that were taken from it.

use super::{Block, Document};

/// Whether a character turns the direction of text, is no character at all, or controls a machine.
pub fn is_deceptive(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' | '\u{FDD0}'..='\u{FDEF}')
        || c as u32 & 0xFFFE == 0xFFFE
        || c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

/// Takes such characters out of a text.
pub fn scrub(text: &mut String) {
    if text.chars().any(is_deceptive) {
        text.retain(|c| !is_deceptive(c));
    }
}

impl Document {
    /// Takes such characters out of everything that was read.
    pub fn scrub(&mut self) {
        self.source.iter_mut().for_each(scrub);
        self.about.titles.iter_mut().chain(&mut self.about.path).for_each(scrub);
        for block in &mut self.blocks {
            match block {
                Block::Line(line) => scrub(&mut line.text),
                Block::Table(table) => {
                    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                        scrub(&mut cell.text);
                        scrub(&mut cell.quote);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_text_is_taken_out() {
        let mut text = "支出\u{202E}00.1\u{202C}\u{FFFE}\u{0}万元\t甲".to_owned();
        scrub(&mut text);
        assert_eq!(text, "支出00.1万元\t甲");
    }
}
