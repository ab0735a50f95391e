//! The source as read: every line an anchor, every number that was understood marked with what it was read as.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::desk::Desk;
use super::html::escape;
use crate::document::{Locator, Place, Places, clean, numbers, parse_cell};
use crate::ledger::Record;
use crate::messages::{Locale, say};
use crate::model::{Became, Fact, Kind, Measure, Phase, Unit, Unrecognised};

/// A place in the source with its meaning.
struct Mark<'l> {
    locator: &'l Locator,
    /// `f` for a figure, `i` for a row of a performance table, `u` for a number that could not be placed, `l` for a cell
    /// whose numbers are no figures.
    class: &'static str,
    /// The sign beside it; none for figures, whose underline says it.
    sign: &'static str,
    title: String,
}

/// A part of a line: bytes from, to, and what stands there.
struct Part {
    from: usize,
    to: usize,
    open: String,
    close: &'static str,
}

/// The lines of a document as markup: lines of text as lines, rows of tables as tables, under the pages or sheets of
/// the original.
pub(crate) fn lines(desk: &Desk<'_>, record: &Record) -> String {
    let marks = marks(desk, record);
    let mut by_line: BTreeMap<u32, Vec<&Mark<'_>>> = BTreeMap::new();
    for mark in &marks {
        by_line.entry(mark.locator.line()).or_default().push(mark);
    }
    let view = View {
        places: &record.document.places,
        by_line,
        runs: runs(&marks),
        lost: lost(desk.locale, record),
        heads: heads(desk.locale, record),
        named: named(desk, record),
        became: &record.account.places,
    };
    let mut out = String::new();
    let mut sheet: Option<String> = None;
    let mut begun: BTreeSet<String> = BTreeSet::new();
    let mut table: Option<String> = None;
    let closing = |out: &mut String, table: &mut Option<String>| {
        if table.take().is_some() {
            out.push_str("</table></div>\n");
        }
    };
    for (raw, number) in record.document.source.iter().zip(1_u32..) {
        let place = view.places.of_line(number);
        let part = part_of(desk.locale, place);
        let row = matches!(place.inner(), Place::PageRow { .. } | Place::Row { .. } | Place::SheetRow { .. });
        let head = view.heads.get(&number);
        let key = row.then(|| table_of(place));
        if table != key || head.is_some() {
            closing(&mut out, &mut table);
        }
        if part.is_some()
            && sheet != part.as_ref().map(|(id, _)| id.clone())
            && let Some((id, words)) = part
        {
            // Of a row that a page break cut, the rest stands with its row; a page that then goes on has its anchor already.
            let anchor =
                if begun.insert(id.clone()) { format!(" id=\"{}\"", escape(&id)) } else { String::new() };
            let _ = writeln!(out, "<h3 class=\"sheet\"{anchor}>{}</h3>", escape(&words));
            sheet = Some(id);
        }
        if let Some(head) = head {
            let _ = write!(out, "<p class=\"th\">{}</p>", escape(head));
        }
        match key {
            Some(key) => {
                if table.is_none() {
                    out.push_str("<div class=\"scroll\"><table class=\"seen\">\n");
                    table = Some(key);
                }
                view.row(&mut out, raw, number);
            }
            None => view.line(&mut out, raw, number),
        }
    }
    closing(&mut out, &mut table);
    out
}

/// The tables that were not understood, by their lines, and why.
fn lost(locale: Locale, record: &Record) -> Vec<(u32, u32, String)> {
    let one = |one: &Unrecognised| {
        (one.span.first, one.span.last, locale.word("reason", one.reason.id(), one.reason.label()))
    };
    let mut lost: Vec<_> = record.unrecognised.iter().map(one).collect();
    lost.sort_by_key(|(first, ..)| *first);
    lost
}

/// The page or sheet that a line stands on: its anchor and its words.
fn part_of(locale: Locale, place: &Place) -> Option<(String, String)> {
    match place {
        Place::PageLine { page, .. } | Place::PageRow { page, .. } => {
            Some((format!("p{page}"), say!(locale, "source-page", page = *page)))
        }
        Place::SheetRow { sheet, .. } => {
            Some((sheet.to_string(), say!(locale, "source-sheet", sheet = &**sheet)))
        }
        Place::Line | Place::Row { .. } => None,
        Place::Attached { file, place, .. } => {
            let (id, words) = part_of(locale, place).unwrap_or_default();
            Some((
                format!("attachment:{file}!{id}"),
                say!(locale, "source-attachment", file = &**file, words = words),
            ))
        }
    }
}

