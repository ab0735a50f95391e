//! Tables whose titles stand elsewhere: in the list of contents, in the same order, or nowhere.

use crate::model::{Fund, Statement};
use crate::taxonomy;

use super::grid::Grid;
use super::section::{Body, Parts, Section, clean_title};
use super::structure::{Set, Structure};

/// Titles in a row that make a list.
pub(crate) const LIST: usize = 3;

/// Names the tables that have no title of their own, and takes a title away that the table below it contradicts.
pub(crate) fn settle(parts: &mut Parts, grids: &[Option<Grid>]) {
    let structures: Vec<Option<Structure>> = grids
        .iter()
        .map(|grid| grid.as_ref().filter(|grid| grid.amounts().next().is_some()).map(Structure::of))
        .collect();
    for (section, structure) in parts.sections.iter_mut().zip(&structures) {
        if let (Some(statement), Some(structure)) = (section.statement, structure)
            && structure.contradicts(statement)
        {
            if let Some(own) = by_function(statement, structure, &section.title) {
                section.statement = Some(own);
                continue;
            }
            section.statement = None;
            section.title.clear();
        }
    }
    let nameless: Vec<usize> = (0..structures.len())
        .filter(|at| parts.sections[*at].statement.is_none())
        .filter(|at| structures[*at].as_ref().is_some_and(Structure::says_something))
        .collect();
    if nameless.is_empty() {
        return;
    }
    let listed = open_titles(parts);
    let fits = |(at, (_, statement)): (&usize, &(String, Statement))| {
        structures[*at].as_ref().is_some_and(|structure| !structure.contradicts(*statement))
    };
    if listed.len() == nameless.len() && nameless.iter().zip(&listed).all(fits) {
        for (at, (title, statement)) in nameless.into_iter().zip(listed) {
            name(&mut parts.sections[at], title, statement);
        }
        return;
    }
    let set = totals(parts, &structures);
    for at in nameless {
        let Some(statement) = structures[at].as_ref().and_then(|structure| structure.proves(&set)) else {
            continue;
        };
        let mut titles = listed.iter().filter(|(_, one)| *one == statement);
        let title = match (titles.next(), titles.next()) {
            (Some((title, _)), None) => title.clone(),
            _ => String::new(),
        };
        name(&mut parts.sections[at], title, statement);
    }
}

/// What a table is whose title says that it splits expenditure by economic class, and whose rows are functional ones: the
/// economic classes are its columns.
fn by_function(statement: Statement, structure: &Structure, title: &str) -> Option<Statement> {
    let general = taxonomy::only_fund_in(title) == Some(Fund::GeneralPublic);
    let own = if general { Statement::GeneralByFunction } else { Statement::ExpenditureDetail };
    let fits = statement == Statement::GeneralByEconomic && structure.is_by_function();
    (fits && !structure.contradicts(own)).then_some(own)
}

fn name(section: &mut Section, title: String, statement: Statement) {
    section.title = title;
    section.statement = Some(statement);
}

/// The titles of lists of contents that no table of the document has, in order.
fn open_titles(parts: &Parts) -> Vec<(String, Statement)> {
    let mut listed: Vec<(String, Statement)> = Vec::new();
    let mut run: Vec<(String, Statement)> = Vec::new();
    for line in &parts.prose {
        let title = clean_title(&line.text).filter(|title| title.contains('表'));
        let named =
            title.and_then(|title| taxonomy::statement_of(&title).map(|statement| (title, statement)));
        match named {
            Some(named) => run.push(named),
            None => close(&mut run, &mut listed),
        }
    }
    close(&mut run, &mut listed);
    let has_table = |statement: Statement| {
        let rows = |section: &&Section| matches!(section.body, Body::Rows(..) | Body::Flow(_));
        parts.sections.iter().filter(rows).any(|section| section.statement == Some(statement))
    };
    listed.retain(|(_, statement)| !has_table(*statement));
    listed
}

/// Takes a run of titles that is long enough to be a list. A list that is printed twice counts once.
fn close(run: &mut Vec<(String, Statement)>, listed: &mut Vec<(String, Statement)>) {
    let run = std::mem::take(run);
    if run.len() >= LIST {
        listed.extend(run.into_iter().filter(|one| !listed.contains(one)).collect::<Vec<_>>());
    }
}

/// The totals of the summaries of a document.
fn totals(parts: &Parts, structures: &[Option<Structure>]) -> Set {
    let total = |statement: Statement| {
        let mut of = parts.sections.iter().zip(structures).filter(|(s, _)| s.statement == Some(statement));
        of.find_map(|(_, structure)| structure.as_ref().and_then(Structure::total))
    };
    let (spent, fiscal) = (total(Statement::IncomeSummary), total(Statement::FiscalIncomeSummary));
    // Where all money is appropriated the totals tell no two tables apart.
    if spent == fiscal { Set::default() } else { Set { spent, general: fiscal } }
}
