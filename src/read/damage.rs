//! Files that programs wrote, whole and damaged: the same tables from every kind of file, and from a damaged one no
//! panic, and no loss without a word.

use super::samples::source;
use super::{READERS, read};
use crate::config::Reading;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Document;

const FILES: &[(&str, &[u8])] = &[
    ("book.xlsx", include_bytes!("../../tests/fixtures/native/book.xlsx")),
    ("book.xls", include_bytes!("../../tests/fixtures/native/book.xls")),
    ("book.ods", include_bytes!("../../tests/fixtures/native/book.ods")),
    ("page.docx", include_bytes!("../../tests/fixtures/native/page.docx")),
    ("page.odt", include_bytes!("../../tests/fixtures/native/page.odt")),
    ("page.doc", include_bytes!("../../tests/fixtures/native/page.doc")),
];

/// What the three workbooks show.
const BOOK: &[&str] = &[
    "2024年部门收支总表",
    "部门：某市甲局  单位：万元",
    "收入\t\t支出\t",
    "项目\t预算数\t项目\t预算数",
    "一、财政拨款\t82,800.92\t一、基本支出\t0.3",
    "其中：乙\t1,234,567.89\t完成率\t100.00%",
    "本年收入合计\t1317368.81\t日期\t2024年2月29日",
    "零\t-\t负\t-12.35",
    "整数\t12345\t百分\t12.34",
    "\t合计\t3.5",
];

const PAGE: &[&str] = &[
    "某市甲局2024年部门预算",
    "一、概况",
    "表1 收支总表",
    "单位：万元",
    "收入\t\t支出\t",
    "项目\t预算数\t项目\t预算数",
    "财政拨款\t1,234.50\t基本支出\t1,000.00",
    "\t5.00\t项目支出\t239.50",
    "合计\t1,239.50\t合计\t1,239.50",
    "二、说明：收入 1,239.50 万元。",
];

fn reading(name: &str, bytes: Vec<u8>) -> (Document, &'static str, Vec<Diagnostic>) {
    read(&source(name, bytes), &Reading::default())
}

fn texts(name: &str) -> Vec<String> {
    let (_, bytes) = FILES.iter().find(|(file, _)| *file == name).expect("a file");
    reading(name, bytes.to_vec())
        .0
        .source
        .iter()
        .map(|line| line.trim_start_matches(' ').to_owned())
        .collect()
}

#[test]
fn every_workbook_shows_the_same() {
    for name in ["book.xlsx", "book.xls", "book.ods"] {
        assert_eq!(texts(name), BOOK, "{name}");
    }
    for name in ["page.docx", "page.odt"] {
        assert_eq!(texts(name), PAGE, "{name}");
    }
}

#[test]
fn the_bytes_say_what_a_file_is() {
    for (name, bytes) in FILES {
        let kind = name.rsplit('.').next().expect("an extension");
        for odd in ["a.txt.bak", "a.doc", "a.pdf", "a.xls", "a.docx", "a.odt"] {
            let takers: Vec<&str> = READERS
                .iter()
                .filter(|reader| reader.accepts(bytes, odd.rsplit('.').next().expect("an extension")))
                .map(|reader| reader.name())
                .collect();
            assert_eq!(takers, [kind], "{name} as {odd}");
        }
    }
}

/// No panic; and what is missing is told.
fn damaged(name: &str, whole: &Document, bytes: Vec<u8>, checked: bool, what: &dyn Fn() -> String) {
    let (document, _, trouble) = reading(name, bytes);
    assert!(trouble.iter().all(|one| one.code != Code::ReaderFailed), "{name} {}: failed inside", what());
    if checked {
        let told = trouble.iter().any(|one| one.severity != crate::model::Severity::Info);
        assert!(document.source == whole.source || told, "{name} {}: nothing was said", what());
    }
}

#[test]
fn a_cut_is_told() {
    for (name, bytes) in FILES {
        let whole = reading(name, bytes.to_vec()).0;
        for percent in 0..100 {
            let cut = bytes[..bytes.len() * percent / 100].to_vec();
            damaged(name, &whole, cut, true, &|| format!("cut at {percent} %"));
        }
    }
}

#[test]
fn flipped_bytes_do_no_harm() {
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % below as u64).expect("small")
    };
    for (name, bytes) in FILES {
        let whole = reading(name, bytes.to_vec()).0;
        // Old files carry no checksums: a digit that became another one cannot be noticed.
        let checked = bytes.starts_with(b"PK");
        for round in 0..300 {
            let mut odd = bytes.to_vec();
            for _ in 0..=random(4) {
                let at = random(odd.len());
                odd[at] = u8::try_from(random(256)).expect("a byte");
            }
            damaged(name, &whole, odd, checked, &|| format!("round {round}"));
        }
    }
}
