//! The publisher's file: what is taken, what is refused with its line, and that no bytes bring anything down.

use super::*;
use crate::model::{Measure, Statement, Unit};
use crate::taxonomy::{ColumnWord, column_word, is_body_name, is_unit, statement_of, three_public_item};

fn read(rows: &str) -> (Vocabulary, Vec<Trouble>) {
    Vocabulary::read(format!("{COLUMNS}\n{rows}").as_bytes())
}

fn words(rows: &str) -> Words {
    let (vocabulary, troubles) = read(rows);
    assert_eq!(troubles, [], "{rows}");
    vocabulary.for_path("a.txt").0
}

#[test]
fn each_kind_of_words_gets_its_meaning_and_only_while_it_holds() {
    let taught = words(
        "title,*花费一览,three_public,,\ncolumn,花销,total,,\nrow,公务招呼费,reception,,\nunit,万圆,wan_yuan,,\n\
         organisation,驿,ending,,\nphase,原定数,budget,,",
    );
    let asked = || {
        (
            statement_of("公务往来花费一览"),
            column_word("花 销"),
            three_public_item("（二）公务招呼费"),
            is_unit("万圆"),
            is_body_name("青溪驿"),
        )
    };
    let (found, met) = with(taught, asked);
    let total = Some(ColumnWord::Measure(Measure::Total));
    assert_eq!(found, (Some(Statement::ThreePublic), total, Some("reception"), true, true));
    assert_eq!(met, BTreeSet::from([2, 3, 4, 5, 6]), "the phase was not asked for");
    assert_eq!(asked(), (None, None, None, false, false), "and nothing is left behind");
}

#[test]
fn words_are_taken_back_when_the_work_fails() {
    let taught = words("column,花销,total,,");
    let failed = std::panic::catch_unwind(|| with(taught, || panic!("inside")));
    assert!(failed.is_err() && column_word("花销").is_none());
}

#[test]
fn rows_that_cannot_be_used_are_named_by_their_lines_and_the_others_hold() {
    let (vocabulary, troubles) = read(
        "column,花销,total,,good\ncolumn,合计,basic,,contradicts\ncolumn,合计,total,,known\nnoun,花销,total,,kind\n\
         column,开销,money,,meaning\ncolumn,,total,,no words\ncolumn,*,total,,anything\ncolumn,=花,total,,formula\n\
         column,支用,total,year:abc,scope\ncolumn,用掉,total,,twice\ncolumn,用掉,total,,twice\n\
         column,剩下,total,,either\ncolumn,剩下,basic,,or\nunit,工分,vehicle,,no money\ntitle,\"长\n长\",project,,lines\n\
         column,花销,basic,document:b/*,elsewhere",
    );
    let lines: Vec<(u32, bool)> = troubles.iter().map(|one| (one.line, one.is_idle)).collect();
    let expected = [
        (3, false),
        (4, true),
        (5, false),
        (6, false),
        (7, false),
        (8, false),
        (9, false),
        (10, false),
        (12, true),
        (13, false),
        (14, false),
        (15, false),
    ];
    assert_eq!(lines, expected, "{troubles:#?}");
    assert!(troubles.iter().all(|one| !one.message.is_empty() && !one.help.is_empty()));
    assert_eq!(vocabulary.for_path("a.txt").0.len(), 3, "花销, 用掉, and a title over two lines");
    assert_eq!(vocabulary.for_path("b/c.txt").0.len(), 4);
    let unmet: Vec<u32> = vocabulary.unmet(&BTreeSet::from([2])).iter().map(|one| one.line).collect();
    assert_eq!(unmet, [11, 16, 18]);
}

#[test]
fn a_scope_waits_for_who_speaks() {
    let (vocabulary, _) = read("column,花销,total,body:甲局 year:2020-2021,");
    let (ready, waits) = vocabulary.for_path("a.txt");
    assert!(ready.is_empty() && waits);
    let who = |body, year| Who { body, year, ..Who::default() };
    assert_eq!(vocabulary.for_document("a.txt", &who("甲局", 2020)).len(), 1);
    assert!(vocabulary.for_document("a.txt", &who("乙局", 2020)).is_empty());
    assert!(vocabulary.for_document("a.txt", &who("甲局", 0)).is_empty());
}

