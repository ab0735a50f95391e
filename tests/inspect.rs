//! `inspect`: what it says of a layout that is known in part, and what its visual report shows and hides.
#![allow(clippy::disallowed_methods)]

use std::path::Path;

use crate::common;
use crate::common::pdf::Pdf;
use assert_cmd::Command;

/// A disclosure with one good table, one with an unknown header word, one without a unit, one with an unknown title and
/// one without any.
const TEXT: &str = "青溪市南岸区档案馆 2022 年度部门决算

表 1

收入支出决算总表

单位：万元

收入			支出		
项 目	行次	决算数	项 目	行次	决算数
一、一般公共预算财政拨款收入	1	90.00	一、一般公共服务支出	4	70.50
二、其他收入	2	10.00	二、住房保障支出	5	29.50
本年收入合计	3	100.00	本年支出合计	6	100.00

表 2

支出决算表

单位：万元

科目编码	科目名称	本年支出合计	基本支出	待摊开支
201	一般公共服务支出	70.50	40.50	30.00
221	住房保障支出	29.50	29.50	0.00

表 3

政府性基金预算财政拨款支出决算表

科目编码	科目名称	本年支出合计
212	城乡社区支出	3.00

表 4

一般公共预算拨款分类情况表

科目编码	科目名称	本年支出合计
201	一般公共服务支出	70.50

以下是馆里自己统计的数字。各项都已经核对过。

名称	数量
档案	1200.50
图书	300.25

单位负责人：某甲乙　联系电话：0000-1234567
本表由某 甲乙整理。
";

fn run(folder: &Path, arguments: &[&str]) -> (String, Option<i32>) {
    let mut command = Command::cargo_bin("mingzhang").expect("the program");
    let output = command.current_dir(folder).arg("inspect").args(arguments).output().expect("run");
    let mut text = String::from_utf8(output.stdout).expect("UTF-8");
    text.push_str(&String::from_utf8(output.stderr).expect("UTF-8"));
    (text, output.status.code())
}

/// What `inspect` prints of a file, and its visual report.
fn inspect(name: &str, bytes: &[u8]) -> (String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(name), bytes).expect("written");
    let (text, code) = run(folder.path(), &[name, "--html", "report.html"]);
    assert_eq!(code, Some(0), "{text}");
    (text, std::fs::read_to_string(folder.path().join("report.html")).expect("the report"))
}

/// From what was seen up to the findings, which are not this command's own.
fn own(text: &str) -> &str {
    let ends = ["\n\nerror[", "\n\nwarning[", "\n\nnote["];
    let text = &text[text.find("\nseen ").map_or(0, |at| at + 1)..];
    &text[..ends.iter().filter_map(|end| text.find(end)).min().unwrap_or(text.len())]
}

/// A page with a table that page numbers and a wide header cell belong to.
fn small_pdf() -> Vec<u8> {
    let mut pdf = Pdf::default();
    pdf.page();
    pdf.text(120, 90, 18, "青溪市南岸区档案馆2022年度部门决算");
    pdf.text(60, 130, 11, "本年支出合计100.00万元，比上年增加2.00万元。");
    pdf.text(230, 170, 14, "支出决算表");
    pdf.text(430, 190, 9, "单位：万元");
    let rows: &[&[&str]] = &[
        &["科目编码", "科目名称", "本年支出合计", "基本支出", "待摊开支"],
        &["201", "一般公共服务支出", "70.50", "40.50", "30.00"],
        &["221", "住房保障支出", "29.50", "29.50", "0.00"],
    ];
    pdf.table((60, 200), &[70, 130, 90, 90, 90], rows);
    pdf.text(290, 815, 9, "1");
    pdf.page();
    pdf.text(230, 90, 14, "馆藏<script>alert(1)</script>一览");
    pdf.table((60, 120), &[130, 130], &[&["名称", "数量"], &["档案<b>", "1200.50"]]);
    pdf.text(60, 300, 11, "联系人：某甲乙");
    pdf.text(290, 815, 9, "2");
    pdf.bytes()
}

#[test]
fn a_layout_known_in_part_is_explained() {
    let (text, _) = inspect("disclosure.txt", TEXT.as_bytes());
    insta::assert_snapshot!("text", own(&text));
    let wide = |c: char| if c.is_ascii() { 1 } else { 2 };
    for line in own(&text).lines().filter(|line| !line.starts_with("id ")) {
        assert!(line.chars().map(wide).sum::<usize>() <= 100, "{line}");
    }
}

