//! Words that stand right before or behind a number and say what it is: a unit, a limit, a part of a date, a reference. They
//! are rows of `data/around.csv`.

use std::sync::LazyLock;

use super::vocabulary::row::built_in;

/// What stands around numbers.
#[derive(Debug, Default)]
pub struct Around {
    /// Behind an amount: 万元.
    pub units: Vec<String>,
    /// Between an amount and what makes it a limit: （含）.
    pub fills: Vec<String>,
    /// Behind an amount, what makes it a limit: 以上.
    pub limits: Vec<String>,
    /// Behind a part of a date or a time: 月.
    pub dates: Vec<String>,
    /// Behind the number of a paper or a chapter: 号.
    pub references: Vec<String>,
    /// Before the number of a table or a line: 附件.
    pub numbered: Vec<String>,
}

static AROUND: LazyLock<Around> = LazyLock::new(|| {
    let rows = built_in(include_str!("data/around.csv"));
    let words = |meaning: &str| {
        let own = rows.iter().filter(|row| row.meaning == meaning);
        own.flat_map(|row| row.words.split('|')).map(str::to_owned).collect()
    };
    Around {
        units: words("unit"),
        fills: words("fill"),
        limits: words("limit"),
        dates: words("date"),
        references: words("reference"),
        numbered: words("numbered"),
    }
});

/// The words that stand around numbers and say what they are.
pub fn around_numbers() -> &'static Around {
    &AROUND
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_words() {
        let Around { units, fills, limits, dates, references, numbered } = around_numbers();
        for (words, one) in [
            (units, "万元"),
            (fills, "（含）"),
            (limits, "以 上"),
            (dates, "月"),
            (references, "号"),
            (numbered, "附件"),
        ] {
            assert!(
                words.iter().any(|word| word == one) && words.iter().all(|word| !word.is_empty()),
                "{one}"
            );
        }
    }
}
