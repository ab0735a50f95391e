//! Automatic numbers: the `一、` that stands on the page but not in the text of a paragraph.

use std::collections::BTreeMap;

use super::super::markup::{Markup, Tag};

/// Levels of a list.
const LEVELS: usize = 9;

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// The lists by their ids.
    lists: BTreeMap<String, Vec<Level>>,
    /// What a paragraph names: the list behind it, and where it counts anew.
    uses: BTreeMap<String, Use>,
    /// Lists that paragraph styles bring along.
    styles: BTreeMap<String, Style>,
    /// How far each list has counted.
    counts: BTreeMap<String, [u32; LEVELS]>,
}

#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: String,
    text: String,
}

#[derive(Debug, Clone, Default)]
struct Use {
    list: String,
    starts: BTreeMap<usize, u32>,
    begun: bool,
}

#[derive(Debug, Clone, Default)]
struct Style {
    based_on: String,
    mark: Mark,
}

/// What a paragraph or a style says of its number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// The list; `0` is none.
    pub(super) list: Option<String>,
    /// The level, from 0.
    pub(super) level: Option<usize>,
}

impl Mark {
    /// Takes what a tag inside `numPr` says.
    pub(super) fn take(&mut self, tag: &Tag) {
        match tag.name() {
            "numId" => self.list = tag.attribute("val"),
            "ilvl" => self.level = tag.number("val"),
            _ => {}
        }
    }
}

impl Numbering {
    /// Reads `numbering.xml`. Broken text gives the lists before the break.
    pub(super) fn read_lists(&mut self, xml: &str) {
        let mut markup = Markup::new(xml);
        let mut list = String::new();
        let mut number = String::new();
        let mut level = None;
        while let Some(tag) = markup.next_tag() {
            match tag.name() {
                "abstractNum" => {
                    list = tag.attribute("abstractNumId").unwrap_or_default();
                    number.clear();
                    self.lists.insert(list.clone(), vec![Level::default(); LEVELS]);
                }
                "num" => {
                    number = tag.attribute("numId").unwrap_or_default();
                    self.uses.insert(number.clone(), Use::default());
                }
                "abstractNumId" => {
                    if let Some(used) = self.uses.get_mut(&number) {
                        used.list = tag.attribute("val").unwrap_or_default();
                    }
                }
                "lvl" | "lvlOverride" => level = tag.number::<usize>("ilvl"),
                "startOverride" => {
                    if let (Some(used), Some(at), Some(start)) =
                        (self.uses.get_mut(&number), level, tag.number("val"))
                    {
                        used.starts.insert(at, start);
                    }
                }
                name @ ("start" | "numFmt" | "lvlText") if number.is_empty() => {
                    let lists = &mut self.lists;
                    let Some(one) = level.and_then(|at| lists.get_mut(&list)?.get_mut(at)) else { continue };
                    match name {
                        "start" => one.start = tag.number("val").unwrap_or(0),
                        "numFmt" => one.format = tag.attribute("val").unwrap_or_default(),
                        _ => one.text = tag.attribute("val").unwrap_or_default(),
                    }
                }
                _ => {}
            }
        }
    }

    /// Reads the lists of paragraph styles from `styles.xml`.
    pub(super) fn read_styles(&mut self, xml: &str) {
        let mut markup = Markup::new(xml);
        let mut id = String::new();
        while let Some(tag) = markup.next_tag() {
            match tag.name() {
                "style" => {
                    id = tag.attribute("styleId").unwrap_or_default();
                    self.styles.insert(id.clone(), Style::default());
                }
                name @ ("basedOn" | "numId" | "ilvl") => {
                    let Some(style) = self.styles.get_mut(&id) else { continue };
                    match name {
                        "basedOn" => style.based_on = tag.attribute("val").unwrap_or_default(),
                        _ => style.mark.take(&tag),
                    }
                }
                _ => {}
            }
        }
    }

    /// The number in front of the next paragraph, counted on; empty where it has none.
    pub(super) fn next(&mut self, own: &Mark, style: &str) -> String {
        let inherited = self.inherited(style);
        let list = own.list.clone().or(inherited.list).unwrap_or_default();
        let level = own.level.or(inherited.level).unwrap_or(0).min(LEVELS - 1);
        let Some(used) = self.uses.get_mut(&list).filter(|_| list != "0") else { return String::new() };
        let Some(levels) = self.lists.get(&used.list) else { return String::new() };
        let counts = self.counts.entry(used.list.clone()).or_insert([0; LEVELS]);
        if !std::mem::replace(&mut used.begun, true) {
            // A list used anew with a start of its own counts from there.
            for (at, start) in &used.starts {
                if let Some(count) = counts.get_mut(*at) {
                    *count = start.saturating_sub(1);
                }
            }
        }
        for at in 0..=level {
            // A level above that was never used counts as its first.
            let first = levels[at].start.max(u32::from(levels[at].format != "decimal"));
            if at == level {
                counts[at] = if counts[at] == 0 { first } else { counts[at].saturating_add(1) };
            } else if counts[at] == 0 {
                counts[at] = first;
            }
        }
        counts[level + 1..].fill(0);
        label(levels, counts, level)
    }

