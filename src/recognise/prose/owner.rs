//! Whose figures a text states. Reports on many bodies name one after another: what is said of another body than the
//! document's keeps its printed name, until the text comes back to the document's own.

use crate::document::Paragraph;
use crate::taxonomy::{WordClass, body_opening, ends_like_a_body, speaks_for};

use super::heading::is_line;
use super::lexer::{self, Names};
use super::state::Mask;
use super::subject::is_self;
use super::text::Plain;
use super::token::{Kind, Measured, Token};

/// How many paragraphs are looked through for owners where the document's body is not known.
const LOOKED_THROUGH: usize = 400;
/// And how many bytes of them.
const BYTES: usize = 200_000;

/// Whose figures come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// The document's own body, or the area that it speaks of.
    Own,
    /// Somebody else.
    Other,
}

/// Words that may stand between a name and what is its.
fn passes(token: &Token) -> bool {
    match &token.kind {
        Kind::When(_) | Kind::Until(..) | Kind::Date | Kind::Month(_) => true,
        Kind::Mark('(' | ')') => false,
        Kind::Word(word) => {
            word.class == WordClass::Fill
                && matches!(
                    word.text.as_str(),
                    "的" | "在"
                        | "于"
                        | "全"
                        | "共"
                        | "为"
                        | "是"
                        | "全年"
                        | "安排"
                        | "共安排"
                        | "共支出"
                        | "列支"
                )
        }
        _ => false,
    }
}

/// Whether the name at `at` stands where the owner of what follows stands: right before an item or a stage, their years left
/// aside, or in a clause that says who published.
fn owns(text: &str, tokens: &[Token], at: usize) -> bool {
    let names = |token: &Token| {
        token.word().is_some_and(|word| {
            word.class == WordClass::Phase
                || word.class == WordClass::Item
                    && !super::counts::is_counted(word)
                    && word.edge != crate::taxonomy::Edge::Label
        })
    };
    let paid = |token: &Token| matches!(token.kind, Kind::Number { unit: Measured::Money(_), .. });
    if tokens[at + 1..].iter().find(|token| !passes(token)).is_some_and(|token| names(token) || paid(token)) {
        return true;
    }
    // 财政局公布的数据显示: who reports on others is no owner.
    let words = &text[tokens[at].start..tokens[at].end];
    speaks_for(words).is_none()
        && tokens[at + 1..]
            .iter()
            .take_while(|token| {
                !matches!(token.kind, Kind::Mark(',' | '。' | ';' | ':')) && !token.is_figure()
            })
            .any(|token| token.word().is_some_and(|word| word.code == "reports"))
}

/// Whether a token is a name that ends like an organisation and is not the document's body.
fn is_other(text: &str, token: &Token, names: &Names) -> bool {
    token.kind == Kind::Residue && {
        let words = &text[token.start..token.end];
        ends_like_a_body(words) && !names.shortens(words) && !is_self(words)
    }
}

/// Whether a token is a name with more behind it that is not understood: 市公安局打头.
fn opens_with_other(text: &str, token: &Token, names: &Names) -> bool {
    token.kind == Kind::Residue
        && body_opening(&text[token.start..token.end])
            .is_some_and(|name| !names.shortens(name) && !is_self(name))
}

/// Whether nothing but words stands before a token in its clause: 升幅居首的某局.
fn opens_clause(tokens: &[Token], at: usize) -> bool {
    let own = tokens[..at].iter().rev();
    own.take_while(|token| !matches!(token.kind, Kind::Mark(',' | '。' | ';' | ':')))
        .all(|token| !token.is_figure())
}

/// Whether a clause that is a name and no more is the subject of the next one: 某局，2013年三公决算为… 市公安局打头，计划支出…
fn stands_before(tokens: &[Token], at: usize) -> bool {
    // The comma first: the clause is walked once for each of its ends and not for each of its words.
    tokens.get(at + 1).is_some_and(|next| next.is_mark(','))
        && opens_clause(tokens, at)
        && tokens.get(at + 2).is_some_and(|next| {
            matches!(next.kind, Kind::When(_) | Kind::Number { .. })
                || next.word().is_some_and(|word| matches!(word.class, WordClass::Item | WordClass::Phase))
        })
}

/// What a token says of who the next figures are of; `None` where it says nothing.
pub(super) fn said_by(
    text: &str,
    tokens: &[Token],
    at: usize,
    names: &Names,
    mask: Option<Mask>,
) -> Option<Owner> {
    let token = &tokens[at];
    if mask.is_some() {
        return None;
    }
    match &token.kind {
        Kind::Own => Some(Owner::Own),
        Kind::Word(word) if matches!(word.code, "area" | "self" | "items") => Some(Owner::Own),
        Kind::Residue => {
            let words = &text[token.start..token.end];
            if names.shortens(words) || is_self(words) {
                return Some(Owner::Own);
            }
            let is_other = is_other(text, token, names);
            let other = is_other && owns(text, tokens, at)
                || stands_before(tokens, at) && (is_other || opens_with_other(text, token, names));
            other.then_some(Owner::Other)
        }
        _ => None,
    }
}

/// Whether a heading names another body: with what its figures are of, or, where the document's own body is not known, alone. In
/// lists of units names alone say nothing of figures.
pub(super) fn heads_other(text: &str, tokens: &[Token], names: &Names, known: bool) -> bool {
    let about = tokens.iter().filter_map(Token::word).any(|word| {
        matches!(word.class, WordClass::Item | WordClass::Phase) && word.edge != crate::taxonomy::Edge::Label
    });
    (about || !known)
        && !tokens.iter().any(|token| token.kind == Kind::Own)
        && tokens.iter().any(|token| is_other(text, token, names))
}

/// The bodies that paragraphs say figures of, as printed, each once: for a document whose own body is not known.
pub(super) fn all(paragraphs: &[Paragraph], names: &Names) -> Vec<String> {
    let mut owners: Vec<String> = Vec::new();
    let mut bytes = 0;
    for paragraph in paragraphs.iter().take(LOOKED_THROUGH) {
        bytes += paragraph.text.len();
        if bytes > BYTES {
            break;
        }
        let plain = Plain::of(paragraph, &paragraph.numbers(), 0..paragraph.text.len());
        let tokens = lexer::tokens(&plain, names);
        let alone = tokens.len() == 1 && is_line(&paragraph.text, &tokens);
        for (at, token) in tokens.iter().enumerate() {
            if is_other(&plain.text, token, names) && (alone || owns(&plain.text, &tokens, at)) {
                let name = plain.text[token.start..token.end].to_owned();
                // 国家环保部 and 环保部 are one, and so are 市红十字会 and 市红会.
                let shortens =
                    |long: &str, short: &str| long.len() > short.len() && Names::new([long]).shortens(short);
                let same = |known: &str| {
                    known.ends_with(&name)
                        || name.ends_with(known)
                        || shortens(known, &name)
                        || shortens(&name, known)
                };
                match owners.iter_mut().find(|known| same(known)) {
                    Some(known) if known.len() < name.len() => *known = name,
                    Some(_) => {}
                    None => owners.push(name),
                }
            }
        }
    }
    owners
}
