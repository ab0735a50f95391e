//! Plates: a chart with everything that stands around it, so that page, picture file, data file and chart page say
//! the same. A new plate is one file and one line in [`YEAR`] or [`DEPARTMENT`].

mod alone;
mod breaks;
mod composition;
mod economics;
mod execution;
mod functions;
pub(crate) mod indicators;
pub(crate) mod multiples;
mod scorecard;
mod scores;
pub(crate) mod spark;
mod spine;
mod split;
mod three_public;
pub(crate) mod trend;

use std::cell::OnceCell;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::account::Account;
use super::desk::Desk;
use super::html::{self, Fig};
use super::routes;
use super::stated::Said;
use super::table::{Cell, Table};
use crate::chart::{self, Chart, Mode, Width};
use crate::messages::{Locale, say};
use crate::model::{Department, Fact, Phase, Standing, Status};

pub(crate) use alone::Bearings;

/// A chart with its words, its table and its figures.
pub(crate) struct Plate<'l> {
    /// Name in addresses.
    pub(crate) kind: &'static str,
    /// What the chart shows, as a statement of fact.
    pub(crate) title: String,
    /// Year, phase, unit, how to read.
    pub(crate) subtitle: String,
    /// The picture.
    pub(crate) chart: Box<dyn Chart>,
    /// The same figures as a table.
    pub(crate) table: Table,
    /// A shorter one for a page with much else, where the table is long.
    pub(crate) brief: Option<Table>,
    /// The facts that stand in the picture.
    pub(crate) facts: Vec<&'l Fact>,
    /// The figures whose numbers the title prints.
    pub(crate) stated: Vec<Fig>,
    /// What the figures support saying, and what not.
    pub(crate) says: Vec<Said>,
    /// What they do not.
    pub(crate) says_not: Vec<String>,
    /// What stands at its foot, once it is known: made of its figures, or given where they are those of other ledgers.
    pub(crate) foot: OnceCell<Foot>,
}

/// What stands at the foot of a plate: where its figures come from, and what of them is in doubt.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Foot {
    /// Documents with their lines.
    pub(crate) sources: Vec<String>,
    /// The figures with their places, for programs.
    pub(crate) figures: Vec<Value>,
    /// Contradictions that concern the picture.
    pub(crate) doubts: Vec<Doubt>,
    /// Whether any figure is derived.
    pub(crate) derived: bool,
}

impl Foot {
    /// The foot for some figures of a ledger.
    pub(crate) fn of(desk: &Desk<'_>, facts: &[&Fact]) -> Self {
        let sources = desk.sources(facts);
        Self {
            sources: if sources.is_empty() { Vec::new() } else { vec![sources] },
            figures: facts.iter().map(|fact| figure(desk, fact)).collect(),
            doubts: doubts(desk, facts),
            derived: facts.iter().any(|fact| fact.status == Status::Derived),
        }
    }

    /// This foot and another.
    pub(crate) fn add(&mut self, other: Self) {
        self.sources.extend(other.sources);
        self.figures.extend(other.figures);
        self.doubts.extend(other.doubts);
        self.derived |= other.derived;
    }
}

/// What of some figures does not agree: parts that do not make their whole, figures that stand otherwise elsewhere.
fn doubts(desk: &Desk<'_>, facts: &[&Fact]) -> Vec<Doubt> {
    let checks = desk.checks_of(facts);
    let off = checks.into_iter().filter(|finding| finding.standing() == Standing::Contradiction);
    off.map(|finding| {
        let record = desk.ledger.record(&finding.document);
        let year = record.map_or(finding.fiscal_year, |record| record.identity.fiscal_year);
        let page = routes::department_year(&finding.department, year);
        let href = desk.to(&format!("{page}#{}", super::findings::anchor(finding)));
        Doubt { message: desk.locale.text(&finding.message), href }
    })
    .collect()
}

