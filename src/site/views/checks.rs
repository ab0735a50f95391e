//! All checks: every rule with how many places were due and what came out; and a page per rule.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::citation;
use super::super::desk::Desk;
use super::super::findings;
use super::super::frame::Frame;
use super::super::gather::MOST;
use super::super::names;
use super::super::routes;
use super::super::{Gathered, Gleaned, House, Job, Site};
use super::{List, order};
use crate::error::Result;
use crate::messages::say;
use crate::model::{Finding, Standing, Verdict};
use crate::verify::{RULES, Rule, Tally};

pub(super) const LIST: List = List { glean, jobs };

/// The lists of findings, by what they say.
const STANDINGS: &[(Standing, &str)] = &[
    (Standing::Contradiction, "first:contradictions"),
    (Standing::Reminder, "first:reminders"),
    (Standing::Open, "first:open"),
];

fn glean(site: &Site<'_>, gleaned: &mut Gleaned) {
    let desk = site.desk(routes::ANYWHERE, &[]);
    for (standing, list) in STANDINGS {
        let own = site.report.checks.iter().filter(|finding| finding.standing() == *standing);
        of_findings(&desk, gleaned, list, own.take(SHOWN));
    }
    for rule in RULES {
        let own = || site.report.checks.iter().filter(|finding| finding.rule == rule.id);
        let open = own().filter(|finding| {
            !matches!(finding.standing(), Standing::Quiet | Standing::Rounding | Standing::Withheld)
        });
        of_findings(&desk, gleaned, &format!("first:{}:open", rule.id), open.take(SHOWN));
        let rounding = own().filter(|finding| finding.verdict == Verdict::Rounding);
        of_findings(&desk, gleaned, &format!("first:{}:rounding", rule.id), rounding.take(ROUNDED));
    }
    for ((path, rule), tally) in &site.report.tallies {
        counted(gleaned, "", tally);
        counted(gleaned, rule, tally);
        let Some(record) = site.ledger.record(path) else { continue };
        let document = json!({
            "title": citation::title(record),
            "href": desk.to(&routes::document(record)),
            "tally": numbers(tally),
        });
        gleaned.add(&format!("first:{rule}:documents"), &**path, document);
        gleaned.count(&format!("{rule}:documents"), 1);
    }
    for department in &site.ledger.departments {
        let own = site.report.checks.iter().filter(|finding| finding.department == department.id);
        let tally = Tally::of(own);
        let body = json!({
            "name": names::shown(site.locale, &department.name),
            "href": desk.to(&routes::department(&department.id)),
            "tally": numbers(&tally),
        });
        // Bodies with contradictions come first where not all are listed.
        let rank = u8::from(tally.contradictions() == 0);
        gleaned.add("first:bodies", format!("{rank}\u{1F}{}", order(department)), body);
        gleaned.count("bodies", 1);
    }
}

/// The first of some findings, in the order of their documents. No page shows more of all bodies than is taken of one.
fn of_findings<'f>(
    desk: &Desk<'_>,
    gleaned: &mut Gleaned,
    list: &str,
    findings: impl Iterator<Item = &'f Finding>,
) {
    for finding in findings {
        // Pieces of one document keep the order in which they come.
        gleaned.add(list, &*finding.document, json!(findings::shown(desk, finding)));
    }
}

/// Adds a tally to the numbers of a rule, or of all.
fn counted(gleaned: &mut Gleaned, rule: &str, tally: &Tally) {
    let mut add = |name: &str, more: usize| gleaned.count(&format!("tally:{rule}:{name}"), more);
    add("due", tally.due);
    add("contradictions", tally.contradictions());
    add("reminders", tally.reminders);
    Verdict::ALL.iter().for_each(|verdict| add(verdict.id(), tally.count(*verdict)));
}

/// The numbers of a rule over all bodies; of all rules for an empty id.
pub(super) fn gathered(all: &Gathered, rule: &str) -> Value {
    let number = |name: &str| all.number(&format!("tally:{rule}:{name}"));
    let names = Verdict::ALL.iter().map(|verdict| verdict.id()).chain(["due", "contradictions", "reminders"]);
    json!(names.map(|name| (name, number(name))).collect::<BTreeMap<&str, usize>>())
}

fn numbers(tally: &Tally) -> Value {
    let mut map: BTreeMap<&str, usize> = Verdict::ALL.iter().map(|v| (v.id(), tally.count(*v))).collect();
    map.insert("due", tally.due);
    map.insert("contradictions", tally.contradictions());
    map.insert("reminders", tally.reminders);
    json!(map)
}

