//! The reader of sentences: keeps what a sentence has said so far and binds each figure to it.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::document::{
    Cell, Found, Paragraph, opens_part, parse_digits, squeeze, squeeze_text, strip_ordinal, widen_brackets,
};
use crate::model::{Amount, Base, Fact, Kind, Measure, Phase, Scheme, Scope, Statement, Subject, Unit};

use super::super::output::{Context, Output, TableFacts};
use super::super::section::regex;
use super::lexicon::{Hit, last_hit};
use super::unit::{Behind, UnitWord, behind};
use super::{counts, money};

/// What a figure speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Topic {
    /// Code of the closed list.
    pub(super) code: String,
    /// Words of the document.
    pub(super) name: String,
    /// Whether it gives way to a subject named before.
    pub(super) weak: bool,
}

impl Topic {
    pub(super) fn new(code: &str, name: &str) -> Self {
        Self { code: code.to_owned(), name: clean_name(name), weak: false }
    }

    fn of(hit: &Hit) -> Self {
        Self { code: hit.code.to_owned(), name: clean_name(&hit.words), weak: hit.weak }
    }
}

/// A name without ordinals, dates, marks and the words that lead up to it.
pub(super) fn clean_name(text: &str) -> String {
    const LEADS: &[&str] = &[
        "原因是",
        "原因说明：",
        "原因：",
        "共有",
        "安排购置",
        "计划购置",
        "发生",
        "其中：",
        "其中",
        "包括",
        "包含：",
        "一是",
        "二是",
        "三是",
        "四是",
        "五是",
    ];
    let text = squeeze(text);
    let mut text = strip_ordinal(&text);
    for lead in LEADS {
        if let Some(at) = text.rfind(lead).filter(|at| at + lead.len() < text.len()) {
            text = &text[at + lead.len()..];
        }
    }
    text = DATED.find(text).map_or(text, |found| &text[found.end()..]);
    let text = text.trim_matches(|c: char| "，。；：、,.;:\" ".contains(c));
    // A name in quotation marks says more than the words around it.
    let quoted = text.find('“').and_then(|open| {
        let inner = &text[open + '“'.len_utf8()..];
        inner.find('”').map(|close| &inner[..close])
    });
    let name = quoted.filter(|inner| inner.chars().count() >= 4).unwrap_or(text);
    widen_brackets(name)
}

static DATED: LazyLock<Regex> = LazyLock::new(|| regex(r"^20\d\d年(?:度)?"));

/// What the sentence has said so far.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// The subject of the last figure.
    pub(super) topic: Option<Topic>,
    /// The phase of the last amount that was no denominator.
    pub(super) phase: Option<Phase>,
    /// What changes are measured against.
    pub(super) base: Option<Base>,
    /// The denominator of a completion that was just named.
    pub(super) denominator: Option<Base>,
    /// Whether reasons are being given.
    pub(super) reason: bool,
    /// Whether purchases are being planned.
    pub(super) planned: bool,
    /// The date of stocks.
    pub(super) stock_year: Option<i32>,
    /// Whether the money evaluated is being listed.
    pub(super) evaluated: bool,
}

/// A figure with the text around it.
pub(super) struct Figure<'p> {
    /// The digits.
    pub(super) value: Decimal,
    /// The text from the last figure, within the sentence.
    pub(super) before: &'p str,
    /// The text from the start of the sentence.
    pub(super) sentence: &'p str,
    /// The text behind the unit.
    pub(super) after: &'p str,
    /// Whether it is the first figure of its paragraph.
    pub(super) first: bool,
}

/// What a figure was found to be.
pub(super) struct Bound {
    /// What it counts.
    pub(super) measure: Measure,
    /// Its subject.
    pub(super) topic: Topic,
    /// Its phase; `None` for stocks.
    pub(super) phase: Option<Phase>,
    /// Its year.
    pub(super) year: i32,
    /// The base of a change or rate.
    pub(super) base: Option<Base>,
    /// Whether it is less than before.
    pub(super) negative: bool,
    /// Its unit.
    pub(super) unit: Unit,
}

