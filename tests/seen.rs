//! What a reader sees is what counts, in office files and texts: what is struck out, faint, raised, of no size or made by a style,
//! and how tables are drawn with signs. Small disclosures with one property each, of which every figure must come out.
#![allow(clippy::disallowed_methods)]

use std::io::Write;

use mingzhang::model::Disclosure;
use mingzhang::source::Source;

const HEADER: [&str; 5] = ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"];
const ROWS: [[&str; 5]; 3] = [
    ["", "合计", "1,260.50", "830.20", "430.30"],
    ["208", "社会保障和就业支出", "120.40", "120.40", "0.00"],
    ["213", "农林水支出", "1,140.10", "709.80", "430.30"],
];
const TITLE: &str = "2023年度青溪市水务局部门决算";
const TABLE: &str = "一般公共预算财政拨款支出决算表";
const UNIT: &str = "单位：万元";

const WHOLE: [&str; 9] = ["1260.5", "830.2", "430.3", "120.4", "120.4", "0", "1140.1", "709.8", "430.3"];

fn figures(name: &str, bytes: Vec<u8>) -> (Vec<String>, Disclosure) {
    let extension = name.rsplit('.').next().unwrap_or_default().to_owned();
    let source = Source { path: name.into(), extension, bytes, ..Source::default() };
    let (document, ..) = mingzhang::read::read(&source, &Default::default());
    let disclosure = mingzhang::recognise::recognise(&document, &source);
    let money = disclosure.facts.iter().filter_map(|fact| fact.amount.wan());
    (money.map(|amount| amount.normalize().to_string()).collect(), disclosure)
}

fn reads(name: &str, bytes: Vec<u8>, why: &str) {
    let (found, disclosure) = figures(name, bytes);
    assert_eq!(found, WHOLE, "{why}: {:?}", disclosure.unreadable);
}

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in parts {
        zip.start_file(*name, options).expect("a part");
        zip.write_all(text.as_bytes()).expect("its text");
    }
    zip.finish().expect("a package").into_inner()
}

fn is_amount(column: usize) -> bool {
    column >= 2
}

fn number(text: &str) -> String {
    text.replace(',', "")
}

/// The rows of the table, header first, each cell written by `cell`.
fn rows(open: &str, close: &str, cell: impl Fn(usize, usize, &str) -> String) -> String {
    let row = |(at, cells): (usize, &[&str; 5])| {
        let cells: String = cells.iter().enumerate().map(|(column, text)| cell(at, column, text)).collect();
        format!("{open}{cells}{close}")
    };
    std::iter::once(&HEADER).chain(&ROWS).enumerate().map(row).collect()
}

/// A Word file; `amount` writes what stands in the paragraph of each amount.
fn word(styles: &str, amount: impl Fn(&str) -> String) -> Vec<u8> {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let line = |text: &str| format!("<w:p>{}</w:p>", run(text));
    let table = rows("<w:tr>", "</w:tr>", |row, column, text| {
        let inner =
            if row > 0 && is_amount(column) { amount(text) } else { format!("<w:p>{}</w:p>", run(text)) };
        format!("<w:tc>{inner}</w:tc>")
    });
    let body = format!("{}{}{}<w:tbl>{table}</w:tbl>", line(TITLE), line(TABLE), line(UNIT));
    package(&[
        ("word/document.xml", &format!("<w:document><w:body>{body}</w:body></w:document>")),
        ("word/styles.xml", &format!("<w:styles>{styles}</w:styles>")),
    ])
}

