//! For programs: one JSON object with the notices and what was checked.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Sheet;
use mingzhang::notice::{Notice, Spot};

/// The notices as JSON.
pub(super) fn print(sheet: &Sheet<'_>) -> String {
    let mut rules: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for (rule, tally) in sheet.tallies {
        let row = rules.entry(rule).or_default();
        *row.entry("due").or_default() += tally.due;
        for (verdict, count) in &tally.verdicts {
            *row.entry(verdict.id()).or_default() += count;
        }
    }
    let notices: Vec<Value> = sheet.notices.iter().map(|one| notice(one)).collect();
    let whole = json!({ "root": sheet.root, "notices": notices, "checks": rules });
    // A value made of strings and numbers always serialises.
    serde_json::to_string_pretty(&whole).unwrap_or_default()
}

fn notice(notice: &Notice) -> Value {
    let message = notice.said.first().map(|said| said.value.clone());
    json!({
        "id": notice.id,
        "code": notice.code,
        "severity": notice.severity.id(),
        "state": notice.verdict.map(|verdict| verdict.id()),
        "document": notice.document,
        "message": message.unwrap_or_else(|| json!({ "key": notice.key, "text": notice.message })),
        "remarks": notice.said.iter().skip(1).map(|said| &said.value).collect::<Vec<_>>(),
        "notes": notice.notes,
        "places": notice.spots.iter().map(place).collect::<Vec<_>>(),
    })
}

fn place(spot: &Spot) -> Value {
    json!({ "locator": spot.place, "line": spot.line, "label": spot.label, "text": spot.text.trim() })
}
