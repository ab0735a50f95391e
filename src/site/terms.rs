//! Terms where they stand: the first time that a page says a word of the trade outside of links, pictures and quotations,
//! the word leads to its explanation at the foot of the page, which opens over the page and leads back. That needs no script
//! and no new page, works with a keyboard and a finger, and is a list of notes on paper.
//!
//! It is one pass over the page's own markup, so that no view has to think of it. A template says with `<!--terms-->` where
//! the notes go; one that says nothing has none.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::guard::{element, past};
use super::html::escape;
use crate::messages::{Locale, say};
use crate::taxonomy::{Term, glossary};

/// Where the notes go.
const PLACE: &str = "<!--terms-->";

/// Elements in which no word becomes a link: links already, pictures, headlines, the words of others.
const CLOSED: &[&str] = &[
    "a",
    "svg",
    "button",
    "summary",
    "select",
    "h1",
    "nav",
    "form",
    "q",
    "blockquote",
    "code",
    "pre",
    "style",
    "script",
];

/// Attributes of elements that hold the words of others, or of a rule, which stand as they are cited.
const QUOTED: &[&str] = &[
    " data-src=\"",
    " data-n=\"words\"",
    " data-n=\"place\"",
    " data-n=\"check\"",
    " data-n=\"rule\"",
    " aria-hidden=",
];

struct Forms {
    /// The term of each form.
    terms: Vec<&'static Term>,
    automaton: Option<AhoCorasick>,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let all = || glossary().iter().flat_map(|term| term.forms.iter().map(move |form| (term, escape(form))));
    forms(&all)
});

/// The same for English pages, on which Chinese terms of the documents are explained, too.
static ENGLISH: LazyLock<Forms> = LazyLock::new(|| {
    let own = |term: &'static Term| term.forms.iter().chain([&term.english]);
    let all = || glossary().iter().flat_map(|term| own(term).map(move |form| (term, escape(form))));
    forms(&all)
});

fn forms<I: Iterator<Item = (&'static Term, String)>>(all: &dyn Fn() -> I) -> Forms {
    let mut builder = AhoCorasick::builder();
    let builder = builder.match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(true);
    let automaton = builder.build(all().map(|(_, form)| form)).ok();
    Forms { terms: all().map(|(term, _)| term).collect(), automaton }
}

/// A word of a page that is to be explained.
struct Word {
    from: usize,
    until: usize,
    term: &'static Term,
    /// Whether something folded holds it.
    folded: bool,
}

/// A page with its terms explained.
pub(crate) fn explained(page: String, glossary: &str, locale: Locale) -> String {
    let Some(place) = page.rfind(PLACE) else { return page };
    let from = page.find("<main").unwrap_or_default();
    let words = firsts(words(locale, &page, from, place));
    let mut out = String::with_capacity(page.len() + 256 * words.len());
    let mut at = 0;
    for word in &words {
        out.push_str(&page[at..word.from]);
        let (id, text) = (&word.term.id, &page[word.from..word.until]);
        let _ = write!(out, "<a id=\"w-{id}\" href=\"#t-{id}\">{text}</a>");
        at = word.until;
    }
    out.push_str(&page[at..place]);
    if !words.is_empty() {
        out.push_str(&notes(&words, glossary, locale));
    }
    out.push_str(&page[place + PLACE.len()..]);
    out
}

/// The first word of each term, in the order of the page; what is open stands before what is folded.
fn firsts(mut words: Vec<Word>) -> Vec<Word> {
    words.sort_by_key(|word| (word.folded, word.from));
    let mut seen = BTreeSet::new();
    words.retain(|word| seen.insert(&word.term.id));
    words.sort_by_key(|word| word.from);
    words
}

/// All words of a part of a page that could be explained.
fn words(locale: Locale, page: &str, from: usize, until: usize) -> Vec<Word> {
    let mut words = Vec::new();
    let (mut at, mut folds) = (from, 0_usize);
    while at < until {
        let rest = &page[at..until];
        let open = rest.find('<').unwrap_or(rest.len());
        in_text(locale, &rest[..open], at, folds > 0, &mut words);
        if open == rest.len() {
            break;
        }
        let tag = &rest[open..];
        let (name, attributes, after) = element(tag);
        match name {
            "details" if !attributes.contains(" open") => folds += 1,
            // An open one is counted, too, so that its end takes nothing away.
            "details" => folds += usize::from(folds > 0),
            "" if tag.starts_with("</details") => folds = folds.saturating_sub(1),
            _ => {}
        }
        let closed = CLOSED.contains(&name) || QUOTED.iter().any(|mark| attributes.contains(mark));
        let after = if closed && !attributes.ends_with('/') { past(name, after) } else { after };
        at = until - after.len();
    }
    words
}

