//! Cards: pictures of charts for previews of links. They say who, what, when, in which unit and from where, need no font of the
//! machine, and come out the same every time; what their face lacks is marked and told.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeSet;
use std::path::Path;

use crate::chart_samples;
use crate::common;
use crate::publishing_site::{Site, text};
use mingzhang::chart::card::{SIZE, Words, card};
use mingzhang::chart::raster::{MARK, covered, png};

fn words() -> Words {
    Words {
        who: "南岸区档案馆 2022 年".into(),
        title: "花掉了全年预算的 94.8%".into(),
        subtitle: "支出总额，万元；空心为年初预算，实心为决算".into(),
        source: "《2022 年度部门决算》L12—L40".into(),
        address: "https://example.org/charts/a/2022/execution.html".into(),
        site: "明账（非官方）".into(),
        note: String::new(),
    }
}

/// Width and height as a PNG file says them.
fn size(bytes: &[u8]) -> (u32, u32) {
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"), "no PNG");
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
    (number(16), number(20))
}

/// The texts of a picture, one after another.
fn texts(markup: &str) -> String {
    let parts = markup.split("<text").skip(1).filter_map(|rest| rest.split_once("</text>"));
    parts.map(|(own, _)| own.split_once('>').map_or("", |(_, text)| text)).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_card_alone_answers_who_what_when_unit_and_source() {
    for sample in chart_samples::all() {
        let markup = card(&*sample.chart, &words());
        let said = texts(&markup).replace('\n', "");
        for part in [
            "南岸区档案馆",
            "2022 年",
            "94.8%",
            "万元",
            "《2022 年度部门决算》",
            "https://example.org/charts/a/2022/",
        ] {
            assert!(said.contains(part), "{}: {part}: {said}", sample.id);
        }
        // A rasteriser knows no custom properties, and a picture of a page leads nowhere.
        for part in ["var(", "class=\"c", "<a ", "href=", "<style"] {
            assert!(!markup.contains(part), "{}: {part}", sample.id);
        }
    }
}

#[test]
fn the_same_card_is_the_same_bytes() {
    let chart = chart_samples::execution();
    let drawn = |words: &Words| png(&card(&chart, words)).expect("a picture");
    let first = drawn(&words());
    assert_eq!(first, drawn(&words()));
    assert_eq!(size(&first), SIZE);
    // Letters are drawn, each as it is: without a face all of these would be one picture.
    let others = ["南岸区水务局 2022 年", "南岸区档案馆 2021 年", ""];
    let all: BTreeSet<Vec<u8>> =
        others.iter().map(|who| drawn(&Words { who: (*who).into(), ..words() })).chain([first]).collect();
    assert_eq!(all.len(), 4);
}

#[test]
fn hostile_words_stay_words() {
    let hostile =
        "</text></svg><script>alert(1)</script><image href=\"file:///etc/passwd\"/>&#x202e;\u{202e}\u{0}";
    let all = Words {
        who: hostile.into(),
        title: hostile.repeat(40),
        subtitle: hostile.repeat(40),
        source: hostile.repeat(400),
        address: hostile.into(),
        site: hostile.repeat(9),
        note: hostile.into(),
    };
    let markup = card(&chart_samples::execution(), &all);
    assert!(!markup.contains("<script") && !markup.contains("<image"), "{markup}");
    assert_eq!(size(&png(&markup).expect("a picture still")), SIZE);
    let none = card(&chart_samples::execution(), &Words::default());
    assert_eq!(size(&png(&none).expect("a picture without words")), SIZE);
}

#[test]
fn what_the_face_lacks_is_marked_and_told() {
    let (markup, lacking) = covered("<text>鹮\u{fe0f}档\u{200b}案馆 𠮷</text>");
    assert_eq!(markup, format!("<text>{MARK}档案馆 {MARK}</text>"));
    assert_eq!(lacking, BTreeSet::from(['鹮', '𠮷']));
}

#[test]
fn the_face_has_what_the_program_itself_can_say() {
    let mut lacking = BTreeSet::new();
    let mut read = 0;
    for entry in walkdir::WalkDir::new(common::root().join("src")) {
        let path = entry.expect("an entry").into_path();
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if !["csv", "ftl"].contains(&ending) {
            continue;
        }
        read += 1;
        lacking.extend(covered(&std::fs::read_to_string(&path).expect("text")).1);
    }
    assert!(read > 20, "the test reads nothing");
    // What a damaged document prints is in the data too: parts of characters, lines of tables.
    lacking.retain(|c| !('\u{2500}'..='\u{259F}').contains(c) && !('\u{2E80}'..='\u{2FDF}').contains(c));
    assert!(lacking.is_empty(), "make the face again (src/chart/face/README.md): {lacking:?}");
    let licence = common::root().join("src/chart/face/OFL.txt");
    assert!(std::fs::read_to_string(licence).expect("a licence").contains("SIL OPEN FONT LICENSE"));
}

/// The content of a `<meta>` element of a page.
fn meta<'p>(page: &'p str, name: &str) -> Option<&'p str> {
    ["property", "name"].iter().find_map(|kind| {
        let element = page.split("<meta ").find(|element| element.contains(&format!("{kind}=\"{name}\"")))?;
        element.split_once("content=\"")?.1.split('"').next()
    })
}

