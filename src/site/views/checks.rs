//! All checks: every rule with how many places were due and what came out; and a page per rule.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::citation;
use super::super::desk::Desk;
use super::super::findings;
use super::super::frame::Frame;
use super::super::routes;
use super::super::{Job, Site};
use crate::error::Result;
use crate::messages::Locale;
use crate::model::{Finding, Standing, Verdict};
use crate::verify::{RULES, Rule, Tally};

pub(super) fn jobs<'s>(site: &'s Site<'s>) -> Vec<Job<'s>> {
    let mut jobs = vec![Job::new(routes::CHECKS, || page(site))];
    for rule in RULES {
        jobs.push(Job::new(routes::rule(rule.id), move || rule_page(site, rule)));
    }
    jobs
}

/// The most findings that one page lists; the data file has them all.
const MOST: usize = 200;

fn page(site: &Site<'_>) -> Result<Vec<u8>> {
    let desk = Desk::new(site.ledger, site.report, routes::CHECKS, &[]);
    let shown = |standing: Standing| -> Vec<findings::Shown> {
        let of = site.report.checks.iter().filter(|finding| finding.standing() == standing);
        of.take(MOST).map(|finding| findings::shown(&desk, finding)).collect()
    };
    let mut all = Tally::default();
    site.report.tallies.values().for_each(|tally| all.add(tally));
    let it = json!({
        "families": families(site, &desk),
        "bodies": bodies(site, &desk),
        "all": numbers(&all),
        "mismatches": shown(Standing::Contradiction),
        "mismatch_count": all.contradictions(),
        "reminders": shown(Standing::Reminder),
        "insufficient": shown(Standing::Open),
        "most": MOST,
        "findings_csv": desk.to("data/findings.csv"),
        "checks_csv": desk.to("data/checks.csv"),
    });
    let frame = Frame::new(routes::CHECKS, "核对", routes::CHECKS)
        .described("每条规则核对了多少处、对上多少处、哪里对不上，都列出来。");
    site.page("checks.html", frame, &it)
}

/// The rules by the letter of their ids.
fn families(site: &Site<'_>, desk: &Desk<'_>) -> Vec<Value> {
    const FAMILIES: [(char, &str); 5] = [
        ('A', "表内和表间"),
        ('B', "“三公”经费"),
        ('C', "正文与表格"),
        ('D', "绩效自评"),
        ('E', "跨文件与完整性"),
    ];
    let of_family = |letter: char| -> Vec<Value> {
        let rules = RULES.iter().filter(|rule| rule.id.starts_with(letter));
        rules
            .map(|rule| {
                let words = Locale::Chinese.rule(rule.id);
                json!({
                    "id": rule.id,
                    "title": words.title,
                    "formula": words.formula,
                    "severity": rule.severity.label(),
                    "href": desk.to(&routes::rule(rule.id)),
                    "tally": numbers(&total(site, rule.id)),
                })
            })
            .collect()
    };
    let families = FAMILIES.iter().map(|(letter, words)| (words, of_family(*letter)));
    families
        .filter(|(_, rules)| !rules.is_empty())
        .map(|(words, rules)| json!({ "words": words, "rules": rules }))
        .collect()
}

/// What came out per body.
fn bodies(site: &Site<'_>, desk: &Desk<'_>) -> Vec<Value> {
    site.ledger
        .departments
        .iter()
        .map(|department| {
            let own = site.report.checks.iter().filter(|finding| finding.department == department.id);
            json!({
                "name": department.name,
                "href": desk.to(&routes::department(&department.id)),
                "tally": numbers(&Tally::of(own)),
            })
        })
        .collect()
}

fn rule_page(site: &Site<'_>, rule: &Rule) -> Result<Vec<u8>> {
    let path = routes::rule(rule.id);
    let desk = Desk::new(site.ledger, site.report, path.as_str(), &[]);
    let own: Vec<&Finding> = site.report.checks.iter().filter(|finding| finding.rule == rule.id).collect();
    let open: Vec<findings::Shown> = own
        .iter()
        .filter(|f| !matches!(f.standing(), Standing::Quiet | Standing::Rounding | Standing::Withheld))
        .take(MOST)
        .map(|finding| findings::shown(&desk, finding))
        .collect();
    let rounding: Vec<findings::Shown> = own
        .iter()
        .filter(|finding| finding.verdict == Verdict::Rounding)
        .take(MOST)
        .map(|finding| findings::shown(&desk, finding))
        .collect();
    let documents: Vec<Value> = site
        .report
        .tallies
        .iter()
        .filter(|((_, id), _)| *id == rule.id)
        .filter_map(|((path, _), tally)| {
            let record = site.ledger.record(path)?;
            Some(json!({
                "title": citation::title(record),
                "href": desk.to(&routes::document(record)),
                "tally": numbers(tally),
            }))
        })
        .collect();
    let words = Locale::Chinese.rule(rule.id);
    let it = json!({
        "id": rule.id,
        "title": words.title,
        "formula": words.formula,
        "source": words.source,
        "due": words.due,
        "caution": words.caution,
        "severity": rule.severity.label(),
        "tally": numbers(&total(site, rule.id)),
        "documents": documents,
        "open": open,
        "rounding": rounding,
        "glossary": desk.to(&format!("{}#tolerance", routes::GLOSSARY)),
    });
    let frame = Frame::new(path.as_str(), format!("规则 {}：{}", rule.id, words.title), routes::CHECKS)
        .under(routes::INDEX, "总览")
        .under(routes::CHECKS, "核对")
        .described(&words.formula);
    site.page("rule.html", frame, &it)
}

fn total(site: &Site<'_>, rule: &str) -> Tally {
    let mut all = Tally::default();
    for ((_, id), tally) in &site.report.tallies {
        if *id == rule {
            all.add(tally);
        }
    }
    all
}

fn numbers(tally: &Tally) -> Value {
    let mut map: BTreeMap<&str, usize> = Verdict::ALL.iter().map(|v| (v.id(), tally.count(*v))).collect();
    map.insert("due", tally.due);
    map.insert("contradictions", tally.contradictions());
    map.insert("reminders", tally.reminders);
    json!(map)
}
