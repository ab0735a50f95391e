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
use crate::model::{Finding, Verdict};
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
    let shown = |verdict: Verdict| -> Vec<findings::Shown> {
        let of = site.report.checks.iter().filter(|finding| finding.verdict == verdict);
        of.take(MOST).map(|finding| findings::shown(&desk, finding)).collect()
    };
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.id,
                "title": rule.title,
                "formula": rule.formula,
                "href": desk.to(&routes::rule(rule.id)),
                "tally": numbers(&total(site, rule.id)),
            })
        })
        .collect();
    let mut all = Tally::default();
    for tally in site.report.tallies.values() {
        add(&mut all, tally);
    }
    let it = json!({
        "rules": rules,
        "all": numbers(&all),
        "mismatches": shown(Verdict::Mismatch),
        "mismatch_count": all.count(Verdict::Mismatch),
        "insufficient": shown(Verdict::InsufficientData),
        "insufficient_count": all.count(Verdict::InsufficientData),
        "findings_csv": desk.to("data/findings.csv"),
        "checks_csv": desk.to("data/checks.csv"),
    });
    let frame = Frame::new(routes::CHECKS, "核对", routes::CHECKS)
        .described("每条规则核对了多少处、对上多少处、哪里对不上，都列出来。");
    site.page("checks.html", frame, &it)
}

fn rule_page(site: &Site<'_>, rule: &Rule) -> Result<Vec<u8>> {
    let path = routes::rule(rule.id);
    let desk = Desk::new(site.ledger, site.report, path.as_str(), &[]);
    let own: Vec<&Finding> = site.report.checks.iter().filter(|finding| finding.rule == rule.id).collect();
    let open: Vec<findings::Shown> = own
        .iter()
        .filter(|f| !matches!(f.verdict, Verdict::Pass | Verdict::Rounding))
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
    let it = json!({
        "id": rule.id,
        "title": rule.title,
        "formula": rule.formula,
        "source": rule.source,
        "severity": rule.severity.label(),
        "tally": numbers(&total(site, rule.id)),
        "documents": documents,
        "open": open,
        "rounding": rounding,
        "glossary": desk.to(&format!("{}#tolerance", routes::GLOSSARY)),
    });
    let frame = Frame::new(path.as_str(), format!("规则 {}：{}", rule.id, rule.title), routes::CHECKS)
        .under(routes::INDEX, "总览")
        .under(routes::CHECKS, "核对")
        .described(rule.formula);
    site.page("rule.html", frame, &it)
}

fn total(site: &Site<'_>, rule: &str) -> Tally {
    let mut all = Tally::default();
    for ((_, id), tally) in &site.report.tallies {
        if *id == rule {
            add(&mut all, tally);
        }
    }
    all
}

fn add(all: &mut Tally, tally: &Tally) {
    all.due += tally.due;
    for (verdict, count) in &tally.verdicts {
        *all.verdicts.entry(*verdict).or_default() += count;
    }
}

fn numbers(tally: &Tally) -> Value {
    let mut map: BTreeMap<&str, usize> = Verdict::ALL.iter().map(|v| (v.id(), tally.count(*v))).collect();
    map.insert("due", tally.due);
    json!(map)
}