/// A figure with its place, for programs. What is empty, and what most figures are (money in 万元, printed), is left out.
fn figure(desk: &Desk<'_>, fact: &Fact) -> Value {
    let mut figure = json!({
        "fact": &*fact.id,
        "name": fact.subject.name,
        "fiscal_year": fact.fiscal_year,
        "statement": fact.statement.id(),
        "measure": fact.measure.id(),
        "amount": fact.amount.value.to_string(),
        "unit": fact.amount.unit.id(),
        "document": &*fact.document,
        "locator": desk.ledger.place(&fact.document, &fact.locator),
    });
    let mut add = |name: &str, value: Value| figure[name] = value;
    let code = super::data::tables::code(fact);
    if !code.is_empty() {
        add("code", code.into());
    }
    if let Some(phase) = fact.phase {
        add("phase", phase.id().into());
    }
    if fact.status != Status::Printed {
        add("status", fact.status.id().into());
    }
    if !fact.derived_from.is_empty() {
        add("derived_from", fact.derived_from.iter().map(|id| id.to_string()).collect::<Vec<_>>().into());
    }
    figure
}

/// What all figures say alike, once, and a table of what each says of its own: a chart is mostly of one document, year
/// and table. A cell of which a figure says nothing is null.
fn shared(figures: &[Value]) -> (Map<String, Value>, Value) {
    let each = || figures.iter().filter_map(Value::as_object);
    let mut all = each().next().cloned().unwrap_or_default();
    each().skip(1).for_each(|figure| all.retain(|name, value| figure.get(name) == Some(value)));
    // Which figure it is stands with each, even where there is only one.
    all.retain(|name, _| name != "fact");
    let mut columns = vec!["fact"];
    for name in each().flat_map(Map::keys).filter(|name| !all.contains_key(*name)) {
        if !columns.contains(&name.as_str()) {
            columns.push(name);
        }
    }
    let row = |figure: &Map<String, Value>| -> Value {
        columns.iter().map(|name| figure.get(*name).cloned().unwrap_or_default()).collect()
    };
    let rows: Vec<Value> = each().map(row).collect();
    (all, json!({ "columns": columns, "rows": rows }))
}

type OfYear = for<'l> fn(&Desk<'l>, &Account<'l>) -> Option<Plate<'l>>;
type OfDepartment = for<'l> fn(&Desk<'l>, &'l Department) -> Option<Plate<'l>>;

/// The question of a year's page that a plate helps to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Question {
    Spent,
    Functions,
    People,
    Performance,
}

/// The plates of a fiscal year: the name in their address, the question below which they stand, in this order.
pub(crate) const YEAR: &[(&str, Question, OfYear)] = &[
    ("execution", Question::Spent, execution::plate),
    ("split", Question::People, split::plate),
    ("composition", Question::Functions, composition::plate),
    ("spine", Question::Functions, spine::plate),
    ("functions", Question::Functions, functions::plate),
    ("economics", Question::People, economics::plate),
    ("scores", Question::Performance, scores::plate),
    ("scorecard", Question::Performance, scorecard::plate),
];

/// The plates of a body over the years, by the name in their address.
pub(crate) const DEPARTMENT: &[(&str, OfDepartment)] =
    &[("trend", trend::plate), ("three-public", three_public::plate)];

/// The question that a plate of a body answers.
pub(crate) fn asked(locale: Locale, kind: &str) -> String {
    if kind == "trend" { say!(locale, "ask-trend") } else { say!(locale, "ask-three-public-years") }
}

/// Where the page, the picture and the data of a plate are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Home {
    /// Address of the page without its extension.
    pub(crate) stem: String,
}

impl Home {
    /// The chart of a body, of one year or over the years.
    pub(crate) fn chart(department: &str, year: Option<i32>, kind: &str) -> Self {
        let page = routes::chart(department, year, kind, "html");
        Self { stem: page.trim_end_matches(".html").to_owned() }
    }

    /// A page that has one chart of its own.
    pub(crate) fn page(page: &str) -> Self {
        Self { stem: page.trim_end_matches(".html").to_owned() }
    }

    /// The file with an extension.
    pub(crate) fn file(&self, extension: &str) -> String {
        format!("{}.{extension}", self.stem)
    }

