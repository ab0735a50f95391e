//! What machines read of pages: datasets in JSON-LD, and oEmbed. They are data and nothing else, whatever a document prints.

use std::path::Path;

use crate::publishing_site::{Site, text};
use serde_json::Value;

/// The blocks of data of a page.
fn blocks(page: &str) -> Vec<Value> {
    let open = "<script type=\"application/ld+json\">";
    let inner = page.split(open).skip(1).filter_map(|rest| rest.split_once("</script>"));
    inner
        .map(|(data, _)| {
            assert!(!data.contains(['<', '>', '&']), "{data}");
            serde_json::from_str(data).expect("JSON")
        })
        .collect()
}

#[test]
fn charts_and_the_data_page_are_datasets() {
    let site = Site::new("[site]\nbase_url = \"https://example.org/zhang\"\n");
    site.edit(Path::new("content/a.txt"), |text| {
        text.replace("\t行政运行\t", "\t</script><script>alert(1)</script>\t")
    });
    let tree = site.build(&[]);
    let mut seen = 0;
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = text(bytes);
        let data = blocks(&page);
        let is_dataset = path.starts_with("charts/") || path == "data.html";
        assert_eq!(data.len(), usize::from(is_dataset), "{path}");
        let Some(data) = data.first() else { continue };
        seen += 1;
        assert_eq!((&data["@context"], &data["@type"]), (&"https://schema.org".into(), &"Dataset".into()));
        assert_eq!(data["url"], format!("https://example.org/zhang/{path}"));
        for field in ["name", "description", "license", "creator", "distribution", "inLanguage"] {
            assert!(!data[field].is_null() && data[field] != "", "{path}: {field}");
        }
        for file in data["distribution"].as_array().expect("files") {
            let address = file["contentUrl"].as_str().expect("an address");
            let own = address.strip_prefix("https://example.org/zhang/").expect("of the site");
            assert!(tree.contains_key(own), "{path} names {own}");
        }
    }
    assert!(seen > 5, "{seen}");
}

#[test]
fn a_chart_says_how_it_is_shown_elsewhere_once_it_has_an_address() {
    let without = Site::new("[output]\nembeds = true\n").build(&[]);
    assert!(!without.keys().any(|path| path.ends_with(".oembed.json")));
    assert!(without.values().all(|bytes| !text(bytes).contains("json+oembed")));
    // Without an address the files of a dataset are named from the page.
    let chart = without.keys().find(|path| path.ends_with("/composition.html")).expect("a chart");
    assert_eq!(blocks(&text(&without[chart]))[0]["distribution"][0]["contentUrl"], "composition.csv");

    let site = Site::new("[site]\nbase_url = \"https://example.org/zhang/\"\n[output]\ncards = true\n");
    let tree = site.build(&[]);
    let mut seen = 0;
    for path in tree.keys().filter(|path| path.starts_with("charts/") && path.ends_with(".html")) {
        let page = text(&tree[path]);
        let file = path.replace(".html", ".oembed.json");
        let link = format!("type=\"application/json+oembed\" href=\"https://example.org/zhang/{file}\"");
        assert!(page.contains(&link), "{path}");
        let told: Value = serde_json::from_slice(&tree[&file]).expect("JSON");
        assert_eq!((&told["version"], &told["type"]), (&"1.0".into(), &"rich".into()));
        assert!(told["width"].is_u64() && told["height"].as_u64() > Some(100), "{told}");
        let frame = told["html"].as_str().expect("a frame");
        let escaped =
            frame.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
        assert!(
            page.contains(&escaped) || page.contains(&escaped.replace('/', "&#x2F;")),
            "{path}: the same code"
        );
        let card = cfg!(feature = "cards")
            .then(|| format!("https://example.org/zhang/{}", path.replace(".html", ".png")));
        assert_eq!(told["thumbnail_url"].as_str(), card.as_deref());
        seen += 1;
    }
    assert!(seen > 3, "{seen}");
}
