//! Linking: which body a document belongs to, what it is called, which of several files counts, and that nothing is lost
//! of a document whose body nobody knows. All documents here are made up.
#![allow(clippy::disallowed_methods)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use mingzhang::config::Config;
use mingzhang::diagnostic::Code;
use mingzhang::ledger::{Entrant, Ledger, Record, Register, Why};
use mingzhang::model::{BodyType, Phase, Scope};
use mingzhang::pipeline::{self, Outcome};
use mingzhang::site::{Files, Theme};
use mingzhang::source::{Companions, Sidecar, Source};

/// A folder of made-up documents.
struct Folder(tempfile::TempDir);

impl Folder {
    fn of(files: &[(&str, String)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        files.iter().for_each(|(path, text)| folder.put(path, text));
        folder
    }

    fn content(&self) -> std::path::PathBuf {
        self.0.path().join("content")
    }

    fn put(&self, path: &str, text: &str) {
        let file = self.content().join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        std::fs::write(file, text).expect("written");
    }

    fn config(&self) -> Config {
        let mut config = Config::default();
        config.paths.content = self.content();
        config.paths.archive = self.0.path().join("archive");
        config
    }

    fn run(&self) -> Outcome {
        pipeline::run(&self.config()).expect("it runs")
    }

    /// Publishes what is there into the archive.
    fn publish(&self) {
        let outcome = self.run();
        outcome.publish(&self.config().paths.archive).expect("written");
    }
}

fn run(files: &[(&str, String)]) -> Outcome {
    Folder::of(files).run()
}

fn site(outcome: &Outcome) -> BTreeMap<String, Vec<u8>> {
    let files = Files::default();
    let theme = Theme::built_in().expect("the theme");
    outcome.site(&Config::default().site, &theme, &files).expect("the site is built");
    files.into_inner()
}

fn page<'s>(site: &'s BTreeMap<String, Vec<u8>>, path: &str) -> &'s str {
    std::str::from_utf8(site.get(path).unwrap_or_else(|| panic!("{path} is there"))).expect("UTF-8")
}

fn rows(site: &BTreeMap<String, Vec<u8>>, file: &str) -> Vec<BTreeMap<String, String>> {
    let bytes = site[&format!("data/{file}.csv")].strip_prefix(b"\xEF\xBB\xBF").expect("a byte order mark");
    csv::Reader::from_reader(bytes).deserialize().collect::<Result<_, _>>().expect("a CSV file")
}

fn record<'o>(outcome: &'o Outcome, path: &str) -> &'o Record {
    outcome.ledger.record(path).unwrap_or_else(|| panic!("{path} is there"))
}

/// The ids of all documents by path.
fn ids(outcome: &Outcome) -> BTreeMap<String, String> {
    outcome.ledger.documents.iter().map(|r| (r.path.to_string(), r.id.to_string())).collect()
}

/// A table of 三公 expenses: outbound, reception, cars.
fn three_public(body: &str, year: i32, items: [&str; 3]) -> String {
    let total: rust_decimal::Decimal =
        items.iter().map(|item| item.parse::<rust_decimal::Decimal>().expect("a number")).sum();
    let [outbound, reception, cars] = items;
    format!(
        "“三公”经费财政拨款预算情况表\n\n单位名称：{body}\n\n单位：万元\n\n\
         预算单位\t年度\t“三公”经费财政拨款预算总额\t因公出国(境)费\t公务接待费\t公务用车购置及运行维护费\t\t\n\
         \t\t\t\t\t小计\t公务用车购置费\t公务用车运行维护费\n\
         {body}\t{year}\t{total}\t{outbound}\t{reception}\t{cars}\t0.00\t{cars}\n\n"
    )
}

/// A table of income by source and expenditure by function.
fn summary(body: &str, income: &str, parts: [&str; 2]) -> String {
    format!(
        "收支预算总表\n\n部门：{body}\n\n单位：万元\n\n收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n\
         一、一般公共预算拨款收入\t{income}\t一、一般公共服务支出\t{}\n\
         二、其他收入\t0.00\t二、住房保障支出\t{}\n本年收入合计\t{income}\t本年支出合计\t{income}\n\n",
        parts[0], parts[1]
    )
}

