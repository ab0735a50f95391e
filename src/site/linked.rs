//! What machines read of a page: datasets as schema.org describes them, and how to show a chart in a page of one's own (oEmbed).

use serde_json::{Map, Value, json};

use super::desk::Desk;
use super::frame::safe;
use super::names;
use super::plates::Plate;
use super::{Shell, citation, edition, routes};
use crate::chart;
use crate::ledger::Record;
use crate::messages::say;
use crate::model::Department;

/// Data as the content of a `<script>` element: nothing in it can end the element, whatever a document prints.
pub(crate) fn as_script(data: &Value) -> String {
    let mut out = String::new();
    for c in data.to_string().chars() {
        match c {
            // What stands inside texts only, where JSON has another way to write it.
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

/// The address of a file as a page may name it: where the site knows its own, one that holds anywhere.
fn at(shell: &Shell<'_>, page: &str, path: &str) -> String {
    match shell.absolute(path) {
        unknown if unknown.is_empty() => edition::once(shell.locale, page, path),
        absolute => absolute,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(all) => all.is_empty(),
        _ => false,
    }
}

/// What is the same for every dataset of a site. What is not known is left out.
fn dataset(shell: &Shell<'_>, page: &str, name: &str, own: Value) -> Value {
    let config = shell.config;
    let address = shell.absolute(page);
    let maker = if config.operator.is_empty() { &config.name } else { &config.operator };
    let licence = if safe(&config.licence_url) { &config.licence_url } else { &config.licence };
    let all = json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": name,
        "url": address,
        "identifier": address,
        "inLanguage": "zh-CN",
        "isAccessibleForFree": true,
        "license": licence,
        "creator": { "@type": "Organization", "name": maker },
        "includedInDataCatalog": { "@type": "DataCatalog", "name": config.name, "url": config.base_url },
    });
    let both = [all, own].into_iter().filter_map(|part| match part {
        Value::Object(fields) => Some(fields),
        _ => None,
    });
    let known = |(name, value): (String, Value)| match value {
        Value::Object(fields) => {
            Some((name, Value::Object(fields.into_iter().filter(|(_, value)| !is_empty(value)).collect())))
        }
        value if is_empty(&value) => None,
        value => Some((name, value)),
    };
    Value::Object(both.flatten().filter_map(known).collect::<Map<_, _>>())
}

fn download(address: String, format: &str) -> Value {
    json!({ "@type": "DataDownload", "contentUrl": address, "encodingFormat": format })
}

/// The figures of a chart as a dataset.
pub(crate) fn of_chart(
    shell: &Shell<'_>,
    desk: &Desk<'_>,
    (page, heading): (&str, &str),
    (department, year): (&Department, Option<i32>),
    plate: &Plate<'_>,
    records: &[&Record],
) -> Value {
    let stem = page.trim_end_matches(".html");
    let file = |ending: &str| at(shell, page, &format!("{stem}.{ending}"));
    let sources = desk.sources(&plate.facts);
    let based = records.iter().map(|record| {
        let address = citation::web(&record.sidecar.source_url);
        let own = json!({ "@type": "CreativeWork", "name": citation::title(record), "url": address, "identifier": format!("sha256:{}", record.sha256) });
        let fields = own.as_object().into_iter().flatten().filter(|(_, value)| !is_empty(value));
        Value::Object(fields.map(|(name, value)| (name.clone(), value.clone())).collect())
    });
    let picture = if shell.has_cards() { "png" } else { "svg" };
    dataset(
        shell,
        page,
        heading,
        json!({
            "description": say!(shell.locale, "chart-described", who = names::shown(shell.locale, &department.name), subtitle = plate.subtitle.as_str(), sources = sources),
            "temporalCoverage": year.map(|year| year.to_string()),
            "spatialCoverage": department.division_name,
            "isBasedOn": based.collect::<Vec<_>>(),
            "image": file(picture),
            "distribution": [download(file("csv"), "text/csv"), download(file("json"), "application/json")],
        }),
    )
}

/// All data of the site as a dataset. `files` are the names of the tables, with their endings.
pub(crate) fn of_site(shell: &Shell<'_>, files: &[(String, &'static str)], description: &str) -> Value {
    let page = routes::DATA;
    let mut all = vec![download(at(shell, page, "data/datapackage.json"), "application/json")];
    all.extend(files.iter().map(|(name, format)| download(at(shell, page, &format!("data/{name}")), format)));
    let name = format!("{}：政府部门公开预算、决算与绩效数据", shell.config.name);
    dataset(shell, page, &name, json!({ "description": description, "distribution": all }))
}

/// How a chart is shown in a page of somebody else, as programs ask for it that are given nothing but its address.
pub(crate) fn oembed(shell: &Shell<'_>, heading: &str, (frame, height): (&str, u32), card: &str) -> Vec<u8> {
    // Frames are as wide as their place; this is for programs that must know one.
    const WIDTH: u32 = 800;
    let mut told = json!({
        "version": "1.0",
        "type": "rich",
        "title": heading,
        "provider_name": shell.name(),
        "provider_url": shell.absolute(""),
        "html": frame,
        "width": WIDTH,
        "height": height,
    });
    if shell.has_cards() {
        told["thumbnail_url"] = shell.absolute(card).into();
        told["thumbnail_width"] = chart::card::SIZE.0.into();
        told["thumbnail_height"] = chart::card::SIZE.1.into();
    }
    let mut bytes = told.to_string().into_bytes();
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_element_that_holds_it() {
        let data = json!({ "name": "</script><script>alert(1)</script><!--", "a": "&\u{2028}\"" });
        let script = as_script(&data);
        assert!(!script.contains(['<', '>', '&', '\u{2028}']), "{script}");
        assert_eq!(serde_json::from_str::<Value>(&script).expect("still JSON"), data);
    }
}
