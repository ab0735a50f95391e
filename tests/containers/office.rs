//! LibreOffice without a screen, in a folder of its own that goes away with the test.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder with files, and the program's own settings beside them.
pub(crate) struct Office(tempfile::TempDir);

impl Office {
    /// `None` where the program is not installed.
    pub(crate) fn start() -> Option<Self> {
        let there =
            Command::new("soffice").arg("--version").output().is_ok_and(|output| output.status.success());
        there.then(|| Self(tempfile::tempdir().expect("a temporary folder")))
    }

    /// Puts a file into the folder.
    pub(crate) fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        path
    }

    /// Converts files, all at once. They get another extension, in a folder named after it.
    pub(crate) fn convert(
        &self,
        files: &[PathBuf],
        to: &str,
        filter: &str,
        opened_as: Option<&str>,
    ) -> Vec<PathBuf> {
        let folder = self.0.path().join(to);
        let settings = format!("-env:UserInstallation=file://{}", self.0.path().join("settings").display());
        let mut command = Command::new("soffice");
        command.args([&settings, "--headless", "--norestore"]);
        command.args(opened_as.map(|filter| format!("--infilter={filter}")));
        command.args(["--convert-to", &format!("{to}:{filter}"), "--outdir"]).arg(&folder).args(files);
        let output = command.output().expect("the office program runs");
        let made =
            |file: &PathBuf| folder.join(Path::new(file.file_name().expect("a name")).with_extension(to));
        let made: Vec<PathBuf> = files.iter().map(made).collect();
        for file in &made {
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(file.is_file(), "{} was not made: {said}", file.display());
        }
        made
    }
}
