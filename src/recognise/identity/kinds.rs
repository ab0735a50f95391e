//! What the document is: a budget, an account, a self-evaluation, goals. No table is needed for it.

use crate::document::Document;
use crate::model::{Evidence, Kind, Question, Statement, Whence, decide};
use crate::recognise::section::{Body, Parts};
use crate::taxonomy::{
    is_of_class, kinds_named, plain, says, says_executed, says_in_year, says_money_of_accounts,
};

use super::passages::{Passage, Passages};
use super::year;

const TITLE: u32 = 100;
const LATER_TITLE: u32 = 50;
const PAGE_TITLE: u32 = 80;
const IN_YEAR: u32 = 220;
const IN_YEAR_OF_TABLE: u32 = 65;
const TABLE_TITLE: u32 = 30;
const HEADER: u32 = 20;
const SENTENCE: u32 = 40;
const LATER_SENTENCE: u32 = 15;
const EXECUTED: u32 = 15;
const AROUND: u32 = 10;
/// More than what words around the page say, which names the folder.
const BY_DAY: u32 = 25;
/// How many sentences may say that the whole is an evaluation.
const FIRST_SENTENCES: usize = 3;
const TABLE: u32 = 25;
/// How many rows at the head of a table are its header.
const HEADER_ROWS: usize = 4;

/// Looks everywhere for the main kind.
pub(super) fn find(document: &Document, parts: &Parts, passages: &Passages) -> Vec<Evidence> {
    let mut found = Vec::new();
    let mut say = |kind: Kind, passage: &Passage, weight: u32| {
        found.push(Evidence {
            question: Question::Kinds,
            says: kind.id().to_owned(),
            whence: passage.whence,
            line: passage.line,
            weight,
        });
    };
    let mut weight = TITLE;
    for title in &passages.titles {
        let most = if title.whence == Whence::PageTitle { PAGE_TITLE.min(weight) } else { weight };
        let kinds = kinds_named(&title.text);
        if let Some(kind) = of_title(&kinds) {
            say(kind, title, most);
            weight = LATER_TITLE;
        }
        if says_in_year(&title.text) || year::names_month(&title.text) {
            say(Kind::Final, title, IN_YEAR);
        }
    }
    for table in &passages.tables {
        // Goals stand in budgets and accounts alike.
        let kind = of_title(&kinds_named(&table.text)).filter(|kind| *kind != Kind::PerformanceTarget);
        if let Some(kind) = kind {
            say(kind, table, TABLE_TITLE);
        }
    }
    let mut weight = SENTENCE;
    for (nth, sentence) in passages.sentences.iter().enumerate() {
        if let Some(kind) = of_sentence(&sentence.text) {
            // Budgets and accounts tell of evaluations too, further down.
            let aside = nth >= FIRST_SENTENCES && kind == Kind::SelfEvaluation;
            say(kind, sentence, if aside { AROUND } else { weight });
            weight = LATER_SENTENCE;
        }
        if says_in_year(&sentence.text)
            && sentence.text.chars().take(30).collect::<String>().contains(['月', '季', '半'])
        {
            say(Kind::Final, sentence, IN_YEAR_OF_TABLE);
        }
        if says_executed(&sentence.text) {
            let executed = Passage { whence: Whence::Sentence, ..sentence.clone() };
            say(Kind::Final, &executed, EXECUTED);
        }
    }
    if let Some(sentence) = spends(parts, passages) {
        say(Kind::Final, sentence, EXECUTED);
    }
    for passage in &passages.around {
        if let Some(kind) = of_title(&kinds_named(&passage.text)) {
            say(kind, passage, AROUND);
        }
    }
    headers(parts, &mut say);
    if decide(&found, Question::Kinds).is_none()
        && let Some((kind, line)) = year::kind_by_day(document, passages)
    {
        found.push(Evidence {
            question: Question::Kinds,
            says: kind.id().to_owned(),
            whence: Whence::Publisher,
            line,
            weight: BY_DAY,
        });
    }
    found
}

/// The kind that a title names. A title of an evaluation says what was evaluated as well.
fn of_title(kinds: &[Kind]) -> Option<Kind> {
    let evaluates =
        [Kind::SelfEvaluation, Kind::PerformanceTarget].into_iter().find(|kind| kinds.contains(kind));
    match (evaluates, kinds) {
        (Some(kind), _) if kinds.first() == Some(&kind) || !kinds.contains(&Kind::Final) => Some(kind),
        (_, [only]) => Some(*only),
        // 预算 and 决算 in one title: a report of both, or a table that compares them, which only an account does.
        (_, [Kind::Budget, Kind::Final, ..] | [Kind::Final, ..]) => Some(Kind::Final),
        _ => None,
    }
}

