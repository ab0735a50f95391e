//! Pages over bodies and years: classes across bodies, a body's trend, two years side by side, the bodies of a division. Only
//! what is of one year, phase and scope is ranked, added up or subtracted.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeMap;

use mingzhang::config::Config;
use mingzhang::pipeline;
use mingzhang::site::{Files, Theme};

use crate::synthetic::budgets::budget;
use crate::synthetic::final_account::final_account;
use crate::synthetic::model::World;
use crate::synthetic::page::{Layout, Page};

type Site = BTreeMap<String, String>;

/// A made-up body with amounts that are even in 万元, of a year.
fn world(body: &str, year: i32) -> World {
    let seed = (1..200).find(|seed| {
        let world = World::new(*seed);
        world.basic() > 0 && world.project() > 0 && world.basic() % 100 == 0 && world.project() % 100 == 0
    });
    World {
        body: format!("株洲市芦淞区{body}"),
        division: "430203",
        year,
        whole: false,
        twin: false,
        ..World::new(seed.expect("a seed"))
    }
}

fn text(world: &World, write: Write) -> String {
    let mut page = Page::new(Layout::Tabs, 7);
    write(world, &mut page);
    page.text()
}

/// Writes the text of a made-up body.
type Write = fn(&World, &mut Page);

fn site(documents: &[(World, Write)]) -> Site {
    let folder = tempfile::tempdir().expect("a folder");
    for (nth, (world, write)) in documents.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{nth}.txt")), text(world, *write)).expect("written");
    }
    let mut config = Config::default();
    config.paths.content = folder.path().to_owned();
    config.paths.archive = folder.path().join("archive");
    let outcome = pipeline::run(&config).expect("it runs");
    let files = Files::default();
    outcome.site(&config.site, &Theme::built_in().expect("the theme"), &files).expect("a site");
    let text = |bytes: Vec<u8>| without_terms(&String::from_utf8_lossy(&bytes));
    files.into_inner().into_iter().map(|(path, bytes)| (path, text(bytes))).collect()
}

/// A page without the links that explain terms, which may stand around any word.
fn without_terms(page: &str) -> String {
    let mut pieces = page.split("<a id=\"w-");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |all, piece| {
        let inside = piece.split_once('>').map_or(piece, |(_, inside)| inside);
        all + &inside.replacen("</a>", "", 1)
    })
}

/// The first page below a folder.
fn first<'s>(site: &'s Site, folder: &str) -> Option<(&'s str, &'s str)> {
    let mut own = site.iter().filter(|(path, _)| path.starts_with(folder) && path.ends_with(".html"));
    own.next().map(|(path, page)| (path.as_str(), page.as_str()))
}

/// What stands in a section of a page.
fn section<'p>(page: &'p str, id: &str) -> &'p str {
    let from =
        page.find(&format!("<section class=\"q\" id=\"{id}\">")).unwrap_or_else(|| panic!("no {id}: {page}"));
    let rest = &page[from..];
    &rest[..rest.find("</section>").expect("its end")]
}

fn wan(yuan: i64) -> String {
    let hundredths = yuan / 100;
    let whole = (hundredths / 100).to_string();
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped}.{:02}", hundredths % 100)
}

#[test]
fn a_class_ranks_and_adds_only_what_is_comparable() {
    let (a, b, c) = (world("财政局", 2021), world("民政局", 2021), world("卫生健康局", 2021));
    let class =
        a.functions.iter().filter(|row| row.code.len() == 3).max_by_key(|row| row.total()).expect("a class");
    let (code, amount) = (class.code.clone(), class.total());
    let site = site(&[(a, budget), (b, budget), (c, final_account)]);
    let page = &site[&format!("functions/{code}.html")];
    let ranked = section(page, "y2021-budget-department-all");
    assert!(ranked.contains("2 个部门合计") && ranked.contains(&wan(2 * amount)), "{ranked}");
    assert!(
        ranked.contains("财政局") && ranked.contains("民政局") && !ranked.contains("卫生健康局"),
        "{ranked}"
    );
    let alone = section(page, "single");
    assert!(
        alone.contains("卫生健康局") && alone.contains("2021 年决算") && !alone.contains("合计"),
        "{alone}"
    );
    assert!(site["functions.html"].contains(&format!("functions/{code}.html")));
}

