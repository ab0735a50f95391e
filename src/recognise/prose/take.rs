//! Taking a figure: binding it, writing its fact with what it is reckoned from, and remembering what it said.

use crate::model::{Amount, Base, Measure, Near, Phase, Role, Said, Unit};
use crate::taxonomy::WordClass;

use super::super::output::Output;
use super::clause::{Before, before};
use super::figure::{self, Bound};
use super::measure::{self, Reading};
use super::period::Part as OfYear;
use super::reader::{Part, Reader};
use super::remember::Aside;
use super::state::{Stated, Turn};
use super::subject::Subject;
use super::token::{Kind, Measured, Token};
use super::turns;
use super::when;
use super::write::{self, Figure};

/// Whether the clause of a figure follows another amount behind a list mark.
fn in_list(tokens: &[Token], at: usize) -> bool {
    let from = at.saturating_sub(12);
    let mark = (from..at).rev().find(|at| matches!(tokens[*at].kind, Kind::Mark(_)));
    mark.is_some_and(|mark| tokens[mark].is_mark('、') && mark > 0 && tokens[mark - 1].is_figure())
}

impl Reader<'_> {
    pub(super) fn figure(
        &mut self,
        part: &Part<'_>,
        start: usize,
        at: usize,
        unit: Measured,
        out: &mut Output,
    ) {
        let mut before = before(&part.tokens, start, at);
        if let Some(owner) = self.state.owner.name() {
            let is_it = |at: usize| part.plain.text[part.tokens[at].start..part.tokens[at].end] == *owner;
            before.leave_out(&part.tokens, is_it);
        }
        if let Measured::Count(unit) = unit {
            self.count(part, (start, at), unit, &before, out);
            return;
        }
        // The next figure of a list is measured like the one before.
        let directed = at.checked_sub(1).is_some_and(|at| measure::direction(&part.tokens[at]).is_some());
        let listed = self
            .state
            .sentence
            .reading
            .filter(|_| before.listed && !directed && !self.state.sentence.turns.is_empty());
        let reading = listed.or_else(|| {
            measure::measure(&part.tokens, &before, at, unit, &self.state.sentence, self.frame.phase())
        });
        let reading = reading.or_else(|| self.share_beside(part, at, unit));
        self.state.sentence.reading = reading;
        let Some(reading) = reading else {
            self.state.sentence.turns.clear();
            self.state.sentence.figures += 1;
            self.state.sentence.money = false;
            return;
        };
        let first = self.state.sentence.figures == 0;
        let unheard = !self.state.begun && self.state.root.is_none();
        if (first || unheard)
            && let Some(opened) = self.opened(part, &before).filter(figure::is_cost)
        {
            // 甲县2023年三公经费决算：出国5万元，接待3万元: what the first words of a document announce.
            if unheard && opened.code() == "three_public" {
                self.state.root = Some(opened.clone());
            }
            if first {
                self.state.sentence.current = Some(opened.clone());
                self.state.sentence.opened = Some(opened);
            }
        }
        let (mut bound, base) = self.bound(part, at, &before, reading);
        if self.state.owner.is_foreign() && bound.subject.is_known() {
            if self.state.owner.name().is_none() {
                bound.subject = Subject::Other(write::words(&bound.subject));
            }
            bound.certain = false;
        }
        self.by_account(part, &before, reading, &mut bound);
        let of_year = self
            .part_of_year(part, &before, reading)
            .and_then(|of_year| self.of_part(of_year, reading, &mut bound));
        self.write(part, at, unit, &before, reading, &bound, base, of_year, out);
    }

    /// What a figure is of, by the running distribution or by itself; and its base, where a distribution gives it.
    pub(super) fn bound(
        &mut self,
        part: &Part<'_>,
        at: usize,
        before: &Before,
        reading: Reading,
    ) -> (Bound, Option<Option<Base>>) {
        let turn = if before.listed && !self.state.sentence.turns.is_empty() {
            Some(self.state.sentence.turns.remove(0))
        } else if turns::is_zipped(&part.tokens, before) || turns::in_one_breath(&part.tokens, at) > 1 {
            let around = self.around(part, before);
            let zipped = turns::is_zipped(&part.tokens, before);
            let count = if zipped {
                turns::list_length(&part.tokens, at)
            } else {
                turns::in_one_breath(&part.tokens, at)
            };
            let mut turns = turns::turns(&around, before, count, &self.state);
            let first = (count > 1 && !turns.is_empty()).then(|| turns.remove(0));
            self.state.sentence.turns = turns;
            first
        } else {
            self.state.sentence.turns.clear();
            None
        };
        self.state.sentence.dealt = None;
        let around = self.around(part, before);
        let mut bound = figure::bind(&around, before, at, reading, &self.state);
        if bound.own {
            self.state.sentence.unsure = false;
        } else if self.state.sentence.unsure {
            bound.certain = false;
        }
        // `由5.2万元减少到3.1万元`: the first is of a time that is not said.
        let from = measure::last_meant(&part.tokens, &before.clause)
            .and_then(Token::word)
            .is_some_and(|word| word.class == WordClass::From);
        if from {
            let subject = std::mem::replace(&mut bound.subject, Subject::Other(String::new()));
            if bound.role == Role::Statement && bound.own {
                self.state.sentence.current = Some(subject);
            }
            bound.role = Role::Reference;
            bound.certain = false;
            return (bound, None);
        }
        let again = when::named(&part.tokens, &before.clause)
            .is_some_and(|when| self.frame.year_of(when) != self.frame.year);
        self.within(&mut bound, reading, again);
        let masked = bound.role != Role::Statement;
        match turn {
            Some(Turn::Of(subject)) if !masked => (
                Bound { subject, qualifiers: Vec::new(), role: Role::Statement, own: true, certain: true },
                None,
            ),
            Some(Turn::At(subject, when, stage)) if !masked => {
                self.state.sentence.dealt = Some((when, stage));
                (
                    Bound {
                        subject,
                        qualifiers: Vec::new(),
                        role: Role::Statement,
                        own: true,
                        certain: true,
                    },
                    None,
                )
            }
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

    /// What is only that part of an item which belongs to the amount before has its printed name and no code.
    fn within(&self, bound: &mut Bound, reading: Reading, again: bool) {
        if reading.measure != Measure::Total || bound.role != Role::Statement {
            return;
        }
        let whole = self.state.whole().and_then(Subject::item);
        // Under a heading about 政府采购 a fund only says who pays.
        let headed = self.state.sections.last().and_then(|(_, heading, _)| match heading {
            super::state::Heading::Of(subject) => subject.item(),
            _ => None,
        });
        let headed =
            headed.filter(|word| word.code.starts_with("procurement") || word.code == "running_cost");
        let part = bound.subject.item();
        let pays = part.is_some_and(|part| {
            part.is_fund() || part.code.starts_with("carryover") || part.code == "fiscal_account"
        });
        let inside = |whole: Option<&crate::taxonomy::Word>| {
            whole.zip(part).is_some_and(|(whole, part)| crate::taxonomy::only_within(whole, part))
        };
        // 商品和服务支出3万元 under 项目支出: of the projects alone.
        let of_projects = self.state.section().is_some_and(|subject| subject.code() == "project")
            && part.is_some_and(|part| {
                matches!(
                    part.code,
                    "wages" | "goods" | "individual" | "personnel" | "public" | "daily_public"
                )
            });
        // 公务接待费5万元，其中业务接待3万元、公务招待2万元: a part that is called like its whole.
        // …; 2022年政府采购预算4万元: the whole again, of another year.
        // 全市9万元，其中市本级5万元: the same of fewer bodies.
        let own = !self.state.owner.is_foreign();
        let same = own
            && bound.own
            && !again
            && whole.zip(part).is_some_and(|(whole, part)| whole.code == part.code);
        if inside(whole) || headed.is_some() && pays || of_projects || same {
            bound.subject = Subject::Other(write::words(&bound.subject));
            bound.certain = false;
        }
    }

    pub(super) fn said(&self, part: &Part<'_>, nth: usize, role: Role) -> Said {
        let number = &part.numbers[nth];
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Said {
            paragraph: part.index,
            sentence: self.nth,
            start: byte(number.start),
            end: byte(number.end),
            role,
            path: self.state.path(),
            of: None,
            against: None,
            part_of: None,
            against_year: None,
            money: Vec::new(),
            of_others: false,
            of_another: self.state.owner.is_foreign(),
            qualified: false,
            detail: false,
            parts_from: None,
            level: None,
            about: Vec::new(),
            reason: None,
            near: Near::default(),
        }
    }

    #[allow(clippy::too_many_arguments)] // one figure, with all that was found of it
    pub(super) fn write(
        &mut self,
        part: &Part<'_>,
        at: usize,
        unit: Measured,
        before: &Before,
        reading: Reading,
        bound: &Bound,
        given: Option<Option<Base>>,
        of_year: Option<OfYear>,
        out: &mut Output,
    ) {
        let Kind::Number { value, nth, .. } = part.tokens[at].kind else { return };
        let total = reading.measure == Measure::Total;
        let (year, phase) = if total {
            self.when_of_total(part, before, at, &bound.subject)
        } else {
            self.when_of_rest(part, before, reading)
        };
        if total && bound.role == Role::Statement && self.enclosed(part, before) {
            self.state.sentence.carried = Some((year, phase));
        }
        let phase = if of_year.is_some() { Phase::Execution } else { phase };
        // 三公经费2011年预算9万元…。购置费…，2011年预算2万元: of what was said already it can be no second amount.
        let again = |stated: &Stated| {
            stated.total
                && !stated.aside
                && bound.subject.item().is_some()
                && stated.subject == bound.subject
                && (stated.year, stated.phase) == (year, Some(phase))
                && stated.value != value
        };
        let beside = measure::compared(&part.tokens, &before.clause).is_some();
        let unnamed =
            total && !beside && !bound.own && bound.subject.is_known() && bound.role == Role::Statement;
        // 预计2024年公务接待费3万元 in an account of 2023: no amount of a year that is over.
        let to_come = total && phase == Phase::Final && year > self.frame.year && bound.subject.is_known();
        // 比上年少9万元。移交的不算，还是少了3万元: a second change of what was said before, against nothing that is said: of another reckoning.
        let reckoned = self.state.sentence.comparison.is_some() || self.state.sentence.reference.is_some();
        let second = |stated: &Stated| {
            stated.measure == reading.measure
                && stated.sentence != self.nth
                && stated.subject == bound.subject
                && stated.value != value
        };
        let changes = matches!(reading.measure, Measure::ChangeAmount | Measure::ChangePct);
        let other_way = changes && !bound.own && !reckoned && bound.subject.is_known();
        let reckoned_again = other_way && self.state.stated.iter().any(second);
        let lost = (to_come || reckoned_again || unnamed && self.state.stated.iter().any(again)).then(|| {
            let subject = Subject::Other(write::words(&bound.subject));
            Bound { subject, certain: false, ..bound.clone() }
        });
        let bound = lost.as_ref().unwrap_or(bound);
        let base = match reading.measure {
            // The same part of the year before is no account of it.
            Measure::ChangeAmount | Measure::ChangePct if of_year.is_some() => None,
            Measure::ChangeAmount | Measure::ChangePct => given.unwrap_or_else(|| {
                when::base_of(&self.state.sentence, year, phase).or_else(|| {
                    self.comparison
                        .as_ref()
                        .and_then(|c| when::base(c, c.stages.first().copied(), year, phase))
                })
            }),
            Measure::ExecutionRate => write::denominator(&part.tokens, before, self.stated_budget())
                .or(self.state.sentence.denominator),
            Measure::Share => Some(Base::Total),
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
        if matches!(reading.measure, Measure::ChangeAmount | Measure::ChangePct) {
            let sentence = self.state.sentence.comparison.as_ref().or(self.comparison.as_ref());
            said.against_year = sentence.and_then(|comparison| match comparison.when {
                Some(super::token::When::Year(year)) => Some(year),
                _ => None,
            });
        }
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
        let measure = of_year.and_then(OfYear::measure).filter(|_| total).unwrap_or(reading.measure);
        let figure = Figure {
            measure,
            code,
            scheme,
            name,
            amount: Amount::new(value, unit),
            year,
            phase: Some(phase)
                .filter(|_| !matches!(bound.subject.code(), "assets" | "liabilities" | "net_assets")),
            base,
            certain: bound.certain && bound.subject.is_known(),
            entity: self.state.owner.name().map(str::to_owned),
            said,
        };
        let at_byte = figure.said.start;
        write::fact(self.context, part.paragraph, &part.numbers[nth], part.end(at), figure, out);
        // 完成预算15万元的82%, 为预算15万元的82%
        let of = part.tokens.get(at + 1).and_then(Token::word).is_some_and(|word| word.text == "的")
            && matches!(
                part.tokens.get(at + 2).map(|token| &token.kind),
                Some(Kind::Number { unit: Measured::Percent, .. })
            );
        let share = measure::has(&part.tokens, &before.clause, WordClass::Share);
        let budget = measure::of_budget(&part.tokens, &before.clause);
        let counts = match (measure::has(&part.tokens, &before.clause, WordClass::Rate), share) {
            // 用了5万元 is an amount; 完成预算5万元 is what a rate is of.
            (true, _) => of || budget,
            (false, false) => of,
            // 占年初预算30万元的82%
            (false, true) => of && budget && self.frame.phase() == Phase::Final,
        };
        let rate = total && counts;
        let said_of_year = self
            .state
            .stated
            .iter()
            .rev()
            .take_while(|stated| stated.sentence == self.nth)
            .any(|stated| stated.total && stated.year == self.frame.year);
        let aside = rate
            || measure::compared(&part.tokens, &before.clause).is_some()
            || measure::stage_behind(&part.tokens, at).is_some()
            || said_of_year && year != self.frame.year;
        let rest = measure::has(&part.tokens, &before.clause, WordClass::Rest);
        // One item at several stages is no list of items.
        let listed = total && self.state.sentence.dealt.is_none() && in_list(&part.tokens, at);
        self.remember(at_byte, bound, reading, (year, phase), Aside { aside, rest, listed, value });
        self.state.sentence.denominator =
            write::denominator(&part.tokens, before, self.stated_budget()).filter(|_| rate);
    }

    /// Ties a change, share or rate to the figures that it is reckoned from.
    pub(super) fn link(&self, said: &mut Said, bound: &Bound, measure: Measure, year: i32, phase: Phase) {
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
}
