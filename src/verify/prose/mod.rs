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

use std::collections::BTreeSet;

use crate::ledger::{Ledger, Record};
use crate::model::{
    Arg, Edition, Fact, Measure, Message, Near, Passage as Printed, Remark, Role, Said, Says, Scheme, Shape,
    Status, Within, message,
};

use super::Bench;
use super::bench::{Case, Side};
use super::quotes::Quotes;

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
    /// Its position in the prose.
    nth: u32,
    /// How it is made up.
    printed: &'l Printed,
    /// Its figures, in order.
    pub(super) figures: Vec<Figure<'l>>,
    /// What its words say without a figure.
    pub(super) remarks: Vec<&'l Remark>,
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
        let all = ledger.facts_in(&record.path).filter(|fact| fact.status != Status::Derived);
        let all: Vec<(&Fact, &Said)> = all.filter_map(|fact| Some((fact, fact.said.as_deref()?))).collect();
        // A sentence that speaks of another body is held against nothing: what is its own in it may be a part of a list.
        let place = |said: &Said| (said.paragraph, said.sentence);
        let others: BTreeSet<(u32, u32)> =
            all.iter().filter(|(_, said)| said.of_another).map(|(_, said)| place(said)).collect();
        for (fact, said) in all.into_iter().filter(|(_, said)| !others.contains(&place(said))) {
            if let Some(of_paragraph) = figures.get_mut(said.paragraph as usize) {
                of_paragraph.push(Figure { fact, start: said.start as usize, end: said.end as usize });
            }
        }
        let mut remarks: Vec<Vec<&'l Remark>> = vec![Vec::new(); record.prose.len()];
        for remark in &record.remarks {
            let own = remark.within.and_then(|within| remarks.get_mut(within.paragraph as usize));
            own.into_iter().for_each(|own| own.push(remark));
        }
        let passages = (0_u32..)
            .zip(&record.prose)
            .zip(figures.into_iter().zip(remarks))
            .map(|((nth, printed), (mut figures, remarks))| {
                figures.sort_by_key(|figure| figure.start);
                Passage { record, nth, printed, figures, remarks }
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

impl<'l> Passage<'l> {
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

    /// What else the words near the figure at a position say.
    pub(super) fn near(&self, at: usize) -> Option<&'l Near> {
        self.said(at).map(|said| &said.near)
    }

    /// How it opens and ends.
    pub(super) fn shape(&self) -> &'l Shape {
        &self.printed.shape
    }

    /// Whether it gives a reason for something.
    pub(super) fn gives_reason(&self) -> bool {
        self.printed.reason.is_some()
    }

    /// What its words say without a figure, of one kind.
    pub(super) fn says<'p, T: 'p>(
        &'p self,
        kind: impl Fn(&'l Says) -> Option<T> + 'p,
    ) -> impl Iterator<Item = (&'l Remark, T)> + 'p {
        self.remarks.iter().filter_map(move |remark| Some((*remark, kind(&remark.says)?)))
    }

    /// Where the sentence of a byte starts. A sentence that opens with 其中 belongs to the one before it.
    pub(super) fn sentence_start(&self, at: usize) -> usize {
        self.printed.sentence_start(at)
    }

    /// Where the sentence of a byte ends.
    pub(super) fn sentence_end(&self, at: usize) -> usize {
        self.printed.sentence_end(at)
    }

    /// Whether a figure stands in the sentence of a later one.
    pub(super) fn together(&self, first: usize, later: usize) -> bool {
        self.figures[first].start >= self.sentence_start(self.figures[later].start)
    }

    /// The nearest figure before one that fits, within its sentence.
    pub(super) fn nearest(&self, at: usize, fits: impl Fn(&Fact) -> bool) -> Option<usize> {
        (0..at).rev().take_while(|before| self.together(*before, at)).find(|before| fits(self.fact(*before)))
    }

    /// Words of the text as a side of a comparison.
    pub(super) fn words(&self, label: Message, start: usize, end: usize) -> Side<'l> {
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let within = Within { paragraph: self.nth, start: byte(start), end: byte(end) };
        Side::words(label, self.record.place(within), self.record.quoted(within))
    }

    /// The words of a remark as a side of a comparison.
    pub(super) fn remarked(&self, label: Message, remark: &Remark) -> Option<Side<'l>> {
        let within = remark.within?;
        Some(self.words(label, within.start as usize, within.end as usize))
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
