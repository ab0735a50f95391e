//! Funds that titles and notes name: the words are rows of the data file.

use std::sync::LazyLock;

use crate::model::Fund;

/// Word and fund.
static WORDS: LazyLock<Vec<(&'static str, Fund)>> = LazyLock::new(|| {
    include_str!("data/funds.csv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split(',');
            Some((cells.next()?, Fund::from_id(cells.next()?)?))
        })
        .collect()
});

/// The funds that words name, each once.
pub fn funds_in(words: &str) -> Vec<Fund> {
    let mut found: Vec<Fund> =
        WORDS.iter().filter(|(word, _)| words.contains(word)).map(|(_, fund)| *fund).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The one fund that words name; `None` for none and for several.
pub fn only_fund_in(words: &str) -> Option<Fund> {
    match funds_in(words).as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_one_fund_or_none() {
        assert_eq!(only_fund_in("政府性基金预算财政拨款收入支出决算表"), Some(Fund::GovFund));
        assert_eq!(only_fund_in("国有资本经营预算支出表"), Some(Fund::StateCapital));
        assert_eq!(only_fund_in("一般公共预算、政府性基金预算支出表"), None);
        assert_eq!(only_fund_in("部门收支总表"), None);
        assert_eq!(funds_in("本单位没有政府性基金预算和国有资本经营预算。").len(), 2);
    }
}
