//! How a figure of prose stands in its text: what rules need to know without reading sentences again.

use super::vocabulary::vocabulary;

vocabulary! {
    /// What a sentence does with a figure.
    Role {
        Statement => "statement", "陈述";
        Reference => "reference", "比较的基数";
        Reason => "reason", "原因中的数";
        Purpose => "purpose", "用途中的数";
        Part => "part", "其中";
    }
}

/// A figure in its sentence. Figures of one document are told by their place in [`super::Disclosure::facts`] only until
/// facts are sorted, so links are offsets of figures within the same paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Index of the paragraph in the document's prose.
    pub paragraph: u32,
    /// Sentence of the paragraph, from 0. A sentence that opens with 其中 belongs to the one before it.
    pub sentence: u32,
    /// First byte of its digits in the paragraph.
    pub start: u32,
    /// Behind its last digit.
    pub end: u32,
    /// What the sentence does with it.
    pub role: Role,
    /// The words that name its subject, outermost first: headings, then topic, then the item's own.
    pub path: Vec<String>,
    /// The direction word printed for it, as it stands: 增加, 下降, 持平; empty where there is none.
    pub direction: String,
    /// The figure (byte of its first digit, same paragraph) whose change, share or rate this is.
    pub of: Option<u32>,
    /// The figure that it is measured against, where the sentence prints it.
    pub against: Option<u32>,
    /// The total that this is a part of, where the sentence says so (其中, 包括, a colon before a list).
    pub part_of: Option<u32>,
    /// The year that a change is said to be measured from, where the sentence prints one.
    pub against_year: Option<i32>,
    /// Whether reasons stand behind it in its sentence, or in the next one (主要原因是).
    pub reason: bool,
}