    fn inherited(&self, style: &str) -> Mark {
        let mut mark = Mark::default();
        let mut id = style;
        for _ in 0..LEVELS {
            let Some(found) = self.styles.get(id) else { break };
            mark.list = mark.list.or_else(|| found.mark.list.clone());
            mark.level = mark.level.or(found.mark.level);
            id = &found.based_on;
        }
        mark
    }
}

/// `第%1条` with its counts filled in. A bullet is no number.
fn label(levels: &[Level], counts: &[u32; LEVELS], level: usize) -> String {
    if matches!(levels[level].format.as_str(), "bullet" | "none") {
        return String::new();
    }
    let mut out = String::new();
    let mut chars = levels[level].text.chars();
    while let Some(c) = chars.next() {
        let digit = if c == '%' { chars.next().and_then(|c| c.to_digit(10)) } else { None };
        match digit.and_then(|digit| (digit as usize).checked_sub(1)).filter(|at| *at < LEVELS) {
            Some(at) => out.push_str(&numeral(&levels[at].format, counts[at])),
            None => out.push(c),
        }
    }
    // Between Latin digits and the text stands white space on the page; behind 、 and ） it does not matter.
    if out.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        out.push(' ');
    }
    out
}

/// A count as the list writes it. Kinds that disclosures do not use are written as digits.
pub(in super::super) fn numeral(format: &str, count: u32) -> String {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCountingThousand"
        | "taiwaneseCounting"
        | "ideographDigital" => chinese(count),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            char::from_u32(0x2460 + count.saturating_sub(1))
                .filter(|_| (1..=20).contains(&count))
                .map_or_else(|| count.to_string(), String::from)
        }
        "upperLetter" | "lowerLetter" => {
            let first = if format == "upperLetter" { b'A' } else { b'a' };
            let at = u8::try_from(count.saturating_sub(1) % 26).unwrap_or(0);
            char::from(first + at).to_string()
        }
        _ => count.to_string(),
    }
}

/// 一, 十, 十一, 二十, 一百零五 … up to 999; beyond in digits.
fn chinese(count: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u32| DIGITS[(n % 10) as usize];
    match count {
        0..=9 => digit(count).to_owned(),
        10..=99 => {
            let tens = if count < 20 { "" } else { digit(count / 10) };
            let ones = if count.is_multiple_of(10) { "" } else { digit(count) };
            format!("{tens}十{ones}")
        }
        100..=999 => {
            let (rest, hundreds) = (count % 100, digit(count / 100));
            match rest {
                0 => format!("{hundreds}百"),
                1..=9 => format!("{hundreds}百零{}", digit(rest)),
                10..=19 => format!("{hundreds}百一{}", chinese(rest)),
                _ => format!("{hundreds}百{}", chinese(rest)),
            }
        }
        _ => count.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numerals() {
        for (count, text) in
            [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (105, "一百零五"), (112, "一百一十二")]
        {
            assert_eq!(chinese(count), text);
        }
    }

    #[test]
    fn lists_count_on_and_levels_below_start_again() {
        let mut numbering = Numbering::default();
        numbering.read_lists(
            r#"<w:numbering><w:abstractNum w:abstractNumId="7">
              <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
              <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
            </w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
            <w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>"#,
        );
        numbering.read_styles(
            r#"<w:styles><w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
               <w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>"#,
        );
        let mark = |list: &str, level| Mark { list: Some(list.into()), level: Some(level) };
        assert_eq!(numbering.next(&mark("3", 0), ""), "一、");
        assert_eq!(numbering.next(&mark("3", 1), ""), "一.1 ");
        assert_eq!(numbering.next(&mark("3", 1), ""), "一.2 ");
        assert_eq!(numbering.next(&Mark::default(), "b"), "二、");
        assert_eq!(numbering.next(&mark("3", 1), ""), "二.1 ");
        assert_eq!(numbering.next(&mark("4", 0), ""), "五、");
        assert_eq!(numbering.next(&mark("0", 0), "b"), "");
        assert_eq!(numbering.next(&Mark::default(), ""), "");
    }
}
