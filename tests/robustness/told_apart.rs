//! One disclosure under several names, and several bodies under names that sound alike.

use mingzhang::diagnostic::Code;

use super::{budget, read};
use crate::hostile::{Build, Folder, GOOD, content};

#[test]
fn a_disclosure_under_two_names_counts_once() {
    let alone = Folder::new();
    alone.put("b.txt", &content(GOOD[1]));
    let alone = alone.build();
    let folder = Folder::new();
    folder.put("b.txt", &content(GOOD[1]));
    folder.put("c.txt", &content(GOOD[1]));
    // The same disclosure, re-published with another last line.
    folder.put("d.txt", &[content(GOOD[1]), b"\n".to_vec()].concat());
    let build = folder.build();
    build.nothing_failed();
    let ledger = &build.outcome.ledger;
    let counting = |build: &Build| {
        let ledger = &build.outcome.ledger;
        ledger.facts.iter().filter(|fact| ledger.counts(fact)).count()
    };
    assert_eq!(counting(&alone), counting(&build));
    assert_eq!(ledger.documents.iter().filter(|record| record.is_published()).count(), 1);
    for path in ["b.txt", "c.txt", "d.txt"] {
        build.is_listed(path);
    }
    let ids: std::collections::BTreeSet<_> = ledger.documents.iter().map(|record| &record.id).collect();
    assert_eq!(ids.len(), 3, "every document has its own address");
}

#[test]
fn bodies_that_sound_alike_are_told_apart_in_any_order() {
    let (a, b) = (budget("深圳市罗湖区体育局"), budget("深圳市罗湖区体域局"));
    let ids = |files: &[(&str, String)]| {
        let outcome = read(files);
        let documents = &outcome.ledger.documents;
        assert!(documents.iter().all(|one| one.diagnostics.iter().any(|d| d.code == Code::SharedId)));
        let body =
            |record: &mingzhang::ledger::Record| (record.identity.body.clone(), record.department.clone());
        documents.iter().map(body).collect::<std::collections::BTreeMap<_, _>>()
    };
    let forth = ids(&[("1.txt", a.clone()), ("2.txt", b.clone())]);
    assert_eq!(forth.values().collect::<std::collections::BTreeSet<_>>().len(), 2, "{forth:?}");
    assert_eq!(forth, ids(&[("1.txt", b), ("2.txt", a)]));
}