#[test]
fn what_word_hides_by_styles_or_raises_is_no_figure() {
    let style = |kind: &str, id: &str, what: &str| {
        format!("<w:style w:type='{kind}' w:styleId='{id}'><w:rPr>{what}</w:rPr></w:style>")
    };
    let styles = style("character", "a", "<w:strike/>")
        + &style("character", "b", "<w:vanish/>")
        + "<w:style w:styleId='c'><w:basedOn w:val='b'/></w:style>";
    let drafts =
        ["<w:rStyle w:val='a'/>", "<w:rStyle w:val='c'/>", "<w:dstrike/>", "<w:color w:val='FEFEFE'/>"];
    for draft in drafts {
        let amount = |text: &str| {
            format!("<w:p><w:r><w:rPr>{draft}</w:rPr><w:t>55.5</w:t></w:r><w:r><w:t>{text}</w:t></w:r></w:p>")
        };
        reads("a.docx", word(&styles, amount), draft);
    }
    let shown = "<w:rStyle w:val='a'/><w:strike w:val='0'/>";
    let amount = |text: &str| format!("<w:p><w:r><w:rPr>{shown}</w:rPr><w:t>{text}</w:t></w:r></w:p>");
    reads("a.docx", word(&styles, amount), "a run that says no to its style");
    for note in ["<w:vertAlign w:val='superscript'/>", "<w:position w:val='8'/>"] {
        let amount = |text: &str| {
            format!("<w:p><w:r><w:t>{text}</w:t></w:r><w:r><w:rPr>{note}</w:rPr><w:t>1</w:t></w:r></w:p>")
        };
        reads("a.docx", word("", amount), note);
    }
}

#[test]
fn fields_frames_and_choices_of_word_show_their_results() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let nested = |text: &str| {
        let inner = format!("{}<w:r><w:t>7.5</w:t></w:r>{}", mark("begin") + &mark("separate"), mark("end"));
        let result = format!("{}<w:r><w:t>{text}</w:t></w:r>{}", mark("separate"), mark("end"));
        format!("<w:p>{}{inner}{result}</w:p>", mark("begin"))
    };
    reads("a.docx", word("", nested), "a field within the making of another");
    let framed = |text: &str| {
        format!("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>")
    };
    reads("a.docx", word("", framed), "a table of one cell in a cell");
    let fallback = |text: &str| {
        format!(
            "<w:p><w:r><mc:AlternateContent><mc:Choice/><mc:Fallback><w:t>{text}</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
    };
    reads("a.docx", word("", fallback), "the first choice holds nothing");
    let signs = |text: &str| {
        let signs: String =
            text.chars().map(|c| format!("<w:sym w:font='SimSun' w:char='{:04X}'/>", u32::from(c))).collect();
        format!("<w:p><w:r>{signs}</w:r></w:p>")
    };
    reads("a.docx", word("", signs), "digits as symbols of a text font");
}

/// A workbook; `cell` writes each amount, `row` the properties of a row behind the others that holds figures of its own.
fn workbook(styles: &str, row: &str, columns: &str, cell: impl Fn(&str) -> String) -> Vec<u8> {
    let text = |text: &str| format!("<c t='inlineStr'><is><t>{text}</t></is></c>");
    let line = |words: &str| format!("<row>{}</row>", text(words));
    let table = rows(
        "<row>",
        "</row>",
        |at, column, words| {
            if at > 0 && is_amount(column) { cell(words) } else { text(words) }
        },
    );
    let last = format!("<row {row}>{}{}<c><v>33</v></c></row>", text("20899"), text("其他"));
    let last = if row.is_empty() { String::new() } else { last };
    let sheet = format!("{}{}{}{table}{last}", line(TITLE), line(TABLE), line(UNIT));
    package(&[
        ("xl/workbook.xml", "<workbook><sheets><sheet name='a' r:id='r'/></sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id='r' Target='worksheets/s.xml'/></Relationships>",
        ),
        ("xl/styles.xml", &format!("<styleSheet>{styles}</styleSheet>")),
        ("xl/worksheets/s.xml", &format!("<worksheet>{columns}<sheetData>{sheet}</sheetData></worksheet>")),
    ])
}

