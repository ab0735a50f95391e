//! What a text has said so far: headings, the topic of the paragraph, and what the sentence compares, masks and lists.

use rust_decimal::Decimal;

use crate::model::{Base, Phase};

use super::block::UNNUMBERED;
use super::owner::{Circle, Owner};
use super::period::Part;
use super::subject::Subject;
use super::token::{Comparison, Stage, When};

/// What a heading does to figures under it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Heading {
    /// They may be of this.
    Of(Subject),
    /// It names no subject: the heading above counts.
    Through,
    /// It is not understood: nothing is taken over.
    Closed,
}

/// Why figures are not taken for what they seem to be of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mask {
    /// Reasons are being given.
    Reason,
    /// A reason stands before what it explains.
    Cause,
    /// It is said what money is for.
    Purpose,
}

/// A figure that the sentence, or the paragraph, has stated.
#[derive(Debug, Clone)]
pub(super) struct Stated {
    /// First byte of its digits in the paragraph.
    pub(super) at: u32,
    /// What it is of.
    pub(super) subject: Subject,
    /// The printed value, in its own unit.
    pub(super) value: Decimal,
    /// Its phase.
    pub(super) phase: Option<Phase>,
    /// Its year.
    pub(super) year: i32,
    /// The sentence, counted over the paragraph.
    pub(super) sentence: u32,
    /// Whether it is an amount (and not a change, a share, a rate or a count).
    pub(super) total: bool,
    /// What it measures.
    pub(super) measure: crate::model::Measure,
    /// Whether it is only what another figure is measured against.
    pub(super) aside: bool,
}

/// What a sentence has said.
#[derive(Debug, Clone, Default)]
pub(super) struct Sentence {
    /// The subject of the last amount.
    pub(super) current: Option<Subject>,
    /// The last comparison.
    pub(super) comparison: Option<Comparison>,
    /// The base that a stated figure of another year or phase gives.
    pub(super) reference: Option<Base>,
    /// The year of the last amount.
    pub(super) year: Option<i32>,
    /// The part of the year that is spoken of.
    pub(super) part: Option<Part>,
    /// The last year named outside a comparison.
    pub(super) named: Option<When>,
    /// The phase of the last amount.
    pub(super) phase: Option<Phase>,
    /// The last direction: more or less.
    pub(super) sign: Option<bool>,
    /// Subjects of the amounts of a list.
    pub(super) list: Vec<Subject>,
    /// The fund beside the general budget that an amount of the sentence was said to be of.
    pub(super) fund: Option<Subject>,
    /// What is masked.
    pub(super) mask: Option<Mask>,
    /// The item named last, until something is stated.
    pub(super) named_item: Option<Subject>,
    /// Whether the money that an evaluation covers is being listed.
    pub(super) evaluating: bool,
    /// Whether the clause that gives a reason before what it explains is over.
    pub(super) cause_over: bool,
    /// The running distribution: what the next figures of the list are.
    pub(super) turns: Vec<Turn>,
    /// The year and stage that the distribution gives to the figure.
    pub(super) dealt: Option<(Option<When>, Option<Stage>)>,
    /// What the words before the colon name that opens the sentence.
    pub(super) opened: Option<Subject>,
    /// Whether it is not understood what the last figure is of.
    pub(super) lost: bool,
    /// How the last figure was measured.
    pub(super) reading: Option<super::measure::Reading>,
    /// The base of a rate whose denominator was just stated.
    pub(super) denominator: Option<Base>,
    /// How many brackets are open.
    pub(super) depth: usize,
    /// How many figures there were.
    pub(super) figures: usize,
    /// Whether the last figure was money.
    pub(super) money: bool,
    /// Whether the last amounts were members of a list in one breath.
    pub(super) listed: bool,
    /// Whether the clause only says what the amount before is all of.
    pub(super) same: bool,
    /// How many amounts stand one behind another, without a change between them.
    pub(super) run: usize,
    /// The item whose counts were stated last, where they are all of it: 接待5批40人次.
    pub(super) counted: Option<&'static str>,
    /// The subject of the share that was stated last: 用车占60%，为3万元.
    pub(super) shared: Option<Subject>,
    /// Whether the last figure is what is left of an amount.
    pub(super) rest: bool,
    /// The amount whose parts follow.
    pub(super) whole: Option<u32>,
    /// Whether what names nothing may be of the whole or of the part named last: 其中购置费2万元；比上年少1万元.
    pub(super) unsure: bool,
    /// Year and phase of the amount whose parts follow.
    pub(super) carried: Option<(i32, Phase)>,
    /// Whether a change was stated: against the year before, against a stage of the same year.
    pub(super) changed: [bool; 2],
    /// Whether the reasons that are being given name something that money is of.
    pub(super) reasons_name: bool,
}

/// What the next figure of a distribution is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Turn {
    /// Of this subject.
    Of(Subject),
    /// Of this subject, in a year or at a stage that the list names: 年初预算数、决算数分别为3万元、2万元.
    At(Subject, Option<When>, Option<Stage>),
    /// Against this base.
    Against(Option<Base>),
    /// Nothing is known.
    Lost,
}

/// The year that a heading names, and its stage where it names one.
pub(super) type YearAndStage = (i32, Option<Phase>);

/// A year with a phase.
pub(super) type YearAndPhase = (i32, Phase);