#[test]
fn the_fingerprint_follows_what_rows_do() {
    let of = |rows: &str| read(rows).0.fingerprint().to_owned();
    let first = of("column,花销,total,,a note\ncolumn,用掉,basic,,");
    assert_eq!(first, of("column,用掉,basic,,another\ncolumn,花 销,total,,"), "not order, spaces or notes");
    assert_ne!(first, of("column,花销,project,,\ncolumn,用掉,basic,,"));
    assert_eq!(Vocabulary::default().fingerprint(), "");
}

#[test]
fn no_bytes_bring_it_down() {
    let row = "column,词,total,,\n";
    let hostile: Vec<Vec<u8>> = vec![
        Vec::new(),
        b"\xEF\xBB\xBF".to_vec(),
        b"\0\0\0".to_vec(),
        format!("{COLUMNS}\ncolumn,\0花,total,,\n").into_bytes(),
        [COLUMNS.as_bytes(), b"\ncolumn,\xFF\xFE,total,,\n"].concat(),
        format!("{COLUMNS}\n\"column,花,total").into_bytes(),
        format!("{COLUMNS}\n{}", ",".repeat(100_000)).into_bytes(),
        format!("{COLUMNS}\ncolumn,{},total,,", "长".repeat(100_000)).into_bytes(),
        format!("{COLUMNS}\ncolumn,花,total,document:{},", "*a".repeat(5_000)).into_bytes(),
        format!("{COLUMNS}\n{}", row.repeat(60_000)).into_bytes(),
        vec![b'a'; row::MOST_BYTES + 1],
    ];
    for bytes in hostile {
        let (vocabulary, troubles) = Vocabulary::read(&bytes);
        assert!(troubles.len() < 12_000 && vocabulary.entries.len() < 12_000);
        let _ = vocabulary.for_document(&"a/".repeat(2_000), &Who::default());
    }
    let formula = Vocabulary::read(format!("{COLUMNS}\ncolumn,\"=cmd|'/c calc'!A0\",total,,\n").as_bytes());
    assert!(formula.0.is_empty() && formula.1[0].line == 2);
}

#[test]
fn every_built_in_word_says_where_it_was_seen() {
    let files = [
        ("statements", include_str!("../data/statements.csv")),
        ("columns", include_str!("../data/columns.csv")),
        ("sources", include_str!("../data/sources.csv")),
        ("three_public", include_str!("../data/three_public.csv")),
        ("counts", include_str!("../data/counts.csv")),
        ("phases", include_str!("../data/phases.csv")),
        ("forms", include_str!("../data/forms.csv")),
        ("units", include_str!("../data/units.csv")),
    ];
    for (name, file) in files {
        let rows = row::built_in(file);
        let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).count();
        assert_eq!(rows.len(), lines, "{name}: every line is a row");
        for row in rows {
            assert!(!row.note.is_empty() && !row.words.is_empty(), "{name}, line {}", row.line);
        }
    }
}

#[test]
fn what_is_printed_as_a_row_is_read_as_one() {
    for text in ["甲,乙", "\"甲\"", "甲\n乙", "甲\t乙"] {
        let line = ["column", text, "total", "", "n"].map(field).join(",");
        let (rows, troubles) = row::published(format!("{COLUMNS}\n{line}").as_bytes());
        assert!(troubles.is_empty() && rows.len() == 1 && rows[0].line == 2, "{text}: {rows:?}");
    }
    assert_eq!(choices(Kind::Unit).iter().filter(|(id, _)| Unit::from_id(id).is_some()).count(), 5);
    for (kind, _) in KINDS {
        for (id, _) in choices(*kind) {
            assert!(meaning::Taught::parse(*kind, id).is_some(), "{} {id}", kind.id());
        }
    }
}
