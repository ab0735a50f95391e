//! Headings: what figures under them may be of.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::Paragraph;
use crate::document::{Line, paragraphs};
use crate::model::{Kind as DocumentKind, Phase};
use crate::taxonomy::{Edge, WordClass, is_of_class};

use super::super::section::regex;
use super::lexer::{Names, tokens};
use super::period::{self, Part};
use super::state::Heading;
use super::subject::Subject;
use super::text::Plain;
use super::token::{Kind, Measured, Token, When};

/// A line of more characters is a sentence.
const LONGEST: usize = 40;

fn plain(text: &str) -> Plain {
    let paragraph: Paragraph = paragraphs(&[Line::new(1, 1, text)]).into_iter().next().unwrap_or_default();
    Plain::of(&paragraph, &paragraph.numbers(), 0..paragraph.text.len())
}

/// A label with a day behind it.
static DATED: LazyLock<Regex> =
    LazyLock::new(|| regex(r"[:：]\s*20\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}"));

/// What a heading says. One that is not wholly understood closes what stands above it.
pub(super) fn read(text: &str, names: &Names, about: &[&str]) -> Heading {
    let plain = plain(text);
    let tokens = tokens(&plain, names);
    of_tokens(&plain.text, &tokens, names, about)
}

/// Whether a title names the budget or account as a whole beside what it lists: 甲局部门预算及“三公”经费预算.
pub(super) fn names_more(title: &str) -> bool {
    let text = crate::taxonomy::plain(title);
    let Some(at) = text.find("三公") else { return false };
    crate::taxonomy::scope_named(&text[..at]).is_some()
        && text[..at].ends_with(['及', '和', '与', '、', '暨'])
}

/// Whether the first sentences of a text speak of 三公 and of no other item before their first figure: 县财政局清点了全县的“三公”
/// 支出. What a law, a reason or a purpose names, or what is only a part, is not what they speak of.
pub(super) fn speaks_of_three(text: &str, names: &Names) -> bool {
    let plain = plain(text);
    let tokens = tokens(&plain, names);
    let is_money = |token: &Token| {
        matches!(token.kind, Kind::Number { unit: Measured::Money(_) | Measured::Percent, .. })
    };
    let end = tokens.iter().position(is_money).unwrap_or(tokens.len());
    let mut speaks = false;
    let (mut quoted, mut aside) = (false, false);
    let mut opens = true;
    for token in &tokens[..end] {
        // 为压减“三公”经费，…
        aside |= opens && token.word().is_some_and(|word| is_of_class("opens_purpose", &word.text));
        opens = matches!(token.kind, Kind::Mark(_));
        match &token.kind {
            Kind::Mark('《') => quoted = true,
            Kind::Mark('》') => quoted = false,
            Kind::Mark(',' | ';' | ':' | '。') => aside = false,
            Kind::Path(_) => return false,
            Kind::Word(word) if !quoted && !aside => match word.class {
                WordClass::Cause | WordClass::Reason | WordClass::Purpose | WordClass::Among => aside = true,
                WordClass::Item if word.code == "three_public" => speaks = true,
                WordClass::Item if word.edge != Edge::Label && !word.is_fund() => return false,
                _ => {}
            },
            _ => {}
        }
    }
    speaks && !names_more(text) && crate::taxonomy::scope_named(&crate::taxonomy::plain(text)).is_none()
}

/// Another year than the document's own that a heading names, and the stage: 2021年“三公”经费决算情况; its own where it names a stage and nothing
/// else: 年初预算, 年底结账.
pub(super) fn frame(text: &str, names: &Names, own: i32) -> Option<(i32, Option<Phase>)> {
    let plain = plain(text);
    let tokens = tokens(&plain, names);
    if !is_line(text, &tokens) {
        return None;
    }
    let mut years = tokens.iter().filter_map(|token| match token.kind {
        Kind::When(When::Year(year)) => Some(year),
        _ => None,
    });
    let Some(year) = years.next() else { return Some((own, Some(stage_alone(&tokens)?))) };
    let stage = match crate::taxonomy::kinds_named(&crate::taxonomy::plain(text)).as_slice() {
        [DocumentKind::Budget] => Some(Phase::Budget),
        [DocumentKind::Final] => Some(Phase::Final),
        _ => None,
    };
    (years.next().is_none() && year != own).then_some((year, stage))
}

/// The one stage of a heading whose words say nothing else.
fn stage_alone(tokens: &[Token]) -> Option<Phase> {
    let silent = |token: &Token| {
        token.word().is_some_and(|word| {
            matches!(word.class, WordClass::Fill | WordClass::Neutral | WordClass::Phase | WordClass::Total)
        })
    };
    let mut stages = tokens.iter().filter_map(super::compare::stage).map(super::when::phase_of);
    let stage = stages.next()?;
    (tokens.iter().all(silent) && stages.all(|other| other == stage)).then_some(stage)
}

/// The part of the year that a heading or a title names: a short line that states no figure.
pub(super) fn part(text: &str, names: &Names) -> Option<Part> {
    let plain = plain(text);
    let tokens = tokens(&plain, names);
    // 2022年决算和2023年上半年执行情况: of two years neither is that of all.
    let years = tokens
        .iter()
        .filter(|token| matches!(token.kind, Kind::When(When::Year(_)) | Kind::Month(_)))
        .count();
    period::of_heading(&tokens).filter(|_| years < 2 && is_line(text, &tokens))
}

