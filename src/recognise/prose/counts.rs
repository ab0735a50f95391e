//! Counts in sentences: people, vehicles, delegations and receptions. A unit says little; what is counted is named in the
//! clause, or is what the sentence is about.

use crate::model::Unit;
use crate::taxonomy::{Word, WordClass, is_of_class, says_last};

use super::clause::Before;
use super::state::Turn;
use super::subject::{Around, Found, Subject};
use super::token::Kind;

/// How many tokens back a count finds what it is of.
const FARTHEST: usize = 200;

/// What is counted: the code, its words, and whether the number is a stock at a date.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Counted {
    /// Code of the closed list.
    pub(super) code: &'static str,
    /// Printed words.
    pub(super) name: String,
    /// Whether it is a stock.
    pub(super) stock: bool,
}

/// Whether a word of a clause says that vehicles are kept.
fn keeps(text: &str) -> bool {
    says_last("kept", text).is_some()
}

/// Whether a word of a clause says that vehicles are bought.
fn buys(text: &str) -> bool {
    is_of_class("bought", text)
}

/// Binds a count, or says that it is not known what is counted.
pub(super) fn counted(
    around: &Around<'_>,
    before: &Before,
    at: usize,
    unit: Unit,
    context: &[&Subject],
) -> Option<Counted> {
    let tokens = around.tokens;
    let found = around.find(&before.clause);
    let own = match &found {
        Found::Subject(subject, _) => subject.item(),
        // `图书购置项目自评得分98分`: whatever is scored, points behind the word are its score.
        // 本院自评96分: the points of an evaluation of oneself.
        Found::Unknown if unit == Unit::Point && evaluates(around, before) => {
            return Some(Counted { code: "score", name: "自评".to_owned(), stock: false });
        }
        Found::Unknown if unit == Unit::Point => {
            let last = before.clause.iter().rev().filter_map(|at| tokens[*at].word());
            let mut items = last.filter(|word| word.class == WordClass::Item);
            let score = items.next().filter(|word| word.code == "score")?;
            return Some(Counted { code: score.code, name: score.text.clone(), stock: false });
        }
        // 组织31个团组: who goes is not said, but that they go abroad.
        Found::Unknown if unit == Unit::Count && around.text[..tokens[at].end].ends_with("团组") => None,
        Found::Unknown if unit == Unit::Count => {
            return units(around, at).or_else(|| projects(around, before, at));
        }
        // 接待记者46批次: who came is not said in words that are known, but that they were received.
        Found::Unknown if unit == Unit::Batch && receives(around, &before.clause) => {
            let name = "接待批次".to_owned();
            return (!is_foreign(around, at, None)).then_some(Counted {
                code: "receptions",
                name,
                stock: false,
            });
        }
        // 车9辆 beside what vehicles cost: those that there are.
        Found::Unknown if unit == Unit::Vehicle && is_car_alone(around, &before.clause) => {
            return Some(Counted { code: "vehicles", name: "车辆".to_owned(), stock: true });
        }
        // 更新执法车1辆: of what kind they are is no other thing.
        Found::Unknown if unit == Unit::Vehicle && buys_vehicles(around, &before.clause) => {
            return Some(Counted {
                code: "vehicles_purchased", name: "购置车辆".to_owned(), stock: false
            });
        }
        Found::Unknown => return None,
        Found::Nothing => None,
    };
    // 车辆2台
    let unit = match own.map(|word| word.code) {
        Some("vehicles" | "vehicles_purchased") if unit == Unit::Set => Unit::Vehicle,
        _ => unit,
    };
    let name = |fallback: &str| match &found {
        Found::Subject(Subject::Item(_, words), _) => words.clone(),
        _ => fallback.to_owned(),
    };
    let flow = |code, fallback: &str| Some(Counted { code, name: name(fallback), stock: false });
    let stock = |code, fallback: &str| Some(Counted { code, name: name(fallback), stock: true });
    // The nearest item counts, whatever it is: 外事接待 0 批次 is no 国内接待.
    let about =
        own.or_else(|| nearest(around, at)).or_else(|| context.iter().find_map(|subject| subject.item()));
    let of = |kind: &str| about.is_some_and(|word| word.counted == kind);
    let kept = before.clause.iter().any(|at| tokens[*at].word().is_some_and(|word| keeps(&word.text)));
    // 公车减少1辆: a change, and no stock.
    if super::measure::last_meant(tokens, &before.clause)
        .is_some_and(|last| super::measure::direction(last).is_some())
    {
        return None;
    }
    let mode = bought(around, at);
    // `其中40人`: a part of what was counted, of what kind is not said.
    let figure_is_part = own.is_none() && super::measure::has(tokens, &before.clause, WordClass::Among);
    if figure_is_part {
        return None;
    }
    if is_foreign(around, at, own) {
        return None;
    }
    // 同等待遇非在编人员: some kind of them.
    let some = own.is_some_and(|word| matches!(word.code, "staff" | "hired" | "retirees"))
        && before.clause.iter().any(|at| {
            tokens[*at].kind == Kind::Residue
                && around.text[tokens[*at].start..tokens[*at].end].ends_with(['非', '未', '不', '无'])
        });
    if some {
        return None;
    }
    // 88个部门: what stands behind the unit is counted.
    let behind = around.text[tokens[at].end..].chars().next();
    let counts_other = unit == Unit::Count
        && of("outbound")
        && !around.text[..tokens[at].end].ends_with("团组")
        && behind.is_some_and(|c| c.is_alphabetic() && !"团出因批组共计合累".contains(c));
    if counts_other {
        return units(around, at);
    }
    match unit {
        // 行政编制24名，实有22人
        Unit::Person
            if own.is_none() && nearest(around, at).is_some_and(|word| word.code == "posts") && kept =>
        {
            stock("staff", "实有人数")
        }
        Unit::Person if own.is_some_and(|word| word.counted == "staff" && word.code != "other") => {
            stock(own.map_or("", |word| word.code), "")
        }
        // 编制为249个
        Unit::Count if own.is_some_and(|word| word.code == "posts") => stock("posts", ""),
        // 国内公务接待批次3978个: what is counted says more than the unit.
        _ if own.is_some_and(|word| suits(word, unit)) => {
            let code = own.map_or("", |word| word.code);
            Some(Counted { code, name: name(""), stock: code == "vehicles" })
        }
        Unit::Person | Unit::PersonTime if of("outbound") => flow("travellers", "因公出国（境）人次"),
        Unit::Person | Unit::PersonTime if of("reception") => flow("guests", "接待人次"),
        Unit::Batch | Unit::Count if of("outbound") => flow("delegations", "因公出国（境）团组"),
        Unit::Batch if of("reception") => flow("receptions", "接待批次"),
        Unit::Vehicle => vehicle(own, about, mode == Some(false) || kept, mode == Some(true) && !kept)
            .and_then(|code| match code {
                "vehicles_purchased" => flow(code, "购置车辆"),
                _ => stock(code, "车辆"),
            }),
        Unit::Set if own.is_some_and(|word| word.code == "equipment") => stock("equipment", ""),
        Unit::SquareMetre if own.is_some_and(|word| word.code == "floor_area") => stock("floor_area", ""),
        Unit::Point if own.is_some_and(|word| word.code == "score") => flow("score", ""),
        Unit::Count => units(around, at).or_else(|| projects(around, before, at)),
        _ => None,
    }
}