/// The kind that a sentence names. One that names both a budget and an account is of the later year; of one year only an
/// account states both.
fn of_sentence(text: &str) -> Option<Kind> {
    let kinds = kinds_named(text);
    let latest = |kind: Kind| year::latest_of(text, kind).filter(|_| kinds.contains(&kind));
    match (latest(Kind::Budget), latest(Kind::Final)) {
        (Some(planned), Some(done)) => Some(if done >= planned { Kind::Final } else { Kind::Budget }),
        _ => kinds.first().copied(),
    }
}

/// A text about money spent that never says 预算 of its own figures: a budget always does.
fn spends<'p>(parts: &Parts, passages: &'p Passages) -> Option<&'p Passage> {
    let said = passages.sentences.iter().chain(&passages.titles);
    // A list of amounts below a title may hold no sentence at all.
    let names = |title: &&Passage| says("spends", &title.text);
    let first = said
        .into_iter()
        .find(|sentence| says_money_of_accounts(&sentence.text))
        .or_else(|| passages.titles.iter().find(names).filter(|_| !plans_in_tables(parts)))?;
    let plans = parts.prose.iter().any(|line| kinds_named(&plain(&line.text)).contains(&Kind::Budget))
        || passages.titles.iter().chain(&passages.tables).any(|title| title.text.contains("预算"));
    (!plans).then_some(first)
}

/// Whether a cell speaks of a plan.
fn plans_in_tables(parts: &Parts) -> bool {
    let plans = |text: &str| says("plans", text);
    parts.prose.iter().any(|line| plans(&plain(&line.text)))
        || parts.sections.iter().any(|section| match &section.body {
            Body::Rows(_, rows) => rows.iter().flat_map(|row| row.texts()).any(|text| plans(&plain(text))),
            Body::Flow(lines) | Body::Nothing(lines) => lines.iter().any(|line| plans(&plain(&line.text))),
        })
}

/// Header words and known tables.
fn headers(parts: &Parts, say: &mut impl FnMut(Kind, &Passage, u32)) {
    for section in &parts.sections {
        let passage = |whence| Passage { text: String::new(), whence, line: section.span.first };
        if let Some(Statement::SelfEvaluation | Statement::Scorecard) = section.statement {
            say(Kind::SelfEvaluation, &passage(Whence::Table), TABLE);
        }
        let header = match &section.body {
            Body::Rows(_, rows) => rows
                .iter()
                .take(HEADER_ROWS)
                .flat_map(|row| row.texts())
                .map(plain)
                .collect::<Vec<_>>()
                .join(" "),
            Body::Flow(lines) => {
                lines.iter().take(12).map(|line| plain(&line.text)).collect::<Vec<_>>().join(" ")
            }
            Body::Nothing(_) => continue,
        };
        let mut words = header.split(|c: char| c == '|' || c.is_whitespace());
        let is_account = |word: &str| is_of_class("account_column", word);
        if header.contains("决算数") || words.any(is_account) {
            say(Kind::Final, &passage(Whence::Header), HEADER);
        } else if header.contains("预算数") {
            say(Kind::Budget, &passage(Whence::Header), HEADER);
        }
        if says_in_year(&header) {
            say(Kind::Final, &passage(Whence::Header), IN_YEAR_OF_TABLE);
        }
    }
}

/// Whether figures of a part of a year decided the kind.
pub(super) fn is_in_year(evidence: &[Evidence]) -> bool {
    let is_part = |one: &Evidence| {
        one.question == Question::Kinds
            && matches!(one.weight, IN_YEAR | IN_YEAR_OF_TABLE)
            && one.says == Kind::Final.id()
    };
    evidence.iter().any(|one| is_part(one) && (one.weight == IN_YEAR || one.whence == Whence::Sentence))
}

/// The kinds of a document: the main one by its evidence, and those whose tables it holds.
pub(super) fn kinds(evidence: &[Evidence], parts: &Parts) -> Vec<Kind> {
    let main = decide(evidence, Question::Kinds).as_deref().and_then(Kind::from_id);
    let mut kinds: Vec<Kind> = main.into_iter().collect();
    let has =
        |statement: Statement| parts.sections.iter().any(|section| section.statement == Some(statement));
    if (has(Statement::SelfEvaluation) || has(Statement::Scorecard)) && !kinds.contains(&Kind::SelfEvaluation)
    {
        kinds.push(Kind::SelfEvaluation);
    }
    if has(Statement::PerformanceTarget) && !kinds.contains(&Kind::PerformanceTarget) {
        kinds.push(Kind::PerformanceTarget);
    }
    kinds
}
