//! `mingzhang.sqlite`: every cell is that of the CSV files, the views say what the figures say, and parts of names are found.
#![allow(clippy::disallowed_methods)]

use std::collections::{BTreeMap, BTreeSet};

use crate::common;
use mingzhang::config::Config;
use mingzhang::pipeline;
use mingzhang::publish::Generation;
use mingzhang::site::{Files, Sink, Theme, data_files};
use rusqlite::Connection;
use rusqlite::types::Value;
use rust_decimal::Decimal;

const PATH: &str = "data/mingzhang.sqlite";

type Tree = BTreeMap<String, Vec<u8>>;

/// Puts the site of made-up documents of several bodies somewhere.
fn put(database: Option<bool>, sink: &dyn Sink) {
    put_of("tests/fixtures/rules", database, sink);
}

fn put_of(content: &str, database: Option<bool>, sink: &dyn Sink) {
    let mut config = Config::default();
    config.paths.content = common::root().join(content);
    config.output.sqlite = database;
    let outcome = pipeline::run(&config).expect("it runs");
    outcome.site(&config.site, &Theme::built_in().expect("the theme"), sink).expect("a site");
}

fn site(database: Option<bool>) -> Tree {
    let files = Files::default();
    put(database, &files);
    files.into_inner()
}

/// The database of a site, and the folder that it lies in.
fn open(site: &Tree) -> (Connection, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("mingzhang.sqlite");
    std::fs::write(&file, &site[PATH]).expect("written");
    (Connection::open(&file).expect("a database"), folder)
}

/// The rows of a CSV file, without the signs for spreadsheets: `numbers` are columns that have none.
fn rows(site: &Tree, name: &str, numbers: &BTreeSet<String>) -> Vec<BTreeMap<String, String>> {
    let bytes = site[&format!("data/{name}.csv")].strip_prefix(b"\xEF\xBB\xBF").expect("a mark");
    let mut rows: Vec<BTreeMap<String, String>> =
        csv::Reader::from_reader(bytes).deserialize().collect::<Result<_, _>>().expect("a CSV file");
    for (_, text) in rows.iter_mut().flatten().filter(|(name, _)| !numbers.contains(*name)) {
        if let Some(plain) = text.strip_prefix('\'') {
            *text = plain.to_owned();
        }
    }
    rows
}

fn texts(database: &Connection, query: &str) -> Vec<Vec<Value>> {
    let mut statement = database.prepare(query).expect("a query");
    let width = statement.column_count();
    let rows = statement.query_map([], |row| (0..width).map(|at| row.get(at)).collect()).expect("rows");
    rows.collect::<Result<_, _>>().expect("rows")
}

fn text(value: &Value) -> &str {
    match value {
        Value::Text(text) => text,
        Value::Null => "",
        other => panic!("no text: {other:?}"),
    }
}

#[test]
fn every_cell_is_that_of_the_csv_files() {
    let site = site(Some(true));
    let (database, _folder) = open(&site);
    assert_eq!(texts(&database, "PRAGMA integrity_check"), [[Value::Text("ok".into())]]);
    assert_eq!(texts(&database, "PRAGMA freelist_count"), [[Value::Integer(0)]], "no page is left over");
    let mut cells = 0;
    for name in data_files() {
        let types =
            texts(&database, &format!("SELECT name FROM pragma_table_info('{name}') WHERE type = 'REAL'"));
        let numbers = types.iter().map(|row| text(&row[0]).to_owned()).collect();
        let expected = rows(&site, name, &numbers);
        let mut statement =
            database.prepare(&format!("SELECT * FROM \"{name}\" ORDER BY rowid")).expect("a table");
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut found = statement.query([]).expect("rows");
        for row in &expected {
            let own = found.next().expect("read").unwrap_or_else(|| panic!("{name}: a row is missing"));
            for (at, column) in columns.iter().enumerate() {
                let text = &row[if column == "amount_text" { "amount" } else { column }];
                let digits = text.chars().filter(char::is_ascii_digit).count();
                match own.get::<_, Value>(at).expect("a cell") {
                    Value::Null => assert!(text.is_empty() || digits > 15, "{name}.{column}: {text}"),
                    Value::Integer(found) => assert_eq!(&found.to_string(), text, "{name}.{column}"),
                    Value::Real(found) => assert_eq!(Ok(found), text.parse(), "{name}.{column}"),
                    Value::Text(found) => assert_eq!(&found, text, "{name}.{column}"),
                    Value::Blob(_) => panic!("{name}.{column}: bytes"),
                }
                cells += 1;
            }
        }
        assert!(found.next().expect("read").is_none(), "{name}: a row too many");
    }
    assert!(cells > 20_000, "{cells}");
}

/// Body, year, phase, scope.
type Of = (String, String, String, String);