fn budget(body: &str, year: i32, tables: &[String]) -> String {
    format!("{year}年{body}部门预算\n\n{}", tables.concat())
}

const BODIES: [&str; 3] = ["青溪市西岸区水务局", "云岭县教育局", "松江县第三中学"];

#[test]
fn ids_say_what_a_document_is_and_never_what_stands_in_it() {
    for body in BODIES {
        let tables = |amount| [three_public(body, 2023, ["0.00", amount, "7.00"])];
        let before = Folder::of(&[("a/x.txt", budget(body, 2023, &tables("2.50")))]);
        let (was, is) = (before.run(), {
            before.put("a/x.txt", &budget(body, 2023, &tables("2.70")));
            before.run()
        });
        assert_eq!(ids(&was), ids(&is), "a corrected file keeps its address");
        let facts = |outcome: &Outcome| -> Vec<String> {
            outcome.ledger.facts.iter().map(|f| f.id.to_string()).collect()
        };
        assert_eq!(facts(&was), facts(&is), "and so do its figures");
        assert!(facts(&was).iter().all(|id| id.starts_with('f') && id.len() == 17));
        let id = &ids(&was)["a/x.txt"];
        assert!(id.ends_with("-2023-budget-department") && id.is_ascii(), "{id}");
        before.put("a/x.txt", &format!("\n\n{}", budget(body, 2023, &tables("2.50"))));
        assert_eq!(facts(&was), facts(&before.run()), "moved lines move no id");
    }
}

#[test]
fn several_of_one_kind_are_numbered_by_date_then_title() {
    for body in BODIES {
        let of = |title: &str, table: String| format!("2023年{body}部门预算{title}\n\n{table}");
        let one = of("", three_public(body, 2023, ["0.00", "2.50", "7.00"]));
        let two = of("公开说明", summary(body, "100.00", ["70.00", "30.00"]));
        let dated = |a: &str, b: &str| format!("file,published_on\n{a},2023-03-02\n{b},2023-02-01\n");
        for (a, b) in [("a.txt", "b.txt"), ("z.txt", "c.txt"), ("x/1.txt", "w/2.txt")] {
            let found = ids(&run(&[(a, one.clone()), (b, two.clone()), ("sources.csv", dated(a, b))]));
            assert_eq!(found[a], format!("{}-2", found[b]), "the earlier one comes first, whatever its path");
        }
        let undated = |a: &str, b: &str| ids(&run(&[(a, one.clone()), (b, two.clone())]));
        let (first, second) = (undated("a.txt", "b.txt"), undated("q.txt", "p.txt"));
        assert_eq!((&first["a.txt"], &first["b.txt"]), (&second["q.txt"], &second["p.txt"]));
    }
}

#[test]
fn the_archive_remembers_which_document_is_which() {
    for body in BODIES {
        let table = three_public(body, 2023, ["0.00", "2.50", "7.00"]);
        let late = budget(body, 2023, &[summary(body, "100.00", ["70.00", "30.00"])]);
        let folder = Folder::of(&[("late.txt", late.clone())]);
        let was = ids(&folder.run())["late.txt"].clone();
        folder.publish();
        // An earlier document turns up: the one that was published keeps its address.
        folder.put("early.txt", &budget(body, 2023, std::slice::from_ref(&table)));
        folder.put("sources.csv", "file,published_on\nearly.txt,2023-01-01\nlate.txt,2023-05-01\n");
        let both = ids(&folder.run());
        assert_eq!(both["late.txt"], was);
        assert_eq!(both["early.txt"], format!("{was}-2"));
        folder.publish();
        // Renamed, and corrected: by its bytes the one, by its path the other.
        std::fs::rename(folder.content().join("late.txt"), folder.content().join("renamed.txt"))
            .expect("renamed");
        folder.put("early.txt", &budget(body, 2023, &[three_public(body, 2023, ["0.00", "2.60", "7.00"])]));
        folder.put("sources.csv", "file,published_on\nearly.txt,2023-01-01\nrenamed.txt,2023-05-01\n");
        let moved = ids(&folder.run());
        assert_eq!((&moved["renamed.txt"], &moved["early.txt"]), (&was, &format!("{was}-2")));
        // What is gone keeps its number: nobody else gets its address.
        std::fs::remove_file(folder.content().join("renamed.txt")).expect("removed");
        folder.put(
            "third.txt",
            &format!("2023年{body}部门预算说明\n\n{}", summary(body, "9.00", ["4.00", "5.00"])),
        );
        let after = ids(&folder.run());
        assert_eq!(after["early.txt"], format!("{was}-2"));
        assert_eq!(after["third.txt"], format!("{was}-3"));
    }
}

