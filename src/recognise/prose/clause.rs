//! Clauses: the tokens that lead up to a figure, and those that lead up to its clause.

use super::token::{Kind, Token};

/// How many tokens before a figure may say what it is of.
const FARTHEST: usize = 400;

/// What stands before a figure in its sentence.
#[derive(Debug, Default)]
pub(super) struct Before {
    /// The figure's own clause, in order: back to the last comma, colon, bracket or figure. Closed brackets are left out.
    pub(super) clause: Vec<usize>,
    /// The clauses before it, back to the last figure, the nearest first.
    pub(super) lead: Vec<Vec<usize>>,
    /// Whether the clause is nothing but the opening of a bracket; then the token before the bracket.
    pub(super) bracketed: Option<usize>,
    /// Whether a list mark or a joining word between two figures stands right before it.
    pub(super) listed: bool,
}

impl Before {
    /// Leaves out a name and the words before it in its clause, which only say whose name it is (花费最多的甲局); what the clause
    /// names before it stays.
    pub(super) fn leave_out(&mut self, tokens: &[Token], is_it: impl Fn(usize) -> bool) {
        let clauses = std::iter::once(&mut self.clause).chain(&mut self.lead);
        for clause in clauses {
            if let Some(last) = clause.iter().rposition(|at| is_it(*at)) {
                let behind = clause.split_off(last + 1);
                clause.retain(|at| !is_it(*at) && names(&tokens[*at]));
                clause.extend(behind);
            }
        }
    }

    /// Begins a clause of the lead.
    fn open(&mut self, in_lead: &mut bool) {
        *in_lead = true;
        if self.lead.last().is_none_or(|clause| !clause.is_empty()) {
            self.lead.push(Vec::new());
        }
    }
}

/// Whether a token names something.
fn names(token: &Token) -> bool {
    matches!(&token.kind, Kind::Path(_))
        || token.word().is_some_and(|word| word.class == crate::taxonomy::WordClass::Item)
}

/// Whether a word closes headings: 情况, 说明.
fn ends_heading(token: &Token) -> bool {
    token.word().is_some_and(|word| {
        matches!(word.class, crate::taxonomy::WordClass::Neutral | crate::taxonomy::WordClass::Fill)
            && (word.text.ends_with("情况") || word.text.ends_with("说明"))
    })
}

/// Whether a word says that something is left out.
fn takes_away(token: &Token) -> bool {
    token
        .word()
        .is_some_and(|word| word.class == crate::taxonomy::WordClass::Danger && word.code == "without")
}

/// The name that a bracket gives to what stands before it: `(以下简称三公经费)`.
fn defined(inside: &[Token]) -> Option<usize> {
    let only = |token: &Token| {
        token.word().is_some_and(|word| {
            word.class == crate::taxonomy::WordClass::Fill
                || word.class == crate::taxonomy::WordClass::Item && word.code == "three_public"
        })
    };
    let is_name = |token: &Token| token.word().is_some_and(|word| word.code == "three_public");
    inside.iter().rposition(is_name).filter(|_| inside.iter().all(only))
}

