//! Recognising: [`Document`] to [`Disclosure`]. Who and when, which table is which, header words to columns, rows to
//! facts, sentences to figures. A layout is one file with a `Layout` and one line in `LAYOUTS`.

mod account;
mod aligned;
mod behind;
mod below;
mod beside;
mod caption;
mod changes;
mod code_parts;
mod codebook;
mod columns;
mod contents;
mod continued;
mod cut_labels;
mod diagnostics;
mod doubled;
mod figures;
mod flat;
mod flow;
mod funds;
mod grid;
mod header;
mod hierarchy;
mod identity;
mod labels;
mod levels;
mod lines;
mod matrix;
mod operations;
mod output;
mod panel;
mod prose;
mod red;
mod remarks;
mod row_labels;
mod row_units;
mod scorecard;
mod section;
mod self_evaluation;
mod split;
mod stacked;
mod structure;
mod subject;
mod target;
mod three_public;
mod trail;
mod units;
mod wide;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, Locator, label};
use crate::model::{Disclosure, Identity, Reason, Severity, Statement, Trail, Unreadable, Unrecognised};
use crate::source::Source;
use crate::taxonomy::vocabulary::{self, Words};
use crate::taxonomy::{Vocabulary, Who, same_body};

use codebook::Codebook;
pub use columns::header_word;
use figures::{is_made_of_figures, looks_like_figure};
use grid::{Column, Grid, Role};
use output::{Context, Output};
use section::{Body, Parts, Section};

/// A way to read a disclosed table.
trait Layout: Sync {
    /// A stable id, shown by `inspect`.
    fn id(&self) -> &'static str;

    /// How well a table fits; 0 where it does not. The highest score reads the table; a tie is reported.
    fn score(&self, section: &Section, grid: Option<&Grid>) -> u32;

    /// Whether its columns have one meaning each, from the header.
    fn by_columns(&self, _: &Grid) -> bool {
        true
    }

    /// The code and printed words of the item that a column stands for, in layouts with items in columns.
    fn item(&self, _: &Column) -> Option<(&'static str, String)> {
        None
    }

    /// Reads the table.
    fn recognise(&self, section: &Section, grid: Option<&Grid>, context: &Context, out: &mut Output);
}

/// All layouts. The order has no effect on the result.
const LAYOUTS: &[&dyn Layout] = &[
    &matrix::Matrix,
    &three_public::ThreePublic,
    &self_evaluation::SelfEvaluation,
    &scorecard::Scorecard,
    &target::PerformanceTarget,
];

/// Says what a document means, by the words of the program alone.
pub fn recognise(document: &Document, source: &Source) -> Disclosure {
    recognise_with(document, source, &Vocabulary::default())
}

/// Says what a document means, by the words of the program and of the publisher. Never panics: a defect of a layout is a
/// diagnostic of this one document.
pub fn recognise_with(document: &Document, source: &Source, vocabulary: &Vocabulary) -> Disclosure {
    let (words, waits) = vocabulary.for_path(&source.path);
    let first = fenced(document, source, words.clone());
    if !waits {
        return first;
    }
    // Who speaks is known now, and with it which of the other words hold.
    let identity = &first.identity;
    let who = Who { division: &identity.division, body: &identity.body, year: identity.fiscal_year };
    let all = vocabulary.for_document(&source.path, &who);
    if all.len() == words.len() { first } else { fenced(document, source, all) }
}

/// The work on one document, with the publisher's words that hold for it.
fn fenced(document: &Document, source: &Source, words: Words) -> Disclosure {
    let work = || vocabulary::with(words, || understand(document, source));
    let done = catch_unwind(AssertUnwindSafe(work));
    done.map(|(disclosure, met)| Disclosure { met, ..disclosure }).unwrap_or_else(|_| Disclosure {
        document: source.path.clone(),
        diagnostics: vec![
            Diagnostic::new(
                Code::ReaderFailed,
                Severity::Error,
                &source.path,
                "recognising this document failed inside",
            )
            .help("this is a defect of the program: please report it with the file"),
        ],
        ..Disclosure::default()
    })
}

