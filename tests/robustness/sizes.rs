//! Endless lines, huge tables, absurd numbers and years: reading ends, in time and without overflow.

use mingzhang::diagnostic::Code;

use super::{budget, read};
use crate::hostile::{self, CONTENT, Folder, GOOD, content, survives};
use crate::synthetic::effort::takes_its_share;

/// A tabbed table of a disclosure with rows that a test makes.
fn function_table(rows: &str) -> String {
    format!(
        "2021年深圳市罗湖区甲局部门决算\n\n一般公共预算财政拨款支出决算表\n\n部门：深圳市罗湖区甲局\n\n单位：万元\n\n\
         功能分类科目编码\t科目名称\t合计\t基本支出\t项目支出\n{rows}"
    )
}

#[test]
fn a_table_of_a_hundred_thousand_lines_ends() {
    let rows: String = (0..100_000)
        .map(|n| format!("{}\t科目{n}\t{n}.00\t{n}.00\t0.00\n", 2_010_000 + n % 10_000))
        .collect();
    let entrant = hostile::understand("x.txt", function_table(&rows).into_bytes());
    assert!(!hostile::failed(&entrant.record.disclosure.diagnostics));
    assert!(entrant.record.disclosure.facts.len() + entrant.record.disclosure.unreadable.len() >= 300_000);
    hostile::follow(entrant);
}

#[test]
fn long_lines_and_deep_tabs_take_their_share() {
    // A thousand of each is the whole.
    let all: [(&str, &(dyn Fn(usize) -> String + Sync)); 12] = [
        ("rows with a bar behind every cell that are no table", &|n| "甲 | | 1.00 |\n".repeat(20 * n)),
        ("one line of a megabyte", &|n| "预算".repeat(170 * n)),
        ("one line of digits", &|n| "1234567890".repeat(100 * n)),
        ("one line of numbers", &|n| "1,234.50 ".repeat(100 * n)),
        ("one cell of a megabyte", &|n| {
            function_table(&format!("2010101\t{}\t1.00\t1.00\t0.00\n", "运行".repeat(170 * n)))
        }),
        ("a line of tabs", &|n| function_table(&format!("{}1.00\n", "\t".repeat(20 * n)))),
        ("a header of tabs", &|n| format!("单位：万元\n{}合计\n", "合计\t".repeat(5 * n))),
        // As many lines as tabs in the last: the text grows with the square.
        ("stairs of tabs", &|n| (0..500 + n / 2).map(|at| format!("{}x\n", "\t".repeat(at))).collect()),
        ("brackets", &|n| "（".repeat(100 * n)),
        ("a sentence of numbers", &|n| {
            format!(
                "2021年深圳市罗湖区甲局部门决算\n{}。",
                "基本支出1,234.50万元，比上年增加5.00万元，".repeat(5 * n)
            )
        }),
        ("blank lines", &|n| "\n".repeat(500 * n)),
        ("blank cells", &|n| "\t\n".repeat(200 * n)),
    ];
    for (what, text) in all {
        takes_its_share(what, |n| {
            survives(what, text(n).into_bytes());
        });
    }
}

#[test]
fn absurd_numbers_are_numbers_or_unreadable() {
    let absurd = [
        "1234567890123456789012345678901234567890.00",
        "99999999999999999999999.9",
        "999999999999999999999999",
        "0.00000000000000000000001",
        "1e308",
        "1,2,3,4,5,6,7,8,9",
        "1,,,,2",
        "999,999,999,999,999,999,999.99",
        "-0.00",
        "--5",
        "NaN",
        "1.2.3",
        "１２３．４５",
        "٣٤",
    ];
    for one in absurd {
        for table in [
            function_table(&format!(
                "\t合计\t{one}\t{one}\t{one}\n201\t一般公共服务支出\t{one}\t{one}\t{one}\n20101\t人大事务\t{one}\t{one}\t{one}\n"
            )),
            String::from_utf8(content(CONTENT[2]))
                .expect("UTF-8")
                .replace("74.68", one)
                .replace("746793.23", one),
            String::from_utf8(content(CONTENT[0]))
                .expect("UTF-8")
                .replace("3,204.53", one)
                .replace("1,553.56", one),
            String::from_utf8(content(CONTENT[3]))
                .expect("UTF-8")
                .replace("2,595.00", one)
                .replace("809.00", one),
        ] {
            survives(one, table.into_bytes());
        }
    }
    // Many of the largest numbers that are still taken must not overflow a sum either.
    let rows: String = (0..5_000).map(|n| format!("2010{n:03}\t科目\t999999999999999999999999\t99999999999999999999999\t9999999999999999999999\n")).collect();
    survives("sums of absurd numbers", function_table(&rows).into_bytes());
}

#[test]
fn a_class_that_never_adds_up_takes_its_share() {
    // Without codes the levels are told by arithmetic; a total that nothing reaches must not try every grouping.
    for amount in ["0.00", "1.00"] {
        takes_its_share("a class that never adds up", |n| {
            let rows: String = (0..4 * n / 10).map(|at| format!("第{at}款\t{amount}\n")).collect();
            let text = format!(
                "2021年深圳市罗湖区甲局部门预算\n\n收支预算总表\n\n单位：万元\n\n支出项目\t2021年预算数\n一般公共服务支出\t7.00\n{rows}本年支出合计\t7.00\n"
            );
            survives("a class that never adds up", text.into_bytes());
        });
    }
}

#[test]
fn absurd_years_are_read() {
    for year in ["9999", "0001", "2099", "1000", "20200"] {
        let folder = Folder::new();
        let text = String::from_utf8(content(GOOD[1])).expect("UTF-8").replace("2020", year);
        folder.put("a.txt", text.as_bytes());
        folder.put("b.txt", content(GOOD[0]).as_slice());
        let build = folder.build();
        build.nothing_failed();
        build.is_listed("a.txt");
    }
    for year in [i32::MAX, i32::MIN, -1, 0] {
        let folder = Folder::new();
        folder.put("a.txt", &content(GOOD[1]));
        folder.put("a.txt.toml", format!("fiscal_year = {year}\nkind = \"budget\"").as_bytes());
        folder.build().nothing_failed();
    }
}

#[test]
fn a_line_without_end_is_no_prose_and_is_reported() {
    let long = "2021 年工作顺利，".repeat(1000);
    let outcome = read(&[("long.txt", format!("{}\n{long}\n", budget("深圳市罗湖区水务局")))]);
    let record = outcome.ledger.record("long.txt").expect("in the ledger");
    let found = record.diagnostics.iter().find(|one| one.code == Code::LongLine).expect("a diagnostic");
    assert_eq!(found.span.map(|span| span.first), Some(14));
    assert!(found.excerpt.chars().count() <= 81);
}
