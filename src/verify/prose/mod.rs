//! B06, B08, B09 and C01–C19, C21: what sentences say against tables, against other sentences and against themselves. Figures
//! are bound only inside one sentence, or by a subject that has one meaning in the whole document; everything looser
//! concludes nothing.

mod base_year;
mod bind;
mod cells;
mod changes;
mod completion;
mod direction;
mod index;
mod items;
mod meanings;
mod names;
mod people;
mod placeholders;
mod purchases;
mod rates;
mod reasons;
mod repeats;
mod shares;
mod sums;
mod trips;

use crate::document::{Paragraph, WITHHELD, squeeze};
use crate::ledger::{Ledger, Record};
use crate::model::{
    Arg, Edition, Fact, Measure, Message, Passage as Printed, Role, Said, Scheme, Status, Within, message,
};

use super::Bench;
use super::bench::{Case, Side};

pub(super) use base_year::BASE_YEAR;
pub(super) use cells::{PROSE_AND_TABLE, UNIT_SLIP};
pub(super) use changes::{CHANGE, ZERO_BASE};
pub(super) use completion::{COMPLETION, ZERO_BUDGET};
pub(super) use direction::DIRECTION;
pub(super) use items::{CHANGES_OF_ITEMS, KINDS_OF_VEHICLES};
pub(super) use meanings::Cells;
pub(super) use names::NAMES_AND_YEAR;
pub(super) use people::{POSTS, RETIREES};
pub(super) use placeholders::PLACEHOLDERS;
pub(super) use purchases::{PROCUREMENT, RUNNING_COST};
pub(super) use rates::RATES_OF_COUNTS;
pub(super) use reasons::{NEW_CAR, REASON_MISSING, REASONS_ADD_UP};
pub(super) use repeats::REPEATS;
pub(super) use shares::SHARES;
pub(super) use sums::{PARTS, PROJECTS};
pub(super) use trips::check as trips;

/// A figure where it stands in its paragraph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figure<'l> {
    /// What it was found to be.
    pub(super) fact: &'l Fact,
    /// Byte offset of its first digit.
    pub(super) start: usize,
    /// Behind its last digit.
    pub(super) end: usize,
}

/// A paragraph with the figures that were bound in it.
#[derive(Debug)]
pub(super) struct Passage<'l> {
    /// The document.
    pub(super) record: &'l Record,
    /// The paragraph in its place.
    pub(super) printed: &'l Printed,
    /// Its text.
    pub(super) paragraph: &'l Paragraph,
    /// Its figures, in order.
    pub(super) figures: Vec<Figure<'l>>,
    /// The headings that it stands under, outermost first.
    pub(super) headings: Vec<&'l str>,
}

/// The prose of a document.
#[derive(Debug)]
pub(super) struct Prose<'l> {
    /// The document.
    pub(super) record: &'l Record,
    /// Its paragraphs.
    pub(super) passages: Vec<Passage<'l>>,
    /// What they state of each subject.
    index: index::Index<'l>,
}

/// The prose of all documents that count and were published whole: a publisher's shortened sentences prove nothing.
pub(super) fn texts<'l>(ledger: &'l Ledger, records: &[&'l Record]) -> Vec<Prose<'l>> {
    let whole = |record: &&Record| record.is_published() && record.edition() != Edition::Abridged;
    records.iter().copied().filter(whole).map(|record| Prose::of(record, ledger)).collect()
}

impl<'l> Prose<'l> {
    fn of(record: &'l Record, ledger: &'l Ledger) -> Self {
        let mut figures: Vec<Vec<Figure<'l>>> = vec![Vec::new(); record.prose.len()];
        let own = ledger.facts_in(&record.path).filter(|fact| fact.status != Status::Derived);
        for (fact, said) in own.filter_map(|fact| Some((fact, fact.said.as_deref()?))) {
            if let Some(of_paragraph) = figures.get_mut(said.paragraph as usize) {
                of_paragraph.push(Figure { fact, start: said.start as usize, end: said.end as usize });
            }
        }
        let heading = |above: &u32| record.prose.get(*above as usize).map(|one| one.paragraph.text.as_str());
        let passages = record
            .prose
            .iter()
            .zip(figures)
            .map(|(printed, mut figures)| {
                figures.sort_by_key(|figure| figure.start);
                let headings = printed.under.iter().filter_map(heading).collect();
                Passage { record, printed, paragraph: &printed.paragraph, figures, headings }
            })
            .collect::<Vec<_>>();
        Self { record, index: index::Index::of(&passages), passages }
    }

    /// Words of a paragraph as a side of a comparison.
    pub(super) fn words(&self, label: Message, within: Within) -> Option<Side<'l>> {
        let passage = self.passages.get(within.paragraph as usize)?;
        Some(passage.words(label, within.start as usize, within.end as usize))
    }

    /// All figures with their paragraphs and positions in them.
    pub(super) fn figures(&self) -> impl Iterator<Item = (&Passage<'l>, usize)> {
        self.passages.iter().flat_map(|passage| (0..passage.figures.len()).map(move |at| (passage, at)))
    }
}

/// The code of what a figure is of; `function_class` for every functional class, whose own code says which.
pub(super) fn kind_of(fact: &Fact) -> &str {
    if fact.subject.scheme == crate::model::Scheme::Function { "function_class" } else { &fact.subject.code }
}