fn understand(document: &Document, source: &Source) -> Disclosure {
    crate::fault::here("recognise", &source.path);
    let mut parts = section::cut(document);
    flow::cut_out_goals(&mut parts);
    flat::restore(&mut parts);
    wide::join(&mut parts);
    parts.sections.iter_mut().for_each(Section::take_caption_rows);
    continued::join(&mut parts);
    parts.sections.iter_mut().for_each(red::settle);
    parts.sections.iter_mut().for_each(cut_labels::mend);
    parts.sections.iter_mut().for_each(Section::look_for_unit);
    units::stated_for_all(document, &mut parts);
    parts.sections.iter_mut().for_each(Section::name_by_header);
    let identity = identity::read(document, &parts, &source.sidecar);
    let mut projects = BTreeSet::new();
    let mut rebuilt: Vec<(usize, flow::Rebuilt)> = Vec::new();
    let mut grids: Vec<Option<Grid>> = Vec::with_capacity(parts.sections.len());
    for (at, section) in parts.sections.iter().enumerate() {
        let mut grid = match flow::rebuild(section, &identity, &projects) {
            Some(mut flow) => {
                let grid = flow.grid.take();
                rebuilt.push((at, flow));
                grid
            }
            None => grid_of(section),
        };
        if let Some(grid) = &mut grid {
            name_the_labels(grid, section, &identity);
            split::settle(grid, section.statement);
            if section.statement == Some(Statement::Project) {
                projects.extend(project_names(grid, &identity));
            }
        }
        grids.push(grid);
    }
    if rebuilt.is_empty() {
        below::turn(&mut parts, &mut grids);
    }
    for (section, grid) in parts.sections.iter_mut().zip(&grids) {
        // What stands above the numbers is nearer to them than the caption is.
        if let Some(unit) = grid.as_ref().and_then(Grid::header_unit) {
            section.caption.unit = Some(unit);
        }
    }
    contents::settle(&mut parts, &grids);
    units::prove(&mut parts, &grids);
    let mut codes = Codebook::default();
    grids.iter().flatten().for_each(|grid| codes.collect(grid));
    codes.index();
    let context = Context {
        document: source.path.clone(),
        identity: &identity,
        codes: &codes,
        adjusted_three_public: says_adjusted(&parts),
    };
    let mut out = Output::default();
    for (section, grid) in parts.sections.iter().zip(&grids) {
        read_table(section, grid.as_ref(), &context, &mut out);
    }
    let only_three_public = !parts.sections.is_empty()
        && parts.sections.iter().all(|section| section.statement == Some(Statement::ThreePublic));
    let prose = prose::read(&parts.prose, only_three_public, &context, &mut out);
    for (at, flow) in rebuilt {
        let section = &parts.sections[at];
        target::indicators_of_flow(section, flow.indicators, &context, &mut out);
        out.unreadable.extend(flow.unreadable.into_iter().map(|(cell, reason)| Unreadable {
            statement: section.statement,
            table: section.title.as_str().into(),
            locator: cell.locator,
            quote: cell.quote,
            reason,
        }));
    }
    sweep(&parts, &grids, &mut out);
    let books = |out: &Output| {
        account::draw_up(&account::Books {
            document,
            facts: &out.facts,
            unreadable: &out.unreadable,
            indicators: &out.indicators,
            unrecognised: &out.unrecognised,
            tables: &out.trail,
            prose: &prose,
            aside: &out.aside,
        })
    };
    let (mut account, mut unsaid) = books(&out);
    if account::withdraw(&account, &mut out) {
        (account, unsaid) = books(&out);
    }
    account::list_unsaid(unsaid, &mut out);
    account::list(&account, &context, &mut out);
    trail::add_candidates(&parts, &mut out.trail);
    out.facts.sort_by_key(|fact| fact.locator.order());
    diagnostics::report(document, source, &identity, &parts, &mut out);
    remarks::tell_topics(document, &mut out.facts);
    let remarks = remarks::find(&remarks::Text {
        document,
        identity: &identity,
        prose: &prose,
        facts: &out.facts,
        indicators: &out.indicators,
    });
    Disclosure {
        document: source.path.clone(),
        identity: identity.clone(),
        statements: out.statements,
        facts: out.facts,
        prose,
        remarks,
        unreadable: out.unreadable,
        indicators: out.indicators,
        projects: out.projects,
        unrecognised: out.unrecognised,
        diagnostics: out.diagnostics,
        trail: Trail { tables: out.trail, aside: out.aside },
        account,
        met: BTreeSet::new(),
    }
}

fn grid_of(section: &Section) -> Option<Grid> {
    let Body::Rows(shape, rows) = &section.body else { return None };
    Grid::build(*shape, rows)
}

/// A column of units that holds other labels too is the label column of its table.
fn name_the_labels(grid: &mut Grid, section: &Section, identity: &Identity) {
    let labelled = grid.columns.iter().any(|c| {
        matches!(c.role, Role::Code | Role::CodePart(_) | Role::Name | Role::SecondName | Role::Year)
    });
    let Some(at) = grid.position(Role::Entity).filter(|_| !labelled) else { return };
    let is_unit = |text: &str| {
        same_body(text, &identity.body)
            || same_body(text, &section.caption.entity)
            || subject::looks_like_unit(text, &identity.body)
    };
    let texts = grid.rows.iter().filter(|row| row.fits).map(|row| row.cells[at].text.as_str());
    if texts.filter(|text| !text.is_empty()).any(|text| !is_unit(text)) {
        grid.columns[at].role = Role::Name;
    }
}

/// The labels of a table of projects.
fn project_names(grid: &Grid, identity: &Identity) -> Vec<String> {
    let Some(name) = grid.position(Role::Name) else { return Vec::new() };
    let labels = grid.rows.iter().filter(|row| row.fits).map(|row| label(&row.cells[name].text));
    labels.filter(|name| name.chars().count() >= 2 && !same_body(name, &identity.body)).collect()
}