#[test]
fn a_document_of_nobody_is_read_and_listed_and_counts_nowhere() {
    for (title, table) in [
        ("2023年部门预算", three_public("", 2023, ["0.00", "2.50", "7.00"])),
        ("2022年度部门决算", three_public("", 2022, ["1.00", "0.00", "7.00"])),
        ("2021年部门预算公开", summary("", "10.00", ["6.00", "4.00"])),
    ] {
        let folder = Folder::of(&[("dir,1/x.txt", format!("{title}\n\n{table}"))]);
        let outcome = folder.run();
        let own = record(&outcome, "dir,1/x.txt");
        assert!(own.is_nobodys() && !own.is_published(), "{title}");
        assert!(outcome.ledger.departments.is_empty(), "no body is invented");
        assert!(own.id.starts_with("unknown-20") && own.id.ends_with("-1"), "{}", own.id);
        assert!(outcome.report.checks.is_empty(), "nothing is found about nobody");
        let site = site(&outcome);
        let facts = rows(&site, "facts");
        assert!(facts.len() >= 4, "nothing is lost");
        assert!(facts.iter().all(|fact| fact["department"].is_empty() && fact["counts"] == "no"));
        assert!(!site.keys().any(|path| path.starts_with("departments/")));
        let list = page(&site, "documents.html");
        assert!(list.contains("所属部门未知") && list.contains(&format!("documents/{}.html", own.id)));
        let [columns, line] = own.settling_lines();
        let told = own.diagnostics.iter().find(|one| one.code == Code::NoIdentity).expect("it is told");
        assert!(told.help.contains(&line), "{}", told.help);
        let line_on_page = line.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
        assert!(page(&site, &format!("documents/{}.html", own.id)).contains(&line_on_page), "{line_on_page}");
        // The line, filled in, settles it.
        folder.put("sources.csv", &format!("{columns}\n{}\n", line.replace("<部门全称>", "云岭县教育局")));
        let settled = folder.run();
        let own = record(&settled, "dir,1/x.txt");
        assert!(own.is_published() && own.identity.body == "云岭县教育局", "{:?}", own.identity);
        assert!(settled.ledger.facts.iter().any(|fact| settled.ledger.counts(fact)));
    }
}

