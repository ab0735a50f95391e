//! Distributions: figures that follow in the order of what was listed.

use crate::taxonomy::WordClass;

use super::clause::Before;
use super::figure::{is_sum, payable};
use super::measure::{direction, has, position};
use super::state::{State, Turn};
use super::subject::{Around, Found, Subject};
use super::token::{Kind, Measured, Token};

/// What the figures of a distribution are, from the words before its first figure: `分别为1.2、3.4万元`.
pub(super) fn turns(around: &Around<'_>, before: &Before, count: usize, state: &State) -> Vec<Turn> {
    let tokens = around.tokens;
    // 支出最多的是甲厅，三项支出分别为…: of one of many.
    if before.lead.iter().any(|clause| has(tokens, clause, WordClass::Danger)) {
        return vec![Turn::Lost; count];
    }
    // 分别占总收入的80%、20%: what the shares are of is no member of the list.
    let cut = position(tokens, &before.clause, WordClass::Share).unwrap_or(before.clause.len());
    // 三公经费支出情况如下：购置费和运行费分别为…: what announces the list is no member of it.
    let is_item = |at: &usize| tokens[*at].word().is_some_and(|word| word.class == WordClass::Item);
    let listing = before.lead.iter().position(|lead| {
        let colon = lead.last().and_then(|last| tokens.get(last + 1)).is_some_and(|next| next.is_mark(':'));
        colon && before.clause[..cut].iter().any(is_item)
    });
    let items: Vec<Subject> = before.lead[..listing.unwrap_or(before.lead.len())]
        .iter()
        .rev()
        .flatten()
        .chain(&before.clause[..cut])
        .filter_map(|at| match around.find(&[*at]) {
            Found::Subject(subject, _) if payable(&subject) => Some(subject),
            _ => None,
        })
        .collect();
    // 政府集中采购、分散采购分别为…: a member that is not understood.
    let mut listed = before.lead.iter().flatten().chain(&before.clause[..cut]);
    let partly = listed.any(|at| {
        let before = at.checked_sub(1).map(|at| &tokens[at]);
        tokens[*at].word().is_some_and(|word| word.class == crate::taxonomy::WordClass::Item)
            && before.is_some_and(|before| before.kind == Kind::Residue && before.end == tokens[*at].start)
    });
    let distinct = items.iter().enumerate().all(|(at, item)| !items[..at].contains(item));
    if partly {
        return vec![Turn::Lost; count];
    }
    // 货物、工程、服务政府采购规模分别为: the name that the members share.
    let all_of = |whole: &Subject, parts: &[Subject]| {
        parts.len() == count && parts.iter().all(|part| is_of(whole.code(), part.code()))
    };
    let items = match items.as_slice() {
        [parts @ .., whole] if all_of(whole, parts) => parts.to_vec(),
        [whole, parts @ ..] if all_of(whole, parts) => parts.to_vec(),
        _ => items,
    };
    if items.len() == count && distinct {
        return items.into_iter().map(Turn::Of).collect();
    }
    let sentence = &state.sentence;
    if count == 2
        && let Some(comparison) =
            sentence.comparison.as_ref().filter(|comparison| comparison.stages.len() == 2)
        && items.len() <= 1
    {
        let base = |stage| super::when::base(comparison, Some(stage), around.year, around.phase);
        return comparison.stages.iter().map(|stage| Turn::Against(base(*stage))).collect();
    }
    if let Some(turns) = dealt(tokens, &listed_before(tokens, before, cut), count, &items, state) {
        return turns;
    }
    if let [Subject::Item(word, name)] = items.as_slice()
        && word.code == "vehicle"
        && count == 2
    {
        let part = |code: &str| super::subject::item_of(code).map(|word| Subject::Item(word, name.clone()));
        if let (Some(bought), Some(run)) = (part("vehicle_purchase"), part("vehicle_running")) {
            return vec![Turn::Of(bought), Turn::Of(run)];
        }
    }
    let unknown = before.clause.iter().any(|at| tokens[*at].kind == Kind::Residue);
    if items.is_empty() && !unknown {
        let understood = sentence.list.iter().all(Subject::is_known);
        // Behind amounts of this sentence that are not understood, what another sentence listed is not meant.
        let lists = [Some(&sentence.list), Some(&state.listed).filter(|_| understood)];
        let named = lists.into_iter().flatten().find_map(|list| members(list, count));
        if let Some(list) = named {
            return list.into_iter().map(Turn::Of).collect();
        }
    }
    vec![Turn::Lost; count]
}

/// The clause of a figure with those before it that a mark of lists parts from it: 年初预算数、决算数分别为.
fn listed_before(tokens: &[Token], before: &Before, cut: usize) -> Vec<usize> {
    let joined = |lead: &&Vec<usize>| {
        lead.last().and_then(|last| tokens.get(last + 1)).is_some_and(|next| next.is_mark('、'))
    };
    let mut all: Vec<usize> = before.lead.iter().take_while(joined).flatten().copied().collect();
    all.extend_from_slice(&before.clause[..cut]);
    all.sort_unstable();
    all
}

