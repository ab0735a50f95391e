//! Patterns of words as they stand in data files: `{a|b|}` is each of its alternatives. The build script writes them all out,
//! so it shares this file with the program and nothing here knows anything else of either.

/// The rows of a file: what is neither empty nor a remark. Rows are known by their place among these.
pub(crate) fn rows(file: &str) -> impl Iterator<Item = &str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The pattern of a row of `data/prose.csv`.
pub(crate) fn pattern_of(row: &str) -> &str {
    row.split(',').nth(1).unwrap_or_default()
}

/// The first alternatives of a pattern: what stands before them, they themselves, what follows.
fn split(pattern: &str) -> Option<(&str, impl Iterator<Item = &str>, &str)> {
    let open = pattern.find('{')?;
    let close = pattern[open..].find('}').map(|at| open + at)?;
    Some((&pattern[..open], pattern[open + 1..close].split('|'), &pattern[close + 1..]))
}

/// Writes out `{a|b|}`: every combination of the alternatives.
pub(crate) fn expand(pattern: &str) -> Vec<String> {
    let Some((before, choices, behind)) = split(pattern) else { return vec![pattern.to_owned()] };
    let tails = expand(behind);
    choices.flat_map(|choice| tails.iter().map(move |tail| format!("{before}{choice}{tail}"))).collect()
}

/// The first of the words that a pattern gives, in the order of characters. Nothing is no word, but where something stands
/// before the pattern.
pub(crate) fn least(pattern: &str, nothing_will_do: bool) -> Option<String> {
    let Some((before, choices, behind)) = split(pattern) else {
        return (nothing_will_do || !pattern.is_empty()).then(|| pattern.to_owned());
    };
    let word = |choice: &str| {
        let head = format!("{before}{choice}");
        let tail = least(behind, nothing_will_do || !head.is_empty())?;
        Some(head + &tail)
    };
    choices.filter_map(word).min()
}
