//! The reader of sentences: walks blocks, sentences and figures, and keeps what has been said.

use crate::document::{Found as Number, Line, Paragraph};
use crate::taxonomy::WordClass;

use super::super::output::{Context, Output};
use super::block::{UNNUMBERED, blocks};
use super::heading;
use super::lexer::{self, Names};
use super::listed::Listed;
use super::measure;
use super::owner::{self, Owner};
use super::period::{self, Part as OfYear};
use super::state::{Heading, Mask, Sentence, State};
use super::subject::Subject;
use super::text::Plain;
use super::token::{Kind, Measured, Token, When};
use super::unit;
use super::when::Frame;

/// Reads paragraphs one after another.
pub(super) struct Reader<'c> {
    pub(super) context: &'c Context<'c>,
    pub(super) names: Names,
    pub(super) frame: Frame,
    pub(super) one_body: bool,
    /// Whether the document says whose it is.
    pub(super) known: bool,
    pub(super) state: State,
    /// The last comparison of the paragraph, for sentences that name none.
    pub(super) comparison: Option<super::token::Comparison>,
    /// Sentence of the paragraph.
    pub(super) nth: u32,
    /// Whether the block speaks of 绩效.
    pub(super) performance: bool,
    /// Whether the document evaluates projects, not all that the body spends.
    pub(super) of_project: bool,
    /// The lists whose unit is stated once.
    listed: Listed,
}

/// A block with what the reader needs of it.
pub(super) struct Part<'p> {
    pub(super) paragraph: &'p Paragraph,
    pub(super) index: u32,
    pub(super) numbers: &'p [Number],
    pub(super) plain: Plain,
    pub(super) tokens: Vec<Token>,
}

impl<'c> Reader<'c> {
    pub(super) fn new(context: &'c Context<'c>) -> Self {
        let identity = context.identity;
        let region = identity.scope == Some(crate::model::Scope::Region);
        Self {
            context,
            names: Names::new([identity.printed_name.as_str(), identity.body.as_str()]),
            frame: Frame { year: identity.fiscal_year, kind: identity.kinds.first().copied() },
            one_body: !identity.body.is_empty() || region,
            known: !identity.body.is_empty() || region,
            state: State::default(),
            comparison: None,
            nth: 0,
            performance: false,
            of_project: identity.kinds.first() == Some(&crate::model::Kind::SelfEvaluation)
                && !identity.title.contains("整体"),
            listed: Listed::default(),
        }
    }

    /// The lines of the document, before its paragraphs: the units that they state.
    pub(super) fn hear(&mut self, lines: &[Line]) {
        self.listed = Listed::of(lines, self.frame.year, self.frame.phase());
    }

    /// Where it is not known whose the document is: the one body that it states figures of is its own; of several none is.
    pub(super) fn meet(&mut self, paragraphs: &[Paragraph]) {
        if self.known {
            return;
        }
        let others = owner::all(paragraphs, &self.names);
        match others.as_slice() {
            [only] => {
                self.names = Names::new([
                    self.context.identity.printed_name.as_str(),
                    self.context.identity.body.as_str(),
                    only.as_str(),
                ]);
                self.known = true;
                self.one_body = true;
            }
            [] => {}
            _ => self.one_body = true,
        }
    }

    pub(super) fn paragraph(&mut self, index: usize, paragraph: &Paragraph, out: &mut Output) {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        self.state.here = index;
        self.state.last_topic = self.state.topic.take();
        let spoken = self.state.last_topic.as_ref().map_or("", Subject::code);
        if !spoken.is_empty() && !self.state.spoken.contains(&spoken) {
            self.state.spoken.push(spoken);
        }
        self.begin_with_own();
        let carried = self.stated_last();
        self.state.until = None;
        self.state.named_last = None;
        self.state.in_part = false;
        self.state.now = false;
        self.state.stated.clear();
        self.comparison = None;
        self.nth = 0;
        let text = paragraph.text.as_str();
        // 说明：比上年减少5% below the cells of a table: not of the last of its labels, which is not understood.
        if heading::opens_note(text) && self.state.is_within_closed() {
            self.state.open(0, Heading::Through, String::new());
        }
        let numbers = paragraph.numbers();
        self.state.carried = carried;
        // 答：共3万元: of what the question asked for.
        if text.trim_start().starts_with('答') {
            self.state.topic = self.state.last_topic.clone().filter(Subject::is_known);
        }
        // 2.运行费5万元。 / 该项比预算少1万元: of the last of the items or of what they are parts of, it is not said.
        let points = crate::taxonomy::says_at_start("points_at_item", text.trim_start());
        if points && self.state.sections.last().is_some_and(|(.., words)| words.is_empty()) {
            self.state.topic = Some(Subject::Other(String::new()));
        }
        for block in blocks(text) {
            self.open(text, &block);
            let plain = Plain::of(paragraph, &numbers, block.body.clone());
            let mut tokens = lexer::tokens(&plain, &self.names);
            super::fitted::fit(&mut tokens, self.frame.phase());
            self.listed.give(&mut tokens, &numbers);
            let part = Part { paragraph, index, numbers: &numbers, plain, tokens };
            if block.level.is_none() && heading::is_line(text, &part.tokens) {
                // 三公经费预算表 / 说明 / 全年安排5万元: the note is of what the title names.
                let note = heading::is_note(text) && self.state.is_under_a_title();
                if !text.trim().is_empty() && !heading::is_imprint(text) && !note {
                    self.open_heading(UNNUMBERED, text, false);
                }
                continue;
            }
            if let Some(level) = block.level.filter(|_| block.heading.is_empty()) {
                let about = self.state.above(level);
                let heading = heading::of_clause(&part.plain.text, &part.tokens, &self.names, &about);
                self.state.open(level, heading, String::new());
                self.back_to_own(level);
            }
            // 与上年相比增加5万元 at the head of a paragraph speaks of what the paragraph before began with.
            if block.level.is_none()
                && part.tokens.first().is_some_and(|token| matches!(token.kind, Kind::Compare(_)))
                && self.state.topic.is_none()
            {
                self.state.topic = self.state.last_topic.take().filter(Subject::is_known);
            }
            self.block(&part, out);
        }
    }

