//! Word documents written by hand, with what the wild ones hold.

use super::*;
use crate::document::{Block, Locator};
use crate::read::samples::{source, zip_of};

fn package(body: &str) -> Vec<u8> {
    let xml =
        format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"x\"><w:body>{body}</w:body></w:document>");
    zip_of(&[("[Content_Types].xml", "<Types/>"), (DOCUMENT, &xml)])
}

fn read(bytes: Vec<u8>) -> (Document, Vec<Diagnostic>) {
    let mut sink = Vec::new();
    assert!(Docx.accepts(&bytes, "doc"));
    let document = Docx.read(&source("a.docx", bytes), &Reading::default(), &mut sink);
    (document, sink)
}

fn lines(body: &str) -> Vec<String> {
    read(package(body)).0.source
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
}

#[test]
fn merged_cells_continue_as_blanks() {
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr>\
         <w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}{}</w:tr></w:tbl>",
        tc("<w:vMerge w:val=\"restart\"/>", "项目"),
        tc("<w:gridSpan w:val=\"2\"/>", "支出"),
        tc("<w:vMerge/>", "旧"),
        tc("", "1,234.50"),
        tc("", "&lt;5&gt;"),
        tc("", "甲"),
        tc("", "乙"),
    );
    let (document, _) = read(package(&body));
    assert_eq!(document.source, ["项目\t支出\t", "\t1,234.50\t<5>", "\t甲\t乙"]);
    let Block::Table(table) = &document.blocks[0] else { panic!("a table") };
    assert_eq!(document.places.name(&table.rows[1].cells[1].locator), "t1:r2:c2");
    assert_eq!(table.rows[1].cells[1].locator, Locator::Cell(2, 2));
}

#[test]
fn tracked_changes_are_accepted_and_hidden_text_is_not_there() {
    let body = "<w:p><w:del><w:r><w:delText>一</w:delText><w:t>壹</w:t></w:r></w:del><w:ins><w:r><w:t>二</w:t></w:r></w:ins>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>三</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>四</w:t></w:r>\
        <w:moveFrom><w:r><w:t>五</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>六</w:t></w:r></w:moveTo></w:p>\
        <w:p><w:pPr><w:rPr><w:vanish/><w:del/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p><w:p><w:r><w:t>后</w:t></w:r></w:p>\
        <w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>删</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:tc><w:p><w:r><w:t>留</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    assert_eq!(lines(body), ["二四六", "前后", "留"]);
}

#[test]
fn fields_are_their_results_and_text_boxes_stand_once() {
    let text_box = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(text));
    let body = format!(
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>第</w:t><w:tab/><w:t>3页</w:t></w:r><w:r>\
         <mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{0}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{0}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>尾</w:t><w:br/><w:t>行</w:t></w:r></w:p>\
         <w:sdt><w:sdtPr><w:t>不</w:t></w:sdtPr><w:sdtContent>{1}</w:sdtContent></w:sdt>",
        text_box("框"),
        p("控件")
    );
    assert_eq!(lines(&body), ["第\t3页尾", "行", "框", "控件"]);
}

#[test]
fn a_table_in_a_cell_stands_behind_its_table() {
    let inner = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", tc("", "内"));
    let body = format!(
        "<w:tbl><w:tr><w:tc>{}{inner}{}</w:tc>{}</w:tr><w:tr>{}{}</w:tr></w:tbl>{}",
        p("外一"),
        p("外二"),
        tc("", "乙"),
        tc("", "丙"),
        tc("", "丁"),
        p("后")
    );
    let (document, _) = read(package(&body));
    assert_eq!(document.source, ["外一外二\t乙", "丙\t丁", "内", "后"]);
    assert_eq!(document.places.line(3), "t2:r1");
}

#[test]
fn what_a_frame_holds_stands_in_order() {
    let inner = |text: &str| format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", tc("", text), tc("", "1.00"));
    let cell = |inside: &str| format!("<w:tr><w:tc>{inside}</w:tc></w:tr>");
    let whole = cell(&[p("表一"), inner("甲"), p("表二"), inner("乙"), p("注")].concat());
    let frame = format!("<w:tbl>{}{whole}{}</w:tbl>", cell(&p("附表")), cell(&inner("丙")));
    let within = format!("<w:tbl>{}</w:tbl>", cell(&(p("外") + &frame)));
    let expected = ["附表", "表一", "甲\t1.00", "表二", "乙\t1.00", "注", "丙\t1.00"];
    assert_eq!(lines(&frame), expected);
    assert_eq!(lines(&within)[1..], expected);
    assert_eq!(lines(&within)[0], "外");
}

