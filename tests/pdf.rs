//! PDF files made by hand: what the samples do not show. Pages that lie sideways, fonts without Unicode maps, tables over
//! pages and without lines, pictures of pages.
#![allow(clippy::disallowed_methods)]

use crate::common::pdf::{Lie, Pdf, file, stream};
use mingzhang::config::Reading;
use mingzhang::diagnostic::{Code, Diagnostic};
use mingzhang::document::{Document, Fidelity};
use mingzhang::source::Source;

const HEADER: &[&str] = &["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"];
const ROWS: &[&[&str]] = &[
    &["201", "一般公共服务支出", "100.00", "60.00", "40.00"],
    &["20126", "档案事务", "100.00", "60.00", "40.00"],
    &["2012601", "行政运行", "60.00", "60.00", ""],
    &["2012604", "档案馆", "40.00", "", "40.00"],
];
const TOTAL: &[&str] = &["", "合计", "100.00", "60.00", "40.00"];
const WIDTHS: &[i32] = &[70, 130, 90, 90, 90];

fn source(bytes: Vec<u8>) -> Source {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.pdf");
    std::fs::write(&path, bytes).expect("written");
    mingzhang::source::single(&path).expect("readable").sources.remove(0)
}

fn read(bytes: Vec<u8>, helpers: &Reading) -> (Source, Document, Vec<Diagnostic>) {
    let source = source(bytes);
    let (document, format, trouble) = mingzhang::read::read(&source, helpers);
    assert_eq!(format, "pdf");
    (source, document, trouble)
}

/// Every fact of a file with its place.
fn facts(bytes: Vec<u8>) -> Vec<String> {
    let (source, document, trouble) = read(bytes, &Reading::default());
    assert!(trouble.is_empty(), "{trouble:?}");
    let disclosure = mingzhang::recognise::recognise(&document, &source);
    assert!(disclosure.unreadable.is_empty(), "{:?}", disclosure.unreadable);
    disclosure
        .facts
        .iter()
        .map(|fact| {
            let place = document.places.name(&fact.locator);
            let (subject, measure) = (&fact.subject, fact.measure.id());
            format!("{place} {measure} {} {} {}", subject.code, subject.name, fact.amount.value)
        })
        .collect()
}

fn head(pdf: &mut Pdf) {
    pdf.page();
    pdf.text(120, 90, 18, "青溪市南岸区档案馆2022年度部门决算");
    pdf.text(230, 170, 14, "支出决算表");
    pdf.text(430, 190, 9, "单位：万元");
}

/// The table on one page.
fn whole(lie: Lie) -> Vec<u8> {
    let mut pdf = Pdf::default();
    pdf.lie = lie;
    head(&mut pdf);
    let rows: Vec<&[&str]> = [HEADER].iter().chain(ROWS).chain([&TOTAL]).copied().collect();
    pdf.table((60, 200), WIDTHS, &rows);
    pdf.bytes()
}

#[test]
fn a_table_is_read_however_its_page_lies() {
    let upright = facts(whole(Lie::Upright));
    assert_eq!(upright.len(), 13, "{upright:?}");
    assert!(upright.contains(&"p1:t1:r5:c5 project 2012604 档案馆 40.00".to_owned()), "{upright:?}");
    assert_eq!(facts(whole(Lie::Sideways)), upright);
    assert_eq!(facts(whole(Lie::Turned)), upright);
}

#[test]
fn a_table_goes_on_over_pages_with_and_without_its_header() {
    let without_page = |facts: Vec<String>| -> Vec<String> {
        facts.iter().map(|fact| fact.split_once(' ').expect("a place").1.to_owned()).collect()
    };
    let one = without_page(facts(whole(Lie::Upright)));
    for repeated in [true, false] {
        let mut pdf = Pdf::default();
        head(&mut pdf);
        let first: Vec<&[&str]> = [HEADER].iter().chain(&ROWS[..2]).copied().collect();
        pdf.table((60, 200), WIDTHS, &first);
        pdf.text(290, 815, 9, "1");
        pdf.page();
        let header: &[&[&str]] = if repeated { &[HEADER] } else { &[] };
        let second: Vec<&[&str]> = header.iter().chain(&ROWS[2..]).copied().collect();
        pdf.table((60, 60), WIDTHS, &second);
        pdf.text(290, 815, 9, "2");
        // The total stands alone on the last page, its label over the two columns of labels.
        pdf.page();
        pdf.table((60, 60), &[200, 90, 90, 90], &[&["合计", "100.00", "60.00", "40.00"]]);
        pdf.text(290, 815, 9, "3");
        assert_eq!(without_page(facts(pdf.bytes())), one, "header repeated: {repeated}");
    }
}