/// Reads paragraphs one after another.
pub(super) struct Reader<'c> {
    pub(super) context: &'c Context<'c>,
    table: TableFacts,
    /// The subject of the nearest heading.
    pub(super) heading: Option<Topic>,
    /// Whether that heading is 项目支出 itself.
    heads_projects: bool,
    /// Whether a list of projects is being read.
    pub(super) list: bool,
    /// Whether this part of the document is about single projects.
    pub(super) projects: bool,
    /// The row of the functional classification that this paragraph opens with: all of it speaks of that.
    pub(super) item: Option<Topic>,
    /// Whether this paragraph speaks of changes to the budget within the year.
    pub(super) adjusting: bool,
    /// The strong subject named last in this paragraph.
    pub(super) strong: Option<Topic>,
    /// What this sentence has said.
    pub(super) said: Said,
}

static PROJECT_REVIEW: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^[“”]?(.{2,40}?)[“”]?(?:项目)?绩效自评情况[:：]"));
static FUNCTION_PATH: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:[（(]?\d{1,2}[)）]?[.．、]?)?[“”]?[^“”，。；：（）]{2,30}（类）[^“”，。；：（）]{2,40}（款）(?:([^“”，。；：（）]{2,40})（项）)?",
    )
});
static FUNCTION_CODE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^\d{1,2}[.．、]([^“”，。；：（）]{2,40})（\d{3}(?:\d\d){0,2}）[，：]"));
static LIST_OPENS: LazyLock<Regex> = LazyLock::new(|| regex(r"(?:具体包括|具体如下|其中|如下)[:：]\s*$"));
static END: &[char] = &['。', '！', '？', '!', '?'];

impl<'c> Reader<'c> {
    pub(super) fn new(context: &'c Context<'c>) -> Self {
        let table = TableFacts {
            statement: Statement::Narrative,
            title: "".into(),
            fund: None,
            phase: None,
            year: context.identity.fiscal_year,
            unit: Some(Unit::WanYuan),
            entity: context.identity.printed_name.as_str().into(),
        };
        Self {
            context,
            table,
            heading: None,
            heads_projects: false,
            list: false,
            projects: false,
            item: None,
            adjusting: false,
            strong: None,
            said: Said::default(),
        }
    }

    /// A new part of the document: headings and lists of the last one are over.
    pub(super) fn new_part(&mut self, title: &str) {
        self.projects = title.contains("项目经费") || title.contains("项目支出");
        self.heading = None;
        self.heads_projects = false;
        self.list = false;
    }

    pub(super) fn year(&self) -> i32 {
        self.context.identity.fiscal_year
    }

    pub(super) fn kind(&self) -> Option<Kind> {
        self.context.identity.kinds.first().copied()
    }

    pub(super) fn paragraph(&mut self, paragraph: &Paragraph, out: &mut Output) {
        self.strong = None;
        self.adjusting = false;
        self.said = Said::default();
        let text = paragraph.text.as_str();
        self.note_heading(text);
        self.item = function_item(&squeeze(text));
        self.strong.clone_from(&self.item);
        if let Some(found) = PROJECT_REVIEW.captures(&squeeze(text)) {
            self.strong = project_reviewed(&found[1], out);
        }
        let mut from = 0;
        let mut first = true;
        for number in paragraph.numbers() {
            let rest = &text[number.end..];
            let found = behind(rest);
            if let Behind::Unit(unit, length) = found
                && (unit != UnitWord::Item || counts::names_assets(&text[from..number.start]))
                && let Some(value) = parse_digits(&text[number.start..number.end])
            {
                self.enter_sentence(text, from, number.start);
                let start = sentence_start(text, number.start);
                let figure = Figure {
                    value,
                    before: &text[from.max(start)..number.start],
                    sentence: &text[start..number.start],
                    after: &rest[length..],
                    first,
                };
                let bound = self.bind(&figure, unit);
                self.remember(&figure, bound.as_ref());
                if let Some(bound) = bound {
                    let end = number.end + length;
                    self.write(paragraph, &number, end, &figure, bound, out);
                    first = false;
                }
                from = number.end + length;
            } else if found == Behind::Nothing && self.is_zero_base(text, &number) {
                self.zero_base(paragraph, &number, out);
            }
        }
        if LIST_OPENS.is_match(text) && (self.heads_projects || text.contains("项目支出")) {
            self.list = true;
        }
    }

