//! Words whose meaning hangs on what else is said: what is planned in a budget, and 公务用车及运行维护费 beside or above the purchase
//! of vehicles.

use crate::model::Phase;
use crate::taxonomy::{Word, WordClass, is_of_class, prose_word, said_words};

use super::token::{Kind, Token};

/// Gives such words the meaning that they have here.
pub(super) fn fit(tokens: &mut Vec<Token>, phase: Phase) {
    if phase == Phase::Budget {
        plans(tokens);
    }
    vehicles(tokens);
}

/// 拟安排出访2批次: in a budget a plan is what it states, and the word says no more; in an account it is none.
fn plans(tokens: &mut Vec<Token>) {
    let planned = |token: &Token| {
        token.word().is_some_and(|word| word.class == WordClass::Danger && is_of_class("planned", &word.text))
    };
    // 第二季度用款计划: at the end of a name it is a part of that.
    let opens = |before: &Token| {
        matches!(before.kind, Kind::Mark(_) | Kind::When(_) | Kind::Own)
            || before.word().is_some_and(|word| word.code == "self")
    };
    let mut free = true;
    tokens.retain(|token| {
        let goes = free && planned(token);
        free = opens(token) || goes;
        !goes
    });
}

/// 公务用车及运行维护费5万元，公务用车购置费6万元: beside the purchase they are running costs alone. Behind 其中 or in a bracket the
/// purchase is a part of them.
fn vehicles(tokens: &mut [Token]) {
    let (Some(running), Some(whole)) = (named("beside_purchase"), named("above_purchase")) else {
        return;
    };
    for at in 0..tokens.len() {
        if tokens[at].word().is_some_and(|word| word.counted == "either") {
            let alone = beside_purchase(&tokens[at + 1..]);
            tokens[at].kind = Kind::Word(if alone { running } else { whole });
        }
    }
}

/// The word of sentences that a row names.
fn named(class: &str) -> Option<&'static Word> {
    said_words(class).first()?.words.first().and_then(|word| prose_word(word))
}

/// Whether the purchase of vehicles follows in the sentence, on the same level.
fn beside_purchase(behind: &[Token]) -> bool {
    for token in behind {
        match &token.kind {
            Kind::Mark('。' | '!' | '?' | '(' | ':') => return false,
            Kind::Word(word) if word.class == WordClass::Among => return false,
            Kind::Word(word) if word.code == "vehicle_purchase" => return true,
            _ => {}
        }
    }
    false
}