/// What tells one table from another.
fn table_of(place: &Place) -> String {
    match place {
        Place::PageRow { page, table, .. } => format!("p{page}:t{table}"),
        Place::Row { table, .. } => format!("t{table}"),
        Place::SheetRow { sheet, .. } => sheet.to_string(),
        Place::Line | Place::PageLine { .. } => String::new(),
        Place::Attached { file, place, .. } => format!("{file}!{}", table_of(place)),
    }
}

/// What is known of the lines of a document.
struct View<'v> {
    places: &'v Places,
    by_line: BTreeMap<u32, Vec<&'v Mark<'v>>>,
    runs: BTreeSet<u32>,
    lost: Vec<(u32, u32, String)>,
    heads: BTreeMap<u32, String>,
    /// Places that something speaks of.
    named: BTreeSet<Locator>,
    /// What numbers became that are no figures.
    became: &'v BTreeMap<Locator, Became>,
}

impl View<'_> {
    /// The class and title of a line: whether it was understood.
    fn kind(&self, number: u32) -> (&'static str, String) {
        // Tables lie one behind the other: the last that begins before the line is the one that may hold it.
        let at = self.lost.partition_point(|(first, ..)| *first <= number);
        let reason = self.lost[..at].last().filter(|(_, last, _)| *last >= number);
        let class = match (reason, self.runs.contains(&number)) {
            (Some(_), _) => "un",
            (None, true) => "run",
            _ => "",
        };
        let title =
            reason.map_or_else(String::new, |(.., why)| format!(" title=\"未识别：{}\"", escape(why)));
        (class, title)
    }

    /// A line of text. Its number is what its anchor says; where that says more, it stands before the text.
    fn line(&self, out: &mut String, raw: &str, number: u32) {
        let (class, title) = self.kind(number);
        let id = escape(&self.places.line(number));
        let short = escape(&self.places.count(number));
        let became = self.became.get(&Locator::Line(number)).map_or_else(String::new, sign);
        let _ = write!(out, "<p{} id=\"{id}\"{title}{became}>", class_of(class));
        if id.strip_prefix('L') != Some(&*short) {
            let _ = write!(out, "<b>{short}</b>");
        }
        line(out, self.places, raw, self.marks(number), true);
        out.push_str("</p>\n");
    }

    /// A row of a table, every cell an anchor but those in which nothing stands and of which nothing is said.
    fn row(&self, out: &mut String, raw: &str, number: u32) {
        let (class, title) = self.kind(number);
        let id = escape(&self.places.line(number));
        let short = escape(&self.places.count(number));
        let _ = write!(out, "<tr{} id=\"{id}\"{title}><td>{short}</td>", class_of(class));
        let mut cells = String::new();
        // Labels are marked on their cells.
        let marks: Vec<&Mark<'_>> =
            self.marks(number).iter().copied().filter(|mark| mark.class != "l").collect();
        line(&mut cells, self.places, raw, &marks, false);
        // Sheets are as wide as their widest row: what is blank at the end of the others is one cell.
        let mut blank = 0;
        for ((cell, text), nth) in cells.split('\t').zip(raw.split('\t')).zip(1..) {
            let place = Locator::Cell(number, nth);
            if cell.trim().is_empty() && !self.named.contains(&place) {
                blank += 1;
                continue;
            }
            out.extend(std::iter::repeat_n("<td></td>", std::mem::take(&mut blank)));
            let id = escape(&self.places.name(&place));
            let number = if parse_cell(text).is_some() { "n" } else { "" };
            if let Some((class, said, text)) = whole(cell) {
                // The class of a figure says that it is a number.
                let class =
                    if class == "f" || number.is_empty() { class.to_owned() } else { format!("{class} n") };
                let _ = write!(out, "<td class=\"{class}\" id=\"{id}\"{said}>{text}</td>");
                continue;
            }
            let became = self.became.get(&place).map_or_else(String::new, sign);
            let _ = write!(out, "<td{} id=\"{id}\"{became}>{cell}</td>", class_of(number));
        }
        match blank {
            0 => {}
            1 => out.push_str("<td></td>"),
            _ => {
                let _ = write!(out, "<td colspan=\"{blank}\"></td>");
            }
        }
        out.push_str("</tr>\n");
    }

    fn marks(&self, number: u32) -> &[&Mark<'_>] {
        self.by_line.get(&number).map_or(&[][..], Vec::as_slice)
    }
}

