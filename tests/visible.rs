//! What a reader sees is what counts: figures as they are written, whatever the file holds beside them. Small disclosures
//! with one property each, of which every figure must come out, or be listed where it cannot be read.
#![allow(clippy::disallowed_methods)]

use crate::common::pdf::{Pdf, file, stream};
use mingzhang::diagnostic::Code;
use mingzhang::document::Document;
use mingzhang::model::Disclosure;
use mingzhang::source::Source;

const HEADER: [&str; 5] = ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"];
const ROWS: [[&str; 5]; 5] = [
    ["", "合计", "1,260.50", "830.20", "430.30"],
    ["208", "社会保障和就业支出", "120.40", "120.40", "0.00"],
    ["20805", "行政事业单位养老支出", "120.40", "120.40", "0.00"],
    ["213", "农林水支出", "1,140.10", "709.80", "430.30"],
    ["21303", "水利", "1,140.10", "709.80", "430.30"],
];
const TITLE: &str = "2023年度青溪市水务局部门决算";
const TABLE: &str = "一般公共预算财政拨款支出决算表";
const UNIT: &str = "单位：万元";

/// All fifteen figures in 万元.
const WHOLE: [&str; 15] = [
    "1260.5", "830.2", "430.3", "120.4", "120.4", "0", "120.4", "120.4", "0", "1140.1", "709.8", "430.3",
    "1140.1", "709.8", "430.3",
];

fn read(name: &str, bytes: Vec<u8>) -> (Document, Disclosure, Vec<Code>) {
    let extension = name.rsplit('.').next().unwrap_or_default().to_owned();
    let source = Source { path: name.into(), extension, bytes, ..Source::default() };
    let (document, _, told) = mingzhang::read::read(&source, &Default::default());
    let disclosure = mingzhang::recognise::recognise(&document, &source);
    (document, disclosure, told.iter().map(|one| one.code).collect())
}

/// The figures of a disclosure in 万元, in the order of their places.
fn figures(disclosure: &Disclosure) -> Vec<String> {
    let money = disclosure.facts.iter().filter_map(|fact| fact.amount.wan());
    money.map(|amount| amount.normalize().to_string()).collect()
}

fn reads(name: &str, bytes: Vec<u8>, why: &str) {
    let (_, disclosure, _) = read(name, bytes);
    assert_eq!(figures(&disclosure), WHOLE, "{why}: {:?}", disclosure.unreadable);
}

/// A web page with the table; `cell` writes each cell, `unit` stands above and `note` below it.
fn page(
    head: &str,
    unit: &str,
    note: &str,
    header: [&str; 5],
    cell: impl Fn(usize, usize, &str) -> String,
) -> Vec<u8> {
    let row = |at: usize, cells: &[&str; 5]| {
        let cells: String = cells
            .iter()
            .enumerate()
            .map(|(column, text)| format!("<td>{}</td>", cell(at, column, text)))
            .collect();
        format!("<tr>{cells}</tr>")
    };
    let header: String = header.iter().map(|word| format!("<th>{word}</th>")).collect();
    let rows: String = ROWS.iter().enumerate().map(|(at, cells)| row(at, cells)).collect();
    format!(
        "<html><head><meta charset=utf-8><style>{head}</style></head><body><h1>{TITLE}</h1><h2>{TABLE}</h2><p>{unit}</p>\
         <table><tr>{header}</tr>{rows}</table><p>{note}</p></body></html>"
    )
    .into_bytes()
}

fn is_amount(column: usize) -> bool {
    column >= 2
}

#[test]
fn every_separator_is_read() {
    let styles: [fn(&str) -> String; 8] = [
        |text| text.replace(',', "，"),
        |text| text.replace(',', "’"),
        |text| text.replace(',', " "),
        |text| format!("¥{text}"),
        |text| format!("{text}万元"),
        |text| text.replace('.', "。"),
        |text| text.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).expect("full-width")).collect(),
        |text| format!("人民币{text}"),
    ];
    for (at, style) in styles.iter().enumerate() {
        let cell = |_: usize, column: usize, text: &str| {
            if is_amount(column) { style(text) } else { text.to_owned() }
        };
        reads("a.html", page("", UNIT, "", HEADER, cell), &format!("style {at}"));
    }
}

