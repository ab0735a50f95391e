//! What the amounts that a sentence has stated mean for what comes next: the whole whose parts follow, and their year and phase.

use super::reader::Reader;

impl Reader<'_> {
    /// The amount whose parts come next, with its year and phase where it stands in this sentence: the last one, or the one of
    /// the document's own year and phase where that was said beside it.
    pub(super) fn parted(&self) -> Option<(u32, Option<(i32, crate::model::Phase)>)> {
        let mut totals = self.state.stated.iter().rev().filter(|stated| stated.total && !stated.aside);
        let last = totals.next()?;
        if last.sentence != self.nth {
            return Some((last.at, self.state.sentence.carried));
        }
        let own = totals
            .take_while(|stated| stated.sentence == self.nth && stated.subject == last.subject)
            .find(|stated| self.is_own(stated));
        let whole = if self.is_own(last) { last } else { own.unwrap_or(last) };
        Some((whole.at, whole.phase.map(|phase| (whole.year, phase))))
    }

    /// Year and phase of the amounts of this sentence, where all have the same.
    pub(super) fn stated_alike(&self) -> Option<(i32, crate::model::Phase)> {
        self.alike_in(self.nth)
    }

    /// Year and phase of the amounts of the last sentence of the paragraph that stated any.
    pub(super) fn stated_last(&self) -> Option<(i32, crate::model::Phase)> {
        self.alike_in(self.state.stated.iter().rev().find(|stated| stated.total)?.sentence)
    }

    fn alike_in(&self, nth: u32) -> Option<(i32, crate::model::Phase)> {
        let mut totals = self
            .state
            .stated
            .iter()
            .rev()
            .skip_while(|stated| stated.sentence != nth)
            .take_while(|stated| stated.sentence == nth)
            .filter(|stated| stated.total && !stated.aside);
        let first = totals.next()?;
        let alike = totals.all(|stated| (stated.year, stated.phase) == (first.year, first.phase));
        Some((first.year, first.phase?)).filter(|_| alike)
    }
}