/// The printed totals that count, the first of each kind of figure in the order of the file.
fn printed(site: &Tree) -> BTreeMap<(Of, String, String, String), Decimal> {
    let numbers = ["amount", "amount_wan"].map(str::to_owned).into();
    let mut found = BTreeMap::new();
    for row in rows(site, "facts", &numbers) {
        let counts = row["counts"] == "yes" && row["status"] != "derived" && row["measure"] == "total";
        if counts && row["base"].is_empty() && !row["phase"].is_empty() && !row["amount_wan"].is_empty() {
            let of = ["department", "fiscal_year", "phase", "scope"].map(|name| row[name].clone());
            let [department, year, phase, scope] = of;
            let key = (
                (department, year, phase, scope),
                row["statement"].clone(),
                row["scheme"].clone(),
                row["code"].clone(),
            );
            found.entry(key).or_insert_with(|| row["amount_wan"].parse().expect("a number"));
        }
    }
    found
}

fn same(found: &Value, expected: Option<&Decimal>, what: &str) -> bool {
    match (found, expected) {
        (Value::Null, None) => false,
        (Value::Real(found), Some(expected)) => {
            assert_eq!(Ok(*found), expected.to_string().parse(), "{what}");
            true
        }
        other => panic!("{what}: {other:?}"),
    }
}

#[test]
fn views_say_what_the_figures_say() {
    let site = site(Some(true));
    let (database, _folder) = open(&site);
    let printed = printed(&site);
    let of = |row: &[Value]| -> Of {
        let year = match &row[1] {
            Value::Integer(year) => year.to_string(),
            other => panic!("no year: {other:?}"),
        };
        (text(&row[0]).to_owned(), year, text(&row[2]).to_owned(), text(&row[3]).to_owned())
    };
    let figure = |of: &Of, statement: &str, scheme: Option<&str>, code: &str| {
        let own = printed.iter().find(|((who, table, sort, item), _)| {
            who == of && table == statement && scheme.is_none_or(|scheme| scheme == sort) && item == code
        });
        own.map(|(_, amount)| amount)
    };

    let items = ["outbound", "vehicle", "vehicle_purchase", "vehicle_running", "reception"];
    let query = format!(
        "SELECT department, fiscal_year, phase, scope, statement, total, {} FROM three_public",
        items.join(", ")
    );
    let (mut of_tables, mut seen) = (0, BTreeSet::new());
    for row in texts(&database, &query) {
        let (of, statement) = (of(&row), text(&row[4]));
        assert!(seen.insert(of.clone()), "{of:?} has one row");
        let (scheme, all) =
            if statement == "narrative" { (None, "three_public") } else { (Some("three_public"), "all") };
        for (code, found) in std::iter::once(all).chain(items).zip(&row[5..]) {
            let told = same(found, figure(&of, statement, scheme, code), &format!("{of:?} {code}"));
            of_tables += usize::from(told && statement == "three_public");
        }
    }
    assert!(of_tables > 10, "{of_tables}");
    let bodies: BTreeSet<&Of> = printed
        .keys()
        .filter(|(of, statement, scheme, code)| {
            statement == "three_public" && scheme == "three_public" && code == "all" && !of.0.is_empty()
        })
        .map(|(of, ..)| of)
        .collect();
    assert!(bodies.iter().all(|of| seen.contains(*of)), "every total of a table is there");

    let mut spent = 0;
    for row in texts(
        &database,
        "SELECT department, fiscal_year, phase, scope, expenditure, income, general_public FROM totals",
    ) {
        let of = of(&row);
        let first = |asked: &[(&str, Option<&str>, &str)]| {
            asked.iter().find_map(|(statement, scheme, code)| figure(&of, statement, *scheme, code))
        };
        let expenditure = first(&[
            ("expenditure_summary", None, "year"),
            ("expenditure_detail", None, "all"),
            ("expenditure_summary", None, "all"),
            ("budget_adjustment", Some("nature"), "all"),
            ("budget_adjustment", Some("function"), "all"),
            ("narrative", None, "year_expenditure"),
            ("narrative", None, "budget_expenditure"),
            ("narrative", None, "execution"),
            ("narrative", None, "budget"),
        ]);
        let income =
            first(&[("income_summary", Some("income"), "year"), ("income_summary", Some("income"), "all")]);
        spent += usize::from(same(&row[4], expenditure, &format!("{of:?} expenditure")));
        same(&row[5], income, &format!("{of:?} income"));
        same(&row[6], first(&[("general_by_function", None, "all")]), &format!("{of:?} general public"));
    }
    assert!(spent > 3, "{spent}");

    findings_are_told(&site, &database);
    // The documents above contradict nothing; those of the example do.
    let example = Files::default();
    put_of("content", Some(true), &example);
    let example = example.into_inner();
    let (database, _folder) = open(&example);
    assert!(findings_are_told(&example, &database) > 0);
}

