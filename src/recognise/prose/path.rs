//! Paths of functional classes in sentences: `（204类）公共安全支出（06款）司法（01项）行政运行`, `公共安全支出（类）司法（款）行政运行（项）`,
//! `行政运行（2040601）`, `公共安全支出`.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::taxonomy::{Trie, WordClass, function, function_classes};

use super::super::section::regex;
use super::lexer::first_word;
use super::token::{Kind, Path, Token};

/// A run of characters that may be a name.
const NAME: &str = r"(?:[^,。;:()、!?\d\s]|\([^\d类款项()]{1,3}\)){2,40}";

static CODES_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(r"\((\d{{2,3}})类\)({NAME})(?:\((\d{{2,3}})款\)({NAME}))?(?:\((\d{{2,3}})项\)({NAME}))?"))
});
static LEVELS_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"({NAME})\((\d{{0,3}})类\)(?:支出)?(?:({NAME})\((\d{{0,3}})款\)(?:支出)?)?(?:({NAME})\((\d{{0,3}})项\))?"
    ))
});
static LOWER_LEVELS: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"({NAME})\((\d{{0,3}})款\)(?:支出)?(?:({NAME})\((\d{{0,3}})项\))?|({NAME})\((\d{{0,3}})项\)"
    ))
});
static CODE_BEHIND: LazyLock<Regex> =
    LazyLock::new(|| regex(&format!(r"({NAME})\((2\d\d(?:\d\d){{0,2}})\)")));
static CODE_BEFORE: LazyLock<Regex> = LazyLock::new(|| regex(&format!(r"(2\d\d(?:\d\d){{1,2}})({NAME})")));

/// Names of functional classes, each without 支出 behind it.
struct Classes {
    finder: Trie,
    names: Vec<String>,
}

static CLASSES: LazyLock<Classes> = LazyLock::new(|| {
    let names: Vec<String> = function_classes()
        .keys()
        .map(|name| name.strip_suffix(SPENDING).unwrap_or(name).to_owned())
        .filter(|name| name.chars().count() > 1)
        .collect();
    let finder = Trie::of(names.iter().map(String::as_str));
    Classes { finder, names }
});

const SPENDING: &str = "支出";

/// Functional classes: named in full, as in 一般公共服务支出, or several of them each right before an amount, as in
/// 按功能分：一般公共服务5万元、社会保障和就业3万元. Short names are words of other things as well.
fn classes(text: &str) -> Vec<Span> {
    let is_word = |name: &str| crate::taxonomy::prose_word(name).is_some();
    let span = |start: usize, end: usize, name: String| Span {
        start,
        end,
        path: Path { code: String::new(), names: vec![name] },
    };
    let (mut full, mut bare) = (Vec::new(), Vec::new());
    for hit in CLASSES.finder.hits(text) {
        let name = &CLASSES.names[hit.word];
        let (before, behind) = (&text[..hit.start], &text[hit.end..]);
        let length = name.chars().count();
        if behind.starts_with(SPENDING) {
            let whole = format!("{name}{SPENDING}");
            // 国有资本经营预算支出 is a fund before it is a class.
            if (length > 2 || whole == "教育支出") && !is_word(&whole) {
                full.push(span(hit.start, hit.end + SPENDING.len(), whole));
            }
        } else if length > 3
            && before.chars().next_back().is_none_or(|c| !c.is_alphanumeric())
            && behind.trim_start().starts_with(|c: char| c.is_ascii_digit())
            && !is_word(name)
        {
            bare.push(span(hit.start, hit.end, name.clone()));
        }
    }
    if bare.iter().any(|one| one.path.names != bare[0].path.names) {
        full.append(&mut bare);
    }
    full
}

struct Span {
    start: usize,
    end: usize,
    path: Path,
}

/// Puts the tokens of a path together.
pub(super) fn join(text: &str, tokens: Vec<Token>) -> Vec<Token> {
    let mut spans: Vec<Span> = Vec::new();
    // Most of what a pattern needs to fit is rare: looking for it first keeps long texts cheap.
    if text.contains("类)") {
        spans.extend(CODES_FIRST.captures_iter(text).filter_map(|found| codes_first(&found)));
        spans.extend(LEVELS_BEHIND.captures_iter(text).filter_map(|found| levels_behind(&found)));
    }
    if text.contains("款)") || text.contains("项)") {
        spans.extend(LOWER_LEVELS.captures_iter(text).filter_map(|found| lower_levels(&found)));
    }
    spans.extend(CODE_BEHIND.captures_iter(text).filter_map(|found| code_behind(&found)));
    spans.extend(CODE_BEFORE.captures_iter(text).filter_map(|found| code_before(text, &found)));
    spans.extend(classes(text));
    if spans.is_empty() {
        return tokens;
    }
    // The longest reading of a place counts.
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut joined = Vec::with_capacity(tokens.len());
    let mut spans = spans.into_iter().peekable();
    let mut end = 0;
    for mut token in tokens {
        while spans.peek().is_some_and(|span| span.start < end || span.end <= token.start) {
            spans.next();
        }
        if token.start >= end
            && let Some(span) = spans.peek().filter(|span| span.start < token.end)
        {
            // What stands before the path in the same run is a token of its own.
            if token.start < span.start {
                let rest = Token { kind: token.kind.clone(), start: token.start, end: span.start };
                joined.push(rest);
            }
            end = span.end;
            joined.push(Token { kind: Kind::Path(span.path.clone()), start: span.start, end: span.end });
            spans.next();
        }
        if token.end <= end {
            continue;
        }
        token.start = token.start.max(end);
        joined.push(token);
    }
    joined
}

