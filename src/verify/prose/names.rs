//! C15: the body's name and the year on headers and headings.

use super::Prose;
use crate::document::{WITHHELD, squeeze};
use crate::model::{Arg, Message, Says, Severity, Verdict, message};
use crate::taxonomy::said_pattern;
use crate::verify::bench::{Case, Side};
use crate::verify::{Bench, Book, Rule};

/// C15: name and year.
pub(in crate::verify) static NAMES_AND_YEAR: Rule =
    Rule { id: "C15", severity: Severity::Warning, check: names_and_year };

fn names_and_year(book: &Book<'_>, out: &mut Bench<'_>) {
    for prose in &book.prose {
        names(prose, out);
        years(prose, out);
    }
}

/// A name as it is, and without brackets and the words beside a name.
fn forms(name: &str) -> [String; 2] {
    let whole = squeeze(name);
    let bare = said_pattern("beside_name").map(|pattern| pattern.replace_all(&whole, "").into_owned());
    [whole.clone(), bare.unwrap_or(whole)]
}

/// Whether the characters of one name stand in the other in the same order: an abbreviation.
fn shortens(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}

fn names(prose: &Prose<'_>, out: &mut Bench<'_>) {
    let identity = &prose.record.identity;
    let own: Vec<[String; 2]> = [&identity.printed_name, &identity.body, &identity.title]
        .into_iter()
        .filter(|own| !own.is_empty())
        .map(|own| forms(own))
        .collect();
    let mut found_own = false;
    let mut others = Vec::new();
    for remark in &prose.record.remarks {
        let Says::HeaderBody { name, in_text } = &remark.says else { continue };
        if name.contains(WITHHELD) {
            continue;
        }
        let named = forms(name);
        let same = own.iter().any(|own| {
            named.iter().any(|name| own.iter().any(|own| shortens(name, own) || shortens(own, name)))
        });
        let left = Side::words(message!("side-header-unit"), remark.locator.clone(), name.as_str());
        let message = message!("header-unit", body = Arg::name(&identity.body));
        let case = Case::new(prose.record, message, left, Side::default());
        found_own |= same;
        if same {
            out.judge(case, Verdict::Pass);
        } else if *in_text {
            out.judge(case.noted([message!("unit-of-body")]), Verdict::NotApplicable);
        } else {
            others.push(case);
        }
    }
    settle(others, found_own, &message!("unit-not-in-text"), out);
}

/// Where no place at all agrees with what the document was taken for, it may have been taken for the wrong thing.
fn settle(others: Vec<Case<'_, '_>>, some_agree: bool, note: &Message, out: &mut Bench<'_>) {
    for case in others {
        if some_agree {
            out.judge(case.noted([note.clone()]), Verdict::Mismatch);
        } else {
            out.judge(case.noted([message!("none-agrees")]), Verdict::InsufficientData);
        }
    }
}

fn years(prose: &Prose<'_>, out: &mut Bench<'_>) {
    let fiscal_year = prose.record.identity.fiscal_year;
    let mut found_own = false;
    let mut others = Vec::new();
    for remark in &prose.record.remarks {
        let Says::HeadingYear(year) = remark.says else { continue };
        let left = Side::words(message!("side-heading"), remark.locator.clone(), remark.quote.as_str());
        let message = message!("heading-year", year = Arg::Year(fiscal_year));
        let case = Case::new(prose.record, message, left, Side::default());
        if year == fiscal_year {
            found_own = true;
            out.judge(case, Verdict::Pass);
        } else {
            others.push(case);
        }
    }
    settle(others, found_own, &message!("heading-of-other-year"), out);
}
