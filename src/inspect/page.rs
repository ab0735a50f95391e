//! A page as drawn: every cell and line at its true place, coloured by what became of it.
#![allow(clippy::float_arithmetic)] // geometry

use std::collections::BTreeMap;
use std::fmt::Write;

use unicode_width::UnicodeWidthChar;

use super::fate::{Fate, Mark};
use super::line::Tag;
use super::report::Writer;
use crate::document::{Block, Cell, Document, Drawn, Frame, Locator, Sketch};
use crate::site::escape;

/// Space between the border of a cell and its text, in points.
const PAD: f32 = 1.6;

/// The largest and smallest type in a cell, in points.
const TYPE: (f32, f32) = (9.5, 1.5);

/// The size of the sign in the corner of a cell, in points.
const SIGN: f32 = 3.4;

/// Distance between two lines of a cell, in sizes of type.
const LEADING: f32 = 1.2;

/// The cells of a document by line and column.
pub(super) type Cells<'d> = BTreeMap<(u32, u32), &'d Cell>;

/// Finds the cells of all tables.
pub(super) fn cells(document: &Document) -> Cells<'_> {
    let mut cells = Cells::new();
    for block in &document.blocks {
        let Block::Table(table) = block else { continue };
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            if let Locator::Cell(line, column) = cell.locator {
                // Places without a cell bear the name of a neighbour; what prints something counts.
                let entry = cells.entry((line, column)).or_insert(cell);
                if entry.text.is_empty() {
                    *entry = cell;
                }
            }
        }
    }
    cells
}

/// Draws a page.
pub(super) fn draw(writer: &mut Writer<'_, '_>, sketch: &Sketch, cells: &Cells<'_>) {
    let (width, height) = (sketch.width.max(1.0), sketch.height.max(1.0));
    let _ = writeln!(
        writer.out,
        "<div class=\"scroll\"><svg class=\"leaf\" viewBox=\"0 0 {width:.1} {height:.1}\" role=\"img\" aria-label=\"第 {} 页\">\
         <rect class=\"ground\" width=\"{width:.1}\" height=\"{height:.1}\"/>",
        sketch.page
    );
    for drawn in &sketch.boxes {
        match cells.get(&(drawn.line, drawn.column)) {
            Some(cell) => draw_cell(writer, drawn, cell),
            None if drawn.column == 0 => draw_line(writer, drawn),
            None => {}
        }
    }
    writer.out.push_str("</svg></div>\n");
}

fn open(writer: &mut Writer<'_, '_>, drawn: &Drawn, locator: &Locator, fate: Fate, tip: &str) {
    let place = writer.places().name(locator);
    let id = writer.id(&place);
    let tip = if tip.is_empty() { place } else { format!("{place}\n{}", tip) };
    let Frame { left, top, width, height } = drawn.frame;
    let _ = write!(
        writer.out,
        "<g class=\"{}\"{id}><title>{}</title><rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>",
        fate.class(),
        escape(&tip)
    );
    let mark = fate.mark();
    if !mark.is_empty() && drawn.column > 0 && fate != Fate::Header {
        let (x, y) = (left + 0.6, top + SIGN);
        let _ = write!(
            writer.out,
            "<text class=\"mk\" x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{SIGN}\">{mark}</text>"
        );
    }
}

fn draw_cell(writer: &mut Writer<'_, '_>, drawn: &Drawn, cell: &Cell) {
    let (fate, tip) = writer.fates().cell(cell);
    open(writer, drawn, &cell.locator, fate, &tip);
    let text = &cell.text;
    let lines: Vec<&str> = text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
    if !lines.is_empty() {
        let Frame { left, top, width, height } = drawn.frame;
        let (lines, size) = fit(&lines, width - 2.0 * PAD, height - PAD);
        let rows = short(lines.len());
        let first = top + (height - rows * LEADING * size) / 2.0 + 0.95 * size;
        let number = cell.number().is_some();
        let x = if number { left + width - PAD } else { left + PAD };
        let class = if number { " class=\"n\"" } else { "" };
        for (at, line) in lines.iter().enumerate() {
            let y = first + short(at) * LEADING * size;
            let _ = write!(
                writer.out,
                "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size:.1}\"{class}>{}</text>",
                escape(line)
            );
        }
    }
    let anchors = writer.anchors(&cell.locator, Tag::Drawing);
    if !anchors.is_empty() {
        let _ = write!(writer.out, "<text>{anchors}</text>");
    }
    writer.out.push_str("</g>\n");
}

