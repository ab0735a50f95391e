//! The bodies of the fuzz targets over damaged seeds, briefly: a defect that a fuzzer would find at once is found here without one.
//! `MINGZHANG_FUZZ=2000` damages each seed two thousand times.
#![allow(clippy::disallowed_methods)]

#[path = "../fuzz/src/lib.rs"]
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::common;
use crate::common::pdf::Pdf;
use crate::synthetic::seeded::Seeded;

/// Values and words at which readers break.
const ODD: &[&[u8]] = &[
    b"\0",
    b"\xFF",
    b"\xFF\xFF\xFF\xFF",
    b"\x7F\xFF\xFF\xFF",
    b"-1",
    b"0",
    b"99999999999999999999",
    b"1e308",
    b"NaN",
    b"&#0;",
    b"&amp",
    b"<!--",
    b"]]>",
    b"\"",
    b"</",
    b"/Kids",
    b"obj",
    b"\t\t\t\t",
    b"\r\n\r\n",
    "万元".as_bytes(),
    "\u{202E}".as_bytes(),
    "（".as_bytes(),
];

/// The same bytes with some of them changed, taken out, said twice or put in.
fn damaged(random: &mut Seeded, seed: &[u8]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len());
        let to = (at + random.below(64)).min(bytes.len());
        match random.below(6) {
            0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
            1 => drop(bytes.drain(at..to)),
            2 => {
                let part = bytes[at..to].to_vec();
                let place = random.below(bytes.len());
                drop(bytes.splice(place..place, part));
            }
            3 => drop(bytes.splice(at..at, ODD[random.below(ODD.len())].iter().copied())),
            4 => drop(bytes.splice(at..to, ODD[random.below(ODD.len())].iter().copied())),
            _ => bytes.truncate(bytes.len().saturating_sub(random.below(bytes.len() / 4 + 1))),
        }
    }
    bytes
}

fn fixture(name: &str) -> Vec<u8> {
    let path = common::root().join("tests/fixtures").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn table_pdf() -> Vec<u8> {
    let mut pdf = Pdf::default();
    pdf.page();
    pdf.text(60, 60, 10, "收支预算总表");
    pdf.table((30, 100), &[90, 90], &[&["项目", "预算数"], &["合计", "900.00"]]);
    pdf.bytes()
}

/// What a target begins with.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let part = |package: &str, name: &str| {
        let bytes = fixture(package);
        let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
        let mut part = Vec::new();
        std::io::copy(&mut package.by_name(name).expect("a part"), &mut part).expect("read");
        part
    };
    const ROWS: &str = "甲局2021年部门预算\n\n收支预算总表\n\n单位：万元\n\n项目\t预算数\n一、本年收入\t900.00\n收入总计\t900.00\n";
    match target {
        "read_text" | "recognise" | "whole_build" => vec![
            ROWS.as_bytes().to_vec(),
            fixture("rules/prose/careful.txt"),
            fixture("rules/twins/department.txt"),
        ],
        "read_html" => vec![fixture("web/cms.html"), fixture("web/breaks.html")],
        "read_mht" => vec![
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"b\"\n\n--b\nContent-Type: text/html\n\n<table><tr><td>1</td></tr></table>\n--b--\n"
                .to_vec(),
        ],
        "read_pdf" => vec![table_pdf()],
        "read_docx" => vec![fixture("native/page.docx")],
        "read_doc" => vec![fixture("native/page.doc"), fixture("web/word.doc")],
        "read_xlsx" => vec![fixture("native/book.xlsx")],
        "read_xls" => vec![fixture("native/book.xls")],
        "read_ods" => vec![fixture("native/book.ods")],
        "read_odt" => vec![fixture("native/page.odt")],
        "read_xml2003" => vec![
            b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"a\"><Table><Row ss:Index=\"2\"><Cell ss:MergeAcross=\"1\"><Data ss:Type=\"Number\">9</Data></Cell></Row></Table></Worksheet></Workbook>"
                .to_vec(),
        ],
        "read_csv" => vec!["项目,预算数\n合计,\"1,900.00\"\n".as_bytes().to_vec()],
        "docx_body" => vec![part("native/page.docx", "word/document.xml")],
        "xlsx_sheet" => vec![part("native/book.xlsx", "xl/worksheets/sheet1.xml")],
        "odt_content" => vec![part("native/page.odt", "content.xml")],
        "ods_content" => vec![part("native/book.ods", "content.xml")],
        _ => panic!("the target {target} has no seed"),
    }
}

#[test]
fn no_target_fails_on_damaged_seeds() {
    let named = std::env::var("MINGZHANG_FUZZ").ok().and_then(|text| text.parse().ok());
    let mut failed = Vec::new();
    let mut done = 0;
    for (number, (name, body)) in targets::TARGETS.iter().enumerate() {
        // A build takes as long as a hundred readings.
        let rounds = named.unwrap_or(match *name {
            "whole_build" => 4,
            "recognise" => 30,
            _ => 60,
        });
        for (at, seed) in seeds(name).into_iter().enumerate() {
            let mut random = Seeded((number * 1_000 + at) as u64);
            body(&seed);
            for round in 0..rounds {
                let bytes = damaged(&mut random, &seed);
                done += 1;
                if catch_unwind(AssertUnwindSafe(|| body(&bytes))).is_err() {
                    failed.push(format!("{name}, seed {at}, round {round}, {} bytes", bytes.len()));
                }
            }
        }
    }
    assert!(failed.is_empty() && done > 500, "{done} done, {failed:#?}");
}

/// Each target has a file that calls it by its name, and a line in the manifest.
#[test]
fn every_target_is_there_for_a_fuzzer() {
    let folder = common::root().join("fuzz");
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).expect("a manifest");
    for (name, _) in targets::TARGETS {
        let file = std::fs::read_to_string(folder.join(format!("fuzz_targets/{name}.rs"))).expect("a target");
        assert!(file.contains(&format!("run(\"{name}\", data)")), "{name}: {file}");
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")), "{name}");
    }
    let files = std::fs::read_dir(folder.join("fuzz_targets")).expect("a folder").count();
    assert_eq!(files, targets::TARGETS.len());
}
