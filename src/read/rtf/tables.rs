//! The tables at the head of a file of rich text: the character sets of fonts, and colours.

use std::collections::BTreeMap;

/// The sets of characters of fonts.
#[derive(Debug, Default)]
pub(super) struct Charsets {
    of: BTreeMap<i32, i32>,
    open: Option<i32>,
}

impl Charsets {
    pub(super) fn open(&mut self, font: i32) {
        self.open = Some(font);
    }

    pub(super) fn says(&mut self, charset: i32) {
        if let Some(font) = self.open {
            self.of.insert(font, charset);
        }
    }

    pub(super) fn close(&mut self) {
        self.open = None;
    }

    pub(super) fn of(&self, font: i32) -> Option<i32> {
        self.of.get(&font).copied()
    }
}

/// The colours of a file; the first is that of plain text.
#[derive(Debug, Default)]
pub(super) struct Colours {
    all: Vec<Option<[u8; 3]>>,
    open: Option<[u8; 3]>,
}

impl Colours {
    pub(super) fn says(&mut self, part: &str, number: Option<i32>) {
        let colour = self.open.get_or_insert([0; 3]);
        let at = ["red", "green", "blue"].iter().position(|one| *one == part).unwrap_or(0);
        colour[at] = u8::try_from(number.unwrap_or(0)).unwrap_or(0);
    }

    pub(super) fn close(&mut self, is_colour: bool) {
        if is_colour {
            let colour = self.open.take();
            self.all.push(colour);
        }
    }

    pub(super) fn of(&self, at: i32) -> Option<[u8; 3]> {
        usize::try_from(at).ok().and_then(|at| self.all.get(at).copied().flatten())
    }
}
