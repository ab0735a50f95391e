//! What a document says in words that no figure carries, found once and handed over as values. Words are rows of
//! `taxonomy/data/said.csv`.

mod aims;
mod because;
mod cells;
mod contents;
mod counts;
mod duties;
mod forms;
mod gaps;
mod headers;
mod lists;
mod notes;
mod rates;
mod reasons;
mod spent;
#[cfg(test)]
mod tests;
mod told;
mod topics;
mod whole;

use crate::document::{Block, Document, Line};
use crate::model::{Fact, Identity, Indicator, Passage, Remark, Says, Within};

pub(super) use topics::tell as tell_topics;

/// Marks that end a sentence.
const ENDS: &[char] = &['。', '！', '？', '!', '?'];

/// What remarks are found in.
pub(super) struct Text<'d> {
    /// The document.
    pub(super) document: &'d Document,
    /// Whose it is.
    pub(super) identity: &'d Identity,
    /// Its prose.
    pub(super) prose: &'d [Passage],
    /// Its figures.
    pub(super) facts: &'d [Fact],
    /// Its rows of indicators.
    pub(super) indicators: &'d [Indicator],
}

impl<'d> Text<'d> {
    /// The lines that belong to no table.
    fn lines(&self) -> impl Iterator<Item = &'d Line> {
        self.document.blocks.iter().filter_map(|block| match block {
            Block::Line(line) => Some(line),
            Block::Table(_) => None,
        })
    }
}

/// All remarks of a document.
pub(super) fn find(text: &Text<'_>) -> Vec<Remark> {
    let figures = by_paragraph(text);
    let mut found = Vec::new();
    for (at, passage) in text.prose.iter().enumerate() {
        gaps::find(at, passage, &mut found);
        spent::find(at, passage, &figures[at], &mut found);
        reasons::find(at, passage, &figures[at], &mut found);
        because::find(at, text.prose, &figures, &mut found);
        counts::find(at, passage, &figures[at], &mut found);
        lists::find(at, passage, &figures[at], &mut found);
    }
    whole::find(text, &mut found);
    let listed = contents::listed(text.document);
    contents::find(&listed, &mut found);
    duties::find(text, &listed, &mut found);
    notes::find(text, &mut found);
    cells::find(text, &mut found);
    told::find(text, &mut found);
    headers::find(text, &mut found);
    forms::find(text, &mut found);
    aims::find(text, &mut found);
    rates::find(text, &mut found);
    found
}

/// The figures of each paragraph, in its order.
fn by_paragraph<'d>(text: &Text<'d>) -> Vec<Vec<&'d Fact>> {
    let mut figures: Vec<Vec<&Fact>> = vec![Vec::new(); text.prose.len()];
    for fact in text.facts {
        let own = fact.said.as_ref().and_then(|said| figures.get_mut(said.paragraph as usize));
        if let Some(own) = own {
            own.push(fact);
        }
    }
    figures.iter_mut().for_each(|own| own.sort_by_key(|fact| start_of(fact)));
    figures
}

/// The first byte of a figure in its paragraph.
fn start_of(fact: &Fact) -> u32 {
    fact.said.as_ref().map_or(0, |said| said.start)
}

/// A remark about words of a paragraph.
fn within(at: usize, passage: &Passage, (start, end): (usize, usize), says: Says) -> Remark {
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Remark {
        says,
        locator: passage.paragraph.place(start),
        quote: String::new(),
        within: Some(Within { paragraph: number(at), start: number(start), end: number(end) }),
    }
}

/// Where the sentence of a byte starts.
fn sentence_start(text: &str, at: usize) -> usize {
    text[..at].rfind(ENDS).map_or(0, |end| end + text[end..].chars().next().map_or(1, char::len_utf8))
}

/// Where the sentence of a byte ends.
fn sentence_end(text: &str, at: usize) -> usize {
    text[at..].find(ENDS).map_or(text.len(), |end| at + end)
}
