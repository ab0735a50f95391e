//! What the site counts, counted again from the data files and the ledger.

use std::collections::{BTreeMap, BTreeSet};

use mingzhang::document::Locator;
use mingzhang::model::{Finding, Operand, Verdict};
use rust_decimal::Decimal;

use super::{Row, Walk, resolve, rows};

impl Walk {
    /// How many checks of each chart and of each project came out right: passes stand in no data file.
    fn passed(&self, projects: &[Row], indicators: &[Row]) -> Vec<usize> {
        let checks = &self.outcome.public.checks;
        let sides = |check: &'_ Finding| -> Vec<Operand> {
            std::iter::once(&check.left).chain(&check.right).cloned().collect()
        };
        // What describes a chart to others (oEmbed) holds none of its figures.
        let charts = self.files.iter().filter(|(path, _)| {
            path.ends_with(".json") && !path.ends_with(".oembed.json") && !path.starts_with("data/")
        });
        let mut out: Vec<usize> = charts
            .map(|(_, bytes)| {
                let file: serde_json::Value = serde_json::from_slice(bytes).expect("JSON");
                assert_eq!(file["figures"]["columns"][0], "fact");
                let figures = file["figures"]["rows"].as_array().expect("figures").iter();
                let ids: BTreeSet<&str> = figures.filter_map(|figure| figure[0].as_str()).collect();
                let own = |check: &&Finding| {
                    sides(check).iter().any(|side| side.facts.iter().any(|id| ids.contains(&**id)))
                };
                let right = |check: &&Finding| matches!(check.verdict, Verdict::Pass | Verdict::Rounding);
                checks.iter().filter(right).filter(own).count()
            })
            .collect();
        let line = |row: &Row| row["locator"].parse::<Locator>().expect("a place").line();
        for project in projects {
            let same = |row: &&Row| row["document"] == project["document"];
            let rows = indicators.iter().filter(same);
            let lines: BTreeSet<u32> = rows
                .filter(|row| {
                    row["project"] == project["project"] && row["project_code"] == project["project_code"]
                })
                .map(line)
                .collect();
            let facts = self.facts.values().filter(same).filter(|fact| {
                fact["statement"] == "self_evaluation"
                    && fact["scheme"] == "project"
                    && fact["name"] == project["project"]
                    && fact["code"] == project["project_code"]
            });
            let ids: BTreeSet<&str> = facts.map(|fact| fact["id"].as_str()).collect();
            let own = |check: &&Finding| {
                *check.document == *project["document"]
                    && sides(check).iter().any(|side| {
                        side.facts.iter().any(|id| ids.contains(&**id))
                            || lines.contains(&side.locator.line())
                    })
            };
            let right = |check: &&Finding| matches!(check.verdict, Verdict::Pass | Verdict::Rounding);
            out.push(checks.iter().filter(right).filter(own).count());
        }
        out
    }

    /// How many checks of the whole, of a rule, a body, a body's year and a document have which verdict.
    fn tallied(&self, documents: &[Row]) -> Vec<usize> {
        let of: BTreeMap<&str, &Row> = documents.iter().map(|row| (row["document"].as_str(), row)).collect();
        let groups = |row: &Row| {
            let own = of[row["document"].as_str()];
            let (body, year) = (&own["department"], &own["fiscal_year"]);
            [
                String::new(),
                row["rule"].clone(),
                body.clone(),
                format!("{body} {year}"),
                row["document"].clone(),
            ]
        };
        let mut sums: BTreeMap<(String, &str), usize> = BTreeMap::new();
        for row in &self.checks {
            for group in groups(row) {
                for column in ["due", "passed", "rounding", "mismatch", "insufficient"] {
                    let value: usize = row[column].parse().expect("a count");
                    *sums.entry((group.clone(), column)).or_default() += value;
                    if ["passed", "rounding", "mismatch"].contains(&column) {
                        *sums.entry((group.clone(), "ran")).or_default() += value;
                    }
                }
            }
        }
        for row in self.findings.values().filter(|row| row["state"] == "mismatch") {
            for group in groups(row) {
                let kind = if row["severity"] == "error" { "contradictions" } else { "reminders" };
                *sums.entry((group, kind)).or_default() += 1;
            }
        }
        sums.into_values().collect()
    }

    /// A cell of a tally: how many checks are due, passed, rounding, contradictions, reminders and insufficient, of the
    /// rule, the body or the document that the row leads to.
    pub(super) fn tally(&self, path: &str, href: &str, cell: usize) -> Option<usize> {
        let target = resolve(path, href);
        let rule = |page: &str| {
            page.strip_prefix("checks/").and_then(|id| id.strip_suffix(".html")).map(str::to_uppercase)
        };
        let body = target.strip_prefix("departments/").and_then(|id| id.strip_suffix(".html"));
        let (rule, document) = (rule(&target).or_else(|| rule(path)), self.documents.get(&target));
        let own = |row: &Row| {
            rule.as_ref().is_none_or(|rule| row["rule"] == *rule)
                && document.is_none_or(|document| row["document"] == *document)
                && body.is_none_or(|body| self.body(&row["document"]) == body)
        };
        let sum = |column: &str| {
            self.checks
                .iter()
                .filter(|row| own(row))
                .map(|row| row[column].parse::<usize>().expect("a count"))
                .sum::<usize>()
        };
        let mismatches = |error: bool| {
            let open = self
                .findings
                .values()
                .filter(|row| row["state"] == "mismatch" && (row["severity"] == "error") == error);
            open.filter(|row| own(row)).count()
        };
        Some(match cell {
            0 => sum("due"),
            1 => sum("passed"),
            2 => sum("rounding"),
            3 => mismatches(true),
            4 => mismatches(false),
            5 => sum("insufficient"),
            _ => return None,
        })
    }

    /// The body of a document.
    fn body(&self, document: &str) -> &str {
        self.outcome.ledger.record(document).map_or("", |record| &record.department)
    }

    /// What pages count: departments, documents, and of each document and of all lines, figures and places not read;
    /// projects, those with 90 points and more, and the checks that ran.
    pub(super) fn recount(&self) -> BTreeSet<Decimal> {
        let file = |name: &str| rows(&self.files, &format!("data/{name}.csv"));
        let sum = |rows: &[Row], column: &str| {
            rows.iter().filter_map(|row| row[column].parse::<usize>().ok()).sum::<usize>()
        };
        let documents = file("documents");
        let projects = file("projects");
        let top = projects
            .iter()
            .filter(|row| row["score"].parse::<Decimal>().is_ok_and(|score| score >= Decimal::from(90)));
        let checks = file("checks");
        let mut counts = vec![
            file("departments").len(),
            documents.len(),
            projects.len(),
            top.count(),
            file("unreadable").len(),
            self.facts.values().filter(|fact| fact["status"] != "unreadable").count(),
            sum(&documents, "facts"),
            self.sources.values().map(|source| source.lines.len()).sum(),
            ["passed", "rounding", "mismatch"].iter().map(|state| sum(&checks, state)).sum(),
        ];
        for row in &documents {
            counts
                .extend(["facts", "unreadable"].map(|column| row[column].parse::<usize>().expect("a count")));
            counts.push(row["bytes"].parse().expect("a count"));
            counts.push(self.sources[&row["document"]].lines.len());
        }
        for row in file("statements") {
            counts.push(row["facts"].parse().expect("a count"));
        }
        for grade in projects.iter().map(|row| &row["grade"]).collect::<BTreeSet<_>>() {
            counts.extend([0, projects.iter().filter(|row| row["grade"] == *grade).count()]);
        }
        for department in file("departments") {
            counts.push(documents.iter().filter(|row| row["department"] == department["id"]).count());
        }
        for record in &self.outcome.ledger.documents {
            let account = &record.account;
            assert!(account.is_balanced(), "{}: {:?}", record.path, account.counts);
            counts.push(account.seen);
            counts.extend(account.counts.values());
        }
        counts.extend(self.tallied(&documents));
        counts.extend(self.passed(&projects, &file("indicators")));
        counts.extend(self.findings.values().map(|row| row["facts"].split(';').count().saturating_sub(12)));
        let tables = self.files.keys().filter(|path| path.starts_with("data/") && path.ends_with(".csv"));
        counts.extend(tables.map(|path| rows(&self.files, path).len()));
        counts.into_iter().map(Decimal::from).collect()
    }
}
