//! The reader of sentences: walks blocks, sentences and figures, and keeps what has been said.

use crate::document::{Found as Number, Paragraph};
use crate::model::{Amount, Measure, Phase, Role, Said, Unit};
use crate::taxonomy::WordClass;

use super::super::output::{Context, Output};
use super::block::{Block, UNNUMBERED, blocks};
use super::clause::{Before, before};
use super::counts;
use super::figure::{self, Bound, Reading};
use super::heading;
use super::lexer::{self, Names};
use super::state::{Heading, Mask, Sentence, State, Stated, Turn};
use super::subject::{Around, Subject};
use super::text::Plain;
use super::token::{Kind, Measured, Token};
use super::when::{self, Frame};
use super::write::{self, Figure};

/// Reads paragraphs one after another.
pub(super) struct Reader<'c> {
    context: &'c Context<'c>,
    pub(super) names: Names,
    frame: Frame,
    one_body: bool,
    state: State,
    /// The last comparison of the paragraph, for sentences that name none.
    comparison: Option<super::token::Comparison>,
    /// Sentence of the paragraph.
    nth: u32,
}

/// A block with what the reader needs of it.
struct Part<'p> {
    paragraph: &'p Paragraph,
    index: u32,
    numbers: &'p [Number],
    plain: Plain,
    tokens: Vec<Token>,
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
            state: State::default(),
            comparison: None,
            nth: 0,
        }
    }

    /// The title of the document, or its first line: what it is about in the whole.
    pub(super) fn title(&mut self, title: &str) {
        if let Heading::Of(subject) = heading::read(title, &self.names)
            && subject.code() == "three_public"
        {
            self.state.root = Some(subject);
        }
    }

    /// A new part of the document.
    pub(super) fn new_part(&mut self, title: &str) {
        self.state.open(0, Heading::Through, title.to_owned());
    }

    pub(super) fn paragraph(&mut self, index: usize, paragraph: &Paragraph, out: &mut Output) {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        self.state.last_topic = self.state.topic.take().or_else(|| self.state.last_topic.take());
        self.state.until = None;
        self.state.stated.clear();
        self.comparison = None;
        self.nth = 0;
        let text = paragraph.text.as_str();
        let numbers = paragraph.numbers();
        for block in blocks(text) {
            self.open(text, &block);
            let plain = Plain::of(paragraph, &numbers, block.body.clone());
            let tokens = lexer::tokens(&plain, &self.names);
            let part = Part { paragraph, index, numbers: &numbers, plain, tokens };
            if block.level.is_none() && heading::is_line(text, &part.tokens) {
                if !text.trim().is_empty() {
                    let heading = heading::read(text, &self.names);
                    self.state.open(UNNUMBERED, heading, text.trim().to_owned());
                }
                continue;
            }
            if let Some(level) = block.level.filter(|_| block.heading.is_empty()) {
                let heading = heading::of_clause(&part.plain.text, &part.tokens, &self.names);
                self.state.open(level, heading, String::new());
            }
            self.block(&part, out);
        }
    }

    fn open(&mut self, text: &str, block: &Block) {
        if let Some(level) = block.level.filter(|_| !block.heading.is_empty()) {
            let words = &text[block.heading.clone()];
            self.state.open(level, heading::read(words, &self.names), words.trim().to_owned());
        }
    }

    fn block(&mut self, part: &Part<'_>, out: &mut Output) {
        self.state.start();
        let mut brackets: Vec<Option<Subject>> = Vec::new();
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
                    brackets.push(self.state.sentence.current.clone());
                    self.state.sentence.depth = brackets.len();
                }
                Kind::Mark(')') => {
                    self.state.sentence.depth = brackets.len().saturating_sub(1);
                    if let Some(current) = brackets.pop() {
                        self.state.sentence.current = current;
                    }
                }
                Kind::Number { unit, .. } => {
                    let unit = bare_zero(&part.tokens, at, *unit);
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
        let among =
            part.tokens.get(end + 1).and_then(Token::word).is_some_and(|word| word.class == WordClass::Among);
        let listed = std::mem::take(&mut self.state.sentence.list);
        if listed.len() > 1 {
            self.state.listed = listed;
        }
        let whole = self.state.sentence.whole;
        self.state.start();
        if among {
            self.state.sentence.whole = whole;
        } else {
            self.nth += 1;
        }
    }

    /// What a token that is no figure does to the sentence.
    fn note(&mut self, part: &Part<'_>, start: usize, at: usize) {
        let tokens = &part.tokens;
        let opens_clause = at == start || matches!(tokens[at - 1].kind, Kind::Mark(',' | ';' | ':' | '('));
        let sentence = &mut self.state.sentence;
        match &tokens[at].kind {
            Kind::Compare(comparison) => {
                let mut comparison = comparison.clone();
                // `对照上年，比预算数低`: the year stands in the comparison before.
                if comparison.when.is_none()
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
                let lifts = match sentence.mask {
                    Some(Mask::Cause) => true,
                    Some(Mask::Purpose) => opens_clause,
                    _ => false,
                };
                if lifts {
                    sentence.mask = None;
                }
            }
            Kind::When(when) => {
                sentence.named = Some(*when);
                lift(sentence, opens_clause);
            }
            Kind::Until(when) => self.state.until = Some(self.frame.year_of(*when)),
            Kind::Path(_) if opens_clause && sentence.mask == Some(Mask::Cause) => sentence.mask = None,
            Kind::Mark(';') => {
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
                if let Some(last) =
                    self.state.stated.last().filter(|last| last.total && last.sentence == self.nth)
                {
                    sentence.whole = Some(last.at);
                }
            }
            Kind::Word(word) => match word.class {
                WordClass::Reason => sentence.mask = Some(Mask::Reason),
                WordClass::Cause if sentence.mask.is_none() => {
                    sentence.mask = Some(if sentence.figures > 0 { Mask::Reason } else { Mask::Cause });
                }
                WordClass::Purpose if sentence.mask.is_none() => sentence.mask = Some(Mask::Purpose),
                WordClass::Phase => lift(sentence, opens_clause),
                WordClass::Item if opens_clause && sentence.mask == Some(Mask::Cause) => sentence.mask = None,
                WordClass::Among => {
                    if let Some(last) = self.state.stated.iter().rev().find(|last| last.total) {
                        sentence.whole = Some(last.at);
                    }
                }
                WordClass::Up | WordClass::Down | WordClass::RateWord => {
                    if let Some(sign) = figure::direction(&tokens[at]) {
                        sentence.sign = Some(sign);
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }

    fn around<'a>(&'a self, part: &'a Part<'_>, start: usize, before: &Before) -> Around<'a> {
        let state = &self.state;
        let mut about: Vec<&'static str> = Vec::new();
        let known =
            [state.sentence.current.as_ref(), state.topic.as_ref(), state.section(), state.root.as_ref()];
        about.extend(known.into_iter().flatten().map(Subject::code));
        let heads = state.sections.iter().filter_map(|(_, heading, _)| match heading {
            Heading::Of(subject) => Some(subject.code()),
            _ => None,
        });
        about.extend(heads);
        let in_sentence =
            before.lead.iter().flatten().chain(&before.clause).filter_map(|at| part.tokens[*at].word());
        about.extend(in_sentence.map(|word| word.code));
        let sentence_text = part.tokens.get(start).map_or("", |first| &part.plain.text[first.start..]);
        let performance = sentence_text.contains("绩效")
            || state.sections.iter().any(|(_, _, words)| words.contains("绩效"));
        Around {
            text: &part.plain.text,
            tokens: &part.tokens,
            about,
            names: &self.names,
            one_body: self.one_body,
            year: self.frame.year,
            phase: self.frame.phase(),
            headed: state.section().and_then(Subject::item).is_some_and(|word| {
                !word.is_fund()
                    && !super::subject::is_whole(word)
                    && word.edge != crate::taxonomy::Edge::Label
            }),
            performance,
        }
    }

    fn figure(&mut self, part: &Part<'_>, start: usize, at: usize, unit: Measured, out: &mut Output) {
        let before = before(&part.tokens, start, at);
        if let Measured::Count(unit) = unit {
            self.count(part, start, at, unit, &before, out);
            return;
        }
        // The next figure of a list is measured like the one before.
        let listed =
            self.state.sentence.reading.filter(|_| before.listed && !self.state.sentence.turns.is_empty());
        let reading =
            listed.or_else(|| figure::measure(&part.tokens, &before, at, unit, &self.state.sentence));
        self.state.sentence.reading = reading;
        let Some(reading) = reading else {
            self.state.sentence.turns.clear();
            self.state.sentence.figures += 1;
            self.state.sentence.money = false;
            return;
        };
        let (bound, base) = self.bound(part, start, at, &before, reading);
        self.write(part, at, unit, &before, reading, &bound, base, out);
    }

    /// What a figure is of, by the running distribution or by itself; and its base, where a distribution gives it.
    fn bound(
        &mut self,
        part: &Part<'_>,
        start: usize,
        at: usize,
        before: &Before,
        reading: Reading,
    ) -> (Bound, Option<Option<crate::model::Base>>) {
        let turn = if before.listed && !self.state.sentence.turns.is_empty() {
            Some(self.state.sentence.turns.remove(0))
        } else if figure::has(&part.tokens, &before.clause, WordClass::Zip) {
            let around = self.around(part, start, before);
            let count = list_length(&part.tokens, at);
            let mut turns = figure::turns(&around, before, count, &self.state);
            let first = (count > 1 && !turns.is_empty()).then(|| turns.remove(0));
            self.state.sentence.turns = turns;
            first
        } else {
            self.state.sentence.turns.clear();
            None
        };
        let around = self.around(part, start, before);
        let mut bound = figure::bind(&around, before, reading, &self.state);
        // `由5.2万元减少到3.1万元`: the first is of a time that is not said; `本月1.2万元` is of a part of the year.
        let from = figure::last_meant(&part.tokens, &before.clause)
            .and_then(Token::word)
            .is_some_and(|word| word.class == WordClass::From);
        let month = |clause: &[usize]| {
            clause.first().is_some_and(|at| {
                part.tokens[*at].kind == Kind::Date && is_month(&part.plain.text, &part.tokens[*at])
            })
        };
        let monthly = figure::has(&part.tokens, &before.clause, WordClass::Month)
            || month(&before.clause)
            || before.lead.first().is_some_and(|clause| clause.len() == 1 && month(clause));
        if from || monthly {
            let subject = std::mem::replace(&mut bound.subject, Subject::Other(String::new()));
            if bound.role == Role::Statement && bound.own {
                self.state.sentence.current = Some(subject);
            }
            bound.role = Role::Reference;
            bound.certain = false;
            return (bound, None);
        }
        let masked = bound.role != Role::Statement;
        match turn {
            Some(Turn::Of(subject)) if !masked => (
                Bound { subject, qualifiers: Vec::new(), role: Role::Statement, own: true, certain: true },
                None,
            ),
            Some(Turn::Against(base)) if !masked => {
                if before.listed
                    && let Some(current) = self.state.sentence.current.clone()
                {
                    bound = Bound {
                        subject: current,
                        qualifiers: Vec::new(),
                        role: Role::Statement,
                        own: false,
                        certain: true,
                    };
                }
                (bound, Some(base))
            }
            Some(Turn::Lost) => {
                let words = String::new();
                (
                    Bound {
                        subject: Subject::Other(words),
                        qualifiers: Vec::new(),
                        role: Role::Statement,
                        own: false,
                        certain: false,
                    },
                    None,
                )
            }
            _ => (bound, None),
        }
    }

    fn count(
        &mut self,
        part: &Part<'_>,
        start: usize,
        at: usize,
        unit: Unit,
        before: &Before,
        out: &mut Output,
    ) {
        let masked = self.state.sentence.mask.is_some_and(|mask| mask != Mask::Cause);
        let danger = figure::has(&part.tokens, &before.clause, WordClass::Danger);
        let around = self.around(part, start, before);
        let context: Vec<&Subject> =
            [self.state.sentence.current.as_ref(), self.state.topic.as_ref(), self.state.section()]
                .into_iter()
                .flatten()
                .collect();
        let counted = counts::counted(&around, before, at, unit, &context).filter(|_| !masked && !danger);
        self.state.sentence.figures += 1;
        self.state.sentence.money = false;
        let Some(counted) = counted else { return };
        let year = if counted.stock {
            let named = when::named(&part.tokens, &before.clause).map(|when| self.frame.year_of(when));
            named.or(self.state.until).unwrap_or(self.frame.year)
        } else {
            self.frame.year
        };
        let phase = (!counted.stock).then(|| self.frame.phase());
        let Kind::Number { value, nth, .. } = part.tokens[at].kind else { return };
        let figure = Figure {
            measure: if unit == Unit::Point { Measure::Score } else { Measure::Count },
            code: counted.code.to_owned(),
            scheme: crate::model::Scheme::None,
            name: counted.name,
            amount: Amount::new(value, unit),
            year,
            phase,
            base: None,
            certain: true,
            said: self.said(part, nth, Role::Statement),
        };
        write::fact(self.context, part.paragraph, &part.numbers[nth], part.end(at), figure, out);
    }

    fn said(&self, part: &Part<'_>, nth: usize, role: Role) -> Said {
        let number = &part.numbers[nth];
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Said {
            paragraph: part.index,
            sentence: self.nth,
            start: byte(number.start),
            end: byte(number.end),
            role,
            path: self.state.path(),
            direction: String::new(),
            of: None,
            against: None,
            part_of: None,
            reason: false,
        }
    }

    #[allow(clippy::too_many_arguments)] // one figure, with all that was found of it
    fn write(
        &mut self,
        part: &Part<'_>,
        at: usize,
        unit: Measured,
        before: &Before,
        reading: Reading,
        bound: &Bound,
        given: Option<Option<crate::model::Base>>,
        out: &mut Output,
    ) {
        let Kind::Number { value, nth, .. } = part.tokens[at].kind else { return };
        let total = reading.measure == Measure::Total;
        let (year, phase) =
            if total { self.when_of_total(part, before, &bound.subject) } else { self.when_of_rest(reading) };
        let base = match reading.measure {
            Measure::ChangeAmount | Measure::ChangePct => given.unwrap_or_else(|| {
                when::base_of(&self.state.sentence, year, phase).or_else(|| {
                    self.comparison
                        .as_ref()
                        .and_then(|c| when::base(c, c.stages.first().copied(), year, phase))
                })
            }),
            Measure::ExecutionRate => write::denominator(&part.tokens, before, self.stated_budget())
                .or(self.state.sentence.denominator),
            Measure::Share => Some(crate::model::Base::Total),
            _ => None,
        };
        let role = if bound.role == Role::Statement
            && total
            && (year, phase) != (self.frame.year, self.frame.phase())
        {
            Role::Reference
        } else if bound.role == Role::Statement && total && self.state.sentence.whole.is_some() {
            Role::Part
        } else {
            bound.role
        };
        let mut said = self.said(part, nth, role);
        said.part_of = self.state.sentence.whole.filter(|_| role == Role::Part);
        self.link(&mut said, bound, reading.measure, year, phase);
        said.path.extend(bound.qualifiers.iter().map(write::words));
        let mut value = value;
        if reading.negative && !value.is_zero() {
            value.set_sign_negative(true);
        }
        let unit = match unit {
            Measured::Money(unit) => unit,
            Measured::None => Unit::WanYuan,
            _ => Unit::Percent,
        };
        let (code, scheme, name) = write::subject(&bound.subject, self.context);
        let figure = Figure {
            measure: reading.measure,
            code,
            scheme,
            name,
            amount: Amount::new(value, unit),
            year,
            phase: Some(phase)
                .filter(|_| !matches!(bound.subject.code(), "assets" | "liabilities" | "net_assets")),
            base,
            certain: bound.certain && bound.subject.is_known(),
            said,
        };
        let at_byte = figure.said.start;
        write::fact(self.context, part.paragraph, &part.numbers[nth], part.end(at), figure, out);
        self.remember(at_byte, bound, reading, year, phase);
        let rate = total && figure::has(&part.tokens, &before.clause, WordClass::Rate);
        self.state.sentence.denominator =
            write::denominator(&part.tokens, before, self.stated_budget()).filter(|_| rate);
    }

    /// Ties a change, share or rate to the figures that it is reckoned from.
    fn link(&self, said: &mut Said, bound: &Bound, measure: Measure, year: i32, phase: Phase) {
        if measure == Measure::Total {
            return;
        }
        let same = |stated: &&Stated| stated.total && stated.subject == bound.subject;
        let mut own = self.state.stated.iter().rev().filter(same);
        said.of = own
            .clone()
            .find(|stated| stated.year == year && stated.phase == Some(phase))
            .map(|stated| stated.at);
        said.against =
            own.find(|stated| (stated.year, stated.phase) != (year, Some(phase))).map(|stated| stated.at);
        if measure == Measure::Share {
            said.against = self.state.sentence.whole;
        }
    }

    /// Year and phase of an amount.
    fn when_of_total(&self, part: &Part<'_>, before: &Before, subject: &Subject) -> (i32, Phase) {
        let sentence = &self.state.sentence;
        // The figure that a comparison is made with.
        let compared = before.clause.last().and_then(|at| match &part.tokens[*at].kind {
            Kind::Compare(comparison) => Some(comparison),
            _ => None,
        });
        if let Some(comparison) = compared {
            let year = comparison.when.map_or(self.frame.year, |when| self.frame.year_of(when));
            let phase = comparison.stages.first().map_or(self.frame.phase(), |stage| when::phase_of(*stage));
            return (year, phase);
        }
        // 调整为500万元
        if figure::last_meant(&part.tokens, &before.clause)
            .and_then(Token::word)
            .is_some_and(|word| word.class == WordClass::To && word.text.starts_with("调整"))
        {
            return (self.frame.year, Phase::Adjusted);
        }
        let stage = when::staged(&part.tokens, &before.clause)
            .or_else(|| before.lead.iter().find_map(|clause| when::staged(&part.tokens, clause)));
        let named = when::named(&part.tokens, &before.clause)
            .or_else(|| before.lead.iter().find_map(|clause| when::named(&part.tokens, clause)));
        let year = named.map(|when| self.frame.year_of(when)).or(sentence.year).unwrap_or(self.frame.year);
        let own = self.frame.phase();
        let phase = match stage {
            // What was executed in the account's own year is its final amount.
            Some(super::token::Stage::Execution) if year == self.frame.year && own == Phase::Final => own,
            Some(stage) => when::phase_of(stage),
            None if matches!(subject.code(), "budget_income" | "budget_expenditure")
                && own == Phase::Budget =>
            {
                Phase::Budget
            }
            None => {
                // 支出 behind an amount of the budget is what was spent.
                let spent = before.clause.iter().any(|at| {
                    part.tokens[*at]
                        .word()
                        .filter(|word| word.class == WordClass::Fill)
                        .is_some_and(|word| word.text.ends_with("支出") || word.text == "支")
                });
                match sentence.phase {
                    Some(Phase::Budget | Phase::Adjusted)
                        if own == Phase::Final && !spent && named.is_none() =>
                    {
                        sentence.phase.unwrap_or(own)
                    }
                    _ => own,
                }
            }
        };
        (year, phase)
    }

    /// Year and phase of a change, a share or a rate: the document's own.
    fn when_of_rest(&self, reading: Reading) -> (i32, Phase) {
        let year = match reading.measure {
            Measure::ChangeAmount | Measure::ChangePct => {
                when::year_of_change(&self.state.sentence, self.frame)
            }
            _ => self.state.sentence.year.unwrap_or(self.frame.year),
        };
        (year, self.phase_of_rest(year))
    }

    /// The stage of the last amount of a budget that the sentence states.
    fn stated_budget(&self) -> Option<Phase> {
        let of_budget = |stated: &&super::state::Stated| {
            stated.total
                && stated.sentence == self.nth
                && matches!(stated.phase, Some(Phase::Budget | Phase::Adjusted))
        };
        self.state.stated.iter().rev().find(of_budget).and_then(|stated| stated.phase)
    }

    /// Where the sentence states amounts of the budget alone, its changes are of the budget.
    fn phase_of_rest(&self, year: i32) -> Phase {
        let own = self.frame.phase();
        let mut totals = self
            .state
            .stated
            .iter()
            .filter(|stated| stated.total && stated.sentence == self.nth && stated.year == year);
        let first = totals.next().and_then(|stated| stated.phase);
        let alike = first.filter(|phase| totals.all(|stated| stated.phase == Some(*phase)));
        let compared =
            self.state.sentence.comparison.as_ref().and_then(|comparison| comparison.stages.first());
        let with_budget = compared.is_none_or(|stage| when::phase_of(*stage) == Phase::Budget);
        alike
            .filter(|phase| *phase == Phase::Budget && with_budget && self.state.sentence.reference.is_none())
            .unwrap_or(own)
    }

    fn remember(&mut self, at: u32, bound: &Bound, reading: Reading, year: i32, phase: Phase) {
        let frame = self.frame;
        let nth = self.nth;
        let state = &mut self.state;
        let sentence = &mut state.sentence;
        sentence.figures += 1;
        let total = reading.measure == Measure::Total;
        sentence.money = total || reading.measure == Measure::ChangeAmount;
        if matches!(reading.measure, Measure::ChangeAmount | Measure::ChangePct) {
            sentence.sign = Some(reading.negative);
        }
        if bound.role != Role::Statement {
            return;
        }
        let reference = total && (year != frame.year || phase != frame.phase());
        if total || bound.own && bound.subject.is_known() {
            sentence.current = Some(bound.subject.clone());
            if state.topic.is_none() {
                state.topic = Some(bound.subject.clone());
            }
        }
        // What the first amount of a document is of governs amounts that name nothing: 全年安排79万元.
        if state.root.is_none() && !state.begun && total && bound.subject.code() == "three_public" {
            state.root = Some(bound.subject.clone());
        }
        state.begun = true;
        if total {
            if reference {
                sentence.comparison = None;
                sentence.reference = match (year < frame.year, phase) {
                    (true, Phase::Budget | Phase::Adjusted) => Some(crate::model::Base::PriorBudget),
                    (true, _) => Some(crate::model::Base::PriorFinal),
                    (false, Phase::Budget) => Some(crate::model::Base::Initial),
                    (false, Phase::Adjusted) => Some(crate::model::Base::Adjusted),
                    (false, _) => None,
                };
            } else if sentence.depth == 0 && !sentence.list.contains(&bound.subject) {
                sentence.list.push(bound.subject.clone());
            }
            if !reference || phase != frame.phase() {
                sentence.phase = Some(phase);
            }
            if year == frame.year {
                sentence.year = Some(year);
            }
        }
        state.stated.push(Stated {
            at,
            subject: bound.subject.clone(),
            phase: Some(phase),
            year,
            sentence: nth,
            total,
        });
    }
}

impl Part<'_> {
    /// Behind a figure and its unit, in the paragraph.
    fn end(&self, at: usize) -> usize {
        self.plain.origin(self.tokens[at].end)
    }
}

