//! Every test that looks at the program from outside, in one program: some forty programs would each link the whole
//! library, which takes longer than most of the tests, and gigabytes of disk. A new family of tests is one file and one
//! line here; `cargo test --test all rules::` runs one family.

mod account;
mod across;
mod addresses;
mod architecture;
mod browser;
#[cfg(feature = "cards")]
mod cards;
mod chart_picture;
mod chart_samples;
mod charts;
mod cli;
mod common;
mod containers;
mod contradictions;
mod dark;
mod edition;
mod extract;
mod frozen;
mod fuzzing;
mod golden;
mod guide;
mod hostile;
mod incremental;
mod inspect;
mod layouts;
mod limits;
mod linked;
mod linking;
mod messages;
mod mutations;
mod native;
#[cfg(feature = "parquet")]
mod parquet;
mod pdf;
mod precision;
mod privacy;
mod properties;
mod provenance;
mod publication;
mod publishing;
mod publishing_site;
mod record;
mod redact;
mod robustness;
mod rules;
mod search;
mod seen;
#[cfg(feature = "serve")]
mod serve;
mod site;
#[cfg(feature = "parquet")]
mod spark;
mod speed;
#[cfg(feature = "sqlite")]
mod sqlite;
mod synthetic;
mod trust;
mod visible;
mod vocabulary;
mod web;
#[cfg(feature = "xlsx")]
mod workbook;