/// A class as an attribute, where there is one.
fn class_of(class: &str) -> String {
    if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") }
}

/// A cell that is one mark from end to end: its class, what else is said of it, its text. The cell itself can carry these.
fn whole(cell: &str) -> Option<(&str, &str, &str)> {
    let (said, text) = cell.trim().strip_prefix("<i")?.strip_suffix("</i>")?.split_once('>')?;
    if text.contains('<') || said.contains(" id=") {
        return None;
    }
    match said.strip_prefix(" class=\"").and_then(|said| said.split_once('"')) {
        Some((class, said)) => Some((class, said, text)),
        None => Some((FIGURE, said, text)),
    }
}

/// The class of a figure; in running text it is that of a mark that names none.
const FIGURE: &str = "f";

/// The attribute of a cell whose numbers are no figures: its sign, which the page explains once.
fn sign(became: &Became) -> String {
    format!(" data-m=\"{}\"", became.mark())
}

/// All places of a document that something links to.
fn marks<'l>(desk: &Desk<'l>, record: &'l Record) -> Vec<Mark<'l>> {
    let mut marks = Vec::new();
    let columns = Columns::of(record);
    for fact in desk.ledger.facts_in(&record.path).filter(|fact| fact.derived_from.is_empty()) {
        let title = meaning(desk.locale, fact, record, &columns);
        marks.push(Mark { locator: &fact.locator, class: FIGURE, sign: "", title });
    }
    for one in &record.unreadable {
        let title = say!(
            desk.locale,
            "source-unread",
            reason = desk.locale.word("reason", one.reason.id(), one.reason.label())
        );
        let sign = Became::Unreadable.mark();
        marks.push(Mark { locator: &one.locator, class: "u", sign, title });
    }
    for row in desk.ledger.indicators_in(&record.path) {
        marks.push(Mark {
            locator: &row.locator,
            class: "i",
            sign: "",
            title: say!(desk.locale, "source-indicator"),
        });
    }
    // Of the numbers in sentences that are no figures, the sentence says what they are.
    let cells = record.account.places.iter().filter(|(place, _)| matches!(place, Locator::Cell(..)));
    marks.extend(cells.map(|(locator, became)| Mark {
        locator,
        class: "l",
        sign: became.mark(),
        title: String::new(),
    }));
    marks
}

/// The places that findings speak of, whether anything stands there or not.
fn named(desk: &Desk<'_>, record: &Record) -> BTreeSet<Locator> {
    let own = desk.report.checks_in(&record.path).iter();
    let sides = own.clone().flat_map(|finding| [Some(&finding.left), finding.right.as_ref()]);
    let places = own.flat_map(|finding| &finding.places).filter(|place| place.document == record.path);
    let sides = sides.flatten().map(|side| side.locator.clone());
    sides.chain(places.map(|place| place.locator.clone())).collect()
}

/// The words that stand in each column of a document's rows, with their lines, and the lines on which statements begin.
struct Columns<'r> {
    words: BTreeMap<u32, Vec<(u32, &'r str)>>,
    begins: BTreeSet<u32>,
}

impl<'r> Columns<'r> {
    /// How many of the words above a figure are its head: a head may stand in two rows.
    const HEAD: usize = 2;

    fn of(record: &'r Record) -> Self {
        let mut columns: BTreeMap<u32, Vec<(u32, &str)>> = BTreeMap::new();
        for (line, number) in record.document.source.iter().zip(1..).filter(|(line, _)| line.contains('\t')) {
            for (cell, nth) in line.split('\t').zip(1..) {
                // A number is no head, and neither is a mark for nothing.
                let words = cell.contains(char::is_alphabetic) && parse_cell(cell).is_none();
                if words {
                    columns.entry(nth).or_default().push((number, cell));
                }
            }
        }
        let begins = record.statements.iter().filter_map(|one| Some(one.locator.as_ref()?.line()));
        Self { words: columns, begins: begins.collect() }
    }

