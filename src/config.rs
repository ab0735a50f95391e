//! Configuration: `mingzhang.toml` with defaults for everything, and what the command line says on top of it.
#![allow(clippy::disallowed_methods)]

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::ledger::Register;

/// The name of the configuration file.
pub const FILE: &str = "mingzhang.toml";

/// All settings.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Where things are.
    pub paths: Paths,
    /// What the site says of itself.
    pub site: Site,
}

/// Where things are, relative to the configuration file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Paths {
    /// The folder of disclosures.
    pub content: PathBuf,
    /// The folder the site is written to.
    pub out: PathBuf,
    /// The register of bodies, used where the content folder has none of its own.
    pub register: PathBuf,
    /// Templates that override the built-in ones.
    pub templates: PathBuf,
    /// Files that override or join the built-in static ones.
    pub statics: PathBuf,
}

impl Default for Paths {
    fn default() -> Self {
        Self {
            content: "content".into(),
            out: "public".into(),
            register: "content/departments.toml".into(),
            templates: "templates".into(),
            statics: "static".into(),
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
    /// ICP 备案 number.
    pub icp: String,
    /// Whether a public body runs the site. Otherwise every page says 非官方.
    pub official: bool,
    /// Address of the published site, for canonical links; may be empty.
    pub base_url: String,
    /// Date of publication, `YYYY-MM-DD`; may be empty.
    pub date: String,
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
            icp: String::new(),
            official: false,
            base_url: String::new(),
            date: String::new(),
        }
    }
}

impl Config {
    /// Reads a configuration file, or the one in the current folder if it is there, or takes the defaults.
    ///
    /// # Errors
    /// When a named file is not there, or a file is not valid.
    pub fn load(named: Option<&Path>) -> Result<Self> {
        let path = match named {
            Some(path) => path.to_owned(),
            None if Path::new(FILE).is_file() => PathBuf::from(FILE),
            None => return Ok(Self::default()),
        };
        let text = std::fs::read_to_string(&path).map_err(|e| Error::io(&path, e))?;
        let mut config: Config = toml::from_str(&text)
            .map_err(|error| Error::Config { path: path.clone(), message: error.to_string() })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let Paths { content, out, register, templates, statics } = &mut config.paths;
        for own in [content, out, register, templates, statics] {
            *own = folder.join(&own);
        }
        Ok(config)
    }

    /// The register of the content folder, or the one that the configuration names, or an empty one.
    ///
    /// # Errors
    /// When the register is there but not valid.
    pub fn register(&self) -> Result<Register> {
        let own = self.paths.content.join("departments.toml");
        let path = if own.is_file() { own } else { self.paths.register.clone() };
        if !path.is_file() {
            return Ok(Register::default());
        }
        let text = std::fs::read_to_string(&path).map_err(|e| Error::io(&path, e))?;
        Register::parse(&text).map_err(|message| Error::Config { path, message })
    }
}