#[test]
fn what_a_workbook_does_not_show_is_no_figure() {
    let plain = |text: &str| format!("<c><v>{}</v></c>", number(text));
    reads("a.xlsx", workbook("", "", "", plain), "as it is");
    for row in ["ht='0' customHeight='1'", "hidden='1'"] {
        reads("a.xlsx", workbook("", row, "", plain), row);
    }
    for properties in ["<strike/>", "<vertAlign val='superscript'/>"] {
        let rich = |text: &str| {
            let (first, second) = if properties == "<strike/>" { ("55.5", text) } else { (text, "1") };
            let (before, behind) =
                if properties == "<strike/>" { (properties, "") } else { ("", properties) };
            format!(
                "<c t='inlineStr'><is><r><rPr>{before}</rPr><t>{first}</t></r><r><rPr>{behind}</rPr><t>{second}</t></r></is></c>"
            )
        };
        reads("a.xlsx", workbook("", "", "", rich), properties);
    }
    let styles = "<fonts><font/><font><color rgb='FFD9D9D9'/></font></fonts><fills><fill/><fill><patternFill patternType='solid'>\
        <fgColor rgb='FFD9D9D9'/></patternFill></fill></fills><cellXfs><xf/><xf fontId='1' fillId='1'/></cellXfs>";
    let faint = workbook(styles, "hidden='0'", "", plain);
    let (found, _) = figures("a.xlsx", faint);
    assert_eq!(found.len(), 10, "a row that is shown is read");
    let both = |text: &str| format!("<c s='1'><v>77.7</v></c><c><v>{}</v></c>", number(text));
    let (found, _) = figures("a.xlsx", workbook(styles, "", "", both));
    assert!(!found.contains(&"77.7".to_owned()), "ink of the colour of its paper");
}

/// A spreadsheet of OpenDocument in one piece.
fn flat(styles: &str, cell: impl Fn(usize, usize, &str) -> String) -> Vec<u8> {
    let line = |text: &str| {
        format!(
            "<table:table-row><table:table-cell><text:p>{text}</text:p></table:table-cell></table:table-row>"
        )
    };
    let table = rows("<table:table-row>", "</table:table-row>", cell);
    format!(
        "<?xml version='1.0'?><office:document office:mimetype='application/vnd.oasis.opendocument.spreadsheet'>\
         <office:automatic-styles>{styles}</office:automatic-styles><office:body><table:table table:name='a'>{}{}{}{table}\
         </table:table></office:body></office:document>",
        line(TITLE),
        line(TABLE),
        line(UNIT)
    )
    .into_bytes()
}

#[test]
fn styles_of_opendocument_strike_and_hide() {
    let cell = |inner: String, style: &str| {
        format!("<table:table-cell table:style-name='{style}'><text:p>{inner}</text:p></table:table-cell>")
    };
    let style = |family: &str, what: &str| {
        format!(
            "<style:style style:name='s' style:family='{family}'><style:text-properties {what}/></style:style>"
        )
    };
    for (what, before) in
        [("style:text-line-through-style='solid'", true), ("style:text-position='super 58%'", false)]
    {
        let spans = |row: usize, column: usize, text: &str| {
            let span = |text: &str| format!("<text:span text:style-name='s'>{text}</text:span>");
            let both = if before { span("55.5") + text } else { text.to_owned() + &span("1") };
            cell(if row > 0 && is_amount(column) { both } else { text.to_owned() }, "")
        };
        reads("a.fods", flat(&style("text", what), spans), what);
    }
    for what in ["style:text-line-through-style='solid'", "fo:color='#ffffff'"] {
        let struck = |row: usize, column: usize, text: &str| {
            cell(text.to_owned(), if (row, column) == (1, 2) { "s" } else { "" })
        };
        let (found, _) = figures("a.fods", flat(&style("table-cell", what), struck));
        assert_eq!(found, WHOLE[1..], "{what}");
    }
    let red = |row: usize, column: usize, text: &str| {
        let stored = if (row, column) == (2, 2) { "-120.4" } else { "1" };
        format!("<table:table-cell office:value='{stored}'><text:p>{text}</text:p></table:table-cell>")
    };
    assert_eq!(figures("a.fods", flat("", red)).0[3], "-120.4", "the sign is that of the stored number");
}