fn read_table(section: &Section, grid: Option<&Grid>, context: &Context, out: &mut Output) {
    let mut scores: Vec<(u32, &dyn Layout)> =
        LAYOUTS.iter().map(|layout| (layout.score(section, grid), *layout)).collect();
    scores.sort_by_key(|(score, layout)| (std::cmp::Reverse(*score), layout.id()));
    let fitting: Vec<(u32, &dyn Layout)> = scores.iter().filter(|(score, _)| *score > 0).copied().collect();
    let chosen = match fitting.as_slice() {
        [(first, _), (second, _), ..] if first == second => None,
        [(_, layout), ..] => Some(*layout),
        [] => None,
    };
    out.trail.push(trail::of_table(section, grid, &scores, chosen));
    if let (Body::Nothing(words), Some(statement)) = (&section.body, section.statement) {
        out.record_nothing(statement, section, words);
        return;
    }
    match fitting.as_slice() {
        [(first, a), (second, b), ..] if first == second => {
            let both = format!(" ({} and {})", a.id(), b.id());
            unknown(section, context, out, Reason::LayoutsTie, &both);
        }
        [(_, layout), ..] => layout.recognise(section, grid, context, out),
        [] => {
            if let Some(grid) = grid {
                matrix::set_aside_columns(grid, out);
            }
            if section.statement.is_some() || has_open_number(section, out) {
                unknown(section, context, out, Reason::NoLayout, "");
            }
        }
    }
}

/// Whether a table prints a number that is no ordinal, code or year. A table without one needs no reading.
fn has_open_number(section: &Section, out: &Output) -> bool {
    match &section.body {
        Body::Rows(_, rows) => rows
            .iter()
            .flat_map(|row| &row.cells)
            .any(|cell| cell.text.chars().any(|c| c.is_ascii_digit()) && !out.aside.contains(&cell.locator)),
        Body::Flow(_) | Body::Nothing(_) => true,
    }
}

/// Reports a table that no layout reads.
fn unknown(section: &Section, context: &Context, out: &mut Output, reason: Reason, detail: &str) {
    let label = if section.title.is_empty() { first_words(section) } else { section.title.clone() };
    out.unrecognised.push(Unrecognised { span: section.span, label: label.clone(), reason });
    out.report(
        context,
        Code::UnknownTable,
        section.span,
        &label,
        format!("{}{detail}", reason.words()),
        "its figures are listed as unreadable; if it is a disclosed table, its title and header words need a layout",
    );
}

fn first_words(section: &Section) -> String {
    match &section.body {
        Body::Rows(_, rows) => rows.iter().flat_map(|row| row.texts()).take(4).collect::<Vec<_>>().join(" "),
        Body::Flow(lines) | Body::Nothing(lines) => {
            lines.first().map_or_else(String::new, |l| l.text.clone())
        }
    }
}

/// Whether the document calls the budget half of its 三公 table the budget of the whole year.
fn says_adjusted(parts: &Parts) -> bool {
    let words = ["全年预算", "调整预算", "调整后的预算"];
    let notes = parts.sections.iter().filter(|s| s.title.contains("三公")).map(|s| s.notes.as_str());
    let prose = parts.prose.iter().map(|line| line.text.as_str()).filter(|text| text.contains("三公"));
    notes.chain(prose).any(|text| words.iter().any(|word| text.contains(word)))
}

/// Every number in a cell of a table, and every cell with a digit under a column of amounts, is a fact, set aside with a
/// reason, or listed as unreadable. Nothing is lost.
fn sweep(parts: &Parts, grids: &[Option<Grid>], out: &mut Output) {
    let known: BTreeSet<_> = out
        .facts
        .iter()
        .map(|fact| &fact.locator)
        .chain(out.unreadable.iter().map(|u| &u.locator))
        .chain(out.aside.iter())
        .cloned()
        .collect();
    for (section, grid) in parts.sections.iter().zip(grids) {
        let Body::Rows(_, rows) = &section.body else { continue };
        let under_amounts: BTreeSet<_> = grid.iter().flat_map(cells_under_amounts).collect();
        for cell in rows
            .iter()
            .filter(|row| !grid::numbers_columns(row) && !header::heads_years(row))
            .flat_map(|row| &row.cells)
        {
            let open = cell.number().is_some()
                || is_made_of_figures(&cell.text)
                || looks_like_figure(&cell.text)
                || under_amounts.contains(&cell.locator) && matrix::may_be_figure(&cell.text);
            if open && !known.contains(&cell.locator) {
                out.unreadable.push(Unreadable {
                    statement: section.statement,
                    table: section.title.as_str().into(),
                    locator: cell.locator.clone(),
                    quote: cell.quote.clone(),
                    reason: Reason::NoMeaning,
                });
            }
        }
    }
    out.unreadable.sort_by_key(|u| u.locator.order());
}

fn cells_under_amounts(grid: &Grid) -> impl Iterator<Item = &Locator> {
    let amounts: Vec<usize> = grid.amounts().map(|(at, _)| at).collect();
    let rows = grid.rows.iter().filter(|row| row.fits);
    rows.flat_map(move |row| {
        let cells: Vec<&Locator> =
            amounts.iter().filter_map(|at| row.cells.get(*at)).map(|cell| &cell.locator).collect();
        cells
    })
}