#[test]
fn the_same_disclosure_in_several_containers_counts_once() {
    for body in BODIES {
        let tables =
            [summary(body, "100.00", ["70.00", "30.00"]), three_public(body, 2023, ["0.00", "2.50", "7.00"])];
        let text = budget(body, 2023, &tables);
        let html = {
            let lines: String = text
                .lines()
                .filter(|line| !line.is_empty())
                .map(|line| {
                    if line.contains('\t') {
                        format!(
                            "<tr>{}</tr>",
                            line.split('\t').map(|cell| format!("<td>{cell}</td>")).collect::<String>()
                        )
                    } else {
                        format!("</table><p>{line}</p><table>")
                    }
                })
                .collect();
            format!("<html><body><table>{lines}</table></body></html>").replace("<table></table>", "")
        };
        let shorter = budget(body, 2023, &tables[1..]);
        let outcome = run(&[("a.txt", shorter), ("b.html", html), ("c.txt", text)]);
        let counting: Vec<&str> =
            outcome.ledger.documents.iter().filter(|r| r.counts()).map(|r| &*r.path).collect();
        assert_eq!(counting.len(), 1, "{counting:?}");
        assert_ne!(counting[0], "a.txt", "the fullest one counts");
        let others = outcome.ledger.documents.iter().filter(|r| !r.counts());
        assert!(others.clone().all(|r| r.aside.as_ref().is_some_and(|aside| aside.why == Why::Copy)));
        assert!(others.flat_map(|r| &r.diagnostics).any(|one| one.code == Code::CountsOnce));
        assert!(outcome.ledger.conflicts.is_empty());
        let ids: BTreeSet<&str> = outcome.ledger.facts.iter().map(|fact| &*fact.id).collect();
        assert_eq!(ids.len(), outcome.ledger.facts.len(), "every figure has its own id");
    }
}

#[test]
fn files_that_complement_each_other_both_count() {
    for body in BODIES {
        let files = [
            ("tables.txt", budget(body, 2023, &[summary(body, "100.00", ["70.00", "30.00"])])),
            ("three.txt", budget(body, 2023, &[three_public(body, 2023, ["0.00", "2.50", "7.00"])])),
        ];
        let outcome = run(&files);
        assert!(outcome.ledger.documents.iter().all(|r| r.counts() && r.aside.is_none()), "{body}");
        assert!(outcome.ledger.facts.iter().all(|fact| outcome.ledger.counts(fact)));
    }
}

#[test]
fn newer_is_only_said_where_dates_say_so() {
    for (body, dates, why) in [
        (BODIES[0], Some(("2023-02-01", "2023-06-01")), Why::Newer),
        (BODIES[1], None, Why::Differs),
        (BODIES[2], Some(("2023-02-01", "")), Why::Differs),
    ] {
        let of = |amount| budget(body, 2023, &[three_public(body, 2023, ["0.00", amount, "7.00"])]);
        let (old, new) = dates.unwrap_or_default();
        let sources = format!("file,published_on\nold.txt,{old}\nnew.txt,{new}\n");
        let outcome = run(&[("old.txt", of("2.50")), ("new.txt", of("3.50")), ("sources.csv", sources)]);
        let aside: Vec<&Record> = outcome.ledger.documents.iter().filter(|r| r.aside.is_some()).collect();
        assert_eq!(aside.len(), 1);
        assert_eq!(aside[0].aside.as_ref().map(|one| one.why), Some(why), "{body}");
        assert_eq!(
            aside[0].is_published(),
            why == Why::Differs,
            "a file that is not older is checked like any other"
        );
        if why == Why::Newer {
            assert_eq!(&*aside[0].path, "old.txt");
        }
        let differing = &outcome.ledger.conflicts;
        assert_eq!(differing.len(), 2, "the item and the total: {differing:?}");
        assert!(differing.iter().all(|one| one.dated == (why == Why::Newer)));
        assert!(aside[0].diagnostics.iter().any(|one| one.code == Code::Differs));
        let site = site(&outcome);
        let said = page(&site, &format!("documents/{}.html", aside[0].id));
        assert_eq!(said.contains("更新的版本"), why == Why::Newer);
        let counted: Vec<_> =
            rows(&site, "facts").into_iter().filter(|fact| fact["counts"] == "yes").collect();
        assert_eq!(counted.len(), outcome.ledger.facts.len() / 2, "one of the two enters sums");
    }
}

#[test]
fn a_table_that_stands_twice_counts_once() {
    for body in BODIES {
        let table = three_public(body, 2023, ["1.00", "2.50", "7.00"]);
        let once = run(&[("x.txt", budget(body, 2023, std::slice::from_ref(&table)))]);
        let twice = run(&[("x.txt", budget(body, 2023, &[table.clone(), table]))]);
        let counting =
            |outcome: &Outcome| outcome.ledger.facts.iter().filter(|f| outcome.ledger.counts(f)).count();
        assert_eq!(twice.ledger.facts.len(), 2 * once.ledger.facts.len());
        assert_eq!(counting(&twice), counting(&once));
        assert_eq!(
            twice.ledger.facts.iter().filter(|f| twice.ledger.repeats(f)).count(),
            once.ledger.facts.len()
        );
    }
}

