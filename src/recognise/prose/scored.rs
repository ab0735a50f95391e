//! Whose score a score is: the body's own for all that it spends, or that of one of its projects.

use super::reader::{Part, Reader};
use crate::taxonomy::says_last;

impl Reader<'_> {
    /// Whether a score is that of all that the body spends, and not of one of its projects. What was named last counts.
    pub(super) fn scores_whole(&self, part: &Part<'_>, start: usize, at: usize) -> bool {
        if self.of_project {
            return true;
        }
        let whole =
            |words: &str| match (says_last("score_of_all", words), says_last("score_of_project", words)) {
                (None, None) => None,
                (whole, project) => Some(whole > project),
            };
        let words = part.tokens.get(start).zip(part.tokens.get(at));
        let sentence = words.map_or("", |(first, last)| &part.plain.text[first.start..last.start]);
        let headings = self.state.sections.iter().rev().map(|(_, _, words)| words.as_str());
        std::iter::once(sentence).chain(headings).find_map(whole).unwrap_or(true)
    }
}
