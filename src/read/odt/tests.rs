//! Tests of the reader of ODT.

use super::*;
use crate::document::Block;
use crate::read::samples::{source, zip_of};

const BEFORE: &str = "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"ta\" xmlns:style=\"s\" \
    xmlns:fo=\"f\" xmlns:draw=\"d\">";

fn package(styles: &str, automatic: &str, body: &str) -> Vec<u8> {
    let content = format!(
        "{BEFORE}<office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>{body}\
         </office:text></office:body></office:document-content>"
    );
    let styles = format!("{BEFORE}{styles}</office:document-content>");
    zip_of(&[("mimetype", KIND), (CONTENT, &content), (STYLES, &styles)])
}

fn read(bytes: Vec<u8>) -> (Document, Vec<Diagnostic>) {
    assert!(Odt.accepts(&bytes, "odt"));
    let mut sink = Vec::new();
    let document = Odt.read(&source("a.odt", bytes), &Reading::default(), &mut sink);
    (document, sink)
}

/// The lines, and the rows of tables between bars.
fn said(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Line(line) if !line.text.is_empty() => lines.push(line.text.clone()),
            Block::Line(_) => {}
            Block::Table(table) => {
                let row = |row: &crate::document::Row| {
                    row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|")
                };
                lines.extend(table.rows.iter().map(row));
            }
        }
    }
    lines
}

fn lines(automatic: &str, body: &str) -> Vec<String> {
    said(&read(package("", automatic, body)).0)
}

fn style(name: &str, family: &str, properties: &str) -> String {
    format!("<style:style style:name=\"{name}\" style:family=\"{family}\">{properties}</style:style>")
}

#[test]
fn paragraphs_and_headings_are_lines() {
    let body = "<text:h text:outline-level=\"1\">部门<text:span>概况</text:span></text:h><text:p/>\
        <text:p>收入<text:s text:c=\"2\"/>1,260.50<text:line-break/>支出 &lt;20&gt;</text:p>";
    assert_eq!(lines("", body), ["部门概况", "收入  1,260.50", "支出 <20>"]);
}

#[test]
fn what_is_deleted_or_hidden_is_not_read() {
    let automatic = style("a", "text", "<style:text-properties text:display=\"none\"/>")
        + &style("b", "text", "<style:text-properties style:text-line-through-style=\"solid\"/>")
        + &style("c", "text", "<style:text-properties fo:color=\"#ffffff\"/>")
        + "<style:style style:name=\"d\" style:family=\"text\" style:parent-style-name=\"a\"/>"
        + &style("e", "section", "<style:section-properties text:display=\"none\"/>");
    for (body, why) in [
        (
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>99</text:p></text:deletion>\
          </text:changed-region></text:tracked-changes>",
            "deleted",
        ),
        (
            "<text:section text:name=\"s\" text:display=\"none\"><text:p>99</text:p></text:section>",
            "a section",
        ),
        ("<text:section text:style-name=\"e\"><text:p>99</text:p></text:section>", "a section by its style"),
        (
            "<text:p><text:hidden-paragraph text:is-hidden=\"true\">99</text:hidden-paragraph></text:p>",
            "hidden",
        ),
        ("<text:p><text:span text:style-name=\"a\">99</text:span></text:p>", "no display"),
        ("<text:p><text:span text:style-name=\"d\">99</text:span></text:p>", "by the style above"),
        ("<text:p><text:span text:style-name=\"b\">99</text:span></text:p>", "struck out"),
        ("<text:p><text:span text:style-name=\"c\">99</text:span></text:p>", "white"),
        ("<text:p><office:annotation><text:p>99</text:p></office:annotation></text:p>", "a comment"),
    ] {
        let body =
            format!("<text:p>一</text:p>{body}<text:p>二<text:change-start/>三<text:change-end/></text:p>");
        assert_eq!(lines(&automatic, &body), ["一", "二三"], "{why}");
    }
}