    /// Whether the head of a cell's column says a word. Words above its statement belong to another table.
    fn say(&self, place: &Locator, word: &str) -> bool {
        let Locator::Cell(line, nth) = place else { return false };
        let Some(begin) = self.begins.range(..=line).next_back() else { return false };
        let words = self.words.get(nth).map_or(&[][..], Vec::as_slice);
        let above = &words[..words.partition_point(|(at, _)| at < line)];
        let head = above.iter().rev().take(Self::HEAD).filter(|(at, _)| at >= begin);
        head.into_iter().any(|(_, words)| words.contains(word))
    }
}

/// What a figure was read as, beyond what its table and its document say already.
fn meaning(locale: Locale, fact: &Fact, record: &Record, columns: &Columns<'_>) -> String {
    let own = record.identity.fiscal_year == fact.fiscal_year;
    let year = if own { String::new() } else { say!(locale, "year-words", year = fact.fiscal_year) };
    let usual = match record.kind() {
        Some(Kind::Budget) => Some(Phase::Budget),
        Some(Kind::Final) => Some(Phase::Final),
        _ => None,
    };
    let phase = fact
        .phase
        .filter(|phase| Some(*phase) != usual)
        .map_or_else(String::new, |phase| locale.word("phase", phase.id(), phase.label()));
    let measure = if fact.measure == Measure::Total { "" } else { fact.measure.label() };
    let measure = if measure.is_empty() || columns.say(&fact.locator, measure) {
        String::new()
    } else {
        locale.word("measure", fact.measure.id(), measure)
    };
    let unit = if fact.amount.unit == Unit::WanYuan { String::new() } else { locale.unit(fact.amount.unit) };
    // The name that stands in the row is seen there.
    let at = (fact.locator.line() as usize).saturating_sub(1);
    let row = matches!(fact.locator, Locator::Cell(..)).then(|| record.document.source.get(at)).flatten();
    let name = fact.subject.name.as_str();
    let name = if row.is_some_and(|row| row.contains(name)) { "" } else { name };
    let parts = [&*year, &*phase, name, &*measure, &*unit];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The lines of figures and rows that stretch over several.
fn runs(marks: &[Mark<'_>]) -> BTreeSet<u32> {
    marks
        .iter()
        .filter(|mark| matches!(mark.locator, Locator::Lines(..)) && mark.class != "i")
        .flat_map(|mark| mark.locator.line()..=mark.locator.last_line().min(mark.locator.line() + 64))
        .collect()
}

/// What begins on a line: the tables that were understood.
fn heads(locale: Locale, record: &Record) -> BTreeMap<u32, String> {
    let mut heads: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for one in &record.statements {
        if let Some(locator) = &one.locator {
            let words = say!(
                locale,
                "source-statement",
                name = locale.word("table", one.statement.id(), one.statement.label()),
                facts = one.facts
            );
            heads.entry(locator.line()).or_default().push(words);
        }
    }
    heads
        .into_iter()
        .map(|(line, words)| {
            (line, say!(locale, "source-recognised", words = words.join(&say!(locale, "clause-separator"))))
        })
        .collect()
}

/// One line with its marks. `anchors` is off for rows whose cells are anchors already.
fn line(out: &mut String, places: &Places, raw: &str, marks: &[&Mark<'_>], anchors: bool) {
    // Places of numbers are counted in the cleaned text; where that differs, it is what the page shows.
    let cleaned;
    let counted = marks.iter().any(|mark| matches!(mark.locator, Locator::Number(..)));
    let differs = counted && {
        cleaned = clean(raw);
        numbers(&cleaned).len() != numbers(raw).len()
    };
    let owned;
    let text = if differs {
        owned = clean(raw);
        owned.as_str()
    } else {
        raw
    };
    let mut parts: Vec<Part> = Vec::new();
    let mut ids: BTreeSet<String> = BTreeSet::new();
    for mark in marks {
        let id = places.name(mark.locator);
        let own = match mark.locator {
            Locator::Line(_) => false,
            Locator::Cell(..) => anchors,
            Locator::Lines(..) | Locator::Number(..) => true,
        };
        let fresh = own && ids.insert(id.clone());
        let range = mark.locator.range_in(text);
        let free = range
            .filter(|(from, to)| parts.iter().all(|part| *to <= part.from || part.to <= *from))
            // No mark reaches over the border of a cell.
            .filter(|(from, to)| anchors || !text[*from..*to].contains('\t'));
        match free {
            Some((from, to)) => parts.push(tag(mark, if fresh { &id } else { "" }, from, to)),
            // The place exists even where nothing can be marked there.
            None if fresh => {
                let _ = write!(out, "<span id=\"{}\"></span>", escape(&id));
            }
            None => {}
        }
    }
    parts.sort_by_key(|part| part.from);
    let mut at = 0;
    for part in &parts {
        out.push_str(&escape(text.get(at..part.from).unwrap_or_default()));
        out.push_str(&part.open);
        out.push_str(&escape(text.get(part.from..part.to).unwrap_or_default()));
        out.push_str(part.close);
        at = part.to;
    }
    out.push_str(&escape(text.get(at..).unwrap_or_default()));
}

fn tag(mark: &Mark<'_>, id: &str, from: usize, to: usize) -> Part {
    let id = if id.is_empty() { String::new() } else { format!(" id=\"{}\"", escape(id)) };
    // Rows are cut into cells at their tabs.
    let title = escape(&mark.title.replace('\t', " "));
    let sign = if mark.sign.is_empty() { String::new() } else { format!(" data-m=\"{}\"", mark.sign) };
    let title = if title.is_empty() { String::new() } else { format!(" title=\"{title}\"") };
    let class = class_of(if mark.class == FIGURE { "" } else { mark.class });
    let open = format!("<i{class}{id}{sign}{title}>");
    Part { from, to, open, close: "</i>" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_gets_an_anchor_even_where_nothing_stands() {
        let locators =
            [Locator::Cell(1, 2), Locator::Cell(1, 9), Locator::Number(1, 1), Locator::Lines(1, 3)];
        let marks: Vec<Mark<'_>> = locators
            .iter()
            .map(|locator| Mark { locator, class: "f", sign: "", title: "<t>".into() })
            .collect();
        let mut out = String::new();
        line(&mut out, &Places::default(), "甲\t1.00<b>", &marks.iter().collect::<Vec<_>>(), true);
        for id in ["L1:c2", "L1:c9", "L1@1", "L1-3"] {
            assert!(out.contains(&format!("id=\"{id}\"")), "{id} in {out}");
        }
        assert!(!out.contains("<b>") && !out.contains("<t>"));
    }

    #[test]
    fn a_head_says_what_its_column_holds_and_no_other() {
        let words = BTreeMap::from([
            (3, vec![(2, "其中：基本支出"), (3, "小计"), (9, "项目支出"), (10, "合计"), (12, "备注")]),
            (4, vec![(3, "项目支出")]),
        ]);
        let columns = Columns { words, begins: BTreeSet::from([1, 8]) };
        let says = |line, cell, word| columns.say(&Locator::Cell(line, cell), word);
        assert!(says(5, 3, "基本支出") && says(5, 4, "项目支出"));
        assert!(!says(5, 4, "基本支出") && !says(5, 5, "基本支出"), "of another column");
        assert!(!says(9, 3, "基本支出") && !says(11, 4, "项目支出"), "of the table before");
        assert!(says(11, 3, "项目支出") && !says(13, 3, "项目支出"), "two rows are its head");
        assert!(!columns.say(&Locator::Number(5, 3), "基本支出"));
    }

    #[test]
    fn a_cell_that_is_one_mark_carries_it_itself() {
        assert_eq!(whole("<i title=\"甲 &gt;\">1.00</i>"), Some(("f", " title=\"甲 &gt;\"", "1.00")));
        let unread = "<i class=\"u\" data-m=\"？\">1.0o</i> ";
        assert_eq!(whole(unread), Some(("u", " data-m=\"？\"", "1.0o")));
        for other in ["1.00", "<i>1.00</i>元", "<i>1</i>/<i>2</i>", "<i id=\"L1@1\">1</i>", "", "<i", "<i>"]
        {
            assert_eq!(whole(other), None, "{other}");
        }
    }
}
