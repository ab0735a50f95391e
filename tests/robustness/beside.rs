//! Every kind of bad file beside good ones: each is named with a diagnostic and a way out, and the good ones do not notice.

use std::sync::LazyLock;

use mingzhang::diagnostic::Code;
use mingzhang::model::Severity;

use crate::hostile::{Build, Folder, GOOD, Seeded, escaped};

/// 预算公开 in GBK.
const GBK: &[u8] = b"\xD4\xA4\xCB\xE3\xB9\xAB\xBF\xAA\n\xD4\xA4\xCB\xE3";

const POEM: &str = "静夜思\n\n床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n";

const STRANGE_TABLE: &str = "2021年部门预算\n\n食堂采购清单\n\n单位：万元\n\n\
菜名\t斤两\t单价\n白菜\t12.00\t3.40\n萝卜\t15.00\t2.10\n合计\t27.00\t5.50\n";

/// The good files alone.
static CLEAN: LazyLock<Build> = LazyLock::new(|| Folder::with_good_files().build());

/// The good files with every bad one beside them. Each file is bad in one way.
static BESIDE: LazyLock<Build> = LazyLock::new(|| {
    let folder = Folder::with_good_files();
    let mut random = Seeded(7);
    let noise: Vec<u8> = (0..4096).map(|_| u8::try_from(random.below(256)).expect("a byte")).collect();
    folder.put("bad/empty.txt", b"");
    folder.put("bad/empty-too.txt", b"");
    folder.put("bad/blank.txt", b" \n\t\n\r\n\x0C\n");
    folder.put("bad/noise.txt", &noise);
    folder.put("bad/elf.txt", b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3E\0\x01\0\0\0");
    folder.put("bad/pdf.txt", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n");
    folder.put("bad/gbk.txt", GBK);
    folder.put("bad/broken-tail.txt", &[POEM.as_bytes(), b"\xE4\xB8"].concat());
    let wide: Vec<u16> = POEM.encode_utf16().collect();
    folder.put(
        "bad/utf16le.txt",
        &[&b"\xFF\xFE"[..], &wide.iter().flat_map(|c| c.to_le_bytes()).collect::<Vec<_>>()].concat(),
    );
    folder.put(
        "bad/utf16be.txt",
        &[&b"\xFE\xFF"[..], &wide.iter().flat_map(|c| c.to_be_bytes()).collect::<Vec<_>>()].concat(),
    );
    folder.put("bad/strange-table.txt", STRANGE_TABLE.as_bytes());
    folder.put("bad/poem.txt", POEM.as_bytes());
    folder.put("bad/table.csv", "部门,金额\n甲局,1.00\n".as_bytes());
    folder.put("bad/comma.txt", "部门,金额\n甲局,1.00\n乙局,2.00\n".as_bytes());
    folder.put("bad/no-extension", "部门预算".as_bytes());
    folder.put("bad/inside.txt/poem.txt", POEM.as_bytes());
    folder.put(
        "bad/escapes.txt",
        format!("\u{1B}[31m{POEM}\u{1B}[0m\u{7}\u{8}\n{POEM}{POEM}{POEM}{POEM}{POEM}{POEM}").as_bytes(),
    );
    folder.put("bad/<img src=x onerror=alert(3)>&'\".txt", b"");
    folder.put("bad/broken-sidecar.txt", POEM.as_bytes());
    folder.put("bad/broken-sidecar.txt.toml", b"source_url = [\n");
    folder.put("bad/unknown-field.txt", POEM.as_bytes());
    folder.put("bad/unknown-field.txt.toml", b"sauce_url = \"x\"\n");
    folder.put("bad/binary-sidecar.txt", POEM.as_bytes());
    folder.put("bad/binary-sidecar.txt.toml", b"\xFF\xFE\0");
    folder.put("bad/lonely.txt.toml", b"note = \"nobody's\"\n");
    folder.put(".hidden.txt", POEM.as_bytes());
    folder.put("bad/linked-sidecar.txt", POEM.as_bytes());
    folder.put("sources.csv", "file,source_url\nbad/poem.txt,https://example.org/poem\nonly-one-field\na,b,c,d,e\nbad/comma.txt,https://example.org/comma\n".as_bytes());
    let large = std::fs::File::create(folder.path().join("bad/large.txt")).expect("a file");
    large.set_len(mingzhang::source::MAX_BYTES + 1).expect("a sparse file");
    std::fs::create_dir_all(folder.path().join("deep/".repeat(20))).expect("folders");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("poem.txt", folder.path().join("bad/linked-sidecar.txt.toml"))
            .expect("a link");
        std::os::unix::fs::symlink("..", folder.path().join("bad/loop")).expect("a link");
        std::os::unix::fs::symlink("self.txt", folder.path().join("bad/self.txt")).expect("a link");
    }
    folder.build()
});

#[test]
fn every_bad_file_has_its_code_and_a_line() {
    for (path, code) in [
        ("bad/empty.txt", Code::Empty),
        ("bad/empty-too.txt", Code::Empty),
        ("bad/blank.txt", Code::Empty),
        ("bad/noise.txt", Code::NotText),
        ("bad/elf.txt", Code::NotText),
        ("bad/pdf.txt", Code::Damaged),
        ("bad/gbk.txt", Code::Encoding),
        ("bad/gbk.txt", Code::NoDisclosure),
        ("bad/broken-tail.txt", Code::Encoding),
        ("bad/broken-tail.txt", Code::NoDisclosure),
        ("bad/utf16le.txt", Code::NoDisclosure),
        ("bad/utf16be.txt", Code::NoDisclosure),
        ("bad/strange-table.txt", Code::UnknownTable),
        ("bad/poem.txt", Code::NoDisclosure),
        ("bad/table.csv", Code::NoDisclosure),
        ("bad/comma.txt", Code::NoDisclosure),
        ("bad/no-extension", Code::UnknownFormat),
        ("bad/inside.txt/poem.txt", Code::NoDisclosure),
        ("bad/escapes.txt", Code::NoDisclosure),
        ("bad/large.txt", Code::TooLarge),
        ("bad/<img src=x onerror=alert(3)>&'\".txt", Code::Empty),
    ] {
        BESIDE.expect(path, code);
        BESIDE.is_listed(path);
        let record = BESIDE.outcome.ledger.record(path).expect("in the ledger");
        assert!(!record.is_published(), "{path} is nobody's disclosure");
        assert_eq!(BESIDE.outcome.ledger.facts_in(path).count(), 0, "{path}");
        let page = BESIDE.text(&format!("documents/{}.html", record.id));
        assert!(page.contains(code.id()), "the page of {path} does not say {}", code.id());
    }
    BESIDE.nothing_failed();
}

#[test]
fn a_place_is_named_where_there_is_one() {
    let line = |path, code| BESIDE.expect(path, code).span.map(|span| span.first);
    assert_eq!(line("bad/broken-tail.txt", Code::Encoding), Some(5), "the line of the broken character");
    assert_eq!(line("bad/poem.txt", Code::NoDisclosure), Some(1));
    assert!(line("bad/strange-table.txt", Code::UnknownTable).is_some_and(|line| (3..=7).contains(&line)));
    // Its figures are shown as not understood, all of them.
    let record = BESIDE.outcome.ledger.record("bad/strange-table.txt").expect("in the ledger");
    assert_eq!(record.unreadable.len(), 6, "{:?}", record.unreadable);
}

#[test]
fn other_files_do_not_notice() {
    for path in GOOD {
        let (clean, beside) = (CLEAN.outcome.ledger.record(path), BESIDE.outcome.ledger.record(path));
        assert_eq!(clean.map(|r| (&r.id, &r.sha256)), beside.map(|r| (&r.id, &r.sha256)));
        let ids = |build: &Build| {
            build.outcome.ledger.facts_in(path).map(|fact| fact.id.clone()).collect::<Vec<_>>()
        };
        assert_eq!(ids(&CLEAN), ids(&BESIDE));
    }
    // Lists of everything may grow; what concerns one body may not change.
    let concerns_a_body = |path: &str| {
        ["departments/", "charts/", "embed/", "data/departments/"]
            .iter()
            .any(|folder| path.starts_with(folder))
    };
    let mut compared = 0;
    for (path, bytes) in CLEAN.files.iter().filter(|(path, _)| concerns_a_body(path)) {
        let other = BESIDE.files.get(path).unwrap_or_else(|| panic!("{path} is gone"));
        let (bytes, other) = (without_count(bytes), without_count(other));
        assert!(bytes == other, "{path} changed: {}", first_difference(&bytes, &other));
        compared += 1;
    }
    assert!(compared > 30, "only {compared} files");
    for record in &CLEAN.outcome.ledger.documents {
        let page = format!("documents/{}.html", record.id);
        let of = |build: &Build| build.files.get(&page).map(|bytes| without_count(bytes));
        assert_eq!(of(&CLEAN), of(&BESIDE), "{page} changed");
    }
    let added: Vec<&String> = BESIDE
        .files
        .keys()
        .filter(|path| concerns_a_body(path) && !CLEAN.files.contains_key(*path))
        .collect();
    assert!(added.is_empty(), "bad files made pages of bodies: {added:?}");
}

/// A page without the one thing that may differ: its foot says how many documents the site was made from.
fn without_count(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let Some((before, rest)) = text.split_once("<p>由 ") else { return bytes.to_vec() };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    format!("{before}{rest}").into_bytes()
}

/// What stands where two files part.
fn first_difference(left: &[u8], right: &[u8]) -> String {
    let at = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let part = |bytes: &[u8]| {
        String::from_utf8_lossy(&bytes[at.saturating_sub(60)..(at + 120).min(bytes.len())]).into_owned()
    };
    format!("`{}` became `{}`", part(left), part(right))
}

#[test]
fn what_is_no_document_is_left_alone() {
    let ledger = &BESIDE.outcome.ledger;
    for path in [".hidden.txt", "sources.csv", "departments.toml", "bad/broken-sidecar.txt.toml"] {
        assert!(ledger.record(path).is_none(), "{path} is no document");
    }
    // A sidecar whose file is not there belongs to nothing; the publisher is told.
    BESIDE.expect("bad/lonely.txt.toml", Code::UnknownFormat);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_and_not_hidden() {
    for path in ["bad/loop", "bad/self.txt"] {
        BESIDE.expect(path, Code::Unopened);
        BESIDE.is_listed(path);
    }
    let mut of_sidecars = BESIDE.outcome.diagnostics.iter();
    assert!(
        of_sidecars.any(|one| &*one.document == "bad/linked-sidecar.txt" && one.code == Code::BadSidecar)
    );
}

#[test]
fn folders_that_lie_too_deep_are_named() {
    let path = vec!["deep"; 16].join("/");
    BESIDE.expect(&path, Code::Unopened);
    BESIDE.is_listed(&path);
}

#[test]
fn broken_sidecars_and_lists_are_named() {
    let of = |path: &str| {
        BESIDE.outcome.diagnostics.iter().filter(|one| &*one.document == path).collect::<Vec<_>>()
    };
    for path in ["bad/broken-sidecar.txt", "bad/unknown-field.txt", "bad/binary-sidecar.txt"] {
        let [one] = of(path)[..] else { panic!("{path}: {:?}", of(path)) };
        assert_eq!((one.code, one.severity), (Code::BadSidecar, Severity::Error));
        assert!(!one.help.is_empty());
    }
    assert_eq!(of("sources.csv").len(), 2, "{:?}", of("sources.csv"));
    // Rows beside the broken ones count.
    for (path, url) in
        [("bad/poem.txt", "https://example.org/poem"), ("bad/comma.txt", "https://example.org/comma")]
    {
        assert_eq!(BESIDE.outcome.ledger.record(path).map(|r| r.sidecar.source_url.as_str()), Some(url));
    }
}

#[test]
fn file_names_are_escaped() {
    for (path, bytes) in &BESIDE.files {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        if path.ends_with(".html") || path.ends_with(".svg") {
            assert!(!text.contains("<img src=x"), "{path}");
        }
    }
    assert!(BESIDE.text("documents.html").contains(&escaped("<img src=x onerror=alert(3)>")));
}