/// Whether the clause of a count, with the counts before it, is of people who are no guests: 接待群众来访15批次、86人次.
pub(super) fn of_visitors(tokens: &[super::token::Token], at: usize) -> bool {
    tokens[at.saturating_sub(FARTHEST)..at]
        .iter()
        .rev()
        .take_while(|token| !matches!(token.kind, Kind::Mark(',' | ';' | '。' | ':' | '!' | '?')))
        .any(|token| token.word().is_some_and(|word| word.code == "visitors"))
}

/// Whether the points right behind a clause are those of an evaluation of oneself.
fn evaluates(around: &Around<'_>, before: &Before) -> bool {
    let last = super::measure::last_meant(around.tokens, &before.clause).and_then(super::token::Token::word);
    last.is_some_and(|word| word.class == WordClass::Heading && word.text.ends_with("自评"))
}

/// Whether a clause is 车 and words that name nothing, where vehicles are spoken of.
fn is_car_alone(around: &Around<'_>, clause: &[usize]) -> bool {
    let spoken = around.about.iter().any(|code| code.starts_with("vehicle") || *code == "three_public");
    let mut cars = 0;
    let plain = clause.iter().map(|at| &around.tokens[*at]).all(|token| match &token.kind {
        Kind::Residue => {
            cars += 1;
            &around.text[token.start..token.end] == "车"
        }
        Kind::Word(word) => word.class == WordClass::Fill && !buys(&word.text),
        _ => true,
    });
    spoken && plain && cars == 1
}

/// Whether a clause says that vehicles of a kind were bought: 更新执法车, 购置洒水车.
fn buys_vehicles(around: &Around<'_>, clause: &[usize]) -> bool {
    let mut bought = false;
    for token in clause.iter().map(|at| &around.tokens[*at]) {
        match &token.kind {
            Kind::Residue if !around.text[..token.end].ends_with('车') => return false,
            Kind::Word(word) if word.class == WordClass::Item && word.counted != "purchase" => return false,
            Kind::Word(word) => bought |= buys(&word.text),
            _ => {}
        }
    }
    bought
}

