//! The places of a document that say who it is: title lines, captions, labelled cells, first sentences, what the page
//! says of itself. Cells of tables are no evidence unless a label stands before them.

use crate::document::{Block, Document, Joint, Line, Place, Row, bullet, key, paragraphs};
use crate::model::Whence;
use crate::recognise::section::{Body, Parts};
use crate::taxonomy::{behind_label, is_page_mark, label_of_body, names_in, plain, without_authority};

use super::year;

/// How many lines at the head of a document may belong to its title.
const TITLE_LINES: usize = 12;
/// A line longer than this holds several things, one behind the other.
const LONG_LINE: usize = 60;
/// A line longer than this is text.
const LONGEST_TITLE: usize = 80;
/// A line longer than this is text, whatever labels stand in it.
const LONGEST_LABELLED: usize = 200;
/// How many sentences at the beginning may say whose text it is.
const SENTENCES: usize = 12;
/// How many lines are looked through for them.
const LINES_OF_TEXT: usize = 400;
/// How many sections, and rows of each, are looked through for labels.
const SECTIONS: usize = 30;
const ROWS: usize = 8;
/// How many lines are looked through for labels.
const LABELLED_LINES: usize = 2000;
/// How many lines at the end may hold who signed.
const LAST_LINES: usize = 6;

/// A text with where it stands.
#[derive(Debug, Clone)]
pub(super) struct Passage {
    /// The text, plain.
    pub(super) text: String,
    /// What kind of place it is.
    pub(super) whence: Whence,
    /// The line of the transcript; 0 for none.
    pub(super) line: u32,
}

/// A labelled name of a form.
#[derive(Debug, Clone)]
pub(super) struct Labelled {
    /// The label.
    pub(super) label: &'static str,
    /// What stands behind it.
    pub(super) passage: Passage,
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Passages {
    /// Lines of the title, as printed, for making a title of them.
    pub(super) head: Vec<String>,
    /// Lines of the title and the page's own titles, best first.
    pub(super) titles: Vec<Passage>,
    /// Two or three lines of the title in one, with the places where they were joined.
    pub(super) joined: Vec<(Passage, Vec<usize>)>,
    /// The first sentences.
    pub(super) sentences: Vec<Passage>,
    /// Years that stand alone in a row above a table.
    pub(super) years: Vec<Passage>,
    /// Months of a year that stand alone in a line.
    pub(super) months: Vec<Passage>,
    /// Titles of tables.
    pub(super) tables: Vec<Passage>,
    /// Names in captions.
    pub(super) captions: Vec<Passage>,
    /// Names behind labels.
    pub(super) forms: Vec<Labelled>,
    /// Who put it up.
    pub(super) publishers: Vec<Passage>,
    /// The path of the page, and names of sheets.
    pub(super) around: Vec<Passage>,
    /// Names that stand alone below the text, with a day or at its end.
    pub(super) signed: Vec<Passage>,
}

/// Collects them.
pub(super) fn collect(document: &Document, parts: &Parts) -> Passages {
    let head = head_lines(document);
    let mut all = Passages::default();
    titles(document, &head, &mut all);
    all.head = head.into_iter().map(|(text, _)| text).collect();
    join_titles(&mut all);
    sentences(parts, &mut all);
    captions(document, parts, &mut all);
    around(document, &mut all);
    signed(document, &mut all);
    all
}

/// The lines at the head of the document up to its contents, its first part or its first sentence.
fn head_lines(document: &Document) -> Vec<(String, u32)> {
    let mut lines = Vec::new();
    let push = |text: &str, line: u32, lines: &mut Vec<(String, u32)>| {
        let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '*' | '|' | '='));
        let text = &text[bullet(text)..];
        let key = key(text);
        let ends = lines.len() >= TITLE_LINES
            || key.starts_with("目录")
            || key.starts_with("第一部分")
            || !lines.is_empty() && states_money(&key)
            || (key.contains('。') && key.chars().count() <= 400 && !leads_around(&key))
            || is_running_text(&key);
        if !ends && !text.is_empty() {
            lines.push((text.to_owned(), line));
        }
        !ends
    };
    for block in &document.blocks {
        match block {
            Block::Line(line) => {
                // What a page says of itself takes no place from the title below it.
                if is_page_mark(&plain(&line.text)) {
                    continue;
                }
                if !push(&line.text, line.number, &mut lines) {
                    break;
                }
            }
            Block::Table(table) => {
                // A table may open with rows of one cell each that are its title.
                for row in &table.rows {
                    let mut texts = row.texts().filter(|text| !is_bar(text));
                    let (Some(only), None) = (texts.next(), texts.next()) else { break };
                    if only.chars().count() > LONG_LINE || !push(only, row.span.first, &mut lines) {
                        break;
                    }
                }
                break;
            }
        }
    }
    lines
}

