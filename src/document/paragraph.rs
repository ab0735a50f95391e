//! Paragraphs: lines of prose joined where a page or a line end cut a sentence, with a way back from every number
//! to the line it stands on.

use std::sync::LazyLock;

use regex::Regex;

use super::{Joint, Line, Locator, numbers, with_year};

/// A paragraph put together from lines.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Paragraph {
    /// The text.
    pub text: String,
    pieces: Vec<Piece>,
}

/// A line within a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
struct Piece {
    /// Byte offset in the paragraph.
    start: usize,
    line: u32,
    text: String,
    /// How many numbers stand on its line before it.
    before: u32,
}

/// A number of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Byte offsets in the paragraph.
    pub start: usize,
    /// Behind its last digit.
    pub end: usize,
    /// The place it is printed at.
    pub locator: Locator,
}

static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^\s*(?:[#*\-\s]*)(?:第\s*[一二三四五六七八九十]+\s*部\s*分|[一二三四五六七八九十]+\s*、|[（(]\s*[一二三四五六七八九十\d]+\s*[)）]|\d{1,2}\s*[.．、](?:\D|$)|[\u{2460}-\u{249B}]|附\s*[表件]|表\s*[\d一二三四五六七八九十]|[合小总]\s*计\s*[:：为共]?\s*\d)",
    )
    .expect("a constant pattern")
});

/// No sentence is longer than this, in bytes. Looking back for the start of one must not take for ever in a file that
/// has no line ends.
const LONGEST: usize = 16 << 10;

/// Whether a line has a run that is too long to be read as a sentence.
pub fn is_too_long(text: &str) -> bool {
    text.len() > LONGEST && text.split(ENDS).any(|run| run.len() > LONGEST)
}

/// What ends the sentences of a line that holds a whole page.
const ENDS: [char; 2] = ['。', '；'];

/// Glyphs that open the items of a list, those of the private use area (symbol fonts) among them.
const BULLETS: &str = "◆◇●■□★☆▶►◀➢➤➔→✓✔✦❖◎☞▪◼◾";
/// Glyphs that open an item only before words: before digits they are signs, numbers or parts of names.
const WEAK_BULLETS: &str = "○·・•▲△–—";

/// The bytes of a bullet at the head of a line, with the space behind it; 0 without one.
pub fn bullet(text: &str) -> usize {
    let mut chars = text.chars();
    let Some(glyph) = chars.next() else { return 0 };
    let rest = chars.as_str();
    let words = rest.trim_start();
    let strong = BULLETS.contains(glyph) || matches!(glyph, '\u{F000}'..='\u{F0FF}');
    let weak = WEAK_BULLETS.contains(glyph)
        && words.starts_with(|c: char| c.is_alphabetic() && !"一二三四五六七八九十零〇○".contains(c));
    if (strong || weak) && !words.is_empty() { text.len() - words.len() } else { 0 }
}

/// Whether a line opens a new part: it starts with an ordinal or a part's name, or it is an item of a list.
pub fn opens_part(text: &str) -> bool {
    HEADING.is_match(text) || bullet(text) > 0
}

/// A line that is a title, or says when or where a page was put up.
static OF_ITS_OWN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^[^，。；,;]{4,40}(?:说明|情况|公告|公示|报告|公开|草案|[预决]算表?|表)(?:[（(][^）)]{2,10}[)）])?$|^[^，。；：:\d]{2,8}[:：]\s*[\d\-/:年月日 ]{4,20}.{0,12}$",
    )
    .expect("a constant pattern")
});

/// A line farther below than this goes on with nothing: a table stood between, or a good part of a page.
const FARTHEST: u32 = 3;

/// Joins lines into paragraphs.
pub fn paragraphs(lines: &[Line]) -> Vec<Paragraph> {
    let mut all: Vec<Paragraph> = Vec::new();
    let full = full_width(lines);
    for line in lines {
        if line.text.len() > LONGEST {
            all.extend(cut(line));
            continue;
        }
        let text = line.text.trim();
        let continues = all.last().is_some_and(|paragraph| match line.joint {
            Joint::Opens => false,
            Joint::Continues => paragraph.text.len() <= LONGEST && !opens_part(text),
            Joint::Unknown => {
                let titled = all.len() == 1 && paragraph.is_first_line();
                let apart = line.number > paragraph.last_line() + FARTHEST;
                let over = paragraph.is_over(full, text);
                paragraph.is_open() && !titled && !apart && !over && !opens_part(text)
            }
        });
        match all.last_mut().filter(|_| continues) {
            Some(paragraph) => paragraph.add(line.number, text),
            None => {
                let mut paragraph = Paragraph::default();
                paragraph.add(line.number, text);
                all.push(paragraph);
            }
        }
    }
    all
}

