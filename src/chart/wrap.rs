//! Breaking a Chinese label into lines where a reader would break it.
//!
//! A break costs nothing after 、 or before 及, a little between words, a lot inside a word of the trade (公积金), and
//! is not offered inside a number, inside “三公”, before a closing bracket or after an opening one. Among all ways to
//! fill the fewest lines the cheapest and most even one is taken.
#![allow(clippy::float_arithmetic)] // widths are geometry

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::text::{Weight, advance, is_wide};

/// Words that lose their sense when a line ends inside them, apart by spaces.
const WORDS: &str = "\
    一般 公共 服务 政府 办公厅 办公室 相关 机构 事务 支出 收入 行政 事业 单位 运行 管理 组织 \
    档案馆 档案 科学 技术 社会 保障 就业 养老 基本 保险 缴费 职业 年金 离退休 卫生 健康 突发 \
    事件 应急 处理 医疗 住房 改革 公积金 购房 补贴 补助 津贴 工资 福利 商品 个人 家庭 资本性 \
    办公 购置 因公 出国 公务 用车 接待 维护 经费 项目 建设 升级 改版 门户 网站 政务 公开 \
    信息 材料 工作 业务 宣传 教育 监督 保密 干部 督查 绩效 指标 质量 数量 时效 成本 满意度 \
    效益 经济 生态 可持续 影响 对象 预算 决算 执行 完成 及时性 资产 固定 利用率 人员 控制率 \
    编制 合理性 规范性 完整性 明确性 制度 健全性 安全性 财政 拨款 资金 结转 结余 年初 全年 \
    年末 其他 委员会 人民 数据 管理局 中共 深圳市 本级 情况 重点 群众 信访 办理 供养 采购 \
    合规性 文化 旅游 体育 传媒 节能 环保 城乡 社区 交通 运输 自然 资源 海洋 气象 灾害 防治 \
    国有 经营 基金 智慧 全年预算 年初预算 调整预算 基本养老保险";

/// [`WORDS`] by their first character, the longest first.
static KNOWN: LazyLock<BTreeMap<char, Vec<Vec<char>>>> = LazyLock::new(|| {
    let mut known: BTreeMap<char, Vec<Vec<char>>> = BTreeMap::new();
    for word in WORDS.split_whitespace() {
        let word: Vec<char> = word.chars().collect();
        known.entry(word[0]).or_default().push(word);
    }
    known.values_mut().for_each(|words| words.sort_by_key(|word| std::cmp::Reverse(word.len())));
    known
});

/// Marks that must not begin a line.
const CLOSING: &str = "，。、；：！？）】》〉」』”’…—％‰%,.;:!?)]}·";
/// Marks that must not end a line.
const OPENING: &str = "（【《〈「『“‘([{￥¥";
/// Characters before which a break is welcome.
const JOINING: &str = "及和与或暨";

/// A break that nobody minds.
const GOOD: f64 = 0.0;
/// Between two words.
const FAIR: f64 = 1.0;
/// Between two characters of which nothing is known.
const PLAIN: f64 = 3.0;
/// Inside a word of the trade.
const POOR: f64 = 9.0;
/// Only where a single piece is wider than the line.
const LAST: f64 = 1000.0;

/// A character of a label with the cost of ending a line before it.
struct Piece {
    char: char,
    em: f64,
    cost: f64,
}

/// Breaks a label into at most `most` lines no wider than `width`. `None` when it does not fit without breaking
/// what must stay together, or only by ending more than one line inside a word.
pub fn wrap(text: &str, size: f64, weight: Weight, width: f64, most: usize) -> Option<Vec<String>> {
    let pieces = pieces(text, weight);
    let lines = fill(&pieces, width / size, Shape::Even)?;
    let poor = lines.iter().filter(|line| line.from > 0 && pieces[line.from].cost >= POOR).count();
    (lines.len() <= most && poor <= 1 && !lines.iter().any(|line| line.forced))
        .then(|| texts(&pieces, &lines))
}

/// Breaks a label into as many lines as it takes; a piece wider than the line is broken where the line ends.
pub fn wrap_all(text: &str, size: f64, weight: Weight, width: f64) -> Vec<String> {
    broken(text, size, weight, width, Shape::Even)
}