/// A line of a list that states amounts: 公务接待费：3万元； 合计：2022年预算数 2378.77；2023年预算数 2415.44
fn states_money(key: &str) -> bool {
    let amount =
        |at: usize| key[..at].trim_end_matches(['万', '亿', '千']).ends_with(|c: char| c.is_ascii_digit());
    // A point between digits, and more than one: days are written with two in one number.
    let decimals =
        || key.split(|c: char| !(c.is_ascii_digit() || c == '.')).filter(|run| run.matches('.').count() == 1);
    key.contains([':', '：', ';', '；'])
        && (key.match_indices('元').any(|(at, _)| amount(at))
            || decimals().filter(|run| !run.starts_with('.') && !run.ends_with('.')).count() > 1)
}

/// A line of running text: a clause behind a comma, with a figure in it.
fn is_running_text(key: &str) -> bool {
    key.contains([',', '，']) && key.chars().count() > 24 && !leads_around(key)
}

fn leads_around(text: &str) -> bool {
    ["当前位置", "您的位置", "您当前的位置", "您所在的位置", "位置", "首页"]
        .iter()
        .any(|word| text.starts_with(word))
}

fn is_bar(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '|' | '?' | ' '))
}

fn titles(document: &Document, head: &[(String, u32)], all: &mut Passages) {
    for (text, line) in head {
        line_of_title(text, *line, all);
    }
    // A first line that is a sentence still opens the document; it is heard as a sentence.
    for title in &document.about.titles {
        all.titles.push(Passage { text: plain(title), whence: Whence::PageTitle, line: 0 });
    }
}

fn line_of_title(text: &str, line: u32, all: &mut Passages) {
    let whole = plain(text);
    if let Some((_, rest)) = behind_label(&whole, "titled") {
        all.titles.push(Passage { text: rest.to_owned(), whence: Whence::Title, line });
        return;
    }
    if behind_label(&whole, "source").is_some() {
        let name = whole.split_once(['：', ':']).map_or("", |(_, rest)| rest);
        all.publishers.push(Passage { text: name.to_owned(), whence: Whence::Publisher, line });
        return;
    }
    // 发布时间：2020-09-10 来源：甲局 浏览次数：35
    for piece in text.split_whitespace().skip(1) {
        if let Some((_, name)) = behind_label(&plain(piece), "source") {
            let text = name.to_owned();
            all.publishers.push(Passage { text, whence: Whence::Publisher, line });
        }
    }
    if whole.chars().count() <= LONG_LINE && !leads_around(&whole) {
        all.titles.push(Passage { text: whole, whence: Whence::Title, line });
        return;
    }
    // A line of a saved page: path, title, date and text behind each other, with spaces between.
    let is_path = leads_around(&whole);
    for piece in text.split_whitespace().take(TITLE_LINES * 2) {
        let piece = plain(piece);
        let whence = if is_path { Whence::Breadcrumb } else { Whence::Title };
        if behind_label(&piece, "source").is_none() && piece.chars().count() <= LONGEST_TITLE {
            let passage = Passage { text: piece, whence, line };
            if is_path { all.around.push(passage) } else { all.titles.push(passage) }
        }
    }
}

/// Names are broken over lines of a title.
fn join_titles(all: &mut Passages) {
    let lines: Vec<&Passage> = all.titles.iter().filter(|title| title.whence == Whence::Title).collect();
    for length in 2..=3 {
        for window in lines.windows(length) {
            let neighbours = window.windows(2).all(|pair| pair[1].line > pair[0].line);
            let size: usize = window.iter().map(|line| line.text.chars().count()).sum();
            if !neighbours || size > LONGEST_TITLE {
                continue;
            }
            let mut text = String::new();
            let mut joints = Vec::new();
            for line in window {
                if !text.is_empty() {
                    joints.push(text.len());
                }
                text.push_str(&line.text);
            }
            let passage = Passage { text, whence: Whence::TitleLines, line: window[0].line };
            all.joined.push((passage, joints));
        }
    }
}

