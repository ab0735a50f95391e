//! Figures that a converter of pages set as formulas: `$1,260.50$`, `\\(20.5\\%\\)`.

/// A cell without the marks of formulas around its figures. A formula of more than figures stays as it is.
pub(super) fn without_math(cell: &str) -> String {
    let marked = cell.replace("\\(", "$").replace("\\)", "$");
    let parts: Vec<&str> = marked.split('$').collect();
    if parts.len() < 3 || parts.len().is_multiple_of(2) {
        return cell.to_owned();
    }
    let inner: Vec<String> = parts.iter().skip(1).step_by(2).map(|part| plain(part)).collect();
    let figures = |text: &String| {
        text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || ".,-+%()−△".contains(c))
    };
    if !inner.iter().all(figures) {
        return cell.to_owned();
    }
    let mut inner = inner.into_iter();
    parts
        .iter()
        .enumerate()
        .map(|(at, part)| if at % 2 == 1 { inner.next().unwrap_or_default() } else { (*part).to_owned() })
        .collect()
}

/// A formula without the commands that only set it.
fn plain(formula: &str) -> String {
    let mut text = formula.to_owned();
    for (command, printed) in [
        ("\\%", "%"),
        ("{,}", ","),
        ("\\,", ""),
        ("\\;", ""),
        ("\\triangle", "△"),
        ("\\Delta", "△"),
        ("\\mathbf", ""),
        ("\\mathrm", ""),
        ("\\text", ""),
        ("{", ""),
        ("}", ""),
        ("~", ""),
    ] {
        text = text.replace(command, printed);
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_lose_the_marks_of_formulas() {
        for (cell, text) in [
            ("$1,260.50$", "1,260.50"),
            ("$1{,}260.50$", "1,260.50"),
            ("\\(20.5\\%\\)", "20.5%"),
            ("$-$20.00", "-20.00"),
            ("$\\triangle 20.00$", "△ 20.00"),
            ("$\\mathbf{830.20}$", "830.20"),
            ("12.5", "12.5"),
        ] {
            assert_eq!(without_math(cell), text, "{cell}");
        }
        for cell in ["$x^2$", "$ 5", "US$5 和 US$6", "$a$ 5 $b$"] {
            assert_eq!(without_math(cell), cell);
        }
    }
}
