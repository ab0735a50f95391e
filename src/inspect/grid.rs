//! Formats without pages of their own: tables as grids, lines as lines, in the colours of the pages.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::fate::Fate;
use super::line::Tag;
use super::report::Writer;
use crate::document::{Block, Cell, Locator, Place, Reach, Row, Table};
use crate::site::escape;

/// Draws a whole document, with the reasons above each table.
pub(super) fn draw(writer: &mut Writer<'_, '_>) {
    let document = writer.document();
    let mut cards = writer.cards_by_line();
    let mut next = 1;
    let mut sheet = None;
    for block in &document.blocks {
        let (first, last) = block_lines(block);
        (next..first).for_each(|line| furniture(writer, line));
        next = last + 1;
        if let Place::SheetRow { sheet: own, .. } = document.places.of_line(first).inner()
            && sheet.as_ref() != Some(own)
        {
            let _ = writeln!(writer.out, "<h3 class=\"sheet\">工作表 {}</h3>", writer.say(own));
            sheet = Some(own.clone());
        }
        draw_block(writer, block, last, &mut cards);
    }
    let end = u32::try_from(document.source.len()).unwrap_or(u32::MAX);
    (next..=end).for_each(|line| furniture(writer, line));
    cards.into_values().for_each(|at| writer.card(at));
}

/// Draws a block that ends with a line. The reasons of a table stand before its first block, even where another begins
/// inside it.
fn draw_block(writer: &mut Writer<'_, '_>, block: &Block, last: u32, cards: &mut BTreeMap<u32, usize>) {
    while let Some(entry) = cards.first_entry().filter(|entry| *entry.key() <= last) {
        let at = entry.remove();
        writer.card(at);
    }
    match block {
        Block::Line(line) => text(writer, line.number),
        Block::Table(table) => grid(writer, table),
    }
}

/// Draws what stands in attached files, with the reasons that are left above each table.
pub(super) fn draw_attached(writer: &mut Writer<'_, '_>, mut cards: BTreeMap<u32, usize>) {
    let document = writer.document();
    let mut file = None;
    for block in &document.blocks {
        let (first, last) = block_lines(block);
        let Place::Attached { file: own, .. } = document.places.of_line(first) else { continue };
        if file.as_ref() != Some(own) {
            let _ = writeln!(writer.out, "<h3 class=\"sheet\">附件 {}</h3>", writer.say(own));
            file = Some(own.clone());
        }
        draw_block(writer, block, last, &mut cards);
    }
    cards.into_values().for_each(|at| writer.card(at));
}

/// The first and last line of a block.
fn block_lines(block: &Block) -> (u32, u32) {
    match block {
        Block::Line(line) => (line.number, line.number),
        Block::Table(table) => (table.span().first, table.span().last),
    }
}

/// A line that belongs to no block, where it prints something.
fn furniture(writer: &mut Writer<'_, '_>, line: u32) {
    let raw = writer.document().source.get((line as usize).wrapping_sub(1));
    if raw.is_some_and(|raw| !raw.trim().is_empty()) {
        text(writer, line);
    }
}

fn text(writer: &mut Writer<'_, '_>, line: u32) {
    let (fate, tip) = writer.fates().line(line);
    let place = writer.places().line(line);
    let id = writer.id(&place);
    let tip = writer.say(&tip);
    let short = escape(&writer.places().count(line));
    let marked = writer.marked_line(line, Tag::Markup);
    let _ = writeln!(
        writer.out,
        "<div class=\"ln\"><span class=\"no\">{short}</span><span class=\"tx {}\"{id} title=\"{} {tip}\">{marked}</span></div>",
        fate.class(),
        escape(&place)
    );
}

fn grid(writer: &mut Writer<'_, '_>, table: &Table) {
    writer.out.push_str("<div class=\"scroll\"><table class=\"seen\">\n");
    for (at, row) in table.rows.iter().enumerate() {
        let short = escape(&writer.places().count(row.span.first));
        let anchors = lines_without_cells(writer, row);
        let _ = write!(writer.out, "<tr><th class=\"no\" scope=\"row\">{short}{anchors}</th>");
        for (nth, cell) in row.cells.iter().enumerate() {
            let (across, down) = match cell.reach {
                Some(Reach::Covered) => continue,
                Some(Reach::Own(across, down)) => (across as usize, down as usize),
                None => (1, 1),
            };
            let across = across.clamp(1, row.cells.len() - nth);
            let down = down.clamp(1, table.rows.len() - at);
            table_cell(writer, cell, across, down);
        }
        writer.out.push_str("</tr>\n");
    }
    writer.out.push_str("</table></div>\n");
}

fn table_cell(writer: &mut Writer<'_, '_>, cell: &Cell, across: usize, down: usize) {
    let (fate, tip) = writer.fates().cell(cell);
    let place = writer.places().name(&cell.locator);
    let id = writer.id(&place);
    let tip = writer.say(&tip);
    let mut spans = String::new();
    for (name, size) in [("colspan", across), ("rowspan", down)] {
        if size > 1 {
            let _ = write!(spans, " {name}=\"{size}\"");
        }
    }
    let number = if cell.number().is_some() { " n" } else { "" };
    let anchors = writer.anchors(&cell.locator, Tag::Markup);
    let text = escape(&cell.text);
    let _ = write!(
        writer.out,
        "<td class=\"{}{number}\"{}{id}{spans} title=\"{} {tip}\">{text}{anchors}</td>",
        fate.class(),
        sign(fate),
        escape(&place)
    );
}

/// The attribute with the sign of what became of something.
pub(super) fn sign(fate: Fate) -> String {
    let mark = fate.mark();
    if mark.is_empty() { String::new() } else { format!(" data-m=\"{mark}\"") }
}

/// Anchors of places on lines of a row that have no cell of their own.
fn lines_without_cells(writer: &mut Writer<'_, '_>, row: &Row) -> String {
    let own: BTreeSet<u32> = row.cells.iter().map(|cell| cell.locator.line()).collect();
    let rest = (row.span.first..=row.span.last).filter(|line| !own.contains(line));
    rest.map(|line| writer.anchors(&Locator::Line(line), Tag::Markup)).collect()
}
