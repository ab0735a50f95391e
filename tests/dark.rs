//! Pictures on dark ground: only where they are asked for, named where they stand, in colours of the dark palette and no others.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeSet;

use mingzhang::chart::palette;
use regex::Regex;

use crate::publishing_site::{Site, Tree, text};

fn dark(tree: &Tree) -> Vec<&str> {
    tree.keys().map(String::as_str).filter(|path| path.ends_with("-dark.svg")).collect()
}

/// The colours that some markup holds.
fn colours(markup: &str) -> BTreeSet<String> {
    let colour = Regex::new("#[0-9A-Fa-f]{6}\\b").expect("valid");
    colour.find_iter(markup).map(|found| found.as_str().to_uppercase()).collect()
}

#[test]
fn every_picture_has_one_on_dark_ground_where_they_are_asked_for() {
    let site = Site::new("[output]\ndark = true\n");
    let tree = site.build(&["--publish", "--date", "2026-01-01"]);
    let (known, light): (BTreeSet<String>, BTreeSet<String>) =
        palette::tokens().map(|token| (token.dark.to_uppercase(), token.light.to_uppercase())).unzip();
    let pictures: Vec<&String> = tree
        .keys()
        .filter(|path| path.starts_with("charts/") && path.ends_with(".svg") && !path.ends_with("-dark.svg"))
        .collect();
    assert!(pictures.len() > 3, "{pictures:?}");
    let numerals = Regex::new(r">[^<]+<").expect("valid");
    for path in pictures {
        let own = path.replace(".svg", "-dark.svg");
        let (bright, dark) = (text(&tree[path]), text(&tree[&own]));
        let used = colours(&dark);
        assert!(used.len() > 3 && used.is_subset(&known), "{own}: {:?}", used.difference(&known));
        assert!(!dark.contains("var(--") && !dark.contains("prefers-color-scheme"), "{own}");
        assert!(dark.contains("fill=\"#15181B\"") && colours(&bright).iter().any(|one| light.contains(one)));
        // The same words and numbers at the same places.
        let words = |markup: &str| -> Vec<String> {
            let body = markup.split_once("</style>").expect("a style").1;
            numerals.find_iter(body).map(|found| found.as_str().to_owned()).collect()
        };
        assert_eq!(words(&bright), words(&dark), "{own}");
        let page = text(&tree[&path.replace(".svg", ".html")]);
        assert!(page.contains(own.rsplit('/').next().expect("a name")), "{own} is named");
    }
    let ledger = std::fs::read_to_string(site.path().join("archive/addresses.csv")).expect("a ledger");
    assert!(dark(&tree).iter().all(|path| ledger.contains(&format!("{path},"))), "they are promised");

    // What was promised is not dropped by turning the switch.
    site.edit("mingzhang.toml".as_ref(), |text| text.replace("true", "false"));
    let (code, told) = site.ran(&["build", "--publish", "--date", "2026-02-01"]);
    assert!(code == Some(2) && told.contains("-dark.svg"), "{told}");
}

#[test]
fn nobody_has_them_who_did_not_ask() {
    let tree = Site::new("").build(&["--publish", "--date", "2026-01-01"]);
    assert!(dark(&tree).is_empty());
    assert!(tree.values().all(|bytes| !text(bytes).contains("-dark.svg")));
}
