//! Workbooks written by hand, with what the wild ones hold.

use super::*;
use crate::document::Block;
use crate::read::samples::{source, zip_of};

const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId=\"176\" formatCode=\"#,##0.00_ \"/></numFmts>\
    <cellStyleXfs><xf numFmtId=\"10\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"176\"/>\
    <xf numFmtId=\"9\"/><xf numFmtId=\"0\"><alignment indent=\"2\"/></xf><xf numFmtId=\"31\"/></cellXfs></styleSheet>";

fn book(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut list = String::new();
    let mut relations = String::new();
    let mut parts = Vec::new();
    for (at, (name, state, xml)) in sheets.iter().enumerate() {
        list += &format!("<sheet name=\"{name}\" state=\"{state}\" sheetId=\"9\" r:id=\"r{at}\"/>");
        relations += &format!("<Relationship Id=\"r{at}\" Target=\"worksheets/s{at}.xml\"/>");
        parts.push((format!("xl/worksheets/s{at}.xml"), format!("<worksheet>{xml}</worksheet>")));
    }
    let list = format!("<workbook><sheets>{list}</sheets></workbook>");
    let relations = format!("<Relationships>{relations}</Relationships>");
    let texts =
        "<sst><si><t>项目</t><rPh><t>xiang</t></rPh></si><si><r><t>甲</t></r><r><t>乙</t></r></si></sst>";
    let mut all = vec![
        (xlsx::WORKBOOK, list.as_str()),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/sharedStrings.xml", texts),
        ("xl/styles.xml", STYLES),
    ];
    all.extend(parts.iter().map(|(name, xml)| (name.as_str(), xml.as_str())));
    zip_of(&all)
}

fn read(bytes: Vec<u8>) -> (Document, Vec<Diagnostic>) {
    let mut sink = Vec::new();
    assert!(Xlsx.accepts(&bytes, "docx"));
    let document = Xlsx.read(&source("a.xlsx", bytes), &Reading::default(), &mut sink);
    (document, sink)
}

#[test]
fn cells_are_read_as_they_are_shown_and_stand_where_they_stand() {
    let xml = "<sheetData><row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"s\"><v>1</v></c></row>\
        <row r=\"5\"><c r=\"B5\" s=\"3\" t=\"inlineStr\"><is><t>子</t></is></c>\
        <c r=\"C5\"><f>SUM(A1)</f><v>82800.920000000013</v></c>\
        <c r=\"D5\" s=\"1\"><v>1234.5</v></c><c s=\"2\"><v>1</v></c><c r=\"F5\" t=\"e\"><v>#REF!</v></c>\
        <c r=\"G5\" s=\"4\"><v>45351</v></c></row></sheetData>";
    let (document, sink) = read(book(&[("Sheet1", "visible", xml)]));
    assert!(sink.is_empty(), "{sink:?}");
    assert_eq!(
        document.source,
        ["\t项目\t甲乙\t\t\t\t", "\t\t\t\t\t\t", "\t子\t82800.92\t1,234.50\t100%\t#REF!\t2024年2月29日"]
    );
    let Block::Table(table) = &document.blocks[0] else { panic!("a table") };
    assert_eq!(document.places.name(&table.rows[2].cells[2].locator), "Sheet1!C5");
    assert_eq!(table.rows[2].cells[1].indent, 2);
}

#[test]
fn what_has_no_room_is_hidden() {
    let sheet = "<cols><col min=\"2\" max=\"2\" width=\"0.08\"/><col min=\"3\" max=\"3\" width=\"10.5\"/></cols><sheetData>\
        <row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c><c r=\"C1\"><v>3</v></c></row>\
        <row r=\"2\" ht=\"0.75\" customHeight=\"1\"><c r=\"A2\"><v>4</v></c></row>\
        <row r=\"3\" ht=\"10\"><c r=\"A3\"><v>5</v></c><c r=\"C3\"><v>6</v></c></row></sheetData>";
    let (document, _) = read(book(&[("S", "visible", sheet)]));
    assert_eq!(document.source, ["1\t\t3", "\t\t", "5\t\t6"]);
}

