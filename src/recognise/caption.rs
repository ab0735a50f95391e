//! Captions: what the lines between a title and its table say, and what a title is.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Line, clean, squeeze, with_year, year_of};
use crate::model::{Statement, Unit};
use crate::taxonomy::{self, LabelKind, SaidUnit, label_words};

use super::section::regex;

/// What the lines between title and table say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Caption {
    /// The unit's name as printed.
    pub(crate) entity: String,
    /// The unit of money.
    pub(crate) unit: Option<Unit>,
    /// Whether a unit is printed that the contract has no word for, or more than one.
    pub(crate) odd_unit: bool,
    /// A year.
    pub(crate) year: Option<i32>,
}

/// The most characters of the second line of a caption word that is broken over two.
pub(crate) const BROKEN: usize = 2;

/// The least characters of the first line of a title that goes on in a second, where the second names a table by itself.
const LONG_TITLE: usize = 20;

/// The most characters of a label whose value was left out.
const EMPTY_LABEL: usize = 9;

static ENTITY: LazyLock<Regex> = LazyLock::new(|| {
    let labels = label_words(LabelKind::Entity).join("|");
    regex(&format!(
        r"^\s*(?:\S{{0,8}}表[\s　]+)?(?:{labels})(?:（公章）)?\s*[:：]\s*([^\s:：]+?)(?:\s|(?:金额|货币|计量)?单位\s*[:：]|[:：]|$)",
    ))
});
static YEAR: LazyLock<Regex> = LazyLock::new(|| regex(&with_year(r"(<year>)\s*年")));
pub(crate) static NUMBERING: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:[#*\s]*)(?:(?:附\s*表|附\s*件|公\s*开|表)\s*[.．]?\s*(?:\d+|[一二三四五六七八九十]+)(?:\s*[-－]\s*\d+)?\s*(?:表)?|(?:\d+|[一二三四五六七八九十]+)\s*[.．、])\s*[:：、.．]?\s*",
    )
});

static CONTINUATION: LazyLock<Regex> = LazyLock::new(|| {
    // The layout may spread the characters of a word.
    let spread = |word: &String| word.chars().map(String::from).collect::<Vec<_>>().join(r"\s*");
    let words: Vec<String> = label_words(LabelKind::Continued).iter().map(spread).collect();
    let words = words.join("|");
    regex(&format!(r"[（(]?\s*(?:{words})\s*(?:\d+|[一二三四五六七八九十]+)?\s*[)）]?\s*$"))
});

impl Caption {
    /// Reads one line or cell.
    pub(crate) fn of_text(text: &str) -> Self {
        // In a narrow cell the words are broken over lines.
        let text = &*text.replace('\n', "");
        let mut caption = Self::default();
        caption.says(taxonomy::stated_unit(text));
        if let Some(found) = ENTITY.captures(text) {
            let name = squeeze(&found[1]);
            // `单位：万` is a unit that goes on in the next line.
            let of_unit = name.chars().all(|c| "人民币百千万亿元".contains(c)) || name.chars().count() < 2;
            if !of_unit && taxonomy::stated_unit(&format!("单位：{name}")).is_none() {
                caption.entity = name;
            }
        }
        if caption.says_unit() || !caption.entity.is_empty() {
            caption.year = YEAR.captures(text).and_then(|found| year_of(&found[1]));
        }
        caption
    }

    /// Takes the unit that a text says.
    pub(crate) fn says(&mut self, unit: Option<SaidUnit>) {
        match unit {
            Some(SaidUnit::Known(unit)) => self.unit = Some(unit),
            Some(SaidUnit::Odd) => self.odd_unit = true,
            None => {}
        }
    }

    /// Whether a unit of money is printed.
    pub(crate) fn says_unit(&self) -> bool {
        self.unit.is_some() || self.odd_unit
    }

    pub(crate) fn add(&mut self, other: Caption) {
        if self.entity.is_empty() {
            self.entity = other.entity;
        }
        // 支出表（单位：元） above 单位：万元: nobody knows which holds.
        let contradicts = self.unit.zip(other.unit).is_some_and(|(one, other)| one != other);
        self.unit = self.unit.or(other.unit).filter(|_| !contradicts);
        self.odd_unit |= other.odd_unit || contradicts;
        self.year = self.year.or(other.year);
    }
}

/// A title without numbering and markup, or `None` where the line is a sentence.
pub(crate) fn clean_title(text: &str) -> Option<String> {
    let text = clean(text);
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '#' | '-'));
    let text = NUMBERING.replace(text, "");
    let title = squeeze(&text);
    let title = without_caption(&title).to_owned();
    let short = title.chars().count() <= 45 && !title.is_empty();
    let sentence = title.contains(['。', '，', '；', ',', ';', '!', '！']) || title.ends_with(['：', ':']);
    (short && !sentence).then_some(title)
}