/// Whether a clause begins with a word of receiving.
fn receives(around: &Around<'_>, clause: &[usize]) -> bool {
    let words = |at: &usize| &around.text[around.tokens[*at].start..around.tokens[*at].end];
    let plain = |at: &&usize| {
        !around.tokens[**at].word().is_some_and(|word| {
            matches!(word.class, WordClass::Fill | WordClass::Among | WordClass::TotalWeak)
        })
    };
    clause
        .iter()
        .find(plain)
        .is_some_and(|at| words(at).starts_with("接待") || words(at).starts_with("公务接待"))
}

/// Whether an item that is counted can be counted in a unit.
fn suits(word: &Word, unit: Unit) -> bool {
    match word.code {
        "receptions" | "delegations" => matches!(unit, Unit::Batch | Unit::Count),
        "guests" | "travellers" => matches!(unit, Unit::Person | Unit::PersonTime),
        _ => false,
    }
}

/// Whether receptions or guests are those from abroad, which have no code: `外事接待支出0万元，接待0批次`.
fn is_foreign(around: &Around<'_>, at: usize, own: Option<&Word>) -> bool {
    let of_guests = own.is_none_or(|word| matches!(word.code, "receptions" | "guests" | "reception"));
    let says_home = own.is_some_and(|word| word.text.starts_with("国内"));
    if !of_guests || says_home {
        return false;
    }
    let mut depth = 0_usize;
    for token in around.tokens[..at].iter().rev().take(FARTHEST) {
        match token.kind {
            Kind::Mark(')') => depth += 1,
            Kind::Mark('(') => depth = depth.saturating_sub(1),
            Kind::Mark('。' | '!' | '?' | ';') => return false,
            Kind::Word(word) if depth == 0 && word.class == WordClass::Item => {
                if word.counted == "foreign" {
                    return true;
                }
                if word.text.starts_with("国内") || word.counted == "outbound" {
                    return false;
                }
            }
            _ => {}
        }
    }
    false
}

/// What the counts of a distribution are of: `购置数和保有量分别为1辆和9辆`.
pub(super) fn turns(around: &Around<'_>, before: &Before, count: usize) -> Vec<Turn> {
    let items: Vec<Subject> = before
        .lead
        .iter()
        .rev()
        .flatten()
        .chain(&before.clause)
        .filter_map(|at| match around.find(&[*at]) {
            Found::Subject(subject, _) if subject.item().is_some_and(is_counted) => Some(subject),
            _ => None,
        })
        .collect();
    if items.len() == count {
        return items.into_iter().map(Turn::Of).collect();
    }
    vec![Turn::Lost; count]
}

/// A count whose turn it is, where its unit suits.
pub(super) fn in_turn(subject: &Subject, unit: Unit) -> Option<Counted> {
    let (word, name) = match subject {
        Subject::Item(word, name) => (*word, name.clone()),
        _ => return None,
    };
    let fits = match word.code {
        "vehicles" | "vehicles_purchased" => unit == Unit::Vehicle,
        "equipment" => unit == Unit::Set,
        "posts" | "staff" | "hired" | "retirees" => unit == Unit::Person,
        _ => suits(word, unit),
    };
    let stock = matches!(word.code, "vehicles" | "equipment" | "posts" | "staff" | "hired" | "retirees");
    fits.then_some(Counted { code: word.code, name, stock })
}

/// `二级项目 18 个`, `组织对 3 个项目开展绩效自评`: projects that were evaluated. The contract has no code for them.
fn projects(around: &Around<'_>, before: &Before, at: usize) -> Option<Counted> {
    let tokens = around.tokens;
    let first = before.clause.first().map_or(at, |at| *at);
    let lead = &around.text[tokens[first].start..tokens[at].start];
    let words = lead.trim_end_matches(['共', '计', '有', '数', '为', '合', '约', ':']);
    let behind: String =
        around.text[tokens[at].end..].chars().take_while(|c| !",。;、(".contains(*c)).take(12).collect();
    let name = if words.ends_with("项目") {
        words.to_owned()
    } else {
        behind.split_once("项目").map(|(head, _)| format!("{head}项目"))?
    };
    around.performance.then_some(Counted { code: "other", name, stock: false })
}