#[test]
fn tables_are_laid_out_with_spans_and_repetitions() {
    let cell = |attributes: &str, text: &str| {
        format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>")
    };
    let automatic = style("low", "table-row", "<style:table-row-properties style:row-height=\"0cm\"/>")
        + &style("red", "text", "<style:text-properties fo:color=\"#ff0000\"/>");
    let body = format!(
        "<table:table><table:table-column/><table:table-column table:number-columns-repeated=\"2\"/>\
         <table:table-column table:visibility=\"collapse\"/>\
         <table:table-header-rows><table:table-row>{}{}<table:covered-table-cell/>{}</table:table-row></table:table-header-rows>\
         <table:table-row table:number-rows-repeated=\"2\">{}{}</table:table-row>\
         <table:table-row table:style-name=\"low\">{}{}</table:table-row>\
         <table:table-row table:visibility=\"collapse\">{}{}</table:table-row>\
         <table:table-row>{}{}<table:table-cell/></table:table-row></table:table>",
        cell("", "项目"),
        cell("table:number-columns-spanned=\"2\"", "金额"),
        cell("", "藏"),
        cell("", "甲"),
        cell("table:number-columns-repeated=\"3\"", "0.00"),
        cell("", "低"),
        cell("table:number-columns-repeated=\"3\"", "7.00"),
        cell("", "折"),
        cell("table:number-columns-repeated=\"3\"", "8.00"),
        cell("", "乙"),
        cell("", "<text:span text:style-name=\"red\">1.50</text:span>"),
    );
    let (document, _) = read(package("", &automatic, &body));
    assert_eq!(said(&document), ["项目|金额|", "甲|0.00|0.00", "甲|0.00|0.00", "乙|1.50|"]);
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Line(_) => None,
    });
    let red: Vec<bool> = tables.flat_map(|table| &table.rows).map(|row| row.cells[1].red).collect();
    assert_eq!(red, [false, false, false, true]);
}

#[test]
fn automatic_numbers_are_written_out() {
    let automatic = "<text:list-style style:name=\"L\">\
        <text:list-level-style-number text:level=\"1\" style:num-format=\"一, 二, 三, ...\" style:num-suffix=\"、\"/>\
        <text:list-level-style-number text:level=\"2\" style:num-format=\"1\" style:num-prefix=\"（\" style:num-suffix=\"）\"/>\
        <text:list-level-style-bullet text:level=\"3\" text:bullet-char=\"•\"/></text:list-style>";
    let item =
        |text: &str, inner: &str| format!("<text:list-item><text:p>{text}</text:p>{inner}</text:list-item>");
    let inner = format!("<text:list>{}{}</text:list>", item("丙", ""), item("丁", ""));
    let again = "<text:list text:style-name=\"L\" text:continue-numbering=\"true\"><text:list-item>\
        <text:p>戊</text:p><text:p>己</text:p></text:list-item></text:list>";
    let body = format!(
        "<text:list text:style-name=\"L\">{}{}</text:list><text:p>间</text:p>{again}<text:list text:style-name=\"L\">{}</text:list>",
        item("甲", ""),
        item("乙", &inner),
        item("庚", ""),
    );
    let all = ["一、甲", "二、乙", "（1）丙", "（2）丁", "间", "三、戊", "己", "一、庚"];
    assert_eq!(lines(automatic, &body), all);
    let outline = "<text:outline-style><text:outline-level-style text:level=\"1\" style:num-format=\"1\"/>\
        <text:outline-level-style text:level=\"2\" style:num-format=\"1\" text:display-levels=\"2\"/></text:outline-style>";
    let heading = |level: u32| format!("<text:h text:outline-level=\"{level}\">题</text:h>");
    let body = heading(1) + &heading(2) + &heading(2) + &heading(1);
    let (document, _) = read(package(outline, "", &body));
    assert_eq!(said(&document), ["1 题", "1.1 题", "1.2 题", "2 题"]);
}

#[test]
fn notes_and_boxes_stand_behind_their_paragraph() {
    let body = "<text:p>收入5<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注一</text:p>\
        </text:note-body></text:note>元<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame></text:p>\
        <text:p>末</text:p>";
    assert_eq!(lines("", body), ["收入5元", "框", "末", "注一"]);
    let tabbed = "<text:p>表</text:p><text:p>项目<text:tab/>金额</text:p><text:p>合计<text:tab/>1.00</text:p><text:p>注</text:p>";
    assert_eq!(lines("", tabbed), ["表", "项目|金额", "合计|1.00", "注"]);
}