#[test]
fn what_nobody_sees_is_no_figure() {
    let styles = "<styleSheet><fonts><font><sz val=\"11\"/></font><font><strike/></font><font><color rgb=\"FFFFFFFF\"/></font>\
        <font><color theme=\"0\"/></font></fonts><fills><fill><patternFill patternType=\"none\"/></fill>\
        <fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF336699\"/></patternFill></fill></fills><cellXfs><xf fontId=\"0\"/>\
        <xf fontId=\"1\"/><xf fontId=\"2\" fillId=\"0\"/><xf fontId=\"3\" fillId=\"1\"/><xf fontId=\"3\"/></cellXfs></styleSheet>";
    let texts = "<sst><si><r><rPr><strike/></rPr><t>555.55</t></r><r><t>7.00</t></r></si></sst>";
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" s=\"0\"><v>1</v></c><c r=\"B1\" s=\"1\"><v>2</v></c>\
        <c r=\"C1\" s=\"2\"><v>3</v></c><c r=\"D1\" s=\"3\"><v>4</v></c><c r=\"E1\" s=\"4\"><v>5</v></c>\
        <c r=\"F1\" s=\"2\"><v>0</v></c><c r=\"G1\" t=\"s\"><v>0</v></c></row></sheetData></worksheet>";
    let list = "<workbook><sheets><sheet name=\"S\" r:id=\"r0\"/></sheets></workbook>";
    let relations = "<Relationships><Relationship Id=\"r0\" Target=\"worksheets/s0.xml\"/></Relationships>";
    let bytes = zip_of(&[
        (xlsx::WORKBOOK, list),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/sharedStrings.xml", texts),
        ("xl/styles.xml", styles),
        ("xl/worksheets/s0.xml", sheet),
    ]);
    let (document, sink) = read(bytes);
    assert_eq!(document.source, ["1\t\t\t4\t\t0\t7.00"]);
    assert!(sink.iter().any(|one| one.message.starts_with("3 figures")), "{sink:?}");
}

#[test]
fn what_is_hidden_is_named_and_not_read() {
    let xml = "<sheetViews><sheetView showZeros=\"0\"/></sheetViews><cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols>\
        <sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c><c r=\"D1\"><v>0</v></c></row>\
        <row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>3</v></c></row>\
        <row r=\"3\"><c r=\"A3\"><v>4</v></c><c r=\"C3\"><v>5</v></c><c r=\"D3\"><v>6</v></c></row></sheetData>\
        <mergeCells><mergeCell ref=\"C3:D3\"/></mergeCells>";
    let (document, sink) = read(book(&[("明细", "visible", xml), ("底稿", "veryHidden", xml)]));
    assert_eq!(document.source, ["1\t\t", "\t\t", "4\t\t5"]);
    let words: Vec<&str> = sink.iter().map(|one| one.message.as_str()).collect();
    assert!(words[0].contains("底稿") && words[1].contains("rows") && words[2].contains("B-C"), "{words:?}");
}

#[test]
fn a_formula_without_a_value_is_never_zero() {
    let xml = "<sheetData><row r=\"1\"><c r=\"A1\"><f>B1+1</f></c><c r=\"B1\"><f>1</f><v></v></c>\
        <c r=\"C1\" t=\"str\"><f>\"\"</f><v></v></c><c r=\"D1\"><v>7</v></c></row></sheetData>";
    let (document, sink) = read(book(&[("Sheet1", "visible", xml)]));
    assert_eq!(document.source, ["[公式未计算]\t[公式未计算]\t\t7"]);
    assert!(sink[0].message.contains("A1, B1"));
}

#[test]
fn a_huge_sheet_costs_nothing() {
    let xml = "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c>\
        <c r=\"A1048576\"><v>2</v></c></row><row r=\"4294967295\"><c><v>3</v></c></row></sheetData>\
        <mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>";
    let (document, sink) = read(book(&[("Sheet1", "visible", xml)]));
    assert!(document.source.len() <= 1);
    assert!(sink.iter().any(|one| one.code == Code::LeftOut));
}

#[test]
fn what_is_whole_before_a_break_is_kept() {
    let row = |n: u32| format!("<row r=\"{n}\"><c r=\"A{n}\"><v>{n}</v></c><c r=\"B{n}\"><v>7</v></c></row>");
    let xml = format!("<sheetData>{}{}<row r=\"3\"><c r=\"A3\"><v>3</v></c><c><v>12", row(1), row(2));
    let (document, sink) = read(book(&[("Sheet1", "visible", &xml)]));
    assert_eq!(document.source, ["1\t7", "2\t7"]);
    assert_eq!(sink[0].code, Code::Damaged);
    let whole = book(&[("Sheet1", "visible", &format!("<sheetData>{}</sheetData>", row(1)))]);
    let list = whole.windows(4).position(|window| window == b"PK\x01\x02").expect("a directory");
    let (document, sink) = read(whole[..list].to_vec());
    assert_eq!(document.source, ["1\t7"]);
    assert_eq!(sink[0].code, Code::Damaged);
}

