//! What would teach the program: for every title, column, row, unit and name that it did not understand, the line to add
//! to `vocabulary.csv`. Where what stands around a word says what it means, the line is complete; else its meaning is
//! left open, with what it may be.

use std::collections::BTreeSet;

use super::{Inspection, TableView};
use crate::document::{Block, Cell, Row, WITHHELD, is_cjk, key, label};
use crate::model::{Measure, Reason, Statement};
use crate::recognise::header_word;
use crate::taxonomy::vocabulary::{COLUMNS, FILE, Kind, choices, field, nearest};
use crate::taxonomy::{
    ColumnWord, column_word, counted_in, fund_row_word, fund_word, indicator_word, is_unit,
    nearest_statement, source_of, stated_unit, statement_of, three_public_item,
};

/// A line that would teach the program a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// The table that it is about, counted from 0.
    pub table: Option<usize>,
    /// The kind of words.
    pub kind: Kind,
    /// The line, as it is to stand in the file.
    pub line: String,
    /// Whether the meaning is left open.
    pub is_open: bool,
}

/// The most lines. Whoever has added these asks again.
const MOST: usize = 80;

/// How many rows of a table may be its header.
const HEAD: usize = 8;

/// The most characters of a word that is asked about.
const LONGEST: usize = 40;

/// The most characters of a word that may be a unit.
const UNIT: usize = 10;

/// The lines that would teach the program what it did not understand of a document.
pub(super) fn lessons(inspection: &Inspection<'_>) -> Vec<Lesson> {
    let mut teacher = Teacher { inspection, lessons: Vec::new(), known: BTreeSet::new() };
    if inspection.disclosure.identity.body.is_empty() {
        for name in inspection.disclosure.identity.candidates.iter().take(3) {
            teacher.say(None, Kind::Organisation, name, Some("name".to_owned()));
        }
    }
    for (at, table) in inspection.tables.iter().enumerate() {
        if table.unrecognised.is_some() || !table.unreadable.is_empty() {
            teacher.of_table(at, table);
        }
    }
    teacher.lessons.truncate(MOST);
    teacher.lessons
}

/// The head of the list, and what the open meanings may be, for the command line.
pub(super) fn text(inspection: &Inspection<'_>) -> String {
    let lessons = inspection.lessons();
    if lessons.is_empty() {
        return String::new();
    }
    let mut out =
        format!("\nlines for {FILE} of the content folder; check what each says, or correct it\n{COLUMNS}\n");
    for lesson in &lessons {
        out.push_str(&lesson.line);
        out.push('\n');
    }
    let open: BTreeSet<Kind> = lessons.iter().filter(|one| one.is_open).map(|one| one.kind).collect();
    if !open.is_empty() {
        out.push_str("what may stand for a meaning that is left open\n");
    }
    for kind in open {
        let ids: Vec<String> = choices(kind)
            .into_iter()
            .map(|(id, label)| if label.is_empty() { id.to_owned() } else { format!("{id} ({label})") })
            .collect();
        super::text::wrapped(&mut out, &format!("  {}: ", kind.id()), &ids.join(", "));
    }
    out
}

struct Teacher<'t, 'i> {
    inspection: &'t Inspection<'i>,
    lessons: Vec<Lesson>,
    /// What has been said, by kind and words.
    known: BTreeSet<(Kind, String)>,
}

impl Teacher<'_, '_> {
    /// Asks about a word, once per document.
    fn say(&mut self, table: Option<usize>, kind: Kind, words: &str, meaning: Option<String>) {
        let words = words.replace(['\n', '\r', '\t'], "");
        let words = words.trim();
        let letters = words.chars().filter(|c| c.is_alphanumeric()).count();
        let veiled = words.contains(WITHHELD);
        if letters == 0 || words.chars().count() > LONGEST || veiled {
            return;
        }
        if !self.known.insert((kind, key(words))) {
            return;
        }
        let is_open = meaning.is_none();
        let meaning = meaning.unwrap_or_else(|| format!("<{} meaning>", kind.id()));
        let path = self.inspection.record.path.to_string();
        let line = [kind.id(), words, &meaning, "", &path].map(field).join(",");
        self.lessons.push(Lesson { table, kind, line, is_open });
    }