/// What stands above a paragraph, and what it has said.
#[derive(Debug, Default)]
pub(super) struct State {
    /// Headings by level.
    pub(super) sections: Vec<(u8, Heading, String)>,
    /// The paragraph at hand, and the one of the last heading.
    pub(super) here: u32,
    pub(super) headed_at: u32,
    /// Whether a figure was stated since the last heading.
    pub(super) told: bool,
    /// The part of the year that the title names.
    pub(super) part: Option<Part>,
    /// Parts of the year that headings name, by level.
    pub(super) parts: Vec<(u8, Option<Part>)>,
    /// Years and stages that headings name, by level.
    pub(super) frames: Vec<(u8, Option<YearAndStage>)>,
    /// Whether the paragraph speaks of its own year as 今年: then 去年 is the one before.
    pub(super) now: bool,
    /// Whether the paragraph has named a part of the year.
    pub(super) in_part: bool,
    /// Whose figures the text states.
    pub(super) owner: Owner,
    /// The other body that the paragraph has named last, whatever it said of it.
    pub(super) named_last: Option<Owner>,
    /// The level of the heading that names another body, and that body.
    pub(super) headed_owner: Option<(u8, Owner)>,
    /// The circle of bodies of an area that the document speaks of first: that is its own.
    pub(super) circle: Option<Circle>,
    /// The subject of the whole document, where its first words name one.
    pub(super) root: Option<Subject>,
    /// Whether the document has stated a figure.
    pub(super) begun: bool,
    /// The first subject of the paragraph.
    pub(super) topic: Option<Subject>,
    /// The topic of the paragraph before, where no heading stands between.
    pub(super) last_topic: Option<Subject>,
    /// The subjects of the amounts of the last list in this part: what 三项 means.
    pub(super) listed: Vec<Subject>,
    /// Codes of the last whole income and expenditure of this part.
    pub(super) sides: [Option<&'static str>; 2],
    /// The year of stocks, as the paragraph says it.
    pub(super) until: Option<i32>,
    /// Codes of what the paragraphs since the last heading were about.
    pub(super) spoken: Vec<&'static str>,
    /// The sentence.
    pub(super) sentence: Sentence,
    /// What the paragraph has stated.
    pub(super) stated: Vec<Stated>,
    /// Year and phase of the last amounts of the paragraph before.
    pub(super) carried: Option<YearAndPhase>,
}

impl State {
    /// A new heading: those at its level and below are over.
    pub(super) fn open(&mut self, level: u8, heading: Heading, words: String) {
        self.sections.retain(|(known, ..)| *known < level);
        self.parts.retain(|(known, _)| *known < level);
        self.frames.retain(|(known, _)| *known < level);
        self.spoken.clear();
        (self.headed_at, self.told) = (self.here, false);
        self.sections.push((level, heading, words));
        self.topic = None;
        self.last_topic = None;
        self.sentence = Sentence::default();
    }

    /// Whether a heading above is not understood.
    pub(super) fn is_within_closed(&self) -> bool {
        self.sections.iter().any(|(_, heading, _)| *heading == Heading::Closed)
    }

    /// Whether the last heading is a line without an ordinal that names a subject.
    pub(super) fn is_under_a_title(&self) -> bool {
        let last = self.sections.last();
        last.is_some_and(|(level, heading, _)| *level == UNNUMBERED && matches!(heading, Heading::Of(_)))
    }

    /// What a heading of a level stands under: the codes of the headings above it and of the document.
    pub(super) fn above(&self, level: u8) -> Vec<&'static str> {
        let heads =
            self.sections.iter().filter(|(known, ..)| *known < level).filter_map(|(_, heading, _)| {
                match heading {
                    Heading::Of(subject) => Some(subject),
                    _ => None,
                }
            });
        heads.chain(self.root.as_ref()).map(Subject::code).collect()
    }

    /// Whether nothing has been stated since the last heading, which stands right above or before.
    pub(super) fn is_fresh(&self) -> bool {
        !self.told && self.here.saturating_sub(self.headed_at) <= 1
    }

    /// The subject of the nearest heading that names one; `None` where none does, or one is not understood.
    pub(super) fn section(&self) -> Option<&Subject> {
        for (_, heading, _) in self.sections.iter().rev() {
            match heading {
                Heading::Of(subject) => return Some(subject),
                Heading::Through => {}
                Heading::Closed => return None,
            }
        }
        self.root.as_ref()
    }

    /// The subject of the amount whose parts are being listed.
    pub(super) fn whole(&self) -> Option<&Subject> {
        let at = self.sentence.whole?;
        self.stated.iter().rev().find(|stated| stated.at == at).map(|stated| &stated.subject)
    }

    /// The fund that the heading is about, where it is one beside the general budget.
    pub(super) fn narrow_fund(&self) -> Option<&Subject> {
        self.section().filter(|subject| matches!(subject.code(), "gov_fund" | "state_capital"))
    }

    /// The part of the year that headings or the title name.
    pub(super) fn part(&self) -> Option<Part> {
        self.parts.iter().rev().find_map(|(_, part)| *part).or(self.part)
    }

    /// The year and stage that the nearest heading names.
    pub(super) fn framed(&self) -> Option<YearAndStage> {
        self.frames.iter().rev().find_map(|(_, frame)| *frame)
    }

    /// What a sentence begins with.
    pub(super) fn start(&mut self) {
        let current = self.topic.clone().or_else(|| self.section().cloned());
        self.sentence = Sentence { current, part: self.part(), ..Sentence::default() };
    }

    /// The words of the headings, outermost first.
    pub(super) fn path(&self) -> Vec<String> {
        self.sections.iter().map(|(_, _, words)| words.clone()).filter(|words| !words.is_empty()).collect()
    }
}