    fn block(&mut self, part: &Part<'_>, out: &mut Output) {
        self.state.start();
        // 2011年预算9万元。 / 其中，公务接待费2万元: the parts stand in a paragraph of their own.
        let carried = self.state.carried.take();
        let among =
            part.tokens.first().and_then(Token::word).is_some_and(|word| word.class == WordClass::Among);
        self.state.sentence.carried = carried.filter(|_| among);
        self.performance = part.plain.text.contains("绩效");
        let mut brackets: Vec<(Sentence, Owner)> = Vec::new();
        let mut start = 0;
        for at in 0..part.tokens.len() {
            let token = &part.tokens[at];
            if ends_sentence(&part.tokens, at) {
                self.end_sentence(part, start, at);
                start = at + 1;
                brackets.clear();
                continue;
            }
            match &token.kind {
                Kind::Mark('(') => {
                    brackets.push((self.state.sentence.clone(), self.state.owner.clone()));
                    self.state.sentence.depth = brackets.len();
                }
                Kind::Mark(')') => {
                    self.state.sentence.depth = brackets.len().saturating_sub(1);
                    if let Some((before, owner)) = brackets.pop() {
                        self.state.owner = owner;
                        self.state.sentence.current = before.current;
                        self.state.sentence.mask = before.mask;
                        self.state.sentence.listed = before.listed;
                        self.state.sentence.whole = before.whole;
                        self.state.sentence.carried = before.carried;
                        self.state.sentence.rest = before.rest;
                        self.state.sentence.lost = before.lost;
                        self.state.sentence.run = before.run;
                    }
                }
                Kind::Number { unit, .. } => {
                    let unit = unit::bare_zero(&part.tokens, at, *unit);
                    if unit != Measured::None && unit != Measured::Points {
                        self.figure(part, start, at, unit, out);
                    }
                }
                _ => self.note(part, start, at),
            }
        }
        self.end_sentence(part, start, part.tokens.len());
    }

    /// A sentence is over. One without figures that names one thing is what the next ones speak of.
    fn end_sentence(&mut self, part: &Part<'_>, start: usize, end: usize) {
        let tokens = &part.tokens[start.min(end)..end];
        if self.state.sentence.figures == 0
            && let Heading::Of(subject) = heading::of_sentence(&part.plain.text, tokens, &self.names)
        {
            self.state.topic = Some(subject);
        }
        // 公务接待费主要用于…。全年支出…: an item that was named last, and of which nothing was stated, is what comes next.
        if let Some(named) = self.state.sentence.named_item.take() {
            self.state.topic = Some(named);
        }
        let among =
            part.tokens.get(end + 1).and_then(Token::word).is_some_and(|word| word.class == WordClass::Among);
        let listed = std::mem::take(&mut self.state.sentence.list);
        if listed.len() > 1 {
            self.state.listed = listed;
        }
        let whole = self.state.sentence.whole;
        let carried = self.stated_alike();
        self.state.start();
        if among {
            self.state.sentence.whole = whole;
            self.state.sentence.carried = carried;
        } else {
            self.nth += 1;
        }
    }