fn in_text(locale: Locale, text: &str, at: usize, folded: bool, words: &mut Vec<Word>) {
    let forms = if locale == Locale::English { &ENGLISH } else { &FORMS };
    // A letter goes on with a word.
    let letter =
        |at: Option<usize>| at.and_then(|at| text.as_bytes().get(at)).is_some_and(u8::is_ascii_alphanumeric);
    let whole = |from: usize, until: usize| {
        !(letter(Some(from)) && letter(from.checked_sub(1))
            || letter(until.checked_sub(1)) && letter(Some(until)))
    };
    for found in forms.automaton.iter().flat_map(|automaton| automaton.find_iter(text)) {
        let term = forms.terms[found.pattern().as_usize()];
        if !whole(found.start(), found.end()) {
            continue;
        }
        words.push(Word { from: at + found.start(), until: at + found.end(), term, folded });
    }
}

/// The explanations, with the way back to each word.
fn notes(words: &[Word], glossary: &str, locale: Locale) -> String {
    let (title, back) = (say!(locale, "terms-of-page"), say!(locale, "terms-back"));
    let mut out = format!("<section class=\"gloss\" aria-label=\"{title}\"><h2>{title}</h2><dl>");
    for word in words {
        let Term { id, term, text, english, english_text, .. } = word.term;
        let (term, text) = match locale {
            Locale::Chinese => (escape(term), escape(text)),
            Locale::English => (format!("{} {}", escape(english), escape(term)), escape(english_text)),
        };
        let _ = write!(
            out,
            "<div id=\"t-{id}\"><dt>{term}</dt><dd>{text} <a href=\"#w-{id}\">{back}</a></dd></div>"
        );
    }
    let all = say!(locale, "terms-all");
    let _ = write!(out, "</dl><p><a href=\"{glossary}\">{all}</a></p></section>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(body: &str) -> String {
        explained(format!("<main id=\"main\">{body}{PLACE}</main>预算"), "glossary.html", Locale::Chinese)
    }

    #[test]
    fn the_first_standing_leads_to_its_explanation_and_back() {
        let page = shown("<p>基本支出与基本支出，执行率</p>");
        assert_eq!(page.matches("<a id=\"w-").count(), 2, "{page}");
        assert_eq!(page.matches("<a id=\"w-basic\" href=\"#t-basic\">基本支出</a>与基本支出").count(), 1);
        assert!(page.contains("<div id=\"t-basic\">") && page.contains("href=\"#w-basic\""), "{page}");
        assert!(page.ends_with("</main>预算"), "nothing outside of what the page says: {page}");
    }

    #[test]
    fn links_pictures_and_quotations_stay_as_they_are() {
        let closed = "<h1>部门预算</h1><a href=\"x\">基本支出</a><svg><text>基本支出</text></svg><q>执行率</q>\
                      <span data-src=\"x\">项目支出</span><img alt=\"基本支出\">";
        let page = shown(closed);
        assert!(page.starts_with(&format!("<main id=\"main\">{closed}</main>")), "{page}");
        let after = shown(&format!("{closed}<p>项目支出</p>"));
        assert!(after.contains(&format!("{closed}<p><a id=\"w-")), "{after}");
    }

    #[test]
    fn what_is_open_stands_before_what_is_folded() {
        let page = shown(
            "<details><summary>表</summary><p>执行率</p></details><p>执行率</p><details><p>结转</p></details>",
        );
        assert!(page.contains("<p>执行率</p></details><p><a id=\"w-execution-rate\""), "{page}");
        assert!(page.contains("<details><p><a id=\"w-carryover\""), "{page}");
    }

    #[test]
    fn the_longest_form_is_the_term() {
        let page = shown("<p>全年预算数</p>");
        assert!(page.contains("href=\"#t-adjusted\">全年预算数</a>") && !page.contains("t-budget"), "{page}");
    }

    #[test]
    fn english_pages_explain_english_words_and_chinese_ones() {
        let page = |body: &str| explained(format!("<main>{body}{PLACE}</main>"), "g.html", Locale::English);
        let both = page("<p>The final accounts and the 基本支出</p>");
        assert!(both.contains("<a id=\"w-final\" href=\"#t-final\">final accounts</a>"), "{both}");
        assert!(both.contains("<a id=\"w-basic\"") && both.contains("<dt>final accounts "), "{both}");
        assert!(!page("<p>semifinal accountsx</p>").contains("id=\"w-final"), "a part of a word is no word");
    }

    #[test]
    fn pages_without_a_place_and_broken_markup_are_left_alone() {
        assert_eq!(explained("<main>预算</main>".into(), "", Locale::Chinese), "<main>预算</main>");
        for markup in ["<", "<a", "<details>预算", "</p>预算<", "<q>预算"] {
            assert!(
                explained(format!("<main>{markup}{PLACE}"), "", Locale::Chinese)
                    .contains(markup.trim_end_matches('<'))
                    || markup.contains("预算")
            );
        }
    }
}
