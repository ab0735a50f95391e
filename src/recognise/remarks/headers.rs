//! Whom headers and captions name, and the year of headings.

use std::collections::BTreeMap;

use super::Text;
use crate::document::{Locator, clean, squeeze};
use crate::model::{Kind, Remark, Says};
use crate::taxonomy::{said_pattern, said_words, says};

/// A longer line is no heading, in characters.
const LONGEST_HEADING: usize = 40;

/// Finds both, line by line.
pub(super) fn find(text: &Text<'_>, found: &mut Vec<Remark>) {
    let own = text.identity.kinds.first().copied();
    let mut named: BTreeMap<String, bool> = BTreeMap::new();
    for (line, raw) in (1_u32..).zip(&text.document.source) {
        let cleaned = clean(raw);
        if let Some(name) = name_in(&cleaned) {
            let key = bare(&name);
            let in_text = *named.entry(key).or_insert_with_key(|key| is_in_sentences(text, key));
            let says = Says::HeaderBody { name: name.clone(), in_text };
            found.push(Remark { says, locator: Locator::Line(line), quote: name, within: None });
        }
        let squeezed = squeeze(&cleaned);
        if let Some(year) = year_of(&squeezed, own) {
            let says = Says::HeadingYear(year);
            found.push(Remark { says, locator: Locator::Line(line), quote: squeezed, within: None });
        }
    }
}

/// The body that a line of a header names.
fn name_in(line: &str) -> Option<String> {
    let name = said_pattern("header_body")?.captures(line)?.get(1)?.as_str().trim().to_owned();
    said_pattern("body_name")?.is_match(&squeeze(&name)).then_some(name)
}

/// A name without brackets, spaces and the words beside a name.
fn bare(name: &str) -> String {
    let squeezed = squeeze(name);
    said_pattern("beside_name")
        .map_or_else(|| squeezed.clone(), |pattern| pattern.replace_all(&squeezed, "").into_owned())
}

/// Whether a sentence holds a name: headers are paragraphs too.
fn is_in_sentences(text: &Text<'_>, name: &str) -> bool {
    let mut texts = text.prose.iter().map(|passage| passage.paragraph.text.as_str());
    texts.any(|text| text.contains('。') && squeeze(text).contains(name))
}

/// The year of a heading over an account or a budget, by the kind of the document.
fn year_of(text: &str, kind: Option<Kind>) -> Option<i32> {
    let (own, other) = match kind? {
        Kind::Budget => ("预算", ""),
        Kind::Final => ("决算", "预算"),
        _ => return None,
    };
    let short = text.chars().take(LONGEST_HEADING + 1).count() <= LONGEST_HEADING;
    if !short || !text.contains(own) || text.contains(['，', '。', '；', '\t']) {
        return None;
    }
    let mut years = said_pattern("year")?.find_iter(text);
    let (found, None) = (years.next()?, years.next()) else { return None };
    let mut endings = said_words("heading_ending").iter().flat_map(|row| &row.words);
    let plain = text.replace("预决算", "");
    // An account's heading may speak of the fund whose account it is, 一般公共预算财政拨款支出决算表, but of no budget.
    let of_a_budget = !other.is_empty()
        && plain.contains(other)
        && !text.contains("预算财政拨款")
        && !text.contains("预算支出决算");
    if !endings.any(|ending| text.ends_with(ending)) || says("heading_other", text) || of_a_budget {
        return None;
    }
    found.as_str().get(..4)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_name_the_year_of_what_follows() {
        assert_eq!(year_of("2021年部门决算", Some(Kind::Final)), Some(2021));
        assert_eq!(year_of("2021年一般公共预算财政拨款支出决算表", Some(Kind::Final)), Some(2021));
        assert_eq!(year_of("2021年部门预算编制说明", Some(Kind::Budget)), Some(2021));
        for text in
            ["2021年预算执行情况说明", "与2021年决算比较说明", "2020年和2021年部门决算", "2021年预算表"]
        {
            assert_eq!(year_of(text, Some(Kind::Final)), None, "{text}");
        }
    }

    #[test]
    fn captions_name_bodies() {
        assert_eq!(name_in("单位名称：青溪市文化馆\t单位：万元").as_deref(), Some("青溪市文化馆"));
        assert_eq!(name_in("部门：青溪市水务局（本级）").as_deref(), Some("青溪市水务局（本级）"));
        assert_eq!(name_in("部门：万元"), None);
        assert_eq!(bare("青溪市水务局（本级）"), "青溪市水务局");
    }
}
