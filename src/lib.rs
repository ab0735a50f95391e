//! 明账 turns a folder of raw disclosures of Chinese government departments into a verified, linkable public website.
//!
//! # The pipeline
//!
//! [`pipeline::run`] calls the stages in this order:
//!
//! 1. [`source::walk`] finds the files of a content folder: [`source::Source`].
//! 2. [`read::read`] says what stands in a file: [`document::Document`], blocks and tables with places, no meaning.
//! 3. [`recognise::recognise`] says what it means: [`model::Disclosure`], facts and indicators.
//! 4. [`ledger::Ledger::link`] joins all disclosures: departments, years, ids, derived figures.
//! 5. [`verify::verify`] says what does not add up: findings, and what passed.

pub mod archive;
pub mod cache;
pub mod chart;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod error;
mod fault;
pub mod inspect;
pub mod ledger;
pub mod messages;
pub mod model;
pub mod notice;
pub mod parcel;
pub mod pipeline;
pub mod privacy;
pub mod publish;
pub mod read;
pub mod recognise;
pub mod redact;
pub mod review;
#[cfg(feature = "serve")]
pub mod serve;
pub mod site;
pub mod source;
pub mod taxonomy;
pub mod verify;