#[test]
fn every_sign_below_zero_is_read() {
    for sign in ["-#", "－#", "–#", "—#", "△#", "▲#", "负#", "(#)", "（#）", "#-", "-¥#"] {
        let cell = |row: usize, column: usize, text: &str| {
            if row == 2 && is_amount(column) && column < 4 {
                sign.replace('#', text)
            } else {
                text.to_owned()
            }
        };
        let (_, disclosure, _) = read("a.html", page("", UNIT, "", HEADER, cell));
        assert_eq!(figures(&disclosure)[6..8], ["-120.4", "-120.4"], "{sign}");
    }
}

#[test]
fn a_cell_that_is_no_number_is_listed_and_costs_itself_alone() {
    for odd in ["1,94", "12.5人", "12.50 13.50", "#VALUE!", "1260.50.1", "\u{FFFD}.50"] {
        let cell = |row: usize, column: usize, text: &str| {
            if (row, column) == (0, 2) { odd.to_owned() } else { text.to_owned() }
        };
        let (_, disclosure, _) = read("a.html", page("", UNIT, "", HEADER, cell));
        assert_eq!(figures(&disclosure), WHOLE[1..], "{odd}");
        let quotes: Vec<&str> = disclosure.unreadable.iter().map(|one| one.quote.as_str()).collect();
        assert_eq!(quotes, [odd], "every filled cell is a fact or listed");
    }
}

#[test]
fn units_are_found_wherever_they_stand() {
    let same = |_: usize, _: usize, text: &str| text.to_owned();
    let headed = ["科目编码", "科目名称", "本年支出合计（万元）", "基本支出（万元）", "项目支出（万元）"];
    for (unit, note, header) in [
        ("金额单位：人民币万元", "", HEADER),
        ("单位：万元、人", "", HEADER),
        ("单位：万", "", HEADER),
        ("Unit: RMB 10,000", "", HEADER),
        ("", "注：本表金额单位为万元。", HEADER),
        ("", "", headed),
        // What stands above the numbers is nearer than the caption.
        ("单位：元", "", headed),
    ] {
        reads("a.html", page("", unit, note, header, same), &format!("{unit} {note} {}", header[2]));
    }
    let thousand = ["科目编码", "科目名称", "本年支出合计（千元）", "基本支出（千元）", "项目支出（万元）"];
    let (_, disclosure, _) = read("a.html", page("", UNIT, "", thousand, same));
    assert_eq!(figures(&disclosure)[..3], ["126.05", "83.02", "430.3"], "a unit per column");
    for (unit, first) in [
        ("单位：千元", "126.05"),
        ("单位：百万元", "126050"),
        ("单位：亿元", "12605000"),
        ("单位：元", "0.12605"),
    ] {
        let (_, disclosure, _) = read("a.html", page("", unit, "", HEADER, same));
        assert_eq!(figures(&disclosure)[0], first, "{unit}");
    }
    let (_, disclosure, _) = read("a.html", page("", "单位：万美元", "", HEADER, same));
    assert!(disclosure.facts.is_empty() && disclosure.unreadable.len() == 15);
}

#[test]
fn what_a_page_hides_is_no_figure() {
    for (head, hidden) in [
        (".x{display:none}", "<span class=x>9</span>"),
        ("td span.x{visibility:hidden}", "<span class=x>9</span>"),
        ("", "<font color=#ffffff>9</font>"),
        ("", "<span style='color:#fefefe'>9</span>"),
        ("", "<s>555.55</s> "),
        ("", "<span style='text-decoration:line-through'>555.55</span>"),
        (".x{color:#fff}", "<b class=x>9</b>"),
    ] {
        let cell = |_: usize, column: usize, text: &str| {
            if is_amount(column) { format!("{hidden}{text}") } else { text.to_owned() }
        };
        reads("a.html", page(head, UNIT, "", HEADER, cell), hidden);
    }
    let fields = |_: usize, column: usize, text: &str| {
        if is_amount(column) { format!("<input value='{text}'>") } else { text.to_owned() }
    };
    reads("a.html", page("", UNIT, "", HEADER, fields), "fields show their values");
    let ruby = |_: usize, column: usize, text: &str| {
        if is_amount(column) { format!("<ruby>{text}<rt>9</rt></ruby>") } else { text.to_owned() }
    };
    reads("a.html", page("", UNIT, "", HEADER, ruby), "readings of characters");
}