fn sentences(parts: &Parts, all: &mut Passages) {
    let titles: Vec<u32> = all.titles.iter().map(|title| title.line).collect();
    // Behind a caption that never became a table its note stands among the pieces of the table.
    let notes = parts.sections.iter().filter_map(|section| match &section.body {
        Body::Flow(lines) => Some(lines.iter().filter(|line| line.text.contains('。'))),
        _ => None,
    });
    let mut lines: Vec<&Line> = parts.prose.iter().take(LINES_OF_TEXT).collect();
    lines.extend(notes.flatten().take(LINES_OF_TEXT));
    lines.sort_by_key(|line| line.number);
    lines.retain(|line| !titles.contains(&line.number) || line.text.chars().count() > LONG_LINE);
    // On pages a sentence goes on over lines, and the page shows which belong together.
    if lines.iter().any(|line| line.joint != Joint::Unknown) {
        let lines: Vec<Line> = lines.into_iter().cloned().collect();
        for paragraph in paragraphs(&lines) {
            sentences_of(&paragraph.text, paragraph.place(0).line(), all);
        }
    } else {
        lines.iter().for_each(|line| sentences_of(&line.text, line.number, all));
    }
}

fn sentences_of(text: &str, line: u32, all: &mut Passages) {
    for sentence in text.split_inclusive(['。', '；', '！']) {
        if all.sentences.len() >= SENTENCES {
            return;
        }
        let text = without_authority(&plain(sentence));
        // Labels, ordinals and cells that a saved page writes as lines say nothing of the whole.
        let is_said =
            text.chars().count() >= 14 && (sentence.contains(['。', '，', ',']) || text.contains('为'));
        if is_said && behind_label(&text, "source").is_none() {
            all.sentences.push(Passage { text, whence: Whence::Sentence, line });
        }
    }
}

fn captions(document: &Document, parts: &Parts, all: &mut Passages) {
    // `第二部分 2022年部门预算说明`: titles of parts are like those of tables.
    for line in parts.prose.iter().take(LINES_OF_TEXT) {
        let text = plain(&line.text);
        if let Some(title) = title_of_part(&text)
            && title.chars().count() <= LONGEST_TITLE
        {
            let text = title.to_owned();
            all.tables.push(Passage { text, whence: Whence::TableTitle, line: line.number });
        }
    }
    // 附件：甲县乙局2018年三公经费预算表: what is attached to a text is the same body's.
    for line in parts.prose.iter().take(LINES_OF_TEXT).filter(|line| line.text.chars().count() <= LONG_LINE) {
        if let Some((_, title)) = behind_label(&plain(&line.text), "attached")
            && !title.contains("关于")
        {
            let text = title.to_owned();
            all.tables.push(Passage { text, whence: Whence::TableTitle, line: line.number });
        }
    }
    for section in &parts.sections {
        let line = section.span.first;
        if !section.title.is_empty() {
            all.tables.push(Passage { text: plain(&section.title), whence: Whence::TableTitle, line });
        }
        if !section.caption.entity.is_empty() {
            all.captions.push(Passage {
                text: plain(&section.caption.entity),
                whence: Whence::Caption,
                line,
            });
        }
    }
    for section in parts.sections.iter().take(SECTIONS) {
        if let Body::Rows(_, rows) = &section.body {
            rows.iter().take(ROWS).for_each(|row| labelled_cells(row, all));
        }
    }
    for block in document.blocks.iter().take(LABELLED_LINES) {
        if let Block::Table(table) = block {
            table.rows.iter().take(ROWS).for_each(|row| lone_year(row, all));
        }
    }
    let lines = document.blocks.iter().take(LABELLED_LINES).filter_map(|block| match block {
        Block::Line(line) => Some(line),
        Block::Table(_) => None,
    });
    for line in lines {
        labelled_line(line, all);
        let text: String = plain(&line.text).split_whitespace().collect();
        if year::is_a_month(&text) {
            all.months.push(Passage { text, whence: Whence::Caption, line: line.number });
        }
    }
}

