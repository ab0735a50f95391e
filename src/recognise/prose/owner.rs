//! Whose figures a text states. Reports on many bodies name one after another: what is said of another body than the
//! document's keeps its printed name, until the text comes back to the document's own.

use crate::document::Paragraph;
use crate::taxonomy::{
    Word, WordClass, body_opening, ends_like_a_body, is_of_class, names_a_place, names_township, says,
    says_at_start, speaks_for,
};

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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Owner {
    /// The document's own body, or the area that it speaks of.
    #[default]
    Own,
    /// A body that is named, and is not the document's.
    Named(String),
    /// Somebody else, of whom it is not certain where the name begins.
    Other,
}

impl Owner {
    /// Whether the figures are not the document's own.
    pub(super) fn is_foreign(&self) -> bool {
        *self != Self::Own
    }

    /// The name of another body.
    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Self::Named(name) => Some(name),
            _ => None,
        }
    }
}

/// Which bodies of an area are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Circle {
    /// All of them: 全市.
    All,
    /// Those of its own level: 市本级, 市直单位.
    Level,
}

/// The circle that the word for an area means.
fn circle(word: &Word) -> Option<Circle> {
    match word.code {
        "area" if says("circle_of_level", &word.text) => Some(Circle::Level),
        "area" if says_at_start("circle_of_all", &word.text) => Some(Circle::All),
        _ => None,
    }
}

/// The circle that a clause is about: its word stands before an item, a stage or an amount of money.
pub(super) fn encircled(tokens: &[Token], at: usize) -> Option<(Circle, &Token)> {
    let circle = circle(tokens[at].word()?)?;
    let clause = tokens[at + 1..].iter().take_while(|token| {
        !matches!(token.kind, Kind::Mark(',' | '。' | ';' | ':')) && !matches!(token.kind, Kind::Compare(_))
    });
    let of_money = clause.into_iter().any(|token| {
        matches!(token.kind, Kind::Number { unit: Measured::Money(_), .. })
            || token.word().is_some_and(|word| matches!(word.class, WordClass::Item | WordClass::Phase))
    });
    of_money.then_some((circle, &tokens[at]))
}

/// The circle that a heading is about, where it says nothing else: （二）市本级.
pub(super) fn heads_circle(tokens: &[Token]) -> Option<(Circle, &Token)> {
    let mut words = tokens.iter().filter(|token| !matches!(token.kind, Kind::Mark(_) | Kind::When(_)));
    let (Some(only), None) = (words.next(), words.next()) else { return None };
    Some((circle(only.word()?)?, only))
}

/// Words that may stand between a name and what is its.
fn passes(token: &Token) -> bool {
    match &token.kind {
        Kind::When(_) | Kind::Until(..) | Kind::Date | Kind::Month(_) => true,
        Kind::Mark('(' | ')') => false,
        // 甲局全年安排9万元
        Kind::Word(word) => {
            let small = matches!(word.text.as_str(), "的" | "在" | "于" | "为" | "是" | "列支" | "约")
                || word.text.starts_with(['全', '共']);
            small && word.class == WordClass::Fill || is_of_class("set_aside", &word.text)
        }
        _ => false,
    }
}