#[test]
fn two_years_of_one_phase_are_a_trend_and_a_pair() {
    let site = site(&[
        (world("财政局", 2021), budget),
        (world("财政局", 2022), budget),
        (world("民政局", 2021), budget),
        (world("卫生健康局", 2021), budget),
        (world("卫生健康局", 2022), final_account),
    ]);
    let (path, page) = first(&site, "compare/430203-").expect("a pair");
    assert!(path.ends_with("caizhengju/2021-2022.html"), "{path}");
    assert!(page.contains("data-how=\"difference\"") && page.contains("没有变化"), "{page}");
    let is_pair = |path: &&String| path.starts_with("compare/430203-") && path.ends_with(".html");
    let pairs = site.keys().filter(is_pair).count();
    assert_eq!(pairs, 1, "a budget and a final account are no pair, and neither is one year");
    let trends: Vec<&String> = site.keys().filter(|path| path.ends_with("/trend.svg")).collect();
    assert_eq!(trends, ["charts/430203-caizhengju/trend.svg"]);
    let body = |name: &str| &site[&format!("departments/430203-{name}.html")];
    assert!(body("minzhengju").contains("一年看不出变化"));
    assert!(body("weishengjiankangju").contains("没有两年是同一阶段"));
    assert!(!body("caizhengju").contains("一年看不出变化"));
}

#[test]
fn the_bodies_of_a_division_stand_beside_their_likes() {
    let site = site(&[
        (world("财政局", 2021), budget),
        (world("民政局", 2021), budget),
        (world("卫生健康局", 2021), final_account),
        (world("财政局", 2023), budget),
    ]);
    let page = &site["compare/430203/2021.html"];
    let sections: Vec<&str> = page.split("<section").skip(1).collect();
    let of = |title: &str| {
        sections.iter().find(|one| one.contains(&format!("<h2>{title}</h2>"))).expect("a section")
    };
    assert!(of("2021 年预算").contains("财政局") && of("2021 年预算").contains("民政局"));
    assert!(!of("2021 年预算").contains("卫生健康局") && of("2021 年决算").contains("卫生健康局"));
    assert!(!site.contains_key("compare/430203/2023.html"), "one body stands beside nobody");
    assert!(site["compare.html"].contains("compare/430203/2021.html"));
}

#[test]
fn what_the_script_chooses_from_is_what_is_published() {
    let site = site(&[(world("财政局", 2021), budget), (world("民政局", 2021), budget)]);
    let given = |path: &str, function: &str| -> serde_json::Value {
        let call = site[path].trim_end().strip_prefix(&format!("{function}(")).expect("a call");
        serde_json::from_str(call.strip_suffix(");").expect("its end")).expect("JSON")
    };
    let bodies = given("compare/bodies.js", "chosenBodies");
    let ids: Vec<&str> =
        bodies.as_array().expect("a list").iter().filter_map(|body| body[0].as_str()).collect();
    assert_eq!(ids, ["430203-caizhengju", "430203-minzhengju"]);
    for id in ids {
        let body = given(&format!("compare/{id}.js"), "chosenBody");
        let column = &body["columns"][0];
        assert_eq!((column["year"].as_i64(), column["phase"].as_str()), (Some(2021), Some("年初预算")));
        for row in column["rows"].as_array().expect("rows") {
            let (page, anchor) = row[2].as_str().and_then(|href| href.split_once('#')).expect("a place");
            assert!(site[page].contains(&format!("id=\"{anchor}\"")), "{row}");
        }
    }
}