    /// What a token that is no figure does to the sentence.
    fn note(&mut self, part: &Part<'_>, start: usize, at: usize) {
        let tokens = &part.tokens;
        let opens_clause = at == start || matches!(tokens[at - 1].kind, Kind::Mark(',' | ';' | ':' | '('));
        // A heading whose text speaks of the document's own year kept the year of an older text.
        if tokens[at].kind == Kind::When(When::Year(self.frame.year)) {
            let own = self.frame.year;
            self.state.frames.retain(|(_, frame)| frame.is_none_or(|(year, _)| year == own));
        }
        self.state.now |= tokens[at].kind == Kind::When(When::Current);
        self.hear_owner(part, at);
        let of_heading = self.state.part();
        let in_part = self.state.in_part || of_heading.is_some();
        let sentence = &mut self.state.sentence;
        match &tokens[at].kind {
            Kind::Compare(comparison) => {
                let mut comparison = comparison.clone();
                // `对照上年，比预算数低`: the year stands in the comparison before.
                let own_year = comparison.stages.first() == Some(&super::token::Stage::Initial);
                if comparison.when.is_none()
                    && !own_year
                    && !sentence.changed[0]
                    && let Some(known) = &sentence.comparison
                    && known.stages.is_empty()
                {
                    comparison.when = known.when;
                }
                if comparison.level {
                    sentence.sign = Some(false);
                }
                self.comparison = Some(comparison.clone());
                sentence.comparison = Some(comparison);
                sentence.reference = None;
                let base = usize::from(!matches!(
                    sentence.comparison.as_ref().and_then(|comparison| comparison.when),
                    Some(When::Prior | When::Last | When::Year(_))
                ));
                let lifts = match sentence.mask {
                    Some(Mask::Cause) => true,
                    Some(Mask::Purpose) => opens_clause,
                    // 主要原因是厉行节约，比上年减少1万元: the reason named nothing, and this was not said before it.
                    Some(Mask::Reason) => {
                        opens_clause
                            && sentence.figures > 0
                            && !sentence.reasons_name
                            && !sentence.changed[base]
                    }
                    None => false,
                };
                if lifts {
                    sentence.mask = None;
                }
            }
            Kind::When(when) => {
                sentence.named = Some(*when);
                // 2023年上半年…: the year of a part is no whole year.
                let of_part = tokens.get(at + 1).is_some_and(|next| {
                    matches!(next.kind, Kind::Month(_))
                        || next.word().is_some_and(|word| word.class == WordClass::Month)
                });
                if !of_part {
                    sentence.part = of_heading;
                }
                lift(sentence, opens_clause);
            }
            Kind::Word(word) if in_part && word.text.contains("累计") => {
                sentence.part = Some(OfYear::Cumulative);
            }
            Kind::Month(part) if period::opens(tokens, start, at) => {
                sentence.part = Some(*part);
                self.state.in_part = true;
            }
            Kind::Until(when, part) => {
                if part.is_some() {
                    sentence.part = *part;
                    self.state.in_part = true;
                }
                self.state.until = Some(self.frame.year_of(*when));
            }
            Kind::Word(word) if word.class == WordClass::Month && period::opens(tokens, start, at) => {
                sentence.part = Some(OfYear::of_word(word.code));
                self.state.in_part = true;
            }
            Kind::Path(_) if opens_clause && sentence.mask == Some(Mask::Cause) => sentence.mask = None,
            // Behind the clause of a reason stands what it explains.
            // 涉及一般公共预算支出5万元，政府性基金预算支出0万元: both are what was evaluated.
            Kind::Mark(',') if sentence.evaluating => sentence.mask = Some(Mask::Purpose),
            Kind::Mark(',') => {
                sentence.cause_over = sentence.mask == Some(Mask::Cause);
                sentence.same = false;
            }
            Kind::Mark(';') => {
                sentence.same = false;
                sentence.listed = false;
                sentence.run = 0;
                // 其中购置费2万元、运行费3万元；比上年少1万元: the parts are over.
                let whole = sentence
                    .whole
                    .filter(|_| sentence.depth == 0)
                    .and_then(|at| self.state.stated.iter().rev().find(|stated| stated.at == at));
                if let Some(whole) = whole {
                    sentence.unsure |=
                        sentence.current.as_ref().is_some_and(|current| *current != whole.subject);
                    sentence.current = Some(whole.subject.clone());
                }
                // 接待：2010年决算5万元，每人平均3元；2011年预算4万元: of what opened the sentence again.
                if sentence.depth == 0
                    && let Some(opened) = sentence.opened.clone()
                {
                    sentence.current = Some(opened);
                    sentence.lost = false;
                }
                let goes_on = tokens.get(at + 1).is_some_and(|next| {
                    part.plain.text[next.start..next.end].starts_with(['二', '三', '四', '五'])
                });
                if !(sentence.mask == Some(Mask::Reason) && goes_on) {
                    sentence.mask = None;
                }
                sentence.turns.clear();
            }
            Kind::Mark(':') => {
                // `是因为出国多了：决算数…`: the reason is over.
                let content = at > start + 1
                    && !tokens[at - 1].word().is_some_and(|word| {
                        matches!(word.class, WordClass::Reason | WordClass::Purpose | WordClass::Fill)
                    });
                // `主要用于以下方面：`: a list of what there is, not of purposes.
                let lists = part.plain.text[..tokens[at].start].ends_with("以下方面")
                    || part.plain.text[..tokens[at].start].ends_with("如下")
                    || part.plain.text[..tokens[at].start].ends_with("以下几个方面");
                if lists && sentence.mask == Some(Mask::Purpose) {
                    sentence.mask = None;
                }
                if content && matches!(sentence.mask, Some(Mask::Reason | Mask::Cause)) {
                    sentence.mask = None;
                }
                if let Some(last) = self
                    .state
                    .stated
                    .last()
                    .filter(|last| last.total && !last.aside && last.sentence == self.nth)
                {
                    sentence.whole = Some(last.at);
                    sentence.run = 0;
                }
            }
            Kind::Word(word) if word.text.starts_with("涉及") && word.class == WordClass::Item => {
                sentence.evaluating = true;
            }
            Kind::Word(word) => match word.class {
                WordClass::Item
                    if sentence.mask.is_none()
                        && !sentence.same
                        && sentence.depth == 0
                        && word.edge == crate::taxonomy::Edge::Free
                        && !word.is_fund()
                        && !super::counts::is_counted(word) =>
                {
                    let words = part.plain.text[tokens[at].start..tokens[at].end].to_owned();
                    sentence.named_item = Some(Subject::Item(word, words));
                }
                WordClass::Reason => {
                    sentence.mask = Some(Mask::Reason);
                    sentence.reasons_name = false;
                }
                WordClass::Cause if sentence.mask.is_none() => {
                    sentence.mask = Some(if sentence.figures > 0 { Mask::Reason } else { Mask::Cause });
                }
                WordClass::Purpose if sentence.mask.is_none() => sentence.mask = Some(Mask::Purpose),
                WordClass::Phase => lift(sentence, opens_clause),
                WordClass::Item if sentence.mask == Some(Mask::Reason) => sentence.reasons_name = true,
                WordClass::Item
                    if sentence.mask == Some(Mask::Cause)
                        && (opens_clause || sentence.cause_over)
                        && !reason_ends_here(tokens, at) =>
                {
                    sentence.mask = None;
                }
                WordClass::Same => sentence.same = true,
                WordClass::Among => {
                    if let Some((at, carried)) = self.parted() {
                        let sentence = &mut self.state.sentence;
                        sentence.whole = Some(at);
                        sentence.carried = carried;
                        sentence.run = 0;
                    }
                }
                WordClass::Up | WordClass::Down | WordClass::RateWord => {
                    if let Some(sign) = measure::direction(&tokens[at]) {
                        sentence.sign = Some(sign);
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
}

impl Part<'_> {
    /// Behind a figure and its unit, in the paragraph.
    pub(super) fn end(&self, at: usize) -> usize {
        self.plain.origin(self.tokens[at].end)
    }
}

/// Whether a reason goes on to the end of the clause of a word: 受甲要求，压减一般性支出影响，比上年减收.
fn reason_ends_here(tokens: &[Token], at: usize) -> bool {
    let stops =
        |token: &&Token| !matches!(token.kind, Kind::Mark(',' | ';' | ':' | '。') | Kind::Number { .. });
    let rest = tokens[at..].iter().take_while(stops);
    rest.filter_map(Token::word).any(|word| word.class == WordClass::CauseEnd)
}

/// A clause that begins with a year or a stage is no reason and no purpose any more.
fn lift(sentence: &mut Sentence, opens_clause: bool) {
    if opens_clause && matches!(sentence.mask, Some(Mask::Cause | Mask::Purpose)) {
        sentence.mask = None;
    }
}

/// Whether a token ends a sentence. A full stop of Latin script does behind a percentage or a word.
fn ends_sentence(tokens: &[Token], at: usize) -> bool {
    match tokens[at].kind {
        // 用车费5万元（购置2万元；运行3万元。）比上年减少1万元: the bracket is over, not the sentence.
        Kind::Mark('。') => !tokens.get(at + 1).is_some_and(|next| next.is_mark(')')),
        // 项目支出5万元，?占80%: a sign that was lost, and no end.
        Kind::Mark('!' | '?') => {
            at.checked_sub(1).is_none_or(|at| !matches!(tokens[at].kind, Kind::Mark(',' | ';')))
        }
        Kind::Mark('.') => {
            at > 0 && !matches!(tokens.get(at + 1).map(|next| &next.kind), Some(Kind::Number { .. }))
        }
        _ => false,
    }
}
