//! Configuration: `mingzhang.toml` with defaults for everything, and what the command line says on top of it.
#![allow(clippy::disallowed_methods)]

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::ledger::{self, Register};
use crate::messages::Locale;
use crate::model::{Publish, is_day};
use crate::privacy::{Redaction, Redactions};
use crate::source::entries;

/// The name of the configuration file.
pub const FILE: &str = "mingzhang.toml";

/// What must not be published, at the top of the content folder.
pub const REDACTIONS: &str = "redactions.toml";

/// The most bytes of a register. That of a whole country has a fourth of it.
const MOST_OF_REGISTER: u64 = 64 << 20;

/// All settings.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Where things are.
    pub paths: Paths,
    /// What the site says of itself.
    pub site: Site,
    /// Help from other programs when reading.
    pub read: Reading,
    /// What is said of findings.
    pub findings: Findings,
    /// Which files the site has beside its pages and tables.
    pub output: Output,
}

/// Which files the site has beside its pages and tables.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Output {
    /// `data/facts.parquet`: all figures once more, as typed columns. Nothing where the program was built without it.
    pub parquet: bool,
    /// Search: its box on every page, and the index in `search/`.
    pub search: bool,
    /// Bare pages of charts for the frames of others, in `embed/`. Where nothing is said, a site has them that knows its
    /// address or was ever published: nobody can frame what has no address.
    pub embeds: Option<bool>,
    /// `.xlsx` of each body. Nothing where the program was built without it.
    pub xlsx: bool,
    /// `.xlsx` of each division and year, in `data/divisions/`. Where nothing is said, a site has them that has those of bodies and was ever
    /// published: all of them are made anew whenever a figure changes. Nothing where the program was built without it.
    pub xlsx_divisions: Option<bool>,
    /// `.png` of each chart, for previews of links. Where nothing is said, a site has them that was ever published: they cost more
    /// than all else. Nothing where the program was built without it.
    pub cards: Option<bool>,
    /// `-dark.svg` of each chart: its picture in the colours of dark ground, for pages that are always dark.
    pub dark: bool,
    /// `data/mingzhang.sqlite`: all tables as one database. Where nothing is said, a site has it that was ever published: it is made anew
    /// whenever a figure changes. Nothing where the program was built without it.
    pub sqlite: Option<bool>,
    /// Editions of all pages in other languages, each in a folder of its own: `["en"]` writes the English one to `en/`.
    pub languages: Languages,
}

/// The languages that a site is written in beside Chinese.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<Locale>")]
pub struct Languages {
    english: bool,
}

impl Languages {
    /// English, and no other.
    pub const ENGLISH: Self = Self { english: true };

    /// Which they are.
    pub fn iter(self) -> impl Iterator<Item = Locale> {
        self.english.then_some(Locale::English).into_iter()
    }
}

impl TryFrom<Vec<Locale>> for Languages {
    type Error = &'static str;

    fn try_from(named: Vec<Locale>) -> std::result::Result<Self, Self::Error> {
        if named.contains(&Locale::Chinese) {
            return Err("the pages are Chinese anyhow; name the other languages only");
        }
        Ok(Self { english: named.contains(&Locale::English) })
    }
}

impl Output {
    /// Whether workbooks are written.
    pub fn has_workbooks(self) -> bool {
        self.xlsx && cfg!(feature = "xlsx")
    }
}

impl Default for Output {
    fn default() -> Self {
        Self {
            parquet: true,
            search: true,
            embeds: None,
            xlsx: true,
            xlsx_divisions: None,
            cards: None,
            dark: false,
            sqlite: None,
            languages: Languages::default(),
        }
    }
}

/// What is said of findings.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Findings {
    /// `proven`: what is proven, and candidates with a line that publishes them. `reviewed`: only what has such a line.
    pub publish: Publish,
    /// The language that the command line tells them in: `zh-CN` or `en`.
    pub language: Locale,
}