/// The views of findings against the file of them: how many contradict.
fn findings_are_told(site: &Tree, database: &Connection) -> usize {
    let findings =
        rows(site, "findings", &["left", "right", "difference", "tolerance"].map(str::to_owned).into());
    let told: Vec<String> =
        findings.iter().filter(|row| row["state"] == "mismatch").map(|row| row["id"].clone()).collect();
    let found = texts(database, "SELECT id FROM disagreements");
    assert_eq!(found.iter().map(|row| text(&row[0])).collect::<Vec<_>>(), told);
    let figures: usize =
        findings.iter().map(|row| row["facts"].split(';').filter(|id| !id.is_empty()).count()).sum();
    let known = texts(database, "SELECT count(*) FROM figures_of_findings");
    assert_eq!(
        known,
        [[Value::Integer(i64::try_from(figures).expect("few"))]],
        "every figure of a finding is there"
    );
    let cited = texts(database, "SELECT count(*) FROM cited");
    assert_eq!(cited, texts(database, "SELECT count(*) FROM facts"), "no figure is told twice");
    told.len()
}

#[test]
fn any_part_of_a_name_is_found() {
    let site = site(Some(true));
    let (database, _folder) = open(&site);
    let names: BTreeSet<String> =
        rows(&site, "facts", &BTreeSet::new()).into_iter().map(|row| row["name"].clone()).collect();
    let mut asked = 0;
    for name in names.iter().filter(|name| name.chars().count() >= 6) {
        let letters: Vec<char> = name.chars().collect();
        for (from, length, how) in
            [(1, 2, "LIKE"), (2, 3, "MATCH"), (1, 5, "MATCH"), (0, letters.len(), "MATCH")]
        {
            let part: String = letters[from..from + length].iter().collect();
            if part.contains(['"', '%', '_', '\'']) {
                continue;
            }
            let words = if how == "LIKE" { format!("%{part}%") } else { format!("\"{part}\"") };
            let query = format!("SELECT key FROM search WHERE kind = 'facts' AND text {how} ?");
            let mut statement = database.prepare(&query).expect("a query");
            let found: BTreeSet<String> = statement
                .query_map([words], |row| row.get(0))
                .expect("rows")
                .collect::<Result<_, _>>()
                .expect("rows");
            let folded = part.to_lowercase();
            let expected: BTreeSet<String> =
                names.iter().filter(|name| name.to_lowercase().contains(&folded)).cloned().collect();
            assert_eq!(found, expected, "{part}");
            asked += 1;
        }
    }
    assert!(asked > 100, "{asked}");
    let kinds = texts(&database, "SELECT DISTINCT kind FROM search ORDER BY kind");
    let kinds: Vec<&str> = kinds.iter().map(|row| text(&row[0])).collect();
    assert_eq!(kinds, ["departments", "documents", "facts", "findings", "indicators", "projects"]);
}

#[test]
fn the_same_rows_give_the_same_bytes_in_memory_and_on_the_disk() {
    let one = site(Some(true));
    assert!(one[PATH] == site(Some(true))[PATH], "two builds");
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("public");
    for expected in ["added", "unchanged"] {
        let generation = Generation::begin(&out).expect("begun");
        put(Some(true), &generation);
        assert!(generation.bytes(PATH).expect("read") == one[PATH], "a folder");
        assert!(generation.stamp(PATH).is_some_and(|stamp| stamp.bytes == one[PATH].len() as u64));
        let changes = generation.publish().expect("published");
        let count = if expected == "added" { changes.added } else { changes.unchanged };
        assert_eq!(count, one.len(), "{expected}");
    }
}

#[test]
fn the_package_names_it_and_a_switch_leaves_it_out() {
    let with = site(Some(true));
    let package: serde_json::Value = serde_json::from_slice(&with["data/datapackage.json"]).expect("JSON");
    let own = package["resources"]
        .as_array()
        .and_then(|all| all.iter().find(|one| one["path"] == "mingzhang.sqlite"));
    let own = own.expect("a resource");
    assert_eq!(own["bytes"], with[PATH].len());
    assert_eq!(own["hash"], format!("sha256:{}", mingzhang::source::sha256(&with[PATH])));
    let page = String::from_utf8_lossy(&with["data.html"]);
    assert!(page.contains("data/mingzhang.sqlite"));
    let (database, _folder) = open(&with);
    let example =
        page.split("<pre>").nth(1).and_then(|rest| rest.split("</pre>").next()).expect("an example");
    let example = example.split_once('>').map_or(example, |(_, rest)| rest).trim_end_matches("</code>");
    let example =
        example.replace("&#39;", "'").replace("&#x27;", "'").replace("&gt;", ">").replace("&lt;", "<");
    let queries: Vec<&str> = example.split(';').map(str::trim).filter(|query| !query.is_empty()).collect();
    assert!(queries.len() > 1, "{example}");
    for query in queries {
        assert!(!texts(&database, query).is_empty(), "{query}");
    }
    for without in [site(Some(false)), site(None)] {
        assert!(!without.contains_key(PATH), "nothing was published");
        for page in ["data.html", "data/datapackage.json"] {
            assert!(!String::from_utf8_lossy(&without[page]).contains("sqlite"), "{page}");
        }
        assert_eq!(with["data/facts.csv"], without["data/facts.csv"]);
    }
}