/// Marks that end a sentence.
const ENDS: &[char] = &['。', '！', '？', '!', '?'];

impl<'l> Passage<'l> {
    /// The text.
    pub(super) fn text(&self) -> &'l str {
        &self.paragraph.text
    }

    /// The figure whose first digit stands at a byte: what the grammar links by.
    pub(super) fn linked(&self, start: Option<u32>) -> Option<&'l Fact> {
        let start = usize::try_from(start?).ok()?;
        self.figures.iter().find(|figure| figure.start == start).map(|figure| figure.fact)
    }

    /// How the figure at a position stands in its sentence.
    pub(super) fn said(&self, at: usize) -> Option<&'l Said> {
        self.fact(at).said.as_deref()
    }

    /// The fact at a position.
    pub(super) fn fact(&self, at: usize) -> &'l Fact {
        self.figures[at].fact
    }

    /// Where the sentence of a byte starts. A sentence that opens with 其中 belongs to the one before it.
    pub(super) fn sentence_start(&self, at: usize) -> usize {
        let text = self.text();
        let mut upto = at;
        loop {
            let Some(end) = text[..upto].rfind(ENDS) else { return 0 };
            let start = end + text[end..].chars().next().map_or(1, char::len_utf8);
            if !text[start..].trim_start().starts_with("其中") {
                return start;
            }
            upto = end;
        }
    }

    /// Where the sentence of a byte ends.
    pub(super) fn sentence_end(&self, at: usize) -> usize {
        let text = self.text();
        text[at..].find(ENDS).map_or(text.len(), |end| at + end)
    }

    /// Whether a figure stands in the sentence of a later one.
    pub(super) fn together(&self, first: usize, later: usize) -> bool {
        self.figures[first].start >= self.sentence_start(self.figures[later].start)
    }

    /// The text of the sentence before a figure.
    pub(super) fn before(&self, at: usize) -> &'l str {
        let start = self.figures[at].start;
        &self.text()[self.sentence_start(start)..start]
    }

    /// The text between a figure and the one before it, or the start of the sentence.
    pub(super) fn lead(&self, at: usize) -> &'l str {
        let start = self.figures[at].start;
        let from = self.sentence_start(start);
        let from = at.checked_sub(1).map_or(from, |last| from.max(self.figures[last].end));
        &self.text()[from.min(start)..start]
    }

    /// The nearest figure before one that fits, within its sentence.
    pub(super) fn nearest(&self, at: usize, fits: impl Fn(&Fact) -> bool) -> Option<usize> {
        (0..at).rev().take_while(|before| self.together(*before, at)).find(|before| fits(self.fact(*before)))
    }

    /// A quotation of the text, without what must not be shown.
    pub(super) fn quote(&self, start: usize, end: usize) -> String {
        let mut quote = squeeze(self.text().get(start..end).unwrap_or_default());
        for hidden in self.record.withheld.iter().filter(|text| !text.is_empty()) {
            quote = quote.replace(hidden.as_str(), WITHHELD);
        }
        let most = 80;
        if quote.chars().count() > most {
            quote = quote.chars().take(most).collect::<String>() + "…";
        }
        quote
    }

    /// Words of the text as a side of a comparison.
    pub(super) fn words(&self, label: Message, start: usize, end: usize) -> Side<'l> {
        Side::words(label, self.paragraph.place(start), self.quote(start, end))
    }
}

/// Whether a sentence states a figure as its own: not as a base, in a reason, for a purpose or as a part.
pub(super) fn is_stated(fact: &Fact) -> bool {
    fact.said.as_ref().is_none_or(|said| said.role == Role::Statement)
}

/// Whether a figure is a base, or stands in a reason or for a purpose: no statement of its subject, nor a part of one.
pub(super) fn is_aside(fact: &Fact) -> bool {
    let role = fact.said.as_ref().map(|said| said.role);
    matches!(role, Some(Role::Reference | Role::Reason | Role::Purpose))
}

/// Whether a figure speaks of a row of the classification by function, whatever its code.
pub(super) fn is_class(fact: &Fact) -> bool {
    fact.subject.scheme == Scheme::Function
}

/// The words for a fact: year, phase and name.
pub(super) fn called(fact: &Fact) -> Message {
    let year = Arg::Year(fact.fiscal_year);
    let phase = fact.phase.map_or_else(|| Message::default().into(), Arg::from);
    let name = Arg::name(fact.subject.name.replace(['“', '”'], ""));
    match fact.measure {
        Measure::Total => message!("figure", year = year, phase = phase, name = name),
        measure => {
            message!("figure-of-measure", year = year, phase = phase, name = name, measure = measure)
        }
    }
}

/// A figure as a side of a comparison.
pub(super) fn side(fact: &Fact) -> Side<'_> {
    Side::of(called(fact), &[fact])
}

/// Records that something is due and cannot be concluded.
pub(super) fn open<'l>(
    out: &mut Bench<'_>,
    passage: &Passage<'l>,
    message: Message,
    left: Side<'l>,
    right: Side<'l>,
    why: impl IntoIterator<Item = Message>,
) {
    let case = Case::new(passage.record, message, left, right).noted(why);
    out.judge(case, crate::model::Verdict::InsufficientData);
}
