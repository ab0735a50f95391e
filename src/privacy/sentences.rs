//! Personal data in running text: what stands behind a label, with a colon or without one, and who else stands there.

use crate::document::Private;

use super::forms::{self, Spot};
use super::labels::{self, Label};
use super::names;

/// How far behind a label its value may reach, in bytes.
const REACH: usize = 240;

/// How many characters may stand before a label without a colon, from the last sign: 项目 of 项目负责人 王小明.
const BEFORE: usize = 8;

/// A piece of a text between signs.
#[derive(Debug, Clone, Copy)]
struct Piece {
    start: usize,
    end: usize,
    /// Whether it stands in brackets.
    aside: bool,
}

/// Finds what stands behind labels in a cleaned text.
pub(super) fn find(text: &str) -> Vec<Spot> {
    let labels = labels::in_text(text);
    let mut spots = Vec::new();
    for (at, (label, start, end)) in labels.iter().enumerate() {
        let (from, colon) = behind(text, *end);
        // Labels between a label and its value are part of it: 联系人（签字）.
        let next = labels[at + 1..].iter().map(|(_, start, _)| *start).find(|start| *start >= from);
        let next = next.unwrap_or(text.len());
        // A number says by its digits that it is the label's; a name must stand near the beginning.
        let name = label.kind == Private::Name;
        if !colon && name && !(opens(text, *start) && (label.strong || from > *end)) {
            continue;
        }
        // Without a sign between them a label and a name look like any words: they must be all of the text, or a number or
        // another label must follow soon.
        if !colon && from == *end && name && !is_entry(text, *start, from) {
            continue;
        }
        let to = cut(text, next.min(from + REACH));
        value(text, from, to, *label, Manner { colon, apart: from > *end }, &mut spots);
    }
    spots
}

/// Finds what a text holds that is the value of a label: the cell beside it, the line below it.
pub(super) fn of_value(text: &str, label: Label) -> Vec<Spot> {
    let mut spots = Vec::new();
    let manner = Manner { colon: label.strong, apart: true };
    value(text, 0, cut(text, REACH), label, manner, &mut spots);
    spots
}

/// How a label is held apart from its value.
#[derive(Debug, Clone, Copy)]
struct Manner {
    colon: bool,
    apart: bool,
}

fn value(text: &str, from: usize, to: usize, label: Label, manner: Manner, spots: &mut Vec<Spot>) {
    if label.kind == Private::Name {
        people(text, from, to, manner, spots);
        numbers(text, from, to, Private::Phone, 7, spots);
        return;
    }
    if label.kind == Private::Phone {
        // 联系人及电话：王小明 8266 1234
        people(text, from, to, Manner { colon: false, apart: true }, spots);
    }
    let least = if manner.colon || label.kind != Private::Phone { 5 } else { 7 };
    numbers(text, from, to, label.kind, least, spots);
    if label.kind == Private::Account {
        handle(text, from, to, spots);
    }
}

/// Where the value of a label begins: behind brackets, 签字 and a colon.
fn behind(text: &str, mut at: usize) -> (usize, bool) {
    loop {
        let rest = &text[at..];
        let bare = rest.trim_start();
        let spaces = rest.len() - bare.len();
        if let Some(sign) = bare.chars().next().filter(|c| matches!(c, '：' | ':' | '﹕' | '∶')) {
            let at = at + spaces + sign.len_utf8();
            return (at + text[at..].len() - text[at..].trim_start().len(), true);
        }
        let word = ["签字", "签章", "签名", "盖章", "姓名", "及", "和", "、", "/", "为", "是"];
        if let Some(word) = word.iter().find(|word| bare.starts_with(**word)) {
            let names_follow = !matches!(*word, "及" | "和" | "、" | "/");
            if names_follow || labels::in_text(&bare[word.len()..]).first().is_some_and(|one| one.1 == 0) {
                at += spaces + word.len();
                continue;
            }
        }
        let closed = bare.strip_prefix(['（', '(']).and_then(|inner| Some((inner, inner.find(['）', ')'])?)));
        match closed.filter(|(inner, end)| inner[..*end].chars().count() <= 10) {
            Some((inner, end)) => {
                let close = inner[end..].chars().next().map_or(0, char::len_utf8);
                at = text.len() - inner.len() + end + close;
            }
            None => return (at + spaces, false),
        }
    }
}

