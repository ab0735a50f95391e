//! `mingzhang init DIR`: a new project. Nothing that is already there is touched.
#![allow(clippy::disallowed_methods)]

use std::path::PathBuf;

use clap::Args;
use mingzhang::error::{Error, Result};

use super::Ended;
use super::terminal::answer;

/// What a new project starts with.
const FILES: &[(&str, &str)] = &[
    ("mingzhang.toml", include_str!("starter/mingzhang.toml")),
    ("content/departments.toml", include_str!("starter/departments.toml")),
    ("content/vocabulary.csv", include_str!("starter/vocabulary.csv")),
    ("content/pages/about.md", include_str!("starter/about.md")),
    (".gitignore", "/public\n/.public.build\n/.mingzhang\n"),
];

/// Arguments of `init`.
#[derive(Debug, Clone, Args)]
pub(super) struct Arguments {
    /// Folder of the new project; made if it is not there
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

/// Makes a project.
pub(super) fn run(arguments: &Arguments) -> Result<Ended> {
    let mut text = String::new();
    for (name, contents) in FILES {
        let path = arguments.folder.join(name);
        if path.exists() {
            text.push_str(&format!("kept    {}\n", path.display()));
            continue;
        }
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(|error| Error::io(parent, error))?;
        }
        std::fs::write(&path, contents).map_err(|error| Error::io(&path, error))?;
        text.push_str(&format!("created {}\n", path.display()));
    }
    text.push_str(&format!(
        "put disclosures (text, UTF-8) into {}, then run `mingzhang` in {}\n",
        arguments.folder.join("content").display(),
        arguments.folder.display()
    ));
    answer(&text);
    Ok(Ended::Clean)
}