/// One item, or what is spoken of, in several years or at several stages: 公务接待费年初预算数、决算数分别为3万元、2万元.
fn dealt(
    tokens: &[Token],
    clause: &[usize],
    count: usize,
    items: &[Subject],
    state: &State,
) -> Option<Vec<Turn>> {
    let subject = match items {
        [one] => one.clone(),
        [] if !clause.iter().any(|at| tokens[*at].kind == Kind::Residue) => state.sentence.current.clone()?,
        _ => return None,
    };
    let stages: Vec<_> = clause.iter().filter_map(|at| super::compare::stage(&tokens[*at])).collect();
    let years: Vec<_> = clause
        .iter()
        .filter_map(|at| match tokens[*at].kind {
            Kind::When(when) => Some(when),
            _ => None,
        })
        .collect();
    let turn = |when, stage| Turn::At(subject.clone(), when, stage);
    match (years.len(), stages.len()) {
        (0 | 1, many) if many == count && count > 1 => {
            let year = years.first().copied();
            Some(stages.into_iter().map(|stage| turn(year, Some(stage))).collect())
        }
        (many, 0 | 1) if many == count && count > 1 => {
            let stage = stages.first().copied();
            Some(years.into_iter().map(|year| turn(Some(year), stage)).collect())
        }
        (years_named, stages_named) if years_named == count && stages_named == count && count > 1 => {
            Some(years.into_iter().zip(stages).map(|(year, stage)| turn(Some(year), Some(stage))).collect())
        }
        _ => None,
    }
}

/// Whether one item is a part of another by its name.
fn is_of(whole: &str, part: &str) -> bool {
    match whole {
        "procurement" => part.starts_with("procurement_"),
        "three_public" => part == "outbound" || part == "reception" || part.starts_with("vehicle"),
        _ => false,
    }
}

/// The members of a list that so many figures are of: all of it, or without the whole that its parts make up, or without
/// the parts of a part.
fn members(list: &[Subject], count: usize) -> Option<Vec<Subject>> {
    let inner = |subject: &Subject| matches!(subject.code(), "vehicle_purchase" | "vehicle_running");
    let has_vehicle = list.iter().any(|subject| subject.code() == "vehicle");
    let flat: Vec<Subject> =
        list.iter().filter(|subject| !(has_vehicle && inner(subject))).cloned().collect();
    let is_whole = |subject: &Subject| is_sum(subject) || matches!(subject.code(), "procurement" | "basic");
    let parts = |list: &[Subject]| match list {
        [whole, parts @ ..] if is_whole(whole) => parts.to_vec(),
        // 三项共5万元 behind its parts
        [parts @ .., whole] if is_sum(whole) => parts.to_vec(),
        _ => Vec::new(),
    };
    // 用车费8万元，含购置费3万元和运行费5万元，分别减少1万元和2万元: of the parts named last.
    let last = list.iter().rposition(|subject| !inner(subject)).filter(|at| list[*at].code() == "vehicle");
    let tail = last.map_or_else(Vec::new, |at| list[at + 1..].to_vec());
    [list.to_vec(), parts(list), tail, flat.clone(), parts(&flat)]
        .into_iter()
        .find(|list| list.len() == count)
}

/// Whether a clause distributes its figures, or the one does whose colon it stands behind: 三项依次为：增加2万元、减少1万元.
pub(super) fn is_zipped(tokens: &[Token], before: &Before) -> bool {
    let announces = |lead: &Vec<usize>| {
        let colon = lead.last().and_then(|last| tokens.get(last + 1)).is_some_and(|token| token.is_mark(':'));
        colon && has(tokens, lead, WordClass::Zip)
    };
    let names = before.clause.iter().any(|at| {
        tokens[*at].word().is_some_and(|word| word.class == WordClass::Item)
            || matches!(tokens[*at].kind, Kind::Residue | Kind::Path(_))
    });
    has(tokens, &before.clause, WordClass::Zip) || !names && before.lead.first().is_some_and(announces)
}

/// How many figures of one kind stand behind one another with nothing but marks of lists between them: 22%、44%和34%.
pub(super) fn in_one_breath(tokens: &[Token], at: usize) -> usize {
    let kind = |at: usize| match tokens.get(at).map(|token| &token.kind) {
        Some(Kind::Number { unit: Measured::Money(_), .. }) => Some(true),
        Some(Kind::Number { unit: Measured::Percent, .. }) => Some(false),
        _ => None,
    };
    let joins = |at: usize| {
        tokens.get(at).is_some_and(|token| {
            token.is_mark('、')
                || token.word().is_some_and(|word| matches!(word.text.as_str(), "和" | "与" | "及" | "以及"))
        })
    };
    let Some(first) = kind(at) else { return 1 };
    let mut length = 1;
    while joins(at + 2 * length - 1) && kind(at + 2 * length) == Some(first) {
        length += 1;
    }
    length
}

/// How many figures a list has that begins with this one.
pub(super) fn list_length(tokens: &[Token], at: usize) -> usize {
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
            Some(figure)
                if figure == next + 1 || figure == next + 2 && direction(&tokens[next + 1]).is_some() =>
            {
                length += 1;
                next = figure + 1;
            }
            _ => break,
        }
    }
    length
}