/// How wide a character is shown.
fn shown(c: char) -> usize {
    1 + usize::from(!c.is_ascii())
}

/// How wide the lines are that the page, or nobody, has broken: four of five longer lines are no wider.
fn full_width(lines: &[Line]) -> usize {
    const LINE_OF_WORDS: usize = 40;
    let width = |line: &Line| line.text.trim().chars().map(shown).sum::<usize>();
    let mut widths: Vec<usize> = lines
        .iter()
        .filter(|line| line.joint == Joint::Unknown)
        .map(width)
        .filter(|width| *width >= LINE_OF_WORDS)
        .collect();
    widths.sort_unstable();
    widths.get(widths.len() * 4 / 5).copied().unwrap_or(0)
}

/// Cuts a line that holds a whole page at the ends of its sentences. A run without any is no prose.
fn cut(line: &Line) -> Vec<Paragraph> {
    let text = line.text.as_str();
    let found = numbers(text);
    let mut all = Vec::new();
    let mut from = 0;
    while from < text.len() {
        let most = (from + LONGEST).min(text.len());
        let upto = (from..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(from);
        let end = match text[from..upto].rfind(ENDS) {
            _ if upto == text.len() => upto,
            Some(mark) => from + mark + '。'.len_utf8(),
            // The rest up to the next end of a sentence is too long to be one.
            None => {
                from = text[upto..].find(ENDS).map_or(text.len(), |mark| upto + mark + '。'.len_utf8());
                continue;
            }
        };
        let mut paragraph = Paragraph::default();
        let part = text[from..end].trim();
        let start = end - text[from..end].trim_start().len();
        let before = found.partition_point(|number| number.start < start);
        paragraph.push(line.number, part, u32::try_from(before).unwrap_or(u32::MAX));
        all.push(paragraph);
        from = end;
    }
    all
}

/// Joins the lines of a flow into sentences, white space left out: each ends with `。`, wherever the lines end. Lines
/// that hold nothing but a number are pages or cells, and no words.
pub fn sentences<'l>(lines: impl IntoIterator<Item = &'l Line>) -> Vec<Paragraph> {
    let mut all: Vec<Paragraph> = Vec::new();
    let mut open = false;
    for line in lines {
        let compact: String = line.text.chars().filter(|c| !c.is_whitespace()).collect();
        let words = compact.chars().any(|c| !c.is_ascii_digit() && c != '.' && c != ',');
        if !words || compact.len() > LONGEST {
            continue;
        }
        for part in compact.split_inclusive('。') {
            let room = all.last().is_some_and(|sentence| sentence.text.len() + part.len() <= LONGEST);
            match all.last_mut().filter(|_| open && room) {
                Some(sentence) => sentence.add(line.number, part),
                None => {
                    let mut sentence = Paragraph::default();
                    sentence.add(line.number, part);
                    all.push(sentence);
                }
            }
            open = !part.ends_with('。');
        }
    }
    all
}

/// Whether a line ends within a number that the next line goes on with: `…其他收入6,710.0` and `0万元，占…`. A sentence
/// never has two figures side by side, so the unit behind the second half belongs to both; a line that is hardly more than
/// its number is a cell, and what would not be one well-formed number stays two.
fn cuts_a_number(line: &str, next: &str) -> bool {
    static HALVES: LazyLock<[Regex; 3]> = LazyLock::new(|| {
        [
            r"[^\d\s.,，](?P<half>\d[\d,]*(?:\.\d+)?)$",
            r"^(?P<half>\d[\d,]*(?:\.\d+)?)\s*(?:万元|亿元|千元|元|%|％)",
            r"^(?:\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d{1,12}\.\d{1,4})$",
        ]
        .map(|pattern| Regex::new(pattern).expect("a constant pattern"))
    });
    const SENTENCE: usize = 10;
    let [end, start, whole] = &*HALVES;
    let (Some(end), Some(start)) = (end.captures(line), start.captures(next)) else { return false };
    let (first, second) = (&end["half"], &start["half"]);
    let words = line.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).count();
    // `…比2022` and `10.5%`: a year is whole.
    let year = first.len() == 4 && (first.starts_with("20") || first.starts_with("19"));
    words >= SENTENCE && !year && whole.is_match(&format!("{first}{second}"))
}

