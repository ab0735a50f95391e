//! Pages as files that the office program opens: HTML for texts, flat ODS for workbooks.

use std::fmt::Write as _;

use mingzhang::document::{key, parse_cell};

use super::page::{Cell, Part, Table};

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// How a page is printed: the size of the paper in centimetres and of the letters in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paper {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) letters: u32,
}

/// A page of the web.
pub(crate) fn html(parts: &[Part], paper: Paper) -> String {
    let Paper { width, height, letters } = paper;
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title></title><style>\n\
         @page {{ size: {width}cm {height}cm; margin: 1.5cm }}\n\
         body, p, td, th {{ font-family: 'Noto Serif CJK SC'; font-size: {letters}pt }}\n\
         table {{ border-collapse: collapse; width: 100% }} td, th {{ border: 1px solid #000000; padding: 2px }}\n\
         </style></head><body>\n"
    );
    for part in parts {
        match part {
            Part::Line(text) => _ = writeln!(out, "<p>{}</p>", escaped(text)),
            Part::Table(table) => html_table(table, &mut out),
        }
    }
    out + "</body></html>\n"
}

fn html_table(table: &Table, out: &mut String) {
    out.push_str("<table border=\"1\" cellspacing=\"0\">\n");
    for (at, row) in table.rows.iter().enumerate() {
        if at == 0 && table.head > 0 {
            out.push_str("<thead>");
        }
        if at == table.head {
            out.push_str(if table.head > 0 { "</thead><tbody>" } else { "<tbody>" });
        }
        out.push_str("<tr>");
        for cell in row {
            let span = |name: &str, count: usize| {
                if count > 1 { format!(" {name}=\"{count}\"") } else { String::new() }
            };
            let text = escaped(&cell.text);
            let text = if text.is_empty() { "<br>" } else { &text };
            _ = write!(out, "<td{}{}>{text}</td>", span("colspan", cell.across), span("rowspan", cell.down));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table>\n");
}

/// How many lines above a table stand on its sheet.
const CAPTION: usize = 4;

/// The most characters of a line that may be a caption.
const LONGEST: usize = 40;

/// A workbook: a sheet for every table with the lines around it that belong to it, and one for what stands before.
pub(crate) fn workbook(parts: &[Part]) -> String {
    let mut sheets: Vec<Vec<&Part>> = vec![Vec::new()];
    for part in parts {
        let full = sheets.last().is_some_and(|sheet| sheet.iter().any(|part| matches!(part, Part::Table(_))));
        let is_note = |text: &str| key(text).starts_with("注") || text.contains('。');
        match part {
            Part::Line(text) if full && is_note(text) => {}
            Part::Line(_) if full => sheets.push(Vec::new()),
            Part::Line(_) => {}
            Part::Table(_) => {
                let caption = sheets.last_mut().map_or_else(Vec::new, |sheet| {
                    let is_short = |part: &&&Part| matches!(part, Part::Line(text) if text.chars().count() <= LONGEST && !text.contains('。'));
                    let count = sheet.iter().rev().take(CAPTION).take_while(is_short).count();
                    sheet.split_off(sheet.len() - count)
                });
                sheets.push(caption);
            }
        }
        if let Some(sheet) = sheets.last_mut() {
            sheet.push(part);
        }
    }
    let mut body = String::new();
    for (nth, sheet) in sheets.iter().filter(|sheet| !sheet.is_empty()).enumerate() {
        _ = writeln!(
            body,
            "<table:table table:name=\"第{}页\"><table:table-column table:number-columns-repeated=\"40\"/>",
            nth + 1
        );
        for part in sheet {
            match part {
                Part::Line(text) => {
                    _ = writeln!(body, "<table:table-row>{}</table:table-row>", text_cell(text, ""));
                }
                Part::Table(table) => sheet_rows(table, &mut body),
            }
        }
        body.push_str("</table:table>\n");
    }
    HEAD.to_owned() + &body + "</office:spreadsheet></office:body></office:document>\n"
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<number:number-style style:name="N0"><number:number number:decimal-places="0" number:min-integer-digits="1"/></number:number-style>
<number:number-style style:name="N2"><number:number number:decimal-places="2" number:min-integer-digits="1"/></number:number-style>
<number:number-style style:name="T2"><number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style>
<number:percentage-style style:name="P0"><number:number number:decimal-places="0" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
<number:percentage-style style:name="P2"><number:number number:decimal-places="2" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>
<style:style style:name="cN0" style:family="table-cell" style:data-style-name="N0"/>
<style:style style:name="cN2" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="cT2" style:family="table-cell" style:data-style-name="T2"/>
<style:style style:name="cP0" style:family="table-cell" style:data-style-name="P0"/>
<style:style style:name="cP2" style:family="table-cell" style:data-style-name="P2"/>
</office:automatic-styles>
<office:body><office:spreadsheet>
"#;

fn text_cell(text: &str, spans: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"string\"{spans}><text:p>{}</text:p></table:table-cell>",
        escaped(text)
    )
}

fn sheet_rows(table: &Table, out: &mut String) {
    for (at, row) in table.rows.iter().enumerate() {
        out.push_str("<table:table-row>");
        let mut next = 0;
        for cell in row {
            // Cells that others cover stand there as covered.
            out.push_str(&"<table:covered-table-cell/>".repeat(cell.column - next));
            let spans = match (cell.across, cell.down) {
                (1, 1) => String::new(),
                (across, down) => {
                    format!(" table:number-columns-spanned=\"{across}\" table:number-rows-spanned=\"{down}\"")
                }
            };
            out.push_str(&sheet_cell(cell, at < table.head, &spans));
            out.push_str(&"<table:covered-table-cell/>".repeat(cell.across - 1));
            next = cell.column + cell.across;
        }
        out.push_str(&"<table:covered-table-cell/>".repeat(table.width - next));
        out.push_str("</table:table-row>\n");
    }
}

/// A number is stored as one, with the format that shows it as printed. A code is text.
fn sheet_cell(cell: &Cell, is_header: bool, spans: &str) -> String {
    if cell.text.is_empty() {
        return format!("<table:table-cell{spans}/>");
    }
    let plain = cell.text.replace(',', "");
    let (digits, percent) = plain.strip_suffix('%').map_or((plain.as_str(), false), |digits| (digits, true));
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let figure = parse_cell(&cell.text).filter(|_| {
        let bare = digits.trim_start_matches('-');
        !is_header
            && bare.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && (decimals == 2 || decimals == 0 && bare.len() < 3 && (bare == "0" || !bare.starts_with('0')))
    });
    let Some(figure) = figure else { return text_cell(&cell.text, spans) };
    let style = match (percent, decimals) {
        (true, 0) => "cP0",
        (true, _) => "cP2",
        (false, 0) => "cN0",
        (false, _) if cell.text.contains(',') => "cT2",
        (false, _) => "cN2",
    };
    let (kind, value) = if percent {
        ("percentage", (figure.value / rust_decimal::Decimal::ONE_HUNDRED).normalize())
    } else {
        ("float", figure.value.normalize())
    };
    format!(
        "<table:table-cell table:style-name=\"{style}\" office:value-type=\"{kind}\" office:value=\"{value}\"{spans}/>"
    )
}