/// The phrases of a text: it may break between them, and inside them only where nothing else fits.
pub fn phrases(text: &str) -> Vec<String> {
    let mut phrases: Vec<String> = Vec::new();
    for piece in pieces(text, Weight::Bold) {
        match phrases.last_mut().filter(|_| piece.cost > FAIR) {
            Some(phrase) => phrase.push(piece.char),
            None => phrases.push(piece.char.to_string()),
        }
    }
    phrases
}

/// Breaks running text: lines are filled, and the last one ends where it ends.
pub fn wrap_running(text: &str, size: f64, weight: Weight, width: f64) -> Vec<String> {
    broken(text, size, weight, width, Shape::Running)
}

fn broken(text: &str, size: f64, weight: Weight, width: f64, shape: Shape) -> Vec<String> {
    let pieces = pieces(text, weight);
    match fill(&pieces, width / size, shape) {
        Some(lines) => texts(&pieces, &lines),
        None => vec![text.to_owned()],
    }
}

/// How the lines of a text are to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// About the same width: labels, headlines.
    Even,
    /// Full, but for the last one: notes.
    Running,
}

/// A line: the pieces `from..to`, and whether it begins at a break of last resort.
struct Line {
    from: usize,
    to: usize,
    forced: bool,
}

fn texts(pieces: &[Piece], lines: &[Line]) -> Vec<String> {
    lines
        .iter()
        .map(|line| pieces[line.from..line.to].iter().map(|piece| piece.char).collect::<String>())
        .map(|line| line.trim().to_owned())
        .collect()
}

/// The best lines: fewest first, then the cheapest breaks, then the most even widths. `None` when even one
/// character is wider than the line.
fn fill(pieces: &[Piece], width: f64, shape: Shape) -> Option<Vec<Line>> {
    let n = pieces.len();
    if width.is_nan() {
        return None;
    }
    // best[i]: cost of setting the pieces before i, and where the last of these lines begins.
    let mut best: Vec<Option<(f64, usize)>> = vec![None; n + 1];
    best[0] = Some((0.0, 0));
    for to in 1..=n {
        let mut used = 0.0;
        for from in (0..to).rev() {
            used += pieces[from].em;
            if used > width + 1e-6 {
                break;
            }
            let Some((before, _)) = best[from] else { continue };
            let slack = (width - used) / width;
            let broken = if from == 0 { 0.0 } else { pieces[from].cost };
            let uneven = match shape {
                Shape::Even => 12.0,
                Shape::Running if to == n => 0.0,
                Shape::Running => 400.0,
            };
            let cost = before + 40.0 + broken + uneven * slack * slack;
            if best[to].is_none_or(|(known, _)| cost < known - 1e-9) {
                best[to] = Some((cost, from));
            }
        }
    }
    let mut lines = Vec::new();
    let mut to = n;
    while to > 0 {
        let (_, from) = best[to]?;
        lines.push(Line { from, to, forced: from > 0 && pieces[from].cost >= LAST });
        to = from;
    }
    lines.reverse();
    Some(lines)
}

fn pieces(text: &str, weight: Weight) -> Vec<Piece> {
    let chars: Vec<char> = text.trim().chars().collect();
    let joints = joints(&chars);
    let kept = kept_together(&chars);
    // `95—100`: a range is one word.
    let range = |i: usize| {
        i >= 2 && chars[i - 1] == '—' && chars[i - 2].is_ascii_digit() && chars[i].is_ascii_digit()
    };
    // `2023 年`: the space belongs to the number.
    let spaced_unit = |i: usize| i >= 2 && chars[i - 2].is_ascii_digit() && is_wide(chars[i]);
    (0..chars.len())
        .map(|i| Piece {
            char: chars[i],
            em: advance(chars[i], weight),
            cost: if i == 0 {
                LAST
            } else {
                cost(chars[i - 1], chars[i], joints[i], kept[i] || range(i), spaced_unit(i))
            },
        })
        .collect()
}

/// What is known of the place between two Chinese characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// Inside a known word.
    Inside,
    /// Where a known word begins or ends.
    Edge,
    /// Nothing.
    Unknown,
}