fn jobs<'h>(house: &'h House<'h>) -> Vec<Job<'h>> {
    let mut jobs = vec![Job::new(routes::CHECKS, || page(house))];
    for rule in RULES {
        jobs.push(Job::new(routes::rule(rule.id), move || rule_page(house, rule)));
    }
    jobs
}

/// The most findings that a page lists of a kind, so that it stays a page; the data file has them all.
const SHOWN: usize = 40;

/// The most that it lists of what agrees within the rounding: examples, for nothing is in doubt there.
const ROUNDED: usize = 12;

fn page(house: &House<'_>) -> Result<Vec<u8>> {
    let all = gathered(house.gathered, "");
    let shown = |list: &'static str, most: usize| house.gathered.list(list).take(most).collect::<Vec<_>>();
    let count = |key: &str| all[key].as_u64().unwrap_or_default();
    let it = json!({
        "families": families(house),
        "bodies": house.gathered.list("first:bodies").collect::<Vec<_>>(),
        "bodies_more": house.gathered.number("bodies").saturating_sub(MOST),
        "departments": routes::DEPARTMENTS,
        "all": all,
        "mismatches": shown("first:contradictions", SHOWN),
        "mismatch_count": count("contradictions"),
        "reminders": shown("first:reminders", SHOWN),
        "reminder_count": count("reminders"),
        "insufficient": shown("first:open", SHOWN / 2),
        "insufficient_count": count(Verdict::InsufficientData.id()) + count(Verdict::Unreadable.id()),
        "most": SHOWN,
        "findings_csv": "data/findings.csv",
        "checks_csv": "data/checks.csv",
    });
    let frame = Frame::new(routes::CHECKS, say!(house.locale, "checks"), routes::CHECKS)
        .described(say!(house.locale, "checks-described"));
    house.show("checks.html", frame, it)
}

/// The rules by the letter of their ids.
fn families(house: &House<'_>) -> Vec<Value> {
    let families = [
        ('A', say!(house.locale, "family-tables")),
        ('B', say!(house.locale, "family-three-public")),
        ('C', say!(house.locale, "family-text")),
        ('D', say!(house.locale, "family-forms")),
        ('E', say!(house.locale, "family-across")),
    ];
    let of_family = |letter: char| -> Vec<Value> {
        let rules = RULES.iter().filter(|rule| rule.id.starts_with(letter));
        rules
            .map(|rule| {
                let words = house.locale.rule(rule.id);
                json!({
                    "id": rule.id,
                    "title": words.title,
                    "formula": words.formula,
                    "severity": house.locale.word("severity", rule.severity.id(), rule.severity.label()),
                    "href": routes::rule(rule.id),
                    "tally": gathered(house.gathered, rule.id),
                })
            })
            .collect()
    };
    let families = families.into_iter().map(|(letter, words)| (words, of_family(letter)));
    families
        .filter(|(_, rules)| !rules.is_empty())
        .map(|(words, rules)| json!({ "words": words, "rules": rules }))
        .collect()
}

fn rule_page(house: &House<'_>, rule: &Rule) -> Result<Vec<u8>> {
    let path = routes::rule(rule.id);
    let list =
        |kind: &str| -> Vec<&Value> { house.gathered.list(&format!("first:{}:{kind}", rule.id)).collect() };
    let documents = list("documents");
    let words = house.locale.rule(rule.id);
    let it = json!({
        "id": rule.id,
        "title": words.title,
        "formula": words.formula,
        "source": words.source,
        "due": words.due,
        "caution": words.caution,
        "severity": house.locale.word("severity", rule.severity.id(), rule.severity.label()),
        "tally": gathered(house.gathered, rule.id),
        "documents_more": house.gathered.number(&format!("{}:documents", rule.id)) - documents.len(),
        "documents": documents,
        "open": list("open").into_iter().take(SHOWN).collect::<Vec<_>>(),
        "rounding": list("rounding").into_iter().take(ROUNDED).collect::<Vec<_>>(),
        "findings_csv": routes::relative(&path, "data/findings.csv"),
        "glossary": routes::relative(&path, &format!("{}#tolerance", routes::GLOSSARY)),
    });
    let frame = Frame::new(
        path.as_str(),
        say!(house.locale, "rule-title", id = rule.id, title = words.title.as_str()),
        routes::CHECKS,
    )
    .under(routes::INDEX, say!(house.locale, "overview"))
    .under(routes::CHECKS, say!(house.locale, "nav-checks"))
    .described(&words.formula);
    house.show("rule.html", frame, it)
}