/// The token before a closed bracket's opening, walking back from its closing.
fn opening(tokens: &[Token], from: usize, close: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for at in (from..=close).rev() {
        if tokens[at].is_mark(')') {
            depth += 1;
        } else if tokens[at].is_mark('(') {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// What stands before the figure at `at`, within the sentence that starts at `from`.
pub(super) fn before(tokens: &[Token], from: usize, at: usize) -> Before {
    let mut before = Before::default();
    let mut next = at;
    let mut in_lead = false;
    // A text without marks must not be walked through again for each of its figures.
    let from = from.max(at.saturating_sub(FARTHEST));
    while next > from {
        let here = next - 1;
        let token = &tokens[here];
        next = here;
        if token.is_mark(')') {
            match opening(tokens, from, here) {
                Some(open) => {
                    // 因公出国费、公务接待费(三公经费)决算数: the bracket names what the list is; (不含外事接待) takes from it.
                    let named = open.checked_sub(1).is_some_and(|at| names(&tokens[at]));
                    let inside = &tokens[open + 1..here];
                    let defined = defined(inside)
                        .or_else(|| inside.iter().position(takes_away).filter(|_| named))
                        .map(|at| open + 1 + at);
                    match before.lead.last_mut() {
                        Some(clause) => clause.extend(defined),
                        None => before.clause.extend(defined),
                    }
                    next = open;
                    continue;
                }
                None => break,
            }
        }
        if token.is_figure() {
            break;
        }
        // 决算情况2014年三公经费…: a heading that its text follows without a gap.
        if matches!(token.kind, Kind::When(super::token::When::Year(_)))
            && here > from
            && ends_heading(&tokens[here - 1])
        {
            match before.lead.last_mut() {
                Some(clause) => clause.push(here),
                None => before.clause.push(here),
            }
            break;
        }
        if let Kind::Mark(mark) = token.kind {
            match mark {
                '。' | '!' | '?' | ';' => break,
                ',' | ':' | '.' | '|' => before.open(&mut in_lead),
                '(' => {
                    if before.clause.is_empty() && !in_lead {
                        before.bracketed = here.checked_sub(1).filter(|at| *at >= from);
                    }
                    before.open(&mut in_lead);
                }
                '、' if !in_lead => {
                    let behind = before.clause.last().is_some_and(|at| names(&tokens[*at]));
                    let ahead = here.checked_sub(1).is_some_and(|at| names(&tokens[at]));
                    if behind && ahead {
                        before.clause.push(here);
                    } else {
                        before.open(&mut in_lead);
                    }
                }
                _ => {}
            }
            continue;
        }
        match before.lead.last_mut() {
            Some(clause) => clause.push(here),
            None => before.clause.push(here),
        }
    }
    before.clause.reverse();
    before.lead.iter_mut().for_each(|clause| clause.reverse());
    before.lead.retain(|clause| !clause.is_empty());
    before.listed = is_listed(tokens, from, at);
    before
}

/// Whether a figure stands right behind another one and a mark of lists.
fn is_listed(tokens: &[Token], from: usize, at: usize) -> bool {
    // 分别减少1万元、增加2万元: a direction may stand between.
    let directed = at.checked_sub(1).is_some_and(|at| super::measure::direction(&tokens[at]).is_some());
    let Some(joint) = at.checked_sub(1 + usize::from(directed)).filter(|joint| *joint > from) else {
        return false;
    };
    let joins = tokens[joint].is_mark('、')
        || tokens[joint].word().is_some_and(|word| matches!(word.text.as_str(), "和" | "与" | "及" | "以及"));
    joins && matches!(tokens[joint - 1].kind, Kind::Number { .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Line, paragraphs};
    use crate::recognise::prose::lexer::{Names, tokens};
    use crate::recognise::prose::text::Plain;

    fn clause(text: &str) -> (String, String) {
        let paragraph = paragraphs(&[Line::new(1, 1, text)]).remove(0);
        let plain = Plain::of(&paragraph, &paragraph.numbers(), 0..paragraph.text.len());
        let tokens = tokens(&plain, &Names::default());
        let figure = tokens.iter().rposition(Token::is_figure).unwrap();
        let before = before(&tokens, 0, figure);
        let words = |at: &[usize]| {
            at.iter().map(|at| &plain.text[tokens[*at].start..tokens[*at].end]).collect::<String>()
        };
        (words(&before.clause), before.lead.iter().map(|clause| words(clause)).collect())
    }

    #[test]
    fn closed_brackets_are_left_out() {
        assert_eq!(clause("会议费,公务接待费(含外事)支出5万元"), ("公务接待费支出".into(), "会议费".into()));
        assert_eq!(clause("公务接待费5万元(国内3万元)"), ("国内".into(), String::new()));
    }

    #[test]
    fn lists_of_items_stay_together() {
        assert_eq!(clause("因公出国、公务接待费共5万元").0, "因公出国、公务接待费共");
        assert_eq!(clause("甲项、公务接待费5万元").0, "公务接待费");
    }
}