#[test]
fn lines_may_draw_a_table() {
    let drawn = ["表一", "┌─┬─┐", "│项目│决算数│", "│合计│1.00│", "└─┴─┘", "注"].map(p).concat();
    assert_eq!(lines(&drawn), ["表一", "项目\t决算数", "合计\t1.00", "注"]);
}

#[test]
fn notes_stand_at_the_end_and_numbers_are_counted() {
    let body = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>概况</w:t></w:r></w:p>\
        <w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>收支</w:t></w:r></w:p>";
    let xml = format!("<w:document><w:body>{body}</w:body></w:document>");
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
        <w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
    let notes = "<w:footnotes><w:footnote w:type=\"separator\"><w:p><w:r><w:t>线</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id=\"2\"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let bytes = zip_of(&[(DOCUMENT, &xml), ("word/numbering.xml", numbering), ("word/footnotes.xml", notes)]);
    assert_eq!(read(bytes).0.source, ["一、概况", "二、收支", "注"]);
}

#[test]
fn what_is_whole_before_a_break_is_kept() {
    let row = |a: &str| format!("<w:tr>{}{}</w:tr>", tc("", a), tc("", "12.30"));
    let body = format!("{}<w:tbl>{}{}", p("首"), row("甲"), row("乙"));
    let cut = &body[..body.len() - 40];
    let xml = format!("<w:document><w:body>{cut}");
    let (document, sink) = read(zip_of(&[(DOCUMENT, &xml)]));
    assert_eq!(document.source, ["首", "甲\t12.30"]);
    assert_eq!(sink[0].code, Code::Damaged);
}

#[test]
fn depth_and_spans_without_end_cost_nothing() {
    let deep = "<w:tbl><w:tr><w:tc>".repeat(20_000);
    let (document, sink) = read(package(&format!("{}{deep}", p("首"))));
    assert_eq!(document.source, ["首"]);
    assert!(!sink.is_empty());
    let wide = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", tc("<w:gridSpan w:val=\"4000000000\"/>", "甲"));
    assert!(lines(&wide)[0].len() < 2 * 100 + 10);
    let unmarked = "<w:x>".repeat(100_000);
    assert!(read(package(&unmarked)).0.source.is_empty());
}

#[test]
fn nothing_to_read_is_said() {
    let (_, sink) = read(package("<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>"));
    assert!(sink[0].code == Code::Empty && sink[0].message.contains("picture"));
    let (_, sink) = read(zip_of(&[("word/styles.xml", "<w:styles/>")]));
    assert!(sink[0].code == Code::Damaged && sink[0].message.contains("missing"));
}

/// A run with properties.
fn r(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
}

#[test]
fn what_is_struck_out_or_white_on_white_is_not_read() {
    let cell =
        |properties: &str, runs: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{runs}</w:p></w:tc>");
    let white = r("<w:color w:val=\"FFFFFF\"/>", "9");
    let body = format!(
        "<w:tbl><w:tr>{}{}{}{}{}</w:tr></w:tbl>",
        cell("", &(r("<w:strike/>", "555.55 ") + &r("", "1,260.50"))),
        cell("", &(r("<w:dstrike w:val=\"1\"/>", "5") + &r("<w:strike w:val=\"0\"/>", "120.40"))),
        cell("", &(white.clone() + &r("", "830.20"))),
        cell("<w:shd w:fill=\"1F3864\"/>", &white),
        cell("", &(r("<w:color w:val=\"FFFFFF\"/>", "合计") + &r("<w:color w:val=\"FFFFFF\"/>", "0.00"))),
    );
    let (document, sink) = read(package(&body));
    assert_eq!(document.source, ["1,260.50\t120.40\t830.20\t9\t合计0.00"]);
    assert!(sink.iter().any(|one| one.message.starts_with("1 figures")), "{sink:?}");
}

