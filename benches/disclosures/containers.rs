//! The containers of made-up disclosures: plain text, a page of the web, a text document, a workbook, separated values.

use std::fmt::Write as _;
use std::io::Write as _;

use zip::write::SimpleFileOptions;

use super::page::Layout;

/// A way to keep a document in a file.
pub(crate) struct Container {
    pub(crate) extension: &'static str,
    pub(crate) bytes: fn(&[String]) -> Vec<u8>,
}

const TEXT: Container = Container { extension: "txt", bytes: text };
/// Containers with rows of their own; they hold what stands between tabs.
const ROWS: &[Container] = &[
    TEXT,
    Container { extension: "html", bytes: html },
    Container { extension: "docx", bytes: docx },
    Container { extension: "xlsx", bytes: xlsx },
];

/// The container of a body's documents: broken lines can only be text.
pub(crate) fn of(layout: Layout, body: u64, text_only: bool) -> &'static Container {
    match layout {
        Layout::Tabs if !text_only => &ROWS[usize::try_from(body).unwrap_or(0) % ROWS.len()],
        _ => &TEXT,
    }
}

fn text(lines: &[String]) -> Vec<u8> {
    lines.join("\n").into_bytes()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A line of text, or the rows of a table.
enum Part<'l> {
    Line(&'l str),
    Table(Vec<Vec<&'l str>>),
}

fn parts(lines: &[String]) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    for line in lines.iter().filter(|line| !line.is_empty()) {
        if !line.contains('\t') {
            parts.push(Part::Line(line));
            continue;
        }
        let cells = line.split('\t').collect();
        match parts.last_mut() {
            Some(Part::Table(rows)) => rows.push(cells),
            _ => parts.push(Part::Table(vec![cells])),
        }
    }
    parts
}

fn html(lines: &[String]) -> Vec<u8> {
    let mut out =
        String::from("<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"></head><body>\n");
    for part in parts(lines) {
        match part {
            Part::Line(line) => _ = writeln!(out, "<p>{}</p>", escaped(line)),
            Part::Table(rows) => {
                out.push_str("<table>\n");
                for row in rows {
                    let cells: String =
                        row.iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect();
                    let _ = writeln!(out, "<tr>{cells}</tr>");
                }
                out.push_str("</table>\n");
            }
        }
    }
    (out + "</body></html>\n").into_bytes()
}

/// A package of parts, in the order in which office programs write them.
fn package(parts: &[(&str, String)]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        out.start_file(*name, SimpleFileOptions::default()).expect("a part of a package in memory");
        out.write_all(content.as_bytes()).expect("a part of a package in memory");
    }
    out.finish().expect("a package in memory").into_inner()
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const LINKS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn types(part: &str, kind: &str) -> String {
    format!(
        "{XML}<Types xmlns=\"{TYPES}\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"{part}\" ContentType=\"application/vnd.openxmlformats-officedocument.{kind}+xml\"/></Types>"
    )
}

fn link(kind: &str, target: &str) -> String {
    format!(
        "{XML}<Relationships xmlns=\"{LINKS}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/></Relationships>"
    )
}

fn docx(lines: &[String]) -> Vec<u8> {
    let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let run =
        |text: &str| format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escaped(text));
    let mut body = String::new();
    for part in parts(lines) {
        match part {
            Part::Line(line) => body += &run(line),
            Part::Table(rows) => {
                body.push_str("<w:tbl>");
                for row in rows {
                    let cells: String =
                        row.iter().map(|cell| format!("<w:tc>{}</w:tc>", run(cell))).collect();
                    let _ = write!(body, "<w:tr>{cells}</w:tr>");
                }
                body.push_str("</w:tbl>");
            }
        }
    }
    package(&[
        ("[Content_Types].xml", types("/word/document.xml", "wordprocessingml.document.main")),
        ("_rels/.rels", link("officeDocument", "word/document.xml")),
        (
            "word/document.xml",
            format!("{XML}<w:document xmlns:w=\"{word}\"><w:body>{body}</w:body></w:document>"),
        ),
    ])
}

fn xlsx(lines: &[String]) -> Vec<u8> {
    let sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let cell = |text: &&str| {
        format!("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", escaped(text))
    };
    let mut rows = String::new();
    for line in lines {
        let cells: String = line.split('\t').collect::<Vec<_>>().iter().map(cell).collect();
        let _ = write!(rows, "<row>{cells}</row>");
    }
    package(&[
        ("[Content_Types].xml", types("/xl/workbook.xml", "spreadsheetml.sheet.main")),
        ("_rels/.rels", link("officeDocument", "xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", link("worksheet", "worksheets/sheet1.xml")),
        (
            "xl/workbook.xml",
            format!(
                "{XML}<workbook xmlns=\"{sheet}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"公开表\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("{XML}<worksheet xmlns=\"{sheet}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ])
}
