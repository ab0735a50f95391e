//! A paragraph as it stands among the others: what rules need of its words without reading them again.

use crate::document::Paragraph;

/// A paragraph of prose in its place.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Passage {
    /// Its text, with the way back to its lines.
    pub paragraph: Paragraph,
    /// The headings that it stands under, outermost first, as positions in the document's prose; a heading stands under itself.
    pub under: Vec<u32>,
    /// Where the words of a reason end, in bytes of the text; `None` where no reason is given.
    pub reason: Option<u32>,
}