    /// The picture on dark ground.
    pub(crate) fn dark(&self) -> String {
        format!("{}{}", self.stem, routes::DARK)
    }
}

/// A plate as templates see it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Shown {
    pub(crate) kind: &'static str,
    /// Anchor on the page.
    pub(crate) id: String,
    pub(crate) title: String,
    /// The title as markup: its lines end between words, its numbers have their provenance.
    pub(crate) title_html: String,
    pub(crate) subtitle: String,
    pub(crate) wide: String,
    pub(crate) narrow: String,
    /// Width and height of the pictures, in units of the chart.
    pub(crate) wide_size: (u32, u32),
    pub(crate) narrow_size: (u32, u32),
    /// What found no room in the pictures, per width.
    pub(crate) wide_left: Vec<Left>,
    pub(crate) narrow_left: Vec<Left>,
    /// How many more found none.
    pub(crate) wide_more: usize,
    pub(crate) narrow_more: usize,
    pub(crate) table: Table,
    pub(crate) sources: String,
    pub(crate) page: String,
    pub(crate) svg: String,
    pub(crate) csv: String,
    pub(crate) json: String,
    pub(crate) derived: bool,
    /// Figures of the picture that contradict others.
    pub(crate) doubts: Vec<Doubt>,
}

/// A contradiction that concerns a picture.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Doubt {
    pub(crate) message: String,
    pub(crate) href: String,
}

/// The most labels that are listed below a picture that has no room for them; the table has all.
const MOST_LEFT: usize = 8;

/// A label that found no room in a picture.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Left {
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) href: String,
    /// Where the value comes from.
    pub(crate) of: String,
}

impl Plate<'_> {
    /// A heading that repeats the title, as markup.
    pub(crate) fn heading(&self, text: &str) -> String {
        html::phrases_stated(text, &self.stated)
    }

    /// What stands at the foot.
    fn foot(&self, desk: &Desk<'_>) -> &Foot {
        self.foot.get_or_init(|| Foot::of(desk, &self.facts))
    }

    /// The plate for a page.
    pub(crate) fn show(&self, desk: &Desk<'_>, home: &Home) -> Shown {
        let name = self.kind;
        self.show_as(desk, home, name)
    }

    /// The plate for a page that shows several of a kind; `name` tells them apart.
    pub(crate) fn show_as(&self, desk: &Desk<'_>, home: &Home, name: &str) -> Shown {
        let mode = Mode::Inline { id_prefix: name.to_owned(), beside_wide: true };
        let draw = |width| chart::draw_in(words(desk.locale), &*self.chart, width, &mode);
        let (wide, narrow) = (draw(Width::Wide), draw(Width::Narrow));
        let left = |svg: &chart::Svg| -> Vec<Left> {
            svg.left_out
                .iter()
                .take(MOST_LEFT)
                .map(|one| Left {
                    label: one.label.clone(),
                    value: one.value_text.clone(),
                    href: one.href.clone().unwrap_or_default(),
                    of: one.trace.to_string(),
                })
                .collect()
        };
        let foot = self.foot(desk);
        Shown {
            doubts: foot.doubts.clone(),
            kind: self.kind,
            id: format!("chart-{name}"),
            wide_left: left(&wide),
            narrow_left: left(&narrow),
            wide_more: wide.left_out.len().saturating_sub(MOST_LEFT),
            narrow_more: narrow.left_out.len().saturating_sub(MOST_LEFT),
            wide_size: (wide.width, wide.height),
            narrow_size: (narrow.width, narrow.height),
            wide: wide.markup,
            narrow: narrow.markup,
            sources: foot.sources.join(&say!(desk.locale, "clause-separator")),
            page: desk.to(&home.file("html")),
            svg: desk.to(&home.file("svg")),
            csv: desk.to(&home.file("csv")),
            json: desk.to(&home.file("json")),
            derived: foot.derived,
            title_html: self.heading(&self.title),
            title: self.title.clone(),
            subtitle: self.subtitle.clone(),
            table: self.table.clone(),
        }
    }

    /// The figures with their places, for programs.
    fn data(&self, desk: &Desk<'_>, who: &str, address: &str) -> Vec<u8> {
        let columns: Vec<&str> = self.table.columns.iter().map(|head| head.text.as_str()).collect();
        let rows: Vec<Vec<&str>> = self
            .table
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect())
            .collect();
        let (all, figures) = shared(&self.foot(desk).figures);
        let value = json!({
            "kind": self.kind,
            "who": who,
            "title": self.title,
            "subtitle": self.subtitle,
            "source": self.foot(desk).sources.join(&say!(desk.locale, "clause-separator")),
            "address": address,
            "table": { "columns": columns, "rows": rows },
            "all_figures": all,
            "figures": figures,
        });
        let mut bytes = serde_json::to_vec(&value).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

