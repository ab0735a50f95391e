//! Rows whose cells stand between bars, as Markdown writes them: `| 合计 | 1,234.56 |`.

/// The cells of such a row, as bytes from and to within the line, without outer white space. A bar at the start and
/// one at the end belong to no cell; a bar behind a backslash is text.
pub fn bar_cells(line: &str) -> Vec<(usize, usize)> {
    let start = line.len() - line.trim_start().len();
    let end = line.trim_end().len().max(start);
    let mut cuts: Vec<usize> = Vec::new();
    let mut escaped = false;
    for (at, byte) in line.as_bytes()[start..end].iter().enumerate() {
        if *byte == b'|' && !escaped {
            cuts.push(start + at);
        }
        escaped = *byte == b'\\' && !escaped;
    }
    let first = if cuts.first() == Some(&start) { cuts.remove(0) + 1 } else { start };
    let last = if cuts.last().is_some_and(|cut| cut + 1 == end) { cuts.pop().unwrap_or(end) } else { end };
    let mut cells = Vec::with_capacity(cuts.len() + 1);
    let mut from = first;
    for to in cuts.into_iter().chain([last.max(first)]) {
        let cell = &line[from..to];
        let lead = cell.len() - cell.trim_start_matches(' ').len();
        cells.push((from + lead, from + cell.trim_end_matches(' ').len().max(lead)));
        from = to + 1;
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_hold_cells_apart() {
        let cells = |line: &str| -> Vec<String> {
            bar_cells(line).into_iter().map(|(from, to)| line[from..to].to_owned()).collect()
        };
        assert_eq!(cells("| 合计 | 1.00 |"), ["合计", "1.00"]);
        assert_eq!(cells("  |a||  |"), ["a", "", ""]);
        assert_eq!(cells("a | b \\| c"), ["a", "b \\| c"]);
        assert_eq!(cells("|"), [""]);
        assert_eq!(cells("||"), [""]);
        assert_eq!(cells(""), [""]);
    }
}