/// A title without the caption that stands beside it in one line: 支出决算表　单位：万元.
fn without_caption(title: &str) -> &str {
    // A caption has a colon.
    let Some(colon) = title.find([':', '：']) else { return title };
    let ends = title.match_indices('表').map(|(at, end)| at + end.len()).filter(|end| *end < colon);
    let mut heads = ends.map(|end| title.split_at(end)).filter(|(_, rest)| {
        let caption = Caption::of_text(rest);
        caption.says_unit() || !caption.entity.is_empty()
    });
    // The first end: 公开08表 may stand between.
    heads.next().map_or(title, |(head, _)| head)
}

/// A title without the words that say that its table goes on: 支出预算总表（续表）.
pub(crate) fn without_continuation(title: &str) -> String {
    CONTINUATION.replace(title, "").into_owned()
}

/// Whether a title says that its table goes on from another.
pub(crate) fn goes_on(title: &str) -> bool {
    CONTINUATION.is_match(title)
}

/// The title that two lines make together, where the first breaks off: it ends with nothing that ends a title, and alone
/// names no table. `own` is what the second line is by itself.
pub(crate) fn broken_title(
    above: &Line,
    line: &Line,
    own: Option<&(String, Statement)>,
) -> Option<(String, Statement)> {
    let first = clean_title(&above.text)?;
    let least = if own.is_some() { LONG_TITLE } else { BROKEN };
    let ends = first.ends_with(['表', '）', ')']) || taxonomy::statement_of(&first).is_some();
    let caption = [above, line].iter().any(|line| {
        let caption = Caption::of_text(&line.text);
        caption.says_unit() || !caption.entity.is_empty()
    });
    if ends || caption || line.gap > 0 || first.chars().count() <= least {
        return None;
    }
    let title = clean_title(&format!("{}{}", above.text.trim(), line.text.trim()))?;
    let statement = taxonomy::statement_of(&title).filter(|_| title.contains('表'))?;
    let is_new = own.is_none_or(|(_, alone)| *alone != statement);
    is_new.then_some((title, statement))
}

/// Whether a line may stand between a caption and its table: a date, a name, a number of a form, and no sentence.
pub(crate) fn may_stand_in_caption(line: &Line) -> bool {
    let text = line.text.trim();
    // The label of a form may have been left without its value: `单位名称：`. A sentence announces what follows.
    let announces =
        text.ends_with(['：', ':']) && (text.chars().count() > EMPTY_LABEL || text.contains('下'));
    text.chars().count() <= 60 && !text.contains(['。', '；']) && !announces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        for pattern in [&ENTITY, &YEAR, &NUMBERING, &CONTINUATION] {
            assert!(!pattern.as_str().is_empty());
        }
    }

    #[test]
    fn titles_lose_their_numbering() {
        for (text, title) in [
            ("表一：收支总表", "收支总表"),
            ("表 1-1 部门整体支出预算资金来源与调整情况", "部门整体支出预算资金来源与调整情况"),
            ("附件 5", ""),
            ("2020 年一般公共预算支出情况表", "2020年一般公共预算支出情况表"),
            ("一、收入支出决算总表", "收入支出决算总表"),
            ("公开01表 收入支出决算总表", "收入支出决算总表"),
            ("“三公”经费支出决算表 公开08表 单位：万元", "“三公”经费支出决算表"),
            ("项目支出表（部门：甲局）", "项目支出表（部门：甲局）"),
        ] {
            assert_eq!(clean_title(text).unwrap_or_default(), title, "{text}");
        }
        assert_eq!(clean_title("相关预算收入支出情况见表："), None);
    }

    #[test]
    fn captions_tell_units_from_names() {
        let caption = Caption::of_text("单位名称:深圳市甲区乙局（本级） 单位：万元");
        assert_eq!((caption.entity.as_str(), caption.unit), ("深圳市甲区乙局（本级）", Some(Unit::WanYuan)));
        assert_eq!(Caption::of_text("单位：元").unit, Some(Unit::Yuan));
        assert_eq!(Caption::of_text("单位：千元").unit, Some(Unit::QianYuan));
        assert!(Caption::of_text("单位：万美元").odd_unit);
        assert_eq!(Caption::of_text("实施单位:").entity, "");
        let caption = Caption::of_text("单位名称：甲区乙局（本级）单位：万元");
        assert_eq!((caption.entity.as_str(), caption.unit), ("甲区乙局（本级）", Some(Unit::WanYuan)));
        let caption = Caption::of_text("单位：万\n元");
        assert_eq!((caption.entity.as_str(), caption.unit), ("", Some(Unit::WanYuan)));
    }
}