    /// Short lines with an ordinal name what the next paragraphs speak of. Titles of tables do not.
    fn note_heading(&mut self, text: &str) {
        let text = text.trim_end_matches(['。', '：', ':']);
        let short = text.chars().count() <= 40 && !text.contains(['。', '，']);
        if !short || !(opens_part(text) || super::is_title(&squeeze(text))) || text.starts_with(['表', '附'])
        {
            return;
        }
        self.heading = last_hit(text).filter(|hit| !hit.weak).map(|hit| Topic::of(&hit));
        self.heads_projects = clean_name(text) == "项目支出";
        self.list = false;
    }

    /// Text without figures before this one: a sentence end starts a new sentence; strong subjects stay.
    fn enter_sentence(&mut self, text: &str, from: usize, to: usize) {
        let between = &text[from..to];
        let Some(end) = between.rfind(END) else { return };
        // The date of stocks holds for the whole paragraph.
        self.said = Said { stock_year: self.said.stock_year, ..Said::default() };
        if let Some(hit) = last_hit(&between[..end]).filter(|hit| !hit.weak && self.item.is_none()) {
            self.strong = Some(Topic::of(&hit));
        }
    }

    fn bind(&mut self, figure: &Figure, unit: UnitWord) -> Option<Bound> {
        match unit {
            UnitWord::Money(unit) => money::amount(self, figure, unit),
            UnitWord::Percent => money::percent(self, figure),
            UnitWord::HundredMillion => None,
            other => counts::count(self, figure, other),
        }
    }

    /// The subject that a text names: strong words win, weak ones give way to what was said before.
    pub(super) fn topic_in(&self, text: &str) -> Option<Topic> {
        if let Some(item) = &self.item {
            return Some(part_of_item(text).unwrap_or_else(|| item.clone()));
        }
        let hit = last_hit(text)?;
        if !hit.weak {
            return Some(Topic::of(&hit));
        }
        let known = self.said.topic.clone().filter(|topic| !topic.weak).or_else(|| self.strong.clone());
        known.or_else(|| self.heading.clone()).or_else(|| Some(Topic::of(&hit)))
    }

    fn remember(&mut self, figure: &Figure, bound: Option<&Bound>) {
        let Some(bound) = bound else { return };
        self.said.denominator = None;
        if bound.measure == Measure::Total && !bound.topic.weak && !self.said.reason {
            self.strong = Some(bound.topic.clone());
        }
        self.said.topic = Some(bound.topic.clone());
        if bound.measure == Measure::Total {
            if let Some(base) = money::denominator(figure.before) {
                self.said.denominator = Some(base);
            } else {
                self.said.phase = bound.phase;
            }
        }
        if matches!(bound.measure, Measure::ChangeAmount | Measure::ChangePct) {
            self.said.base = bound.base;
        }
    }

    fn write(
        &self,
        paragraph: &Paragraph,
        number: &Found,
        end: usize,
        figure: &Figure,
        bound: Bound,
        out: &mut Output,
    ) {
        let start = sentence_start(&paragraph.text, number.start);
        let quote = quote(&paragraph.text[start..end], &bound.topic.name);
        let mut value = figure.value;
        if bound.negative {
            value.set_sign_negative(true);
        }
        let scope = self.context.identity.scope.unwrap_or(Scope::Department);
        let subject = Subject::top(Scheme::None, bound.topic.code, bound.topic.name);
        let cell =
            Cell { text: String::new(), quote, indent: 0, locator: number.locator.clone(), reach: None };
        let mut fact: Fact =
            self.table.fact(bound.measure, subject, Amount::new(value, bound.unit), &cell, scope);
        fact.phase = bound.phase;
        fact.fiscal_year = bound.year;
        fact.base = bound.base;
        out.facts.push(fact);
    }

    /// `（基数为 0，不可比）`: the prior amount is stated as zero.
    fn is_zero_base(&self, text: &str, number: &Found) -> bool {
        text[..number.start].trim_end().ends_with("基数为")
            && text[number.start..number.end].bytes().all(|b| b == b'0')
    }