/// The cost of ending a line between two characters.
fn cost(before: char, after: char, joint: Joint, kept: bool, spaced_unit: bool) -> f64 {
    if kept || CLOSING.contains(after) || OPENING.contains(before) {
        return LAST;
    }
    if before == ' ' && spaced_unit {
        return PLAIN;
    }
    if before == ' ' || "、，；。".contains(before) || OPENING.contains(after) || JOINING.contains(after)
    {
        return GOOD;
    }
    match (is_wide(before), is_wide(after)) {
        (true, true) if joint == Joint::Inside || JOINING.contains(before) => POOR,
        (true, true) if joint == Joint::Edge => FAIR,
        (true, true) => PLAIN,
        // Addresses.
        (false, false) if before == '/' && after.is_ascii_alphabetic() => FAIR,
        (false, false) => LAST,
        (true, false) => FAIR,
        // A unit stays with its number if it can.
        (false, true) => PLAIN,
    }
}

/// For every character, what is known of the place before it. The longest known word wins.
fn joints(chars: &[char]) -> Vec<Joint> {
    let mut joints = vec![Joint::Unknown; chars.len()];
    let mut i = 0;
    while i < chars.len() {
        let of_this_start = KNOWN.get(&chars[i]).map_or(&[][..], Vec::as_slice);
        let known = of_this_start.iter().find(|word| chars[i..].starts_with(word)).map(Vec::len);
        if let Some(len) = known {
            joints[i] = Joint::Edge;
            joints[i + 1..i + len].fill(Joint::Inside);
            if let Some(next) = joints.get_mut(i + len) {
                *next = Joint::Edge;
            }
        }
        i += known.unwrap_or(1);
    }
    joints
}

/// For every character, whether it belongs to the quoted or bracketed few characters before it.
fn kept_together(chars: &[char]) -> Vec<bool> {
    let mut kept = vec![false; chars.len()];
    for (open, close, most) in [('“', '”', 4), ('‘', '’', 4), ('《', '》', 4), ('（', '）', 3), ('(', ')', 4)]
    {
        for start in 0..chars.len() {
            if chars[start] != open {
                continue;
            }
            let end = chars[start..].iter().take(most + 2).position(|c| *c == close);
            if let Some(end) = end {
                kept[start + 1..=start + end].fill(true);
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, ems: f64) -> Vec<String> {
        wrap_all(text, 1.0, Weight::Regular, ems)
    }

    #[test]
    fn breaks_between_words() {
        assert_eq!(lines("机关事业单位基本养老保险缴费支出", 10.5), ["机关事业单位", "基本养老保险缴费支出"]);
        assert_eq!(lines("完成全年预算 59.6%", 4.2), ["完成", "全年预算", "59.6%"]);
        assert_eq!(
            lines("其他政府办公厅（室）及相关机构事务支出", 11.0),
            ["其他政府办公厅（室）", "及相关机构事务支出"]
        );
    }

    #[test]
    fn never_splits_three_public() {
        for ems in 4..12 {
            let lines = lines("罗湖区“三公”经费支出决算表", f64::from(ems));
            assert!(lines.iter().any(|line| line.contains("“三公”")), "{lines:?}");
        }
    }

    #[test]
    fn brackets_stay_with_their_neighbours() {
        for ems in 5..14 {
            for line in lines("公务用车购置及运行维护（含购置）费、因公出国（境）费用", f64::from(ems))
            {
                assert!(!line.starts_with(['）', '、']) && !line.ends_with('（'), "{line}");
            }
        }
    }

    #[test]
    fn numbers_stay_whole() {
        assert_eq!(lines("支出4,272.71万元", 7.0), ["支出", "4,272.71万元"]);
        assert_eq!(lines("罗湖区 2023 年决算", 6.0), ["罗湖区", "2023 年决算"]);
        assert_eq!(lines("自评 95.61—100 分", 8.5), ["自评", "95.61—100 分"]);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert_eq!(wrap("行政单位离退休", 1.0, Weight::Regular, 4.0, 1), None);
        assert_eq!(wrap("abcdefghijklmn", 1.0, Weight::Regular, 4.0, 9), None);
        assert!(lines("abcdefghijklmn", 4.0).len() > 1);
    }

    #[test]
    fn empty_and_impossible_widths_do_no_harm() {
        assert!(lines("", 5.0).is_empty());
        assert_eq!(lines("款", 0.0), ["款"]);
        assert_eq!(lines("款项", f64::NAN), ["款项"]);
    }
}