impl Paragraph {
    fn add(&mut self, line: u32, text: &str) {
        // Digits at a line's end and the next line's start are two numbers unless the second goes on with the first.
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let both = digit(self.text.chars().next_back()) && digit(text.chars().next());
        if both && !self.pieces.last().is_some_and(|piece| cuts_a_number(&piece.text, text)) {
            self.text.push(' ');
        }
        self.push(line, text, 0);
    }

    fn push(&mut self, line: u32, text: &str, before: u32) {
        self.pieces.push(Piece { start: self.text.len(), line, text: text.to_owned(), before });
        self.text.push_str(text);
    }

    /// Whether the next line may belong to this paragraph: no end of a sentence, and no heading.
    /// The line that was added last.
    fn last_line(&self) -> u32 {
        self.pieces.last().map_or(u32::MAX - FARTHEST, |piece| piece.line)
    }

    /// Whether its last line ends where its words do: not half as wide as lines are, it reads like a title or says when and where
    /// the page was put up, and is not broken off within a clause, an amount or its unit.
    fn is_over(&self, full: usize, next: &str) -> bool {
        let Some(last) = self.pieces.last() else { return false };
        let narrow = last.text.chars().map(shown).sum::<usize>() * 2 < full;
        let broken = last.text.ends_with(|c: char| c.is_ascii_digit() || "，、,（(“万亿的和与及".contains(c))
            || next.starts_with(|c: char| "，。、；：,;:)）”%％元万亿".contains(c));
        narrow && !broken && OF_ITS_OWN.is_match(&last.text)
    }

    fn is_open(&self) -> bool {
        let text = self.text.trim_end();
        // `其中：` at a line's end is a line end; any other colon announces a list.
        let colon = text.ends_with(['：', ':']) && !text.ends_with("其中：") && !text.ends_with("其中:");
        // A bar behind it: a cell.
        let ended = colon || text.ends_with(['。', '！', '？', '!', '?', '；', '|']);
        let heading = self.pieces.len() == 1
            && opens_part(&self.text)
            && self.text.chars().count() <= 30
            && !self.text.contains(['，', '。']);
        !ended && !heading && !self.is_title() && text.len() <= LONGEST
    }

