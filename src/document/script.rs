//! Traditional characters that notices use, folded to simplified ones: for comparing words, never for what is shown.

use std::sync::LazyLock;

/// The characters that the table is for: those that have a traditional and a simplified form.
const FIRST: u32 = 0x4E00;
/// The last of them.
const LAST: u32 = 0x9FFF;

/// The simplified form of a character, or the character.
pub fn simplified(c: char) -> char {
    // Every character of every label is asked for: its place in the table is its own number.
    static FORMS: LazyLock<Vec<char>> = LazyLock::new(|| {
        let file: &'static str = include_str!("traditional.csv");
        let mut forms: Vec<char> = (FIRST..=LAST).filter_map(char::from_u32).collect();
        let rows = file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(','));
        for (from, to) in rows.filter_map(|(from, to)| Some((from.chars().next()?, to.chars().next()?))) {
            if let Some(form) = place(from).and_then(|at| forms.get_mut(at)) {
                *form = to;
            }
        }
        forms
    });
    place(c).and_then(|at| FORMS.get(at)).copied().unwrap_or(c)
}

fn place(c: char) -> Option<usize> {
    let number = u32::from(c).checked_sub(FIRST)?;
    usize::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use super::simplified;

    #[test]
    fn forms_are_folded_once() {
        let fold = |text: &str| text.chars().map(simplified).collect::<String>();
        assert_eq!(fold("預算與決算"), "预算与决算");
        assert_eq!(fold("预算 a１，\u{20000}"), "预算 a１，\u{20000}");
        let file = include_str!("traditional.csv").lines().filter(|line| !line.starts_with('#'));
        for (from, to) in file.filter_map(|line| line.split_once(',')) {
            assert_eq!(fold(from), to.trim(), "every row lies within the table");
        }
    }
}
