//! Facts of figures in sentences: names, codes, quotes and places.

use std::sync::Arc;

use crate::document::{Cell, Found as Number, Paragraph, squeeze, squeeze_text, widen_brackets};
use crate::model::{Amount, Base, Measure, Phase, Said, Scheme, Scope, Statement, Subject as Named, Unit};
use crate::taxonomy::WordClass;

use super::super::output::{Context, Output, TableFacts};
use super::clause::Before;
use super::compare::stage;
use super::subject::Subject;
use super::token::{Stage, Token};

/// A figure, ready to be written.
pub(super) struct Figure {
    pub(super) measure: Measure,
    pub(super) code: String,
    pub(super) scheme: Scheme,
    pub(super) name: String,
    pub(super) amount: Amount,
    pub(super) year: i32,
    pub(super) phase: Option<Phase>,
    pub(super) base: Option<Base>,
    pub(super) certain: bool,
    /// The body that it is of, where that is not the document's.
    pub(super) entity: Option<String>,
    pub(super) said: Said,
}

/// The words of a subject.
pub(super) fn words(subject: &Subject) -> String {
    match subject {
        Subject::Item(_, words) | Subject::Other(words) => words.clone(),
        Subject::Path(path) => path.names.last().cloned().unwrap_or_default(),
    }
}

/// Code, classification and name of a subject. A functional class has the code that is printed with it, or that a table of
/// the document prints for the same path.
pub(super) fn subject(subject: &Subject, context: &Context) -> (String, Scheme, String) {
    match subject {
        Subject::Item(word, name) => {
            // The revenue of a region is no source of a department's money.
            let revenue = word.is_fund() && context.identity.scope == Some(Scope::Region);
            let code = if revenue { "other" } else { word.code };
            (code.to_owned(), Scheme::None, clean(name))
        }
        Subject::Path(path) => {
            let names: Vec<&str> = path.names.iter().map(String::as_str).collect();
            let proven = || context.codes.code(Scheme::Function, &names).map(str::to_owned);
            let name = path.names.last().map(|name| clean(name)).unwrap_or_default();
            let code = if path.code.is_empty() { proven() } else { Some(path.code.clone()) };
            (code.unwrap_or_else(|| "function_class".to_owned()), Scheme::Function, name)
        }
        Subject::Other(words) => ("other".to_owned(), Scheme::None, clean(words)),
    }
}

/// A name without layout and without the words that only lead up to it.
fn clean(name: &str) -> String {
    widen_brackets(squeeze(name).trim_matches(|c: char| "，。；：、,.;: ".contains(c)))
}

/// What a rate of completion is measured against: the stage named behind 完成. A mere 预算 is the one that the sentence stated.
pub(super) fn denominator(tokens: &[Token], before: &Before, stated: Option<Phase>) -> Option<Base> {
    let rate = super::measure::position(tokens, &before.clause, WordClass::Rate)
        .or_else(|| super::measure::position(tokens, &before.clause, WordClass::Share))
        .unwrap_or(0);
    before.clause[rate..].iter().find_map(|at| match stage(&tokens[*at])? {
        Stage::Budget if stated == Some(Phase::Adjusted) => Some(Base::Adjusted),
        Stage::Initial | Stage::Budget => Some(Base::Initial),
        Stage::Adjusted => Some(Base::Adjusted),
        Stage::Execution | Stage::Final => None,
    })
}

/// Writes the fact of a figure.
pub(super) fn fact(
    context: &Context,
    paragraph: &Paragraph,
    number: &Number,
    end: usize,
    figure: Figure,
    out: &mut Output,
) {
    let table = TableFacts {
        statement: Statement::Narrative,
        title: "".into(),
        fund: None,
        phase: figure.phase,
        year: figure.year,
        unit: Some(Unit::WanYuan),
        entity: figure.entity.as_deref().unwrap_or(&context.identity.printed_name).into(),
    };
    let start = sentence_start(&paragraph.text, number.start);
    let quote = quote(&paragraph.text[start..end.max(number.end)], &figure.name);
    let cell = Cell {
        text: String::new(),
        quote,
        indent: 0,
        locator: number.locator.clone(),
        reach: None,
        red: false,
    };
    let subject = Named::top(figure.scheme, figure.code, figure.name);
    // A body within an area is no area.
    let own = context.identity.scope.filter(|scope| figure.entity.is_none() || *scope != Scope::Region);
    let scope = own.unwrap_or(Scope::Department);
    let mut fact = table.fact(figure.measure, subject, figure.amount, &cell, scope);
    fact.base = figure.base;
    fact.certain = figure.certain;
    fact.said = Some(Arc::new(figure.said));
    out.facts.push(fact);
}

const END: &[char] = &['。', '！', '？', '!', '?'];

/// How many bytes before a figure its quote may begin.
const FARTHEST: usize = 2000;

fn sentence_start(text: &str, at: usize) -> usize {
    let from = (at.saturating_sub(FARTHEST)..=at).find(|from| text.is_char_boundary(*from)).unwrap_or(at);
    text[from..at]
        .rfind(END)
        .map_or(from, |end| from + end + text[from + end..].chars().next().map_or(0, char::len_utf8))
}

/// The smallest run of clauses that holds subject and number, from the sentence up to the figure.
fn quote(text: &str, name: &str) -> String {
    let squeezed = squeeze_text(text);
    let starts: Vec<usize> = std::iter::once(0)
        .chain(
            squeezed
                .char_indices()
                .filter(|(at, c)| match c {
                    '，' | '；' | '：' | ';' => true,
                    // A comma between digits parts thousands.
                    ',' => !squeezed[at + 1..].starts_with(|c: char| c.is_ascii_digit()),
                    _ => false,
                })
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
