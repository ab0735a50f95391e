//! Names of organisations and places that the words of the vocabulary cut up: 县卫生和计划生育局, 上海, 市级机关事务管理局. Where
//! a name opens a clause and something that may be its own follows, it is one token again, and means nothing but a name.

use crate::taxonomy::{WordClass, body_opening, ends_like_a_body, is_of_class, names_a_place};

use super::token::{Kind, Token};

/// The most tokens that a name is put together from.
const MOST: usize = 12;

/// Puts names together.
pub(super) fn join(text: &str, tokens: Vec<Token>) -> Vec<Token> {
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let opens = joined.last().is_none_or(leads);
        match opens.then(|| end_of_name(text, &tokens, at)).flatten() {
            Some(last) => {
                joined.push(Token { kind: Kind::Residue, start: tokens[at].start, end: tokens[last].end });
                at = last + 1;
            }
            None => {
                joined.push(tokens[at].clone());
                at += 1;
            }
        }
    }
    joined
}

/// Whether a name may stand behind a token: a mark, or a word that leads to one (其中, 最高的, 是).
fn leads(token: &Token) -> bool {
    match &token.kind {
        Kind::Mark(mark) => *mark != '%',
        Kind::When(_) | Kind::Date => true,
        Kind::Word(word) => {
            word.class == WordClass::Among
                || word.class == WordClass::Fill && is_of_class("leads_to_name", &word.text)
        }
        _ => false,
    }
}

/// Whether what is said of a body may begin with a token.
fn goes_on(token: &Token) -> bool {
    match &token.kind {
        Kind::Mark(_) | Kind::When(_) | Kind::Number { .. } | Kind::Compare(_) => true,
        Kind::Word(word) => {
            matches!(
                word.class,
                WordClass::Item
                    | WordClass::Phase
                    | WordClass::Up
                    | WordClass::Down
                    | WordClass::OneUp
                    | WordClass::OneDown
            ) || word.class == WordClass::Fill && is_of_class("behind_name", &word.text)
        }
        _ => false,
    }
}

/// Whether a token may be a part of a name.
fn within(token: &Token) -> bool {
    match &token.kind {
        Kind::Residue => true,
        Kind::Word(word) => match word.class {
            WordClass::Item | WordClass::Phase => false,
            WordClass::Compare => word.code == "weak",
            _ => true,
        },
        _ => false,
    }
}

/// The last token of the longest name that begins at a token and is cut up.
fn end_of_name(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let start = tokens[at].start;
    let ends = (at..tokens.len().min(at + MOST)).take_while(|last| {
        within(&tokens[*last]) && (*last == at || tokens[*last].start == tokens[*last - 1].end)
    });
    let is_name = |last: &usize| {
        let name = &text[start..tokens[*last].end];
        // 县卫生局和教育局: two.
        let two = (at..*last).any(|end| {
            let joins = tokens[end + 1].word().is_some_and(|word| is_of_class("joins", &word.text));
            joins && ends_like_a_body(&text[start..tokens[end].end])
        });
        let body = || body_opening(name).is_some() && ends_like_a_body(name) && !two;
        *last > at
            && tokens.get(*last + 1).is_none_or(goes_on)
            && tokens[at..=*last].iter().any(|token| token.kind == Kind::Residue)
            && (names_a_place(name) || body())
    };
    ends.filter(is_name).last()
}