/// Whether the name at `at` stands where the owner of what follows stands: right before an item or a stage, their years left
/// aside, or in a clause that says who published.
fn owns(text: &str, tokens: &[Token], at: usize, anyone: bool) -> bool {
    // 甲县智慧档案馆项目全年预算数: a project is called like what it builds.
    if tokens.get(at + 1).is_some_and(|next| says_at_start("project_behind", &text[next.start..])) {
        return false;
    }
    // 甲县降5%，乙县升3% in a list of places.
    let changes = |next: &Token| anyone && super::measure::direction(next).is_some();
    if tokens.get(at + 1).is_some_and(changes) && tokens.get(at + 2).is_some_and(Token::is_figure) {
        return true;
    }
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

/// Whether words are the name of a township, and not what townships are called: 清坪镇, but not 乡镇.
fn is_township(words: &str) -> bool {
    const SHORTEST: usize = 3;
    words.chars().count() >= SHORTEST && names_township(words)
}

/// Whether a token is a name that ends like an organisation and is not the document's body.
pub(super) fn is_other(text: &str, token: &Token, names: &Names) -> bool {
    token.kind == Kind::Residue && {
        let words = &text[token.start..token.end];
        (ends_like_a_body(words) || names_a_place(words) || is_township(words))
            && !names.shortens(words)
            && !is_self(words)
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

/// Whether a token stands right behind the mark that opens its clause.
fn opens_clause_alone(tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| matches!(tokens[before].kind, Kind::Mark(',' | ';' | ':' | '、')))
}

/// Whether a clause that is a name and no more is the subject of the next one: 某局，2013年三公决算为… 市公安局打头，计划支出…
fn stands_before(tokens: &[Token], at: usize) -> bool {
    // The comma first: the clause is walked once for each of its ends and not for each of its words.
    // 甲局居首，8万元: how it stands among others.
    let ranked = tokens.get(at + 1).is_some_and(|next| next.word().is_some_and(|word| word.code == "rank"));
    let comma = at + 1 + usize::from(ranked);
    tokens.get(comma).is_some_and(|next| next.is_mark(','))
        && opens_clause(tokens, at)
        && tokens.get(comma + 1).is_some_and(|next| {
            let says =
                |word: &Word| matches!(word.class, WordClass::Item | WordClass::Phase | WordClass::Zip);
            matches!(next.kind, Kind::When(_) | Kind::Number { .. }) || next.word().is_some_and(says)
        })
}

/// Whether a name opens a text that is about it: 甲局：2023年… 【甲局】2023年…
fn announces(tokens: &[Token], at: usize) -> bool {
    let opens = tokens[..at].iter().all(|token| matches!(token.kind, Kind::Mark(_)));
    let closed = tokens.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Mark(':' | '】' | ']')));
    opens && closed
}

/// The owner that a name stands for. One that opens with its level or its place is whole; any other only where `anyone` may be
/// meant: in papers of an area, and in those of many bodies.
pub(super) fn named(name: &str, anyone: bool) -> Owner {
    if anyone || body_opening(name) == Some(name) || names_a_place(name) {
        Owner::Named(name.to_owned())
    } else {
        Owner::Other
    }
}

/// Whether a token means the body that was named before: 该局.
pub(super) fn points_back(text: &str, token: &Token) -> bool {
    if token.kind != Kind::Residue {
        return false;
    }
    let words = &text[token.start..token.end];
    match words.strip_prefix('该') {
        Some(kind) => is_self(&format!("本{kind}")),
        None => text[..token.start].ends_with('该') && is_self(&format!("本{words}")),
    }
}

/// What a token says of who the next figures are of; `None` where it says nothing. `anyone`: whether any name that ends like an
/// organisation is one of the bodies that the document speaks of; `last`: whose the last figures were.
pub(super) fn said_by(
    text: &str,
    tokens: &[Token],
    at: usize,
    names: &Names,
    mask: Option<Mask>,
    anyone: bool,
    last: &Owner,
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
            if is_other
                && (owns(text, tokens, at, anyone) || stands_before(tokens, at) || announces(tokens, at))
            {
                return Some(named(words, anyone));
            }
            // 甲局5万元，某处8万元: behind a list of bodies something else that stands where they stand.
            if last.name().is_some() && opens_clause_alone(tokens, at) && owns(text, tokens, at, anyone) {
                return Some(Owner::Other);
            }
            (stands_before(tokens, at) && opens_with_other(text, token, names))
                .then(|| body_opening(words).map_or(Owner::Other, |name| Owner::Named(name.to_owned())))
        }
        _ => None,
    }
}

/// The other body that a heading names: with what its figures are of, or, where the document's own body is not known, alone. In
/// lists of units names alone say nothing of figures.
pub(super) fn heads_other(
    text: &str,
    tokens: &[Token],
    names: &Names,
    known: bool,
    anyone: bool,
) -> Option<Owner> {
    let about = tokens.iter().filter_map(Token::word).any(|word| {
        matches!(word.class, WordClass::Item | WordClass::Phase) && word.edge != crate::taxonomy::Edge::Label
    });
    if !about && known || tokens.iter().any(|token| token.kind == Kind::Own) {
        return None;
    }
    let other = tokens.iter().find(|token| is_other(text, token, names))?;
    Some(named(&text[other.start..other.end], anyone))
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
            if is_other(&plain.text, token, names) && (alone || owns(&plain.text, &tokens, at, false)) {
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
