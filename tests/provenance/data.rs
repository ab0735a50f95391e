//! The data files: tables, and the files of charts and of departments.

use std::collections::{BTreeMap, BTreeSet};

use mingzhang::document::Locator;
use rust_decimal::Decimal;
use serde_json::Value;

use super::figure::{number, reckon};
use super::{WALK, Walk, figures, rows};

#[test]
fn data_files_follow_from_what_is_printed() {
    let walk = &*WALK;
    let parse = |text: &str| text.parse::<Decimal>().ok();
    let ten_thousand = Decimal::from(10_000);
    let (mut printed, mut derived) = (0, 0);
    for fact in walk.facts.values() {
        if fact["status"] == "unreadable" {
            assert_eq!((fact["amount"].as_str(), fact["amount_wan"].as_str()), ("", ""), "{fact:?}");
            continue;
        }
        let amount = parse(&fact["amount"]).expect("an amount");
        match fact["unit"].as_str() {
            "wan_yuan" => assert_eq!(parse(&fact["amount_wan"]), Some(amount), "{fact:?}"),
            "yuan" => {
                assert_eq!(
                    parse(&fact["amount_wan"]).map(|wan| wan * ten_thousand),
                    Some(amount),
                    "{fact:?}"
                );
            }
            _ => assert_eq!(fact["amount_wan"], "", "{fact:?}"),
        }
        if fact["status"] == "derived" {
            derived += 1;
            let of: Vec<Decimal> = fact["derived_from"].split(';').map(|id| walk.comparable(id)).collect();
            assert_eq!(reckon("difference", &of), Some(amount), "{fact:?}");
        } else {
            printed += 1;
            assert!(!fact["locator"].is_empty() && !fact["quote"].is_empty(), "{fact:?}");
        }
    }
    for row in rows(&walk.files, "data/findings.csv") {
        for id in row["facts"].split(';').filter(|id| !id.is_empty()) {
            assert!(walk.facts.contains_key(id), "{row:?}");
        }
        // A side keeps its own unit; the difference is in 万元.
        let side = |name: &str| {
            let own = parse(&row[name])?;
            let yuan = row[&format!("{name}_unit")] == "yuan";
            Some(if yuan { own / Decimal::from(10_000) } else { own })
        };
        let sides = (side("left"), side("right"), parse(&row["difference"]));
        if let (Some(left), Some(right), Some(difference)) = sides
            && ["rounding", "mismatch"].contains(&row["state"].as_str())
            && !difference.is_zero()
        {
            assert_eq!(left - right, difference, "{row:?}");
        }
    }
    for row in rows(&walk.files, "data/indicators.csv") {
        let locator: Locator = row["locator"].parse().expect("a place");
        let line: String =
            walk.lines(&row["document"], &locator).chars().filter(|c| !c.is_whitespace()).collect();
        for column in ["weight", "score"] {
            if let Some(value) = parse(&row[column]) {
                assert!(line.contains(&value.normalize().to_string()), "{row:?}: {column}");
            }
        }
    }
    // Amounts of projects, and everything in the file of a chart, are facts of the site or figures of a page.
    for row in rows(&walk.files, "data/projects.csv") {
        for (column, in_wan) in
            [("budget", true), ("adjusted", true), ("final", true), ("rate", false), ("score", false)]
        {
            let Some(value) = parse(&row[column]) else { continue };
            let own = walk.facts.values().any(|fact| {
                let amount = if in_wan { &fact["amount_wan"] } else { &fact["amount"] };
                fact["document"] == row["document"] && parse(amount) == Some(value)
            });
            assert!(own, "{row:?}: {column}");
        }
    }
    println!("{printed} printed and {derived} derived facts");
}

#[test]
fn files_of_charts_and_departments_hold_the_same_facts() {
    let walk = &*WALK;
    let mut tally: BTreeMap<&str, usize> = BTreeMap::new();
    let mut trouble = Vec::new();
    for (path, bytes) in &walk.files {
        let beside = walk.files.contains_key(&path.replace(".csv", ".html").replace(".json", ".html"));
        let (kind, (cells, found)) = match path.rsplit_once('.') {
            Some((_, "csv")) if beside => ("cells of chart tables (CSV)", chart_table(walk, path, bytes)),
            Some((_, "json")) if beside => {
                ("figures and cells of chart files (JSON)", chart(walk, path, bytes))
            }
            Some((_, "json")) if path.starts_with("data/departments/") => {
                ("cells of department files (JSON)", department(walk, path, bytes))
            }
            _ => continue,
        };
        *tally.entry(kind).or_default() += cells;
        trouble.extend(found);
    }
    println!("{tally:#?}");
    assert!(trouble.is_empty(), "{} places:\n{}", trouble.len(), trouble.join("\n"));
    assert!(tally.len() == 3 && tally.values().all(|cells| *cells > 500));
}

/// How many cells were looked at, and what is wrong with them.
pub(super) type Seen = (usize, Vec<String>);

/// A row as the CSV file has it: spreadsheets must not run texts, so some begin with an apostrophe there.
fn bare(text: &str) -> &str {
    text.strip_prefix('\'').unwrap_or(text)
}