    fn zero_base(&self, paragraph: &Paragraph, number: &Found, out: &mut Output) {
        let Some(topic) = self.said.topic.clone() else { return };
        let phase = match self.said.base {
            Some(Base::PriorFinal) => Phase::Final,
            Some(Base::PriorBudget) => Phase::Budget,
            _ => return,
        };
        let bound = Bound {
            measure: Measure::Total,
            topic,
            phase: Some(phase),
            year: self.year() - 1,
            base: None,
            negative: false,
            unit: Unit::WanYuan,
        };
        let figure = Figure { value: Decimal::ZERO, before: "", sentence: "", after: "", first: false };
        self.write(paragraph, number, number.end, &figure, bound, out);
    }
}

/// A paragraph of a list by function opens with its classes or its code: `1. “甲（类）乙（款）丙（项）”`, `丙（2050202）`.
fn function_item(text: &str) -> Option<Topic> {
    let text = widen_brackets(text);
    let found = FUNCTION_PATH.captures(&text).or_else(|| FUNCTION_CODE.captures(&text))?;
    let name = found.get(1).or_else(|| found.get(0)).map_or("", |name| name.as_str());
    Some(Topic::new("function_class", name))
}

/// A part of an item that has a name of its own: `其中：基本支出`. What the item is used for is none.
fn part_of_item(text: &str) -> Option<Topic> {
    const PARTS: &[&str] = &["basic", "project", "personnel", "public", "wages", "goods", "individual"];
    let clause = text.rsplit(['，', '；', '。', '：', '、', ';', ':']).next()?.trim_start();
    let hit = last_hit(clause).filter(|hit| hit.start == 0 && PARTS.contains(&hit.code))?;
    text.contains("其中").then(|| Topic::of(&hit))
}

/// The project that a paragraph of self-evaluation speaks of, by the name its form prints.
fn project_reviewed(name: &str, out: &Output) -> Option<Topic> {
    let name = clean_name(name);
    if name.contains("整体支出") {
        return None;
    }
    let with_suffix = format!("{name}项目");
    let printed = out.projects.iter().map(|p| &*p.name).find(|p| **p == with_suffix);
    Some(Topic::new("project_item", printed.unwrap_or(&name)))
}

fn sentence_start(text: &str, at: usize) -> usize {
    text[..at].rfind(END).map_or(0, |end| end + text[end..].chars().next().map_or(0, char::len_utf8))
}

/// The smallest run of clauses that holds subject and number, from the sentence up to the figure.
fn quote(text: &str, name: &str) -> String {
    let squeezed = squeeze_text(text);
    let starts: Vec<usize> = std::iter::once(0)
        .chain(
            squeezed
                .char_indices()
                .filter(|(_, c)| matches!(c, '，' | '；' | '：' | ';'))
                .map(|(at, c)| at + c.len_utf8()),
        )
        .collect();
    let key = name.replace(['“', '”'], "");
    let holds = |start: usize| squeezed[start..].replace(['“', '”'], "").contains(&key);
    let best =
        starts.iter().rev().find(|start| holds(**start)).or_else(|| starts.last()).copied().unwrap_or(0);
    let clause = squeezed[best..].trim().to_owned();
    let most = 160;
    if clause.chars().count() <= most {
        clause
    } else {
        clause.chars().skip(clause.chars().count() - most).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_by_function_open_with_their_path_or_code() {
        let name = |text: &str| function_item(text).map(|topic| topic.name);
        let some = |name: &str| Some(name.to_owned());
        assert_eq!(name("3.“教育支出（类）普通教育（款）小学教育（项）”5万元"), some("小学教育"));
        assert_eq!(name("3、教育支出(类)普通教育(款)小学教育(项)。主要用于：日常"), some("小学教育"));
        assert_eq!(name("1.小学教育（2050202），2023年度决算数为5万元"), some("小学教育"));
        assert_eq!(name("教育支出（类）5万元，占10%"), None);
        assert_eq!(name("按教育支出（类）的规定，安排5万元"), None);
    }

    #[test]
    fn only_named_parts_of_an_item_have_a_subject_of_their_own() {
        let code = |text: &str| part_of_item(text).map(|topic| topic.code);
        assert_eq!(code("主要用于：人员经费及公用经费"), None);
        assert_eq!(code("支出决算为"), None);
        assert_eq!(code("其中：基本支出"), Some("basic".to_owned()));
    }
}