#[test]
fn the_register_is_that_of_the_folder_or_the_one_that_is_named() {
    let program = env!("CARGO_BIN_EXE_mingzhang");
    let body = BODIES[0];
    let document = budget(body, 2023, &[three_public(body, 2023, ["0.00", "2.50", "7.00"])]);
    let register = |id: &str| format!("[[department]]\nid = \"{id}\"\nnames = [{{ name = \"{body}\" }}]\n");
    let elsewhere = Folder::of(&[("x.txt", document.clone())]);
    let here = Folder::of(&[("departments.toml", register("here")), ("x.txt", document.clone())]);
    let own = Folder::of(&[("departments.toml", register("own")), ("x.txt", document)]);
    let named = tempfile::tempdir().expect("a folder");
    std::fs::write(named.path().join("bodies.toml"), register("named")).expect("written");
    std::fs::write(named.path().join("mingzhang.toml"), "[paths]\nregister = \"bodies.toml\"\n")
        .expect("written");
    let department = |standing: &Path, content: &Path| -> String {
        let out = tempfile::tempdir().expect("a folder");
        let done = std::process::Command::new(program)
            .current_dir(standing)
            .args(["build", "--content"])
            .arg(content)
            .arg("--out")
            .arg(out.path().join("public"))
            .output()
            .expect("it runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let list = std::fs::read_to_string(out.path().join("public/data/departments.csv")).expect("written");
        list.lines().nth(1).and_then(|line| line.split(',').next()).expect("a body").to_owned()
    };
    let empty = tempfile::tempdir().expect("a folder");
    let derived = department(empty.path(), &elsewhere.content());
    assert!(derived.starts_with("000000-"), "{derived}");
    assert_eq!(
        department(here.0.path(), &elsewhere.content()),
        derived,
        "the register of another folder is none"
    );
    assert_eq!(department(here.0.path(), &own.content()), "own");
    assert_eq!(department(empty.path(), &own.content()), "own");
    assert_eq!(department(named.path(), &elsewhere.content()), "named");
    assert_eq!(department(named.path(), &own.content()), "own");
    std::fs::remove_file(named.path().join("bodies.toml")).expect("removed");
    let config = Config::load(Some(&named.path().join("mingzhang.toml")));
    assert!(config.is_err(), "a register that is named and not there is no empty register");
}

#[test]
fn bodies_of_one_name_are_told_apart_by_their_folders() {
    for name in ["民政局", "财政局", "城关镇人民政府"] {
        let of = |year| budget(name, year, &[three_public(name, year, ["0.00", "2.50", "7.00"])]);
        let outcome = run(&[
            ("云岭县/2023/x.txt", of(2023)),
            ("松江县/2022/x.txt", of(2022)),
            ("松江县/2023/x.txt", of(2023)),
        ]);
        let body = |path: &str| record(&outcome, path).department.clone();
        assert_ne!(body("云岭县/2023/x.txt"), body("松江县/2023/x.txt"), "{name}");
        assert_eq!(body("松江县/2022/x.txt"), body("松江县/2023/x.txt"), "folders of years are one place");
        assert!(outcome.ledger.documents.iter().all(Record::counts));
    }
}

#[test]
fn an_execution_is_no_final_account() {
    for (header, phase) in [
        ("2022年预算执行数", Phase::Execution),
        ("上年执行数", Phase::Final),
        ("上年预计执行数", Phase::Execution),
        ("2022年决算数", Phase::Final),
    ] {
        let body = BODIES[0];
        let table = format!(
            "一般公共预算支出表\n\n部门：{body}\n\n单位：万元\n\n科目编码\t科目名称\t{header}\t2023年预算数\n\
             201\t一般公共服务支出\t70.00\t75.00\n20103\t政府办公厅（室）及相关机构事务\t70.00\t75.00\n\
             2010301\t行政运行\t70.00\t75.00\n合计\t\t70.00\t75.00\n\n"
        );
        let outcome = run(&[("x.txt", budget(body, 2023, &[table]))]);
        let prior: Vec<_> = outcome.ledger.facts.iter().filter(|fact| fact.fiscal_year == 2022).collect();
        assert!(!prior.is_empty(), "{header} is read");
        assert!(prior.iter().all(|fact| fact.phase == Some(phase)), "{header}: {:?}", prior[0].phase);
    }
}

/// A document of a whole region, as recognising hands it over.
fn of_region(path: &str, body: &str, division: &str, text: String) -> Entrant {
    let source = Source {
        path: path.into(),
        extension: "txt".into(),
        sha256: format!("{body:0>64}"),
        bytes: text.into_bytes(),
        trouble: None,
        sidecar: Sidecar::default(),
        companions: Companions::default(),
    };
    let mut record =
        pipeline::record(&source, mingzhang::read::read(&source, &Default::default()), &Default::default());
    let disclosure = &mut record.disclosure;
    disclosure.identity.scope = Some(Scope::Region);
    disclosure.identity.body = body.to_owned();
    disclosure.identity.division = division.to_owned();
    // Its tables print the body's own name.
    disclosure.facts.iter_mut().for_each(|fact| fact.scope = Scope::Region);
    Entrant::new(source, record)
}

#[test]
fn a_region_is_a_body_of_its_own_and_no_peer_of_departments() {
    for (body, division, id) in [
        ("湛江市", "440800", "region-440800"),
        ("云岭县", "", "region-yunlingxian"),
        ("罗湖区东门街道", "440303", "region-dongmenjiedao"),
    ] {
        let text =
            |whose: &str, amount| budget(whose, 2023, &[three_public(whose, 2023, ["0.00", amount, "7.00"])]);
        let office = format!("{body}财政局");
        let mut department = of_region("office.txt", &office, division, text(&office, "2.50"));
        department.record.disclosure.identity.scope = Some(Scope::Department);
        let region = of_region("region.txt", body, division, text(body, "250.00"));
        let ledger = Ledger::link(vec![department, region], &Register::default(), &[]);
        let found = ledger.record("region.txt").expect("it is there");
        assert_eq!((&*found.department, &*found.id), (id, format!("{id}-2023-budget-region").as_str()));
        let whole = ledger.department(id).expect("a body");
        assert_eq!(whole.body_type, BodyType::Region);
        assert_eq!(ledger.bodies().map(|one| one.name.as_str()).collect::<Vec<_>>(), [office.as_str()]);
        let own: Vec<_> = ledger.facts_in("region.txt").collect();
        assert!(!own.is_empty());
        for fact in own {
            assert!(fact.scope == Scope::Region && ledger.counts(fact), "{body}: {fact:?}");
        }
        assert_eq!(found.completeness, (0, 0), "a department's list of tables is not due");
        let report = mingzhang::verify::verify(&ledger);
        let outcome = Outcome { ledger, report, ..outcome_of_nothing() };
        let site = site(&outcome);
        let own = page(&site, &format!("departments/{id}.html"));
        assert!(own.contains("全地区汇总") && own.contains("257.00"), "{body}");
        assert!(page(&site, &format!("departments/{id}/2023.html")).contains("全地区汇总"));
        assert!(page(&site, "departments.html").contains(&format!("departments/{id}.html")));
        for shared in ["index.html", "three-public.html", "performance.html"] {
            assert!(!page(&site, shared).contains(id), "{shared} sets {body} beside departments");
        }
        let listed = rows(&site, "departments");
        assert!(listed.iter().any(|row| row["id"] == id && row["type"] == "region"));
    }
}

fn outcome_of_nothing() -> Outcome {
    run(&[("pages/empty.md", String::new())])
}