#[test]
fn header_words_that_nobody_knows_cost_no_table() {
    let same = |_: usize, _: usize, text: &str| text.to_owned();
    for header in [["类款项", "用途分类"], ["科目编码", "用途明细"], ["代号", "科目名称"]]
    {
        let header = [header[0], header[1], HEADER[2], HEADER[3], HEADER[4]];
        let (_, disclosure, _) = read("a.html", page("", UNIT, "", header, same));
        assert_eq!(figures(&disclosure), WHOLE, "{header:?}");
        let totals = disclosure.facts.iter().filter(|fact| fact.subject.code == "all").count();
        assert_eq!(totals, 3, "a row is no total because its label is unknown");
    }
}

#[test]
fn blocks_and_roles_that_look_like_tables_are_tables() {
    for (head, table, row, cell) in [
        (".t{display:table}.r{display:table-row}.c{display:table-cell}", "class=t", "class=r", "class=c"),
        ("", "role=table", "role=row", "role=cell"),
        ("", "style='display:table'", "style='display:table-row'", "style='display:table-cell'"),
    ] {
        let rows: String = std::iter::once(&HEADER)
            .chain(&ROWS)
            .map(|cells| {
                let cells: String = cells.iter().map(|text| format!("<div {cell}>{text}</div>")).collect();
                format!("<div {row}>{cells}</div>")
            })
            .collect();
        let page = format!(
            "<html><head><meta charset=utf-8><style>{head}</style></head><body><h1>{TITLE}</h1><h2>{TABLE}</h2><p>{UNIT}</p>\
             <div {table}>{rows}</div></body></html>"
        );
        reads("a.html", page.into_bytes(), table);
    }
}

#[test]
fn values_between_commas_are_read_in_every_encoding() {
    let lines: String = std::iter::once(&HEADER)
        .chain(&ROWS)
        .map(|cells| cells.iter().map(|text| format!("\"{text}\"")).collect::<Vec<_>>().join(",") + "\n")
        .collect();
    let text = format!("{TITLE}\n{TABLE}\n{UNIT}\n{lines}");
    reads("a.csv", text.clone().into_bytes(), "UTF-8");
    reads("a.csv", encoding_rs::GB18030.encode(&text).0.into_owned(), "GBK");
    reads("a.csv", encoding_rs::GB18030.encode(&text.replace("\",\"", "\"\t\"")).0.into_owned(), "tabs");
    let marked = [&b"\xEF\xBB\xBF"[..], text.as_bytes()].concat();
    reads("a.csv", marked, "with a mark");
}