#[test]
fn pages_name_their_cards_and_the_cards_are_there() {
    let site = Site::new("[site]\nbase_url = \"https://example.org/zhang/\"\n");
    let draft = site.build(&[]);
    assert!(!draft.keys().any(|path| path.ends_with(".png")), "a draft pays for nothing");
    assert!(draft.values().all(|bytes| !text(bytes).contains("og:image")));
    let tree = site.build(&["--publish", "--date", "2026-01-01"]);
    let cards: BTreeSet<&String> = tree.keys().filter(|path| path.ends_with(".png")).collect();
    let charts = tree.keys().filter(|path| path.starts_with("charts/") && path.ends_with(".html"));
    for page in charts {
        let card = page.replace(".html", ".png");
        assert_eq!(size(&tree[&card]), SIZE, "{card}");
        let page = text(&tree[page]);
        assert_eq!(meta(&page, "og:image"), Some(&*format!("https://example.org/zhang/{card}")));
        assert_eq!(meta(&page, "twitter:card"), Some("summary_large_image"));
        let told = meta(&page, "og:description").unwrap_or_default();
        assert!(told.contains("来源：《") && told.contains("20"), "{told}");
    }
    assert!(cards.len() > 4, "{cards:?}");
    for year in tree.keys().filter(|path| path.starts_with("departments/") && path.ends_with("2022.html")) {
        let page = text(&tree[year]);
        let card = meta(&page, "og:image").and_then(|card| card.strip_prefix("https://example.org/zhang/"));
        assert!(card.is_some_and(|card| cards.contains(&card.to_owned())), "{year}: {card:?}");
        assert!(meta(&page, "og:title").is_some_and(|title| title.contains("2022")), "{year}");
    }
    assert_eq!(tree, site.build(&["--no-cache", "--date", "2026-01-01"]), "the same bytes");
}

#[test]
fn a_character_that_the_face_lacks_is_told_to_the_publisher() {
    let site = Site::new("[output]\ncards = true\n");
    let rename = |text: String| text.replace("档案馆", "鹮档案馆");
    site.edit(Path::new("content/a.txt"), rename);
    let told = site.run(&["build", "--format", "json", "--verbose"]);
    assert!(told.contains("R049") && told.contains('鹮'), "{told}");
    assert!(site.tree().keys().any(|path| path.ends_with(".png")), "the cards are there all the same");
}

#[test]
fn whoever_wants_no_cards_has_none() {
    let site = Site::new("[site]\nbase_url = \"https://example.org/\"\n[output]\ncards = false\n");
    let tree = site.build(&["--publish", "--date", "2026-01-01"]);
    assert!(!tree.keys().any(|path| path.ends_with(".png")));
    assert!(tree.values().all(|bytes| !text(bytes).contains(".png\"")), "nothing leads to them");
}