/// A line of text is as wide as on the page.
fn draw_line(writer: &mut Writer<'_, '_>, drawn: &Drawn) {
    let locator = Locator::Line(drawn.line);
    let (fate, tip) = writer.fates().line(drawn.line);
    open(writer, drawn, &locator, fate, &tip);
    let Frame { left, top, width, height } = drawn.frame;
    let size = height.min(72.0);
    let stretch = stretch(writer.line_text(drawn.line), size, width);
    let marked = writer.marked_line(drawn.line, Tag::Drawing);
    let _ = writeln!(
        writer.out,
        "<text x=\"{left:.1}\" y=\"{:.1}\" font-size=\"{size:.1}\"{stretch}>{marked}</text></g>",
        top + 0.86 * height
    );
}

/// How a line gets its width: by its letters where that is nearly right, else by its spaces, which stand for the gaps
/// between its parts.
fn stretch(text: &str, size: f32, width: f32) -> String {
    let natural = em(text) * size;
    let spaces = text.trim().matches(' ').count();
    if spaces > 0 && natural < 0.85 * width {
        format!(" word-spacing=\"{:.1}\"", (width - natural) / short(spaces))
    } else if natural > 0.0 && width > 0.0 {
        format!(" textLength=\"{width:.1}\" lengthAdjust=\"spacingAndGlyphs\"")
    } else {
        String::new()
    }
}

/// The size of type at which lines fit into a box, and the lines: as printed, or broken again where that gives larger
/// type, or fewer lines of the same.
fn fit(printed: &[&str], width: f32, height: f32) -> (Vec<String>, f32) {
    let (largest, smallest) = TYPE;
    let size_of = |lines: &[String]| {
        let widest = lines.iter().map(|line| em(line)).fold(0.5, f32::max);
        (width / widest).min(height / (short(lines.len()) * LEADING)).min(largest)
    };
    let own: Vec<String> = printed.iter().map(|line| (*line).to_owned()).collect();
    let mut best = (size_of(&own), own);
    let whole: String = printed.concat();
    let total = em(&whole);
    for rows in 1..=6_usize {
        let lines = broken(&whole, total / short(rows) + 0.6);
        let size = size_of(&lines);
        if size > best.0 * 1.1 || size >= best.0 && lines.len() < best.1.len() {
            best = (size, lines);
        }
    }
    (best.1, best.0.max(smallest))
}

/// A text in lines of at most `most` ems.
fn broken(text: &str, most: f32) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0.0;
    for c in text.chars() {
        let own = advance(c);
        if used + own > most
            && let Some(last) = lines.last()
            && !last.is_empty()
        {
            lines.push(String::new());
            used = 0.0;
        }
        if let Some(last) = lines.last_mut() {
            last.push(c);
        }
        used += own;
    }
    lines
}

/// How wide a text is, in sizes of type.
fn em(text: &str) -> f32 {
    text.chars().map(advance).sum()
}

fn advance(c: char) -> f32 {
    match c.width() {
        Some(2) => 1.0,
        Some(0) | None => 0.0,
        _ if matches!(c, '.' | ',' | ' ' | ':' | '|') => 0.32,
        _ => 0.58,
    }
}

/// Small counts as lengths.
fn short(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

/// Whether a place stands on the line itself rather than in a cell.
pub(super) fn on_line(mark: &Mark<'_>) -> bool {
    !matches!(mark.locator, Locator::Cell(..))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_between_parts_of_a_line_are_kept() {
        assert!(stretch("编制部门：某局 单位：元", 10.0, 400.0).contains("word-spacing"));
        assert!(stretch("收入支出决算总表", 10.0, 84.0).contains("textLength"));
        assert_eq!(stretch("", 10.0, 0.0), "");
    }

    #[test]
    fn type_fits_its_cell() {
        let (lines, size) = fit(&["一般公共预算财政拨款"], 40.0, 30.0);
        assert!(lines.len() > 1 && size > 6.0, "{lines:?} {size}");
        for line in &lines {
            assert!(em(line) * size <= 40.1, "{lines:?} {size}");
        }
        assert_eq!(fit(&["1.00"], 60.0, 14.0).0, ["1.00"]);
        assert_eq!(fit(&["很长的一段文字"], -3.0, -1.0).1, TYPE.1);
    }
}
