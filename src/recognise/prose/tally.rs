//! Taking a count: what is counted, when, and what it says of the money that may follow.

use crate::model::{Amount, Measure, Role, Unit};
use crate::taxonomy::WordClass;

use super::super::output::Output;
use super::clause::Before;
use super::counts;
use super::figure;
use super::measure;
use super::reader::{Part, Reader};
use super::state::{Mask, Turn};
use super::subject::Subject;
use super::token::{Kind, Token};
use super::turns;
use super::when;
use super::write::{self, Figure};

impl Reader<'_> {
    pub(super) fn count(
        &mut self,
        part: &Part<'_>,
        (start, at): (usize, usize),
        unit: Unit,
        before: &Before,
        out: &mut Output,
    ) {
        let names_it = match self.around(part, before).find(&before.clause) {
            super::subject::Found::Subject(subject, _) => subject.item().is_some_and(counts::is_counted),
            _ => false,
        };
        // 涉及出国团组14个: what is counted is named, whatever the money is for.
        let masked = match self.state.sentence.mask {
            Some(Mask::Purpose) => !names_it,
            // 主要原因为新增5辆车，单位车辆保有量17辆: a stock is what there is, whatever it is said for.
            Some(Mask::Reason) => !keeps(&part.tokens, &before.clause),
            mask => mask.is_some_and(|mask| mask != Mask::Cause),
        };
        let danger = measure::has(&part.tokens, &before.clause, WordClass::Danger)
            || counts::of_visitors(&part.tokens, at);
        let mut turns =
            if before.listed { std::mem::take(&mut self.state.sentence.turns) } else { Vec::new() };
        let around = self.around(part, before);
        let context: Vec<&Subject> =
            [self.state.sentence.current.as_ref(), self.state.topic.as_ref(), self.state.section()]
                .into_iter()
                .flatten()
                .collect();
        if turns.is_empty() && measure::has(&part.tokens, &before.clause, WordClass::Zip) {
            turns = counts::turns(&around, before, turns::list_length(&part.tokens, at));
        }
        let turn = (!turns.is_empty()).then(|| turns.remove(0));
        let counted = match &turn {
            Some(Turn::Of(subject)) => counts::in_turn(subject, unit),
            Some(_) => None,
            None => counts::counted(&around, before, at, unit, &context),
        };
        self.state.sentence.turns = turns;
        // 由45批次减少为30批次: the first is of a time that is not said.
        let from = measure::last_meant(&part.tokens, &before.clause)
            .and_then(Token::word)
            .is_some_and(|word| word.class == WordClass::From);
        let unnamed = self.state.owner == super::owner::Owner::Other;
        let counted = counted.filter(|_| !masked && !danger && !from && !unnamed);
        let counted = counted.map(|counted| match counted.code {
            "score" if !self.scores_whole(part, start, at) => counts::Counted { code: "other", ..counted },
            _ => counted,
        });
        let first = self.state.sentence.figures == 0;
        self.state.sentence.figures += 1;
        self.state.sentence.money = false;
        self.state.sentence.shared = None;
        self.state.sentence.counted = counted.as_ref().and_then(|counted| {
            let partly = ["国内", "国外", "外事", "境外", "(境)外", "外宾"];
            let words = before
                .clause
                .first()
                .map_or("", |first| &part.plain.text[part.tokens[*first].start..part.tokens[at].start]);
            // 二、公务接待：32批、286人，花费3万元: of all that the heading names.
            let of_heading =
                first && before.clause.is_empty() && self.state.section().is_some_and(figure::is_of_three);
            let goes_on = before.clause.is_empty() && self.state.sentence.counted.is_some() || of_heading;
            let whole =
                goes_on || !before.clause.is_empty() && !partly.iter().any(|word| words.contains(word));
            match counted.code {
                _ if !whole => None,
                "receptions" | "guests" => Some("reception"),
                "delegations" | "travellers" => Some("outbound"),
                "vehicles_purchased" => Some("vehicle_purchase"),
                _ => None,
            }
        });
        let Some(counted) = counted else { return };
        // 国内接待205批次。比上年减少1万元: of what is counted something was stated.
        self.state.sentence.named_item = None;
        let named = std::iter::once(&before.clause)
            .chain(before.lead.iter().filter(|_| !counted.stock))
            .find_map(|clause| when::named(&part.tokens, clause))
            .map(|when| self.frame.year_of(when));
        let until = self.state.until.filter(|_| counted.stock);
        let year = named.or(until).unwrap_or(self.frame.year);
        let phase = (!counted.stock).then(|| self.frame.phase());
        let Kind::Number { value, nth, .. } = part.tokens[at].kind else { return };
        let counted_code = counted.code;
        let figure = Figure {
            measure: if unit == Unit::Point { Measure::Score } else { Measure::Count },
            code: counted.code.to_owned(),
            scheme: crate::model::Scheme::None,
            name: counted.name,
            amount: Amount::new(value, unit_of(counted_code, unit)),
            year,
            phase,
            base: None,
            certain: !self.state.owner.is_foreign(),
            entity: self.state.owner.name().map(str::to_owned),
            said: self.said(part, nth, Role::Statement),
        };
        write::fact(self.context, part.paragraph, &part.numbers[nth], part.end(at), figure, out);
    }
}

/// Whether a clause says how many vehicles there are, and not that they are more or fewer: 公务用车保有量17辆,
/// 购置数及保有量分别为1辆和9辆.
fn keeps(tokens: &[Token], clause: &[usize]) -> bool {
    let stock = |word: &crate::taxonomy::Word| word.code == "vehicles" && word.text.contains("保有");
    clause.iter().any(|at| tokens[*at].word().is_some_and(stock))
        && !clause.iter().any(|at| measure::direction(&tokens[*at]).is_some())
}

/// Vehicles are counted as vehicles, whatever word counts them: 车辆2台.
fn unit_of(code: &str, unit: Unit) -> Unit {
    if code.starts_with("vehicles") && unit == Unit::Set { Unit::Vehicle } else { unit }
}