#[test]
fn signs_of_symbol_fonts_are_signs() {
    let sym = |font: &str, code: &str| {
        format!("<w:r><w:sym w:font=\"{font}\" w:char=\"{code}\"/><w:t>20.00</w:t></w:r>")
    };
    for (font, code, text) in [
        ("Symbol", "F02D", "−20.00"),
        ("Symbol", "002D", "−20.00"),
        ("Wingdings 3", "F072", "△20.00"),
        ("SimSun", "25B3", "△20.00"),
        ("宋体", "FF0D", "－20.00"),
    ] {
        assert_eq!(lines(&format!("<w:p>{}</w:p>", sym(font, code))), [text], "{font} {code}");
    }
}

#[test]
fn parts_in_formats_of_their_own_stand_where_they_stand() {
    let xml = "<w:document xmlns:w=\"x\" xmlns:r=\"y\"><w:body><w:p><w:r><w:t>前</w:t></w:r></w:p><w:altChunk r:id=\"a\"/>\
        <w:altChunk r:id=\"b\"/><w:altChunk r:id=\"none\"/><w:p><w:r><w:t>后</w:t></w:r></w:p></w:body></w:document>";
    let relations = "<Relationships><Relationship Id=\"a\" Target=\"a.html\"/><Relationship Id=\"b\" Target=\"/word/b.txt\"/></Relationships>";
    let page =
        "<html><meta charset=utf-8><body><p>支出表</p><table><tr><td>合计<td>1.00</table></body></html>";
    let bytes = zip_of(&[
        (DOCUMENT, xml),
        ("word/_rels/document.xml.rels", relations),
        ("word/a.html", page),
        ("word/b.txt", "正文一行。"),
    ]);
    let (document, sink) = read(bytes);
    assert_eq!(document.source, ["前", "支出表", "合计\t1.00", "正文一行。", "后"]);
    assert!(sink.iter().any(|one| one.code == Code::LeftOut), "the part that is missing is told: {sink:?}");
}

#[test]
fn a_cell_is_red_where_all_of_its_text_is() {
    let run = |colour: &str, text: &str| {
        format!("<w:r><w:rPr><w:color w:val=\"{colour}\"/></w:rPr><w:t>{text}</w:t></w:r>")
    };
    let cell = |runs: &str| format!("<w:tc><w:p>{runs}</w:p></w:tc>");
    let both = run("C00000", "20") + &run("auto", ".00");
    let cells = [cell(&run("FF0000", "20.00")), cell(&both), cell(&run("000000", "20.00"))].concat();
    let (document, _) = read(package(&format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>")));
    let Block::Table(table) = &document.blocks[0] else { panic!("a table") };
    let red: Vec<(&str, bool)> =
        table.rows[0].cells.iter().map(|cell| (cell.text.as_str(), cell.red)).collect();
    assert_eq!(red, [("20.00", true), ("20.00", false), ("20.00", false)]);
    assert_eq!(document.source, ["20.00\t20.00\t20.00"]);
}

#[test]
fn heads_of_pages_stand_beside_the_text() {
    let part = |root: &str, text: &str| format!("<w:{root} xmlns:w=\"x\">{}</w:{root}>", p(text));
    let document =
        part("document", "x").replace("<w:p>", "<w:body><w:p>").replace("</w:p>", "</w:p></w:body>");
    let relation =
        |at: u8, target: &str| format!("<Relationship Id=\"r{at}\" Type=\"t\" Target=\"{target}\"/>");
    let relations = format!(
        "<Relationships>{}{}</Relationships>",
        relation(1, "header1.xml"),
        relation(2, "footer2.xml")
    );
    let bytes = zip_of(&[
        ("[Content_Types].xml", "<Types/>"),
        (DOCUMENT, &document),
        ("word/_rels/document.xml.rels", &relations),
        ("word/header1.xml", &part("hdr", "单位：万元")),
        ("word/footer2.xml", &part("ftr", "单位：万元")),
    ]);
    let (document, _) = read(bytes);
    assert_eq!((document.source.len(), document.about.running), (1, vec!["单位：万元".to_owned()]));
}
