//! Withholding: where in a source the texts stand that must not be shown.

use std::collections::BTreeMap;

use super::clean;

/// What stands in place of a withheld text.
pub const WITHHELD: &str = "（已隐去）";

/// The parts of lines that must not be shown: bytes from and to, by line. Withheld texts are found whatever spaces
/// and line breaks stand in them.
pub fn hidden(source: &[String], withheld: &[String]) -> BTreeMap<u32, Vec<(usize, usize)>> {
    let mut hidden: BTreeMap<u32, Vec<(usize, usize)>> = BTreeMap::new();
    if withheld.is_empty() {
        return hidden;
    }
    // All characters that print something, cleaned one by one, each with its line and its bytes there.
    let mut flat = String::new();
    let mut places: Vec<(usize, u32, usize, usize)> = Vec::new();
    for (raw, line) in source.iter().zip(1_u32..) {
        for (at, c) in raw.char_indices() {
            let folded = clean(c.encode_utf8(&mut [0; 4]));
            let folded = folded.trim();
            if !folded.is_empty() {
                places.push((flat.len(), line, at, at + c.len_utf8()));
                flat.push_str(folded);
            }
        }
    }
    for text in withheld.iter().filter(|text| !text.is_empty()) {
        for (from, found) in flat.match_indices(text.as_str()) {
            let first = places.partition_point(|(offset, ..)| *offset < from);
            let last = places.partition_point(|(offset, ..)| *offset < from + found.len());
            for (_, line, start, end) in &places[first..last] {
                hidden.entry(*line).or_default().push((*start, *end));
            }
        }
    }
    for ranges in hidden.values_mut() {
        ranges.sort_unstable();
        let mut merged: Vec<(usize, usize)> = Vec::new();
        for (from, to) in ranges.drain(..) {
            match merged.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => merged.push((from, to)),
            }
        }
        *ranges = merged;
    }
    hidden
}

/// A line with its hidden parts replaced.
pub fn without(line: &str, ranges: &[(usize, usize)]) -> String {
    let mut out = String::with_capacity(line.len());
    let mut at = 0;
    for (from, to) in ranges {
        out.push_str(line.get(at..*from).unwrap_or_default());
        out.push_str(WITHHELD);
        at = *to;
    }
    out.push_str(line.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn withheld_texts_are_found_across_spaces_and_lines() {
        let source: Vec<String> =
            ["负责人：王 小", "明 电话 ０755-2566", "8888 共 3 人"].map(String::from).to_vec();
        let found = hidden(&source, &["王小明".into(), "0755-25668888".into()]);
        let text = |line: u32| -> Vec<String> {
            let raw = &source[line as usize - 1];
            found.get(&line).into_iter().flatten().map(|(from, to)| raw[*from..*to].to_owned()).collect()
        };
        assert_eq!(text(1), ["王", "小"]);
        assert_eq!(text(2), ["明", "０755-2566"]);
        assert_eq!(text(3), ["8888"]);
        assert_eq!(without(&source[2], &found[&3]), "（已隐去） 共 3 人");
    }
}
