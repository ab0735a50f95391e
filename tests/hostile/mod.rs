//! Bad input for the robustness tests: a throwaway content folder, the whole pipeline over it, and a seeded generator
//! that damages text.
#![allow(clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use mingzhang::config::Config;
use mingzhang::diagnostic::{Code, Diagnostic};
use mingzhang::ledger::{Entrant, Ledger, Register};
use mingzhang::pipeline::{self, Outcome};
use mingzhang::site::{Files, Theme};
use mingzhang::source::{Sidecar, Source};
use mingzhang::verify::{self, Report};

use crate::common;
pub(crate) use crate::synthetic::seeded::Seeded;

/// A content folder that goes away with the test.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    /// A folder with the register of the repository.
    pub(crate) fn new() -> Self {
        let folder = Self(tempfile::tempdir().expect("a temporary folder"));
        folder.put("departments.toml", &content("departments.toml"));
        folder
    }

    /// A folder with two small good disclosures of different bodies.
    pub(crate) fn with_good_files() -> Self {
        let folder = Self::new();
        for path in GOOD {
            folder.put(path, &content(path));
        }
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn put(&self, path: &str, bytes: &[u8]) {
        let file = self.path().join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, bytes).expect("a file");
    }

    /// Everything up to the site.
    pub(crate) fn run(&self) -> Outcome {
        let mut config = Config::default();
        config.paths.content = self.path().to_owned();
        config.paths.register = self.path().join("departments.toml");
        pipeline::run(&config).expect("trouble in a document never stops the pipeline")
    }

    /// Everything, the site included.
    pub(crate) fn build(&self) -> Build {
        let outcome = self.run();
        let files = render(&outcome);
        Build { outcome, files }
    }
}

/// The good disclosures that must not notice what lies beside them.
pub(crate) const GOOD: &[&str] = &["futian/ftqwb-2020-evaluation.txt", "zhuzhou/sfqzfb-2020-budget.txt"];

/// The site of an outcome, in memory.
pub(crate) fn render(outcome: &Outcome) -> BTreeMap<String, Vec<u8>> {
    let files = Files::default();
    let theme = Theme::built_in().expect("the built-in theme");
    outcome.site(&Config::default().site, &theme, &files).expect("the site is built");
    files.into_inner()
}

/// What came of a content folder.
pub(crate) struct Build {
    pub(crate) outcome: Outcome,
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

impl Build {
    pub(crate) fn text(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("{path} is not on the site"));
        std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{path} is not UTF-8"))
    }

    /// The diagnostics of one document.
    pub(crate) fn diagnostics(&self, path: &str) -> &[Diagnostic] {
        &self.outcome.ledger.record(path).unwrap_or_else(|| panic!("{path} is not in the ledger")).diagnostics
    }

    /// The one diagnostic with a code; it names the file and says what to do.
    pub(crate) fn expect(&self, path: &str, code: Code) -> &Diagnostic {
        let all = self.diagnostics(path);
        let found = all.iter().find(|one| one.code == code);
        let found = found.unwrap_or_else(|| panic!("{path}: expected {}, found {all:?}", code.id()));
        assert_eq!(&*found.document, path);
        assert!(!found.message.is_empty() && !found.help.is_empty(), "{path}: {found:?}");
        found
    }

    /// The page of all documents has a line with this path.
    pub(crate) fn is_listed(&self, path: &str) {
        let id = &self.outcome.ledger.record(path).expect("in the ledger").id;
        let page = self.text("documents.html").replace("&#39;", "'").replace("&#x27;", "'");
        assert!(page.contains(&escaped(path)), "documents.html does not name {path}");
        assert!(page.contains(&format!("documents/{id}.html")), "documents.html does not link {path}");
        assert!(self.files.contains_key(&format!("documents/{id}.html")), "{path} has no page");
    }

    /// No reader failed inside.
    pub(crate) fn nothing_failed(&self) {
        for record in &self.outcome.ledger.documents {
            assert!(!failed(&record.diagnostics), "{}: {:?}", record.path, record.diagnostics);
        }
    }
}

/// Whether a fence caught a panic. That hides a defect, so tests take it for one.
pub(crate) fn failed(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|one| one.code == Code::ReaderFailed)
}

