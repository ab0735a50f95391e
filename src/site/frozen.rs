//! Versions of charts that do not change: made on the day on which they are published first, and copied from the archive ever
//! after.

use serde_json::{Map, Value, json};
use tera::Context;

use super::html::escape;
use super::{House, Tray, routes, source};
use crate::archive::Frozen;
use crate::error::{Error, Result};

/// What is frozen of a chart beside its page. Pictures of pixels are left out: what is redacted later could not be taken out of them.
const KEPT: [&str; 3] = ["svg", "csv", "json"];

/// Puts the frozen versions at their addresses, and makes those that are asked for. Gives the new ones.
///
/// # Errors
/// When a file cannot be read or written, or the template fails.
pub(super) fn put(house: &House<'_>, tray: &Tray<'_>, stands: &dyn Fn(&str) -> bool) -> Result<Vec<Frozen>> {
    let versions = &house.past.frozen;
    for one in versions.of("") {
        for (name, bytes) in versions.files(one)? {
            as_it_is(tray, &format!("{}/{}/{name}", crate::archive::FROZEN, one.hash), bytes)?;
        }
    }
    let mut made = Vec::new();
    for wish in versions.wishes().filter(|wish| house.freezes && stands(&wish.address)) {
        let stem = wish.address.trim_end_matches(".html");
        let mut files = Vec::new();
        for ending in KEPT {
            files.push((ending, tray.bytes(&format!("{stem}.{ending}"))?));
        }
        let told: Vec<String> = files.iter().map(|(_, bytes)| source::sha256(bytes)).collect();
        let whole = source::sha256(format!("{} {}", wish.address, told.join(" ")).as_bytes());
        let hash = whole.chars().take(16).collect();
        let one = Frozen { hash, date: house.config.date.clone(), ..wish.clone() };
        // What is the same as it was when it was frozen before has its version already.
        if !versions.of(&wish.address).any(|known| known.hash == one.hash) {
            let chart = files.iter().find(|(ending, _)| *ending == "json");
            let chart = chart.and_then(|(_, bytes)| serde_json::from_slice(bytes).ok());
            as_it_is(tray, &one.path("html"), page(house, &one, &chart.unwrap_or_default())?)?;
            for (ending, bytes) in files {
                let bytes = if ending == "svg" { dated(bytes, &one.date) } else { bytes };
                as_it_is(tray, &one.path(ending), bytes)?;
            }
        }
        made.push(one);
    }
    if versions.of("").next().is_some() {
        tray.put(LATEST, || latest(house, tray, stands))?;
    }
    Ok(made)
}

/// What became of the charts of frozen versions since, by their hashes. It stands outside of them, for they never change: their
/// pages ask it where a script runs.
const LATEST: &str = "archive/latest.json";

/// The versions of which there is a newer one, since when, and those whose chart stands no more.
fn latest(house: &House<'_>, tray: &Tray<'_>, stands: &dyn Fn(&str) -> bool) -> Result<Vec<u8>> {
    let versions = &house.past.frozen;
    let changes = super::views::changes::changes(house);
    let mut all = Map::new();
    for one in versions.of("") {
        if !stands(&one.address) {
            all.insert(one.hash.clone(), json!({ "address": one.address, "gone": true }));
            continue;
        }
        // The figures decide: a picture that is drawn otherwise says nothing else.
        let kept = versions.files(one)?;
        let then = |ending: &str| kept.get(one.path(ending).rsplit('/').next().unwrap_or_default());
        let stem = one.address.trim_end_matches(".html");
        let now = |ending: &str| tray.bytes(&format!("{stem}.{ending}"));
        let Some(table) = then("csv") else { continue };
        if now("csv").is_ok_and(|now| now == *table) {
            continue;
        }
        let told = [then("json").cloned().unwrap_or_default(), now("json").unwrap_or_default()];
        let told = told.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let (body, year) = of_chart(&one.address);
        let own = changes.iter().filter(|change| match change.fact.as_str() {
            "" => change.department == body && year.is_none_or(|year| change.fiscal_year == year),
            fact => told.iter().any(|figures| figures.contains(fact)),
        });
        let since = own.map(|change| change.date.as_str()).filter(|date| *date > one.date.as_str()).max();
        let since = since.unwrap_or(&house.config.date);
        all.insert(one.hash.clone(), json!({ "address": one.address, "date": since }));
    }
    let mut bytes = serde_json::to_vec_pretty(&Value::Object(all)).unwrap_or_default();
    bytes.push(b'\n');
    Ok(bytes)
}