#[test]
fn text_around_a_table_is_lines() {
    let text =
        |place: &str, text: &str| format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let xml = format!(
        "<sheetData><row r=\"1\">{}</row><row r=\"2\">{}</row><row r=\"3\">{}{}</row><row r=\"4\">{}</row>\
         <row r=\"5\">{}<c r=\"B5\"><v>7</v></c></row><row r=\"7\">{}</row></sheetData>",
        text("A1", "收入总表"),
        text("B2", "单位：元"),
        text("A3", "项目"),
        text("B3", "金额"),
        text("A4", "其中："),
        text("A5", "合计"),
        text("A7", "注：无。")
    );
    let (document, _) = read(book(&[("S", "visible", &xml)]));
    assert_eq!(document.source, ["收入总表", "单位：元", "项目\t金额", "其中：\t", "合计\t7", "注：无。"]);
    let kinds: Vec<bool> = document.blocks.iter().map(|block| matches!(block, Block::Line(_))).collect();
    assert_eq!(kinds, [true, true, false, true]);
}

#[test]
fn merged_cells_show_their_first() {
    let xml = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>\
        <row r=\"2\"><c r=\"A2\"><v>3</v></c><c r=\"B2\"><v>4</v></c><c r=\"C2\"><v>5</v></c></row></sheetData>\
        <mergeCells><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"bad\"/></mergeCells>";
    assert_eq!(read(book(&[("S", "visible", xml)])).0.source, ["1\t\t", "\t\t5"]);
}

#[test]
fn captions_above_a_table_are_lines() {
    let text =
        |place: &str, text: &str| format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let sheet = |rows: &[&[(&str, &str)]]| {
        let cells = |row: &[(&str, &str)]| row.iter().map(|(at, words)| text(at, words)).collect::<String>();
        let rows: String =
            rows.iter().zip(1..).map(|(row, nth)| format!("<row r=\"{nth}\">{}</row>", cells(row))).collect();
        read(book(&[("表", "visible", &format!("<sheetData>{rows}</sheetData>"))])).0
    };
    let header: &[(&str, &str)] = &[("A4", "项目"), ("B4", "预算数")];
    let cases: [&[&[(&str, &str)]]; 3] = [
        &[
            &[("A1", "支出表")],
            &[("B2", "公开02表")],
            &[("A3", "单位名称：甲局"), ("B3", "单位：元")],
            header,
        ],
        &[
            &[("A1", "收入表")],
            &[("B2", "附表三表")],
            &[("A3", "部门：乙局"), ("B3", "金额单位：万元")],
            header,
        ],
        &[
            &[("A1", "总表")],
            &[("A2", "编制单位:丙局")],
            &[("A3", "编制日期:2月"), ("B3", "单位:元")],
            header,
        ],
    ];
    for rows in cases {
        let document = sheet(rows);
        let lines = document.blocks.iter().filter(|block| matches!(block, Block::Line(_))).count();
        let Some(Block::Table(table)) = document.blocks.last() else { panic!("a table") };
        assert_eq!((lines, table.rows.len()), (3, 1), "{:?}", document.source);
    }
    // A form begins with labels of its own.
    let form = sheet(&[
        &[("A1", "自评表")],
        &[("A2", "项目名称：甲"), ("B2", "主管部门：乙")],
        &[("A3", "分值"), ("B3", "10")],
    ]);
    let Some(Block::Table(table)) = form.blocks.last() else { panic!("a table") };
    assert_eq!(table.rows.len(), 2);
}

#[test]
fn an_ods_shows_what_its_settings_and_styles_let_it_show() {
    let book = |settings: &str| {
        format!(
            "<office:document office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"><office:settings>{settings}\
             </office:settings><office:automatic-styles><style:style style:name=\"low\" style:family=\"table-row\">\
             <style:table-row-properties style:row-height=\"0in\"/></style:style><style:style style:name=\"ro\" \
             style:family=\"table-row\"><style:table-row-properties style:row-height=\"0.2in\"/></style:style>\
             </office:automatic-styles><office:body><office:spreadsheet><table:table table:name=\"甲\"><table:table-row \
             table:style-name=\"ro\"><table:table-cell office:value-type=\"float\" office:value=\"0\"><text:p>0.00</text:p>\
             </table:table-cell><table:table-cell office:value-type=\"float\" office:value=\"12.5\"><text:p>12.50</text:p>\
             </table:table-cell><table:table-cell office:value-type=\"float\" office:value=\"7.5\"><text:p>CE/通用</text:p>\
             </table:table-cell></table:table-row><table:table-row table:style-name=\"low\"><table:table-cell>\
             <text:p>藏</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>\
             </office:document>"
        )
    };
    let shown =
        |xml: &str| super::ods::read_flat(xml).finish(&source("a.fods", Vec::new()), &mut Vec::new()).source;
    let hidden = "<config:config-item-set config:name=\"ooo:configuration-settings\"><config:config-item \
        config:name=\"ShowZeroValues\">false</config:config-item></config:config-item-set>";
    // A number that shows as a word is not understood.
    assert_eq!(shown(&book("")), ["0.00\t12.50\t〔数字格式不明〕7.5"]);
    assert_eq!(shown(&book(hidden)), ["\t12.50\t〔数字格式不明〕7.5"]);
}