/// What stands behind 第二部分.
fn title_of_part(text: &str) -> Option<&str> {
    let (ordinal, title) = text.strip_prefix('第')?.split_once("部分")?;
    let counts = ordinal.chars().count() <= 2 && ordinal.chars().all(|c| "一二三四五六七八九十".contains(c));
    counts.then(|| title.trim_start_matches(['：', ':', '、'])).filter(|title| !title.is_empty())
}

fn labelled_cells(row: &Row, all: &mut Passages) {
    let mut cells = row.cells.iter().filter(|cell| !cell.text.is_empty()).peekable();
    while let Some(cell) = cells.next() {
        let text = plain(&cell.text.replace('\n', ""));
        if let Some((label, rest)) = behind_label(&text, "label")
            && !rest.is_empty()
        {
            let passage = Passage { text: rest.to_owned(), whence: Whence::Form, line: row.span.first };
            all.forms.push(Labelled { label, passage });
        } else if let Some(label) = label_of_body(&text)
            && let Some(next) = cells.peek()
        {
            let text = plain(&next.text.replace('\n', ""));
            let passage = Passage { text, whence: Whence::Form, line: row.span.first };
            all.forms.push(Labelled { label, passage });
        }
    }
}

/// `2023年度` in a row of a caption; in the header of a table years stand beside each other.
fn lone_year(row: &Row, all: &mut Passages) {
    let mut years = row.texts().map(plain).filter(|text| year::is_alone(text));
    if let (Some(text), None) = (years.next(), years.next()) {
        all.years.push(Passage { text, whence: Whence::Caption, line: row.span.first });
    }
}

fn labelled_line(line: &Line, all: &mut Passages) {
    if line.text.chars().count() > LONGEST_LABELLED {
        return;
    }
    // 主管部门：甲局。实施单位：乙学校。 Labels stand behind one another, in a line or in several.
    for said in line.text.split(['。', '；', ';']) {
        if said.chars().count() > LONGEST_TITLE {
            continue;
        }
        let whole = plain(said);
        // 项目名称 甲项目 主管部门：乙局: a label further on in the line.
        let pieces = said.split_whitespace().skip(1).map(plain);
        for text in std::iter::once(whole).chain(pieces) {
            if let Some((label, rest)) = behind_label(&text, "label") {
                let rest = rest.split("单位：").next().unwrap_or_default().trim_end_matches("金额");
                // 219-甲镇人民政府: the number of the unit before its name.
                let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '—'));
                let passage = Passage { text: rest.to_owned(), whence: Whence::Form, line: line.number };
                all.forms.push(Labelled { label, passage });
                break;
            }
        }
    }
}

fn around(document: &Document, all: &mut Passages) {
    for step in &document.about.path {
        all.around.push(Passage { text: plain(step), whence: Whence::Breadcrumb, line: 0 });
    }
    let mut last = "";
    for number in 1..=u32::try_from(document.source.len()).unwrap_or(u32::MAX) {
        let Place::SheetRow { sheet, .. } = document.places.of_line(number).inner() else { continue };
        if &**sheet != last {
            last = sheet;
            all.around.push(Passage { text: plain(sheet), whence: Whence::Sheet, line: number });
        }
    }
}

/// A signature: a line that is a name and nothing else, with a day behind or below it, or the last line of all.
fn signed(document: &Document, all: &mut Passages) {
    let lines = document.blocks.iter().rev().take(LAST_LINES * 4).filter_map(|block| match block {
        Block::Line(line) => Some((plain(&line.text), line.number)),
        Block::Table(_) => None,
    });
    let mut above_day = true;
    for (text, line) in lines.filter(|(text, _)| !text.is_empty()).take(LAST_LINES) {
        let text = text.trim_start_matches('（').trim_end_matches('）').to_owned();
        if year::is_day(&text) {
            above_day = true;
            continue;
        }
        let name = year::before_day(&text).unwrap_or(&text);
        if (above_day || name.len() < text.len()) && is_name_alone(name) {
            all.signed.push(Passage { text: name.to_owned(), whence: Whence::Signature, line });
            return;
        }
        above_day = false;
    }
}

fn is_name_alone(text: &str) -> bool {
    names_in(text)
        .first()
        .is_some_and(|named| named.at == 0 && named.is_body && named.printed.len() == text.len())
}