#[test]
fn heads_and_feet_of_pages_are_kept_apart() {
    let styles = "<style:master-page><style:header><text:p>页眉</text:p></style:header><style:footer><text:p>第1页</text:p>\
        </style:footer></style:master-page>";
    let (document, _) = read(package(styles, "", "<text:p>正文</text:p>"));
    assert_eq!(said(&document), ["正文"]);
    assert_eq!(document.about.running, ["第1页", "页眉"]);
}

#[test]
fn a_document_in_one_piece_is_read() {
    let text = format!(
        "<?xml version=\"1.0\"?><office:document office:mimetype=\"{KIND}\"><office:meta><dc:title>99</dc:title></office:meta>\
         <office:body><office:text><text:p>一</text:p></office:text></office:body></office:document>"
    );
    assert_eq!(said(&read(text.into_bytes()).0), ["一"]);
}

#[test]
fn other_packages_are_none() {
    let sheet = "application/vnd.oasis.opendocument.spreadsheet";
    for parts in [
        vec![("mimetype", sheet), (CONTENT, "<office:spreadsheet/>")],
        vec![(CONTENT, "<office:spreadsheet/>")],
        vec![("mimetype", KIND)],
        vec![("word/document.xml", "<w:document/>")],
    ] {
        assert!(!Odt.accepts(&zip_of(&parts), "odt"), "{parts:?}");
    }
    // What is left of a damaged file may not say its kind.
    assert!(Odt.accepts(&zip_of(&[(CONTENT, "<office:text/>")]), "odt"));
}

#[test]
fn hostile_files_end() {
    let deep = "<table:table><table:table-row><table:table-cell>".repeat(3_000);
    let (document, told) = read(package("", "", &format!("<text:p>一</text:p>{deep}")));
    assert_eq!(said(&document)[0], "一");
    assert!(told.iter().any(|one| one.code == Code::LeftOut || one.code == Code::Damaged), "{told:?}");
    let wide = "<table:table><table:table-row table:number-rows-repeated=\"4294967295\"><table:table-cell \
        table:number-columns-repeated=\"4294967295\" table:number-rows-spanned=\"4294967295\"><text:p>1</text:p></table:table-cell>\
        </table:table-row></table:table>";
    let (_, told) = read(package("", "", wide));
    assert!(told.iter().any(|one| matches!(one.code, Code::LeftOut | Code::TooLarge)), "{told:?}");
    let spaces = "<text:p><text:s text:c=\"99999999\"/>1</text:p>";
    assert_eq!(lines("", spaces), ["1"]);
    let cyclic = style("a", "text", "").replace("style:family", "style:parent-style-name=\"a\" style:family");
    assert_eq!(lines(&cyclic, "<text:p><text:span text:style-name=\"a\">1</text:span></text:p>"), ["1"]);
    let marked = style("a", "text", "<style:text-properties fo:color=\"red;display:none&quot;>\"/>");
    assert_eq!(
        lines(&marked, "<text:p><text:span text:style-name=\"a\">&lt;b&gt;</text:span></text:p>"),
        ["<b>"]
    );
}

#[test]
fn broken_files_give_what_is_whole() {
    let whole = "<text:p>一</text:p><table:table><table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell>\
        <table:table-cell><text:p>1</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>乙";
    let content = format!("{BEFORE}<office:body><office:text>{whole}");
    let (document, told) = read(zip_of(&[("mimetype", KIND), (CONTENT, &content)]));
    assert_eq!(said(&document), ["一", "甲|1"]);
    assert!(told.iter().any(|one| one.code == Code::Damaged));
    let locked = zip_of(&[
        ("mimetype", KIND),
        (CONTENT, "\u{1}\u{2}"),
        ("META-INF/manifest.xml", "<manifest:encryption-data/>"),
    ]);
    assert_eq!(read(locked).1[0].code, Code::Encrypted);
}
