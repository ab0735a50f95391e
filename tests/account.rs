//! The account of every number that is seen balances: in the repository's own documents, in the real ones and in the small
//! files with one property each, where they are there. And it is an account: taken-away figures leave it unbalanced.
#![allow(clippy::disallowed_methods)]

use std::path::{Path, PathBuf};

use crate::common;
use mingzhang::model::{Became, Side};

/// The documents below a folder; companions are none.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map_while(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    let known = ["txt", "md", "pdf", "docx", "xlsx", "xls", "ods", "odt", "html", "htm", "mht", "csv"];
    let is_known = |path: &PathBuf| path.extension().is_some_and(|own| known.iter().any(|one| own == *one));
    files
        .filter(is_known)
        .filter(|path| !path.ends_with("sources.csv") && !path.ends_with("vocabulary.csv"))
        .collect()
}

/// Checks all documents of a folder, and says how many there were.
fn all_balanced(folder: &Path) -> usize {
    let documents = documents(folder);
    documents.iter().for_each(|path| {
        common::read_and_told(path);
    });
    documents.len()
}

#[test]
fn our_own_documents_balance() {
    let content = all_balanced(&common::root().join("content"));
    let native = all_balanced(&common::root().join("tests/fixtures/native"));
    assert!(content >= 14 && native >= 4, "{content} {native}");
}

#[test]
fn real_documents_balance() {
    let Some(corpus) = common::corpus() else { return common::skip("no corpus") };
    assert!(all_balanced(&corpus) > 5);
}

#[test]
fn small_files_with_one_property_each_balance() {
    let Some(cases) =
        common::corpus().map(|corpus| corpus.with_file_name("cases")).filter(|path| path.is_dir())
    else {
        return common::skip("no cases");
    };
    let mut count = 0;
    for case in std::fs::read_dir(cases).expect("a folder").map_while(Result::ok) {
        count += all_balanced(&case.path().join("content"));
    }
    assert!(count > 100, "{count}");
}

#[test]
fn the_sides_of_an_account_are_what_stands_on_the_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.txt");
    let text = "青溪市南岸区档案馆 2022 年度部门决算\n\n2022年支出12.50万元，增长3.10%，全年开馆300天。\n\n支出决算表\n\n单位：万元\n\n\
                科目编码\t科目名称\t本年支出合计\t待摊开支\n201\t一般公共服务支出\t70.50\t30.00\n";
    std::fs::write(&path, text).expect("written");
    let (_, disclosure, _) = common::read_and_told(&path);
    let account = disclosure.account;
    assert_eq!(account.seen, 8, "2022, 2022, 12.50, 3.10, 300, 201, 70.50, 30.00");
    assert_eq!(account.on(Side::Read), 3, "{:?}", account.counts);
    assert_eq!(account.on(Side::NotRead), 1, "{:?}", account.counts);
    assert_eq!(account.counts.get(&Became::Code), Some(&1));
    assert_eq!(account.counts.get(&Became::Year), Some(&2));
    assert_eq!(account.counts.get(&Became::Count), Some(&1));
}