/// The circle of an area's bodies that a heading is about, as printed.
pub(super) fn circle(text: &str, names: &Names) -> Option<(super::owner::Circle, String)> {
    let plain = plain(text);
    let tokens = tokens(&plain, names);
    let (circle, word) = super::owner::heads_circle(&tokens)?;
    Some((circle, plain.text[word.start..word.end].to_owned()))
}

/// The body that a heading names and that is not the document's.
pub(super) fn names_other(
    text: &str,
    names: &Names,
    known: bool,
    anyone: bool,
) -> Option<super::owner::Owner> {
    let plain = plain(text);
    super::owner::heads_other(&plain.text, &tokens(&plain, names), names, known, anyone)
}

/// What the words of a heading say, under headings that are about some codes.
fn of_tokens(text: &str, tokens: &[Token], names: &Names, about: &[&str]) -> Heading {
    let mut subject: Option<Subject> = None;
    let mut label: Option<Subject> = None;
    for (at, token) in tokens.iter().enumerate() {
        let words = || text[token.start..token.end].to_owned();
        match &token.kind {
            Kind::Path(path) => subject = Some(Subject::Path(path.clone())),
            Kind::Word(word) => match word.class {
                WordClass::Item => match word.edge {
                    Edge::Label => label = Some(Subject::Item(word, words())),
                    // 车辆费 under 三公经费
                    Edge::Within(codes) if subject.is_none() && is_about(codes, about) => {
                        subject = Some(Subject::Item(word, words()));
                    }
                    Edge::Within(_) => {}
                    // 收支情况 is about both.
                    _ if word.code.ends_with("_income") && word.text.contains('支') => {}
                    // What says who pays gives way to what is named behind it.
                    _ if subject
                        .as_ref()
                        .and_then(Subject::item)
                        .is_none_or(crate::taxonomy::Word::is_fund) =>
                    {
                        subject = Some(Subject::Item(word, words()));
                    }
                    // Two things: neither is meant alone.
                    _ if subject.as_ref().is_some_and(|known| known.code() != word.code) => {
                        return Heading::Through;
                    }
                    _ => {}
                },
                WordClass::Danger | WordClass::Purpose => return Heading::Closed,
                _ => {}
            },
            Kind::Residue => {
                let words = words();
                // The body, or its place, stands before the year of a title.
                let speaks = at == 0 && tokens.get(1).is_some_and(|next| matches!(next.kind, Kind::When(_)));
                if !names.shortens(&words) && !speaks {
                    return Heading::Closed;
                }
            }
            Kind::Number { .. } => return Heading::Closed,
            _ => {}
        }
    }
    match subject.or(label) {
        Some(Subject::Item(word, _)) if word.code == "other" => Heading::Closed,
        Some(subject) => Heading::Of(subject),
        None => Heading::Through,
    }
}

fn is_about(codes: &str, about: &[&str]) -> bool {
    codes.split('+').any(|code| about.iter().any(|about| about.starts_with(code)))
}

/// Whether a line only says that a note follows: 说明.
pub(super) fn is_note(text: &str) -> bool {
    is_of_class("note", crate::taxonomy::plain(text).trim())
}

/// Whether a paragraph is the note below something.
pub(super) fn opens_note(text: &str) -> bool {
    let text = text.trim_start();
    ["说明", "备注", "附注", "注"]
        .iter()
        .any(|word| text.strip_prefix(word).is_some_and(|rest| rest.starts_with([':', '：'])))
}

/// Whether a line says when or where a page was put up: 发布日期：2018-01-12. It is no heading, and closes none.
pub(super) fn is_imprint(text: &str) -> bool {
    DATED.is_match(text) || crate::taxonomy::behind_label(&crate::taxonomy::plain(text), "source").is_some()
}

/// Whether a paragraph is a heading without an ordinal: short, no sentence, no figure.
pub(super) fn is_line(text: &str, tokens: &[Token]) -> bool {
    text.chars().count() <= LONGEST
        && !text.contains(['。', '，', ',', '；'])
        && !tokens.iter().any(Token::is_figure)
}

/// What an item with an ordinal is about, where its text goes on at once: the item that its first clause names.
pub(super) fn of_clause(text: &str, tokens: &[Token], names: &Names, about: &[&str]) -> Heading {
    let end = tokens
        .iter()
        .position(|token| {
            token.is_figure() || matches!(token.kind, Kind::Mark(',' | '。' | ';' | ':') | Kind::Compare(_))
        })
        .unwrap_or(tokens.len());
    of_tokens(text, &tokens[..end], names, about)
}

/// What a sentence without figures announces: `（三）具体情况。公务接待费支出情况。`
pub(super) fn of_sentence(text: &str, tokens: &[Token], names: &Names) -> Heading {
    let marks = tokens.iter().any(|token| matches!(token.kind, Kind::Mark(',' | ';')));
    if tokens.is_empty() || tokens.len() > 8 || marks {
        return Heading::Through;
    }
    of_tokens(text, tokens, names, &[])
}
