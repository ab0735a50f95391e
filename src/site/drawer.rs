//! Where the rows of the data files are kept until they are written: body by body, so that none of them needs all others,
//! and what was made of some of them can be kept beside.

use std::collections::BTreeMap;
use std::ops::Range;

use super::data::schema::FILES;
use super::gather::Rows;
use crate::error::Result;

/// The rows that one body gives to the data files.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RowsOfBody {
    /// The id of the body; of a document that is nobody's, its path.
    pub owner: String,
    /// Rows by file, or part of a file.
    pub files: BTreeMap<String, Rows>,
}

/// Rows by body.
pub trait Drawer: Sync {
    /// Whose rows there are, in the order of bodies.
    fn owners(&self) -> Vec<&str>;

    /// The rows that a body gives to a file, or to a part of it (`facts/440303-2023`).
    ///
    /// # Errors
    /// When they cannot be read.
    fn of(&self, at: usize, file: &str) -> Result<Vec<Rows>>;

    /// What was made of the rows of these bodies before. Never what was made of other rows.
    fn kept(&self, kind: &str, bodies: Range<usize>) -> Option<Vec<u8>>;

    /// Keeps what was made of the rows of these bodies.
    ///
    /// # Errors
    /// When it cannot be written.
    fn keep(&self, kind: &str, bodies: Range<usize>, made: &[u8]) -> Result<()>;

    /// The rows that all bodies give to a file, or to a part of it.
    fn rows<'d>(&'d self, file: &'d str) -> Box<dyn Iterator<Item = Result<Rows>> + 'd> {
        Box::new(self.rows_of(0..self.owners().len(), file))
    }

    /// The rows that some bodies give to a file, or to a part of it.
    fn rows_of<'d>(
        &'d self,
        bodies: Range<usize>,
        file: &'d str,
    ) -> Box<dyn Iterator<Item = Result<Rows>> + 'd> {
        Box::new(bodies.flat_map(move |at| match self.of(at, file) {
            Ok(rows) => rows.into_iter().map(Ok).collect::<Vec<_>>(),
            Err(error) => vec![Err(error)],
        }))
    }
}

/// Rows that are kept in memory.
#[derive(Debug, Default)]
pub struct InMemory(pub Vec<RowsOfBody>);

impl Drawer for InMemory {
    fn owners(&self) -> Vec<&str> {
        self.0.iter().map(|body| body.owner.as_str()).collect()
    }

    fn of(&self, at: usize, file: &str) -> Result<Vec<Rows>> {
        let own = self.0.get(at).into_iter().flat_map(|body| &body.files);
        Ok(own.filter(|(name, _)| is_of(name, file)).map(|(_, rows)| rows.clone()).collect())
    }

    fn kept(&self, _: &str, _: Range<usize>) -> Option<Vec<u8>> {
        None
    }

    fn keep(&self, _: &str, _: Range<usize>, _: &[u8]) -> Result<()> {
        Ok(())
    }
}

/// Whether rows of this name are those of a file: of all its parts, or of the one that is named.
pub fn is_of(name: &str, file: &str) -> bool {
    name.strip_prefix(file).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The names of the data files.
pub fn data_files() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|file| file.name)
}