/// Other programs that may be run on a file that no reader of ours understands. Both are command lines, one word per
/// entry; `{in}` stands for the file, `{out}` for the folder or file to write to.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reading {
    /// Writes an old Word file as DOCX into the folder `{out}`, such as
    /// `["soffice", "--headless", "--convert-to", "docx", "--outdir", "{out}", "{in}"]`.
    pub converter: Vec<String>,
    /// Writes a scanned PDF as a PDF with text to the file `{out}`, such as
    /// `["ocrmypdf", "-l", "chi_sim", "{in}", "{out}"]`. What is read from it is marked.
    pub ocr: Vec<String>,
    /// How much of one document is read.
    pub limits: Limits,
    /// What must not be published: it stands in a file of its own, see [`Config::with_redactions`].
    #[serde(skip)]
    pub redactions: Redactions,
}

/// How much of one document is read. What lies beyond is left out and told, so that one file cannot take the memory and the
/// time of all. The work is counted, so that a limit cuts at the same place on every machine.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Lines of text and rows of tables.
    pub lines: usize,
    /// Cells that hold something. Blank ones weigh a quarter. A file that unfolds to more than it has itself gives fewer: see
    /// [`Limits::cells_of`].
    pub cells: usize,
    /// Numbers in lines of text.
    pub numbers: usize,
    /// Text of all lines and cells, in MiB.
    pub text: usize,
}

impl Default for Limits {
    fn default() -> Self {
        // A hundred thousand rows of a table stay below.
        Self { lines: 120_000, cells: 550_000, numbers: 30_000, text: 8 }
    }
}

impl Limits {
    /// Cells that any file may give, however small.
    const AMPLE: usize = 100_000;
    /// Packed workbooks spend about four bytes on a cell.
    const BYTES_PER_CELL: usize = 4;

    /// The most cells that a file of so many bytes gives. What it repeats (one cell a million times, one shared text in all
    /// cells) costs the file nothing and its readers as much as any other cell.
    pub fn cells_of(&self, bytes: usize) -> usize {
        self.cells.min(Self::AMPLE.saturating_add(bytes / Self::BYTES_PER_CELL))
    }
}

/// Where things are, relative to the configuration file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Paths {
    /// The folder of disclosures.
    pub content: PathBuf,
    /// The folder the site is written to.
    pub out: PathBuf,
    /// The register of bodies, used where the content folder has none of its own; empty for none. There is no default:
    /// the register of another folder would give the same documents other ids.
    pub register: PathBuf,
    /// Templates that override the built-in ones.
    pub templates: PathBuf,
    /// Files that override or join the built-in static ones.
    pub statics: PathBuf,
    /// Files that hosts and search engines want at the root of the site, copied as they are: `CNAME`, `.nojekyll`, proofs of
    /// ownership.
    pub root: PathBuf,
    /// What was published before, to be kept.
    pub archive: PathBuf,
    /// What was made before, to be made again faster; may be deleted at any time.
    pub cache: PathBuf,
}

impl Default for Paths {
    fn default() -> Self {
        Self {
            content: "content".into(),
            out: "public".into(),
            register: PathBuf::new(),
            templates: "templates".into(),
            statics: "static".into(),
            root: "root".into(),
            archive: "archive".into(),
            cache: ".mingzhang/cache".into(),
        }
    }
}

/// What the site says of itself.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Site {
    /// Name in the masthead.
    pub name: String,
    /// Words beside the name.
    pub tagline: String,
    /// Who runs the site.
    pub operator: String,
    /// How to report an error: an address or a page.
    pub contact: String,
    /// Licence of the compilation.
    pub licence: String,
    /// Link to the licence.
    pub licence_url: String,
    /// What the operator wants said on every page: what the site is not, and what it does not answer for.
    pub disclaimer: String,
    /// What of it the English pages say in English; what is empty stays Chinese.
    pub en: English,
    /// ICP 备案 number.
    pub icp: String,
    /// Whether a public body runs the site. Otherwise every page says 非官方.
    pub official: bool,
    /// Address of the published site, for canonical links; may be empty.
    pub base_url: String,
    /// Date of publication, `YYYY-MM-DD`; may be empty.
    pub date: String,
    /// Whether the files are published beside what was read from them. Never files with something withheld, and never
    /// web pages, whose scripts would run on the site.
    pub originals: bool,
}