/// The body of a chart, and the year where it is of one: `charts/a/2020/trend.html`.
fn of_chart(address: &str) -> (&str, Option<i32>) {
    let mut parts = address.split('/').skip(1);
    let body = parts.next().unwrap_or_default();
    (body, parts.next().and_then(|year| year.parse().ok()))
}

/// Writes a file that nothing of today's rules is asked about: it is what it was.
fn as_it_is(tray: &Tray<'_>, path: &str, bytes: Vec<u8>) -> Result<()> {
    tray.put_pieces(path, &mut std::iter::once(Ok(bytes))).map(|_| ())
}

/// A picture with a line below it that says of which day it is: a picture travels without its page.
fn dated(picture: Vec<u8>, date: &str) -> Vec<u8> {
    const LINE: u32 = 26;
    let Ok(markup) = std::str::from_utf8(&picture) else { return picture };
    let height: Option<u32> =
        markup.split_once(" height=\"").and_then(|(_, rest)| rest.split_once('"')?.0.parse().ok());
    let (Some(height), Some(whole)) = (height, markup.strip_suffix("</svg>")) else { return picture };
    let taller = height.saturating_add(LINE);
    // The size stands in the view box, in the size of the file, and in the paper behind all else.
    let (head, drawing) = whole.split_at(whole.find("<g").unwrap_or(whole.len()));
    let head = head.replace(&format!(" height=\"{height}\""), &format!(" height=\"{taller}\""));
    let head = head.replacen(&format!(" {height}\" width="), &format!(" {taller}\" width="), 1);
    let words = escape(&format!("截至 {date} 的版本，不会再变"));
    let y = taller - LINE / 2;
    format!(
        "{head}{drawing}<text x=\"24\" y=\"{y}\" font-size=\"13\" font-family=\"PingFang SC,Microsoft YaHei,Noto Sans SC,sans-serif\" fill=\"#59636e\">{words}</text></svg>"
    )
    .into_bytes()
}

/// What asks, on a page that never changes, whether there is a newer version.
const SCRIPT: &str = "static/frozen.js";

/// The page of a version. It needs no other file of the site but those beside it; with a script it asks whether there is a newer one.
fn page(house: &House<'_>, one: &Frozen, chart: &Value) -> Result<Vec<u8>> {
    let text = |name: &str| chart[name].as_str().unwrap_or_default();
    let heading = match text("who") {
        "" => text("title").to_owned(),
        who => format!("{who}：{}", text("title")),
    };
    let page = one.path("html");
    let own = house.absolute(&page);
    let (name, date) = (&house.config.name, &one.date);
    let cited = if own.is_empty() { page.clone() } else { own.clone() };
    let file = |ending: &str| routes::relative(&page, &one.path(ending));
    let newest = house.absolute(&one.address);
    let picture = house.absolute(&one.path("svg"));
    let mut context = Context::new();
    context.insert(
        "it",
        &json!({
            "heading": heading,
            "subtitle": text("subtitle"),
            "source": text("source"),
            "date": date,
            "address": own,
            "version": one.hash,
            "script": routes::relative(&page, SCRIPT),
            "latest": routes::relative(&page, LATEST),
            "newest": routes::relative(&page, &one.address),
            "newest_words": if newest.is_empty() { one.address.clone() } else { newest },
            "svg": file("svg"), "csv": file("csv"), "json": file("json"),
            "code": code(&own, &picture, &heading),
            "formal": format!("{name}. {heading}[DB/OL]. ({date})[引用日期]. {cited}."),
            "english": format!("{name}. “{heading}.” Version of {date}. Accessed [date]. {cited}."),
        }),
    );
    context.insert("site", &json!({ "name": name, "official": house.config.official }));
    let html = house.theme.render(house.locale, "frozen.html", &context)?;
    if html.is_empty() {
        return Err(Error::Broken(format!("the page of {} is empty", one.address)));
    }
    Ok(html.into_bytes())
}

/// The picture with a link, for pages of others; nothing without an address.
pub(crate) fn code(page: &str, picture: &str, heading: &str) -> String {
    if page.is_empty() {
        return String::new();
    }
    format!(
        "<a href=\"{}\"><img src=\"{}\" alt=\"{}\" style=\"max-width:100%;height:auto\"></a>",
        escape(page),
        escape(picture),
        escape(heading)
    )
}
