//! A paragraph as it stands among the others: what rules need of its words without reading them again.

use serde::{Deserialize, Serialize};

use crate::document::Paragraph;

/// A paragraph of prose in its place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Its text, with the way back to its lines.
    pub paragraph: Paragraph,
    /// The headings that it stands under, outermost first, as positions in the document's prose; a heading stands under itself.
    pub under: Vec<u32>,
    /// Where the words of a reason end, in bytes of the text; `None` where no reason is given.
    pub reason: Option<u32>,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
    /// How it opens and ends.
    pub shape: Shape,
}

/// A sentence of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// First byte.
    pub start: u32,
    /// The mark that ends it, or the end of the paragraph.
    pub end: u32,
    /// First byte of the sentence that it belongs to: its own, or one before it from which it goes on (其中).
    pub head: u32,
}

/// How a paragraph opens and ends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// The chapter that it belongs to, by number: paragraphs under the same two headings share one.
    pub chapter: u32,
    /// The ordinal that it opens with, in digits: 3、.
    pub ordinal: Option<u32>,
    /// Whether it ends with a colon: what follows is announced.
    pub announces: bool,
    /// Whether it ends with a mark that ends or goes on: else it may have been cut.
    pub closed: bool,
    /// Whether it is short and names no money, as a heading does.
    pub heading: bool,
    /// Whether it names ten thousands of yuan.
    pub names_money: bool,
    /// The second level of the path of the classification that it opens with: 乙 of `甲（类）乙（款）丙（项）`.
    pub group: Option<String>,
}

impl Passage {
    /// Where the sentence of a byte starts. A sentence that goes on from another belongs to that one.
    pub fn sentence_start(&self, at: usize) -> usize {
        let upto = self.sentences.partition_point(|one| one.start as usize <= at);
        self.sentences[..upto].last().map_or(0, |one| one.head as usize)
    }

    /// Where the sentence of a byte ends.
    pub fn sentence_end(&self, at: usize) -> usize {
        let own = self.sentences.partition_point(|one| (one.end as usize) < at);
        self.sentences.get(own).map_or(at, |one| one.end as usize)
    }
}