    fn of_table(&mut self, at: usize, table: &TableView<'_>) {
        let rows = self.rows(table);
        let head = rows.iter().take(HEAD).take_while(|row| !has_number(row)).count();
        let statement = table.trail.statement.or_else(|| by_rows(&rows[head..]));
        if table.trail.statement.is_none()
            && let Some(title) = title(table)
        {
            let named = statement.or_else(|| near_title(&title));
            self.say(Some(at), Kind::Title, &title, named.map(|one| one.id().to_owned()));
        }
        let statement = statement.or_else(|| title(table).and_then(|title| near_title(&title)));
        self.of_unit(at, table);
        match statement {
            Some(Statement::SelfEvaluation | Statement::PerformanceTarget | Statement::Scorecard) => {
                self.of_form(at, table, &rows);
            }
            _ => {
                self.of_columns(at, table, &rows, head);
                if statement == Some(Statement::ThreePublic) {
                    self.of_items(at, &rows[head..]);
                }
            }
        }
    }

    /// The rows of a table.
    fn rows(&self, table: &TableView<'_>) -> Vec<Row> {
        let span = table.trail.span;
        let blocks = self.inspection.document().blocks.iter();
        let tables =
            blocks.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
        tables
            .flat_map(|table| &table.rows)
            .filter(|row| span.contains(row.span.first) && row.texts().next().is_some())
            .cloned()
            .collect()
    }

    /// Where no unit is known: the words that stand where one does.
    fn of_unit(&mut self, at: usize, table: &TableView<'_>) {
        let trail = table.trail;
        if trail.unit.is_some() {
            return;
        }
        let lines: Vec<String> = {
            let source = &self.inspection.document().source;
            let last =
                trail.header.iter().next_back().copied().unwrap_or(trail.span.first).max(trail.span.first);
            let first = trail.span.first.saturating_sub(3).max(1);
            (first..=last).filter_map(|line| source.get(line as usize - 1)).cloned().collect()
        };
        for line in lines.iter().flat_map(|line| line.split('\t')) {
            let Some((_, rest)) = line
                .rsplit_once("单位")
                .and_then(|(a, b)| Some((a, b.trim_start().strip_prefix(['：', ':'])?)))
            else {
                continue;
            };
            let word: String = rest
                .trim_start()
                .chars()
                .take_while(|c| !c.is_whitespace() && !"()（）。；;,，".contains(*c))
                .collect();
            let is_name = crate::taxonomy::ends_like_a_body(&word);
            if (1..=UNIT).contains(&word.chars().count()) && stated_unit(line).is_none() && !is_name {
                let meaning = unit_by_its_signs(&word);
                self.say(Some(at), Kind::Unit, &word, meaning);
            }
        }
    }

    /// Headers of columns that hold numbers, or all labels, and are not known.
    fn of_columns(&mut self, at: usize, table: &TableView<'_>, rows: &[Row], head: usize) {
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let numbers = |column: usize| {
            rows[head..].iter().filter_map(|row| row.cells.get(column)).any(|cell| cell.number().is_some())
        };
        let header = |column: usize| {
            let above = rows[..head].iter().rev().filter_map(|row| row.cells.get(column));
            above.map(|cell| cell.text.as_str()).find(|text| !text.is_empty() && !is_unit(text))
        };
        let is_label = |word: Option<ColumnWord>| {
            matches!(
                word,
                Some(ColumnWord::Name | ColumnWord::Entity | ColumnWord::Code | ColumnWord::SecondName)
            )
        };
        let known = |text: &str| column_word(text).or_else(|| column_word(&header_word(text)));
        let headers: Vec<(usize, String)> =
            (0..width).filter_map(|column| Some((column, header(column)?.to_owned()))).collect();
        let labelled = headers.iter().any(|(_, text)| is_label(known(text)));
        let strange: Vec<&(usize, String)> = headers
            .iter()
            .filter(|(_, text)| {
                known(text).is_none() && three_public_item(text).is_none() && counted_in(text).is_none()
            })
            .collect();
        let amounts = strange.iter().filter(|(column, _)| numbers(*column)).count();
        let others = headers.iter().any(|(column, text)| {
            numbers(*column) && matches!(known(text), Some(ColumnWord::Measure(_) | ColumnWord::Economic(_)))
        });
        for (column, text) in strange {
            let near = near_amount(&header_word(text));
            if numbers(*column) {
                let only = (amounts == 1 && !others).then(|| "total".to_owned());
                self.say(Some(at), Kind::Column, &header_word(text), near.or(only));
            } else if !labelled && *column == 0 {
                self.say(Some(at), Kind::Column, &header_word(text), Some("name".to_owned()));
            }
        }
        // Words that the grid saw above numbers and this view did not: headers of several rows.
        for column in table.trail.columns.iter().filter(|one| one.numbers > 0 && !one.unknown.is_empty()) {
            let words = header_word(&column.unknown);
            if known(&column.unknown).is_none() && !column.unknown.contains(" / ") {
                self.say(Some(at), Kind::Column, &words, near_amount(&words));
            }
        }
    }