/// A name up to the word that goes on with the sentence: 行政运行年初预算为.
fn before_words(run: &str) -> &str {
    let end = first_word(run, |class| {
        matches!(
            class,
            WordClass::Phase
                | WordClass::Purpose
                | WordClass::Compare
                | WordClass::Relative
                | WordClass::Rate
                | WordClass::Share
                | WordClass::Reason
                | WordClass::Total
        )
    });
    end.map_or(run, |end| &run[..end])
}

fn codes_first(found: &Captures<'_>) -> Option<Span> {
    let mut code = String::new();
    let mut names = Vec::new();
    let start = found.get(0)?.start();
    let mut end = start;
    for level in [1, 3, 5] {
        let (Some(part), Some(run)) = (found.get(level), found.get(level + 1)) else { break };
        code.push_str(part.as_str());
        let known =
            function(&code).map(|class| class.name.as_str()).filter(|name| run.as_str().starts_with(name));
        let name = known.unwrap_or_else(|| before_words(run.as_str()));
        names.push(name.to_owned());
        end = run.start() + name.len();
        if end < run.end() {
            break;
        }
    }
    (!names.is_empty()).then_some(Span { start, end, path: Path { code, names } })
}

fn levels_behind(found: &Captures<'_>) -> Option<Span> {
    let first = found.get(1)?;
    // What leads up to the class is no part of its name: 主要用于教育（类）.
    let run = first.as_str();
    let class = function_classes()
        .keys()
        .filter(|name| {
            run.ends_with(name.as_str())
                || run.strip_suffix("支出").is_some_and(|run| run.ends_with(name.as_str()))
        })
        .map(|name| if run.ends_with(name.as_str()) { name.len() } else { name.len() + "支出".len() })
        .max();
    let start = class.map_or_else(|| first.start() + lead(run), |length| first.end() - length);
    let mut code = String::new();
    let mut names = vec![
        found.get(0)?.as_str()[start - found.get(0)?.start()..first.end() - found.get(0)?.start()].to_owned(),
    ];
    code.push_str(found.get(2).map_or("", |part| part.as_str()));
    for level in [3, 5] {
        let (Some(name), Some(part)) = (found.get(level), found.get(level + 1)) else { break };
        names.push(name.as_str().to_owned());
        code.push_str(part.as_str());
    }
    Some(Span { start, end: found.get(0)?.end(), path: Path { code, names } })
}

/// 司法（款）行政运行（项）, 行政运行（项）: the class above is not printed, and so no whole code.
fn lower_levels(found: &Captures<'_>) -> Option<Span> {
    let first = found.get(1).or_else(|| found.get(5))?;
    let start = first.start() + lead(first.as_str());
    let mut names = vec![first.as_str()[start - first.start()..].to_owned()];
    names.extend(found.get(3).map(|name| name.as_str().to_owned()));
    Some(Span { start, end: found.get(0)?.end(), path: Path { code: String::new(), names } })
}

/// How many bytes at the start of a run are words of the vocabulary that name nothing.
fn lead(run: &str) -> usize {
    let mut at = 0;
    while let Some(length) = super::lexer::leading_word(&run[at..]) {
        at += length;
    }
    at
}

fn code_behind(found: &Captures<'_>) -> Option<Span> {
    let (run, code) = (found.get(1)?, found.get(2)?);
    let text = run.as_str();
    let known = function(code.as_str()).map(|class| class.name.as_str()).filter(|name| text.ends_with(name));
    let start = known.map_or_else(|| run.start() + lead(text), |name| run.end() - name.len());
    let name = found.get(0)?.as_str()[start - run.start()..run.end() - run.start()].to_owned();
    (!name.is_empty()).then(|| Span {
        start,
        end: found.get(0).map_or(run.end(), |whole| whole.end()),
        path: Path { code: code.as_str().to_owned(), names: vec![name] },
    })
}

fn code_before(text: &str, found: &Captures<'_>) -> Option<Span> {
    let (code, run) = (found.get(1)?, found.get(2)?);
    // Only a code that is known, with its own name behind it.
    let name = function(code.as_str())
        .map(|class| class.name.as_str())
        .filter(|name| run.as_str().starts_with(name))?;
    let alone = !text[..code.start()].ends_with(|c: char| c.is_ascii_digit() || c == '.');
    alone.then(|| Span {
        start: code.start(),
        end: run.start() + name.len(),
        path: Path { code: code.as_str().to_owned(), names: vec![name.to_owned()] },
    })
}