#[test]
fn styles_of_xml_spreadsheets_lean_on_each_other() {
    let book = |styles: &str, row: &str, value: &str| {
        let text = |text: &str| format!("<Cell><Data ss:Type='String'>{text}</Data></Cell>");
        let line = |words: &str| format!("<Row>{}</Row>", text(words));
        let table = rows(&format!("<Row {row}>"), "</Row>", |at, column, words| {
            if at > 0 && is_amount(column) {
                value.replace('#', &number(words)).replace("@", words)
            } else {
                text(words)
            }
        });
        format!(
            "<?xml version='1.0'?><Workbook xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'><Styles>{styles}</Styles>\
             <Worksheet ss:Name='a'><Table>{}{}{}{table}</Table></Worksheet></Workbook>",
            line(TITLE),
            line(TABLE),
            line(UNIT)
        )
        .into_bytes()
    };
    let styles = "<Style ss:ID='p'><NumberFormat ss:Format='0.00,'/></Style><Style ss:ID='s' ss:Parent='p'><Alignment/></Style>";
    let stored = "<Cell ss:StyleID='s'><Data ss:Type='Number'>#e3</Data></Cell>";
    reads("a.xml", book(styles, "", stored), "by the parent of a style");
    let bare = "<Cell><Data ss:Type='Number'>#e3</Data></Cell>";
    reads("a.xml", book(styles, "ss:StyleID='s'", bare), "by the style of the row");
    let rich = "<Cell><ss:Data ss:Type='String'><S>55.5</S>@<Sup>1</Sup></ss:Data></Cell>";
    reads("a.xml", book("", "", rich), "pieces of a text");
    let faint = "<Style ss:ID='f'><Font ss:Color='#FFFFFF'/></Style>";
    let white = "<Cell ss:StyleID='f'><Data ss:Type='Number'>77.7</Data></Cell><Cell><Data ss:Type='Number'>#</Data></Cell>";
    assert!(!figures("a.xml", book(faint, "", white)).0.contains(&"77.7".to_owned()));
}

#[test]
fn tables_drawn_with_signs_are_read_in_every_kind_of_text() {
    let text = |line: &dyn Fn(&[&str; 5]) -> String, end: &str| -> Vec<u8> {
        let lines: Vec<String> = std::iter::once(&HEADER).chain(&ROWS).map(line).collect();
        [TITLE, TABLE, UNIT]
            .into_iter()
            .map(str::to_owned)
            .chain(lines)
            .collect::<Vec<_>>()
            .join(end)
            .into_bytes()
    };
    type Style<'s> = (&'s str, &'s dyn Fn(&[&str; 5]) -> String);
    let styles: [Style<'_>; 5] = [
        ("bars", &|cells| cells.join(" | ")),
        ("full-width bars", &|cells| format!("｜{}｜", cells.join("｜"))),
        ("box characters", &|cells| format!("│{}│\n├──┼──┤", cells.join("│"))),
        ("commas", &|cells| cells.map(|cell| format!("\"{cell}\"")).join(",")),
        ("tabs and quotation marks", &|cells| cells.map(|cell| format!("\"{cell}\"")).join("\t")),
    ];
    for (why, line) in styles {
        reads("a.txt", text(line, "\n"), why);
    }
    for end in ["\r", "\u{2028}", "\r\n"] {
        reads("a.txt", text(&|cells| cells.join("\t"), end), "old line ends");
    }
    let told = [b"sep=;\n".to_vec(), text(&|cells| cells.join(";"), "\n")].concat();
    reads("a.csv", told, "a file that says its separator");
}