    /// Labels of rows that name no item of 三公.
    fn of_items(&mut self, at: usize, rows: &[Row]) {
        for row in rows.iter().filter(|row| has_number(row)) {
            let Some(text) = row.cells.iter().find(|cell| is_words(cell)).map(|cell| label(&cell.text))
            else {
                continue;
            };
            if three_public_item(&text).is_none()
                && counted_in(&text).is_none()
                && column_word(&text).is_none()
            {
                self.say(Some(at), Kind::Row, &text, nearest(Kind::Row, &text));
            }
        }
    }

    /// Fields of forms: the words above and before numbers that could not be placed.
    fn of_form(&mut self, at: usize, table: &TableView<'_>, rows: &[Row]) {
        let lost: BTreeSet<_> = table
            .unreadable
            .iter()
            .filter(|(reason, _)| {
                matches!(reason, Reason::FundsUncertain | Reason::NoMeaning | Reason::NoLabel)
            })
            .flat_map(|(_, lost)| lost.iter().map(|one| &one.locator))
            .collect();
        let known = |text: &str| {
            indicator_word(text).is_some() || fund_word(text).is_some() || fund_row_word(text).is_some()
        };
        for (nth, row) in rows.iter().enumerate() {
            for (column, _) in row.cells.iter().enumerate().filter(|(_, cell)| lost.contains(&cell.locator)) {
                let above = rows[..nth]
                    .iter()
                    .rev()
                    .filter_map(|row| row.cells.get(column))
                    .find(|cell| is_words(cell));
                let before = row.cells[..column].iter().rev().find(|cell| is_words(cell));
                for cell in [above, before].into_iter().flatten().filter(|cell| !known(&cell.text)) {
                    self.say(Some(at), Kind::Form, &label(&cell.text), nearest(Kind::Form, &cell.text));
                }
            }
        }
    }
}

/// The statement that a title names but for one word.
fn near_title(title: &str) -> Option<Statement> {
    nearest_statement(title).filter(|(_, missing)| missing.len() == 1).map(|(one, _)| one)
}

/// A title that names no statement, with anything in place of its year.
fn title(table: &TableView<'_>) -> Option<String> {
    let trail = table.trail;
    let own = (!trail.title.is_empty()).then_some(&trail.title);
    let words = own.or(trail.candidate.as_ref().map(|(_, words)| words))?;
    if statement_of(words).is_some() {
        return None;
    }
    let year = words.find("年").filter(|at| words[..*at].ends_with(|c: char| c.is_ascii_digit()));
    let bare = year
        .map(|at| words[at + "年".len()..].trim_start_matches('度'))
        .filter(|rest| rest.chars().count() > 3);
    Some(bare.map_or_else(|| words.clone(), |rest| format!("*{rest}")))
}

/// The amount that a header is like: a column of numbers is no column of names.
fn near_amount(header: &str) -> Option<String> {
    nearest(Kind::Column, header).filter(|id| Measure::from_id(id).is_some())
}

/// The statement that the labels of the rows of a table speak of.
fn by_rows(rows: &[Row]) -> Option<Statement> {
    let labels =
        || rows.iter().filter_map(|row| row.cells.iter().find(|cell| is_words(cell))).map(|cell| &cell.text);
    let items: BTreeSet<&str> =
        labels().filter_map(|text| three_public_item(text)).filter(|code| *code != "all").collect();
    if items.len() >= 2 {
        return Some(Statement::ThreePublic);
    }
    let sources = labels().filter(|text| source_of(text).is_some()).count();
    let two_sides = rows.iter().any(|row| row.cells.iter().filter(|cell| is_words(cell)).count() == 2);
    (sources >= 2 && two_sides).then_some(Statement::IncomeSummary)
}

/// What a unit is by the signs of which it is made; `None` where they do not say it.
fn unit_by_its_signs(word: &str) -> Option<String> {
    let money = word.contains(['元', '圆', '圓', '¥', '￥']) || key(word).contains("rmb");
    let signs: Vec<char> = word.chars().filter(|c| "千仟百佰万萬亿億".contains(*c)).collect();
    let id = match signs.as_slice() {
        [] => "yuan",
        ['千' | '仟'] => "qian_yuan",
        ['百' | '佰', '万' | '萬'] => "bai_wan_yuan",
        ['万' | '萬'] => "wan_yuan",
        ['亿' | '億'] => "yi_yuan",
        _ => return None,
    };
    money.then(|| id.to_owned())
}

fn has_number(row: &Row) -> bool {
    row.cells.iter().any(|cell| cell.number().is_some())
}

fn is_words(cell: &Cell) -> bool {
    cell.number().is_none() && cell.text.chars().any(|c| is_cjk(c) || c.is_alphabetic())
}