/// Text as it stands in markup.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A file of the repository's content folder.
pub(crate) fn content(path: &str) -> Vec<u8> {
    let file = common::root().join("content").join(path);
    std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The text disclosures with tables of the repository's content folder.
pub(crate) const CONTENT: &[&str] = &[
    "futian/ftqwb-2020-evaluation.txt",
    "luohu/lhqwb-2020-budget.txt",
    "luohu/lhqwb-2023-final.txt",
    "luohu/lhzsj-2024-budget.txt",
    "zhuzhou/sfqzfb-2020-budget.txt",
];

/// A source that never was on a disk.
pub(crate) fn source(path: &str, bytes: Vec<u8>) -> Source {
    Source {
        path: path.into(),
        extension: path.rsplit('.').next().unwrap_or_default().to_owned(),
        sha256: format!("{:064x}", bytes.len()),
        bytes,
        trouble: None,
        sidecar: Sidecar::default(),
        companions: Default::default(),
    }
}

/// Reads and recognises bytes as a text file.
pub(crate) fn understand(path: &str, bytes: Vec<u8>) -> Entrant {
    let source = source(path, bytes);
    let record =
        pipeline::record(&source, mingzhang::read::read(&source, &Default::default()), &Default::default());
    Entrant::new(source, record)
}

/// Everything behind recognising, for one document.
pub(crate) fn follow(entrant: Entrant) -> (Ledger, Report) {
    let ledger = Ledger::link(vec![entrant], &Register::default(), &[]);
    let report = verify::verify(&ledger);
    (ledger, report)
}

/// Runs bytes through every stage before the site and asserts that no fence caught a panic. Every printed figure
/// must stand in the text where it says it does.
pub(crate) fn survives(what: &str, bytes: Vec<u8>) -> Arc<str> {
    let entrant = understand("x.txt", bytes);
    assert!(!failed(&entrant.record.disclosure.diagnostics), "a panic was hidden: {what}");
    let lines = entrant.record.document.source.len();
    for fact in &entrant.record.disclosure.facts {
        let last = fact.locator.last_line() as usize;
        assert!(last >= 1 && last <= lines, "{what}: {} lies outside of the text", fact.locator);
    }
    let (ledger, _) = follow(entrant);
    ledger.documents[0].id.clone()
}

/// Texts that damage puts into a document.
const STRANGE: &[&str] = &[
    "\t",
    "\n",
    "\t\t\t\t",
    "\n\n\n",
    "合计",
    "单位：万元",
    "单位：元",
    "0",
    "0.00",
    "-",
    "9,999,999,999,999.99",
    "%",
    "（",
    "小计",
    "类",
    "款",
    "项",
    "第二部分",
    "表.3",
    "项目支出绩效自评表",
    "2020年",
    "9999年",
    "年度绩效指标",
    "一级指标",
    "其中：",
    "\u{0}",
    "\u{1B}[31m",
    "\u{202E}",
    "\u{FEFF}",
    "é",
    "🏛",
    "\u{0301}",
    "Ⅷ",
    "⑴",
    "１２３．４５",
    "产出指标 (50分)",
    "1",
    "20103",
    "一、",
    "栏次\t1\t2\t3",
    "99999999999999999999999999999999999999",
    ".",
    ",",
    "|",
    "注：",
    "合　计",
];

/// One damaged variant of a text, with a word that says how.
pub(crate) fn damage(text: &str, random: &mut Seeded) -> (&'static str, Vec<u8>) {
    match random.below(8) {
        0 => {
            let mut bytes = text.as_bytes().to_vec();
            for _ in 0..1 + random.below(8) {
                let at = random.below(bytes.len());
                bytes[at] ^= 1 << random.below(7);
            }
            ("bits flipped", bytes)
        }
        1 => {
            let mut chars: Vec<char> = text.chars().collect();
            for _ in 0..1 + random.below(40) {
                let at = random.below(chars.len());
                chars[at] = *random.pick(&['0', '9', '.', ',', '\t', '\n', ' ', '一', '计', '年', '-', '(']);
            }
            ("characters replaced", chars.into_iter().collect::<String>().into_bytes())
        }
        2 => {
            let mut chars: Vec<char> = text.chars().collect();
            for _ in 0..1 + random.below(5) {
                let at = random.below(chars.len());
                let end = (at + 1 + random.below(200)).min(chars.len());
                chars.drain(at..end);
            }
            ("characters deleted", chars.into_iter().collect::<String>().into_bytes())
        }
        3 => {
            let mut lines: Vec<&str> = text.split('\n').collect();
            for _ in 0..1 + random.below(30) {
                let (a, b) = (random.below(lines.len()), random.below(lines.len()));
                lines.swap(a, b);
            }
            ("lines swapped", lines.join("\n").into_bytes())
        }
        4 => {
            let mut lines: Vec<&str> = text.split('\n').collect();
            for _ in 0..1 + random.below(30) {
                if lines.len() > 1 {
                    lines.remove(random.below(lines.len()));
                }
            }
            ("lines deleted", lines.join("\n").into_bytes())
        }
        5 => {
            let mut chars: Vec<char> = text.chars().collect();
            for _ in 0..1 + random.below(20) {
                let at = random.below(chars.len());
                let word: Vec<char> = random.pick(STRANGE).chars().collect();
                chars.splice(at..at, word);
            }
            ("words put in", chars.into_iter().collect::<String>().into_bytes())
        }
        6 => {
            let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
            for _ in 0..1 + random.below(12) {
                let at = random.below(lines.len());
                let mut cells: Vec<&str> = lines[at].split('\t').collect();
                let cell = random.below(cells.len());
                match random.below(3) {
                    0 => drop(cells.remove(cell)),
                    1 => cells.insert(cell, *random.pick(STRANGE)),
                    _ => cells.swap(0, cell),
                }
                lines[at] = cells.join("\t");
            }
            ("cells moved", lines.join("\n").into_bytes())
        }
        _ => {
            let mut lines: Vec<&str> = text.split('\n').collect();
            let from = random.below(lines.len());
            let to = (from + random.below(60)).min(lines.len());
            let block: Vec<&str> = lines[from..to].to_vec();
            let at = random.below(lines.len());
            lines.splice(at..at, block);
            ("a block repeated", lines.join("\n").into_bytes())
        }
    }
}