/// The code of a class, which leads to the page of the class.
fn class_cell(desk: &Desk<'_>, code: &str, page: fn(&str) -> String) -> Cell {
    if is_class_code(code) { Cell::link(&desk.to(&page(code)), code) } else { Cell::text(code) }
}

/// Whether a code is one of a class, a group or an item, of which there is a page over bodies.
pub(crate) fn is_class_code(code: &str) -> bool {
    matches!(code.len(), 3 | 5 | 7) && code.bytes().all(|byte| byte.is_ascii_digit())
}

/// The plates of what the money is for, the one that fits best first: areas, but where one class is most of them.
pub(crate) fn of_functions(account: &Account<'_>) -> Vec<&'static str> {
    let Some(functions) = account.functions(account.phase()) else { return Vec::new() };
    let largest = functions.classes.iter().map(|class| class.total.amount.comparable()).max();
    // More than 60 of 100.
    let one_sided = largest.unwrap_or_default() * Decimal::from(5)
        > functions.total.amount.comparable() * Decimal::from(3);
    let stands: [(&str, bool); 3] = [
        ("composition", true),
        ("spine", spine::stands(&functions)),
        ("functions", functions::stands(&functions)),
    ];
    let mut kinds: Vec<&str> =
        stands.into_iter().filter(|(_, stands)| *stands).map(|(kind, _)| kind).collect();
    if one_sided && kinds.get(1) == Some(&"spine") {
        kinds.swap(0, 1);
    }
    kinds
}

/// The words of pictures in a language.
pub(crate) fn words(locale: Locale) -> &'static chart::Words {
    chart::words::of(locale == Locale::English)
}

/// How the pictures of one set of figures are told apart.
pub(crate) fn manner(locale: Locale, kind: &str) -> String {
    match kind {
        "composition" => say!(locale, "manner-areas"),
        "spine" => say!(locale, "manner-levels"),
        _ => say!(locale, "manner-ranked"),
    }
}

/// The plates of a year that help to answer a question.
pub(crate) fn of_question<'p, 'l>(
    question: Question,
    desk: &'p Desk<'l>,
    account: &'p Account<'l>,
) -> impl Iterator<Item = (&'static str, Plate<'l>)> + use<'p, 'l> {
    // Of the pictures of one set of figures a page shows one.
    let one = (question == Question::Functions).then(|| of_functions(account).first().copied()).flatten();
    let own =
        YEAR.iter().filter(move |(kind, asked, _)| *asked == question && one.is_none_or(|one| one == *kind));
    own.filter_map(move |(kind, _, build)| Some((*kind, build(desk, account)?)))
}

/// The 三公 plate for the page of one year.
pub(crate) fn three_public_of_year<'l>(
    desk: &Desk<'l>,
    department: &'l Department,
    year: i32,
) -> Option<Plate<'l>> {
    three_public::plate_of_year(desk, department, year)
}

/// `2023 年决算`, `2024 年预算`, `2020 年全年预算`.
pub(crate) fn year_phase(locale: Locale, year: i32, phase: Phase) -> String {
    match phase {
        Phase::Budget => say!(locale, "year-plan", year = year),
        Phase::Adjusted => say!(locale, "year-adjusted", year = year),
        Phase::Execution => say!(locale, "year-execution", year = year),
        Phase::Final => say!(locale, "year-account", year = year),
    }
}
