//! Versions of charts that do not change: made when they are published, kept in the archive, the same for ever.
#![allow(clippy::disallowed_methods)]

use std::path::Path;

use crate::publishing_site::{Site, Tree, text};

const SETTINGS: &str = "[site]\nbase_url = \"https://example.org/zhang/\"\n";

/// What stands beside the frozen files and knows which of them have a newer version.
const LATEST: &str = "archive/latest.json";

/// The frozen files of a site.
fn frozen(tree: &Tree) -> Tree {
    tree.iter()
        .filter(|(path, _)| path.starts_with("archive/") && *path != LATEST)
        .map(|(path, bytes)| (path.clone(), bytes.clone()))
        .collect()
}

fn chart(tree: &Tree) -> String {
    tree.keys().find(|path| path.ends_with("/2022/composition.html")).expect("a chart").clone()
}

#[test]
fn a_frozen_version_keeps_its_bytes_whatever_comes() {
    let site = Site::new(SETTINGS);
    let (code, told) = site.ran(&["freeze", "charts/x/2022/composition.html"]);
    assert!(code == Some(2) && told.contains("published"), "{told}");
    let first = site.build(&["--publish", "--date", "2026-01-01"]);
    let address = chart(&first);
    assert!(site.run(&["freeze", &address]).contains("will be frozen"));
    assert!(site.run(&["freeze", &address]).contains("already"), "asking twice asks once");
    assert!(frozen(&site.build(&["--date", "2026-01-15"])).is_empty(), "a draft freezes nothing");

    let second = site.build(&["--publish", "--date", "2026-02-01"]);
    let kept = frozen(&second);
    assert_eq!(kept.len(), 4, "{:?}", kept.keys());
    let (path, page) = kept.iter().find(|(path, _)| path.ends_with(".html")).expect("a page");
    let page = text(page);
    for words in [
        "截至 2026-02-01 的版本，不会再变",
        "最新版：",
        &format!("https://example.org/zhang/{address}"),
        "不会更新",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // The one script is the site's own; what it would say stands hidden on the page.
    assert!(page.contains("script-src 'self'") && page.matches("<script").count() == 1, "{page}");
    assert!(page.contains("<script src=\"../../static/frozen.js\" defer></script>"), "{page}");
    assert!(second.contains_key("static/frozen.js"));
    assert!(page.contains("data-latest=\"../latest.json\" hidden>"), "{page}");
    assert!(page.contains(&format!("https://example.org/zhang/{}", path.replace(".html", ".svg"))));
    for ending in [".csv", ".json"] {
        let (then, now) = (&kept[&path.replace(".html", ending)], &second[&address.replace(".html", ending)]);
        assert_eq!(then, now, "as it was published");
    }
    // The picture says the day too: it travels without its page.
    let picture = text(&kept[&path.replace(".html", ".svg")]);
    let now = text(&second[&address.replace(".html", ".svg")]);
    assert!(picture.contains("截至 2026-02-01 的版本") && !now.contains("截至"), "{picture}");
    let inner = now.split_once("<g").map_or("", |(_, drawing)| drawing.trim_end_matches("</svg>"));
    assert!(inner.len() > 500 && picture.contains(inner), "the drawing is as it was published");

    // The figures change, and another publication comes: the version stays, and the chart's page leads to it.
    site.edit(Path::new("content/a.txt"), |text| text.replace("住房公积金", "购房补贴"));
    let third = site.build(&["--publish", "--date", "2026-03-01"]);
    assert_eq!(frozen(&third), kept);
    let page = text(&third[&address]);
    assert!(page.contains("截至 2026-02-01 的版本") && page.contains("不会更新"), "{page}");
    assert!(page.contains("会更新：原件或核对有变化"), "{page}");

    // Frozen again while nothing changed, it is the same version; after a change it is a second one.
    site.run(&["freeze", &address]);
    let fourth = site.build(&["--publish", "--date", "2026-04-01"]);
    let both = frozen(&fourth);
    let changed = second[&address.replace(".html", ".csv")] != third[&address.replace(".html", ".csv")];
    assert_eq!(both.len(), if changed { 8 } else { 4 });
    site.run(&["freeze", &address]);
    assert_eq!(frozen(&site.build(&["--publish", "--date", "2026-05-01"])), both);
    let ledger = std::fs::read_to_string(site.path().join("archive/addresses.csv")).expect("a ledger");
    assert!(both.keys().all(|path| ledger.contains(&format!("{path},"))), "{ledger}");

    // From a clean clone with nothing but content and archive, and when the body is gone.
    for gone in ["public", ".mingzhang"] {
        std::fs::remove_dir_all(site.path().join(gone)).expect("removed");
    }
    assert_eq!(frozen(&site.build(&["--publish", "--date", "2026-05-02"])), both);
    // Somebody who loses one is stopped.
    let (kept, aside) = (site.path().join("archive/frozen"), site.path().join("aside"));
    std::fs::rename(&kept, &aside).expect("moved");
    let (code, told) = site.ran(&["build", "--publish", "--date", "2026-05-03"]);
    assert!(code == Some(2) && told.contains("archive/"), "{told}");
    std::fs::rename(&aside, &kept).expect("moved back");
    std::fs::remove_file(site.path().join("content/a.txt")).expect("removed");
    site.run(&["tombstone", "*", "--why", "撤下"]);
    assert_eq!(frozen(&site.build(&["--publish", "--date", "2026-06-01"])), both);
}

#[test]
fn a_hostile_body_cannot_break_out_of_a_frozen_page() {
    let site = Site::new(SETTINGS);
    site.edit(Path::new("content/a.txt"), |text| {
        text.replace("\t行政运行\t", "\t</h1><script>alert(1)</script>\t")
    });
    let first = site.build(&["--publish", "--date", "2026-01-01"]);
    site.run(&["freeze", &chart(&first)]);
    let second = site.build(&["--publish", "--date", "2026-02-01"]);
    for (path, bytes) in
        frozen(&second).iter().filter(|(path, _)| !path.ends_with(".csv") && !path.ends_with(".json"))
    {
        let scripts = text(bytes).matches("<script").count();
        assert_eq!(scripts, usize::from(path.ends_with(".html")), "{path}: but for the site's own");
        assert!(!text(bytes).contains("<script>"), "{path}");
    }
    assert!(!frozen(&second).is_empty());
}

/// What `latest.json` says, by the hashes of versions.
fn latest(tree: &Tree) -> serde_json::Value {
    serde_json::from_slice(&tree[LATEST]).expect("JSON")
}

#[test]
fn a_file_beside_the_frozen_ones_says_which_have_a_newer_version() {
    let site = Site::new(SETTINGS);
    let first = site.build(&["--publish", "--date", "2026-01-01"]);
    assert!(!first.contains_key(LATEST), "nothing is frozen");
    let address = chart(&first);
    site.run(&["freeze", &address]);
    site.build(&["--publish", "--date", "2026-02-01"]);
    let second = site.build(&["--publish", "--date", "2026-02-02"]);
    assert_eq!(latest(&second), serde_json::json!({}), "nothing changed");
    let kept = frozen(&second);
    said_in_a_browser(&site, &kept, "");
    let hash = kept.keys().find_map(|path| path.split('/').nth(1)).expect("a version").to_owned();
    assert!(
        kept.values()
            .any(|bytes| String::from_utf8_lossy(bytes).contains(&format!("data-version=\"{hash}\"")))
    );

    // A figure that this chart shows changes, and the day stays that of the publication that brought it.
    site.edit(Path::new("content/a.txt"), |text| text.replace("住房公积金", "购房补贴"));
    let third = site.build(&["--publish", "--date", "2026-03-01"]);
    let table = address.replace(".html", ".csv");
    assert_ne!(second[&table], third[&table], "the chart has other figures");
    let said = serde_json::json!({ hash.as_str(): { "address": address, "date": "2026-03-01" } });
    assert_eq!(latest(&third), said);
    assert_eq!(latest(&site.build(&["--publish", "--date", "2026-04-01"])), said);
    assert_eq!(frozen(&third), kept, "they never change");
    said_in_a_browser(&site, &kept, "这之后数字有改动，见较新的版本（2026-03-01 起）。");

    // A chart that stands no more is said to be gone.
    std::fs::remove_file(site.path().join("content/a.txt")).expect("removed");
    site.run(&["tombstone", "*", "--why", "撤下"]);
    let last = site.build(&["--publish", "--date", "2026-05-01"]);
    assert_eq!(latest(&last), serde_json::json!({ hash.as_str(): { "address": address, "gone": true } }));
    assert_eq!(frozen(&last), kept);
    said_in_a_browser(&site, &kept, "最新版已经撤下，原因在它的地址上。");
}

/// Opens the pages of versions, which must say so; nothing where there is no browser.
fn said_in_a_browser(site: &Site, versions: &Tree, words: &str) {
    let Some(browser) = crate::browser::browser() else { return };
    let pages = versions.keys().filter(|path| path.ends_with(".html"));
    let said: serde_json::Map<String, serde_json::Value> =
        pages.map(|path| (path.clone(), words.into())).collect();
    let file = site.path().join("said.json");
    std::fs::write(&file, serde_json::Value::Object(said).to_string()).expect("written");
    crate::browser::node("frozen.mjs", &[&site.path().join("public"), &browser, &file]);
}
