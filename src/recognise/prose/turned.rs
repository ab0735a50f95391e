//! From one amount to another: 由上年的5万元减至3万元. The first is of the time before, the second is an amount and no change.

use crate::taxonomy::{WordClass, is_of_class, word_of};

use super::token::{Kind, Measured, Token, When};

/// How many words may stand between the two ends.
const FARTHEST: usize = 6;

fn class(token: &Token) -> Option<WordClass> {
    token.word().map(|word| word.class)
}

/// What a number is in: both ends of a change are alike.
fn measured(token: &Token) -> Option<Measured> {
    match token.kind {
        Kind::Number { unit, .. } if unit != Measured::None => Some(unit),
        _ => None,
    }
}

/// Whether two numbers can be the ends of one change.
fn alike(one: Measured, other: Measured) -> bool {
    matches!((one, other), (Measured::Money(_), Measured::Money(_))) || one == other
}

/// The time that stands between 由 and its number, and that number; `None` where anything else stands there.
fn first_end(tokens: &[Token], from: usize) -> Option<(Option<usize>, bool, usize)> {
    let (mut when, mut staged) = (None, false);
    for (at, token) in tokens.iter().enumerate().skip(from + 1).take(FARTHEST) {
        match &token.kind {
            Kind::When(_) => when = Some(at),
            _ if measured(token).is_some() => return Some((when, staged, at)),
            _ => match class(token) {
                Some(WordClass::Phase) => staged = true,
                Some(WordClass::Fill) => {}
                _ => return None,
            },
        }
    }
    None
}

/// The word that leads to the other end, where one stands behind the first: 减至, 减少 with 到, 至, 为 or 成.
fn leads(tokens: &[Token], first: usize) -> Option<usize> {
    let unit = measured(&tokens[first])?;
    let mut led = None;
    for (at, token) in tokens.iter().enumerate().skip(first + 1).take(FARTHEST) {
        if led.is_some() && measured(token).is_some_and(|other| alike(unit, other)) {
            return led;
        }
        let behind = tokens.get(at + 1).and_then(Token::word).map(|word| word.text.as_str());
        match class(token) {
            Some(WordClass::To) => led = Some(at),
            Some(WordClass::Up | WordClass::Down | WordClass::OneUp | WordClass::OneDown) => {
                led = Some(at).filter(|_| behind.is_some_and(|text| is_of_class("ends_at", text)));
                led?;
            }
            Some(WordClass::Fill) => {}
            _ if token.is_mark(',') && at == first + 1 => {}
            _ if matches!(token.kind, Kind::When(_)) => {}
            _ => return None,
        }
    }
    None
}

/// Says of both ends when they are, and that the second is no change.
pub(super) fn join(mut tokens: Vec<Token>) -> Vec<Token> {
    // The base of the sentence: of its comparison, or of the change before.
    let mut base = None;
    for at in 0..tokens.len() {
        match &tokens[at].kind {
            Kind::Mark('。' | '!' | '?') => base = None,
            Kind::Compare(comparison) => base = comparison.when.or(base),
            _ => {}
        }
        if class(&tokens[at]) != Some(WordClass::From) {
            continue;
        }
        let Some((when, staged, first)) = first_end(&tokens, at) else { continue };
        let Some(led) = leads(&tokens, first) else { continue };
        // 由去年的5万元: before what follows, whatever year the document speaks from.
        let before = |when| if when == When::Last { When::Prior } else { when };
        match when.map(|when| (when, tokens[when].kind.clone())) {
            Some((at, Kind::When(when))) => {
                base = Some(before(when));
                tokens[at].kind = Kind::When(before(when));
            }
            _ if staged => {}
            _ => {
                if let Some(when) = base.filter(|when| *when != When::Current) {
                    tokens[at].kind = Kind::When(before(when));
                }
            }
        }
        if class(&tokens[led]) != Some(WordClass::To)
            && let Some(word) = word_of(WordClass::To)
        {
            tokens[led].kind = Kind::Word(word);
        }
    }
    tokens
}