/// What the site says of itself in English.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct English {
    /// Name in the masthead.
    pub name: String,
    /// Words beside the name.
    pub tagline: String,
    /// Who runs the site.
    pub operator: String,
    /// What the operator wants said on every page.
    pub disclaimer: String,
}

impl Default for English {
    fn default() -> Self {
        Self {
            name: "Mingzhang".into(),
            tagline: "public accounts, line by line".into(),
            operator: String::new(),
            disclaimer: String::new(),
        }
    }
}

impl Default for Site {
    fn default() -> Self {
        Self {
            name: "明账".into(),
            tagline: "公开账目，逐条可查".into(),
            operator: String::new(),
            contact: String::new(),
            licence: "CC BY 4.0".into(),
            licence_url: "https://creativecommons.org/licenses/by/4.0/deed.zh-hans".into(),
            disclaimer: String::new(),
            en: English::default(),
            icp: String::new(),
            official: false,
            base_url: String::new(),
            date: String::new(),
            originals: false,
        }
    }
}

impl Config {
    /// Reads a configuration file, or the one in the current folder if it is there, or takes the defaults.
    ///
    /// # Errors
    /// When a named file is not there, the register among them, or a file is not valid.
    pub fn load(named: Option<&Path>) -> Result<Self> {
        let path = match named {
            Some(path) => path.to_owned(),
            None if Path::new(FILE).is_file() => PathBuf::from(FILE),
            None => return Ok(Self::default()),
        };
        let text = std::fs::read_to_string(&path).map_err(|e| Error::io(&path, e))?;
        let mut config: Config = toml::from_str(&text)
            .map_err(|error| Error::Config { path: path.clone(), message: error.to_string() })?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let Paths { content, out, register, templates, statics, root, archive, cache } = &mut config.paths;
        for own in [content, out, templates, statics, root, archive, cache] {
            *own = folder.join(&own);
        }
        if !register.as_os_str().is_empty() {
            *register = folder.join(&register);
            if !register.is_file() {
                let message = format!("names the register {}, and there is no such file", register.display());
                return Err(Error::Config { path, message });
            }
        }
        Ok(config)
    }

    /// Whether the settings can be worked with, all of them together.
    ///
    /// # Errors
    /// When the content folder is not there, a folder of ours would swallow another, or a setting has the wrong shape.
    pub fn validate(&self) -> Result<()> {
        let Self {
            paths: Paths { content, out, register: _, templates, statics, root, archive, cache },
            site,
            read: _,
            findings: _,
            output: _,
        } = self;
        let wrong = |path: &Path, message: String| Err(Error::Config { path: path.to_owned(), message });
        if !content.is_dir() {
            let message =
                "no such folder; put the disclosures there, or name another one with --content".into();
            return wrong(content, message);
        }
        // The folder of the site is replaced whole; what people keep must not lie in it, nor be walked as content.
        for own in [content, templates, statics, root, archive, cache] {
            if lies_in(own, out) {
                let message =
                    format!("lies in the folder of the site ({}), which every build replaces", out.display());
                return wrong(own, message);
            }
        }
        if lies_in(out, content) {
            return wrong(
                out,
                format!("lies in the content folder ({}) and would be read as content", content.display()),
            );
        }
        let file = Path::new(FILE);
        if !site.date.is_empty() && !is_day(&site.date) {
            return wrong(file, format!("date `{}`: expected a day like 2026-03-31", site.date));
        }
        let web = ["https://", "http://"].iter().any(|scheme| site.base_url.starts_with(scheme));
        if !site.base_url.is_empty() && !web {
            return wrong(
                file,
                format!("base_url `{}`: expected an address like https://example.org/", site.base_url),
            );
        }
        Ok(())
    }