#[test]
fn another_table_under_the_same_caption_keeps_it() {
    let mut pdf = Pdf::default();
    head(&mut pdf);
    let rows: Vec<&[&str]> = [HEADER].iter().chain(ROWS).copied().collect();
    pdf.table((60, 200), WIDTHS, &rows);
    pdf.page();
    pdf.text(430, 60, 9, "单位：万元");
    // Its title is its own first row, its columns are others.
    pdf.table((60, 80), &[470], &[&["收入决算表"]]);
    let income: &[&[&str]] = &[
        &["科目编码", "科目名称", "本年收入合计", "财政拨款收入"],
        &["201", "一般公共服务支出", "100.00", "100.00"],
    ];
    pdf.table((60, 100), &[70, 200, 100, 100], income);
    let facts = facts(pdf.bytes());
    assert!(facts.iter().any(|fact| fact.starts_with("p2:t1:r3:c4 fiscal_appropriation")), "{facts:?}");
}

#[test]
fn a_table_without_lines_is_read_by_its_columns() {
    let mut pdf = Pdf::default();
    head(&mut pdf);
    let rows: Vec<&[&str]> = [HEADER].iter().chain(ROWS).chain([&TOTAL]).copied().collect();
    for (row, base) in rows.iter().zip((220..).step_by(20)) {
        let mut left = 60;
        for (text, width) in row.iter().zip(WIDTHS) {
            pdf.text(left, base, 9, text);
            left += width;
        }
    }
    assert_eq!(facts(pdf.bytes()), facts(whole(Lie::Upright)));
}

/// A page whose font has a predefined map and nothing else.
fn predefined(encoding: &str, text: &[u8]) -> Vec<u8> {
    let codes: String = text.iter().map(|byte| format!("{byte:02X}")).collect();
    file(&[
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>".to_owned(),
        stream(&format!("BT /F 12 Tf 60 700 Td <{codes}> Tj ET")),
        format!("<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/{encoding}/DescendantFonts[6 0 R]>>"),
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/FontDescriptor 7 0 R>>".to_owned(),
        "<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -141 1000 859]/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 700/StemV 80>>".to_owned(),
    ])
}

#[test]
fn predefined_maps_of_chinese_fonts_are_known() {
    const TEXT: &str = "本年支出合计";
    let (gbk, ..) = encoding_rs::GBK.encode(TEXT);
    let wide: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (encoding, bytes) in
        [("GBK-EUC-H", &gbk[..]), ("GBKp-EUC-H", &gbk[..]), ("UniGB-UCS2-H", &wide), ("UniGB-UTF16-H", &wide)]
    {
        let (_, document, _) = read(predefined(encoding, bytes), &Reading::default());
        assert_eq!(document.source, [TEXT], "{encoding}");
    }
}

#[test]
fn codes_without_a_meaning_are_never_guessed() {
    // A font of its own collection, without maps and without data.
    let bytes =
        String::from_utf8_lossy(&predefined("Identity-H", b"\x12\x34\x56\x78")).replace("(GB1)", "(Own)");
    let (_, document, trouble) = read(bytes.into_bytes(), &Reading::default());
    assert!(trouble.iter().any(|one| one.code == Code::Unnamed), "{trouble:?}");
    assert!(document.source.concat().chars().all(|c| c == '\u{FFFD}'), "{:?}", document.source);
    assert_eq!(document.fidelity, Fidelity::Partial);
}

/// A page that is one picture.
fn picture() -> Vec<u8> {
    file(&[
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>".to_owned(),
        stream("q 595 0 0 842 0 0 cm /I Do Q"),
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\nstream\nA\nendstream".to_owned(),
    ])
}

#[test]
fn a_scan_is_reported_and_read_only_by_a_configured_program() {
    let (_, document, trouble) = read(picture(), &Reading::default());
    assert!(document.blocks.is_empty());
    let told = trouble.iter().find(|one| one.code == Code::NoText).expect("told");
    assert!(told.message.contains("picture") && told.help.contains("ocr"), "{told:?}");
    let folder = tempfile::tempdir().expect("a folder");
    let made = folder.path().join("made.pdf");
    std::fs::write(&made, whole(Lie::Upright)).expect("written");
    let ocr = ["cp", &made.to_string_lossy(), "{out}"].map(str::to_owned).to_vec();
    let (_, document, trouble) = read(picture(), &Reading { ocr, ..Reading::default() });
    assert_eq!(document.fidelity, Fidelity::Scanned);
    assert!(trouble.iter().any(|one| one.code == Code::ScannedText), "{trouble:?}");
    assert!(document.source.iter().any(|line| line.contains("2012604")));
    let ocr = vec!["no-such-program-here".to_owned()];
    let (_, _, trouble) = read(picture(), &Reading { ocr, ..Reading::default() });
    assert!(trouble.iter().any(|one| one.code == Code::NeedsProgram), "{trouble:?}");
}

#[test]
fn a_page_that_draws_itself_for_ever_ends() {
    let bytes = file(&[
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>".to_owned(),
        stream("/X Do"),
        "<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 5 0 R>>>>/Length 60>>\nstream\n         /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do \nendstream"
            .to_owned(),
    ]);
    let (_, document, trouble) = read(bytes, &Reading::default());
    assert!(document.blocks.is_empty() && !trouble.is_empty());
}
