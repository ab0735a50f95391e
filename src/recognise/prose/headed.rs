//! Titles and headings as the reader meets them: what they say that the text below is of, of which year, stage and part of the year.

use super::block::Block;
use super::heading;
use super::period::Part as OfYear;
use super::reader::Reader;
use super::state::Heading;
use super::subject::Subject;

impl Reader<'_> {
    /// The title of the document, or its first line: what it is about in the whole.
    pub(super) fn title(&mut self, title: &str) {
        if let Heading::Of(subject) = heading::read(title, &self.names, &[])
            && !title.contains('。')
            && subject.code() == "three_public"
            && !heading::names_more(title)
        {
            self.state.root = Some(subject);
        } else if self.state.root.is_none()
            && !self.state.begun
            && heading::speaks_of_three(title, &self.names)
        {
            self.state.root =
                super::subject::item_of("three_public").map(|word| Subject::Item(word, word.text.clone()));
        }
        self.state.part = self.state.part.or_else(|| self.part_in(title));
    }

    /// A new part of the document.
    pub(super) fn new_part(&mut self, title: &str) {
        self.state.open(0, Heading::Through, title.to_owned());
        self.state.sides = [None, None];
    }

    pub(super) fn open(&mut self, text: &str, block: &Block) {
        if let Some(level) = block.level.filter(|_| !block.heading.is_empty()) {
            let words = &text[block.heading.clone()];
            self.open_heading(level, words, !text[block.body.clone()].trim().is_empty());
        }
    }

    /// The part of the year that a heading names. A budget is of the whole year, whatever date stands on it.
    fn part_in(&self, words: &str) -> Option<OfYear> {
        heading::part(words, &self.names).filter(|_| self.frame.phase() == crate::model::Phase::Final)
    }

    /// A heading; `goes_on`: whether its text stands behind it in the same line.
    pub(super) fn open_heading(&mut self, level: u8, words: &str, goes_on: bool) {
        let heading = heading::read(words, &self.names, &self.state.above(level));
        self.state.open(level, heading, words.trim().to_owned());
        self.back_to_own(level);
        if let Some(owner) = heading::names_other(
            words,
            &self.names,
            self.known && !(goes_on && self.is_region()),
            self.anyone(),
        ) {
            self.state.headed_owner = Some((level, owner));
        }
        if let Some((circle, word)) = heading::circle(words, &self.names).filter(|_| self.is_region()) {
            let owner = self.owner_within(circle, &word);
            self.state.headed_owner = Some((level, owner));
        }
        if let Some((_, owner)) = &self.state.headed_owner {
            self.state.owner = owner.clone();
        }
        self.state.parts.push((level, self.part_in(words)));
        let own = (self.frame.year, Some(self.frame.phase()));
        let frame = heading::frame(words, &self.names, own.0).filter(|named| *named != own);
        self.state.frames.push((level, frame));
    }
}