/// Whether a date is one month: 2018年11月, and no range of months.
fn is_month(text: &str, token: &Token) -> bool {
    let words = &text[token.start..token.end];
    (words.ends_with('月') || words.ends_with("月份")) && !words.contains(['-', '—', '–', '~', '至', '到'])
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
        Kind::Mark('。' | '!' | '?') => true,
        Kind::Mark('.') => {
            at > 0 && !matches!(tokens.get(at + 1).map(|next| &next.kind), Some(Kind::Number { .. }))
        }
        _ => false,
    }
}

/// `支出为0，`: a bare zero before a mark is an amount.
fn bare_zero(tokens: &[Token], at: usize, unit: Measured) -> Measured {
    let Kind::Number { value, .. } = tokens[at].kind else { return unit };
    if unit != Measured::None || !value.is_zero() {
        return unit;
    }
    let ends = tokens.get(at + 1).is_none_or(|next| matches!(next.kind, Kind::Mark(',' | '。' | ';' | ')')));
    let says = at.checked_sub(1).and_then(|before| tokens[before].word()).is_some_and(|word| {
        matches!(word.class, WordClass::Fill | WordClass::Phase | WordClass::Up | WordClass::Down)
    });
    if ends && says { Measured::Money(Unit::WanYuan) } else { unit }
}

/// How many figures a list has that begins with this one.
fn list_length(tokens: &[Token], at: usize) -> usize {
    let mut length = 1;
    let mut next = at + 1;
    while let Some(token) = tokens.get(next) {
        let joins = token.is_mark('、')
            || token.is_mark(',')
            || token.word().is_some_and(|word| matches!(word.text.as_str(), "和" | "与" | "及" | "以及"));
        // A direction may stand between: 分别减少1万元、增加2万元.
        let figure = (next + 1..=next + 2)
            .find(|at| tokens.get(*at).is_some_and(|token| matches!(token.kind, Kind::Number { .. })));
        match figure.filter(|_| joins) {
            Some(figure) if figure == next + 1 => {
                length += 1;
                next = figure + 1;
            }
            _ => break,
        }
    }
    length
}
