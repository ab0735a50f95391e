//! For code hosts and editors: SARIF 2.1.0.

use std::collections::BTreeMap;

use mingzhang::diagnostic::Code;
use mingzhang::model::Severity;
use mingzhang::verify::RULES;
use serde_json::{Value, json};

use super::{Sheet, path};
use mingzhang::notice::{Notice, Said, Spot};

/// The texts of a rule's messages that this log speaks of, with places for their arguments.
fn strings<'n>(sheet: &Sheet<'n>, rule: &str) -> BTreeMap<&'n str, Value> {
    let own = sheet.notices.iter().filter(|notice| notice.code == rule);
    let messages = own.filter_map(|notice| notice.said.first());
    messages.map(|said| (said.key.as_str(), json!({ "text": said.template }))).collect()
}

/// The message of a result: in words, and for a finding as the id and the arguments of its text.
fn message(text: &str, said: Option<&Said>) -> Value {
    let mut message = json!({ "text": text });
    if let Some(said) = said {
        message["id"] = said.key.as_str().into();
        message["arguments"] = json!(said.arguments);
    }
    message
}

/// The notices as a SARIF log.
pub(super) fn print(sheet: &Sheet<'_>) -> String {
    let reading =
        Code::ALL.iter().map(|(_, id, title)| json!({ "id": id, "shortDescription": { "text": title } }));
    let checking = RULES.iter().map(|rule| {
        let words = sheet.words.rule(rule.id);
        json!({
            "id": rule.id,
            "shortDescription": { "text": words.title },
            "fullDescription": { "text": words.formula },
            "messageStrings": strings(sheet, rule.id),
        })
    });
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "mingzhang",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": reading.chain(checking).collect::<Vec<Value>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": sheet.notices.iter().map(|notice| result(sheet, notice)).collect::<Vec<Value>>(),
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default()
}

fn result(sheet: &Sheet<'_>, notice: &Notice) -> Value {
    let level = match notice.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    };
    let text = std::iter::once(notice.message.as_str())
        .chain(notice.notes.iter().map(String::as_str))
        .collect::<Vec<_>>()
        .join("\n");
    let file = json!({ "uri": uri(&path(sheet, notice)) });
    let mut places = notice.spots.iter().map(|spot| location(&file, spot));
    let first = places.next().unwrap_or_else(|| json!({ "physicalLocation": { "artifactLocation": file } }));
    let mut result = json!({
        "ruleId": notice.code,
        "level": level,
        "message": message(&text, notice.said.first()),
        "locations": [first],
        "relatedLocations": places.collect::<Vec<Value>>(),
    });
    if !notice.said.is_empty() {
        result["properties"] =
            json!({ "said": notice.said.iter().map(|said| &said.value).collect::<Vec<_>>() });
    }
    // Tools know a finding again by this, whatever line it moved to.
    if !notice.id.is_empty() {
        result["partialFingerprints"] = json!({ "finding/v1": notice.id });
    }
    result
}

fn location(file: &Value, spot: &Spot) -> Value {
    let column = |byte: usize| spot.text.get(..byte).map_or(1, |before| before.chars().count() + 1);
    json!({
        "physicalLocation": {
            "artifactLocation": file,
            "region": {
                "startLine": spot.line,
                "startColumn": column(spot.range.start),
                "endColumn": column(spot.range.end).max(column(spot.range.start) + 1),
            },
        },
        "message": { "text": if spot.label.is_empty() { &spot.place } else { &spot.label } },
    })
}

/// A path as a relative URI: everything but unreserved characters and slashes escaped.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