    /// The same settings with what the content folder says must not be published.
    ///
    /// # Errors
    /// When one entry of it cannot be understood: nothing is published then, for it may be what must not be.
    pub fn with_redactions(&self) -> Result<Self> {
        let path = self.paths.content.join(REDACTIONS);
        let mut config = self.clone();
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(config),
            Err(error) => return Err(Error::io(&path, error)),
        };
        let (found, mut wrong) = entries::<Redaction>(&text, "redaction");
        wrong.extend(found.iter().filter_map(|(line, one)| Some((*line, one.check().err()?))));
        if let Some((line, message)) = wrong.into_iter().min() {
            let message = format!("line {line}: {message}; nothing is read before it is mended");
            return Err(Error::Config { path, message });
        }
        config.read.redactions = Redactions::new(found.into_iter().map(|(_, one)| one).collect());
        Ok(config)
    }

    /// The register of the content folder, or the one that the configuration names, or an empty one. What is wrong with its
    /// entries it tells itself.
    ///
    /// # Errors
    /// When the register is there but cannot be opened.
    pub fn register(&self) -> Result<Register> {
        let own = self.paths.content.join(ledger::REGISTER);
        let path = if own.is_file() { own } else { self.paths.register.clone() };
        if !path.is_file() {
            return Ok(Register::default());
        }
        let size = std::fs::metadata(&path).map_err(|e| Error::io(&path, e))?.len();
        if size > MOST_OF_REGISTER {
            let message = format!("has {} MiB; the limit is {} MiB", size >> 20, MOST_OF_REGISTER >> 20);
            return Ok(Register::unread(&message));
        }
        let bytes = std::fs::read(&path).map_err(|e| Error::io(&path, e))?;
        // An entry with bytes that are no UTF-8 is told by the character that stands for them.
        Ok(Register::read(&String::from_utf8_lossy(&bytes)))
    }
}

/// Whether a file or folder lies in a folder, links and `..` resolved.
pub fn lies_in(path: &Path, folder: &Path) -> bool {
    place(path).starts_with(place(folder))
}

/// Where a folder really is, links and `..` resolved as far as the folders are there.
fn place(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if let Ok(real) = whole.canonicalize() {
        return real;
    }
    match (whole.parent(), whole.file_name()) {
        (Some(above), Some(name)) => place(above).join(name),
        _ => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(content: &Path, out: &str) -> Config {
        let paths = Paths { content: content.to_owned(), out: content.join(out), ..Paths::default() };
        Config { paths, ..Config::default() }
    }

    #[test]
    fn folders_that_would_swallow_each_other_are_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let content = folder.path().join("content");
        std::fs::create_dir(&content).expect("made");
        assert!(with(&content, "../public").validate().is_ok() || cfg!(windows));
        for out in ["", "public"] {
            assert!(with(&content, out).validate().is_err(), "{out}");
        }
        let whole = Paths { content: content.clone(), out: folder.path().to_owned(), ..Paths::default() };
        assert!(Config { paths: whole, ..Config::default() }.validate().is_err());
        assert!(with(&folder.path().join("none"), "../public").validate().is_err());
    }

    #[test]
    fn days_are_days() {
        for good in ["2024-02-29", "2000-02-29", "2026-11-21"] {
            assert!(is_day(good), "{good}");
        }
        for bad in ["2023-02-29", "1900-02-29", "2024-13-01", "2024-1-1", "+024-01-01", "today", "2024-01-00"]
        {
            assert!(!is_day(bad), "{bad}");
        }
    }
}