#[test]
fn markdown_marks_are_no_figures() {
    let styles: [fn(&str) -> String; 4] = [
        |text| format!("~~555.55~~ {text}"),
        |text| format!("${text}$"),
        |text| format!("\\({}\\)", text.replace(',', "{,}")),
        |text| format!("<del>555.55</del>{text}"),
    ];
    for (at, style) in styles.iter().enumerate() {
        let row = |cells: &[&str; 5]| {
            let cells: Vec<String> =
                cells
                    .iter()
                    .enumerate()
                    .map(|(column, text)| {
                        if is_amount(column) && text.contains('.') { style(text) } else { (*text).to_owned() }
                    })
                    .collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let rows: String = ROWS.iter().map(row).collect();
        let text =
            format!("# {TITLE}\n\n## {TABLE}\n\n{UNIT}\n\n{}|---|---|---|---|---|\n{rows}", row(&HEADER));
        reads("a.md", text.into_bytes(), &format!("style {at}"));
    }
}

/// Left edges of the columns of a page.
const X: [i32; 6] = [50, 130, 300, 380, 460, 540];

/// Heights of the lines of a page: the header, then the rows.
fn y(row: usize) -> i32 {
    140 + 20 * i32::try_from(row).expect("few rows")
}

/// A page with the table; lines and areas are drawn by `under`, each amount by `amount`.
fn sheet(under: impl Fn(&mut Pdf), amount: impl Fn(&mut Pdf, (usize, usize), (i32, i32), &str)) -> Vec<u8> {
    let mut pdf = Pdf::default();
    pdf.page();
    pdf.text(150, 60, 18, TITLE);
    pdf.text(180, 100, 13, TABLE);
    pdf.text(470, 125, 9, UNIT);
    under(&mut pdf);
    for (row, cells) in std::iter::once(&HEADER).chain(&ROWS).enumerate() {
        for (column, text) in cells.iter().enumerate() {
            let place = (X[column] + 3, y(row) + 14);
            if row > 0 && is_amount(column) {
                amount(&mut pdf, (row, column), place, text)
            } else {
                pdf.text(place.0, place.1, 9, text)
            }
        }
    }
    pdf.bytes()
}

fn ruled(pdf: &mut Pdf) {
    for row in 0..=6 {
        pdf.rule((X[0], y(row)), (X[5], y(row)));
    }
    for x in X {
        pdf.rule((x, y(0)), (x, y(6)));
    }
}

fn plain(pdf: &mut Pdf, _: (usize, usize), (left, base): (i32, i32), text: &str) {
    pdf.text(left, base, 9, text);
}

#[test]
fn what_nobody_sees_on_a_page_is_not_there() {
    reads("a.pdf", sheet(ruled, plain), "as it is");
    for setting in ["3 Tr", "1 g", "0.99 0.99 0.99 rg"] {
        let draft = |pdf: &mut Pdf, _: (usize, usize), (left, base): (i32, i32), text: &str| {
            pdf.text_as(setting, (left, base), 9, "777.77");
            pdf.text(left + 35, base, 9, text);
        };
        reads("a.pdf", sheet(ruled, draft), setting);
    }
    let patched = |pdf: &mut Pdf, _: (usize, usize), (left, base): (i32, i32), text: &str| {
        pdf.text(left, base, 9, "777.77");
        pdf.fill((left - 1, base - 10, left + 60, base + 3), "1 1 1");
        pdf.text(left, base, 9, text);
    };
    reads("a.pdf", sheet(ruled, patched), "typed over a patch");
    let clipped = |pdf: &mut Pdf, _: (usize, usize), (left, base): (i32, i32), text: &str| {
        pdf.text_as("0 0 1 1 re W n", (left, base), 9, "777.77");
        pdf.text(left, base, 9, text);
    };
    reads("a.pdf", sheet(ruled, clipped), "clipped away");
}

/// Draws what may be a sign beside a figure that stands at a place.
type Draw = fn(&mut Pdf, (i32, i32));

/// A sign before a figure or behind it: lines, bars, other small shapes.
const SIGNS: [(&str, Draw); 4] = [
    ("a line", |pdf, (left, base)| pdf.rule((left - 6, base - 3), (left - 2, base - 3))),
    ("a bar", |pdf, (left, base)| pdf.fill((left - 6, base - 4, left - 1, base - 3), "0 0 0")),
    ("a box", |pdf, (left, base)| pdf.fill((left - 6, base - 5, left - 2, base - 1), "0.2 0.2 0.2")),
    ("a line behind", |pdf, (left, base)| pdf.rule((left + 32, base - 3), (left + 36, base - 3))),
];

#[test]
fn a_drawn_sign_is_a_minus_where_sums_say_so_and_listed_where_they_do_not() {
    for (what, sign) in SIGNS {
        let below = |pdf: &mut Pdf, _: (usize, usize), (left, base): (i32, i32), text: &str| {
            let text = match text {
                "830.20" => "1,690.80",
                "709.80" => "1,570.40",
                text => text,
            };
            if text == "430.30" {
                sign(pdf, (left + 8, base));
            }
            pdf.text(left + 8, base, 9, text);
        };
        let whole = WHOLE.map(|figure| match figure {
            "830.2" => "1690.8",
            "709.8" => "1570.4",
            "430.3" => "-430.3",
            figure => figure,
        });
        let (_, disclosure, _) = read("a.pdf", sheet(ruled, below));
        assert_eq!(figures(&disclosure), whole, "{what}: {:?}", disclosure.unreadable);
        let alone = |pdf: &mut Pdf, (row, column): (usize, usize), (left, base): (i32, i32), text: &str| {
            if (row, column) == (5, 2) {
                sign(pdf, (left + 8, base));
            }
            pdf.text(left + 8, base, 9, if (row, column) == (5, 2) { "770.70" } else { text });
        };
        let (_, disclosure, _) = read("a.pdf", sheet(ruled, alone));
        let listed: Vec<&str> = disclosure.unreadable.iter().map(|one| one.quote.as_str()).collect();
        assert!(listed.iter().any(|quote| quote.contains("770.70")), "{what}: {listed:?}");
        assert!(!figures(&disclosure).contains(&"770.7".to_owned()), "{what}");
        // Where the sums hold as printed, it is no sign.
        let shown = |pdf: &mut Pdf, place: (usize, usize), (left, base): (i32, i32), text: &str| {
            if place == (5, 2) {
                sign(pdf, (left + 8, base));
            }
            pdf.text(left + 8, base, 9, text);
        };
        reads("a.pdf", sheet(ruled, shown), what);
    }
}

#[test]
fn rules_and_dashes_are_no_signs() {
    let cases: [(&str, Draw); 4] = [
        ("an underline", |pdf, (left, base)| pdf.rule((left, base + 1), (left + 30, base + 1))),
        ("a line above", |pdf, (left, base)| pdf.rule((left, base - 9), (left + 5, base - 9))),
        ("a tick at the border", |pdf, (left, base)| pdf.rule((left - 3, base - 3), (left + 1, base - 3))),
        ("a dash far behind", |pdf, (left, base)| pdf.rule((left + 60, base - 3), (left + 66, base - 3))),
    ];
    for (what, draw) in cases {
        let amount = |pdf: &mut Pdf, (row, _): (usize, usize), (left, base): (i32, i32), text: &str| {
            if row % 2 == 1 {
                draw(pdf, (left, base));
            }
            pdf.text(left, base, 9, text);
        };
        reads("a.pdf", sheet(ruled, amount), what);
    }
    // A dash that is drawn into a cell without a figure.
    let dashed = |pdf: &mut Pdf, _: (usize, usize), (left, base): (i32, i32), text: &str| match text {
        "0.00" => pdf.rule((left + 30, base - 3), (left + 38, base - 3)),
        text => pdf.text(left, base, 9, text),
    };
    let (_, disclosure, _) = read("a.pdf", sheet(ruled, dashed));
    let whole: Vec<&str> = WHOLE.into_iter().filter(|figure| *figure != "0").collect();
    assert_eq!(figures(&disclosure), whole, "{:?}", disclosure.unreadable);
}

#[test]
fn watermarks_join_no_cell() {
    for (size, text) in [(26, "2023公开"), (9, "20230815"), (40, "内部资料")] {
        for grey in ["0.85 g", "0.8 0.85 0.9 rg"] {
            let under = |pdf: &mut Pdf| {
                ruled(pdf);
                for row in [1, 3, 4] {
                    pdf.text_as(grey, (X[2] + 45, y(row) + 18), size, text);
                }
            };
            reads("a.pdf", sheet(under, plain), &format!("{size} {text} {grey}"));
        }
    }
    // Pale figures of their own are figures.
    let pale = |pdf: &mut Pdf, (row, _): (usize, usize), place: (i32, i32), text: &str| {
        pdf.text_as(if row == 5 { "0.75 g" } else { "0 g" }, place, 9, text);
    };
    reads("a.pdf", sheet(ruled, pale), "pale figures");
}

#[test]
fn tables_without_black_lines_are_tables() {
    let cells = |pdf: &mut Pdf, colour: &str, gap: i32| {
        for row in 0..6 {
            for column in 0..5 {
                pdf.fill((X[column], y(row), X[column + 1] - gap, y(row + 1) - gap), colour);
            }
        }
    };
    reads("a.pdf", sheet(|pdf| cells(pdf, "0.9 0.94 0.98", 2), plain), "coloured cells with gaps");
    reads("a.pdf", sheet(|pdf| cells(pdf, "0.8 0.9 0.8", 0), plain), "coloured cells side by side");
    let white_lines = |pdf: &mut Pdf| {
        pdf.fill((X[0], y(0), X[5], y(6)), "0.85 0.9 0.95");
        pdf.put("1 G\n");
        ruled(pdf);
        pdf.put("0 G\n");
    };
    reads("a.pdf", sheet(white_lines, plain), "white lines on colour");
    let right = |pdf: &mut Pdf, (_, column): (usize, usize), (_, base): (i32, i32), text: &str| {
        let width = i32::try_from(text.len()).expect("short") * 9 / 2;
        pdf.text(X[column + 1] - 4 - width, base, 9, text);
    };
    reads("a.pdf", sheet(|_| {}, right), "no lines at all");
    let three =
        |pdf: &mut Pdf| [0, 1, 6].into_iter().for_each(|row| pdf.rule((X[0], y(row)), (X[5], y(row))));
    reads("a.pdf", sheet(three, right), "three lines");
    let zebra = |pdf: &mut Pdf| {
        [1, 3, 5].into_iter().for_each(|row| pdf.fill((X[0], y(row), X[5], y(row + 1)), "0.9 0.9 0.9"))
    };
    reads("a.pdf", sheet(zebra, right), "stripes");
    for across in [&[0, 6][..], &[0, 1, 6]] {
        let uprights = |pdf: &mut Pdf| {
            across.iter().for_each(|row| pdf.rule((X[0], y(*row)), (X[5], y(*row))));
            X.into_iter().for_each(|x| pdf.rule((x, y(0)), (x, y(6))));
        };
        reads("a.pdf", sheet(uprights, right), "no lines between rows");
    }
}

#[test]
fn files_within_a_file_are_read_like_files_of_their_own() {
    let lines: String = std::iter::once(&HEADER)
        .chain(&ROWS)
        .map(|cells| cells.iter().map(|text| format!("\"{text}\"")).collect::<Vec<_>>().join(",") + "\n")
        .collect();
    let values = format!("{TITLE}\n{TABLE}\n{UNIT}\n{lines}");
    let spec = "<</Type/Filespec/F(a.csv)/UF(a.csv)/EF<</F 5 0 R>>>>";
    let page = |more: &str| format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R{more}>>");
    let pages = "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned();
    let listed = format!("<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a){spec}]>>>>>>");
    let clip = format!("/Annots[<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS{spec}>>]");
    for (catalog, page) in [(listed, page("")), ("<</Type/Catalog/Pages 2 0 R>>".to_owned(), page(&clip))] {
        let bytes = file(&[catalog, pages.clone(), page, stream(""), stream(&values)]);
        let (document, disclosure, told) = read("a.pdf", bytes);
        assert_eq!(figures(&disclosure), WHOLE);
        let first = disclosure.facts.first().expect("a fact");
        assert!(
            document.places.name(&first.locator).starts_with("attachment:a.csv!CSV!C"),
            "{:?}",
            first.locator
        );
        assert!(told.contains(&Code::LeftOut), "that it was attached is told");
    }
    let odd =
        "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a)<</F(a.bin)/EF<</F 5 0 R>>>>]>>>>>>"
            .to_owned();
    let (_, disclosure, told) =
        read("a.pdf", file(&[odd, pages.clone(), page(""), stream(""), stream("\u{1}\u{2}")]));
    assert!(disclosure.facts.is_empty() && told.contains(&Code::LeftOut), "one that cannot be read is told");
}

#[test]
fn drawn_digits_that_are_called_by_their_codes_are_read_and_told() {
    let page = |names: &str| {
        let shapes: String = (44..58).map(|code| format!("/g{code} 6 0 R ")).collect();
        let widths = "500 ".repeat(14);
        file(&[
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".to_owned(),
            stream("BT /F1 9 Tf 100 700 Td (1,260.50) Tj ET"),
            format!(
                "<</Type/Font/Subtype/Type3/FontBBox[0 0 500 700]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 44/LastChar 57/Widths[{widths}]\
                 /CharProcs<<{shapes}>>/Encoding<</Type/Encoding/Differences[44 {names}]>>/Resources<<>>>>"
            ),
            stream("500 0 d0 0 0 400 600 re f"),
        ])
    };
    let by_code: String = (44..58).map(|code| format!("/g{code} ")).collect();
    let (document, _, told) = read("a.pdf", page(&by_code));
    assert_eq!(document.source, ["1,260.50"]);
    assert!(told.contains(&Code::Unnamed));
    // Counted from elsewhere, a name says nothing.
    let by_order: String = (1..15).map(|nth| format!("/g{nth} ")).collect();
    let (document, _, told) = read("a.pdf", page(&by_order));
    assert!(!document.source.concat().contains('1') && told.contains(&Code::Unnamed));
}