#[test]
fn a_pdf_is_explained_by_its_pages() {
    let (text, report) = inspect("disclosure.pdf", &small_pdf());
    insta::assert_snapshot!("pdf", own(&text));
    // One drawing per page, every cell at its place, in the colour of what became of it.
    assert_eq!(report.matches("<svg class=\"leaf\" viewBox=\"0 0 595.0 842.0\"").count(), 2);
    let cell = "<g class=\"k-fact\" id=\"p1:t1:r2:c3\">";
    let drawn = report.split(cell).nth(1).and_then(|rest| rest.split("</g>").next()).expect("the cell");
    for words in ["70.50", "支出表", "<rect x=\"260.0\" y=\"220.0\" width=\"90.0\" height=\"20.0\"/>"] {
        assert!(drawn.contains(words), "{words} in {drawn}");
    }
    for (class, place) in
        [("k-header", "p1:t1:r1:c3"), ("k-label", "p1:t1:r2:c2"), ("k-unreadable", "p1:t1:r2:c5")]
    {
        assert!(report.contains(&format!("<g class=\"{class}\" id=\"{place}\">")), "{class} {place}");
    }
    assert!(report.contains("class=\"k-furniture\""), "the page numbers");
}

#[test]
fn every_figure_has_its_place_in_the_report() {
    let example = common::root().join("content/luohu/lhqwb-2023-final.txt");
    for (name, bytes) in [
        ("disclosure.txt", TEXT.as_bytes().to_vec()),
        ("disclosure.pdf", small_pdf()),
        ("example.txt", std::fs::read(example).expect("the example")),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(name);
        std::fs::write(&file, &bytes).expect("written");
        let content = mingzhang::source::single(&file).expect("readable");
        let source = &content.sources[0];
        let (document, ..) = mingzhang::read::read(source, &Default::default());
        let disclosure = mingzhang::recognise::recognise(&document, source);
        assert!(disclosure.facts.len() > 3, "{name}");
        let (_, report) = inspect(name, &bytes);
        let found = disclosure.facts.iter().map(|fact| &fact.locator);
        for locator in found.chain(disclosure.unreadable.iter().map(|one| &one.locator)) {
            let id = format!(" id=\"{}\"", document.places.name(locator));
            assert_eq!(report.matches(&id).count(), 1, "{name}: {id}");
        }
    }
}

#[test]
fn nothing_of_a_document_becomes_markup() {
    let hostile =
        TEXT.replace("待摊", "<script>alert(1)</script>").replace("档案\t", "\"onload='x'<img src=x>\t");
    for (name, bytes) in [("hostile.txt", hostile.into_bytes()), ("<b>.pdf", small_pdf())] {
        let (_, report) = inspect(name, &bytes);
        for markup in ["<script", "<img", "<b>", "onload='"] {
            assert!(!report.contains(markup), "{name}: {markup}");
        }
        assert!(report.contains("&lt;"), "{name}");
        for outside in ["http://", "https://", "url(", "@import"] {
            assert!(!report.contains(outside), "{name}: {outside}");
        }
    }
}

#[test]
fn what_is_withheld_is_withheld_here_too() {
    for (name, bytes) in [("disclosure.txt", TEXT.as_bytes().to_vec()), ("disclosure.pdf", small_pdf())] {
        let (text, report) = inspect(name, &bytes);
        for personal in ["某甲乙", "某 甲乙", "1234567"] {
            assert!(!text.contains(personal), "{name}: {personal}\n{text}");
            assert!(!report.contains(personal), "{name}: {personal}");
        }
        assert!(report.contains("（已隐去）"), "{name}");
    }
}

#[test]
fn the_inspected_file_is_never_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("disclosure.txt"), TEXT).expect("written");
    let (text, code) = run(folder.path(), &["disclosure.txt", "--html", "./disclosure.txt"]);
    assert_eq!(code, Some(2), "{text}");
    assert!(text.contains("--html"), "{text}");
    assert_eq!(std::fs::read_to_string(folder.path().join("disclosure.txt")).expect("still there"), TEXT);
}