/// Whether a text reads like an entry of a form: it is short, or what stands behind the name belongs to a person too.
fn is_entry(text: &str, start: usize, from: usize) -> bool {
    const SHORT: usize = 12;
    const SOON: usize = 60;
    let short = text.chars().count() <= SHORT && text[..start].chars().count() <= 4;
    let rest = &text[from..cut(text, from + SOON)];
    let label =
        labels::in_text(rest).iter().any(|(label, start, _)| *start > 0 && label.kind != Private::Name);
    short || label || forms::digits(rest).len() >= 7
}

/// Whether a label opens its sentence, or nearly.
fn opens(text: &str, start: usize) -> bool {
    let words = text[..start].chars().rev().take(BEFORE + 1).take_while(|c| names::is_han(*c)).count();
    words <= BEFORE
}

/// The nearest place at which a text can be cut.
fn cut(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Names, one behind the other, up to the first word that is none.
fn people(text: &str, from: usize, to: usize, manner: Manner, spots: &mut Vec<Spot>) {
    let mut first = true;
    for piece in joined(text, pieces(text, from, to)) {
        let word = squeezed(&text[piece.start..piece.end]);
        let own = names::untitled(&word);
        // 编制 印刷《手册》: what a title follows at once is what is done with it.
        if !manner.colon && text[piece.end..].trim_start().starts_with(['《', '“', '〈']) {
            return;
        }
        let is_name = if first && manner.colon {
            names::may_be_name(own) || names::may_be_latin(own)
        } else if first && !manner.apart {
            names::is_plain_name(own)
        } else {
            names::is_name(own) && (manner.colon || !names::is_office(own))
        };
        if is_name {
            spots.push(Spot { start: piece.start, end: piece.end, kind: Private::Name, sure: manner.colon });
        } else if let Some(parts) = both(text, piece) {
            spots.extend(parts);
        } else if manner.colon && names::are_names(&word) {
            spots.push(Spot { start: piece.start, end: piece.end, kind: Private::Name, sure: manner.colon });
        } else if !piece.aside && word.chars().any(names::is_han) {
            return;
        }
        first &= piece.aside;
    }
}

/// Two names with 和 between them.
fn both(text: &str, piece: Piece) -> Option<[Spot; 2]> {
    let own = &text[piece.start..piece.end];
    ["和", "及", "与"].iter().find_map(|word| {
        own.match_indices(word).find_map(|(at, word)| {
            let (left, right) = (&own[..at], &own[at + word.len()..]);
            let spot = |start, end| Spot { start, end, kind: Private::Name, sure: false };
            (names::is_name(left) && names::is_name(right)).then(|| {
                [spot(piece.start, piece.start + at), spot(piece.start + at + word.len(), piece.end)]
            })
        })
    })
}

/// The pieces of a text between signs and spaces.
fn pieces(text: &str, from: usize, to: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut open: Option<usize> = None;
    let mut depth = 0_usize;
    for (at, c) in text[from..to].char_indices().map(|(at, c)| (from + at, c)) {
        let stops = matches!(c, '。' | '！' | '？' | '\n');
        let sign =
            c.is_whitespace() || "、，,；;/|（）()《》“”：:".contains(c) || c.is_ascii_digit() || stops;
        if sign {
            if let Some(start) = open.take() {
                pieces.push(Piece { start, end: at, aside: depth > 0 });
            }
        } else if open.is_none() {
            open = Some(at);
        }
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if stops && depth == 0 {
            return pieces;
        }
    }
    if let Some(start) = open {
        pieces.push(Piece { start, end: to, aside: depth > 0 });
    }
    pieces
}

/// Pieces with single characters put together: 王 小 明.
fn joined(text: &str, pieces: Vec<Piece>) -> Vec<Piece> {
    let count = |piece: &Piece| text[piece.start..piece.end].chars().count();
    let mut out: Vec<Piece> = Vec::new();
    for piece in pieces {
        let near = out.last().is_some_and(|last| {
            text[last.end..piece.start].chars().all(char::is_whitespace)
                && last.aside == piece.aside
                && squeezed(&text[last.start..piece.end]).chars().count() <= 4
                && (count(last) == 1 || count(&piece) == 1)
        });
        match out.last_mut().filter(|_| near) {
            Some(last) => last.end = piece.end,
            None => out.push(piece),
        }
    }
    out
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Runs of digits with what holds their groups together.
fn numbers(text: &str, from: usize, to: usize, kind: Private, least: usize, spots: &mut Vec<Spot>) {
    let holds = |c: char| c.is_ascii_digit() || " \u{A0}\u{3000}-－—–()（）+转".contains(c);
    let mut at = from;
    while let Some(start) = text[at..to].find(|c: char| c.is_ascii_digit() || c == '+').map(|own| at + own) {
        // Behind many words a number speaks of something else.
        if text[from..start].chars().filter(|c| names::is_han(*c)).count() > 12 {
            return;
        }
        let end = text[start..to].find(|c| !holds(c)).map_or(to, |own| start + own);
        let end = if kind == Private::Phone { one_number(text, start, end) } else { end };
        let own = text[start..end].trim_end_matches(|c: char| !c.is_ascii_digit());
        let mut own_end = start + own.len();
        if kind == Private::Identity && text[own_end..to].starts_with(['X', 'x']) {
            own_end += 1;
        }
        if forms::digits(own).len() >= least
            && forms::stands_alone(text, start, own_end)
            && !is_day(text, own_end)
        {
            spots.push(Spot { start, end: own_end, kind, sure: true });
        }
        at = cut(text, own_end.max(start + 1));
    }
}

/// Whether what follows a number makes it a year.
fn is_day(text: &str, end: usize) -> bool {
    text[end..].starts_with(['年', '月', '日'])
}

/// Where the first telephone number of a run of digits ends: groups are taken until a number is whole.
fn one_number(text: &str, start: usize, end: usize) -> usize {
    let run = &text[start..end];
    let spaces = |c: char| c.is_whitespace();
    let whole = |own: &str| {
        let digits = forms::digits(own);
        let needed = match digits.as_bytes() {
            [b'1', b'3'..=b'9', ..] => 11,
            [b'0', ..] => 10,
            _ => 7,
        };
        digits.len() >= needed
    };
    let mut at = 0;
    while let Some(space) = run[at..].find(spaces).map(|own| at + own) {
        let rest = run[space..].trim_start();
        if whole(&run[..space]) && !rest.starts_with('转') {
            return start + space;
        }
        at = run.len() - rest.len();
    }
    end
}

/// The name of an account: wx_1234.
fn handle(text: &str, from: usize, to: usize, spots: &mut Vec<Spot>) {
    let rest = &text[from..to];
    let end =
        rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(rest.len());
    let letters = rest[..end].bytes().any(|byte| byte.is_ascii_alphabetic());
    if letters && (5..=24).contains(&end) {
        spots.push(Spot { start: from, end: from + end, kind: Private::Account, sure: true });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let mut spots = find(text);
        spots.sort_by_key(|spot| spot.start);
        spots.dedup();
        spots.into_iter().map(|spot| &text[spot.start..spot.end]).collect()
    }

    #[test]
    fn values_behind_labels_are_found() {
        for (text, own) in [
            ("项目负责人（签字）：王小明", &["王小明"][..]),
            ("成员：张三、李四（财政局）、王五", &["张三", "李四", "王五"]),
            ("联系人 王 小明 电话 8266 1234 2024年1月", &["王 小明", "8266 1234"]),
            ("联系人王小明，电话82661234", &["王小明", "82661234"]),
            ("项目联系人欧阳小明电话87720497", &["欧阳小明", "87720497"]),
            ("填报人及联系电话：李四 82661234", &["李四", "82661234"]),
            ("复核人：赵六  审核：钱七局长", &["赵六", "钱七"]),
            ("联络员：张三和李四", &["张三", "李四"]),
            ("成员：王小明李四欧阳小明", &["王小明李四欧阳小明"]),
            ("传真：0755-25668888、25669999", &["0755-25668888", "25669999"]),
            ("微信号：wx_abc123 QQ 12345678", &["wx_abc123", "12345678"]),
            ("身份证号：44030019900101123X", &["44030019900101123X"]),
            ("收款账号 4000 0230 0920 0012 345", &["4000 0230 0920 0012 345"]),
        ] {
            assert_eq!(found(text), own, "{text}");
        }
    }

    #[test]
    fn words_and_amounts_are_left() {
        for text in [
            "负责人和经办人应当签字",
            "项目负责人：（略）",
            "负责人：张江高新区",
            "成员单位包括财政局、审计局",
            "电话费12345.67元，邮电费1234567元",
            "联系电话：  联系人：",
            "单位负责人对本部门预算负责",
            "一般公务用车0辆，主要领导干部用",
            "法定代表人应当承担责任",
            "会计核算中心2024年支出1234567万元",
            "账号费用：1,234,567.00",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn what_a_title_follows_is_no_name() {
        for text in ["编制 印刷 《区情手册》", "审核 汤成“一网”方案", "专家 高评《年鉴》 12 册"]
        {
            assert_eq!(found(text), [] as [&str; 0], "{text}");
        }
        assert_eq!(found("编制：王小明《区情手册》"), ["王小明"]);
    }
}
