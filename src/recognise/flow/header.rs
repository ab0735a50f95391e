//! The header of a table in a broken flow. Its words are printed level by level from the top, each cell broken over
//! lines, down to one character a line. The words are a closed list; what spans what is known; so the columns
//! follow, left to right.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::key;

use super::super::section::regex;

/// A header word with the words that may span it.
struct Known {
    text: String,
    key: String,
    parents: Vec<String>,
}

static WORDS: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let lines = include_str!("../../taxonomy/data/flow_headers.csv").lines();
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let (word, parents) = line.rsplit_once(',').unwrap_or((line, ""));
            Known {
                text: word.to_owned(),
                key: key(word),
                parents: parents.split('|').filter(|p| !p.is_empty()).map(key).collect(),
            }
        })
        .collect()
});
static YEAR: LazyLock<Regex> = LazyLock::new(|| regex(r"20\d\d年(?:度)?"));
static REMARK: LazyLock<Regex> = LazyLock::new(|| regex(r"\((?:按|科目编列)[^)]*\)"));

/// The words of a header in printed order, with what is left of the text behind them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Words<'t> {
    /// The words.
    pub(super) words: Vec<&'static str>,
    /// Text between or behind the words that is none of them.
    pub(super) rest: Option<&'t str>,
}

/// A header text ready for cutting: a key without years and remarks.
pub(super) fn normalise(text: &str) -> String {
    let key = key(text);
    let key = YEAR.replace_all(&key, "");
    REMARK.replace_all(&key, "").into_owned()
}

/// Cuts a normalised header into words, longest first, from the start; stops at the first text that is no word.
pub(super) fn cut(text: &str) -> Words<'_> {
    // best[i]: the fewest words that make up the first i bytes.
    let mut best: Vec<Option<(usize, usize)>> = vec![None; text.len() + 1];
    best[0] = Some((0, usize::MAX));
    for at in 0..text.len() {
        let Some((count, _)) = best[at] else { continue };
        for (index, word) in WORDS.iter().enumerate() {
            if text[at..].starts_with(word.key.as_str()) {
                let end = at + word.key.len();
                if best[end].is_none_or(|(known, _)| count + 1 < known) {
                    best[end] = Some((count + 1, index));
                }
            }
        }
    }
    let end = (0..=text.len()).rev().find(|at| best[*at].is_some()).unwrap_or(0);
    let mut words = Vec::new();
    let mut at = end;
    while at > 0 {
        let Some((_, index)) = best[at] else { break };
        words.push(WORDS[index].text.as_str());
        at -= WORDS[index].key.len();
    }
    words.reverse();
    let rest = &text[end..];
    Words { words, rest: (!rest.is_empty()).then_some(rest) }
}

/// A column: its words from the outermost spanning word to its own.
pub(super) type Path = Vec<String>;

/// The columns, left to right, of a header given as words printed level by level.
pub(super) fn columns(words: &[&'static str]) -> Vec<Path> {
    let parents: Vec<Option<usize>> = (0..words.len()).map(|at| parent(words, at)).collect();
    let mut columns = Vec::new();
    for root in (0..words.len()).filter(|at| parents[*at].is_none()) {
        descend(words, &parents, root, &mut Vec::new(), &mut columns);
    }
    columns
}

fn descend(
    words: &[&'static str],
    parents: &[Option<usize>],
    at: usize,
    path: &mut Path,
    columns: &mut Vec<Path>,
) {
    path.push(words[at].to_owned());
    let mut children = (0..words.len()).filter(|child| parents[*child] == Some(at)).peekable();
    if children.peek().is_none() {
        columns.push(path.clone());
    }
    for child in children {
        descend(words, parents, child, path, columns);
    }
    path.pop();
}

/// The word that spans another: the nearest of its possible parents that was printed above it.
fn parent(words: &[&'static str], at: usize) -> Option<usize> {
    let known = WORDS.iter().find(|known| known.text == words[at])?;
    if known.key == "小计" {
        // A subtotal stands before its sisters and shares their parent. Where the word that spans them was lost,
        // what the sisters are part of is the subtotal itself.
        let sister = at + 1;
        return (sister < words.len()).then(|| parent(words, sister)).flatten();
    }
    let position = |wanted: &String| words[..at].iter().rposition(|word| key(word) == *wanted);
    known.parents.iter().find_map(position)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<String> {
        let text = normalise(text);
        let words = cut(&text);
        assert_eq!(words.rest, None, "{text}");
        columns(&words.words).iter().map(|path| path.join(">")).collect()
    }

    #[test]
    fn levels_become_columns() {
        let found = paths(
            "预算单位收入总计本年收入上年结转政府预算拨款财政专户管理资金单位资金一般公共预算拨款政府性基金预算拨款\
             国有资本经营预算拨款事业收入事业单位经营收入上级补助收入附属单位上缴收入其他收入小计基本支出拨款\
             履职类项目拨款财政专项资金拨款政府投资项目拨款",
        );
        assert_eq!(found.len(), 16);
        assert_eq!(found[2], "本年收入>政府预算拨款>一般公共预算拨款>小计");
        assert_eq!(found[7], "本年收入>政府预算拨款>政府性基金预算拨款");
        assert_eq!(found[9], "本年收入>财政专户管理资金");
        assert_eq!(found[14], "本年收入>单位资金>其他收入");
        assert_eq!(found[15], "上年结转");
    }

    #[test]
    fn a_subtotal_belongs_to_what_its_sisters_belong_to() {
        let found = paths(
            "支出项目类别总计政府预算拨款财政专户管理资金单位资金上年结转小计一般公共预算拨款政府性基金预算拨款国有资本经营预算拨款事业收入",
        );
        assert_eq!(found[2], "政府预算拨款>小计");
        assert_eq!(found[3], "政府预算拨款>一般公共预算拨款");
        assert_eq!(found[6], "财政专户管理资金");
        assert_eq!(found[8], "上年结转");
    }

    #[test]
    fn what_is_no_header_word_is_left_over() {
        let text = normalise("预算单位年度深圳市甲区乙局");
        let words = cut(&text);
        assert_eq!(words.words, ["预算单位", "年度"]);
        assert_eq!(words.rest, Some("深圳市甲区乙局"));
    }
}