/// `下属2家行政单位`, `纳入决算编报范围的单位共3个`: units, in a sentence that says which the document is about.
fn units(around: &Around<'_>, at: usize) -> Option<Counted> {
    const NOUNS: &[&str] = &[
        "行政单位",
        "事业单位",
        "参公单位",
        "参公事业单位",
        "参照公务员法管理的事业单位",
        "预算单位",
        "基层单位",
        "二级预算单位",
        "下属单位",
        "所属单位",
        "机关",
    ];
    const ABOUT: &[&str] = &[
        "下属",
        "所属",
        "纳入",
        "编报范围",
        "编制范围",
        "汇编范围",
        "部门预算",
        "部门决算",
        "预算单位",
        "本部门",
        "本单位",
    ];
    let tokens = around.tokens;
    let nearest = at.saturating_sub(FARTHEST);
    let first = tokens[nearest..at]
        .iter()
        .rposition(|token| matches!(token.kind, Kind::Mark('。' | '!' | '?')))
        .map_or(nearest, |end| nearest + end + 1);
    let last = (at + FARTHEST).min(tokens.len() - 1);
    let said = &around.text[tokens.get(first)?.start..tokens[last].end];
    let upto = said.find('。').map_or(said, |end| &said[..end]);
    let behind = &around.text[tokens[at].end..];
    // 0家参公单位机关运行经费: said in passing, and none is no number of units.
    let none = matches!(tokens[at].kind, Kind::Number { value, .. } if value.is_zero());
    let in_passing = tokens[at + 1..=last]
        .iter()
        .take_while(|token| !matches!(token.kind, Kind::Mark(_)))
        .any(|token| token.word().is_some_and(|word| word.code == "running_cost"));
    if none && in_passing {
        return None;
    }
    let lead = &around.text[tokens[first].start..tokens[at].start];
    let lead = lead.trim_end_matches(['共', '计', '有', '数', '为', '合', '包', '括', ':']);
    let named = NOUNS.iter().find(|noun| behind.starts_with(**noun) || lead.ends_with(**noun));
    let range = ["编报范围的单位", "编制范围的单位", "汇编范围的单位", "下属", "所属单位"]
        .iter()
        .find(|words| lead.ends_with(**words));
    let name = named.or(range).filter(|_| ABOUT.iter().any(|word| upto.contains(word)))?;
    Some(Counted { code: "units", name: (*name).to_owned(), stock: true })
}

/// Whether the sentence last spoke of buying, or of what is kept: a list of kinds goes on with it.
fn bought(around: &Around<'_>, at: usize) -> Option<bool> {
    let mut depth = 0_usize;
    for token in around.tokens[..at].iter().rev().take(FARTHEST) {
        match token.kind {
            Kind::Mark(')') => depth += 1,
            Kind::Mark('(') => depth = depth.saturating_sub(1),
            Kind::Mark('。' | '!' | '?') => return None,
            Kind::Word(word) if depth == 0 => {
                let text = word.text.as_str();
                if keeps(text) {
                    return Some(false);
                }
                if buys(text) || word.counted == "purchase" {
                    return Some(true);
                }
            }
            _ => {}
        }
    }
    None
}

fn vehicle(own: Option<&Word>, about: Option<&Word>, kept: bool, bought: bool) -> Option<&'static str> {
    match own.map(|word| word.code) {
        Some("vehicles" | "vehicles_purchased") if bought && !kept => return Some("vehicles_purchased"),
        Some("vehicles") => return Some("vehicles"),
        Some("vehicles_purchased" | "vehicle_purchase") => return Some("vehicles_purchased"),
        _ => {}
    }
    let vehicles = about.is_some_and(|word| matches!(word.counted, "vehicle" | "purchase"));
    match (kept, bought) {
        _ if !vehicles => None,
        (_, true) => Some("vehicles_purchased"),
        (true, false) => Some("vehicles"),
        (false, false) => match about.map(|word| word.counted) {
            Some("purchase") => Some("vehicles_purchased"),
            // 公务用车 0 辆
            Some("vehicle") if own.is_some_and(|word| word.code == "vehicle") => Some("vehicles"),
            _ => None,
        },
    }
}

/// The last item named before a figure in its sentence, closed brackets left out.
fn nearest(around: &Around<'_>, at: usize) -> Option<&'static Word> {
    let mut depth = 0_usize;
    for token in around.tokens[..at].iter().rev().take(FARTHEST) {
        match token.kind {
            Kind::Mark(')') => depth += 1,
            Kind::Mark('(') => depth = depth.saturating_sub(1),
            Kind::Mark('。' | '!' | '?') => return None,
            _ if depth > 0 => {}
            Kind::Word(word)
                if word.class == WordClass::Item && !word.counted.is_empty() && word.counted != "fund" =>
            {
                return Some(word);
            }
            _ => {}
        }
    }
    None
}

/// Whether an item is counted, not paid.
pub(super) fn is_counted(word: &Word) -> bool {
    matches!(
        word.code,
        "delegations"
            | "travellers"
            | "receptions"
            | "guests"
            | "vehicles"
            | "vehicles_purchased"
            | "equipment"
            | "floor_area"
            | "posts"
            | "staff"
            | "retirees"
            | "hired"
            | "score"
            | "execution"
    )
}