/// Cells of the table of a chart that hold numbers: figures of the chart's page.
fn cells<'c>(
    walk: &Walk,
    path: &str,
    columns: &[String],
    rows: impl Iterator<Item = Vec<String>> + 'c,
) -> Seen {
    let page = format!("{}.html", path.rsplit_once('.').expect("an extension").0);
    let traced: BTreeSet<Decimal> = figures(walk.text(&page))
        .iter()
        .filter_map(|shown| number(&shown.text))
        .map(|value| value.abs())
        .collect();
    let (mut seen, mut trouble) = (0, Vec::new());
    for row in rows {
        for (column, cell) in columns.iter().zip(&row) {
            let Ok(value) = cell.replace([',', '%'], "").replace('−', "-").parse::<Decimal>() else {
                continue;
            };
            // Years, codes, and the share of the whole in itself; targets and results stand in `indicators.csv`.
            let other = ["年度", "编码", "目标值", "完成值", "说明"].contains(&column.as_str());
            if other || (column.contains('占') && value == Decimal::ONE_HUNDRED) {
                continue;
            }
            seen += 1;
            if !traced.contains(&value.abs()) {
                trouble.push(format!("{path}: {column}: {cell} is no figure of {page}"));
            }
        }
    }
    (seen, trouble)
}

pub(super) fn chart_table(walk: &Walk, path: &str, bytes: &[u8]) -> Seen {
    let mut reader =
        csv::Reader::from_reader(bytes.strip_prefix(b"\xEF\xBB\xBF").expect("a byte order mark"));
    let columns: Vec<String> = reader.headers().expect("a head").iter().map(str::to_owned).collect();
    let rows = reader.into_records().map(|row| row.expect("a row").iter().map(str::to_owned).collect());
    cells(walk, path, &columns, rows)
}

pub(super) fn chart(walk: &Walk, path: &str, bytes: &[u8]) -> Seen {
    let file: Value = serde_json::from_slice(bytes).expect("JSON");
    let texts = |value: &Value| -> Vec<String> {
        value.as_array().expect("a list").iter().map(|one| one.as_str().expect("text").to_owned()).collect()
    };
    let rows = file["table"]["rows"].as_array().expect("rows");
    let (mut seen, mut trouble) =
        cells(walk, path, &texts(&file["table"]["columns"]), rows.iter().map(texts));
    let columns = texts(&file["figures"]["columns"]);
    for figure in file["figures"]["rows"].as_array().expect("figures") {
        seen += 1;
        let own: BTreeMap<&String, &Value> = columns.iter().zip(figure.as_array().expect("a row")).collect();
        assert_eq!(own.len(), columns.len(), "{path}: a cell for each column");
        let id = own[&"fact".to_owned()].as_str().expect("an id");
        let Some(fact) = walk.facts.get(id) else {
            trouble.push(format!("{path}: no fact is called {id}"));
            continue;
        };
        let common = file["all_figures"].as_object().expect("an object");
        let own = own.into_iter().filter(|(column, value)| *column != "fact" && !value.is_null());
        for (column, value) in common.iter().chain(own) {
            let own = match value {
                Value::String(text) => text.clone(),
                Value::Number(number) => number.to_string(),
                Value::Array(_) => texts(value).join(";"),
                _ => String::new(),
            };
            if bare(&fact[column]) != own {
                trouble.push(format!("{path}: {id}: {column} is {own}, not {}", fact[column]));
            }
        }
    }
    (seen, trouble)
}

pub(super) fn department(walk: &Walk, path: &str, bytes: &[u8]) -> Seen {
    let file: Value = serde_json::from_slice(bytes).expect("JSON");
    let id = path.trim_start_matches("data/departments/").trim_end_matches(".json");
    let (mut seen, mut trouble) = (0, Vec::new());
    for (name, list) in file.as_object().expect("an object") {
        let key = if name == "departments" { "id" } else { "department" };
        let mut own: Vec<BTreeMap<String, String>> = rows(&walk.files, &format!("data/{name}.csv"))
            .into_iter()
            .filter(|row| row[key] == id && row.get("status").is_none_or(|status| status != "unreadable"))
            .collect();
        let mut list = match list {
            Value::Array(list) => list.clone(),
            table => {
                let columns = table["columns"].as_array().expect("columns");
                let object = |row: &Value| -> Value {
                    let cells = columns.iter().zip(row.as_array().expect("a row"));
                    let cells =
                        cells.map(|(name, cell)| (name.as_str().expect("a name").to_owned(), cell.clone()));
                    Value::Object(cells.collect())
                };
                table["rows"].as_array().expect("rows").iter().map(object).collect()
            }
        };
        // Figures stand by document here, and derived ones last there.
        own.sort_by_key(|row| row.get("id").map(|id| bare(id).to_owned()));
        list.sort_by_key(|one| one["id"].as_str().unwrap_or_default().to_owned());
        if own.len() != list.len() {
            trouble.push(format!("{path}: {name}: {} rows, not {}", list.len(), own.len()));
        }
        for (row, one) in own.iter().zip(&list) {
            // Of a figure it says the least that a program needs; all of it stands in `facts.csv`.
            const LEAN: &[&str] =
                &["id", "fiscal_year", "phase", "statement", "measure", "name", "amount", "unit"];
            for (column, text) in
                row.iter().filter(|(column, _)| name != "facts" || LEAN.contains(&column.as_str()))
            {
                seen += 1;
                let there = one.get(column).and_then(Value::as_str).unwrap_or_default();
                if bare(text) != there {
                    trouble.push(format!("{path}: {name}: {column} is {there}, not {text}"));
                }
            }
        }
    }
    (seen, trouble)
}