    /// Whether it is one line that stands by itself: a title, or what a page says of itself (`发布时间：2020-09-11`).
    fn is_title(&self) -> bool {
        static BRIEF: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^[\d\-/:. ]{6,}$|^[^，。；：:\d]{2,6}$").expect("a constant pattern")
        });
        let text = self.text.trim();
        self.pieces.len() == 1 && (OF_ITS_OWN.is_match(text) || BRIEF.is_match(text))
    }

    /// Whether it can be the title at the head of a document, in whatever words: one short line about the money of a year that
    /// states none.
    fn is_first_line(&self) -> bool {
        static YEAR_OF_MONEY: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(&with_year(
                r"^[^，。；：,;:%％元]*<year>\s*年[^，。；：,;:%％元]*[^，。；：,;:%％元\d]$",
            ))
            .expect("a constant pattern")
        });
        let text = self.text.trim();
        let about = ["算", "经费", "绩效", "三公", "收支"].iter().any(|word| text.contains(word));
        self.pieces.len() == 1 && about && text.chars().count() <= 40 && YEAR_OF_MONEY.is_match(text)
    }

    fn piece(&self, offset: usize) -> Option<&Piece> {
        self.pieces.iter().rev().find(|piece| piece.start <= offset)
    }

    /// The place where a byte of the text stands: its line.
    pub fn place(&self, offset: usize) -> Locator {
        Locator::Line(self.piece(offset).map_or(0, |piece| piece.line))
    }

    /// All numbers with their places.
    pub fn numbers(&self) -> Vec<Found> {
        numbers(&self.text)
            .into_iter()
            .filter_map(|token| {
                let first = self.piece(token.start)?;
                let last = self.piece(token.end.saturating_sub(1))?;
                let locator = if first.line == last.line {
                    let within = token.start - first.start;
                    let nth = numbers(&first.text).iter().find(|n| n.start == within).map_or(0, |n| n.nth);
                    let nth = if nth == 0 { 0 } else { nth + first.before };
                    Locator::Number(first.line, nth)
                } else {
                    Locator::Lines(first.line, last.line)
                };
                Some(Found { start: token.start, end: token.end, locator })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(number: u32, text: &str) -> Line {
        Line::new(number, 1, text)
    }

    #[test]
    fn the_page_says_where_a_paragraph_opens() {
        let joined = |number, text, joint| Line { joint, ..line(number, text) };
        let lines = [
            joined(1, "编制说明", Joint::Opens),
            joined(2, "收入预算 10 万元，主要用于印刷。", Joint::Opens),
            joined(3, "上年为 8 万元。", Joint::Continues),
            joined(4, "支出预算 10 万元。", Joint::Opens),
            joined(5, "二、其他", Joint::Continues),
        ];
        let texts: Vec<String> = paragraphs(&lines).into_iter().map(|paragraph| paragraph.text).collect();
        let whole = "收入预算 10 万元，主要用于印刷。上年为 8 万元。";
        assert_eq!(texts, ["编制说明", whole, "支出预算 10 万元。", "二、其他"]);
    }

    #[test]
    fn sentences_cut_by_a_page_are_whole_again() {
        let lines = [
            line(1, "支出合计 4,272.71 万"),
            line(3, "元，比年初预算数增加 129.11 万元。"),
            line(5, "（二）其他"),
        ];
        let paragraphs = paragraphs(&lines);
        assert_eq!(paragraphs.len(), 2);
        let places: Vec<String> = paragraphs[0].numbers().iter().map(|n| n.locator.to_string()).collect();
        assert_eq!(places, ["L1@1", "L3@1"]);
        assert!(paragraphs[0].text.contains("4,272.71 万元，比"));
    }

    #[test]
    fn a_sentence_runs_over_lines_and_pages() {
        let lines = [line(3, "甲。数量达到 10"), line(5, "7"), line(7, "人；质量良好。乙")];
        let all = sentences(&lines);
        let texts: Vec<&str> = all.iter().map(|sentence| sentence.text.as_str()).collect();
        assert_eq!(texts, ["甲。", "数量达到10人；质量良好。", "乙"]);
        assert_eq!(all[1].place(all[1].text.find('质').unwrap()), Locator::Line(7));
    }

    #[test]
    fn a_line_end_cuts_no_number() {
        let joined =
            |first: &str, second: &str| paragraphs(&[line(1, first), line(2, second)])[0].text.clone();
        for (first, second, whole) in [
            ("事业收入26,535.00万元，占24.82%；其他收入6,710.0", "0万元，占6.28%。", "6,710.00万元"),
            ("本年支出比上年决算数有所增加，共计67", "10.25万元。", "共计6710.25万元"),
            ("机关运行经费支出与上年决算数相比增长1", "2.5%。", "增长12.5%"),
            ("公务接待费支出决算比年初预算减少1,2", "34.5万元。", "减少1,234.5万元"),
        ] {
            assert!(joined(first, second).contains(whole), "{}", joined(first, second));
        }
        for (first, second) in [
            ("一般公共预算财政拨款支出比2022", "10.5%。"),
            ("本年支出12.5", "13.5万元。"),
            ("一般公共预算财政拨款支出合计12.5", "13.5万元。"),
            ("参加培训的人员数量达到年初计划10", "20人。"),
        ] {
            assert!(joined(first, second).contains(' '), "{}", joined(first, second));
        }
    }

    #[test]
    fn a_page_in_one_line_is_cut_at_its_sentences() {
        let text = "公务接待费支出3万元，比上年减少1万元。".repeat(2000);
        let all = paragraphs(&[line(5, &text)]);
        assert!(all.len() > 5 && all.iter().all(|paragraph| paragraph.text.ends_with('。')));
        let last = all.last().unwrap().numbers();
        assert_eq!(last.last().unwrap().locator.to_string(), "L5@4000");
        assert!(paragraphs(&[line(5, &"甲".repeat(20_000))]).is_empty());
    }

    #[test]
    fn a_broken_number_spans_its_lines() {
        let lines = [line(7, "收入 3,020"), line(9, ".16 万元。")];
        let found = paragraphs(&lines)[0].numbers();
        assert_eq!(found[0].locator.to_string(), "L7-9");
    }
}
