//! Comparisons: 比上年决算数, 与2019年预算相比, 较年初预算. One token holds the year and the stages that are compared with.

use crate::taxonomy::WordClass;

use super::token::{Comparison, Kind, Stage, Token, When};

/// Names of funds, which say nothing of a stage.
const FUNDS: &[&str] = &["一般公共预算", "政府性基金预算", "国有资本经营预算"];

/// The stage that a word names.
pub(super) fn stage(token: &Token) -> Option<Stage> {
    // 收入预算, 涉及预算资金: an item that says of which stage it is. 一般公共预算 is the name of a fund.
    let item = token.word().filter(|word| word.class == WordClass::Item && !word.is_fund());
    let says_budget =
        |text: &str| FUNDS.iter().fold(text.to_owned(), |text, fund| text.replace(fund, "")).contains("预算");
    if item.is_some_and(|word| says_budget(&word.text)) {
        return Some(Stage::Budget);
    }
    let word = token.word().filter(|word| word.class == WordClass::Phase)?;
    Some(match word.code {
        "initial" => Stage::Initial,
        "adjusted" => Stage::Adjusted,
        "execution" => Stage::Execution,
        "final" => Stage::Final,
        _ => Stage::Budget,
    })
}

fn compare_code(token: &Token) -> Option<&'static str> {
    token.word().filter(|word| word.class == WordClass::Compare).map(|word| word.code)
}

/// Words that may stand inside a comparison without a meaning of their own for it.
fn passes(token: &Token) -> bool {
    match &token.kind {
        Kind::Word(word) => match word.class {
            WordClass::Fill | WordClass::Neutral => true,
            // 比上年支出数, 与上年一般公共预算决算数相比
            WordClass::Item => word.edge == crate::taxonomy::Edge::Label || word.is_fund(),
            _ => false,
        },
        Kind::Own => true,
        _ => false,
    }
}

/// Whether a word that closes a comparison follows before the next mark or number.
fn closes_behind(tokens: &[Token], from: usize) -> bool {
    let stops = |token: &&Token| !matches!(token.kind, Kind::Mark(_) | Kind::Number { .. });
    tokens[from..]
        .iter()
        .take_while(stops)
        .any(|token| matches!(compare_code(token), Some("tail" | "level_tail" | "strong")))
}

/// A comparison that begins at a token, and the token behind it.
fn at(tokens: &[Token], first: usize) -> Option<(Comparison, usize)> {
    let mut comparison = Comparison::default();
    // 同比 holds both in one word.
    if tokens[first].word().is_some_and(|word| word.code == "prior_same") {
        comparison.when = Some(When::Prior);
        comparison.closed = true;
        return Some((comparison, first + 1));
    }
    let code = compare_code(&tokens[first])
        .filter(|code| matches!(*code, "strong" | "weak" | "tail" | "more" | "less"))?;
    comparison.than = match code {
        "more" => Some(false),
        "less" => Some(true),
        _ => None,
    };
    let mut end = first + 1;
    // What was passed over counts only where a year, a stage or a closing word follows.
    let mut kept = end;
    let mut closed = code != "weak";
    while end < tokens.len() && end - first <= 12 {
        let token = &tokens[end];
        if let Kind::When(when) = token.kind {
            if comparison.when.is_some() || !comparison.stages.is_empty() {
                break;
            }
            comparison.when = Some(when);
            kept = end + 1;
        } else if let Some(stage) = stage(token) {
            // 较2017年支出预算5万元: the item that the amount is of.
            let named = token.word().is_some_and(|word| word.class == WordClass::Item)
                && code == "strong"
                && comparison.when.is_some()
                && !closes_behind(tokens, end);
            if comparison.stages.len() == 2 || named {
                break;
            }
            comparison.stages.push(stage);
            kept = end + 1;
        } else if let Some(code) = compare_code(token) {
            match code {
                "tail" | "strong" => {
                    comparison.closed = true;
                    closed = true;
                    kept = end + 1;
                    break;
                }
                "level_tail" => {
                    comparison.level = true;
                    comparison.closed = true;
                    closed = true;
                    kept = end + 1;
                    break;
                }
                // 预算数和决算数: a second base.
                "weak" if !comparison.stages.is_empty() => {}
                _ => break,
            }
        } else if token.is_mark('、') && !comparison.stages.is_empty() {
            // a second base
        } else if !passes(token) {
            break;
        }
        end += 1;
    }
    let names_base = comparison.when.is_some() || !comparison.stages.is_empty();
    (names_base && closed).then_some((comparison, kept))
}

/// Puts the tokens of a comparison together.
pub(super) fn join(tokens: Vec<Token>) -> Vec<Token> {
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut next = 0;
    while next < tokens.len() {
        if let Some((comparison, end)) = at(&tokens, next) {
            joined.push(Token {
                kind: Kind::Compare(comparison),
                start: tokens[next].start,
                end: tokens[end - 1].end,
            });
            next = end;
        } else {
            joined.push(tokens[next].clone());
            next += 1;
        }
    }
    joined
}
