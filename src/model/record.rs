//! What one document gives, as one plain value: what a reader saw and what was understood, without a borrow and without the
//! register, which is asked only when documents are linked. It goes into bytes and comes back equal, so that it can be made
//! in another process or kept for the next run.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::disclosure::Disclosure;
use crate::document::Document;

/// What one document gives.
///
/// How it was understood ([`super::Trail`]) and where its pages print what ([`crate::document::Sketch`]) explain it to
/// whoever asks on the spot; they are no part of its bytes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The layout of these bytes.
    pub version: u32,
    /// Path relative to the content folder.
    pub path: Arc<str>,
    /// Format id of the reader; empty where none took the file.
    pub format: String,
    /// Size of the file.
    pub bytes: usize,
    /// SHA-256 of the file.
    pub sha256: String,
    /// What a reader saw.
    pub document: Document,
    /// What it means.
    pub disclosure: Disclosure,
}

/// Why bytes are no record.
#[derive(Debug, thiserror::Error)]
pub enum NoRecord {
    /// They cannot be understood.
    #[error("the bytes are no record: {0}")]
    Broken(#[from] postcard::Error),
    /// Another version of the program wrote them.
    #[error("the record is of version {0}, this program writes {version}", version = Record::VERSION)]
    OtherVersion(u32),
}

impl Record {
    /// The layout that this program writes. Any change of a type that a record holds makes a new one.
    pub const VERSION: u32 = 4;

    /// The record as bytes.
    ///
    /// # Errors
    /// When a value cannot be written, which no record of this program holds.
    pub fn to_bytes(&self) -> Result<Vec<u8>, NoRecord> {
        Ok(postcard::to_stdvec(self)?)
    }

    /// A record from bytes.
    ///
    /// # Errors
    /// When they are broken, or of another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NoRecord> {
        // The version stands first and is asked before anything else is understood.
        let (version, _) = postcard::take_from_bytes::<u32>(bytes)?;
        if version != Self::VERSION {
            return Err(NoRecord::OtherVersion(version));
        }
        Ok(postcard::from_bytes(bytes)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_another_version_are_refused_and_broken_ones_too() {
        let record = Record { version: Record::VERSION + 1, ..Record::default() };
        let bytes = record.to_bytes().unwrap();
        assert!(matches!(Record::from_bytes(&bytes), Err(NoRecord::OtherVersion(_))));
        let own = Record { version: Record::VERSION, ..record }.to_bytes().unwrap();
        assert!(Record::from_bytes(&own).is_ok());
        assert!(matches!(Record::from_bytes(&own[..own.len() / 2]), Err(NoRecord::Broken(_))));
    }
}
